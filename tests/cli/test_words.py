"""Every verdict, kind of work and effect has its look on the command line."""

from __future__ import annotations

from zhunsheng.cli.words import ANSWERS, EFFECT_STYLES, SEVERITIES, VERDICT_STYLES, WORK_STYLES
from zhunsheng.floor.wording import EFFECTS, VERDICTS, WORK
from zhunsheng.standard.findings import Severity


def test_everything_has_its_look() -> None:
    assert set(VERDICT_STYLES) == set(VERDICTS)
    assert set(WORK_STYLES) == set(WORK)
    assert set(EFFECT_STYLES) == set(EFFECTS)
    assert set(SEVERITIES) == set(Severity)
    assert set(ANSWERS) == {True, False, None}


def test_only_proved_is_shown_as_good() -> None:
    assert [name for name, style in VERDICT_STYLES.items() if style == "good"] == ["proved"]
