"""Pictures are read right whatever filter the browser chose for a line, and lose nothing while they have few colours."""

from __future__ import annotations

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from scripts.light_png import Pixels, _indexed, _paeth, _pixels, lightened


def png(pixels: Pixels, filters: list[int], colour: int = 2) -> bytes:
    """A PNG with the given filter for each line, written the plain way."""
    height, width, channels = pixels.shape
    lines = pixels.reshape(height, -1).astype(int).tolist()
    packed = bytearray()
    for row, line in enumerate(lines):
        above = lines[row - 1] if row else [0] * len(line)
        packed.append(filters[row])
        for at, value in enumerate(line):
            left = line[at - channels] if at >= channels else 0
            corner = above[at - channels] if at >= channels else 0
            guesses = (0, left, above[at], (left + above[at]) // 2, _paeth(left, above[at], corner))
            packed.append((value - guesses[filters[row]]) & 255)
    head = struct.pack(">IIBBBBB", width, height, 8, colour, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(packed))), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )


@given(
    filters=st.lists(st.integers(0, 4), min_size=1, max_size=6),
    width=st.integers(1, 7),
    alpha=st.booleans(),
    seed=st.integers(0, 1000),
)
def test_a_picture_of_few_colours_loses_nothing(filters: list[int], width: int, alpha: bool, seed: int) -> None:
    shape = (len(filters), width, 4 if alpha else 3)
    pixels = np.random.default_rng(seed).integers(0, 256, shape).astype(np.uint8)
    read = _pixels(png(pixels, filters, 6 if alpha else 2))
    assert (read == pixels[:, :, :3]).all()
    indexes, palette = _indexed(read, 160)
    assert (palette[indexes] == read).all()


def test_paeth_prefers_left_then_up() -> None:
    assert [_paeth(1, 2, 9), _paeth(20, 10, 20), _paeth(10, 20, 15)] == [1, 10, 15]
    assert [_paeth(4, 13, 10), _paeth(13, 4, 10)] == [4, 4]  # equally near: left before corner, up before corner


def test_many_colours_become_as_many_as_asked() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (40, 40, 3)).astype(np.uint8)
    body = lightened(png(pixels, [4] * 40), 16)
    assert struct.unpack(">I4s", body[33:41]) == (16 * 3, b"PLTE")


def test_another_kind_of_file_is_refused() -> None:
    with pytest.raises(ValueError, match="not a PNG"):
        lightened(b"GIF89a")
    with pytest.raises(ValueError, match="another kind"):
        lightened(png(np.zeros((1, 1, 3), np.uint8), [0], colour=3))
