"""Guides and standards as files: made by the core, kept by what they say, sent with a name, a tag and a day.

The tag is a hash of the document itself, so equal documents answer a conditional request whatever day they are of.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache as once
from importlib.metadata import version
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date

from zhunsheng.publish.blocks import Document
from zhunsheng.publish.data import document_data
from zhunsheng.publish.markdown import to_markdown
from zhunsheng.publish.pdf import to_pdf
from zhunsheng.publish.word import to_docx
from zhunsheng.site.kept import Kept

#: Files kept in the process; they can always be made again, and any number of days can be asked for.
_files: Kept[bytes] = Kept(120)
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]+')


@dataclass(frozen=True)
class Format:
    """A kind of file: its ending, media type and writer."""

    ending: str
    media_type: str
    write: Callable[[Document], bytes]


def _markdown(document: Document) -> bytes:
    return to_markdown(document).encode()


FORMATS: Mapping[str, Format] = {
    one.ending: one
    for one in (
        Format("pdf", "application/pdf", to_pdf),
        Format("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", to_docx),
        Format("md", "text/markdown; charset=utf-8", _markdown),
    )
}


@once
def _release() -> str:
    """The release of the program: another one may write the same document in other bytes."""
    return version("zhunsheng")


def tag_of(document: Document, ending: str) -> str:
    """The entity tag of a document as a file."""
    data = json.dumps([_release(), ending, document_data(document)], ensure_ascii=False, sort_keys=True, default=str)
    return f'"{hashlib.sha256(data.encode()).hexdigest()[:32]}"'


def body_of(document: Document, form: Format, tag: str) -> bytes:
    """The bytes of a document, made where they are not kept."""
    return _files.get(tag, lambda: form.write(document))


def answer(
    request: HttpRequest, document: Document, form: Format, name: str, changed: datetime, *, download: bool = True
) -> HttpResponseBase:
    """The document as a response, or 304 where the asker has it.  name: of the file, without ending."""
    tag = tag_of(document, form.ending)
    modified = int(changed.timestamp())
    found = get_conditional_response(request, etag=tag, last_modified=modified)
    if found is None:
        found = HttpResponse(body_of(document, form, tag), content_type=form.media_type)
        found.headers["Content-Disposition"] = disposition(f"{name}.{form.ending}", download=download)
    found.headers["ETag"] = tag
    found.headers["Last-Modified"] = http_date(modified)
    if "on" in request.GET and "lang" in request.GET:
        patch_cache_control(found, public=True, max_age=300)
    else:  # the day or the language may come from a cookie
        patch_cache_control(found, private=True, no_cache=True)
    return found


def disposition(name: str, *, download: bool) -> str:
    """The header for a file with a Chinese name: an ASCII name for old programs, the real one as RFC 5987 has it.

    >>> print(disposition("服务指南.pdf", download=True))
    attachment; filename="document.pdf"; filename*=UTF-8''%E6%9C%8D%E5%8A%A1%E6%8C%87%E5%8D%97.pdf
    """
    safe = _UNSAFE.sub(" ", name).strip() or "document"
    plain = safe if safe.isascii() else f"document.{safe.rpartition('.')[2]}"
    kind = "attachment" if download else "inline"
    return f"{kind}; filename=\"{plain}\"; filename*=UTF-8''{quote(safe, safe='')}"
