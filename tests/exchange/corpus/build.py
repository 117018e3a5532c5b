"""Writes the documents of a set to a folder: ``build(folder, "development")``."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType
from typing import Literal

from tests.exchange.corpus.paper import Paper

Set = Literal["development", "held_out"]
SETS: tuple[Set, ...] = ("development", "held_out")
HERE = Path(__file__).resolve().parent


def names(which: Set) -> list[str]:
    """The builders of a set, in order."""
    return sorted(path.stem for path in (HERE / which).glob("[dh][0-9]*.py"))


def builder(which: Set, name: str) -> ModuleType:
    """The module that writes one document.

    It has ``write(paper)``, or ``raw()`` where the document is no Word package; ``FILE`` where its file has a name of
    its own.
    """
    return importlib.import_module(f"tests.exchange.corpus.{which}.{name}")


def build(folder: Path, which: Set) -> list[Path]:
    """Write every document of the set to the folder; the paths, in the order of `names`."""
    folder.mkdir(parents=True, exist_ok=True)
    return [build_one(folder, which, name) for name in names(which)]


def build_one(folder: Path, which: Set, name: str) -> Path:
    """Write one document."""
    module = builder(which, name)
    path = folder / getattr(module, "FILE", f"{name}.docx")
    if hasattr(module, "raw"):
        path.write_bytes(module.raw())
    else:
        paper = Paper()
        module.write(paper)
        paper.save(path)
    return path
