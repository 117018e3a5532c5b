"""Pictures of pages with few colours: the same picture with a palette, a third of the size.

Only what a browser writes: 8 bits a channel, RGB or RGBA without transparency, not interlaced.  Format: PNG
Specification (Third Edition), W3C.
"""

from __future__ import annotations

import struct
import zlib

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
_SIGNATURE = b"\x89PNG\r\n\x1a\n"
#: Distances between colours of the palette, tried one after the other until it is full.
_APART = (40, 24, 12, 0)


def lightened(data: bytes, colours: int = 160) -> bytes:
    """The picture with the `colours` most frequent colours that are not too near to one another."""
    return _written(*_indexed(_pixels(data), colours))


def _pixels(data: bytes) -> Pixels:
    """Height × width × 3.  Raises ValueError for another kind of PNG."""
    if not data.startswith(_SIGNATURE):
        raise ValueError("not a PNG")
    at, packed = len(_SIGNATURE), b""
    width = height = channels = 0
    while at < len(data):
        size, kind = struct.unpack(">I4s", data[at : at + 8])
        body = data[at + 8 : at + 8 + size]
        at += size + 12
        if kind == b"IHDR":
            width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", body)
            channels = {2: 3, 6: 4}.get(colour, 0)
            if depth != 8 or not channels or interlaced:
                raise ValueError("another kind of PNG")
        elif kind == b"IDAT":
            packed += body
    lines = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + width * channels)
    found = np.zeros((height, width * channels), np.uint8)
    above = np.zeros(width * channels, np.int32)
    for row in range(height):
        above = _unfiltered(int(lines[row, 0]), lines[row, 1:].astype(np.int32), above, channels)
        found[row] = above
    return found.reshape(height, width, channels)[:, :, :3]


def _unfiltered(kind: int, line: NDArray[np.int32], above: NDArray[np.int32], channels: int) -> NDArray[np.int32]:
    if kind == 0:
        return line
    if kind == 1:
        return np.cumsum(line.reshape(-1, channels), axis=0).reshape(-1).astype(np.int32) & 255
    if kind == 2:
        return (line + above) & 255
    values, up = line.tolist(), above.tolist()
    for at in range(len(values)):
        left = values[at - channels] if at >= channels else 0
        corner = up[at - channels] if at >= channels else 0
        guess = (left + up[at]) // 2 if kind == 3 else _paeth(left, up[at], corner)
        values[at] = (values[at] + guess) & 255
    return np.array(values, np.int32)


def _paeth(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda value: abs(guess - value))


def _indexed(pixels: Pixels, colours: int) -> tuple[Pixels, Pixels]:
    """Height × width of numbers of colours, and the palette."""
    flat = pixels.reshape(-1, 3).astype(np.int32)
    codes, places, counts = np.unique(
        flat[:, 0] << 16 | flat[:, 1] << 8 | flat[:, 2], return_inverse=True, return_counts=True
    )
    values = np.stack([codes >> 16, codes >> 8 & 255, codes & 255], 1)
    palette: list[NDArray[np.int32]] = []
    for apart in _APART:
        for index in np.argsort(-counts, kind="stable"):
            if len(palette) == colours:
                break
            if not palette or np.abs(np.array(palette) - values[index]).sum(1).min() > apart:
                palette.append(values[index])
    chosen = np.array(palette)
    nearest = np.concatenate(
        [
            ((values[start : start + 4000, None] - chosen[None]) ** 2).sum(2).argmin(1)
            for start in range(0, len(values), 4000)
        ]
    ).astype(np.uint8)
    return nearest[places.reshape(-1)].reshape(pixels.shape[:2]), chosen.astype(np.uint8)


def _written(indexes: Pixels, palette: Pixels) -> bytes:
    height, width = indexes.shape
    lines = np.concatenate([np.zeros((height, 1), np.uint8), indexes], 1).tobytes()
    chunks = {
        b"IHDR": struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0),
        b"PLTE": palette.tobytes(),
        b"IDAT": zlib.compress(lines, 9),
        b"IEND": b"",
    }
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks.items()
    )
