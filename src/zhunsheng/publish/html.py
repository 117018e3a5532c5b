"""Documents as HTML: a fragment for the site, or a page that stands alone with its style.

Semantic elements with classes ``doc-…`` and no inline style, so that a site with a strict content security policy can
take the fragment; tables have captions and scopes, pictures their text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from zhunsheng.publish.blocks import (
    Answers,
    Block,
    Callout,
    Cell,
    Code2D,
    Contents,
    Document,
    Facts,
    Heading,
    Items,
    Line,
    PageBreak,
    Para,
    Picture,
    Run,
    Table,
    Together,
    walk,
    words_of,
)
from zhunsheng.publish.qr import qr_svg
from zhunsheng.standard.wording import T

_STYLE = Path(__file__).parent / "document.css"
_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
_SAFE = ("https://", "http://", "#", "mailto:", "tel:", "/")


def to_html(document: Document) -> str:
    """The document as an ``article`` element."""
    tags = "".join(_tag(words) for words in document.tags)
    head = [f'<p class="doc-kicker">{_text(document.kicker)}</p>'] if document.kicker else []
    head.append(f"<h1>{_text(document.title)}</h1>")
    if document.subtitle:
        head.append(f'<p class="doc-subtitle">{_text(document.subtitle)}</p>')
    if tags:
        head.append(f'<p class="doc-tags">{tags}</p>')
    body = "\n".join(_blocks(document.blocks, document))
    foot = f'<footer class="doc-footer">{_text(document.footer)}</footer>' if document.footer else ""
    return (
        f'<article class="doc doc-kind-{document.kind} doc-{document.size}" lang="{_LANGUAGES[document.language]}">\n'
        f"<header>{''.join(head)}{_cover(document)}</header>\n{body}\n{foot}\n</article>\n"
    )


def to_page(document: Document) -> str:
    """The document as a page that needs nothing else: no script, no request."""
    description = (
        f'<meta name="description" content="{escape(document.description)}">\n' if document.description else ""
    )
    return (
        f'<!doctype html>\n<html lang="{_LANGUAGES[document.language]}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n{description}'
        f"<title>{escape(document.full_title)}</title>\n<style>\n{style()}</style>\n</head>\n<body>\n<main>\n"
        f"{to_html(document)}</main>\n</body>\n</html>\n"
    )


def style() -> str:
    """The style sheet of a page that stands alone: screen, dark, narrow, print."""
    return _STYLE.read_text(encoding="utf-8")


def _tag(words: str) -> str:
    kind = " doc-dashed" if words.startswith("[") else ""
    return f'<span class="doc-tag{kind}">{_text(words.strip("[]"))}</span> '


def _cover(document: Document) -> str:
    """What a printed cover says, as a list of lines."""
    if document.cover is None:
        return ""
    cover = document.cover
    lines = [cover.banner, *cover.left, *cover.right, *cover.lines, *cover.dates, cover.foot]
    rows = "".join(f"<li>{_text(words)}</li>" for words in lines if words)
    mark = f'<p class="doc-tags"><span class="doc-tag doc-dashed">{_text(cover.mark)}</span></p>' if cover.mark else ""
    return f'<ul class="doc-cover">{rows}</ul>{mark}'


def _blocks(blocks: Iterable[Block], document: Document) -> Iterator[str]:
    for block in blocks:
        said = _block(block, document)
        if said:
            yield said


def _block(block: Block, document: Document) -> str:
    match block:
        case Heading():
            return _heading(block)
        case Para():
            return _para(block)
        case Items():
            return _items(block, document)
        case Facts():
            rows = "".join(f"<div><dt>{_text(name)}</dt><dd>{_line(value)}</dd></div>" for name, value in block.rows)
            return f'<dl class="doc-facts">{rows}</dl>'
        case Answers():
            return _answers(block)
        case Table():
            return _table(block)
        case Picture():
            return _picture(block, document)
        case Code2D():
            return f'<div class="doc-qr">{qr_svg(block.content, title=block.words)}<p>{_text(block.words)}</p></div>'
        case Contents():
            return _contents(block, document)
        case _:
            return _holder(block, document)


def _holder(block: Callout | Together | PageBreak, document: Document) -> str:
    """What only holds other blocks."""
    match block:
        case Callout():
            return f'<aside class="doc-callout doc-{block.kind}">{"".join(_blocks(block.blocks, document))}</aside>'
        case Together():
            return f'<div class="doc-together">{"".join(_blocks(block.blocks, document))}</div>'
        case PageBreak():
            return ""


def _picture(block: Picture, document: Document) -> str:
    """A drawing; a wider one scrolls inside its own frame, and a long text alternative can be unfolded below it."""
    caption = f"<figcaption>{_text(block.caption)}</figcaption>" if block.caption else ""
    lines = [line for line in block.alt.splitlines() if line.strip()]
    words = "".join(f"<li>{_text(line)}</li>" for line in lines)
    name = _text(T("文字版").say(document.language))
    told = f'<details class="doc-alt"><summary>{name}</summary><ul>{words}</ul></details>' if len(lines) > 1 else ""
    return f'<figure class="doc-picture"><div class="doc-scroll" tabindex="0">{block.svg}</div>{told}{caption}</figure>'


def _heading(block: Heading) -> str:
    level = min(block.level + 1, 6)
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    number = f'<span class="doc-number">{_text(block.number)}</span> ' if block.number else ""
    return f"<h{level}{anchor}>{number}{_line(block.line)}</h{level}>"


def _para(block: Para) -> str:
    kind = f' class="doc-{block.style}"' if block.style else ""
    anchor = f' id="{escape(block.anchor)}"' if block.anchor else ""
    number = f'<span class="doc-number">{_text(block.number)}</span> ' if block.number else ""
    return f"<p{kind}{anchor}>{number}{_line(block.line)}</p>"


def _items(block: Items, document: Document) -> str:
    marked = any(item.mark for item in block.items)
    name = "ol" if block.kind == "ordered" else "ul"
    kind = ' class="doc-marked"' if marked else ' class="doc-boxes"' if block.kind == "boxes" else ""
    rows = []
    for item in block.items:
        mark = f'<span class="doc-mark">{_text(item.mark)}</span> ' if item.mark else ""
        rows.append(f"<li>{mark}{_line(item.line)}{''.join(_blocks(item.blocks, document))}</li>")
    return f"<{name}{kind}>{''.join(rows)}</{name}>"


def _answers(block: Answers) -> str:
    rows = []
    for one in block.answers:
        note = f'<dd class="doc-note">{_text(one.note)}</dd>' if one.note else ""
        rows.append(f'<div><dt>{_text(one.label)}</dt><dd class="doc-value">{_text(one.value)}</dd>{note}</div>')
    return f'<dl class="doc-answers">{"".join(rows)}</dl>'


def _table(block: Table) -> str:
    caption = f"<caption>{_text(f'{block.number} {block.caption}'.strip())}</caption>" if block.caption else ""
    head = "".join(
        f"<tr>{''.join(_cell(one, block, at, head=True) for at, one in _placed(row))}</tr>" for row in block.head
    )
    rows = "".join(f"<tr>{''.join(_cell(one, block, at) for at, one in _placed(row))}</tr>" for row in block.rows)
    thead = f"<thead>{head}</thead>" if head else ""
    return (
        f'<div class="doc-scroll" tabindex="0"><table class="doc-table doc-{block.style}">{caption}{thead}'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _placed(row: tuple[Cell, ...]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for one in row:
        yield column, one
        column += one.across


def _cell(one: Cell, table: Table, column: int, *, head: bool = False) -> str:
    name = "th" if head or one.head else "td"
    scope = "" if name == "td" else ' scope="col"' if head else ' scope="row"'
    across = f' colspan="{one.across}"' if one.across > 1 else ""
    down = f' rowspan="{one.down}"' if one.down > 1 else ""
    align = table.align[column] if column < len(table.align) else "left"
    kind = "" if align == "left" else f' class="doc-{align}"'
    return f"<{name}{scope}{across}{down}{kind}>{'<br>'.join(_line(line) for line in one.lines)}</{name}>"


def _contents(block: Contents, document: Document) -> str:
    rows = []
    for one in walk(document.blocks):
        if isinstance(one, Heading) and one.level <= block.depth:
            words = escape(f"{one.number} {words_of(one.line)}".strip())
            said = f'<a href="#{escape(one.anchor)}">{words}</a>' if one.anchor else words
            rows.append(f'<li class="doc-depth-{one.level}">{said}</li>')
    return f'<nav class="doc-contents" aria-label="{escape(block.title)}"><h2>{_text(block.title)}</h2><ol>{"".join(rows)}</ol></nav>'


# -- text -------------------------------------------------------------------------------------------------------------


def _line(line: Line) -> str:
    return "".join(_run(part) for part in line)


def _run(part: Run | str) -> str:
    if isinstance(part, str):
        return _text(part)
    said = _text(part.text)
    if part.style == "strong":
        said = f"<strong>{said}</strong>"
    elif part.style == "code":
        said = f"<code>{said}</code>"
    elif part.style:
        said = f'<span class="doc-{part.style}">{said}</span>'
    if part.href is not None and part.href.startswith(_SAFE):
        said = f'<a href="{escape(part.href)}">{said}</a>'
    if part.foot:  # a page has no foot: the note stands where it is marked
        said += f'<small class="doc-foot" role="note">〔{_text(part.foot)}〕</small>'
    return said


def _text(words: str) -> str:
    return escape(words).replace("\n", "<br>")
