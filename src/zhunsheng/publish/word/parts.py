"""The parts of a package beside its text: styles, settings, fonts, footnotes, properties."""

from __future__ import annotations

from zhunsheng.publish.blocks import Document
from zhunsheng.publish.word.looks import LINK, Look
from zhunsheng.publish.word.press import Press
from zhunsheng.publish.word.properties import properties
from zhunsheng.publish.word.shapes import BAD, FONTS, INK2, OK, WARN, Family, run_properties
from zhunsheng.publish.word.tables import table_styles
from zhunsheng.publish.word.xml import Node, el, part, w

#: Marks that may not begin, and may not end, a line of Chinese.
_NOT_FIRST = "!%),.:;>?]}¢¨°·ˇˉ―‖’”…‰′″›℃∶、。〃〉》」』】〕〗〞︶︺︾﹀﹄﹚﹜﹞！＂％＇），．：；？］｀｜｝～￠"
_NOT_LAST = "$([{£¥·‘“〈《「『【〔〖〝﹙﹛﹝＄（．［｛￡￥"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
_DUBLIN = "http://purl.org/dc/elements/1.1/"
_TERMS = "http://purl.org/dc/terms/"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
#: Other names of the fonts, their panose numbers and character sets, so that a machine without them finds its like.
_FONTS = (
    ("宋体", "SimSun", "02010600030101010101", "86", "auto", "variable"),
    ("黑体", "SimHei", "02010609060101010101", "86", "modern", "fixed"),
    ("楷体", "KaiTi", "02010609060101010101", "86", "modern", "fixed"),
    ("Times New Roman", "", "02020603050405020304", "00", "roman", "variable"),
    ("Arial", "", "020B0604020202020204", "00", "swiss", "variable"),
    ("Consolas", "", "020B0609020204030204", "00", "modern", "fixed"),
    ("Segoe UI Symbol", "", "020B0502040204020203", "00", "swiss", "variable"),
)
_CHARACTERS: tuple[tuple[str, str, Family | None, str], ...] = (
    ("Strong", "Strong", "hei", ""),
    ("Quiet", "次要", None, INK2),
    ("Code", "代码", "mono", ""),
    ("Good", "良好", "hei", OK),
    ("Warn", "注意", "hei", WARN),
    ("Bad", "不足", "hei", BAD),
    ("Hyperlink", "Hyperlink", None, LINK),
)


def styles_part(look: Look, document: Document) -> bytes:
    """All styles, and what a text without style looks like."""
    latin = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "eastAsia": "宋体", "cs": "Times New Roman"}
    defaults = w(
        "docDefaults",
        w(
            "rPrDefault",
            properties(
                "rPr",
                w("rFonts", **latin),
                w("sz", val=round(look.base * 2)),
                w("szCs", val=round(look.base * 2)),
                w("lang", val="en-US" if document.language == "zh" else "en-GB", eastAsia="zh-CN", bidi="ar-SA"),
            )
            or w("rPr"),
        ),
        w("pPrDefault"),
    )
    return part(w("styles", defaults, *(one.node() for one in look.shapes.values()), *_characters(), *_tables()))


def _characters() -> list[Node]:
    made = [
        w(
            "style", w("name", val="Default Paragraph Font"), w("uiPriority", val=1), w("semiHidden"),
            type="character", default=1, styleId="DefaultParagraphFont",
        )
    ]  # fmt: skip
    for name, title, family, colour in _CHARACTERS:
        built_in = title.isascii()
        made.append(
            w(
                "style",
                w("name", val=title),
                w("basedOn", val="DefaultParagraphFont"),
                w("uiPriority", val=22),
                w("qFormat"),
                run_properties(family, colour=colour),
                type="character",
                customStyle=None if built_in else 1,
                styleId=name,
            )
        )
    made.append(
        w(
            "style",
            w("name", val="footnote reference"),
            w("basedOn", val="DefaultParagraphFont"),
            w("uiPriority", val=99),
            properties("rPr", w("vertAlign", val="superscript")),
            type="character",
            styleId="FootnoteReference",
        )
    )
    return made


