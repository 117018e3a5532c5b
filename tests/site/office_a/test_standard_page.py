"""The page of a standard: chain, clauses with their rules, references, papers, who relies on a clause."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from zhunsheng.publish.printed.elements import MARKED
from zhunsheng.site.catalogue.models import Edition, Item, Proof, Snapshot
from zhunsheng.site.catalogue.states import state_of
from zhunsheng.site.look.moment import today
from zhunsheng.site.office import standard
from zhunsheng.site.office.clause_rules import RulePart
from zhunsheng.site.office.clauses import mark_of
from zhunsheng.site.office.templatetags.office import anchor
from zhunsheng.site.office.working import Progress

ELDER = "yuexiu/standards/elderly/01-elder-health.yaml"
Find = Callable[[str], Edition]


def text_of(answer: Any) -> str:
    """The page as text."""
    return str(answer.content.decode())


def test_a_clause_stands_beside_its_rule(office: Client, edition: Find) -> None:
    """5.2: the text, the rule as written, the same in words, and what people get by age."""
    page = text_of(office.get(f"/office/standards/{edition(ELDER).pk}?clause=5.2"))
    assert "年满80周岁的，应每年提供2次" in page
    assert "2 if age &gt;= 80 else 1" in page
    assert "年满80周岁的，每年2次；其他情形，每年1次" in page
    assert "65—79 岁" in page
    assert "每年 2 次" in page or "每年2次" in page


def test_the_rule_is_said_in_english(office: Client, edition: Find) -> None:
    """The same clause for a reader of English; its text stays Chinese, which is the text that counts."""
    page = text_of(office.get(f"/office/standards/{edition(ELDER).pk}?clause=4.1&lang=en"))
    assert "who is aged 65 or over" in page
    assert "服务对象应同时符合下列条件" in page


def test_marks_say_what_is_proved_and_no_more(office: Client, edition: Find) -> None:
    """5.2 is better than the national text, 5.3 is words only, 5.6 is a rule of which nobody above speaks."""
    page = text_of(office.get(f"/office/standards/{edition(ELDER).pk}?clause=5.2"))
    tree = page[page.index("clause-tree") : page.index("mark-legend")]

    def mark(no: str) -> str:
        line = tree[tree.index(f">{no}</span>") :]
        return line[: line.index("</a>")]

    assert "mark-exceeds" in mark("5.2")
    assert "mark-text" in mark("5.3")
    assert "mark-proved" in mark("5.4")
    assert "mark-rule" in mark("5.6")


def test_a_closed_chapter_shows_what_wants_somebody(office: Client, edition: Find) -> None:
    """Legal aid's limit is undecided; the chapter of limits says so before it is opened."""
    page = text_of(
        office.get(f"/office/standards/{edition('yuexiu/standards/assistance/05-legal-aid.yaml').pk}?clause=4.1")
    )
    tree = page[page.index("clause-tree") : page.index("mark-legend")]
    line = tree[tree.index(">9</span>") :]
    assert "mark-undecided" in line[: line.index("</a>")]


@pytest.mark.parametrize(
    "path", ["yuexiu-2021/standards/elderly/01-elder-health.yaml", "small-district/standards/elderly.yaml"]
)
def test_what_was_not_proved_does_not_say_that_nothing_is_above(office: Client, edition: Find, path: str) -> None:
    """An edition that is over, or another district's, is not in the proofs of the day: its rules wait for a proof."""
    page = text_of(office.get(f"/office/standards/{edition(path).pk}?clause=all"))
    assert "有规则，还没有证明" in page
    assert "有规则，上级没有规定" not in page
    assert "没有可证的规定" not in page


