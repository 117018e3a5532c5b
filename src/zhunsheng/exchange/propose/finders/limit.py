"""Time limits: 「5个工作日内」, 「自受理之日起20个工作日」, 「24小时内」, 「不超过15分钟」, 「提前7天」, columns 时限（工作日）.

「当场办结」 makes the case one that is settled on the spot (``case_type``).

>>> from zhunsheng.exchange.propose.examples import found
>>> found(limits, "应在５个工作日内受理，自受理之日起二十个工作日办结，24小时内回访，等候不应超过15分钟，提前7天通知")
['5 working_day', '20 working_day', '24 hour', '15 minute', '7 calendar_day']
>>> found(limits, "借书证应当场办结。三日内答复，3日～7日内上门，限期30日整改，响应时间≤30秒")
['on_spot', '3 calendar_day', '3 calendar_day', '7 calendar_day', '30 calendar_day', '0.5 minute']
>>> found(limits, "病历保存不应少于15年。活动前10日发布公告，半年内不再受理")
['15 year', '10 calendar_day']
>>> found(limits, "24小时热线，有效期5年，相邻两次间隔不应超过4个月，每3个月1次，近12个月，2023年内，产后42天")
[]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhunsheng.exchange.propose.bounds import bound_of
from zhunsheng.exchange.propose.context import Context
from zhunsheng.exchange.propose.draft import Draft, Slot
from zhunsheng.exchange.propose.guarantees import guarantee, is_spacing, strength
from zhunsheng.exchange.propose.quantities import span_note, span_text, time_owed
from zhunsheng.exchange.propose.reading import Passage
from zhunsheng.exchange.propose.tokens import Number
from zhunsheng.standard.wording import T

_WITHIN = re.compile(
    r"\s*(?:以内|之内|内)(?!的?(?:未|无|不再|没有|不得|不受理|不予|被|累计|曾|新|有效|免费|毕业|失业|的高校"
    r"|的毕业))"
)
_NOT_WITHIN = re.compile(
    r"\s*(?:的[，。]|以后|之后|后|以上|前的|的?租金|渐退|有效|制|自助|热线|服务(?:热线|电话)|值守|开放|免费|营业"
    r"|不间断|宽限)"
)
_DONE = re.compile(
    r"\s*(?:完成|办结|答复|反馈|送达|到账|到场|到达|报|审核|审批|核发|制证|受理|作出|拨付|能到|可到|就到|发放|公布"
    r"|告知|确认)"
)
_ALLOWED = re.compile(
    r"(?:不应?超过|不得超过|不迟于|不晚于)[^，。；0-9]{1,14}(?:规定|要求|约定)的?\s*$|(?:不应?超过|不得超过|不迟于"
    r"|不晚于)[^，。；0-9]{1,8}(?:后|起)\s*$|(?:提前|限期|限时|须在|应在|延长|(?:时限|期限|时间|轮候期"
    r"|等候)(?:一般|最长)?(?:为|是|：|:)?|(?<!逾)期(?:间)?(?:为|是|：|:))\s*$"
)
_EVENT = re.compile(
    r"(?:开学|开场|开课|开班|开庭|活动|届满|期满|到期|实施|考试|上岗|出发|报到|入住|手术|会议|演出|检查|生效|施行"
    r"|培训|开始|截止|举办|搬迁|停水|停电)前\s*$"
)
_AHEAD = re.compile(r"(?:提前|(?<![0-9年月日目以之近从])前)\s*(?:至少|不少于)?\s*$")
_AHEAD_OF = re.compile(r"(?:应|通知|提出|提醒|告知|公告|报|申请|预约|提交|发布|逐|向|内)")
_IN = re.compile(r"(?:在|于|自)\s*$")
_OWED = re.compile(r"(?:少于|短于|至少|低于)\s*$")
_SHOWN = re.compile(r"公示(?!期满|后)[^，。；]{0,12}$")
_LASTS = re.compile(
    r"有效期|有效期限|保存|保管|保留|留存|存档|归档期限?|间隔|相隔|试行期|试用期|借期|质保|保修|工龄|年限"
    r"|居住[^，。；]{0,3}$|缴费|参保|渐退期|公示期|续签|签约周期|服务期|聘期|任期|学制|工作经[验历]|从业|累计缴"
    r"|留观|开放时间|服务时长|评估时间|访视时间|登记开放|照护|活动|户外"
)
_PAST = re.compile(r"(?:近|最近|过去|上|前|逾期|超过|满|连续|持续|已|产后|孕|术后|龄)\s*$")
_HEAD = re.compile(r"天数|时限|期限|办理时间|办结时间|响应时间|用时|耗时|时间要求|完成时间|工作日数|办理周期|多久|几天")
_BASIS = re.compile(r"法定|国家规定|省级规定|市级规定|上级规定|任何情况下")
_PROMISED = re.compile(r"承诺(?:办结|办理)?(?:时限|期限)")
_SETTLED = re.compile(r"(?<!投诉)(?<!诉求)(?<!投诉率)办结(?!率)")
_NOT_PROMISE = re.compile(r"投诉|诉求|信访|维修|工单|举报|咨询|书证|资料齐全")
_ON_SPOT = re.compile(
    r"(?:当场|即时|现场|立等)(?:即可)?(?:办结|办理|办好|办完|出证|发放|领取|取证)|即办件?(?:$|。|，|；)"
)
#: A sentence that defines a rate: the times in it belong to the definition.
_FORMULA = re.compile(r"除以|之比|×100%")
_START = T("原文是一个范围，这里是它的下限")


def limits(context: Context) -> Iterator[Draft]:
    """Every limit; of a step it goes to the step, of the whole case to promise or statutory, else to a guarantee."""
    promised = False
    stepped: set[str] = set()
    for passage in context.passages:
        found = None if promised else _ON_SPOT.search(passage.plain)
        if found is not None and passage.line is None:
            promised = True
            yield Draft("limit", passage, found.start(), found.end(), "on_spot", Slot("case_type"))
        for number in passage.tokens.numbers:
            if not number.is_span or not _is_limit(passage, number) or time_owed(passage, number) is not None:
                continue
            slot = _slot(context, passage, number)
            if slot.kind == "within" and slot.name in stepped:
                slot = Slot("guarantee", "within")
            stepped.add(slot.name)
            if number.low is not None:
                yield _draft(context, passage, number, Slot("guarantee", "from"), low=True)
            yield _draft(context, passage, number, slot)


def _draft(context: Context, passage: Passage, number: Number, slot: Slot, *, low: bool = False) -> Draft:
    text = span_text(number, number.low if low else None)
    note = span_note(number)
    if slot.kind == "within":
        return Draft("limit", passage, number.start, number.end, text, slot).noting(note, strength(passage, number))
    if slot.kind in ("promise", "statutory"):
        value: dict[str, object] = {"at_most": text, "clause": passage.clause.no}
        return Draft("limit", passage, number.start, number.end, value, slot).noting(note, strength(passage, number))
    ahead = _AHEAD.search(passage.tokens.head(number)) is not None and not _WITHIN.match(passage.plain, number.end)
    lasts = bound_of(passage.tokens, number) == "least"
    field = "at_least" if low or ahead or lasts else "at_most"
    name = "ahead" if ahead else "duration" if lasts else slot.name
    return guarantee(context, "limit", passage, number, field, text, name).noting(note, _START if low else None)


def _is_limit(passage: Passage, number: Number) -> bool:
    """Whether a stretch of time is one within which, or ahead of which, something is to be done, or that is owed."""
    if number.measure in _NO_LIMITS or is_spacing(passage, number) or _FORMULA.search(_sentence(passage, number)):
        return False
    if _stands_under_a_limit(passage, number):
        return True
    before, piece = passage.tokens.before(number), passage.tokens.head(number, piece=True)
    bound = bound_of(passage.tokens, number)
    within = _WITHIN.match(passage.plain, number.end) is not None
    if _AHEAD.search(before) and (bound in ("", "least") or within):
        return _is_ahead(passage, number, before, piece)
    if _SHOWN.search(piece) and not within and number.measure in _DAYS:
        return True
    if bound in ("least", "above"):
        return bound == "least" and _OWED.search(before) is not None
    return _binds_from_above(passage, number, piece, within=within, most=bound == "most")


def _stands_under_a_limit(passage: Passage, number: Number) -> bool:
    """Whether the head of the column, else what opens the table, says that its times are limits."""
    if passage.line is None:
        return False
    about = passage.about(number.start)
    if _LASTS.search(about) or bound_of(passage.tokens, number) in ("least", "above"):
        return False
    opening = f"{passage.lead}\n{passage.title}"
    return _HEAD.search(about) is not None or (_HEAD.search(opening) is not None and not _LASTS.search(opening))


def _is_ahead(passage: Passage, number: Number, before: str, piece: str) -> bool:
    """Whether something is to be done so long before: ``提前7天``, ``开场前2小时``, ``期满前30日通知``."""
    if "提前" in piece or _EVENT.search(before):
        return True
    return _AHEAD_OF.match(passage.plain, number.end) is not None


def _binds_from_above(passage: Passage, number: Number, piece: str, *, within: bool, most: bool) -> bool:
    """Whether a stretch of time is the longest allowed: by 内, 不超过, 时限为, or by what is done in it."""
    if within and _IN.search(piece):
        return not _is_condition(passage, number)
    near = re.split("[后应]", piece)[-1][-14:]
    if _LASTS.search(near) and not most:
        return False
    if within:
        past = _PAST.search(piece) is not None and number.measure in ("year", "month")
        return not past and not _is_condition(passage, number)
    if most:
        return True
    otherwise = _NOT_WITHIN.match(passage.plain, number.end) is not None
    allowed = _ALLOWED.search(passage.tokens.head(number)[-24:])
    if allowed and not otherwise and (number.measure != "year" or "限" in allowed.group()):
        return True
    if otherwise or _PAST.search(piece):
        return False
    return number.measure == "working_day" or _DONE.match(passage.plain, number.end) is not None


_NO_LIMITS = frozenset({"term", "school_year", "school_day"})
_DAYS = frozenset({"day", "calendar_day", "working_day"})
_CONDITION_BEHIND = re.compile(r"[^，。；、]{0,8}?(?:超过|累计|达到?)[^，。；]{0,12}(?:元|次|的家庭|的人)")


def _is_condition(passage: Passage, number: Number) -> bool:
    """Whether 内 opens a condition on the past (``6个月内超过2万元的家庭``) rather than a limit."""
    tail = passage.tokens.tail(number, piece=True)
    return number.measure in ("year", "month") and _CONDITION_BEHIND.search(tail) is not None


def _sentence(passage: Passage, number: Number) -> str:
    start, end = passage.tokens.sentence(number.start)
    return passage.plain[start:end]


def _slot(context: Context, passage: Passage, number: Number) -> Slot:
    """What the limit is of."""
    sentence = _sentence(passage, number)
    about = passage.about(number.start)
    if _BASIS.search(f"{sentence[-40:]}{about}"):
        return Slot("statutory")
    label = re.split("[，,]", passage.tokens.head(number))[-1]  # 承诺办结时限：5个工作日
    if _PROMISED.search(f"{label}{about}"):
        return Slot("promise")
    stage = context.stage_of.get(passage)
    if stage is not None and (passage.line is not None or stage.start <= number.start < stage.end):
        return Slot("within", stage.name)
    near = f"{label}{passage.tokens.tail(number, piece=True)}"
    if _SETTLED.search(f"{near}{about}") and not _NOT_PROMISE.search(f"{sentence}{passage.said_under}"):
        return Slot("promise")
    return Slot("guarantee", "within")
