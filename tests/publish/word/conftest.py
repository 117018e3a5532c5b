"""Drawings are the same in every test, so each is made into a PNG once."""

from __future__ import annotations

from functools import cache

import pytest

from zhunsheng.publish import pdf

_ONCE = cache(pdf.picture_png)


@pytest.fixture(autouse=True)
def drawings_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "picture_png", _ONCE)
