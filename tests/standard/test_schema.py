"""The published schemas: current, valid, and of one mind with the reader about good files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings

from tests.standard.trees import standards
from zhunsheng.standard.document import Standard
from zhunsheng.standard.load import load, load_standard
from zhunsheng.standard.schema import MODELS, schema, schema_text, write_schemas
from zhunsheng.standard.write import dump
from zhunsheng.standard.yamltree import Mapping, Node, Scalar, read_tree

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "docs" / "reference" / "schema"
SPECIAL = {"workspace", "facts", "framework", "organisation", "register", "calendar"}


def guessed(node: Node) -> Any:
    """A tree as an editor sees it: bare scalars typed by the core schema of YAML 1.2."""
    if isinstance(node, Mapping):
        return {name: guessed(item) for name, item in node.items.items()}
    if not isinstance(node, Scalar):
        return [guessed(item) for item in node.items]
    if node.style:
        return node.text
    if re.fullmatch(r"[-+]?[0-9]+", node.text):
        return int(node.text)
    if re.fullmatch(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", node.text):
        return float(node.text)
    words = {"": None, "null": None, "~": None, "true": True, "false": False}
    return words.get(node.text, node.text)


def kind_of(path: Path) -> str:
    if path.name.endswith(".cases.yaml"):
        return "cases"
    return path.stem if path.stem in SPECIAL and "standards" not in path.parent.name else "standard"


def files() -> list[Path]:
    return sorted([*ROOT.glob("standards/**/*.yaml"), *ROOT.glob("examples/**/*.yaml")])


VALIDATORS = {kind: jsonschema.Draft202012Validator(schema(kind)) for kind in MODELS}


@pytest.mark.parametrize("kind", MODELS)
def test_schemas_are_valid_and_published_as_they_are(kind):
    """`python -m zhunsheng.standard.schema docs/reference/schema` publishes them."""
    jsonschema.Draft202012Validator.check_schema(schema(kind))
    assert (PUBLISHED / f"{kind}.schema.json").read_text(encoding="utf-8") == schema_text(kind)


def test_no_other_schema_is_published(tmp_path):
    written = {path.name for path in write_schemas(tmp_path / "new")}
    assert {path.name for path in PUBLISHED.glob("*.json")} == written
    assert all(json.loads((tmp_path / "new" / name).read_text("utf-8"))["$schema"] for name in written)


def test_good_files_fit_their_schema():
    """Every file of the repository that the reader takes without findings."""
    checked = 0
    for path in files():
        kind = kind_of(path)
        loaded = load(MODELS[kind], path)
        if not loaded.findings and loaded.root is not None:
            errors = [
                f"{path}: {error.json_path}: {error.message}"
                for error in VALIDATORS[kind].iter_errors(guessed(loaded.root))
            ]
            assert errors == []
            checked += 1
    assert checked >= 20


@settings(max_examples=40)
@given(standards)
def test_any_written_standard_fits(tree):
    text = dump(Standard.model_validate(tree))
    root = read_tree(text, "f.yaml")[0]
    assert root is not None
    VALIDATORS["standard"].validate(guessed(root))


GOOD = {"title": "甲", "level": "internal", "provenance": {"kind": "illustrative"}}


@pytest.mark.parametrize(
    "change",
    [
        {"level": "nation"},
        {"titel": "x"},
        {"effective": "2023-1-1"},
        {"edition": 1.5},
        {"services": {"1bad": {}}},
        {"services": {"a b": {}}},
        {"services": {"a": {"delivers": [{"id": "x"}]}}},
        {"services": {"a": {"apply": {"channels": ["fax"]}}}},
        {"services": {"a": {"apply": {"appointment": "yes"}}}},
        {"services": {"a": {"apply": {"fee": {"amout": "3 CNY"}}}}},
        {"services": {"a": {"eligible": ["x"]}}},
        {"services": {"a": {"promise": {"at_most": {"soon": "3"}}}}},
        {"cases": [{"expect": {"a": "eligble"}}]},
        {"title": {"en": "x"}},
        {"title": None},
    ],
)
def test_what_the_reader_refuses_the_schema_refuses(change):
    data = {**GOOD, **change}
    assert VALIDATORS["standard"].is_valid(GOOD)
    assert not VALIDATORS["standard"].is_valid(data)
    assert load_standard("f.yaml", json.dumps(data, ensure_ascii=False)).findings


@pytest.mark.parametrize(
    "change",
    [
        {"services": {"长者助餐": {"title": {"zh": "甲", "en": "No"}, "derives": "cn/2023#meal"}}},
        {"services": {"a": {"apply": {"fee": {"amount": "3 CNY"}, "appointment": True, "visits": 1}}}},
        {"services": {"a": {"promise": {"at_most": {"2023-01-01": 3}}, "process": {"x": {"title": "x", "role": "y", "next": ["a", {"to": "b"}]}}}}},
        {"cases": [{"who": {"age": 66, "poor": True}, "expect": {"a": {"answer": "unknown"}}}]},
        {"edition": "2"},
    ],
)  # fmt: skip
def test_what_the_reader_takes_the_schema_takes(change):
    data = {**GOOD, **change}
    assert load_standard("f.yaml", json.dumps(data, ensure_ascii=False)).findings == []
    assert VALIDATORS["standard"].is_valid(data)


def test_fields_are_described():
    definitions = schema("standard")["$defs"]
    assert definitions["Service"]["description"].startswith("A service item")
    assert definitions["Change"]["properties"]["was"]["description"].startswith("what the ancestor said")
    assert "description" in definitions["Material"]["properties"]["register"]
