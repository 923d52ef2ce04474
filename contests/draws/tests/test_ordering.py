"""The draw itself: the list's canonical form, the order, weights by chance, places after passes."""

from __future__ import annotations

import math
import random
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contests.draws.queries import (
    Holding,
    Passing,
    Ranked,
    TicketsMalformed,
    digest_of,
    place,
    rank,
    read_tickets,
    write_tickets,
)
from contests.draws.queries.ordering import score_of

CONTEST = "c0ntest00000"
A, B, C, D = "aaaaaaaaaaaa", "bbbbbbbbbbbb", "cccccccccccc", "dddddddddddd"
SECRET, VALUE = bytes(range(32)), "ab" * 32
COUNTED = st.lists(
    st.tuples(
        st.sampled_from([A, B, C, D]),
        st.sampled_from(["verified", "reviewed", "declared"]),
        st.integers(0, 5),
    ),
    max_size=12,
)


def test_a_list_is_sorted_summed_and_numbered() -> None:
    text = write_tickets(
        CONTEST, [(B, "declared", 2), (A, "verified", 1), (B, "declared", 1), (C, "verified", 0)]
    )
    assert text == (
        f"wazzifni-tickets 1\ncontest {CONTEST}\ntickets 4\n1-1 {A} verified\n2-4 {B} declared\n"
    )
    assert read_tickets(text, contest=CONTEST) == [
        Holding(1, 1, A, "verified"),
        Holding(2, 4, B, "declared"),
    ]


@given(COUNTED)
def test_whatever_order_it_is_counted_in_the_list_is_the_same(
    counted: list[tuple[str, str, int]],
) -> None:
    text = write_tickets(CONTEST, counted)
    assert write_tickets(CONTEST, reversed(counted)) == text
    found = read_tickets(text, contest=CONTEST)
    assert sum(one.last - one.first + 1 for one in found) == sum(n for _who, _label, n in counted)
    again = [(one.participant, one.label, one.last - one.first + 1) for one in found]
    assert write_tickets(CONTEST, again) == text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("tickets 4", "tickets 5"),
        ("1-1", "1-2"),
        ("2-4", "3-4"),
        ("2-4", "02-4"),
        ("2-4", "2-٤"),
        ("verified", "Verified"),
        ("declared\n", "declared"),
        ("declared\n", "declared\n\n"),
        ("\n1-1", "\r\n1-1"),
        (f"1-1 {A} verified\n2-4 {B} declared", f"1-3 {B} declared\n4-4 {A} verified"),
        (f"2-4 {B}", f"2-4 {A}"),
        ("contest c", "contest d"),
        ("tickets 1\n", "tickets 2\n"),
    ],
)
def test_any_other_form_is_refused(old: str, new: str) -> None:
    text = write_tickets(CONTEST, [(A, "verified", 1), (B, "declared", 3)])
    assert old in text
    with pytest.raises(TicketsMalformed):
        read_tickets(text.replace(old, new, 1), contest=CONTEST)


def test_a_score_is_what_the_rule_says() -> None:
    """Computed by `openssl dgst -sha256 -mac HMAC` over the same text."""
    digest = "0" * 64
    assert (
        score_of(SECRET, VALUE, digest, 7, A).hex()
        == "82c60703e8be0a946a4a650f5753d4b51d342028eb77c6e7affbae4030d4a74b"
    )


def test_a_participant_stands_where_the_best_ticket_stands_and_once() -> None:
    text = write_tickets(CONTEST, [(A, "verified", 3), (A, "declared", 2), (B, "verified", 1)])
    digest = digest_of(text)
    holdings = read_tickets(text, contest=CONTEST)
    order = rank(holdings, secret=SECRET, value=VALUE, digest=digest)
    assert sorted(one.participant for one in order) == [A, B]
    scores = {
        (score_of(SECRET, VALUE, digest, number, one.participant).hex(), number)
        for one in holdings
        for number in range(one.first, one.last + 1)
    }
    best = min(scores)
    assert (order[0].score, order[0].ticket) == best
    labels = {one.ticket: one.label for one in order}
    assert all(
        labels[one.ticket] == label
        for one in order
        for label in [next(h.label for h in holdings if h.first <= one.ticket <= h.last)]
    )


def test_progress_is_told_and_an_empty_list_gives_nobody() -> None:
    text = write_tickets(CONTEST, [(A, "verified", 30_000), (B, "verified", 15_000)])
    told: list[int] = []
    holdings = read_tickets(text, contest=CONTEST)
    rank(holdings, secret=SECRET, value=VALUE, digest=digest_of(text), progress=told.append)
    assert told == [30_000]
    empty = write_tickets(CONTEST, [])
    assert rank(read_tickets(empty, contest=CONTEST), secret=SECRET, value="", digest="") == []


