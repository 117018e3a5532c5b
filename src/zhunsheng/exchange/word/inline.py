"""The words of one paragraph: runs, fields, tracked changes, notes, formulas and drawings, in the order they are read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from zhunsheng.exchange.package import Element
from zhunsheng.exchange.word.drawings import Drawn, chosen, drawn
from zhunsheng.exchange.word.flat import NoteKind, NoteMark
from zhunsheng.exchange.word.formulas import formula_text, lowered, raised
from zhunsheng.exchange.word.names import MC, VAL, M, W, is_on
from zhunsheng.exchange.word.styles import Look, run_look
from zhunsheng.exchange.word.symbols import symbol

_CONTENTS_FIELD: Final = re.compile(r"\s*(TOC|INDEX)\b", re.IGNORECASE)
_FIELD_TEXT: Final = re.compile(r"\\[A-Za-z*]+\d*|[(){}]|^\s*EQ\b", re.IGNORECASE)


@dataclass
class Field:
    """A field being read: its code, and whether its result has begun."""

    code: str = ""
    result: bool = False


@dataclass
class Words:
    """What a paragraph comes to.

    text, marks: as in `Para`.  aside: texts that are no part of it, by kind of unit.  drawn: what is anchored in it.
    contents: whether it belongs to a table of contents.  size: of its largest text; bold: all of it.  breaks: a page
    break stands at its start; ends: one stands behind its text.  says: whether there is anything but blanks.
    """

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    marks: list[NoteMark] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    drawn: list[Drawn] = field(default_factory=list)
    contents: bool = False
    size: int | None = None
    bold: bool | None = None
    breaks: bool = False
    ends: bool = False
    says: bool = False

    @property
    def text(self) -> str:
        """The words together."""
        return "".join(self.pieces)

    def add(self, text: str) -> None:
        """Read on."""
        if text:
            self.pieces.append(text)
            self.length += len(text)
            self.says = self.says or bool(text.strip())


class Inline:
    """Reads the content of paragraphs of one story; fields may begin in one and end in another.

    marks, bold: the notes that the story refers to so far, and whether all of its text is bold.
    """

    def __init__(self) -> None:
        self.marks: list[NoteMark] = []
        self.bold = True
        self._fields: list[Field] = []
        self._words = Words()
        self._look = Look()
        self._deleted = 0

    def read(self, paragraph: Element, before: Words | None = None, *, look: Look, deleted: bool = False) -> Words:
        """The words of a paragraph; before: words of paragraphs that run on into it.

        look: of the paragraph.  deleted: it stands in a tracked deletion as a whole.
        """
        self._words = before if before is not None else Words()
        self._look = look
        self._deleted = int(deleted)
        self._words.contents |= self._in_contents()
        self._children(paragraph)
        self._words.contents |= self._in_contents()
        return self._words

    def _in_contents(self) -> bool:
        return any(one.result and _CONTENTS_FIELD.match(one.code) for one in self._fields)

    def _children(self, item: Element) -> None:
        for child in item:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child)
            elif isinstance(tag, str):
                handler = _HANDLERS.get(tag)
                if handler is not None:
                    handler(self, child)
                elif tag not in _IGNORED:
                    self._children(child)

    def _gone(self, item: Element) -> None:
        self._deleted += 1
        self._children(item)
        self._deleted -= 1

    def _simple_field(self, item: Element) -> None:
        made = Field(item.get(f"{W}instr", ""), result=True)
        self._fields.append(made)
        self._words.contents |= self._in_contents()
        self._children(item)
        self._fields.pop()

    def _alternate(self, item: Element) -> None:
        inner = chosen(item)
        if inner is not None:
            self._children(inner)

    def _control(self, item: Element) -> None:
        """A content control; words that only ask for input are no words of the document."""
        held = item.find(f"{W}sdtContent")
        if held is None:
            return
        placeholder = item.find(f"{W}sdtPr/{W}showingPlcHdr")
        if placeholder is None or not is_on(placeholder.get(VAL)):
            self._children(held)
            return
        kept, self._words.pieces = self._words.pieces, []
        length = self._words.length
        self._children(held)
        self._words.hidden.append("".join(self._words.pieces))
        self._words.pieces, self._words.length = kept, length

    def _math(self, item: Element) -> None:
        self._say(formula_text(item))

    def _ruby(self, item: Element) -> None:
        """A word with its pronunciation above; the pronunciation is set aside."""
        base, above = item.find(f"{W}rubyBase"), item.find(f"{W}rt")
        if base is not None:
            self._children(base)
        if above is not None:
            self._words.hidden.append("".join(found.text or "" for found in above.iter(f"{W}t")))

    def _run(self, run: Element) -> None:
        properties = run.find(f"{W}rPr")
        look = run_look(properties)
        hidden = look.hidden if look.hidden is not None else bool(self._look.hidden)
        script = self._script(properties)
        for child in run:
            tag = child.tag
            if tag == f"{W}t":
                text = child.text or ""
                if script:
                    text = raised(text) if script == "superscript" else lowered(text)
                self._say(text, hidden=hidden)
                if text.strip() and not hidden:
                    self._note_look(look.size, look.bold)
            elif isinstance(tag, str):
                part = _PARTS.get(tag)
                if part is not None:
                    part(self, child)
                elif tag in _SAID:
                    self._say(_SAID[tag], hidden=hidden)

    def _script(self, properties: Element | None) -> str | None:
        found = properties.find(f"{W}vertAlign") if properties is not None else None
        value = found.get(VAL) if found is not None else None
        return value if value in ("superscript", "subscript") else None

    def _note_look(self, size: int | None, bold: bool | None) -> None:
        words = self._words
        thick = bold if bold is not None else bool(self._look.bold)
        if size is not None:
            words.size = max(size, words.size or 0)
        words.bold = thick and words.bold is not False
        self.bold = thick and self.bold

    def _say(self, text: str, *, hidden: bool = False) -> None:
        words = self._words
        if not text:
            return
        if self._deleted:
            words.deleted.append(text)
        elif hidden:
            words.hidden.append(text)
        elif self._fields and not all(one.result for one in self._fields):
            words.codes.append(text)
        else:
            words.add(text)

    def _field_char(self, item: Element) -> None:
        kind = item.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.append(Field())
            self._form(item)
        elif kind == "separate" and self._fields:
            self._fields[-1].result = True
            self._words.contents |= self._in_contents()
        elif kind == "end" and self._fields:
            ended = self._fields.pop()
            if not ended.result and re.match(r"\s*EQ\b", ended.code, re.IGNORECASE):
                self._say(_FIELD_TEXT.sub("", ended.code).strip())

    def _instruction(self, item: Element) -> None:
        if self._fields and not self._fields[-1].result:
            self._fields[-1].code += item.text or ""
        elif item.text:
            self._words.codes.append(item.text)

    def _break(self, item: Element) -> None:
        if item.get(f"{W}type") in (None, "textWrapping"):
            self._say("\n")
        elif not self._words.says:
            self._words.breaks = True
        else:
            self._words.ends = True

    def _symbol(self, item: Element) -> None:
        self._say(symbol(item.get(f"{W}font", ""), item.get(f"{W}char", "")))

    def _footnote(self, item: Element) -> None:
        self._mark("footnote", item)

    def _endnote(self, item: Element) -> None:
        self._mark("endnote", item)

    def _mark(self, kind: NoteKind, item: Element) -> None:
        if not self._deleted:
            self._words.marks.append(NoteMark(self._words.length, kind, item.get(f"{W}id", "")))
            self.marks.append(self._words.marks[-1])

    def _comment(self, item: Element) -> None:
        self._words.comments.append(item.get(f"{W}id", ""))

    def _drawing(self, item: Element) -> None:
        self._words.drawn += drawn(item)

    def _alternate_in_run(self, item: Element) -> None:
        inner = chosen(item)
        if inner is not None:
            self._words.drawn += drawn(inner)
            for found in inner.iterchildren(f"{W}t"):
                self._say(found.text or "")

    def _deleted_text(self, item: Element) -> None:
        if item.text:
            self._words.deleted.append(item.text)

    def _form(self, item: Element) -> None:
        """A box to tick in an old form field."""
        box = item.find(f"{W}ffData/{W}checkBox")
        if box is not None:
            state = box.find(f"{W}checked")
            state = state if state is not None else box.find(f"{W}default")
            self._fields[-1].result = True
            self._say("☑" if state is not None and is_on(state.get(VAL)) else "□")


_IGNORED: Final = frozenset(
    {f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr", "customXmlPr", "del", "moveFrom")}
    | {f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr")}
)
_HANDLERS: Final[dict[str, Callable[[Inline, Element], None]]] = {
    f"{W}del": Inline._gone,
    f"{W}moveFrom": Inline._gone,
    f"{W}fldSimple": Inline._simple_field,
    f"{W}sdt": Inline._control,
    f"{W}drawing": Inline._drawing,
    f"{W}pict": Inline._drawing,
    f"{W}ruby": Inline._ruby,
    f"{M}oMath": Inline._math,
    f"{M}oMathPara": Inline._math,
    f"{MC}AlternateContent": Inline._alternate,
}
_PARTS: Final[dict[str, Callable[[Inline, Element], None]]] = {
    f"{W}fldChar": Inline._field_char,
    f"{W}instrText": Inline._instruction,
    f"{W}br": Inline._break,
    f"{W}sym": Inline._symbol,
    f"{W}footnoteReference": Inline._footnote,
    f"{W}endnoteReference": Inline._endnote,
    f"{W}commentReference": Inline._comment,
    f"{W}drawing": Inline._drawing,
    f"{W}pict": Inline._drawing,
    f"{W}object": Inline._drawing,
    f"{W}ruby": Inline._ruby,
    f"{W}delText": Inline._deleted_text,
    f"{MC}AlternateContent": Inline._alternate_in_run,
}
_SAID: Final = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
