"""Who reads what: balanced, overlapping, free of ties, the same for one seed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from contests.judging.queries.plan import Board, plan_sheets, reading_order

Slots = set[tuple[int, int]]


def board_of(plan: list[tuple[int, int]], judges: int, entries: int) -> Board:
    readers: dict[int, set[int]] = {entry: set() for entry in range(entries)}
    loads = dict.fromkeys(range(judges), 0)
    for judge, entry in plan:
        readers[entry].add(judge)
        loads[judge] += 1
    return Board(readers, loads, set())


def smallest_spread(loads: dict[int, int], allowed: dict[int, set[int]], need: int) -> int:
    """Return how many a judge must read at the very least: by flows, not by exchanges."""
    total = sum(min(need, len(judges)) for judges in allowed.values())
    for limit in range(total + 1):
        if _fits(allowed, need, dict.fromkeys(loads, limit)):
            return limit
    return total


def _fits(allowed: dict[int, set[int]], need: int, room: dict[int, int]) -> bool:
    """Whether all entries find readers when no judge reads more than `room`."""
    taken: dict[int, list[int]] = {judge: [] for judge in room}

    def place(entry: int, seen: set[int]) -> bool:
        for judge in sorted(allowed[entry]):
            if judge in seen or entry in taken[judge]:
                continue
            seen.add(judge)
            if len(taken[judge]) < room[judge]:
                taken[judge].append(entry)
                return True
            for other in list(taken[judge]):
                if place_other(other, judge, seen):
                    taken[judge].append(entry)
                    return True
        return False

    def place_other(entry: int, giver: int, seen: set[int]) -> bool:
        taken[giver].remove(entry)
        if place(entry, seen):
            return True
        taken[giver].append(entry)
        return False

    return all(
        place(entry, set()) for entry in allowed for _ in range(min(need, len(allowed[entry])))
    )


@given(
    judges=st.integers(3, 9),
    entries=st.integers(1, 30),
    need=st.integers(1, 5),
    seed=st.text("0123456789abcdef", min_size=1, max_size=8),
)
def test_without_ties_loads_differ_by_one_at_most(
    judges: int, entries: int, need: int, seed: str
) -> None:
    plan = plan_sheets(
        seed=seed,
        needs=dict.fromkeys(range(entries), need),
        loads=dict.fromkeys(range(judges), 0),
    )
    board = board_of(plan, judges, entries)
    assert {len(own) for own in board.readers.values()} == {min(need, judges)}
    assert max(board.loads.values()) - min(board.loads.values()) <= 1
    # A graph of so many nodes hangs together by that many sheets, and not by fewer.
    if entries * min(need, judges) >= entries + judges - 1:
        assert len(set(board.parts().values())) == 1


@given(data=st.data())
def test_nobody_gets_what_ties_them_and_loads_are_as_even_as_can_be(data: st.DataObject) -> None:
    judges = data.draw(st.integers(2, 6))
    entries = data.draw(st.integers(1, 10))
    need = data.draw(st.integers(1, 3))
    pairs = st.tuples(st.integers(0, judges - 1), st.integers(0, entries - 1))
    forbidden: Slots = set(data.draw(st.lists(pairs, max_size=judges * entries // 2)))
    plan = plan_sheets(
        seed="a",
        needs=dict.fromkeys(range(entries), need),
        loads=dict.fromkeys(range(judges), 0),
        forbidden=forbidden,
    )
    assert not forbidden & set(plan)
    assert len(plan) == len(set(plan))
    allowed = {
        entry: {judge for judge in range(judges) if (judge, entry) not in forbidden}
        for entry in range(entries)
    }
    board = board_of(plan, judges, entries)
    for entry, own in board.readers.items():
        assert len(own) == min(need, len(allowed[entry]))
    assert max(board.loads.values()) == smallest_spread(board.loads, allowed, need)


@given(
    seed=st.text(min_size=1, max_size=5),
    ties=st.sets(st.tuples(st.integers(0, 4), st.integers(0, 7)), max_size=9),
)
def test_the_same_seed_gives_the_same_plan(seed: str, ties: Slots) -> None:
    needs, loads = dict.fromkeys(range(8), 3), dict.fromkeys(range(5), 0)
    first = plan_sheets(seed=seed, needs=needs, loads=loads, forbidden=ties)
    again = dict(reversed(list(needs.items())))
    assert plan_sheets(seed=seed, needs=again, loads=loads, forbidden=sorted(ties)) == first
    assert sorted(reading_order(seed, 1, range(8))) == list(range(8))
    assert reading_order(seed, 1, range(8)) == reading_order(seed, 1, reversed(range(8)))


def test_another_seed_gives_another_order() -> None:
    orders = {tuple(reading_order(str(seed), 1, range(10))) for seed in range(20)}
    assert len(orders) == 20


def test_a_lacking_reader_is_found_among_those_with_least() -> None:
    plan = plan_sheets(
        seed="s",
        needs={1: 1},
        loads={1: 4, 2: 3, 3: 5, 4: 1},
        forbidden={(4, 1)},
        fixed={1: {1}},
    )
    assert plan == [(2, 1)]


def test_two_groups_are_tied_together() -> None:
    """By greed alone four judges and four entries could fall into two pairs of pairs."""
    for seed in range(50):
        plan = plan_sheets(
            seed=str(seed), needs=dict.fromkeys(range(4), 2), loads=dict.fromkeys(range(4), 0)
        )
        assert len(set(board_of(plan, 4, 4).parts().values())) == 1
