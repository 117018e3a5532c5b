"""A process in sentences: what a screen reader reads, what a phone shows instead of the picture, what a text carries."""

from __future__ import annotations

from zhunsheng.publish.process.flow import Flow, Node, Way
from zhunsheng.publish.process.rows import rows_of
from zhunsheng.standard.wording import T


def describe(flow: Flow) -> list[str]:
    """The process as a list: what it is, then a sentence or two for each step in the order of the picture.

    Steps are numbered, and sentences name the numbers: the list says all that the picture says.
    """
    if not flow.steps:
        return [flow.say(T("标准没有写明流程。"))]
    rows = rows_of(flow)
    ordered = sorted(flow.steps, key=lambda node: (rows[node.step], node.lane))
    numbers = {node.step: index for index, node in enumerate(ordered, 1)}
    return [_opening(flow), *(_step(flow, node, numbers) for node in ordered)]


def _opening(flow: Flow) -> str:
    posts = [lane.title for lane in flow.lanes]
    parts = [flow.say(T("共 {n} 个环节，由这些岗位办理：{posts}。", n=len(flow.steps), posts=posts))]
    if flow.promise:
        parts.append(flow.say(T("承诺时限 {limit}。", limit=flow.promise)))
    if flow.statutory:
        parts.append(flow.say(T("法定时限 {limit}。", limit=flow.statutory)))
    return flow.say(_gap(flow)).join(parts)


def _gap(flow: Flow) -> str:
    return "" if flow.language == "zh" else " "


def _step(flow: Flow, node: Node, numbers: dict[str, int]) -> str:
    post = flow.lanes[node.lane].title
    if node.limit:
        head = T(
            "{n}. {title}（{post}，{limit}）。",
            n=numbers[node.step],
            title=flow.begin(node.title),
            post=post,
            limit=node.limit,
        )
    else:
        head = T("{n}. {title}（{post}）。", n=numbers[node.step], title=flow.begin(node.title), post=post)
    parts = [flow.say(head)]
    if node.pause:
        parts.append(flow.say(T("停止计时：{words}。", words=node.pause)))
    parts += [flow.say(_onward(flow, way, numbers)) for way in flow.onward[node.step]]
    return _gap(flow).join(flow.begin(part) for part in parts)


def _onward(flow: Flow, way: Way, numbers: dict[str, int]) -> object:
    """Where a way leads, and in which case."""
    target = flow.by_id[way.target]
    if target.kind == "end":
        if not way.words:
            return T("到此不予办理。") if target.refuses else T("到此结束。")
        return T("{when}：{how}。", when=way.words, how=target.title)
    step = flow.by_id[f"step:{target.step}"]
    if not way.words:
        return T("之后到第 {n} 步「{title}」。", n=numbers[target.step], title=step.title)
    return T("{when}：到第 {n} 步「{title}」。", when=way.words, n=numbers[target.step], title=step.title)
