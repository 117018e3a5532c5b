"""What an import writes: files of a workspace as text, by relative path.

Everything is valid by the models of the format, says where it was read, and claims no more than the table does.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

from zhunsheng.exchange.tables.importing import TableImport
from zhunsheng.exchange.tables.nodes import System
from zhunsheng.exchange.tables.places import ImportedPlace, reason_of, register_entry
from zhunsheng.exchange.tables.reader import Context, prose
from zhunsheng.standard.framework import FrameworkFile, FrameworkPlace
from zhunsheng.standard.manifest import Domain, Manifest, RegisterEntry, RegisterFile
from zhunsheng.standard.provenance import Provenance
from zhunsheng.standard.wording import T, Text, Words
from zhunsheng.standard.write import dump

FRAMEWORK, REGISTER, MANIFEST = "framework.yaml", "register.yaml", "workspace.yaml"
_UNSAFE = re.compile(r"[^\w.]+")
#: What one row of a table may say of a standard and another not.
_FILLED: dict[str, Text] = {
    "status": T("状态"), "replaces": T("代替"), "replaced_by": T("被代替"), "issued": T("发布日期"), "effective": T("实施日期"),
}  # fmt: skip
#: Characters of a file name that is made of a title or code.
_LONGEST = 60


def table_files(found: TableImport, context: Context, filled: frozenset[str] = frozenset()) -> dict[str, str]:
    """The files that a table comes to.  filled: numbers of the places whose texts are there or are written as well."""
    files: dict[str, str] = {}
    about = heading(found.path)
    if found.system is not None:
        files[FRAMEWORK] = about + dump(framework_file(found.system, context, filled))
        entries = register_entries(found.system, context)
        if entries:
            files[REGISTER] = about + dump(RegisterFile(entries=entries))
    stem = PurePosixPath(found.path.replace("\\", "/")).stem
    for one in found.items:
        part = f"-{one.part}" if one.part else ""
        name = f"standards/{safe_name(one.domain or 'items')}/{safe_name(stem)}{part}.yaml"
        files[name] = about + dump(one.standard)
    return files


def heading(path: str) -> str:
    """The comment that stands above everything read from a file."""
    name = path.replace("\\", "/").rpartition("/")[2]
    text = T("由「{name}」导入，未经核对；不是任何机关的正式文本。", name=" ".join(name.split()))
    return f"# {text}\n"


def framework_file(system: System, context: Context, filled: frozenset[str]) -> FrameworkFile:
    """Boxes and places; a place that a text fills follows from that text and isn't written."""
    places = (p for p in system.places if not (p.state == "full" and is_filled(p, context, filled)))
    return FrameworkFile(nodes=system.nodes, places=tuple(map(_place, places)))


def is_filled(place: ImportedPlace, context: Context, filled: frozenset[str]) -> bool:
    """Whether the text of a place is there."""
    return place.number in filled or place.number in context.owned or (place.code or "") in context.owned


def register_entries(system: System, context: Context) -> tuple[RegisterEntry, ...]:
    """Lines for the standards of others, each code once, without those that a register knows already."""
    found: dict[str, RegisterEntry] = {}
    for place in system.places:
        if place.state == "reference" and place.code is not None and place.code not in context.codes:
            entry = register_entry(place)
            known = found.get(place.code)
            found[place.code] = entry if known is None else _merged(known, entry)
    return tuple(found.values())


def _merged(entry: RegisterEntry, other: RegisterEntry) -> RegisterEntry:
    """A line with what another row says of the same standard: what was missing, and what differs as a note."""
    filled = {name: getattr(other, name) for name in _FILLED if getattr(entry, name) in (None, "not_checked")}
    differing = [
        (str(label), str(getattr(other, name)))
        for name, label in _FILLED.items()
        if name not in filled and getattr(other, name) not in (None, "not_checked", getattr(entry, name))
    ]
    notes = [("", note.zh) for note in (entry.note, other.note) if note is not None]
    if len(notes) == 2 and notes[0] == notes[1]:
        notes.pop()
    if differing:
        notes.append(("", f"{prose(differing)}（{other.source}）"))
    return entry.model_copy(update={**filled, "note": Words(prose(notes)) if notes else None})


def manifest_text(folder: str, domains: Iterable[Domain], path: str) -> str:
    """A manifest for a folder that has none; the division is left at six zeros for a person to fill in."""
    name = safe_name(folder).strip(".-_").lower()
    ident = re.sub(r"[^a-z0-9_-]+", "-", name).strip("-")
    note = Words(
        "由导入生成，行政区划代码等待填写；不是任何机关的正式文本。",
        "Made by an import, to be completed; not an official text of any authority.",
    )
    manifest = Manifest(
        id=ident if ident[:1].isalpha() else f"workspace-{ident}".rstrip("-"),
        title=Words(folder),
        level="internal",
        jurisdiction="000000",
        domains=tuple(domains),
        provenance=Provenance(kind="imported", confidence="low", note=note),
    )
    return heading(path) + dump(manifest)


def safe_name(text: str) -> str:
    """A file name made of a code or a title: no separators, blanks or marks, nothing hidden, not too long.

    >>> safe_name("Q/YXYS 7.004—2023"), safe_name("../残疾人 两项补贴?"), safe_name("...")
    ('q-yxys-7.004-2023', '残疾人-两项补贴', 'imported')
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    name = _UNSAFE.sub("-", plain)
    name = re.sub(r"\.{2,}", "-", name)[:_LONGEST].strip("-._")
    if name.partition(".")[0] in _RESERVED:
        name = f"{name}-1"
    return name or "imported"


#: Names that Windows keeps for devices.
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))})


def _place(place: ImportedPlace) -> FrameworkPlace:
    return FrameworkPlace(
        number=place.number,
        title=place.title,
        level=place.level,
        state="reference" if place.state == "reference" else "gap",
        code=place.code,
        items=place.items,
        post=place.post,
        reason=reason_of(place),
        count=place.count,
        provenance=place.provenance or Provenance(kind="imported"),
    )