def test_while_proofs_are_made_nothing_is_said_of_what_is_above(
    office: Client, edition: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No verdict, no mark of one, and no claim that there is nothing to prove."""
    monkeypatch.setattr(standard, "proved", lambda asked, folder: Progress(3, 81))
    page = text_of(office.get(f"/office/standards/{edition(ELDER).pk}?clause=all&on={today() + timedelta(days=3)}"))
    assert "有规则，还没有证明" in page
    assert "有规则，上级没有规定" not in page
    assert "没有可证的规定" not in page and "还没有证明" in page


def test_a_rule_names_its_item_and_not_an_id(office: Client, edition: Find) -> None:
    """Where a text has several items, each rule says of which it is, in the words that people use."""
    page = text_of(
        office.get(f"/office/standards/{edition('yuexiu/standards/health/02-family-doctor.yaml').pk}?clause=all")
    )
    names = set(re.findall(r'<p class="rule-name">.*?<span class="faint">([^<]*)</span>', page))
    assert len(names) > 1
    assert not any(re.fullmatch(r"[a-z_]+", name) for name in names)


def test_a_catalogue_above_another_district_has_no_cells_on_our_board(office: Client, edition: Find) -> None:
    """What is not above the district is no column of its board."""
    page = text_of(office.get(f"/office/standards/{edition('small-district/national/standards/elderly.yaml').pk}"))
    assert "列出的事项" in page and "/office/floor/" not in page


def test_another_districts_text_leads_to_no_page_of_ours(office: Client, edition: Find) -> None:
    """Guides and manuals are the district's own; whoever stands above is no service point."""
    page = text_of(office.get(f"/office/standards/{edition('small-district/standards/elderly.yaml').pk}?clause=5.1"))
    assert "/items/health-check" not in page
    assert "/office/posts/" not in page
    chain = page[page.index("derivation") : page.index("clause-tree")]
    assert "服务点" not in chain and "国家" in chain


def test_an_argument_for_a_quicker_promise_is_found_at_its_clause(
    office: Client, edition: Find, district: Snapshot
) -> None:
    """Whoever wrote why the limit is better relies on the clause that sets it."""
    seen = 0
    for name, loaded in state_of(district).library().workspace.files.items():
        for service in loaded.model.services.values() if loaded.model is not None else ():
            argued = [one.argument.zh for one in service.exceeds if one.aspect == "time"]
            if argued and service.promise is not None and service.promise.clause and seen < 3:
                pk = edition(f"yuexiu/{name}").pk
                assert escape(argued[0]) in text_of(
                    office.get(f"/office/standards/{pk}?clause={service.promise.clause}")
                )
                seen += 1
    assert seen


def test_every_clause_has_a_place_of_its_own(office: Client, district: object) -> None:
    """5.1.1 and 5.11 are two places; no page has one id twice."""
    assert anchor("5.1.1") != anchor("5.11") and anchor("A.1") == "c-A-1"
    for one in Edition.objects.filter(workspace="yuexiu", clauses_count__gt=0)[::9]:
        page = text_of(office.get(f"/office/standards/{one.pk}?clause=all"))
        found = re.findall(r' id="(c-[^"]*)"', page)
        assert len(found) == len(set(found)) == one.clauses.exclude(kind__in=MARKED).count(), one.path


def test_a_clause_without_claims_is_not_proved() -> None:
    """No rule, no mark; words that require something are for a person to judge."""
    assert mark_of((), (), "") == ""
    assert mark_of((), (), "应") == "text"
    assert mark_of((), (), "宜") == ""
    rule = (RulePart("level", "a", "b.c", "", (), ""),)
    assert (mark_of(rule, (), "应"), mark_of(rule, (), "应", is_judged=False)) == ("rule", "open")


def test_no_failure_is_hidden(office: Client, district: object) -> None:
    """Whatever is not proved of an item stands on the page of its standard: at a clause, or above the text."""
    above = ("cn/2023", "gd/2023", "gz/2023")
    open_ = Proof.objects.filter(lower="yuexiu", upper__in=above).exclude(verdict="proved")
    seen = 0
    for proof in open_:
        for item in Item.objects.filter(key__in=proof.derived, edition__workspace="yuexiu"):
            page = text_of(office.get(f"/office/standards/{item.edition_id}?clause=all"))
            for judgement in proof.data["zh"]["judgements"]:
                if judgement["verdict"] != "proved":
                    assert escape(judgement["reason"]) in page, (proof.item, judgement["reason"])
                    seen += 1
    assert seen > 3


def test_who_relies_on_a_clause(office: Client, edition: Find) -> None:
    """The guide's section, the step and post, the cases, the revisions and the argument."""
    pk = edition(ELDER).pk
    page = text_of(office.get(f"/office/standards/{pk}?clause=5.2"))
    assert "/items/elder_health" in page
    assert "80岁每年体检2次，上门2次" in page
    assert "2022-06-20" in page
    assert "80周岁以上老人病情变化快" in page
    steps = text_of(office.get(f"/office/standards/{pk}?clause=7.3"))
    assert "/office/posts/physician/manual.pdf" in steps
    assert "环节「体格检查与辅助检查」" in steps


def test_service_points_rely_on_the_district(office: Client, edition: Find) -> None:
    """The chain ends at 18 centres; a clause that some changed names them with their reason, the others in one line."""
    page = text_of(
        office.get(f"/office/standards/{edition('yuexiu/standards/elderly/06-yikang-centre.yaml').pk}?clause=5.3")
    )
    assert "18 个服务点的承诺" in page
    assert "个服务点照此执行" in page
    assert "白云街道颐康中心基本服务" in page
    assert "子女下班后接老人，日托延到18时" in page


def test_a_service_point_shows_the_chain_above_it(office: Client, edition: Find) -> None:
    """City, district, point, in this order, by level and year: nobody reads the names of folders."""
    page = text_of(office.get(f"/office/standards/{edition('centres/baiyun/standards/centre.yaml').pk}"))
    chain = page[page.index("derivation") : page.index("clause-tree")]
    assert re.findall(r'<span class="level">(\S+) <span class="faint">([^<]*)<', chain) == [
        ("市", "2023"),
        ("区", "2023"),
        ("服务点", "白云街道颐康中心"),
    ]


def test_a_catalogue_lists_its_items(office: Client, edition: Find) -> None:
    """The national text has no clauses: who, what and how much, and what derives here."""
    page = text_of(office.get(f"/office/standards/{edition('cn/2023/standards/01-childcare.yaml').pk}"))
    assert "列出的事项" in page
    assert "maternal_health" in page
    assert "/office/floor/cn/2023/maternal_health" in page


def test_references_in_both_directions(office: Client, edition: Find) -> None:
    """What it names with today's status; who names it."""
    page = text_of(office.get(f"/office/standards/{edition(ELDER).pk}"))
    assert "WS/T 484—2015" in page
    assert "全科医生岗工作规范" in page


def test_only_the_text_is_sent_where_only_the_text_is_asked(office: Client, edition: Find) -> None:
    """htmx asks for the clauses alone."""
    answer = office.get(f"/office/standards/{edition(ELDER).pk}?clause=5.4", headers={"HX-Target": "clauses"})
    page = text_of(answer)
    assert page.lstrip().startswith('<div class="clauses"')
    assert "<html" not in page


def test_an_unknown_clause_opens_the_text_at_its_rule(office: Client, edition: Find) -> None:
    """Whatever stands in the address, the page answers."""
    for clause in ("99.9", "<script>", "all", "A"):
        answer = office.get(f"/office/standards/{edition(ELDER).pk}", {"clause": clause})
        assert answer.status_code == 200
        assert "<script>" not in text_of(answer).partition("<main")[2]


def test_the_whole_text_on_one_page(office: Client, edition: Find) -> None:
    """Every clause once."""
    one = edition(ELDER)
    page = text_of(office.get(f"/office/standards/{one.pk}?clause=all"))
    assert page.count('<article class="clause') == one.clauses_count


def test_papers_can_be_printed(office: Client, edition: Find) -> None:
    """The text in the form of GB/T 1.1, as Word and PDF; nothing else."""
    pk = edition(ELDER).pk
    answer = office.get(f"/office/standards/{pk}/text.docx")
    assert answer.content[:2] == b"PK"
    assert office.get(f"/office/standards/{pk}/text.pdf").content[:5] == b"%PDF-"
    assert office.get(f"/office/standards/{pk}/text.exe").status_code == 404
    assert (
        office.get(f"/office/standards/{edition('cn/2023/standards/01-childcare.yaml').pk}/text.pdf").status_code == 404
    )


def test_manuals_can_be_printed(office: Client) -> None:
    """Of an item and of a post; of what nobody does there is none."""
    assert office.get("/office/items/elder_health/manual.docx").content[:2] == b"PK"
    assert office.get("/office/posts/nurse/manual.docx").content[:2] == b"PK"
    assert office.get("/office/items/nothing/manual.pdf").status_code == 404
    assert office.get("/office/posts/nobody/manual.pdf").status_code == 404


def test_what_is_not_there(office: Client) -> None:
    """A number that no edition has."""
    assert office.get("/office/standards/999999").status_code == 404


def test_an_edition_on_another_day(office: Client, edition: Find) -> None:
    """On a day before it took effect it says so, and is never shown as in force."""
    page = text_of(office.get(f"/office/standards/{edition(ELDER).pk}?on=2022-03-01"))
    assert "尚未施行" in page
    old = text_of(office.get(f"/office/standards/{edition('yuexiu-2021/standards/elderly/01-elder-health.yaml').pk}"))
    assert "已被代替或到期" in old


@pytest.mark.parametrize(
    "path", [ELDER, "yuexiu/standards/health/02-family-doctor.yaml", "cn/2023/standards/01-childcare.yaml"]
)
def test_the_page_asks_the_database_little(
    office: Client, edition: Find, path: str, django_assert_max_num_queries: Any
) -> None:
    """No query a clause."""
    pk = edition(path).pk
    with django_assert_max_num_queries(45):
        office.get(f"/office/standards/{pk}?clause=all")
    with django_assert_max_num_queries(12):
        office.get(f"/office/standards/{pk}?clause=all")
