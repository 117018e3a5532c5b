"""What Word is picky about, checked on a finished file.

`problems` names everything in a package that makes Word refuse it, repair it or lose something.  The tables of the order
of elements are written from ISO/IEC 29500-1 and know nothing of how the files are made.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from posixpath import dirname, join, normpath
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
XML = "{http://www.w3.org/XML/1998/namespace}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}"

#: Children in the order of the schema; a star: may come several times.
_ORDER: dict[str, str] = {
    "pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
        "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
        "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
    ),
    "rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
        "lang eastAsianLayout specVanish oMath"
    ),
    "tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd "
        "tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "tcPr": ("cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"),
    "sectPr": (
        "headerReference* footerReference* footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType "
        "cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings"
    ),
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "pBdr": "top left bottom right between bar",
    "tblCellMar": "top left start bottom right end",
    "tcMar": "top left start bottom right end",
    "tbl": "tblPr tblGrid tr*",
    "tr": "tblPrEx trPr tc*",
    "numPr": "ilvl numId",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl*",
    "num": "abstractNumId lvlOverride*",
    "numbering": "numPicBullet* abstractNum* num* numIdMacAtCleanup",
    "style": (
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
        "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr*"
    ),
    "styles": "docDefaults latentStyles style*",
    "settings": (
        "writeProtection view zoom removePersonalInformation mirrorMargins alignBordersAndEdges "
        "bordersDoNotSurroundHeader bordersDoNotSurroundFooter defaultTabStop evenAndOddHeaders characterSpacingControl "
        "noLineBreaksAfter noLineBreaksBefore footnotePr endnotePr compat themeFontLang decimalSymbol listSeparator"
    ),
    "compat": "doNotExpandShiftReturn doNotUseHTMLParagraphAutoSpacing useFELayout compatSetting*",
    "font": "altName panose1 charset family notTrueType pitch sig",
}
ORDER = {name: children.split() for name, children in _ORDER.items()}
_COUNTED = ("pPr", "rPr", "trPr", "tcPr", "tblPr")


def problems(data: bytes) -> list[str]:
    """Everything that is wrong; empty for a file that Word takes as it is."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.testzip() is not None:
            return ["the zip is broken"]
        parts = {name: archive.read(name) for name in archive.namelist()}
    trees = {name: etree.fromstring(content) for name, content in parts.items() if name.endswith((".xml", ".rels"))}
    found = [*_types(parts, trees), *_relations(parts, trees)]
    if found:
        return found
    for name, tree in trees.items():
        if name.startswith("word/") and name.endswith(".xml"):
            found += [f"{name}: {what}" for what in (*_orders(tree), *_runs(tree), *_tables(tree))]
    document, styles, numbering = (trees[f"word/{name}.xml"] for name in ("document", "styles", "numbering"))
    notes = trees.get("word/footnotes.xml")
    found += _ids(trees, notes)
    found += _styles(trees, styles)
    found += _numbers(trees, styles, numbering)
    found += _fields(document)
    found += _sections(document, trees["word/settings.xml"])
    return found


# -- the package -----------------------------------------------------------------------------------------------------


def _types(parts: dict[str, bytes], trees: dict[str, Any]) -> Iterator[str]:
    root = trees["[Content_Types].xml"]
    endings = {one.get("Extension") for one in root.findall(f"{TYPES}Default")}
    named = {one.get("PartName") for one in root.findall(f"{TYPES}Override")}
    for name in parts:
        if name != "[Content_Types].xml" and f"/{name}" not in named and name.rpartition(".")[2] not in endings:
            yield f"{name} has no content type"
    for name in named:
        if str(name)[1:] not in parts:
            yield f"{name} has a content type and is not there"


def _relations(parts: dict[str, bytes], trees: dict[str, Any]) -> Iterator[str]:
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = dirname(dirname(name))
        ids: Counter[str] = Counter()
        for one in tree:
            ids[one.get("Id")] += 1
            if one.get("TargetMode") != "External" and normpath(join(folder, one.get("Target"))) not in parts:
                yield f"{name}: {one.get('Target')} is not there"
        yield from (f"{name}: {key} is used twice" for key, count in ids.items() if count > 1)
        source = f"{folder}/{name.rpartition('/')[2].removesuffix('.rels')}".lstrip("/")
        used = set() if source not in trees else set(_links(trees[source]))
        yield from (f"{source}: {key} leads nowhere" for key in used - set(ids))
        yield from (f"{source}: {key} is never used" for key in _wanted(tree) - used)
    for name, tree in trees.items():
        rels = f"{dirname(name)}/_rels/{name.rpartition('/')[2]}.rels"
        if name.startswith("word/") and rels not in trees and set(_links(tree)):
            yield f"{name} refers to parts and has no relationships"


def _links(tree: Any) -> Iterator[str]:
    for node in tree.iter(etree.Element):
        for key, value in node.attrib.items():
            if key.startswith(R):
                yield value


