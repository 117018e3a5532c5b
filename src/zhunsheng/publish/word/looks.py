"""How each kind of document looks: page, and the styles with their sizes.

The sizes of a standard are those of GB/T 1.1—2020, annex F: text 五号 (10.5 pt) on lines of 15.6 pt, notes and tables
小五 (9 pt), 前言 and the title on the first page 三号 (16 pt), the title on the cover 一号 (26 pt).
"""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.publish.blocks import Document
from zhunsheng.publish.word.shapes import BRAND, HAIRLINE, INK, INK2, Shape, twips

#: A4 and A3 upright, in points.
PAGE = (595.3, 841.9)
A3 = (841.9, 1190.55)
_MM = 72 / 25.4
_CLAUSE_NAMES = ("章标题", "一级条标题", "二级条标题", "三级条标题", "四级条标题", "五级条标题")
_ANNEX_NAMES = ("附录标识", "附录章标题", "附录一级条标题", "附录二级条标题", "附录三级条标题", "附录四级条标题")
_UNTITLED = ("无标题章", "一级无标题条", "二级无标题条", "三级无标题条", "四级无标题条", "五级无标题条")


@dataclass(frozen=True)
class Look:
    """Page and styles of a document.  margins: top, outside or right, bottom, inside or left; header, footer: points."""

    base: float
    line: float
    margins: tuple[float, float, float, float]
    shapes: dict[str, Shape]
    mirrored: bool = False
    landscape: bool = False
    header: float = 42.5
    sheet: tuple[float, float] = PAGE

    def page(self, *, landscape: bool) -> tuple[float, float]:
        """Width and height of the page."""
        return self.sheet[::-1] if landscape else self.sheet

    def text_width(self, *, landscape: bool = False) -> float:
        """Width between the margins, in points."""
        return (twips(self.page(landscape=landscape)[0]) - twips(self.margins[1]) - twips(self.margins[3])) / 20

    def text_height(self, *, landscape: bool = False) -> float:
        """Height between the margins, in points."""
        return (twips(self.page(landscape=landscape)[1]) - twips(self.margins[0]) - twips(self.margins[2])) / 20


def look_of(document: Document) -> Look:
    """The look of a document, by its kind and size."""
    return _standard(english=document.language == "en") if document.kind == "standard" else _other(document)


def _standard(*, english: bool) -> Look:
    base, line = 10.5, 15.6
    margins = (30 * _MM, 20 * _MM, 25 * _MM, 25 * _MM)
    width = PAGE[0] - margins[1] - margins[3]
    normal = Shape("Normal", "Normal", base, line, alias="正文")
    found = [
        normal,
        Shape("Clause", "段", base, line, first=2),
        Shape("FrontHeading", "前言、引言标题", 16, 24, "hei", align="center", before=10, after=30, outline=0,
              keep_next=True, next="Clause"),
        Shape("BackHeading", "参考文献、索引标题", base, line, "hei", align="center", after=line, outline=0,
              keep_next=True, next="Clause"),
        Shape("StandardTitle", "标准名称", 16, 26, "hei", align="center", before=8, after=26, keep_next=True),
        Shape("TermNumber", "术语编号", base, line, "hei", before=4, keep_next=True, next="Term"),
        Shape("Term", "术语", base, line, "hei", first=2, keep_next=True, next="Clause", align="left"),
        Shape("Note", "注和示例", 9, 14, left=base * 2),
        Shape("EndLine", "终结线", base, line, align="center", left=width * 0.375, right=width * 0.375,
              edges=(("bottom", "single", 8, ""),)),
    ]  # fmt: skip
    found += _numbered(base, line)
    found += _cover(margins, width, english=english)
    found += _shared(base, line, width, 9, standard=True)
    return Look(base, line, margins, {one.id: one for one in found}, mirrored=True)


def _numbered(base: float, line: float) -> list[Shape]:
    """Headings of chapters, clauses and annexes, and clauses without headings."""
    found = []
    for level, name in enumerate(_CLAUSE_NAMES):
        space = line if level == 0 else line / 2
        found.append(
            Shape(f"Heading{level + 1}", f"heading {level + 1}", base, line, "hei", before=space, after=space, align="left",
                  keep_next=True, keep_lines=True, outline=level, list=(1, level), alias=name, next="Clause")
        )  # fmt: skip
    for level, name in enumerate(_ANNEX_NAMES):
        space = line / 2
        shape = Shape(f"Annex{level + 1}", name, base, line, "hei", before=space, after=space, align="left", keep_next=True,
                      keep_lines=True, outline=level, list=(2, level), next="Clause")  # fmt: skip
        found.append(shape.but(align="center", before=0, after=line) if level == 0 else shape)
    found += [Shape(f"Untitled{level + 1}", name, base, line) for level, name in enumerate(_UNTITLED)]
    return found


