"""Workspaces: files found, references followed, ids once, and what is wrong said at its place."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from zhunsheng.standard.overlay import effective
from zhunsheng.standard.refs import Ref
from zhunsheng.standard.workspace import effective_service, open_workspace, relative_name, workspace_folder

HEAD = "title: 甲\nlevel: internal\nprovenance: {kind: illustrative}\n"


def write(root: Path, files: dict[str, str]) -> None:
    """Small worlds: path -> text."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")


def manifest(name: str, more: str = "") -> str:
    return f"id: {name}\ntitle: {name}\nlevel: internal\njurisdiction: '440104'\nprovenance: {{kind: illustrative}}\n{more}"


def said(root: Path, folder: str = "ours", **options: str) -> list[str]:
    """Findings with paths relative to the world."""
    return [finding.say().replace(f"{root}/", "") for finding in open_workspace(root / folder, **options).findings]


@pytest.fixture
def world(tmp_path):
    """A nation of two items in two files, and a district below it."""
    write(
        tmp_path,
        {
            "cn/workspace.yaml": manifest(
                "cn/2023", "domains: [{id: elderly, number: 5, title: 老, groups: {g: 组}}]\n"
            ),
            "cn/facts.yaml": "facts: {age: {type: age, label: 年龄, range: [0, 120], on: application_day}}\n",
            "cn/standards/a.yaml": HEAD
            + """\
services:
  check:
    title: 体检
    number: "1"
    eligible: age >= 65
    delivers:
      - id: visit
        title: 上门
        guarantees:
          visits: {at_least: "4 if age >= 90 else 2", unit: visit/year}
          spare: {at_least: 1, unit: visit/year}
    apply:
      channels: [window, app]
    promise: {at_most: 30 working_day}
""",
            "cn/standards/b.yaml": HEAD + "services:\n  meal: {title: 助餐}\n",
            "ours/workspace.yaml": manifest("ours", "upstream: {cn/2023: ../cn}\n"),
        },
    )
    return tmp_path


def test_a_small_world_reads_clean(world):
    write(world, {"ours/standards/x/a.yaml": HEAD + "services:\n  meal: {derives: cn/2023#meal, domain: elderly}\n"})
    workspace = open_workspace(world / "ours")
    assert workspace.findings == []
    assert workspace.ids() == ["meal"]
    assert [item.manifest.id for item in workspace.chain()] == ["cn/2023"]
    assert list(workspace.book().facts) == ["age"]
    assert workspace.service("cn/2023#check").title.zh == "体检"  # type: ignore[union-attr]
    assert workspace.service("#meal").derives == ("cn/2023#meal",)  # type: ignore[union-attr]
    assert workspace.service("cn/2023#nothing") is None
    assert workspace.find("elsewhere#meal") is None
    with pytest.raises(KeyError):
        workspace.own("check")


def test_references_that_lead_nowhere(world):
    write(
        world,
        {
            "ours/standards/a.yaml": HEAD
            + """\
services:
  one: {derives: cn/2023#chekc}
  two: {derives: cn/2024#check}
  three: {derives: [check, cn/2023#meal]}
  four: {derives: "#one", succeeds: cn/2023#none, domain: elderlly, category: x, start: begin}
""",
            "ours/standards/b.yaml": HEAD
            + "domain: elderly\nservices:\n  one: {title: 又一次}\n  five: {category: h}\n  six: {changes: []}\n",
            "ours/standards/c.cases.yaml": "cases: []\n",
        },
    )
    assert said(world) == [
        "ours/standards/a.yaml:5:18: ZS304 「cn/2023」里没有事项「chekc」\n  是不是「check」？",
        "ours/standards/a.yaml:6:18: ZS303 没有声明工作区「cn/2024」\n  是不是「cn/2023」？",
        "ours/standards/a.yaml:7:21: ZS302 「check」不是引用\n  写成「工作区#事项」，例如 cn/2023#check",
        "ours/standards/a.yaml:8:37: ZS304 「cn/2023」里没有事项「none」\n  已有：check、meal",
        "ours/standards/a.yaml:8:59: ZS307 没有领域「elderlly」\n  是不是「elderly」？",
        "ours/standards/a.yaml:8:89: ZS307 没有步骤「begin」",
        "ours/standards/b.yaml:6:3: ZS301 「one」已经用过\n  ours/standards/a.yaml:5:3: 第一次在这里",
        "ours/standards/b.yaml:7:20: ZS307 没有类别「h」\n  已有：g",
        "ours/standards/c.cases.yaml:1:1: ZS308 旁边没有标准「c.yaml」",
    ]


