"""What always holds of an interview, over random residents of the demonstration district."""

from __future__ import annotations

import random
from dataclasses import asdict
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.residents import resident
from tests.entitle.worlds import DAY, yuexiu
from zhunsheng.entitle import Interview, Situation, Status
from zhunsheng.rule.evaluate import holds
from zhunsheng.rule.people import read_person
from zhunsheng.rule.tree import FALSE, Compare, Day, Expr, Member, Name, Not, Number, Value, all_of, negation

SETTLED = (Status.ENTITLED, Status.NOT_ENTITLED)
PEOPLE = st.integers(0, 2**40)
FEW = settings(max_examples=20)


def drawn(seed: int) -> tuple[dict[str, str], random.Random]:
    chance = random.Random(seed)
    return resident(yuexiu().plan, chance), chance


def some(answers: dict[str, str], chance: random.Random) -> dict[str, str | None]:
    """A part of the answers, some of them "don't know"."""
    share = chance.random()
    told: dict[str, str | None] = {name: text for name, text in answers.items() if chance.random() < share}
    return {name: None if chance.random() < 0.1 else text for name, text in told.items()}


def plain(answers: dict[str, str | None]) -> dict[str, bool | None]:
    """What the plain evaluator says of every item with a rule."""
    library = yuexiu().plan.library
    told = {name: text for name, text in answers.items() if text is not None}
    person, troubles = read_person(told, library.book, DAY)
    assert not troubles
    rules = {one.id: one.entitled for one in library.services() if one.is_formal}
    return {item: holds(rule, person) for item, rule in rules.items() if rule is not None}


@FEW
@given(PEOPLE)
def test_full_answers_give_what_the_evaluator_says(seed: int) -> None:
    answers, _ = drawn(seed)
    here = yuexiu().given(answers)
    assert here.problems() == ()
    expected = {True: Status.ENTITLED, False: Status.NOT_ENTITLED}
    for item, truth in plain(dict(answers)).items():
        assert truth is not None
        assert here.status(item) is expected[truth], item


@FEW
@given(PEOPLE)
def test_settled_is_certain_for_everybody_who_fits_the_answers(seed: int) -> None:
    """Unknown is never "not entitled": other people with the same answers are judged alike."""
    answers, chance = drawn(seed)
    told = some(answers, chance)
    here = yuexiu().given(told)
    for _ in range(3):
        other = resident(yuexiu().plan, chance, {n: v for n, v in here.told.values.items() if n in yuexiu().plan.index})
        for item, truth in plain(dict(other)).items():
            status = here.status(item)
            if status in SETTLED:
                assert (status is Status.ENTITLED) is truth, item


@FEW
@given(PEOPLE)
def test_what_the_evaluator_settles_is_settled(seed: int) -> None:
    answers, chance = drawn(seed)
    told = some(answers, chance)
    here = yuexiu().given(told)
    for item, truth in plain(told).items():
        if truth is not None:
            assert here.status(item) is (Status.ENTITLED if truth else Status.NOT_ENTITLED), item


@FEW
@given(PEOPLE)
def test_a_settled_answer_never_changes_by_a_later_one(seed: int) -> None:
    """In any order, facts that many items use being told rather earlier, so that there is much to unsettle."""
    answers, chance = drawn(seed)
    plan = yuexiu().plan
    told: dict[str, str | None] = {}
    before: dict[str, Status] = {}
    names = sorted(answers, key=lambda name: -chance.random() * (1 + len(plan.using[plan.index[name]])))
    for name in names[:60]:
        told[name] = None if chance.random() < 0.1 else answers[name]
        now = dict(yuexiu().given(told).statuses)
        for item, status in before.items():
            if status in SETTLED:
                assert now[item] is status, (item, name)
        before = now


@FEW
@given(PEOPLE)
def test_the_order_of_answers_makes_no_difference(seed: int) -> None:
    answers, chance = drawn(seed)
    told = some(answers, chance)
    names = list(told)
    chance.shuffle(names)
    one, two = yuexiu().given(told), yuexiu().given({name: told[name] for name in names})
    assert one.statuses == two.statuses
    assert one.question() == two.question()
    assert one.materials() == two.materials()
    assert one.results() == two.results()