def _cover(margins: tuple[float, float, float, float], width: float, *, english: bool) -> list[Shape]:
    """The cover of a standard; sizes of GB/T 1.1—2020, annex F."""
    rule = ("bottom", "single", 8, "")
    foot = PAGE[1] - margins[2] - 72
    side = width * (0.2 if english else 0.29)
    hei = Shape("", "", 10.5, 16, "hei", align="left")
    return [
        hei.but(id="CoverClass", name="封面分类号"),
        hei.but(id="CoverBanner", name="封面标准种类", size=26, line=40, align="center", before=26, after=20, spread=0 if english else 2),
        hei.but(id="CoverNumber", name="封面标准号", size=14, line=22, align="right"),
        hei.but(id="CoverReplaced", name="封面代替", line=18, align="right"),
        hei.but(id="CoverRule", name="封面上线", size=4, line=8, edges=(rule,)),
        hei.but(id="CoverTitle", name="封面标准名称", size=26, line=39, align="center", before=110, after=14),
        Shape("CoverLine", "封面说明", 14, 22, align="center", before=4),
        hei.but(id="CoverMark", name="封面标记", size=12, line=22, align="center", before=30, left=side,
                right=side, colour=INK2,
                edges=tuple((side, "dashed", 6, INK2) for side in ("top", "left", "bottom", "right"))),
        hei.but(id="CoverDates", name="封面日期", size=14, line=26, tabs=(("right", width, ""),), edges=(rule,),
                frame=(margins[3], foot, width, 28)),
        hei.but(id="CoverIssuer", name="封面发布机构", size=16, line=36, align="center", frame=(margins[3], foot + 34, width, 38)),
    ]  # fmt: skip


def _other(document: Document) -> Look:
    large = document.size == "large"
    base = 18.0 if large else 9.0 if document.kind == "table" else 11.0
    line = round(base * 1.5, 1)
    mm = (18, 15, 17, 15) if document.landscape else (24, 22, 24, 22)
    margins = (mm[0] * _MM, mm[1] * _MM, mm[2] * _MM, mm[3] * _MM)
    sheet = A3 if document.landscape and document.extra.get("paper") == "a3" else PAGE
    width = sheet[1 if document.landscape else 0] - margins[1] - margins[3]
    centred = document.kind in ("paper", "table")
    head = 1.75 if centred else 1.5 if large else 2.1
    found = [
        Shape("Normal", "Normal", base, line, after=base * 0.3),
        Shape("Title", "Title", round(base * head), base * head * 1.4, "hei", INK, align="center" if centred else "left",
              after=base * 0.4, keep_next=True),
        Shape("Kicker", "题上文字", base, line, "hei", INK2, align="center" if centred else "left", keep_next=True),
        Shape("Subtitle", "Subtitle", base * 1.05, line, "hei", INK2, align="center" if centred else "left", keep_next=True),
        Shape("Tags", "标签", base * 0.8, line, "hei", INK2, after=base * 0.6, align="center" if centred else "left"),
        Shape("Clause", "段", base, line, first=2, after=base * 0.2),
        Shape("TermNumber", "术语编号", base, line, "hei", keep_next=True),
        Shape("Term", "术语", base, line, "hei", keep_next=True, align="left"),
        Shape("Note", "注和示例", base * 0.88, line * 0.9, after=base * 0.3),
    ]  # fmt: skip
    found += [_heading(document, base, level) for level in range(6)]
    found += [
        Shape("FrontHeading", "前置标题", base * 1.28, line * 1.3, "hei", align="left", after=base, keep_next=True, outline=0),
        Shape("ManualBanner", "封面名目", base * 1.3, line * 1.4, "hei", INK2, align="left", before=90, after=12),
        Shape("ManualTitle", "封面题名", 30, 44, "hei", align="left", after=14),
        Shape("ManualLine", "封面行", base * 1.1, line * 1.15, align="left"),
        Shape("ManualMark", "封面标注", base, line, "hei", INK2, align="left", before=16, right=width * 0.45,
              edges=tuple((side, "dashed", 6, INK2) for side in ("top", "left", "bottom", "right"))),
        Shape("ManualFoot", "封面落款", base * 1.05, line * 1.2, align="left",
              frame=(margins[3], PAGE[1] - margins[2] - line * 5, width, line * 5)),
    ]  # fmt: skip
    table = 15.5 if large else 7.8 if document.kind == "table" else 10.5 if document.kind == "paper" else 9.5
    found += _shared(base, line, width, table, standard=False)
    return Look(
        base, line, margins, {one.id: one for one in found}, landscape=document.landscape, header=34, sheet=sheet
    )


