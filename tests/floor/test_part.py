"""The proof of one opened file says what the proof of the whole workspace says about it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.floor.worlds import DAY, FACTS, NATIONAL, local, manifest, standard, write
from zhunsheng.floor.part import prove_part
from zhunsheng.floor.prove import prove
from zhunsheng.floor.verdict import ItemProof, Verdict
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

OLD, YOUNG = "age >= 80 and here", "age < 80 and here"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A nation in two editions, a city, and a district whose services stand in several files."""
    items = {"item": NATIONAL, "item-two": NATIONAL, "untouched": NATIONAL}
    cn = {
        "workspace.yaml": manifest("cn", before={"cn/1": "../old"}),
        "facts.yaml": FACTS,
        "standards/a.yaml": standard(items),
    }
    write(tmp_path / "cn", cn)
    earlier = {
        "workspace.yaml": manifest("cn/1"),
        "facts.yaml": FACTS,
        "standards/a.yaml": standard({"item": NATIONAL}),
    }
    write(tmp_path / "old", earlier)
    city = {"c-item": local(derives="cn#item-two")}
    write(
        tmp_path / "city",
        {"workspace.yaml": manifest("city", upstream={"cn": "../cn"}), "standards/a.yaml": standard(city)},
    )
    files = {
        "old": {"old": local(eligible=OLD)},
        "young": {"young": local(eligible=YOUNG)},
        "two": {"two": local(derives="cn#item-two", promise={"at_most": "30 working_day"})},
        "through": {"through": local(derives="city#c-item", eligible="age >= 70 and here")},
        "alone": {"alone": local(derives=None), "also": local(derives="#old", eligible="age >= 90")},
    }
    names = {f"standards/{name}.yaml": standard(services) for name, services in files.items()}
    cases = {"cases": [{"name": "示例", "who": {"age": "81", "here": "true"}, "expect": {"old": "eligible"}}]}
    start = manifest("here", upstream={"city": "../city", "cn": "../cn"})
    return write(tmp_path / "here", {"workspace.yaml": start, "standards/old.cases.yaml": cases, **names})


def opened(folder: Path, name: str | None = None) -> Library:
    return Library(open_workspace(folder, only=None if name is None else f"standards/{name}.yaml"))


def said(proof: ItemProof) -> tuple[object, ...]:
    claims = sorted((found.aspect, found.subject, found.verdict, str(found.reason)) for found in proof.judgements)
    return proof.ancestor, set(proof.derived), proof.verdict, claims


@pytest.mark.parametrize("against", [(), ("cn",), ("city",), ("cn/1",), ("cn", "cn/1")])
@pytest.mark.parametrize("name", ["old", "young", "two", "through", "alone"])
def test_a_part_is_proved_as_in_the_whole(folder: Path, name: str, against: tuple[str, ...]) -> None:
    part = opened(folder, name)
    own = {service.ref for service in part.services()}
    whole = prove(opened(folder), DAY, against=against)
    expected = {
        (section.upper, proof.ancestor): said(proof)
        for section in whole.sections
        for proof in section.proofs
        if own.intersection(proof.derived)
    }
    found = {
        (section.upper, proof.ancestor): said(proof)
        for section in prove_part(part, DAY, against).sections
        for proof in section.proofs
    }
    assert found == expected


def test_what_two_files_fulfil_together_is_proved_from_either(folder: Path) -> None:
    for name in ("old", "young"):
        report = prove_part(opened(folder, name), DAY, ["cn"])
        (proof,) = report.proofs()
        assert {"here#old", "here#young"} <= set(proof.derived)
        assert proof.verdict is Verdict.PROVED
        assert report.links == ()
    (proof,) = prove_part(opened(folder, "through"), DAY, ["cn"]).proofs()
    assert (proof.ancestor, set(proof.derived)) == ("cn#item-two", {"here#through", "here#two"})


def test_a_name_that_is_not_above_is_refused(folder: Path) -> None:
    with pytest.raises(KeyError):
        prove_part(opened(folder, "old"), DAY, ["elsewhere"])
    (alone,) = prove_part(opened(folder, "alone"), DAY, ["cn"]).sections
    assert [proof.ancestor for proof in alone.proofs] == ["cn#item"]
