"""Laws: whatever an author writes, the result is a document or a finding; whatever the data hold, it shows literally."""

from __future__ import annotations

from hypothesis import event, given, settings
from hypothesis import strategies as st

from tests.publish.papers.world import DAY, covers, filled, plain_standard, real, texts
from zhunsheng.publish.blocks import Heading, Table, walk, words_of
from zhunsheng.publish.papers.comments import comments_of, counts_of, renamed
from zhunsheng.publish.papers.filling import Filling
from zhunsheng.publish.papers.given import from_csv, from_yaml
from zhunsheng.publish.papers.inline import line_from
from zhunsheng.publish.papers.markdown import MarkdownReader
from zhunsheng.publish.papers.marks import Marks, fit
from zhunsheng.publish.papers.paper import from_template
from zhunsheng.publish.papers.tables import RawCell, joined
from zhunsheng.publish.papers.trouble import Source
from zhunsheng.publish.pdf import to_pdf
from zhunsheng.standard.findings import Severity

PIECES = st.sampled_from(
    "title: 甲|---|{{ |}}|{% for x in services %}|{% endfor %}|{% if today %}|{% else %}|{% endif %}|{# |#}|standard|"
    "standard.title|services|data|data.a|data.a.b|x|x.title|loop.index| \\| blank| \\| join| \\| day|(|)|[|]|'|\"|~|+| * |"
    "{% set x = |{% macro m(x) %}|{% endmacro %}|{{ m(1) }}| %}|::: form|::: page|::: page landscape|::: together|:::|"
    "::: right|\\| a \\| b \\||\\|--\\|:-:\\||\\| < \\| ^ \\||\\| ^ \\| ^ \\||# |### |- |- [ ] |1. |9. |> |```|**|*|`|____|"
    "<br>|<b>|![a](b)|[a](http://b)|&amp;|\\\\|\t|    |甲|，|。|abc|1|{{ rows(3) \\| join }}|{{ lines(2) }}|{{ none }}|"
    "__class__|{% include 'a' %}|{% raw %}|{% endraw %}|\ue000\ue010\ue001|\ue004|\x00|\u2028"
    .replace("\\|", "\0").split("|")
).map(lambda piece: piece.replace("\0", "|"))  # fmt: skip
TEMPLATES = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", "\n", "\n\n"])), max_size=30).map(
    lambda parts: "".join(piece + gap for piece, gap in parts)
)
EXPRESSIONS = st.sampled_from(
    [
        "standard.title",
        "standard.issued",
        "services",
        "data.a",
        "data.none_such",
        "data.none_such | blank",
        "today | day",
        "1 + 2",
        "1 // 0",
        "'甲' ~ 1",
        "none",
        "rows(2) | join",
        "lines(2)",
        "box(true)",
        "standard.drafted_by | join",
        "counts.sent | default('—')",
        "loop.index",
        "x",
    ]
)
LEAVES = st.one_of(
    st.sampled_from(
        ["甲", "# 题", "### 题", "- 项", "- [ ] 项", "- [x] 项", "> 注", "1. 一", "::: page", "::: page landscape", "**甲：**乙", "____",
         "| a | b |\n|--|:-:|\n| 1 | < |\n| ^ | 2 |", "| a | b |\n|--|---|\n| 甲 | < |\n| **乙** | 丙<br>丁 |", "```\n| a |\n```", "", "---"]
    ),
    EXPRESSIONS.map(lambda words: f"{{{{ {words} }}}}"),
    EXPRESSIONS.map(lambda words: f"- {{{{ {words} }}}}"),
    EXPRESSIONS.map(lambda words: f"| 甲 | 乙 |\n|--|--|\n| {{{{ {words} }}}} | < |"),
)  # fmt: skip
WRAPS = st.sampled_from(
    [
        "{{% for x in rows(2) %}}\n{}\n{{% endfor %}}", "{{% for x in services %}}\n{}\n{{% else %}}\n空\n{{% endfor %}}",
        "{{% if data.a %}}\n{}\n{{% else %}}\n乙\n{{% endif %}}", "{{% set x %}}\n{}\n{{% endset %}}\n{{{{ x }}}}",
        "{{% macro m(x) %}}\n{}\n{{% endmacro %}}\n{{{{ m(1) }}}}", "::: form\n{}\n:::", "::: together\n{}\n:::", "::: right\n{}\n:::",
        "::: table 甲\n{}\n:::", "::: foo\n{}\n:::", "> {}", "- {}", "{}\n:::",
    ]
)  # fmt: skip
SOUND = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map("\n\n".join)
        | st.tuples(WRAPS, inner).map(lambda parts: parts[0].format(parts[1]))
    ),
    max_leaves=8,
).map(lambda body: f"title: 甲{{{{ data.a }}}}\n---\n{body}")
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=40)
MARKUP = st.text(st.sampled_from("|<>^*_`~#-+.:[](){}%\\&!'\" \t\n1a甲，\u3000☑"), max_size=30)


