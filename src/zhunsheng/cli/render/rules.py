"""A service explained: its rules in prose, its values, and what it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from zhunsheng.cli.render.blocks import Block, Line, Span, heading, items, line, para
from zhunsheng.floor.wording import Speaker
from zhunsheng.rule.compiled import CompiledDeliverable, CompiledService
from zhunsheng.rule.speaking import guarantee_words, measure_words
from zhunsheng.rule.tree import TRUE, Expr
from zhunsheng.standard.findings import place_data
from zhunsheng.standard.wording import LANGUAGES, T, Text

FITS: dict[str, Text] = {
    "exact": T("规则与文字一致"),
    "approximate": T("规则是近似的，没有写尽文字的意思"),
    "placeholder": T("规则只是占位，不用于证明"),
}


def rule_words(rule: Expr | None, speaker: Speaker) -> dict[str, str | None]:
    """A rule in every language."""
    return {language: None if rule is None else Speaker(speaker.book, language).rule(rule) for language in LANGUAGES}


# -- for programs -----------------------------------------------------------------------------------------------------


def service_data(
    service: CompiledService, ancestors: Iterable[str], derived: Iterable[str], day: date, speaker: Speaker
) -> dict[str, Any]:
    """A service as data, rules as text and in prose."""
    source = service.source
    return {
        "ref": service.ref,
        "title": None if source.title is None else source.title.say(speaker.language),
        "place": place_data(service.place),
        "formal": service.is_formal,
        "fit": source.fit,
        "eligible": {"text": source.eligible, **rule_words(service.eligible, speaker)},
        "conditions": [{"id": item.id, **rule_words(item.rule, speaker)} for item in service.conditions or ()],
        "delivers": [_deliverable_data(item, day, speaker) for item in service.deliverables.values()],
        "promise": None if service.promise is None else measure_words(service.promise.measure, day, speaker),
        "statutory": None if service.statutory is None else measure_words(service.statutory.measure, day, speaker),
        "fee": None if service.fee is None else measure_words(service.fee, day, speaker),
        "ancestors": list(ancestors),
        "derived": list(derived),
    }


def _deliverable_data(item: CompiledDeliverable, day: date, speaker: Speaker) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title.say(speaker.language),
        "when": rule_words(item.when, speaker),
        "guarantees": [
            {"id": name, "direction": one.direction, "when": rule_words(one.when, speaker),
             "words": guarantee_words(one, day, speaker)}
            for name, one in item.guarantees.items()
        ],
    }  # fmt: skip


# -- for people -------------------------------------------------------------------------------------------------------


def service_blocks(
    service: CompiledService,
    ancestors: Iterable[str],
    derived: Iterable[str],
    day: date,
    speaker: Speaker,
    other: Speaker | None,
    origin: str = "",
) -> list[Block]:
    """A service as a page; `other` says its rules a second time, in another language; `origin`: its provenance."""
    source = service.source
    title = service.id if source.title is None else source.title.say(speaker.language)
    blocks: list[Block] = [heading(2, title, Span(f"  {service.ref}  {service.place}", "dim"))]
    if origin:
        blocks.append(para(Span(speaker.say(T("内容性质：{origin}", origin=origin)), "warn")))
    if source.object is not None:
        blocks.append(para(speaker.say(T("原文：{text}", text=source.object))))
    blocks.append(items(_rows(service, ancestors, derived, day, speaker, other)))
    return blocks


def _rows(
    service: CompiledService,
    ancestors: Iterable[str],
    derived: Iterable[str],
    day: date,
    speaker: Speaker,
    other: Speaker | None,
) -> Iterator[tuple[Line, Iterable[Block]] | Line]:
    say = speaker.say
    yield line(Span(say(T("服务对象：")), "strong"), *_said(service.eligible, speaker, other))
    if service.source.fit is not None:
        yield line(Span(say(FITS[service.source.fit]), "" if service.source.fit == "exact" else "warn"))
    for condition in service.conditions or ():
        yield line(Span(say(T("申报条件：")), "strong"), *_said(condition.rule, speaker, other))
    for item in service.deliverables.values():
        yield _deliverable(item, day, speaker, other)
    yield from _limits(service, day, speaker)
    parents, children = list(ancestors), list(derived)
    if parents:
        yield line(Span(say(T("由此而来：")), "strong"), speaker.join(parents))
    if children:
        yield line(Span(say(T("由它而来：")), "strong"), speaker.join(children))


def _said(rule: Expr | None, speaker: Speaker, other: Speaker | None) -> Iterator[str]:
    yield speaker.rule(rule)
    if other is not None and rule is not None:
        yield f" / {other.rule(rule)}"


def _deliverable(
    item: CompiledDeliverable, day: date, speaker: Speaker, other: Speaker | None
) -> tuple[Line, list[Block]]:
    head: list[Span | str] = [Span(speaker.say(T("服务内容：")), "strong"), item.title.say(speaker.language)]
    if item.when != TRUE:
        head.append(speaker.say(T("（限于：{rule}）", rule="".join(_said(item.when, speaker, other)))))
    rows = []
    for guarantee in item.guarantees.values():
        name = guarantee.source.title.say(speaker.language) if guarantee.source.title is not None else guarantee.id
        colon = "：" if speaker.language == "zh" else ": "
        words = f"{name}{colon}{guarantee_words(guarantee, day, speaker)}"
        if guarantee.when != TRUE:
            words += speaker.say(T("（限于：{rule}）", rule="".join(_said(guarantee.when, speaker, other))))
        rows.append(line(words))
    return line(*head), [items(rows)] if rows else []


def _limits(service: CompiledService, day: date, speaker: Speaker) -> Iterator[Line]:
    limits = (
        (T("承诺办结时限："), None if service.promise is None else service.promise.measure),
        (T("法定办结时限："), None if service.statutory is None else service.statutory.measure),
        (T("收费："), service.fee),
    )
    for title, measure in limits:
        if measure is not None:
            yield line(Span(speaker.say(title), "strong"), measure_words(measure, day, speaker))
