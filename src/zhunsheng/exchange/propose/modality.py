"""What kind of provision a stretch of text is, by its auxiliary: 应 a requirement, 宜 advice, 可 a permission.

Source: GB/T 1.1—2020, types of provision and their auxiliaries.  Notices also write 应当, 必须, 须 and 不得.
"""

from __future__ import annotations

import re

from zhunsheng.standard.document import Modality

#: An auxiliary, not the same character inside another word (供应, 适宜, 认可, 可能 is ability, 功能).
_AUXILIARY = re.compile(
    r"(?P<SHALL>不应|应当|应该|(?<![供相适对响反回效呼感])应(?!急|用|届|聘|诉|对|激|变|答(?!复)|付|收|种|知)|必须"
    r"|(?<!必)须(?!知|发)|不得|严禁|禁止)"
    r"|(?P<SHOULD>不宜|(?<![适便事相合])宜(?!居|人))"
    r"|(?P<MAY>可以|(?<![认许不非])可(?![能行持靠及见用达控比信读视选再预支疑供取获知公]))"
)


def modality_of(text: str, default: Modality | None = None) -> Modality | None:
    """The kind of provision that the last auxiliary of a text makes of what follows it; `default` where there is none.

    >>> modality_of("家属应在场，护理员宜每月"), modality_of("供应商"), modality_of("申请人可在"), modality_of("不得超过")
    ('SHOULD', None, 'MAY', 'SHALL')
    """
    kind = default
    for found in _AUXILIARY.finditer(text):
        kind = found.lastgroup  # type: ignore[assignment]
    return kind
