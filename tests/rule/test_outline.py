"""A rule part by part: the truth of the whole follows from its parts, and is what the plain evaluator says."""

from __future__ import annotations

from hypothesis import given

from tests.strategies import BOOK, conditions, persons
from zhunsheng.rule.evaluate import evaluate
from zhunsheng.rule.outline import Part, outline
from zhunsheng.rule.tree import Truth, Value
from zhunsheng.rule.types import compile_rule


def kleene(part: Part) -> Truth:
    """What the truth of a part must be, given those of its parts."""
    truths = [one.truth for one in part.parts]
    decides = part.kind == "any"
    if decides in truths:
        return decides
    return None if None in truths else not decides


def every(part: Part) -> list[Part]:
    """A part and all parts in it."""
    return [part, *(inner for one in part.parts for inner in every(one))]


@given(conditions(), persons())
def test_the_parts_add_up_to_what_the_evaluator_says(text: str, person: dict[str, Value]) -> None:
    expr = compile_rule(text, BOOK, "condition").expr
    if expr is None:
        return
    whole = outline(expr, person, {}, BOOK)
    assert whole.truth is evaluate(expr, person)
    for part in every(whole):
        assert part.words
        if part.parts:
            assert len(part.parts) > 1
            assert part.truth is kleene(part)
        else:
            assert part.kind == "one"


def test_both_bounds_of_a_fact_are_one_part_with_one_truth() -> None:
    expr = compile_rule("65 <= age <= 79 and dibao", BOOK, "condition").expr
    assert expr is not None
    whole = outline(expr, {"age": 80, "dibao": True}, {}, BOOK)
    assert (whole.kind, whole.truth) == ("all", False)
    assert [(part.words, part.truth) for part in whole.parts] == [("65至79周岁", False), ("为低保对象", True)]


def test_what_stands_for_something_else_is_said_by_its_name_and_judged_by_its_meaning() -> None:
    expr, meaning = (compile_rule(text, BOOK, "condition").expr for text in ("dibao or not pregnant", "age >= 60"))
    assert expr is not None and meaning is not None
    whole = outline(expr, {"age": 61, "pregnant": True}, {"dibao": meaning}, BOOK, "en")
    assert [(part.words, part.truth) for part in whole.parts] == [
        ("who is on aid", True),
        ("who is not pregnant", False),
    ]