def chi_square_p(statistic: float, freedom: int) -> float:
    """Return the upper tail of the chi-square distribution: the regularised gamma Q(k/2, x/2).

    By its continued fraction (Numerical Recipes, 6.2), or by its series where that converges.
    """
    a, x = freedom / 2, statistic / 2
    front = math.exp(-x + a * math.log(x) - math.lgamma(a))
    if x < a + 1:
        term = total = 1 / a
        for n in range(1, 500):
            term *= x / (a + n)
            total += term
        return 1 - total * front
    b, c = x + 1 - a, 1e300
    d = 1 / b
    fraction = d
    for n in range(1, 500):
        step = -n * (n - a)
        b += 2
        d = 1 / (step * d + b)
        c = b + step / c
        fraction *= d * c
    return front * fraction


def test_the_tail_of_the_distribution_is_right() -> None:
    """Against the tables: 7.815 at 3 degrees is 5 %, 16.266 is 0.1 %, 2.366 is 50 %."""
    for statistic, p in ((7.8147, 0.05), (16.2662, 0.001), (2.36597, 0.5)):
        assert chi_square_p(statistic, 3) == pytest.approx(p, rel=1e-3)


def test_a_hundred_thousand_draws_are_as_fair_as_their_weights() -> None:
    weights = {A: 1, B: 2, C: 3, D: 4}
    draws, total = 100_000, sum(weights.values())
    text = write_tickets(CONTEST, [(who, "verified", n) for who, n in weights.items()])
    holdings, digest = read_tickets(text, contest=CONTEST), digest_of(text)
    chance = random.Random(20261128)  # noqa: S311
    won = Counter(
        rank(holdings, secret=chance.randbytes(32), value=VALUE, digest=digest)[0].participant
        for _draw in range(draws)
    )
    expected = {who: draws * weight / total for who, weight in weights.items()}
    statistic = sum((won[who] - n) ** 2 / n for who, n in expected.items())
    assert chi_square_p(statistic, len(weights) - 1) > 0.001
    # The same test finds a draw that forgets the weights.
    even = sum((draws / 4 - n) ** 2 / n for n in expected.values())
    assert chi_square_p(even, len(weights) - 1) < 0.001


def ranked(names: str) -> list[Ranked]:
    return [Ranked(name, n, "verified", f"{n:064x}") for n, name in enumerate(names, 1)]


def holders(order: str, places: int, passed: list[tuple[int, str, bool]]) -> dict[int, str | None]:
    found = place(ranked(order), places, [Passing(*one) for one in passed])
    return {at: one.participant if one else None for at, one in found.items()}


def test_a_vacant_place_goes_to_the_next_and_others_keep_theirs() -> None:
    assert holders("abcd", 2, []) == {1: "a", 2: "b"}
    assert holders("abcd", 2, [(1, "a", True)]) == {1: "c", 2: "b"}
    assert holders("abcd", 2, [(1, "a", True), (1, "c", True)]) == {1: "d", 2: "b"}
    assert holders("abc", 2, [(1, "a", True), (1, "c", True)]) == {1: None, 2: "b"}
    assert holders("a", 2, []) == {1: "a", 2: None}


def test_who_falls_short_for_one_place_is_first_in_line_for_the_next() -> None:
    passed = [(1, "a", False)]
    assert holders("abcd", 2, passed) == {1: "c", 2: "b"}
    assert holders("abcd", 2, [*passed, (2, "b", True)]) == {1: "c", 2: "a"}
    assert holders("abcd", 2, [*passed, (1, "c", True)]) == {1: "d", 2: "b"}


def test_nobody_is_passed_over_who_holds_nothing() -> None:
    with pytest.raises(ValueError, match="doesn't hold"):
        holders("abc", 2, [(1, "b", True)])


@given(st.integers(1, 6), st.integers(0, 8), st.data())
def test_nobody_ever_holds_two_places(places: int, people: int, data: st.DataObject) -> None:
    order = "abcdefgh"[:people]
    passed: list[tuple[int, str, bool]] = []
    for _step in range(data.draw(st.integers(0, 8))):
        now = holders(order, places, passed)
        held = [(at, who) for at, who in now.items() if who]
        if not held:
            break
        at, who = data.draw(st.sampled_from(held))
        passed.append((at, who, data.draw(st.booleans())))
        after = holders(order, places, passed)
        names = [name for name in after.values() if name]
        assert len(names) == len(set(names))
        assert after[at] != who
        assert {p: w for p, w in after.items() if p != at} == {
            p: w for p, w in now.items() if p != at
        }
