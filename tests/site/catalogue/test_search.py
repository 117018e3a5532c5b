from __future__ import annotations

import re
from datetime import date
from itertools import product
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhunsheng.site.catalogue import search as search_room
from zhunsheng.site.catalogue.grams import BREAK, folded, grams, indexed, initials, pattern, phrase
from zhunsheng.site.catalogue.models import SearchEntry, Snapshot
from zhunsheng.site.catalogue.search import Found, nearest_words, search
from zhunsheng.site.catalogue.snippets import marks
from zhunsheng.site.catalogue.word_forms import forms

TODAY = date(2026, 1, 5)
ONE_DATABASE = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None, max_examples=60
)


def substring_truth(word: str, kind: str) -> set[int]:
    """Entries whose title or body holds the word, found by looking at every text."""
    found = set()
    for entry in SearchEntry.objects.filter(kind=kind):
        texts = (entry.title_zh, entry.title_en, entry.body_zh, entry.body_en)
        if any(folded(word) in folded(text) for text in texts):
            found.add(entry.pk)
    return found


# -- cutting ----------------------------------------------------------------------------------------------------------

CHINESE = st.text(alphabet="老年人体检津贴高龄服务一二三〇㐀", min_size=1, max_size=8)
MIXED = st.text(alphabet="老年人体检ab1 /—，。ＡＢ", max_size=12)


@given(st.lists(MIXED, min_size=1, max_size=3), CHINESE)
def test_a_phrase_of_pairs_stands_exactly_where_the_characters_stand(texts, word):
    tokens = indexed(*texts)
    wanted, goes_on = phrase(word)

    def at(place):
        here = tokens[place : place + len(wanted)]
        if len(here) < len(wanted):
            return False
        same = here[:-1] == wanted[:-1]
        return same and (here[-1].startswith(wanted[-1]) if goes_on else here[-1] == wanted[-1])

    found = any(at(place) for place in range(len(tokens)))
    assert found == any(folded(word) in folded(text) for text in texts)


@given(MIXED)
def test_cutting_never_makes_the_word_that_separates_texts(text):
    assert BREAK not in grams(text)


def test_a_query_of_signs_alone_has_no_words():
    assert search_room.words_of("—— ／ ，。") == []


def test_initials_read_words_and_not_single_characters():
    assert initials("老年人健康管理") == "lnrjkgl"
    assert initials("长寿保健金") == "csbjj"
    assert initials("GB/T 39554 重阳节") == "gbt39554cyj"


@given(st.lists(MIXED, min_size=1, max_size=3), MIXED)
def test_a_mark_stands_where_the_index_finds_and_nowhere_else(texts, word):
    tokens = indexed(*texts)
    wanted, goes_on = phrase(word)
    if not wanted:
        return
    size = len(wanted)
    found = any(
        tokens[at : at + size - 1] == wanted[:-1]
        and (tokens[at + size - 1].startswith(wanted[-1]) if goes_on else tokens[at + size - 1] == wanted[-1])
        for at in range(len(tokens) - size + 1)
    )
    assert found == any(re.search(pattern(word), folded(text)) is not None for text in texts)


# -- finding ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        *product(("寿", "津", "岁", "居民身份证", "助餐", "年人", "听", "手续费"), ("item", "material", "standard")),
        ("专窗", "clause"),
        ("满60周岁", "clause"),
        ("人津", "clause"),
    ],
)
def test_words_of_any_length_are_found_exactly(district, word, kind):
    rows, more = search_room._candidates([word])
    assert not more, "a word that is everywhere: order, not completeness, is the promise there"
    found = {row[0] for row in rows} & set(SearchEntry.objects.filter(kind=kind).values_list("pk", flat=True))
    assert found == substring_truth(word, kind)


@given(data=st.data())
@ONE_DATABASE
def test_whatever_stands_in_a_title_is_found_by_it(district, data):
    rows = list(SearchEntry.objects.filter(kind__in=("item", "standard")).order_by("pk").values_list("pk", "title_zh"))
    pk, title = data.draw(st.sampled_from(rows))
    runs = [run for run in "".join(c if "\u4e00" <= c <= "\u9fff" else " " for c in title).split() if run]
    if not runs:
        return
    run = data.draw(st.sampled_from(runs))
    start = data.draw(st.integers(0, len(run) - 1))
    word = run[start : data.draw(st.integers(start + 1, len(run)))]
    found, more = search_room._candidates([word])
    assert more or pk in {row[0] for row in found}


def test_the_title_that_is_the_query_comes_first(district):
    hit = search("老年人健康管理", district, TODAY, families=("yuexiu",)).hits[0]
    assert (hit.kind, hit.key) == ("item", "elder_health")


def test_all_words_are_wanted(district):
    both = search("老年人 健康", district, TODAY)
    for hit in both.hits:
        text = "".join((hit.entry.title_zh, hit.entry.body_zh, hit.entry.title_en, hit.entry.body_en))
        assert "老年人" in text
        assert "健康" in text
    assert 0 < both.total < search("老年人", district, TODAY).total


