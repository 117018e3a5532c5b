"""Comments on a draft, and lines of an implementation record, from the data that the user gives; and what they come to.

Data are named groups of texts; Chinese names of columns have become those of `words.DATA_NAMES`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from zhunsheng.publish.papers.views import CheckView, CommentView, CountsView
from zhunsheng.publish.papers.words import CHECK_FIELDS, COMMENT_FIELDS, DATA_NAMES

Handling = Literal["accepted", "partly", "refused", "open"]
#: What stands in place of a comment where a body had none, or did not reply.
NOTHING = frozenset({"无", "无意见", "没有意见", "none", "no comment", "no comments"})
NO_REPLY = frozenset({"未回函", "未回复", "未反馈", "no reply"})
_NO = frozenset({"否", "no", "false", "无", "×"})
_HANDLING: dict[str, Handling] = {
    "采纳": "accepted", "accepted": "accepted", "部分采纳": "partly", "partly accepted": "partly",
    "不采纳": "refused", "未采纳": "refused", "not accepted": "refused", "refused": "refused",
}  # fmt: skip
Row = Mapping[str, object]


def renamed(value: object) -> object:
    """Data with every Chinese name that means something replaced; a name that is there already is kept."""
    if isinstance(value, Mapping):
        made: dict[str, object] = {}
        for name, member in value.items():
            known = DATA_NAMES.get(name.strip(), name.strip())
            if not made.get(known):
                made[known] = renamed(member)
        return made
    if isinstance(value, (list, tuple)):
        return tuple(renamed(one) for one in value)
    return value


def handling_of(words: str | None) -> Handling:
    """How a comment was handled; ``open`` for nothing and for words that are none of the three."""
    return _HANDLING.get((words or "").strip().lower(), "open")


def comment_rows(data: Row) -> Iterator[Row]:
    """Rows of the table of comments, with those that only say that there is none."""
    yield from _table(data, "comments", "proposal")


def comments_of(data: Row) -> tuple[CommentView, ...]:
    """The comments in order, numbered where they have no number."""
    made: list[CommentView] = []
    for row in comment_rows(data):
        proposal = _text(row, "proposal")
        if proposal is None or _said(proposal) in NOTHING | NO_REPLY:
            continue
        values = {name: _text(row, name) for name in COMMENT_FIELDS}
        number = values.pop("number") or str(len(made) + 1)
        made.append(CommentView(number=number, **(values | {"proposal": proposal})))  # type: ignore[arg-type]
    return tuple(made)


def counts_of(data: Row, comments: tuple[CommentView, ...]) -> CountsView:
    """How many bodies were asked, replied and commented, and how many comments were handled how.

    A list that names only those who commented says nothing on how many were asked: those figures stay open, unless
    the data give them, have a column 回函, or say of some body that it had no comment or did not reply.
    """
    replied: dict[str, bool] = {}
    whole = False
    for row in comment_rows(data):
        body, proposal, answer = (_text(row, name) for name in ("proposer", "proposal", "replied"))
        whole = whole or answer is not None or _said(proposal) in NOTHING | NO_REPLY
        if body is not None:
            silent = _said(proposal) in NO_REPLY or _said(answer) in _NO
            replied[body] = replied.get(body, False) or not silent
    sent = _number(data, "sent")
    answers = _number(data, "replied")
    if whole:
        sent = len(replied) if sent is None else sent
        answers = sum(replied.values()) if answers is None else answers
    kinds = [handling_of(one.handling) for one in comments]
    return CountsView(
        sent=sent,
        replied=answers,
        silent=sent - answers if sent is not None and answers is not None and sent >= answers else None,
        commenting=len({one.proposer for one in comments if one.proposer}),
        comments=len(comments),
        accepted=kinds.count("accepted"),
        partly=kinds.count("partly"),
        refused=kinds.count("refused"),
        open=kinds.count("open"),
    )


def checks_of(data: Row) -> tuple[CheckView, ...]:
    """Lines of the implementation record."""
    rows = _table(data, "checks", "conforms", "problem")
    return tuple(CheckView(**{name: _text(row, name) for name in CHECK_FIELDS}) for row in rows)


def _table(data: Row, name: str, *columns: str) -> list[Row]:
    """The rows given under a name; else those of a table in which some row fills a column that it goes by."""
    rows = _rows(data.get(name))
    if rows or name in data:
        return rows
    rows = _rows(data.get("rows"))
    return rows if any(column in row for row in rows for column in columns) else []


def _rows(value: object) -> list[Row]:
    return [row for row in value if isinstance(row, Mapping)] if isinstance(value, (list, tuple)) else []


def _text(row: Row, name: str) -> str | None:
    """A text of a row; None for an empty one."""
    value = row.get(name)
    if value is None or isinstance(value, (Mapping, list, tuple)):
        return None
    return str(value).strip() or None


def _said(text: str | None) -> str:
    return (text or "").rstrip("。.").lower()


def _number(data: Row, name: str) -> int | None:
    found = re.fullmatch(r"[0-9]{1,6}", _text(data, name) or "")
    return None if found is None else int(found[0])


__all__ = [
    "NOTHING", "NO_REPLY", "Handling", "checks_of", "comment_rows", "comments_of", "counts_of", "handling_of", "renamed",
]  # fmt: skip
