"""Names of elements and attributes in the XML of Word files, with their namespaces written out as lxml wants them."""

from __future__ import annotations

from typing import Final

_MAIN: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = f"{{{_MAIN}}}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PICTURE: Final = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"

VAL: Final = f"{W}val"
#: What the switches of the format may say for "no".
_NO: Final = frozenset({"0", "false", "off", "none"})


def is_on(value: str | None) -> bool:
    """Whether a switch that is present is on: without a value it is."""
    return value is None or value.lower() not in _NO


def whole(text: str | None) -> int | None:
    """A whole number of an attribute, None where there is none or it is something else."""
    if text is None:
        return None
    try:
        number = int(text)
    except ValueError:
        return None
    return number if abs(number) < 1_000_000_000 else None
