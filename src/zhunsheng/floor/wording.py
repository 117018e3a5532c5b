"""Words that everything about proofs shares: verdicts, aspects, marks, kinds of work, and a resident as people would describe one.

Pages, the interface for programs and the command line all speak through this; how it looks is their business.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from zhunsheng.rule.speaking import Speaker as VocabularySpeaker
from zhunsheng.standard.quantity import Quantity
from zhunsheng.standard.wording import T, Text

if TYPE_CHECKING:
    from zhunsheng.floor.verdict import Level
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


@dataclass(frozen=True)
class Speaker(VocabularySpeaker):
    """Says also residents and levels, as reports of proofs need them."""

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

    def level(self, level: Level | None) -> str:
        """A value as a resident gets it: 「每年2次」, or that nothing is guaranteed."""
        if level is None or level.value is None:
            return self.say(T("没有保障"))
        return Quantity(level.value, level.unit).say(self.language)
