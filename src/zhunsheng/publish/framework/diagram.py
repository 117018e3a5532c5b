"""The structure diagram (体系结构图) of a standards system.

Source: GB/T 13016—2018, layers and branches as boxes, what belongs together by solid lines, what binds by dashed ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from zhunsheng.publish.blocks import Picture
from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.geometry import Layout
from zhunsheng.publish.framework.layout import lay_out
from zhunsheng.publish.framework.svg import Address, Theme, to_svg
from zhunsheng.publish.framework.words import DIAGRAM, counts_text, mark_of
from zhunsheng.standard.wording import Language, T


@dataclass(frozen=True)
class Diagram:
    """A drawing.  width, height: in points.  alt: what it says.  paper: the smallest sheet it fits, on its side."""

    svg: str
    alt: str
    width: float
    height: float
    paper: Literal["A4", "A3"] | None
    layout: Layout

    def picture(self, caption: str = "") -> Picture:
        """The drawing as part of a document."""
        return Picture(self.svg, self.alt, self.width, self.height, caption)


def structure_diagram(
    framework: Framework,
    language: Language = "zh",
    *,
    theme: Theme = "plain",
    address: Address | None = None,
    name: str = "framework",
    caption: bool = True,
) -> Diagram:
    """Draw the structure; see `to_svg` for theme, address and name.

    caption: the drawing carries its own title, day and provenance below it, as one that stands alone must.
    Raises ValueError for a framework without boxes.
    """
    layout = lay_out(framework, language, caption=caption)
    title = T("{system}：{part}（{mark}）", system=framework.title, part=DIAGRAM, mark=mark_of(framework.provenance))
    alt = alternative(framework, language)
    svg = to_svg(layout, title.say(language), alt, language=language, theme=theme, address=address, name=name)
    return Diagram(svg, alt, layout.width, layout.height, layout.paper, layout)


def alternative(framework: Framework, language: Language) -> str:
    """The diagram in sentences: the whole, then branch by branch."""
    parts = [T("{title}：{counts}", title=framework.title, counts=counts_text(framework.tally))]
    for box in framework.root.children if framework.root is not None else ():
        named = f"{box.number} {box.title.say(language)}".strip()
        parts.append(T("{title}：{counts}", title=named, counts=counts_text(box.tally)))
    if framework.unplaced.total:
        parts.append(T("另有 {n} 项的编号不在任何一格", n=framework.unplaced.total))
    return ("；" if language == "zh" else "; ").join(part.say(language) for part in parts)
