"""A structure diagram while it is being laid out, and what stands below the drawing: legend, title, provenance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from zhunsheng.publish.framework.cards import SMALL, Density
from zhunsheng.publish.framework.content import Framework
from zhunsheng.publish.framework.geometry import ASCENT, DESCENT, Label, Layout, Link, Placed, Rect, Sample
from zhunsheng.publish.framework.measure import width_of, wrap
from zhunsheng.publish.framework.words import DIAGRAM, counted_words, mark_of
from zhunsheng.standard.wording import Language, T

Paper = Literal["A4", "A3"]
#: Room for lines at the edge, and the size of the title below the drawing; points.
EDGE, TITLE = 1.0, 10.0


@dataclass
class Page:
    """A diagram while it is being laid out, from top to bottom.  y: where the next thing begins."""

    width: float
    density: Density
    language: Language
    y: float = EDGE
    boxes: list[Placed] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    frames: list[Rect] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)
    samples: list[Sample] = field(default_factory=list)

    def space(self, units: float) -> None:
        """Leave room: `units` of what the density gives."""
        self.y += units * self.density.gap

    @property
    def line(self) -> float:
        """From base line to base line of small text."""
        return SMALL * self.density.leading

    def done(self, paper: Paper | None) -> Layout:
        """The diagram as it stands."""
        return Layout(
            self.width, self.y + EDGE, paper, tuple(self.boxes), tuple(self.links), tuple(self.frames),
            tuple(self.labels), tuple(self.samples),
        )  # fmt: skip


def write_legend(page: Page, framework: Framework) -> None:
    """What the signs mean, in lines below the drawing."""
    said: list[tuple[Literal["full", "reference", "idle", "gap", "dashed", "part", "relation"] | None, str]] = [
        ("full", T("全文：文本在本体系内").say(page.language)),
        ("reference", T("引用：采用别处的标准").say(page.language)),
        ("gap", T("空缺：应有而没有").say(page.language)),
        (None, T("15/26：现有数/应有数").say(page.language)),
        ("dashed", T("虚线框：一项也没有").say(page.language)),
        ("part", T("实线：从属").say(page.language)),
    ]
    if framework.tally.idle:
        said.insert(2, ("idle", T("未施行：有文本，那一天不在施行").say(page.language)))
    if framework.above or framework.bases:
        said.append(("relation", T("虚线：指导、约束").say(page.language)))
    if framework.unplaced.total:
        said.append((None, T("另有 {n} 项的编号不在任何一格", n=framework.unplaced.total).say(page.language)))
    page.space(2.6)
    x, base = EDGE, page.y + SMALL * ASCENT
    for what, text in said:
        sign = 17.0 if what else 0.0
        need = sign + width_of(text, SMALL)
        if x > EDGE and x + need > page.width - EDGE:
            x, base = EDGE, base + page.line
        if what:
            high = 8.0 if what == "dashed" else 3.6
            page.samples.append(Sample(Rect(x, base - SMALL * 0.36 - high / 2, 13, high), what))
        lines = wrap(text, page.width - EDGE - x - sign, SMALL)
        page.labels += [
            Label(x + sign, base + index * page.line, part, SMALL, tone="quiet") for index, part in enumerate(lines)
        ]
        base += (len(lines) - 1) * page.line
        x += need + 14
    page.y = base + SMALL * 0.3


def write_caption(page: Page, framework: Framework) -> None:
    """What the drawing is, of which day, and what it is not: the mark of its provenance in a frame, then the note."""
    page.space(2.5)
    title = T("{system}：{part}　{day}", system=framework.title, part=DIAGRAM, day=framework.day)
    for text in wrap(title.say(page.language), page.width - 2 * EDGE, TITLE, "serif", strong=True):
        page.y += TITLE * page.density.leading
        page.labels.append(Label(page.width / 2, page.y, text, TITLE, "serif", anchor="middle", strong=True))
    mark = mark_of(framework.provenance).say(page.language)
    box = Rect(EDGE, page.y + page.density.gap * 1.5, width_of(mark, SMALL) + 10, SMALL + 6)
    base = box.y + box.height / 2 + SMALL * (ASCENT - 0.5)
    if framework.provenance.kind != "official":
        page.samples.append(Sample(box, "dashed"))
    page.labels.append(Label(box.middle, base, mark, SMALL, anchor="middle"))
    note = framework.provenance.note
    room = page.width - EDGE - box.right - 8
    what = T("所计：{what}", what=counted_words(framework.on, borrowed=framework.borrowed))
    said = [what.say(page.language), *([] if note is None else [note.say(page.language)])]
    lines = [line for text in said for line in wrap(text, room, SMALL)]
    page.labels += [
        Label(box.right + 8, base + index * page.line, text, SMALL, tone="quiet") for index, text in enumerate(lines)
    ]
    page.y = max(box.bottom, base + max(len(lines) - 1, 0) * page.line + SMALL * DESCENT)
