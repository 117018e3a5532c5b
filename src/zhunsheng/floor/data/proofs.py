"""Proofs as plain data, with words in one language: for programs, for pages, and for keeping."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from zhunsheng.floor.prove import FloorReport, Section
from zhunsheng.floor.verdict import ItemProof, Judgement, Level
from zhunsheng.floor.wording import Speaker
from zhunsheng.rule.tree import Value
from zhunsheng.standard.findings import place_data
from zhunsheng.standard.quantity import format_number

if TYPE_CHECKING:
    from zhunsheng.rule.compiled import CompiledService
    from zhunsheng.rule.prover import Resident

#: Finds a service by its reference ``workspace#item``.
Find = Callable[[str], "CompiledService"]


def title_of(ref: str, find: Find, speaker: Speaker) -> str:
    """The title of a service, else its reference."""
    try:
        title = find(ref).source.title
    except KeyError:
        return ref
    return ref if title is None else title.say(speaker.language)


def value_data(value: Value) -> bool | int | str:
    """A typed fact as JSON: money in fen, days as ISO text, fractions as text."""
    if isinstance(value, (bool, int, str)):
        return value
    return str(value)


def resident_data(resident: Resident | None, speaker: Speaker) -> dict[str, Any] | None:
    """A resident as data, and in words."""
    if resident is None:
        return None
    return {
        "words": speaker.resident(resident),
        "facts": {name: value_data(value) for name, value in resident.facts.items()},
        "unlike": list(resident.unlike),
        "unknown": list(resident.unknown),
    }


def level_data(level: Level | None, speaker: Speaker) -> dict[str, Any] | None:
    """A value with its unit, exact as text, and in words."""
    if level is None:
        return None
    value = None if level.value is None else format_number(level.value)
    return {"value": value, "unit": str(level.unit), "words": speaker.level(level)}


def judgement_data(judgement: Judgement, speaker: Speaker) -> dict[str, Any]:
    """One claim as data."""
    witness = judgement.counterexample
    return {
        "aspect": judgement.aspect,
        "subject": judgement.subject,
        "verdict": str(judgement.verdict),
        "reason": speaker.say(judgement.reason),
        "counterexample": None if witness is None else resident_data(witness.resident, speaker),
        "ours": level_data(judgement.ours, speaker),
        "theirs": level_data(judgement.theirs, speaker),
        "exceeds": judgement.exceeds,
        "gain": resident_data(judgement.gain, speaker),
        "missing_facts": list(judgement.missing_facts),
        "links": list(judgement.links),
        "at": place_data(judgement.at),
        "above": place_data(judgement.above),
    }


def proof_data(proof: ItemProof, find: Find, speaker: Speaker) -> dict[str, Any]:
    """One item as data."""
    return {
        "item": proof.ancestor,
        "title": title_of(proof.ancestor, find, speaker),
        "derived": list(proof.derived),
        "verdict": str(proof.verdict),
        "marks": sorted(proof.marks),
        "successions": list(proof.successions),
        "silent": list(proof.silent),
        "judgements": [judgement_data(item, speaker) for item in proof.judgements],
    }


def section_data(section: Section, find: Find, speaker: Speaker) -> dict[str, Any]:
    """One section as data."""
    return {
        "lower": section.lower,
        "upper": section.upper,
        "title": section.title.say(speaker.language),
        "counts": {str(verdict): number for verdict, number in section.count().items()},
        "items": [proof_data(proof, find, speaker) for proof in section.proofs],
    }


def floor_data(report: FloorReport, find: Find, speaker: Speaker) -> dict[str, Any]:
    """A whole report as data."""
    return {
        "workspace": report.workspace,
        "on": report.day.isoformat(),
        "holds": report.holds,
        "sections": [section_data(section, find, speaker) for section in report.sections],
        "links": [section_data(section, find, speaker) for section in report.links],
        "how": dict(report.how),
    }
