"""References of a standard with their status: in the registers here and above, or as a standard of the same system."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from weakref import WeakKeyDictionary

from zhunsheng.publish.papers.views import ReferenceView
from zhunsheng.publish.papers.words import STATUS, UNREGISTERED
from zhunsheng.publish.printed.printing import Printing, printed_code
from zhunsheng.standard.document import Reference, Standard
from zhunsheng.standard.files import read_text
from zhunsheng.standard.load import load_standard
from zhunsheng.standard.outside import Outsider, outsiders
from zhunsheng.standard.standard_code import CodeError, StandardCode
from zhunsheng.standard.wording import T, Text
from zhunsheng.standard.workspace import CASES, Workspace

_OF_THE_SYSTEM = T("本体系标准，{stage}")
_STAGES = {"published": T("现行"), "withdrawn": T("已废止")}
_DRAFT = T("未发布")


def reference_views(printing: Printing) -> Iterator[ReferenceView]:
    """The references in their order."""
    listed = printing.standard.references
    known = _outside(printing.workspace) if listed else {}
    for reference in listed:
        yield _view(printing, reference, known.get(printed_code(reference.code)) or _newest(known.values(), reference))


def _outside(workspace: Workspace) -> dict[str, Outsider]:
    """Standards outside by number; worked out once for each workspace that is open."""
    found = _KNOWN.get(workspace)
    if found is None:
        found = _KNOWN[workspace] = {printed_code(one.code): one for one in outsiders(workspace)}
    return found


_KNOWN: WeakKeyDictionary[Workspace, dict[str, Outsider]] = WeakKeyDictionary()


def _view(printing: Printing, reference: Reference, found: Outsider | None) -> ReferenceView:
    entry = None if found is None else found.entry
    own = own_standard(printing.workspace, reference.code) if entry is None else None
    status: Text = UNREGISTERED if entry is None else STATUS[entry.status]
    if own is not None:
        status = Text(_OF_THE_SYSTEM.msgid, {"stage": _STAGES.get(own.stage, _DRAFT)})
    title = reference.title or (entry.title if entry is not None else None) or (own.title if own is not None else None)
    return ReferenceView(
        code=printed_code(reference.code),
        title=None if title is None else printing.say(title),
        normative=reference.normative,
        status=printing.say(status),
        is_dead=(entry is not None and entry.status in ("replaced", "withdrawn"))
        or (own is not None and own.stage == "withdrawn"),
        replaced_by=None if entry is None else entry.replaced_by,
    )


def own_standard(workspace: Workspace, code: str) -> Standard | None:
    """The standard of the workspace that bears a code.

    Where one file is looked at, only files in whose head the number stands are read beside it.
    """
    wanted = _parsed(code)
    if wanted is None:
        return None
    for found in _candidates(workspace, wanted):
        own = None if found.standard is None else _parsed(found.standard)
        if own is not None and wanted in (own, own.undated):
            return found
    return None


def _candidates(workspace: Workspace, wanted: StandardCode) -> Iterator[Standard]:
    if workspace.only is None:
        yield from (loaded.model for loaded in workspace.files.values() if loaded.model is not None)
        return
    for name, path in workspace.paths.items():
        text = "" if name.endswith(CASES) else read_text(path, name)[0] or ""
        if f" {wanted.number}" in text.partition("\nclauses:")[0]:
            found = load_standard(path, text).model
            if found is not None:
                yield found


def _newest(known: Iterable[Outsider], reference: Reference) -> Outsider | None:
    """What an undated reference means: the newest edition that is neither replaced nor withdrawn, else the newest."""
    wanted = _parsed(reference.code)
    if wanted is None or wanted.year is not None:
        return None
    editions = []
    for one in known:
        code = _parsed(one.code)
        if code is not None and code.undated == wanted and one.entry is not None:
            editions.append((one.entry.status not in ("replaced", "withdrawn"), code.year or 0, one.code, one))
    return max(editions, key=lambda edition: edition[:3])[3] if editions else None


def _parsed(code: str) -> StandardCode | None:
    try:
        return StandardCode.parse(code)
    except CodeError:
        return None
