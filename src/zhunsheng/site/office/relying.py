"""Who relies on a clause: sections of the guide, steps of the manual, posts, service points, cases, revisions, reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from zhunsheng.site.catalogue.models import Edition
from zhunsheng.site.look.context import language_now
from zhunsheng.site.office.asking import Asked, said, semicolon
from zhunsheng.site.office.clause_rules import RulePart
from zhunsheng.site.office.clauses import Shown
from zhunsheng.site.office.derivation import Entry
from zhunsheng.standard.document import Case, Expectation, Standard
from zhunsheng.standard.wording import Language, say

#: The section of the guide in which each kind of rule is read, with its anchor there.
_SECTIONS = {
    "object": "who", "condition": "who", "content": "what", "level": "what", "material": "papers", "promise": "how",
    "statutory": "how", "step": "how", "situation": "situations",
}  # fmt: skip


#: The aspect that a kind of rule belongs to, where it has another name.
_ASPECTS = {"promise": "time", "statutory": "time", "step": "time", "condition": "object", "material": "burden"}


@dataclass(frozen=True)
class Relier:
    """Somebody or something that relies on a clause."""

    words: str
    address: str = ""
    note: str = ""


@dataclass(frozen=True)
class Group:
    """Reliers of one kind."""

    title: str
    reliers: tuple[Relier, ...]


def reliers_of(
    asked: Asked, edition: Edition, standard: Standard, clause: Shown, points: Iterable[Entry], titles: dict[str, str]
) -> list[Group]:
    """Everything known that relies on a clause, by kind; kinds without anything are left out.

    points: items of service points that derive from items of the standard.  titles: of the items by id.  Guides and
    manuals are made of the district's edition of the day alone.
    """
    parts, no = clause.parts, clause.no
    printed = parts if edition.workspace == asked.library.id else ()
    groups = (
        Group(_("服务指南"), tuple(_guide(asked, printed, titles))),
        Group(_("业务手册"), tuple(_manual(asked, printed, titles))),
        Group(_("岗位"), tuple(_posts(asked, printed))),
        Group(_("服务点承诺"), tuple(_points(asked, parts, points))),
        Group(_("标准自带的案例"), tuple(_cases(standard, no, asked.language))),
        Group(_("改过的原因"), tuple(_revisions(standard, no, asked.language))),
        Group(_("高于上位的论证"), tuple(_arguments(standard, parts, asked.language))),
    )
    return [group for group in groups if group.reliers]


def section_word(section: str) -> str:
    """A section of the guide as its heading reads."""
    return {
        "who": _("谁能办"), "what": _("能得到什么"), "papers": _("要带什么"), "how": _("怎么办、多久"),
        "situations": _("遇到这些情况"),
    }[section]  # fmt: skip


def _guide(asked: Asked, parts: Iterable[RulePart], titles: dict[str, str]) -> Iterator[Relier]:
    seen = dict.fromkeys((part.item, _SECTIONS[part.kind]) for part in parts)
    for item, section in seen:
        words = _("「%(item)s」%(section)s") % {"item": titles.get(item, item), "section": section_word(section)}
        yield Relier(words, f"{asked.url('public:item', item)}#{section}")


def _manual(asked: Asked, parts: Iterable[RulePart], titles: dict[str, str]) -> Iterator[Relier]:
    for part in parts:
        if part.kind == "step":
            yield Relier(
                _("环节「%(step)s」") % {"step": part.title},
                asked.url("office:manual", part.item, "pdf"),
                titles.get(part.item, ""),
            )


def _posts(asked: Asked, parts: Iterable[RulePart]) -> Iterator[Relier]:
    posts = {post.id: post.title.say(asked.language) for post in asked.library.workspace.organisation.posts}
    for role in dict.fromkeys(part.role for part in parts if part.role):
        yield Relier(posts.get(role, role), asked.url("office:post_manual", role, "pdf"))


def _points(asked: Asked, parts: Sequence[RulePart], points: Iterable[Entry]) -> Iterator[Relier]:
    """Service points that changed what the clause rules, each by name; those that follow as it stands in one line."""
    ruled = [part for part in parts if part.is_formal]
    follow = 0
    for point in points:
        if not ruled:
            return
        changed = _changes(asked, point, ruled)
        if changed:
            title = point.title_en if asked.language == "en" and point.title_en else point.title_zh
            yield Relier(title, asked.url("office:standard", point.edition), semicolon(asked.language).join(changed))
        else:
            follow += 1
    if follow:
        yield Relier(_("%(n)d 个服务点照此执行") % {"n": follow})


def _changes(asked: Asked, point: Entry, parts: Iterable[RulePart]) -> list[str]:
    """Reasons for which a service point changed something that the parts rule."""
    workspace = asked.state.library(point.folder).workspace
    try:
        service = workspace.own(point.item)[0]
    except KeyError:
        return []
    paths = [_path(part) for part in parts]
    return [
        change.reason.say(asked.language)
        for change in service.changes
        if any(change.at == path or change.at.startswith(f"{path}.") for path in paths)
    ]


def _path(part: RulePart) -> str:
    """Where a part stands in its service, as changes of an overlay name it."""
    deliverable, _mark, guarantee = part.subject.partition(".")
    return {
        "object": "eligible",
        "condition": f"apply.conditions.{part.subject}",
        "content": f"delivers.{deliverable}.when",
        "level": f"delivers.{deliverable}.guarantees.{guarantee}",
        "material": f"apply.materials.{part.subject}",
    }.get(part.kind, part.kind)


def _cases(standard: Standard, clause: str, language: Language) -> Iterator[Relier]:
    for case in standard.cases:
        if case.clause == clause:
            yield Relier(said(case.name, language) or _("没有名称的案例"), note=_answers(case))


def _answers(case: Case) -> str:
    words = {"eligible": _("应符合"), "not eligible": _("应不符合"), "unknown": _("应不能确定")}
    answers = [one.answer if isinstance(one, Expectation) else one for one in case.expect.values()]
    return say(list(dict.fromkeys(words[answer] for answer in answers)), language_now())


def _revisions(standard: Standard, clause: str, language: Language) -> Iterator[Relier]:
    for one in standard.revisions:
        if clause in one.clauses:
            yield Relier(f"{one.on.isoformat()} {one.what.say(language)}", note=one.reason.say(language))


def _arguments(standard: Standard, parts: Sequence[RulePart], language: Language) -> Iterator[Relier]:
    wanted = {(part.item, _ASPECTS.get(part.kind, part.kind)) for part in parts}
    for name, service in standard.services.items():
        for one in service.exceeds:
            if (name, one.aspect) in wanted:
                who = " ".join(str(part) for part in (one.approved_by, one.approved_on) if part)
                yield Relier(one.argument.say(language), note=who)
