"""Text boxes in the three forms in which Word files hold them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from docx.oxml import parse_xml
from lxml import etree

from tests.exchange.corpus.inline import Box

if TYPE_CHECKING:
    from tests.exchange.corpus.paper import Paper

_SPACES = " ".join(
    f'xmlns:{prefix}="{address}"'
    for prefix, address in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)


def _paragraphs(lines: tuple[str, ...]) -> str:
    return "".join(f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in lines)


def _drawing(number: str, content: str) -> str:
    return f"""<w:drawing><wp:anchor distT="0" distB="0" distL="114300" distR="114300" simplePos="0"
      relativeHeight="2516{number}" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">
      <wp:simplePos x="0" y="0"/>
      <wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>
      <wp:positionV relativeFrom="paragraph"><wp:posOffset>90000</wp:posOffset></wp:positionV>
      <wp:extent cx="4320000" cy="900000"/><wp:effectExtent l="0" t="0" r="0" b="0"/>
      <wp:wrapTopAndBottom/><wp:docPr id="{number}" name="文本框 {number}"/><wp:cNvGraphicFramePr/>
      <a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">
      <wps:wsp><wps:cNvSpPr txBox="1"/>
      <wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="4320000" cy="900000"/></a:xfrm>
      <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>
      <wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp>
      </a:graphicData></a:graphic></wp:anchor></w:drawing>"""


def _vml(number: str, content: str) -> str:
    return f"""<w:pict><v:shape id="box{number}" type="#_x0000_t202"
      style="position:absolute;width:340pt;height:70pt"><v:textbox><w:txbxContent>{content}</w:txbxContent>
      </v:textbox></v:shape></w:pict>"""


class Boxes:
    """Draws the boxes of one paper."""

    def __init__(self, paper: Paper) -> None:
        self._paper = paper

    def draw(self, box: Box) -> etree._Element:
        """The run that holds the box; in the form ``both`` its words stand in the file twice, as in Word."""
        number = self._paper.next_id()
        content = _paragraphs(box.lines)
        if box.form == "vml":
            inner = _vml(number, content)
        elif box.form == "drawing":
            inner = _drawing(number, content)
        else:
            inner = (
                f'<mc:AlternateContent><mc:Choice Requires="wps">{_drawing(number, content)}</mc:Choice>'
                f"<mc:Fallback>{_vml(number, content)}</mc:Fallback></mc:AlternateContent>"
            )
        made: etree._Element = parse_xml(f"<w:r {_SPACES}>{inner}</w:r>")
        return made
