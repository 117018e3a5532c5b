"""What stands above the text: code, titles, days, issuer, classification, stage; and what is told where it is missing."""

from __future__ import annotations

from datetime import date

import pytest

from tests.exchange.word.conftest import Importer
from tests.exchange.word.files import p, style, t, table, tc, tr
from zhunsheng.exchange.word.importing import ImportedStandard

TEXT = "\n1 范围\n本文件规定了某服务的要求。\n2 要求\n应甲。"
BODY = "".join(map(p, TEXT.strip().split("\n")))
CENTRE = '<w:jc w:val="center"/>'


def big(text: str, size: int, *, bold: bool = False) -> str:
    return p(t(text, f'<w:sz w:val="{size}"/>{"<w:b/>" if bold else ""}'), more=CENTRE)


def said(made: ImportedStandard) -> list[str]:
    return [str(one.message) for one in made.findings]


def test_a_whole_cover(imported: Importer):
    made = imported(
        "ICS 03.080.99; 11.020\nCCS A 12\n备案号：12345-2023\n青石区内部标准（演示）\nQ/QSYS 3.007－2022\n代替 Q/QSYS 3.007—2019、Q/QSYS 3.008—2019\n"
        "老年人助餐服务规范\nSpecification for meal service\n2022-03-18发布    2022-05-01实施\n青石区演示编制组　发 布"
        + TEXT
    )
    one = made.standard
    assert (one.standard, one.level, one.kind) == ("Q/QSYS 3.007—2022", "internal", "standard")
    assert (one.title.zh, one.title.en) == ("老年人助餐服务规范", "Specification for meal service")
    assert (one.issued, one.effective) == (date(2022, 3, 18), date(2022, 5, 1))
    assert one.replaces == ("Q/QSYS 3.007—2019", "Q/QSYS 3.008—2019")
    assert (one.ics, one.ccs, one.issuer and one.issuer.zh) == ("03.080.99;11.020", "A 12", "青石区演示编制组")
    assert "备案号：12345-2023" in [line.text for line in made.accounts.aside()]
    assert (one.provenance.kind, one.work) == ("imported", None)
    assert "a.docx" in str(one.provenance.note)


@pytest.mark.parametrize(
    ("line", "replaced"),
    [
        ("代替 Q/YX 1—2019、Q/YX 2—2019", ("Q/YX 1—2019", "Q/YX 2—2019")),
        ("代替Q/YX 1—2019代替Q/YX 1—2019", ("Q/YX 1—2019",)),
        ("部分代替：穗民规〔2018〕5号，穗民规〔2019〕6号", ("穗民规〔2018〕5号", "穗民规〔2019〕6号")),
        ("代替", ()),
    ],
)
def test_what_is_replaced(imported: Importer, line: str, replaced: tuple[str, ...]):
    assert imported(f"Q/YX 1—2023\n{line}\n某服务规范{TEXT}").standard.replaces == replaced


def test_the_identity_is_given_by_whoever_imports(tmp_path):
    from tests.exchange.word.files import word_file
    from zhunsheng.exchange.word.importing import import_word

    made = import_word(word_file(tmp_path / "a.docx", BODY), ident="elder-meals")
    assert made.standard.work == "elder-meals"


@pytest.mark.parametrize(
    ("written", "code", "level"),
    [
        ("ＧＢ／Ｔ　２４４２１．２－２０２３", "GB/T 24421.2—2023", "national"),
        ("MZ/T 039–2013", "MZ/T 039—2013", "industry"),
        ("DB44/T 2000-2020", "DB44/T 2000—2020", "provincial"),
        ("db4401/t 183—2022", "DB4401/T 183—2022", "city"),
        ("T/GZBZ 12—2023", "T/GZBZ 12—2023", "group"),
        ("标准编号：Q/YX 5.001 — 2023", "Q/YX 5.001—2023", "internal"),
    ],
)
def test_codes_in_every_way_of_typing(imported: Importer, written: str, code: str, level: str):
    made = imported(f"{written}\n某服务规范{TEXT}")
    assert (made.standard.standard, made.standard.level) == (code, level)


