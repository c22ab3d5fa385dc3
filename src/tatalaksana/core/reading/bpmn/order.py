"""The steps in the order of the flow: what leads back does not count."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Mapping, Sequence

Edges = Mapping[str, Sequence[str]]


def in_flow(
    keys: Sequence[str], edges: Edges, along: Mapping[str, float], first: Collection[str] = ()
) -> list[str]:
    """`keys` so that every edge leads on, but for those that lead back.

    In a loop an edge leads back where it runs against the flow of the picture (`along` it), or,
    where there is none or the loop stays closed, where it returns to a step it came through.
    Between steps that may change places the one further left, or listed first, is the first;
    `first` are those at which the process begins.
    """
    rank = {key: (along.get(key, 0.0), k) for k, key in enumerate(keys)}
    loop = loops(keys, edges)
    left = {
        (one, other)
        for one in keys
        for other in edges.get(one, ())
        if one != other and not (loop[one] == loop[other] and along and along[other] < along[one])
    }
    left -= closing(sorted(keys, key=lambda key: key not in first), left)
    ahead: dict[str, list[str]] = {key: [] for key in keys}
    waits = dict.fromkeys(keys, 0)
    for one, other in left:
        ahead[one].append(other)
        waits[other] += 1
    ready = [(rank[key], key) for key in keys if not waits[key]]
    heapq.heapify(ready)
    found = []
    while ready:
        _, key = heapq.heappop(ready)
        found.append(key)
        for other in ahead[key]:
            waits[other] -= 1
            if not waits[other]:
                heapq.heappush(ready, (rank[other], other))
    return found


def loops(keys: Sequence[str], edges: Edges) -> dict[str, int]:
    """The number of the loop each step stands in (its strong component)."""
    done: list[str] = []
    seen: set[str] = set()
    for start in keys:
        after(start, edges, seen, done)
    back: dict[str, list[str]] = {key: [] for key in keys}
    for one in keys:
        for other in edges.get(one, ()):
            back[other].append(one)
    found: dict[str, int] = {}
    for number, start in enumerate(reversed(done)):
        if start not in found:
            group: list[str] = []
            after(start, back, set(found), group)
            found |= dict.fromkeys(group, number)
    return found


def after(start: str, edges: Edges, seen: set[str], done: list[str]) -> None:
    """Add to `done` all that is reached from `start`, each after what it leads to."""
    if start in seen:
        return
    seen.add(start)
    stack = [(start, iter(edges.get(start, ())))]
    while stack:
        key, rest = stack[-1]
        other = next((one for one in rest if one not in seen), None)
        if other is None:
            done.append(key)
            stack.pop()
        else:
            seen.add(other)
            stack.append((other, iter(edges.get(other, ()))))


def closing(keys: Sequence[str], edges: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """The edges that return to a step on the way to them, walked from the first step on."""
    ahead: dict[str, list[str]] = {key: [] for key in keys}
    place = {key: k for k, key in enumerate(keys)}
    for one, other in sorted(edges, key=lambda e: (place[e[0]], place[e[1]])):
        ahead[one].append(other)
    found, state = set[tuple[str, str]](), dict.fromkeys(keys, 0)
    for start in keys:
        stack = [(start, iter(ahead[start]))] if not state[start] else []
        state[start] = state[start] or 1
        while stack:
            key, rest = stack[-1]
            to = next(rest, None)
            if to is None:
                state[key] = 2
                stack.pop()
            elif state[to] == 1:
                found.add((key, to))
            elif not state[to]:
                state[to] = 1
                stack.append((to, iter(ahead[to])))
    return found
