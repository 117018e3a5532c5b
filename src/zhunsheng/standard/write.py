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

#: What may stand without quotes: no indicator at the start, none inside that a reader could trip over.
_SAFE = re.compile(
    r"[^\W_](?:[^\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff,\[\]{}:#\"'|>&*!%@`\\]|:(?=[^\s,\[\]{}]))*"
)
#: Texts that YAML 1.1 or 1.2 takes for a number, a truth value, a null or a day.
_GUESSED = re.compile(
    r"[-+]?(\.?[0-9][0-9_.,:eExXoObB+-]*[0-9a-fA-F_.]*|\.(inf|nan))|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}.*"
    r"|~|null|true|false|yes|no|on|off|y|n|=|<<",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,14}")
_ESCAPES = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
_ESCAPED = re.compile(r'["\\\x00-\x1f\x7f-\xa0\u2028\u2029\ufeff\ufffe\uffff]')


def dump(model: BaseModel) -> str:
    """The file of a model: fields in the order of the format, defaults left out."""
    data = as_data(model)
    assert isinstance(data, dict)
    return dump_data(data)


def dump_data(data: dict[str, Plain]) -> str:
    """A plain tree as YAML text."""
    return "".join(f"{line}\n" for line in _block(data, 0)) if data else "{}\n"


def scalar(text: str) -> str:
    """A text as a YAML scalar on one line, bare where nobody can misread it, in single or double quotes elsewhere."""
    plain = _SAFE.fullmatch(text) is not None and not text.endswith((" ", "\t"))
    if plain and (isinstance(text, Bare) or _WHOLE.fullmatch(text) or not _GUESSED.fullmatch(text)):
        return text
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(found: re.Match[str]) -> str:
    char = found.group()
    return _ESCAPES.get(char) or (f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04x}")


def _block(value: dict[str, Plain] | list[Plain], level: int) -> list[str]:
    """The lines of a group or list, one member after the other."""
    pad = "  " * level
    if isinstance(value, list):
        lines: list[str] = []
        for item in value:
            inner = _member(item, level + 1, len(pad) + 2)
            lines += [f"{pad}- {inner[0].lstrip()}", *inner[1:]]
        return lines
    lines = []
    for name, item in value.items():
        key = f"{pad}{scalar(name)}:"
        inner = _member(item, level + 1, len(key) + 1, top=level == 0)
        if _on_key_line(item, inner):
            lines += [f"{key} {inner[0].lstrip()}", *inner[1:]]
        else:
            lines += [key, *inner]
    return lines


def _on_key_line(item: Plain, inner: list[str]) -> bool:
    """Whether the first line of a member's text continues the line of its name."""
    return isinstance(item, str) or (len(inner) == 1 and inner[0].lstrip()[:1] in ("{", "["))


def _member(item: Plain, level: int, used: int, *, top: bool = False) -> list[str]:
    """The lines of a member, the first to be put behind its name or dash; used: characters taken on that line."""
    if isinstance(item, str):
        lines = _literal(item, level)
        return lines if lines is not None else [scalar(item)]
    short = _short(item, WIDTH - used)
    nested = top and any(not isinstance(inner, str) for inner in (item.values() if isinstance(item, dict) else item))
    if short is not None and not (nested and item):
        return [short]
    return _block(item, level)


def _literal(text: str, level: int) -> list[str] | None:
    """Several lines below ``|``, when that says the text exactly."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if len(lines) < 2 or _ESCAPED.search(re.sub(r'["\\\n]', "", text)):
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
        parts = [(scalar(name), _short(item, room, depth + 1)) for name, item in value.items()]
        text = None if any(part is None for _, part in parts) else "{" + ", ".join(f"{n}: {p}" for n, p in parts) + "}"
    else:
        items = [_short(item, room, depth + 1) for item in value]
        text = None if None in items else "[" + ", ".join(str(item) for item in items) + "]"
    return text if text is not None and len(text) <= room else None if not isinstance(value, str) else text


__all__ = ["WIDTH", "dump", "dump_data", "edit", "fmt", "scalar"]
