"""Footnotes, endnotes and comments: parts of their own that python-docx does not write."""

from __future__ import annotations

from docx.document import Document
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from lxml import etree

from tests.exchange.corpus.inline import AUTHOR, WHEN, element, run, sub

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml."


class Notes:
    """The notes of one paper, numbered as they are added."""

    def __init__(self) -> None:
        self._held: dict[str, list[str]] = {"footnotes": [], "endnotes": [], "comments": []}

    def add(self, text: str, *, end: bool = False) -> str:
        """The number of a new footnote or endnote; 0 and 1 are Word's separators."""
        kept = self._held["endnotes" if end else "footnotes"]
        kept.append(text)
        return str(len(kept) + 1)

    def comment(self, text: str) -> str:
        """The number of a new comment."""
        self._held["comments"].append(text)
        return str(len(self._held["comments"]) - 1)

    def write(self, document: Document) -> None:
        """Add the parts that are not empty to the package."""
        for name, texts in self._held.items():
            if texts:
                root = _comments(texts) if name == "comments" else _notes(name, texts)
                data = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
                package = document.part.package
                assert package is not None
                part = Part(PackURI(f"/word/{name}.xml"), f"{_TYPE}{name}+xml", data, package)
                document.part.relate_to(part, _OFFICE + name)


def _notes(name: str, texts: list[str]) -> etree._Element:
    one = name.removesuffix("s")
    root = element(f"w:{name}")
    for number, kind in enumerate(("separator", "continuationSeparator")):
        held = sub(root, f"w:{one}", w_type=kind, w_id=str(number))
        sub(sub(sub(held, "w:p"), "w:r"), f"w:{kind}")
    for number, text in enumerate(texts, 2):
        paragraph = sub(sub(root, f"w:{one}", w_id=str(number)), "w:p")
        sub(sub(paragraph, "w:r"), f"w:{one}Ref")
        paragraph.append(run(" " + text))
    return root


def _comments(texts: list[str]) -> etree._Element:
    root = element("w:comments")
    for number, text in enumerate(texts):
        held = sub(root, "w:comment", w_id=str(number), w_author=AUTHOR, w_date=WHEN, w_initials="演")
        sub(held, "w:p").append(run(text))
    return root
