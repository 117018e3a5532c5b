"""Which row each step stands in: as far down as the longest way to it, one step a place, one decision a row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from zhunsheng.publish.process.flow import Flow


def successors(flow: Flow) -> dict[str, list[str]]:
    """For each step the steps it leads to, in order."""
    found = {}
    for node in flow.steps:
        ways = flow.onward[node.step]
        found[node.step] = [flow.by_id[way.target].step for way in ways if flow.by_id[way.target].step != node.step]
        found[node.step] += [node.step for way in ways if _comes_back(flow, way.target, node.step)]
    return found


def _comes_back(flow: Flow, target: str, step: str) -> bool:
    node = flow.by_id[target]
    return node.step == step and node.kind in ("pause", "step")


def back_ways(following: Mapping[str, Sequence[str]]) -> set[tuple[str, str]]:
    """The ways that close a loop: taken away, no loop is left.  Looks deep first, in the order given."""
    found: set[tuple[str, str]] = set()
    done: set[str] = set()
    for root in following:
        trail: list[tuple[str, int]] = [(root, 0)]
        on_trail: set[str] = set()
        while trail:
            name, index = trail.pop()
            if index == 0:
                if name in done:
                    continue
                on_trail.add(name)
            if index == len(following[name]):
                on_trail.discard(name)
                done.add(name)
                continue
            trail.append((name, index + 1))
            target = following[name][index]
            if target in on_trail:
                found.add((name, target))
            elif target not in done:
                trail.append((target, 0))
    return found


def depths(following: Mapping[str, Sequence[str]], without: Iterable[tuple[str, str]]) -> dict[str, int]:
    """The length of the longest way to each step, in steps; `without` takes away the ways that close loops."""
    left = {(name, target) for name in following for target in following[name]} - set(without)
    waiting = {name: sum(target == name for _, target in left) for name in following}
    found = dict.fromkeys(following, 0)
    ready = [name for name in following if not waiting[name]]
    while ready:
        name = ready.pop(0)
        for target in following[name]:
            if (name, target) in left:
                left.discard((name, target))
                found[target] = max(found[target], found[name] + 1)
                waiting[target] -= 1
                if not waiting[target]:
                    ready.append(target)
    return found


def rows_of(flow: Flow) -> dict[str, int]:
    """The row of each step, from 0 without gaps.

    # INVARIANT: a step stands below every step that leads to it, ways that close loops apart; no two steps of a lane
    # and no two decisions stand in one row.
    """
    following = successors(flow)
    back = back_ways(following)
    depth = depths(following, back)
    lane = {node.step: node.lane for node in flow.steps}
    deciding = {node.step for node in flow.nodes if node.kind == "decision"}
    order = {name: index for index, name in enumerate(following)}
    before: dict[str, list[str]] = {name: [] for name in following}
    for name, targets in following.items():
        for target in targets:
            if (name, target) not in back:
                before[target].append(name)
    rows: dict[str, int] = {}
    taken: set[tuple[int, object]] = set()
    for name in sorted(following, key=lambda one: (depth[one], order[one])):
        row = max((rows[one] + 1 for one in before[name]), default=0)
        while (row, lane[name]) in taken or (name in deciding and (row, "decision") in taken):
            row += 1
        taken |= {(row, lane[name])} | ({(row, "decision")} if name in deciding else set())
        rows[name] = row
    used = {row: index for index, row in enumerate(sorted(set(rows.values())))}
    return {name: used[row] for name, row in rows.items()}
