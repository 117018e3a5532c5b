"""What is looked at before an Office file is opened: which file it really is, and whether its directory can be trusted.

Nothing is inflated here.  Everything wrong is a `PackageTrouble`, which carries the finding to show.
"""

from __future__ import annotations

import os
import re
import stat
import struct
import zipfile
from pathlib import Path
from typing import IO, Literal

from zhunsheng.standard.findings import Finding, Place
from zhunsheng.standard.wording import T, Text

Kind = Literal["word", "excel"]

#: Bytes of a file.
MAX_FILE = 100_000_000
#: Members of a package, and bytes of its directory.
MAX_MEMBERS = 5_000
MAX_DIRECTORY = 2_000_000
#: Bytes that the members of a package say they have when inflated.
MAX_DECLARED = 1_000_000_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_END, _END64, _LOCATOR64 = b"PK\x05\x06", b"PK\x06\x06", b"PK\x06\x07"
_DRIVE = re.compile(r"[A-Za-z]:")
_SAVE_AS: dict[Kind, Text] = {
    "word": T("请用 Word 或 WPS 打开它，另存为「Word 文档（*.docx）」后再导入"),
    "excel": T("请用 Excel 或 WPS 打开它，另存为「Excel 工作簿（*.xlsx）」后再导入"),
}
_AGAIN = T("请用 Word、Excel 或 WPS 重新打开并保存一次；打不开的，请向提供者索要完好的文件")