def test_letters_are_read_as_initials(district):
    assert "elder_health" in [hit.key for hit in search("lnrjk", district, TODAY, families=("yuexiu",)).hits]


@given(st.text("abyz", min_size=2, max_size=4), st.text("az09", max_size=6), st.text("abyz", max_size=4))
def test_initials_are_found_whatever_order_the_database_keeps(letters, more, other):
    """By code points, as SQLite sorts, and by language, as PostgreSQL may: signs, then digits, then letters."""
    wanted: Any = search_room._by_initials([letters])
    bounds = dict(wanted.children)
    first, last = bounds["initials__gte"], bounds["initials__lte"]
    for signs_first in (False, True):
        low, inside, outside, high = (
            [(signs_first and sign.isalnum(), sign) for sign in text] for text in (first, letters + more, other, last)
        )
        assert low <= inside <= high
        assert (low <= outside <= high) is other.startswith(letters)


def test_english_is_found_and_shown_in_english(district):
    first = search("longevity allowance", district, TODAY, families=("yuexiu",), language="en").hits[0]
    assert first.key == "longevity_allowance"
    assert first.title == (("Longevity", True), (" ", False), ("allowance", True))


def english_truth(word: str) -> set[int]:
    """Entries with a token that begins as the word or is one of its forms, found by looking at every text."""
    found = set()
    for entry in SearchEntry.objects.all():
        tokens = grams(" ".join((entry.title_zh, entry.title_en, entry.body_zh, entry.body_en)))
        if any(token.startswith(word) or token in forms(word) for token in tokens):
            found.add(entry.pk)
    return found


@pytest.mark.parametrize("word", ["subsidies", "subsidy", "assessing", "applied", "children", "allowances", "paying"])
def test_an_english_word_is_found_in_all_its_forms(district, word):
    rows, more = search_room._candidates([word])
    assert not more
    assert {row[0] for row in rows} == english_truth(word)


def test_forms_find_the_same(district):
    def found(word):
        return {hit.entry.pk for hit in search(word, district, TODAY, language="en", limit=1000).hits}

    assert found("assesses") == found("assessing") != set()
    assert found("subsidies") == found("subsidy") != found("subsidised")  # another word: of ``subsidise``


def test_the_form_that_was_found_is_marked_and_no_part_of_another_word(district):
    marked = set()
    for hit in search("subsidies", district, TODAY, language="en", limit=200).hits:
        assert any(is_hit for _, is_hit in (*hit.title, *hit.snippet))
        marked |= {text.lower() for text, is_hit in (*hit.title, *hit.snippet) if is_hit}
    assert {"subsidy", "subsidies"} <= marked <= set(forms("subsidies"))
    for hit in search("age", district, TODAY, language="en", limit=200).hits:
        whole = "".join(text for text, _ in hit.snippet)
        at = 0
        for text, is_hit in hit.snippet:
            assert not (is_hit and at and whole[at - 1].isascii() and whole[at - 1].isalnum())
            at += len(text)


def test_a_title_in_another_form_counts_as_a_title(district):
    kinds = [hit.kind for hit in search("allowances", district, TODAY, families=("yuexiu",), language="en").hits]
    assert kinds[0] == "item"
    titles = [hit.entry.title_en.lower() for hit in search("allowances", district, TODAY, language="en", limit=5).hits]
    assert all("allowance" in title for title in titles)


def test_marks_stand_in_the_text_as_it_is_written():
    assert marks("每㎡ 补贴", re.compile(pattern("补贴"))) == [(3, 5)]
    assert marks("ＧＢ／Ｔ 1", re.compile(pattern("gb/t"))) == [(0, 4)]
    assert marks("低保，特困", re.compile(pattern("低保、特困"))) == [(0, 5)]


def test_numbers_of_standards_are_found(district):
    hit = search("Q/YXYS 5.002", district, TODAY).hits[0]
    assert hit.entry.edition.code == "Q/YXYS 5.002—2023"


def test_hits_are_marked_in_title_and_snippet(district):
    for hit in search("健康", district, TODAY).hits:
        assert "".join(text for text, _ in hit.title) == hit.entry.title_zh
        marked = [text for text, is_hit in (*hit.title, *hit.snippet) if is_hit]
        assert set(marked) == {"健康"}


def test_results_are_narrowed_by_what_an_edition_is(district):
    for name, value in (
        ("domain", "elderly"),
        ("level", "national"),
        ("category", "management"),
        ("stage", "published"),
    ):
        found = search("服务", district, TODAY, filters={name: value})
        assert found.hits
        assert {getattr(hit.entry.edition, name) for hit in found.hits} == {value}


def test_a_filter_that_does_not_exist_is_refused(district):
    with pytest.raises(ValueError, match="colour"):
        search("服务", district, TODAY, filters={"colour": "red"})


def test_only_editions_in_force_on_the_day_are_found(district):
    then = {hit.entry.edition.workspace for hit in search("老年人健康管理", district, date(2021, 8, 1), limit=50).hits}
    now = {hit.entry.edition.workspace for hit in search("老年人健康管理", district, TODAY, limit=50).hits}
    assert {"yuexiu/2021", "cn/2021"} <= then
    assert "yuexiu" not in then
    assert {"yuexiu", "cn/2023"} <= now
    assert "cn/2021" not in now


