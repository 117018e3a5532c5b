"""Version 1 of the interface, put together."""

from __future__ import annotations

from zhunsheng.site.api.contract import interface
from zhunsheng.site.api.endpoints import bulk, catalogue, checks, editions, items, people, proofs, webhooks

api = interface()
for _router in (catalogue, editions, items, people, proofs, checks, bulk, webhooks):
    api.add_router("", _router.router)
