"""Models as YAML text: canonical order, two blanks a level, short groups on one line.

A text that other YAML readers would take for something else (``5.2``, ``on``, ``12:30``) is quoted.  Reading what
`dump` writes gives an equal model.  Changing a file that people wrote is `edit`'s work, tidying one `fmt`'s: see
`layout`.
"""

from __future__ import annotations

import re

from pydantic import BaseModel

from zhunsheng.standard.data import Bare, as_data
from zhunsheng.standard.layout import edit, fmt
from zhunsheng.standard.yamltree import Plain

#: A group or list is written on one line when it fits into this many characters.
WIDTH = 100

#: What may stand without quotes: no indicator at the start, no ``: `` or `` #`` inside; in a group on one line no
#: comma or bracket either.
_UNSEEN = r"\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff"
_SAFE = re.compile(rf"[^\W_](?:[^{_UNSEEN}:#]|:(?=[^\s])|(?<=[^\s])#)*")
_SAFE_INSIDE = re.compile(rf"[^\W_](?:[^{_UNSEEN}:#,\[\]{{}}]|:(?=[^\s,\[\]{{}}\"'])|(?<=[^\s])#)*")
#: Texts that YAML 1.1 or 1.2 takes for a number, a truth value, a null or a day.
_GUESSED = re.compile(
    r"[-+]?(\.?[0-9][0-9_.,:eExXoObB+-]*[0-9a-fA-F_.]*|\.(inf|nan))|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
    r"|~|null|true|false|yes|no|on|off|y|n|=|<<",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_ESCAPES = {
    "\0": "\\0", "\x07": "\\a", "\x08": "\\b", "\t": "\\t", "\n": "\\n", "\x0b": "\\v", "\x0c": "\\f", "\r": "\\r",
    "\x1b": "\\e", '"': '\\"', "\\": "\\\\", "\x85": "\\N", "\xa0": "\\_", "\u2028": "\\L", "\u2029": "\\P",
}  # fmt: skip
_HIDDEN = re.compile(f"[{_UNSEEN}]")
_ESCAPED = re.compile(rf'["\\{_UNSEEN}]')


def dump(model: BaseModel) -> str:
    """The file of a model: fields in the order of the format, defaults left out."""
    data = as_data(model)
    assert isinstance(data, dict)
    return dump_data(data)


def dump_data(data: dict[str, Plain]) -> str:
    """A plain tree as YAML text."""
    return "".join(f"{line}\n" for line in _block(data, 0)) if data else "{}\n"


def scalar(text: str, *, inside: bool = True) -> str:
    """A text as a YAML scalar on one line: bare where nobody can misread it, in quotes elsewhere.

    inside: whether it stands in a group or list on one line, or may come to.
    """
    if _WHOLE.fullmatch(text):
        return text
    safe = (_SAFE_INSIDE if inside else _SAFE).fullmatch(text) is not None and not text.endswith((" ", "\t"))
    if safe and (isinstance(text, Bare) or not _GUESSED.fullmatch(text)):
        return text
    if "'" not in text and ('"' in text or "\\" in text) and not _HIDDEN.search(text):
        return f"'{text}'"
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _name(name: str) -> str:
    """A name as a YAML key; words such as ``no`` are names of fields and stay bare."""
    return name if name.isascii() and name.isalpha() and name.lower() != "null" else scalar(name)


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _ESCAPES.get(char) or (f"\\x{ord(char):02X}" if ord(char) < 256 else f"\\u{ord(char):04X}")


def _block(value: dict[str, Plain] | list[Plain], level: int) -> list[str]:
    """The lines of a group or list, one member after the other."""
    pad = "  " * level
    if isinstance(value, list):
        lines: list[str] = []
        for item in value:
            inner = _member(item, level + 1, len(pad) + 2, listed=True)
            lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
        return lines
    lines = []
    for name, item in value.items():
        key = f"{pad}{_name(name)}:"
        inner = _member(item, level + 1, len(key) + 1)
        if _on_key_line(item, inner):
            lines += [f"{key} {inner[0].lstrip()}", *inner[1:]]
        else:
            lines += [key, *inner]
    return lines


def _on_key_line(item: Plain, inner: list[str]) -> bool:
    """Whether the first line of a member's text continues the line of its name."""
    return isinstance(item, str) or (len(inner) == 1 and inner[0].lstrip()[:1] in ("{", "["))


def _member(item: Plain, level: int, used: int, *, listed: bool = False) -> list[str]:
    """The lines of a member, the first to be put behind its name or dash; used: characters taken on that line."""
    if isinstance(item, str):
        lines = _literal(item, level)
        return lines if lines is not None else [scalar(item, inside=False)]
    short = None if _spread(item, listed) else _short(item, WIDTH - used)
    return [short] if short is not None else _block(item, level)


def _spread(item: dict[str, Plain] | list[Plain], listed: bool) -> bool:
    """Whether a group or list has its members on lines of their own: those that hold nothing but groups."""
    if isinstance(item, list):
        return any(not isinstance(inner, str) for inner in item)
    return not listed and bool(item) and all(isinstance(inner, dict) for inner in item.values())


def _literal(text: str, level: int) -> list[str] | None:
    """Several lines below ``|``, when that says the text exactly."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if len(lines) < 2 or _HIDDEN.search(text.replace("\n", "")):
        return None
    if any(line != line.strip() or not line for line in lines):
        return None
    return ["|" if text.endswith("\n") else "|-", *("  " * level + line for line in lines)]


def _short(value: Plain, room: int, depth: int = 0) -> str | None:
    """A value on one line, or None when it does not fit or goes deeper than a group in a group."""
    if isinstance(value, str):
        text = None if "\n" in value else scalar(value)
    elif not value:
        text = "{}" if isinstance(value, dict) else "[]"
    elif depth > 1:
        return None
    elif isinstance(value, dict):
        parts = [(_name(name), _short(item, room, depth + 1)) for name, item in value.items()]
        text = None if any(part is None for _, part in parts) else "{" + ", ".join(f"{n}: {p}" for n, p in parts) + "}"
    else:
        items = [_short(item, room, depth + 1) for item in value]
        text = None if None in items else "[" + ", ".join(str(item) for item in items) + "]"
    return text if text is not None and len(text) <= room else None if not isinstance(value, str) else text


__all__ = ["WIDTH", "dump", "dump_data", "edit", "fmt", "scalar"]
