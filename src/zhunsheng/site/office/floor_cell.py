"""One cell of the floor board opened: the resident, both rules, the five aspects, the chain; as plain data that is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from zhunsheng.floor.needed import weigh
from zhunsheng.floor.prove import prove_item, reading_day
from zhunsheng.floor.verdict import ASPECTS, ItemProof, Judgement
from zhunsheng.floor.wording import ASPECTS as ASPECT_WORDS
from zhunsheng.floor.wording import MARKS, Speaker
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.rule.outline import Part, outline
from zhunsheng.rule.prover import Prover
from zhunsheng.rule.tree import TRUE, Value
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition, Proof, Snapshot
from zhunsheng.site.office.floor_asked import FloorAsked
from zhunsheng.site.office.floor_board import ids, shown
from zhunsheng.site.office.floor_links import FAILING
from zhunsheng.standard.findings import Place
from zhunsheng.standard.wording import T


@dataclass
class Opened:
    """A cell with the core's view of it: both sides compiled in the vocabulary of the lower one, and proved again."""

    floored: FloorAsked
    row: Proof
    lower: Library
    upper: Library
    ancestor: CompiledService
    derived: tuple[CompiledService, ...]
    prover: Prover
    proof: ItemProof | None
    speaker: Speaker

    @classmethod
    def of(cls, floored: FloorAsked, row: Proof) -> Opened:
        """Open a row of the run; the state is held meanwhile."""
        day = floored.asked.on
        with floored.asked.state.busy:
            lower, upper = floored.libraries[row.lower], floored.libraries[row.upper]
            ancestor = lower.readable(upper.service(row.item), upper)
            derived = tuple(lower.service(name) for name in ids(row.derived))
            prover = lower.prover(day, upper)
            proof = None
            if derived:
                above_day = reading_day(lower, upper, day)
                proof = prove_item(prover, lower.scope, ancestor, derived, day, above_day=above_day)
        speaker = Speaker.of(lower, floored.asked.language, upper)
        return cls(floored, row, lower, upper, ancestor, derived, prover, proof, speaker)


def cell_data(floored: FloorAsked, row: Proof) -> dict[str, Any]:
    """Everything that the panel shows, in the page's language, without addresses."""
    cell = Opened.of(floored, row)
    said = row.data[floored.asked.language]
    editions = _editions(floored.asked.snapshot, cell)
    breaches = list(_breaches(cell, said["judgements"], editions))
    facts = breaches[0]["facts"] if breaches else None
    return {
        "shown": shown(row),
        "verdict": row.verdict,
        "title": said["title"],
        "number": row.data.get("number"),
        "upper_title": cell.upper.title.say(cell.speaker.language),
        "lower_title": cell.lower.title.say(cell.speaker.language),
        "provenance": cell.upper.workspace.manifest.provenance.kind,
        "breaches": breaches,
        "open": [one for one in said["judgements"] if one["verdict"] in ("not_formalised", "undecided")],
        "above": _side(cell, cell.ancestor, facts, editions),
        "ours": [_side(cell, service, facts, editions) for service in cell.derived],
        "aspects": _aspects(cell, said, editions),
        "silent": cell.speaker.say([ASPECT_WORDS[name] for name in said["silent"]]),
        "marks": [(mark, MARKS[mark].say(cell.speaker.language)) for mark in MARKS if mark in row.marks],
        "successions": list(_successions(cell, said["successions"])),
        "invariants": _invariants(cell, said["judgements"]),
        "whom": cell.speaker.rule(cell.ancestor.eligible) if cell.ancestor.is_formal else "",
        "scope": cell.speaker.rule(cell.lower.scope) if cell.lower.scope is not None else "",
    }


# -- the resident ------------------------------------------------------------------------------------------------------