def assert_whole(blocks: object) -> None:
    """What every writer may rely on: tables are rectangles, headings do not skip."""
    last = 0
    for block in walk(blocks):  # type: ignore[arg-type]
        if isinstance(block, Table):
            assert block.columns > 0
            assert covers(block.rows, block.columns) and covers(block.head, block.columns if block.head else 0)
            assert len(block.widths) in (0, block.columns)
        if isinstance(block, Heading):
            assert 1 <= block.level <= min(last + 1, 5)
            last = block.level


@given(SOUND | TEMPLATES | TEXT)
def test_a_template_gives_a_document_or_a_finding(text: str) -> None:
    library, _ = real("assistance/04-disability-allowances.yaml")
    made = from_template(Source("t.md", text), Filling(library, plain_standard(), DAY, "zh", {"a": "甲"}))
    errors = [one for one in made.findings if one.severity is Severity.ERROR]
    assert (made.document is None) == bool(errors)
    event(errors[0].code if errors else "a document")
    lines = text.count("\n") + 1
    assert all(1 <= one.place.line <= lines and one.place.column >= 1 and one.say() for one in made.findings)
    if made.document is not None:
        assert made.document.title
        assert_whole(made.document.blocks)
        assert "演示文本" in made.document.footer


@given(SOUND | TEMPLATES)
def test_blocks_are_whole_even_where_something_is_wrong(text: str) -> None:
    assert_whole(filled(text)[0])


@given(MARKUP | TEXT)
def test_a_value_shows_literally_wherever_it_stands(value: str) -> None:
    text = "# 题{{ data.v }}\n\n前{{ data.v }}后\n\n- 项{{ data.v }}\n\n| 甲 | 乙 |\n|--|--|\n| 格{{ data.v }} | {{ data.v }}。 |\n| 一 | 二 |\n\n> 注{{ data.v }}！"
    blocks, findings = filled(text, {"v": value})
    wanted = fit(value.replace("\r\n", "\n").replace("\r", "\n"))
    assert findings == []
    assert [type(one).__name__ for one in blocks] == ["Heading", "Para", "Items", "Table", "Para"]
    said = texts(blocks)
    end = wanted.rstrip(" \t\n")
    assert said[0] == f"题{end}" and said[1] == f"前{wanted}后" and said[2] == f"项{end}"
    assert said[5] == f"格{end}" and said[6] == f"{wanted}。".lstrip(" \t\n") and said[-1] == f"注{wanted}！"


@given(st.lists(st.tuples(MARKUP, MARKUP, MARKUP), min_size=1, max_size=5))
def test_any_table_of_data_gives_the_same_rows(rows: list[tuple[str, str, str]]) -> None:
    text = "::: form\n| a | b | c |\n|--|--|--|\n{% for r in data.rows %}\n| {{ r[0] }} | {{ r[1] }} | {{ r[2] }} |\n{% endfor %}\n:::"
    blocks, findings = filled(text, {"rows": rows})
    assert findings == []
    (table,) = blocks
    assert isinstance(table, Table)
    assert [tuple(words_of(cell.lines[0]) if cell.lines else "" for cell in row) for row in table.rows] == [
        tuple(value.strip(" \t\n") for value in row) for row in rows
    ]


@given(st.lists(st.sampled_from(["甲", "<", "^"]), min_size=1, max_size=20), st.integers(1, 4))
def test_joined_cells_always_fill_a_rectangle(signs: list[str], columns: int) -> None:
    rows = [signs[at : at + columns] for at in range(0, len(signs) - len(signs) % columns, columns)]
    cells = [[RawCell((sign,), sign if sign in "<^" else "", 1) for sign in row] for row in rows]
    assert covers(joined(cells, []), columns if rows else 0)


@given(MARKUP | TEXT)
def test_markdown_of_any_text_is_a_line(text: str) -> None:
    reader = MarkdownReader(Source("t.md", text), Marks(), "zh")
    assert_whole(list(reader.blocks(text)))
    assert line_from is not None


@given(TEXT | st.lists(MARKUP, max_size=6).map(",".join) | st.just('"'))
def test_any_data_file_is_data_or_a_finding(text: str) -> None:
    for given_data in (from_csv(f"建议,提出单位\n{text}", "c.csv"), from_csv(text, "c.csv"), from_yaml(text, "d.yaml")):
        errors = [one for one in given_data.findings if one.severity is Severity.ERROR]
        assert (given_data.values is None) == bool(errors)
        data = renamed(given_data.values or {})
        assert isinstance(data, dict)
        comments = comments_of(data)
        counts = counts_of(data, comments)
        assert counts.accepted + counts.partly + counts.refused + counts.open == counts.comments == len(comments)
        assert counts.silent is None or counts.silent >= 0


@settings(max_examples=20)
@given(st.lists(MARKUP, min_size=1, max_size=3))
def test_papers_with_any_data_become_pdf(values: list[str]) -> None:
    library, standard = real("assistance/04-disability-allowances.yaml")
    from zhunsheng.publish.papers import paper

    data = {"rows": [{"建议": f"改{value}", "提出单位": value, "处理": value} for value in values]}
    made = paper("comment-resolution", library, standard, DAY, "zh", data)
    assert made.document is not None and made.findings == []
    assert to_pdf(made.document).startswith(b"%PDF")
