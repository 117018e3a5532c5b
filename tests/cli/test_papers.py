"""Papers on the command line: the list of templates, one paper, every paper, and what is refused."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.publish.papers.world import ALLOWANCES, DAY, YUEXIU, ladder
from zhunsheng.cli.app import VERBS, Entry
from zhunsheng.cli.exits import Problem
from zhunsheng.cli.opening import open_path
from zhunsheng.cli.papers import comparisons, list_papers, print_paper
from zhunsheng.cli.session import Session
from zhunsheng.publish.papers import find_template
from zhunsheng.standard.wording import Language, T

FILE = str(YUEXIU / "standards" / ALLOWANCES)
OWN = "title: {{ standard.title }}小结\n---\n{{ data.a | blank(2) }}"


def world(folder: Path, template: str = OWN, standards: tuple[str, ...] = ("a", "deep/a")) -> Path:
    ladder(folder, district={"own.md": template})
    for name in standards:
        file = folder / "district" / "standards" / f"{name}.yaml"
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"title: 标准{name}\nlevel: internal\nprovenance: {{kind: illustrative}}\n", encoding="utf-8")
    return folder / "district"


def call(
    target: str | Path, name: str, *, data: str | None = None, out: str | None = None, kind: str | None = None,
    language: Language = "zh", json_: bool = False,
) -> int:  # fmt: skip
    session = Session(language, "json" if json_ else "text")
    return print_paper(session, str(target), name, DAY, data=data, out=out, kind=kind)


def test_the_list_says_where_each_template_comes_from(capsys: pytest.CaptureFixture[str]) -> None:
    assert list_papers(Session(), str(YUEXIU)) == 0
    rows = capsys.readouterr().out.splitlines()
    assert any("comment-resolution" in row and "越秀区" in row and "standards/yuexiu/templates" in row for row in rows)
    assert any("review-conclusion" in row and "广州市" in row for row in rows)
    assert any("compilation-note" in row and "通用模板" in row for row in rows)


def test_the_list_tells_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = world(tmp_path, "title: {{ standrad }}\n---")
    assert list_papers(Session("en", "json"), str(folder)) == 1
    told = {one["name"]: one for one in json.loads(capsys.readouterr().out)["papers"]}
    assert (told["own"]["home"], told["own"]["language"]) == ("district", "zh")
    assert [one["code"] for one in told["own"]["findings"]] == ["ZS903"]
    assert (told["compilation-note"]["home"], told["compilation-note"]["language"]) == (None, "en")


def test_one_paper_on_the_screen_and_in_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = world(tmp_path)
    assert call(folder / "standards" / "a.yaml", "own") == 0
    assert "标准a小结" in capsys.readouterr().out
    assert call(folder / "standards" / "deep" / "a.yaml", "own", out=str(tmp_path), kind="docx") == 0
    assert (tmp_path / "deep-a.own.docx").read_bytes().startswith(b"PK")
    assert call(folder / "standards" / "a.yaml", "own", out=str(tmp_path / "x.pdf")) == 0
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


def test_data_fill_it_and_what_is_odd_in_them_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "c.csv"
    file.write_text("建议,处理\n改,不采纳\n", encoding="utf-8")
    assert call(world(tmp_path) / "standards" / "a.yaml", "comment-resolution", data=str(file)) == 0
    told = capsys.readouterr()
    assert "意见共 1 条" in told.out and "c.csv:2:1: ZS909 「不采纳」没有写理由" in told.err


def test_every_standard_of_a_workspace(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = world(tmp_path)
    assert call(folder, "own", out=str(tmp_path / "out"), kind="md") == 0
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["a.own.md", "deep-a.own.md"]
    template = folder / "templates" / "own.md"
    template.write_text("title: 甲\n---\n{{ data.a }}", encoding="utf-8")
    assert call(folder, "own", out=str(tmp_path / "out"), kind="md") == 1
    assert "own.md:3:9：数据里没有「a」" in re.sub(r"\s", "", capsys.readouterr().out)


def test_a_wrong_template_is_told_before_anything_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = world(tmp_path, "title: 甲\n---\n{% if %}")
    for target in (folder, folder / "standards" / "a.yaml"):
        assert call(target, "own", out=str(tmp_path / "out")) == 1
        assert "own.md:3:1: ZS902" in capsys.readouterr().out
    assert not (tmp_path / "out").exists()


def test_what_only_the_run_finds_is_told_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = world(tmp_path, "title: 甲\n---\n{{ data.none_such }}")
    assert call(folder / "standards" / "a.yaml", "own") == 1
    assert "own.md:3:9: ZS906" in capsys.readouterr().out


def test_files_that_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = world(tmp_path)
    assert call(folder / "standards" / "a.yaml", "own", data=str(tmp_path / "none.yaml")) == 1
    assert "none.yaml:1:1: ZS101" in capsys.readouterr().out
    broken = folder / "standards" / "b.yaml"
    broken.write_text("title: [", encoding="utf-8")
    assert call(broken, "own") == 1
    assert "b.yaml" in capsys.readouterr().out
    (folder / "workspace.yaml").write_text("id: [", encoding="utf-8")
    assert call(folder, "own") == 1
    assert "workspace.yaml" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("target", "name", "data", "wanted"),
    [
        ("standards/a.yaml", "owm", None, "没有文书「owm」"),
        ("standards/a.yaml", "zzzzzz", None, "没有文书「zzzzzz」"),
        ("workspace.yaml", "own", None, "不是标准文件"),
        (".", "own", "d.yaml", "--data 只用于一个标准"),
        (".", "own", None, "请用 --out"),
        ("nowhere.yaml", "own", None, "没有这个文件"),
    ],
)
def test_wrong_calls(target: str, name: str, data: str | None, wanted: str, tmp_path: Path) -> None:
    folder = world(tmp_path)
    with pytest.raises(Problem) as told:
        call(folder / target, name, data=data)
    assert wanted in told.value.message.say()


def test_what_the_floor_proof_says_goes_into_the_paper(capsys: pytest.CaptureFixture[str]) -> None:
    opened = open_path(FILE)
    found = find_template(opened.workspace, "compilation-note")
    assert found is not None
    made = comparisons(opened, DAY, found)
    assert {one.aspect for one in made} >= {"服务对象", "服务标准"} and {one.verdict for one in made} == {"已证明"}
    assert all(one.holds and one.reason is None for one in made) and any(one.exceeds for one in made)
    assert {one.service for one in made} == {"困难残疾人生活补贴和重度残疾人护理补贴"}
    assert call(FILE, "compilation-note") == 0
    assert "逐项证明的结论" in capsys.readouterr().out
    other = find_template(opened.workspace, "comment-resolution")
    assert other is not None and comparisons(opened, DAY, other) == []


def test_a_breach_is_in_the_paper_with_its_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = world(
        tmp_path, "title: 甲\n---\n{% for c in comparisons %}\n- {{ c.verdict }}：{{ c.reason }}\n{% endfor %}", ()
    )
    facts = "facts:\n  age: {type: age, label: 年龄, on: application_day}\n"
    for home, age, derives in (("city", 60, ""), ("district", 65, "    derives: city#care\n")):
        (tmp_path / home / "facts.yaml").write_text(facts if home == "city" else "facts: {}\n", encoding="utf-8")
        (tmp_path / home / "standards" / "c.yaml").write_text(
            f"title: 照护\nlevel: internal\nprovenance: {{kind: illustrative}}\nservices:\n  care:\n    fit: exact\n"
            f"    eligible: age >= {age}\n{derives}",
            encoding="utf-8",
        )
    assert call(folder / "standards" / "c.yaml", "own") == 0
    assert "低于底线：" in capsys.readouterr().out


# -- the verb ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def printing(run: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The verb ``print`` as it is called."""
    if "print" not in VERBS:
        monkeypatch.setitem(VERBS, "print", Entry("print_", T("印标准")))
    return run


