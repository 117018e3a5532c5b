"""Data files: tables and named texts; what is wrong in them; what comments come to."""

from __future__ import annotations

from pathlib import Path

import pytest

from zhunsheng.publish.papers import read_data
from zhunsheng.publish.papers.comments import checks_of, comments_of, counts_of, renamed
from zhunsheng.publish.papers.given import MAX_COLUMNS, MAX_ROWS, GivenData, from_csv, from_yaml
from zhunsheng.publish.papers.views import CountsView
from zhunsheng.standard.findings import Severity

COMMENTS = """\ufeff序号,章条,原文,建议,提出单位,处理,理由,回函
,5.1,原,"改为 a,b
第二行",甲局,部分采纳,部分可行,是
7,5.2,,删去,乙街道,不采纳,与上位不符,是

,5.3,,补充,甲局,采纳,,
,,,再议,丙局,另行研究,,是
,,,无意见。,丁局,,,
,,,,戊局,,,否
"""


def named(given: GivenData) -> dict[str, object]:
    assert given.values is not None
    found = renamed(given.values)
    assert isinstance(found, dict)
    return found


def said(given: GivenData) -> list[str]:
    return [one.say() for one in given.findings]


# -- tables -----------------------------------------------------------------------------------------------------------


def test_comments_from_a_table() -> None:
    given = from_csv(COMMENTS, "c.csv")
    assert said(given) == ["c.csv:7:1: ZS909 处理「另行研究」不在三种之内，不计数\n  可写：采纳、部分采纳、不采纳"]
    assert given.findings[0].severity is Severity.WARNING
    data = named(given)
    comments = comments_of(data)
    assert [(one.number, one.clause, one.proposal, one.proposer, one.handling, one.reason) for one in comments] == [
        ("1", "5.1", "改为 a,b\n第二行", "甲局", "部分采纳", "部分可行"),
        ("7", "5.2", "删去", "乙街道", "不采纳", "与上位不符"),
        ("3", "5.3", "补充", "甲局", "采纳", None),
        ("4", None, "再议", "丙局", "另行研究", None),
    ]
    assert comments[0].original == "原"
    counts = counts_of(data, comments)
    assert vars(counts) == {
        "sent": 5, "replied": 4, "silent": 1, "commenting": 3, "comments": 4,
        "accepted": 1, "partly": 1, "refused": 1, "open": 1,
    }  # fmt: skip


def test_a_list_of_those_who_commented_does_not_say_who_was_asked() -> None:
    data = named(from_csv("建议,提出单位\n改,甲\n删,乙\n", "c.csv"))
    counts = counts_of(data, comments_of(data))
    assert (counts.sent, counts.replied, counts.silent, counts.commenting) == (None, None, None, 2)


@pytest.mark.parametrize(
    ("rows", "wanted"),
    [
        ("改,甲\n没有意见,乙\n未回函,丙\n", (3, 2, 1)),
        ("改,甲\n未回复,甲\n", (1, 1, 0)),
        ("未反馈,甲\nno reply,乙\n", (2, 0, 2)),
    ],
)
def test_bodies_without_a_comment(rows: str, wanted: tuple[int, int, int]) -> None:
    data = named(from_csv(f"意见,单位\n{rows}", "c.csv"))
    counts = counts_of(data, comments_of(data))
    assert (counts.sent, counts.replied, counts.silent) == wanted


def test_figures_that_are_given_count() -> None:
    data = named(from_yaml("发函数: 30\n回函数: 26\n意见表:\n  - {建议: 改, 提出单位: 甲}\n", "d.yaml"))
    counts = counts_of(data, comments_of(data))
    assert (counts.sent, counts.replied, counts.silent, counts.comments) == (30, 26, 4, 1)
    data = named(from_yaml("sent: 3\nreplied: 26\n", "d.yaml"))
    assert counts_of(data, ()).silent is None
    assert counts_of({"sent": "三十"}, ()).sent is None


def test_an_implementation_record_from_a_table() -> None:
    data = named(
        from_csv(
            "日期,岗位,条款,是否符合,存在问题,责任人\n2024-05-06,受理岗,7.1,否,超时,甲\n2024-05-07,,7.2,是,,\n", "r.csv"
        )
    )
    checks = checks_of(data)
    assert [(one.on, one.post, one.clause, one.conforms, one.problem, one.owner, one.cause) for one in checks] == [
        ("2024-05-06", "受理岗", "7.1", "否", "超时", "甲", None),
        ("2024-05-07", None, "7.2", "是", None, None, None),
    ]
    assert comments_of(data) == ()
    assert checks_of(named(from_csv("建议,单位\n改,甲\n", "c.csv"))) == ()
    assert len(checks_of(named(from_yaml("记录表:\n  - {问题: 超时}\n  - 甲\n", "d.yaml")))) == 1


