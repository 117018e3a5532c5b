"""Where a passage says that somebody brings a paper: lists, sentences, rows of a table; and what can be fetched or follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from zhunsheng.exchange.propose import paper_words as words
from zhunsheng.exchange.propose.paper_names import Paper, case_in, papers_in
from zhunsheng.exchange.propose.reading import Passage
from zhunsheng.exchange.propose.table_lines import Box, Line

_MOST_COPIES = 20
_COLON = re.compile("[：:]")


@dataclass(frozen=True, eq=False)
class Mention:
    """A paper where the text names it.

    is_shared: a register can supply it.  is_deferred: it may follow later.  is_optional: nobody has to bring it.
    """

    passage: Passage
    paper: Paper
    is_shared: bool = False
    is_deferred: bool = False
    is_optional: bool = False


def mentions_in(passage: Passage, *, of_post: bool = False) -> list[Mention]:
    """The papers that a passage names, in its order.

    of_post: the document says how a post works; what its holder fills in is nobody's material.
    """
    if passage.line is not None:
        return [] if passage.line.is_head else list(_of_row(passage, passage.line))
    found = list(_aside(passage))
    found += _of_item(passage) if passage.is_item and _is_list(passage) else _of_sentences(passage, of_post)
    return sorted(found, key=lambda mention: (mention.paper.start, mention.paper.end))


def _aside(passage: Passage) -> Iterator[Mention]:
    """Papers that can be fetched, that may follow later, or that the person signs or sends."""
    plain = passage.plain
    shared: list[tuple[int, int]] = []
    if _holds(plain, words.SHARED_STEMS):
        shared = [found.span("what" if found["what"] else "taken") for found in words.SHARED.finditer(plain)]
    for start, end in shared:
        yield from (Mention(passage, paper, is_shared=True) for paper in papers_in(plain, start, end))
    if "补" in plain or "容缺" in plain:
        for found in words.LATER.finditer(plain):
            if not any(start <= found.start() < end for start, end in shared):
                for paper in papers_in(plain, *found.span("what")):
                    yield Mention(passage, paper, is_deferred=True)
    handed = words.HANDED.finditer(plain) if _holds(plain, ("将", "把")) else ()
    by = words.BY.finditer(plain) if _holds(plain, words.BY_STEMS) else ()
    for found in (*handed, *by):
        applying = "materials" in passage.topics or words.APPLYING.search(" ".join(passage.titles[:2])) is not None
        optional = words.OPTIONAL.search(found.group()) is not None
        for paper in papers_in(plain, *found.span("what")):
            if applying or (words.OWN_PAPER.search(paper.title) and words.GIVER.search(found.group())):
                yield Mention(passage, paper, is_optional=optional)


def _holds(plain: str, stems: tuple[str, ...]) -> bool:
    """Whether a text holds one of the stems: a quick look before a slow one."""
    for stem in stems:  # noqa: SIM110 - a loop is twice as fast as any() here
        if stem in plain:
            return True
    return False


# -- lists -------------------------------------------------------------------------------------------------------


def _is_list(passage: Passage) -> bool:
    """Whether the item of a list is a material."""
    lead = passage.lead
    if words.LIST_LEAD.search(lead) is None:
        return False
    return words.LISTED.search(lead) is not None or "materials" in passage.topics


def _of_item(passage: Passage) -> Iterator[Mention]:
    plain = passage.plain
    free, later = words.FREE.search(plain) is not None, words.DEFERRED.search(plain) is not None
    for paper in papers_in(plain, anything=words.STRONG_LEAD.search(passage.lead) is not None):
        yield Mention(passage, paper, is_shared=free, is_deferred=later)


# -- sentences ---------------------------------------------------------------------------------------------------


def _of_sentences(passage: Passage, of_post: bool) -> Iterator[Mention]:
    plain = passage.plain
    listed = [
        found.span(name)
        for found in (words.LISTING.finditer(plain) if _holds(plain, words.LISTING_STEMS) else ())
        for name in ("what", "said", "short", "things")
        if found[name]
    ]
    for start, end in listed:
        yield from (Mention(passage, paper) for paper in papers_in(plain, start, end))
    if not listed and "materials" in passage.topics:
        yield from _bare(passage)
    for found, end in _givings(passage):
        if any(start <= found.start() < stop for start, stop in listed):
            continue
        head = plain[passage.tokens.sentence(found.start())[0] : found.start()]
        if words.NOT_ASKED.search(head):
            continue
        ending = words.CUT_OFF if found["verb"].startswith(("凭", "持", "带", "携")) else words.ENOUGH
        cut = ending.search(plain, found.end(), end)
        stop = end if cut is None else cut.start()
        papers = papers_in(plain, found.end(), stop)
        if papers and found["verb"].startswith(_PLAINLY_GIVEN):
            papers = _with_the_last(papers, papers_in(plain, found.end(), _comma(passage, found, stop), anything=True))
        what = plain[found.end() : end]
        if papers and _is_asked(passage, head, found["verb"], what, papers, of_post=of_post):
            case = case_in(head)
            yield from (Mention(passage, replace(paper, when=paper.when or case)) for paper in papers)


def _comma(passage: Passage, found: re.Match[str], stop: int) -> int:
    return min(passage.tokens.piece(found.end())[1], stop)


def _with_the_last(papers: list[Paper], every: list[Paper]) -> list[Paper]:
    """Papers with the last of their list, which may be called anything (提交身份证和两寸照)."""
    if not every:
        return papers
    last = every[-1]
    is_new = last.title not in {paper.title for paper in papers} and papers[0].end <= last.start
    return [*papers, last] if is_new else papers


def _givings(passage: Passage) -> Iterator[tuple[re.Match[str], int]]:
    """Every verb of giving, with the end of what it may govern: its sentence, or the piece of the next such verb."""
    every = list(words.GIVE.finditer(passage.plain)) if _holds(passage.plain, words.GIVE_STEMS) else []
    for at, found in enumerate(every):
        end = passage.tokens.sentence(max(found.end() - 1, found.start()))[1]
        colon = _COLON.search(passage.plain, found.end(), end)
        end = end if colon is None else colon.start()
        if at + 1 < len(every):
            following = every[at + 1].start()
            piece = passage.tokens.piece(following)[0]
            end = min(end, piece if piece > found.end() else following)
        yield found, max(end, found.end())


def _bare(passage: Passage) -> Iterator[Mention]:
    """Sentences under a heading on materials that are nothing but names of papers."""
    plain, at = passage.plain, 0
    while at < len(plain):
        start, end = passage.tokens.sentence(at)
        at = max(end, at) + 1
        sentence = plain[start:end].strip(" 。；;")
        papers = papers_in(plain, start, end)
        if papers and words.GIVE.search(sentence) is None and _fill(papers, sentence):
            free, later = words.FREE.search(sentence) is not None, words.DEFERRED.search(sentence) is not None
            yield from (Mention(passage, one, is_shared=free, is_deferred=later) for one in papers)


def _fill(papers: list[Paper], sentence: str) -> bool:
    """Whether names of papers take up most of a sentence, its mark in a list aside."""
    return sum(one.end - one.start for one in papers) * 2 > len(words.MARK.sub("", sentence))


def _is_asked(passage: Passage, head: str, verb: str, what: str, papers: list[Paper], *, of_post: bool) -> bool:
    """Whether it is the person served who brings these papers."""
    owned = all(words.OWN_PAPER.search(paper.title) for paper in papers)
    if words.SERVER.search(words.TOWARDS.sub("", head)) and not words.ASKS.search(head):
        return any(words.PERSONAL.search(paper.title) for paper in papers)
    if words.OF_OTHERS.search(verb) and not owned:
        return False
    if verb.startswith("持") and not head.endswith(_MUST) and words.CUT_OFF.search(what.partition("，")[0]) is None:
        return False  # who holds something, not who brings it
    if "materials" in passage.topics or words.APPLYING.search(" ".join(passage.titles[:1])):
        return True
    if verb in ("押", "凭") or words.GIVER.search(f"{passage.lead}{head}{what[:40]}"):
        return True
    if of_post:
        return False
    if verb.startswith(_PLAINLY_GIVEN):
        return not any(words.OF_INSTITUTIONS.search(paper.title) for paper in papers)
    return owned


_MUST = ("应", "应当", "须", "需", "可")
_PLAINLY_GIVEN = ("提交", "递交", "出示", "携带", "带", "交", "填", "另", "上交", "附", "签", "凭", "随附")


# -- tables ------------------------------------------------------------------------------------------------------


def _of_row(passage: Passage, line: Line) -> Iterator[Mention]:
    beside = "\n".join(line.cell(box) for box in line.boxes if words.BESIDE.search(box.head))
    for box in _boxes_of_papers(passage, line):
        for paper in papers_in(line.plain, box.start, box.end, anything=True):
            yield Mention(
                passage,
                _as_row_says(paper, line, beside),
                is_shared=words.FREE.search(beside) is not None,
                is_deferred=words.DEFERRED.search(beside) is not None,
                is_optional=words.OPTIONAL.search(beside) is not None,
            )


def _boxes_of_papers(passage: Passage, line: Line) -> list[Box]:
    """The cells of a row that name papers: under a head that says so; in a table about them under 名称, else all."""
    named = [box for box in line.boxes if _is_head_of_papers(words.REMARK.sub("", box.title).strip())]
    if named or ("materials" not in passage.topics and not words.OF_PAPERS.search(line.caption)):
        return named
    plainly = [box for box in line.boxes if words.NAME_HEAD.fullmatch(words.REMARK.sub("", box.head).strip())]
    return plainly or [box for box in line.boxes if not box.head]


def _is_head_of_papers(head: str) -> bool:
    return words.TABLE_HEAD.search(head) is not None and words.NO_TABLE_HEAD.search(head) is None


def _as_row_says(paper: Paper, line: Line, beside: str) -> Paper:
    """A paper with the number of copies and the form that other cells of its row give."""
    written = next((line.cell(box) for box in line.boxes if words.COPIES.search(box.head)), "")
    copies = written.strip().removesuffix("份")
    if copies.isdecimal() and 0 < int(copies) < _MOST_COPIES:
        paper = replace(paper, copies=int(copies))
    if "复印件" in beside and "原件" not in beside.replace("验原件", ""):
        paper = replace(paper, form="copy")
    return paper
