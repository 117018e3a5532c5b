"""The five tests of the 2021 notice over the proofs of a day; those that want data which is not here say so.

Source: notice on the national basic public service standard (2021 edition): no item missing, everyone covered, not set
too high, affordable, sustainable.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from zhunsheng.floor.prove import COSTLY
from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue.models import Proof, ProofRun
from zhunsheng.site.look.context import language_now
from zhunsheng.site.office.asking import Asked, above_on, level_of
from zhunsheng.site.office.keeping import kept
from zhunsheng.site.office.verdicts import Line, ids, item_standings, judgements, own_rows, rows_of, run_key
from zhunsheng.standard.wording import say

#: Verdicts of the coverage chart in its order; nobody here stands apart from proved.
COVERAGE = ("proved", "violated", "missing", "not_formalised", "undecided", "zero")


@dataclass(frozen=True)
class Test:
    """One test as the page shows it.

    verdict: of the glyph, empty where nothing was computed.  figure, unit: the one number; empty where nothing was
    computed.  finding: what it comes to, in a sentence.  step, address: what to do next.  data: for its drawing.
    """

    key: str
    title: str
    verdict: str
    words: str
    figure: str
    unit: str
    finding: str
    step: str = ""
    address: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)


def five(asked: Asked, run: ProofRun) -> list[Test]:
    """The five tests, worked out once for a run."""
    return kept(f"office/five/{run_key(run)}/{asked.key}/{asked.moment.query}", lambda: _five(asked, run))


def _five(asked: Asked, run: ProofRun) -> list[Test]:
    rows = own_rows(rows_of(run), asked.library, asked.on)
    top = top_of(asked)
    mine = [row for row in rows if row.upper == top.id] if top is not None else []
    titles = _titles(mine, asked)
    return [
        completeness(asked, mine, titles),
        coverage(asked, mine, titles),
        moderation(asked, rows),
        affordability(),
        sustainability(),
    ]


def top_of(asked: Asked) -> Library | None:
    """The national catalogue above the district on the day; None where there is none."""
    above = reversed(above_on(asked.library, asked.on))
    return next((one for one in above if level_of(one) == "national"), None)


def _titles(rows: Iterable[Line], asked: Asked) -> dict[str, str]:
    """Titles of the items above, by id."""
    found = {}
    for row in rows:
        title = asked.library.above(row.upper).service(row.item).source.title
        found[row.item] = row.item if title is None else title.say(asked.language)
    return found


def _some(names: Sequence[str], most: int = 3) -> str:
    shown = say(list(names[:most]), language_now())
    return _("%(names)s等 %(n)d 项") % {"names": shown, "n": len(names)} if len(names) > most else shown


# -- no item missing -------------------------------------------------------------------------------------------------


def completeness(asked: Asked, rows: Sequence[Line], titles: Mapping[str, str]) -> Test:
    """内容无缺项: every national item has one here, or is recorded as entitling nobody here."""
    aside = [row for row in rows if "not_applicable" in row.marks]
    missing = [row for row in rows if row.verdict == "missing" and not ids(row)]
    content = [row for row in rows if ids(row) and (row.aspects.get("content") or {}).get("verdict") == "missing"]
    here = len(rows) - len(aside) - len(missing)
    names = [titles[row.item] for row in (*missing, *content)]
    finding = _("每一项国家服务，本区都有对应事项或已登记为不适用。")
    if names:
        finding = _("缺：%(names)s。") % {"names": _some(names)}
    if aside:
        finding += _("%(n)d 项登记为不适用并已证明本区没有这一服务对象，另计。") % {"n": len(aside)}
    cells = [_cell(row, titles) for row in rows]
    lacking = len(missing) + len(content)
    return Test(
        "completeness", _("内容无缺项"), "missing" if lacking else "proved",
        _("缺 %(n)d 项") % {"n": lacking} if lacking else _("没有缺项"),
        str(here), _("/ %(n)d 项有本地事项") % {"n": len(rows) - len(aside)}, finding,
        _("看缺的是什么") if lacking else _("看全部事项"),
        asked.url("office:floor", show="missing") if lacking else asked.url("office:items"), {"cells": cells},
    )  # fmt: skip


def _cell(row: Line, titles: Mapping[str, str]) -> tuple[str, str]:
    if "not_applicable" in row.marks:
        return "zero", titles[row.item]
    return ("missing" if row.verdict == "missing" and not ids(row) else "here"), titles[row.item]


# -- everyone covered ------------------------------------------------------------------------------------------------


def coverage(asked: Asked, rows: Sequence[Line], titles: Mapping[str, str]) -> Test:
    """人群全覆盖: nobody whom the national standard entitles is left out here."""
    counts = dict.fromkeys(COVERAGE, 0)
    bad = []
    for row in rows:
        verdict = _object(row)
        counts[verdict] += 1
        if verdict in ("violated", "missing"):
            bad.append(titles[row.item])
    open_ = counts["not_formalised"] + counts["undecided"]
    verdict = (
        "violated" if bad else "not_formalised" if counts["not_formalised"] else "undecided" if open_ else "proved"
    )
    if bad:
        words = _("%(n)d 项有反例") % {"n": len(bad)}
        finding = _("有人国家给、我们不给：%(names)s。") % {"names": _some(bad)}
    elif open_:
        words = _("没有反例，%(n)d 项未定") % {"n": open_}
        finding = _("没有找到国家给而我们不给的人；未定的不算覆盖。")
    else:
        words = _("没有反例")
        finding = _("对每一个可能的居民都证明了：国家给的，我们都给。")
    if counts["zero"]:
        finding += _("本区没有服务对象的 %(n)d 项不算达标，另列。") % {"n": counts["zero"]}
    return Test(
        "coverage", _("人群全覆盖"), verdict, words, str(counts["proved"]),
        _("/ %(n)d 项已证明") % {"n": len(rows) - counts["zero"]}, finding,
        _("看反例") if bad else _("看底线看板"),
        asked.url("office:floor", show="violated") if bad else asked.url("office:floor"), {"counts": counts},
    )  # fmt: skip


def _object(row: Line) -> str:
    """The verdict on who is entitled; ``zero`` where the national standard entitles nobody here."""
    said = row.aspects.get("object") or {}
    verdict = str(said.get("verdict") or row.verdict)
    return "zero" if "nobody_here" in row.marks and verdict == "proved" else verdict


# -- not set too high ------------------------------------------------------------------------------------------------


def moderation(asked: Asked, rows: Sequence[Line]) -> Test:
    """标准不攀高: whoever exceeds a standard above says why; the rule of `floor.moderation` over kept proofs."""
    over = [row for row in rows if any((row.aspects.get(aspect) or {}).get("exceeds") for aspect in COSTLY)]
    items = [item for item, standing in item_standings(rows).items() if standing.exceeds]
    bare = unargued(asked.library, over)
    national = top_of(asked)
    points = _ratios([row for row in over if national is not None and row.upper == national.id], asked, bare)
    names = [_title(asked, item) for item in dict.fromkeys(item for item, _aspect in bare)]
    if bare:
        words = _("%(n)d 项待补论证") % {"n": len(names)}
        finding = _("高于上位而没有论证记录：%(names)s。") % {"names": _some(names)}
    else:
        words, finding = _("高出的都有论证"), _("每一处高于上位的，标准里都写了论证、风险和批准。")
    return Test(
        "moderation", _("标准不攀高"), "not_formalised" if bare else "proved", words, str(len(items)),
        _("项高于上位标准"), finding, _("看高出的事项"), asked.url("office:items", above="yes"),
        {"points": points},
    )  # fmt: skip


def unargued(library: Library, rows: Iterable[Line]) -> set[tuple[str, str]]:
    """Own items with the aspects in which they exceed what is above without a recorded argument."""
    found = set()
    for row in rows:
        services = [library.service(item) for item in ids(row)]
        for aspect in COSTLY:
            exceeds = (row.aspects.get(aspect) or {}).get("exceeds")
            argued = any(one.aspect == aspect for service in services for one in service.source.exceeds)
            if exceeds and services and not argued:
                found.add((services[0].id, str(aspect)))
    return found


def _title(asked: Asked, item: str) -> str:
    title = asked.library.service(item).source.title
    return item if title is None else title.say(asked.language)


def _ratios(rows: Iterable[Line], asked: Asked, bare: set[tuple[str, str]]) -> list[dict[str, Any]]:
    """For every level that exceeds the national one how many times it is as high; None where there is no such number."""
    wanted = {row.pk: row for row in rows}
    found = []
    for row in Proof.objects.filter(pk__in=list(wanted)):
        ratio = max(
            (one for judgement in judgements(row, asked.language) if (one := ratio_of(judgement))), default=None
        )
        item = ids(wanted[row.pk])[0]
        found.append({
            "title": _title(asked, item), "ratio": None if ratio is None else float(ratio),
            "argued": not any(name == item for name, _aspect in bare),
        })  # fmt: skip
    return found


def ratio_of(judgement: Mapping[str, Any]) -> Fraction | None:
    """How many times the value above a resident gets here, where more is better and both are known and alike."""
    ours, theirs = judgement.get("ours"), judgement.get("theirs")
    if not judgement.get("exceeds") or not ours or not theirs or ours["unit"] != theirs["unit"]:
        return None
    if ours["value"] is None or theirs["value"] is None or Fraction(theirs["value"]) <= 0:
        return None
    ratio = Fraction(ours["value"]) / Fraction(theirs["value"])
    return ratio if ratio > 1 else None


# -- what is not computed yet ----------------------------------------------------------------------------------------


def affordability() -> Test:
    """财力有保障: wants head counts and budget lines, which nobody has brought yet."""
    return Test(
        "affordability", _("财力有保障"), "", _("还没有测算"), "", "",
        _("还缺两样：各事项符合条件的人数，由各领域主管部门提供；各事项的预算，由区财政局提供。有了人数和预算才测算，现在不给数字。"),
        data={"missing": [_("符合条件的人数"), _("预算")]},
    )  # fmt: skip


def sustainability() -> Test:
    """服务可持续: wants trends of people, staff and cost."""
    return Test(
        "sustainability", _("服务可持续"), "", _("还没有测算"), "", "",
        _("还缺三样：人数的多年趋势，由区统计局提供；人员和场地的容量，由服务点提供；单位成本，由各主管部门提供。"),
        data={"missing": [_("人数趋势"), _("人员与场地"), _("单位成本")]},
    )  # fmt: skip