def test_a_reference_into_a_file_that_cannot_be_read_says_so(world):
    write(
        world,
        {
            "cn/standards/b.yaml": "title: [\n",
            "ours/standards/a.yaml": HEAD + "services: {a: {derives: cn/2023#meal}}\n",
        },
    )
    assert said(world) == [
        "ours/standards/a.yaml:4:25: ZS304 「cn/2023」里没有事项「meal」\n  已有：check\n"
        "  cn/standards/b.yaml:1:1: 此文件有错，未能读取"
    ]


def test_ids_inside_a_service_occur_once(world):
    write(
        world,
        {
            "ours/standards/a.yaml": HEAD
            + """\
services:
  one:
    delivers: [{id: a, title: 甲}, {id: a, title: 乙}]
    apply:
      materials: [{id: m, title: 甲}, {id: m, title: 乙}]
      conditions: [{id: c, rule: age > 1}, {id: c, rule: age > 2}]
"""
        },
    )
    assert said(world) == [
        "ours/standards/a.yaml:6:40: ZS301 「a」已经用过\n  ours/standards/a.yaml:6:21: 第一次在这里",
        "ours/standards/a.yaml:8:43: ZS301 「m」已经用过\n  ours/standards/a.yaml:8:24: 第一次在这里",
        "ours/standards/a.yaml:9:49: ZS301 「c」已经用过\n  ours/standards/a.yaml:9:25: 第一次在这里",
    ]


def test_circles_are_named(world):
    write(
        world,
        {
            "ours/standards/a.yaml": HEAD
            + 'services:\n  a: {derives: "#b"}\n  b: {overlays: "#c"}\n  c: {derives: ours#a}\n  d: {overlays: "#d"}\n',
            "ours/framework.yaml": "nodes: [{number: A, title: a, parent: B}, {number: B, title: b, parent: A}]\n",
            "ours/organisation.yaml": """\
                organisations:
                  - {id: x, title: 甲, kind: bureau, parent: x}
                  - {id: x, title: 乙, kind: bureau, parent: y}
                posts:
                  - {id: p, title: 丙, organisation: z}
                """,
        },
    )
    assert said(world) == [
        "ours/framework.yaml:1:39: ZS305 循环：A → B → A",
        "ours/organisation.yaml:2:45: ZS305 循环：x → x",
        "ours/organisation.yaml:3:10: ZS301 「x」已经用过\n  ours/organisation.yaml:2:10: 第一次在这里",
        "ours/organisation.yaml:3:45: ZS307 没有机构「y」\n  已有：x",
        "ours/organisation.yaml:5:37: ZS307 没有机构「z」\n  已有：x",
        "ours/standards/a.yaml:5:3: ZS305 循环：a → b → c → a",
        "ours/standards/a.yaml:8:3: ZS305 循环：d → d",
    ]
    assert effective_service(open_workspace(world / "ours"), "d").overlays == "#d", "nothing loops"