def _heading(document: Document, base: float, level: int) -> Shape:
    scale = (1.28, 1.1, 1.02, 1.0, 1.0, 1.0)[level]
    shape = Shape(
        f"Heading{level + 1}", f"heading {level + 1}", base * scale, base * scale * 1.5, "hei", before=base * 1.1,
        after=base * 0.5, align="left", keep_next=True, keep_lines=True, outline=level, list=(1, level), next="Normal",
    )  # fmt: skip
    if level == 0 and document.kind != "paper":
        return shape.but(before=base * 1.25, after=base * 0.65, edges=(("bottom", "single", 6, INK),))
    return shape


def _shared(base: float, line: float, width: float, table_size: float, *, standard: bool) -> list[Shape]:
    """What every document has: lists, tables, captions, contents, header and footer, footnotes."""
    small = 8.4 if base < 15 else 12.0
    found = [
        Shape("Lead", "导语", base * 1.16, line * 1.12, after=base * 0.5),
        Shape("Small", "小字", base * 0.86, line * 0.88, colour=INK2, after=base * 0.3),
        Shape("Right", "落款", base, line, align="right", after=base * 0.2),
        Shape("AnswerLabel", "答案名", base * 0.86, line * 0.9, "hei", INK2, align="left", keep_next=True),
        Shape("AnswerNote", "答案说明", base * 0.84, line * 0.86, colour=INK2, align="left"),
        Shape("ListItem", "列项", base, line, after=0 if standard else base * 0.25),
        Shape("ListText", "列项下段", base, line, after=0 if standard else base * 0.25),
        Shape("Caption", "caption", base, line, "hei", align="center", before=line / 2, after=line / 3, keep_next=True,
              alias="表标题"),
        Shape("Figure", "图", base, 0, align="center", before=4, after=4),
        Shape("FigureCaption", "图标题", base * 0.88, line, "hei", INK2, align="center", after=6),
        Shape("Gap", "间隔", 4, 6),
        Shape("ContentsTitle", "目次标题", 16 if standard else base * 1.28, 24 if standard else base * 1.28 * 1.5, "hei",
              align="center" if standard else "left", before=10 if standard else 0, after=30 if standard else base,
              keep_next=True),
        Shape("footnoteText", "footnote text", 9, 13, align="left"),
    ]  # fmt: skip
    text = Shape("TableText", "表内文字", table_size, table_size * 1.46, align="left")
    found += [
        text,
        text.but(id="TableHead", name="表头文字", family="hei", keep_next=True),
        Shape(
            "FactName", "项目名", base * 0.94, line, "hei", "" if standard else INK2, align="left", after=base * 0.15
        ),
        Shape("FactValue", "项目值", base, line, align="left", after=base * 0.15),
    ]
    found += [
        Shape(f"Answer{at}", f"答案{at}", base * scale, base * scale * 1.45, "hei", align="left", keep_next=True)
        for at, scale in enumerate((1.75, 1.3, 1.05), 1)
    ]
    for level in range(3):
        found.append(
            Shape(f"TOC{level + 1}", f"toc {level + 1}", base, line * 1.08, left=base * level, align="left",
                  tabs=(("right", width, "dot"),))
        )  # fmt: skip
    if standard:
        found += [
            Shape("Header", "header", 10.5, 15, "hei", align="left"),
            Shape("HeaderMark", "页眉标记", 7.5, 11, colour=INK2, align="left"),
            Shape("Footer", "footer", 9, 13, align="left"),
        ]
    else:
        rule = (("top", "single", 4, HAIRLINE),)
        tabs = (("right", width, ""),)
        found += [
            Shape("Header", "header", small, small * 1.5, "hei", INK2, align="left", tabs=tabs),
            Shape("HeaderMark", "页眉标记", small, small * 1.5, "hei", INK2, align="left"),
            Shape("Footer", "footer", small, small * 1.6, "hei", INK2, align="left", tabs=tabs, edges=rule),
        ]
    return found


#: Colour of links outside a standard.
LINK = BRAND
