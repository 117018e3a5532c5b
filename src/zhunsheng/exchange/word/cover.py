"""The cover: classification, code, what it replaces, titles, days, issuer, stage; and what says the same elsewhere.

Source: GB/T 1.1—2020, 8.1 and annex E; official papers as their offices print them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from zhunsheng.exchange.accounts import folded
from zhunsheng.exchange.word.builder import Builder
from zhunsheng.exchange.word.codes import codes, document_number, odd_code, open_code, whole_code
from zhunsheng.exchange.word.dates import Found, days
from zhunsheng.exchange.word.flat import Block
from zhunsheng.exchange.word.levels import is_banner
from zhunsheng.exchange.word.rows import Row, rows_of
from zhunsheng.exchange.word.text import fold, squeezed, tidy
from zhunsheng.exchange.word.titles import Candidate, choose_title
from zhunsheng.standard.standard_code import CodeLevel, StandardCode
from zhunsheng.standard.wording import T

_ICS: Final = re.compile(
    r"ICS\s*[:：]?\s*(?P<code>\d{2}(?:\.\d{2,3}){0,2}(?:\s*[;；,，、/]\s*\d{2}(?:\.\d{2,3}){0,2})*)"
)
_CCS: Final = re.compile(r"(?:CCS|中国标准文献分类号)\s*[:：]?\s*(?P<letter>[A-Z])\s*(?P<number>\d{2}(?:/\d{2})?)")
_REPLACES: Final = re.compile(r"(?:部分)?代\s*替\s*[:：]?")
_LISTED: Final = re.compile(r"[^、,，;；\s][^、,，;；]*")
_ISSUER: Final = re.compile(r"(?P<body>.*?\S)\s*(?P<word>发\s*布|印\s*发)\s*")
_ISSUER_AHEAD: Final = re.compile(r"(?:发\s*布\s*(?:单位|机关|机构|部门)?|Issued by)\s*[:：]\s*(?P<body>\S.*)")
_CODE_AHEAD: Final = re.compile(r"(?:标准)?\s*(?:编\s*号|标准号)\s*[:：]\s*")
_OPEN_DAY: Final = re.compile(r"[Xx×]{2,4}\s*[-—年]\s*[Xx×]{1,2}\s*[-—月]\s*[Xx×]{1,2}")
#: Characters of a line that can be part of a cover, and lines that the title is looked for in.
_LONGEST: Final = 300
_MOST: Final = 80
#: A line in English, long enough to be a title.
_LATIN: Final = re.compile(r"(?=.*[a-z]{3})[A-Za-z][\x20-\x7e–—’]{3,}")
_BODY: Final = re.compile(
    r"[\u3400-\u9fff]{2,30}(?:局|委员会|中心|办公室|政府|协会|学会|研究院|公司|医院|联合会|办事处|厅)(?:[（(][^（）()]+[）)])?"
)
_ROLES: Final = ("issued", "effective")
#: Labels of cells on a cover -> fields.
_PAIRS: Final = {
    "标准编号": "standard", "标准号": "standard", "编号": "standard", "发布日期": "issued", "批准日期": "issued",
    "印发日期": "issued", "实施日期": "effective", "施行日期": "effective", "生效日期": "effective", "执行日期": "effective",
    "发布单位": "issuer", "发布部门": "issuer", "发布机关": "issuer", "批准部门": "issuer", "批准单位": "issuer",
    "提出单位": "proposer", "归口单位": "responsible_body", "归口部门": "responsible_body", "起草单位": "drafted_by",
    "编制单位": "drafted_by", "编制部门": "drafted_by",
}  # fmt: skip
_STAGES: Final = (
    ("征求意见", "comment"),
    ("送审", "review"),
    ("报批", "approval"),
    ("草案", "drafting"),
    ("试行稿", "trial_run"),
    ("已废止", "withdrawn"),
)
_LEVELS: Final[dict[CodeLevel, str]] = {"international": "national"}


class Cover:
    """Reads the blocks above the text into fields."""

    def __init__(self, builder: Builder, fields: dict[str, Any]) -> None:
        self.builder = builder
        self.fields = fields
        self.open_prefix: str | None = None
        self.banner = ""

    def read(self, blocks: Sequence[Block], *, known: Iterable[str] = ()) -> list[Row]:
        """Fill the fields; the lines that no field took, in order.

        known: texts that stand elsewhere in the document, to tell the title from other large lines.
        """
        rest = [row for row in self._without_pairs(rows_of(blocks)) if not self._take(row)]
        chosen = choose_title([_candidate(row) for row in rest[:_MOST]], set(known))
        left = [row for at, row in enumerate(rest) if at not in chosen]
        for at in chosen:
            row = rest[at]
            self.builder.ledger.hold(row.unit, ("title",), row.start, row.end)
        if chosen:
            self.fields["title"] = _title([rest[at].text for at in chosen])
        return [row for row in left if not self._beside(row)]

    def take_body(self, left: list[Row]) -> list[Row]:
        """A body alone on its line, and the only one, issues the text where nothing else says who does; the other lines."""
        bodies = [row for row in left if _BODY.fullmatch(squeezed(row.text))]
        if "issuer" in self.fields or len(bodies) != 1 or not self._issuer(bodies[0], bodies[0].text):
            return left
        return [row for row in left if row is not bodies[0]]

    def _without_pairs(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The lines without pairs of label and value in neighbouring cells, which fill their fields."""
        label: Row | None = None
        for row in rows:
            name = _PAIRS.get(squeezed(row.text).rstrip(":")) if row.cell else None
            if label is not None and name is None and row.cell:
                self._pair(_PAIRS[squeezed(label.text).rstrip(":")], label, row)
                label = None
                continue
            if label is not None:
                yield label
            label = row if name is not None else None
            if label is None:
                yield row
        if label is not None:
            yield label

    def _pair(self, name: str, label: Row, row: Row) -> None:
        found = days(row.text)
        value: Any = tidy(row.text)
        if name in _ROLES:
            if not found or name in self.fields:
                return
            value = found[0].day.isoformat()
        elif name == "standard":
            code = whole_code(row.text)
            if code is None:
                self._take(row)
                return
            self.fields.setdefault("level", _LEVELS.get(code.level, code.level))
            value = str(code)
        elif name == "drafted_by":
            value = [one for one in re.split(r"[、，,；;]", value) if one.strip()]
        if name not in self.fields:
            self.fields[name] = value
            self._hold(row, name, 0, len(row.text), as_written=name not in (*_ROLES, "drafted_by"))
        self._frame(label)

    # One line

    def _take(self, row: Row) -> bool:
        if not any(char.isalnum() for char in row.text):
            return True
        if len(row.text) > _LONGEST:
            return False
        return (
            self._classification(row)
            or self._replaced(row)
            or self._code(row)
            or self._document(row)
            or self._stage(row)
            or self._issuer_and_days(row)
        )

    def _classification(self, row: Row) -> bool:
        plain = fold(row.text)
        ics, ccs = _ICS.search(plain), _CCS.search(plain)
        if ics is not None and "ics" not in self.fields:
            self.fields["ics"] = re.sub(r"\s+", "", ics["code"])
            self._hold(row, "ics", ics.start("code"), ics.end("code"))
        if ccs is not None and "ccs" not in self.fields:
            self.fields["ccs"] = f"{ccs['letter']} {ccs['number']}"
            self._hold(row, "ccs", ccs.start("letter"), ccs.end())
        if ics is None and ccs is None and "ics" in self.fields and "ccs" not in self.fields:
            bare = re.fullmatch(r"([A-Z])\s?(\d{2})", plain.strip())
            if bare:
                self.fields["ccs"] = f"{bare[1]} {bare[2]}"
                self._hold(row, "ccs", 0, len(row.text))
                return True
        if ics is not None or ccs is not None:
            self._frame(row)
            return True
        return False

    def _replaced(self, row: Row) -> bool:
        found = _REPLACES.match(row.text.strip())
        if not found:
            return False
        at = row.text.index(found[0]) + found.end()
        pieces = [(one.start, one.end, str(one.code)) for one in codes(row.text)]
        if not pieces:  # no code, such as the number of a paper
            pieces = [(at + one.start(), at + one.end(), one[0].strip()) for one in _LISTED.finditer(row.text[at:])]
        if not pieces:
            return False
        kept = self.fields.setdefault("replaces", [])
        for start, end, number in pieces:
            if number not in kept:
                kept.append(number)
                self._hold(row, "replaces", start, end)
        self._frame(row)
        return True

    def _code(self, row: Row) -> bool:
        ahead = _CODE_AHEAD.match(row.text.strip())
        at = len(row.text) - len(row.text.lstrip()) + (ahead.end() if ahead else 0)
        words = row.text[at:]
        if (prefix := open_code(words)) is not None:
            self.open_prefix = prefix
            self.builder.ledger.aside(row.unit, T("编号还没有填"), row.start, row.end)
            return True
        code = whole_code(words) or _leading_code(words)
        if code is None and (odd := odd_code(words)) is not None and "standard" not in self.fields:
            return self._odd(row, odd, at)
        if code is None or "standard" in self.fields:
            return code is not None and self._again(row, str(code))
        self.fields["standard"] = str(code)
        self.fields.setdefault("level", _LEVELS.get(code.level, code.level))
        end = len(row.text) if whole_code(words) else at + codes(words)[0].end
        written = folded(row.text[at:end]) == folded(str(code))
        self._hold(row, "standard", at, end, as_written=written)
        self._days(row, days(row.text))
        self._frame(row)
        return True

    def _odd(self, row: Row, code: str, at: int) -> bool:
        """A code that cannot be: kept as it is, told, its level as its prefix says."""
        self.fields["standard"] = code
        prefix = code.partition(" ")[0]
        local = re.match(r"DB(\d+)", prefix)
        level = {"T/": "group", "Q/": "internal"}.get(prefix[:2], "industry")
        self.fields.setdefault("level", level if local is None else "provincial" if len(local[1]) == 2 else "city")
        self.builder.say("ZS128", T("标准编号「{code}」的代号没有登记", code=code), T("照原样读入；请核对编号"))
        self._hold(row, "standard", at, len(row.text))
        self._frame(row)
        return True

    def _again(self, row: Row, code: str) -> bool:
        if code != self.fields["standard"]:
            return False
        self.builder.ledger.aside(row.unit, T("与编号重复"), row.start, row.end)
        return True

    def _document(self, row: Row) -> bool:
        words = tidy(row.text)
        if words[:1] in "（(" and words[-1:] in "）)":
            words = words[1:-1]
        found = document_number(words)
        if found is None or found[0] != words or "document" in self.fields:
            return False
        self.fields["document"] = re.sub(r"\s", "", words)
        at = row.text.index(words)
        self._hold(row, "document", at, at + len(words))
        return True

    def _stage(self, row: Row) -> bool:
        words = squeezed(row.text)
        for name, stage in _STAGES:
            if name in words and len(words) <= 20 and words.startswith(("(", name)):
                self.fields.setdefault("stage", stage)
                self._hold(row, "stage", 0, len(row.text), as_written=False)
                return True
        return False

    def _issuer_and_days(self, row: Row) -> bool:
        """Days of issue and entry into force, and the issuer, alone or on one line."""
        found = days(row.text)
        if found and self._days(row, found):
            return True
        if _OPEN_DAY.search(row.text):
            self.builder.ledger.aside(row.unit, T("日期还没有填"), row.start, row.end)
            return True
        if found:
            return False
        ahead = _ISSUER_AHEAD.match(row.text.strip())
        if ahead is not None:
            return self._issuer(row, ahead["body"])
        behind = _ISSUER.fullmatch(row.text.strip())
        if behind is not None and len(squeezed(row.text)) <= 40:
            return self._issuer(row, behind["body"])
        return "发布部门" in row.style and self._issuer(row, row.text)

    def _days(self, row: Row, found: list[Found]) -> bool:
        """What the days of a line are; two without a word are issue and entry into force."""
        taken = False
        for at, one in enumerate(found):
            role = one.role or _role_of_style(row.style) or (_ROLES[min(at, 1)] if len(found) == 2 else None)
            if role is None:
                continue
            taken = True
            if role not in self.fields:
                self.fields[role] = one.day.isoformat()
                same = fold(row.text[one.start : one.end]) == one.day.isoformat()
                self._hold(row, role, one.start, one.end, as_written=same)
        if taken:
            self._issuer(row, _body_beside(row.text, found[0].start))
            self._frame(row)
        return taken

    def _issuer(self, row: Row, body: str) -> bool:
        words = tidy(body).strip("（( ")
        if not words or len(words) > 60 or re.search(r"[。；]|关于", words):
            return False
        if "issuer" not in self.fields:
            self.fields["issuer"] = words
            at = row.text.index(words.split()[0])
            self._hold(row, "issuer", at, at + len(words) if row.text[at : at + len(words)] == words else len(row.text))
        self._frame(row)
        return True

    # What is left

    def _beside(self, row: Row) -> bool:
        """The banner, the title in English, and lines that every cover has."""
        if len(row.text) > _LONGEST:
            return False
        words, plain = tidy(row.text), squeezed(row.text)
        if _LATIN.fullmatch(words) and "english" not in self.fields and "title" in self.fields:
            self.fields["english"] = words
            self._hold(row, "title", 0, len(row.text))
            return True
        if is_banner(plain):
            self.banner = self.banner or plain
            self.builder.ledger.aside(row.unit, T("封面上的标准类别或文件头"), row.start, row.end)
            return True
        return False

    def _hold(self, row: Row, name: str, start: int, end: int, *, as_written: bool = True) -> None:
        self.builder.ledger.hold(row.unit, (name,), row.start + start, row.start + end, as_written=as_written)

    def _frame(self, row: Row) -> None:
        """The words around a value on the cover, such as 发布 and ICS."""
        self.builder.ledger.aside(row.unit, T("封面的固定用语"), row.start, row.end)


def _leading_code(words: str) -> StandardCode | None:
    """The code that a line begins with when nothing but days stands behind it."""
    listed = codes(words)
    if not listed or words[: listed[0].start].strip() or not days(words[listed[0].end :]):
        return None
    return listed[0].code


def _role_of_style(style: str) -> str | None:
    return "issued" if "发布日期" in style else "effective" if "实施日期" in style else None


def _body_beside(text: str, start: int) -> str:
    """A body named in front of the day, as in 「某局2022年1月10日发布」."""
    words = tidy(text[:start]).strip("（( ")
    return "" if re.search(r"[:：]|发布|日期|自|XX", words) else words


def _candidate(row: Row) -> Candidate:
    return Candidate(tidy(row.text), row.style, row.size or 0, row.bold, row.centred, is_banner(squeezed(row.text)))


def _title(lines: list[str]) -> str:
    """The lines of a title as one; parts of a standard keep a blank before them."""
    made = ""
    for line in map(tidy, lines):
        part = re.match(r"第\s*[\d一二三四五六七八九十]+\s*部分", line)
        made += f" {line}" if made and part else line
    return made