def test_workspaces_above_that_cannot_be_used(world):
    write(
        world,
        {
            "ours/workspace.yaml": manifest(
                "ours", "upstream:\n  cn/2022: ../cn\n  no: ../no\n  back: ../back\nbefore: {ours: .}\n"
            ),
            "back/workspace.yaml": manifest("back", "upstream: {ours: ../ours}\n"),
        },
    )
    assert said(world) == [
        "ours/workspace.yaml:7:3: ZS306 「cn/2022」与该工作区自己的 id 不同\n"
        "  cn/workspace.yaml:1:5: 这里写的是「cn/2023」",
        "ours/workspace.yaml:8:7: ZS306 「../no」里没有 workspace.yaml\n  路径从本工作区的文件夹写起",
        "ours/workspace.yaml:9:9: ZS305 「back」又以本工作区为上位，形成循环",
        "ours/workspace.yaml:10:16: ZS305 「ours」又以本工作区为上位，形成循环",
    ]
    assert list(open_workspace(world / "ours").upstream) == ["cn/2022"]


def test_errors_above_are_told_where_they_matter(world):
    write(world, {"cn/facts.yaml": "facts: {age: {type: number, label: 年龄}}\n"})
    assert said(world) == [
        "cn/facts.yaml:1:21: ZS113 「number」不在可选的值之内\n  是不是「enum」？可写：bool、enum、int、money、age、date"
    ]


def test_a_folder_without_manifest(tmp_path):
    assert said(tmp_path, "none") == ["none/workspace.yaml:1:1: ZS101 不能读取文件：没有这个文件"]


def test_other_endings_are_noted(world):
    write(world, {"ours/standards/a.yml": HEAD, "ours/standards/.hidden.yaml": "[", "ours/standards/notes.md": "x"})
    assert said(world) == ["ours/standards/a.yml:1:1: ZS106 没有读取此文件\n  文件名请用 .yaml 结尾，否则不会读取"]


def test_one_file_is_checked_with_what_it_refers_to(world):
    write(
        world,
        {
            "ours/standards/a.yaml": HEAD + "services: {one: {derives: [cn/2023#meal, '#two']}}\n",
            "ours/standards/b.yaml": HEAD + "services: {two: {derives: cn/2023#none}}\n",
        },
    )
    workspace = open_workspace(world / "ours", only=world / "ours/standards/a.yaml")
    assert workspace.findings == []
    assert workspace.ids() == ["one"]
    above = workspace.upstream["cn/2023"]
    assert list(above._loaded) == ["standards/b.yaml"], "only the file that holds the item was read"
    assert len(said(world)) == 1


def test_what_stands_around_the_standards(world):
    write(
        world,
        {
            "ours/workspace.yaml": manifest(
                "ours", "scope: age > 1\nnot_applicable: [{item: cn/2023#x, reason: 无}]\n"
            ),
            "ours/facts.yaml": "invariants: [{id: i, rule: age >= 0, reason: 理}]\n",
            "ours/framework.yaml": "nodes: [{number: YX-01, title: 老, domain: old}]\n",
            "ours/register.yaml": "entries: [{code: GB/T 1—2020, title: 甲, status: in_force}]\n",
            "ours/calendar.yaml": "years: {2027: {notice: 通知, off: [2027-01-01]}}\n",
            "ours/standards/a.yaml": HEAD + "domain: old\n",
        },
    )
    workspace = open_workspace(world / "ours")
    assert [entry.code for entry in workspace.register.entries] == ["GB/T 1—2020"]
    assert list(workspace.calendar.years) == ["2027"]
    assert workspace.place.path.endswith("ours/workspace.yaml")
    assert (workspace.manifest_column(("scope",), 4).line, workspace.manifest_column(("scope",), 4).column) == (6, 12)
    assert workspace.facts_column(("invariants", 0, "rule"), 7).column == 35
    assert [finding.say().replace(f"{world}/", "") for finding in workspace.findings] == [
        "ours/framework.yaml:1:43: ZS307 没有领域「old」",
        "ours/workspace.yaml:7:25: ZS303 没有声明工作区「cn/2023」\n  已有：ours",
    ]


