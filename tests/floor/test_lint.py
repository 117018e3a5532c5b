"""Each check on a good and a bad text, and the manual."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.floor.lint_examples import EXAMPLES
from tests.floor.lint_workspace import DAY, HEAD, application, findings, said
from zhunsheng.floor.lint import CHECKS, lint, manual
from zhunsheng.rule.library import Library
from zhunsheng.standard.workspace import open_workspace

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "checks.md"


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_bad_text_is_found(code: str, tmp_path: Path) -> None:
    example = EXAMPLES[code]
    assert tuple(said(findings(tmp_path, example.bad, example.files, example.head), code)) == example.says


@pytest.mark.parametrize("code", EXAMPLES)
def test_the_good_text_is_left_alone(code: str, tmp_path: Path) -> None:
    example = EXAMPLES[code]
    assert said(findings(tmp_path, example.good, example.files), code) == []


def test_every_check_has_examples_and_codes_are_unique() -> None:
    assert Counter(check.code for check in CHECKS) == Counter(dict.fromkeys(EXAMPLES, 1))


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_every_check_has_its_paragraph(check) -> None:
    assert check.name
    assert f"### {check.code} {check.name}\n" in manual()
    for part in ("**Why.**", "**Example.**", "**Remedy.**"):
        assert part in check.manual


def test_the_page_is_the_manual() -> None:
    assert PAGE.read_text("utf-8") == manual()


def test_scope_speaks_only_of_the_files_named(tmp_path: Path) -> None:
    findings(
        tmp_path, application("visits: 1"), {"standards/b.yaml": HEAD + application("visits: 2").replace("care:", "b:")}
    )
    workspace = open_workspace(tmp_path)
    library = Library(workspace)
    found = lint(workspace, library, library.prover(DAY), DAY, ["standards/b.yaml"])
    assert {item.place.path for item in found} == {str(tmp_path / "standards/b.yaml")}
    assert {item.code for item in found} == {"ZS519", "ZS521", "ZS602"}
