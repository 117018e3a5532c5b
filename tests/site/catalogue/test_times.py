"""What is in force on a day, and what was known by a day."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.site.conftest import STANDARDS, ZONE, past, present
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Document, Edition, File, Item, Snapshot, Span, Status
from zhunsheng.site.catalogue.operations import NotRecorded, export, record
from zhunsheng.site.catalogue.states import NothingKnown, NotInForce, files_of, state_of
from zhunsheng.site.catalogue.trees import sources_of
from zhunsheng.standard.base import DateGap
from zhunsheng.standard.document import Standard
from zhunsheng.standard.editions import by_work, in_force
from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.wording import T
from zhunsheng.standard.workspace import open_workspace

DAYS = st.dates(date(2020, 1, 1), date(2027, 12, 31))
ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=40
)
LATER = datetime(2030, 1, 1, tzinfo=ZONE)


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.startswith(".") and "__pycache__" not in path.parts
    }


# -- in and out -------------------------------------------------------------------------------------------------------


def test_a_tree_comes_out_as_it_went_in(district, tmp_path):
    out = tmp_path / "out"
    written = export(district, out)
    wanted = {
        str(Path(name) / path): body for name, folder in present().items() for path, body in bytes_below(folder).items()
    }
    assert bytes_below(out) == wanted
    assert written == len(wanted)


def test_an_earlier_tree_comes_out_as_it_was_then(district, tmp_path):
    export(Snapshot.objects.order_by("pk")[0], tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["cn", "yuexiu-2021"]
    assert bytes_below(tmp_path / "out" / "cn" / "2021") == bytes_below(past()["cn/2021"])


def test_nothing_is_written_over(district, tmp_path):
    (tmp_path / "there.txt").write_text("mine")
    with pytest.raises(FileExistsError):
        export(district, tmp_path)
    assert bytes_below(tmp_path) == {"there.txt": b"mine"}


def test_nothing_beside_is_touched(district, tmp_path):
    beside = tmp_path / "out.half"
    beside.mkdir()
    (beside / "there.txt").write_text("mine")
    export(Snapshot.objects.order_by("pk")[0], tmp_path / "out")
    assert bytes_below(beside) == {"there.txt": b"mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.half"]


def test_an_empty_folder_stays_the_folder_that_it_is(district, tmp_path, monkeypatch):
    """Somebody may stand in it, and a disk may be mounted there."""
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    export(Snapshot.objects.order_by("pk")[0], Path())
    assert tmp_path.stat().st_ino == before
    assert sorted(path.name for path in Path.cwd().iterdir()) == ["cn", "yuexiu-2021"]


@pytest.mark.parametrize("there", [True, False])
def test_half_a_tree_is_taken_away_again(district, tmp_path, monkeypatch, there):
    target = tmp_path / "out"
    if there:
        target.mkdir()

    def full(files, folder):
        (folder / "cn").mkdir()
        (folder / "cn" / "a.yaml").write_text("a")
        (folder / "beside.csv").write_text("a")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("zhunsheng.site.catalogue.operations.write_tree", full)
    with pytest.raises(OSError, match="No space"):
        export(district, target)
    assert list(tmp_path.rglob("*")) == ([target] if there else [])


def test_the_same_tree_is_recorded_once(district):
    before = Snapshot.objects.count(), Document.objects.count(), Edition.objects.count(), Span.objects.count()
    snapshot, changes = record(present(), "yuexiu", LATER)
    assert (snapshot, changes) == (district, [])
    assert before == (Snapshot.objects.count(), Document.objects.count(), Edition.objects.count(), Span.objects.count())


def test_a_tree_with_an_error_is_refused_whole(district, tmp_path):
    broken = tmp_path / "yuexiu-2021"
    broken.mkdir()
    for path, body in bytes_below(past()["yuexiu-2021"]).items():
        (broken / path).parent.mkdir(parents=True, exist_ok=True)
        (broken / path).write_bytes(body)
    wrong = broken / "standards" / "elderly" / "01-elder-health.yaml"
    wrong.write_text(wrong.read_text().replace("level: internal", "level: galactic"))
    before = Snapshot.objects.count(), Document.objects.count()
    with pytest.raises(NotRecorded) as refused:
        record({**past(), "yuexiu-2021": broken}, "yuexiu-2021", LATER)
    assert any("01-elder-health.yaml" in finding.place.path for finding in refused.value.findings)
    assert before == (Snapshot.objects.count(), Document.objects.count())


def test_a_rule_that_does_not_compile_is_refused(district, tmp_path):
    with pytest.raises(NotRecorded) as refused:
        record(changed_tree(tmp_path, "200 if age >= 90", "200 if aeg >= 90"), "yuexiu", LATER)
    assert [finding.place.path for finding in refused.value.findings] == [
        "yuexiu/standards/elderly/02-longevity-allowance.yaml"
    ]
    assert Snapshot.objects.count() == 2


def test_what_is_wrong_at_one_place_is_told_in_the_same_order_every_time(district, monkeypatch):
    """Which of several comes first does not hang on how a process happens to hash."""
    place = Place("a.yaml", 1, 1)
    wrong = [Finding(f"ZS{number}", place, T("看不懂")) for number in range(101, 121)]
    monkeypatch.setattr("zhunsheng.site.catalogue.operations.Library.findings", lambda *_asked: wrong)
    with pytest.raises(NotRecorded) as refused:
        record(past(), "yuexiu-2021", LATER)
    assert [finding.code for finding in refused.value.findings] == [finding.code for finding in wrong]


def test_the_tree_of_a_district_is_what_it_stands_on_and_its_points():
    folders = sources_of(STANDARDS, "yuexiu")
    assert {"yuexiu", "yuexiu-2021", "cn/2021", "cn/2023", "gd", "gz", "centres/baiyun"} <= set(folders)
    assert len(folders) == 6 + 18
    assert "workshop" not in folders


@pytest.mark.parametrize("district", ["absent", "..", "../standards/yuexiu/standards"])
def test_a_tree_needs_its_district(district):
    with pytest.raises(ValueError, match="no workspace"):
        sources_of(STANDARDS, district)


def test_what_the_database_has_no_room_for_is_refused(district, tmp_path, monkeypatch):
    for name in ("a" * 200, "b" * 200):
        (tmp_path / ("c" * 120) / name).mkdir(parents=True)
        (tmp_path / ("c" * 120) / name / "workspace.yaml").write_text("id: x")
    with pytest.raises(NotRecorded) as refused:
        record({"x": tmp_path}, "x", LATER)
    assert len(refused.value.findings) == 2


def test_a_file_that_cannot_be_read_is_a_finding(district, tmp_path, monkeypatch):
    (tmp_path / "workspace.yaml").write_text("id: x")

    def refused(self):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(NotRecorded) as told:
        record({"x": tmp_path}, "x", LATER)
    assert [finding.code for finding in told.value.findings] == ["ZS101"]


def test_a_link_is_not_followed(district, tmp_path):
    (tmp_path / "workspace.yaml").symlink_to("/etc/hostname")
    with pytest.raises(NotRecorded):
        record({"x": tmp_path}, "x", LATER)


@pytest.mark.parametrize("name", ["absent", "../yuexiu"])
def test_a_district_that_is_not_in_the_tree_is_refused(district, name):
    with pytest.raises(ValueError, match="no workspace"):
        record(past(), name, LATER)


def test_the_past_is_not_recorded_after_the_fact(district):
    with pytest.raises(ValueError, match="lies before"):
        record(past(), "yuexiu-2021", datetime(2022, 1, 1, tzinfo=ZONE))


def test_recordings_wait_for_one_another(district):
    """Each for the same row, whatever is the newest: whoever waited looks again what that is."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lets one write at a time")
    with CaptureQueriesContext(connection) as asked:
        record(present(), "yuexiu", LATER)
    locking = [query["sql"] for query in asked if "FOR UPDATE" in query["sql"]]
    assert len(locking) == 1
    assert 'ORDER BY "catalogue_snapshot"."id" ASC' in locking[0]


