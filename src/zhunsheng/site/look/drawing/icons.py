"""Icons of one stroke on a field of 16; they stand beside words and are hidden from readers."""

from __future__ import annotations

from functools import cache

from django.utils.safestring import SafeString, mark_safe

from zhunsheng.site.look.drawing.marks import element

ICONS: dict[str, str] = {
    "search": "M7 12a5 5 0 1 0 0-10a5 5 0 0 0 0 10zM10.600 10.600L14 14",
    "calendar": "M2.500 3.500h11v10h-11zM2.500 6.500h11M5.500 2v2.500M10.500 2v2.500",
    "print": "M4.500 5.500V2h7v3.500M4.500 11.500h-2.500v-6h12v6h-2.500M4.500 9.500h7V14h-7z",
    "speaker": "M2 6h2.500L8 3v10L4.500 10H2zM10.500 5.500c1.500 1.500 1.500 3.500 0 5M12.500 3.500c2.700 2.700 2.700 6.300 0 9",
    "phone": "M3 2.500h2.500l1.200 3L5 7c.8 1.800 2.200 3.200 4 4l1.500-1.700l3 1.200V13c0 .6-.5 1-1 1C6.500 13.500 2.500 9.500 2 3.500c0-.5.400-1 1-1z",
    "pin": "M8 14.500C5 11 3.500 8.700 3.500 6.500a4.500 4.500 0 0 1 9 0c0 2.200-1.500 4.500-4.500 8zM8 8a1.600 1.600 0 1 0 0-3.200A1.600 1.600 0 0 0 8 8z",
    "lock": "M3.500 7h9v7h-9zM5.500 7V4.500a2.500 2.500 0 0 1 5 0V7",
    "right": "M6 3l5 5l-5 5",
    "left": "M10 3L5 8l5 5",
    "down": "M4 6l4 4l4-4",
    "up": "M4 10l4-4l4 4",
    "arrow": "M2 8h12M10 4l4 4l-4 4",
    "close": "M3.500 3.500l9 9M12.500 3.500l-9 9",
    "check": "M3 8.500l3.500 3.500L13 4.500",
    "plus": "M8 3v10M3 8h10",
    "minus": "M3 8h10",
    "warning": "M8 2L14.500 13.500h-13zM8 6.500v3.500M8 11.800v.1",
    "info": "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 7.500V11M8 5v.1",
    "external": "M9.500 2.500h4v4M13.500 2.500L7.500 8.500M11.500 9v4.500h-9v-9H7",
    "download": "M8 2v8M4.500 6.800L8 10.200l3.500-3.400M2.500 13.500h11",
    "menu": "M2 4h12M2 8h12M2 12h12",
    "user": "M8 8a3 3 0 1 0 0-6a3 3 0 0 0 0 6zM2.500 14c.5-3 2.700-4.500 5.500-4.500s5 1.500 5.500 4.500",
    "filter": "M2 3h12L9.500 8.500V13l-3-1.500v-3z",
    "flag": "M3.500 14V2.500h8l-1.500 3l1.500 3h-8",
    "copy": "M5.500 5.500h8v8h-8zM10.500 5.500v-3h-8v8h3",
    "clock": "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM8 4.500V8l2.500 1.500",
    "file": "M3.500 1.500h6l3 3v10h-9zM9.500 1.500v3h3",
    "list": "M6 4h8M6 8h8M6 12h8M2.500 4h.1M2.500 8h.1M2.500 12h.1",
    "swap": "M3 5.500h10M10 2.500l3 3M13 10.500H3M6 13.500l-3-3",
    "bulb": "M6 12.500h4M6.500 14.500h3M8 1.500a4.300 4.300 0 0 0-2.500 7.800c.4.300.5.700.5 1.200h4c0-.5.100-.9.500-1.200A4.300 4.300 0 0 0 8 1.500z",
    "home": "M2 7.500L8 2.500l6 5M4 6.500v7h8v-7",
    "chart": "M2 14h12M4 14V8.500M8 14V4M12 14V6.500",
    "bell": "M4 11V7a4 4 0 0 1 8 0v4l1.500 1.500h-11zM6.500 14h3",
}


@cache
def icon(name: str, size: int = 16) -> SafeString:
    """The icon called `name`.  Raises KeyError when there is none."""
    path = element(
        "path",
        d=ICONS[name],
        fill="none",
        stroke="currentColor",
        stroke_width=1.4,
        stroke_linecap="round",
        stroke_linejoin="round",
    )
    return mark_safe(
        element("svg", path, class_="icon", width=size, height=size, viewBox="0 0 16 16", aria_hidden="true")
    )


@cache
def brand_mark(size: int = 26) -> SafeString:
    """The mark of the house: a level, and a plumb with its bob."""
    content = element("path", d="M3 7h22M14 2v14", fill="none", class_="k-ink", stroke_width=1.8)
    content += element("path", d="M14 15.500l4.200 4.800l-4.200 6.200l-4.200-6.200z", class_="g-brand")
    return mark_safe(
        element("svg", content, class_="brand-mark", width=size, height=size, viewBox="0 0 28 28", aria_hidden="true")
    )
