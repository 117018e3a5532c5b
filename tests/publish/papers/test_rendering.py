"""What a template may do and what becomes of what it may not: a finding at its line, never an exception."""

from __future__ import annotations

import pytest

from tests.publish.papers.world import DAY, filled, texts
from zhunsheng.publish.papers.rendering import faults_of, names_in, render
from zhunsheng.publish.papers.trouble import MAX_TEMPLATE, Budget, Source
from zhunsheng.publish.papers.views import Data


def said(text: str, **data: object) -> str:
    """What a template of one paragraph comes to."""
    blocks, findings = filled(text, data)
    assert findings == []
    return "\n".join(texts(blocks))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{{ data.a }}", "甲"),
        ("{{ data['a'] }}", "甲"),
        ("{{ data.list | join }}", "一、二"),
        ("{{ data.list | join('-') }}", "一-二"),
        ("{{ data.rows | join('；', 'n') }}", "1；2"),
        ("{{ data.list[0] }}{{ data.list[1] }}{{ data.list[7] | blank(1) }}", "一二＿"),
        ("{{ data.list | first }}{{ data.list | last }}{{ data.list | length }}", "一二2"),
        ("{{ data.none_such | blank(3) }}", "＿＿＿"),
        ("{{ data.none_such.deeper | blank(3) }}", "＿＿＿"),
        ("{{ data.none_such | default('—') }}", "—"),
        ("{{ data.a | default('—') }}{{ data.a | blank }}", "甲甲"),
        ("{{ none | blank(2) }}", "＿＿"),
        ("{{ '' | default('空') }}", "空"),
        ("{{ today }}", "2024-06-03"),
        ("{{ today | day }}", "2024年6月3日"),
        ("{{ '2024-01-02' | day }}{{ '不是日期' | day }}", "2024年1月2日不是日期"),
        ("{{ none | day | blank(1) }}", "＿"),
        ("{{ box(data.a == '甲') }}{{ box(data.a == '乙') }}{{ box(data.none_such) }}", "■□□"),
        ("{{ 1 + 2 * 3 }} {{ 7 // 2 }} {{ 7 / 2 }} {{ -1 }}", "7 3 3.5 -1"),
        ("{{ true }}{{ false }}", "是否"),
        ("{{ '甲' if data.a else '乙' }}{{ '丙' if data.none_such }}", "甲"),
        ("{{ data.a ~ '·' ~ (1 ~ data.list[0]) }}", "甲·1一"),
        ("{% for x in data.list %}{{ loop.index }}{{ x }}{% if not loop.last %}，{% endif %}{% endfor %}", "1一，2二"),
        ("{% for x in data.list if x != '一' %}{{ x }}{% else %}空{% endfor %}", "二"),
        ("{% for x in data.none_such %}{{ x }}{% else %}空{% endfor %}", "空"),
        ("{% for x in data.list %}{{ loop.previtem | default('始') }}{% endfor %}", "始一"),
        ("{% macro m(x, y='乙') %}**{{ x }}**{{ y }}{% endmacro %}{{ m('甲') }}", "甲乙"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m('甲') ~ '*' }}", "甲*"),
        ("{% macro m(x) %}**{{ x }}**{% endmacro %}{{ m('甲') ~ '，' ~ m('乙') }}", "甲，乙"),
        ("{% set x %}{{ data.a }}！{% endset %}{{ x }}", "甲！"),
        ("{% set x = 1 %}{% if x %}{% set y = 2 %}{% endif %}{{ y }}", "2"),
        ("{{ data.a is defined }}{{ data.b is defined }}{{ none is none }}", "是否是"),
        ("{# 说明 #}甲", "甲"),
        ("{{ data.x and data.y }}x", ""),
    ],
)
def test_what_a_template_can_say(text: str, wanted: str) -> None:
    data = {"a": "甲", "list": ["一", "二"], "rows": [{"n": "1"}, {"n": "2"}]}
    if wanted:
        assert said(text, **data) == wanted
    else:
        assert filled(text, data)[1][0].code == "ZS906"


