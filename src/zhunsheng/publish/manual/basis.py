"""Before the work: on what the item rests, clause by clause, and its conditions split into facts that can be looked up."""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.publish.blocks import Block, Cell, Heading, Run, Table, cell, items, para
from zhunsheng.publish.service_parts import rule_blocks, small
from zhunsheng.publish.step_parts import heading_of
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.compiled import mentions
from zhunsheng.standard.document import Case, Clause, Expectation
from zhunsheng.standard.wording import T

Row = tuple[Cell, ...]


def basis_blocks(subject: Subject) -> Iterator[Block]:
    """Laws, the chain of levels, and every clause that the item rests on, with its words."""
    say = subject.say
    yield heading_of(subject, T("办理依据"), "basis")
    if subject.source.legal_basis:
        yield para(Run(say(T("法律法规和文件")), "strong"))
        yield items(say(T("《{title}》", title=one)) for one in subject.source.legal_basis)
    chain = list(_chain(subject))
    if chain:
        yield para(Run(say(T("逐级依据")), "strong"))
        head = tuple(cell(subject.head(words)) for words in (T("层级"), T("事项"), T("时限"), T("来源")))
        yield Table(tuple(chain), (head,), (3.2, 4.0, 2.4, 2.4))
    clauses = list(_cited(subject))
    if clauses:
        yield para(Run(say(T("逐条依据")), "strong"))
        head = tuple(cell(subject.head(words)) for words in (T("条款"), T("管什么"), T("原文")))
        yield Table(tuple((cell(one.no), cell(what), cell(subject.clause_words(one))) for what, one in clauses), (head,), (1.0, 2.6, 6.4))  # fmt: skip


def _chain(subject: Subject) -> Iterator[Row]:
    """A row a level, ours first: who decided what."""
    for ref in (subject.service.ref, *subject.library.ancestors(subject.service.id)):
        name = ref.rpartition("#")[0]
        home = subject.library if name == subject.library.id else subject.library.above(name)
        other = Subject(home, home.service(ref.rpartition("#")[2]), subject.day, subject.language)
        promise = other.limit(other.service.promise)
        yield (cell(subject.say(home.title)), cell(other.title), cell(promise or "—"), cell(other.mark.strip("[]")))


def _cited(subject: Subject) -> Iterator[tuple[str, Clause]]:
    """Clauses that the service names, in the order of the text, with what each is named for."""
    named: dict[str, list[str]] = {}
    for number, what in _citations(subject):
        if number and what not in named.setdefault(number, []):
            named[number].append(what)
    standard = subject.standard
    for one in standard.clauses if standard is not None else ():
        if one.no in named and one.kind == "clause":
            yield subject.say(named[one.no]), one


def _citations(subject: Subject) -> Iterator[tuple[str | None, str]]:
    say, source = subject.say, subject.source
    for part in source.delivers:
        yield part.clause, say(part.title)
        for one in part.guarantees.values():
            yield one.clause, subject.label(one.title, say(part.title))
    for condition in subject.apply.conditions or ():
        yield condition.clause, subject.label(condition.title, say(T("申报条件")))
    for material in subject.apply.materials or ():
        yield material.clause, say(material.title)
    for step in source.process.values():
        for number in step.basis:
            yield number, say(step.title)
    for situation in source.situations:
        yield situation.clause, say(situation.title)
    for words, limit in ((T("承诺办结时限"), source.promise), (T("法定办结时限"), source.statutory)):
        if limit is not None:
            yield limit.clause, say(words)


def conditions_blocks(subject: Subject) -> Iterator[Block]:
    """Who is entitled, the facts to look up and where, and the cases that the standard brings."""
    say = subject.say
    yield heading_of(subject, T("办理条件"), "conditions")
    if subject.source.object is not None:
        yield para(Run(say(T("原文：")), "strong"), say(subject.source.object))
    yield from rule_blocks(subject, subject.service.eligible)
    for condition in subject.service.conditions or ():
        yield para(Run(say(T("还要符合：")), "strong"), subject.speaker.rule(condition.rule))
    if subject.source.fit == "approximate":
        yield small(say(T("以上条件由规则生成，规则没有写尽原文的意思，以标准原文为准。")))
    facts = list(_facts(subject))
    if facts:
        yield Heading(2, (say(T("要查的事实")),))
        head = tuple(cell(subject.head(words)) for words in (T("事实"), T("怎样问"), T("从哪里查")))
        yield Table(tuple(facts), (head,), (3.0, 4.4, 3.4))
        yield small(say(T("查不到或两处不一致的，由经办人向登记部门核实，不让本人去改正后再来。")))
    cases = list(_cases(subject))
    if cases:
        yield Heading(2, (say(T("判断示例（标准自带的用例）")),))
        head = tuple(cell(subject.head(words)) for words in (T("情况"), T("结论"), T("条款")))
        yield Table(tuple(cases), (head,), (6.4, 2.2, 1.2))


def _facts(subject: Subject) -> Iterator[Row]:
    book = subject.library.book
    for name in dict.fromkeys(mentions(subject.service)):
        fact = book.facts.get(name)
        if fact is None:
            continue
        where = subject.register(fact.register_) if fact.register_ else subject.say(T("问本人，凭材料核对"))
        yield (cell(subject.say(fact.label)), cell(subject.label(fact.question) or "—"), cell(where))


_ANSWERS = {"eligible": T("符合"), "not eligible": T("不符合"), "unknown": T("还不能确定，须再问")}


def _cases(subject: Subject) -> Iterator[Row]:
    standard = subject.standard
    for one in standard.cases if standard is not None else ():
        expected = one.expect.get(subject.service.id)
        if expected is None or not _is_current(subject, one):
            continue
        answer = expected.answer if isinstance(expected, Expectation) else expected
        yield (cell(subject.label(one.name)), cell(subject.say(_ANSWERS[answer])), cell(one.clause or "—"))


def _is_current(subject: Subject, one: Case) -> bool:
    """Cases of another year would teach old values."""
    return one.on is None or (subject.day - one.on).days < 2 * 365