def test_other_columns_stay_as_they_are() -> None:
    given = from_csv("栏甲,栏乙\n1,2\n", "x.csv")
    assert (given.values, said(given)) == ({"rows": [{"栏甲": "1", "栏乙": "2"}]}, [])
    assert comments_of(named(given)) == () and checks_of(named(given)) == ()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", ["x.csv:1:1: ZS908 文件是空的"]),
        ("\n,,\n", ["x.csv:1:1: ZS908 文件是空的"]),
        ("建议\n改,多\n", ["x.csv:2:1: ZS908 这一行的格数比表头多"]),
        ("建议\n\"改\n\n删", ["x.csv:2:1: ZS908 这一行不是 CSV"]),
        ("建议,修改建议\n改,改\n", ["x.csv:1:1: ZS908 「修改建议」与「建议」是同一列"]),
        ("提出单为\n甲\n", ["x.csv:1:1: ZS909 不认识的列「提出单为」\n  是不是「提出单位」？"]),
        ("建议,处理\n改,不采纳\n改,部分采纳\n改,采纳\n,不采纳\n", [
            "x.csv:2:1: ZS909 「不采纳」没有写理由", "x.csv:3:1: ZS909 「部分采纳」没有写理由",
        ]),
        (",".join(f"栏{n}" for n in range(MAX_COLUMNS + 1)), ["x.csv:1:1: ZS905 列太多：超过 60 列"]),
        ("甲\n" + "1\n" * (MAX_ROWS + 1), [f"x.csv:{MAX_ROWS + 2}:1: ZS905 内容太多：超过 {MAX_ROWS} 项"]),
        ("甲\n" + "1" * 200_000, ["x.csv:2:1: ZS908 这一行不是 CSV"]),
        ("甲" * 2_000_001, ["x.csv:1:1: ZS105 文件太大"]),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_table(text: str, wanted: list[str]) -> None:
    given = from_csv(text, "x.csv")
    told = said(given)
    assert len(told) == len(wanted) and all(one.startswith(start) for one, start in zip(told, wanted, strict=True)), (
        told
    )
    assert (given.values is None) == any(one.severity is Severity.ERROR for one in given.findings)


# -- named texts ------------------------------------------------------------------------------------------------------


def test_named_texts() -> None:
    given = from_yaml(
        "任务来源: 计划\n自拟: 010\n起草人: [甲, 乙]\n编制过程:\n  - {阶段: 立项, 日期: 2023-02-10}\n", "d.yaml"
    )
    assert said(given) == []
    assert named(given) == {
        "task_source": "计划", "自拟": "010", "drafters": ("甲", "乙"), "process": ({"stage": "立项", "on": "2023-02-10"},),
    }  # fmt: skip


def test_the_first_of_two_names_for_one_thing_counts() -> None:
    assert renamed({"章条": "", "条款": "5.1", "clause": "5.2"}) == {"clause": "5.1"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", "d.yaml:1:1: ZS908 文件是空的"),
        ("- 甲\n", "d.yaml:1:1: ZS908 这里应是一组「名称: 值」"),
        ("甲: [", "d.yaml:"),
        ("甲: &x 1\n乙: *x\n", "d.yaml:1:4: ZS103"),
        ("意见表:\n  - {建议: 改, 处理: 不采纳}\n", "d.yaml:2:5: ZS909 「不采纳」没有写理由"),
    ],
)
def test_what_is_wrong_with_named_texts(text: str, wanted: str) -> None:
    assert said(from_yaml(text, "d.yaml"))[0].startswith(wanted)


def test_comments_that_are_no_list_are_none() -> None:
    data = named(from_yaml("意见表: 没有\n", "d.yaml"))
    assert comments_of(data) == ()
    assert counts_of(data, ()) is not None
    assert isinstance(counts_of(data, ()), CountsView)
    assert comments_of({"rows": [{"proposal": {"a": "b"}}, {"proposal": "改"}]})[0].proposal == "改"


# -- files ------------------------------------------------------------------------------------------------------------


def test_files(tmp_path: Path) -> None:
    (tmp_path / "c.CSV").write_text(COMMENTS, encoding="utf-8")
    (tmp_path / "d.yml").write_text("甲: 乙\n", encoding="utf-8")
    (tmp_path / "g.csv").write_bytes("建议\n改\n".encode("gb18030"))
    assert len(comments_of(named(read_data(tmp_path / "c.CSV")))) == 4
    assert read_data(tmp_path / "d.yml").values == {"甲": "乙"}
    assert "ZS101 不是 UTF-8 编码的文字" in said(read_data(tmp_path / "g.csv"))[0]
    assert "ZS101 不能读取文件：没有这个文件" in said(read_data(tmp_path / "none.csv"))[0]
    wrong = read_data(tmp_path / "x.xlsx")
    assert wrong.values is None and "ZS908 只能读 .csv、.yaml、.yml" in said(wrong)[0]
