"""What can be won, by rank."""

from __future__ import annotations

from contests.calls.models import Contest, Prize


def prizes_of(contest: Contest) -> list[Prize]:
    """Return the prizes, the first rank first."""
    return sorted(contest.prizes.all(), key=lambda prize: (prize.first_rank, prize.pk))


def prizes_at(contest: Contest, rank: int) -> list[Prize]:
    """Return everything that one rank wins."""
    return [prize for prize in prizes_of(contest) if prize.first_rank <= rank <= prize.last_rank]
