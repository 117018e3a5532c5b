"""Values within a text that is still to be read as Markdown: each is a mark that no reader takes for markup.

A mark is a run of private-use characters, letters to every Markdown rule; what it stands for is put in its place after
the text has been read.  So a value shows literally whatever it holds, and cannot break a table or begin a list.
"""

from __future__ import annotations

import re

_OPEN, _CLOSE, _LINE, _ZERO = "\ue000", "\ue001", "\ue002", 0xE010
_DIGITS = f"[{chr(_ZERO)}-{chr(_ZERO + 9)}]+"
#: Boxes at the head of an item, as the template writes them: no value can bring one.
BOXES = {"\ue004": "[ ] ", "\ue005": "[x] "}
_MARK = re.compile(f"{_OPEN}({_DIGITS}){_CLOSE}")
_LINE_MARK = re.compile(f"{_LINE}({_DIGITS}){_LINE}")
_BOX = re.compile(r"^([ \t]*(?:[-*+]|[0-9]{1,9}[.)])[ \t]+)\[( |x|X)\][ \t\u3000]+", re.MULTILINE)
#: Private use, surrogates and what XML 1.0 does not take; a value or a template has no business with them.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufeff\ufffe\uffff]")


def fit(text: str) -> str:
    """The text with a replacement character for each one that a document cannot hold; its length is kept."""
    return _UNFIT.sub("\N{REPLACEMENT CHARACTER}", text)


def _number(value: int) -> str:
    return "".join(chr(_ZERO + int(digit)) for digit in str(value))


def _value(digits: str) -> int:
    return int("".join(str(ord(digit) - _ZERO) for digit in digits))


class Marks:
    """The values of one paper, in the order in which they were put."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._known: dict[str, str] = {}

    def put(self, text: str) -> str:
        """A mark that stands for `text`.

        >>> marks = Marks()
        >>> marks.read("| " + marks.put("a|b") + " |")
        '| a|b |'
        """
        found = self._known.get(text)
        if found is None:
            found = self._known[text] = f"{_OPEN}{_number(len(self._texts))}{_CLOSE}"
            self._texts.append(fit(text.replace("\r\n", "\n").replace("\r", "\n")))
        return found

    def read(self, text: str) -> str:
        """The text with every value in the place of its mark."""
        for sign, written in BOXES.items():
            text = text.replace(sign, written)
        return _MARK.sub(lambda found: self._texts[_value(found[1])], text)


def line_mark(number: int) -> str:
    """A mark that says: this stood on line `number` of the template."""
    return f"{_LINE}{_number(number)}{_LINE}"


def line_of(text: str) -> int | None:
    """The line of the template that the first line mark of a text names."""
    found = _LINE_MARK.search(text)
    return None if found is None else _value(found[1])


def without_lines(text: str) -> str:
    """The text without its line marks."""
    return _LINE_MARK.sub("", text)


def boxed(text: str) -> str:
    """The text with a sign for each box that begins an item of a list."""
    return _BOX.sub(lambda found: found[1] + ("\ue004" if found[2] == " " else "\ue005"), text)
