"""Which proofs a call asks for: a whole workspace, some items, or the services of one file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from difflib import get_close_matches

from zhunsheng.cli.exits import Problem
from zhunsheng.cli.opening import Opened
from zhunsheng.floor.part import prove_part
from zhunsheng.floor.prove import FloorReport, Progress, Section, explained, prove
from zhunsheng.floor.verdict import ItemProof
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import T


def check_names(library: Library, against: Iterable[str]) -> None:
    """Whether every name is a workspace above.  Raises Problem that lists what there is."""
    known = [above.id for above in library.chain()]
    known += [name for above in library.chain() for name in above.before]
    for name in against:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            advice = T("是不是想写 {words}？", words=near) if near else T("上位标准有：{words}", words=known)
            if not known:
                advice = T("这个工作区没有写上位标准（upstream）")
            raise Problem(T("上位标准里没有「{name}」", name=name), advice)


def floor_report(
    opened: Opened, day: date, against: Sequence[str], items: Sequence[str], progress: Progress | None = None
) -> FloorReport:
    """The proofs that a call asks for.  Raises Problem for names that do not exist."""
    check_names(opened.library, against)
    if opened.file is not None:
        if not opened.is_standard:
            raise Problem(T("「{file}」不是标准文件，没有可证明的服务事项", file=opened.file), None)
        report = prove_part(opened.library, day, against)
    else:
        report = prove(opened.library, day, against=against, progress=progress)
    return report if not items else explained(opened.library, only_items(report, items))


def only_items(report: FloorReport, wanted: Sequence[str]) -> FloorReport:
    """The part of a report about some items: an ancestor's, or a service of ours, by id or full reference."""
    known = {name for proof in report.proofs() for ref in (proof.ancestor, *proof.derived) for name in _names(ref)}
    for name in wanted:
        if name not in known:
            near = get_close_matches(name, sorted(known), n=1)
            raise Problem(T("没有事项「{name}」", name=name), T("是不是想写 {words}？", words=near) if near else None)

    def is_wanted(proof: ItemProof) -> bool:
        return any(name in wanted for ref in (proof.ancestor, *proof.derived) for name in _names(ref))

    def part(sections: Iterable[Section]) -> tuple[Section, ...]:
        cut = (replace(section, proofs=tuple(filter(is_wanted, section.proofs))) for section in sections)
        return tuple(section for section in cut if section.proofs)

    return replace(report, sections=part(report.sections), links=part(report.links))


def _names(ref: str) -> tuple[str, str]:
    return ref, ref.partition("#")[2]
