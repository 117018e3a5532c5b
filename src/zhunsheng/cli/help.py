"""Help pages and usage errors in the reader's language, aligned for wide characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from zhunsheng.cli.exits import Exit
from zhunsheng.cli.options import Argument, Option, Verb, argument_word
from zhunsheng.cli.render.width import columns, pad, wrap
from zhunsheng.standard.wording import Language, T, Text

if TYPE_CHECKING:
    from zhunsheng.cli.app import Group

WIDTH = 100
_USAGE = T("用法：")
#: Exit codes and what they say; the order is that of help and manual.
EXIT_CODES: tuple[tuple[Exit, Text], ...] = (
    (Exit.WELL, T("一切正常")),
    (Exit.FINDINGS, T("有错误、有未通过的用例，或低于底线")),
    (Exit.USAGE, T("命令用法有误，或路径、日期等参数不能用")),
    (Exit.UNDECIDED, T("加了 --strict，而有未判定或未形式化的事项")),
    (Exit.INTERNAL, T("程序自身出错")),
    (Exit.UNWRITTEN, T("磁盘已满，没有写完")),
    (Exit.INTERRUPTED, T("被中断")),
)


def verb_help(verb: Verb, ctx: click.Context, language: Language) -> str:
    """The help page of one verb."""
    arguments = [param for param in verb.params if isinstance(param, Argument)]
    options = [param for param in verb.params if isinstance(param, Option)]
    words = " ".join([ctx.command_path, *map(argument_word, arguments), T("[选项]").say(language)])
    lines = [_USAGE.say(language) + words, "", *wrap(verb.about.say(language), WIDTH)]
    if verb.story is not None:
        lines += ["", *(line for part in verb.story.say(language).split("\n") for line in wrap(part, WIDTH))]
    lines += _section(T("参数"), [item.get_help_record(ctx) for item in arguments], language)
    lines += _section(T("选项"), [record for item in options if (record := item.get_help_record(ctx))], language)
    if verb.examples:
        lines += ["", T("例子").say(language), *(f"  {example}" for example in verb.examples)]
    return "\n".join(lines) + "\n"


def group_help(group: Group, ctx: click.Context, language: Language) -> str:
    """The help page of the program: every verb in one line."""
    lines = [
        _USAGE.say(language) + f"{ctx.command_path} " + T("动词 [参数] [选项]").say(language),
        "",
        *wrap(T("准绳：公共服务标准的检查、证明、比较与解释。").say(language), WIDTH),
    ]
    lines += _section(T("动词"), [(name, entry.about.say(language)) for name, entry in group.verbs.items()], language)
    options = [item.get_help_record(ctx) for item in group.params if isinstance(item, Option)]
    lines += _section(T("选项"), [record for record in options if record], language)
    codes = [(str(int(code)), text.say(language)) for code, text in EXIT_CODES]
    lines += _section(T("退出码"), codes, language)
    lines += ["", T("某个动词的说明：zhunsheng 动词 --help").say(language)]
    return "\n".join(lines) + "\n"


def _section(title: Text, rows: Sequence[tuple[str, str]], language: Language) -> list[str]:
    if not rows:
        return []
    left = min(34, max(columns(name) for name, _ in rows)) + 2
    lines = ["", title.say(language)]
    for name, words in rows:
        wrapped = wrap(words, WIDTH - left - 2) or [""]
        first = f"  {pad(name, left)}{wrapped[0]}"
        if columns(name) + 2 > left:
            first = f"  {name}\n  {' ' * left}{wrapped[0]}"
        lines += [first.rstrip(), *(f"  {' ' * left}{line}" for line in wrapped[1:])]
    return lines


def usage_error(error: click.UsageError) -> tuple[Text, Text | None]:
    """What is wrong with a call, and what would be right, as our own messages."""
    if isinstance(error, click.NoSuchOption):
        advice = _did_you_mean(error.possibilities or ())
        return T("没有选项「{option}」", option=error.option_name), advice
    if isinstance(error, click.MissingParameter):
        if isinstance(error.param, Argument):
            return T("缺少参数 {name}", name=argument_word(error.param)), error.param.words
        names = error.param.opts[0] if error.param is not None else "?"
        return T("缺少选项 {name}", name=names), getattr(error.param, "words", None)
    if isinstance(error, click.BadOptionUsage):
        return T("选项「{option}」的写法不对：缺少值，或不该有值", option=error.option_name), None
    if isinstance(error, click.BadParameter) and error.param is not None:
        return T("参数 {name} 不能用：{reason}", name=error.param.opts[0], reason=error.message), None
    return T("命令用法有误：{reason}", reason=error.format_message()), None


def _did_you_mean(words: Iterable[str]) -> Text | None:
    found = sorted(words)
    return T("是不是想写 {words}？", words=found) if found else None
