"""Clauses made of sentences, and what is proposed for them, in short."""

from __future__ import annotations

from collections.abc import Sequence

from zhunsheng.exchange.propose import core, propose
from zhunsheng.standard.document import Clause, Proposal, Row, TableText
from zhunsheng.standard.facts import Fact, FactBook
from zhunsheng.standard.wording import Words

TITLE = "高龄津贴服务规范"
BOOK = FactBook(
    {
        name: Fact.model_validate(data)
        for name, data in {
            "age": {"type": "age", "label": "年龄", "on": "application_day"},
            "local_hukou": {"type": "bool", "label": "本区户籍"},
            "dibao": {"type": "bool", "label": "低保对象"},
            "martyr_parent": {"type": "bool", "label": "为烈士父母", "says": {"yes": "是烈士父母", "no": "不是"}},
            "work": {"type": "bool", "label": "就业"},
            "housing": {
                "type": "enum",
                "label": "住房",
                "members": {"none": "无住房", "rent": "公租房承租", "own": "自有"},
            },
        }.items()
    }
)


def clause(
    no: str, text: str = "", title: str = "", *, tables: Sequence[TableText] = (), kind: str = "clause"
) -> Clause:
    """One clause."""
    return Clause.model_validate(
        {"no": no, "title": title or None, "text": text or None, "kind": kind, "tables": list(tables)}
    )


def table(*rows: Sequence[object], head: int = 0, title: str = "") -> TableText:
    """A table of rows; the first `head` of them are its heads."""
    written = [tuple(cell if cell != "" else {} for cell in row) for row in rows]
    return TableText.model_validate({"title": title or None, "head": written[:head], "rows": written[head:]})


def said(text: str, title: str = "", *, tables: Sequence[TableText] = ()) -> list[Proposal]:
    """What is proposed for the text of one clause under a heading."""
    return list(propose([clause("5", text, title, tables=tables)], title=TITLE))


def values(kind: str, text: str, title: str = "", *, tables: Sequence[TableText] = ()) -> list[str]:
    """The values of one kind, in short."""
    return [core(one.value) for one in said(text, title, tables=tables) if one.kind == kind]


def the_one(kind: str, text: str, title: str = "") -> Proposal:
    """The only proposal of a kind."""
    (found,) = [one for one in said(text, title) if one.kind == kind]
    return found


__all__ = ["BOOK", "TITLE", "Row", "Words", "clause", "said", "table", "the_one", "values"]
