"""The words of the templates: components, names in the page's language, addresses that keep the asked moment.

``{% load look %}``.  Tags only put together what functions of `look` make; nothing here reads the database.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import parse_qsl

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from zhunsheng.publish.wording import CATEGORIES, LEVELS, PROVENANCE_MARKS, STAGES
from zhunsheng.site.look import addresses, places, words
from zhunsheng.site.look.context import THEMES, chosen_theme, language_now
from zhunsheng.site.look.drawing import glyph as glyphs
from zhunsheng.site.look.drawing import icons
from zhunsheng.site.look.drawing import skyline as skylines
from zhunsheng.site.look.moment import Moment, today
from zhunsheng.standard import wording

register = template.Library()
TONES = frozenset({"ok", "exceeds", "bad", "warn", "brand", "quiet"})


def _said(names: Mapping[Any, wording.Text | wording.Words], key: object) -> str:
    """The name of `key` in the page's language; a key without a name is shown as it stands."""
    name = names.get(str(key))
    return name.say(language_now()) if name is not None else str(key or "")


# Names


@register.filter
def say(value: object) -> str:
    """Text, Words, a quantity or a list of them in the page's language; None says nothing."""
    return "" if value is None else wording.say(value, language_now())


@register.filter
def verdict_name(value: object) -> str:
    """已证明, 低于底线…"""
    return _said(words.VERDICTS, value)


@register.filter
def aspect_name(value: object, full: str = "") -> str:
    """对象, 内容…; ``|aspect_name:"full"`` 服务对象, 服务内容…"""
    return _said(words.ASPECTS_IN_FULL if full else words.ASPECTS, value)


@register.filter
def level_name(value: object) -> str:
    """国家标准, 内部标准…"""
    return _said(LEVELS, value)


@register.filter
def category_name(value: object) -> str:
    """服务提供标准…"""
    return _said(CATEGORIES, value)


@register.filter
def stage_name(value: object) -> str:
    """起草, 已发布…"""
    return _said(STAGES, value)


@register.filter
def provenance_name(value: object) -> str:
    """示例内容, 据媒体报道…"""
    return _said(PROVENANCE_MARKS, value)


@register.filter
def day(value: object) -> str:
    """A day as tables write it: 2025-10-09; a text is left alone, None says nothing."""
    if isinstance(value, datetime):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value or "")


@register.filter
def day_long(value: object) -> str:
    """A day as sentences write it: 10 月 9 日, with its year unless it is this one."""
    if isinstance(value, datetime):
        value = value.date()
    if not isinstance(value, date):
        return str(value or "")
    if language_now() == "en":
        return f"{value.day} {value:%B}" + ("" if value.year == today().year else f" {value.year}")
    year = "" if value.year == today().year else f"{value.year} 年 "
    return f"{year}{value.month} 月 {value.day} 日"


@register.filter
def initial(value: object) -> str:
    """The first character of a name, for the round sign beside it."""
    return str(value)[:1]


@register.simple_tag
def pick(thing: object, field: str) -> str:
    """`field`_en on English pages where there is one, else `field`_zh; of an object or a mapping."""
    order = ("en", "zh") if language_now() == "en" else ("zh",)
    for language in order:
        name = f"{field}_{language}"
        value = thing.get(name) if isinstance(thing, Mapping) else getattr(thing, name, "")
        if value:
            return str(value)
    return ""


# Components


@lru_cache(maxsize=1024)
def _verdict_named(key: str, size: int, with_words: bool, language: wording.Language) -> SafeString:
    name = words.VERDICTS[key].say(language) if key in words.VERDICTS else key
    if with_words:
        return _verdict_beside(key, name, size)
    return format_html('<span class="verdict v-{}">{}</span>', key, glyphs.glyph(key, name, size))


def _verdict_beside(key: str, shown: str, size: int) -> SafeString:
    return format_html('<span class="verdict v-{}">{}<span>{}</span></span>', key, glyphs.glyph(key, None, size), shown)


@register.simple_tag
def verdict(value: object, label: object = False, size: int = glyphs.WIDTH) -> SafeString:
    """The glyph of a verdict.  label: True writes the name beside it, a text writes that instead."""
    if not label or label is True:
        return _verdict_named(str(value), int(size), bool(label), language_now())
    return _verdict_beside(str(value), say(label), int(size))


def mark_of(entry: object) -> str:
    """What the skyline shows of an aspect: its verdict, exceeds where it is proved and better, silent, or zero."""
    if entry is None:
        return "silent"
    if isinstance(entry, str):
        return str(entry)

    def read(name: str) -> object:
        return entry.get(name) if isinstance(entry, Mapping) else getattr(entry, name, None)

    if read("silent"):
        return "silent"
    kind = str(read("verdict") or "silent")
    return "exceeds" if kind == "proved" and read("exceeds") else kind


@lru_cache(maxsize=4096)
def _skyline_named(kinds: tuple[str, ...], aspects: bool, language: wording.Language) -> SafeString:
    names = [words.VERDICTS[kind].say(language) if kind in words.VERDICTS else kind for kind in kinds]
    if not aspects:
        return skylines.skyline(kinds, " ".join(names))
    comma = "，" if language == "zh" else ", "
    parts = (f"{aspect.say(language)} {name}" for aspect, name in zip(words.ASPECTS.values(), names, strict=True))
    return skylines.skyline(kinds, comma.join(parts))


