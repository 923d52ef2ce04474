"""The count against an independent one, its properties, and a broken count that is found."""

from __future__ import annotations

import random
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community.laurels.choices import TieRule
from community.laurels.services import counting
from community.laurels.services.counting import Ballots, Place, Runner, count, seed_of
from community.laurels.services.voting import new_nonce, receipt_of
from community.laurels.tests.independent import elect

ELECTIONS = 1_000
NAMES = "abcdefgh"
Case = tuple[list[Runner], list[tuple[str, ...]], int, int, str]


def drawn_case(chance: random.Random) -> Case:
    """Return an election: 1–8 candidates, 0–40 partial ballots, many ties, any share."""
    names = list(NAMES[: chance.randint(1, 8)])
    runners = [
        Runner(name, chance.choice((0, 10, 10, 500)), chance.randint(0, 2), order)
        for order, name in enumerate(names)
    ]
    rankings = [
        tuple(chance.sample(names, chance.randint(1, len(names))))
        for _number in range(chance.choice((0, 1, 2, 4, 6, 12, 40)))
    ]
    percent = chance.choice((0, 10, 25, 25, 50, 90))
    receipts = [
        receipt_of("election", ranking, str(place)) for place, ranking in enumerate(rankings)
    ]
    return runners, rankings, percent, chance.randint(1, 3), seed_of(receipts)


def winners(case: Case) -> list[str]:
    runners, rankings, percent, places, seed = case
    return [one.winner for one in counted(runners, rankings, percent, places, seed)]


def counted(
    runners: list[Runner],
    rankings: list[tuple[str, ...]],
    percent: int,
    places: int,
    seed: str,
) -> list[Place]:
    return count(runners, rankings, percent=percent, places=places, seed=seed)


def by_another_hand(case: Case) -> list[str]:
    runners, rankings, percent, places, seed = case
    known = {one.key: (one.points, one.solutions, one.order) for one in runners}
    return elect(known, [list(one) for one in rankings], percent, places, seed)


def differing(number: int) -> int:
    """Return in how many of so many elections the two counts differ."""
    chance = random.Random(20_261_129)  # noqa: S311  the same elections each time
    cases = [drawn_case(chance) for _number in range(number)]
    return sum(winners(case) != by_another_hand(case) for case in cases)


def test_the_count_equals_an_independent_one_on_a_thousand_elections() -> None:
    assert differing(ELECTIONS) == 0


def test_a_count_that_forgets_exhausted_ballots_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: what is exhausted still counts for the total, so nobody has a majority in time."""

    def forgetful(votes: dict[str, Fraction]) -> str | None:
        total = Fraction(seen[0])
        if len(votes) == 1:
            return next(iter(votes))
        return next((key for key, has in votes.items() if has * 2 > total), None)

    seen = [0]
    real = counting.Ballots.votes

    def remembering(self: Ballots, running: object) -> object:
        seen[0] = max(1, len(self.rows))
        return real(self, running)  # type: ignore[arg-type]

    monkeypatch.setattr(counting, "_winner", forgetful)
    monkeypatch.setattr(counting.Ballots, "votes", remembering)
    assert differing(200) > 0


def test_a_count_without_the_first_round_rule_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Control: ties are broken by the present round alone, then points."""
    real = counting._falls

    def careless(running: object, votes: object, _first: object, seed: str) -> object:
        return real(running, votes, votes, seed)  # type: ignore[arg-type]

    monkeypatch.setattr(counting, "_falls", careless)
    assert differing(ELECTIONS) > 0


def test_an_election_worked_by_hand() -> None:
    """Six voters, the record with a fifth of all: c falls by points, one of its votes goes on."""
    runners = [Runner("a", 30, 0, 0), Runner("b", 20, 0, 1), Runner("c", 10, 0, 2)]
    rankings = [("a",), ("a", "b"), ("b",), ("b", "c"), ("c", "b"), ("c",)]
    first, second = counted(runners, rankings, 20, 2, seed_of([]))
    opening, closing = first.rounds
    assert opening.votes == {"a": Fraction(7, 2), "b": Fraction(2), "c": Fraction(2)}
    assert (opening.fell, opening.tie, opening.moved) == ("c", TieRule.POINTS, {"b": Fraction(1)})
    assert (opening.exhausted, opening.to_nobody) == (Fraction(0), Fraction(1))
    assert closing.votes == {"a": Fraction(7, 2), "b": Fraction(3)}
    assert closing.exhausted == 1
    assert first.winner == "a"
    # Without a, the record's ballot and the second choice of one of a's count for b.
    assert second.winner == "b"
    assert second.rounds[0].votes == {"b": Fraction(9, 2), "c": Fraction(2)}
    assert second.rounds[0].exhausted == 1


@st.composite
def cases(draw: st.DrawFn) -> Case:
    chance = random.Random(draw(st.integers(0, 10**9)))  # noqa: S311
    return drawn_case(chance)


@given(cases(), st.randoms())
def test_the_order_of_ballots_changes_nothing(case: Case, chance: random.Random) -> None:
    runners, rankings, percent, places, seed = case
    mixed = list(rankings)
    chance.shuffle(mixed)
    assert counted(runners, mixed, percent, places, seed) == counted(*case)


@given(cases())
def test_no_vote_is_lost_in_any_round(case: Case) -> None:
    runners, rankings, percent, places, seed = case
    whole = len(rankings) + counting.record_weight(len(rankings), percent)
    for place in counted(runners, rankings, percent, places, seed):
        for one in place.rounds:
            assert sum(one.votes.values(), Fraction(0)) + one.exhausted == whole
        for one, after in zip(place.rounds, place.rounds[1:], strict=False):
            gained = {key: one.votes[key] + (one.moved or {}).get(key, 0) for key in after.votes}
            assert gained == after.votes
            assert after.exhausted == one.exhausted + one.to_nobody


@given(cases())
def test_who_has_more_than_half_of_first_choices_wins(case: Case) -> None:
    runners, _rankings, _percent, places, _seed = case
    found = counted(*case)
    opening = found[0].rounds[0].votes
    total = sum(opening.values(), Fraction(0))
    for key, has in opening.items():
        if has * 2 > total:
            assert found[0].winner == key
    assert len(found) == min(places, len(runners))
    assert len({one.winner for one in found}) == len(found)


@given(st.lists(st.permutations("abc"), max_size=40))
def test_receipts_are_unique_and_can_be_computed_again(rankings: list[list[str]]) -> None:
    kept = [(ranking, new_nonce()) for ranking in rankings]
    receipts = [receipt_of("e1", ranking, nonce) for ranking, nonce in kept]
    assert len(set(receipts)) == len(rankings)
    assert [receipt_of("e1", ranking, nonce) for ranking, nonce in kept] == receipts


@given(st.integers(1, 40), st.integers(0, 90))
def test_the_record_has_its_share_of_all_votes(ballots: int, percent: int) -> None:
    weight = counting.record_weight(ballots, percent)
    assert weight / (weight + ballots) == Fraction(percent, 100)


def test_an_equal_end_is_drawn_from_the_receipts_and_can_be_checked() -> None:
    runners = [Runner("a", 0, 0, 0), Runner("b", 0, 0, 1)]
    for nonce in ("1", "2", "3", "4"):
        seed = seed_of([nonce])
        (place,) = counted(runners, [("a",), ("b",)], 0, 1, seed)
        assert place.rounds[0].tie == TieRule.DRAW
        falls = min("ab", key=lambda key: counting.lot_of(seed, key))
        assert place.rounds[0].fell == falls
