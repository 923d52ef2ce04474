"""The written rules counted once more, by another hand: recursive, on plain dictionaries.

Nothing is shared with `services.counting` but the rules in docs/laurels.md. Weights are integers:
each member's ballot weighs 100 − P, the record's P × n.
"""

from __future__ import annotations

import hashlib
from typing import Any

Candidates = dict[str, tuple[int, int, int]]


def elect(
    candidates: Candidates, papers: list[list[str]], percent: int, places: int, seed: str
) -> list[str]:
    """Return who wins which place. candidates: key -> (points, solutions, order)."""
    record = sorted(candidates, key=lambda key: candidates[key][2])
    record.sort(key=lambda key: candidates[key][1], reverse=True)
    record.sort(key=lambda key: candidates[key][0], reverse=True)
    box = [(paper, 100 - percent) for paper in papers] + [(record, percent * len(papers))]
    winners: list[str] = []
    while len(winners) < places and len(winners) < len(candidates):
        hopeful = [key for key in candidates if key not in winners]
        winners.append(_one(hopeful, box, candidates, seed, None))
    return winners


def _one(
    hopeful: list[str],
    box: list[tuple[list[str], int]],
    candidates: Candidates,
    seed: str,
    opening: dict[str, int] | None,
) -> str:
    if len(hopeful) == 1:
        return hopeful[0]
    heap: dict[str, int] = {}
    for paper, weight in box:
        kept = [key for key in paper if key in hopeful]
        if kept:
            heap[kept[0]] = heap.get(kept[0], 0) + weight
    all_counting = sum(heap.values())
    for key in hopeful:
        if heap.get(key, 0) > all_counting - heap.get(key, 0):
            return key
    opening = heap if opening is None else opening

    def standing(key: str) -> tuple[Any, ...]:
        lot = hashlib.sha256(f"{seed}\n{key}".encode()).hexdigest()
        return heap.get(key, 0), opening.get(key, 0), candidates[key][0], lot

    loser = min(hopeful, key=standing)
    return _one([key for key in hopeful if key != loser], box, candidates, seed, opening)
