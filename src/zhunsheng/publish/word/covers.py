"""The page before everything else.  Source: GB/T 1.1—2020, annex E (covers of standards)."""

from __future__ import annotations

from zhunsheng.publish.blocks import Cover
from zhunsheng.publish.word.press import Press
from zhunsheng.publish.word.shapes import frame_node
from zhunsheng.publish.word.xml import Node, w


def cover_nodes(press: Press, cover: Cover) -> list[Node]:
    """The cover of a standard or of a manual."""
    return _standard(press, cover) if cover.kind == "standard" else _manual(press, cover)


def _standard(press: Press, cover: Cover) -> list[Node]:
    number, *others = cover.right or ("",)
    rows = [press.words("CoverClass", words) for words in cover.left]
    rows.append(press.fitted("CoverBanner", cover.banner))
    if number:
        rows.append(press.words("CoverNumber", number))
    rows += [press.words("CoverReplaced", words) for words in others]
    rows.append(press.paragraph("CoverRule", ()))
    rows.append(press.fitted("CoverTitle", press.document.title, lines=2))
    rows += [press.words("CoverLine", words) for words in cover.lines]
    if cover.mark:
        rows.append(press.words("CoverMark", cover.mark))
    return [*rows, *_foot(press, cover)]


def _foot(press: Press, cover: Cover) -> list[Node]:
    """Dates left and right over a line, the issuer under it: at the foot of the page, whatever stands above."""
    rows = []
    if cover.dates:
        left, *right = cover.dates
        runs = [press.run(left), w("r", w("tab")), *(press.run(words) for words in right)]
        # A paragraph between them: some programs make one frame of two that touch.
        rows += [press.paragraph("CoverDates", runs, frame(press, "CoverDates")), press.paragraph("Gap", ())]
    if cover.foot:
        rows.append(press.fitted("CoverIssuer", cover.foot, frame(press, "CoverIssuer")))
    return rows


def _manual(press: Press, cover: Cover) -> list[Node]:
    rows = [press.words("ManualLine", words) for words in (*cover.left, *cover.right)]
    rows.append(press.words("ManualBanner", cover.banner))
    rows.append(press.fitted("ManualTitle", press.document.title, lines=3))
    rows += [press.words("ManualLine", words) for words in cover.lines]
    if cover.mark:
        rows.append(press.words("ManualMark", cover.mark))
    feet = [words for words in (*cover.dates, cover.foot) if words]
    return [*rows, *(press.words("ManualFoot", words, frame(press, "ManualFoot")) for words in feet)]


def frame(press: Press, shape: str) -> Node | None:
    """The place on the page that a style has of its own; said again, as some programs read it from paragraphs only."""
    return frame_node(press.look.shapes[shape].frame)
