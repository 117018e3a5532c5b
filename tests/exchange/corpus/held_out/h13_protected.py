"""A document under a password: Word keeps it as a compound file although its name ends in .docx."""

from __future__ import annotations

FILE = "养老机构收费标准（加密）.docx"


def raw() -> bytes:
    """A compound file whose directory names the encrypted package."""
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + bytes.fromhex("3e000300feff0900") + bytes(480)
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0") + bytes(64)
        for name in ("Root Entry", "EncryptedPackage", "EncryptionInfo", "DataSpaces")
    )
    return header + entries.ljust(4096, b"\0")
