"""Opening Office files: what is refused, what is said, and that hostile files cost neither memory nor patience."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import textwrap
import zipfile
from pathlib import Path

import pytest

from tests.exchange.word.files import NAMESPACES, TYPES, package, relations, root
from zhunsheng.exchange.guards import Kind
from zhunsheng.exchange.package import Package, PackageTrouble, open_package
from zhunsheng.standard.findings import Finding

DOCUMENT = root("document", "<w:body/>")
WORKBOOK = "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'/>"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def refused(path: Path, kind: Kind = "word") -> Finding:
    with pytest.raises(PackageTrouble) as caught:
        open_package(path, kind).close()
    assert caught.value.finding.say("en")
    return caught.value.finding


def unreadable(path: Path, part: str = "word/document.xml") -> Finding:
    """The trouble with reading a part of a package that opens."""
    with open_package(path, "word") as opened, pytest.raises(PackageTrouble) as caught:
        opened.xml(part)
    return caught.value.finding


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def is_open(opened: Package) -> bool:
    try:
        opened.read(opened.names[0])
    except (PackageTrouble, ValueError):
        return False
    return True


# -- good files ------------------------------------------------------------------------------------------------------


def test_a_word_file_opens(tmp_path: Path):
    with open_package(package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT}), "word") as opened:
        assert opened.main == "word/document.xml"
        assert opened.main in opened
        assert opened.xml(opened.main).tag.endswith("}document")
        assert opened.related(opened.main, "styles") is None
    assert not is_open(opened)


def test_the_main_part_may_stand_elsewhere(tmp_path: Path):
    rels = relations({"rId1": ("officeDocument", "/w/main%20part.xml")})
    path = package(tmp_path / "a.docx", {"w/main part.xml": DOCUMENT, "_rels/.rels": rels})
    with open_package(path, "word") as opened:
        assert opened.main == "w/main part.xml"


def test_names_with_backslashes_are_read(tmp_path: Path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("[Content_Types].xml", TYPES)
        file.writestr("word\\document.xml", DOCUMENT)
    with open_package(path, "word") as opened:
        assert opened.main == "word/document.xml"


def test_strict_files_are_read_as_the_usual_ones(tmp_path: Path):
    strict = DOCUMENT.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    with open_package(package(tmp_path / "a.docx", {"word/document.xml": strict}), "word") as opened:
        assert opened.xml(opened.main).tag == "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}document"


def test_utf_16_is_read(tmp_path: Path):
    data = DOCUMENT.replace("UTF-8", "UTF-16").encode("utf-16")
    with open_package(package(tmp_path / "a.docx", {"word/document.xml": data}), "word") as opened:
        assert opened.xml(opened.main).tag.endswith("}document")


def test_a_workbook_opens_as_one(tmp_path: Path):
    rels = relations({"rId1": ("officeDocument", "xl/workbook.xml")})
    path = package(tmp_path / "a.xlsx", {"xl/workbook.xml": WORKBOOK, "_rels/.rels": rels})
    with open_package(path, "excel") as opened:
        assert opened.main == "xl/workbook.xml"
        assert [item.tag for item in opened.iterate("xl/workbook.xml")] == [opened.xml("xl/workbook.xml").tag]


def test_a_stream_gives_all_that_is_left(tmp_path: Path):
    path = package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT, "big.bin": os.urandom(200_000)})
    with open_package(path, "word") as opened, opened.stream("big.bin") as stream:
        first, rest = stream.read(10), stream.read()
        assert first + rest == opened.read("big.bin")
        assert stream.read(5) == b""


def test_relations_outside_the_file_are_marked(tmp_path: Path):
    rels = relations({"rId1": ("hyperlink", "http://example.org/x")}).replace("/>", ' TargetMode="External"/>')
    path = package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT, "word/_rels/document.xml.rels": rels})
    with open_package(path, "word") as opened:
        (relation,) = opened.relations(opened.main).values()
        assert relation.external
        assert relation.target == "http://example.org/x"


# -- what is no such file --------------------------------------------------------------------------------------------


def test_files_that_cannot_be_read(tmp_path: Path):
    assert "没有这个文件" in refused(tmp_path / "none.docx").say()
    assert "不是普通文件" in refused(tmp_path).say() or "打不开" in refused(tmp_path).say()
    pipe = tmp_path / "pipe.docx"
    os.mkfifo(pipe)
    assert "不是普通文件" in refused(pipe).say()
    assert refused(Path("nul\0name.docx")).code == "ZS101"


def test_a_file_beyond_the_limit_is_not_even_read(tmp_path: Path):
    path = tmp_path / "large.docx"
    with path.open("wb") as file:
        file.truncate(100_000_001)
    found = refused(path)
    assert found.code == "ZS105"
    assert "100 MB" in found.say()
    assert "压缩图片" in found.say()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "文件是空的"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1\\ansi", "RTF"),
        (b"\xef\xbb\xbf\r\n<html><body>", "HTML"),
        (b"<!DOCTYPE HTML>", "HTML"),
        ("第一章 总则".encode(), "不是压缩包"),
        (OLE + "WordDocument".encode("utf-16-le") + b"\0\0", ".doc"),
        (OLE + "Workbook".encode("utf-16-le") + b"\0\0", ".xls"),
        (OLE + b"\0" * (1 << 20) + "EncryptedPackage".encode("utf-16-le") + b"\0\0", "打开密码"),
    ],
)
def test_other_files_are_named_with_advice(tmp_path: Path, data: bytes, words: str):
    found = refused(written(tmp_path / "a.docx", data))
    assert words in found.say()
    assert found.help is not None or data == b""


def test_an_old_file_is_to_be_saved_as_docx(tmp_path: Path):
    assert "*.docx" in refused(written(tmp_path / "a.doc", OLE)).say()
    assert "*.xlsx" in refused(written(tmp_path / "a.xls", OLE), "excel").say()


def test_the_owner_file_of_word_is_explained(tmp_path: Path):
    assert "临时文件" in refused(written(tmp_path / "~$a.docx", b"\x05admin")).say()


@pytest.mark.parametrize(
    ("parts", "kind", "words"),
    [
        ({"xl/workbook.xml": WORKBOOK}, "word", "Excel 文件"),
        ({"word/document.xml": DOCUMENT}, "excel", "Word 文件"),
        ({"xl/workbook.bin": "x"}, "excel", ".xlsb"),
        ({"ppt/presentation.xml": "x"}, "word", "演示文稿"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "x"}, "word", "OpenDocument"),
    ],
)
def test_packages_of_another_kind_are_named(tmp_path: Path, parts: dict[str, str], kind: Kind, words: str):
    assert words in refused(package(tmp_path / "a.docx", parts), kind).say()


def test_a_package_without_a_main_part(tmp_path: Path):
    rels = relations({"rId1": ("officeDocument", "word/document.xml")}).replace('officeDocument"', 'thumbnail"')
    path = package(tmp_path / "a.docx", {"_rels/.rels": rels})
    with open_package(path, "word") as opened, pytest.raises(PackageTrouble, match="正文部件"):
        _ = opened.main
    assert "缺少部件" in unreadable(package(tmp_path / "b.docx", {})).say()


# -- macros ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["a.docm", "a.DOTM"])
def test_macros_are_refused_by_name(tmp_path: Path, name: str):
    found = refused(package(tmp_path / name, {"word/document.xml": DOCUMENT}))
    assert found.code == "ZS126"
    assert "Word 文档（*.docx）" in found.say()


def test_macros_are_refused_by_content(tmp_path: Path):
    found = refused(package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT, "word/VBAProject.bin": b"x"}))
    assert "宏" in found.say()
    found = refused(package(tmp_path / "a.xlsx", {"xl/workbook.xml": WORKBOOK, "xl/vbaProject.bin": b"x"}), "excel")
    assert "*.xlsx" in found.say()


# -- the archive -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "word/../../evil", "C:\\evil.xml", "c:evil", "..\\evil", "a/\\..\\b"]
)
def test_names_that_lead_outside(tmp_path: Path, name: str):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", DOCUMENT)
        file.writestr(zipfile.ZipInfo(name), "x")
    found = refused(path)
    assert found.code == "ZS123"
    assert "指向文件以外" in found.say()


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["word/document.xml", "Word/Document.XML", "word\\document.xml"])
def test_names_that_stand_twice(tmp_path: Path, name: str):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("word/document.xml", DOCUMENT)
        file.writestr(name, "<other/>")
    assert "出现两次" in refused(path).say()


def test_a_password_on_the_archive(tmp_path: Path):
    data = bytearray(package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT}).read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    assert "密码" in refused(written(tmp_path / "b.docx", bytes(data))).say()


@pytest.mark.parametrize("way", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing(tmp_path: Path, way: int):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", way) as file:
        file.writestr("word/document.xml", DOCUMENT)
    assert "压缩方式" in refused(path).say()


def test_broken_archives(tmp_path: Path):
    data = package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT}).read_bytes()
    for piece in (data[: len(data) // 2], data[:-10], b"PK\x03\x04" + b"x" * 200):
        assert "损坏" in refused(written(tmp_path / "b.docx", piece)).say()


def test_a_damaged_part(tmp_path: Path):
    noise = os.urandom(5_000)
    data = bytearray(
        package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT, "word/styles.xml": noise}).read_bytes()
    )
    at = data.find(noise[:20]) if noise[:20] in data else data.find(b"word/styles.xml") + 600
    data[at : at + 50] = b"\xff" * 50
    assert "已损坏" in unreadable(written(tmp_path / "b.docx", bytes(data)), "word/styles.xml").say()


def test_too_many_members(tmp_path: Path):
    parts = {f"m{n}": "" for n in range(5_001)}
    found = refused(package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT, **parts}))
    assert found.code == "ZS122"
    assert "5000" in found.say()


def test_a_directory_too_large_to_read(tmp_path: Path):
    """The directory is measured before it is read: here 3 MB of one long comment."""
    path = package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT})
    with zipfile.ZipFile(path, "a") as file:
        for n in range(50):
            info = zipfile.ZipInfo(f"c{n}")
            info.comment = b"x" * 60_000
            file.writestr(info, "")
    assert "太多" in refused(path).say()


def test_a_directory_behind_a_comment_or_of_the_large_form_is_measured_too(tmp_path: Path):
    data = package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT}).read_bytes()
    at = data.rfind(b"PK\x05\x06")
    end = bytearray(data[at:])
    end[12:16] = struct.pack("<L", 50_000_000)
    end[20:22] = struct.pack("<H", 5)
    assert refused(written(tmp_path / "b.docx", data[:at] + bytes(end) + b"hello")).code == "ZS122"
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 4, 4, 50_000_000, 0)
    locator = b"PK\x06\x07" + struct.pack("<LQL", 0, at, 1)
    end = bytearray(data[at:])
    end[12:16] = b"\xff" * 4
    assert refused(written(tmp_path / "c.docx", data[:at] + record + locator + bytes(end))).code == "ZS122"


def test_sizes_that_are_declared(tmp_path: Path):
    data = bytearray(package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT}).read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 24 : at + 28] = struct.pack("<L", 2_000_000_000)
    found = refused(written(tmp_path / "b.docx", bytes(data)))
    assert found.code == "ZS122"
    assert "过大" in found.say()


# -- XML -------------------------------------------------------------------------------------------------------------

LAUGHS = "<!DOCTYPE x [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
) + "]><x>&j;</x>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'


@pytest.mark.parametrize(
    "data",
    [
        LAUGHS.encode(),
        OUTSIDE.encode(),
        OUTSIDE.encode("utf-16"),
        OUTSIDE.encode("utf-16-be"),
        b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>',
        b"<!--" + b"-" * 70_000 + b' --><!DOCTYPE x SYSTEM "http://example.org/x.dtd"><x/>',
        b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE x+AD4-<x/>',
    ],
    ids=["laughs", "file", "utf16", "utf16be", "dtd", "behind a comment", "utf7"],
)
def test_a_document_type_is_refused(tmp_path: Path, data: bytes):
    path = package(tmp_path / "a.docx", {"word/document.xml": data})
    assert unreadable(path).code in ("ZS125", "ZS124")
    with open_package(path, "word") as opened, pytest.raises(PackageTrouble):
        list(opened.iterate("word/document.xml"))


def test_broken_xml_is_located(tmp_path: Path):
    path = package(tmp_path / "a.docx", {"word/document.xml": f"<w:document {NAMESPACES}>\n<w:body>\n  <w:p></w:q>"})
    found = unreadable(path)
    assert found.code == "ZS124"
    assert found.place.path.endswith("a.docx!word/document.xml")
    assert found.place.line == 3
    assert "「word/document.xml」" in found.say()
    assert "第 3 行" in found.say()
    with open_package(path, "word") as opened, pytest.raises(PackageTrouble):
        list(opened.iterate("word/document.xml"))


def test_deep_nesting_is_refused(tmp_path: Path):
    deep = "<x>" * 100_000 + "</x>" * 100_000
    assert "嵌套太深" in unreadable(package(tmp_path / "a.docx", {"word/document.xml": deep})).say()


def test_no_entity_is_ever_replaced(tmp_path: Path):
    path = package(tmp_path / "a.docx", {"word/document.xml": "<x>&amp;&lt;</x>", "b.xml": "<x>&unknown;</x>"})
    with open_package(path, "word") as opened:
        assert opened.xml("word/document.xml").text == "&<"
    assert unreadable(path, "b.xml").code == "ZS124"


# -- bombs: bounded memory -------------------------------------------------------------------------------------------

_PROBE = textwrap.dedent(
    """
    import resource, sys
    from pathlib import Path
    from zhunsheng.exchange.package import PackageTrouble, open_package
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    try:
        with open_package(Path(sys.argv[1]), "word") as opened:
            if sys.argv[2] == "iterate":
                for item in opened.iterate("word/document.xml"):
                    item.clear()
            else:
                opened.xml("word/document.xml")
        code = "read"
    except PackageTrouble as trouble:
        code = trouble.finding.code
    print(code, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - start) // 1024)
    """
)


def probed(path: Path, how: str) -> tuple[str, int]:
    """The code of the finding, and how many MB were needed, in a process of its own."""
    done = subprocess.run([sys.executable, "-c", _PROBE, str(path), how], capture_output=True, text=True, check=True)
    code, megabytes = done.stdout.split()
    return code, int(megabytes)


def bomb(path: Path, piece: bytes, times: int, *, begin: bytes = b"", end: bytes = b"") -> Path:
    """A package whose document is `piece` many times over."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("[Content_Types].xml", TYPES)
        with file.open("word/document.xml", "w", force_zip64=True) as stream:
            stream.write(begin)
            for _ in range(times):
                stream.write(piece)
            stream.write(end)
    return path


