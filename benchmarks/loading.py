"""Loading 1,000 standards of a usual size, with typing and places; the plain YAML parser is the peer."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path

import yaml

from benchmarks.measure import STANDARDS, Row, peak_mib, seconds, show
from zhunsheng.standard.workspace import open_workspace

COUNT = 1_000


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        lines = _make(root)
        texts = [path.read_text(encoding="utf-8") for path in sorted((root / "large" / "standards").rglob("*.yaml"))]
        plain = seconds(lambda: [yaml.load(text, Loader=yaml.CSafeLoader) for text in texts])
        start = time.perf_counter()
        workspace = open_workspace(root / "large")
        findings = workspace.findings
        spent = time.perf_counter() - start
        count = len(workspace.ids())
    errors = [finding for finding in findings if finding.severity >= 3]
    for finding in errors[:3]:
        print(finding.say("en"))
    show(
        f"loading {COUNT} standards, {count} services, {lines} lines",
        [
            Row("open the workspace: read, type, refer, with places", spent, "s"),
            Row("  lines per second", lines / spent, "1/s"),
            Row("the YAML parser alone, values untyped, without places", plain, "s"),
            Row("  ours over the parser alone", spent / plain, "times"),
            Row("errors found (none expected)", len(errors), ""),
            Row("peak memory", peak_mib(), "MiB"),
        ],
    )


def _make(root: Path) -> int:
    """A workspace of copies of Yuexiu's standards, each with ids of its own; returns its number of lines."""
    shutil.copytree(STANDARDS / "cn", root / "cn")
    for layer in ("gd", "gz"):
        shutil.copytree(STANDARDS / layer, root / layer)
    large = root / "large"
    shutil.copytree(STANDARDS / "yuexiu", large)
    if (STANDARDS / "yuexiu-2021").is_dir():
        shutil.copytree(STANDARDS / "yuexiu-2021", root / "yuexiu-2021")
    for name in ("service_points.csv", "framework.yaml", "record.yaml"):
        (large / name).unlink()  # they name items by the ids that are about to change
    sources = sorted((large / "standards").rglob("*.yaml"))
    originals = [(path, path.read_text(encoding="utf-8")) for path in sources if ".cases." not in path.name]
    for path in sources:
        path.unlink()
    lines = 0
    for index in range(COUNT):
        path, text = originals[index % len(originals)]
        copied = _renamed(text, index)
        lines += copied.count("\n")
        path.with_name(f"{path.stem}-{index}.yaml").write_text(copied, encoding="utf-8")
    return lines


def _renamed(text: str, index: int) -> str:
    """The text with the ids of its services made unique."""
    tree = yaml.load(text, Loader=yaml.CBaseLoader)
    for name in tree.get("services", {}):
        text = text.replace(f"\n  {name}:", f"\n  {name}-{index}:")
        text = text.replace(f"{{{name}: ", f"{{{name}-{index}: ").replace(f"      {name}: ", f"      {name}-{index}: ")
    if tree.get("work"):
        text = text.replace(f"work: {tree['work']}\n", f"work: {tree['work']}-{index}\n", 1)
    if tree.get("standard"):
        text = text.replace(tree["standard"], f"{tree['standard']}", 1)
    return text


if __name__ == "__main__":
    main()
