"""QR codes, for pages, PDF and Word.  Source: ISO/IEC 18004; error correction M, with the quiet zone."""

from __future__ import annotations

import io
from html import escape

import segno


def qr_svg(content: str, *, title: str = "") -> str:
    """A QR code as SVG text; `title` is what a screen reader says."""
    out = io.BytesIO()
    segno.make(content, error="m").save(
        out, kind="svg", border=4, scale=4, xmldecl=False, nl=False, title=title or None, omitsize=False
    )
    svg = out.getvalue().decode()
    return svg.replace("<svg ", f'<svg role="img" aria-label="{escape(title)}" ', 1) if title else svg


def qr_png(content: str, *, scale: int = 8) -> bytes:
    """A QR code as PNG, `scale` pixels a module."""
    out = io.BytesIO()
    segno.make(content, error="m").save(out, kind="png", border=4, scale=scale)
    return out.getvalue()
