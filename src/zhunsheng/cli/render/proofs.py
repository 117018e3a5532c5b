"""A floor report for people: failures first, each with its resident; what exceeds; what nobody gets here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from zhunsheng.cli.render.blocks import Block, Items, Line, Span, Table, heading, items, line
from zhunsheng.cli.words import VERDICT_STYLES
from zhunsheng.floor.data import Find, title_of
from zhunsheng.floor.prove import COSTLY, FloorReport, Section
from zhunsheng.floor.verdict import ItemProof, Judgement, Verdict
from zhunsheng.floor.wording import ASPECTS, MARKS, VERDICTS, Speaker
from zhunsheng.standard.wording import T

FAILING = (Verdict.VIOLATED, Verdict.MISSING)
#: Verdicts in the order of the summary table.
SHOWN = (Verdict.PROVED, Verdict.VIOLATED, Verdict.MISSING, Verdict.NOT_FORMALISED, Verdict.UNDECIDED)


def summary_table(sections: Iterable[Section], speaker: Speaker) -> Table:
    """Counts per verdict, one row a section; items that entitle nobody here have their own column, never a tick."""
    say = speaker.say
    head = (
        say(T("对照")), say(T("事项")), *(say(VERDICTS[verdict]) for verdict in SHOWN),
        say(T("其中高于底线")), say(T("其中本地 0 人符合")),
    )  # fmt: skip
    rows = []
    for section in sections:
        count = section.count()
        cells: list[Line] = [
            line(f"{section.lower} → {section.upper}"),
            line(str(len(section.proofs))),
            *((Span(str(count[verdict]), VERDICT_STYLES[verdict] if count[verdict] else "dim"),) for verdict in SHOWN),
            line(str(sum(proof.exceeds for proof in section.proofs))),
            line(str(sum("nobody_here" in proof.marks for proof in section.proofs))),
        ]
        rows.append(tuple(cells))
    return Table(head, tuple(rows), frozenset(range(1, len(head))))


def floor_blocks(report: FloorReport, find: Find, speaker: Speaker) -> list[Block]:
    """The whole report: the table, then each section that has something to tell."""
    blocks: list[Block] = []
    everything = [*report.sections, *report.links]
    if everything:
        blocks.append(summary_table(everything, speaker))
    for section in everything:
        blocks += section_blocks(section, find, speaker)
    return blocks


def section_blocks(section: Section, find: Find, speaker: Speaker) -> list[Block]:
    """Failures, then what a human must judge, what exceeds, and what entitles nobody here."""
    title = f"{section.lower} → {section.upper}  {section.title.say(speaker.language)}"
    parts = [
        *failure_blocks(section.proofs, find, speaker),
        *open_blocks(section.proofs, find, speaker),
        *exceeding_blocks(section.proofs, find, speaker),
        *nobody_blocks(section.proofs, find, speaker),
        *succession_blocks(section.proofs, find, speaker),
    ]
    return [heading(2, title), *parts] if parts else []


def failure_blocks(proofs: Iterable[ItemProof], find: Find, speaker: Speaker) -> list[Block]:
    """Every claim below the floor; items that have no service here at all are listed together."""
    failing = [proof for proof in proofs if proof.verdict in FAILING]
    absent = [proof for proof in failing if not proof.derived and proof.verdict is Verdict.MISSING]
    blocks: list[Block] = []
    for proof in failing:
        if proof not in absent:
            blocks += [_item_heading(proof, find, speaker), items(_failures(proof, find, speaker))]
    if absent:
        rows = [_absent(proof, find, speaker) for proof in absent]
        blocks += [heading(3, speaker.say(T("缺项：{n} 项没有对应的服务事项", n=len(absent)))), items(rows)]
    return blocks


def _item_heading(proof: ItemProof, find: Find, speaker: Speaker) -> Block:
    parts: list[Span | str] = [title_of(proof.ancestor, find, speaker), "  "]
    parts.append(Span(speaker.say(VERDICTS[proof.verdict]), VERDICT_STYLES[proof.verdict]))
    arrow = f"  {speaker.join(proof.derived)} → {proof.ancestor}" if proof.derived else f"  {proof.ancestor}"
    return heading(3, *parts, Span(arrow, "dim"))


def _absent(proof: ItemProof, find: Find, speaker: Speaker) -> Line:
    nobody = "nobody_here" in proof.marks
    note = Span(speaker.say(T("（本地 0 人符合，可登记为不适用）")), "dim") if nobody else ""
    return line(f"{title_of(proof.ancestor, find, speaker)} ", Span(proof.ancestor, "dim"), note)


def _failures(proof: ItemProof, find: Find, speaker: Speaker) -> Iterator[tuple[Line, Iterable[Block]]]:
    for judgement in proof.failures():
        if judgement.verdict in FAILING:
            style = VERDICT_STYLES[judgement.verdict]
            head = line(Span(f"{speaker.say(ASPECTS[judgement.aspect])}", style), f"  {speaker.say(judgement.reason)}")
            yield head, [items(_details(judgement, proof, find, speaker))]
    if proof.successions:
        names = [speaker.label(name) for name in proof.successions]
        yield line(Span(speaker.say(T("证明用到更名记录：{names}", names=names)), "dim")), ()


def _details(judgement: Judgement, proof: ItemProof, find: Find, speaker: Speaker) -> Iterator[Line]:
    say = speaker.say
    if judgement.counterexample is not None:
        shown = speaker.resident(judgement.counterexample.resident)
        yield line(Span(say(T("例如这位居民：")), "strong"), shown)
    if judgement.theirs is not None or judgement.ours is not None:
        yield line(
            say(T("上位标准给：{theirs}；本地给：{ours}", theirs=speaker.level(judgement.theirs),
                  ours=speaker.level(judgement.ours)))
        )  # fmt: skip
    if judgement.missing_facts:
        facts = [speaker.label(name) for name in judgement.missing_facts]
        yield line(say(T("本地多要求知道：{facts}", facts=facts)))
    above = (Span(f"  {judgement.above}", "place"),) if judgement.above is not None else ()
    at = (Span(f"  {judgement.at}", "place"),) if judgement.at is not None else ()
    if judgement.aspect == "object" and judgement.verdict is Verdict.VIOLATED:
        yield line(say(T("上位规则：{rule}", rule=speaker.rule(find(proof.ancestor).eligible))), *above)
        for ref in proof.derived:
            ours = find(ref)
            place = Span(f"  {ours.place_of('eligible')}", "place")
            yield line(say(T("本地规则：{rule}", rule=speaker.rule(ours.eligible))), place)
    else:
        yield line(say(T("上位出处")), *above) if above else ()
        yield line(say(T("本地出处")), *at) if at else ()
    if judgement.links:
        yield line(Span(say(T("用到的恒定关系：{links}", links=list(judgement.links))), "dim"))


def open_blocks(proofs: Iterable[ItemProof], find: Find, speaker: Speaker) -> list[Block]:
    """What was neither proved nor refuted, by reason."""
    grouped: dict[tuple[Verdict, str], list[str]] = {}
    for proof in proofs:
        if proof.verdict in (Verdict.NOT_FORMALISED, Verdict.UNDECIDED):
            reason = next(item.reason for item in proof.failures() if item.verdict is proof.verdict)
            grouped.setdefault((proof.verdict, speaker.say(reason)), []).append(title_of(proof.ancestor, find, speaker))
    if not grouped:
        return []
    rows = [
        line(
            Span(speaker.say(VERDICTS[verdict]), VERDICT_STYLES[verdict]),
            speaker.say(T("（{reason}）：{titles}", reason=reason, titles=titles)),
        )
        for (verdict, reason), titles in grouped.items()
    ]
    return [heading(3, speaker.say(T("须由人判断"))), items(rows)]


def claim_blocks(report: FloorReport, find: Find, speaker: Speaker) -> list[Block]:
    """Every claim of every item, what it leans on, and the aspects on which the ancestor says nothing."""
    blocks: list[Block] = []
    for section in (*report.sections, *report.links):
        for proof in section.proofs:
            blocks.append(_item_heading(proof, find, speaker))
            rows: list[Line] = [_claim(judgement, speaker) for judgement in proof.judgements]
            if proof.silent and proof.derived:
                silent = speaker.join([speaker.say(ASPECTS[aspect]) for aspect in proof.silent])
                rows.append(line(Span(speaker.say(T("上位标准没有规定：{aspects}", aspects=silent)), "dim")))
            if proof.successions:
                names = speaker.join(proof.successions)
                rows.append(line(Span(speaker.say(T("用到已登记的名称接续：{names}", names=names)), "dim")))
            blocks.append(items(rows))
    return [heading(2, speaker.say(T("逐条结论"))), *blocks] if blocks else []


def _claim(judgement: Judgement, speaker: Speaker) -> Line:
    parts: list[Span | str] = [
        Span(speaker.say(VERDICTS[judgement.verdict]), VERDICT_STYLES[judgement.verdict]),
        f"  {speaker.say(ASPECTS[judgement.aspect])}  {speaker.say(judgement.reason)}",
    ]
    if judgement.links:
        used = T("（用到恒定关系：{links}）", links=list(judgement.links))
        parts.append(Span(speaker.say(used), "dim"))
    return line(*parts)


def exceeding_blocks(proofs: Iterable[ItemProof], find: Find, speaker: Speaker) -> list[Block]:
    """Items where we are strictly better for somebody, with who gains and what."""
    rows: list[tuple[Line, Iterable[Block]]] = []
    for proof in proofs:
        gains = [judgement for judgement in proof.judgements if judgement.exceeds and judgement.aspect in COSTLY]
        if gains:
            head = line(Span(title_of(proof.ancestor, find, speaker), "good"))
            rows.append((head, [items(_gain(judgement, speaker) for judgement in gains)]))
    return [heading(3, speaker.say(T("高于底线（须有论证记录）"))), items(rows)] if rows else []


def _gain(judgement: Judgement, speaker: Speaker) -> Line:
    parts: list[Span | str] = [f"{speaker.say(ASPECTS[judgement.aspect])}  "]
    if judgement.ours is not None and judgement.theirs is not None:
        parts.append(
            speaker.say(T("本地 {ours}，上位 {theirs}", ours=speaker.level(judgement.ours),
                          theirs=speaker.level(judgement.theirs)))
        )  # fmt: skip
        parts.append("  ")
    if judgement.gain is not None:
        parts.append(Span(speaker.say(T("得益的例如：{who}", who=speaker.resident(judgement.gain, most=2))), "dim"))
    return line(*parts)


def succession_blocks(proofs: Iterable[ItemProof], find: Find, speaker: Speaker) -> list[Block]:
    """Items that a recorded renaming was read into, so that nobody overlooks what the proof rests on."""
    rows = [
        line(title_of(proof.ancestor, find, speaker), Span(f"  {speaker.join(proof.successions)}", "dim"))
        for proof in proofs
        if proof.successions
    ]
    return [heading(3, speaker.say(T("用到已登记的名称接续"))), items(rows)] if rows else []


def nobody_blocks(proofs: Iterable[ItemProof], find: Find, speaker: Speaker) -> list[Block]:
    """Items that hold only because the ancestor entitles nobody here."""
    rows = [
        line(title_of(proof.ancestor, find, speaker), Span(f"  {speaker.join(_marks(proof, speaker))}", "dim"))
        for proof in proofs
        if "nobody_here" in proof.marks and proof.verdict is Verdict.PROVED
    ]
    return (
        [heading(3, speaker.say(T("本地 0 人符合：成立，只因没有这样的服务对象"))), Items(items(rows).items)]
        if rows
        else []
    )


def _marks(proof: ItemProof, speaker: Speaker) -> list[str]:
    return [speaker.say(MARKS[mark]) for mark in MARKS if mark in proof.marks and mark != "nobody_here"]
