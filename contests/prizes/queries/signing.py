"""What is approved, and by how many."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from contests.calls.choices import FUNDED_KINDS
from contests.calls.models import Contest
from contests.prizes.choices import AwardState
from contests.prizes.models import Approval, Award
from marketplace.core.conf import rules

TWO = 2


def results_digest(awards: Iterable[Award]) -> str:
    """Return the SHA-256 in hex of a list of winners: who gets what at which rank."""
    lines = sorted(
        [award.rank, award.kind, award.amount, award.currency, award.prize_id, award.member_id]
        for award in awards
    )
    return hashlib.sha256(json.dumps(lines).encode()).hexdigest()


def approvals_needed(contest: Contest) -> int:
    """Return how many people approve the results: two above a set sum."""
    proposed = Award.objects.filter(
        contest=contest, state=AwardState.PROPOSED, kind__in=FUNDED_KINDS
    )
    total = sum(proposed.values_list("amount", flat=True))
    return TWO if total > rules().contest_two_approvers_minor else 1


def approvals_of(contest: Contest, digest: str) -> list[Approval]:
    """Return the signatures under one list of winners."""
    rows = Approval.objects.filter(contest=contest, digest=digest)
    return list(rows.select_related("member").order_by("id"))
