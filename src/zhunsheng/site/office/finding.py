"""From a row of the database to the core: the edition asked for, its workspace, its model."""

from __future__ import annotations

from django.http import Http404

from zhunsheng.rule.library import Library
from zhunsheng.site.catalogue import selectors
from zhunsheng.site.catalogue.models import Edition
from zhunsheng.site.office.asking import Asked
from zhunsheng.standard.document import Standard


def edition_asked(asked: Asked, pk: int) -> Edition:
    """The edition, as known on the asked day.  Raises Http404."""
    try:
        return selectors.edition(asked.snapshot, pk)
    except Edition.DoesNotExist:
        raise Http404(f"edition {pk}") from None


def later_record(asked: Asked, pk: int) -> int | None:
    """Where an edition is no longer known as it stood: the one that stands at its path now."""
    path = Edition.objects.filter(pk=pk).values_list("path", flat=True).first()
    if path is None:
        return None
    return selectors.editions(asked.snapshot).filter(path=path).values_list("pk", flat=True).first()


def library_of_edition(asked: Asked, edition: Edition) -> Library:
    """The workspace of an edition, compiled when asked.  Raises Http404 where the state does not hold it."""
    try:
        return asked.state.library(edition.folder)
    except KeyError:
        raise Http404(edition.folder) from None


def model_of(asked: Asked, edition: Edition) -> Standard:
    """The standard as its file has it.  Raises Http404 where it cannot be read."""
    workspace = library_of_edition(asked, edition).workspace
    loaded = workspace.files.get(edition.path.removeprefix(f"{edition.folder}/"))
    if loaded is None or loaded.model is None:
        raise Http404(edition.path)
    return loaded.model
