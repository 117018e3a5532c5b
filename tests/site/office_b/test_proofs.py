"""Proofs kept for stretches of days: the stretches, the rows, two processes at once, service points."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhunsheng.floor.prove import prove
from zhunsheng.rule.compiled import measures
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue import proofs
from zhunsheng.site.catalogue.models import Proof, ProofRun
from zhunsheng.site.catalogue.states import State
from zhunsheng.site.look.moment import today
from zhunsheng.standard.base import DateGap

DAYS = st.dates(date(2017, 1, 1), date(2027, 12, 31))


def readings(library: Library, day: date) -> list[Any]:
    """Every value that a proof may read on a day."""
    found: list[Any] = [library.meanings(day)]
    for one in (library, *library.chain(), *(before for above in library.chain() for before in above.before.values())):
        manifest = one.workspace.manifest
        found.append(manifest.until is not None and manifest.until < day)
        for service in one.services():
            for measure in measures(service):
                try:
                    found.append(measure.on(day))
                except DateGap:
                    found.append(None)
    return found


@given(DAYS, DAYS)
@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
def test_nothing_moves_within_a_stretch(state: State, one: date, other: date) -> None:
    library = state.library()
    days = proofs.turning_days(library)
    start = proofs.period_of(library, one)
    inside = [day for day in days if day <= one]
    assert start == (inside[-1] if inside else date.min)
    assert (proofs.period_of(library, other) == start) is (
        not any(min(one, other) < day <= max(one, other) for day in days)
    )
    if proofs.period_of(library, other) == start:
        assert readings(library, one) == readings(library, other)


def test_turning_days_are_sorted_and_name_what_begins_and_ends(state: State) -> None:
    library = state.library()
    days = proofs.turning_days(library)
    assert days == sorted(set(days))
    above = library.above("cn/2021").workspace.manifest
    assert above.effective in days
    assert above.until is not None and above.until + timedelta(days=1) in days


def test_the_rows_say_what_the_core_says(state: State, run: ProofRun) -> None:
    library = state.library()
    report = prove(library, run.period)
    rows = {(row.lower, row.upper, row.item): row for row in run.proofs.all()}
    proved = {(section.lower, section.upper, one.ancestor.partition("#")[2]): one
              for section in (*report.sections, *report.links) for one in section.proofs}  # fmt: skip
    assert set(proved) <= set(rows)
    assert {upper for _, upper, _ in set(rows) - set(proved)} == {"cn/2021"}
    for key, one in proved.items():
        row = rows[key]
        assert row.verdict == str(one.verdict)
        assert row.exceeds is one.exceeds
        assert row.marks == sorted(one.marks)
        assert row.derived == [ref.partition("#")[2] for ref in one.derived]
        assert {name for name, said in row.aspects.items() if said["silent"]} == set(one.silent)
        assert len(row.data["zh"]["judgements"]) == len(row.data["en"]["judgements"]) == len(one.judgements)


def test_rows_speak_both_languages_and_name_places_within_the_tree(run: ProofRun) -> None:
    row = run.proofs.get(lower="yuexiu", upper="cn/2023", item="elder_subsidy")
    zh, en = row.data["zh"]["judgements"][0], row.data["en"]["judgements"][0]
    assert zh["counterexample"]["words"].startswith("80 岁，不是本市户籍")
    assert en["counterexample"]["words"].startswith("80 years old")
    assert zh["at"]["path"] == "yuexiu/standards/elderly/02-longevity-allowance.yaml"
    assert (row.data["number"], row.data["domain"]) == ("49", "elderly")


def test_items_of_the_earlier_edition_name_who_continues_them(run: ProofRun) -> None:
    row = run.proofs.get(lower="yuexiu", upper="cn/2021", item="elder_health")
    assert row.data["continued_by"] == ["cn/2023#elder_health"]


def test_asked_again_nothing_is_proved_again(state: State, run: ProofRun, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: object, **kwargs: object) -> None:
        raise AssertionError("proved again")

    monkeypatch.setattr(proofs, "_report", never)
    assert proofs.run(state, state.district, today()) == run
    assert proofs.run(state, state.district, run.period) == run


def test_a_day_of_another_stretch_has_its_own_run(state: State, run: ProofRun) -> None:
    day = date(2022, 6, 1)
    assert proofs.known_run(state, "yuexiu-2021", day) is None
    told: list[tuple[int, int]] = []
    made = proofs.run(state, "yuexiu-2021", day, lambda done, total: told.append((done, total)))
    assert made.period == date(2022, 3, 1)
    assert proofs.known_run(state, "yuexiu-2021", date(2022, 6, 30)) == made
    assert told and all(0 <= done < total for done, total in told) and told == sorted(told)
    assert set(made.proofs.values_list("upper", flat=True)) == {"cn/2021"}


def test_two_at_once_keep_one_run(state: State, run: ProofRun, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process finishes between our look and our writing: theirs is kept, ours is thrown away."""
    day = date(2022, 6, 1)
    real = proofs._rows

    def slow(*args: Any) -> Any:
        rows = list(real(*args))
        ProofRun.objects.create(
            snapshot=state.snapshot,
            folder="yuexiu-2021",
            period=proofs.period_of(state.library("yuexiu-2021"), day),
            seconds=1,
        )
        return iter(rows)

    monkeypatch.setattr(proofs, "_rows", slow)
    made = proofs.run(state, "yuexiu-2021", day)
    assert made.seconds == 1
    assert ProofRun.objects.filter(folder="yuexiu-2021").count() == 1
    assert not Proof.objects.filter(run=made).exists()


def test_a_run_can_be_forgotten(state: State, run: ProofRun) -> None:
    assert proofs.forget_run(state, state.district, today())
    assert proofs.known_run(state, state.district, today()) is None
    assert not proofs.forget_run(state, state.district, today())


def test_service_points_are_proved_against_what_they_answer_for(state: State) -> None:
    folders = proofs.point_folders(state)
    assert len(folders) == 18 and all(folder.startswith("centres/") for folder in folders)
    made = proofs.run(state, "centres/kuangquan", today())
    rows = {row.upper: row for row in made.proofs.all()}
    assert rows["yuexiu"].verdict == "violated"
    assert rows["yuexiu"].item == "yikang_centre"


def test_a_folder_that_is_not_there(state: State) -> None:
    with pytest.raises(KeyError):
        proofs.run(state, "../elsewhere", today())
