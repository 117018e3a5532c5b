"""An Office package (.docx, .xlsx) opened with care: bounded in memory and time, XML without entities, no macros.

`open_package` looks at the file and its directory; parts are inflated only when asked for, and what they really come to
is counted while they are.  Nothing is written to disk and nothing is fetched.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Self, TypeAlias
from urllib.parse import unquote

from lxml import etree

from zhunsheng.exchange.guards import (
    Kind,
    PackageTrouble,
    damaged,
    open_file,
    open_zip,
    refuse_macros,
    refuse_other_kinds,
    require_package,
    trouble,
)
from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.wording import T

#: Bytes of one part, and of all parts read, when inflated.
MAX_PART = 64_000_000
MAX_TOTAL = 256_000_000
#: How many times larger than packed a part may come out, once it is larger than `RATIO_FROM` bytes.
MAX_RATIO = 250
RATIO_FROM = 2_000_000
#: Tags, and attributes, of a part that is read as a tree; a tree takes about 120 bytes a tag and 220 an attribute.
MAX_TAGS = 1_500_000

_PIECE = 1 << 16
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
#: The namespaces of the strict form of the format -> those of the usual one.
_STRICT = (
    (b"http://purl.oclc.org/ooxml/wordprocessingml/main", b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"),
    (b"http://purl.oclc.org/ooxml/drawingml/main", b"http://schemas.openxmlformats.org/drawingml/2006/main"),
    (
        b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing",
        b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (b"http://purl.oclc.org/ooxml/officeDocument/math", b"http://schemas.openxmlformats.org/officeDocument/2006/math"),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
)  # fmt: skip
_DOCTYPES: Final = tuple("<!DOCTYPE".encode(name) for name in ("utf-8", "utf-16-le", "utf-16-be"))
_MAIN: Final[Mapping[Kind, str]] = {"word": "word/document.xml", "excel": "xl/workbook.xml"}
Element: TypeAlias = etree._Element


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part refers to: the last word of its type (``styles``, ``footnotes``), and a part or an outside address."""

    kind: str
    target: str
    external: bool = False