# -- known ------------------------------------------------------------------------------------------------------------


def test_before_the_first_record_nothing_is_known(district):
    with pytest.raises(NothingKnown) as nothing:
        selectors.snapshot_for(date(2021, 6, 27))
    assert nothing.value.first == date(2021, 6, 28)


@pytest.mark.parametrize(
    ("day", "place"), [(date(2021, 6, 28), 0), (date(2023, 9, 19), 0), (date(2023, 9, 20), 1), (date.max, 1)]
)
def test_a_day_knows_what_was_recorded_by_its_end(district, day, place):
    assert selectors.snapshot_for(day) == Snapshot.objects.order_by("pk")[place]


def spans(snapshot: Snapshot) -> dict[int, tuple[date | None, date | None]]:
    """First and last day by edition, as a snapshot knows them."""
    return {one.edition_id: (one.starts, one.ends) for one in Span.objects.filter(selectors.known_by(snapshot))}


def changed_tree(tmp_path: Path, old: str, new: str) -> dict[str, Path]:
    target = tmp_path / "yuexiu"
    for path, body in bytes_below(present()["yuexiu"]).items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        (target / path).write_bytes(body)
    file = target / "standards" / "elderly" / "02-longevity-allowance.yaml"
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new))
    return {**present(), "yuexiu": target}