class PackageTrouble(Exception):
    """A file that cannot or must not be read; `finding` says why and what to do."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding.message))
        self.finding = finding


def trouble(code: str, path: str, message: Text, advice: Text | None = None) -> PackageTrouble:
    """A trouble with the file `path` as a whole."""
    return PackageTrouble(Finding(code, Place(path), message, advice))


def damaged(path: str, message: Text) -> PackageTrouble:
    """A trouble with a file that is not whole."""
    return trouble("ZS124", path, message, _AGAIN)


def open_file(path: Path) -> IO[bytes]:
    """An ordinary file of at most `MAX_FILE` bytes; a pipe or device is never waited for.  Raises PackageTrouble."""
    shown = str(path)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
    except (OSError, ValueError) as error:
        raise trouble("ZS101", shown, T("不能读取文件：{reason}", reason=_reason(error))) from None
    status = os.fstat(handle)
    if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_FILE:
        os.close(handle)
        if stat.S_ISREG(status.st_mode):
            raise trouble(
                "ZS105",
                shown,
                T("文件太大：{size} MB，最多 {limit} MB", size=status.st_size // 10**6, limit=MAX_FILE // 10**6),
                T("通常是图片太多太大：请在 Word 里压缩图片，或把文件拆开"),
            )
        raise trouble("ZS101", shown, T("不能读取文件：{reason}", reason=T("不是普通文件")))
    return os.fdopen(handle, "rb")


def require_package(stream: IO[bytes], path: str, kind: Kind) -> None:
    """Refuse what is no Office package, naming what it is instead.  Raises PackageTrouble."""
    stream.seek(0)
    head = stream.read(512)
    if head.startswith(_OLE):
        raise _old(stream, path, kind)
    if head.startswith(b"PK\x03\x04"):
        return
    if Path(path).name.startswith("~$"):
        raise trouble(
            "ZS120", path, T("这是 Word 或 Excel 打开文件时的临时文件，没有内容"), T("请选不带 ~$ 的那个文件")
        )
    if not head:
        raise trouble("ZS120", path, T("文件是空的"))
    for sign, name in ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"<!doctype html", "HTML"), (b"<html", "HTML")):
        if head.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith(sign.lower()):
            raise trouble("ZS120", path, T("这是 {name} 文件，不能直接导入", name=name), _SAVE_AS[kind])
    raise trouble("ZS120", path, T("这不是 {suffix} 文件（不是压缩包）", suffix=_suffix(kind)), _SAVE_AS[kind])


def open_zip(stream: IO[bytes], path: str) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    """The archive and its members by name, after the size of its directory is known to be bearable.

    Raises PackageTrouble for a broken archive, too many members, names that lead out of it, names that stand twice,
    a password, a way of packing that cannot be inflated step by step, and sizes beyond `MAX_DECLARED`.
    """
    if _directory_size(stream) > MAX_DIRECTORY:
        raise _too_many(path)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error, EOFError):
        raise damaged(path, T("压缩包已损坏或不完整")) from None
    try:
        return archive, _members(archive, path)
    except PackageTrouble:
        archive.close()
        raise


def refuse_macros(names: dict[str, zipfile.ZipInfo], path: str, kind: Kind) -> None:
    """Refuse a package that carries macros, by content or by name; none is ever run.  Raises PackageTrouble."""
    carried = any(name.lower().rpartition("/")[2] == "vbaproject.bin" for name in names)
    if carried or Path(path).suffix.lower() in (".docm", ".dotm", ".xlsm", ".xltm", ".xlam"):
        raise trouble(
            "ZS126",
            path,
            T("文件带有宏，不予读取"),
            T("请另存为「{name}」：宏不会一起保存，内容不变", name=_saved_as(kind)),
        )


def refuse_other_kinds(names: dict[str, zipfile.ZipInfo], path: str, kind: Kind) -> None:
    """Refuse a package of another application.  Raises PackageTrouble."""
    found = _other_kind(names)
    if found is not None and found[0] != kind:
        raise trouble(
            "ZS120", path, T("这是 {name}，不是 {suffix} 文件", name=found[1], suffix=_suffix(kind)), found[2]
        )


def _other_kind(names: dict[str, zipfile.ZipInfo]) -> tuple[str, Text, Text | None] | None:
    """What a package is, in words, and advice; None when nothing gives it away."""
    if "xl/workbook.bin" in names:
        return "binary", T("Excel 二进制工作簿（.xlsb）"), _SAVE_AS["excel"]
    if "word/document.xml" in names:
        return "word", T("Word 文件"), None
    if "xl/workbook.xml" in names:
        return "excel", T("Excel 文件"), None
    if "ppt/presentation.xml" in names:
        return "slides", T("演示文稿"), None
    if "mimetype" in names and "content.xml" in names:
        return "open", T("OpenDocument 文件"), T("请另存为 .docx（文字）或 .xlsx（表格）后再导入")
    return None


def _saved_as(kind: Kind) -> Text:
    return T("Word 文档（*.docx）") if kind == "word" else T("Excel 工作簿（*.xlsx）")


def _suffix(kind: Kind) -> str:
    return ".docx" if kind == "word" else ".xlsx"


def _reason(error: OSError | ValueError) -> Text:
    if isinstance(error, FileNotFoundError):
        return T("没有这个文件")
    return T("没有读取的权限") if isinstance(error, PermissionError) else T("打不开")


def _old(stream: IO[bytes], path: str, kind: Kind) -> PackageTrouble:
    """What a compound file is: one with a password, or one of the formats before 2007."""
    if _mentions(stream, "EncryptedPackage"):
        return trouble(
            "ZS121", path, T("文件设有打开密码，不能读取"), T("请打开后在「信息 ▸ 保护文档」里取消密码，再保存")
        )
    names = ".xls" if _mentions(stream, "Workbook") or _mentions(stream, "Book") else ".doc"
    return trouble("ZS120", path, T("这是旧的 {name} 格式，不能直接导入", name=names), _SAVE_AS[kind])


def _mentions(stream: IO[bytes], name: str) -> bool:
    """Whether a compound file holds a stream of that name; looked for piece by piece."""
    wanted = name.encode("utf-16-le") + b"\0\0"
    stream.seek(0)
    tail = b""
    while piece := stream.read(_CHUNK):
        if wanted in tail + piece:
            return True
        tail = piece[-len(wanted) :]
    return False


def _directory_size(stream: IO[bytes]) -> int:
    """Bytes of the central directory as `zipfile` will read it; 0 where there is none (`zipfile` then says so)."""
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - 22))
    tail = stream.read(22)
    at = size - 22
    if not (tail.startswith(_END) and tail.endswith(b"\0\0")):
        start = max(0, size - 22 - 65_536)
        stream.seek(start)
        tail = stream.read()
        found = tail.rfind(_END)
        if found < 0 or len(tail) < found + 22:
            return 0
        at, tail = start + found, tail[found : found + 22]
    declared = int(struct.unpack("<L", tail[12:16])[0]) if len(tail) == 22 else 0
    return max(declared, _directory_size_64(stream, at)) if declared != 0xFFFFFFFF else _directory_size_64(stream, at)


def _directory_size_64(stream: IO[bytes], end: int) -> int:
    """The same from the record for large archives, which stands right before, when there is one."""
    if end < 76:
        return 0
    stream.seek(end - 76)
    record = stream.read(76)
    if record[56:60] != _LOCATOR64 or record[:4] != _END64:
        return 0
    return int(struct.unpack("<Q", record[40:48])[0])


def _members(archive: zipfile.ZipFile, path: str) -> dict[str, zipfile.ZipInfo]:
    infos = archive.infolist()
    if len(infos) > MAX_MEMBERS:
        raise _too_many(path)
    found: dict[str, zipfile.ZipInfo] = {}
    folded: set[str] = set()
    for info in infos:
        name = info.orig_filename.replace("\\", "/")
        if not _stays_inside(name):
            raise trouble("ZS123", path, T("文件里的部件「{name}」指向文件以外，不予读取", name=name[:80]))
        if name.casefold() in folded:
            raise trouble("ZS123", path, T("文件里的部件「{name}」出现两次，不予读取", name=name[:80]))
        folded.add(name.casefold())
        if info.flag_bits & 1:
            raise trouble("ZS121", path, T("压缩包设有密码，不能读取"), T("请取消密码后再导入"))
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged(path, T("部件「{name}」的压缩方式不是 Office 用的那种", name=name[:80]))
        if not name.endswith("/"):
            found[name] = info
    if sum(info.file_size for info in infos) > MAX_DECLARED:
        raise trouble("ZS122", path, T("文件解压后过大，可能是恶意构造的，不予读取"))
    return found


def _stays_inside(name: str) -> bool:
    parts = name.split("/")
    return bool(name) and "\0" not in name and not name.startswith("/") and ".." not in parts and not _DRIVE.match(name)


def _too_many(path: str) -> PackageTrouble:
    return trouble("ZS122", path, T("文件里的部件太多：超过 {limit} 个，不予读取", limit=MAX_MEMBERS))
