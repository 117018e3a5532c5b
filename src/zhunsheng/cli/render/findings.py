"""Findings for people and programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from zhunsheng.cli.render.blocks import Block, Code, Line, Span, Style, line, para
from zhunsheng.cli.words import SEVERITIES
from zhunsheng.standard.findings import Finding, Severity, place_data
from zhunsheng.standard.wording import Language, T

STYLES: dict[Severity, Style] = {Severity.ERROR: "bad", Severity.WARNING: "warn", Severity.ADVICE: "dim"}


def finding_lines(finding: Finding, language: Language) -> list[Line]:
    """``path:line:column: CODE message``, then help and related places, indented."""
    head = (
        Span(f"{finding.place}: ", "place"),
        Span(finding.code, STYLES[finding.severity]),
        f" {finding.message.say(language)}",
    )
    if finding.severity is not Severity.ERROR:
        head = (*head[:2], Span(f" [{SEVERITIES[finding.severity].say(language)}]", "dim"), head[2])  # type: ignore[assignment]
    lines: list[Line] = [head]
    if finding.help is not None:
        lines.append((f"  {finding.help.say(language)}",))
    lines += [("  ", Span(f"{item.place}: ", "place"), item.message.say(language)) for item in finding.related]
    return lines


def findings_blocks(findings: Sequence[Finding], language: Language) -> list[Block]:
    """All findings, in order, as one block of text whose lines other programs can follow."""
    lines = [one for finding in findings for one in finding_lines(finding, language)]
    return [Code(tuple(lines))] if lines else []


def counts(findings: Iterable[Finding]) -> dict[str, int]:
    """How many findings of each severity, by its name in lower case."""
    found = {severity.name.lower(): 0 for severity in reversed(Severity)}
    for finding in findings:
        found[finding.severity.name.lower()] += 1
    return found


def summary(findings: Sequence[Finding], language: Language) -> Line:
    """One line: how many errors, warnings and pieces of advice."""
    if not findings:
        return line(Span(T("没有发现问题").say(language), "good"))
    number = counts(findings)
    style: Style = "bad" if number["error"] else "warn"
    text = T("{errors} 个错误，{warnings} 个警告，{advice} 条建议", errors=number["error"],
             warnings=number["warning"], advice=number["advice"])  # fmt: skip
    return line(Span(text.say(language), style))


def finding_data(finding: Finding, language: Language) -> dict[str, Any]:
    """A finding as plain data."""
    return {
        "code": finding.code,
        "severity": finding.severity.name.lower(),
        "place": place_data(finding.place),
        "message": finding.message.say(language),
        "help": finding.help.say(language) if finding.help is not None else None,
        "related": [
            {"place": place_data(item.place), "message": item.message.say(language)} for item in finding.related
        ],
    }


def refused_blocks(findings: Sequence[Finding], language: Language) -> list[Block]:
    """What is shown when something cannot be opened at all: why not, and nothing else."""
    return [*findings_blocks(findings, language), para(*summary(findings, language))]
