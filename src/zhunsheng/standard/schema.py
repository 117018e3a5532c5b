"""JSON Schemas of the files of a workspace, for editors that complete and check YAML as it is typed.

``python -m zhunsheng.standard.schema FOLDER`` writes them.  They accept every file that the reader accepts; the reader
checks more (references, directions of a guarantee, limits of size).
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from zhunsheng.standard.document import CaseFile, Standard
from zhunsheng.standard.facts import FactFile
from zhunsheng.standard.framework import FrameworkFile
from zhunsheng.standard.manifest import (
    CalendarFile,
    Manifest,
    OrganisationFile,
    RegisterFile,
)
from zhunsheng.standard.record import RecordFile

DRAFT = "https://json-schema.org/draft/2020-12/schema"
#: Schema by file kind; the name is that of the file where there is one of a kind.
MODELS: dict[str, type[BaseModel]] = {
    "standard": Standard,
    "cases": CaseFile,
    "workspace": Manifest,
    "facts": FactFile,
    "framework": FrameworkFile,
    "record": RecordFile,
    "organisation": OrganisationFile,
    "register": RegisterFile,
    "calendar": CalendarFile,
}


def schema(kind: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a kind of file.  Raises KeyError for a kind that `MODELS` does not name."""
    inner = MODELS[kind].model_json_schema(by_alias=True, mode="validation")
    return {"$schema": DRAFT, "$id": f"zhunsheng:{kind}", **_tidy(inner)}


def _tidy(value: Any) -> Any:
    """The schema without titles made from names, without a null that no file holds, and with words for each field."""
    if isinstance(value, list):
        return [_tidy(item) for item in value]
    if not isinstance(value, dict):
        return value
    tidy = {key: _tidy(item) for key, item in value.items() if key != "title" or not isinstance(item, str)}
    if "oneOf" in tidy:
        tidy["anyOf"] = tidy.pop("oneOf")
    if "patternProperties" in tidy:
        tidy["additionalProperties"] = False
    if isinstance(tidy.get("description"), str) and isinstance(tidy.get("properties"), dict):
        _describe(tidy["description"], tidy["properties"])
    return _without_null(tidy)


def _without_null(tidy: dict[str, Any]) -> dict[str, Any]:
    options = [option for option in tidy.get("anyOf", []) if option != {"type": "null"}]
    if len(options) == len(tidy.get("anyOf", [])):
        return tidy
    rest = {key: item for key, item in tidy.items() if key != "anyOf" and (key != "default" or item is not None)}
    return {**rest, **(options[0] if len(options) == 1 else {"anyOf": options})}


def _describe(text: str, properties: dict[str, Any]) -> None:
    """Give each field the sentence ``name: …`` that the description of its group holds for it."""
    names = "|".join(re.escape(name) for name in sorted(properties, key=len, reverse=True))
    parts = re.split(rf"(?:^|(?<=\n)|(?<=\.  ))({names}): ", text)
    for name, words in zip(parts[1::2], parts[2::2], strict=True):
        if isinstance(properties[name], dict):
            properties[name]["description"] = " ".join(words.split("\n\n")[0].split())


def schema_text(kind: str) -> str:
    """The schema as it is published."""
    return json.dumps(schema(kind), ensure_ascii=False, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write all schemas as ``KIND.schema.json``; returns their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for kind in MODELS:
        path = folder / f"{kind}.schema.json"
        path.write_text(schema_text(kind), encoding="utf-8")
        paths.append(path)
    return paths


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1]))