def test_a_correction_changes_what_is_known_and_not_what_was_known(district, tmp_path):
    before = spans(district)
    snapshot, changes = record(changed_tree(tmp_path, "200 if age >= 90", "250 if age >= 90"), "yuexiu", LATER)
    assert spans(district) == before
    now = set(spans(snapshot))
    assert len(now) == len(before)
    assert len(now - set(before)) == 1
    assert sorted(change.kind for change in changes) == ["edition", "withdrawn"]
    old = state_of(district).library().service("longevity_allowance")
    new = state_of(snapshot).library().service("longevity_allowance")
    assert "200 if age >= 90" in str(old.source)
    assert "250 if age >= 90" in str(new.source)


def test_what_comes_back_is_told(district, tmp_path):
    """The same bytes as some time ago are no new edition, but they are in force again."""
    changed = tmp_path / "yuexiu-2021"
    for path, body in bytes_below(past()["yuexiu-2021"]).items():
        (changed / path).parent.mkdir(parents=True, exist_ok=True)
        (changed / path).write_bytes(body)
    file = changed / "standards" / "elderly" / "01-elder-health.yaml"
    file.write_text(file.read_text() + "# changed\n")
    snapshot, _ = record({**past(), "yuexiu-2021": changed}, "yuexiu-2021", LATER)
    (mistaken,) = selectors.editions(snapshot).filter(path__endswith="elderly/01-elder-health.yaml")
    _, changes = record(past(), "yuexiu-2021", LATER)
    (right,) = selectors.editions(district).filter(path="yuexiu-2021/standards/elderly/01-elder-health.yaml")
    assert [(one.kind, one.edition_id) for one in changes] == [("edition", right.pk), ("withdrawn", mistaken.pk)]


def test_a_later_edition_ends_the_earlier_from_when_it_was_known(district, tmp_path):
    tree = changed_tree(tmp_path, "edition: 1\n", "edition: 2\nuntil: 2031-12-31\n")
    snapshot, _ = record(tree, "yuexiu", LATER)
    then = selectors.editions(district).get(code="Q/YXYS 5.002—2023")
    now = selectors.editions(snapshot).get(code="Q/YXYS 5.002—2023")
    assert (spans(district)[then.pk][1], spans(snapshot)[now.pk][1]) == (None, date(2031, 12, 31))
    assert not selectors.editions(snapshot, date(2032, 1, 1)).filter(pk=now.pk)


# -- in force ---------------------------------------------------------------------------------------------------------


@cache
def own_works() -> list[list[Standard]]:
    """Editions by work of the district, with the days that their workspace gives them."""
    ours = open_workspace(present()["yuexiu"])
    standards = []
    for workspace in (*ours.before.values(), ours):
        for loaded in workspace.files.values():
            assert loaded.model is not None
            effective = loaded.model.effective or workspace.manifest.effective
            until = loaded.model.until or workspace.manifest.until
            standards.append(loaded.model.model_copy(update={"effective": effective, "until": until}))
    return list(by_work(standards).values())


