"""The floor board: rows and columns, filters, files, and who may prove anew."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tests.site.accounts.world import somebody
from zhunsheng.floor.verdict import ASPECTS
from zhunsheng.site.accounts.models import AuditEntry
from zhunsheng.site.catalogue.models import Proof, ProofRun, Snapshot
from zhunsheng.site.catalogue.states import State
from zhunsheng.site.office.floor_board import TODO, Column, board_of, columns_of
from zhunsheng.site.office.floor_links import chain_of
from zhunsheng.standard.wording import Words

COLUMNS = [
    Column(name, "national", Words(name), None, None, "", earlier=name == "old") for name in ("old", "top", "mid")
]


def proof(lower: str, upper: str, item: str, derived: list[str], verdict: str = "proved", **more: Any) -> Proof:
    """A row of a run that was never saved."""
    data = {
        "zh": {"title": item},
        "en": {"title": item},
        "number": "1",
        "domain": "d",
        "continued_by": more.pop("continued", []),
    }
    aspects = {name: {"verdict": verdict, "exceeds": False, "silent": False} for name in ASPECTS}
    return Proof(lower=lower, upper=upper, item=item, derived=derived, verdict=verdict, aspects=aspects, data=data,
                 marks=more.pop("marks", []), position=more.pop("position", 0), **more)  # fmt: skip


def test_an_item_stands_in_the_row_of_the_item_that_it_derives_from() -> None:
    rows = [
        proof("us", "top", "a", ["x"]),
        proof("us", "mid", "b", ["x"], "violated"),
        proof("us", "mid", "c", ["y"]),
        proof("mid", "top", "a", ["b"]),
        proof("us", "old", "z", ["x"], continued=["top#a"]),
        proof("us", "old", "gone", []),
    ]
    board = board_of("us", COLUMNS, rows, ["d"])
    shape = [{upper: [cell.item for cell in cells] for upper, cells in row.cells.items()} for row in board.rows]
    assert shape == [{"top": ["a"], "mid": ["b"], "old": ["z"]}, {"mid": ["c"]}, {"old": ["gone"]}]
    assert board.counts() == {"todo": 1, "all": 3, "violated": 1, "missing": 0, "undecided": 0, "not_formalised": 0}


def test_of_several_items_the_worst_is_shown_and_the_others_are_named() -> None:
    rows = [
        proof("us", "top", "a", ["x"]),
        proof("us", "mid", "b", ["x"]),
        proof("us", "mid", "c", ["x"], "undecided"),
        proof("mid", "top", "a", ["b", "c"]),
    ]
    (row,) = board_of("us", COLUMNS, rows, ["d"]).rows
    cell = row.cell("mid")
    assert cell is not None and (cell.item, cell.shown, cell.others) == ("c", "undecided", ("b",))


VERDICTS = st.sampled_from([*TODO, "proved"])


@given(st.lists(st.tuples(VERDICTS, st.booleans(), st.booleans()), max_size=8))
def test_nobody_and_better_are_shown_only_where_all_is_proved(many: list[tuple[str, bool, bool]]) -> None:
    rows = [
        proof("us", "top", f"i{n}", [], verdict, exceeds=exceeds, marks=["nobody_here"] if nobody else [])
        for n, (verdict, exceeds, nobody) in enumerate(many)
    ]
    board = board_of("us", COLUMNS, rows, ["d"])
    assert len(board.rows) == len(many)
    for row, (verdict, exceeds, nobody) in zip(board.rows, many, strict=True):
        cell = row.cell("top")
        assert cell is not None
        expected = verdict if verdict != "proved" else "zero" if nobody else "exceeds" if exceeds else "proved"
        assert cell.shown == expected
        assert row.wants_work is (verdict != "proved")
    counts = board.counts()
    assert counts["all"] == len(many) and counts["todo"] == sum(counts[name] for name in TODO)


def test_the_topmost_link_that_fails_is_where_it_broke() -> None:
    columns = [Column(name, "national", Words(name), None, None, "") for name in ("top", "mid", "low")]
    rows = [
        proof("us", "top", "a", ["x"], "violated"), proof("us", "mid", "a", ["x"], "violated"),
        proof("us", "low", "a", ["x"]), proof("mid", "top", "a", ["a"]), proof("low", "mid", "a", ["a"], "violated"),
        proof("low", "top", "a", ["a"], "violated"),
    ]  # fmt: skip
    board = board_of("us", columns, rows, ["d"])
    chain = chain_of(board.rows[0], columns, "us", rows, ["object"])
    assert chain.levels == ("top", "mid", "low", "us")
    assert [(link.lower, link.shown) for link in chain.links] == [
        ("mid", "proved"),
        ("low", "violated"),
        ("us", "proved"),
    ]
    assert chain.broken is not None and (chain.broken.lower, chain.broken.upper) == ("low", "mid")


def test_a_link_that_does_not_derive_is_not_judged() -> None:
    columns = [Column(name, "national", Words(name), None, None, "") for name in ("top", "mid")]
    rows = [proof("us", "top", "a", ["x"]), proof("us", "mid", "b", ["x"]), proof("mid", "top", "a", ["b"])]
    board = board_of("us", columns, rows, ["d"])
    chain = chain_of(board.rows[0], columns, "us", rows, [])
    assert [link.shown for link in chain.links] == ["proved", "proved"] and chain.broken is None
    assert chain.standing == "proved"
    apart = chain_of(board.rows[0], columns, "us", rows[:2], [])
    assert [link.shown for link in apart.links] == ["", "proved"] and apart.standing == "part"
    open_ = chain_of(board.rows[0], columns, "us", [*rows[:2], proof("mid", "top", "a", ["b"], "undecided")], [])
    assert open_.broken is None and open_.standing == "open"


def test_columns_run_from_the_top_each_after_the_edition_before(state: State) -> None:
    assert [column.upper for column in columns_of(state.library())] == ["cn/2021", "cn/2023", "gd/2023", "gz/2023"]


# -- pages -------------------------------------------------------------------------------------------------------------


def cells(html: str) -> int:
    """How many cells can be opened."""
    return len(re.findall(r'<a class="cell[^"]*" href=', html))


def test_the_board_shows_every_proof_as_a_cell(reader: Client, run: ProofRun) -> None:
    page = reader.get("/office/floor")
    assert page.status_code == 200
    html = page.content.decode()
    proved = Proof.objects.filter(run=run, lower="yuexiu")
    assert cells(html) == proved.count() - sum(len(cell.others) for row in page.context["board"].rows
                                               for upper in row.cells if (cell := row.cell(upper)))  # fmt: skip
    assert "80 岁，不是本市户籍，不是本区户籍" in html
    assert "0 人" in html and "未列" in html
    assert "style=" not in html


def test_the_board_asks_little_of_the_database(
    reader: Client, run: ProofRun, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    reader.get("/office/floor")
    with django_assert_max_num_queries(12):
        reader.get("/office/floor")


@pytest.mark.parametrize("show", ["todo", "violated", "missing", "undecided", "not_formalised"])
def test_a_chip_counts_what_its_filter_shows(reader: Client, run: ProofRun, show: str) -> None:
    page = reader.get("/office/floor", {"show": show})
    counted = {chip.address: chip.count for chip in page.context["verdict_chips"]}
    shown = next(count for address, count in counted.items() if f"show={show}" in address)
    assert page.context["shown"] == shown == len(re.findall(r'<th scope="row">', page.content.decode()))
    if not shown:
        assert "没有符合这些筛选的事项" in page.content.decode()


def test_domains_split_the_board(reader: Client, run: ProofRun) -> None:
    page = reader.get("/office/floor")
    chips = page.context["domain_chips"]
    assert sum(chip.count for chip in chips) == page.context["total"]
    one = reader.get(chips[0].address)
    assert one.context["shown"] == chips[0].count


def test_the_file_holds_what_the_page_shows(reader: Client, run: ProofRun) -> None:
    answer = reader.get("/office/floor.csv", {"show": "violated"})
    assert answer["Content-Disposition"].endswith('.csv"')
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["事项"] for row in rows} == {"计划生育家庭特别扶助", "老年人福利补贴"}
    assert {row["结论"] for row in rows} >= {"低于底线", "未列", "已证明"}
    workbook = reader.get("/office/floor.xlsx")
    with zipfile.ZipFile(io.BytesIO(workbook.content)) as book:
        assert "老年人福利补贴" in book.read("xl/sharedStrings.xml").decode()


def test_another_day_answers_with_the_edition_of_that_day(reader: Client, run: ProofRun) -> None:
    page = reader.get("/office/floor", {"on": "2022-06-01"})
    assert page.status_code == 200
    assert [column["upper"] for column in page.context["columns"]] == ["cn/2021"]
    assert reader.get("/office/floor", {"on": "2019-01-01"}).status_code == 404


def test_while_proofs_are_made_the_page_says_how_far(
    reader: Client, run: ProofRun, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from zhunsheng.site.office import floor_asked
    from zhunsheng.site.office.working import Progress

    monkeypatch.setattr(floor_asked, "proved", lambda asked: Progress(31, 81))
    html = reader.get("/office/floor").content.decode()
    assert "31 / 81" in html and 'hx-get="/office/floor"' in html
    part = reader.get("/office/floor", headers={"HX-Request": "true", "HX-Target": "floor-waiting"}).content.decode()
    assert part.lstrip().startswith('<div id="floor-waiting"')
    monkeypatch.setattr(floor_asked, "proved", lambda asked: Progress(failed=True))
    assert reader.get("/office/floor").status_code == 500


def test_a_waiting_page_hears_that_the_work_failed(
    reader: Client, run: ProofRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """htmx puts no answer that is an error into a page, so that the part that asks again is answered with 200."""
    from zhunsheng.site.office import floor_asked
    from zhunsheng.site.office.working import Progress

    monkeypatch.setattr(floor_asked, "proved", lambda asked: Progress(failed=True))
    part = reader.get("/office/floor", headers={"HX-Request": "true", "HX-Target": "floor-waiting"})
    assert part.status_code == 200
    html = part.content.decode()
    assert "没有证完" in html and "hx-get" not in html


def test_a_cell_asked_for_when_the_proofs_are_gone_sends_the_board_to_wait(
    reader: Client, run: ProofRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The panel has no place for the waiting page; the board loads itself anew and waits."""
    from zhunsheng.site.office import floor_asked
    from zhunsheng.site.office.working import Progress

    monkeypatch.setattr(floor_asked, "proved", lambda asked: Progress(1, 81))
    answer = reader.get(
        "/office/floor/cn/2023/elder_health", headers={"HX-Request": "true", "HX-Target": "floor-panel"}
    )
    assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_everything_that_wants_work_is_in_the_list_beside_the_board(
    reader: Client, run: ProofRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A row may hold two items of one standard; the one behind the worse one wants work as well."""
    first, second = Proof.objects.filter(run=run, lower="yuexiu", upper="gz/2023", verdict="proved")[:2]
    for one in (first, second):
        for language in ("zh", "en"):
            judgement = {
                **one.data[language]["judgements"][0],
                "verdict": "not_formalised",
                "reason": f"想看 {one.item}",
            }
            one.data[language]["judgements"] = [judgement]
        one.verdict, one.derived = "not_formalised", [f"only_{one.item}"]
        one.save()

    def together(*args: Any) -> Any:
        board = board_of(*args)
        cells = [cell for row in board.rows for cell in row.cells.pop("gz/2023", []) if cell.verdict in TODO]
        board.rows[0].cells["gz/2023"] = cells
        return board

    monkeypatch.setattr("zhunsheng.site.office.floor_asked.board_of", together)
    reasons = {line["reason"] for line in reader.get("/office/floor").context["todo"]}
    assert {f"想看 {first.item}", f"想看 {second.item}"} <= reasons


def test_a_waiting_page_loads_itself_anew_when_the_proofs_are_there(reader: Client, run: ProofRun) -> None:
    for address in ("/office/floor", "/office/floor/cn/2023/elder_health", "/office/floor.csv", "/office/floor.xlsx"):
        answer = reader.get(address, headers={"HX-Request": "true", "HX-Target": "floor-waiting"})
        assert (answer.status_code, answer["HX-Refresh"]) == (204, "true")


def test_only_the_office_proves_again_and_it_is_written_down(writer: Client, reader: Client, run: ProofRun) -> None:
    assert "重新证明" not in reader.get("/office/floor").content.decode()
    assert reader.post("/office/floor/again").status_code == 403
    assert ProofRun.objects.filter(pk=run.pk).exists()
    assert "重新证明" in writer.get("/office/floor").content.decode()
    answer = writer.post("/office/floor/again")
    assert answer.status_code == 303 and answer["Location"] == "/office/floor"
    assert not ProofRun.objects.filter(pk=run.pk).exists()
    assert AuditEntry.objects.filter(action="floor.prove-again", actor__isnull=False).count() == 1
    assert writer.get("/office/floor/again").status_code == 405


@pytest.mark.parametrize(
    "address", ["/office/floor", "/office/floor.csv", "/office/floor/cn/2023/elder_health", "/office/compare"]
)
def test_the_front_line_and_residents_do_not_read_here(district: Snapshot, address: str) -> None:
    assert Client().get(address).status_code == 302
    client = Client()
    client.force_login(somebody("front_line"))
    assert client.get(address).status_code == 403
