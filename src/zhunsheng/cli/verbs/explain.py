"""``zhunsheng explain``: rules in prose, values, and which service comes from which."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.rule.compiled import CompiledService
    from zhunsheng.rule.library import Library


@verb(
    "explain",
    T("把规则写成文字，并说明标准之间的来源关系"),
    Argument(
        ["target"],
        type=PathWord(), required=False, metavar="REF|FILE",
        words=T("事项的引用（如 yuexiu#elder_health 或 standards/yuexiu#elder_health）、标准文件，或工作区文件夹"),
    ),
    Option(["--rule"], metavar="TEXT", words=T("解释这条规则，用 --facts 的事实表")),
    Option(["--facts"], type=PathWord(), metavar="DIR", words=T("规则所用的工作区文件夹")),
    Option(["--both"], is_flag=True, words=T("规则同时写成中文和英文")),
    Option(["--on"], type=DayType(), words=T("写哪一天的值；默认今天")),
    examples=(
        "zhunsheng explain standards/yuexiu#elder_health --both",
        "zhunsheng explain --rule 'age >= 65 and local_hukou' --facts standards/yuexiu",
    ),
)  # fmt: skip
def command(
    session: Session, target: str | None, rule: str | None, facts: str | None, both: bool, on: date | None
) -> int:
    """Print the explanation; exit code 1 when a rule cannot be compiled."""
    if (target is None) == (rule is None) or (rule is None) != (facts is None):
        raise Problem(T("请写一个事项、文件或工作区；或者写 --rule 和 --facts"), None)
    if rule is not None and facts is not None:
        return _rule(session, rule, facts)
    assert target is not None
    return _services(session, target, on or today(), both=both)


def _rule(session: Session, text: str, folder: str) -> int:
    """A bare condition in the vocabulary of a workspace."""
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.render.blocks import Block, items, line
    from zhunsheng.cli.render.findings import finding_data, findings_blocks
    from zhunsheng.cli.render.rules import rule_words
    from zhunsheng.floor.wording import Speaker
    from zhunsheng.rule.tree import names
    from zhunsheng.rule.trouble import has_errors
    from zhunsheng.standard.findings import Place

    library = open_folder(folder).library
    compiled = library.rule(text)
    speaker = Speaker.of(library, session.language)
    findings = [
        trouble.at(Place("--rule", text.count("\n", 0, trouble.span.start) + 1, trouble.span.start + 1))
        for trouble in compiled.troubles
    ]
    blocks: list[Block] = findings_blocks(findings, session.language)
    if has_errors(compiled.troubles) or compiled.expr is None:
        data: dict[str, Any] = {
            "rule": text,
            "findings": [finding_data(finding, session.language) for finding in findings],
        }
        return session.show("explain", Exit.FINDINGS, data, blocks)
    said = rule_words(compiled.expr, speaker)
    used = names(compiled.expr)
    named = [session.say(T("{name}（{label}）", name=name, label=speaker.label(name))) for name in used]
    labels = T("用到的事实：{facts}", facts=named)
    rows = [line(f"中文：{said['zh']}"), line(f"English: {said['en']}"), line(session.say(labels))]
    blocks.append(items(rows))
    data = {
        "rule": text,
        **said,
        "facts": used,
        "findings": [finding_data(one, session.language) for one in findings],
    }
    return session.show("explain", Exit.WELL, data, blocks)


def _services(session: Session, target: str, day: date, *, both: bool) -> int:
    from zhunsheng.cli.naming import named_services
    from zhunsheng.cli.render.blocks import Block, para
    from zhunsheng.cli.render.outside import governing_block, outsider_data
    from zhunsheng.cli.render.provenance import provenance_data, provenance_of, provenance_words
    from zhunsheng.cli.render.rules import service_blocks, service_data
    from zhunsheng.floor.wording import Speaker
    from zhunsheng.standard.outside import outsiders

    library, services = named_services(target)
    outside = outsiders(library.workspace) if library.workspace.only is None else []
    speaker = Speaker.of(library, session.language)
    other = Speaker(speaker.book, "en" if session.language == "zh" else "zh") if both else None
    blocks: list[Block] = []
    rows = []
    for service in services:
        ancestors = _ancestors(library, service)
        derived = [one.ref for one in library.services() if service.ref in library.ancestors(one.id)]
        origin = provenance_of(library, service)
        blocks += service_blocks(service, ancestors, derived, day, speaker, other, provenance_words(origin, speaker))
        governing = [one for one in outside if service.workspace == library.id and service.id in one.governed]
        if governing:
            blocks.append(governing_block(governing, session))
        row = service_data(service, ancestors, derived, day, speaker)
        known = [outsider_data(one, session) for one in governing]
        rows.append({**row, "governed_by": known, "provenance": provenance_data(origin, speaker)})
    if not services:
        blocks.append(para(session.say(T("这里没有服务事项"))))
    broken = any(service.broken for service in services)
    data: dict[str, Any] = {"target": target, "on": day.isoformat(), "services": rows}
    return session.show("explain", Exit.FINDINGS if broken else Exit.WELL, data, blocks)


def _ancestors(library: Library, service: CompiledService) -> list[str]:
    home = library if service.workspace == library.id else library.above(service.workspace)
    return home.ancestors(service.id)
