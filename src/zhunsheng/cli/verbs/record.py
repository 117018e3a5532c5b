"""``zhunsheng record``: what is known about the district and its pilot, each statement with its source."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Option, PathWord, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T, Text

if TYPE_CHECKING:
    from zhunsheng.standard.record import RecordEntry, Statement

KINDS: dict[str, Text] = {
    "figure": T("数字"),
    "event": T("事件"),
    "document": T("文件"),
    "standard": T("标准"),
    "programme": T("项目与品牌"),
    "body": T("组织"),
    "peer": T("同行"),
    "rule": T("办法"),
    "paper": T("文书种类"),
}


@verb(
    "record",
    T("区情与试点记录：每个数、每件事各有来源，来源不一的并列"),
    Argument(["path"], type=PathWord(), metavar="DIR", words=T("工作区文件夹")),
    Option(["--kind"], metavar="KIND", words=T("只看一种：figure、event、document、standard、programme、body、peer、rule 或 paper")),
    Option(["--disputed"], is_flag=True, words=T("只看来源说法不一的")),
    examples=("zhunsheng record standards/yuexiu --kind figure", "zhunsheng record standards/yuexiu --disputed"),
)  # fmt: skip
def command(session: Session, path: str, kind: str | None, disputed: bool) -> int:
    """Print the entries; exit code 1 when the record cannot be read; a dispute between sources is no fault of the files."""
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.refusal import refuse
    from zhunsheng.cli.render.blocks import Block, Span, heading, items, line, para

    if kind is not None and kind not in KINDS:
        raise Problem(T("没有这一种：「{name}」", name=kind[:40]), T("可写：{choices}", choices=list(KINDS)))
    opened = open_folder(path)
    blocking = opened.blocking_for("record_file")
    if blocking:
        return refuse(session, "record", blocking)
    workspace = opened.workspace
    sources = {name: one.title.say(session.language) for home in (workspace, *workspace.chain())
               for name, one in home.manifest.sources.items()}  # fmt: skip
    entries = [
        entry
        for entry in workspace.record.entries
        if (kind is None or entry.kind == kind) and (entry.is_disputed or not disputed)
    ]
    blocks: list[Block] = [heading(1, session.say(T("记录：{workspace}", workspace=opened.library.title)))]
    if not entries:
        blocks.append(para(session.say(T("没有这样的记录"))))
    for name, words in KINDS.items():
        these = [entry for entry in entries if entry.kind == name]
        if these:
            blocks.append(heading(2, session.say(words)))
            blocks.append(
                items(
                    (
                        line(
                            _named(session, entry),
                            Span(session.say(T("（来源说法不一）")), "warn") if entry.is_disputed else "",
                        ),
                        (items(line(_said(session, said)) for said in entry.says),) if entry.says else (),
                    )
                    for entry in these
                )
            )
    named = dict.fromkeys(one for entry in entries for one in _sources(entry))
    if named:
        blocks.append(heading(2, session.say(T("来源"))))
        blocks.append(items(line(f"{one}  {sources.get(one, '')}") for one in sorted(named)))
    data: dict[str, Any] = {
        "path": path,
        "entries": [entry_data(entry, session) for entry in entries],
        "sources": {one: sources.get(one) for one in named},
    }
    return session.show("record", Exit.WELL, data, blocks)


def _sources(entry: RecordEntry) -> list[str]:
    return [*entry.sources, *(one for said in entry.says for one in said.sources)]


def _named(session: Session, entry: RecordEntry) -> str:
    """The title, and what it is about."""
    if entry.what is None:
        return entry.title.say(session.language)
    return session.say(T("{title}：{what}", title=entry.title, what=entry.what))


def _said(session: Session, said: Statement) -> str:
    from zhunsheng.standard.quantity import Quantity, QuantityError

    words = said.value if said.unit is None else f"{said.value} {said.unit}"
    with suppress(QuantityError):  # a value in words, or in a unit that no rule uses, is shown as it is written
        words = Quantity.parse(words).say(session.language)
    if said.as_of is not None:
        words += f"  {said.as_of}"
    words += f"  [{', '.join(said.sources)}]"
    return words if said.note is None else f"{words}  {said.note.say(session.language)}"


def entry_data(entry: RecordEntry, session: Session) -> dict[str, Any]:
    """An entry as data."""
    from zhunsheng.standard.data import as_data

    found = as_data(entry)
    assert isinstance(found, dict)
    return {**found, "title": entry.title.say(session.language), "disputed": entry.is_disputed}