def test_what_is_no_longer_in_force_takes_nobodys_place(district, monkeypatch):
    """Editions that are over were recorded first; however few are looked at, those of the day are."""
    whole = {hit.entry.pk for hit in search("老年人健康", district, TODAY, families=("yuexiu",), limit=500).hits}
    monkeypatch.setattr(search_room, "LOOKED_AT", 5)
    few = search("老年人健康", district, TODAY, families=("yuexiu",), limit=500)
    assert len(few.hits) >= 5
    assert {hit.entry.pk for hit in few.hits} < whole
    assert few.more
    assert few.hits[0].key == "elder_health"


def test_a_filter_on_a_word_that_is_everywhere_misses_nothing(district, monkeypatch):
    whole = search("服务", district, TODAY, filters={"workspace": "yikang/baiyun"}, limit=500)
    monkeypatch.setattr(search_room, "LOOKED_AT", max(len(whole.hits), 1))
    assert whole.hits
    assert [
        hit.entry.pk for hit in search("服务", district, TODAY, filters={"workspace": "yikang/baiyun"}, limit=500).hits
    ] == [hit.entry.pk for hit in whole.hits]


@given(st.data())
@ONE_DATABASE
def test_little_that_is_left_is_found_as_among_much(district, data):
    """Two ways to look, one answer: all that filters leave, or what the words stand in."""
    word = data.draw(st.sampled_from(["服务", "老年人", "津贴", "health", "岁", "不在字典里的词"]))
    filters = data.draw(
        st.dictionaries(
            st.sampled_from(["domain", "level", "stage", "workspace"]),
            st.sampled_from(["elderly", "health", "national", "internal", "published", "yuexiu", "cn/2023", "x"]),
            min_size=1,
            max_size=2,
        )
    )
    found = search(word, district, TODAY, filters=filters, limit=2000)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_room, "FEW", 0)
        assert search(word, district, TODAY, filters=filters, limit=2000).hits == found.hits


def test_what_was_not_looked_through_is_told(district, monkeypatch):
    """All of a little that filters leave is looked through; of more, what was come upon, and that there may be more."""
    whole = search("服务", district, TODAY, filters={"workspace": "yikang/baiyun"}, limit=500)
    monkeypatch.setattr(search_room, "LOOKED_THROUGH", 20)
    assert search("服务", district, TODAY, filters={"workspace": "yikang/baiyun"}, limit=500) == whole
    monkeypatch.setattr(search_room, "FEW", 0)
    some = search("服务", district, TODAY, filters={"workspace": "yikang/baiyun"}, limit=500)
    assert not whole.more
    assert some.more
    assert {hit.entry.pk for hit in some.hits} <= {hit.entry.pk for hit in whole.hits}


def test_only_what_was_known_is_found(district):
    first = Snapshot.objects.order_by("recorded_at")[0]
    assert {hit.entry.edition.workspace for hit in search("健康", first, limit=50).hits} <= {"yuexiu/2021", "cn/2021"}


def test_pages_follow_one_another(district):
    whole = [hit.entry.pk for hit in search("服务", district, TODAY, limit=60).hits]
    parts = [
        hit.entry.pk for start in (0, 20, 40) for hit in search("服务", district, TODAY, limit=20, offset=start).hits
    ]
    assert parts == whole


@given(st.text(max_size=40))
@ONE_DATABASE
def test_any_text_is_a_query(district, text):
    assert isinstance(search(text, district, TODAY, limit=3), Found)


@pytest.mark.parametrize(
    "query", ['"', "'", "a OR b", "NEAR(老 年)", "title:老", "老*", "\\", "') DROP TABLE x", "\x00老", "😀"]
)
def test_what_means_something_to_a_database_means_nothing_here(district, query):
    assert isinstance(search(query, district, TODAY), Found)


@pytest.mark.parametrize("index", ["catalogue_grams_title", "catalogue_grams_v"])
def test_nothing_waits_to_be_merged_into_the_index(district, index):
    """PostgreSQL would read the list of what waits with each question."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no such list")
    with connection.cursor() as cursor:
        cursor.execute("SELECT gin_clean_pending_list(%s::regclass)", [index])
        assert cursor.fetchone() == (0,)


def test_nothing_found_offers_what_is_near(district):
    assert "老年人健康管理" in nearest_words("老年人健身管理", district, TODAY)
    assert nearest_words("xyz", district, TODAY) == []


def test_what_is_near_was_known_and_in_force_on_the_day(district):
    first = Snapshot.objects.order_by("recorded_at")[0]
    known = set(
        SearchEntry.objects.filter(edition__workspace__in=("yuexiu/2021", "cn/2021")).values_list("title_zh", flat=True)
    )
    for query in ("长寿津贴发放", "助餐配餐点", "老年人健身管理"):
        assert set(nearest_words(query, first, date(2021, 8, 1))) <= known
    assert nearest_words("老年人健身管理", district, date(2020, 1, 1)) == []
