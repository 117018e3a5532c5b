"""The chapter of normative references and the bibliography, made from the references of the file.

Source: GB/T 1.1—2020, 8.6 and 8.13.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhunsheng.publish.blocks import Block, Heading, Item, Items, PageBreak, Para
from zhunsheng.publish.printed.clauses import Clauses
from zhunsheng.publish.printed.elements import Section
from zhunsheng.publish.printed.printing import Printing, printed_code
from zhunsheng.standard.document import Reference
from zhunsheng.standard.wording import T

LEAD_IN = T(
    "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，仅该日期对应的版本适用于"
    "本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。"
)
NONE = T("本文件没有规范性引用文件。")


def references(printing: Printing, clauses: Clauses, section: Section | None) -> Iterator[Block]:
    """The list with its fixed sentence, then what the file itself says there.

    section: the chapter that stands in the file; None: the file has references but no chapter for them.
    """
    listed = [one for one in printing.standard.references if one.normative]
    written = section is not None and section.head.text is not None
    if listed:
        yield Para((printing.say(LEAD_IN),), "clause")
        for one in listed:
            yield Para((reference_words(printing, one),), "clause")
    elif not written:
        yield Para((printing.say(NONE),), "clause")
    if section is not None:
        yield from clauses.section(section)


def bibliography(printing: Printing, clauses: Clauses, sections: Sequence[Section]) -> Iterator[Block]:
    """What stands in the file under 参考文献, then the references that only inform."""
    listed = [one for one in printing.standard.references if not one.normative]
    if not listed and not sections:
        return
    yield PageBreak()
    yield Heading(1, (printing.say(T("参考文献")),), anchor="bibliography")
    for section in sections:
        yield from clauses.section(section)
    if listed:
        yield Items(
            tuple(Item((reference_words(printing, one),), mark=f"[{n}]") for n, one in enumerate(listed, 1)),
        )


def reference_words(printing: Printing, one: Reference) -> str:
    """A reference as it is listed: number and title, a full-width blank between."""
    return "　".join(words for words in (printed_code(one.code), printing.label(one.title)) if words)
