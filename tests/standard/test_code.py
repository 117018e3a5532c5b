"""Standard codes: how people type them, how they print, and which mistakes in a list are noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhunsheng.standard import code as module
from zhunsheng.standard.code import CodeError, StandardCode, check_codes, check_level, is_one_slip
from zhunsheng.standard.code_register import INDUSTRIES, MUNICIPALITIES, NATIONAL, PROVINCES
from zhunsheng.standard.findings import Finding, Place, Severity
from zhunsheng.standard.wording import Text

STEMS = st.sampled_from([*NATIONAL, *INDUSTRIES])
CITIES = st.builds(
    lambda province, city: f"{province}{city:02}",
    st.sampled_from(sorted(PROVINCES.keys() - MUNICIPALITIES)),
    st.integers(1, 70),
)
PREFIXES = st.one_of(
    st.builds(lambda stem, kind: stem + kind, STEMS, st.sampled_from(["", "/T", "/Z"])),
    st.builds(lambda digits: f"DB{digits}/T", st.one_of(st.sampled_from(sorted(PROVINCES)), CITIES)),
    st.from_regex(r"T/[A-Z]{2,8}", fullmatch=True),
    st.from_regex(r"Q/[A-Z0-9]{1,8}", fullmatch=True),
    st.sampled_from(["ISO", "IEC", "ISO/IEC", "ISO/TR"]),
)
NUMBERS = st.lists(st.integers(1, 99999).map(str), min_size=1, max_size=3).map(".".join)
CODES = st.builds(
    lambda prefix, number, year: f"{prefix} {number}" + (f"—{year}" if year else ""),
    PREFIXES,
    NUMBERS,
    st.none() | st.integers(1949, 2099),
)


def findings(*texts: str, known: tuple[str, ...] = ()) -> list[Finding]:
    places = [(text, Place("list.yaml", line)) for line, text in enumerate(texts, 1)]
    return check_codes(places, [StandardCode.parse(text) for text in known])


def say(*texts: str, known: tuple[str, ...] = ()) -> list[str]:
    return [finding.say() for finding in findings(*texts, known=known)]


@given(CODES)
def test_a_printed_code_reads_back_as_itself(text: str) -> None:
    code = StandardCode.parse(text)
    assert StandardCode.parse(str(code)) == code
    assert str(code) == (text.replace("—", ":") if code.level == "international" else text)


@given(CODES, st.sampled_from(["-", "–", "—", "－", "——", " - ", "−"]), st.booleans())
def test_the_way_of_typing_makes_no_difference(text: str, dash: str, full_width: bool) -> None:
    typed = text.replace("—", dash).lower()
    if full_width:
        typed = typed.translate({number: number + 0xFEE0 for number in range(0x21, 0x7F)})
    assert StandardCode.parse(typed) == StandardCode.parse(text)


@pytest.mark.parametrize(
    ("text", "printed", "level", "mandatory", "part"),
    [
        ("GB/T 24421.2—2023", "GB/T 24421.2—2023", "national", False, "2"),
        ("GB 38600-2019", "GB 38600—2019", "national", True, None),
        ("GBZ 188-2014", "GBZ 188—2014", "national", True, None),
        ("GB/Z 12-2010", "GB/Z 12—2010", "national", False, None),
        ("MZ/T 032-2012", "MZ/T 032—2012", "industry", False, None),
        ("WS 445.1-2014", "WS 445.1—2014", "industry", True, "1"),
        ("JGJ/T 484-2019", "JGJ/T 484—2019", "industry", False, None),
        ("DB/T 5-2015", "DB/T 5—2015", "industry", False, None),
        ("DB44/T183-2022", "DB44/T 183—2022", "provincial", False, None),
        ("DB 4401/T 183—2022", "DB4401/T 183—2022", "city", False, None),
        ("DB31 1-2012", "DB31 1—2012", "provincial", True, None),
        ("T/GZBZ12-2023", "T/GZBZ 12—2023", "group", False, None),
        ("Q/YX 5.001-2023", "Q/YX 5.001—2023", "internal", False, "001"),
        ("Q/YXYS JC101—2023", "Q/YXYS JC101—2023", "internal", False, None),
        ("ISO 9001-2015", "ISO 9001:2015", "international", False, None),
        ("gb∕t1.1——2020", "GB/T 1.1—2020", "national", False, "1"),
        ("GB/T 2260-84", "GB/T 2260—1984", "national", False, None),
        ("GB/T 1.1", "GB/T 1.1", "national", False, "1"),
    ],
)
def test_codes_of_every_level(text: str, printed: str, level: str, mandatory: bool, part: str | None) -> None:
    code = StandardCode.parse(text)
    assert (str(code), code.level, code.mandatory, code.part) == (printed, level, mandatory, part)


def test_an_undated_reference_is_the_same_standard() -> None:
    assert StandardCode.parse("GB/T 1.1-2020").undated == StandardCode.parse("GB/T 1.1")


EXAMPLE = "例如 GB/T 24421.2—2023、DB44/T 2000—2020、T/GZBZ 12—2023、Q/YX 5.001—2023"


@pytest.mark.parametrize(
    ("text", "message", "advice"),
    [
        ("服务规范", "「服务规范」不是标准号", EXAMPLE),
        ("", "「」不是标准号", EXAMPLE),
        ("XX/T O1-O", "「XX/T O1-O」不是标准号", EXAMPLE),
        ("GB/T ABC12-2020", "「GB/T ABC12-2020」不是标准号", EXAMPLE),
        ("GBT 1.1-2020", "标准号「GBT 1.1-2020」里的 GBT 少了斜线", "请写成 GB/T"),
        ("XQ/T 12-2020", "没有登记的标准代号：「XQ/T」（XQ/T 12-2020）", EXAMPLE),
        ("GB/T 1.1-20203", "标准号「GB/T 1.1-20203」的年代号 20203 不对", "年代号是四位年份，如 —2023"),
        ("GB/T 1.1-1900", "标准号「GB/T 1.1-1900」的年代号 1900 不对", "年代号是四位年份，如 —2023"),
        ("GB/T 1.1-49", "标准号「GB/T 1.1-49」的年代号 49 不对", "年代号是四位年份，如 —2023"),
        (
            "DB47/T 1-2020",
            "「DB47/T 1-2020」里的行政区划代码 47 不存在",
            "省级写两位，如 DB44/T；设区的市写四位，如 DB4401/T",
        ),
        (
            "DB1101/T 1-2020",
            "「DB1101/T 1-2020」里的行政区划代码 1101 不存在",
            "省级写两位，如 DB44/T；设区的市写四位，如 DB4401/T",
        ),
        (
            "DB440104/T 1-2020",
            "区县不能发布地方标准：「DB440104/T 1-2020」",
            "区县自己的标准是内部标准，编号以 Q/ 开头",
        ),
        (
            "发改社会〔2023〕1072号",
            "「发改社会〔2023〕1072号」是文件号，不是标准号",
            "政策文件的文号写在 document，不写在 standard",
        ),
        ("GB/T 1.1-2020 起草规则", "标准号后面还有别的字：「GB/T 1.1-2020 起草规则」", "标准名称写在 title"),
        ("GB/T 24421.2-2O23", "标准号「GB/T 24421.2-2O23」里混有字母 O、I 或 L", "是不是 GB/T 24421.2—2023？"),
    ],
)
def test_what_is_no_code_is_refused_with_advice(text: str, message: str, advice: str) -> None:
    with pytest.raises(CodeError) as caught:
        StandardCode.parse(text)
    assert (str(caught.value.message), str(caught.value.help)) == (message, advice)


def test_a_hostile_text_is_refused_at_once_and_quoted_in_part() -> None:
    with pytest.raises(CodeError) as caught:
        StandardCode.parse("9" * 10_000_000)
    assert str(caught.value.message) == f"「{'9' * 20}…」不是标准号"


def test_findings_of_a_list_name_the_place_and_the_other_one() -> None:
    assert say("GB/T 1.1-2020", "标准", "GB/T 1.1—2020", "GB/T 24421.2-2O23") == [
        f"list.yaml:2:1: ZS601 「标准」不是标准号\n  {EXAMPLE}",
        "list.yaml:3:1: ZS602 标准 GB/T 1.1—2020 列了两次\n  list.yaml:1:1: 第一次列在这里",
        "list.yaml:4:1: ZS603 标准号「GB/T 24421.2-2O23」里混有字母 O、I 或 L\n  是不是 GB/T 24421.2—2023？",
    ]


@pytest.mark.parametrize(
    ("first", "second", "message"),
    [
        ("GB/T 24421.2-2023", "GB/T 24412.2-2023", "GB/T 24412.2—2023 像是 GB/T 24421.2—2023 的笔误"),
        ("GB/T 24421.2-2023", "GB/T 2442.2-2023", "GB/T 2442.2—2023 像是 GB/T 24421.2—2023 的笔误"),
        ("GB/T 24421.2-2023", "GB/T 244421.2-2023", "GB/T 244421.2—2023 像是 GB/T 24421.2—2023 的笔误"),
        ("GB/T 24421.2-2023", "GB/T 24421.2-2009", "GB/T 24421.2—2009 与 GB/T 24421.2—2023 只有年代号不同"),
        ("GB/T 24421.2-2023", "GB 24421.2-2023", "GB 24421.2—2023 与 GB/T 24421.2—2023 只有 /T 之差"),
        ("GB/T 1.1-2020", "GB/T 1.1", "GB/T 1.1 与 GB/T 1.1—2020 是同一标准，一处注日期、一处不注日期"),
    ],
)
def test_likely_slips_between_two_codes_of_a_list(first: str, second: str, message: str) -> None:
    (finding,) = findings(first, second)
    assert (finding.code, str(finding.message), finding.severity) == ("ZS603", message, Severity.WARNING)
    assert finding.related[0].place == Place("list.yaml", 1)


def test_neighbouring_numbers_and_parts_are_not_suspected() -> None:
    real = (
        "GB/T 20001.5-2017",
        "GB/T 20001.6-2017",
        "GB/T 33168-2016",
        "GB/T 33169-2016",
        "WS/T 483-2016",
        "GB/T 20001.8-2023",
    )
    assert findings(*real) == []
    assert findings("GB/T 36114-2018", "GB/T 36124-2018", known=("GB/T 99999-2018",)) == []
    assert findings("GB/T 36134-2018", known=("GB/T 36143.1-2018", "GB/T 36143-2019", "GB 36143-2018")) == []


def test_the_register_catches_a_changed_digit_and_clears_what_it_holds() -> None:
    known = ("GB/T 36114-2018", "GB/T 24421.2-2023", "GB/T 24421.2-2009")
    assert say("GB/T 36214-2018", known=known) == [
        "list.yaml:1:1: ZS603 GB/T 36214—2018 不在登记表里，像是 GB/T 36114—2018 的笔误\n"
        "  请核对标准号；如果没有写错，请在标准状态登记表里登记它"
    ]
    assert findings("GB/T 36214-2018") == []
    assert findings("GB/T 24421.2-2023", "GB/T 24421.2-2009", "GB/T 36114", known=known) == []
    assert [f.code for f in findings("GB/T 24421.2-2032", known=known)] == ["ZS603"]


def test_a_level_that_the_code_contradicts() -> None:
    finding = check_level("DB4401/T 183-2022", "internal", Place("a.yaml", 3, 8))
    assert finding is not None
    assert finding.say() == (
        "a.yaml:3:8: ZS604 标准号 DB4401/T 183—2022 是市级地方标准的编号，级别却写成 internal\n"
        "  请把级别写成 city，或改用相应级别的编号"
    )
    assert check_level("DB4401/T 183-2022", "city", Place("a.yaml")) is None
    assert check_level("no code", "city", Place("a.yaml")) is None


@given(st.text("0123456789", min_size=1, max_size=6), st.text("0123456789", min_size=1, max_size=6))
def test_one_slip_goes_both_ways(a: str, b: str) -> None:
    assert is_one_slip(a, b) == is_one_slip(b, a)


@given(st.from_regex(r"[1-9][0-9]{2,5}", fullmatch=True), st.data())
def test_every_dropped_digit_is_noticed(number: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(number) - 1))
    dropped = number[:place] + number[place + 1 :]
    expected = ["ZS603"] if len(dropped) >= 3 else []
    assert [f.code for f in findings(f"GB/T {number}-2020", f"GB/T {dropped}-2020")] == expected


def test_a_very_long_list_takes_no_comparison_of_all_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[StandardCode] = []

    def counting(code: StandardCode, other: StandardCode) -> Text | None:
        compared.append(other)
        return resemblance(code, other)

    resemblance = module._resemblance
    monkeypatch.setattr(module, "_resemblance", counting)
    codes = [(f"GB/T {number}-2020", Place("x", number)) for number in range(10_000, 20_000)]
    found = check_codes(codes)
    assert 0 < len(compared) < 50 * len(codes)  # of 5000 for each
    assert all(finding.code == "ZS603" for finding in found)
