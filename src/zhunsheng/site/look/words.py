"""Names of verdicts and aspects as pages say them, on top of the words that all reports share.

Levels, categories and stages are those that documents use (`publish.wording`).  The short ones are bilingual labels and
not messages: a word such as 内容 stands elsewhere in the catalogue in another meaning.
"""

from __future__ import annotations

from zhunsheng.floor.wording import ASPECTS as ASPECTS_IN_FULL
from zhunsheng.floor.wording import VERDICTS as CORE_VERDICTS
from zhunsheng.standard.wording import Text, Words

__all__ = ["ASPECTS", "ASPECTS_IN_FULL", "DASHED", "VERDICTS"]

#: By verdict, with what only pages show: exceeds, zero (nobody here), not_eligible (a resident), silent (nothing asked).
VERDICTS: dict[str, Text | Words] = {
    **CORE_VERDICTS,
    "not_formalised": Words("须人判", "a person must judge"),
    "exceeds": Words("优于", "better"),
    "zero": Words("无对象", "nobody here"),
    "not_eligible": Words("目前不符合", "not at present"),
    "silent": Words("上位未列", "not asked above"),
}
#: The five aspects in their fixed order, as short as a table head needs them.
ASPECTS: dict[str, Words] = {
    "object": Words("对象", "Who"),
    "content": Words("内容", "Content"),
    "level": Words("水平", "Level"),
    "time": Words("时限", "Time"),
    "burden": Words("负担", "Burden"),
}
#: Kinds of provenance that are not the real thing: drawn with a dashed outline.
DASHED = frozenset({"illustrative", "reported_by_press", "imported"})
