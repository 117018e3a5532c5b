"""A Word file as a standard: `import_word`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, cast

from zhunsheng.exchange.accounts import Accounts
from zhunsheng.exchange.word.builder import Draft
from zhunsheng.exchange.word.levels import level_of_banner, level_of_body
from zhunsheng.exchange.word.reading import read_word
from zhunsheng.exchange.word.recognise import Recognised, recognise, stem_title
from zhunsheng.standard.data import as_data
from zhunsheng.standard.document import Standard
from zhunsheng.standard.facts import FactBook
from zhunsheng.standard.findings import Finding
from zhunsheng.standard.wording import T
from zhunsheng.standard.write import dump_data
from zhunsheng.standard.yamltree import Plain

#: The order of fields in a file.
_FIELDS: Final = (
    "standard", "document", "title", "kind", "level", "stage", "issued", "effective", "replaces", "issuer", "proposer",
    "responsible_body", "drafted_by", "ics", "ccs",
)  # fmt: skip


@dataclass(frozen=True)
class ImportedStandard:
    """A standard that was read from a file.

    data: as plain data, the way it stands in a file.  yaml: its file.  accounts: what became of every unit of the file.
    findings: what a person should look at; none of them stops the import.
    """

    data: dict[str, Plain]
    standard: Standard
    yaml: str
    accounts: Accounts
    findings: list[Finding]


def import_word(
    path: Path, *, ident: str | None = None, book: FactBook | None = None, posts: Mapping[str, str] | None = None
) -> ImportedStandard:
    """Read a Word file as a standard, with proposals for the rules and values in its words.

    ident: its `work`.  book, posts: the facts and the titles of posts (with their ids) of the workspace that it will
    belong to, for the proposals.  Raises PackageTrouble, with the finding to show, where the file cannot or must not be
    read.
    """
    found = recognise(read_word(path))
    drafts = found.builder.drafts
    data = _data(found, drafts, path, ident)
    standard = Standard.model_validate(data)
    if standard.clauses:
        from zhunsheng.exchange.propose import propose

        proposals = propose(standard.clauses, book=book, title=standard.title.zh, posts=posts)
        standard = standard.model_copy(update={"proposals": proposals})
    data = cast("dict[str, Plain]", as_data(standard))
    positions = {id(draft): at for at, draft in enumerate(drafts)}
    positions |= {id(one): at for at, one in enumerate(found.references)}
    accounts = found.builder.ledger.close(found.builder.reading.units, positions)
    return ImportedStandard(data, standard, dump_data(data), accounts, found.builder.findings)


def _data(found: Recognised, drafts: list[Draft], path: Path, ident: str | None) -> dict[str, Plain]:
    fields = dict(found.fields)
    if "title" not in fields:
        fields["title"] = stem_title(str(path))
        found.builder.say("ZS127", T("没有找到标题，暂用文件名"), T("请改 title"))
    if found.english:
        fields["title"] = {"zh": fields["title"], "en": found.english}
    fields["kind"] = "standard" if _is_standard(found) else "policy"
    if "level" not in fields:
        level = _level(found)
        fields["level"] = level or "internal"
        if level is None:
            found.builder.say("ZS127", T("看不出标准的层级，暂按内部标准读入"), T("请核对后改 level"))
    if fields["kind"] == "standard" and "standard" not in fields:
        found.builder.say("ZS127", T("没有找到标准编号"), T("请补 standard"))
    data: dict[str, Any] = {} if ident is None else {"work": ident}
    data |= {name: fields[name] for name in _FIELDS if fields.get(name)}
    data["provenance"] = {"kind": "imported", "note": _origin(path)}
    if found.references:
        data["references"] = [_reference(one) for one in found.references]
    if drafts:
        data["clauses"] = [_clause(draft) for draft in drafts]
    return data


def _level(found: Recognised) -> str | None:
    """The level that the cover or the issuer says."""
    if found.prefix is not None and found.prefix.startswith("T/"):
        return "group"
    body = str(found.fields.get("issuer") or found.fields.get("document") or "")
    return level_of_banner(found.banner) or level_of_body(body)


def _is_standard(found: Recognised) -> bool:
    """Whether it is a standard: it has a code, or room for one, or the form of GB/T 1.1 and no number of a paper."""
    if "standard" in found.fields or found.prefix is not None:
        return True
    return found.form == "standard" and "document" not in found.fields


def _origin(path: Path) -> dict[str, str]:
    return {
        "zh": f"由文件「{path.name}」导入，未与正式文本核对。",
        "en": f"Imported from the file “{path.name}”; not checked against the official text.",
    }


def _reference(one: Any) -> dict[str, Plain]:
    made: dict[str, Plain] = {"code": one.code}
    if one.title:
        made["title"] = one.title
    if not one.normative:
        made["normative"] = "false"
    return made


def _clause(draft: Draft) -> dict[str, Plain]:
    made: dict[str, Any] = {"no": draft.no}
    if draft.title:
        made["title"] = {"zh": draft.title, "en": draft.english} if draft.english else draft.title
    if draft.lines:
        made["text"] = "\n".join(draft.lines)
    if draft.kind != "clause":
        made["kind"] = draft.kind
    if draft.tables:
        made["tables"] = draft.tables
    return made
