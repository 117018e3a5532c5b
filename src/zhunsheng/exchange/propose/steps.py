"""The steps of the process: who does what, where a clause, an item of a list or a row of a table says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from zhunsheng.exchange.propose.names import ident
from zhunsheng.exchange.propose.reading import Passage

if TYPE_CHECKING:
    from zhunsheng.exchange.propose.context import Context

#: Words of a step -> its usual name; the first that is found names it.
STEPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("refuse", re.compile(r"不予|不符合条件的|决定不|退回")),
    ("correct", re.compile(r"补正|补齐")),
    ("receive", re.compile(r"受理|收件|接件|建档登记")),
    ("apply", re.compile(r"提出申请|申请$|^申请|申报")),
    ("recheck", re.compile(r"异议|复核")),
    ("visit", re.compile(r"入户|现场核查|现场勘查|上门核实")),
    ("check", re.compile(r"核对|比对|核验|核查|核实|调查")),
    ("assess", re.compile(r"评估|评定|鉴定")),
    ("examine", re.compile(r"初审|审核|审查")),
    ("notice", re.compile(r"公示")),
    ("approve", re.compile(r"审批|批准|核准")),
    ("confirm", re.compile(r"确认|决定|认定|核定")),
    ("sign", re.compile(r"签订|签约|签署")),
    ("issue", re.compile(r"制证|发证|核发|出证|颁发")),
    ("pay", re.compile(r"发放|拨付|支付|结算")),
    ("deliver", re.compile(r"送达|告知|通知|反馈|答复")),
    ("serve", re.compile(r"提供服务|上门服务|实施|开展")),
    ("follow-up", re.compile(r"回访|随访")),
    ("archive", re.compile(r"归档|存档|建档")),
)  # fmt: skip
_WHO = (
    r"[^，。；：、\s\t（）()]{1,14}?(?:岗|专员|专干|办公室|民政局|残联|局|委员会|居委会|街道(?:办事处)?|部门|机构"
    r"|中心|服务站|工作站|窗口|单位"
    r"|医师|医生|护士|护理员|评估员|工作人员|经办人员|人员|指导员|指导师|社工|巡访员|学校|团队|站)"
)
_ACTOR = re.compile(
    rf"(?:^|(?<=[，,。；;的]))\s*(?P<who>{_WHO})(?=应|须|负责|在|自|于|当日|当场|[0-9]|受理|审核|完成|对|根据|组织)"
)
_TITLE_HEAD = re.compile(r"环节|步骤|流程|阶段|程序")
_WHO_HEAD = re.compile(r"岗位|责任|部门|人员|单位|主体")
_POST_HEAD = re.compile(r"岗位|责任人|责任部门|责任单位")
_POST = re.compile(r"[^，。；：、\s（）()]{2,16}")
_TITLE_MOST = 12


@dataclass(frozen=True, eq=False)
class Stage:
    """A step: its name in the process, its title, who does it, and the passage that says so."""

    name: str
    title: str
    role: str
    passage: Passage
    start: int
    end: int


def stages_of(context: Context) -> list[Stage]:
    """The steps of a document, each with a name of its own."""
    taken: dict[str, int] = {}
    found = []
    for stage in _stages(context):
        taken[stage.name] = number = taken.get(stage.name, 0) + 1
        found.append(replace(stage, name=stage.name if number == 1 else f"{stage.name}-{number}"))
    return found


def actor_in(plain: str, start: int = 0) -> re.Match[str] | None:
    """Who acts, named at the beginning of a sentence or behind a condition.

    >>> actor_in("没有结论的，能力评估岗应在3个工作日内上门评估。")["who"]
    '能力评估岗'
    """
    return _ACTOR.search(plain, start)


def actors_in(passage: Passage) -> Iterator[tuple[str, int, int]]:
    """Everybody who acts in a passage: title, and where it stands."""
    if passage.line is not None:
        for box in passage.line.boxes:
            words = passage.line.cell(box).strip()
            if words and _POST_HEAD.search(box.head) and _POST.fullmatch(words):
                yield words, box.start, box.end
    elif passage.topics & {"process", "posts"}:
        for found in _ACTOR.finditer(passage.plain):
            yield found["who"].strip(), found.start("who"), found.end("who")


def step_name(text: str) -> str | None:
    """The usual name of what a text does.

    >>> step_name("窗口受理"), step_name("入户调查"), step_name("制作")
    ('receive', 'visit', None)
    """
    return next((name for name, words in STEPS if words.search(text)), None)


def _stages(context: Context) -> Iterator[Stage]:
    for passage in context.passages:
        if passage.line is not None:
            yield from _of_row(context, passage)
        elif "process" in passage.topics and not passage.topics & {"materials", "target", "terms", "scope", "fees"}:
            yield from _of_text(context, passage)


def _of_row(context: Context, passage: Passage) -> Iterator[Stage]:
    """A row of a table with a step and who does it."""
    line = passage.line
    assert line is not None
    title = next((box for box in line.boxes if _TITLE_HEAD.search(box.head)), None)
    who = next((box for box in line.boxes if _WHO_HEAD.search(box.head)), None)
    if title is None or who is None or not line.cell(title).strip() or not line.cell(who).strip():
        return
    words = line.cell(title).strip()
    name = step_name(words) or ident(words)
    yield Stage(name, words, role_id(context, line.cell(who)), passage, title.start, title.end)


def _of_text(context: Context, passage: Passage) -> Iterator[Stage]:
    """A clause or item in which somebody acts."""
    actor = actor_in(passage.plain)
    if actor is None:
        return
    end = passage.tokens.sentence(actor.start("who"))[1]
    doing = passage.plain[actor.end("who") : end]
    own = passage.title if step_name(passage.title) and not passage.is_item else ""
    name = step_name(own) or step_name(f"{passage.plain[: actor.start('who')]}{doing}")
    if name is None:
        return
    title = own or _title(name, doing) or doing.strip()[:_TITLE_MOST]
    yield Stage(name, title, role_id(context, actor["who"]), passage, actor.start("who"), end)


def _title(name: str, doing: str) -> str:
    words = next(words for known, words in STEPS if known == name)
    found = words.search(doing)
    return found.group() if found and found.group() else ""


def role_id(context: Context, title: str) -> str:
    """The id of a post: that of the workspace where it is known, else its own title."""
    plain = title.strip()
    return context.posts.get(plain) or ident(plain)
