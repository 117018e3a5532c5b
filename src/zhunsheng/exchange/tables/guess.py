"""Which column means which field: by its header and by what its cells look like, with the reason for people to judge.

The guess is never silent: every column is listed with its confidence; what is ambiguous, unlike its header or unknown
is told, and whoever knows better sets it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from zhunsheng.exchange.tables.content import SAMPLE, share
from zhunsheng.exchange.tables.fields import FIELDS, IGNORE, Field, TableKind, field_named
from zhunsheng.exchange.tables.grid import Grid, column_number, letters
from zhunsheng.exchange.tables.header import Header
from zhunsheng.exchange.tables.heads import normal, scores
from zhunsheng.exchange.tables.words import says_nothing
from zhunsheng.standard.wording import T, Text

#: Cells alone must look like a field to this part before they name it; less than this part speaks against a header.
_CLEAR, _UNLIKE = 0.8, 0.3
#: Tests that know some values only, so that failing them says nothing.
_OPEN = frozenset({"domain"})
#: A reading less sure than this is none.
_LEAST = 0.42
#: Two readings closer than this leave the column open to doubt.
_CLOSE = 0.08


@dataclass(frozen=True)
class Column:
    """What a column was taken for.  field: None when nobody knows, ``ignore`` when set aside on purpose.

    confidence: 0 to 1.  doubt: what speaks against it.  example: its first text.
    """

    number: int
    head: str
    field: str | None
    label: Text | None
    confidence: float
    reason: Text
    doubt: Text | None = None
    example: str = ""

    @property
    def letters(self) -> str:
        """The column as spreadsheets name it."""
        return letters(self.number)


@dataclass(frozen=True)
class _Claim:
    """A field that a column may mean.  is_named: its header is just that."""

    column: int
    field: Field
    confidence: float
    reason: Text
    doubt: Text | None = None
    is_named: bool = False


def guess_columns(grid: Grid, header: Header, chosen: Mapping[str, str]) -> list[Column]:
    """Every column of a table that has a header or cells.

    chosen: header text or column letters -> field (by name or Chinese header), or ``ignore``.
    """
    texts = {column: _texts(grid, header, column) for column in range(1, grid.width + 1)}
    used = [column for column, found in texts.items() if found or column in header.parts]
    set_by_user = {column: one for column in used if (one := _choice(header, column, chosen)) is not None}
    taken: dict[int, Column] = {}
    free: set[str] = {one.name for one in FIELDS[header.kind]}
    for column, name in set_by_user.items():
        wanted = field_named(header.kind, name)
        taken[column] = _set(header, column, wanted, texts[column])
        if wanted is not None and not wanted.many:
            free.discard(wanted.name)
    claims = [claim for column in used if column not in taken for claim in _claims(header, column, texts[column])]
    for claim in sorted(claims, key=lambda one: (not one.is_named, -one.confidence, one.column)):
        if claim.column in taken or claim.field.name not in free:
            continue
        if not claim.field.many:
            free.discard(claim.field.name)
        taken[claim.column] = Column(
            claim.column, header.says(claim.column), claim.field.name, claim.field.label, claim.confidence, claim.reason,
            claim.doubt or _rivalry(claim, claims), _example(texts[claim.column]),
        )  # fmt: skip
    for column in used:
        if column not in taken:
            taken[column] = _unknown(header, column, claims, taken, texts[column])
    return [taken[column] for column in sorted(taken)]


def _set(header: Header, column: int, wanted: Field | None, texts: Sequence[str]) -> Column:
    """A column as the user set it; set aside where `wanted` is None."""
    name, label = (IGNORE, None) if wanted is None else (wanted.name, wanted.label)
    return Column(column, header.says(column), name, label, 1.0, T("由您指定"), example=_example(texts))


def wrong_choices(kind: TableKind, header: Header, chosen: Mapping[str, str]) -> list[tuple[str, Text, Text]]:
    """Choices that lead nowhere in a table: the choice, what is wrong, what would be right."""
    found: list[tuple[str, Text, Text]] = []
    heads = {column: header.says(column) for column in header.parts}
    for head, name in chosen.items():
        if name != IGNORE and field_named(kind, name) is None:
            names = [one.name for one in FIELDS[kind]]
            near = get_close_matches(name, names, n=1)
            advice = T("是不是 {name}？", name=near[0]) if near else T("可写：{names}", names=[*names, IGNORE])
            found.append((head, T("没有字段「{name}」", name=name[:40]), advice))
        if not any(_is_meant(header, column, head) for column in heads):
            advice = T("表头有：{heads}；也可写列号，如 D", heads=list(heads.values()))
            found.append((head, T("表里没有列「{name}」", name=head[:40]), advice))
    return found


def _choice(header: Header, column: int, chosen: Mapping[str, str]) -> str | None:
    names = (name for head, name in chosen.items() if _is_meant(header, column, head))
    return next((name for name in names if name == IGNORE or field_named(header.kind, name) is not None), None)


def _is_meant(header: Header, column: int, head: str) -> bool:
    """Whether a user's words mean a column: its whole header, its lowest part, or its letters."""
    parts = header.parts.get(column, ())
    wanted = normal(head)
    if parts and wanted in (normal("".join(parts)), normal(parts[-1])):
        return True
    named = any(wanted in (normal("".join(one)), normal(one[-1])) for one in header.parts.values())
    return not named and column_number(head.strip()) == column


