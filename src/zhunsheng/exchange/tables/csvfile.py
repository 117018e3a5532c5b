"""A CSV file as a grid: its encoding and its separator are guessed, and the guess is told.

Encodings: UTF-8 with or without a mark, UTF-16 with its mark (what Excel calls Unicode text), and GB 18030, which
includes GBK and GB 2312.  Separators: ``,`` ``;`` tab and ``|``.
"""

from __future__ import annotations

import codecs
import csv
import io
from dataclasses import dataclass, field

from zhunsheng.exchange.tables.grid import MAX_TEXT, Grid, Line, Mark, Spot, clean
from zhunsheng.exchange.tables.sheet import MAX_CELLS, MAX_COLUMNS, MAX_ROWS
from zhunsheng.exchange.tables.workbook import TooMuch
from zhunsheng.standard.wording import T, Text

#: Bytes of a CSV file.
MAX_BYTES = 50_000_000
SEPARATORS = (",", "\t", ";", "|")
#: Rows that the separator is guessed from.
_SAMPLE_ROWS = 50
_SAMPLE = 200_000
#: Rows with a quote out of place, more of which mean that this is no CSV.
MAX_BROKEN = 100
QUOTES = T("一格里有逗号、引号或换行时，用英文双引号括起来，格内的引号写两个")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class NotCsv(Exception):
    """A file that cannot be read as CSV: what is wrong, the row, and what would be right."""

    def __init__(self, message: Text, row: int = 1, advice: Text | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.row = row
        self.help = advice


@dataclass(frozen=True)
class CsvFile:
    """The grid of a CSV file, and how it was read.

    guessed: neither mark nor valid UTF-8 named the encoding.  broken: rows with a quote out of place.  told: what the
    file says about itself.
    """

    grid: Grid
    encoding: str
    separator: str
    guessed: bool = False
    broken: tuple[int, ...] = ()
    told: tuple[Text, ...] = ()


def read_csv(data: bytes) -> CsvFile:
    """The grid of a CSV file's bytes.  Raises NotCsv, or TooMuch."""
    text, encoding, guessed = decoded(data)
    if text.strip() and not text.replace("\x00", ""):
        raise NotCsv(T("文件里没有文字"))
    separator, text, told = _declared_separator(text)
    separator = separator or guess_separator(text)
    rows = _read_rows(text, separator, 1 if told else 0)
    grid = Grid("", tuple(rows.lines), marks=rows.marks, beyond=tuple(rows.beyond))
    return CsvFile(grid, encoding, separator, guessed, tuple(rows.broken), told)


def decoded(data: bytes) -> tuple[str, str, bool]:
    """The text, the name of its encoding, and whether that was guessed.  Raises NotCsv.

    >>> decoded("标准".encode("gbk"))
    ('标准', 'gb18030', True)
    >>> decoded(b"\\xef\\xbb\\xbfa,b")
    ('a,b', 'utf-8', False)
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decode(data[len(mark) :], encoding), encoding, False
    try:
        return data.decode("utf-8"), "utf-8", False
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data):
            raise _undecodable(data, "utf-8", error) from None
    return _decode(data, "gb18030"), "gb18030", True


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(data, encoding, error) from None


def _is_broken_utf8(data: bytes) -> bool:
    """Whether nearly all of it is UTF-8, so that another encoding is no explanation."""
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    return sum(1 for mark in text if ord(mark) > 127) - broken > 10 * broken


def _undecodable(data: bytes, encoding: str, error: UnicodeDecodeError) -> NotCsv:
    row = data[: error.start].count(b"\n") + 1
    advice = T("请在表格软件里另存为「CSV UTF-8」")
    return NotCsv(T("有不属于 {encoding} 编码的字节", encoding=encoding.upper()), row, advice)


def _declared_separator(text: str) -> tuple[str, str, tuple[Text, ...]]:
    """The separator named in a first line ``sep=;``, the text after it, and what is told about it."""
    first, end, rest = text.partition("\n")
    word = first.rstrip("\r")
    if end and len(word) == 5 and word.lower().startswith("sep=") and word[4] in SEPARATORS:
        return word[4], rest, (T("首行「{line}」说明了分隔符", line=word),)
    return "", text, ()


def guess_separator(text: str) -> str:
    """The separator by which the first rows have most cells, equally many in each; a comma when none divides them.

    >>> guess_separator("a;b;c\\n1,5;2;3\\n"), guess_separator("名称\\t级别\\n甲\\t国家"), guess_separator("只有一列")
    (';', '\\t', ',')
    """
    best, found = 0.0, SEPARATORS[0]
    for separator in SEPARATORS:
        counts = _counts(text[:_SAMPLE], separator)
        if not counts:
            continue
        usual = max(set(counts), key=counts.count)
        score = (usual - 1) * counts.count(usual) / len(counts) + sum(count > 1 for count in counts) / len(counts)
        if usual > 1 and score > best:
            best, found = score, separator
    return found


def _counts(text: str, separator: str) -> list[int]:
    counts: list[int] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=separator):
            if any(cells):
                counts.append(len(cells))
            if len(counts) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return counts
    return counts


@dataclass
class _Rows:
    """Rows while they are read; number: of the row read last."""

    number: int
    lines: list[Line] = field(default_factory=list)
    marks: dict[Spot, Mark] = field(default_factory=dict)
    beyond: list[tuple[Spot, str]] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)
    room: int = field(default_factory=lambda: MAX_CELLS)

    def add(self, cells: list[str]) -> None:
        """Take the next row.  Raises TooMuch."""
        self.number += 1
        texts = [clean(cell) for cell in cells]
        self.beyond += [(Spot(self.number, at), one) for at, one in enumerate(texts, 1) if at > MAX_COLUMNS and one]
        del texts[MAX_COLUMNS:]
        while texts and not texts[-1]:
            texts.pop()
        if texts:
            self.lines.append(Line(self.number, tuple(texts)))
            self.marks |= {Spot(self.number, at): "long" for at, one in enumerate(texts, 1) if len(one) > MAX_TEXT}
        self.room -= len(cells)
        if self.room < 0 or len(self.lines) > MAX_ROWS:
            raise TooMuch


def _read_rows(text: str, separator: str, before: int) -> _Rows:
    """The rows of a text; before: rows that stood above it.

    A line with a quote out of place is taken by itself, so that it doesn't swallow the rows below it.
    """
    found = _Rows(before)
    source = list(io.StringIO(text, newline=""))
    start = 0
    while start < len(source):
        reader = csv.reader(source[start:], delimiter=separator, strict=True)
        done = 0
        try:
            for cells in reader:
                found.add(cells)
                done = reader.line_num
            return found
        except csv.Error:
            start += done
            found.broken.append(found.number + 1)
            if len(found.broken) > MAX_BROKEN:
                raise NotCsv(T("引号错乱的行太多"), found.broken[0], QUOTES) from None
            found.add(_loosely(source[start], separator))
            start += 1
    return found


def _loosely(line: str, separator: str) -> list[str]:
    """One line whose quotes are out of place: as far as it can be read, else cut at every separator."""
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:
        return line.split(separator)
