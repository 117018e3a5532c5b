"""The small district, once."""

from __future__ import annotations

import pytest

from tests.entitle.worlds import DAY, write
from zhunsheng.entitle import Interview


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Interview:
    """The interview over the small district."""
    return Interview.of(write(tmp_path_factory.mktemp("small") / "a"), DAY)
