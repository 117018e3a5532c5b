"""The flat reading: every text of a file once, in order, as it is printed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.exchange.word.files import p, root, style, t, table, tc, tr, word_file
from zhunsheng.exchange.accounts import UnitKind
from zhunsheng.exchange.guards import PackageTrouble
from zhunsheng.exchange.word.flat import Grid, Para, Reading
from zhunsheng.exchange.word.reading import read_word


@pytest.fixture
def read(tmp_path: Path):
    def reading(body: str, **parts: object) -> Reading:
        return read_word(word_file(tmp_path / "a.docx", body, **parts))  # type: ignore[arg-type]

    return reading


def texts(reading: Reading) -> list[str]:
    return [block.text for block in reading.blocks if isinstance(block, Para)]


def grids(reading: Reading) -> list[list[list[tuple[str, int, int]]]]:
    found = [block for block in reading.blocks if isinstance(block, Grid)]
    return [[[(cell.text, cell.across, cell.down) for cell in row] for row in grid.rows] for grid in found]


def beside(reading: Reading, kind: UnitKind) -> list[str]:
    return [unit.text for unit in reading.units if unit.kind == kind]


def field(code: str, *result: str) -> str:
    """A complex field."""
    begin, middle, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return (
        f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{middle if result else ''}{''.join(map(t, result))}{end}"
    )


# -- inline ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (t("甲") + "<w:r><w:tab/></w:r>" + t("乙"), "甲\t乙"),
        (t("甲") + "<w:r><w:br/></w:r>" + t("乙"), "甲\n乙"),
        (t("甲") + "<w:r><w:cr/></w:r>" + t("乙"), "甲\n乙"),
        (t("GB") + "<w:r><w:noBreakHyphen/></w:r>" + t("1"), "GB-1"),
        (t("甲") + "<w:r><w:softHyphen/></w:r>" + t("乙"), "甲乙"),
        (t("甲") + "<w:r><w:lastRenderedPageBreak/></w:r>" + t("乙"), "甲乙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + t("同意"), "☑同意"),
        ('<w:r><w:sym w:font="Symbol" w:char="00B3"/></w:r>' + t("90%"), "≥90%"),
        ('<w:r><w:sym w:font="Strange" w:char="4E00"/></w:r>', "一"),
        ('<w:r><w:sym w:font="Strange" w:char="zz"/></w:r>' + t("甲"), "甲"),
        ('<w:r><w:sym w:font="Strange" w:char="D800"/></w:r>' + t("甲"), "甲"),
        (t("m") + t("2", '<w:vertAlign w:val="superscript"/>'), "m²"),
        (t("CO") + t("2", '<w:vertAlign w:val="subscript"/>'), "CO₂"),
        (t("品牌") + t("TM", '<w:vertAlign w:val="superscript"/>'), "品牌TM"),
        (f'<w:hyperlink w:anchor="x">{t("见附录")}</w:hyperlink>{t("A")}', "见附录A"),
        (f"<w:smartTag>{t('广州')}</w:smartTag>{t('市')}", "广州市"),
        (f"<w:customXml><w:customXmlPr/>{t('甲')}</w:customXml>", "甲"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{t('已选')}</w:sdtContent></w:sdt>", "已选"),
        (f"<w:bdo>{t('甲')}</w:bdo><w:proofErr/>{t('乙')}", "甲乙"),
        ("<w:ruby><w:rt>" + t("zhun") + "</w:rt><w:rubyBase>" + t("准") + "</w:rubyBase></w:ruby>", "准"),
        (field(" SEQ 表 \\* ARABIC ", "1") + t(" 标准"), "1 标准"),
        (f'<w:fldSimple w:instr=" REF x ">{t("5.1")}</w:fldSimple>', "5.1"),
        (field(" EQ \\o\\ac(○,1) "), "○,1"),
        (field(" SEQ x "), ""),
        (t("甲") + field(" IF " , "乙" + "") + t("丙"), "甲乙丙"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar>'
            '<w:fldChar w:fldCharType="end"/></w:r>' + t("本人"),
            "☑本人",
        ),
        (
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData>'
            '</w:fldChar><w:fldChar w:fldCharType="end"/></w:r>',
            "□",
        ),
        ("<w:r><w:commentReference w:id='1'/></w:r>" + t("甲"), "甲"),
    ],
)  # fmt: skip
def test_what_stands_in_a_paragraph(read, inner: str, text: str):
    assert texts(read(f"<w:p>{inner}</w:p>")) == [text]


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        ("<m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b+c</m:t></m:r></m:den></m:f>", "a/(b+c)"),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>", "x²"),
        ("<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>n</m:t></m:r></m:sup></m:sSup>", "x^n"),
        ("<m:sSub><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sub><m:r><m:t>i j</m:t></m:r></m:sub></m:sSub>", "x_(i j)"),
        ("<m:sSubSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sub><m:r><m:t>1</m:t></m:r></m:sub><m:sup><m:r><m:t>2</m:t>"
         "</m:r></m:sup></m:sSubSup>", "x₁²"),
        ("<m:rad><m:deg><m:r><m:t>3</m:t></m:r></m:deg><m:e><m:r><m:t>x</m:t></m:r></m:e></m:rad>", "³√(x)"),
        ('<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i=1</m:t></m:r></m:sub><m:sup><m:r><m:t>n</m:t>'
         "</m:r></m:sup><m:e><m:r><m:t>x</m:t></m:r></m:e></m:nary>", "∑_(i=1)^n x"),
        ('<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r>'
         "<m:t>b</m:t></m:r></m:e></m:d>", "[a|b]"),
        ("<m:m><m:mr><m:e><m:r><m:t>1</m:t></m:r></m:e><m:e><m:r><m:t>2</m:t></m:r></m:e></m:mr></m:m>", "[1, 2]"),
        ("<m:eqArr><m:e><m:r><m:t>a</m:t></m:r></m:e><m:e><m:r><m:t>b</m:t></m:r></m:e></m:eqArr>", "a; b"),
    ],
)  # fmt: skip
def test_formulas_are_read_as_text(read, inner: str, text: str):
    assert texts(read(f"<w:p><m:oMath>{inner}</m:oMath></w:p>")) == [text]
    assert texts(read(f"<m:oMathPara><m:oMath>{inner}</m:oMath></m:oMathPara>")) == [text]


def test_hidden_words_are_set_aside(read):
    styles = style("H", "secret", "<w:rPr><w:vanish/></w:rPr>")
    reading = read(
        p(t("看得见")) + p(t("前"), t("后台", "<w:vanish/>"), t("后")) + p("全文隐藏", style="H")
        + p(t("露出", '<w:vanish w:val="0"/>'), style="H"),
        styles=styles,
    )  # fmt: skip
    assert texts(reading) == ["看得见", "前后", "", "露出"]
    assert beside(reading, "hidden") == ["后台", "全文隐藏"]


def test_words_that_ask_for_input_are_set_aside(read):
    asks = "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
    reading = read(p("姓名：", asks.format(t("单击此处输入"))) + asks.format(p("在此输入正文")))
    assert texts(reading) == ["姓名："]
    assert beside(reading, "hidden") == ["单击此处输入", "在此输入正文"]


def test_words_in_a_field_that_never_ends_are_not_dropped(read):
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>QUOTE</w:instrText></w:r>'
    reading = read(p(begin, t("卡住的文字")) + p("后面的文字"))
    assert texts(reading) == ["", ""]
    assert beside(reading, "field") == ["卡住的文字", "后面的文字"]
    assert beside(read(p("<w:r><w:instrText>没有域的代码</w:instrText></w:r>")), "field") == ["没有域的代码"]


def test_page_breaks(read):
    first, second, third = (
        block
        for block in read(
            p('<w:r><w:br w:type="page"/></w:r>', t("甲")) + p(t("乙"), '<w:r><w:br w:type="page"/></w:r>')
            + p("丙", more="<w:pageBreakBefore/>")
        ).blocks
        if isinstance(block, Para)
    )  # fmt: skip
    assert (first.breaks, second.breaks, third.breaks) == (True, False, True)
    assert (first.text, second.text) == ("甲", "乙")


# -- tracked changes -------------------------------------------------------------------------------------------------


def test_insertions_are_taken_and_deletions_left_out(read):
    deleted = "<w:del><w:r><w:delText>十五</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{t('搬走')}</w:moveFrom>"
    reading = read(
        p(t("应在"), deleted, f"<w:ins>{t('十')}</w:ins>", t("日内"), moved, f"<w:moveTo>{t('搬来')}</w:moveTo>")
    )
    assert texts(reading) == ["应在十日内搬来"]
    assert beside(reading, "deleted") == ["十五搬走"]


def test_a_paragraph_whose_end_was_deleted_runs_on(read):
    gone = "<w:rPr><w:del/></w:rPr>"
    reading = read(p("前半", more=gone) + p("后半。") + p("末段", more=gone) + table(tr("格")) + p("尾", more=gone))
    assert texts(reading) == ["前半后半。", "末段", "尾"]


def test_deleted_blocks_and_rows(read):
    reading = read(
        f"<w:del>{p('整段删除')}</w:del>" + p("留下")
        + table(tr("甲"), tr("删去", properties="<w:del/>"), tr("乙"))
    )  # fmt: skip
    assert texts(reading) == ["", "留下"]
    assert beside(reading, "deleted") == ["整段删除", "删去"]
    assert grids(reading) == [[[("甲", 1, 1)], [("乙", 1, 1)]]]


def test_old_properties_of_tracked_changes_do_not_count(read):
    styles = style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>')
    changed = '<w:pPrChange><w:pPr><w:pStyle w:val="1"/></w:pPr></w:pPrChange>'
    (para,) = read(p("正文", more=changed), styles=styles).blocks
    assert isinstance(para, Para)
    assert para.outline is None


# -- notes, remarks, margins -----------------------------------------------------------------------------------------


def test_notes_and_remarks_are_units(read):
    separators = "".join(f'<w:footnote w:type="separator" w:id="{n}">{p("线")}</w:footnote>' for n in (0, 1))
    reading = read(
        p(
            t("正文"),
            '<w:r><w:footnoteReference w:id="2"/></w:r>',
            t("。"),
            '<w:r><w:endnoteReference w:id="5"/></w:r>',
        ),
        footnotes=f'{separators}<w:footnote w:id="2">{p(" 脚注一")}{p("第二段")}</w:footnote>',
        endnotes=f'<w:endnote w:id="5">{p("尾注一")}{table(tr("表", "格"))}</w:endnote>',
        comments=f'<w:comment w:id="1">{p("请核对")}</w:comment>',
    )
    (para,) = reading.blocks
    assert isinstance(para, Para)
    assert [(mark.at, mark.kind, mark.id) for mark in para.marks] == [(2, "footnote", "2"), (3, "endnote", "5")]
    assert reading.notes["footnote", "2"].text == "脚注一\n第二段"
    assert reading.notes["endnote", "5"].text == "尾注一\n表 | 格"
    assert beside(reading, "comment") == ["请核对"]
    assert str(reading.notes["footnote", "2"].place) == "脚注1"


def test_headers_and_footers_each_once(read):
    reading = read(
        p("正文"), header1=p("页眉"), header2=p("") + table(tr("页眉表", "")), footer1=p("第", field("PAGE", "3"), "页")
    )
    assert beside(reading, "header") == ["页眉", "页眉表"]
    assert beside(reading, "footer") == ["第3页"]


# -- drawings --------------------------------------------------------------------------------------------------------

BOX = "<wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx>"
DRAWING = "<w:drawing><wp:inline><wp:docPr {}/><a:graphic>{}</a:graphic></wp:inline></w:drawing>"


def alternate(choice: str, fallback: str) -> str:
    return f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>'


def test_a_text_box_in_two_forms_is_read_once(read):
    modern = DRAWING.format("", BOX.format(p("框内一") + p("框内二")))
    old = f"<w:pict><v:textbox><w:txbxContent>{p('框内一')}</w:txbxContent></v:textbox></w:pict>"
    reading = read(p("锚点", f"<w:r>{alternate(modern, old)}</w:r>") + p("之后"))
    assert texts(reading) == ["锚点", "框内一", "框内二", "之后"]
    assert [block.box for block in reading.blocks] == [False, True, True, False]
    assert [unit.kind for unit in reading.units] == ["paragraph", "box", "box", "paragraph"]


def test_the_fallback_is_read_where_the_first_form_has_no_words(read):
    old = f"<w:pict><v:textbox><w:txbxContent>{p('只在旧形式')}</w:txbxContent></v:textbox></w:pict>"
    assert texts(read(p(f"<w:r>{alternate('<w:drawing/>', old)}</w:r>"))) == ["", "只在旧形式"]
    whole = alternate(p("整段"), p("旧整段"))
    assert texts(read(whole)) == ["整段"]
    assert texts(read(f"<w:p>{alternate(t('行内'), t('旧'))}</w:p>")) == ["行内"]
    assert texts(read(p("<w:r><mc:AlternateContent/></w:r>", "甲"))) == ["甲"]


def test_groups_of_shapes_with_forms_of_their_own(read):
    inside = alternate(BOX.format(p("组内框")), "<v:textbox/>")
    group = DRAWING.format("", f"<wps:group><wps:wsp>{inside}</wps:wsp><!-- x --><pic:pic/><pic:pic/></wps:group>")
    silent = DRAWING.format('title="图名"', "<pic:pic/>")
    reading = read(
        p(f"<w:r>{group}</w:r>")
        + p(f"<w:r>{silent}</w:r>")
        + p("<w:r><w:drawing><mc:AlternateContent/></w:drawing></w:r>")
    )
    assert texts(reading) == ["", "组内框", "", ""]
    assert beside(reading, "picture") == ["", "图名"]


def test_boxes_in_boxes_beyond_reason_are_read_as_plain_text(read):
    inner = p("最里")
    for _ in range(30):
        inner = p(f"<w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r>")
    assert "最里" in "".join(texts(read(inner)))
    assert "最里" in grids(read(table(tr(tc(inner)))))[0][0][0][0]


def test_pictures_and_diagrams_in_notes_and_cells(read):
    picture = DRAWING.format('descr="印章"', "<pic:pic/>")
    reading = read(table(tr(tc(p(f"<w:r>{picture}</w:r>")))), header1=p(f"<w:r>{picture}</w:r>"))
    assert beside(reading, "picture") == ["印章", "印章"]


def test_boxes_in_boxes_tables_in_boxes_and_boxes_in_cells(read):
    inner = DRAWING.format("", BOX.format(p("里框")))
    outer = DRAWING.format("", BOX.format(p("外框", f"<w:r>{inner}</w:r>") + table(tr("框中表"))))
    reading = read(p(f"<w:r>{outer}</w:r>") + table(tr(tc(p("格", f"<w:r>{inner}</w:r>")))))
    assert texts(reading) == ["", "外框", "里框"]
    assert grids(reading) == [[[("框中表", 1, 1)]], [[("格\n里框", 1, 1)]]]


def test_words_drawn_as_art_pictures_and_diagrams(read, tmp_path: Path):
    art = '<w:pict><v:shape><v:textpath string="草案"/></v:shape></w:pict>'
    picture = DRAWING.format('descr="流程图"', "<pic:pic/>")
    silent = "<w:object><v:shape><v:imagedata/></v:shape><o:OLEObject/></w:object>"
    diagram = DRAWING.format("", '<dgm:relIds r:dm="rDiagram"/>')
    shapes = DRAWING.format("", "<a:p><a:r><a:t>形状里的字</a:t></a:r></a:p>")
    body = "".join(p(f"<w:r>{item}</w:r>") for item in (art, picture, silent, diagram, shapes))
    path = word_file(tmp_path / "b.docx", body, rels={"rDiagram": ("diagramData", "diagrams/data1.xml")})
    import zipfile

    with zipfile.ZipFile(path, "a") as file:
        point = "<dgm:pt><a:t>受理</a:t></dgm:pt><dgm:pt><a:t> </a:t></dgm:pt>"
        file.writestr("word/diagrams/data1.xml", root("x", point))
    reading = read_word(path)
    assert [text for text in texts(reading) if text] == ["草案", "受理", "形状里的字"]
    assert beside(reading, "picture") == ["流程图", ""]
    assert texts(read(p(f"<w:r>{diagram}</w:r>"))) == [""]


def test_embedded_documents_are_named(read):
    reading = read('<w:altChunk r:id="rX"/>' + '<w:altChunk r:id="none"/>', rels={"rX": ("aFChunk", "part.html")})
    assert beside(reading, "embedded") == ["word/part.html", "altChunk"]


# -- blocks ----------------------------------------------------------------------------------------------------------


def test_controls_and_wrappers_around_blocks(read):
    toc = '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
    reading = read(
        f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件中')}{table(tr('控件中的表'))}</w:sdtContent></w:sdt>"
        f"<w:customXml>{p('标记中')}</w:customXml>"
        f"{toc}<w:sdtContent>{p('1 范围')}</w:sdtContent></w:sdt>"
    )
    assert texts(reading) == ["控件中", "标记中", "1 范围"]
    assert [block.contents for block in reading.blocks if isinstance(block, Para)] == [False, False, True]
    assert grids(reading) == [[[("控件中的表", 1, 1)]]]


def test_a_contents_field_covers_its_paragraphs(read):
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TOC \\o </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    reading = read(p(begin, "一") + p("二") + p("三", end) + p("四"))
    assert [block.contents for block in reading.blocks if isinstance(block, Para)] == [True, True, True, False]


def test_looks_come_from_styles_and_their_parents(read):
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="21"/></w:rPr></w:rPrDefault></w:docDefaults>'
        + '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
        + style("1", "heading 1", '<w:pPr><w:outlineLvl w:val="0"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/></w:rPr>')
        + style("x", "章标题", '<w:rPr><w:sz w:val="32"/></w:rPr>', based="1")
        + style("loop", "loop", based="loop")
    )
    plain, chapter, loop, unknown = read(
        p("正文") + p("范围", style="x") + p("圈", style="loop") + p(t("大", '<w:sz w:val="44"/>'), style="missing"),
        styles=styles,
    ).blocks
    assert (
        isinstance(plain, Para) and isinstance(chapter, Para) and isinstance(loop, Para) and isinstance(unknown, Para)
    )
    assert (plain.style, plain.size, plain.bold, plain.outline) == ("normal", 21, False, None)
    assert (chapter.style, chapter.size, chapter.bold, chapter.outline, chapter.align) == (
        "章标题",
        32,
        True,
        0,
        "center",
    )
    assert loop.style == "loop"
    assert (unknown.style, unknown.size) == ("normal", 44)


def test_frames_are_boxes(read):
    (para,) = read(p("封面", more="<w:framePr/>")).blocks
    assert para.box


# -- tables ----------------------------------------------------------------------------------------------------------

HEAD, SPAN = "<w:tblHeader/>", '<w:gridSpan w:val="2"/>'
RESTART, GOES_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def test_merged_cells(read):
    reading = read(
        table(
            tr(tc("甲", RESTART), tc("乙", SPAN), properties=HEAD),
            tr(tc("", GOES_ON), "丙", "丁", properties=HEAD),
            tr(tc("戊", SPAN), "己"),
        )
    )
    assert grids(reading) == [
        [[("甲", 1, 2), ("乙", 2, 1)], [("丙", 1, 1), ("丁", 1, 1)], [("戊", 2, 1), ("己", 1, 1)]]
    ]
    assert isinstance(reading.blocks[0], Grid)
    assert reading.blocks[0].heads == 2
    assert [str(unit.place) for unit in reading.units][:2] == ["表1 第1行第1格", "表1 第1行第2格"]


def test_merges_that_do_not_fit_are_cells_of_their_own(read):
    reading = read(
        table(tr(tc("甲", GOES_ON), "乙"), tr(tc("丙", GOES_ON), tc("丁", GOES_ON)), tr(tc("戊", SPAN + GOES_ON)))
    )
    assert grids(reading) == [[[("甲", 1, 2), ("乙", 1, 1)], [("丁", 1, 1)], [("戊", 2, 1)]]]
    assert beside(reading, "covered") == ["丙"]


def test_old_merges_and_rows_that_begin_later(read):
    reading = read(
        table(
            tr(tc("甲", '<w:hMerge w:val="restart"/>'), tc("遮", "<w:hMerge/>"), "乙"),
            tr("丙", properties='<w:gridBefore w:val="1"/><w:gridAfter w:val="1"/>'),
            tr(tc("无主", "<w:hMerge/>"), tc("大", '<w:gridSpan w:val="300"/>')),
        )
    )
    assert grids(reading)[0][0] == [("甲", 2, 1), ("乙", 1, 1)]
    assert grids(reading)[0][1] == [("", 1, 1), ("丙", 1, 1), ("", 1, 1)]
    assert grids(reading)[0][2] == [("无主", 1, 1), ("大", 300, 1)]
    assert beside(reading, "covered") == ["遮"]


def test_tables_in_cells_and_cells_in_controls(read):
    nested = tc(p("见下表：") + table(tr("指标", "要求"), tr("率", "≤5%")) + p(""))
    control = f"<w:sdt><w:sdtContent>{tc('控件格')}</w:sdtContent></w:sdt>"
    reading = read(
        table(f"<w:tr>{nested}{control}</w:tr>", f"<w:sdt><w:sdtContent>{tr('控件行')}</w:sdtContent></w:sdt>")
    )
    assert grids(reading) == [[[("见下表：\n指标 | 要求\n率 | ≤5%", 1, 1), ("控件格", 1, 1)], [("控件行", 1, 1)]]]


def test_tables_nested_beyond_reason_are_read_as_plain_text(read):
    inner = p("最里")
    for _ in range(40):
        inner = table(tr(tc(inner)))
    assert "最里" in grids(read(inner))[0][0][0][0]


def test_notes_in_cells_and_bold_cells(read):
    reading = read(
        table(tr(tc(p(t("对象", "<w:b/>"), '<w:r><w:footnoteReference w:id="7"/></w:r>')), tc(p(t("标准")))))
    )
    grid = reading.blocks[0]
    assert isinstance(grid, Grid)
    assert [(cell.bold, [mark.id for mark in cell.marks]) for cell in grid.rows[0]] == [(True, ["7"]), (False, [])]


# -- limits ----------------------------------------------------------------------------------------------------------


def test_files_with_too_much_text_are_refused(read, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("zhunsheng.exchange.word.reading.MOST_UNITS", 2)
    with pytest.raises(PackageTrouble, match="文字太多"):
        read(p("一") + p("二") + p("三"))
    monkeypatch.setattr("zhunsheng.exchange.word.reading.MOST_UNITS", 99)
    monkeypatch.setattr("zhunsheng.exchange.word.reading.MOST_CHARACTERS", 5)
    with pytest.raises(PackageTrouble, match="文字太多"):
        read(p("一二三四五六"))


def test_tables_with_too_many_columns_are_refused(read):
    for row in (tr(*["甲"] * 600), tr(*[tc("甲", '<w:gridSpan w:val="99999"/>')] * 2)):
        with pytest.raises(PackageTrouble, match="列太多"):
            read(table(row))


def test_a_document_without_a_body(tmp_path: Path):
    from tests.exchange.word.files import package

    path = package(tmp_path / "a.docx", {"word/document.xml": root("document", p("没有 body"))})
    assert texts(read_word(path)) == ["没有 body"]
