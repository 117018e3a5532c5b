from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest

from tests.publish.conftest import DAY
from tests.publish.pdfcheck import faults, text_of
from zhunsheng.publish.blocks import (
    Answers,
    Block,
    Code2D,
    Document,
    Facts,
    Heading,
    Items,
    Para,
    Picture,
    Table,
    walk,
    words_of,
)
from zhunsheng.publish.guide import service_guide
from zhunsheng.publish.html import to_html
from zhunsheng.publish.markdown import to_markdown
from zhunsheng.publish.pdf import to_pdf

SAMPLE = ("elder_health", "longevity_allowance", "disability_allowances", "dibao", "legal_aid", "public_rental")


def said(document: Document) -> str:
    """Everything that a document says, in its order."""
    words: list[str] = [document.title, document.kicker, document.subtitle]
    for block in walk(document.blocks):
        words += _words(block)
    return "\n".join(words)


def _words(block: Block) -> list[str]:
    match block:
        case Heading(line=line) | Para(line=line):
            return [words_of(line)]
        case Items(items=rows):
            return [words_of(row.line) for row in rows]
        case Facts(rows=rows):
            return [f"{name} {words_of(value)}" for name, value in rows]
        case Answers(answers=answers):
            return [f"{one.label} {one.value} {one.note}" for one in answers]
        case Table(head=head, rows=rows):
            return [words_of(line) for row in (*head, *rows) for one in row for line in one.lines]
        case Picture(alt=alt):
            return [alt]
        case Code2D(words=words):
            return [words]
    return []


@pytest.mark.parametrize("item", SAMPLE)
def test_a_guide_answers_the_questions_in_their_order(yuexiu, item):
    document = service_guide(yuexiu, item, DAY)
    heads = [words_of(one.line) for one in document.blocks if isinstance(one, Heading)]
    wanted = ["谁能办", "能得到什么", "要带什么", "怎么办、多久", "在哪里、问谁", "遇到这些情况", "依据", "版本与来源"]
    assert heads == [words for words in wanted if words in heads]
    assert {"谁能办", "要带什么", "怎么办、多久", "依据", "版本与来源"} <= set(heads)


@pytest.mark.parametrize("item", SAMPLE)
def test_everything_that_the_standard_grants_and_asks_is_in_the_guide(yuexiu, item):
    words = said(service_guide(yuexiu, item, DAY))
    source = yuexiu.service(item).source
    wanted = [one.title.zh for one in source.delivers]
    wanted += [one.title.zh for one in (source.apply.materials if source.apply else None) or ()]
    wanted += [text for one in source.situations for text in (one.title.zh, one.handling.zh)]
    wanted += [one.zh for one in source.legal_basis]
    assert [text for text in wanted if text not in words] == []
    if source.apply is not None and source.apply.phone is not None:
        assert source.apply.phone in words


def test_what_a_register_supplies_need_not_be_brought(yuexiu):
    words = said(service_guide(yuexiu, "disability_allowances", DAY))
    assert "0 样" in words
    assert "另有 2 样由政府部门查询" in words
    assert "残疾人证（查残疾人证信息库）" in words


def test_a_value_is_that_of_the_day_with_its_first_day(yuexiu):
    assert "每月208元" in said(service_guide(yuexiu, "disability_allowances", DAY))
    before = said(service_guide(yuexiu, "disability_allowances", date(2022, 12, 31)))
    assert "每月201元" in before
    assert "每月208元" not in before


def test_a_value_that_depends_on_the_person_has_a_row_a_case(yuexiu):
    tables = [one for one in service_guide(yuexiu, "longevity_allowance", DAY).blocks if isinstance(one, Table)]
    rows = ["|".join(words_of(line) for one in row for line in one.lines) for row in tables[0].rows]
    amounts = [row for row in rows if "元" in row]
    assert len(amounts) == 4
    assert "年满100周岁" in amounts[0]
    assert "300元" in amounts[0]
    assert "其他情形" in amounts[3]


