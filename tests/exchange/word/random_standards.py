"""Random standards as people might write them, and what of a standard its print carries."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from hypothesis import strategies as st

from zhunsheng.exchange.word.labels import labels
from zhunsheng.publish.printed.printing import printed_code
from zhunsheng.standard.document import Clause, Standard
from zhunsheng.standard.wording import Words

_HAN = "服务对象申请人应宜可能当日内提供材料受理审核机构街道社区老年残疾儿童补贴标准每月次年周岁以上不低于本区一二三四五第条章表图注附录"
_SIGNS = "，、“”（）《》％%～—-/·0123456789５．ABabGBT "
_words = st.text(_HAN, min_size=1, max_size=8)
#: Words of a sentence: whatever comes, but no blanks at the ends and none twice.
_phrase = st.text(_HAN * 2 + _SIGNS, min_size=1, max_size=30).map(lambda text: " ".join(text.split())).filter(bool)
titles = _words.filter(lambda text: not labels(text))
_english = st.sampled_from(["meal service", "Care at home", "time limit (working days)", "visit", "Self-service"])
_labels = st.builds(lambda zh: f"{zh}", titles)
_ends = st.sampled_from("。；：")
#: What begins like an item of a list, a note or a number is one, and so is no plain sentence.
sentences = st.builds(lambda text, end: f"{text}{end}", _phrase, _ends).filter(lambda text: not labels(text))
items = st.builds(lambda mark, text: f"{mark} {text}", st.sampled_from(["a)", "b)", "1)", "2)", "——"]), sentences)
texts = st.lists(st.one_of(sentences, sentences, items), min_size=1, max_size=5).map("\n".join)
bodies = _words.map(lambda text: f"{text}局（演示）")
days = st.dates(date(1990, 1, 1), date(2060, 12, 31))
codes = st.builds(
    lambda prefix, number, year: f"{prefix} {number}—{year}",
    st.sampled_from(["GB/T", "GB", "MZ/T", "DB44/T", "DB4401/T", "T/GZBZ", "Q/YXYS"]),
    st.one_of(
        st.integers(1, 99_999).map(str), st.builds(lambda a, b: f"{a}.{b}", st.integers(1, 9999), st.integers(1, 20))
    ),
    st.integers(1990, 2060),
)
_undated = codes.map(lambda code: code.partition("—")[0])


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """A table whose cells fill its grid, some of them several columns or rows."""
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    heads = draw(st.integers(0, 1)) if rows > 1 else 0
    free = [[True] * columns for _ in range(rows)]
    made: list[list[Any]] = []
    for line in range(rows):
        row: list[Any] = []
        for column in range(columns):
            if not free[line][column]:
                continue
            room = next((at for at in range(column, columns) if not free[line][at]), columns) - column
            across = draw(st.integers(1, min(2, room)))
            down = draw(st.integers(1, 2)) if heads < line + 1 < rows else 1
            for below in range(line, line + down):
                for at in range(column, column + across):
                    free[below][at] = False
            text = draw(st.one_of(st.just(""), _phrase, st.builds("{}\n{}".format, _phrase, _phrase)))
            cell: dict[str, Any] = {"text": text} if text else {}
            cell |= {"across": str(across)} if across > 1 else {}
            cell |= {"down": str(down)} if down > 1 else {}
            row.append(text if text and len(cell) == 1 else cell)
        made.append(row)
    if any(not row for row in made):  # a row wholly covered by cells above
        return draw(tables())
    table: dict[str, Any] = {"rows": made[heads:]}
    if heads:
        table["head"] = made[:heads]
    if draw(st.booleans()):
        table["title"] = draw(titles)
    return table


@st.composite
def _marked(draw: st.DrawFn, number: str) -> list[dict[str, Any]]:
    """Notes, examples and footnotes of a clause."""
    kinds = draw(st.lists(st.sampled_from(["note", "example", "footnote"]), max_size=2))
    return [
        {"no": number, "kind": kind, "text": draw(sentences)}
        for kind in sorted(kinds, key=lambda kind: kind != "footnote")
    ]


@st.composite
def clauses_below(draw: st.DrawFn, number: str, depth: int) -> list[dict[str, Any]]:
    """A clause with what stands below it, down to the fifth level."""
    made: dict[str, Any] = {"no": number}
    shape = draw(st.sampled_from(["title", "text", "both"]))
    below: list[dict[str, Any]] = []
    if shape != "text":
        made["title"] = draw(titles)
    if shape != "title":
        made["text"] = draw(texts)
    if draw(st.integers(0, 5)) == 0:
        made["tables"] = [draw(tables())]
    marks = draw(_marked(number)) if shape != "title" else []
    if shape != "text" and depth < 6:
        for step in range(1, draw(st.integers(0, 2 if depth < 3 else 1)) + 1):
            below += draw(clauses_below(f"{number}.{step}", depth + 1))
    return [made, *marks, *below]


@st.composite
def chapters(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Chapters and annexes of a standard, the first three as they always are."""
    made: list[dict[str, Any]] = [{"no": "1", "title": "范围", "text": draw(sentences)}]
    made.append({"no": "2", "title": "规范性引用文件"} | ({"text": draw(sentences)} if draw(st.booleans()) else {}))
    made.append({"no": "3", "title": "术语和定义"})
    for step in range(1, draw(st.integers(0, 2)) + 1):
        title: Any = draw(titles)
        if draw(st.booleans()):
            title = {"zh": title, "en": draw(_english)}
        made.append({"no": f"3.{step}", "title": title, "text": draw(sentences)})
    for step in range(4, draw(st.integers(4, 7))):
        head: dict[str, Any] = {"no": str(step), "title": draw(titles)}
        made += [head | {"text": draw(texts)}] if draw(st.booleans()) else [head, *draw(clauses_below(f"{step}.1", 2))]
    for letter in "AB"[: draw(st.integers(0, 2))]:
        kind = draw(st.sampled_from(["annex_normative", "annex_informative"]))
        head = {"no": letter, "title": draw(titles), "kind": kind}
        if draw(st.booleans()):
            head["text"] = draw(texts)
            made.append(head)
        else:
            made += [head, *draw(clauses_below(f"{letter}.1", 2))]
    return made


