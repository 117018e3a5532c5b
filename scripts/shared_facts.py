"""Hold the content against the facts it was made from: nothing lost on the way, nothing made to look official.

    python scripts/shared_facts.py              the index kept with the tests, against ``standards/``
    python scripts/shared_facts.py FOLDER       the fact files of a folder (national_catalogue.yaml, bibliography.yaml,
                                                yuexiu.yaml) against ``standards/``
    python scripts/shared_facts.py FOLDER --write   keep their names and figures as the index

The index holds names, codes and figures, no texts; the fact files themselves are not part of the project.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from zhunsheng.standard.data import as_data
from zhunsheng.standard.document import Standard
from zhunsheng.standard.outside import ancestors
from zhunsheng.standard.workspace import Workspace, open_workspace

ROOT = Path(__file__).resolve().parents[1]
STANDARDS = ROOT / "standards"
INDEX = ROOT / "tests" / "content" / "shared_facts.json"
#: Workspaces whose texts are made up: no official code may stand on their covers.
ILLUSTRATIVE = ("gd", "gz", "yuexiu", "yuexiu-2021", "workshop", "workshop/city")
#: Our series, which no authority uses: YS stands for 演示, GF is the workshop's.
_OURS = re.compile(r"Q/(YXYS|GF) ")
#: Mistakes on purpose: the code is what is wrong there.
_MISTAKES = re.compile(r"workshop/standards/code-.*")


# -- the index -------------------------------------------------------------------------------------------------------


def index_of(folder: Path) -> dict[str, Any]:
    """Names, codes and figures of the fact files in `folder`."""
    import yaml

    def read(name: str) -> dict[str, Any]:
        loaded: dict[str, Any] = yaml.safe_load((folder / f"{name}.yaml").read_text(encoding="utf-8"))
        return loaded

    national, bibliography, district = read("national_catalogue"), read("bibliography"), read("yuexiu")
    figures = [*district["district"]["totals"], *district["district"]["city_context"]]
    figures += [*district["figures_in_article"], *district["figures_elsewhere"]]
    return {
        "items": {year: [one["id"] for one in national["items"] if year in one["versions"]] for year in ("2021", "2023")},
        "codes": {one["code"]: one["status"] for one in bibliography["standards"]},
        "codes_named": [one["code"] for one in district["standards"] if "code" in one],
        "subdistricts": {
            one["code"]: [one["name"], one["name_en"], one["communities"], one["centre"]["lat"], one["centre"]["lon"]]
            for one in district["subdistricts"]
        },
        "figures": {one["id"]: str(one["value"]) for one in figures},
        "dates": [str(one["date"]) for one in district["dates_in_article"]],
        "documents": [_bare(one["title"]) for one in (*district["documents"], *district["standards"])],
        "papers": [one["title"] for one in district["document_types_the_article_names"]],
        "programmes": [_bare(one["title"]) for one in district["programmes"]],
        "bodies": [one["id"] for one in district["organisation"]],
        "peers": {
            one["name"]: [str(value) for key, value in one.items() if key not in ("name", "note", "source")]
            for one in district["peers"]
        },
        "hints": [one["id"] for one in district["local_layer_hints"]],
    }  # fmt: skip


def _bare(title: str) -> str:
    return title.strip("《》")


# -- what is lost ----------------------------------------------------------------------------------------------------


@cache
def opened(name: str) -> Workspace:
    """A workspace below ``standards/``, opened once."""
    return open_workspace(STANDARDS / name)


def lost(index: dict[str, Any]) -> Iterator[str]:
    """Everything of the index that the workspaces do not hold, each in a sentence."""
    yuexiu = opened("yuexiu")
    yield from _items(index, yuexiu)
    yield from _codes(index, yuexiu)
    yield from _subdistricts(index, yuexiu)
    yield from _record(index, yuexiu)


def _items(index: dict[str, Any], yuexiu: Workspace) -> Iterator[str]:
    for year, items in index["items"].items():
        have = set(opened(f"cn/{year}").ids())
        yield from (f"cn/{year} has no item {item}" for item in items if item not in have)
    answered = {ref for entry in yuexiu.services() for ref in ancestors(yuexiu, entry)}
    answered |= {record.item for record in yuexiu.manifest.not_applicable}
    yield from (
        f"yuexiu answers nothing to cn/2023#{item}"
        for item in index["items"]["2023"]
        if f"cn/2023#{item}" not in answered
    )


def _codes(index: dict[str, Any], yuexiu: Workspace) -> Iterator[str]:
    entries = {entry.code: entry.status for home in (yuexiu, *yuexiu.chain()) for entry in home.register.entries}
    for code, status in index["codes"].items():
        if code not in entries:
            yield f"no register has {code}"
        elif entries[code] != status:
            yield f"{code} is {status} in the facts and {entries[code]} in the register"
    yield from (f"no register has {code}" for code in index["codes_named"] if code not in entries)


def _subdistricts(index: dict[str, Any], yuexiu: Workspace) -> Iterator[str]:
    units = {unit.code: unit for unit in yuexiu.organisation.organisations if unit.kind == "subdistrict"}
    centres = {point.subdistrict: point for point in yuexiu.service_points if point.kind == "yikang_centre"}
    said = {entry.id: [one.value for one in entry.says] for entry in yuexiu.record.entries}
    for code, (name, english, communities, lat, lon) in index["subdistricts"].items():
        unit = units.get(code)
        if unit is None or unit.title.zh != name or english not in str(unit.title.en):
            yield f"no sub-district {code} {name}"
            continue
        centre = centres.get(unit.id)
        if centre is None or (float(centre.lat or 0), float(centre.lon or 0)) != (lat, lon):
            yield f"no centre of {name} at {lat}, {lon}"
        if [str(communities)] != said.get(f"communities_{unit.id}"):
            yield f"{name} has {communities} communities"
        folder = STANDARDS / "centres" / unit.id
        if not (folder / "workspace.yaml").is_file() or code not in (folder / "workspace.yaml").read_text("utf-8"):
            yield f"no centre workspace of {name} with its code"


def _record(index: dict[str, Any], yuexiu: Workspace) -> Iterator[str]:
    entries = {entry.id: entry for entry in yuexiu.record.entries}
    for name, value in index["figures"].items():
        if name not in entries or not any(_same(one.value, value) for one in entries[name].says):
            yield f"the record has no figure {name} of {value}"
    dates = {one.value for entry in yuexiu.record.entries if entry.kind == "event" for one in entry.says}
    yield from (f"the record has no event of {day}" for day in index["dates"] if day not in dates)
    titles = {_bare(entry.title.zh) for entry in yuexiu.record.entries}
    for title in (*index["documents"], *index["papers"], *index["programmes"]):
        if title not in titles:
            yield f"the record does not know 《{title}》"
    yield from (f"the record has no body {name}" for name in index["bodies"] if name not in entries)
    yield from (
        f"the record has no hint {name}"
        for name in index["hints"]
        if name not in entries and f"hint_{name}" not in entries
    )
    text = json.dumps([as_data(entry) for entry in entries.values() if entry.kind == "peer"], ensure_ascii=False)
    for peer, values in index["peers"].items():
        yield from (f"the record has no {value} of {peer}" for value in (peer, *values) if value not in text)


def _same(said: str, wanted: str) -> bool:
    try:
        return float(said) == float(wanted)
    except ValueError:
        return said == wanted


# -- what looks official ---------------------------------------------------------------------------------------------


def official_looking() -> Iterator[str]:
    """Every text that is made up and carries an official code, or does not say that it is made up."""
    for folder in (*ILLUSTRATIVE, *(f"centres/{path.name}" for path in sorted((STANDARDS / "centres").glob("*/")))):
        if not (STANDARDS / folder / "workspace.yaml").is_file():
            continue
        workspace = opened(folder)
        for name, loaded in workspace.files.items():
            where = f"{folder}/{name}"
            if loaded.model is None:
                yield f"{where} cannot be read"
            else:
                yield from (f"{where} {what}" for what in _pretending(loaded.model) if not _MISTAKES.fullmatch(where))


def _pretending(standard: Standard) -> Iterator[str]:
    if standard.provenance.kind != "illustrative":
        yield "does not say that it is illustrative"
    if standard.standard is not None and not _OURS.match(standard.standard):
        yield f"carries the code {standard.standard}, which is not of our series"
    if standard.document is not None:
        yield f"carries the document number {standard.document}"
    if standard.issuer is not None and "演示" not in standard.issuer.zh:
        yield f"is issued by 「{standard.issuer.zh}」"


def main(words: Iterable[str]) -> int:
    """Print what is lost and what looks official; 1 when there is any."""
    given = list(words)
    folders = [word for word in given if not word.startswith("--")]
    index = index_of(Path(folders[0])) if folders else json.loads(INDEX.read_text(encoding="utf-8"))
    if "--write" in given:
        INDEX.write_text(json.dumps(index, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    problems = [*lost(index), *official_looking()]
    for problem in problems:
        print(problem)
    print(f"{sum(len(part) for part in index.values())} facts held against the content, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
