"""Words that all reports share: verdicts, aspects, marks, kinds of work, and a resident as people would describe one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from zhunsheng.cli.render.blocks import Style
from zhunsheng.rule.tree import Expr, Value
from zhunsheng.standard.facts import Fact, FactBook, Parameter
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.quantity import Quantity, QuantityError, Unit, format_number
from zhunsheng.standard.wording import Language, T, Text, say

if TYPE_CHECKING:
    from zhunsheng.floor.verdict import Level
    from zhunsheng.rule.library import Library
    from zhunsheng.rule.prover import Resident

#: By the value of `floor.verdict.Verdict`.
VERDICTS: dict[str, Text] = {
    "proved": T("已证明"),
    "violated": T("低于底线"),
    "missing": T("缺项"),
    "not_formalised": T("未形式化"),
    "undecided": T("未判定"),
}
#: What each verdict means, for somebody who sees it for the first time.
VERDICT_MEANINGS: dict[str, Text] = {
    "proved": T("对每一个可能的居民，本地都不低于上位标准；这是推理得出的，不是抽查"),
    "violated": T("找到了一个具体的居民，上位标准保障而本地没有保障到"),
    "missing": T("上位标准有、本地没有写的事项、内容、水平或时限"),
    "not_formalised": T("规则还不能由机器判断，须由人来判断；不算通过"),
    "undecided": T("求解器没有得出结论，或单位不能换算；不算通过"),
}
VERDICT_STYLES: dict[str, Style] = {
    "proved": "good", "violated": "bad", "missing": "bad", "not_formalised": "warn", "undecided": "warn",
}  # fmt: skip
ASPECTS: dict[str, Text] = {
    "object": T("服务对象"),
    "content": T("服务内容"),
    "level": T("服务标准"),
    "time": T("流程时限"),
    "burden": T("材料收费"),
}
MARKS: dict[str, Text] = {
    "exceeds": T("高于底线"),
    "nobody_here": T("本地 0 人符合"),
    "approximate": T("规则是近似的"),
    "succession": T("用到更名记录"),
    "not_applicable": T("已登记为不适用"),
    "extra_fact": T("要求多知道一项事实"),
}
#: By `floor.impact.WorkKind`.
WORK: dict[str, Text] = {
    "falls_below": T("将低于底线"),
    "still_below": T("仍低于底线"),
    "to_judge": T("须由人判断"),
    "may_follow": T("可以跟进"),
    "unaffected": T("不受影响"),
}
WORK_STYLES: dict[str, Style] = {
    "falls_below": "bad", "still_below": "bad", "to_judge": "warn", "may_follow": "", "unaffected": "dim",
}  # fmt: skip
#: By `floor.compare.Relation`.
RELATIONS: dict[str, Text] = {
    "equal": T("服务对象不变"),
    "wider": T("服务对象变宽"),
    "narrower": T("服务对象变窄"),
    "crossing": T("服务对象有进有出"),
    "undecided": T("服务对象的关系未判定"),
    "not_formalised": T("服务对象须由人比较"),
}
EFFECTS: dict[str, Text] = {
    "better": T("对居民更好"),
    "worse": T("对居民更差"),
    "mixed": T("有好有差"),
    "other": T("有变化"),
}
EFFECT_STYLES: dict[str, Style] = {"better": "good", "worse": "bad", "mixed": "warn", "other": ""}
SEVERITIES: dict[Severity, Text] = {
    Severity.ERROR: T("错误"),
    Severity.WARNING: T("警告"),
    Severity.ADVICE: T("建议"),
}
ANSWERS: dict[bool | None, Text] = {True: T("符合"), False: T("不符合"), None: T("不能确定")}
_AGE_LABELS = ("年龄", "周岁", "实足年龄")
_VAGUE = ("无", "其他", "不详", "没有")


@dataclass(frozen=True)
class Speaker:
    """Says facts, residents, rules and values of one vocabulary in one language."""

    book: FactBook
    language: Language = "zh"

    @classmethod
    def of(cls, library: Library, language: Language, *others: Library) -> Speaker:
        """A speaker for a library and for others (earlier editions) whose names differ; ours win."""
        facts: dict[str, Fact] = {}
        parameters: dict[str, Parameter] = {}
        for book in (*(other.book for other in others), library.book):
            facts |= book.facts
            parameters |= book.parameters
        return cls(FactBook(facts, library.book.invariants, parameters, library.book.successions), language)

    def say(self, text: object) -> str:
        """A message or label in the speaker's language."""
        return say(text, self.language)

    def label(self, name: str) -> str:
        """The label of a fact or parameter; the name itself where there is none."""
        item = self.book.facts.get(name) or self.book.parameters.get(name)
        return name if item is None else item.label.say(self.language)

    def fact(self, name: str, value: Value) -> str:
        """One fact of a resident, as a few words: 「67岁」, 「不是低保对象」."""
        item = self.book.facts.get(name) or self.book.parameters.get(name)
        if item is None:
            return f"{name} = {value}"
        if isinstance(value, bool):
            return self._yes_no(item, value)
        if isinstance(value, str):
            return self._member(item, value)
        if isinstance(value, date):
            return self._labelled(item, value.isoformat())
        return self._number(item, Fraction(value), name)

    def _yes_no(self, item: Fact | Parameter, value: bool) -> str:
        says = item.says if isinstance(item, Fact) else None
        if says is not None:
            return (says.yes if value else says.no).say(self.language)
        return self._labelled(item, self.say(T("是") if value else T("否")))

    def _member(self, item: Fact | Parameter, value: str) -> str:
        members = (item.members if isinstance(item, Fact) else None) or {}
        label = members[value].say(self.language) if value in members else value
        if self.language == "zh" and len(label) > 2 and not label.startswith(_VAGUE):
            return label
        return self._labelled(item, label)

    def _number(self, item: Fact | Parameter, value: Fraction, name: str) -> str:
        if item.type == "age":
            if name == "age" or item.label.zh in _AGE_LABELS:
                return self.say(T("{n} 岁", n=value))
            return self._labelled(item, self.say(T("{n} 岁", n=value)))
        if item.type == "money":
            value /= 100
        unit = _unit(item.unit or ("CNY" if item.type == "money" else None))
        shown = format_number(value) if unit is None else Quantity(value, unit).say(self.language)
        return self._labelled(item, shown)

    def _labelled(self, item: Fact | Parameter, value: str) -> str:
        colon = "：" if self.language == "zh" else ": "
        return f"{item.label.say(self.language)}{colon}{value}"

    def person(self, facts: Mapping[str, Value]) -> str:
        """Facts as a list of words."""
        return self.join(self.fact(name, value) for name, value in facts.items())

    def resident(self, resident: Resident, most: int = 4) -> str:
        """A resident: what is unlike an ordinary one first, then what else decides (at most `most`), then what nobody told.

        The facts are those the prover gives: mentioned by the rules, or unlike an ordinary resident.
        """
        unlike = {name: resident.facts[name] for name in resident.unlike if name in resident.facts}
        rest = {name: value for name, value in resident.facts.items() if name not in unlike}
        parts = [self.person(unlike) if unlike else self.say(T("一位普通居民"))]
        if rest:
            shown = dict(list(rest.items())[:most])
            words = self.person(shown)
            more = len(rest) - len(shown)
            parts.append(
                self.say(T("其余如常：{facts}等 {n} 项", facts=words, n=len(rest)))
                if more
                else self.say(T("其余如常：{facts}", facts=words))
            )
        if resident.unknown:
            names = [self.label(name) for name in resident.unknown]
            parts.append(self.say(T("没有告诉我们：{facts}", facts=names)))
        return ("；" if self.language == "zh" else "; ").join(parts)

    def join(self, words: Iterable[str]) -> str:
        """Words in a row."""
        return ("，" if self.language == "zh" else ", ").join(words)

    def level(self, level: Level | None) -> str:
        """A value as a resident gets it: 「每年2次」, or that nothing is guaranteed."""
        if level is None or level.value is None:
            return self.say(T("没有保障"))
        return Quantity(level.value, level.unit).say(self.language)

    def rule(self, expr: Expr | None) -> str:
        """A rule in prose."""
        from zhunsheng.rule.prose import say_rule

        return self.say(T("没有规则")) if expr is None else say_rule(expr, self.book, self.language)

    def value(self, expr: Expr, unit: Unit) -> str:
        """A value in prose."""
        from zhunsheng.rule.prose import say_value

        return say_value(expr, unit, self.book, self.language)


def _unit(text: str | None) -> Unit | None:
    try:
        return None if text is None else Unit.parse(text)
    except QuantityError:
        return None