@pytest.mark.parametrize(
    ("written", "code", "level"),
    [("DB4499/T 36—2022", "DB4499/T 36—2022", "city"), ("DB99/T 1-2022", "DB99/T 1—2022", "provincial"), ("ZZ/T 5—2020", "ZZ/T 5—2020", "industry")],
)  # fmt: skip
def test_codes_that_cannot_be_are_kept_and_told(imported: Importer, written: str, code: str, level: str):
    made = imported(f"{written}\n某服务规范{TEXT}")
    assert (made.standard.standard, made.standard.level) == (code, level)
    assert any("没有登记" in words for words in said(made))


def test_a_code_with_days_on_its_line_and_a_code_said_twice(imported: Importer):
    made = imported(
        "编号：Q/YX 4.010-2023   2023年2月1日发布   2023年3月1日实施\n某服务规范\nQ/YX 4.010—2023\nQ/YX 9—2023" + TEXT
    )
    assert made.standard.standard == "Q/YX 4.010—2023"
    assert (made.standard.issued, made.standard.effective) == (date(2023, 2, 1), date(2023, 3, 1))
    assert "Q/YX 9—2023" in [line.text for line in made.accounts.aside()]


def test_a_code_in_the_header_alone(imported: Importer):
    body = p("某服务规范") + BODY
    assert imported(body, header1=p("Q/YX 1—2023 某服务规范")).standard.standard == "Q/YX 1—2023"
    assert imported(body, header1=p("依据 Q/YX 1—2023")).standard.standard is None


@pytest.mark.parametrize(
    ("line", "issued", "effective"),
    [
        ("2022-03-18 发布 2022-05-01 实施", "2022-03-18", "2022-05-01"),
        ("2022 - 03 - 18发布\t2022/5/1实施", "2022-03-18", "2022-05-01"),
        ("发布日期：2022年3月18日 实施日期：2022年5月1日", "2022-03-18", "2022-05-01"),
        ("二〇二二年三月十八日发布 二○二二年五月一日施行", "2022-03-18", "2022-05-01"),
        ("２０２２．０３．１８发布", "2022-03-18", None),
        ("自2022年5月1日起施行", None, "2022-05-01"),
        ("2022-03-18    2022-05-01", "2022-03-18", "2022-05-01"),
        ("2022-02-30发布 2022-05-01实施", None, "2022-05-01"),
        ("××××-××-××发布 2022-05-01实施", None, "2022-05-01"),
        ("XXXX年XX月XX日发布", None, None),
        ("2022-03-18", None, None),
    ],
)
def test_days(imported: Importer, line: str, issued: str | None, effective: str | None):
    one = imported(f"Q/YX 1—2023\n某服务规范\n{line}{TEXT}").standard
    assert (one.issued and one.issued.isoformat(), one.effective and one.effective.isoformat()) == (issued, effective)


@pytest.mark.parametrize(
    ("line", "issuer"),
    [
        ("青石区民政局（演示）　发布", "青石区民政局（演示）"), ("发布单位：青石区民政局", "青石区民政局"), ("发布：青石区民政局", "青石区民政局"),
        ("青石区民政局 2022年1月10日发布，2022年2月1日实施", "青石区民政局"), ("青石区民政局（演示）", "青石区民政局（演示）"),
        ("发布", None), ("本文件已经审议。", None),
    ],
)  # fmt: skip
def test_issuers(imported: Importer, line: str, issuer: str | None):
    found = imported(f"Q/YX 1—2023\n某服务规范\n{line}{TEXT}").standard.issuer
    assert (found and found.zh) == issuer


def test_the_title_is_the_most_prominent_line_that_is_no_banner(imported: Importer):
    body = (
        big("某市地方标准", 60)
        + big("老年人助餐", 44, bold=True)
        + big("服务规范", 44, bold=True)
        + big("第1部分：通则", 44, bold=True)
    )
    assert imported(body + BODY).standard.title.zh == "老年人助餐服务规范 第1部分：通则"
    parts = big("某服务管理办法", 44) + big("（内部资料）", 20)
    assert imported(parts + BODY).standard.title.zh == "某服务管理办法"


