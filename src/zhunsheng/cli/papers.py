"""Papers of the drafting process on the command line: which templates there are, one paper of one standard or of all."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from zhunsheng.cli.documents import Job
from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.opening import Opened, open_path
from zhunsheng.cli.producing import produce
from zhunsheng.cli.refusal import refuse
from zhunsheng.cli.render.blocks import Block, Table, heading, line
from zhunsheng.cli.render.findings import finding_data, findings_blocks
from zhunsheng.cli.session import Session, write
from zhunsheng.publish.blocks import Document
from zhunsheng.publish.papers import (
    Comparison,
    FoundTemplate,
    check_template,
    find_template,
    paper,
    paper_names,
    read_data,
    templates,
)
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding, has_errors
from zhunsheng.standard.load import Loaded
from zhunsheng.standard.wording import Language, T


def list_papers(session: Session, target: str) -> int:
    """Show the template of each paper and the place that it comes from; exit code 1 when one of them is wrong."""
    opened = open_path(target)
    found = templates(opened.workspace, session.language)
    wrong = {one.name: check_template(one) for one in found}
    findings = [finding for one in found for finding in wrong[one.name]]
    head = tuple(session.say(words) for words in (T("文书"), T("模板来自"), T("文件")))
    rows = tuple((line(one.name), line(one.place.say(session.language)), line(one.shown)) for one in found)
    title = T("文书与模板：{workspace}", workspace=opened.library.title)
    blocks: list[Block] = [heading(1, session.say(title)), Table(head, rows)]
    blocks += findings_blocks(findings, session.language)
    data: dict[str, Any] = {
        "workspace": opened.library.id,
        "papers": [
            {
                "name": one.name,
                "language": one.language,
                "home": one.home,
                "place": one.place.say(session.language),
                "path": one.shown,
                "findings": [finding_data(finding, session.language) for finding in wrong[one.name]],
            }
            for one in found
        ],
    }
    return session.show("print", Exit.FINDINGS if findings else Exit.WELL, data, blocks)


def print_paper(
    session: Session, target: str, name: str, day: date, *, data: str | None, out: str | None, kind: str | None
) -> int:
    """Fill in a paper for one standard, or for every standard of a workspace; exit code 1 when it cannot be made.

    data: a file with what only people know; it belongs to one standard.  Raises Problem for a wrong call.
    """
    opened = open_path(target)
    findings = opened.blocking()
    if findings:
        return refuse(session, "print", findings)
    found = _template(opened, name, session.language)
    findings = check_template(found)
    if has_errors(findings):
        return refuse(session, "print", findings)
    if opened.file is None:
        return _every(session, opened, found, day, data, out, kind)
    loaded = opened.workspace.files.get(opened.file)
    if loaded is None:
        raise Problem(T("「{file}」不是标准文件", file=opened.file), None)
    return _one(session, opened, loaded, found, day, data, out, kind)


def _template(opened: Opened, name: str, language: Language) -> FoundTemplate:
    found = find_template(opened.workspace, name, language)
    if found is None:
        from difflib import get_close_matches

        known = paper_names(opened.workspace)
        near = get_close_matches(name, known, n=1)
        advice = T("是不是想写 {words}？", words=near) if near else T("可用的有：{names}", names=list(known))
        raise Problem(T("没有文书「{name}」", name=name[:40]), advice)
    return found


def _one(
    session: Session, opened: Opened, loaded: Loaded[Standard], found: FoundTemplate, day: date, data: str | None,
    out: str | None, kind: str | None,
) -> int:  # fmt: skip
    """The paper of one standard."""
    if loaded.model is None:
        return refuse(session, "print", loaded.findings)
    given = read_data(data) if data is not None else None
    if given is not None and given.values is None:
        return refuse(session, "print", given.findings)
    compared = comparisons(opened, day, found) if loaded.model.services else []
    values = given.values if given is not None else None
    made = paper(found.name, opened.library, loaded.model, day, session.language, values, compared)
    if made.document is None:
        return refuse(session, "print", made.findings)
    _warn(session, [*(given.findings if given is not None else ()), *made.findings])
    document = made.document
    job = Job(_file_name(loaded.path, found), lambda: document)
    return produce(session, "print", opened.library, [job], True, out, kind, T("写文书"))


def _every(
    session: Session, opened: Opened, found: FoundTemplate, day: date, data: str | None, out: str | None,
    kind: str | None,
) -> int:  # fmt: skip
    """The paper of every standard of the workspace."""
    if data is not None:
        raise Problem(T("--data 只用于一个标准，这里是整个工作区"), T("写标准文件的路径"))

    def job(loaded: Loaded[Standard], standard: Standard) -> Job:
        def make() -> Document:
            made = paper(found.name, opened.library, standard, day, session.language)
            if made.document is None:
                first = made.findings[0]
                raise Problem(T("{place}：{message}", place=first.place, message=first.message), first.help)
            return made.document

        return Job(_file_name(loaded.path, found), make)

    jobs = [job(one, one.model) for one in opened.workspace.files.values() if one.model is not None]
    return produce(session, "print", opened.library, jobs, False, out, kind, T("写文书"))


def _file_name(path: str, found: FoundTemplate) -> str:
    """``disability-allowances.compilation-note.en``: unique within a workspace, where two folders may hold one name."""
    inside = Path(path).with_suffix("").parts
    start = len(inside) - inside[::-1].index("standards") if "standards" in inside else len(inside) - 1
    language = "" if found.language == "zh" else f".{found.language}"
    return f"{'-'.join(inside[start:])}.{found.name}{language}"


def _warn(session: Session, findings: Sequence[Finding]) -> None:
    """Tell what is odd beside the document, where it does not get into the document's own output."""
    for finding in findings:
        write(finding.say(session.language), sys.stderr)


def comparisons(opened: Opened, day: date, found: FoundTemplate) -> list[Comparison]:
    """What the floor proof says of each service, aspect by aspect; nothing where the template does not ask for it."""
    source, _ = found.read()
    if source is None or "comparisons" not in source.text:
        return []
    from zhunsheng.cli.targets import floor_report
    from zhunsheng.floor.data import title_of
    from zhunsheng.floor.verdict import Verdict, worst
    from zhunsheng.floor.wording import ASPECTS, VERDICTS, Speaker

    library = opened.library
    report = floor_report(opened, day, (), ())
    speaker = Speaker.of(library, found.language, *(library.above(section.upper) for section in report.sections))
    made = []
    for section in report.sections:
        for proof in section.proofs:
            titles = [title_of(ref, library.service, speaker) for ref in proof.derived]
            for aspect, words in ASPECTS.items():
                claims = [one for one in proof.judgements if one.aspect == aspect]
                if not claims:
                    continue
                verdict = worst(one.verdict for one in claims)
                reasons = dict.fromkeys(speaker.say(one.reason) for one in claims if not one.holds)
                made.append(
                    Comparison(
                        service=speaker.say(titles),
                        above=section.title.say(found.language),
                        aspect=speaker.say(words),
                        verdict=speaker.say(VERDICTS[verdict]),
                        holds=verdict is Verdict.PROVED,
                        exceeds=any(one.exceeds for one in claims),
                        reason=("；" if found.language == "zh" else "; ").join(reasons) or None,
                    )
                )
    return made
