"""Files in, safely: bounded reading of ordinary UTF-8 files, and the list of a folder's YAML files.

A pipe, a device, a link that leads out of the folder, bytes that are no UTF-8 and a file beyond the limit are findings.
What the text means is not decided here.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.wording import T, Text

#: Bytes of one file; above what `yamltree` takes in characters, because a Chinese character is three bytes.
MAX_BYTES = 6_000_000
#: YAML files of one workspace.
MAX_FILES = 20_000
#: Folders below a workspace.
MAX_DEPTH = 16


def read_text(path: str | Path, shown: str) -> tuple[str | None, list[Finding]]:
    """The text of a file, or None and why not.  shown: the path as the user knows it.

    Never blocks (a pipe is refused unopened for reading) and never holds more than the limit.
    """
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        return None, [_unreadable(shown, _reason(error))]
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode):
        os.close(handle)
        return None, [_unreadable(shown, T("不是普通文件"))]
    with os.fdopen(handle, "rb") as stream:
        data = stream.read(MAX_BYTES + 1) if status.st_size <= MAX_BYTES else b""
        if status.st_size > MAX_BYTES or len(data) > MAX_BYTES:
            return None, [Finding("ZS105", Place(shown), T("文件太大：超过 {limit} 字节", limit=MAX_BYTES))]
    return decode(data, shown)


def decode(data: bytes, shown: str) -> tuple[str | None, list[Finding]]:
    """Bytes as UTF-8 text; the finding names the place of the first byte that is not."""
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return None, [
            Finding(
                "ZS101",
                Place(shown, len(line), len(line[-1]) + 1),
                T("不是 UTF-8 编码的文字"),
                T("请用编辑器另存为 UTF-8（常见原因是 GBK 编码）"),
            )
        ]


def yaml_files(root: Path, folder: str, findings: list[Finding]) -> Iterator[tuple[str, Path]]:
    """YAML files below ``root/folder`` as (path relative to root with ``/``, path), in order of path.

    Hidden names are passed over.  Links are followed only to files within `root`; others, and names such as ``.yml``,
    are noted in `findings`.
    """
    base = os.path.realpath(root)
    pending = [(folder, 0)]
    found: list[tuple[str, Path]] = []
    while pending:
        current, depth = pending.pop()
        for entry in _entries(root / current):
            relative = f"{current}/{entry.name}"
            shown = str(root / relative)
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                if depth < MAX_DEPTH:
                    pending.append((relative, depth + 1))
                else:
                    findings.append(_unreadable(shown, T("文件夹太深")))
            elif entry.name.endswith(".yml"):
                advice = T("文件名请用 .yaml 结尾，否则不会读取")
                findings.append(Finding("ZS106", Place(shown), T("没有读取此文件"), advice, Severity.WARNING))
            elif not entry.name.endswith(".yaml"):
                continue
            elif entry.is_symlink() and not is_within(shown, base):
                findings.append(_unreadable(shown, T("链接指向工作区以外")))
            else:
                found.append((relative, root / relative))
    if len(found) > MAX_FILES:
        findings.append(Finding("ZS105", Place(str(root / folder)), T("文件太多：超过 {limit} 个", limit=MAX_FILES)))
        found = []
    yield from sorted(found)


def is_within(path: str | Path, base: str | Path) -> bool:
    """Whether `path`, links resolved, lies in the folder `base` (itself resolved)."""
    real = os.path.realpath(path)
    return os.path.commonpath([real, str(base)]) == str(base)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return list(entries)
    except OSError:
        return []


def _reason(error: OSError | ValueError) -> Text:
    if isinstance(error, FileNotFoundError):
        return T("没有这个文件")
    if isinstance(error, PermissionError):
        return T("没有读取的权限")
    return T("打不开")


def _unreadable(shown: str, reason: Text) -> Finding:
    return Finding("ZS101", Place(shown), T("不能读取文件：{reason}", reason=reason))
