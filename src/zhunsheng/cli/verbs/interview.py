"""``zhunsheng interview``: what one person is entitled to, asked one question at a time; nothing is stored."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

from zhunsheng.cli.exits import Exit, Problem
from zhunsheng.cli.options import Argument, DayType, Option, PathWord, today, verb
from zhunsheng.cli.session import Session, write
from zhunsheng.standard.wording import T

if TYPE_CHECKING:
    from zhunsheng.cli.opening import Opened
    from zhunsheng.entitle import Interview, Question, Situation


@verb(
    "interview",
    T("问答：一次问一个问题，看一位居民能享受什么"),
    Argument(["path"], type=PathWord(), metavar="DIR", words=T("工作区文件夹")),
    Option(["--answer", "answers"], multiple=True, metavar="FACT=VALUE", words=T("一项答案，如 age=67；不清楚写 unknown；可写多次")),
    Option(["--item", "wanted"], multiple=True, metavar="ID", words=T("只问这一事项；可写多次；默认全部")),
    Option(["--domain"], metavar="ID", words=T("只问这一领域的事项")),
    Option(["--say"], metavar="TEXT", words=T("一句话，如“父亲 82 岁，走路不方便”；只列出读到的答案，要用 --answer 确认")),
    Option(["--on"], type=DayType(), words=T("按哪一天的值；规定总是 DIR 这一版的；默认今天")),
    Option(["--once"], is_flag=True, words=T("只显示结果和下一问，不在终端里接着问")),
    story=T(
        "答案只用来计算，不写进任何文件，也不进日志。在终端里会接着问，直接按回车是不清楚，输入 q 结束。\n"
        "不清楚的答案不会使任何一项变成不符合。"
    ),
    examples=(
        "zhunsheng interview standards/yuexiu --answer age=67 --answer city_hukou=true",
        "zhunsheng interview standards/yuexiu --item longevity_allowance --once",
    ),
)  # fmt: skip
def command(
    session: Session, path: str, answers: tuple[str, ...], wanted: tuple[str, ...], domain: str | None, say: str | None,
    on: date | None, once: bool,
) -> int:  # fmt: skip
    """Print the live list, the next question and why it is asked; exit code 1 when an answer cannot be used."""
    from zhunsheng.cli.opening import open_folder
    from zhunsheng.cli.refusal import refuse

    opened = open_folder(path)
    blocking = opened.blocking()
    if blocking:
        return refuse(session, "interview", blocking)
    day = on or today()
    interview = _interview(opened, day, wanted, domain)
    given = dict(_answer(text) for text in answers)
    if not once and session.format == "text" and is_terminal():
        given = ask(session, interview, given)
    return _show(session, path, interview.given(given), say)


def is_terminal() -> bool:
    """Whether somebody sits in front of the program."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def _interview(opened: Opened, day: date, wanted: tuple[str, ...], domain: str | None) -> Interview:
    from zhunsheng.entitle import Interview
    from zhunsheng.rule.trouble import nearest

    ids = opened.library.ids()
    for item in wanted:
        if item not in ids:
            meant = nearest(item, ids)
            advice = None if meant is None else T("是不是「{name}」？", name=meant)
            raise Problem(T("没有名为「{name}」的事项", name=item[:80]), advice)
    try:
        return Interview.of(opened.library, day, wanted or None, domain=domain)
    except KeyError:
        names = [one.id for one in opened.workspace.manifest.domains]
        raise Problem(
            T("没有这一领域：「{name}」", name=str(domain)[:80]), T("可写：{choices}", choices=names)
        ) from None


def _answer(text: str) -> tuple[str, str]:
    name, mark, value = text.partition("=")
    if not mark or not name:
        raise Problem(T("--answer 的「{text}」没有等号", text=text[:80]), T("请写成 age=67 的样子"))
    return name.strip(), value.strip()


def _show(session: Session, path: str, here: Situation, say: str | None) -> int:
    from zhunsheng.cli.render.interview import reading_blocks, situation_blocks
    from zhunsheng.entitle import read_sentence

    language = session.language
    problems = here.problems(language)
    reading = None if say is None else read_sentence(say, here.interview, language)
    question = here.question(language)
    blocks = [] if reading is None else reading_blocks(reading, session)
    blocks += situation_blocks(here, question, session)
    data: dict[str, Any] = {
        "path": path,
        "on": here.plan.day.isoformat(),
        "answers": [asdict(one) for one in here.answered(language)],
        "problems": [asdict(one) for one in problems],
        "progress": asdict(here.progress()),
        "question": None if question is None else asdict(question),
        "results": [asdict(one) for one in here.results(language)],
        "materials": asdict(here.materials(language, undecided=True)),
    }
    if reading is not None:
        data["reading"] = asdict(reading)
    return session.show("interview", Exit.FINDINGS if problems else Exit.WELL, data, blocks)


# -- in a terminal ----------------------------------------------------------------------------------------------------


def ask(session: Session, interview: Interview, given: dict[str, str]) -> dict[str, str]:
    """Ask until nothing is left or the person stops; the answers."""
    while True:
        here = interview.given(given)
        question = here.question(session.language)
        if question is None:
            return given
        write(_asked(session, question, here))
        text = _line(session)
        if text is None:
            return given
        value = _meant(text, question)
        trial = {**given, question.fact: value}
        wrong = [one for one in interview.given(trial).problems(session.language) if question.fact in one.facts]
        if wrong:
            write("\n".join(f"  {one.message}\n  {one.help}" if one.help else f"  {one.message}" for one in wrong))
        else:
            given = trial


def _asked(session: Session, question: Question, here: Situation) -> str:
    """The question as a terminal shows it."""
    left = session.say(T("约还剩 {n} 问", n=here.progress().remaining))
    lines = ["", f"{question.words}  ({left})", f"  {question.why}"]
    lines += [f"  {number}. {option.label}" for number, option in enumerate(question.options, 1)]
    if not question.options:
        ends = session.say(T("{low} 至 {high}", low=question.low, high=question.high))
        lines.append(f"  {ends} {question.unit}".rstrip())
    return "\n".join(lines)


def _line(session: Session) -> str | None:
    """What is typed; None to stop."""
    try:
        text = input(session.say(T("答（回车：不清楚；q：结束）：")))
    except EOFError:
        return None
    return None if text.strip().lower() in ("q", "quit", "exit") else text.strip()


def _meant(text: str, question: Question) -> str:
    """What was typed as a value: an option by its number, its label or its value; nothing is "don't know"."""
    for number, option in enumerate(question.options, 1):
        if text in (str(number), option.label, option.value):
            return option.value
    return text or "unknown"
