"""The same floor at every service point, each proved alone, with what stands above read once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.floor.worlds import DAY, FACTS, NATIONAL, guarantee, local, manifest, standard, write
from zhunsheng.floor.points import prove_points
from zhunsheng.floor.prove import prove
from zhunsheng.floor.verdict import Verdict
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_siblings, open_workspace

OTHER = {**NATIONAL, "title": "别的事项"}


def world(folder: Path, **points: Any) -> Path:
    """A nation with two items, a district with both, and points that each overlay one; a point is its changes."""
    above = {"item": NATIONAL, "other": OTHER}
    write(folder / "cn", {"workspace.yaml": manifest("cn"), "facts.yaml": FACTS, "standards/a.yaml": standard(above)})
    ours = {"item": local(), "other": local(derives="cn#other", title="别的事项")}
    files = {"workspace.yaml": manifest("here", upstream={"cn": "../cn"}), "standards/a.yaml": standard(ours)}
    write(folder / "here", files)
    for name, changes in points.items():
        head = manifest(f"point/{name}", upstream={"here": "../../here"}, answers_for=["here#item"])
        service = {"overlays": "here#item", "changes": changes}
        write(folder / "points" / name, {"workspace.yaml": head, "standards/a.yaml": standard({"item": service})})
    (folder / "points" / "notes").mkdir()
    return folder / "points"


def visits(number: str) -> list[dict[str, Any]]:
    return [{"at": "delivers.check.guarantees.visits.at_least", "set": number, "reason": "演示"}]


def test_each_point_is_proved_alone(tmp_path: Path) -> None:
    good, poor, rich = prove_points(world(tmp_path, a=visits("4"), b=visits("3"), c=visits("6")), DAY)
    assert [point.verdict for point in (good, poor, rich)] == [Verdict.PROVED, Verdict.VIOLATED, Verdict.PROVED]
    beyond = [[(proof.ancestor, subject) for proof, subject in point.beyond()] for point in (good, poor, rich)]
    assert beyond == [[], [], [("here#item", "check.visits")]]
    assert [point.id for point in (good, poor, rich)] == ["point/a", "point/b", "point/c"]
    (failure,) = [one for proof in poor.proofs() for one in proof.failures() if proof.ancestor == "here#item"]
    assert failure.subject == "check.visits"
    assert failure.counterexample is not None
    assert failure.counterexample.resident.facts["age"] == 65


def test_a_point_answers_for_its_part_only(tmp_path: Path) -> None:
    (point,) = prove_points(world(tmp_path, a=visits("4")), DAY)
    assert {proof.ancestor for proof in point.proofs()} == {"here#item", "cn#item"}
    # A workspace that answers for everything misses the rest, and proves the links above as well.
    folder = tmp_path / "points" / "a"
    write(folder, {"workspace.yaml": manifest("point/a", upstream={"here": "../../here"})})
    report = prove(Library(open_workspace(folder)), DAY)
    verdicts = {proof.ancestor: proof.verdict for proof in report.sections[0].proofs}
    assert verdicts == {"here#item": Verdict.PROVED, "here#other": Verdict.MISSING}
    assert len(report.links) == 1


def test_what_a_point_must_give_and_does_not_is_missing(tmp_path: Path) -> None:
    points = world(tmp_path, a=visits("4"))
    head = manifest("point/a", upstream={"here": "../../here"}, answers_for=["here#item", "here#other"])
    write(points / "a", {"workspace.yaml": head})
    (point,) = prove_points(points, DAY)
    assert point.verdict is Verdict.MISSING


def test_a_point_that_cannot_be_read_holds_up_nobody(tmp_path: Path) -> None:
    points = world(tmp_path, a=visits("4"), b=visits("4"))
    (points / "a" / "standards" / "a.yaml").write_text("title: [", encoding="utf-8")
    broken, good = prove_points(points, DAY)
    assert (broken.verdict, broken.sections) == (Verdict.MISSING, ())
    assert broken.findings
    assert good.verdict is Verdict.PROVED


def test_two_points_with_one_id_are_told(tmp_path: Path) -> None:
    points = world(tmp_path, a=visits("4"), b=visits("4"))
    head = manifest("point/a", upstream={"here": "../../here"}, answers_for=["here#item"])
    write(points / "b", {"workspace.yaml": head})
    first, second = prove_points(points, DAY)
    assert (first.findings, first.verdict) == ((), Verdict.PROVED)
    (finding,) = second.findings
    assert (finding.code, finding.place.path) == ("ZS301", str(points / "b" / "workspace.yaml"))
    assert [one.place.path for one in finding.related] == [str(points / "a" / "workspace.yaml")]
    assert second.verdict is Verdict.MISSING
    assert second.sections  # what it promises is still proved and shown


def test_an_item_that_nobody_knows_is_named(tmp_path: Path) -> None:
    points = world(tmp_path, a=visits("4"))
    write(
        points / "a", {"workspace.yaml": manifest("point/a", upstream={"here": "../../here"}, answers_for="here#itme")}
    )
    (found,) = open_workspace(points / "a").findings
    assert (found.code, str(found.help)) == ("ZS304", "是不是「item」？")


def test_what_stands_above_is_opened_once(tmp_path: Path) -> None:
    one, two = open_siblings(world(tmp_path, a=visits("4"), b=visits("4")))
    assert one.upstream["here"] is two.upstream["here"]


def test_progress_and_a_folder_that_is_not_there(tmp_path: Path) -> None:
    seen: list[tuple[int, int]] = []
    prove_points(world(tmp_path, a=visits("4"), b=visits("4")), DAY, progress=lambda *step: seen.append(step))
    assert seen == [(0, 2), (1, 2)]
    with pytest.raises(OSError):
        prove_points(tmp_path / "nowhere", DAY)


def test_a_point_may_be_better_in_one_thing_only(tmp_path: Path) -> None:
    (point,) = prove_points(world(tmp_path, a=visits("6")), DAY, show=False)
    assert guarantee(at_least="6") != NATIONAL["delivers"]
    assert all(judgement.gain is None for proof in point.proofs() for judgement in proof.judgements)


def test_a_value_that_an_overlay_sets_is_shown_where_it_is_set(tmp_path: Path) -> None:
    (point,) = prove_points(world(tmp_path, a=visits("3")), DAY)
    (failure,) = [one for proof in point.proofs() for one in proof.failures() if proof.ancestor == "here#item"]
    assert failure.at is not None
    assert failure.above is not None
    assert failure.at.path.endswith("points/a/standards/a.yaml")
    assert failure.above.path.endswith("here/standards/a.yaml")
