"""Nothing is dropped: every word of a file is in the standard or in the report, and the check of that can fail."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.corpus.reading import paragraphs
from tests.exchange.word.conftest import Importer
from tests.exchange.word.files import abstract, level, num, p, style, t, table, tc, tr, word_file
from zhunsheng.exchange.accounts import Accounts, Fate, Piece, Unit, folded, text_at, verify
from zhunsheng.exchange.word.importing import ImportedStandard, import_word
from zhunsheng.standard.document import Standard
from zhunsheng.standard.wording import T, Words

# -- random files ----------------------------------------------------------------------------------------------------

_LINES = (
    "1 范围", "2 规范性引用文件", "3 术语和定义", "4 要求", "4.1 场所", "4.1.1 应整洁。", "5.2 元整", "第一章 总则", "第一条 制定本办法。",
    "第二条", "一、对象", "（一）标准。", "1.80至89周岁", "2．乙", "附录A", "（规范性）", "附 录 B（资料性）样式", "A.1 填写", "参考文献", "索引",
    "[1] GB/T 1.1—2020 标准化工作导则", "GB 5749　生活饮用水卫生标准", "《社会救助暂行办法》", "目次", "1 范围\t1", "前言", "引言", "注1：甲。", "示例：",
    "表1 标准", "图1 流程", "a）甲；", "—— 乙；", "Q/YX 1.001—2023", "代替 Q/YX 1.001—2019", "ICS 03.080", "CCS A 12", "T/XX XX—XXXX",
    "2022-03-18发布 2022-05-01实施", "某区民政局 发布", "某服务规范", "Care at home", "（征求意见稿）", "某府办〔2022〕7号", "各街道：",
    "关于印发某办法的通知", "某区民政局", "2023年6月9日", "本文件由甲局提出并归口。", "本文件起草单位：甲局、乙局。", "下列术语和定义适用于本文件。",
    "长者饭堂  elder canteen", "提供助餐服务的场所。", "— 3 —", "第 2 页", "附件1", "附件：1．表", "本办法自2022年5月15日起施行。", "应在五日内，",
    "办结。", "  ", "下列文件对于本文件的应用是必不可少的。", "ＧＢ／Ｔ １．１", "中华人民共和国国家标准", "编号：Q/YX 2—2023  2023年2月1日发布",
)  # fmt: skip
_free = st.text("应办理对象年月日12.9、，。；：（）—ABab \u3000％²", min_size=1, max_size=25)
_words = st.one_of(st.sampled_from(_LINES), _free)
_escape = str.maketrans({"&": "&amp;", "<": "&lt;"})
_runs = st.builds(
    lambda text, look: t(text.translate(_escape), look), _words, st.sampled_from(["", "<w:b/>", '<w:sz w:val="44"/>'])
)
_inline = st.one_of(
    _runs, _runs, _runs,
    st.just("<w:r><w:br/></w:r>"),
    st.builds(lambda text: f"<w:del><w:r><w:delText>{text.translate(_escape)}</w:delText></w:r></w:del>", _words),
    st.builds(lambda run: f"<w:ins>{run}</w:ins>", _runs),
    st.builds(lambda text: t(text.translate(_escape), "<w:vanish/>"), _words),
    st.sampled_from([f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in (2, 3)]),
)  # fmt: skip
_paragraphs = st.builds(
    lambda runs, look, number, more: p(*runs, style=look, number=number, more=more),
    st.lists(_inline, min_size=1, max_size=3),
    st.sampled_from(["", "", "", "H1", "H2", "Zh", "An", "Cap", "Toc"]),
    st.sampled_from([None, None, None, (1, 0), (1, 1), (2, 0), (3, 0), (4, 0)]),
    st.sampled_from(["", "", '<w:jc w:val="center"/>', "<w:rPr><w:del/></w:rPr>", "<w:framePr/>"]),
)
_cells = st.builds(lambda inner: tc("".join(inner)), st.lists(_paragraphs, min_size=1, max_size=2))
_tables = st.builds(
    lambda rows: table(*(tr(*row) for row in rows)),
    st.lists(st.lists(_cells, min_size=1, max_size=3), min_size=1, max_size=3),
)
_boxes = st.builds(
    lambda inner: p(f"<w:r><w:pict><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></w:pict></w:r>"),
    _paragraphs,
)
_lines = st.builds(lambda text: p(text.translate(_escape)), st.sampled_from(_LINES))
bodies = st.lists(st.one_of(_lines, _lines, _paragraphs, _tables, _boxes), max_size=25).map("".join)

_STYLES = (
    style("H1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>') + style("H2", "heading 2", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    + style("Zh", "一级条标题") + style("An", "附录标识") + style("Cap", "caption") + style("Toc", "toc 1")
)  # fmt: skip
_NUMBERING = (
    abstract(1, level(0, "%1"), level(1, "%1.%2")) + num(1, 1) + abstract(2, level(0, "%1)", "lowerLetter")) + num(2, 2)
    + abstract(3, level(0, "第%1条", "chineseCounting")) + num(3, 3) + abstract(4, level(0, "表%1")) + num(4, 4)
)  # fmt: skip


def _strings(made: ImportedStandard) -> Iterator[str]:
    yield text_at(made.standard, ())
    yield made.accounts.report_text()


@given(body=bodies)
def test_every_word_is_in_the_standard_or_in_the_report(body: str, tmp_path_factory: pytest.TempPathFactory):
    path = word_file(
        tmp_path_factory.getbasetemp() / "law.docx", body, styles=_STYLES, numbering=_NUMBERING, header1=p("页眉甲"),
        footnotes="".join(f'<w:footnote w:id="{n}">{p(f"脚注{n}的话")}</w:footnote>' for n in (2, 3)), comments=f"<w:comment>{p('批注乙')}</w:comment>",
    )  # fmt: skip
    made = import_word(path)
    assert verify(made.accounts, made.standard) == []
    # The same again without the accounts: what the file says, character by character.
    kept = Counter(folded("".join(_strings(made))))
    deleted = unescape("".join(re.findall(r"<w:delText>([^<]*)</w:delText>", body)))
    said = Counter(folded("".join(paragraphs(path)) + deleted))
    assert {char for char in said - kept if char.isalnum()} == set()


# -- the check itself ------------------------------------------------------------------------------------------------

UNIT = Unit(1, "paragraph", T("第1段"), "应在五日内办结。")
STANDARD = Standard.model_validate(
    {"title": "某", "level": "internal", "provenance": {}, "clauses": [{"no": "1", "text": "应在五日内办结。"}]}
)
TEXT = ("clauses", 0, "text")


def _accounts(*pieces: Piece, unit: Unit = UNIT, **more: object) -> Accounts:
    return Accounts((Fate(unit, pieces, **more),))  # type: ignore[arg-type]


def test_a_piece_that_its_field_holds_is_not_lost():
    assert verify(_accounts(Piece(0, 8, TEXT)), STANDARD) == []
    assert verify(_accounts(Piece(0, 3, TEXT), Piece(3, 8, reason=T("页眉"))), STANDARD) == []


@pytest.mark.parametrize(
    "accounts",
    [
        _accounts(),
        _accounts(Piece(0, 3, TEXT)),
        _accounts(Piece(3, 8, TEXT)),
        _accounts(Piece(0, 8, ("clauses", 0, "title"))),
        _accounts(Piece(0, 8, ("clauses", 7, "text"))),
        _accounts(Piece(0, 8, ("title", "zh", "nowhere"))),
        _accounts(Piece(0, 8, TEXT), Piece(0, 8, TEXT)),
        _accounts(Piece(0, 8, TEXT), unit=replace(UNIT, text="应在六日内办结。")),
        _accounts(
            Piece(0, 8, TEXT), unit=replace(UNIT, label="5.1"), label_at=("clauses", 0, "no"), label_as_written=True
        ),
    ],
)
def test_a_word_that_is_nowhere_is_found(accounts: Accounts):
    (line,) = verify(accounts, STANDARD)
    assert line.unit.number == 1
    assert line.reason.say("en")


def test_two_pieces_never_share_a_character():
    both = Accounts((Fate(UNIT, (Piece(0, 8, TEXT),)), Fate(replace(UNIT, number=2), (Piece(0, 8, TEXT),))))
    assert [line.unit.number for line in verify(both, STANDARD)] == [2]


def test_punctuation_alone_is_no_loss():
    assert verify(_accounts(unit=replace(UNIT, text=" ——、 ")), STANDARD) == []


def test_the_report(imported: Importer):
    made = imported(
        "Q/YX 1—2023\n某服务规范\n二〇二二年三月十八日发布\n备案号 7\n1 范围\n规定了要求。\n2 要求\n应甲。",
        header1=p("某页眉"),
    )
    aside = {line.text.strip(): (str(line.unit.place), str(line.reason)) for line in made.accounts.aside()}
    assert aside["备案号 7"] == ("第4段", "没有认出属于哪个字段")
    assert aside["某页眉"] == ("页眉", "页眉")
    changed = {line.text: line.at for line in made.accounts.changed()}
    assert changed["二〇二二年三月十八日"] == ("issued",)
    assert made.accounts.counts()["paragraph"] == (7, 8)
    assert made.accounts.counts()["header"] == (0, 1)
    assert made.accounts.units == 9
    assert "备案号 7" in made.accounts.report_text()


def test_fields_as_text():
    one = Standard.model_validate(
        {"title": {"zh": "甲", "en": "a"}, "level": "internal", "provenance": {}, "replaces": ["x", "y"],
         "clauses": [{"no": "1", "tables": [{"rows": [["甲", {"text": "乙"}]]}]}]}
    )  # fmt: skip
    assert text_at(one, ("title",)) == "甲\na"
    assert text_at(one, ("replaces",)) == "x\ny"
    assert text_at(one, ("clauses", 0, "tables", 0, "rows", 0, 1)).startswith("乙")
    assert text_at(one, ("clauses", "zero")) == ""
    assert text_at(one, ("services", "x")) == ""
    assert isinstance(one.title, Words)


def test_the_place_of_a_cell(tmp_path: Path):
    made = import_word(word_file(tmp_path / "a.docx", p("某") + table(tr("a", "b"), tr("c", "d"))))
    assert [str(fate.unit.place) for fate in made.accounts.fates if fate.unit.kind == "cell"][-1] == "表1 第2行第2格"
