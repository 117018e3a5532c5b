"""How the command line is called in tests: in the folder of small worlds, without a terminal, in a chosen language."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

WORLDS = Path(__file__).parent / "worlds"
ROOT = Path(__file__).parents[2]
Run = Callable[..., Result]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Call ``zhunsheng`` with words, in the folder of small worlds."""
    monkeypatch.chdir(WORLDS)
    for name in ("ZHUNSHENG_LANG", "CLICOLOR_FORCE", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def call(*words: str, **environment: str) -> Result:
        from zhunsheng.cli.app import cli

        return CliRunner(env=environment).invoke(cli, list(words), prog_name="zhunsheng")

    return call


def without_times(text: str) -> str:
    """Output with every measured time replaced, so that it can be compared."""
    return re.sub(r"[0-9]+\.[0-9]{2}(?= 秒| seconds)", "0.00", text)