def test_cases_beside_a_standard(world):
    case = "cases: [{who: {age: 66}, expect: {one: eligible}}]\n"
    write(
        world,
        {"ours/standards/a.yaml": HEAD + "services: {one: {title: 甲}}\n" + case, "ours/standards/a.cases.yaml": case},
    )
    workspace = open_workspace(world / "ours")
    found = [(item.standard, Path(item.loaded.path).name, item.prefix) for item in workspace.cases()]
    assert found == [
        ("standards/a.yaml", "a.yaml", ("cases", 0)),
        ("standards/a.yaml", "a.cases.yaml", ("cases", 0)),
    ]


def test_editions_before(world):
    write(
        world,
        {
            "old/workspace.yaml": manifest("cn/2021"),
            "old/standards/a.yaml": HEAD + "services: {meals: {title: 助餐}}\n",
            "cn/workspace.yaml": manifest("cn/2023", "before: {cn/2021: ../old}\n"),
            "cn/standards/b.yaml": HEAD + "services:\n  meal: {succeeds: meals}\n  tea: {succeeds: mealz}\n",
        },
    )
    assert said(world, "cn") == ["cn/standards/b.yaml:6:19: ZS307 没有上一版的事项「mealz」\n  是不是「meals」？"]
    ours = open_workspace(world / "ours")
    assert ours.find("cn/2021#meals").workspace.manifest.id == "cn/2021"  # type: ignore[union-attr]
    assert [item.manifest.id for item in ours.chain()] == ["cn/2023"], "an edition before is not above"


def test_chain_is_nearest_first_and_facts_of_the_nearest_win(world):
    fact = "facts: {age: {type: age, label: %s, range: [0, 120], on: application_day}}\n"
    write(
        world,
        {
            "gd/workspace.yaml": manifest("gd", "upstream: {cn/2023: ../cn}\n"),
            "gd/facts.yaml": fact % "省年龄",
            "ours/workspace.yaml": manifest("ours", "upstream: {gd: ../gd, cn/2023: ../cn}\n"),
        },
    )
    workspace = open_workspace(world / "ours")
    assert [item.manifest.id for item in workspace.chain()] == ["gd", "cn/2023"]
    assert workspace.chain()[1] is workspace.upstream["gd"].upstream["cn/2023"], "opened once"
    assert workspace.book().facts["age"].label.zh == "省年龄"


# -- service points ----------------------------------------------------------------------------------------------


def test_service_points_are_read(world):
    write(
        world,
        {
            "ours/service_points.csv": '\ufeffid,title,kind,subdistrict,services,provenance\r\np1,"甲, 乙",centre,街,one; cn/2023#meal,illustrative\r\n\r\n',
            "ours/standards/a.yaml": HEAD + "services: {one: {service_points: [p1, centre]}}\n",
        },
    )
    workspace = open_workspace(world / "ours")
    assert workspace.findings == []
    point = workspace.service_points[0]
    assert (point.title, point.services, point.hours) == ("甲, 乙", ("one", "cn/2023#meal"), None)


def test_rows_and_columns_of_bad_service_points(world):
    write(
        world,
        {
            "ours/service_points.csv": "id,title,kind,subdistrict,colour,services,provenance\n"
            'p1,"甲, ""乙""",centre,街,red,none,x\n'
            "1p,,centre,街,,,x\n"
            "p1,丙,centre,街,,,x\n"
            "p2,丁,centre,街,,,x,y\n",
            "ours/standards/a.yaml": HEAD + "services: {one: {service_points: p9}}\n",
        },
    )
    assert said(world) == [
        "ours/service_points.csv:1:27: ZS110 不认识的列「colour」\n"
        "  可写：id、title、title_en、kind、subdistrict、operator、lat、lon、approximate、hours、phone、services、provenance",
        "ours/service_points.csv:2:28: ZS307 没有事项「none」\n  是不是「one」？",
        "ours/service_points.csv:3:1: ZS114 「1p」不能作「id」",
        "ours/service_points.csv:3:4: ZS111 「title」这一格不能为空",
        "ours/service_points.csv:4:1: ZS301 「p1」已经用过\n  ours/service_points.csv:2:1: 第一次在这里",
        "ours/service_points.csv:5:19: ZS107 这一行的格数比表头多\n  一格里有逗号或引号时，用英文双引号括起来",
        "ours/standards/a.yaml:4:34: ZS307 没有服务点「p9」\n  已有：p1、centre",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,title\np,甲\n", "ours/service_points.csv:1:1: ZS111 缺少列：kind、subdistrict、provenance"),
        ('id,title,kind,subdistrict,provenance\np,"甲"乙,k,s,x\n', "ours/service_points.csv:2:1: ZS107 这一行不是 CSV\n  一格里有逗号或引号时，用英文双引号括起来"),
        ('id,title,kind,subdistrict,provenance\np,"甲,k,s,x\n', "ours/service_points.csv:2:1: ZS107 这一行不是 CSV\n  一格里有逗号或引号时，用英文双引号括起来"),
        ("id,id,title,kind,subdistrict,provenance\n", "ours/service_points.csv:1:4: ZS104 「id」写了两次"),
    ],
)  # fmt: skip
def test_broken_service_point_files(world, text, expected):
    write(world, {"ours/service_points.csv": text})
    assert said(world) == [expected]


