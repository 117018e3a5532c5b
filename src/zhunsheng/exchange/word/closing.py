"""The end of an official paper: who signed it and when, when it comes into force, what it repeals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from zhunsheng.exchange.word.builder import Builder
from zhunsheng.exchange.word.codes import document_number
from zhunsheng.exchange.word.dates import days
from zhunsheng.exchange.word.flat import Block, Para
from zhunsheng.exchange.word.rows import Row
from zhunsheng.exchange.word.text import squeezed, tidy
from zhunsheng.standard.wording import T

#: Paragraphs at the end among which a signature is looked for.
_TAIL: Final = 8
_IN_FORCE: Final = re.compile(
    r"(?:本[\u3400-\u9fff]{1,12}|^)自(?P<day>[^，。；自]{6,20}?)起(?:正式)?(?:施行|执行|实施|生效)"
)
_AT_ONCE: Final = re.compile(r"自(?:发布|印发|公布|下发)之日起(?:施行|执行|实施|生效)")
_ORG: Final = re.compile(r"[\u3400-\u9fff（）()\s、]{4,60}")


def signature(builder: Builder, fields: dict[str, Any], rows: list[Row]) -> list[Row]:
    """Without the body and the day that sign a notice."""
    for at in range(len(rows) - 1):
        body, day = rows[at], rows[at + 1]
        dates = days(day.text)
        if (
            len(dates) == 1
            and _ORG.fullmatch(tidy(body.text))
            and not squeezed(day.text[: dates[0].start] + day.text[dates[0].end :])
        ):
            _sign(builder, fields, body, day, dates[0].day.isoformat())
            return [*rows[:at], *rows[at + 2 :]]
    return rows


def _sign(builder: Builder, fields: dict[str, Any], body: Row, day: Row, issued: str) -> None:
    ledger = builder.ledger
    if "issuer" not in fields:
        fields["issuer"] = tidy(body.text)
        ledger.hold(body.unit, ("issuer",), body.start, body.end)
    fields.setdefault("issued", issued)
    ledger.hold(day.unit, ("issued",), day.start, day.end, as_written=False)
    ledger.aside(body.unit, T("落款"), body.start, body.end)


def without_signature(builder: Builder, fields: dict[str, Any], blocks: Sequence[Block]) -> list[Block]:
    """The blocks without the signature near the end, which names issuer and day."""
    paras = [at for at, block in enumerate(blocks) if isinstance(block, Para) and block.text.strip()][-_TAIL:]
    for first, second in pairwise(paras):
        pair = (blocks[first], blocks[second])
        rows = [Row(one.unit, 0, len(one.text), one.text) for one in pair if isinstance(one, Para)]
        if not signature(builder, fields, rows):
            return [block for at, block in enumerate(blocks) if at not in (first, second)]
    return list(blocks)


def closing(builder: Builder, fields: dict[str, Any]) -> None:
    """When a paper comes into force, and what it repeals, as its last clauses say."""
    for draft in builder.drafts:
        for line in draft.lines:
            force = _IN_FORCE.search(line)
            listed = days(force["day"]) if force else []
            if listed:
                fields.setdefault("effective", listed[0].day.isoformat())
            elif _AT_ONCE.search(line) and "issued" in fields:
                fields.setdefault("effective", fields["issued"])
            if "同时废止" in line:
                _repealed(fields, line)


def _repealed(fields: dict[str, Any], line: str) -> None:
    for quoted in re.findall(r"》\s*[（(]([^（）()]+)[）)]", line):
        number = document_number(quoted)
        kept = fields.setdefault("replaces", [])
        if number is not None and number[0] not in kept:
            kept.append(number[0])
    if not fields.get("replaces"):
        fields.pop("replaces", None)
