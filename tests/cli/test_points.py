"""A service point in words, where several items share the names of their parts."""

from __future__ import annotations

from pathlib import Path

from tests.floor.test_points import visits, world
from tests.floor.worlds import DAY, manifest, standard, write
from zhunsheng.cli.render.points import beyond_words, failure_lines
from zhunsheng.floor.points import PointProof, prove_points
from zhunsheng.floor.wording import Speaker

BOTH = ["here#item", "here#other"]


def point(folder: Path, **services: str) -> PointProof:
    """A point that answers for two items of the district and promises so many visits in each."""
    points = world(folder, a=visits("4"))
    written = {name: {"overlays": f"here#{name}", "changes": visits(number)} for name, number in services.items()}
    head = manifest("point/a", upstream={"here": "../../here"}, answers_for=BOTH)
    write(points / "a", {"workspace.yaml": head, "standards/a.yaml": standard(written)})
    (found,) = prove_points(points, DAY)
    return found


def test_the_same_part_of_two_items_is_told_twice(tmp_path: Path) -> None:
    found = point(tmp_path, item="3", other="2")
    said = failure_lines(found, Speaker.of(found.library, "zh"))
    assert len(said) == 2
    assert any(line.startswith("别的事项") for line in said)


def test_two_items_that_are_missing_are_both_named(tmp_path: Path) -> None:
    found = point(tmp_path)
    said = failure_lines(found, Speaker.of(found.library, "zh"))
    assert len([line for line in said if line.startswith("别的事项")]) == 1
    assert len(said) == 2


def test_a_part_goes_by_its_title_in_the_service_that_promises_it(tmp_path: Path) -> None:
    found = point(tmp_path, item="4", other="6")
    said = beyond_words(found, Speaker.of(found.library, "zh"))
    titles = [one.title.zh for one in found.library.service("other").deliverables.values() if one.id == "check"]
    assert [said] == titles
