"""Keep the documentation true: run the commands that pages print, and rewrite the tables that the code knows.

``python scripts/reference.py`` rewrites README and docs; ``tests/test_docs.py`` fails when that would change anything.

A page is a session: its ``console`` blocks run one after the other in a fresh folder that holds ``examples`` and
``standards``.  A line ``$ …`` is a command, what follows is its output.  A ``diff`` block with a title is applied to
the file it names; a block of another kind with a title makes the file, or, where there is one, must stand in it.
``<!-- begin: NAME -->`` to ``<!-- end -->`` is a table made from the code.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
#: What a page may use, copied into its folder.
MATERIAL = ("examples", "standards")
_BLOCK = re.compile(r"^```(?P<kind>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"(?P<head><!-- begin: (?P<name>[\w-]+) -->\n).*?(?P<tail><!-- end -->)", re.DOTALL)
_WRITTEN = re.compile(r"<!-- outputs of (\d{4}-\d\d-\d\d) -->")
#: Times measured differ at every run: 「用时 0.56 秒」, "in 0.43 seconds", and the line of stages in a report.
_SECONDS = re.compile(r"\b\d+\.\d+(?= (?:秒|seconds?\b))|(?<= )\d+\.\d\d(?=[，,；;\n])")

#: Verbs that need the site's database, which a process opens once: pages show them in blocks that are not run.
OF_THE_SITE = ("serve", "database", "account")
#: Sizes of files that were written.
_KILOBYTES = re.compile(r"\d+(?= KB[)）])")


class PageError(ValueError):
    """A page that cannot be followed: the message says which block."""


def pages() -> list[Path]:
    """Every page with commands or tables."""
    return [ROOT / "README.md", ROOT / "README.zh-CN.md", *sorted((ROOT / "docs").rglob("*.md"))]


def rewritten(text: str) -> str:
    """The page with every output and table as it is now."""
    if "```console" in text:
        with tempfile.TemporaryDirectory() as folder, _session(Path(folder)) as session:
            text = _BLOCK.sub(lambda block: _block(session, block), text)
    text = _WRITTEN.sub(lambda _: f"<!-- outputs of {_today()} -->", text)
    return _TABLE.sub(lambda found: found["head"] + TABLES[found["name"]]() + found["tail"], text)


def settled(text: str) -> str:
    """The page without what differs from run to run: times measured, sizes of files, and the day of the outputs."""
    written = _WRITTEN.search(text)
    if written is not None:
        text = text.replace(written[1], "TODAY")
    return _KILOBYTES.sub("N", _SECONDS.sub("N", text))


def _today() -> str:
    from zhunsheng.cli.options import today

    return today().isoformat()


# -- commands ----------------------------------------------------------------------------------------------------


@dataclass
class Session:
    """A reader at a terminal: the folder, the variables set, and the last exit code."""

    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    code: int = 0

    def run(self, line: str) -> str:
        """The output of a command line; only what pages need is understood.  Raises PageError for the rest."""
        command, *filters = [part.strip() for part in line.split(" | ")]
        words = shlex.split(command)
        output = self._run(words)
        for one in filters:
            output = _filtered(output, shlex.split(one))
        return output

    def _run(self, words: list[str]) -> str:
        match words:
            case ["zhunsheng", *arguments]:
                return self._zhunsheng(arguments)
            case ["export", setting]:
                name, _, value = setting.partition("=")
                self.variables[name] = value
            case ["cp", "-r", source, target]:
                shutil.copytree(self.folder / source, self.folder / target)
            case ["cp", source, target]:
                shutil.copy(self.folder / source, self.folder / target)
            case ["python", "-c", code]:
                output = io.StringIO()
                with contextlib.redirect_stdout(output):
                    exec(code, {})
                return output.getvalue()
            case ["echo", "$?"]:
                return f"{self.code}\n"
            case _:
                raise PageError(f"not understood: {shlex.join(words)}")
        return ""

    def _zhunsheng(self, arguments: list[str]) -> str:
        from zhunsheng.cli.app import run

        if arguments[:1] and arguments[0] in OF_THE_SITE and "--help" not in arguments:
            raise PageError(f"not run on pages, use a block of the kind shell-session: {shlex.join(arguments)}")
        output = io.StringIO()
        settings = {"ZHUNSHENG_LANG": "zh", "NO_COLOR": "1", **self.variables}
        with _environment(settings), contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            self.code = run(arguments)
        return output.getvalue()


def _filtered(output: str, words: list[str]) -> str:
    lines = output.splitlines(keepends=True)
    match words:
        case ["head", "-n", count]:
            return "".join(lines[: int(count)])
        case ["tail", "-n", count]:
            return "".join(lines[-int(count) :])
        case ["sed", "-n", span] if found := re.fullmatch(r"(\d+),(\d+)p", span):
            return "".join(lines[int(found[1]) - 1 : int(found[2])])
        case ["grep", text]:
            return "".join(line for line in lines if text in line)
        case _:
            raise PageError(f"not understood: | {shlex.join(words)}")


@contextlib.contextmanager
def _session(folder: Path) -> Iterator[Session]:
    for name in MATERIAL:
        shutil.copytree(ROOT / name, folder / name)
    with contextlib.chdir(folder):
        yield Session(folder)


@contextlib.contextmanager
def _environment(settings: dict[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(settings)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _block(session: Session, block: re.Match[str]) -> str:
    if block["kind"] == "console":
        lines = [line for line in block["body"].splitlines() if line.startswith("$ ")]
        body = "".join(f"{line}\n{_ended(session.run(line[2:]))}" for line in lines)
        return block[0].replace(block["body"], body) if block["body"] else block[0]
    if block["title"]:
        path = session.folder / block["title"]
        if block["kind"] == "diff":
            path.write_text(patched(path.read_text(encoding="utf-8"), block["body"]), encoding="utf-8")
        elif not path.exists():
            path.write_text(block["body"], encoding="utf-8")
        elif block["body"] not in path.read_text(encoding="utf-8"):
            raise PageError(f"{block['title']} does not say: {block['body'][:200]}")
    return block[0]


def _ended(output: str) -> str:
    output = "".join(f"{line.rstrip()}\n" for line in output.splitlines())
    return output.rstrip("\n") + "\n" if output.strip() else ""


def patched(text: str, diff: str) -> str:
    """`text` with a diff applied: lines with ``-`` and blank must stand in it once and together.

    >>> patched("a\\nb\\nc\\n", " a\\n-b\\n+B\\n")
    'a\\nB\\nc\\n'
    """
    lines = diff.splitlines(keepends=True)
    old = "".join(line[1:] for line in lines if line[0] in " -")
    new = "".join(line[1:] for line in lines if line[0] in " +")
    if text.count(old) != 1:
        raise PageError(f"stands {text.count(old)} times in the file: {old}")
    return text.replace(old, new)


# -- tables ------------------------------------------------------------------------------------------------------


def _units() -> str:
    from zhunsheng.standard.units import UNITS

    rows = ["| unit | 中文 | English | kind | converts exactly to |", "| --- | --- | --- | --- | --- |"]
    for word in UNITS.values():
        kin = [f"`{other.name}`" for other in UNITS.values() if other.family == word.family and other is not word]
        rows.append(f"| `{word.name}` | {word.label.zh} | {word.label.en} | {word.kind} | {', '.join(kin)} |")
    return "\n".join(rows) + "\n"


def _checks() -> str:
    from zhunsheng.floor.lint import CHECKS

    rows = ["| code | severity | what |", "| --- | --- | --- |"]
    page = (ROOT / "docs" / "reference" / "checks.md").read_text(encoding="utf-8")
    for title in re.finditer(r"^### (ZS\d{3}) (.*)\n\n\*(\w+)\* — (.*)$", page, re.MULTILINE):
        rows.append(f"| {title[1]} | {title[3]} | {title[2]}: {title[4].rstrip('.')} |")
    if len(rows) != 2 + len(CHECKS):
        raise PageError("checks.md and the registry differ")
    return "\n".join(rows) + "\n"


TABLES: dict[str, Callable[[], str]] = {"units": _units, "checks": _checks}


def main() -> None:
    """Write the pages and schemas that the code makes alone, then rewrite every page that is not as it would be."""
    from zhunsheng.floor.lint import manual
    from zhunsheng.standard.schema import write_schemas

    reference = ROOT / "docs" / "reference"
    (reference / "checks.md").write_text(manual(), encoding="utf-8")
    write_schemas(reference / "schema")
    for page in pages():
        if page.exists():
            text = page.read_text(encoding="utf-8")
            new = rewritten(text)
            if settled(new) != settled(text):
                page.write_text(new, encoding="utf-8")
                print(f"rewritten: {page.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
