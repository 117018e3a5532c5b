"""From what files came to, to files of a workspace: what is known there, which names they get, what must not be lost.

Nothing is written over unless asked for, and nothing outside the folder named.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from zhunsheng.cli.exits import Problem
from zhunsheng.exchange.many import FileResult
from zhunsheng.exchange.tables.joining import join
from zhunsheng.exchange.tables.output import (
    FRAMEWORK,
    MANIFEST,
    REGISTER,
    heading,
    is_filled,
    manifest_text,
    safe_name,
    table_files,
)
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.standard.base import Model
from zhunsheng.standard.document import Standard
from zhunsheng.standard.files import is_within
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.framework import FrameworkFile
from zhunsheng.standard.load import load
from zhunsheng.standard.manifest import Domain, RegisterFile
from zhunsheng.standard.wording import T
from zhunsheng.standard.write import dump

_MODELS: dict[str, type[Model]] = {FRAMEWORK: FrameworkFile, REGISTER: RegisterFile}


@dataclass(frozen=True)
class Target:
    """A file to write: its name in the folder, its text, the file that it was read from."""

    name: str
    text: str
    source: str


@dataclass
class Plan:
    """What would be written.  placed: texts that a detail table gave their number.  findings: what stands against it."""

    targets: list[Target] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    placed: int = 0


def context_of(folder: str | None) -> Context:
    """What is known where the result goes: domains, items, posts, facts, registered codes, texts that are there."""
    if folder is None or not (Path(folder) / MANIFEST).exists():
        return Context()
    from zhunsheng.cli.opening import open_folder

    workspace = open_folder(folder).workspace
    homes = (workspace, *workspace.chain())
    models = [loaded.model for loaded in workspace.files.values() if loaded.model is not None]
    owned = {name for model in models for name in (model.standard, model.system_number) if name}
    return Context(
        domains=workspace.manifest.domains
        or next((home.manifest.domains for home in homes if home.manifest.domains), ()),
        items={entry.service.title.zh: entry.id for entry in workspace.services() if entry.service.title is not None},
        codes=frozenset(entry.code for home in homes for entry in home.register.entries),
        owned=frozenset(owned),
        posts={post.title.zh: post.id for post in workspace.organisation.posts},
        book=workspace.book(),
    )


def plan(results: Sequence[FileResult], folder: str | None, context: Context) -> Plan:
    """The files that all results come to; of two with one name the first counts, which is told."""
    made = Plan()
    standards, filled = _joined(results, made)
    taken: dict[str, Target] = {}
    for target in _targets(results, standards, filled, context):
        other = taken.get(target.name.casefold())
        if other is not None:
            message = T("「{name}」已由「{other}」写成，没有再写", name=target.name, other=other.source)
            advice = T("请分别导入到不同的文件夹，或合并后再导入")
            made.findings.append(Finding("ZS962", Place(target.source), message, advice))
            continue
        taken[target.name.casefold()] = target
        if target.source not in standards:
            made.findings += _unreadable(target)
    made.targets = list(taken.values())
    made.findings += _left_out(results, context)
    if folder is not None and made.targets and not os.path.lexists(Path(folder) / MANIFEST):
        made.targets.append(_manifest(results, folder))
    return made


def _unreadable(target: Target) -> Iterator[Finding]:
    """What the format says against a file made of a table, so that nothing is written that cannot be read."""
    for finding in load(_MODELS.get(target.name, Standard), target.name, target.text).findings:
        message = T(
            "写出的「{name}」第 {line} 行：{what}", name=target.name, line=finding.place.line, what=finding.message
        )
        yield Finding(
            finding.code, Place(target.source), message, T("请拆分或缩短表里的内容后再导入"), finding.severity
        )


def _left_out(results: Sequence[FileResult], context: Context) -> Iterator[Finding]:
    """Places whose texts are in the workspace already: what the table says of them is not written anywhere."""
    for one in results:
        system = None if one.table is None else one.table.system
        there = [p for p in system.places if p.state == "full" and is_filled(p, context, frozenset())] if system else []
        if there:
            message = T("{n} 个位置的正文已在工作区里，表里对它们的说明没有写入", n=len(there))
            yield Finding("ZS957", there[0].at, message, T("以正文为准"), Severity.ADVICE)


def _joined(results: Sequence[FileResult], made: Plan) -> tuple[dict[str, Standard], frozenset[str]]:
    """The texts of Word files, by path, with the places that detail tables have for them; numbers that they fill."""
    words = {one.path: one.word.standard for one in results if one.word is not None}
    filled: set[str] = set()
    for one in results:
        if one.table is not None and one.table.system is not None:
            joined = join(one.table.system, list(words.values()))
            words = dict(zip(words, joined.standards, strict=True))
            filled |= joined.filled
    made.placed = len(filled)
    return words, frozenset(filled)


def _targets(
    results: Sequence[FileResult], standards: Mapping[str, Standard], filled: frozenset[str], context: Context
) -> Iterator[Target]:
    for one in results:
        if one.word is not None:
            standard = standards[one.path]
            text = one.word.yaml if standard is one.word.standard else dump(standard)
            name = safe_name(standard.standard or standard.document or standard.title.zh)
            folder = safe_name(standard.domain or "imported")
            yield Target(f"standards/{folder}/{name}.yaml", heading(one.path) + text, one.path)
        elif one.table is not None:
            for name, text in table_files(one.table, context, filled).items():
                yield Target(name, text, one.path)


def _manifest(results: Sequence[FileResult], folder: str) -> Target:
    found = {domain.id: domain for one in results if one.table is not None for domain in one.table.domains}
    domains = list(_renumbered(sorted(found.values(), key=lambda one: one.number)))
    first = next(one.path for one in results if one.is_read)
    return Target(MANIFEST, manifest_text(Path(folder).resolve().name, domains, first), first)


def _renumbered(domains: Sequence[Domain]) -> Iterator[Domain]:
    """Domains with numbers that differ; the first of two keeps its own."""
    used: set[int] = set()
    for domain in domains:
        number = domain.number
        while number in used:
            number += 1
        used.add(number)
        yield domain.model_copy(update={"number": number})


def write(targets: Sequence[Target], folder: str, *, force: bool) -> tuple[list[str], list[Finding]]:
    """Write the files; the names of those written, and findings for those left alone.  Raises Problem when refused."""
    root = Path(folder)
    try:
        root.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Problem(T("不能写「{path}」：{reason}", path=folder, reason=error.strerror or ""), None) from None
    written: list[str] = []
    findings: list[Finding] = []
    for target in targets:
        file = root / target.name
        if not force and os.path.lexists(file):
            message = T("「{path}」已经有了，没有覆盖", path=file)
            findings.append(Finding("ZS962", Place(target.source), message, T("确要覆盖，请加 --force")))
            continue
        if not is_within(file, os.path.realpath(root)):
            raise Problem(T("「{path}」指向文件夹以外，不写", path=file), None)
        put(file, target.text)
        written.append(str(file))
    return written, findings


def put(file: Path, text: str) -> None:
    """Put a text in a file, all or nothing.  Raises Problem when the system refuses."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=".zhunsheng-", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            Path(name).chmod(0o666 & ~_umask())
            Path(name).replace(file)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise Problem(T("不能写「{path}」：{reason}", path=file, reason=error.strerror or ""), None) from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
