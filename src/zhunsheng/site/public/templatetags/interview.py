"""The rows of the live list.  Some 140 stand on the page after every answer, so they are written without a template."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zhunsheng.site.public.interview_rows import Row, address_of

register = template.Library()


@register.simple_tag
def interview_rows(rows: Iterable[Row], group: str, query: str) -> SafeString:
    """List items: title as a link, what stands at its right, and what is said below.  query: kept on every address."""
    tone = "ok" if group == "entitled" else "quiet"
    settled = escape(_("刚刚确定"))  # by itself: words inside an f-string are not found for translation
    just = f'<span class="badge badge-{tone}">{settled}</span>'
    await_it = escape(_("，有结果会在本页更新；急需的可先咨询街道。"))
    first = escape(_("可以先办："))
    tail = escape(query)
    written = []
    for row in rows:
        written.append(
            f'<li><div class="interview-item"><a href="{address_of(row.item)}{tail}">{escape(row.title)}</a>'
        )
        written.append(just if row.just else "")
        written.append(
            f'<span class="interview-side">{escape(row.side[:1].upper() + row.side[1:])}</span>' if row.side else ""
        )
        written.append("</div>")
        written += [f"<p>{escape(line[:1].upper() + line[1:])}</p>" for line in row.lines]
        written.append(f"<p><b>{escape(row.disputed)}</b>{await_it}</p>" if row.disputed else "")
        if row.instead is not None:
            item, title = row.instead
            written.append(f'<p>{first}<a href="{address_of(item)}{tail}">{escape(title)}</a></p>')
        written.append("</li>")
    return mark_safe("".join(written))
