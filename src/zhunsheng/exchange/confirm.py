"""Proposals confirmed or refused by a person: a confirmed value moves to its place in the service, in the file itself.

Until then a proposal has no force.  Everything asked for in one call is done, or nothing is: where one proposal cannot
be confirmed, a finding says why and the text stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from pydantic import BaseModel

from zhunsheng.exchange.propose.names import service_name
from zhunsheng.standard.data import Bare, as_data
from zhunsheng.standard.document import Proposal, Standard
from zhunsheng.standard.edit import Occupied, leads_somewhere, put_value, rewritten
from zhunsheng.standard.findings import Finding, Related, has_errors
from zhunsheng.standard.layout import EditError
from zhunsheng.standard.load import Loaded, load_standard
from zhunsheng.standard.paths import Steps, parse_path
from zhunsheng.standard.service import Deliverable, Service, Step
from zhunsheng.standard.wording import T, Text
from zhunsheng.standard.yamltree import Plain, plain

_TITLE_MOST = 24
#: services.SERVICE.process.STEP
_STEP_AT = 4
_SETTLED = {"confirmed": T("确认"), "refused": T("拒绝")}


@dataclass(frozen=True)
class Confirmation:
    """What became of a request.  text: the file as it now should be; settled: ids in the order of the file.

    findings: why nothing was changed; then `text` is the text that was given.
    """

    text: str
    settled: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()


def confirm(
    text: str, path: str, ids: Sequence[str] | None, *, by: str, on: date, refuse: bool = False
) -> Confirmation:
    """The text of a standard with proposals settled: each keeps its words and says who settled it, and when.

    path: the file as the user knows it.  ids: None for all that wait.  A confirmed value goes to its place `at`; what
    must hold it there is made (a deliverable takes its title from the clause, a step from its own proposal).  A value
    that stands there already and differs, an id that does not exist or was settled before, and a place that the format
    does not have are findings (ZS345).
    """
    loaded = load_standard(path, text)
    if loaded.model is None:
        return Confirmation(text, (), tuple(loaded.findings))
    work = _Settling(loaded, loaded.model, by, on)
    chosen = work.chosen(ids)
    work.coming = {steps[3] for _, one in chosen if (steps := _step_of(one)) is not None}
    for index, proposal in chosen:
        if not refuse:
            work.move(index, proposal)
        work.mark(index, "refused" if refuse else "confirmed")
    if not refuse:
        work.link()
    if work.findings or not chosen:
        return Confirmation(text, (), tuple(work.findings))
    return work.result(text, [proposal.id for _, proposal in chosen])


class _Settling:
    """One request: the tree of the file as it grows, and what stands against it."""

    def __init__(self, loaded: Loaded[Standard], model: Standard, by: str, on: date) -> None:
        assert loaded.root is not None
        self.loaded = loaded
        self.model = model
        self.by, self.on = by, on
        self.old = plain(loaded.root)
        self.tree = self.old
        self.findings: list[Finding] = []
        self.coming: set[str] = set()

    def chosen(self, ids: Sequence[str] | None) -> list[tuple[int, Proposal]]:
        """The proposals asked for, with their positions, in the order of the file."""
        every = list(enumerate(self.model.proposals))
        if ids is None:
            return [(index, one) for index, one in every if one.state == "proposed"]
        known = {one.id: (index, one) for index, one in every}
        for name in dict.fromkeys(ids):
            if name not in known:
                self.say(None, *_unknown(name, list(known)))
            elif known[name][1].state != "proposed":
                self.say(known[name][0], *_settled(known[name][1]))
        return [known[one.id] for _, one in every if one.id in ids and one.state == "proposed"]

    def move(self, index: int, proposal: Proposal) -> None:
        """Put the value of a proposal to its place."""
        if proposal.at is None:
            return
        steps = parse_path(proposal.at)
        if steps is None or not leads_somewhere(steps):
            self.say(index, T("「{id}」的去处「{at}」不在格式里", id=proposal.id, at=proposal.at), _PLACE)
            return
        value = as_data(proposal.value)
        if _step_of(proposal) is not None and isinstance(value, dict):
            value = _following(value, {*_process(self.tree, steps[1]), *self.coming})
        try:
            self.tree = put_value(self.tree, steps, value, self._required(proposal))
        except Occupied as taken:
            self._occupied(index, proposal, taken)
        except _NoStep:
            message = T("「{id}」属于步骤「{step}」，而这个步骤还没有，也没有提出", id=proposal.id, step=steps[3])
            self.say(index, message, T("先在文件里写出这个步骤（title 和 role）"))

    def link(self) -> None:
        """Let steps that were confirmed before those that follow them name them, now that these come."""
        for index, one in enumerate(self.model.proposals):
            steps, value = _step_of(one), as_data(one.value)
            if steps is None or not isinstance(value, dict) or not self._is_confirmed(index):
                continue
            process = _process(self.tree, steps[1])
            held, wanted = process.get(steps[3]), _following(value, self.coming & set(process)).get("next")
            if isinstance(held, dict) and "next" not in held and wanted:
                self.tree = put_value(self.tree, (*steps, "next"), wanted, self._required(one))

    def _is_confirmed(self, index: int) -> bool:
        proposals = self.tree["proposals"] if isinstance(self.tree, dict) else []
        held = proposals[index] if isinstance(proposals, list) else None
        return isinstance(held, dict) and held.get("state") == "confirmed"

    def mark(self, index: int, state: str) -> None:
        """Say at a proposal what became of it."""
        for name, value in (("state", state), ("by", self.by), ("on", Bare(self.on.isoformat()))):
            self.tree = _with(self.tree, ("proposals", index, name), value)

    def result(self, text: str, ids: list[str]) -> Confirmation:
        """The new text, where it is a valid standard."""
        try:
            new = rewritten(text, self.old, self.tree)
        except EditError:
            message = T("这个文件的写法不能自动改动")
            return Confirmation(text, (), (Finding("ZS345", self.loaded.place("proposals"), message, _LAYOUT),))
        again = load_standard(self.loaded.path, new)
        if again.model is None:
            return Confirmation(text, (), tuple(self._invalid(again)))
        return Confirmation(new, tuple(ids))

    def say(self, index: int | None, message: Text, advice: Text | None = None, *related: Related) -> None:
        """Keep why something cannot be done."""
        place = self.loaded.place("proposals") if index is None else self.loaded.place("proposals", index, "id")
        self.findings.append(Finding("ZS345", place, message, advice, related=related))

    def _occupied(self, index: int, proposal: Proposal, taken: Occupied) -> None:
        there = _shown(taken.existing)
        message = T("「{id}」的去处已有别的值：{there}", id=proposal.id, there=there)
        where = Related(self.loaded.place(*taken.at), T("现在的值"))
        self.say(index, message, T("改正其中一处，或用 --refuse 拒绝这条提议"), where)

    def _required(self, proposal: Proposal) -> _Required:
        return _Required(self.model, proposal)

    def _invalid(self, again: Loaded[Standard]) -> Iterator[Finding]:
        """What is wrong with the file that would result, at the proposals as they stand now."""
        for finding in again.findings:
            if has_errors([finding]):
                message = T("确认以后文件不合格式：{message}", message=finding.message)
                yield Finding("ZS345", self.loaded.place("proposals"), message, finding.help)


def _step_of(one: Proposal) -> Steps | None:
    """The path of the step that a proposal is; None for any other."""
    steps = None if one.at is None else parse_path(one.at)
    return steps if one.kind == "step" and steps is not None and len(steps) == _STEP_AT else None


def _process(tree: Plain, service: str) -> dict[str, Plain]:
    """The steps of a service as they stand."""
    found: Plain = tree
    for name in ("services", service, "process"):
        found = found.get(name, {}) if isinstance(found, dict) else {}
    return found if isinstance(found, dict) else {}


def _following(value: dict[str, Plain], known: set[str]) -> dict[str, Plain]:
    """A step that names only steps that are there as those that follow."""
    named = value.get("next")
    after: list[Plain] = [name for name in named if name in known] if isinstance(named, list) else []
    without = {name: item for name, item in value.items() if name != "next"}
    return without | {"next": after} if after else without


_PLACE = T("at 从 services 起写，例如 services.事项.eligible、services.事项.apply.materials.身份证")
_LAYOUT = T("先用 zhunsheng fmt 整理，或手工改动")


class _NoStep(ValueError):
    """A limit belongs to a step that is neither in the file nor proposed."""


@dataclass(frozen=True)
class _Required:
    """The fields without which what holds a value would be no valid member."""

    model: Standard
    proposal: Proposal

    def __call__(self, kind: type[BaseModel], path: Steps) -> dict[str, Plain]:
        if kind is Service:
            return {"title": service_name(self.model.title.zh) or path[-1]}
        if kind is Deliverable:
            return {"title": self._title()}
        return self._step(path) if kind is Step else {}

    def _title(self) -> str:
        """What the clause is about: its title, else the beginning of the words that were quoted."""
        clause = next((one for one in self.model.clauses if one.no == self.proposal.clause), None)
        if clause is not None and clause.title is not None:
            return clause.title.zh
        return self.proposal.quote.replace("\n", "")[:_TITLE_MOST]

    def _step(self, path: Steps) -> dict[str, Plain]:
        """Title and post of a step, from the proposal of the step itself."""
        for one in self.model.proposals:
            if one.at is not None and parse_path(one.at) == path and one.state != "refused":
                value = as_data(one.value)
                if isinstance(value, dict):
                    return {name: value[name] for name in ("title", "role") if name in value}
        raise _NoStep


def _with(tree: Plain, path: tuple[str | int, ...], value: Plain) -> Plain:
    step, rest = path[0], path[1:]
    if isinstance(tree, list):
        assert isinstance(step, int)
        return [*tree[:step], _with(tree[step], rest, value), *tree[step + 1 :]]
    assert isinstance(tree, dict)
    return tree | {str(step): _with(tree[str(step)], rest, value) if rest else value}


def _shown(value: Plain) -> str:
    return value if isinstance(value, str) else str(value)


def _unknown(name: str, known: list[str]) -> tuple[Text, Text | None]:
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return T("没有这条提议：「{id}」", id=name[:80]), T("是不是 {names}？", names=near) if near else None


def _settled(one: Proposal) -> tuple[Text, Text | None]:
    words = T(
        "「{id}」已由{by}于 {on} {state}", id=one.id, by=one.by or T("某人"), on=one.on.isoformat() if one.on else "?",
        state=_SETTLED[one.state],
    )  # fmt: skip
    return words, T("要改，请直接改文件")