def _tables() -> list[Node]:
    room = [w(side, w=width, type="dxa") for side, width in (("top", 0), ("left", 108), ("bottom", 0), ("right", 108))]
    base = w(
        "style",
        w("name", val="Normal Table"),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        w("tblPr", w("tblInd", w=0, type="dxa"), w("tblCellMar", *room)),
        type="table",
        default=1,
        styleId="TableNormal",
    )
    numbers = w(
        "style", w("name", val="No List"), w("uiPriority", val=99), w("semiHidden"), w("unhideWhenUsed"),
        type="numbering", default=1, styleId="NoList",
    )  # fmt: skip
    return [base, numbers, *table_styles()]


def settings_part(press: Press) -> bytes:
    """Settings: layout of Chinese lines, odd and even pages of a standard, footnotes."""
    notes = w("footnotePr", w("footnote", id=-1), w("footnote", id=0)) if press.footnotes else None
    compat = w(
        "compat",
        w("doNotExpandShiftReturn"),
        # Distances after and before paragraphs add up, everywhere.
        w("doNotUseHTMLParagraphAutoSpacing"),
        w("useFELayout"),
        w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
    )
    return part(
        w(
            "settings",
            w("zoom", percent=100),
            w("mirrorMargins") if press.look.mirrored else None,
            w("bordersDoNotSurroundHeader"),
            w("bordersDoNotSurroundFooter"),
            w("defaultTabStop", val=420),
            w("evenAndOddHeaders") if press.look.mirrored else None,
            w("characterSpacingControl", val="doNotCompress"),
            w("noLineBreaksAfter", lang="zh-CN", val=_NOT_LAST),
            w("noLineBreaksBefore", lang="zh-CN", val=_NOT_FIRST),
            notes,
            compat,
            w("themeFontLang", val="en-US", eastAsia="zh-CN"),
            w("decimalSymbol", val="."),
            w("listSeparator", val=","),
        )
    )


def fonts_part() -> bytes:
    """The fonts that the styles name."""
    used = {name for pair in FONTS.values() for name in pair} | {"Segoe UI Symbol"}
    return part(
        w(
            "fonts",
            *(
                w(
                    "font",
                    w("altName", val=other) if other else None,
                    w("panose1", val=panose),
                    w("charset", val=charset),
                    w("family", val=family),
                    w("pitch", val=pitch),
                    name=name,
                )
                for name, other, panose, charset, family, pitch in _FONTS
                if name in used
            ),
        )
    )


def footnotes_part(press: Press) -> bytes:
    """Footnotes, with the lines that part them from the text."""
    rows = [
        w("footnote", w("p", w("r", w("separator"))), type="separator", id=-1),
        w("footnote", w("p", w("r", w("continuationSeparator"))), type="continuationSeparator", id=0),
    ]
    for at, words in enumerate(press.footnotes, 1):
        mark = w("r", run_properties(None, style="FootnoteReference"), w("footnoteRef"))
        rows.append(w("footnote", press.paragraph("footnoteText", [mark, press.run(f" {words}")]), id=at))
    return part(w("footnotes", *rows))


def core_part(document: Document) -> bytes:
    """What the file says of itself; its days are the document's, not the clock's."""
    moment = f"{document.date or '1970-01-01'}T00:00:00Z"
    names = {"xmlns:cp": _CORE, "xmlns:dc": _DUBLIN, "xmlns:dcterms": _TERMS, "xmlns:xsi": _XSI}
    day = {"xsi:type": "dcterms:W3CDTF"}
    return part(
        el(
            "cp:coreProperties",
            names,
            el("dc:title", None, document.full_title),
            el("dc:subject", None, document.subtitle) if document.subtitle else None,
            el("dc:creator", None, document.author) if document.author else None,
            el("cp:keywords", None, "，".join(document.keywords)) if document.keywords else None,
            el("dc:description", None, document.description) if document.description else None,
            el("cp:lastModifiedBy", None, document.author) if document.author else None,
            el("dcterms:created", day, moment),
            el("dcterms:modified", day, moment),
            el("dc:language", None, "zh-CN" if document.language == "zh" else "en-GB"),
        )
    )


def app_part() -> bytes:
    """The program that wrote the file."""
    return part(el("Properties", {"xmlns": _EXTENDED}, el("Application", None, "Zhunsheng")))