def _wanted(tree: Any) -> set[str]:
    """Relationships that something in the text must name: pictures, links, headers and footers."""
    kinds = ("/image", "/hyperlink", "/header", "/footer")
    return {one.get("Id") for one in tree if one.get("Type").endswith(kinds)}


# -- elements --------------------------------------------------------------------------------------------------------


def _orders(tree: Any) -> Iterator[str]:
    for node in tree.iter(etree.Element):
        name = _name(node)
        order = ORDER.get(name)
        if order is None or not node.tag.startswith(W):
            continue
        last, seen = -1, set()
        for child in node:
            key = _name(child)
            at = next((n for n, one in enumerate(order) if one.rstrip("*") == key), None)
            if at is None:
                yield f"{key} does not belong in {name}"
            elif at < last:
                yield f"{key} stands too late in {name}"
            elif key in seen and not order[at].endswith("*"):
                yield f"{key} stands twice in {name}"
            last = max(last, at if at is not None else last)
            seen.add(key)


def _runs(tree: Any) -> Iterator[str]:
    for node in tree.iter(etree.Element):
        name = _name(node)
        if name in ("p", "r", "tc") and node.tag.startswith(W):
            firsts = [n for n, child in enumerate(node) if _name(child) == f"{name}Pr"]
            if firsts not in ([], [0]):
                yield f"{name}Pr is not the first in {name}"
        if node.tag == f"{W}r" and all(_name(child) == "rPr" for child in node):
            yield "a run holds nothing"
        if node.tag == f"{W}t":
            text = node.text or ""
            if not text:
                yield "a text is empty"
            if text != text.strip() and node.get(f"{XML}space") != "preserve":
                yield f"the blanks of “{text}” are lost"
        if name in _COUNTED and node.tag.startswith(W) and not len(node):
            yield f"{name} is empty"


def _tables(tree: Any) -> Iterator[str]:
    for table in tree.iter(f"{W}tbl"):
        grid = [int(one.get(f"{W}w")) for one in table.findall(f"{W}tblGrid/{W}gridCol")]
        width = table.find(f"{W}tblPr/{W}tblW")
        if sum(grid) != int(width.get(f"{W}w")):
            yield f"the columns are {sum(grid)} wide and the table {width.get(f'{W}w')}"
        if any(one <= 0 for one in grid):
            yield "a column has no width"
        rows = table.findall(f"{W}tr")
        if not rows:
            yield "a table has no row"
        yield from _merged(rows, grid)
        after = table.getnext()
        if after is not None and after.tag == f"{W}tbl":
            yield "two tables touch"
    for cell in tree.iter(f"{W}tc"):
        if not len(cell) or cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"


def _merged(rows: list[Any], grid: list[int]) -> Iterator[str]:
    above: dict[int, int] = {}
    for row in rows:
        column = 0
        open_: dict[int, int] = {}
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            across = 1 if span is None else int(span.get(f"{W}val"))
            width = cell.find(f"{W}tcPr/{W}tcW")
            if int(width.get(f"{W}w")) != sum(grid[column : column + across]):
                yield f"a cell in column {column + 1} is not as wide as its columns"
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            if merge is not None:
                if merge.get(f"{W}val") != "restart" and above.get(column) != across:
                    yield f"a cell in column {column + 1} goes on with nothing above it"
                open_[column] = across
            column += across
        if column != len(grid):
            yield f"a row has {column} columns of {len(grid)}"
        above = open_


# -- names and numbers -----------------------------------------------------------------------------------------------


def _ids(trees: dict[str, Any], notes: Any) -> Iterator[str]:
    document = trees["word/document.xml"]
    for what, nodes, key in (
        ("picture", document.iter(f"{WP}docPr"), "id"),
        ("bookmark", document.iter(f"{W}bookmarkStart"), f"{W}id"),
        ("bookmark name", document.iter(f"{W}bookmarkStart"), f"{W}name"),
    ):
        counted = Counter(node.get(key).lower() for node in nodes)
        yield from (f"{what} {name} is there {count} times" for name, count in counted.items() if count > 1)
    names = [node.get(f"{W}name") for node in document.iter(f"{W}bookmarkStart")]
    yield from (
        f"{name} cannot be a bookmark" for name in names if not re.fullmatch(r"[^\W\d]\w{0,39}|_\w{1,39}", name)
    )
    starts = sorted(node.get(f"{W}id") for node in document.iter(f"{W}bookmarkStart"))
    if starts != sorted(node.get(f"{W}id") for node in document.iter(f"{W}bookmarkEnd")):
        yield "a bookmark does not end"
    for node in document.iter(f"{W}hyperlink"):
        anchor = node.get(f"{W}anchor")
        if anchor is None and node.get(f"{R}id") is None:
            yield "a link leads nowhere"
        if anchor is not None and anchor not in names:
            yield f"there is no bookmark {anchor}"
    used = [node.get(f"{W}id") for node in document.iter(f"{W}footnoteReference")]
    known = [] if notes is None else [node.get(f"{W}id") for node in notes.findall(f"{W}footnote")]
    yield from (f"there is no footnote {one}" for one in used if one not in known)
    yield from (f"footnote {one} is never marked" for one in known if one not in (*used, "-1", "0"))
    if len(set(known)) != len(known) or (known and not {"-1", "0"} <= set(known)):
        yield "the footnotes are not numbered right"


