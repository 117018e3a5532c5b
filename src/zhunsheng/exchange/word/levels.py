"""The level of a text where no code tells it: from the kind of standard on the cover, or from who issues it."""

from __future__ import annotations

import re
from typing import Final

_KINDS: Final[tuple[tuple[str, str], ...]] = (
    ("中华人民共和国国家标准", "national"), ("行业标准", "industry"), ("团体标准", "group"), ("企业标准", "internal"),
    ("内部标准", "internal"),
)  # fmt: skip


def level_of_banner(banner: str) -> str | None:
    """The level that the kind of standard on a cover says."""
    return next((level for words, level in _KINDS if words in banner), None)


def is_banner(plain: str) -> bool:
    """Whether a squeezed line names a kind of standard or an office's paper, not a title."""
    stem = re.sub(r"[（(][^（）()]*[）)]$", "", plain)
    return bool(re.search(r"(?:国家|行业|地方|团体|企业|内部|服务|演示)标准$|文件$|^中华人民共和国.*标准$", stem))


def level_of_body(body: str) -> str | None:
    """The level of what a body issues; None where its name does not say.

    >>> [level_of_body(body) for body in ("某省民政厅", "某市民政局", "某市某区民政局", "国务院办公厅", "某协会")]
    ['provincial', 'city', 'internal', 'national', None]
    """
    if re.search(r"[区县旗]|街道|乡|镇|社区|村", body):
        return "internal"
    if re.search(r"^(?:国务院|国家|中华人民共和国|中共中央)|部(?:办公厅)?$", body):
        return "national"
    return "provincial" if re.search(r"省|自治区", body) else "city" if "市" in body else None
