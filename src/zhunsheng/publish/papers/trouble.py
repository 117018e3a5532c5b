"""What is wrong with a template, while it is looked at: a line, and a message; and how far a template may go."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.wording import T, Text

#: Characters of a template, characters of what it makes, and steps (parts of the template carried out) on the way.
MAX_TEMPLATE, MAX_TEXT, MAX_STEPS = 100_000, 1_000_000, 1_000_000
#: What is shown of a word that somebody wrote.
SHOWN = 40


class Refused(Exception):
    """Something in a template that cannot be carried out; `about`: the word to point at."""

    def __init__(self, code: str, message: Text, help: Text | None = None, about: str = "") -> None:  # noqa: A002
        super().__init__(message.say())
        self.code, self.message, self.help, self.about = code, message, help, about


@dataclass(frozen=True)
class Source:
    """A template as text, with the path as the user knows it."""

    path: str
    text: str

    def place(self, line: int | None, about: str = "") -> Place:
        """The place of a word on a line; the start of the line where the word is not found."""
        number = max(line or 1, 1)
        lines = self.text.split("\n")
        shown = lines[number - 1] if number <= len(lines) else ""
        found = re.search(rf"(?<!\w){re.escape(about)}(?!\w)", shown) if about else None
        return Place(self.path, number, 1 if found is None else found.start() + 1)

    def find(self, code: str, line: int | None, message: Text, help: Text | None = None, about: str = "") -> Finding:  # noqa: A002
        """A finding at a word of the template."""
        return Finding(code, self.place(line, about), message, help)


def nearest(name: str, known: Iterable[str]) -> Text:
    """Advice: the name that was meant, and all there are."""
    names = list(known)
    near = get_close_matches(name, names, n=1, cutoff=0.6)
    if near:
        return T("是不是「{near}」？可用的有：{names}", near=near[0], names=names)
    return T("可用的有：{names}", names=names)


def unknown(name: str, known: Iterable[str], owner: str = "") -> Refused:
    """A name that does not exist, at the top or behind `owner`."""
    shown = name[:SHOWN]
    if owner:
        return Refused(
            "ZS903", T("「{owner}」没有「{name}」", owner=owner[:SHOWN], name=shown), nearest(name, known), name
        )
    return Refused("ZS903", T("没有「{name}」", name=shown), nearest(name, known), name)


def too_much(what: Text) -> Refused:
    """A limit that is passed."""
    return Refused("ZS905", what, T("看看是不是循环套循环，或者一张表里放了太多的行"))


class Budget:
    """How much more a template may do."""

    def __init__(self, text: int = MAX_TEXT, steps: int = MAX_STEPS) -> None:
        self._text, self._steps = text, steps

    def spend(self, *, text: int = 0, steps: int = 0) -> None:
        """Take from what is left.  Raises Refused when nothing is."""
        self._text -= text
        self._steps -= steps
        if self._text < 0:
            raise too_much(T("模板写出来的内容太长：超过 {limit} 个字符", limit=MAX_TEXT))
        if self._steps < 0:
            raise too_much(T("模板要做的步骤太多：超过 {limit} 步", limit=MAX_STEPS))
