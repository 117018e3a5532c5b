"""Documents given in the form that is asked for: by suffix of the address, else by ``Accept``, else as data."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Literal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from zhunsheng.publish.blocks import Document
from zhunsheng.publish.data import document_data
from zhunsheng.site.api.asked import asked_of
from zhunsheng.site.api.giving import give_one
from zhunsheng.site.api.problems import Refused
from zhunsheng.site.kept import Kept

DocumentFormat = Literal["pdf", "docx", "html", "md"]
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: Content types by suffix, and what each holds.
TYPES: dict[str, str] = {
    "json": "application/json",
    "pdf": "application/pdf",
    "docx": _DOCX,
    "html": "text/html",
    "md": "text/markdown",
}
MEDIA = {
    "application/pdf": "PDF/A",
    _DOCX: "a Word file",
    "text/html": "a page that needs nothing else",
    "text/markdown": "Markdown",
}
#: A page of ours given as a file: its own style sheet and pictures, no script, no request.
_PAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'; sandbox"


#: Files made lately: bytes and title.
_files: Kept[tuple[bytes, str]] = Kept(48)


def give_document(request: HttpRequest, make: Callable[[], Document], form: str | None, name: str) -> HttpResponse:
    """The document in the form wanted.  name: of the file, without suffix, where the document has no title."""
    asked = asked_of(request)
    wanted = form or accepted(request.headers.get("Accept", ""))
    if wanted == "json":
        return give_one(request, data_of(asked.locked(make)))

    def file() -> tuple[bytes, str]:
        document = asked.locked(make)
        return _content(document, wanted), document.full_title

    about = (request.get_host(), request.path.removesuffix(f".{wanted}"), request.GET.get("size"))
    key = (asked.snapshot.tree, asked.snapshot.district, asked.on, asked.language, wanted, *about)
    content, title = _files.get(key, file)
    answer = HttpResponse(content, content_type=f"{TYPES[wanted]}{_charset(wanted)}")
    answer["Content-Disposition"] = disposition(f"{title or name}.{wanted}", wanted)
    if wanted == "html":
        answer["Content-Security-Policy"] = _PAGE_POLICY
    return answer


def data_of(document: Document) -> dict[str, Any]:
    """A document as plain data."""
    asked: dict[str, Any] = document_data(document)
    return {
        "kind": asked["kind"],
        "language": asked["language"],
        "title": asked["title"],
        "full_title": asked["full_title"],
        "subtitle": asked["subtitle"],
        "tags": [words for words, _mark in asked["tags"]],
        "footer": asked["footer"],
        "day": document.date,
        "parts": [{"blocks": part["blocks"]} for part in asked["parts"]],
    }


def accepted(header: str) -> str:
    """The form that an ``Accept`` header wants most; data where it takes anything.  Raises Refused for none of ours."""
    weights: dict[str, float] = {}
    for part in header[:1000].split(","):
        kind, *parameters = [piece.strip().lower() for piece in part.split(";")]
        if not kind:
            continue
        told = next((piece[2:] for piece in parameters if piece.startswith("q=")), "1")
        weights[kind] = float(told) if re.fullmatch(r"[01](\.[0-9]{0,3})?", told) else 0.0
    if not weights:
        return "json"

    def weight(kind: str) -> float:
        return weights.get(kind, weights.get(kind.partition("/")[0] + "/*", weights.get("*/*", 0.0)))

    best = max(TYPES, key=lambda form: (weight(TYPES[form]), form == "json"))
    if weight(TYPES[best]) <= 0:
        raise Refused(406, _("可以是：%(expected)s") % {"expected": ", ".join(TYPES.values())})
    return best


def disposition(name: str, form: str) -> str:
    """``Content-Disposition`` with a Chinese name (RFC 6266, RFC 5987); pages are shown, files are kept."""
    clean = re.sub(r'[\x00-\x1f"\\/:*?<>|]+', " ", name).strip()[:120]
    kind = "inline" if form in ("html", "pdf") else "attachment"
    return f"{kind}; filename=\"document.{form}\"; filename*=UTF-8''{quote(clean, safe='')}"


def _charset(form: str) -> str:
    return "; charset=utf-8" if form in ("html", "md") else ""


def _content(document: Document, form: str) -> bytes:
    if form == "pdf":
        from zhunsheng.publish.pdf import to_pdf

        return to_pdf(document)
    if form == "docx":
        from zhunsheng.publish.word import to_docx

        return to_docx(document)
    if form == "html":
        from zhunsheng.publish.html import to_page

        return to_page(document).encode()
    from zhunsheng.publish.markdown import to_markdown

    return to_markdown(document).encode()


__all__ = ["MEDIA", "DocumentFormat", "accepted", "data_of", "disposition", "give_document"]