# -- overlays ----------------------------------------------------------------------------------------------------

OVERLAY = (
    HEAD
    + """\
services:
  ours-check:
    overlays: cn/2023#check
    number: "9"
    changes:
      - {at: promise.at_most, set: 20 working_day, was: 30 working_day, reason: 更快}
      - {at: delivers.visit.guarantees.visits.at_least, set: "6 if age >= 90 else 3", reason: 更多}
      - {at: delivers.visit.guarantees.spare, remove: true, reason: 不设}
      - at: delivers
        add: {id: call, title: 电话, guarantees: {calls: {at_least: 1 visit/month}}}
        reason: 增加
      - {at: apply.channels, add: home, reason: 方便}
"""
)


def test_an_overlay_comes_to_what_it_says(world):
    write(world, {"ours/standards/a.yaml": OVERLAY})
    workspace = open_workspace(world / "ours")
    assert workspace.findings == []
    service = effective_service(workspace, "ours-check")
    assert service is effective_service(workspace, "ours#ours-check"), "worked out once"
    assert (service.title and service.title.zh, service.number, service.eligible) == ("体检", "9", "age >= 65")
    assert service.promise is not None
    assert service.promise.at_most == "20 working_day"
    assert [item.id for item in service.delivers] == ["visit", "call"]
    assert list(service.delivers[0].guarantees) == ["visits"]
    assert service.apply is not None
    assert service.apply.channels == ("window", "app", "home")
    with pytest.raises(KeyError):
        effective_service(workspace, "nothing")


def test_every_field_of_an_overlay_knows_where_it_stands(world):
    write(world, {"ours/standards/a.yaml": OVERLAY})
    found = effective(open_workspace(world / "ours"), "ours-check")

    def at(*path: object) -> str:
        return str(found.place(*path)).replace(f"{world}/", "")

    assert at() == "ours/standards/a.yaml:5:3"
    assert at("number") == "ours/standards/a.yaml:7:13"
    assert at("eligible") == "cn/standards/a.yaml:8:15"
    assert at("promise", "at_most") == "ours/standards/a.yaml:9:36"
    assert at("delivers", 0, "title") == "cn/standards/a.yaml:11:16"
    assert at("delivers", 0, "guarantees", "visits", "unit") == "cn/standards/a.yaml:13:61"
    assert at("delivers", 1, "guarantees", "calls", "at_least") == "ours/standards/a.yaml:13:67"
    assert at("apply", "channels", 2) == "ours/standards/a.yaml:15:35"
    rule = found.column(("delivers", 0, "guarantees", "visits", "at_least"), len("6 if "))
    assert (rule.line, rule.column) == (10, OVERLAY.splitlines()[9].index("age") + 1)


