"""The boxes of a standards system as a tree, each with what it holds: texts, references, gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from zhunsheng.standard.document import Category
from zhunsheng.standard.framework import FrameworkNode
from zhunsheng.standard.system import DetailRow
from zhunsheng.standard.wording import Words

#: Boxes that lie deeper hang under the one at this depth: a framework has few layers, and a tree is walked downwards.
DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Tally:
    """Places of a box by state.  present (现有数): texts and references.  total (应有数): gaps as well.

    idle: filled by something that was not in force on the day that is counted.
    """

    full: int = 0
    reference: int = 0
    gap: int = 0
    idle: int = 0

    @property
    def present(self) -> int:
        """How many places are filled."""
        return self.full + self.reference

    @property
    def total(self) -> int:
        """How many places there should be."""
        return self.present + self.idle + self.gap

    @property
    def share(self) -> float | None:
        """Present over total, None where there should be none."""
        return self.present / self.total if self.total else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.full + other.full, self.reference + other.reference, self.gap + other.gap, self.idle + other.idle
        )


def tally_of(rows: Iterable[DetailRow]) -> Tally:
    """What rows come to."""
    counts = {"full": 0, "reference": 0, "gap": 0, "idle": 0}
    for row in rows:
        counts[row.counted] += row.count
    return Tally(**counts)


@dataclass(frozen=True)
class Box:
    """A box of the structure diagram.

    short: its title without what the box above already says.  own: places directly in it, those of its children apart.
    """

    number: str
    title: Words
    short: Words
    domain: str | None = None
    category: Category | None = None
    own: Tally = Tally()
    children: tuple[Box, ...] = ()

    @cached_property
    def tally(self) -> Tally:
        """Places in it and in everything below it."""
        return sum((child.tally for child in self.children), self.own)

    def walk(self) -> Iterator[Box]:
        """This box and every one below, from top to bottom."""
        yield self
        for child in self.children:
            yield from child.walk()


def tree_of(nodes: Iterable[FrameworkNode], rows: Iterable[DetailRow], title: Words) -> Box | None:
    """The tree of a framework with the places of `rows` counted into it; None where there is no box.

    title: of the box on top, where the nodes have several tops or none.  A node whose parent is missing, or that is its
    own ancestor, hangs under the top: every node is in the tree once, and no place is lost.
    """
    first: dict[str, FrameworkNode] = {}
    for node in nodes:
        first.setdefault(node.number, node)
    if not first:
        return None
    held: dict[str, list[DetailRow]] = {}
    for row in rows:
        held.setdefault(row.node or "", []).append(row)
    below: dict[str | None, list[FrameworkNode]] = {}
    for node in first.values():
        below.setdefault(_parent(node, first), []).append(node)

    def box(node: FrameworkNode, above: FrameworkNode | None) -> Box:
        children = tuple(box(child, node) for child in below.get(node.number, ()))
        own = tally_of(held.get(node.number, ()))
        return Box(node.number, node.title, short_title(node, above), node.domain, node.category, own, children)

    tops = tuple(box(node, None) for node in below.get(None, ()))
    return tops[0] if len(tops) == 1 else Box("", title, title, children=tops)


def _parent(node: FrameworkNode, known: dict[str, FrameworkNode]) -> str | None:
    """The number of the box above, None at the top, for a missing parent, and where a ring of parents is cut."""
    chain = {node.number: None}
    at = node.parent
    while at is not None and at in known and at not in chain:
        chain[at] = None
        at = known[at].parent
    if len(chain) == 1 or (at == node.number and node.number == min(chain)):
        return None
    upwards = list(chain)
    return upwards[1] if len(chain) <= DEEPEST else upwards[-DEEPEST]


def short_title(node: FrameworkNode, above: FrameworkNode | None) -> Words:
    """The title without the part that repeats the box above: 「服务提供标准」 of 「病有所医·服务提供标准」 under 「病有所医」."""
    if above is None:
        return node.title
    zh = _after(node.title.zh, above.title.zh, "·")
    en = None if node.title.en is None else _after(node.title.en, above.title.en or "", ": ")
    return Words(zh, None if en is None else en[:1].upper() + en[1:])


def _after(title: str, above: str, mark: str) -> str:
    start, found, rest = title.partition(mark)
    before, whole = start.strip().casefold(), above.casefold()
    repeats = bool(before and whole) and (before in whole or whole in before)
    return rest.strip() if found and rest.strip() and repeats else title


def pruned(box: Box, domain: str | None, category: str | None) -> Box:
    """The tree with only the boxes of a domain (``common``: of none) and of a category; the top always stays."""
    kept = (_kept(child, domain, category) for child in box.children)
    return replace(box, children=tuple(child for child in kept if child is not None))


def _kept(box: Box, domain: str | None, category: str | None) -> Box | None:
    inner = pruned(box, domain, category)
    fits_domain = domain is None or box.domain == (None if domain == "common" else domain)
    fits = fits_domain and (category is None or box.category == category)
    return inner if fits or inner.children else None
