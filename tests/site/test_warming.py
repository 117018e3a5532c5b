"""What a server does before the first person arrives."""

from __future__ import annotations

import gc

from zhunsheng.site.warming import spare_the_lasting


def test_the_collector_looks_no_more_at_what_is_there() -> None:
    kept = ["what is compiled"]
    try:
        spare_the_lasting()
        assert not any(one is kept for one in gc.get_objects())
    finally:
        gc.unfreeze()
    assert any(one is kept for one in gc.get_objects())