def test_a_day_and_a_list_in_english() -> None:
    blocks, findings = filled("{{ today | day }}; {{ data.l | join }}", {"l": ["a", "b"]}, language="en")
    assert (texts(blocks), findings) == (["3 June 2024; a, b"], [])


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a\n{{ standrad.title }}", "t.md:2:4: ZS903 没有「standrad」\n  是不是「standard」？"),
        ("{{ standard.titel }}", "t.md:1:13: ZS903 「standard」没有「titel」\n  是不是「title」？"),
        (
            "{% for s in services %}{{ s.titel }}{% endfor %}",
            "t.md:1:29: ZS903 「s」没有「titel」\n  是不是「title」？",
        ),
        (
            "{% for s in services %}{% for a in s.above %}{{ a.refs }}{% endfor %}{% endfor %}",
            "t.md:1:51: ZS903 「a」没有「refs」\n  是不是「ref」？",
        ),
        ("{{ (services | first).foo }}", "t.md:1:23: ZS903 「…」没有「foo」"),
        ("{{ services[0].foo }}", "t.md:1:16: ZS903 「…」没有「foo」"),
        ("{{ standard['foo'] }}", "t.md:1:14: ZS903 「standard」没有「foo」"),
        ("{% set s = standard %}{{ s.foo }}", "t.md:1:28: ZS903 「s」没有「foo」"),
        ("{% if false %}{{ nothing }}{% endif %}", "t.md:1:18: ZS903 没有「nothing」"),
        ("{% macro m(a) %}{{ b }}{% endmacro %}", "t.md:1:20: ZS903 没有「b」"),
        ("{% set x %}{{ b }}{% endset %}", "t.md:1:15: ZS903 没有「b」"),
        ("{{ loop.index }}", "t.md:1:4: ZS903 没有「loop」"),
        ("{% for x in services %}{{ loop.foo }}{% endfor %}", "t.md:1:32: ZS903 「loop」没有「foo」"),
        ("{% for a, b in services %}{{ a.x }}{{ c }}{% endfor %}", "t.md:1:39: ZS903 没有「c」"),
        ("{{ services | jion }}", "t.md:1:15: ZS904 没有过滤器「jion」\n  是不是「join」？"),
        ("{{ today is foo }}", "t.md:1:13: ZS904 没有判断「is foo」"),
        ("{% include 'x.md' %}", "t.md:1:4: ZS904 模板里不能用「include」"),
        ("{% import 'x' as x %}", "t.md:1:4: ZS904 模板里不能用「import」"),
        ("{% extends 'x' %}", "t.md:1:4: ZS904 模板里不能用「extends」"),
        ("{% block x %}{% endblock %}", "t.md:1:4: ZS904 模板里不能用「block」"),
        ("{% filter blank %}x{% endfilter %}", "t.md:1:4: ZS904 模板里不能用「filter」"),
        ("{% with x = 1 %}{% endwith %}", "t.md:1:4: ZS904 模板里不能用「with」"),
        ("{{ data.a.upper() }}", "t.md:1:1: ZS904 不能调用值的方法"),
        ("{{ box(*services) }}", "t.md:1:1: ZS904 调用时不能写 * 或 **"),
        ("{{ today[1:2] }}", "t.md:1:1: ZS904 模板里不能用「[a:b]」"),
        ("{{ {'a': 1} }}", "t.md:1:1: ZS904 模板里不能用「{…}」"),
        ("{{ 2 ** 9 }}", "t.md:1:6: ZS904 模板里不能用「**」"),
        ("{{ [today] | join }}", "t.md:1:1: ZS904 列表里只能写固定的字或数"),
        ("{% for x in services recursive %}{% endfor %}", "t.md:1:1: ZS904 循环不能写 recursive"),
        ("{{ today.__class__ }}", "t.md:1:10: ZS904 不能取「__class__」"),
        ("{{ ''.__class__.__mro__ }}", "t.md:1:7: ZS904 不能取「__class__」"),
        ("{{ data.__class__ | blank(1) }}", ""),
        ("{{ box.__globals__ }}", "t.md:1:8: ZS904 不能取「__globals__」"),
        ("{{ today('x') }}", "t.md:1:1: ZS904 这个名称不能调用"),
        ("{{ rows(3) }}", "t.md:1:1: ZS906 这里是一组值，不能直接写出来"),
        ("{{ data }}", "t.md:1:1: ZS906 这里是一组值，不能直接写出来"),
        ("甲\n{{ data.none_such }}", "t.md:2:9: ZS906 数据里没有「none_such」\n  要留空白请写 {{ … | blank }}"),
        ("{{ data.none_such ~ 'x' }}", "t.md:1:9: ZS906 数据里没有「none_such」"),
        ("{% for x in 'abc' %}{% endfor %}", "t.md:1:1: ZS906 这里要一组值"),
        ("{{ 'a' | join }}", "t.md:1:1: ZS906 这里要一组值"),
        ("{{ 'a' * 9 }}", "t.md:1:1: ZS906 「*」只能用在不太大的数上\n  连接文字用 ~"),
        ("{{ 'a' + 'b' }}", "t.md:1:1: ZS906 「+」只能用在不太大的数上"),
        ("{{ 1000000 * 1000000 * 1000000 }}", "t.md:1:1: ZS906 「*」只能用在不太大的数上"),
        ("{{ 1 // 0 }}", "t.md:1:1: ZS906 除以零"),
        ("{{ 1 < 'a' }}", "t.md:1:1: ZS906 这里的值不能这样用"),
        ("{{ rows('a') | first }}", "t.md:1:1: ZS906 这里要一个整数"),
        ("{{ blank(true) }}", "t.md:1:4: ZS903 没有「blank」"),
        ("{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}", "t.md:1:1: ZS906 这里的值不能这样用"),
        ("{% if data.x %}{% set y = 2 %}{% endif %}{{ y }}", "t.md:1:1: ZS906 「y」还没有值"),
        ("{% if data.x %}{% set y = 2 %}{% endif %}{{ y.z }}", "t.md:1:1: ZS906 「y」还没有值"),
        ("{% if data.x %}{% set y = 2 %}{% endif %}{{ y == 1 }}", "t.md:1:1: ZS906 「y」还没有值"),
        ("{% if data.x %}{% set y = 2 %}{% endif %}{{ y | join }}", "t.md:1:1: ZS906 「y」还没有值"),
        ("{% if data.x %}{% set y = 2 %}{% endif %}{{ y | blank }}", "t.md:1:1: ZS906 「y」还没有值"),
        ("{% if %}{% endif %}", "t.md:1:1: ZS902 「end of statement block」之前缺少一个值或条件"),
        ("甲\n{% endfor %}", "t.md:2:1: ZS902 多出的「{% endfor %}」：前面没有与它配对的开头"),
        ("{% for x in services %}\n甲", "t.md:2:1: ZS902 到文件末尾也没有「{% endfor %}」"),
        ("{% for x in services %}{% endif %}", "t.md:1:1: ZS902 多出的「endif」，这里应先有「endfor」"),
        ("{% foo %}", "t.md:1:1: ZS902 没有「{% foo %}」这种写法"),
        ("{# 甲", "t.md:1:1: ZS902 注释没有写完：缺少 #}"),
        ("{{ 'a }}", "t.md:1:1: ZS902 引号没有成对"),
        ("{{ a ? b }}", "t.md:1:1: ZS902 不能用的字符 '?'"),
        ("{{ a b }}", "t.md:1:1: ZS902 这里应是「end of print statement」，现在是「b」"),
        ("{{ ( }}", "t.md:1:1: ZS902 多出的「}」"),
        ("{% set 1 = 2 %}", "t.md:1:1: ZS902 不能给这个名称赋值"),
        ("{% set true = 2 %}", "t.md:1:1: ZS902 不能给这个名称赋值"),
        ("{% raw %}x", "t.md:1:1: ZS902 注释没有写完"),
        ("{% set x, = %}", "t.md:1:1: ZS902"),
        ("{% macro m(a=1, b) %}{% endmacro %}", "t.md:1:1: ZS902 模板写得不对：non-default argument"),
        (
            "{% macro m(l) %}{{ l.foo }}{% endmacro %}{% for x in rows(1) %}{{ m(loop) }}{% endfor %}",
            "t.md:1:22: ZS903 「loop」没有「foo」",
        ),
    ],
)
def test_what_is_wrong_is_told_at_its_line(text: str, wanted: str) -> None:
    _, findings = filled(text, {"a": "甲"})
    assert (findings[0].say() if findings else "").startswith(wanted)
    if not wanted:
        assert findings == []