def _breaches(
    cell: Opened, said: Sequence[Mapping[str, Any]], editions: Mapping[str, Edition]
) -> Iterator[dict[str, Any]]:
    """What is below the floor or missing, each with its resident; the object first, as the proofs are ordered."""
    proved = {(one.aspect, one.subject): one for one in (cell.proof.judgements if cell.proof is not None else ())}
    for one in said:
        if one["verdict"] not in FAILING:
            continue
        judgement = proved.get((one["aspect"], one["subject"]))
        yield {
            **_words_of(cell, one),
            "verdict": one["verdict"],
            "aspect": one["aspect"],
            "reason": one["reason"],
            "facts": (one["counterexample"] or {}).get("facts"),
            "weights": _weights(cell, judgement),
            "clause": _clause(cell, one["aspect"], one["subject"], editions),
            "when": _narrowed(cell, one["subject"]),
        }


def _words_of(cell: Opened, said: Mapping[str, Any]) -> dict[str, Any]:
    """A claim's resident in words, what is unlike an ordinary one apart from the rest, and both values."""
    witness = said["counterexample"]
    found: dict[str, Any] = {"who": "", "rest": "", "unknown": "", "ours": said["ours"], "theirs": said["theirs"]}
    if witness is None:
        return found
    speaker, facts = cell.speaker, witness["facts"]
    declared = speaker.book.names()  # the order of a JSON object is not kept by every database
    known = {name: typed(cell, name, facts[name]) for name in declared if name in facts}
    unlike = {name: known[name] for name in witness["unlike"] if name in known}
    rest = {name: value for name, value in known.items() if name not in unlike}
    return found | {
        "who": speaker.person(unlike) if unlike else speaker.say(T("一位普通居民")),
        "rest": speaker.person(rest),
        "unknown": speaker.join(speaker.label(name) for name in witness["unknown"]),
    }


def typed(cell: Opened, name: str, value: Any) -> Value:
    """A fact as it was before it became data: days and fractions were kept as text."""
    declared = cell.speaker.book.facts.get(name) or cell.speaker.book.parameters.get(name)
    if not isinstance(value, str) or declared is None or declared.type == "enum":
        found: Value = value
        return found
    return date.fromisoformat(value) if declared.type == "date" else Fraction(value)


def _weights(cell: Opened, judgement: Judgement | None) -> dict[str, tuple[int, str]]:
    """The facts that the resident rests on, by weight: how many, and in words."""
    found: dict[str, list[str]] = {"needed": [], "follows": [], "free": []}
    if judgement is not None and judgement.counterexample is not None:
        facts = judgement.counterexample.resident.facts
        for name, weight in weigh(cell.prover, judgement).items():
            found[weight].append(cell.speaker.fact(name, facts[name]))
    return {weight: (len(words), cell.speaker.say(words)) for weight, words in found.items()}


# -- both rules --------------------------------------------------------------------------------------------------------


def _side(
    cell: Opened, service: CompiledService, facts: Mapping[str, Any] | None, editions: Mapping[str, Edition]
) -> dict[str, Any]:
    """A service's rule part by part, ticked off for the resident where there is one."""
    source, speaker = service.source, cell.speaker
    path = _path(cell, service.place)
    edition = editions.get(path)
    rule = service.entitled if service.is_formal else None
    known = {name: typed(cell, name, value) for name, value in (facts or {}).items()}
    part = None if rule is None else outline(rule, known, cell.prover.meanings, speaker.book, speaker.language)
    return {
        "title": source.title.say(speaker.language) if source.title is not None else service.id,
        "number": source.number,
        "object": source.object.say(speaker.language) if source.object is not None else "",
        "code": edition.code if edition is not None else "",
        "edition": edition.pk if edition is not None else None,
        "part": part_data(part) if part is not None else None,
        "gives": None if part is None or facts is None else part.truth,
        "source": source.eligible or "",
    }


def part_data(part: Part) -> dict[str, Any]:
    """A part of a rule as data."""
    inner = [part_data(one) for one in part.parts]
    return {"kind": part.kind, "words": part.words, "truth": part.truth, "parts": inner}


def _narrowed(cell: Opened, subject: str) -> list[dict[str, str]]:
    """Where the deliverable of a claim is only for some residents: for whom, above and here."""
    name = subject.partition(".")[0]
    found = []
    for side, service in (("above", cell.ancestor), *(("ours", one) for one in cell.derived)):
        part = service.deliverables.get(name)
        if part is not None and part.when != TRUE:
            title = part.title.say(cell.speaker.language)
            found.append({"side": side, "title": title, "rule": cell.speaker.rule(part.when)})
    return found


