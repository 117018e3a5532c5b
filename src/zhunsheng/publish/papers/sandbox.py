"""Where a template runs: Jinja2's sandbox, narrowed to plain values, with a bound on what it may do.

Values come out as marks (`marks`), so nothing in the data is read as markup.  Nothing is loaded from anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from jinja2 import StrictUndefined, Undefined, pass_context
from jinja2.runtime import ChainableUndefined, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS as JINJA_TESTS
from markupsafe import Markup

from zhunsheng.publish.papers.allowed import EACH, LOOP, SPEND, TESTS, TOGETHER
from zhunsheng.publish.papers.marks import Marks
from zhunsheng.publish.papers.trouble import Budget, Refused, unknown
from zhunsheng.publish.papers.views import Data, View, field_names
from zhunsheng.standard.wording import Language, T, say

#: Filters and functions that a template may use.
FILTERS = ("blank", "day", "default", "first", "join", "last", "length")
FUNCTIONS = ("box", "lines", "rows")
#: A blank to be filled in by hand, a box to tick and one that is ticked; all of them in the fonts we bring.
BLANK, OPEN_BOX, TICKED_BOX, WIDE_SPACE = "＿", "□", "■", "\u3000"
_NUMBER = 10**12
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


class Absent(ChainableUndefined):
    """Something that the user's data do not have: false, empty, blank where asked, and never printed otherwise."""

    __slots__ = ()


