"""Import directions: the command line starts light, and the contracts in pyproject.toml catch what they forbid."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"

#: Too heavy to load for a verb that may not need it: each is imported inside the function that uses it.
HEAVY = (
    "chinese_calendar", "duckdb", "ibis", "jinja2", "lxml", "markdown_it", "pandas", "pyarrow", "rich", "segno", "typst",
    "xlsxwriter", "z3",
)  # fmt: skip

#: One breach of each contract: contract id -> file in the package, and the line planted there.
BREACHES = {
    "layers": ("rule/planted.py", "import zhunsheng.floor"),
    "no-django": ("floor/planted.py", "import django"),
    "one-door-z3": ("floor/planted.py", "import z3"),
    "one-door-yaml": ("rule/planted.py", "import yaml"),
    "one-door-engines": ("standard/planted.py", "import duckdb"),
    "one-door-pdf": ("exchange/planted.py", "import typst"),
    "own-office-files": ("publish/planted.py", "import docx"),
    "one-door-calendar": ("rule/planted.py", "import chinese_calendar"),
}


def contracts() -> dict[str, str]:
    """The contracts of pyproject.toml: id -> name."""
    settings: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {contract["id"]: contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]}


def run_python(*arguments: str, source: Path = SOURCE, folder: Path = ROOT) -> subprocess.CompletedProcess[str]:
    """Run this Python with `arguments` in `folder`, the package taken from `source`."""
    environment = {**os.environ, "PYTHONPATH": str(source), "PYTHONUTF8": "1", "NO_COLOR": "1", "COLUMNS": "200"}
    return subprocess.run(
        [sys.executable, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def modules_loaded_by(statement: str) -> set[str]:
    """Names of the top-level modules that a fresh interpreter holds after `statement`."""
    probe = f"{statement}\nimport sys\nprint('\\n'.join(sorted({{name.partition('.')[0] for name in sys.modules}})))"
    result = run_python("-c", probe)
    assert result.returncode == 0, result.stderr
    return set(result.stdout.split())


@pytest.fixture(scope="module")
def light() -> set[str]:
    return modules_loaded_by("import zhunsheng.cli")


@pytest.mark.parametrize("heavy", HEAVY)
def test_the_command_line_starts_without(heavy: str, light: set[str]) -> None:
    assert "zhunsheng" in light
    assert heavy not in light


def test_the_probe_sees_a_heavy_import() -> None:
    assert "z3" in modules_loaded_by("import z3")


@pytest.fixture(scope="module")
def planted_report(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What import-linter says about a copy of the package with every breach planted."""
    folder = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", folder)
    package = shutil.copytree(SOURCE / "zhunsheng", folder / "src" / "zhunsheng")
    for name, line in BREACHES.values():
        with (package / name).open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    command = "import sys; from importlinter.cli import lint_imports_command as main; main(sys.argv[1:])"
    result = run_python("-c", command, "--no-cache", "--no-logo", source=folder / "src", folder=folder)
    assert result.returncode == 1, result.stdout + result.stderr
    return result.stdout


def test_every_contract_has_a_planted_breach() -> None:
    assert set(BREACHES) == set(contracts())


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_is_caught(contract: str, planted_report: str) -> None:
    assert f"{contracts()[contract]} BROKEN" in planted_report
