"""Which template is used: the tightest match, in the language asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.publish.papers.world import DAY, YUEXIU, ladder, plain_standard, words
from zhunsheng.publish.papers import find_template, paper, paper_names, templates
from zhunsheng.publish.papers.ladder import GENERAL_NAMES
from zhunsheng.standard.workspace import open_workspace

TEXT = "title: {level}\n---\n{level}"


def text(level: str) -> str:
    return TEXT.replace("{level}", level)


def test_the_nearest_level_wins(tmp_path: Path) -> None:
    levels = ["nation", "province", "city", "district"]
    for count in range(len(levels) + 1):
        folder = tmp_path / str(count)
        library = ladder(folder, **{one: {"review-conclusion.md": text(one)} for one in levels[:count]})
        found = find_template(library.workspace, "review-conclusion")
        assert found is not None
        if count:
            assert (found.home, found.place.zh) == (levels[count - 1], f"{levels[count - 1]}标准")
            made = paper("review-conclusion", library, plain_standard(), DAY)
            assert made.document is not None and made.document.title == levels[count - 1]
        else:
            assert (found.home, found.level, found.place.zh) == (None, None, "通用模板")
            assert found.shown == "zhunsheng/templates/review-conclusion.md"


def test_each_paper_has_its_own_ladder(tmp_path: Path) -> None:
    library = ladder(
        tmp_path,
        nation={"compilation-note.md": text("国"), "review-conclusion.md": text("国")},
        city={"review-conclusion.md": text("市"), "trial-report.md": text("市")},
        district={"trial-report.en.md": text("区"), "试运行小结.md": text("区"), "notes.txt": "x", "_x.md": "x"},
    )
    found = {one.name: (one.home, one.language) for one in templates(library.workspace)}
    assert found == {
        "compilation-note": ("nation", "zh"), "comment-resolution": (None, "zh"), "submission-letter": (None, "zh"),
        "implementation-record": (None, "zh"), "review-conclusion": ("city", "zh"), "trial-report": ("city", "zh"),
        "试运行小结": ("district", "zh"),
    }  # fmt: skip
    assert paper_names(library.workspace) == tuple(found)
    assert paper_names() == GENERAL_NAMES


def test_language_comes_before_nearness(tmp_path: Path) -> None:
    library = ladder(
        tmp_path,
        city={"review-conclusion.en.md": text("city")},
        district={"review-conclusion.md": text("区"), "own.md": text("区")},
    )
    english = find_template(library.workspace, "review-conclusion", "en")
    assert english is not None and (english.home, english.language) == ("city", "en")
    made = paper("own", library, plain_standard(), DAY, "en")
    assert made.document is not None and made.document.language == "zh"
    assert [one.say() for one in made.findings] == [
        f"{tmp_path}/district/templates/own.md:1:1: ZS901 没有这种语言的模板，用了 {tmp_path}/district/templates/own.md"
    ]
    assert paper("own", library, plain_standard(), DAY).findings == []


@pytest.mark.parametrize("name", ["", "../secret", "a/b", ".hidden", "a b", "_x", "x" * 80, "a\n", "no-such"])
def test_a_name_leads_nowhere_else(name: str, tmp_path: Path) -> None:
    library = ladder(tmp_path)
    (tmp_path / "secret.md").write_text(text("密"), encoding="utf-8")
    assert find_template(library.workspace, name) is None
    made = paper(name, library, plain_standard(), DAY)
    assert made.document is None and made.template is None
    assert [one.code for one in made.findings] == ["ZS901"]


def test_the_nearest_name_is_offered(tmp_path: Path) -> None:
    made = paper("compilation-not", ladder(tmp_path), plain_standard(), DAY)
    assert (
        made.findings[0]
        .say()
        .endswith(
            "ZS901 没有文书「compilation-not」\n  是不是「compilation-note」？可用的有：" + "、".join(GENERAL_NAMES)
        )
    )


def test_a_template_that_cannot_be_read(tmp_path: Path) -> None:
    library = ladder(tmp_path, district={"own.md": "title: 甲\n---\n甲"})
    folder = tmp_path / "district" / "templates"
    (tmp_path / "outside.md").write_text(text("外"), encoding="utf-8")
    (folder / "link.md").symlink_to(tmp_path / "outside.md")
    (folder / "broken.md").symlink_to(tmp_path / "nothing.md")
    (folder / "gbk.md").write_bytes("title: 甲".encode("gb18030"))
    (folder / "folder.md").mkdir()
    wanted = {"link": "链接指向工作区以外", "broken": "", "gbk": "不是 UTF-8"}
    for name, words_ in wanted.items():
        made = paper(name, library, plain_standard(), DAY)
        assert made.document is None and made.findings[0].code == "ZS101"
        assert words_ in made.findings[0].message.say()
    assert paper("folder", library, plain_standard(), DAY).findings[0].code == "ZS901"
    (folder / "inside.md").symlink_to(folder / "own.md")
    assert paper("inside", library, plain_standard(), DAY).document is not None


def test_line_ends_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    library = ladder(tmp_path)
    folder = tmp_path / "district" / "templates"
    folder.mkdir()
    (folder / "own.md").write_bytes(
        "\ufefftitle: 甲\r\n---\r\n| a | b |\r\n|--|--|\r\n| 1 | 2 |\r\n\r\n乙\r丙\r\n".encode()
    )
    made = paper("own", library, plain_standard(), DAY)
    assert made.document is not None and words(made.document) == "甲\n\na\nb\n1\n2\n乙丙"


def test_the_demonstration_shows_the_ladder() -> None:
    found = {one.name: one.home for one in templates(open_workspace(YUEXIU))}
    assert found["comment-resolution"] == "yuexiu"
    assert found["review-conclusion"] == "gz/2023"
    assert found["compilation-note"] is None
    centre = open_workspace(YUEXIU.parent / "centres" / "liurong")
    assert {one.name: one.home for one in templates(centre)}["comment-resolution"] == "yuexiu"
