"""What the verbs that write documents have in common: which items, one file or many, and what is told afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from time import perf_counter
from typing import Any

from zhunsheng.cli.documents import Job, Outcome, content_of, kind_of_file, save, write_all
from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.naming import named_services
from zhunsheng.cli.opening import Opened, open_path
from zhunsheng.cli.progress import Progress
from zhunsheng.cli.render.blocks import Block, Span, heading, items, line, para
from zhunsheng.cli.render.findings import finding_data, findings_blocks
from zhunsheng.cli.session import Session, write
from zhunsheng.rule.library import Library
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.wording import T, Text


def targeted(target: str) -> tuple[Library, list[str], bool]:
    """The library, the items named, and whether it was one item by name.  Raises Problem when nothing is named."""
    if "#" not in target:
        opened = open_path(target)
        _refuse_blocked(opened)
        return opened.library, opened.library.ids(), False
    library, services = named_services(target)
    _refuse_blocked(Opened(library))
    home = library if services[0].workspace == library.id else library.above(services[0].workspace)
    return home, [services[0].id], True


def _refuse_blocked(opened: Opened) -> None:
    blocking = opened.blocking()
    if blocking:
        first = blocking[0]
        raise Problem(
            T("{place}：{message}", place=first.place, message=first.message),
            first.help or T("先运行 zhunsheng check"),
            Exit.FINDINGS,
        )


def produce(
    session: Session,
    verb: str,
    library: Library,
    jobs: Sequence[Job],
    single: bool,
    out: str | None,
    kind: str | None,
    words: Text,
) -> int:
    """Make the documents: one on the screen or in a file, many in a folder; the exit code for the process."""
    if not jobs:
        raise Problem(T("这里没有可写的事项"), None)
    if single or (len(jobs) == 1 and out is not None and Path(out).suffix):
        return _one(session, verb, jobs[0], out, kind)
    if out is None:
        raise Problem(T("要写 {n} 份，请用 --out 写明放到哪个文件夹", n=len(jobs)), None)
    if Path(out).is_file():
        raise Problem(T("「{path}」是文件，这里要文件夹", path=out), None)
    started = perf_counter()
    wanted = kind_of_file(None, kind)
    with Progress(session.say(words)) as progress:
        outcomes = write_all(jobs, Path(out), [wanted], progress)
    unread = Opened(library).unreadable()
    return told(session, verb, outcomes, unread, out, perf_counter() - started)


def _one(session: Session, verb: str, job: Job, out: str | None, kind: str | None) -> int:
    document = job.make()
    if out is None and kind is None:
        if session.format == "json":
            from zhunsheng.publish.data import document_data

            return session.show(verb, Exit.WELL, document_data(document), [])
        from zhunsheng.publish.markdown import to_markdown

        write(to_markdown(document))
        return int(Exit.WELL)
    wanted = kind_of_file(out, kind)
    path = Path(f"{job.name}.{wanted}") if out is None else Path(out)
    if path.is_dir():
        path = path / f"{job.name}.{wanted}"
    content, note = content_of(document, wanted)
    save(path, content)
    said = T("已写：{path}（{size} KB）", path=path, size=-(-len(content) // 1024))
    data: dict[str, Any] = {"files": [str(path)], "bytes": len(content), "title": document.full_title}
    blocks: list[Block] = [para(session.say(said))]
    if note is not None:
        blocks.append(para(Span(session.say(note), "warn")))
        data["note"] = session.say(note)
    return session.show(verb, Exit.WELL, data, blocks)


def told(
    session: Session, verb: str, outcomes: Sequence[Outcome], unread: Sequence[Finding], out: str, seconds: float
) -> int:
    """How many were written, and what could not be, each with its reason."""
    failed = [one for one in outcomes if one.trouble is not None]
    written = [path for one in outcomes for path in one.paths]
    said = T("写到 {folder}：{n} 份，{seconds} 秒", folder=out, n=len(written), seconds=f"{seconds:.1f}")
    blocks: list[Block] = [para(Span(session.say(said), "bad" if failed else "good"))]
    if failed:
        blocks.append(heading(2, session.say(T("没有写成"))))
        blocks.append(items(line(Span(one.name, "strong"), "  ", _trouble(session, one)) for one in failed))
    noted = [(one.name, note) for one in outcomes for note in one.notes]
    if noted:
        blocks.append(items(line(Span(name, "strong"), "  ", Span(session.say(note), "warn")) for name, note in noted))
    if unread:
        blocks.append(heading(2, session.say(T("没有读成的标准，其中的事项没有写"))))
        blocks += findings_blocks(list(unread), session.language)
    data: dict[str, Any] = {
        "folder": out,
        "files": written,
        "failed": [{"name": one.name, "reason": _trouble(session, one)} for one in failed],
        "notes": [{"name": name, "note": session.say(note)} for name, note in noted],
        "findings": [finding_data(finding, session.language) for finding in unread],
    }
    return session.show(verb, Exit.FINDINGS if failed or unread else Exit.WELL, data, blocks)


def _trouble(session: Session, one: Outcome) -> str:
    return "" if one.trouble is None else session.say(one.trouble)
