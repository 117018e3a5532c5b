"""A standard that is sent: findings with line and column, proofs; and whatever is sent, an answer in time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as django_settings

from tests.site.api.conftest import Caller
from tests.site.conftest import STANDARDS
from zhunsheng.exchange.workers import Limits
from zhunsheng.site.api import checking
from zhunsheng.site.api.checking import NEW, Check, checked
from zhunsheng.site.catalogue.models import Snapshot
from zhunsheng.site.catalogue.states import state_of
from zhunsheng.site.look.moment import today

FILE = next(
    path for path in sorted((STANDARDS / "yuexiu" / "standards").rglob("*.yaml")) if "elder_health:" in path.read_text()
)
NAME = FILE.relative_to(STANDARDS / "yuexiu").as_posix()


@pytest.fixture
def look(district: Snapshot) -> Any:
    """Checks a text in this process."""
    root = state_of(district).root

    def checks(text: str, name: str = NAME, **more: Any) -> dict[str, Any]:
        given = {"against": (), "lint": False, "language": "zh", **more}
        return checked(Check(root=str(root), folder="yuexiu", name=name, text=text, day=today().isoformat(), **given))

    return checks


def test_the_whole_way(office: Caller, anybody: Caller) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert anybody.post("/floor-check", {"text": text}).status_code == 401
    answer = office.post("/floor-check", {"text": text, "file": NAME, "against": ["cn/2023"]})
    assert answer.status_code == 200, answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    told = answer.json()["data"]
    assert told["readable"]
    assert [section["upper"] for section in told["sections"]] == ["cn/2023"]
    assert str(django_settings.DATA) not in answer.content.decode()


def test_a_standard_made_worse_falls_below_the_floor(look: Any) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert "age >= 65" in text
    sound = look(text)
    worse = look(text.replace("age >= 65", "age >= 70"))
    verdicts = [
        {item["item"]: item["verdict"] for section in told["sections"] for item in section["items"]}
        for told in (sound, worse)
    ]
    assert verdicts[0]["cn/2023#elder_health"] == "proved"
    assert verdicts[1]["cn/2023#elder_health"] == "violated"
    assert not worse["holds"]
    item = next(
        one for section in worse["sections"] for one in section["items"] if one["item"] == "cn/2023#elder_health"
    )
    resident = next(one["counterexample"] for one in item["judgements"] if one["counterexample"])
    assert 65 <= resident["facts"]["age"] < 70


def test_findings_have_their_place(look: Any) -> None:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    number = next(at for at, line in enumerate(lines) if "age >= 65" in line)
    lines[number] = lines[number].replace("age >= 65", "agee >= 65")
    told = look("\n".join(lines))
    first = next(one for one in told["findings"] if one["severity"] == "error")
    assert first["place"] == {"path": NAME, "line": number + 1, "column": lines[number].index("agee") + 1}
    assert not told["holds"]


def test_a_new_file_is_checked_as_well(look: Any) -> None:
    told = look(FILE.read_text(encoding="utf-8"), NEW)
    assert told["readable"]


def test_what_was_sent_changes_nothing(look: Any, district: Snapshot) -> None:
    before = FILE.read_bytes()
    root = state_of(district).root
    files = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    look(before.decode().replace("65", "66"))
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == files
    assert FILE.read_bytes() == before
    library = state_of(district).library()
    assert "65" in str(library.service("elder_health").source.eligible)


HOSTILE = {
    "nothing": " ",
    "no YAML": "a: [",
    "nul": "title: \x01\x02",
    "aliases": "a: &a [1]\n" + "\n".join(f"b{n}: &b{n} [*a, *a]" for n in range(30)),
    "bomb": "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: [*b,*b,*b,*b,*b,*b,*b,*b]",
    "deep": "[" * 50_000,
    "deep map": "\n".join(" " * n + "a:" for n in range(2000)),
    "tag": "!!python/object/apply:os.system ['true']",
    "a list": "- 1\n- 2",
    "repeated": "title: a\ntitle: b",
    "long rule": "title: x\nlevel: internal\nprovenance: {kind: illustrative}\nservices:\n  s:\n    title: x\n    derives: cn/2023#elder_health\n    eligible: " + " and ".join(["age >= 65"] * 5000),
    "deep rule": "title: x\nlevel: internal\nprovenance: {kind: illustrative}\nservices:\n  s:\n    title: x\n    derives: cn/2023#elder_health\n    eligible: " + "(" * 3000 + "age >= 65" + ")" * 3000,
    "climbing": "title: x\nlevel: internal\nprovenance: {kind: illustrative}\nservices:\n  s:\n    derives: ../../../etc/passwd#x\n    overlays: /etc/passwd#y",
    "itself": "title: x\nlevel: internal\nprovenance: {kind: illustrative}\nservices:\n  s:\n    overlays: yuexiu#s\n    derives: yuexiu#s",
    "open": "title: x\nlevel: internal\nprovenance: {kind: illustrative}\nservices:\n  s:\n    title: x\n    derives: cn/2023#elder_health\n    eligible: __import__('os').system('true')",
}  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_texts_are_findings(look: Any, text: str) -> None:
    told = look(text, NEW, lint=True)
    assert told["findings"]
    assert not told["holds"]


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "../secrets.yaml",
        "standards/../../x.yaml",
        "standards/a.yml",
        "workspace.yaml",
        "standards/.x.yaml",
        "standards/a\n.yaml",
    ],
)
def test_names_that_lead_elsewhere_are_refused(office: Caller, name: str) -> None:
    answer = office.post("/floor-check", {"text": "a: 1", "file": name})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/file"


def test_unknown_ancestors_are_refused(office: Caller) -> None:
    answer = office.post("/floor-check", {"text": "a: 1", "against": ["cn/2023", "cn/1999"]})
    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == ["/against/1"]


def test_what_takes_too_long_is_ended(office: Caller, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhunsheng.exchange.workers.STARTING", 0.0)
    monkeypatch.setattr(checking.check_aside, "__defaults__", (Limits(seconds=0.01),))
    answer = office.post("/floor-check", {"text": FILE.read_text(encoding="utf-8")})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["code"] == "too_much_time"


def test_only_so_many_at_a_time(office: Caller) -> None:
    taken = [checking._room.acquire(blocking=False) for _ in range(2)]
    try:
        answer = office.post("/floor-check", {"text": "a: 1"})
        assert answer.status_code == 503
        assert answer["Retry-After"] == "5"
    finally:
        for _ in filter(None, taken):
            checking._room.release()


def test_the_place_of_the_tree_is_not_told(look: Any, district: Snapshot) -> None:
    told = look(FILE.read_text(encoding="utf-8").replace("age >= 65", "age >= 70"), lint=True)
    assert str(Path(state_of(district).root)) not in repr(told)
