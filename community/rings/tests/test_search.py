"""What the search finds, what it leaves alone, and that it never reverses anything."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from community.reputation.models import Contribution
from community.rings.models import Favour, NightlySearch, RingCase
from community.rings.queries import draw, letter_of
from community.rings.queries.detectors import find_suspects, overlap
from community.rings.queries.graph import Favours, Group, peeled, strongly_connected
from community.rings.queries.pairs import Pair, pairs_until
from community.rings.services import dismiss_case, search_due, search_rings
from community.rings.tests.world import likes, ring
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.models import OutboxEvent

AT = datetime(2026, 11, 1, tzinfo=UTC)


def pair(giver: int, receiver: int, count: int, in_hour: int = 1) -> Pair:
    return Pair(giver, receiver, count, in_hour, count, AT, AT)


def clique(*members: int, count: int = 7) -> list[Pair]:
    return [pair(a, b, count) for a in members for b in members if a != b]


def from_many(receiver: int, count: int, first: int = 1_000) -> list[Pair]:
    return [pair(first + number, receiver, 1) for number in range(count)]


def found(pairs: list[Pair]) -> list[tuple[str, tuple[int, ...]]]:
    return [(one.kind.value, one.members) for one in find_suspects(pairs, rules())]


def test_strongly_connected_groups() -> None:
    edges = {1: [2], 2: [3], 3: [1], 4: [5], 5: [6], 6: [5, 1], 7: [7]}
    assert sorted(map(sorted, strongly_connected(edges))) == [[1, 2, 3], [5, 6]]
    long = {number: [number + 1] for number in range(5_000)} | {5_000: [0]}
    assert [len(group) for group in strongly_connected(long)] == [5_001]


def test_members_who_do_not_belong_are_let_go_until_a_group_holds() -> None:
    edges = {1: {2}, 2: {1, 3}, 3: {2, 4}, 4: {3}}
    groups = list(peeled(edges, lambda one, _group: one != 3))
    assert groups == [{1, 2}]


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        (clique(1, 2), [("ring", (1, 2))]),
        (clique(1, 2, 3, 4), [("ring", (1, 2, 3, 4))]),
        ([pair(1, 2, 20), pair(2, 3, 20), pair(3, 1, 20)], [("ring", (1, 2, 3))]),
        # Too few to speak of an agreement.
        (clique(1, 2, count=5), []),
        # Friends whom many others value as well.
        (clique(1, 2) + from_many(1, 30) + from_many(2, 30, 5_000), []),
        # A fan of somebody whom everybody reads.
        ([pair(1, 2, 14, in_hour=14), *from_many(2, 60)], []),
        # Somebody's other self: gives to one only, and is all that one gets.
        ([pair(1, 2, 14, in_hour=9), *from_many(2, 3)], [("serial", (1, 2))]),
        ([pair(1, 9, 8, 7), pair(2, 9, 8), pair(3, 9, 8)], [("crowd", (1, 2, 3, 9))]),
        # Whom a guru has helped, and who have nobody else to thank yet.
        ([pair(number, 9, 8) for number in range(6)], []),
    ],
)
def test_what_is_found(pairs: list[Pair], expected: list[tuple[str, tuple[int, ...]]]) -> None:
    assert found(pairs) == expected


def test_the_figures_of_a_group() -> None:
    group = Group((1, 2), Favours([*clique(1, 2, count=6), pair(3, 1, 4), pair(1, 4, 4)]))
    assert (group.inside_count, group.closed_percent, group.returned_percent) == (12, 75, 100)
    assert (group.dense_percent, group.diversity_percent) == (100, 18)
    assert overlap((1, 2), (2, 3, 4)) == 50


def test_the_graph_is_drawn_with_an_arrow_for_each_pair() -> None:
    evidence = {
        "people": [{}, {}, {}],
        "pairs": [
            {"giver": 0, "receiver": 1, "count": 12},
            {"giver": 2, "receiver": 0, "count": 1},
        ],
    }
    drawing = draw(evidence, mine=2)
    assert [node.letter for node in drawing.nodes] == ["A", "B", "C"]
    assert [(one.width, one.is_mine) for one in drawing.arrows] == [(3, False), (1, True)]
    assert (letter_of(0), letter_of(27)) == ("A", "B1")


@pytest.mark.django_db
def test_pairs_are_added_up_in_one_statement(
    friends: list[Member], now: datetime, django_assert_num_queries: object
) -> None:
    one, two, _three = friends
    likes(one, two, 4, now=now, hours=0.2)
    likes(one, two, 2, now=now - timedelta(days=9))
    likes(two, one, 1, now=now - timedelta(days=300))
    with django_assert_num_queries(1):  # type: ignore[operator]
        pairs = pairs_until(now)
    assert [(row.giver, row.receiver, row.count, row.in_hour) for row in pairs] == [
        (one.pk, two.pk, 6, 4)
    ]


@pytest.mark.django_db
def test_a_case_is_opened_once_and_nothing_is_reversed(
    friends: list[Member], noor: Member, now: datetime
) -> None:
    before = Contribution.objects.count()
    case = ring(friends, now=now)
    assert (case.kind, case.state, case.inside_count) == ("ring", "open", 36)
    assert Contribution.objects.count() == before + 36
    assert Favour.objects.filter(case=case, counter=None).count() == 36
    assert search_rings(now=now).opened == 1
    assert RingCase.objects.count() == 1
    assert OutboxEvent.objects.filter(name="RingCaseOpened").count() == 1
    dismiss_case(case=case, actor=noor, reason="A class.", now=now)
    assert search_rings(now=now + timedelta(days=1)).opened == 0
    for giver in friends:
        for receiver in friends:
            if giver != receiver:
                likes(giver, receiver, 8, now=now + timedelta(days=20))
    assert search_rings(now=now + timedelta(days=21)).opened == 1


@pytest.mark.django_db
def test_the_search_runs_once_a_night(now: datetime) -> None:
    early = now.replace(hour=1)
    assert search_due(now=early, limit=1) == 0
    assert NightlySearch.objects.count() == 0
    search_due(now=now, limit=1)
    search_due(now=now + timedelta(minutes=5), limit=1)
    assert list(NightlySearch.objects.values_list("day", flat=True)) == [now.date()]
