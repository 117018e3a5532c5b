"""The program: its verbs, loaded only when called, and what becomes of errors.

A wrong call, an unknown path or a bad date is one clear message and exit code 2, never a traceback.
"""

from __future__ import annotations

import errno
import importlib
import os
import sys
from collections.abc import MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

import click

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Verb, help_option, session_of, shared_options
from zhunsheng.cli.session import Session, close_quietly, language_of, may_color, write
from zhunsheng.standard.wording import T, Text

PROGRAM = "zhunsheng"


@dataclass(frozen=True)
class Entry:
    """A verb before it is loaded: its module, and its line in the help."""

    module: str
    about: Text


#: Every verb; the order is that of the help and of the manual.
VERBS: dict[str, Entry] = {
    "report": Entry("report", T("一份总报告：检查、用例、底线证明与版本影响，新手从这里开始")),
    "check": Entry("check", T("检查工作区或一个文件：读入、编译、审读，一次列出全部问题")),
    "test": Entry("cases", T("运行标准自带的用例")),
    "floor": Entry("floor", T("逐项证明本地标准不低于上位标准")),
    "diff": Entry("diff", T("比较两个版本：谁得到、谁失去，哪些值有变化")),
    "impact": Entry("impact", T("上位标准变动后，本地要做的工作清单")),
    "explain": Entry("explain", T("把规则写成文字，并说明标准之间的来源关系")),
    "points": Entry("points", T("逐个服务点证明：各中心自己的承诺都不低于本区标准")),
    "framework": Entry("framework", T("标准体系：明细与统计，全文、引用与空缺各有着落")),
    "references": Entry("references", T("引用了哪些外部标准，现行还是已被代替，谁依赖它")),
    "record": Entry("record", T("区情与试点记录：每个数、每件事各有来源，来源不一的并列")),
    "guide": Entry("guide", T("服务指南：谁能办、能得到什么、要带什么、多久、去哪里")),
    "manual": Entry("manual", T("业务手册：新到岗的人一天接手要用的依据、检查点、权限与交接")),
    "print": Entry("print_", T("印标准：按 GB/T 1.1—2020 的格式排出标准文本，或填写编制过程的文书")),
    "process": Entry("process", T("流程图：泳道图（SVG）、BPMN 2.0，或一步一句的文字")),
    "import": Entry("import_", T("导入 Word 标准、体系明细表和事项清单：先看认出了什么，再写文件")),
    "confirm": Entry("confirm", T("确认或拒绝一个标准文件里待确认的提议")),
    "interview": Entry("interview", T("问答：一次问一个问题，看一位居民能享受什么")),
    "serve": Entry("serve", T("开网站：标准数据库、居民门户与接口")),
    "database": Entry("database", T("网站的数据库：装入一批工作区，查看有什么，原样导出")),
    "account": Entry("account", T("网站的账号：开户、重设密码、停用")),
    "schema": Entry("schema", T("给编辑器用的 JSON Schema")),
    "fmt": Entry("fmt", T("统一标准文件的排版，注释与取值不变")),
    "new": Entry("new", T("新建工作区或标准，直接能通过检查")),
    "completion": Entry("completion", T("打印命令行补全脚本")),
    "version": Entry("version", T("显示版本")),
}


class Group(click.Group):
    """The program itself; it loads a verb's module when the verb is called."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(PROGRAM, add_help_option=False, **kwargs)
        self.verbs = VERBS
        self.params.extend([*shared_options(), help_option()])

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        """Begin a call: the language is known before anything is parsed."""
        color = may_color(sys.stdout, os.environ) and "--no-color" not in args
        extra.setdefault("obj", Session(language_of(args, os.environ), color=color))
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the verbs."""
        return list(self.verbs)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """A verb, its module loaded."""
        entry = self.verbs.get(cmd_name)
        if entry is None:
            return None
        command: Verb = importlib.import_module(f"zhunsheng.cli.verbs.{entry.module}").command
        command.short_help = entry.about.say(session_of(ctx).language)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb called.  Raises Problem, with the nearest verb, for an unknown one."""
        name = args[0]
        if name in self.verbs or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = get_close_matches(name, list(self.verbs), n=1)
        advice = T("是不是想写 {words}？", words=near) if near else T("可用的动词：{words}", words=list(self.verbs))
        raise Problem(T("没有动词「{name}」", name=name[:40]), advice)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write our own help page."""
        from zhunsheng.cli.help import group_help

        formatter.write(group_help(self, ctx, session_of(ctx).language))

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and end the process with the exit code (unless `standalone_mode` is off: then return it)."""
        words = list(sys.argv[1:] if args is None else args)
        self._main_shell_completion(extra, prog_name or PROGRAM, complete_var)
        code = _guarded(self, words, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _main_shell_completion(
        self, ctx_args: MutableMapping[str, Any], prog_name: str, complete_var: str | None = None
    ) -> None:
        super()._main_shell_completion(ctx_args, PROGRAM, complete_var or COMPLETION_VARIABLE)


COMPLETION_VARIABLE = "_ZHUNSHENG_COMPLETE"
cli = Group(invoke_without_command=False, no_args_is_help=False)


def _guarded(group: Group, words: list[str], extra: dict[str, Any]) -> int:
    """Run the verb; whatever goes wrong becomes a message and an exit code."""
    session = Session(language_of(words, os.environ), debug="--debug" in words)
    try:
        if not words:
            words = ["--help"]
        with group.make_context(PROGRAM, words, **extra) as ctx:
            result = group.invoke(ctx)
        return int(result or 0)
    except Problem as problem:
        return _complain(session, problem.message, problem.help, problem.code)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except click.UsageError as error:
        from zhunsheng.cli.help import usage_error

        return _complain(session, *usage_error(error), Exit.USAGE)
    except (KeyboardInterrupt, click.Abort):
        return _complain(session, T("已中断"), None, Exit.INTERRUPTED)
    except BrokenPipeError:
        close_quietly()
        return int(Exit.WELL)
    except Exception as error:
        full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)
        return _full(session, error) if full else _own_mistake(session, error)


def _complain(session: Session, message: Text, advice: Text | None, code: Exit) -> int:
    lines = [f"{PROGRAM}: {session.say(message)}"]
    if advice is not None:
        lines.append(f"  {session.say(advice)}")
    with suppress(OSError):  # where nothing can be said, the code still tells
        write("\n".join(lines), sys.stderr)
    return int(code)


def _full(session: Session, error: Exception) -> int:
    """The disk, or what of it may be used, is full; what was written so far is incomplete."""
    name = getattr(error, "filename", None)
    message = T("磁盘已满，没有写完") if name is None else T("磁盘已满，没有写完「{path}」", path=str(name))
    return _complain(session, message, T("腾出地方再运行一次；已写出的部分不完整，不要用"), Exit.UNWRITTEN)


def _own_mistake(session: Session, error: Exception) -> int:
    """Something that is no fault of the caller's."""
    if session.debug:
        import traceback

        write("".join(traceback.format_exception(error)), sys.stderr)
    what = f"{type(error).__name__}: {error}".splitlines()[0][:200]
    advice = T("这是程序的错误，不是您的。请加 --debug 再运行一次，把输出和所用的文件附在问题报告里。")
    return _complain(session, T("内部错误（{what}）", what=what), advice, Exit.INTERNAL)


def run(arguments: Sequence[str] | None = None) -> int:
    """Run ``zhunsheng`` with `arguments` (those of the process when None); returns the exit code."""
    result: int = cli.main(arguments, standalone_mode=False)
    return result
