"""Forms of English words: what belongs together is found together, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.site.catalogue.word_forms import forms

TOGETHER = (
    "subsidy subsidies", "apply applies applied applying", "plan plans planned planning", "care cares cared caring", "age ages aged aging ageing",
    "box boxes", "assess assesses assessed assessing", "benefit benefits benefited benefitted benefiting", "counsel counselling counseled",
    "refer refers referred referring", "visit visits visited visiting", "fee fees", "agree agrees agreed agreeing", "child children",
    "woman women", "person persons people", "pay pays paid paying", "diagnosis diagnoses", "analysis analyses", "branch branches",
    "echo echoes", "photo photos", "die dies died dying", "house houses housed housing", "use uses used using", "equip equips equipped",
    "life lives", "study studies studied studying", "fix fixes fixed fixing", "process processes processed", "list lists listed listing",
)  # fmt: skip
APART = (
    ("caring", "car"), ("thing", "the"), ("seed", "see"), ("feed", "fee"), ("need", "nee"), ("news", "new"), ("rating", "rat"), ("evening", "even"),
    ("shed", "she"), ("bring", "bre"), ("planes", "plan"), ("subsidiary", "subsidy"), ("subside", "subsidy"), ("careful", "care"),
    ("application", "apply"), ("assessor", "assess"), ("elderly", "elder"), ("organisation", "organ"), ("university", "universe"),
    ("during", "dure"), ("address", "addres"), ("hoped", "hop"), ("aids", "ai"),
)  # fmt: skip


@pytest.mark.parametrize("family", TOGETHER)
def test_each_form_leads_to_each_other(family: str) -> None:
    words = family.split()
    for word in words:
        assert set(words) <= set(forms(word)), word


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_only_looks_alike_stays_apart(one: str, other: str) -> None:
    assert other not in forms(one)
    assert one not in forms(other)


@given(st.text(max_size=12) | st.text("abcdefghijklmnopqrstuvwxyz", max_size=12))
def test_any_text_has_itself_first_and_only_letters_have_more(text: str) -> None:
    found = forms(text)
    assert found[0] == text
    assert len(set(found)) == len(found) < 60
    if not (text.isascii() and text.isalpha() and text.islower()):
        assert found == (text,)


@given(st.text("aeioubcdglmnprstwxy", min_size=3, max_size=9))
def test_a_base_is_a_form_of_each_of_its_forms(base: str) -> None:
    """Of a made-up base the forms that are no base of others: those with an ending of three letters."""
    for form in forms(base):
        if form.startswith(base) and form.endswith("ing") and len(form) > len(base):
            assert base in forms(form)