def _texts(grid: Grid, header: Header, column: int) -> list[str]:
    """The first texts of a column below the header that say anything; rows with a single text are headings."""
    found: list[str] = []
    for line in grid.lines[header.after :]:
        text = line.text(column)
        if text and not says_nothing(text) and any(other not in ("", text) for other in line.texts):
            found.append(text)
            if len(found) >= SAMPLE:
                break
    return found


def _claims(header: Header, column: int, texts: Sequence[str]) -> list[_Claim]:
    named = dict(scores(header.kind, header.parts.get(column, ())))
    found: list[_Claim] = []
    for one in FIELDS[header.kind]:
        score = named.get(one, 0.0)
        part = share(one.test, texts) if one.test and texts else None
        if score:
            found.append(_by_head(column, one, score, part))
        elif part is not None and one.alone and part >= _CLEAR and len(texts) >= 2:
            reason = T("表头不认识，{share} 的单元格像{label}", share=f"{part:.0%}", label=one.label)
            found.append(_Claim(column, one, 0.55 * part, reason, T("只凭内容猜的")))
    return [claim for claim in found if claim.confidence >= _LEAST]


def _by_head(column: int, one: Field, score: float, part: float | None) -> _Claim:
    how = T("表头一致") if score == 1 else T("表头近似（{score}）", score=f"{score:.0%}")
    if part is None or (part < _UNLIKE and one.test in _OPEN):
        return _Claim(column, one, 0.92 * score, how, is_named=score == 1)
    if part < _UNLIKE:
        doubt = T("只有 {share} 的单元格像{label}", share=f"{part:.0%}", label=one.label)
        return _Claim(column, one, score * (0.6 + 0.2 * part), how, doubt, score == 1)
    reason = T("{how}，{share} 的单元格相符", how=how, share=f"{part:.0%}")
    return _Claim(column, one, 0.75 * score + 0.25 * part, reason, is_named=score == 1)


def _rivalry(claim: _Claim, claims: Sequence[_Claim]) -> Text | None:
    """A reading of the same column, or another column for the same field, that is nearly as good."""
    for other in claims:
        if other is claim or other.confidence < claim.confidence - _CLOSE or (claim.is_named and not other.is_named):
            continue
        if other.column == claim.column:
            return T("也可能是{label}", label=other.field.label)
        if other.field is claim.field and not claim.field.many:
            return T("{column} 列也像{label}", column=letters(other.column), label=claim.field.label)
    return None


def _unknown(
    header: Header, column: int, claims: Sequence[_Claim], taken: Mapping[int, Column], texts: Sequence[str]
) -> Column:
    lost = next((claim for claim in claims if claim.column == column), None)
    reason = T("不认识的列")
    if lost is not None:
        other = next((one for one in taken.values() if one.field == lost.field.name), None)
        if other is not None:
            reason = T("像{label}，但 {column} 列更像", label=lost.field.label, column=other.letters)
    elif column not in header.parts:
        reason = T("没有表头")
    return Column(column, header.says(column), None, None, 0.0, reason, example=_example(texts))


def _example(texts: Sequence[str]) -> str:
    return texts[0].replace("\n", " ")[:30] if texts else ""
