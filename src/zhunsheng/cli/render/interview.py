"""An interview as blocks: what was told, what is settled, the next question, and the papers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhunsheng.cli.render.blocks import Block, Line, Span, Style, heading, items, line, para
from zhunsheng.cli.session import Session
from zhunsheng.entitle import Gain, ItemResult, MaterialLine, Question, Reading, Situation, Status
from zhunsheng.standard.wording import T, Text

GROUPS: Sequence[tuple[Status, Text, Style]] = (
    (Status.ENTITLED, T("可享受（已能确定）"), "good"),
    (Status.ONE_AWAY, T("还需一问（不是不符合）"), "warn"),
    (Status.OPEN, T("还要多问几项"), "dim"),
    (Status.JUDGE, T("须人判"), "warn"),
    (Status.NOT_ENTITLED, T("目前不符合"), "dim"),
)
#: How many gains of an item are shown.
_GAINS = 3


def situation_blocks(here: Situation, question: Question | None, session: Session) -> list[Block]:
    """Everything about one person as things stand."""
    language = session.language
    progress = here.progress()
    told = T("已答 {n} 问，约还剩 {m} 问", n=progress.answered + progress.declined, m=progress.remaining)
    blocks: list[Block] = [heading(1, session.say(T("能享受什么"))), para(session.say(told))]
    answered = here.answered(language)
    if answered:
        blocks.append(items(line(f"{one.label}　", Span(one.words, "strong")) for one in answered))
    for problem in here.problems(language):
        blocks.append(para(Span(problem.message, "bad"), f"　{problem.help}" if problem.help else ""))
    if question is not None:
        blocks += question_blocks(question, session)
    results = here.results(language)
    for status, words, style in GROUPS:
        these = [one for one in results if one.status is status]
        if these:
            blocks.append(heading(2, Span(session.say(words), style), f"　{len(these)}"))
            blocks.append(items((_head(one), tuple(_below(one, session))) for one in these))
    return [*blocks, *materials_blocks(here, session)]


def question_blocks(question: Question, session: Session) -> Iterator[Block]:
    """The next question and why it is asked."""
    yield heading(2, session.say(T("下一问")))
    yield para(Span(question.words, "strong"), f"　--answer {question.fact}=…")
    yield para(Span(question.why, "dim"))
    if question.options:
        yield items(line(f"{option.value}　{option.label}") for option in question.options)


def _head(one: ItemResult) -> Line:
    return line(Span(one.title, "strong"), Span(f"　{one.item}", "dim"))


def _below(one: ItemResult, session: Session) -> Iterator[Block]:
    rows = [line(_gain(gain)) for gain in one.gains[:_GAINS] if gain.words]
    rows += [line(missing.words or missing.label) for missing in one.missing]
    rows += [line(reason.words) for reason in one.reasons]
    if one.nobody_here:
        rows = [line(session.say(T("本区没有这一服务对象")))]
    if one.instead is not None:
        rows.append(line(session.say(T("能享受的相近服务：{title}", title=one.instead.title))))
    if one.judge:
        rows.append(line(one.judge))
    if one.approximate:
        rows.append(line(session.say(T("规则没有写尽原文的意思，以标准原文为准"))))
    if rows:
        yield items(rows)


def _gain(gain: Gain) -> str:
    name = gain.name or gain.title
    return f"{name}　{gain.words}"


def materials_blocks(here: Situation, session: Session) -> Iterator[Block]:
    """One list of papers for everything that the person may apply for."""
    found = here.materials(session.language, undecided=True)
    groups = ((T("自带"), found.bring), (T("免提交"), found.fetched), (T("可能需要"), found.perhaps))
    if any(lines for _, lines in groups):
        yield heading(2, session.say(T("要带的材料")))
    for words, lines in groups:
        if lines:
            yield para(Span(session.say(words), "strong"), f"　{len(lines)}")
            yield items(line(one.title, Span(f"　{_detail(one, session)}", "dim")) for one in lines)


def _detail(one: MaterialLine, session: Session) -> str:
    if one.fetched:
        return one.register
    copies = session.say(T("{n} 份", n=one.copies))
    return f"{one.form_words}　{copies}　{one.need_words}"


def reading_blocks(reading: Reading, session: Session) -> list[Block]:
    """What was read from a sentence; each answer is to be confirmed."""
    blocks: list[Block] = [heading(2, session.say(T("从这句话里读到")))]
    rows = [
        line(
            f"{one.label}　", Span(one.words, "strong"), Span(session.say(T("（读自“{words}”）", words=one.read_from)), "dim"),
            f"　--answer {one.fact}={one.value}",
        )
        for one in reading.proposals
    ]  # fmt: skip
    if rows:
        blocks.append(items(rows))
    if reading.search:
        blocks.append(para(session.say(T("可以查找：{words}", words=list(reading.search)))))
    if reading.rest:
        blocks.append(para(Span(session.say(T("没有读懂：{words}", words=list(reading.rest))), "dim")))
    return blocks
