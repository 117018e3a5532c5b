"""Wrong calls and bad input: one clear message, what would be right, exit code 2, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run

#: The call, and what standard error says.
WRONG: dict[str, tuple[tuple[str, ...], str]] = {
    "unknown verb": (("flor", "x"), "zhunsheng: 没有动词「flor」\n  是不是想写 floor？\n"),
    "unknown option": (
        ("check", "district", "--sttrict"),
        "zhunsheng: 没有选项「--sttrict」\n  是不是想写 --strict？\n",
    ),
    "missing argument": (("check",), "zhunsheng: 缺少参数 PATH\n  工作区文件夹，或一个标准文件\n"),
    "one argument too many": (("check", "a", "b"), "zhunsheng: 多出的参数：b\n  说明：zhunsheng check --help\n"),
    "option without value": (("check", "district", "--on"), "zhunsheng: 选项「--on」的写法不对：缺少值，或不该有值\n"),
    "bad choice": (
        ("check", "x", "--format", "xml"),
        "zhunsheng: --format 不能是「xml」\n  可以是：text、json、markdown\n",
    ),
    "bad date": (
        ("floor", "district", "--on", "2023-02-30"),
        "zhunsheng: --on 的「2023-02-30」不是日期\n  请写成 2023-08-01 的样子，并且是日历上有的日子\n",
    ),
    "unknown path": (("check", "distrct"), "zhunsheng: 没有这个文件或文件夹：「distrct」\n  是不是「district」？\n"),
    "empty path": (("check", ""), "zhunsheng: PATH 是空的，这里要一个路径\n  工作区文件夹，或一个标准文件\n"),
    "empty path of an option": (
        ("guide", "district#allowance", "--out", ""),
        "zhunsheng: --out 是空的，这里要一个路径\n  写到这里；工作区写到文件夹里，每个事项一份\n",
    ),
    "empty path of what is new": (
        ("new", "workspace", ""),
        "zhunsheng: PATH 是空的，这里要一个路径\n  工作区是还没有的文件夹；标准是工作区 standards/ 下还没有的 .yaml 文件\n",
    ),
    "unknown folder": (
        ("check", "nowhere/x"),
        "zhunsheng: 没有这个文件或文件夹：「nowhere/x」\n  上级文件夹「nowhere」也不存在或打不开\n",
    ),
    "impossible path": (("check", "a" * 300), f"zhunsheng: 路径「{'a' * 80}」不能用\n"),
    "not a workspace": (
        ("floor", "."),
        "zhunsheng: 「.」不是工作区：里面没有 workspace.yaml\n  这里面有工作区：broken、centres/east、centres/west、district、nation-1、nation-2、system、thresholds\n",
    ),
    "a file for a folder": (
        ("impact", "district/facts.yaml", "--from", "nation/1", "--to", "nation/2"),
        "zhunsheng: 「district/facts.yaml」是文件，这里要工作区的文件夹\n",
    ),
    "no standard": (
        ("floor", "district/facts.yaml"),
        "zhunsheng: 「facts.yaml」不是标准文件，没有可证明的服务事项\n",
    ),
    "unknown edition": (
        ("floor", "district", "--against", "nation/3"),
        "zhunsheng: 上位标准里没有「nation/3」\n  是不是想写 nation/2？\n",
    ),
    "nothing above": (
        ("floor", "nation-1", "--against", "x"),
        "zhunsheng: 上位标准里没有「x」\n  这个工作区没有写上位标准（upstream）\n",
    ),
    "unknown item": (
        ("floor", "district", "--item", "alowance"),
        "zhunsheng: 没有事项「alowance」\n  是不是想写 allowance？\n",
    ),
    "a file beside a folder": (
        ("diff", "nation-1", "district/facts.yaml"),
        "zhunsheng: 一边是文件夹，一边是文件，不能比较：「nation-1」「district/facts.yaml」\n",
    ),
    "half a step": (
        ("impact", "district", "--from", "nation/1"),
        "zhunsheng: 请写 --from 和 --to，或者写 --value，二者选一\n"
        "  写法：--value 'cn/2023#事项 服务内容.水平 2027-01-01 \"6 CNY/school_day\"'\n",
    ),
    "unreadable move": (
        ("impact", "district", "--value", "nation/2 money"),
        "zhunsheng: 读不懂要变动的值：「nation/2 money」\n"
        "  写法：--value 'cn/2023#事项 服务内容.水平 2027-01-01 \"6 CNY/school_day\"'\n",
    ),
    "unknown level": (
        ("impact", "district", "--value", "nation/2#allowance money.amuont 2025-01-01 '70 CNY/month'"),
        "zhunsheng: 「nation/2#allowance」没有水平「money.amuont」\n  可写：money.amount\n",
    ),
    "move of nothing": (
        ("impact", "district", "--value", "nation/2#alowance money.amount 2025-01-01 '70 CNY/month'"),
        "zhunsheng: 「nation/2」里没有事项「alowance」\n",
    ),
    "bad new value": (
        ("impact", "district", "--value", "nation/2#allowance money.amount 2025-01-01 '70 moons'"),
        "zhunsheng: 新值「70 moons」读不懂\n  请写成「数字 单位」，例如 6 CNY/school_day\n",
    ),
    "nothing to explain": (("explain",), "zhunsheng: 请写一个事项、文件或工作区；或者写 --rule 和 --facts\n"),
    "a rule without facts": (
        ("explain", "--rule", "age > 1"),
        "zhunsheng: 请写一个事项、文件或工作区；或者写 --rule 和 --facts\n",
    ),
    "unknown service": (
        ("explain", "district#alowance"),
        "zhunsheng: 「district」里没有事项「alowance」\n  是不是想写 allowance？\n",
    ),
    "unknown workspace": (
        ("explain", "county#allowance"),
        "zhunsheng: 当前文件夹下没有工作区「county」\n  找到的有：broken、district、nation/1、nation/2、system、thresholds、centre/east、centre/west\n",
    ),
    "nothing to format": (("fmt", "../expected"), "zhunsheng: 「../expected」里没有 .yaml 文件\n"),
    "unknown kind of file": (
        ("schema", "standrad"),
        "zhunsheng: KIND 不能是「standrad」\n"
        "  可以是：standard、cases、workspace、facts、framework、record、organisation、register、calendar\n",
    ),
    "over what exists": (
        ("new", "workspace", "district"),
        "zhunsheng: 「district」已经有内容，不会覆盖\n  请换一个还没有的文件夹\n",
    ),
    "over a file": (
        ("new", "standard", "district/standards/money.yaml"),
        "zhunsheng: 「district/standards/money.yaml」已经有了，不会覆盖\n  请换一个还没有的文件名\n",
    ),
    "a standard in the wrong place": (
        ("new", "standard", "district/money.txt"),
        "zhunsheng: 标准要放在工作区的 standards/ 下，文件名以 .yaml 结尾，不是「money.txt」\n",
    ),
    "a taken id": (
        ("new", "standard", "district/standards/allowance.yaml"),
        "zhunsheng: 工作区里已经有事项「allowance」\n  请换一个文件名\n",
    ),
    "nothing to follow": (
        ("new", "standard", "district/standards/x.yaml", "--overlays", "nation/2#x"),
        "zhunsheng: 上位标准里没有事项「nation/2#x」\n  写法：工作区代号#事项，例如 cn/2023#dibao\n",
    ),
    "facts that are missing": (
        ("new", "standard", "district/standards/x.yaml"),
        "zhunsheng: 示例规则要用的事实 age、usual_resident 没有声明\n"
        "  请用 --overlays 照一个上位事项来写，或在 facts.yaml 里声明 age 和 usual_resident\n",
    ),
    "a bad id": (
        ("new", "workspace", "new-one", "--id", "A B"),
        "zhunsheng: 「A B」不能作工作区的代号\n  用小写英文字母、数字和 -，以字母开头，例如 --id my-district\n",
    ),
    "a bad code": (
        ("new", "workspace", "new-one", "--jurisdiction", "44"),
        "zhunsheng: 行政区划代码应是六位数字，不是「44」\n",
    ),
    "options of the other kind": (
        ("new", "workspace", "new-one", "--overlays", "x"),
        "zhunsheng: --overlays 只用于新建标准\n",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_call_is_told_what_would_be_right(name: str, run: Run) -> None:
    words, message = WRONG[name]
    result = run(*words)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", message)
    assert not Path("new-one").exists()


BAD_FILES = {
    "binary": (b"\x80\x81\x00", "1:1: ZS101 不是 UTF-8 编码的文字"),
    "gbk": ("title: 好".encode("gbk"), "1:8: ZS101 不是 UTF-8 编码的文字"),
    "empty": (b"", "1:1: ZS106 文件是空的"),
}


@pytest.mark.parametrize("name", BAD_FILES)
@pytest.mark.parametrize("verb", ["check", "fmt"])
def test_a_file_that_cannot_be_read_is_a_finding(name: str, verb: str, run: Run, tmp_path: Path) -> None:
    content, message = BAD_FILES[name]
    file = tmp_path / "x.yaml"
    file.write_bytes(content)
    result = run(verb, str(file))
    if verb == "fmt" and name == "empty":
        assert result.exit_code == 0
        return
    assert result.exit_code == 1
    assert result.stdout.startswith(f"{file}:{message}\n")


@pytest.mark.parametrize("words", [("floor",), ("test",), ("report",), ("impact", "--from", "a", "--to", "b")])
def test_an_unreadable_workspace_is_refused_with_its_findings(words: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    (tmp_path / "workspace.yaml").write_text("id: x\n", "utf-8")
    result = run(words[0], str(tmp_path), *words[1:])
    assert result.exit_code == 1
    assert f"{tmp_path}/workspace.yaml:1:1: ZS1" in result.stdout
    assert result.stderr == ""


def test_an_own_mistake_is_one_line_and_a_traceback_on_request(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import zhunsheng.cli.opening

    def fail(path: str) -> None:
        raise RuntimeError("boom")

    monkeypatch.setattr(zhunsheng.cli.opening, "open_path", fail)
    short = run("floor", "district")
    assert (short.exit_code, short.stdout) == (70, "")
    assert short.stderr.splitlines()[0] == "zhunsheng: 内部错误（RuntimeError: boom）"
    assert "Traceback" not in short.stderr
    assert "Traceback" in run("floor", "district", "--debug").stderr


def test_an_interruption_has_its_own_code(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    import zhunsheng.cli.opening

    def stop(path: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(zhunsheng.cli.opening, "open_path", stop)
    result = run("floor", "district")
    assert (result.exit_code, result.stderr) == (130, "zhunsheng: 已中断\n")