@st.composite
def standards(draw: st.DrawFn) -> Standard:
    """A standard with a cover, references and clauses."""
    data: dict[str, Any] = {"standard": draw(codes), "title": {"zh": f"{draw(titles)}规范"}, "level": "internal"}
    if draw(st.booleans()):
        data["title"]["en"] = draw(_english)
    optional: dict[str, st.SearchStrategy[Any]] = {
        "issued": days, "effective": days, "issuer": bodies, "proposer": bodies, "responsible_body": bodies,
        "drafted_by": st.lists(bodies, min_size=1, max_size=3), "ics": st.sampled_from(["03.080", "11.020", "03.080.99"]),
        "ccs": st.sampled_from(["A 12", "C 05"]), "replaces": st.lists(codes, min_size=1, max_size=2, unique=True),
        "stage": st.sampled_from(["comment", "review", "approval", "trial_run"]),
    }  # fmt: skip
    for name, strategy in optional.items():
        if draw(st.booleans()):
            data[name] = draw(strategy)
    listed = draw(
        st.lists(st.tuples(st.one_of(codes, _undated), titles, st.booleans()), max_size=4, unique_by=lambda one: one[0])
    )
    data["references"] = [
        {"code": code, "title": title} | ({} if normative else {"normative": "false"})
        for code, title, normative in listed
    ]
    data["clauses"] = draw(chapters())
    data["provenance"] = {"kind": "illustrative", "note": "为测试而写。"}
    from zhunsheng.standard.standard_code import StandardCode

    level = StandardCode.parse(data["standard"]).level
    data["level"] = level
    return Standard.model_validate({key: value for key, value in data.items() if value})


# -- what the print carries ------------------------------------------------------------------------------------------


def carried(standard: Standard) -> dict[str, object]:
    """What the print of a standard says, in the form in which it comes back."""
    return {
        "title": standard.title,
        "code": printed_code(standard.standard or ""),
        "stage": standard.stage,
        "level": standard.level,
        "days": (standard.issued, standard.effective),
        "bodies": tuple(map(_zh, (standard.issuer, standard.proposer, standard.responsible_body))),
        "drafted_by": tuple(map(_zh, standard.drafted_by)),
        "classes": (standard.ics, standard.ccs),
        "replaces": tuple(map(printed_code, standard.replaces)),
        "references": [
            (printed_code(one.code), _zh(one.title), one.normative)
            for one in sorted(standard.references, key=lambda one: not one.normative)
        ],
        "clauses": list(_clauses(standard)),
    }


def _zh(words: Words | None) -> str | None:
    return None if words is None else words.zh


def _clauses(standard: Standard) -> Iterable[object]:
    """Clauses without what printing makes anew: fixed sentences, the foreword; a kind that is said on the annex alone."""
    in_terms = False
    for clause in standard.clauses:
        if clause.no == "前言":
            continue
        if "." not in clause.no:
            in_terms = clause.title is not None and clause.title.zh == "术语和定义"
        text = _zh(clause.text)
        if clause.no in ("2", "3") and text in (_NO_REFERENCES, _NO_TERMS):
            text = None
        kind = "clause" if clause.kind.startswith("annex") and "." in clause.no else clause.kind
        title = clause.title if in_terms and "." in clause.no else _zh(clause.title)
        yield clause.no, title, text, kind, tuple((_zh(one.title), one.head, one.rows) for one in clause.tables)


_NO_REFERENCES = "本文件没有规范性引用文件。"
_NO_TERMS = "本文件没有需要界定的术语和定义。"


def first_difference(one: Standard, other: Standard) -> object:
    """What two standards differ in, for the message of a failing test; None when what is printed of them is equal."""
    first, second = carried(one), carried(other)
    for name, value in first.items():
        if value != second[name]:
            if name == "clauses":
                pairs: list[Any] = list(zip(value, second[name], strict=False))  # type: ignore[call-overload]
                found = [pair for pair in pairs if pair[0] != pair[1]]
                return found[0] if found else (len(pairs), [clause[0] for clause in second[name]])  # type: ignore[attr-defined]
            return name, value, second[name]
    return None


__all__ = ["Clause", "carried", "first_difference", "standards"]
