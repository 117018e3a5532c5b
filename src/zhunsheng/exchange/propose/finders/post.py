"""Posts: who acts in the steps, 「社区专干岗」, 「责任医师」, 「街道办事处」, each once a document.

>>> from zhunsheng.exchange.propose.examples import found
>>> found(posts, "社区专干岗应在1个工作日内受理申请；街道审核岗应在3个工作日内审核，社区专干岗应告知结果。", "流程")
['社区专干岗', '街道审核岗']
>>> found(posts, "应公开、公平。")
[]
"""

from __future__ import annotations

from collections.abc import Iterator

from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft
from zhunsheng.exchange.propose.steps import actors_in
from zhunsheng.standard.wording import T

_REGISTER = T("岗位须在 organisation.yaml 里登记，步骤的 role 才指得到")


def posts(context: Context) -> Iterator[Draft]:
    """Every post that acts in the process, and those that clauses on posts name."""
    seen: set[str] = set()
    for passage in context.passages:
        for title, start, end in actors_in(passage):
            if title not in seen:
                seen.add(title)
                known = context.posts.get(title)
                yield Draft("post", passage, start, end, known or title, notes=() if known else (_REGISTER,))