def test_all_findings_of_a_template_come_at_once() -> None:
    found = faults_of(Source("t.md", "{{ standrad }}\n{% include 'x' %}\n{{ services | foo }}\n{{ today.x }}"))
    assert [(one.code, one.place.line) for one in found] == [("ZS903", 1), ("ZS904", 2), ("ZS904", 3)]


def test_a_member_is_looked_for_in_every_branch_before_any_run() -> None:
    text = "{% if today %}{% for r in references %}{{ r.cod }}{% endfor %}{% elif data.x %}{{ counts.x }}{% else %}{{ q }}{% endif %}"
    assert [one.message.params["name"] for one in faults_of(Source("t.md", text))] == ["cod", "x", "q"]


def test_what_is_not_known_before_the_run_is_told_by_the_run() -> None:
    text = "{% macro m(x) %}{{ x.foo }}{% endmacro %}{{ m(data) }}{{ m(counts) }}"
    source = Source("t.md", text)
    assert faults_of(source) == []
    from zhunsheng.publish.papers.comments import counts_of

    made = render(source, {"data": Data({"foo": "1"}), "counts": counts_of({}, ())}, "zh")
    assert [one.code for one in made.findings] == ["ZS903"]


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in rows(200) %}{% for b in rows(200) %}{% for c in rows(200) %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in rows(200) %}{% for b in rows(200) if false %}{% for c in rows(200) %}x{% endfor %}{% endfor %}{% endfor %}"
        * 30,
        "{% macro m() %}{{ m() }}{{ m() }}{% endmacro %}{{ m() }}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}",
        "{% set x = 'xxxxxxxxxx' %}" + "{% set x = x ~ x %}" * 60 + "{{ x }}",
        "{% set x %}xxxxxxxxxx{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 60 + "{{ x }}",
        "{% set x = 'xxxxxxxxxx' %}" + "{% set x = rows(200) | join(x) %}" * 9 + "{{ x }}",
        "{% for a in rows(200) %}{% for b in rows(200) %}" + "长" * 1000 + "{% endfor %}{% endfor %}",
        "{{ " + "(" * 900 + "1" + ")" * 900 + " }}",
        "{{ " + "1+" * 20_000 + "1 }}",
        "{{ " + "not " * 20_000 + "1 }}",
        "{{ x" + ".a" * 20_000 + " }}",
        "{{ 1" + "0" * 5000 + " }}",
        "{{ '" + "x" * MAX_TEMPLATE + "' }}",
        "{% for a in rows(1) %}" * 30 + "x" + "{% endfor %}" * 30,
        "{% if today %}" * 120 + "x" + "{% endif %}" * 120,
    ],
)
def test_no_template_takes_more_than_its_share(text: str) -> None:
    blocks, findings = filled(text)
    assert [one.code for one in findings if one.code not in ("ZS903",)] in (["ZS905"], [])
    assert findings and blocks == ()


