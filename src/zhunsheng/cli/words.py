"""How reports of the command line look: the style of each verdict, work and effect; words that no other room needs."""

from __future__ import annotations

from zhunsheng.cli.render.blocks import Style
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.wording import T, Text

#: By the value of `floor.verdict.Verdict`.
VERDICT_STYLES: dict[str, Style] = {
    "proved": "good", "violated": "bad", "missing": "bad", "not_formalised": "warn", "undecided": "warn",
}  # fmt: skip
#: By `floor.impact.WorkKind`.
WORK_STYLES: dict[str, Style] = {
    "falls_below": "bad", "still_below": "bad", "to_judge": "warn", "may_follow": "", "unaffected": "dim",
}  # fmt: skip
#: By `floor.compare.Effect`.
EFFECT_STYLES: dict[str, Style] = {"better": "good", "worse": "bad", "mixed": "warn", "other": ""}
SEVERITIES: dict[Severity, Text] = {
    Severity.ERROR: T("错误"),
    Severity.WARNING: T("警告"),
    Severity.ADVICE: T("建议"),
}
ANSWERS: dict[bool | None, Text] = {True: T("符合"), False: T("不符合"), None: T("不能确定")}
