"""Work in the background: done once, seen by everybody, said when it fails."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from django.core.cache import caches
from django.utils import translation
from pytest_django import Settings

import zhunsheng
from zhunsheng.site.office import keeping
from zhunsheng.site.office.working import Progress, Tell, working


@pytest.fixture(autouse=True)
def clean(db: None) -> None:
    """No work is known."""
    caches["default"].clear()
    keeping.forget()


def test_a_result_that_is_there_is_given() -> None:
    """Nothing is worked out twice."""
    assert working("a", lambda: 7, lambda tell: pytest.fail("not asked")) == 7


def test_what_another_program_has_kept_is_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """An upgrade changes what is made, and the form in which it is kept; the name and the state stay the same."""
    assert keeping.shared("paper", lambda: "earlier") == "earlier"
    keeping.keep("found", "earlier")
    keeping.forget()
    assert keeping.shared("paper", lambda: "again") == keeping.known("found") == "earlier"
    keeping.forget()
    monkeypatch.setattr(keeping, "program", lambda: "later")
    assert keeping.known("found") is None
    assert keeping.shared("paper", lambda: "later") == "later"


def test_a_program_is_known_by_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever has a part in what is made; nothing else."""
    for name in ("__init__.py", "office/floor.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("1")
    monkeypatch.setattr(zhunsheng, "__file__", str(tmp_path / "__init__.py"))
    read = keeping.program.__wrapped__
    before = read()
    (tmp_path / "office/floor.pyc").write_text("1")
    assert read() == before
    (tmp_path / "office/floor.html").write_text("22")
    assert read() != before


def test_work_is_done_once() -> None:
    """The second question finds the result of the first."""
    made: list[int] = []

    def work(tell: Tell) -> None:
        tell(0, 1)
        made.append(1)

    for _question in range(2):
        assert working("b", lambda: len(made) or None, work) == 1
    assert made == [1]


def test_a_failure_is_said_and_not_tried_at_once_again() -> None:
    """Work that fails leaves a mark, so that a page that polls does not start it every second."""
    tried: list[int] = []

    def work(tell: Tell) -> None:
        tried.append(1)
        raise ValueError("no")

    for _question in range(2):
        assert working("c", lambda: None, work) == Progress(failed=True)
    assert tried == [1]


@pytest.mark.django_db(transaction=True)
def test_while_one_works_others_see_how_far_it_is(settings: Settings) -> None:
    """The work runs beside the page; whoever asks meanwhile does not start it again."""
    settings.WORK_AT_ONCE = False
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    told, go, done = threading.Event(), threading.Event(), threading.Event()
    started: list[int] = []
    languages: list[str | None] = []

    def work(tell: Tell) -> None:
        started.append(1)
        languages.append(translation.get_language())
        tell(3, 8)
        told.set()
        go.wait(20)
        done.set()

    result = lambda: "there" if done.is_set() else None  # noqa: E731
    with translation.override("en"):
        assert isinstance(working("d", result, work), Progress)
    assert told.wait(20)
    assert working("d", result, work) == Progress(3, 8)
    go.set()
    assert done.wait(20)
    assert working("d", result, work) == "there"
    assert started == [1]
    assert languages == ["en"]  # what is worked out beside a page is in the page's language
