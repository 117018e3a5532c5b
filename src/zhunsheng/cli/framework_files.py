"""The papers of a standards system onto disk: which part, which kind of file, and what is told afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.documents import content_of, save
from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.opening import Opened
from zhunsheng.cli.options import today
from zhunsheng.cli.render.blocks import Block, Span, para
from zhunsheng.cli.session import Session, write
from zhunsheng.cli.verbs.framework import KINDS
from zhunsheng.standard.wording import T, Text

if TYPE_CHECKING:
    from zhunsheng.publish.blocks import Document
    from zhunsheng.publish.framework.content import Framework, Scope
    from zhunsheng.publish.framework.tables import Part


def write_framework(
    session: Session, opened: Opened, scope: Scope, part: str | None, kind: str | None, out: str | None, on: date | None
) -> int:
    """Write the papers into a file, or a part on the screen; exit code 1 when a standard could not be read.

    on: the day that is counted; None: everything that is written down, as it stands today.
    Raises Problem for a part, a kind and a filter that do not go together.
    """
    from zhunsheng.publish.framework.content import framework_of

    wanted = None if kind is None and out is None else _kind(out, kind)
    parts = _parts(part, wanted)
    _check(scope, parts, wanted)
    framework = framework_of(opened.workspace, on or today(), on)
    if framework.root is None and "diagram" in parts and (wanted == "svg" or part in ("diagram", "all")):
        raise Problem(
            T("工作区没有写明体系的结构，画不出结构图"), T("在 framework.yaml 的 nodes 里写各格的编号、名称和上级")
        )
    if framework.root is None:
        parts = [one for one in parts if one != "diagram"]
    framework = framework if scope.is_whole else framework.narrowed(scope)
    if wanted is None:
        return _shown(session, _document(framework, session, parts, wanted))
    content, note = _content(framework, session, parts, wanted)
    path = _path(out, wanted, part, session)
    save(path, content)
    return _told(session, opened, path, content, note)


def _kind(out: str | None, asked: str | None) -> str:
    """The kind of file: as asked, else by the suffix of `out`, else PDF.  Raises Problem for an unknown suffix."""
    if asked is not None:
        return asked
    suffix = Path(out).suffix.removeprefix(".").lower() if out is not None else ""
    if suffix in KINDS:
        return suffix
    if suffix and out is not None and not Path(out).is_dir():
        raise Problem(T("不会写「.{suffix}」文件", suffix=suffix[:20]), T("可以是：{words}", words=list(KINDS)))
    return "pdf"


def _parts(part: str | None, kind: str | None) -> list[Part]:
    """The parts, in order.  Raises Problem where a kind of file holds no such part."""
    every: list[Part] = ["diagram", "detail", "statistics"]
    if kind == "svg":
        if part not in (None, "diagram"):
            raise Problem(T("SVG 文件只能是结构图"), T("写 --part diagram，或换一种文件"))
        return ["diagram"]
    if kind == "xlsx" and part not in (None, "all"):
        raise Problem(T("XLSX 文件总是含结构、明细和统计"), T("去掉 --part，或换一种文件"))
    return every if part in (None, "all") else [one for one in every if one == part]


def _check(scope: Scope, parts: Sequence[Part], kind: str | None) -> None:
    """A share of one state is always 0 or 100 %: only the detail table can be of one state."""
    if scope.state is not None and (list(parts) != ["detail"] or kind == "xlsx"):
        raise Problem(T("--state 只能用于明细表：结构图和统计表要比较各种状态"), T("写 --part detail，或去掉 --state"))


def _document(framework: Framework, session: Session, parts: Sequence[Part], kind: str | None) -> Document:
    from zhunsheng.publish.framework.tables import framework_document

    return framework_document(framework, session.language, parts, theme="web" if kind == "html" else "plain")


def _content(framework: Framework, session: Session, parts: Sequence[Part], kind: str) -> tuple[bytes, Text | None]:
    if kind == "svg":
        from zhunsheng.publish.framework.diagram import structure_diagram

        return structure_diagram(framework, session.language).svg.encode(), None
    if kind == "xlsx":
        from zhunsheng.publish.framework.workbook import framework_workbook

        return framework_workbook(framework, session.language), None
    return content_of(_document(framework, session, parts, kind), kind)


def _path(out: str | None, kind: str, part: str | None, session: Session) -> Path:
    """Where the file goes: as asked; into the folder asked for, or here, under a name of its own."""
    language = "" if session.language == "zh" else f".{session.language}"
    name = f"framework{'' if part in (None, 'all') else f'-{part}'}{language}.{kind}"
    if out is None:
        return Path(name)
    return Path(out) / name if Path(out).is_dir() else Path(out)


def _shown(session: Session, document: Document) -> int:
    """A part on the screen."""
    if session.format == "json":
        from zhunsheng.publish.data import document_data

        return session.show("framework", Exit.WELL, document_data(document), [])
    from zhunsheng.publish.markdown import to_markdown

    write(to_markdown(document))
    return int(Exit.WELL)


def _told(session: Session, opened: Opened, path: Path, content: bytes, note: Text | None) -> int:
    """What was written, and which standards are missing from it because they could not be read."""
    from zhunsheng.cli.render.findings import finding_data, findings_blocks

    size = -(-len(content) // 1024)
    blocks: list[Block] = [para(session.say(T("已写：{path}（{size} KB）", path=path, size=size)))]
    if note is not None:
        blocks.append(para(Span(session.say(note), "warn")))
    unread = opened.unreadable()
    if unread:
        blocks.append(para(Span(session.say(T("没有读成的标准，不在其中：")), "bad")))
        blocks += findings_blocks(unread, session.language)
    data: dict[str, Any] = {
        "files": [str(path)],
        "bytes": len(content),
        "note": None if note is None else session.say(note),
        "findings": [finding_data(finding, session.language) for finding in unread],
    }
    return session.show("framework", Exit.FINDINGS if unread else Exit.WELL, data, blocks)