@settings(max_examples=12)
@given(PEOPLE)
def test_a_whole_interview_asks_each_question_once_and_settles_everything(seed: int) -> None:
    answers, chance = drawn(seed)
    wanted = chance.sample(list(yuexiu().items), 12)
    interview = yuexiu().about(wanted)
    told: dict[str, str | None] = {}
    while (question := interview.given(told).question()) is not None:
        here = interview.given(told)
        assert question.fact not in told
        assert {one.item for one in question.needed} <= {item.id for item in here.undecided}
        assert here.progress().remaining >= 1
        assert any(one.fact == question.fact for item in question.needed for one in here.questions_for(item.item))
        told[question.fact] = None if chance.random() < 0.15 else answers[question.fact]
    here = interview.given(told)
    assert here.progress().remaining == 0
    if None not in told.values():
        assert all(status in (*SETTLED, Status.JUDGE) for status in here.statuses.values())
    else:
        for item in here.undecided:  # what is still undecided waits for a fact that was declined
            assert any(one.declined for one in here.result(item.id).missing)


@FEW
@given(PEOPLE)
def test_a_changed_answer_is_as_if_it_had_been_the_first(seed: int) -> None:
    answers, chance = drawn(seed)
    told = some(answers, chance)
    name = chance.choice(list(told) or ["age"])
    changed = {**told, name: resident(yuexiu().plan, chance)[name]}
    fresh = {**{n: t for n, t in told.items() if n != name}, name: changed[name]}
    assert yuexiu().given(changed).statuses == yuexiu().given(fresh).statuses


@settings(max_examples=15)
@given(PEOPLE)
def test_everything_is_plain_data_in_both_languages(seed: int) -> None:
    answers, chance = drawn(seed)
    here = yuexiu().given(some(answers, chance))
    for language in ("zh", "en"):
        for one in here.results(language):
            assert asdict(one)["item"] == one.item
            assert one.title
            assert (one.status is Status.NOT_ENTITLED) is bool(one.reasons)
            assert all(reason.words for reason in one.reasons)
            assert bool(one.missing) is (one.status in (Status.ONE_AWAY, Status.OPEN))
            assert (one.status is Status.ONE_AWAY) is any(missing.settles for missing in one.missing)
            assert bool(one.judge) is (one.status is Status.JUDGE)
            assert one.instead is None or here.status(one.instead.item) is Status.ENTITLED


@settings(max_examples=8)
@given(PEOPLE)
def test_the_solver_agrees_with_what_is_settled(seed: int) -> None:
    """An independent judge: whoever fits the answers is entitled, or nobody who fits them is."""
    answers, chance = drawn(seed)
    few = dict(chance.sample(sorted(answers.items()), 6))
    here = yuexiu().given(few)
    premise = all_of(*(_is(name, value) for name, value in here.told.values.items()))
    prover = yuexiu().plan.library.prover(DAY)
    for item in chance.sample(list(yuexiu().plan.items), 25):
        rule = item.service.entitled
        status = here.status(item.id)
        if rule is not None and status in SETTLED:
            conclusion = rule if status is Status.ENTITLED else negation(rule)
            together = prover.entails(all_of(premise, negation(conclusion)), FALSE)
            assert together.status == "holds", (item.id, few)


def _is(name: str, value: Value) -> Expr:
    if isinstance(value, bool):
        return Name(name) if value else Not(Name(name))
    if isinstance(value, str):
        return Compare(Name(name), "==", Member(value))
    bound = Day(value) if isinstance(value, date) else Number(Fraction(value))
    return Compare(Name(name), "==", bound)


def test_one_interview_serves_everybody_alike() -> None:
    """Nothing of one person reaches another: a situation made before and after thousands of others is the same."""

    def words(interview: Interview, situation: Situation) -> object:
        return situation.results(), situation.question(), interview.blank.question()

    interview = yuexiu()
    told = {"age": "67", "city_hukou": "true"}
    before = words(interview, interview.given(told))
    for seed in range(30):
        interview.given(dict(drawn(seed)[0])).results()
    assert words(interview, interview.given(told)) == before


@FEW
@given(PEOPLE)
def test_one_answer_alone_never_contradicts_what_always_holds(seed: int) -> None:
    """Whatever somebody really is can be told by itself, and options offered are options that can be chosen."""
    answers, chance = drawn(seed)
    name = chance.choice(list(answers))
    assert yuexiu().given({name: answers[name]}).problems() == ()
    for option in yuexiu().given({}).ask(name).options:
        assert yuexiu().given({name: option.value}).problems() == ()
