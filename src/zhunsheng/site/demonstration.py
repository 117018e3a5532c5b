"""The demonstration: Yuexiu with a believable past.  Every moment in it is made up and marked so.

Three things were recorded one after another: the first edition of 2021; the edition of 2023 with the national standard of
that year, in which one amount had been typed wrongly; and its correction, after the floor proof had shown the mistake.
So one can ask what was in force on a day, and what had been known by a day.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from zhunsheng.site.catalogue import operations, proofs, states
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.look.moment import today
from zhunsheng.standard.wording import Words

_HERE = ZoneInfo("Asia/Shanghai")
#: The mistake that had been recorded first: file, what it says, what had been typed.
MISTAKE = (
    "yuexiu/standards/elderly/02-longevity-allowance.yaml",
    "at_least: 300 if age >= 100 else 200 if age >= 90 else 100",
    "at_least: 300 if age >= 100 else 100 if age >= 90 else 100",
)
Told = Callable[[str], None]


@dataclass(frozen=True)
class Step:
    """A moment of the past.  folders: of the tree, from the folder of standards."""

    at: datetime
    district: str
    folders: tuple[str, ...]
    note: Words
    mistaken: bool = False


_TREE = ("yuexiu", "yuexiu-2021", "cn", "gd", "gz", "centres")
STEPS = (
    Step(
        datetime(2021, 6, 28, 9, 30, tzinfo=_HERE),
        "yuexiu-2021",
        ("yuexiu-2021", "cn/2021"),
        Words("第一版入库（演示）", "First edition recorded (demonstration)"),
    ),
    Step(
        datetime(2023, 9, 20, 15, 0, tzinfo=_HERE),
        "yuexiu",
        _TREE,
        Words(
            "2023年版入库；长寿保健金90岁档的金额录错（演示）",
            "Edition of 2023 recorded; one amount of the longevity allowance was typed wrongly (demonstration)",
        ),
        mistaken=True,
    ),
    Step(
        datetime(2023, 9, 22, 10, 15, tzinfo=_HERE),
        "yuexiu",
        _TREE,
        Words(
            "底线证明查出后更正长寿保健金90岁档（演示）",
            "Longevity allowance corrected after the floor proof had shown the mistake (demonstration)",
        ),
    ),
)


def record_past(standards: Path, examples: Path | None = None, told: Told = lambda words: None) -> Snapshot:
    """Record the steps that are not recorded yet, and prove the newest.  Returns the newest snapshot.

    standards: the folder with yuexiu, cn, gd, gz, centres.  examples: the folder with small-district, which stands for
    another district.  Raises FileNotFoundError where a folder is missing.
    """
    for step in STEPS[Snapshot.objects.filter(demonstration=True).count() :]:
        told(step.note.zh)
        _record(step, standards, examples)
    newest = Snapshot.objects.order_by("-recorded_at", "-id")[0]
    state = states.state_of(newest)
    for folder in state.folders():
        if folder == newest.district or folder.startswith("centres/"):
            proofs.run(state, folder, today())
    return newest


def _record(step: Step, standards: Path, examples: Path | None) -> None:
    sources = {name: standards / name for name in step.folders}
    if examples is not None and step.district == "yuexiu":
        sources["small-district"] = examples / "small-district"
    missing = [folder for folder in sources.values() if not folder.is_dir()]
    if missing:
        raise FileNotFoundError(missing[0])
    with tempfile.TemporaryDirectory(prefix="zhunsheng-past-") as scratch:
        if step.mistaken:
            changed = Path(scratch) / step.district
            shutil.copytree(standards / step.district, changed)
            sources[step.district] = changed
            name, right, wrong = MISTAKE
            path = Path(scratch) / name
            text = path.read_text(encoding="utf-8")
            if right not in text:
                raise ValueError(f"{name} does not say what the demonstration expects")
            path.write_text(text.replace(right, wrong), encoding="utf-8")
        operations.record(sources, step.district, step.at, by="演示", note=step.note, demonstration=True)