def test_nothing_that_is_not_official_looks_official(yuexiu):
    document = service_guide(yuexiu, "elder_health", DAY)
    assert "[示例内容]" in document.tags
    assert "示例内容" in document.footer
    assert "不是任何机关的正式文本" in said(document)
    assert "示例内容" in text_of(to_pdf(document))


def test_the_code_leads_to_the_item_on_the_day(yuexiu):
    codes = [one for one in walk(service_guide(yuexiu, "elder_health", DAY).blocks) if isinstance(one, Code2D)]
    assert codes[0].content == "http://localhost:8000/items/elder_health?on=2024-06-03"
    other = walk(service_guide(yuexiu, "elder_health", DAY, site="https://example.org/").blocks)
    assert next(one for one in other if isinstance(one, Code2D)).content.startswith(
        "https://example.org/items/elder_health"
    )


def test_the_code_keeps_the_day_of_the_record_and_the_text_says_it(yuexiu):
    document = service_guide(yuexiu, "elder_health", DAY, known=date(2024, 7, 1))
    code = next(one for one in walk(document.blocks) if isinstance(one, Code2D))
    assert code.content == "http://localhost:8000/items/elder_health?on=2024-06-03&known=2024-07-01"
    assert "按 2024-06-03 有效的规定生成，只用到 2024-07-01 为止登记的内容" in code.words
    assert "只用到" not in said(service_guide(yuexiu, "elder_health", DAY))


def test_large_print_has_the_phone_first_and_no_table_for_what_one_gets(yuexiu):
    document = service_guide(yuexiu, "longevity_allowance", DAY, size="large")
    assert document.size == "large"
    assert isinstance(document.blocks[0], Facts)
    assert "020-00000502" in words_of(document.blocks[0].rows[0][1])
    tables = [one for one in walk(document.blocks) if isinstance(one, Table)]
    assert all(table.columns <= 3 for table in tables)
    for text in ("每月300元", "居民身份证"):
        assert text in said(document)


@pytest.mark.parametrize("item", SAMPLE)
def test_the_english_guide_has_no_chinese_of_the_program(yuexiu, item):
    """What the content itself says may be Chinese where nobody has written it in English; labels may not."""
    document = service_guide(yuexiu, item, DAY, "en")
    labels = [document.kicker, document.header]
    for block in walk(document.blocks):
        match block:
            case Heading(line=line):
                labels.append(words_of(line))
            case Facts(rows=rows):
                labels += [name for name, _ in rows]
            case Answers(answers=answers):
                labels += [f"{one.label}{one.value}" for one in answers]
            case Table(head=head):
                labels += [words_of(line) for row in head for one in row for line in one.lines]
            case _:
                pass
    assert [words for words in labels if re.search(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]", words)] == []


@pytest.mark.parametrize(("item", "language", "size"), [
    ("elder_health", "zh", "normal"), ("elder_health", "zh", "large"), ("elder_health", "en", "normal"),
    ("legal_aid", "zh", "normal"), ("public_rental", "en", "large"),
])  # fmt: skip
def test_a_guide_passes_as_pdf_and_html(yuexiu, item, language, size):
    document = service_guide(yuexiu, item, DAY, language, size=size)
    assert faults(to_pdf(document)) == []
    assert document.title in to_html(document)
    assert to_markdown(document).startswith("# ")


def test_every_item_has_a_guide(yuexiu):
    for item in yuexiu.ids():
        assert service_guide(yuexiu, item, DAY).blocks
        assert service_guide(yuexiu, item, DAY, "en", size="large").blocks


def test_a_service_that_says_little_says_what_it_does_not_say(yuexiu):
    bare = replace(yuexiu.service("elder_health"), materials=None, fee=None, eligible=None, steps={})
    library = type("Bare", (type(yuexiu),), {"service": lambda self, ref: bare})(yuexiu.workspace)
    words = said(service_guide(library, "elder_health", DAY))
    assert "标准没有写明材料" in words
    assert "由经办人员按原文判断" in words
    assert "收费 标准没有写明" in words


def test_an_unknown_item_is_a_key_error(yuexiu):
    with pytest.raises(KeyError):
        service_guide(yuexiu, "no_such_item", DAY)
