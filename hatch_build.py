"""Build hook: compile the message catalogues (``*.po``) to the binary form (``*.mo``) that gettext reads.

Runs for wheels, source distributions and editable installs alike.  The ``.mo`` files are build artefacts: not kept in
the repository, but part of the wheel.  Run as a script, it compiles in place; the Makefile does so when a ``.po``
changes.  What belongs here is the build only; nothing of the package may import this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

LOCALE = Path("src/zhunsheng/locale")


def compile_catalogues(root: Path) -> list[Path]:
    """Compile every ``LOCALE/*/LC_MESSAGES/*.po`` under `root`, and return the ``.mo`` files written, sorted.

    Fuzzy entries are left out: a guessed translation is not a translation.  Raises babel's PoFileError when a
    catalogue is malformed, so that the build stops instead of shipping half a language.
    """
    written = []
    for po in sorted((root / LOCALE).glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        with po.open("rb") as source:
            catalogue = read_po(source, locale=po.parent.parent.name, abort_invalid=True)
        with mo.open("wb") as target:
            write_mo(target, catalogue, use_fuzzy=False)
        written.append(mo)
    return written


class CustomBuildHook(BuildHookInterface[Any]):
    """Hatchling's entry point; the name is the one it looks for."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are collected, whatever the `version` ("standard" or "editable") of the build."""
        compile_catalogues(Path(self.root))


if __name__ == "__main__":
    compile_catalogues(Path(__file__).parent)