@register.simple_tag
def skyline(aspects: Mapping[str, object] | Sequence[object]) -> SafeString:
    """Five marks in fixed order from a mapping of aspects; from a sequence one mark for each (steps of a process)."""
    if isinstance(aspects, Mapping):
        return _skyline_named(tuple(mark_of(aspects.get(name)) for name in words.ASPECTS), True, language_now())
    return _skyline_named(tuple(mark_of(entry) for entry in aspects), False, language_now())


@register.simple_tag
def provenance(kind: object, words_instead: object = None) -> SafeString:
    """The provenance mark: dashed for what is not the real thing."""
    dashed = " is-dashed" if str(kind) in words.DASHED else ""
    return format_html('<span class="provenance{}">{}</span>', dashed, say(words_instead) or provenance_name(kind))


@register.simple_tag
def badge(text: object, tone: str = "quiet") -> SafeString:
    """A work state; tone: ok, exceeds, bad, warn, brand, quiet.  Raises for another tone."""
    if tone not in TONES:
        raise template.TemplateSyntaxError(f"badge: unknown tone {tone!r}")
    return format_html('<span class="badge badge-{}">{}</span>', tone, say(text))


@register.simple_tag
def tag(text: object) -> SafeString:
    """A kind, outlined."""
    return format_html('<span class="tag">{}</span>', say(text))


@register.simple_tag
def icon(name: str, size: int = 16) -> SafeString:
    """An icon beside words."""
    return icons.icon(name, size)


@register.simple_tag
def brand_mark(size: int = 26) -> SafeString:
    """The mark of the house."""
    return icons.brand_mark(size)


@register.simple_tag
def bob(height: int = 20) -> SafeString:
    """The plumb with its bob, as a sign for a promise or a beginning."""
    return glyphs.bob(height)


@register.inclusion_tag("look/parts/chain.html")
def chain(nodes: Sequence[Mapping[str, object]]) -> dict[str, object]:
    """The chain of derivation.

    nodes: from the top, each with ``title`` and perhaps ``detail``, ``url``, ``here`` (bool), and ``verdict`` of the
    link that leads to it from the node before (absent on the first).
    """
    return {"nodes": nodes}


# Addresses


def _request(context: Context) -> HttpRequest:
    found: HttpRequest = context["request"]
    return found


@register.simple_tag(takes_context=True)
def url_on(context: Context, name: str, *args: object, **kwargs: object) -> str:
    """The address of a page with the asked moment kept."""
    address = reverse(name, args=args, kwargs=kwargs)
    query = _asked(context)
    return str(conditional_escape(f"{address}?{query}" if query else address))


def _asked(context: Context) -> str:
    """The asked moment as a query; empty where nothing was asked."""
    moment: Moment | None = context.get("moment")
    return moment.query if moment is not None else ""


@register.simple_tag
def look_url(name: str) -> str:
    """The address of a page of this room."""
    return reverse(f"look:{name}")


@register.simple_tag(takes_context=True)
def here(context: Context) -> str:
    """This page without the asked moment and language, for ``next``."""
    return addresses.here(_request(context), "on", "known", "lang")


@register.simple_tag(takes_context=True)
def now_link(context: Context) -> str:
    """Back to today, on this page."""
    return addresses.with_query(reverse("look:as_of"), next=here(context))


@register.simple_tag(takes_context=True)
def language_address(context: Context) -> str:
    """This page in the other language."""
    return addresses.here(_request(context), lang="zh" if language_now() == "en" else "en")


@register.simple_tag(takes_context=True)
def language_link(context: Context) -> SafeString:
    """The link to the other language, in that language."""
    code, label = ("zh-Hans", "中文") if language_now() == "en" else ("en", "English")
    address = language_address(context)
    return format_html('<a href="{}" lang="{}" hreflang="{}" rel="alternate">{}</a>', address, code, code, label)


@register.simple_tag(takes_context=True)
def display_link(context: Context, kind: str) -> str:
    """The address that switches the elder display over and comes back."""
    wanted = "0" if context.get("elder") else "1"
    back = addresses.here(_request(context), "lang")
    return addresses.with_query(reverse("look:display"), **{kind: wanted, "next": back})


@register.simple_tag(takes_context=True)
def display_choices(context: Context) -> list[dict[str, object]]:
    """Light, dark, as the device: label, address, theme, is_on."""
    request = _request(context)
    chosen = chosen_theme(request)
    labels = {"light": _("浅色"), "dark": _("深色"), "system": _("随系统")}
    back = addresses.here(request, "lang")
    return [
        {
            "theme": theme,
            "label": labels[theme],
            "is_on": theme == chosen,
            "address": addresses.with_query(reverse("look:display"), theme=theme, next=back),
        }
        for theme in THEMES
    ]


@register.simple_tag(takes_context=True)
def public_places(context: Context) -> tuple[places.Place, ...]:
    """The residents' menu, with the asked moment kept."""
    return places.public_places(_asked(context))


@register.simple_tag(takes_context=True)
def office_places(context: Context) -> list[places.Group]:
    """The office's menu for this user, with the asked moment kept."""
    return list(places.office_places(_request(context), _asked(context)))


@register.simple_tag(takes_context=True)
def asked_fields(context: Context) -> SafeString:
    """The asked moment as hidden fields, for a form that leads to another page."""
    pairs = parse_qsl(_asked(context))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', pairs)