def _styles(trees: dict[str, Any], styles: Any) -> Iterator[str]:
    kinds = {node.get(f"{W}styleId"): node.get(f"{W}type") for node in styles.findall(f"{W}style")}
    if len(kinds) != len(styles.findall(f"{W}style")):
        yield "a style has the id of another"
    names = Counter(node.find(f"{W}name").get(f"{W}val").lower() for node in styles.findall(f"{W}style"))
    yield from (f"{count} styles are called {name}" for name, count in names.items() if count > 1)
    for tag, kind in (("pStyle", "paragraph"), ("rStyle", "character"), ("tblStyle", "table")):
        for tree in trees.values():
            for node in tree.iter(f"{W}{tag}"):
                if kinds.get(node.get(f"{W}val")) != kind:
                    yield f"there is no {kind} style {node.get(f'{W}val')}"
    for node in styles.findall(f"{W}style"):
        for tag in ("basedOn", "next", "link"):
            other = node.find(f"{W}{tag}")
            if other is not None and kinds.get(other.get(f"{W}val")) != node.get(f"{W}type"):
                yield f"{node.get(f'{W}styleId')} is {tag} a style that is not there"


def _numbers(trees: dict[str, Any], styles: Any, numbering: Any) -> Iterator[str]:
    abstracts = {node.get(f"{W}abstractNumId"): node for node in numbering.findall(f"{W}abstractNum")}
    nums = {
        node.get(f"{W}numId"): node.find(f"{W}abstractNumId").get(f"{W}val") for node in numbering.findall(f"{W}num")
    }
    if len(nums) != len(numbering.findall(f"{W}num")):
        yield "two lists have one number"
    yield from (f"list {num} has no definition" for num, abstract in nums.items() if abstract not in abstracts)
    for tree in trees.values():
        for node in tree.iter(f"{W}numPr"):
            num = node.find(f"{W}numId").get(f"{W}val")
            level = int(node.find(f"{W}ilvl").get(f"{W}val"))
            if num != "0" and num not in nums:
                yield f"there is no list {num}"
            if not 0 <= level <= 8:
                yield f"there is no level {level}"
    for abstract in abstracts.values():
        levels = [int(node.get(f"{W}ilvl")) for node in abstract.findall(f"{W}lvl")]
        if levels != list(range(9)):
            yield "a list does not define nine levels"
        for node in abstract.findall(f"{W}lvl/{W}pStyle"):
            style = next(one for one in styles.findall(f"{W}style") if one.get(f"{W}styleId") == node.get(f"{W}val"))
            back = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if back is None or nums.get(back.get(f"{W}val")) != abstract.get(f"{W}abstractNumId"):
                yield f"{node.get(f'{W}val')} and its list do not name one another"


def _fields(document: Any) -> Iterator[str]:
    open_: list[str] = []
    names = {node.get(f"{W}name") for node in document.iter(f"{W}bookmarkStart")}
    for node in document.iter(f"{W}fldChar", f"{W}instrText"):
        if node.tag == f"{W}instrText":
            words = (node.text or "").split()
            if words[0] == "PAGEREF" and words[1] not in names:
                yield f"PAGEREF {words[1]} leads nowhere"
            continue
        kind = node.get(f"{W}fldCharType")
        if kind == "begin":
            open_.append("begin")
        elif not open_ or (kind == "separate" and open_[-1] != "begin"):
            yield f"a field has a {kind} too many"
        elif kind == "separate":
            open_[-1] = "separate"
        else:
            open_.pop()
    if open_:
        yield "a field does not end"


def _sections(document: Any, settings: Any) -> Iterator[str]:
    body = document.find(f"{W}body")
    if body[-1].tag != f"{W}sectPr" or body[-2].tag != f"{W}p":
        yield "the text does not end with a paragraph and its section"
    even = settings.find(f"{W}evenAndOddHeaders") is not None
    for section in document.iter(f"{W}sectPr"):
        size, margin = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        width, height = int(size.get(f"{W}w")), int(size.get(f"{W}h"))
        if (size.get(f"{W}orient") == "landscape") != (width > height):
            yield "a page lies another way than it says"
        room = width - int(margin.get(f"{W}left")) - int(margin.get(f"{W}right"))
        if room <= 0:
            yield "a page has no room for text"
        for node in section.findall(f"{W}headerReference"):
            if node.get(f"{W}type") == "even" and not even:
                yield "headers of even pages are never used"
    widest = max(int(node.get(f"{W}w")) for node in document.iter(f"{W}pgSz")) * 635
    for node in document.iter(f"{WP}extent"):
        if not 0 < int(node.get("cx")) <= widest or int(node.get("cy")) <= 0:
            yield "a picture is wider than the page"


def _name(node: Any) -> str:
    return str(etree.QName(node).localname)
