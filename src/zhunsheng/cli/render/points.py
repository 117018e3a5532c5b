"""A service point in words: where it goes beyond the district standard, and what falls short."""

from __future__ import annotations

from zhunsheng.floor.data import title_of
from zhunsheng.floor.points import PointProof
from zhunsheng.floor.wording import Speaker
from zhunsheng.standard.wording import T


def beyond_words(point: PointProof, speaker: Speaker) -> str:
    """The parts in which a point promises more, by their titles in the service that promises them."""
    limits = {"promise": speaker.say(T("承诺办结时限"))}
    found: dict[str, None] = {}
    for proof, subject in point.beyond():
        part = subject.partition(".")[0]
        titles = [
            one.deliverables[part].title.say(speaker.language)
            for one in map(point.library.service, proof.derived)
            if part in one.deliverables
        ]
        whole = title_of(proof.ancestor, point.library.service, speaker)
        found[titles[0] if titles else limits.get(part, subject) or whole] = None
    return speaker.say(T("{names}", names=list(found))) if found else ""


def failure_lines(point: PointProof, speaker: Speaker) -> list[str]:
    """What fails, once a subject of an item: the reason, who it touches, both values.

    The same subject may fail against several levels; the nearest is told.  The item is named where the point answers
    for several.
    """
    lines: dict[tuple[tuple[str, ...], str], str] = {}
    several = point.nearest is not None and len(point.nearest.proofs) > 1
    for proof in point.proofs():
        for judgement in proof.failures():
            text = speaker.say(judgement.reason)
            if several or not proof.derived:
                text = f"{title_of(proof.ancestor, point.library.service, speaker)}  {text}"
            if judgement.ours is not None and judgement.theirs is not None:
                values = T(
                    "上级 {theirs}，这里 {ours}",
                    theirs=speaker.level(judgement.theirs),
                    ours=speaker.level(judgement.ours),
                )
                text += "  " + speaker.say(values)
            if judgement.counterexample is not None:
                text += "  " + speaker.say(T("例如：{who}", who=speaker.resident(judgement.counterexample.resident)))
            lines.setdefault((proof.derived or (proof.ancestor,), judgement.subject), text)
    return list(lines.values())
