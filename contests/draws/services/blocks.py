"""What the app that hands prizes over says about places that are settled."""

from __future__ import annotations

from typing import Final, Protocol

from contests.calls.models import Contest


class GivenPlaces(Protocol):
    """Returns the places of a contest whose prizes are handed over or on their way.

    Called inside a transaction: it locks what could become so, until the transaction ends.
    """

    def __call__(self, *, contest: Contest) -> set[int]: ...


_GIVEN: Final[dict[str, GivenPlaces]] = {}


def register_given_places(name: str, given: GivenPlaces) -> None:
    """Add who knows which prizes are handed over."""
    _GIVEN[name] = given


def given_places(contest: Contest) -> set[int]:
    """Return the places that can't change hands any more."""
    return {place for given in _GIVEN.values() for place in given(contest=contest)}
