"""A file of Word 97-2003: an OLE compound file, which is refused with advice to save it anew."""

from __future__ import annotations

FILE = "养老服务补贴实施细则.doc"
_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")


def raw() -> bytes:
    """The header of a compound file with one empty sector table, and the words as Word 97 stores them (UTF-16)."""
    header = _SIGNATURE + bytes(16) + bytes.fromhex("3e000300feff0900") + bytes(6) + bytes(4) + bytes([1, 0, 0, 0])
    directory = bytes([1, 0, 0, 0]) + bytes(4) + bytes.fromhex("00100000") + bytes.fromhex("feffffff") + bytes(4)
    table = bytes.fromhex("feffffff") + bytes(4) + bytes(4) + bytes.fromhex("ff" * 432)
    words = "养老服务补贴实施细则 年满六十周岁 5个工作日内".encode("utf-16-le")
    return (header + directory + table).ljust(512, b"\xff") + words.ljust(4096, b"\0")
