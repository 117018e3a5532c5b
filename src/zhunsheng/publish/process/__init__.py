"""Process pictures: swim lanes as SVG, the same in sentences, and as BPMN 2.0 with the same geometry.

`flow` reads the process, `layout` places it, `svg` and `bpmn` write it; `resident` and `ribbon` are the same process as the
person who applies meets it.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from zhunsheng.publish.blocks import Picture, Size
from zhunsheng.publish.process import ribbon as ribbons
from zhunsheng.publish.process.bpmn import to_bpmn
from zhunsheng.publish.process.describe import describe
from zhunsheng.publish.process.drawing import Layout
from zhunsheng.publish.process.flow import Flow, flow_of
from zhunsheng.publish.process.layout import lay_out
from zhunsheng.publish.process.measures import HEIGHT_A4, LARGE, NORMAL, WIDTH_A4
from zhunsheng.publish.process.pages import pages
from zhunsheng.publish.process.resident import ribbon_of, tell
from zhunsheng.publish.process.svg import to_svg
from zhunsheng.publish.subject import Subject
from zhunsheng.rule.compiled import CompiledService
from zhunsheng.rule.library import Library
from zhunsheng.standard.wording import Language, T

__all__ = [
    "Audience", "Flow", "Layout", "bpmn_of", "describe", "drawing_of", "flow_of", "lay_out", "pages", "picture", "pictures",
    "sentences_of", "to_bpmn", "to_svg",
]  # fmt: skip

#: official: every post and step.  resident: what concerns the person who applies, without internal steps.
Audience = Literal["official", "resident"]


def picture(
    service: CompiledService,
    library: Library,
    day: date,
    language: Language,
    *,
    size: Size = "normal",
    audience: Audience = "official",
) -> Picture:
    """The process of a service as one drawing for a document, as wide as the text of A4; alt: the same in sentences."""
    if audience == "resident":
        ribbon = ribbon_of(Subject(library, service, day, language), flow_of(service, library, day, language))
        svg, height = ribbons.ribbon_svg(ribbon, scale=ribbons.LARGE if size == "large" else ribbons.NORMAL)
        return Picture(svg, "\n".join(tell(ribbon)), WIDTH_A4, height)
    layout = _laid_out(service, library, day, language, size)
    return Picture(to_svg(layout), "\n".join(describe(layout.flow)), layout.width, layout.height)


def pictures(
    service: CompiledService,
    library: Library,
    day: date,
    language: Language,
    *,
    size: Size = "normal",
    height: float = HEIGHT_A4,
) -> list[Picture]:
    """The process for officials in as many drawings as it takes when none may be taller than `height` points.

    The sentences stand with the first; the others say that they go on.  Lines that go on carry the same letter.
    """
    parts = pages(_laid_out(service, library, day, language, size), height)
    found = []
    for part in parts:
        say = part.flow.say
        goes_on = say(T("流程图，第 {page} 部分，共 {pages} 部分", page=part.page, pages=part.pages))
        alt = "\n".join(describe(part.flow)) if part.page == 1 else goes_on
        found.append(Picture(to_svg(part), alt, part.width, part.height, goes_on if part.pages > 1 else ""))
    return found


def drawing_of(
    service: CompiledService,
    library: Library,
    day: date,
    language: Language,
    *,
    size: Size = "normal",
    audience: Audience = "official",
) -> str:
    """The process as an SVG file of its own: themed, with title, limits, edition and provenance around it."""
    if audience == "resident":
        ribbon = ribbon_of(Subject(library, service, day, language), flow_of(service, library, day, language))
        scale = ribbons.LARGE if size == "large" else ribbons.NORMAL
        return ribbons.ribbon_svg(ribbon, scale=scale, themed=True, framed=True)[0]
    return to_svg(_laid_out(service, library, day, language, size), themed=True, framed=True)


def sentences_of(
    service: CompiledService, library: Library, day: date, language: Language, *, audience: Audience = "official"
) -> list[str]:
    """The process in sentences: for screen readers, for phones, for a terminal."""
    flow = flow_of(service, library, day, language)
    return tell(ribbon_of(Subject(library, service, day, language), flow)) if audience == "resident" else describe(flow)


def bpmn_of(service: CompiledService, library: Library, day: date, language: Language) -> str:
    """The process as BPMN 2.0 XML."""
    layout = _laid_out(service, library, day, language, "normal")
    return to_bpmn(layout.flow, layout)


def _laid_out(service: CompiledService, library: Library, day: date, language: Language, size: Size) -> Layout:
    return lay_out(flow_of(service, library, day, language), measures=LARGE if size == "large" else NORMAL)
