"""Properties in the order in which Word wants them.  Source: ISO/IEC 29500-4, the sequences of the transitional schema."""

from __future__ import annotations

from zhunsheng.publish.word.xml import Node, w

_P = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd"
    " snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr"
)
_R = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish"
    " webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang"
)
_TBL = (
    "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
    " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
)
_TC = "tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
_TR = "cantSplit trHeight tblHeader jc"
_SECT = (
    "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols"
    " formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
)
_ORDER: dict[str, dict[str, int]] = {
    name: {f"w:{one}": at for at, one in enumerate(names.split())}
    for name, names in {"pPr": _P, "rPr": _R, "tblPr": _TBL, "tcPr": _TC, "trPr": _TR, "sectPr": _SECT}.items()
}


def properties(name: str, *children: Node | None) -> Node | None:
    """A group of properties in order; None for an empty one.  A property that is given twice counts as last given.

    name: ``pPr``, ``rPr``, ``tblPr``, ``tcPr``, ``trPr``.
    """
    given = {child.name: child for child in children if child is not None}
    if not given:
        return None
    order = _ORDER[name]
    return w(name, *sorted(given.values(), key=lambda child: order[child.name]))


def section(*children: Node) -> Node:
    """A section's properties in order; headers and footers may be several."""
    order = _ORDER["sectPr"]
    return w("sectPr", *sorted(children, key=lambda child: order[child.name]))


def with_property(paragraph: Node, prop: Node) -> Node:
    """A paragraph with one more property, or another in its place."""
    old = paragraph.find("w:pPr")
    kept = [child for child in old.children if isinstance(child, Node)] if old is not None else []
    made = properties("pPr", *kept, prop)
    assert made is not None
    return paragraph.holding(made, *(child for child in paragraph.children if child is not old))


def together(nodes: list[Node], *, last: bool = False) -> list[Node]:
    """Blocks that stay on one page: every paragraph keeps with the next but the last (that too where `last`)."""
    made = []
    for at, node in enumerate(nodes):
        if at + 1 == len(nodes) and not last:
            made.append(_kept(node) if node.name == "w:tbl" else node)
        else:
            made.append(_all(node))
    return made


def _kept(table: Node) -> Node:
    """A table of which every row but the last keeps with the next."""
    rows = [child for child in table.children if isinstance(child, Node) and child.name == "w:tr"]
    return table.holding(
        *(
            _all(one) if isinstance(one, Node) and one.name == "w:tr" and one is not rows[-1] else one
            for one in table.children
        )
    )


def _all(node: Node) -> Node:
    if node.name == "w:p":
        return with_property(node, w("keepNext"))
    if node.name in ("w:tbl", "w:tr", "w:tc"):
        return node.holding(*(_all(one) if isinstance(one, Node) else one for one in node.children))
    return node
