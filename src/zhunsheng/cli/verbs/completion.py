"""``zhunsheng completion``: the script that lets a shell complete verbs, options and words."""

from __future__ import annotations

from zhunsheng.cli.exits import Exit
from zhunsheng.cli.options import Argument, Choice, verb
from zhunsheng.cli.session import Session, write
from zhunsheng.standard.wording import T

SHELLS = ("bash", "zsh", "fish")


@verb(
    "completion",
    T("打印命令行补全脚本"),
    Argument(["shell"], type=Choice(SHELLS), metavar="SHELL", words=T("bash、zsh 或 fish")),
    story=T("把输出放进 shell 的配置里，按 Tab 键就能补全动词、选项和取值。"),
    examples=(
        'eval "$(zhunsheng completion bash)"',
        "zhunsheng completion fish > ~/.config/fish/completions/zhunsheng.fish",
    ),
)
def command(session: Session, shell: str) -> int:
    """Print the completion script of a shell."""
    from click.shell_completion import get_completion_class

    from zhunsheng.cli.app import COMPLETION_VARIABLE, PROGRAM, cli

    kind = get_completion_class(shell)
    assert kind is not None
    maker = kind(cli, {}, PROGRAM, COMPLETION_VARIABLE)
    write(maker.source_template % maker.source_vars())
    return int(Exit.WELL)
