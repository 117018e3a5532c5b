"""Two editions of one text: words and meaning apart, gain and loss both named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from zhunsheng.site.catalogue.models import Edition

OLD, NEW = "yuexiu-2021/standards/elderly/01-elder-health.yaml", "yuexiu/standards/elderly/01-elder-health.yaml"
Find = Callable[[str], Edition]


@pytest.fixture
def compared(office: Client, edition: Find) -> Any:
    """The comparison of the two editions of elder health."""
    return office.get(f"/office/standards/{edition(NEW).pk}/compare", {"with": edition(OLD).pk})


def test_gain_and_loss_are_both_named(compared: Any) -> None:
    """Many gain, nobody loses: the nought is written."""
    meaning = compared.context["meaning"]
    assert meaning["gains"] > 0
    assert meaning["losses"] == 0
    page = compared.content.decode()
    assert f"得 {meaning['gains']} 处，失 0 处" in page
    assert "没有人因此失去什么" in page
    assert "服务对象变宽" in page


def test_whoever_gains_is_a_person_in_words(compared: Any) -> None:
    """Somebody registered here who lives elsewhere."""
    (item,) = compared.context["meaning"]["items"]
    assert "65" in item["gains"][0]["who"]


def test_words_are_compared_clause_by_clause(compared: Any) -> None:
    """20 working days became 15; what did not change is one click away."""
    (pair,) = [pair for pair in compared.context["pairs"] if pair["no"] == "9.1"]
    kinds = [(piece.kind, piece.text) for piece in pair["pieces"]]
    assert ("gone", "20") in kinds
    assert ("new", "15") in kinds
    assert "<del>20</del><ins>15</ins>" in compared.content.decode()


def test_the_earlier_one_always_stands_first(office: Client, edition: Find) -> None:
    """Asked from either side the answer is the same."""
    old, new = edition(OLD), edition(NEW)
    for one, other in ((old, new), (new, old)):
        context = office.get(f"/office/standards/{one.pk}/compare", {"with": other.pk}).context
        assert (context["old"].pk, context["new"].pk) == (old.pk, new.pk)


def test_losses_are_found_where_the_order_is_turned(edition: Find, office: Client, district: Any) -> None:
    """What is a gain forwards is a loss backwards: the comparison is not blind to losing."""
    from zhunsheng.site.look.moment import Moment, today
    from zhunsheng.site.office.asking import Asked
    from zhunsheng.site.office.editions import meaning

    asked = Asked(Moment(today()), district, "zh")
    forwards = meaning(asked, edition(OLD), edition(NEW))
    backwards = meaning(asked, edition(NEW), edition(OLD))
    assert backwards["losses"] == forwards["gains"] > 0
    assert backwards["gains"] == forwards["losses"] == 0


def test_what_was_not_decided_is_claimed_for_nobody(
    office: Client, edition: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the objects could not be compared, neither side of the ledger says that nobody is touched."""
    from zhunsheng.site.office import editions

    real = editions.meaning

    def undecided(*args: Any) -> dict[str, Any]:
        found = real(*args)
        items = [{**one, "relation": "not_formalised", "gains": [], "losses": []} for one in found["items"]]
        return {**found, "items": items}

    monkeypatch.setattr(editions, "meaning", undecided)
    page = office.get(f"/office/standards/{edition(NEW).pk}/compare", {"with": edition(OLD).pk}).content.decode()
    assert page.count("没有算出，服务对象须由人比较") == 2
    assert "没有人因此" not in page


def test_only_editions_of_one_work(office: Client, edition: Find) -> None:
    """Another text, the same edition, or no number at all: not found."""
    new = edition(NEW)
    other = edition("yuexiu/standards/elderly/06-yikang-centre.yaml")
    for value in (other.pk, new.pk, "x", ""):
        assert office.get(f"/office/standards/{new.pk}/compare", {"with": value}).status_code == 404


def test_a_second_look_asks_little(
    compared: Any, office: Client, edition: Find, django_assert_max_num_queries: Any
) -> None:
    """What was worked out is kept."""
    with django_assert_max_num_queries(12):
        office.get(f"/office/standards/{edition(NEW).pk}/compare", {"with": edition(OLD).pk})