# -- claims ------------------------------------------------------------------------------------------------------------


def _aspects(cell: Opened, said: Mapping[str, Any], editions: Mapping[str, Edition]) -> list[dict[str, Any]]:
    found = []
    for aspect in ASPECTS:
        claims = [_claim(cell, one, editions) for one in said["judgements"] if one["aspect"] == aspect]
        found.append(
            {
                "aspect": aspect,
                "name": ASPECT_WORDS[aspect].say(cell.speaker.language),
                "entry": cell.row.aspects.get(aspect) or {"silent": True},
                "claims": claims,
            }
        )
    return found


def _claim(cell: Opened, said: Mapping[str, Any], editions: Mapping[str, Edition]) -> dict[str, Any]:
    gain = said["gain"]
    return {
        "verdict": "exceeds" if said["exceeds"] and said["verdict"] == "proved" else said["verdict"],
        "reason": said["reason"],
        "ours": said["ours"],
        "theirs": said["theirs"],
        "gain": gain["words"] if gain is not None else "",
        "clause": _clause(cell, said["aspect"], said["subject"], editions),
    }


def _clause(cell: Opened, aspect: str, subject: str, editions: Mapping[str, Edition]) -> dict[str, Any] | None:
    """The clause of ours that a claim is about and the edition in which it stands; None where the text names none."""
    for service in cell.derived:
        no = clause_of(service, aspect, subject)
        if no:
            edition = editions.get(_path(cell, service.place))
            return {"no": no, "edition": edition.pk if edition is not None else None}
    return None


def clause_of(service: CompiledService, aspect: str, subject: str) -> str:
    """The clause in which a service says what a claim is about; empty where it names none."""
    source = service.source
    if aspect in ("content", "level"):
        name, _, rest = subject.partition(".")
        part = next((one for one in source.delivers if one.id == name), None)
        if part is None:
            return ""
        guarantee = part.guarantees.get(rest.partition(".apart.")[0])
        return (guarantee.clause if guarantee is not None else None) or part.clause or ""
    if aspect == "time":
        limit = source.statutory if subject == "statutory" else source.promise
        if subject.startswith("process."):
            step = source.process.get(subject.removeprefix("process."))
            return step.basis[0] if step is not None and step.basis else ""
        return limit.clause or "" if limit is not None else ""
    materials = source.apply.materials or () if source.apply is not None else ()
    return next((one.clause or "" for one in materials if subject == f"materials.{one.id}"), "")


def _successions(cell: Opened, names: Iterable[str]) -> Iterator[dict[str, str]]:
    speaker, book = cell.speaker, cell.lower.book
    recorded = {one.group: one for one in book.successions}
    for name in names:
        one, fact = recorded.get(name), book.facts.get(name)
        reason = one.reason.say(speaker.language) if one is not None else ""
        by = one.by if one is not None else (fact.define or "") if fact is not None else ""
        rule = cell.lower.rule(by).expr if by else None
        yield {
            "label": speaker.label(name),
            "by": speaker.rule(rule) if rule is not None else by,
            "reason": reason,
            "decided_by": one.decided_by if one is not None else "",
        }


def _invariants(cell: Opened, said: Iterable[Mapping[str, Any]]) -> list[str]:
    used = dict.fromkeys(name for one in said for name in one["links"])
    reasons = {one.id: one.reason.say(cell.speaker.language) for one in cell.prover.book.invariants}
    return [reasons.get(name, name) for name in used]


# -- where it stands ---------------------------------------------------------------------------------------------------


def _path(cell: Opened, place: Place) -> str:
    root = str(cell.floored.asked.state.root)
    return place.path.removeprefix(root).lstrip("/")


def _editions(snapshot: Snapshot, cell: Opened) -> dict[str, Edition]:
    """The editions in whose files both sides stand, by path."""
    paths = {_path(cell, service.place) for service in (cell.ancestor, *cell.derived)}
    return {one.path: one for one in selectors.editions(snapshot).filter(path__in=paths)}
