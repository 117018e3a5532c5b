"""The target group: which sentence states it, and its one rule; its parts are proposals of their own without a place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhunsheng.exchange.propose.atoms import Atom, combine
from zhunsheng.exchange.propose.draft import NOWHERE, Draft, Slot
from zhunsheng.exchange.propose.facts import all_of, any_of
from zhunsheng.exchange.propose.reading import Passage
from zhunsheng.standard.document import ProposalKind
from zhunsheng.standard.wording import T, Text

if TYPE_CHECKING:
    from zhunsheng.exchange.propose.context import Context

_CUE = re.compile(
    r"(?:服务|保障|救助|补贴|补助|发放|供养|资助|津贴|优待|巡访|探访|建床|登记|签约|培训)?对象"
    r"(?:应?(?:为|是|包括|指)|应(?:有|具有|具备|符合|满足|年满))"
    r"|(?:申请|申领|享受|入住|办理)[^，。；]{0,16}(?:应当|应|须)(?:同时)?(?:具备|具有|符合|满足|年满)"
    r"|申请人(?:应|须)当?(?:年满|具有|为|是)|适用(?:于|对象)"
)
_ANY = re.compile(r"之一|任一|其中一项")
_EVERY = re.compile(r"同时(?:符合|具备|满足)")


@dataclass(frozen=True, eq=False)
class Target:
    """The target group that a clause states.  passages: the sentence and the items that complete it."""

    passages: tuple[Passage, ...]
    rule: str
    start: int
    end: int

    @property
    def parts(self) -> int:
        """How many simple conditions it is made of."""
        return len(re.findall(r" (?:and|or) ", self.rule)) + 1


def targets_of(context: Context) -> list[Target]:
    """The target groups that the document states, in order; one a clause, a list with its items as one."""
    found: list[Target] = []
    waiting: list[Passage] = []
    for passage in context.passages:
        if passage.line is not None or "terms" in passage.topics:
            continue
        if waiting and not (passage.is_item and passage.lead == waiting[0].lead and waiting[0].is_item):
            found += _of_items(context, waiting)
            waiting = []
        if passage.is_item and _states(passage, passage.lead):
            waiting.append(passage)
        elif not passage.is_item and _states(passage, passage.plain):
            found += _of_sentence(context, passage)
    return found + (_of_items(context, waiting) if waiting else [])


def _states(passage: Passage, text: str) -> bool:
    """Whether a passage says who is entitled."""
    return bool(passage.topics & {"target"}) or (_CUE.search(text) is not None and "scope" not in passage.topics)


def _of_sentence(context: Context, passage: Passage) -> list[Target]:
    """The first sentence that names conditions."""
    if passage.plain.rstrip().endswith((":", "：")):
        return []
    cue = None if "target" in passage.topics else _CUE.search(passage.plain)
    start = 0 if cue is None else passage.tokens.sentence(cue.start())[0]
    atoms = [atom for atom in context.atoms(passage) if atom.start >= start]
    if not atoms:
        return []
    end = passage.tokens.sentence(atoms[0].start if cue is None else cue.start())[1]
    own = [atom for atom in atoms if atom.end <= end]
    rule = combine(passage.plain, own)
    return [] if rule is None else [Target((passage,), rule, own[0].start, own[-1].end)]


def _of_items(context: Context, passages: list[Passage]) -> list[Target]:
    """A list: every item is required (同时符合), or any (之一, 包括)."""
    rules: list[str] = []
    used: list[tuple[Passage, list[Atom]]] = []
    for passage in passages:
        atoms = context.atoms(passage)
        rule = combine(passage.plain, atoms)
        if rule is not None:
            rules.append(rule)
            used.append((passage, atoms))
    if not rules:
        return []
    lead = passages[0].lead
    together = _EVERY.search(lead) or (("条件" in lead or "要求" in lead) and not _ANY.search(lead))
    atoms = used[0][1]
    rule = all_of(rules) if together else any_of(rules)
    return [Target(tuple(passage for passage, _ in used), rule, atoms[0].start, atoms[-1].end)]


def eligible_of(context: Context, passage: Passage, rule: str) -> tuple[Slot, Text | None]:
    """The place of a simple condition: ``eligible`` where it is all that the first target group wants, else none."""
    targets = context.targets
    for number, target in enumerate(targets):
        if passage in target.passages:
            if target.rule == rule:
                if number == 0:
                    return Slot("eligible"), None
                return NOWHERE, T(
                    "第 {no} 条已提出服务对象，这里是另一类，请并入规则", no=targets[0].passages[0].clause.no
                )
            return NOWHERE, T("是合并规则的一部分：{rule}", rule=target.rule)
    return NOWHERE, None


def drafts_of(context: Context, kind: ProposalKind, atoms: frozenset[str]) -> Iterator[Draft]:
    """The parts of the target groups that are of these kinds of atoms, each once a clause."""
    seen: set[tuple[int, str]] = set()
    for target in context.targets:
        for passage in target.passages:
            for atom in context.atoms(passage):
                if not (passage.is_item or target.start <= atom.start < target.end):
                    continue
                if atom.kind in atoms and (passage.index, atom.rule) not in seen:
                    seen.add((passage.index, atom.rule))
                    slot, note = eligible_of(context, passage, atom.rule)
                    draft = Draft(kind, passage, atom.start, atom.end, atom.rule, slot)
                    yield draft.noting(note, context.facts.undeclared(atom.rule))
