"""How Babel reads messages out of Django's templates: through Django's own `templatize`, then as if they were code.

Named in babel-site.cfg; `make messages` uses it, so that the GNU gettext tools are not needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from babel.messages.extract import extract_python

Message = tuple[int, str, Any, list[str]]


def extract_template(
    fileobj: IO[bytes], keywords: dict[str, Any], comment_tags: list[str], options: dict[str, Any]
) -> Iterator[Message]:
    """Messages of ``translate`` and ``blocktranslate`` in one template, with the lines they stand on."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    from django.utils.translation.template import templatize

    written = templatize(fileobj.read().decode("utf-8"), origin=getattr(fileobj, "name", None))
    # What stands between messages becomes a row of signs that is no code; each message stands alone on its line.
    lines = []
    for line in written.split("\n"):
        starts = [
            at for name in ("gettext(", "ngettext(", "pgettext(", "npgettext(", "_(") if (at := line.find(name)) >= 0
        ]
        lines.append(line[min(starts) :] if starts else "")
    yield from extract_python(BytesIO("\n".join(lines).encode()), keywords, comment_tags, options)
