"""The process of a service as a graph: where it starts, what each step leads to, its longest way through."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from zhunsheng.floor.lint.view import View
from zhunsheng.standard.service import Branch, Service

#: More ways than this are not counted one by one; a process of people never has as many.
_MOST_WAYS = 2_000


@dataclass(frozen=True)
class Edge:
    """A way from one step to the next; `rule` narrows it to some cases."""

    source: str
    target: str
    index: int
    rule: str | None = None


def edges(service: Service) -> Iterator[Edge]:
    """All ways between steps, also to steps that do not exist."""
    for name, step in service.process.items():
        for index, following in enumerate(step.next):
            if isinstance(following, Branch):
                yield Edge(name, following.to, index, following.rule)
            else:
                yield Edge(name, following, index)


def successors(service: Service) -> dict[str, list[str]]:
    """For each step the existing steps that follow it."""
    found: dict[str, list[str]] = {name: [] for name in service.process}
    for edge in edges(service):
        if edge.target in found:
            found[edge.source].append(edge.target)
    return found


def starts(service: Service) -> list[str]:
    """Where the process starts: as written, else the first step."""
    if service.start is not None:
        return [service.start] if service.start in service.process else []
    return [next(iter(service.process))] if service.process else []


def reachable(service: Service) -> set[str]:
    """Steps that can be reached from the start."""
    following = successors(service)
    found: set[str] = set()
    waiting = starts(service)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += following[name]
    return found


def cycle(following: Mapping[str, list[str]]) -> list[str] | None:
    """The steps of one cycle in order, or None when there is none."""
    done: set[str] = set()
    for root in following:
        trail: list[str] = []
        stack: list[tuple[str, int]] = [(root, 0)]
        while stack:
            name, index = stack.pop()
            if index == 0:
                if name in done:
                    continue
                trail.append(name)
            if index < len(following[name]):
                stack.append((name, index + 1))
                target = following[name][index]
                if target in trail:
                    return trail[trail.index(target) :]
                stack.append((target, 0))
            else:
                done.add(name)
                if trail and trail[-1] == name:
                    trail.pop()
    return None


def ways(service: View) -> Iterator[tuple[str, ...]]:
    """Every way from the start to an end that passes no step twice, at most `_MOST_WAYS` of them."""
    following = successors(service.compiled.source)
    count = 0
    stack: list[tuple[str, ...]] = [(name,) for name in starts(service.compiled.source)]
    while stack and count < _MOST_WAYS:
        way = stack.pop()
        further = [name for name in following[way[-1]] if name not in way]
        if not further:
            count += 1
            yield way
        stack += [(*way, name) for name in reversed(further)]
