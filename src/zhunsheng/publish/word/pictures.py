"""Drawings: as PNG for every reader, with the SVG beside it for those that can draw it; QR codes as PNG."""

from __future__ import annotations

from hashlib import sha256

from zhunsheng.publish.blocks import Code2D, Picture
from zhunsheng.publish.word.arrangements import side_by_side
from zhunsheng.publish.word.press import DOCUMENT, Press, Spot, indented
from zhunsheng.publish.word.xml import Node, el, w

_EMU = 12700
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
_SVG = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
#: Pixels a point: 216 dpi, sharp in print.
_SCALE = 3.0
#: What a heading above a picture and a caption below it take, in sizes of the text: all three find room on one page.
_ABOVE, _CAPTION = 6.0, 2.5
#: Side of a QR code in print: 25 mm.
_QR = 25 * 72 / 25.4


def picture_blocks(press: Press, picture: Picture, spot: Spot) -> list[Node]:
    """A drawing as wide as it is drawn, or as there is room; its caption under it."""
    from zhunsheng.publish.pdf import picture_png

    room = press.look.text_height(landscape=press.lies) - (_ABOVE + _CAPTION * bool(picture.caption)) * press.look.base
    scale = min(1.0, spot.width / picture.width, room / picture.height)
    png = picture_png(picture, _SCALE)
    run = _drawing(press, png, picture.width * scale, picture.height * scale, picture.alt, picture.svg)
    keep = w("keepNext") if picture.caption else None
    made = [press.paragraph("Figure", [run], keep, indented(spot.left))]
    if picture.caption:
        made.append(press.words("FigureCaption", picture.caption))
    return made


def code_blocks(press: Press, code: Code2D, spot: Spot) -> Node:
    """A QR code with its words beside it."""
    from zhunsheng.publish.qr import qr_png

    run = _drawing(press, qr_png(code.content), _QR, _QR, code.words)
    left = [press.paragraph("Figure", [run], w("jc", val="left"))]
    right = [press.words("FactValue", code.words)]
    return side_by_side(press, [(_QR + 10, left), (spot.width - _QR - 10, right)], spot)


def _drawing(press: Press, png: bytes, width: float, height: float, alt: str, svg: str = "") -> Node:
    """A run with a picture in the line; width, height: points."""
    press.drawings += 1
    at = press.drawings
    size = {"cx": round(width * _EMU), "cy": round(height * _EMU)}
    extension = None
    if svg:
        link = _media(press, svg.encode(), "svg")
        blip = el("asvg:svgBlip", {"r:embed": link})
        extension = el("a:extLst", None, el("a:ext", {"uri": _SVG}, blip))
    names = {"id": at, "name": f"图{at}", "descr": alt}
    picture = el(
        "pic:pic",
        None,
        el("pic:nvPicPr", None, el("pic:cNvPr", names), el("pic:cNvPicPr", None)),
        el(
            "pic:blipFill",
            None,
            el("a:blip", {"r:embed": _media(press, png, "png")}, extension),
            el("a:stretch", None, el("a:fillRect")),
        ),
        el(
            "pic:spPr",
            None,
            el("a:xfrm", None, el("a:off", {"x": 0, "y": 0}), el("a:ext", size)),
            el("a:prstGeom", {"prst": "rect"}, el("a:avLst")),
        ),
    )
    graphic = el("a:graphic", None, el("a:graphicData", {"uri": _PICTURE}, picture))
    inline = el(
        "wp:inline",
        {"distT": 0, "distB": 0, "distL": 0, "distR": 0},
        el("wp:extent", size),
        el("wp:docPr", names),
        el("wp:cNvGraphicFramePr", None, el("a:graphicFrameLocks", {"noChangeAspect": 1})),
        graphic,
    )
    return Node("w:r", (), (Node("w:drawing", (), (inline,)),), aside=f"{height}")


def _media(press: Press, content: bytes, ending: str) -> str:
    """The id of a file in the package; equal files are stored once."""
    name = f"media/{sha256(content).hexdigest()[:16]}.{ending}"
    press.package.add(f"word/{name}", content)
    return press.package.relate(DOCUMENT, "image", name)
