"""The resident's view drawn: stations on a thread, the promise as its bob, suspensions and outcomes in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from zhunsheng.publish.process.geometry import Rect
from zhunsheng.publish.process.measures import WIDTH_A4
from zhunsheng.publish.process.palette import LIGHT, Palette
from zhunsheng.publish.process.pen import Pen, number
from zhunsheng.publish.process.resident import Outcome, Ribbon, Station, Stop, tell
from zhunsheng.publish.process.strokes import draw_clock, draw_event
from zhunsheng.publish.process.svg import begin_frame, title_of
from zhunsheng.publish.process.text import width_of, wrap
from zhunsheng.standard.wording import T


@dataclass(frozen=True, slots=True)
class Scale:
    """Sizes in points.  title, text: of type, with their leadings; left: of the column of times; knot: of a station."""

    title: float = 11.5
    title_leading: float = 17.0
    text: float = 9.5
    leading: float = 14.5
    left: float = 84.0
    knot: float = 18.0
    gap: float = 13.0


NORMAL = Scale()
LARGE = Scale(title=17.0, title_leading=25.0, text=14.5, leading=22.0, left=124.0, knot=26.0, gap=18.0)


@dataclass
class _Roll:
    """What is drawn from top to bottom: pieces that wait until the height is known."""

    ribbon: Ribbon
    scale: Scale
    width: float
    pen: Pen
    y: float = 6.0
    knots: list[float] = field(default_factory=list)
    still: list[tuple[float, float]] = field(default_factory=list)

    @property
    def x(self) -> float:
        """The thread."""
        return self.scale.left + self.scale.knot / 2

    @property
    def inner(self) -> float:
        """Where words begin."""
        return self.scale.left + self.scale.knot + self.scale.gap

    def words(self, text: str, *, bold: bool = False, quiet: bool = False, indent: float = 0.0) -> None:
        """A paragraph in the column of words."""
        s, x = self.scale, self.inner + indent
        size, leading = (s.title, s.title_leading) if bold else (s.text, s.leading)
        lines = wrap(text, size, self.width - x - 4)
        self.pen.text(lines, x, self.y, size, leading, bold=bold, fill="ink-2" if quiet else "ink")
        self.y += len(lines) * leading

    def aside(self, text: str, y: float, *, clock: bool = False, bold: bool = False) -> None:
        """Words in the column of times, flush with the thread."""
        s = self.scale
        right = s.left - s.gap / 2
        lines = wrap(text, s.text, right - s.text * 1.2)
        self.pen.text(lines, right, y, s.text, s.leading, anchor="end", bold=bold)
        if clock:
            draw_clock(self.pen, right - width_of(lines[0], s.text) - s.text * 0.6, y + s.leading / 2, s.text * 0.4)


def ribbon_svg(
    ribbon: Ribbon,
    *,
    width: float = WIDTH_A4,
    scale: Scale = NORMAL,
    palette: Palette = LIGHT,
    themed: bool = False,
    framed: bool = False,
) -> tuple[str, float]:
    """The ribbon as SVG, and the height of what is drawn, in points.

    themed, framed: see `to_svg`.
    """
    roll = _Roll(ribbon, scale, width, Pen(palette))
    for index, station in enumerate(ribbon.stations, 1):
        _station(roll, station, index)
    if ribbon.stops:
        _stops(roll, ribbon.stops)
    if ribbon.outcomes:
        _outcomes(roll, ribbon)
    drawn, height = roll.pen.out, roll.y + 4
    pen = roll.pen = Pen(palette)
    if framed:
        begin_frame(pen, ribbon.flow, width, height)
    else:
        pen.begin(width, height)
    _thread(roll)
    pen.out += drawn
    key = f"{ribbon.flow.ref} {ribbon.flow.language} resident"
    return pen.end(key, title_of(ribbon.flow), tell(ribbon), themed=themed), height


def _station(roll: _Roll, station: Station, index: int) -> None:
    s, top = roll.scale, roll.y
    middle = top + s.title_leading / 2
    roll.knots.append(middle)
    roll.pen.circle(roll.x, middle, s.knot / 2 - 0.5, fill="surface", stroke="ink", width=1.0)
    roll.pen.text((str(index),), roll.x, middle - s.leading / 2, s.text, s.leading, anchor="middle")
    if station.wait:
        roll.aside(station.wait, middle - s.leading / 2, clock=True)
    roll.words(roll.ribbon.flow.begin(station.title), bold=True)
    for line in station.lines:
        roll.words(roll.ribbon.flow.begin(line), quiet=True)
    roll.y += s.gap


def _stops(roll: _Roll, stops: tuple[Stop, ...]) -> None:
    """Suspensions: a dashed box beside a thread that is dashed as well."""
    s, flow, top = roll.scale, roll.ribbon.flow, roll.y
    stop = "；" if flow.language == "zh" else "; "
    roll.y += s.gap / 2
    event = Rect.around(roll.inner + s.knot / 2 + 2, roll.y + s.title_leading / 2, s.text * 1.3, s.text * 1.3)
    draw_event(roll.pen, "pause", event)
    indent = s.knot + 8
    roll.words(flow.begin(T("遇到这些情形，停止计时")), bold=True, indent=indent)
    for one in stops:
        case = T("{title}：{words}", title=one.title, words=one.words)
        if one.when:
            case = T("{title}（{when}）：{words}", title=one.title, when=stop.join(one.when), words=one.words)
        roll.words(flow.begin(case), quiet=True, indent=indent)
        roll.y += 3
    roll.y += s.gap / 2
    box = Rect(roll.inner - 6, top, roll.width - roll.inner + 4, roll.y - top)
    roll.pen.rect(box, stroke="ink-2", width=0.8, dash="3 2", radius=3)
    roll.still.append((top, roll.y))
    roll.y += s.gap


def _outcomes(roll: _Roll, ribbon: Ribbon) -> None:
    s, say, top = roll.scale, ribbon.flow.say, roll.y
    roll.knots.append(top + s.title_leading / 2)
    if ribbon.promise:
        roll.aside(say(T("承诺")), top + (s.title_leading - s.leading) / 2, bold=True)
        roll.aside(ribbon.promise, top + (s.title_leading + s.leading) / 2, bold=True)
    roll.words(ribbon.flow.begin(T("办结")), bold=True)
    for outcome in ribbon.outcomes:
        _outcome(roll, outcome)
    if ribbon.result:
        roll.words(ribbon.flow.begin(T("办理结果：{result}", result=ribbon.result)), quiet=True)
    if ribbon.promise:
        roll.y = max(roll.y, top + s.title_leading / 2 + 3 * s.leading)


def _outcome(roll: _Roll, outcome: Outcome) -> None:
    s, y = roll.scale, roll.y + roll.scale.leading / 2
    size = s.text * 1.05
    draw_event(roll.pen, "end", Rect.around(roll.inner + size / 2, y, size, size), refuses=outcome.refuses)
    indent = size + 6
    roll.words(roll.ribbon.flow.begin(outcome.title), indent=indent)
    stop = "；" if roll.ribbon.flow.language == "zh" else "; "
    if outcome.when:
        roll.words(roll.ribbon.flow.begin(stop.join(outcome.when)), quiet=True, indent=indent)
    roll.y += 3


def _thread(roll: _Roll) -> None:
    """The thread through the stations: from the first step of the office on it is the promise, and the bob is its end."""
    x, pen, s = roll.x, roll.pen, roll.scale
    if len(roll.knots) < 2:
        return
    at = roll.knots[0]
    for top, bottom in roll.still:
        pen.path(f"M{number(x)} {number(at)}V{number(top)}", stroke="ink", width=1.0)
        pen.path(f"M{number(x)} {number(top)}V{number(bottom)}", stroke="ink", width=1.0, dash="2 2")
        at = bottom
    end = roll.knots[-1]
    pen.path(f"M{number(x)} {number(at)}V{number(end)}", stroke="ink", width=1.0)
    w, h = s.knot * 0.2, s.knot * 0.32
    pen.path(
        f"M{number(x)} {number(end - h)}l{number(w)} {number(h)}l{number(-w)} {number(h * 1.5)}l{number(-w)} {number(-h * 1.5)}z",
        fill="ink",
    )
