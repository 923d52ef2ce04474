"""What an entrant has done, what it counts, and what can still be done: the panel's own view."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from contests.actions.choices import ClaimState
from contests.actions.models import Action, Claim, Entrant
from contests.actions.queries.days import contest_day, next_day_at
from contests.actions.queries.doors import actions_of
from contests.actions.queries.tickets import ticket_totals
from contests.calls.models import Contest

# What uses up one of the times: a proof that was rejected for good may be shown anew.
USED = (ClaimState.WAITING, ClaimState.GRANTED, ClaimState.APPEALED)
_LAST = 3
_TOLD_LONGER = (ClaimState.REJECTED, ClaimState.APPEALED)


@dataclass(frozen=True)
class ActionView:
    """An action as one entrant sees it."""

    action: Action
    claims: list[Claim]
    used: int
    earned: int
    next_at: datetime | None

    @property
    def left(self) -> int:
        """How often it may still be done."""
        return max(self.action.times - self.used, 0)

    @property
    def can_do(self) -> bool:
        """Whether it may be done now."""
        return self.left > 0 and self.next_at is None

    @property
    def shown(self) -> list[Claim]:
        """The last three times, and those before that were rejected: they may be appealed."""
        older = self.claims[:-_LAST]
        kept = [claim for claim in older if claim.state in _TOLD_LONGER]
        return [*kept, *self.claims[-_LAST:]]

    @property
    def most(self) -> int:
        """How many tickets it can earn in all."""
        return self.action.tickets * self.action.times


@dataclass(frozen=True)
class Standing:
    """Where somebody stands; without an entrant it is what anybody can see."""

    views: list[ActionView]
    tickets: int
    waiting: int
    all_tickets: int
    people: int

    @property
    def one_in(self) -> int:
        """The chance that one ticket that is drawn is one's own: one in so many; 0 for none."""
        return round(self.all_tickets / self.tickets) if self.tickets else 0


def standing_of(contest: Contest, entrant: Entrant | None, *, now: datetime) -> Standing:
    """Return the standing; the same number of queries however much was done."""
    claims: dict[int, list[Claim]] = defaultdict(list)
    mine = Claim.objects.filter(entrant=entrant).select_related("action") if entrant else None
    for claim in mine.order_by("id") if mine is not None else []:
        claims[claim.action_id].append(claim)
    today = contest_day(contest, now).isoformat()
    views = [
        _view(action, claims[action.pk], today, next_day_at(contest, now))
        for action in actions_of(contest)
    ]
    granted = sum(view.earned for view in views)
    counts = entrant is not None and entrant.counts
    waiting = sum(
        claim.tickets
        for rows in claims.values()
        for claim in rows
        if claim.state in (ClaimState.WAITING, ClaimState.APPEALED)
    )
    totals = ticket_totals(contest)
    return Standing(views, granted if counts else 0, waiting, totals.tickets, totals.people)


def _view(action: Action, claims: list[Claim], today: str, tomorrow: datetime) -> ActionView:
    used = [claim for claim in claims if claim.state in USED]
    is_done_today = action.is_daily and any(claim.key.startswith(today) for claim in used)
    return ActionView(
        action,
        claims,
        len(used),
        sum(claim.tickets for claim in claims if claim.state == ClaimState.GRANTED),
        tomorrow if is_done_today else None,
    )
