"""Works and their editions: which edition of a text is in force on a day.

A work is one text through its life; it may climb from internal to group to city to province and change its number on
the way.  An edition is what was published on a day and never changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from zhunsheng.standard.base import DateGap
from zhunsheng.standard.code import CodeError, StandardCode
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding, Place, Related
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.standard.workspace import Workspace


def work_of(standard: Standard) -> str | None:
    """What the editions of a text share: its `work`, else its number without the year; None where it has neither."""
    if standard.work is not None or standard.standard is None:
        return standard.work
    try:
        return str(StandardCode.parse(standard.standard).undated)
    except CodeError:
        return standard.standard


def by_work(standards: Iterable[Standard]) -> dict[str, list[Standard]]:
    """Editions by work, earliest first; texts without work or number are left out."""
    found: dict[str, list[Standard]] = {}
    for standard in standards:
        work = work_of(standard)
        if work is not None:
            found.setdefault(work, []).append(standard)
    for editions in found.values():
        editions.sort(key=lambda edition: edition.effective or date.min)
    return found


def in_force(editions: Iterable[Standard], day: date) -> Standard:
    """The edition in force on `day`: the last that had taken effect, unless it ended before.

    Raises DateGap where none is in force; the last known edition never stands in.
    """
    known = list(editions)
    started = [edition for edition in known if edition.effective is not None and edition.effective <= day]
    if started:
        latest = max(started, key=lambda edition: edition.effective or date.min)
        if (latest.until is None or latest.until >= day) and latest.stage != "withdrawn":
            return latest
    raise DateGap(day, min((edition.effective for edition in known if edition.effective is not None), default=None))


def edition_findings(workspace: Workspace) -> Iterator[Finding]:
    """ZS321: two editions of one work take effect on the same day.  ZS322: an edition ends before it takes effect."""
    places: Mapping[int, Place] = {
        id(loaded.model): loaded.place("effective") for loaded in workspace.files.values() if loaded.model is not None
    }
    models = [loaded.model for loaded in workspace.files.values() if loaded.model is not None]
    for edition in models:
        if edition.until is not None and edition.effective is not None and edition.until < edition.effective:
            message = T("失效日 {until} 早于实施日 {effective}", until=edition.until, effective=edition.effective)
            yield Finding("ZS322", places[id(edition)], message, T("until 是有效的最后一天"))
    for work, editions in by_work(models).items():
        dated = [edition for edition in editions if edition.effective is not None]
        for earlier, later in pairwise(dated):
            same_number = earlier.work is None and earlier.standard == later.standard  # a number given twice is ZS602
            if earlier.effective == later.effective and not same_number:
                message = T("「{work}」的两版在同一天实施：{day}", work=work, day=later.effective)
                other = Related(places[id(earlier)], T("另一版在这里"))
                yield Finding(
                    "ZS321", places[id(later)], message, T("请改实施日，或给不同的文本写不同的 work"), related=(other,)
                )