class Sandbox(ImmutableSandboxedEnvironment):
    """The environment of one paper; it is used once."""

    intercepted_binops = frozenset(["+", "-", "*", "/", "//", "%", "**"])

    def __init__(self, language: Language, marks: Marks, budget: Budget) -> None:
        super().__init__(
            autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, cache_size=0,
            finalize=_printed,
        )  # fmt: skip
        self.language, self.marks, self.budget = language, marks, budget
        own: dict[str, Callable[..., Any]] = {
            "blank": self._blank, "day": self._day, "default": self._default, "first": self._first, "last": self._last,
            "join": self._join, "length": self._length, EACH: self._each, SPEND: self._spend, TOGETHER: self._together,
        }  # fmt: skip
        functions: dict[str, Callable[..., Any]] = {"box": _box, "lines": _lines, "rows": self._rows}
        self.filters = own
        self.tests = {name: JINJA_TESTS[name] for name in TESTS}
        self.globals = dict(functions)
        self._functions = tuple(functions.values())

    # -- looking into values -------------------------------------------------------------------------------------

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What a template sees behind a dot.  Raises Refused for anything that is not meant for it."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """The same for brackets: a name, or the position in a list."""
        match obj, argument:
            case Data(), str():
                return obj.member(argument) if argument in obj.values else Absent(name=argument)
            case Absent(), str() | int():
                return Absent(name=argument if isinstance(argument, str) else str(argument))
            case View(), str():
                names = field_names(type(obj))
                if argument not in names:
                    raise unknown(argument, names)
                return getattr(obj, argument)
            case LoopContext(), str():
                if argument not in LOOP:
                    raise unknown(argument, LOOP, "loop")
                found = getattr(obj, argument)
                return Absent(name=argument) if isinstance(found, Undefined) else found
            case tuple(), int() if not isinstance(argument, bool):
                return obj[argument] if -len(obj) <= argument < len(obj) else Absent(name=str(argument))
            case Undefined(), _:
                raise Refused("ZS906", T("「{name}」还没有值", name=str(obj._undefined_name)), None)
        raise Refused("ZS904", T("不能取「{name}」：这里不是一组值", name=str(argument)[:40]), None, str(argument)[:40])

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: N805
        """Call a macro of the template or one of our functions.  Raises Refused for anything else."""
        if not isinstance(__obj, Macro) and __obj not in __self._functions:
            raise Refused("ZS904", T("这个名称不能调用"), T("可以调用的有：{names}", names=list(FUNCTIONS)))
        __self.budget.spend(steps=1)
        return super().call(__context, __obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Reckon with numbers.  Raises Refused for anything else: texts are joined with ``~``."""
        for value in (left, right):
            if not isinstance(value, (int, float)) or not -_NUMBER < value < _NUMBER:
                raise Refused("ZS906", T("「{sign}」只能用在不太大的数上", sign=operator), T("连接文字用 ~"))
        return self.binop_table[operator](left, right)

    # -- filters -------------------------------------------------------------------------------------------------

    def written(self, value: Any) -> str:
        """A single value as text.  Raises Refused for a list, a group and a value that is not there."""
        match value:
            case Absent():
                name = str(value._undefined_name)
                advice = T("要留空白请写 {{ … | blank }}，要换成别的字请写 {{ … | default('…') }}")
                raise Refused("ZS906", T("数据里没有「{name}」", name=name[:40]), advice, name)
            case Undefined() if type(value) is not Undefined:
                raise Refused("ZS906", T("「{name}」还没有值", name=str(value._undefined_name)), None)
            case None | Undefined():
                return ""
            case str():
                return value
            case bool():
                return say(T("是") if value else T("否"), self.language)
            case int() | float():
                return f"{value:.10g}" if isinstance(value, float) else str(value)
            case date():
                return value.isoformat()
        advice = T("一组值请用 for 逐个写，或者用 join 连起来")
        raise Refused("ZS906", T("这里是一组值，不能直接写出来"), advice)

    def mark(self, value: Any) -> str:
        """A value as a mark in the text; what a macro has made stays as it is."""
        text = value if isinstance(value, Markup) else self.written(value)
        self.budget.spend(text=len(text) + 8, steps=1)
        return text if isinstance(text, Markup) else self.marks.put(text)

    def _blank(self, value: Any, size: Any = 8) -> Any:
        return value if self._is_there(value) else BLANK * _within(size, 60)

    def _default(self, value: Any, other: Any = "") -> Any:
        return value if self._is_there(value) else other

    def _is_there(self, value: Any) -> bool:
        if isinstance(value, Undefined) and not isinstance(value, Absent):
            return bool(self.written(value))  # raises unless it is a condition without an else
        return not isinstance(value, Absent) and value is not None and value not in ("", ())

    def _day(self, value: Any) -> Any:
        """A day as it is written in a sentence: 2022年1月1日."""
        if isinstance(value, str):
            try:
                value = date.fromisoformat(value)
            except ValueError:
                return value
        if not isinstance(value, date):
            return value
        if self.language == "zh":
            return f"{value.year}年{value.month}月{value.day}日"
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"

    def _join(self, value: Any, between: Any = None, attribute: Any = None) -> str:
        members = self._members(value)
        if attribute is not None:
            members = [self.getitem(one, str(attribute)) for one in members]
        joint = ("、" if self.language == "zh" else ", ") if between is None else self.written(between)
        self.budget.spend(text=len(joint) * len(members), steps=len(members))
        return self._glued([one for one in members if self._is_there(one)], joint)

    def _together(self, parts: list[Any]) -> str:
        return self._glued(parts, "")

    def _glued(self, parts: list[Any], joint: str) -> str:
        """Values in one text; with what a macro has made among them, as marks."""
        if any(isinstance(part, Markup) for part in parts):
            return Markup(self.marks.put(joint) if joint else "").join(Markup(self.mark(part)) for part in parts)
        texts = [self.written(part) for part in parts]
        self.budget.spend(text=sum(map(len, texts)), steps=len(texts))
        return joint.join(texts)

    def _first(self, value: Any) -> Any:
        return next(iter(self._members(value)), None)

    def _last(self, value: Any) -> Any:
        return next(iter(reversed(self._members(value))), None)

    def _length(self, value: Any) -> int:
        return len(value) if isinstance(value, str) else len(self._members(value))

    # -- what is built into a template ---------------------------------------------------------------------------

    def _members(self, value: Any) -> list[Any]:
        """The members of a list; none of what is not there."""
        if value is None or isinstance(value, Absent):
            return []
        if isinstance(value, (tuple, list)):
            return list(value)
        if isinstance(value, Undefined):
            self.written(value)
        raise Refused("ZS906", T("这里要一组值"), T("for、join、first、last 用在一组值上，如 services"))

    def _each(self, value: Any, steps: int, text: int) -> list[Any]:
        members = self._members(value)
        self.budget.spend(steps=steps * (len(members) + 1), text=text * len(members))
        return members

    def _spend(self, value: str, steps: int, text: int) -> Markup:
        self.budget.spend(steps=steps, text=text)
        return Markup("")

    def _rows(self, number: Any) -> tuple[int, ...]:
        """Numbers from 1, for rows to be filled in by hand."""
        return tuple(range(1, _within(number, 200) + 1))


@pass_context
def _printed(context: Context, value: Any) -> Any:
    """What becomes of every value that a template prints."""
    sandbox = context.environment
    assert isinstance(sandbox, Sandbox)
    return Markup(sandbox.mark(value))


def _within(number: Any, most: int) -> int:
    if isinstance(number, bool) or not isinstance(number, int):
        raise Refused("ZS906", T("这里要一个整数"), None)
    return min(max(number, 0), most)


def _box(ticked: Any = False) -> str:
    """A box, ticked where the condition holds."""
    return TICKED_BOX if ticked else OPEN_BOX


def _lines(number: Any) -> str:
    """Empty lines to write on."""
    return "\n".join([WIDE_SPACE] * _within(number, 60))