@dataclass
class Package:
    """An open package; a context manager.  Parts are named without a leading slash: ``word/document.xml``.

    Every method that reads raises PackageTrouble when a part is missing, damaged or beyond the limits.
    """

    path: str
    kind: Kind
    _stream: IO[bytes]
    _archive: zipfile.ZipFile
    _members: dict[str, zipfile.ZipInfo]
    _read: int = field(default=0, init=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()
        self._stream.close()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    @property
    def names(self) -> tuple[str, ...]:
        """The parts, in the order of the file."""
        return tuple(self._members)

    @property
    def main(self) -> str:
        """The part that everything starts from: ``word/document.xml`` or ``xl/workbook.xml`` wherever it stands."""
        for relation in self.relations("").values():
            if relation.kind == "officeDocument" and not relation.external:
                return relation.target
        if _MAIN[self.kind] in self:
            return _MAIN[self.kind]
        raise damaged(self.path, T("文件里没有正文部件"))

    def relations(self, name: str) -> dict[str, Relation]:
        """What a part refers to, by id; `name` empty: the package itself.  Empty when it refers to nothing."""
        folder, _, base = name.rpartition("/")
        part = posixpath.join(folder, "_rels", f"{base}.rels")
        if part not in self:
            return {}
        found: dict[str, Relation] = {}
        for item in self.xml(part).iter(_RELATIONS):
            target, external = item.get("Target", ""), item.get("TargetMode") == "External"
            if not external:
                target = posixpath.normpath(posixpath.join("/", folder, unquote(target))).lstrip("/")
            found[item.get("Id", "")] = Relation(item.get("Type", "").rpartition("/")[2], target, external)
        return found

    def related(self, name: str, kind: str) -> str | None:
        """The first part of a kind (``styles``) that a part refers to and that is there."""
        for relation in self.relations(name).values():
            if relation.kind == kind and not relation.external and relation.target in self:
                return relation.target
        return None

    def stream(self, name: str) -> Inflated:
        """A part to read piece by piece; the limits apply to what is really inflated."""
        return Inflated(self, name)

    def read(self, name: str) -> bytes:
        """A part as a whole."""
        with self.stream(name) as stream:
            return stream.read()

    def xml(self, name: str) -> Element:
        """The root of an XML part; refused with a DOCTYPE, when it is broken, too deep or too large for a tree."""
        data = self.read(name)
        if max(data.count(b"<"), data.count(b"=")) > MAX_TAGS:
            raise self._too_large(name)
        if b"purl.oclc.org" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        self.refuse_doctype(name, data)
        try:
            root = etree.fromstring(data, etree.XMLParser(**SAFE))
        except etree.XMLSyntaxError as error:
            raise self._broken(name, error) from None
        if root.getroottree().docinfo.internalDTD is not None:
            raise self._doctype(name)
        return root

    def iterate(self, name: str, *tags: str) -> Iterator[Element]:
        """Elements with one of `tags` as each ends, for parts too large for a tree; clear them when done with."""
        with self.stream(name) as stream:
            events = etree.iterparse(stream, events=("end",), tag=tags or None, **SAFE)
            try:
                for count, (_, item) in enumerate(events):
                    if not count and item.getroottree().docinfo.internalDTD is not None:
                        raise self._doctype(name)
                    yield item
            except etree.XMLSyntaxError as error:
                raise self._broken(name, error) from None

    def info(self, name: str) -> zipfile.ZipInfo:
        """The directory entry of a part."""
        try:
            return self._members[name]
        except KeyError:
            raise damaged(self.path, T("文件里缺少部件「{name}」", name=name)) from None

    def count(self, name: str, size: int, added: int) -> None:
        """Note that `added` bytes of a part were inflated, `size` so far."""
        self._read += added
        if size > MAX_PART or self._read > MAX_TOTAL:
            raise self._too_large(name)

    def open_member(self, name: str) -> IO[bytes]:
        """The inflating stream of a part; none for one that says it comes out far larger than it is packed."""
        info = self.info(name)
        if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            raise self._too_large(name)
        try:
            return self._archive.open(info)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
            raise self.broken_member(name) from None

    def broken_member(self, name: str) -> PackageTrouble:
        """The trouble with a part that cannot be inflated."""
        return damaged(self.path, T("部件「{name}」已损坏，解压不出来", name=name))

    def refuse_doctype(self, name: str, data: bytes) -> None:
        """Raise PackageTrouble when a piece of a part declares a document type."""
        if any(sign in data for sign in _DOCTYPES):
            raise self._doctype(name)

    def _doctype(self, name: str) -> PackageTrouble:
        return trouble(
            "ZS125",
            self.path,
            T("部件「{name}」带有文档类型声明（DOCTYPE），可能引用外部内容，不予读取", name=name),
            T("Word 和 Excel 保存的文件没有这种声明：请重新打开并保存一次"),
        )

    def _too_large(self, name: str) -> PackageTrouble:
        return trouble(
            "ZS122",
            self.path,
            T("部件「{name}」解压后过大，可能是恶意构造的，不予读取", name=name),
            T("正常的大文件请拆成几个再导入"),
        )

    def _broken(self, name: str, error: etree.XMLSyntaxError) -> PackageTrouble:
        line, column = error.position
        reason = str(error.msg or "")
        if "depth" in reason or "huge" in reason.lower():
            message = T("部件「{name}」嵌套太深或一段文字太长，不予读取", name=name)
        else:
            message = T("部件「{name}」不是完好的 XML：第 {line} 行第 {column} 列", name=name, line=line, column=column)
        advice = T("请用 Word、Excel 或 WPS 重新打开并保存一次；打不开的，请向提供者索要完好的文件")
        return PackageTrouble(
            Finding("ZS124", Place(f"{self.path}!{name}", max(line, 1), max(column, 1)), message, advice)
        )


#: How XML is parsed: no entity is replaced, nothing is fetched, libxml2's own limits stay on.
SAFE: Final[dict[str, Any]] = {
    "resolve_entities": False,
    "no_network": True,
    "huge_tree": False,
    "load_dtd": False,
    "remove_comments": True,
    "remove_pis": True,
}


class Inflated:
    """A part being inflated: what comes out is counted, and its first bytes are looked at for a DOCTYPE."""

    def __init__(self, package: Package, name: str) -> None:
        self._package, self._name = package, name
        self._source = package.open_member(name)
        self._size = 0
        self._tail = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._source.close()

    def read(self, size: int = -1) -> bytes:
        """Up to `size` bytes, at most 64 KiB at once; none at the end.  Without a size: all that is left."""
        if size < 0:
            return b"".join(iter(lambda: self.read(_PIECE), b""))
        try:
            data = self._source.read(min(size, _PIECE))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError):
            raise self._package.broken_member(self._name) from None
        self._size += len(data)
        self._package.count(self._name, self._size, len(data))
        self._package.refuse_doctype(self._name, self._tail + data)
        self._tail = data[-32:]
        return data


def open_package(path: Path, kind: Kind) -> Package:
    """Open a Word or Excel file.

    Raises PackageTrouble, with a finding that says what to do, for: a file that cannot be read, is larger than 100 MB,
    has an old format (.doc, .xls), a password, macros, or is something else; a damaged archive; too many members, names
    that lead outside, names that stand twice.  Later reading raises it for what is found only then.
    """
    shown = str(path)
    stream = open_file(path)
    try:
        require_package(stream, shown, kind)
        archive, members = open_zip(stream, shown)
        refuse_macros(members, shown, kind)
        refuse_other_kinds(members, shown, kind)
        return Package(shown, kind, stream, archive, members)
    except PackageTrouble:
        stream.close()
        raise


__all__ = ["Element", "Package", "PackageTrouble", "Relation", "open_package"]
