"""``zhunsheng version``: which version runs here, and what it stands on."""

from __future__ import annotations

import sys
from importlib import metadata

from zhunsheng import __version__
from zhunsheng.cli.exits import Exit
from zhunsheng.cli.options import verb
from zhunsheng.cli.render.blocks import Block, Table, line, para
from zhunsheng.cli.session import Session
from zhunsheng.standard.wording import T

#: Libraries whose version matters to a result: the solver, the models, the holiday table, the tables.
LIBRARIES = ("z3-solver", "pydantic", "chinesecalendar", "duckdb", "ibis-framework", "PyYAML")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "-"


@verb("version", T("显示版本"), examples=("zhunsheng version --format json",))
def command(session: Session) -> int:
    """Print the version of the program and of what a result depends on."""
    python = ".".join(map(str, sys.version_info[:3]))
    libraries = {name: _version(name) for name in LIBRARIES}
    rows = [(name, version) for name, version in (("Python", python), *libraries.items())]
    blocks: list[Block] = [
        para(f"zhunsheng {__version__}"),
        Table(("", ""), tuple((line(name), line(version)) for name, version in rows)),
    ]
    data = {"version": __version__, "python": python, "libraries": libraries}
    return session.show("version", Exit.WELL, data, blocks)
