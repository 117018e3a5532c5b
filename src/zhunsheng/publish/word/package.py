"""A package: parts, their content types, what refers to what, all in a zip with nothing of the clock in it.

Source: ISO/IEC 29500-2 (Open Packaging Conventions).
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from zhunsheng.publish.word.xml import clean

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: Kinds of file that are known by their ending.
_ENDINGS = {
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
    "png": "image/png",
    "svg": "image/svg+xml",
}
#: The first day that a zip file can hold; the same in every file.
_DAY = (1980, 1, 1, 0, 0, 0)


@dataclass
class Package:
    """The parts of a file, by their names (``word/document.xml``), and the relationships of each."""

    parts: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    relations: dict[str, list[tuple[str, str, bool]]] = field(default_factory=dict)

    def add(self, name: str, content: bytes, kind: str | None = None) -> None:
        """A part; `kind` is its content type where its ending does not tell."""
        self.parts[name] = content
        if kind is not None:
            self.types[name] = kind

    def relate(self, source: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id under which `source` (empty: the package) refers to `target`; the same for the same question."""
        rows = self.relations.setdefault(source, [])
        row = (kind if kind.startswith("http") else f"{OFFICE}/{kind}", target, external)
        if row not in rows:
            rows.append(row)
        return f"rId{rows.index(row) + 1}"

    def to_bytes(self) -> bytes:
        """The zip file."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            _put(archive, "[Content_Types].xml", self._content_types())
            for source in sorted(self.relations):
                _put(archive, _rels_name(source), self._rels(source))
            for name, content in self.parts.items():
                _put(archive, name, content)
        return out.getvalue()

    def _content_types(self) -> bytes:
        endings = sorted({"rels", "xml", *(name.rpartition(".")[2] for name in self.parts)})
        rows = [f'<Default Extension="{one}" ContentType="{_ENDINGS[one]}"/>' for one in endings]
        rows += [f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in self.types.items()]
        return f'{_HEAD}<Types xmlns="{_TYPES}">{"".join(rows)}</Types>'.encode()

    def _rels(self, source: str) -> bytes:
        rows = []
        for at, (kind, target, external) in enumerate(self.relations[source], 1):
            mode = ' TargetMode="External"' if external else ""
            rows.append(f'<Relationship Id="rId{at}" Type="{kind}" Target={quoteattr(clean(target))}{mode}/>')
        return f'{_HEAD}<Relationships xmlns="{_RELATIONSHIPS}">{"".join(rows)}</Relationships>'.encode()


def _rels_name(source: str) -> str:
    folder, _, name = source.rpartition("/")
    return f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"


def _put(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 0
    info.external_attr = 0
    archive.writestr(info, content)
