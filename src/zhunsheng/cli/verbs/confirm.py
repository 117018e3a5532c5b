"""``zhunsheng confirm``: the proposals of a standard, and what a person decides on them."""

from __future__ import annotations

import difflib
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from collections.abc import Iterator

    from zhunsheng.cli.render.blocks import Line
    from zhunsheng.exchange.confirm import Confirmation
    from zhunsheng.standard.document import Proposal, Standard
    from zhunsheng.standard.findings import Finding


@verb(
    "confirm",
    T("确认或拒绝一个标准文件里待确认的提议"),
    Argument(["path"], type=PathWord(), metavar="FILE", words=T("标准文件")),
    Argument(["ids"], nargs=-1, required=False, metavar="ID", words=T("提议的编号；可写多个；不写就列出全部提议")),
    Option(["--all", "every"], is_flag=True, words=T("全部待确认的提议")),
    Option(["--refuse"], is_flag=True, words=T("拒绝，而不是确认")),
    Option(["--by"], metavar="NAME", words=T("由谁确认；确认和拒绝时必须写")),
    Option(["--on"], type=DayType(), words=T("哪一天确认；默认今天")),
    Option(["--dry-run"], is_flag=True, words=T("显示会怎样改，不写文件")),
    story=T(
        "导入时从条款文字里认出的规则与数值只是提议，在有人确认之前不起作用。\n"
        "确认以后，值移到服务事项里它该在的地方，提议仍留在文件里，写明由谁在哪一天确认。\n"
        "去处已有不同的值时列出冲突，什么都不改。"
    ),
    examples=(
        "zhunsheng confirm standards/yuexiu/standards/助餐.yaml",
        "zhunsheng confirm 助餐.yaml age-4.1 limit-7.2 --by 张三",
        "zhunsheng confirm 助餐.yaml count-8.1 --refuse --by 张三 --on 2024-03-01",
        "zhunsheng confirm 助餐.yaml --all --by 张三 --dry-run",
    ),
)
def command(
    session: Session, path: str, ids: tuple[str, ...], every: bool, refuse: bool, by: str | None, on: date | None,
    dry_run: bool,
) -> int:  # fmt: skip
    """List proposals, or settle them; exit code 1 when something stands against it, and then nothing is changed."""
    from zhunsheng.cli.opening import kind_of
    from zhunsheng.standard.files import read_text

    if kind_of(path) != "file":
        raise Problem(T("「{path}」是文件夹，这里要一个标准文件", path=path), None)
    text, findings = read_text(path, path)
    if text is None:
        return _refused(session, path, findings)
    if not ids and not every:
        if refuse or by is not None:
            raise Problem(T("没有写明是哪一条提议"), T("写提议的编号，或用 --all"))
        return _listed(session, path, text)
    if ids and every:
        raise Problem(T("提议的编号和 --all 只能写一样"), None)
    if by is None or not by.strip():
        raise Problem(T("没有写明由谁确认"), T("请加 --by 姓名"))

    from zhunsheng.exchange.confirm import confirm

    found = confirm(text, path, None if every else ids, by=by.strip(), on=on or today(), refuse=refuse)
    if found.findings:
        return _refused(session, path, list(found.findings))
    if found.text != text and not dry_run:
        from zhunsheng.cli.documents import save

        save(Path(path).resolve(), found.text.encode())
    return _settled(session, path, text, found, refuse=refuse, dry_run=dry_run)


def _listed(session: Session, path: str, text: str) -> int:
    """The table of proposals."""
    from zhunsheng.cli.render.blocks import Block, Span, heading, items, line, para
    from zhunsheng.cli.render.proposals import proposal_data, proposals_table
    from zhunsheng.standard.load import load_standard

    loaded = load_standard(path, text)
    if loaded.model is None:
        return _refused(session, path, loaded.findings)
    proposals = loaded.model.proposals
    waiting = sum(one.state == "proposed" for one in proposals)
    blocks: list[Block] = [heading(1, session.say(T("提议：{title}", title=loaded.model.title)))]
    if not proposals:
        blocks.append(para(session.say(T("这个文件没有提议"))))
    else:
        blocks.append(proposals_table(proposals, session.language))
        noted = [one for one in proposals if one.note is not None and one.state == "proposed"]
        if noted:
            blocks.append(heading(2, session.say(T("确认前请看"))))
            blocks.append(
                items(
                    line(Span(one.id, "place"), "  ", one.note.say(session.language))
                    for one in noted
                    if one.note is not None
                )
            )
        words = T("{n} 条提议，其中 {waiting} 条待确认", n=len(proposals), waiting=waiting)
        blocks.append(para(session.say(words)))
    data = {
        "path": path,
        "waiting": waiting,
        "proposals": [proposal_data(one, session.language) for one in proposals],
    }
    return session.show("confirm", Exit.WELL, data, blocks)


def _refused(session: Session, path: str, findings: list[Finding]) -> int:
    """Why nothing was changed."""
    from zhunsheng.cli.render.blocks import para
    from zhunsheng.cli.render.findings import finding_data, findings_blocks

    blocks = findings_blocks(findings, session.language)
    blocks.append(para(session.say(T("没有改动文件"))))
    data = {
        "path": path,
        "settled": [],
        "written": False,
        "findings": [finding_data(finding, session.language) for finding in findings],
    }
    return session.show("confirm", Exit.FINDINGS, data, blocks)


def _settled(session: Session, path: str, old: str, found: Confirmation, *, refuse: bool, dry_run: bool) -> int:
    """What was done, and how the file changed where it was not written."""
    from zhunsheng.cli.render.blocks import Block, Code, para
    from zhunsheng.cli.render.proposals import proposals_table
    from zhunsheng.standard.load import load_standard

    model = load_standard(path, found.text).model
    blocks: list[Block] = []
    if not found.settled:
        blocks.append(para(session.say(T("没有待确认的提议"))))
    elif model is not None:
        blocks.append(proposals_table(_named(model, found), session.language))
    if dry_run and found.settled:
        blocks.append(Code(tuple(_difference(path, old, found.text)), "diff"))
    if found.settled:
        words = T("拒绝了 {n} 条提议", n=len(found.settled)) if refuse else T("确认了 {n} 条提议", n=len(found.settled))
        if dry_run:
            words = T("{words}（没有写文件）", words=words)
        blocks.append(para(session.say(words)))
    data = {
        "path": path,
        "settled": list(found.settled),
        "state": "refused" if refuse else "confirmed",
        "written": bool(found.settled) and not dry_run,
        "findings": [],
    }
    return session.show("confirm", Exit.WELL, data, blocks)


def _named(model: Standard, found: Confirmation) -> list[Proposal]:
    return [one for one in model.proposals if one.id in found.settled]


def _difference(path: str, old: str, new: str) -> Iterator[Line]:
    from zhunsheng.cli.render.blocks import Span, Style

    styles: dict[str, Style] = {"+": "good", "-": "bad", "@": "place"}
    for text in difflib.unified_diff(old.splitlines(), new.splitlines(), path, path, lineterm=""):
        yield (Span(text, styles.get(text[:1], "")),)
