"""``zhunsheng fmt``: one layout for standard files; comments and values stay."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, Option, PathWord, verb
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.cli.render.blocks import Line
    from zhunsheng.standard.findings import Finding


@dataclass(frozen=True)
class Formatted:
    """A file, its text, and what its text would be; findings when it cannot be read."""

    path: Path
    old: str
    new: str
    findings: tuple[Finding, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether the layout would change."""
        return self.old != self.new


@verb(
    "fmt",
    T("统一标准文件的排版，注释与取值不变"),
    Argument(
        ["paths"], type=PathWord(), nargs=-1, required=True, metavar="PATH", words=T("YAML 文件或文件夹；可写多个")
    ),
    Option(
        ["--check", "mode"], flag_value="check", default="check", words=T("只列出要改排版的文件（默认），有则以 1 结束")
    ),
    Option(["--diff", "mode"], flag_value="diff", words=T("显示会怎样改，不写文件")),
    Option(["--write", "mode"], flag_value="write", words=T("写回文件")),
    story=T("有读入错误的文件保持原样，并列出错误。"),
    examples=("zhunsheng fmt standards/yuexiu --check", "zhunsheng fmt standards/yuexiu --write"),
)
def command(session: Session, paths: tuple[str, ...], mode: str) -> int:
    """List, show or write the new layout."""
    from zhunsheng.cli.render.blocks import Block, Code, Span, items, line, para
    from zhunsheng.cli.render.findings import finding_data, findings_blocks

    seen = [_formatted(path) for path in _files(paths)]
    changed = [item for item in seen if item.changes]
    findings = [finding for item in seen for finding in item.findings]
    blocks: list[Block] = findings_blocks(findings, session.language)
    if mode == "diff":
        blocks += [Code(tuple(_difference(item)), "diff") for item in changed]
    elif changed:
        blocks.append(items(line(Span(str(item.path), "place")) for item in changed))
    if mode == "write":
        for item in changed:
            _replace(item.path, item.new)
        words = T("{n} 个文件中改写了 {changed} 个", n=len(seen), changed=len(changed))
    else:
        words = T("{n} 个文件中有 {changed} 个要改排版", n=len(seen), changed=len(changed))
    blocks.append(para(session.say(words)))
    if mode == "check" and changed:
        blocks.append(para(session.say(T("用 --diff 看怎样改，用 --write 写回"))))
    data = {
        "mode": mode,
        "files": len(seen),
        "changed": [str(item.path) for item in changed],
        "findings": [finding_data(finding, session.language) for finding in findings],
    }
    failed = bool(findings) or (mode == "check" and bool(changed))
    return session.show("fmt", Exit.FINDINGS if failed else Exit.WELL, data, blocks)


def _files(paths: Iterable[str]) -> Iterator[Path]:
    """The YAML files named, or below the folders named, each once; hidden folders are passed over."""
    from zhunsheng.cli.opening import kind_of

    found: dict[Path, None] = {}
    for path in paths:
        if kind_of(path) == "file":
            found[Path(path)] = None
            continue
        below = sorted(Path(path).rglob("*.yaml"))
        shown = [file for file in below if not any(part.startswith(".") for part in file.relative_to(path).parts)]
        if not shown:
            raise Problem(T("「{path}」里没有 .yaml 文件", path=path), None)
        found |= dict.fromkeys(shown)
    yield from found


def _formatted(path: Path) -> Formatted:
    from zhunsheng.standard.files import read_text
    from zhunsheng.standard.write import fmt
    from zhunsheng.standard.yamltree import read_tree

    text, findings = read_text(path, str(path))
    if text is None:
        return Formatted(path, "", "", tuple(findings))
    _, found = read_tree(text, str(path))
    return Formatted(path, text, text if found else fmt(text), tuple(found))


def _difference(item: Formatted) -> Iterator[Line]:
    from zhunsheng.cli.render.blocks import Span, Style

    styles: dict[str, Style] = {"+": "good", "-": "bad", "@": "place"}
    old, new = item.old.splitlines(), item.new.splitlines()
    for text in difflib.unified_diff(old, new, str(item.path), str(item.path), lineterm=""):
        yield (Span(text, styles.get(text[:1], "")),)


def _replace(path: Path, text: str) -> None:
    """Put a new text in the place of a file, all or nothing; its permissions stay."""
    target = path.resolve()
    try:
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".zhunsheng-", suffix=".tmp")
        try:
            with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
                stream.write(text)
            Path(name).chmod(target.stat().st_mode & 0o7777)
            Path(name).replace(target)
        finally:
            Path(name).unlink(missing_ok=True)
    except OSError as error:
        raise Problem(T("不能写「{path}」：{reason}", path=path, reason=error.strerror or ""), None) from None