@pytest.mark.parametrize("how", ["xml", "iterate"])
def test_a_part_that_is_large_without_being_packed_hard(tmp_path: Path, how: str):
    """What the ratio lets pass is stopped while it is inflated."""
    piece = (b"<p a='1'>" + os.urandom(4_000).hex().encode() + b"</p>") * 50
    path = bomb(tmp_path / "a.docx", piece, 200, begin=b"<x>", end=b"</x>")
    code, megabytes = probed(path, how)
    assert code == "ZS122"
    assert megabytes < 200


@pytest.mark.parametrize("how", ["xml", "iterate"])
def test_a_part_that_inflates_without_end(tmp_path: Path, how: str):
    path = bomb(tmp_path / "a.docx", b" " * 1_000_000, 400, begin=b"<x>", end=b"</x>")
    assert path.stat().st_size < 1_000_000
    code, megabytes = probed(path, how)
    assert code == "ZS122"
    assert megabytes < 40


def test_a_part_that_is_larger_than_it_says(tmp_path: Path):
    data = bytearray(bomb(tmp_path / "a.docx", b" " * 1_000_000, 200, begin=b"<x>", end=b"</x>").read_bytes())
    at = data.find(b"PK\x01\x02", data.find(b"PK\x01\x02") + 4)
    extra = struct.unpack("<H", data[at + 30 : at + 32])[0]
    if struct.unpack("<L", data[at + 24 : at + 28])[0] != 0xFFFFFFFF:
        data[at + 24 : at + 28] = struct.pack("<L", 1_000)
    assert extra == 0
    code, megabytes = probed(written(tmp_path / "b.docx", bytes(data)), "xml")
    assert code == "ZS124"
    assert megabytes < 40


def test_millions_of_tags(tmp_path: Path):
    path = bomb(
        tmp_path / "a.docx", b"<p a='1'/>" * 100_000, 20, begin=b"<x>", end=os.urandom(200_000).hex().encode() + b"</x>"
    )
    code, megabytes = probed(path, "xml")
    assert code == "ZS122"
    assert megabytes < 120


def test_the_laughs_cost_nothing(tmp_path: Path):
    code, megabytes = probed(package(tmp_path / "a.docx", {"word/document.xml": LAUGHS}), "xml")
    assert code == "ZS125"
    assert megabytes < 20


def test_the_sum_of_all_parts_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("zhunsheng.exchange.package.MAX_TOTAL", 3_000)
    path = package(tmp_path / "a.docx", {"word/document.xml": DOCUMENT, "one.bin": "x" * 2_000, "two.bin": "y" * 2_000})
    with open_package(path, "word") as opened:
        opened.read("one.bin")
        with pytest.raises(PackageTrouble, match="过大"):
            opened.read("two.bin")