def test_the_title_is_what_is_said_again_above_the_first_chapter(imported: Importer):
    made = imported("大字标语广告语\n某服务\n前言\n本文件由甲局提出。\n某服务" + TEXT)
    assert made.standard.title.zh == "某服务"


def test_a_cover_by_the_styles_of_institutes(imported: Importer):
    names = ("封面标准名称", "封面标准号2", "封面标准英文名称", "发布日期", "实施日期", "发布部门")
    styles = "".join(style(f"s{at}", name) for at, name in enumerate(names))
    lines = ("某服务规范", "Q/YX 1—2023", "Care at home", "2022-03-18", "2022-05-01", "甲局")
    made = imported("".join(p(line, style=f"s{at}") for at, line in enumerate(lines)) + BODY, styles=styles)
    one = made.standard
    assert (one.title.zh, one.title.en, one.standard) == ("某服务规范", "Care at home", "Q/YX 1—2023")
    assert (str(one.issued), str(one.effective), str(one.issuer)) == ("2022-03-18", "2022-05-01", "甲局")


def test_a_cover_in_a_table(imported: Importer):
    grid = table(
        tr(tc("窗口便民服务规程", '<w:gridSpan w:val="4"/>')), tr("标准编号", "Q/QS 5—2022", "版本", "第二版"),
        tr("批准日期", "2022年11月7日", "施行日期", "2022年12月1日"), tr("编制部门", "甲中心、乙局", "批准部门", "丙局"),
        tr("归口部门", "丁办", "发布日期", "待定"), tr("提出单位", "戊局", "实施日期"),
    )  # fmt: skip
    made = imported(grid + BODY)
    one = made.standard
    assert (one.title.zh, one.standard) == ("窗口便民服务规程", "Q/QS 5—2022")
    assert (str(one.issued), str(one.effective)) == ("2022-11-07", "2022-12-01")
    assert (str(one.issuer), str(one.responsible_body), str(one.proposer)) == ("丙局", "丁办", "戊局")
    assert [str(body) for body in one.drafted_by] == ["甲中心", "乙局"]
    assert {"版本", "第二版", "待定", "实施日期"} <= {line.text for line in made.accounts.aside()}
    odd = imported(table(tr("标准编号", "暂无"), tr("编号", "Q/QS 5—2022")) + p("某服务规范") + BODY)
    assert odd.standard.standard == "Q/QS 5—2022"


@pytest.mark.parametrize(
    ("line", "stage"),
    [
        ("（征求意见稿）", "comment"),
        ("（送审稿）", "review"),
        ("（报批稿）", "approval"),
        ("（试行稿）", "trial_run"),
        ("", "published"),
    ],
)
def test_stages(imported: Importer, line: str, stage: str):
    made = imported(f"T/YSJZ XX—XXXX\n某服务规范\n{line or '2022-03-18发布'}{TEXT}")
    assert (made.standard.stage, made.standard.standard, made.standard.level) == (stage, None, "group")
    assert "没有找到标准编号" in said(made)


@pytest.mark.parametrize(
    ("lines", "level"),
    [
        ("中华人民共和国国家标准\n某服务规范", "national"), ("团体标准\n某服务规范", "group"), ("某服务规范\n某省民政厅 发布", "provincial"),
        ("某服务规范\n某市民政局 发布", "city"), ("某服务规范\n某市某区民政局 发布", "internal"), ("某服务规范\n国家卫生健康委 发布", "national"),
    ],
)  # fmt: skip
def test_levels_without_a_code(imported: Importer, lines: str, level: str):
    made = imported(lines + TEXT)
    assert made.standard.level == level
    assert not any("层级" in words for words in said(made))


def test_what_is_missing_is_told_and_never_made_up(imported: Importer):
    made = imported(BODY, name="某服务规范（定稿）.docx")
    one = made.standard
    assert (one.title.zh, one.standard, one.issued, one.effective, one.issuer) == (
        "某服务规范（定稿）",
        None,
        None,
        None,
        None,
    )
    assert {"没有找到标题，暂用文件名", "没有找到标准编号", "看不出标准的层级，暂按内部标准读入"} <= set(said(made))
    assert all(finding.say("en") for finding in made.findings)
