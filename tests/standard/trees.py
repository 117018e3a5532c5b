"""Strategies for standards as plain trees, with texts that YAML likes to misread."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

AWKWARD = [
    "010", "on", "no", "12:30", "1e3", "null", "~", "true", "2023-01-01", "5.20", "- x", "a: b", "a #b", "#x", "'", '"',
    "{a}", "[1", "*x", "&x", "!x", "%x", "@x", "`", "|", ">", "? x", "a:", ":", "=", "<<", " x", "x ", "\tx", "甲：乙",
    "第一行\n第二行", "第一行\n第二行\n", "a\n\nb", "a\n  b", "\n", "x\\y", "\x07", "\x85", "\u2028", "\ufeff", "\U0001f600",
]  # fmt: skip
texts = st.one_of(st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12))
labels = st.one_of(texts, st.fixed_dictionaries({"zh": texts}, optional={"en": texts}))
idents = st.from_regex(r"[a-z甲乙][a-z0-9_.-]{0,6}", fullmatch=True)
days = st.dates().map(lambda day: day.isoformat()).filter(lambda text: text[0] != "0")
dated = st.one_of(texts, st.dictionaries(days, texts, min_size=1, max_size=3))
ints = st.integers(-(10**14), 10**14).map(str)
flags = st.sampled_from(["true", "false"])


def _optional(**fields: Any) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _named(members: st.SearchStrategy[dict[str, Any]]) -> st.SearchStrategy[list[dict[str, Any]]]:
    return st.lists(members, max_size=3, unique_by=lambda item: item["id"])


guarantees = st.builds(
    lambda direction, value, rest: {direction: value, **rest},
    st.sampled_from(["at_least", "at_most", "exactly"]),
    dated,
    _optional(unit=texts, when=texts, clause=texts, covers=st.lists(texts, max_size=2), apart=_optional(at_most=texts)),
)
deliverables = _named(
    st.fixed_dictionaries(
        {"id": idents, "title": labels},
        optional={"when": texts, "guarantees": st.dictionaries(idents, guarantees, max_size=2), "note": labels},
    )
)
materials = _named(
    st.fixed_dictionaries(
        {"id": idents, "title": labels},
        optional={"copies": ints, "register": texts, "need": st.sampled_from(["optional", "deferred"])},
    )
)
fees = st.one_of(dated, st.fixed_dictionaries({"amount": dated}, optional={"online_payment": flags, "basis": labels}))
steps = st.fixed_dictionaries(
    {"title": labels, "role": idents},
    optional={
        "within": dated,
        "next": st.lists(
            st.one_of(idents, st.fixed_dictionaries({"to": idents}, optional={"when": labels})), max_size=2
        ),
        "basis": st.lists(texts, max_size=2),
    },
)
services = _optional(
    title=labels,
    eligible=texts,
    derives=st.lists(texts, max_size=2),
    delivers=deliverables,
    apply=_optional(
        materials=materials,
        channels=st.lists(st.sampled_from(["window", "app", "home", "mail"]), max_size=3, unique=True),
        fee=fees,
        visits=ints,
        appointment=flags,
    ),
    process=st.dictionaries(idents, steps, max_size=2),
    promise=st.fixed_dictionaries({"at_most": dated}, optional={"unit": texts}),
    funding=st.dictionaries(texts, texts, max_size=2),
    legal_basis=st.lists(labels, max_size=2),
)
changes = st.fixed_dictionaries({"at": texts, "set": services, "reason": labels}, optional={"was": services})
standards = st.fixed_dictionaries(
    {"title": labels, "level": st.sampled_from(["national", "internal"]), "provenance": _optional(note=labels)},
    optional={
        "standard": texts,
        "edition": ints,
        "effective": days,
        "replaces": st.lists(texts, max_size=2),
        "services": st.dictionaries(idents, services, max_size=2),
        "clauses": st.lists(st.fixed_dictionaries({"no": texts}, optional={"text": labels}), max_size=3),
        "cases": st.lists(
            st.fixed_dictionaries(
                {"expect": st.dictionaries(idents, st.sampled_from(["eligible", "unknown"]), max_size=2)},
                optional={"who": st.dictionaries(idents, texts, max_size=2), "on": days},
            ),
            max_size=2,
        ),
        "references": st.lists(st.fixed_dictionaries({"code": texts}, optional={"normative": flags}), max_size=2),
    },
)