def test_overlays_on_overlays(world):
    write(
        world,
        {
            "ours/standards/a.yaml": OVERLAY,
            "ours/standards/b.yaml": HEAD
            + """\
services:
  centre:
    overlays: "#ours-check"
    changes: [{at: promise.at_most, set: 10 working_day, was: 20 working_day, reason: 更快}]
""",
        },
    )
    workspace = open_workspace(world / "ours")
    assert workspace.findings == []
    service = effective_service(workspace, "centre")
    assert (service.promise and service.promise.at_most, len(service.delivers)) == ("10 working_day", 2)
    assert effective(workspace, "centre").place("eligible").path.endswith("cn/standards/a.yaml")


def test_what_is_wrong_with_overlays(world):
    write(
        world,
        {
            "ours/standards/a.yaml": HEAD
            + """\
services:
  one:
    overlays: cn/2023#check
    eligible: age >= 70
    changes:
      - {at: promise.at_most, set: 20 working_day, was: 25 working_day, reason: 更快}
      - {at: promise.atmost, set: {}, reason: 笔误}
      - {at: delivers.visits.when, set: x, reason: 笔误}
      - {at: "a..b", set: x, reason: 笔误}
      - {at: apply.channels, add: window, reason: 重复}
      - {at: eligible, add: x, reason: 不是列表}
      - {at: apply.channels.fax, remove: true, reason: 没有}
  two: {changes: [{at: title, set: x, reason: 甲}]}
"""
        },
    )
    advice = "\n  列表里的成员按 id 写；只能改上位规定里有的内容"
    assert said(world) == [
        "ours/standards/a.yaml:7:5: ZS313 这里不能直接写「eligible」\n  覆盖上位事项时，其他内容写在 changes 里，并说明理由",
        "ours/standards/a.yaml:9:14: ZS311 上位规定的「promise.at_most」与写此处时不同\n"
        "  当时是「25 working_day」，现在是「30 working_day」；请核对后更新 was",
        "ours/standards/a.yaml:10:14: ZS312 改动以后的内容不合格式：promise.atmost",
        "ours/standards/a.yaml:11:14: ZS310 上位规定里没有「delivers.visits」（这里有：visit）" + advice,
        "ours/standards/a.yaml:12:14: ZS310 「a..b」不是路径\n  写成 delivers.home-visit.when 的样子；名称含「.」时加双引号",
        "ours/standards/a.yaml:13:14: ZS310 「apply.channels」已有相同的一项，或所加的一项缺少 id" + advice,
        "ours/standards/a.yaml:14:14: ZS310 「eligible」不是列表，不能添加" + advice,
        "ours/standards/a.yaml:15:14: ZS310 上位规定里没有「apply.channels.fax」（这里有：window、app）" + advice,
        "ours/standards/a.yaml:16:9: ZS314 changes 没有所覆盖的事项\n  写明 overlays，或把改动直接写进内容",
    ]


# -- names of folders and references -----------------------------------------------------------------------------


def test_the_workspace_of_a_file(world, monkeypatch):
    write(world, {"ours/standards/x/a.yaml": HEAD})
    file = world / "ours/standards/x/a.yaml"
    assert workspace_folder(file) == world / "ours"
    assert workspace_folder(world / "ours") == world / "ours"
    assert workspace_folder(world) is None
    assert relative_name(world / "ours", file) == "standards/x/a.yaml"
    monkeypatch.chdir(world)
    assert workspace_folder(Path("ours/standards/x/a.yaml")) == Path("ours")
    assert relative_name(Path("ours"), "ours/standards/x/a.yaml") == "standards/x/a.yaml"
    assert relative_name(Path("ours"), "standards/x/a.yaml") == "standards/x/a.yaml"


@pytest.mark.parametrize("text", ["cn/2023#a", "#a", "cn/2023#a/b", "yuexiu#长者", "x#a/5.2"])
def test_references_print_as_they_are_written(text):
    assert str(Ref.parse(text)) == text


@pytest.mark.parametrize("text", ["", "a", "cn/2023", "a#", "a#b#c", "a b#c", "a#b/", "a#b c"])
def test_what_is_no_reference(text):
    assert Ref.parse(text) is None