def test_the_verb_lists_papers(printing: Run) -> None:
    result = printing("print", f"{YUEXIU}#disability_allowances", "--papers")
    assert result.exit_code == 0 and "comment-resolution" in result.output
    result = printing("print", str(YUEXIU), "--papers", "--format", "json", "--lang", "en")
    assert {one["name"]: one["home"] for one in json.loads(result.output)["papers"]}["review-conclusion"] is None


def test_the_verb_fills_in_a_paper(printing: Run, tmp_path: Path) -> None:
    data = tmp_path / "c.csv"
    data.write_text("条款,建议,提出单位,处理\n5.1,改 | <b>,甲局,采纳\n", encoding="utf-8")
    call_ = ("print", f"{YUEXIU}#disability_allowances", "--paper", "comment-resolution", "--on", "2024-06-03")
    result = printing(*call_, "--data", str(data))
    assert result.exit_code == 0 and "改 \\| \\<b\\>" in result.output
    assert printing(*call_, "--out", str(tmp_path / "x.docx")).exit_code == 0
    assert (tmp_path / "x.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (("--paper", "comment-resolutoin"), "没有文书「comment-resolutoin」\n  是不是想写 comment-resolution？"),
        (("--data", "c.csv"), "--data 和 --on 只用于文书"),
        (("--paper", "comment-resolution", "--data", "nowhere.csv"), "nowhere.csv:1:1: ZS101"),
        (("--paper", "comment-resolution", "--data", "x.xlsx"), "x.xlsx:1:1: ZS908 只能读 .csv、.yaml、.yml"),
    ],
)
def test_wrong_calls_of_the_verb(words: tuple[str, ...], wanted: str, printing: Run) -> None:
    result = printing("print", str(YUEXIU / "standards" / ALLOWANCES), *words)
    assert result.exit_code in (1, 2) and wanted in result.output