def test_a_repeated_condition_is_no_loop() -> None:
    assert said("{% if today %}" * 15 + "x" + "{% endif %}" * 15) == "x"


def test_a_smaller_budget_ends_sooner() -> None:
    text = "{% for a in rows(50) %}{{ a }}{% endfor %}"
    assert filled(text)[1] == []
    assert [one.code for one in filled(text, budget=Budget(text=100))[1]] == ["ZS905"]
    assert [one.code for one in filled(text, budget=Budget(steps=10))[1]] == ["ZS905"]


def test_what_a_document_cannot_hold_is_replaced() -> None:
    assert said("{{ data.a }}", a="a\x00b\x1b\ue000\ud800c") == "a\ufffdb\ufffd\ufffd\ufffdc"
    assert said("甲\ue000\ue001乙") == "甲\ufffd\ufffd乙"


def test_names_in_a_template() -> None:
    assert set(names_in("{{ standard.title }}{% for s in services %}{{ s.id }}{% endfor %}")) == {
        "standard", "standard.title", "services", "s", "s.id",
    }  # fmt: skip


def test_the_run_of_a_list_and_a_group_that_are_nested() -> None:
    assert said("{{ data.a.b[0].c }}", a={"b": [{"c": DAY.isoformat()}]}) == "2024-06-03"
