"""The report for newcomers: one page on files, cases, floor and the step between editions, with what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from zhunsheng.cli.render.blocks import Block, Line, Span, Table, heading, items, line, para
from zhunsheng.cli.render.editions import diff_summary, item_blocks
from zhunsheng.cli.render.findings import counts, finding_lines
from zhunsheng.cli.render.proofs import FAILING, summary_table
from zhunsheng.cli.render.provenance import workspaces_words
from zhunsheng.cli.render.worklist import work_summary
from zhunsheng.cli.survey import Looked, Survey
from zhunsheng.cli.words import VERDICT_STYLES
from zhunsheng.floor.data import impact_data, section_data, service_title, title_of
from zhunsheng.floor.impact import Impact, WorkItem
from zhunsheng.floor.prove import Section
from zhunsheng.floor.verdict import ItemProof, Judgement, Verdict
from zhunsheng.floor.wording import ASPECTS, VERDICT_MEANINGS, VERDICTS, Speaker
from zhunsheng.standard.findings import Severity
from zhunsheng.standard.wording import T, Text

#: How many of a kind are shown; the rest is a number and the command that lists them.
MOST_FINDINGS = 3
MOST_FAILING = 5
MOST_EXCEEDING = 4
MOST_STEP = 4
STAGES: dict[str, Text] = {
    "check": T("读入、编译与审读"),
    "cases": T("运行用例"),
    "floor": T("逐项证明"),
    "impact": T("版本影响"),
}


def report_data(survey: Survey, speaker: Speaker) -> dict[str, Any]:
    """The whole report as data."""
    find = survey.opened.library.service
    return {
        "workspace": survey.opened.library.id,
        "on": survey.day.isoformat(),
        "looked": [_looked_data(looked) for looked in survey.looked],
        "sections": [section_data(section, find, speaker) for section in survey.sections],
        "steps": [impact_data(step, speaker) for step in survey.steps],
        "seconds": {name: round(seconds, 3) for name, seconds in survey.seconds.items()},
    }


def _looked_data(looked: Looked) -> dict[str, Any]:
    return {
        "workspace": looked.library.id,
        "files": len(looked.library.workspace.files),
        "services": len(looked.library.ids()),
        "findings": counts(looked.findings),
        "cases": looked.cases,
        "passed": sum(result.passed for result in looked.run.results),
        "failed": looked.failed,
    }


def report_blocks(survey: Survey, path: str, total: float, speaker: Speaker) -> list[Block]:
    """The page."""
    say = speaker.say
    title = T("准绳报告：{workspace}（{day}）", workspace=survey.opened.library.title, day=survey.day.isoformat())
    blocks: list[Block] = [heading(1, say(title))]
    blocks.append(para(say(T("标准写成机器能读的规则之后，可以检查、可以证明。本报告依次回答：文件有没有错，"
                             "用例过不过，有没有低于上位标准，上位标准换版后要做什么。"))))  # fmt: skip
    nature = T("内容性质：{origin}", origin=workspaces_words((one.library for one in survey.looked), speaker))
    blocks.append(para(Span(say(nature), "warn")))
    blocks += _files(survey, path, speaker)
    if survey.floor is not None:
        blocks += _floor(survey, path, speaker)
    for step in survey.steps:
        blocks += _step(step, path, survey, speaker)
    blocks += _times(survey, total, speaker)
    blocks += _next(survey, path, speaker)
    return blocks


# -- files and cases --------------------------------------------------------------------------------------------------


def _files(survey: Survey, path: str, speaker: Speaker) -> Iterator[Block]:
    say = speaker.say
    yield heading(2, say(T("一、文件与用例")))
    head = (T("工作区"), T("文件"), T("事项"), T("错误"), T("警告"), T("建议"), T("用例"), T("符合预期"), T("未通过"))
    rows = tuple(_files_row(looked) for looked in survey.looked)
    yield Table(tuple(map(say, head)), rows, frozenset(range(1, len(head))))
    own = [finding for looked in survey.looked[:1] for finding in looked.findings]
    errors = [finding for finding in own if finding.severity is Severity.ERROR]
    if errors:
        yield items((finding_lines(finding, speaker.language)[0]) for finding in errors[:MOST_FINDINGS])
    if own:
        yield para(Span(say(T("全部 {n} 条：zhunsheng check {path}", n=len(own), path=path)), "dim"))


def _files_row(looked: Looked) -> tuple[Line, ...]:
    data = _looked_data(looked)
    found = data["findings"]
    return (
        line(looked.library.id),
        line(str(data["files"])),
        line(str(data["services"])),
        line(Span(str(found["error"]), "bad" if found["error"] else "dim")),
        line(Span(str(found["warning"]), "warn" if found["warning"] else "dim")),
        line(Span(str(found["advice"]), "dim")),
        line(str(data["cases"])),
        line(Span(str(data["passed"]), "good")),
        line(Span(str(data["failed"]), "bad" if data["failed"] else "dim")),
    )


# -- floor ------------------------------------------------------------------------------------------------------------


def _floor(survey: Survey, path: str, speaker: Speaker) -> Iterator[Block]:
    say = speaker.say
    yield heading(2, say(T("二、有没有低于上位标准")))
    yield para(say(T("每个上位事项从服务对象、服务内容、服务标准、流程时限、材料收费五个方面对照，取最差的结论：")))
    yield items(
        line(Span(say(VERDICTS[verdict]), VERDICT_STYLES[verdict]), say(T("：{meaning}", meaning=meaning)))
        for verdict, meaning in VERDICT_MEANINGS.items()
    )
    yield summary_table(survey.sections, speaker)
    yield from _failing(survey, speaker)
    yield from _exceeding(survey, speaker)
    yield from _nobody(survey, speaker)
    yield from _open(survey, speaker)
    yield para(Span(say(T("逐项的理由、规则与出处：zhunsheng floor {path}", path=path)), "dim"))


def _failing(survey: Survey, speaker: Speaker) -> Iterator[Block]:
    """Items below the floor, each once though several sections may show it."""
    found: dict[str, tuple[Section, ItemProof]] = {}
    absent = 0
    for section in survey.sections:
        for proof in section.proofs:
            if proof.verdict in FAILING:
                if proof.derived:
                    found.setdefault(speaker.join(proof.derived), (section, proof))
                elif section in (survey.floor.sections if survey.floor is not None else ()):
                    absent += 1
    if not found and not absent:
        yield para(Span(speaker.say(T("没有低于底线的事项。")), "good"))
        return
    yield heading(3, speaker.say(T("低于底线与缺项：涉及 {n} 组服务事项", n=len(found) + absent)))
    rows = [_failing_row(section, proof, survey, speaker) for section, proof in list(found.values())[:MOST_FAILING]]
    if len(found) > MOST_FAILING:
        rows.append((line(Span(speaker.say(T("另有 {n} 项", n=len(found) - MOST_FAILING)), "dim")), []))
    if absent:
        rows.append((line(speaker.say(T("{n} 个上位事项在本地没有对应的服务事项", n=absent))), []))
    yield items(rows)


def _failing_row(section: Section, proof: ItemProof, survey: Survey, speaker: Speaker) -> tuple[Line, Sequence[Block]]:
    worst = next(item for item in proof.failures() if item.verdict in FAILING)
    more = sum(item.verdict in FAILING for item in proof.failures()) - 1
    head = line(
        Span(title_of(proof.ancestor, survey.opened.library.service, speaker), "strong"),
        Span(f"  {section.lower} → {section.upper}  ", "dim"),
        Span(speaker.say(VERDICTS[worst.verdict]), VERDICT_STYLES[worst.verdict]),
        f"  {speaker.say(ASPECTS[worst.aspect])}  {speaker.say(worst.reason)}",
        speaker.say(T("（还有 {n} 处）", n=more)) if more else "",
    )
    return head, [items(_witness(worst, speaker))]


def _witness(judgement: Judgement, speaker: Speaker) -> Iterator[Line]:
    if judgement.counterexample is not None:
        yield line(speaker.say(T("例如这位居民：")), speaker.resident(judgement.counterexample.resident, most=2))
    if judgement.theirs is not None:
        both = T("上位标准给：{theirs}；本地给：{ours}", theirs=speaker.level(judgement.theirs),
                 ours=speaker.level(judgement.ours))  # fmt: skip
        yield line(speaker.say(both))


def _exceeding(survey: Survey, speaker: Speaker) -> Iterator[Block]:
    sections = survey.floor.sections if survey.floor is not None else ()
    found = [(section, proof) for section in sections for proof in section.proofs if proof.exceeds]
    if not found:
        return
    yield heading(3, speaker.say(T("高于底线：{n} 项（须有论证与风险评估）", n=len(found))))
    rows = []
    for section, proof in found[:MOST_EXCEEDING]:
        gain = next(item for item in proof.judgements if item.exceeds)
        words = f"  {speaker.say(ASPECTS[gain.aspect])}"
        if gain.ours is not None and gain.theirs is not None:
            pair = T("：本地 {ours}，上位 {theirs}", ours=speaker.level(gain.ours), theirs=speaker.level(gain.theirs))
            words += speaker.say(pair)
        title = title_of(proof.ancestor, survey.opened.library.service, speaker)
        rows.append(line(Span(title, "good"), Span(f"  → {section.upper}", "dim"), words))
    if len(found) > MOST_EXCEEDING:
        rows.append(line(Span(speaker.say(T("另有 {n} 项", n=len(found) - MOST_EXCEEDING)), "dim")))
    yield items(rows)


def _nobody(survey: Survey, speaker: Speaker) -> Iterator[Block]:
    titles = _titles(survey, speaker, lambda proof: "nobody_here" in proof.marks and proof.verdict is Verdict.PROVED)
    if titles:
        words = T("本地 0 人符合（成立只因没有这样的服务对象，不算亮点）：{titles}", titles=titles)
        yield para(speaker.say(words))


def _open(survey: Survey, speaker: Speaker) -> Iterator[Block]:
    verdicts = (Verdict.NOT_FORMALISED, Verdict.UNDECIDED)
    titles = _titles(survey, speaker, lambda proof: proof.verdict in verdicts)
    if titles:
        shown = titles[:6]
        words = T("须由人判断的有 {n} 项，例如：{titles}", n=len(titles), titles=shown)
        yield para(Span(speaker.say(words), "warn"))


def _titles(survey: Survey, speaker: Speaker, wanted: Any) -> list[str]:
    sections = survey.floor.sections if survey.floor is not None else ()
    find = survey.opened.library.service
    found = [
        title_of(proof.ancestor, find, speaker) for section in sections for proof in section.proofs if wanted(proof)
    ]
    return list(dict.fromkeys(found))


# -- the step between editions ----------------------------------------------------------------------------------------


def _step(step: Impact, path: str, survey: Survey, speaker: Speaker) -> Iterator[Block]:
    say = speaker.say
    yield heading(2, say(T("三、从 {old} 到 {new}，本地要做什么", old=step.old, new=step.new)))
    yield para(say(T("上位标准本身：")), *diff_summary(step.diff, speaker))
    yield para(say(T("对本地：")), *work_summary(step.items, speaker))
    failing = [item for item in step.items if item.kind in ("falls_below", "still_below")]
    if failing:
        rows = [_work_row(item, speaker) for item in failing[:MOST_STEP]]
        if len(failing) > MOST_STEP:
            rows.append((line(Span(say(T("另有 {n} 项", n=len(failing) - MOST_STEP)), "dim")), []))
        yield items(rows)
    for kind, words in (("to_judge", T("须由人判断：{titles}")), ("may_follow", T("可以跟进：{titles}"))):
        titles = [service_title(item.diff.new or item.diff.old, speaker) for item in step.items if item.kind == kind]
        if titles:
            yield para(say(Text(words.msgid, {"titles": titles})))
    full = T("完整清单与改法：zhunsheng impact {path} --from {old} --to {new}", path=path, old=step.old, new=step.new)
    yield para(Span(say(full), "dim"))


def _work_row(item: WorkItem, speaker: Speaker) -> tuple[Line, Sequence[Block]]:
    moved = [] if item.diff.is_same else [line(speaker.say(T("上位标准的变动"))), *_moved(item, speaker)]
    rows = moved[1:2]
    if item.repair is not None:
        proved = T("（改后已证明）") if item.repair.restores else T("（改后这几点已证明，整项还须由人判断）")
        rows.append(
            line(Span(speaker.say(T("最小的改法：{text}{proved}", text=item.repair.text, proved=proved)), "good"))
        )
    head = line(Span(service_title(item.diff.new or item.diff.old, speaker), "bad"))
    return head, [items(rows)] if rows else []


def _moved(item: WorkItem, speaker: Speaker) -> Iterator[Line]:
    for block in item_blocks(item.diff, speaker):
        for head, _ in getattr(block, "items", ()):
            yield head


# -- times and what next ----------------------------------------------------------------------------------------------


def _times(survey: Survey, total: float, speaker: Speaker) -> Iterator[Block]:
    parts = [f"{speaker.say(STAGES[name])} {seconds:.2f}" for name, seconds in survey.seconds.items()]
    words = T(
        "用时（秒，有的同时进行）：{parts}；从程序启动到现在共 {total}", parts=speaker.join(parts), total=f"{total:.2f}"
    )
    how = dict(survey.floor.how) if survey.floor is not None else {}
    yield para(Span(speaker.say(words), "dim"))
    if how:
        answered = T("证明中的问题：{structure} 个看规则形状即知，{memory} 个此前答过，{solver} 个由求解器回答",
                     structure=how.get("structure", 0), memory=how.get("memory", 0), solver=how.get("solver", 0))  # fmt: skip
        yield para(Span(speaker.say(answered), "dim"))


def _next(survey: Survey, path: str, speaker: Speaker) -> Iterator[Block]:
    say = speaker.say
    yield heading(2, say(T("接下来")))
    rows = [
        line(say(T("看一项的来龙去脉：")), Span(f"zhunsheng floor {path} --item {_example(survey)}", "strong")),
        line(say(T("把规则读成文字：")), Span(f"zhunsheng explain {path}#{_own(survey)} --both", "strong")),
        line(
            say(T("改一个数字再看：")),
            Span(say(T("编辑 {path}/standards 里的文件，再运行本命令", path=path)), "strong"),
        ),
        line(say(T("试一个还没发生的变动：")), Span(f"zhunsheng impact {path} --value …", "strong")),
        line(say(T("自己建一个：")), Span("zhunsheng new workspace my-district", "strong")),
    ]
    yield items(rows)


def _example(survey: Survey) -> str:
    for section in survey.sections:
        for proof in section.proofs:
            if proof.derived and proof.verdict in FAILING:
                return proof.ancestor.partition("#")[2]
    return _own(survey)


def _own(survey: Survey) -> str:
    return next(iter(survey.opened.library.ids()), "…")
