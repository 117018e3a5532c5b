"""What a paragraph begins with apart from the number of a clause: the mark of an item, a note, a caption."""

from __future__ import annotations

from zhunsheng.exchange.word.flat import Para
from zhunsheng.exchange.word.labels import Label, labels


def own_label(para: Para) -> Label | None:
    """What a paragraph begins with apart from clause numbers: made by Word, else typed."""
    source = f"{para.number.text} " if para.number is not None and para.number.text.strip() else para.text
    found = [one for one in labels(source) if one.kind not in ("decimal", "annex_decimal", "annex", "attachment")]
    if para.number is not None and not found and para.number.text.strip():
        return Label("bullet" if para.number.kind == "bullet" else "arabic", (0,), para.number.text.strip(), 0, 0)
    return found[0] if found else None
