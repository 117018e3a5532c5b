"""``zhunsheng import``: what it shows, what it writes, what it refuses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from tests.cli.conftest import Run
from tests.exchange.tables.sheets import csv_file, xlsx
from tests.exchange.test_many import word
from zhunsheng.cli.app import VERBS, Entry
from zhunsheng.cli.imports import context_of, plan
from zhunsheng.cli.verbs.import_ import command
from zhunsheng.exchange.many import FileResult, import_one
from zhunsheng.exchange.tables.reader import Context
from zhunsheng.exchange.tables.recognise import TableOptions
from zhunsheng.standard.workspace import open_workspace

ROWS: list[list[Any]] = [
    ["越秀区标准体系明细表"], ["体系编号", "标准号", "标准名称", "级别", "状态", "领域", "类别", "填表人"],
    ["YX-05-02-001", "GB/T 1.1-2020", "标准化工作导则", "国家", "现行", "老有所养", "服务提供", "张三"],
    ["YX-05-02-002", "Q/YX 1-2022", "助餐服务规范", "内部", "现行", "老有所养", "服务提供", "张三"],
    ["YX-05-02-003", None, "探访服务规范", "内部", "拟编", "老有所养", "服务提供", "张三"],
]  # fmt: skip
LIST = [["事项名称", "领域", "服务对象", "承诺办结时限"], ["高龄津贴", "老有所养", "80周岁以上户籍老人", "10个工作日"]]


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(VERBS, "import", Entry("import_", command.about))


@pytest.fixture
def table(tmp_path: Path) -> str:
    return str(xlsx(tmp_path / "明细表.xlsx", ROWS))


@pytest.fixture
def items(tmp_path: Path) -> str:
    return str(csv_file(tmp_path / "清单.csv", LIST))


@pytest.fixture
def text(tmp_path: Path) -> str:
    return str(
        word(
            tmp_path / "助餐.docx",
            "Q/YX 1—2022",
            "助餐服务规范",
            "1 范围",
            "本文件规定了助餐服务。",
            "2 服务对象",
            "应年满80周岁。",
        )
    )


def ok(result: Result) -> str:
    assert result.exit_code == 0, result.output
    return result.stdout


def tree(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_without_a_folder_nothing_is_written_and_the_guess_is_shown(run: Run, table: str, tmp_path: Path) -> None:
    shown = ok(run("import", table))
    assert "没有写文件。要写，请加 --into 文件夹；会写这些：\n- framework.yaml\n- register.yaml\n" in shown
    assert "体系明细表，表头在第 2 行，数据 3 行" in shown
    assert "C   标准名称  标准名称  title" in shown
    assert "明细表!H2: ZS958 [警告] 列「填表人」没有用上：不认识的列" in shown
    assert tree(tmp_path) == ["明细表.xlsx"]


def test_a_table_a_list_and_a_text_make_a_workspace(
    run: Run, table: str, items: str, text: str, tmp_path: Path
) -> None:
    home = tmp_path / "district"
    shown = ok(run("import", table, items, text, "--into", str(home)))
    assert tree(home) == [
        "framework.yaml", "register.yaml", "standards/elderly/q-yx-1-2022.yaml", "standards/elderly/清单.yaml", "workspace.yaml",
    ]  # fmt: skip
    assert "1 份正文按明细表补上了体系编号" in shown
    assert "写好了 5 个文件：" in shown
    workspace = open_workspace(home)
    assert workspace.findings == []
    text_model = workspace.files["standards/elderly/q-yx-1-2022.yaml"].model
    assert text_model is not None
    assert (text_model.system_number, text_model.domain, text_model.provenance.kind) == (
        "YX-05-02-002",
        "elderly",
        "imported",
    )
    assert [place.number for place in workspace.framework.places] == ["YX-05-02-001", "YX-05-02-003"]
    assert workspace.ids() == ["高龄津贴"]
    ok(run("check", str(home)))
    assert "共 3 项：全文 1，引用 1，空缺 1" in run("framework", str(home)).stdout


def test_nothing_is_written_over_without_force(run: Run, table: str, tmp_path: Path) -> None:
    home = tmp_path / "district"
    ok(run("import", table, "--into", str(home)))
    (home / "framework.yaml").write_text("mine", encoding="utf-8")
    again = run("import", table, "--into", str(home))
    assert again.exit_code == 1
    assert again.stdout.count("ZS962") == 1
    assert "没有写成任何文件" in again.stdout
    assert (home / "framework.yaml").read_text(encoding="utf-8") == "mine"
    ok(run("import", table, "--into", str(home), "--force"))
    assert (home / "framework.yaml").read_text(encoding="utf-8").startswith("# 由「明细表.xlsx」导入")


def test_a_dry_run_says_what_would_be_written(run: Run, table: str, tmp_path: Path) -> None:
    shown = ok(run("import", table, "--into", str(tmp_path / "district"), "--dry-run"))
    assert "试运行，没有写文件；会写到" in shown
    assert "- workspace.yaml" in shown
    assert not (tmp_path / "district").exists()


def test_the_same_as_data(run: Run, table: str, text: str, tmp_path: Path) -> None:
    found = json.loads(ok(run("import", table, text, "--into", str(tmp_path / "d"), "--format", "json")))
    assert found["verb"] == "import"
    assert set(found) == {
        "zhunsheng",
        "schema",
        "verb",
        "exit",
        "into",
        "written",
        "targets",
        "placed",
        "files",
        "findings",
    }
    first, second = found["files"]
    assert (first["kind"], first["counts"]["places"], first["counts"]["lost"]) == ("table", 3, 0)
    assert first["sheets"][0]["columns"][2] == {
        "column": "C", "head": "标准名称", "field": "title", "confidence": 1.0, "reason": "表头一致，100% 的单元格相符", "doubt": None,
        "example": "标准化工作导则",
    }  # fmt: skip
    assert first["fates"]["unknown"] == 3
    assert (second["kind"], second["counts"]["clauses"], second["counts"]["lost"]) == ("word", 2, 0)
    assert len(found["written"]) == 4
    assert found["placed"] == 1


@pytest.mark.parametrize("language", ["zh", "en"])
def test_both_languages_and_markdown(run: Run, table: str, language: str) -> None:
    assert ok(run("import", table, "--lang", language))
    assert "| 明细表" in ok(run("import", table, "--lang", language, "--format", "markdown")).replace("`", "").replace(
        "| " + table, "| 明细表"
    )


def test_the_report_accounts_for_every_cell_and_paragraph(run: Run, table: str, text: str, tmp_path: Path) -> None:
    for name in ("r.md", "r.json"):
        ok(run("import", table, text, "--report", str(tmp_path / name)))
    page = (tmp_path / "r.md").read_text(encoding="utf-8")
    assert "共 32 个单元格：进入结果 20，未用 12，丢失 0" in page
    assert "| 明细表!A1 | 越秀区标准体系明细表 | 表上方的标题 |" in page
    assert "| 明细表!H3 | 张三 | 不认识的列 |" in page
    data = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert {"place": "明细表!H3", "text": "张三", "reason": "不认识的列"} in data["files"][0]["aside"]
    assert data["files"][1]["counts"]["lost"] == 0


def test_a_report_is_checked_before_anything_is_read(run: Run, table: str, tmp_path: Path) -> None:
    wrong = run("import", table, "--report", str(tmp_path / "r.txt"))
    assert (wrong.exit_code, "应以 .md 或 .json 结尾" in wrong.stderr) == (2, True)
    (tmp_path / "r.md").write_text("mine", encoding="utf-8")
    assert run("import", table, "--report", str(tmp_path / "r.md")).exit_code == 2
    assert (tmp_path / "r.md").read_text(encoding="utf-8") == "mine"
    assert run("import", table, "--report", str(tmp_path / "r.md"), "--force").exit_code == 0


def test_one_bad_file_is_told_and_the_others_are_written(run: Run, table: str, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "坏.xlsx").write_bytes(b"no package")
    (folder / "~$锁.docx").write_bytes(b"x")
    (folder / "宏.docm").write_bytes(b"x")
    csv_file(folder / "好.csv", LIST)
    result = run("import", str(folder), table, "--into", str(tmp_path / "d"))
    assert result.exit_code == 1
    assert [word for word in ("ZS120", "ZS961") if word in result.stdout] == ["ZS120", "ZS961"]
    assert "Traceback" not in result.output
    assert tree(tmp_path / "d") == ["framework.yaml", "register.yaml", "standards/elderly/好.yaml", "workspace.yaml"]


def test_two_inputs_for_one_file_are_told(run: Run, table: str, tmp_path: Path) -> None:
    other = xlsx(tmp_path / "另.xlsx", ROWS)
    result = run("import", table, str(other), "--into", str(tmp_path / "d"))
    assert result.exit_code == 1
    assert result.stdout.count("ZS962") == 2
    assert "「framework.yaml」已由" in result.stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["gone.xlsx"], "没有这个文件或文件夹"),
        (["{table}", "--column", "甲"], "--column 的「甲」不对"),
        (["{table}", "--column", "=title"], "--column 的「=title」不对"),
        (["{table}", "--into", "{table}"], "不是文件夹"),
        (["{table}", "--jobs", "0"], "--jobs 应在 1 到 64 之间"),
        (["{table}", "--as", "words"], "--as 不能是「words」"),
        (["{empty}"], "没有可以导入的文件"),
        (["{table}", "--as", "standard"], "没有可以导入的文件"),
        ([], "缺少"),
    ],
)
def test_wrong_calls(run: Run, table: str, tmp_path: Path, words: list[str], said: str) -> None:
    (tmp_path / "empty").mkdir(exist_ok=True)
    result = run("import", *(word.format(table=table, empty=tmp_path / "empty") for word in words))
    assert (result.exit_code, said in result.stderr) == (2, True), result.stderr


def test_columns_sheets_and_kinds_that_the_user_sets(run: Run, tmp_path: Path) -> None:
    rows = [["甲", "乙", "丙"], ["GB/T 1.1-2020", "导则", "张三"]]
    path = str(xlsx(tmp_path / "a.xlsx", {"一": rows, "二": rows}))
    words = [
        "--as",
        "framework",
        "--column",
        "甲=code",
        "--column",
        "B=标准名称",
        "--column",
        "丙=ignore",
        "--sheet",
        "二",
    ]
    found = json.loads(ok(run("import", path, *words, "--format", "json")))
    (sheet,) = found["files"][0]["sheets"]
    assert (sheet["name"], [column["field"] for column in sheet["columns"]]) == ("二", ["code", "title", "ignore"])
    shown = ok(run("import", path, *words))
    assert "由您指定" in shown
    wrong = run("import", path, *words, "--sheet", "三", "--column", "丁=note")
    assert wrong.exit_code == 1
    assert "没有工作表「三」" in wrong.stdout
    assert "表里没有列「丁」" in wrong.stdout


def test_only_texts_when_asked(run: Run, table: str, text: str) -> None:
    found = json.loads(ok(run("import", table, text, "--as", "standard", "--format", "json")))
    assert [Path(one["path"]).name for one in found["files"]] == ["助餐.docx"]


def test_a_long_list_of_problems_is_cut_on_the_screen_and_whole_in_the_report(run: Run, tmp_path: Path) -> None:
    rows = [
        ["标准号", "标准名称", "实施日期"],
        *([f"GB/T {n}-2020", f"标准{n}号", "2023-13-01"] for n in range(1000, 1100)),
    ]
    path = str(csv_file(tmp_path / "a.csv", rows))
    result = run("import", path, "--report", str(tmp_path / "r.md"))
    assert result.exit_code == 1
    assert "条，用 --report 写出全部" in result.stdout
    assert result.stdout.count("ZS953") <= 60
    assert (tmp_path / "r.md").read_text(encoding="utf-8").count("ZS953") >= 100


def test_many_tables_and_many_files_are_cut_on_the_screen(run: Run, tmp_path: Path) -> None:
    for n in range(45):
        csv_file(tmp_path / f"{n:02}.csv", LIST)
    shown = ok(run("import", str(tmp_path)))
    assert "另有 37 张表，见 --report 写出的报告" in shown
    assert "… (+5)" in shown


def test_what_the_workspace_knows_is_used(run: Run, table: str, text: str, tmp_path: Path) -> None:
    home = tmp_path / "d"
    ok(run("import", table, text, "--into", str(home)))
    context = context_of(str(home))
    assert {"Q/YX 1—2022", "YX-05-02-002"} <= context.owned
    assert context.codes == {"GB/T 1.1—2020"}
    assert [domain.id for domain in context.domains] == ["elderly"]
    assert context.book is not None
    again = run("import", table, "--into", str(home), "--dry-run")
    assert "1 个位置的正文已在工作区里" in again.stdout
    assert "register.yaml" not in again.stdout.split("会写到")[1]
    assert context_of(str(tmp_path / "nowhere")) == Context()


def test_a_name_that_leads_outside_is_not_followed(run: Run, table: str, tmp_path: Path) -> None:
    home, outside = tmp_path / "d", tmp_path / "outside"
    home.mkdir()
    outside.mkdir()
    (home / "framework.yaml").symlink_to(outside / "x.yaml")
    assert run("import", table, "--into", str(home)).exit_code == 1
    refused = run("import", table, "--into", str(home), "--force")
    assert (refused.exit_code, "指向文件夹以外" in refused.stderr) == (2, True)
    assert tree(outside) == []


def test_a_folder_that_cannot_be_written_is_one_message(run: Run, table: str, tmp_path: Path) -> None:
    (tmp_path / "f").write_text("x", encoding="utf-8")
    result = run("import", table, "--into", str(tmp_path / "f" / "d"))
    assert (result.exit_code, "不能写" in result.stderr) == (2, True)
    result = run("import", table, "--report", str(tmp_path / "f" / "r.md"))
    assert (result.exit_code, "不能写" in result.stderr) == (2, True)


def test_a_result_that_no_workspace_could_read_is_told(tmp_path: Path) -> None:
    long = ["长" * 9_000 + str(n) for n in range(3)]
    path = csv_file(tmp_path / "a.csv", [["标准号", "标准名称", "备注", "说明", "其他"], ["", "甲标准", *long]])
    one = import_one(str(path), TableOptions(kind="framework"))
    (finding,) = plan([one], None, Context()).findings
    assert finding.say().startswith(f"{path}:1:1: ZS105 写出的「framework.yaml」第 ")


def test_domains_of_two_tables_get_numbers_of_their_own(tmp_path: Path) -> None:
    results: list[FileResult] = []
    for name in ("甲领域", "乙领域"):
        path = csv_file(tmp_path / f"{name}.csv", [["事项名称", "服务对象", "领域"], [f"{name}事项", "人", name]])
        results.append(import_one(str(path), TableOptions()))
    (manifest,) = [
        target for target in plan(results, str(tmp_path / "new"), Context()).targets if target.name == "workspace.yaml"
    ]
    assert "number: 10" in manifest.text
    assert "number: 11" in manifest.text
