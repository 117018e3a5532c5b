from __future__ import annotations

from datetime import date
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhunsheng.site.catalogue import search as search_room
from zhunsheng.site.catalogue.grams import BREAK, folded, grams, indexed, initials, phrase
from zhunsheng.site.catalogue.models import SearchEntry, Snapshot
from zhunsheng.site.catalogue.search import Found, nearest_words, search

TODAY = date(2026, 1, 5)
ONE_DATABASE = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)


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
    ids, more = search_room._candidates([word])
    assert not more, "a word that is everywhere: order, not completeness, is the promise there"
    found = set(ids) & set(SearchEntry.objects.filter(kind=kind).values_list("pk", flat=True))
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
    ids, more = search_room._candidates([word])
    assert pk in ids or more


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


def test_english_is_found_and_shown_in_english(district):
    hits = search("longevity allowance", district, TODAY, language="en").hits
    assert hits[0].title[0] == ("Longevity allowance", False) or any(hit for _, hit in hits[0].title)


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


def test_nothing_found_offers_what_is_near(district):
    assert "老年人健康管理" in nearest_words("老年人健身管理")
    assert nearest_words("xyz") == []
