"""What an import found, for people and programs: a row a file, how columns were read, what was set aside and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.render.blocks import Block, Line, Span, Style, Table, heading, items, line, para
from zhunsheng.cli.render.findings import counts, finding_data, findings_blocks
from zhunsheng.exchange.many import FileResult
from zhunsheng.exchange.tables.fields import IGNORE, TABLE_KINDS
from zhunsheng.exchange.tables.guess import Column
from zhunsheng.exchange.tables.importing import Recognised, TableImport
from zhunsheng.exchange.tables.ledger import FATES, Fate
from zhunsheng.standard.document import Standard
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.wording import Language, T, Text

if TYPE_CHECKING:
    from zhunsheng.exchange.word.importing import ImportedStandard

#: Findings, files and cells that a page on a terminal shows; the report has them all.
SHOWN_FINDINGS, SHOWN_TABLES = 60, 8
_SURE, _LIKELY = 0.9, 0.7


def files_table(results: Sequence[FileResult], language: Language) -> Table:
    """A row a file: what it was taken for, what was recognised, what was set aside, what is lost, what is wrong."""
    head = (
        T("文件"), T("认作"), T("条款"), T("引用"), T("术语"), T("表格"), T("待确认"), T("体系位置"), T("事项"), T("未用"),
        T("丢失"), T("问题"),
    )  # fmt: skip
    rows = [_row(result, language) for result in results]
    return Table(tuple(text.say(language) for text in head), tuple(rows), frozenset(range(2, 12)))


def _row(result: FileResult, language: Language) -> tuple[Line, ...]:
    data = counted(result)
    number = counts(result.findings)
    style: Style = "bad" if number["error"] else "warn" if number["warning"] else ""
    kind = Span(kind_words(result).say(language), "" if result.is_read else "bad")
    lost = data["lost"]
    cells = (
        data["clauses"],
        data["references"],
        data["terms"],
        data["tables"],
        data["proposals"],
        data["places"],
        data["items"],
    )
    return (
        (Span(result.path, "place"),), line(kind), *((str(cell) if cell else "",) for cell in cells),
        (str(data["set_aside"]) if data["set_aside"] else "",), line(Span(str(lost), "bad" if lost else "dim")),
        line(Span(str(len(result.findings)) if result.findings else "", style)),
    )  # fmt: skip


def kind_words(result: FileResult) -> Text:
    """What a file was taken for."""
    if not result.is_read:
        return T("没有读出")
    if result.word is not None:
        return T("标准") if result.word.standard.kind == "standard" else T("政策文件")
    kinds = dict.fromkeys(sheet.kind for sheet in result.table.sheets) if result.table is not None else ()
    return T("{kinds}", kinds=[TABLE_KINDS[kind] for kind in kinds])


def counted(result: FileResult) -> dict[str, int]:
    """What was recognised in a file, and what of it is in the result, set aside, lost (units of a Word file, cells)."""
    found = dict.fromkeys(
        (
            "clauses",
            "references",
            "terms",
            "tables",
            "proposals",
            "places",
            "items",
            "units",
            "used",
            "set_aside",
            "lost",
        ),
        0,
    )
    for standard in result.standards:
        found["clauses"] += len(standard.clauses)
        found["references"] += len(standard.references)
        found["tables"] += sum(len(clause.tables) for clause in standard.clauses)
        found["proposals"] += len(standard.proposals)
        found["items"] += len(standard.services)
    if result.word is not None:
        found |= _word_counts(result.word)
    if result.table is not None:
        account = result.table.account
        places = 0 if result.table.system is None else len(result.table.system.places)
        found |= {
            "places": places,
            "units": account.cells,
            "used": account.used,
            "set_aside": account.set_aside,
            "lost": account.lost,
        }
    return found


def _word_counts(word: ImportedStandard) -> dict[str, int]:
    from zhunsheng.exchange.accounts import verify

    accounts = word.accounts
    used = sum(fate.recognised for fate in accounts.fates)
    lost = len(verify(accounts, word.standard))
    return {
        "units": accounts.units, "used": used, "set_aside": len(accounts.aside()), "lost": lost,
        "terms": sum(_terms(word.standard)),
    }  # fmt: skip


def _terms(standard: Standard) -> Iterator[bool]:
    """Of each clause below the chapter of terms: true."""
    chapters = {
        clause.no for clause in standard.clauses
        if "." not in clause.no and clause.title is not None and "术语" in clause.title.zh
    }  # fmt: skip
    for clause in standard.clauses:
        chapter, mark, _ = clause.no.partition(".")
        yield bool(mark) and chapter in chapters and clause.kind == "clause"


# -- columns ----------------------------------------------------------------------------------------------------------


def columns_blocks(results: Sequence[FileResult], language: Language) -> list[Block]:
    """How the columns of each sheet were read, for people to judge before anything is written."""
    tables = [(result.table, sheet) for result in results if result.table is not None for sheet in result.table.sheets]
    blocks: list[Block] = []
    for table, sheet in tables[:SHOWN_TABLES]:
        title = T("{file} 的列", file=_sheet_name(table, sheet))
        blocks += [heading(2, title.say(language)), para(_about(sheet).say(language)), _columns_table(sheet, language)]
    if len(tables) > SHOWN_TABLES:
        rest = T("另有 {n} 张表，见 --report 写出的报告", n=len(tables) - SHOWN_TABLES)
        blocks.append(para(rest.say(language)))
    return blocks


def _sheet_name(table: TableImport, sheet: Recognised) -> str:
    return f"{table.path} › {sheet.sheet}" if sheet.sheet else table.path


def _about(sheet: Recognised) -> Text:
    kind = TABLE_KINDS[sheet.kind]
    if sheet.first == sheet.last:
        return T("{kind}，表头在第 {row} 行，数据 {rows} 行", kind=kind, row=sheet.first, rows=sheet.rows)
    return T(
        "{kind}，表头在第 {first} 至 {last} 行，数据 {rows} 行",
        kind=kind,
        first=sheet.first,
        last=sheet.last,
        rows=sheet.rows,
    )


def _columns_table(sheet: Recognised, language: Language) -> Table:
    head = (T("列"), T("表头"), T("读作"), T("字段"), T("把握"), T("依据"), T("例"))
    rows = tuple(_column_row(column, language) for column in sheet.columns)
    return Table(tuple(text.say(language) for text in head), rows)


def _column_row(column: Column, language: Language) -> tuple[Line, ...]:
    if column.field is None:
        meaning, name = Span(T("没有用上").say(language), "warn"), ""
    elif column.field == IGNORE:
        meaning, name = Span(T("不用").say(language), "dim"), IGNORE
    else:
        meaning, name = Span(column.label.say(language) if column.label is not None else "", ""), column.field
    reason = column.reason if column.doubt is None else T("{reason}；{doubt}", reason=column.reason, doubt=column.doubt)
    return (
        (column.letters,), (column.head,), line(meaning), (Span(name, "dim"),), line(_confidence(column, language)),
        (reason.say(language),), (column.example,),
    )  # fmt: skip


def _confidence(column: Column, language: Language) -> Span:
    if column.field is None or column.field == IGNORE:
        return Span("", "dim")
    sure = column.confidence >= _SURE and column.doubt is None
    style: Style = "good" if sure else "warn" if column.confidence < _LIKELY or column.doubt is not None else ""
    return Span(f"{column.confidence:.0%}", style)


# -- problems and targets ---------------------------------------------------------------------------------------------


def problems_blocks(findings: Sequence[Finding], language: Language, most: int | None = SHOWN_FINDINGS) -> list[Block]:
    """Findings as they stand, errors and warnings first where not all are shown."""
    shown = list(findings)
    if most is not None and len(shown) > most:
        worst = sorted(range(len(shown)), key=lambda at: (-shown[at].severity, at))[:most]
        shown = [shown[at] for at in sorted(worst)]
    blocks = findings_blocks(shown, language)
    if len(shown) < len(findings):
        rest = T("另有 {n} 条，用 --report 写出全部", n=len(findings) - len(shown))
        blocks.append(para(rest.say(language)))
    return blocks


def names_block(names: Sequence[str], most: int = 40) -> list[Block]:
    """Names of files, one a line."""
    rows: list[Line] = [line(Span(name, "place")) for name in names[:most]]
    if len(names) > most:
        rows.append(line(f"… (+{len(names) - most})"))
    return [items(rows)] if rows else []


# -- the whole account ------------------------------------------------------------------------------------------------


def account_blocks(results: Sequence[FileResult], language: Language) -> Iterator[Block]:
    """Everything about every file: columns, problems, each cell or paragraph that is not in the result."""
    for result in results:
        yield heading(2, result.path)
        yield from columns_blocks([result], language)
        yield from problems_blocks(result.findings, language, None)
        yield para(_sums(result).say(language))
        rows = tuple(((where,), (text,), (reason.say(language),)) for where, text, reason in aside(result, language))
        if rows:
            yield heading(3, T("没有进入结果的内容").say(language))
            head = tuple(text.say(language) for text in (T("所在"), T("内容"), T("原因")))
            yield Table(head, rows)


def _sums(result: FileResult) -> Text:
    data = counted(result)
    unit = T("个单元格") if result.table is not None else T("段文字")
    return T(
        "共 {units} {unit}：进入结果 {used}，未用 {aside}，丢失 {lost}", units=data["units"], unit=unit, used=data["used"],
        aside=data["set_aside"], lost=data["lost"],
    )  # fmt: skip


def aside(result: FileResult, language: Language) -> Iterator[tuple[str, str, Text]]:
    """What of a file is not in the result: where, its words, why."""
    if result.table is not None:
        for one in result.table.account.aside:
            yield one.where, one.text, FATES[one.fate]
    if result.word is not None:
        for unit in (*result.word.accounts.aside(), *result.word.accounts.changed()):
            yield unit.unit.place.say(language), unit.text, unit.reason


def file_data(result: FileResult, language: Language, *, whole: bool = False) -> dict[str, Any]:
    """A file as data; whole: with everything that is not in the result."""
    data: dict[str, Any] = {
        "path": result.path,
        "kind": None if not result.is_read else result.kind,
        "counts": counted(result),
        "sheets": [_sheet_data(sheet, language) for sheet in (result.table.sheets if result.table is not None else ())],
        "findings": [finding_data(finding, language) for finding in result.findings],
        "seconds": round(result.seconds, 3),
    }
    if result.table is not None:
        fates = result.table.account.fates or {}
        data["fates"] = {Fate(fate).name.lower(): number for fate, number in sorted(fates.items())}
    if whole:
        data["aside"] = [
            {"place": where, "text": text, "reason": reason.say(language)}
            for where, text, reason in aside(result, language)
        ]
    return data


def _sheet_data(sheet: Recognised, language: Language) -> dict[str, Any]:
    return {
        "name": sheet.sheet,
        "kind": sheet.kind,
        "header": [sheet.first, sheet.last],
        "rows": sheet.rows,
        "columns": [
            {
                "column": column.letters,
                "head": column.head,
                "field": column.field,
                "confidence": round(column.confidence, 3),
                "reason": column.reason.say(language),
                "doubt": None if column.doubt is None else column.doubt.say(language),
                "example": column.example,
            }
            for column in sheet.columns
        ],
    }
