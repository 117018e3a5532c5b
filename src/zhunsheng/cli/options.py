"""How a verb is declared: help texts that are translated, and the options that every verb shares."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import click

from zhunsheng.cli.exits import Problem
from zhunsheng.cli.session import FORMATS, LANGUAGE_VARIABLE, Session
from zhunsheng.standard.wording import LANGUAGES, T, Text

Verbed = Callable[..., int]


class Choice(click.ParamType):  # type: ignore[type-arg]
    """One of a few words."""

    name = "choice"

    def __init__(self, words: Sequence[str]) -> None:
        self.words = tuple(words)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The words, as help shows them."""
        return "|".join(self.words)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The word itself.  Raises Problem for any other."""
        if value in self.words:
            return str(value)
        raise Problem(
            T("{option} 不能是「{value}」", option=_name(param), value=value),
            T("可以是：{words}", words=list(self.words)),
        )

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """The words that begin like what is typed."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(word) for word in self.words if word.startswith(incomplete)]


class DayType(click.ParamType):  # type: ignore[type-arg]
    """A calendar day, written ``2023-08-01``."""

    name = "day"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The shape of a day, as help shows it."""
        return "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day.  Raises Problem for anything else."""
        if isinstance(value, date):
            return value
        return read_day(str(value), _name(param))


class PathWord(click.ParamType):  # type: ignore[type-arg]
    """A path, completed by the shell; whether it can be used is for the verb to say."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The path as it was written.  Raises Problem for an empty one, as an unset variable leaves it."""
        if not value:
            advice = param.words if isinstance(param, (Option, Argument)) else None
            raise Problem(T("{option} 是空的，这里要一个路径", option=_name(param)), advice)
        return str(value)

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Leave it to the shell, which knows files."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(incomplete, type="file")]


def read_day(text: str, where: str) -> date:
    """The day that `text` names.  Raises Problem, with advice, for anything else."""
    try:
        if len(text) != 10:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        advice = T("请写成 2023-08-01 的样子，并且是日历上有的日子")
        raise Problem(T("{option} 的「{value}」不是日期", option=where, value=text[:40]), advice) from None


def today() -> date:
    """Today in China."""
    return datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _name(param: click.Parameter | None) -> str:
    if param is None:
        return "?"
    return param.opts[0] if isinstance(param, click.Option) else (param.human_readable_name or "?")


class Option(click.Option):
    """An option whose help is translated when it is shown."""

    def __init__(self, *args: Any, words: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Names and explanation, for help."""
        if self.hidden:
            return None
        names = ", ".join([*self.opts, *self.secondary_opts])
        if not self.is_flag and not self.count:
            names = f"{names} {_metavar(self, ctx)}"
        return names, self.words.say(session_of(ctx).language)


class Argument(click.Argument):
    """An argument with an explanation."""

    def __init__(self, *args: Any, words: Text, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """Name and explanation, for help."""
        return argument_word(self), self.words.say(session_of(ctx).language)


def argument_word(argument: click.Argument) -> str:
    """How an argument is written in a usage line: ``PATH``, ``[ID]``, ``PATH...``."""
    word = argument.metavar or (argument.name or "").upper()
    if argument.nargs == -1:
        word = f"{word}..."
    return word if argument.required else f"[{word}]"


def _metavar(option: click.Option, ctx: click.Context) -> str:
    if option.metavar is not None:
        return option.metavar
    if isinstance(option.type, (Choice, DayType)):
        return option.type.get_metavar(option, ctx)
    return (option.name or "").upper()


def session_of(ctx: click.Context) -> Session:
    """The session of a call."""
    found = ctx.find_root().obj
    assert isinstance(found, Session)
    return found


def _set_format(ctx: click.Context, param: click.Parameter, value: str | None) -> None:
    if value is not None:
        session_of(ctx).format = next(item for item in FORMATS if item == value)


def _set_color(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        session_of(ctx).color = False


def _set_debug(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    if value:
        session_of(ctx).debug = True


def shared_options() -> list[click.Parameter]:
    """Options that stand before or after the verb."""
    return [
        Option(
            ["--lang"], type=Choice(LANGUAGES), expose_value=False,
            words=T("界面语言：zh 中文，en 英文；也可用环境变量 {variable}", variable=LANGUAGE_VARIABLE),
        ),
        Option(
            ["--format"], type=Choice(FORMATS), expose_value=False, callback=_set_format,
            words=T("输出格式：text 给人看，json 给程序读，markdown 可贴进文档"),
        ),
        Option(
            ["--no-color"], is_flag=True, expose_value=False, callback=_set_color,
            words=T("不用颜色；也可用环境变量 NO_COLOR"),
        ),
        Option(
            ["--debug"], is_flag=True, expose_value=False, callback=_set_debug,
            words=T("程序自身出错时显示调用栈"),
        ),
    ]  # fmt: skip


class Verb(click.Command):
    """A verb: what it does, in one line (`about`) and at length (`story`), and examples of calls."""

    def __init__(
        self,
        name: str,
        callback: Callable[..., int],
        params: list[click.Parameter],
        about: Text,
        story: Text | None,
        examples: Sequence[str],
    ) -> None:
        super().__init__(
            name,
            {"allow_extra_args": True},
            callback,
            [*params, *shared_options(), help_option()],
            add_help_option=False,
        )
        self.about = about
        self.story = story
        self.examples = tuple(examples)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the arguments.  Raises Problem for one too many."""
        rest = super().parse_args(ctx, args)
        if ctx.args and not ctx.resilient_parsing:
            raise Problem(
                T("多出的参数：{words}", words=[word[:80] for word in ctx.args]),
                T("说明：{path} --help", path=ctx.command_path),
            )
        return rest

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write our own help, aligned for wide characters."""
        from zhunsheng.cli.help import verb_help

        formatter.write(verb_help(self, ctx, session_of(ctx).language))


def help_option() -> Option:
    """``--help``, translated."""

    def show(ctx: click.Context, param: click.Parameter, value: bool) -> None:
        if value and not ctx.resilient_parsing:
            from zhunsheng.cli.session import write

            write(ctx.get_help())
            ctx.exit()

    return Option(
        ["-h", "--help"], is_flag=True, is_eager=True, expose_value=False, callback=show, words=T("显示这份说明")
    )


def verb(
    name: str, about: Text, *params: click.Parameter, story: Text | None = None, examples: Sequence[str] = ()
) -> Callable[[Verbed], Verb]:
    """Make a verb of a function ``(session, **options) -> exit code``."""

    def make(function: Verbed) -> Verb:
        def call(**values: Any) -> int:
            return function(session_of(click.get_current_context()), **values)

        return Verb(name, call, list(params), about, story, examples)

    return make
