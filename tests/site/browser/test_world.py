"""The surroundings of these tests: nothing about them is left to luck."""

from __future__ import annotations

import random
import socket

import pytest

from tests.site.browser.world import reserved_port


def test_a_reserved_port_is_free_for_the_server_and_for_no_other_run(monkeypatch: pytest.MonkeyPatch) -> None:
    with reserved_port() as first, socket.socket() as server:
        server.bind(("127.0.0.1", first))
        server.close()
        monkeypatch.setattr(
            random.SystemRandom, "sample", lambda _self, ports, k: [first, *random.Random(k).sample(ports, k)]
        )
        with reserved_port() as second:
            assert second != first