@given(day=DAYS)
@ONE_DATABASE
def test_the_database_and_the_core_agree_on_what_is_in_force(district, day):
    wanted = set()
    for editions in own_works():
        with suppress(DateGap):
            wanted.add(in_force(editions, day).standard)
    found = selectors.editions(district, day).filter(selectors.of_family("yuexiu")).exclude(code="")
    assert {one.code for one in found} == {code for code in wanted if code}


@given(day=DAYS)
@ONE_DATABASE
def test_no_work_has_two_editions_in_force(district, day):
    found = selectors.editions(district, day).filter(selectors.of_family("yuexiu")).values_list("work_id", flat=True)
    assert len(set(found)) == len(found)


@given(day=DAYS)
@ONE_DATABASE
def test_an_item_is_read_from_the_edition_of_the_day(district, day):
    found = selectors.items(district, day, "yuexiu").filter(key="elder_health")
    assert len(found) == (1 if day >= date(2021, 7, 1) else 0)
    for item in found:
        assert item.edition.workspace == ("yuexiu" if day >= date(2023, 1, 1) else "yuexiu/2021")


def test_the_workspace_in_force_is_the_edition_of_the_day(district):
    state = state_of(district)
    assert state.ours_on(date(2022, 12, 31)).id == "yuexiu/2021"
    assert state.ours_on(date(2023, 1, 1)).id == "yuexiu"
    with pytest.raises(NotInForce) as gap:
        state.ours_on(date(2021, 6, 30))
    assert gap.value.first == date(2021, 7, 1)


def test_rows_say_what_the_files_say(district):
    library = state_of(district).library()
    items = {item.key: item for item in selectors.items(district, date(2026, 1, 5), "yuexiu")}
    assert set(items) == set(library.ids())
    for key, item in items.items():
        title = library.service(key).source.title
        assert title is not None
        assert item.title_zh == title.zh
    assert sum(place.count for place in selectors.places(district)) == 415
    assert Item.objects.filter(title_zh="").count() == 0


def test_references_lead_both_ways(district):
    to = selectors.references_to(district, "GB/T 39554.2", date(2026, 1, 5))
    assert to
    for reference in to:
        assert reference in selectors.references_from(reference.edition_id)
    assert {row.key for row in to} == {"GB/T 39554.2"}


def test_of_two_registers_the_nearer_counts(district):
    """However they were recorded: the district's own, then the city's, the nation's, and another district's last."""
    for workspace in ("small-district", "cn/2023", "gz/2023", "yuexiu"):
        Status.objects.create(
            recorded=district, workspace=workspace, code="GB/T 99999—2001", key="GB/T 99999", status="in_force"
        )
    for nearest in ("yuexiu", "gz/2023", "cn/2023", "small-district"):
        assert selectors.statuses(district, {"GB/T 99999"})["GB/T 99999—2001"].workspace == nearest
        Status.objects.filter(workspace=nearest, key="GB/T 99999").delete()


def test_documents_are_what_their_hash_says(district):
    import hashlib

    for document in Document.objects.all()[:40]:
        assert hashlib.sha256(bytes(document.body)).hexdigest() == document.pk
    paths = File.objects.filter(superseded=None).count()
    assert paths == len(files_of(district))


def test_yesterday_and_today_do_not_both_stand_at_a_path(district):
    open_rows = File.objects.filter(superseded=None).values_list("path", flat=True)
    assert len(set(open_rows)) == len(open_rows)


def test_the_moment_is_read_in_the_time_of_the_district():
    from zhunsheng.site.look.moment import read_moment, today

    assert read_moment("2022-06-01", None).on == date(2022, 6, 1)
    wrong = read_moment("2022-02-30", "soon")
    assert (wrong.on, wrong.known, wrong.wrong) == (today(), None, ("2022-02-30", "soon"))
    assert read_moment(None, None).is_now
    assert read_moment(str(today() - timedelta(days=1)), "2023-01-01").query.endswith("known=2023-01-01")
