"""The program as a process: light start, pipes that close, completion by a shell, terminals."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, WORLDS


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that finds the package."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "ZHUNSHENG_LANG")}
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", **more}


def call(*words: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Run ``python -m zhunsheng.cli``."""
    command = [sys.executable, "-m", "zhunsheng.cli", *words]
    return subprocess.run(
        command, cwd=WORLDS, env=environment(**more), capture_output=True, text=True, check=False, timeout=60
    )


def test_exit_codes_reach_the_shell() -> None:
    assert call("check", "district", "--on", "2024-01-01").returncode == 0
    assert call("check", "broken").returncode == 1
    assert call("check", "nowhere").returncode == 2


def loaded_by(*words: str) -> set[str]:
    """The modules that a call loads."""
    probe = (
        "import sys\nfrom zhunsheng.cli.app import run\nrun(sys.argv[1:])\n"
        "print('\\n'.join(sorted(sys.modules)), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", probe, *words], cwd=WORLDS, env=environment(), capture_output=True, text=True, check=True
    )
    return set(result.stderr.split())


def test_help_loads_nothing_heavy() -> None:
    loaded = loaded_by("--help")
    assert not {"pydantic", "yaml", "z3", "rich", "ibis", "zhunsheng.rule", "zhunsheng.floor"} & loaded


def test_a_check_without_proofreading_needs_no_solver() -> None:
    assert "z3" not in loaded_by("check", "district", "--no-lint")


def test_no_pydantic_plugin_is_looked_for() -> None:
    command = "import os\nimport zhunsheng.cli.app\nimport zhunsheng.cli\n"
    command += "def run():\n    print(os.environ['PYDANTIC_DISABLE_PLUGINS'])\n    return 3\n"
    command += "zhunsheng.cli.app.run = run\nzhunsheng.cli.main()\n"
    kept = {name: value for name, value in environment().items() if name != "PYDANTIC_DISABLE_PLUGINS"}
    result = subprocess.run([sys.executable, "-c", command], env=kept, capture_output=True, text=True, check=False)
    # Leaving at once keeps the exit code, and what was written but not yet flushed.
    assert (result.stdout, result.stderr, result.returncode) == ("1\n", "", 3)


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = f"'{sys.executable}' -m zhunsheng.cli floor district --format json; echo code $? >&2"
    piped = f"({command}) | true"
    result = subprocess.run(
        ["bash", "-c", piped], cwd=WORLDS, env=environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert result.stderr == "code 1\n"


@pytest.mark.parametrize("words", [("--help",), ("check", "district", "--on", "2024-01-01"), ("version",)])
def test_a_full_disk_is_told_in_words(words: tuple[str, ...]) -> None:
    command = f"'{sys.executable}' -m zhunsheng.cli {' '.join(words)} > /dev/full"
    result = shell(command)
    assert result.returncode == 74
    assert result.stderr == "zhunsheng: 磁盘已满，没有写完\n  腾出地方再运行一次；已写出的部分不完整，不要用\n"


def test_a_full_disk_under_standard_error_leaves_the_code() -> None:
    assert shell(f"'{sys.executable}' -m zhunsheng.cli check nowhere 2> /dev/full").returncode == 2


@pytest.mark.parametrize(
    ("words", "code"), [("--help", 0), ("check broken", 1), ("check nowhere", 2), ("check district --on 2024-01-01", 0)]
)
def test_closed_outputs_are_no_error(words: str, code: int) -> None:
    for closed in (">&-", ">&- 2>&-"):
        result = shell(f"'{sys.executable}' -m zhunsheng.cli {words} {closed}")
        assert (result.returncode, result.stdout) == (code, ""), closed
        assert "Traceback" not in result.stderr
        assert "内部错误" not in result.stderr


def test_what_is_written_to_a_closed_output_falls_into_no_file(tmp_path: Path) -> None:
    paper = tmp_path / "guide.md"
    whole = call("guide", "district#allowance", "--out", str(paper))
    assert whole.returncode == 0
    content = paper.read_bytes()
    assert shell(f"'{sys.executable}' -m zhunsheng.cli guide district#allowance --out {paper} >&-").returncode == 0
    assert paper.read_bytes() == content


def shell(command: str) -> subprocess.CompletedProcess[str]:
    """What bash says of a command, in the folder of small worlds."""
    return subprocess.run(
        ["bash", "-c", command], cwd=WORLDS, env=environment(), capture_output=True, text=True, check=False, timeout=60
    )


def test_a_terminal_gets_colours_and_no_color_takes_them_away() -> None:
    assert "\x1b[1;31m" in on_terminal("check", "broken")
    assert "\x1b[" not in on_terminal("check", "broken", NO_COLOR="1")
    assert "\x1b[" not in on_terminal("check", "broken", "--no-color")


def on_terminal(*words: str, **more: str) -> str:
    """What a terminal shows."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "zhunsheng.cli", *words],
        cwd=WORLDS, env=environment(TERM="xterm", **more), stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        shown = b""
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            shown += part
        process.wait(timeout=60)
    os.close(ours)
    return shown.decode("utf-8")


@pytest.mark.parametrize(
    ("words", "position", "expected"),
    [
        ("zhunsheng fl", "1", "plain,floor"),
        ("zhunsheng floor --agai", "2", "plain,--against"),
        ("zhunsheng floor --format ", "3", "plain,text\nplain,json\nplain,markdown"),
        ("zhunsheng new ", "2", "plain,workspace\nplain,standard"),
        ("zhunsheng check dist", "2", "file,dist"),
    ],
)
def test_a_shell_completes(words: str, position: str, expected: str) -> None:
    result = call(_ZHUNSHENG_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=position)
    assert result.stdout.strip() == expected


def test_completion_scripts_are_good_bash(tmp_path: Path) -> None:
    script = tmp_path / "completion.bash"
    script.write_text(call("completion", "bash").stdout, "utf-8")
    assert subprocess.run(["bash", "-n", str(script)], check=False).returncode == 0
