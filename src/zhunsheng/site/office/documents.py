"""Printed papers of the office: a standard in the form of GB/T 1.1, manuals of items and posts, the framework's papers."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from zhunsheng.publish.blocks import Document
from zhunsheng.publish.manual import business_manual
from zhunsheng.publish.pdf import pdf_of
from zhunsheng.publish.post_manual import post_manual as manual_of_post
from zhunsheng.publish.printed import printed_standard
from zhunsheng.publish.word import to_docx
from zhunsheng.site.accounts.access import Permission, needs
from zhunsheng.site.catalogue.models import Edition
from zhunsheng.site.office.asking import Asked
from zhunsheng.site.office.finding import edition_asked, library_of_edition, model_of
from zhunsheng.site.office.keeping import shared
from zhunsheng.site.office.tables import attachment

#: Kinds of file with their media type.
KINDS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def document_answer(name: str, key: str, kind: str, make: Callable[[], Document]) -> HttpResponse:
    """A document as a file, made once for a state, a day and a language.  Raises Http404 for another kind of file.

    key: names what it is made from.  A PDF opens in the browser, a Word file is kept.
    """
    if kind not in KINDS:
        raise Http404(kind)

    def content() -> bytes:
        document = make()
        return pdf_of(document)[0] if kind == "pdf" else to_docx(document)

    answer = attachment(f"{name}.{kind}", shared(f"office/file/{key}/{kind}", content), KINDS[kind])
    if kind == "pdf":
        answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


@needs(Permission.OFFICE_READ)
@require_GET
def printed(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """A standard as its printed text."""
    asked = Asked.of(request)
    edition = edition_asked(asked, pk)
    library, model = library_of_edition(asked, edition), model_of(asked, edition)
    if not model.clauses:
        raise Http404(pk)
    return document_answer(
        _file_name(edition),
        f"print/{edition.pk}/{asked.key}",
        kind,
        lambda: printed_standard(model, library.workspace, asked.language),
    )


def _file_name(edition: Edition) -> str:
    """``elderly-01-elder-health``: the last two parts of the path, ASCII as all paths are."""
    parts = edition.path.removesuffix(".yaml").split("/")
    return "-".join(part for part in parts[-2:] if part.isascii()) or f"standard-{edition.pk}"


@needs(Permission.OFFICE_READ)
@require_GET
def manual(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The business manual of an item on the day."""
    asked = Asked.of(request)
    if not asked.library.has(key):
        raise Http404(key)
    name = f"manual-{key}" if key.isascii() else "manual"
    return document_answer(
        name, f"manual/{key}/{asked.key}", kind, lambda: business_manual(asked.library, key, asked.on, asked.language)
    )


@needs(Permission.OFFICE_READ)
@require_GET
def post_manual(request: HttpRequest, post: str, kind: str) -> HttpResponse:
    """The business manual of a post on the day: everything that it does, over all items."""
    asked = Asked.of(request)
    acting = {step.role for entry in asked.library.workspace.services() for step in entry.service.process.values()}
    if post not in acting:
        raise Http404(post)
    name = f"post-{post}" if post.isascii() else "post"
    return document_answer(
        name, f"post/{post}/{asked.key}", kind, lambda: manual_of_post(asked.library, post, asked.on, asked.language)
    )
