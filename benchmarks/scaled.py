"""A district of full size for measurements: 415 standards of 120 clauses and the 140 items, made from the demonstration.

The clauses that are added repeat those of the demonstration; nobody should read them.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml

from benchmarks.measure import STANDARDS

STANDARDS_WANTED = 415
CLAUSES_WANTED = 120
FOLDERS = ("yuexiu", "yuexiu-2021", "cn", "gd", "gz", "centres")


def make(folder: Path) -> dict[str, Path]:
    """Write the tree below `folder`; returns it as `catalogue.operations.record` takes it."""
    for name in FOLDERS:
        shutil.copytree(STANDARDS / name, folder / name)
    shutil.copytree(STANDARDS.parent / "examples" / "small-district", folder / "small-district")
    files = sorted(path for path in (folder / "yuexiu" / "standards").rglob("*.yaml") if ".cases." not in path.name)
    models = [_read(path) for path in files]
    spare = [clause for model in models for clause in model.get("clauses", []) if clause.get("text")]
    for index, (path, model) in enumerate(zip(files, models, strict=True)):
        _write(path, _padded(model, spare, index))
    plain = [model for model in models if not model.get("services") and model.get("standard")]
    for index in range(len(files), STANDARDS_WANTED):
        model = plain[index % len(plain)]
        kept = {
            key: model[key]
            for key in ("title", "kind", "level", "jurisdiction", "category", "provenance")
            if key in model
        }
        made = {
            **kept,
            "standard": f"Q/YXYS 9.{index}—2023",
            "stage": "published",
            "effective": "2023-01-01",
            "clauses": [],
        }
        _write(folder / "yuexiu" / "standards" / "made" / f"{index}.yaml", _padded(made, spare, index))
    return {name: folder / name for name in (*FOLDERS, "small-district")}


def _padded(model: dict[str, Any], spare: list[dict[str, Any]], seed: int) -> dict[str, Any]:
    clauses = list(model.get("clauses", []))
    for index in range(len(clauses), CLAUSES_WANTED):
        other = spare[(seed * 131 + index * 17) % len(spare)]
        clauses.append({"no": f"{60 + index // 10}.{index % 10 + 1}", "text": other["text"]})
    return {**model, "clauses": clauses}


def _read(path: Path) -> dict[str, Any]:
    found = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    assert isinstance(found, dict)
    return found


def _write(path: Path, model: dict[str, Any]) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(
        yaml.dump(model, allow_unicode=True, sort_keys=False, Dumper=yaml.CSafeDumper, width=200), encoding="utf-8"
    )
