"""Small Word packages written by hand, so that a test sees the very XML it speaks of."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:dgm="http://schemas.openxmlformats.org/drawingml/2006/diagram" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def relations(pairs: Mapping[str, tuple[str, str]]) -> str:
    """A part of relations: id -> (kind, target)."""
    items = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for name, (kind, target) in pairs.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{items}</Relationships>'


def package(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """A package of the parts, with the relation to the main part unless it is given."""
    whole = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations({"rId1": ("officeDocument", "word/document.xml")}),
        **parts,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in whole.items():
            file.writestr(name, data)
    return path


def root(tag: str, inner: str) -> str:
    """A part with one root element."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{tag} {NAMESPACES}>{inner}</w:{tag}>'


def word_file(path: Path, body: str, *, rels: Mapping[str, tuple[str, str]] | None = None, **parts: str) -> Path:
    """A Word file.  parts: ``styles``, ``numbering``, ``footnotes``, ``header1`` …: what stands in their roots.

    rels: further relations of the main part.
    """
    tags = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes",
            "comments": "comments", "header": "hdr", "footer": "ftr"}  # fmt: skip
    made: dict[str, str | bytes] = {"word/document.xml": root("document", f"<w:body>{body}</w:body>")}
    pairs = dict(rels or {})
    for name, inner in parts.items():
        kind = name.rstrip("0123456789")
        made[f"word/{name}.xml"] = root(tags[kind], inner)
        pairs[f"p{name}"] = (kind, f"{name}.xml")
    made["word/_rels/document.xml.rels"] = relations(pairs)
    return package(path, made)


def p(*runs: str, style: str = "", number: tuple[int, int] | None = None, more: str = "") -> str:
    """A paragraph.  A run that is no XML is text.  more: further properties."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number is not None:
        properties += f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>'
    inner = "".join(run if run.startswith("<") else t(run) for run in runs)
    return f"<w:p><w:pPr>{properties}{more}</w:pPr>{inner}</w:p>"


def t(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def table(*rows: str, properties: str = "") -> str:
    """A table of rows."""
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr>{''.join(rows)}</w:tbl>"


def tr(*cells: str, properties: str = "") -> str:
    """A row; a cell that is no XML is text."""
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(c if c.startswith('<') else tc(c) for c in cells)}</w:tr>"


def tc(content: str = "", properties: str = "") -> str:
    """A cell: text, or paragraphs."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def level(at: int, text: str, kind: str = "decimal", more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(identity: int, *levels: str, more: str = "") -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{identity}">{more}{"".join(levels)}</w:abstractNum>'


def num(identity: int, of: int, more: str = "") -> str:
    """An instance of a list."""
    return f'<w:num w:numId="{identity}"><w:abstractNumId w:val="{of}"/>{more}</w:num>'


def style(identity: str, name: str, more: str = "", *, based: str = "", kind: str = "paragraph") -> str:
    """A style."""
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{identity}"><w:name w:val="{name}"/>{parent}{more}</w:style>'
