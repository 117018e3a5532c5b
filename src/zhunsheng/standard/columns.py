"""From a character of a value to its place in the file, across quotes, escapes and folded lines."""

from __future__ import annotations

from zhunsheng.standard.yamltree import Scalar

_ESCAPE_LENGTH = {"x": 4, "u": 6, "U": 10}


def source_offset(source: str, node: Scalar, offset: int) -> int:
    """The offset in `source` of character `offset` of ``node.text``.

    The value is laid along its source text character by character: an escape counts as one, a line break and the
    indentation after it count as the blank or the break that they become.
    """
    at = _first(source, node)
    for index, char in enumerate(node.text[: max(offset, 0)]):
        at = _after(source, at, char, node.style)
        following = node.text[index + 1 : index + 2]
        if following and following not in " \n\t":
            at = _skip_layout(source, at, following, node)
    return min(at, max(node.end - 1, node.start))


def _first(source: str, node: Scalar) -> int:
    """Where the content starts: after the quote, or on the first line below ``|`` and ``>``."""
    if node.style in ("'", '"'):
        return node.start + 1
    if node.style not in ("|", ">"):
        return node.start
    at = source.find("\n", node.start) + 1
    while at < node.end and source[at] in " \r\n" and source[at] != node.text[:1]:
        at += 1
    return at


def _after(source: str, at: int, char: str, style: str) -> int:
    """The offset after one character of the value."""
    here = source[at : at + 1]
    if style == '"' and here == "\\":
        return at + _ESCAPE_LENGTH.get(source[at + 1 : at + 2], 2)
    if style == "'" and source.startswith("''", at):
        return at + 2
    if here == "\r" and source.startswith("\r\n", at):
        return at + 2
    return at + 1


def _skip_layout(source: str, at: int, following: str, node: Scalar) -> int:
    """Past breaks and indentation, up to the next visible character of the value."""
    if node.style == '"' and source.startswith("\\", at) and source[at + 1 : at + 2] not in ("\n", "\r"):
        return at
    while at < node.end and source[at] in " \t\r\n" and source[at] != following:
        at += 1
    return at
