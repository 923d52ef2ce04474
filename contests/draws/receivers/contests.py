"""A contest that closes, moves or ends takes its draw along."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from contests.actions.services import register_freezer
from contests.calls.choices import ContestKind
from contests.calls.events import ContestCancelled, ContestClosed, ContestExtended
from contests.calls.models import Contest
from contests.calls.queries import Complaint, get_contest, register_check
from contests.draws.choices import DrawState, SourceKind
from contests.draws.queries import draw_of
from contests.draws.services import begin_draw, give_up_draw, rename_round
from contests.draws.services.committing import planned_round
from marketplace.core.events import subscribe

BEFORE_THE_LIST = (DrawState.COMMITTED,)


@subscribe(ContestClosed, consumer="draws.begin")
def begin(event: ContestClosed, *, now: datetime) -> None:  # noqa: ARG001
    """Plan the closing of the list."""
    begin_draw(contest=get_contest(event.contest_id))


@subscribe(ContestExtended, consumer="draws.rename_round")
def rename(event: ContestExtended, *, now: datetime) -> None:  # noqa: ARG001
    """Name the round that follows the new dates."""
    rename_round(contest=get_contest(event.contest_id))


@subscribe(ContestCancelled, consumer="draws.give_up")
def give_up(event: ContestCancelled, *, now: datetime) -> None:
    """Hold no draw."""
    give_up_draw(contest=get_contest(event.contest_id), now=now)


def misses(*, contest: Contest, now: datetime) -> Iterator[Complaint]:  # noqa: ARG001
    """Say what a follow contest lacks to be drawn verifiably."""
    if contest.kind != ContestKind.FOLLOW:
        return
    draw = draw_of(contest)
    if draw is None:
        text = _("Seal the draw's secret and name its public value.")
        yield Complaint("draw_missing", text, "draw")
    elif draw.source_kind == SourceKind.DRAND and draw.round != planned_round(contest):
        text = _("The dates changed: name the public value again, so that its round fits.")
        yield Complaint("draw_round_old", text, "draw")


def is_frozen(*, contest: Contest) -> bool:
    """Tell whether the list of tickets is closed."""
    draw = draw_of(contest)
    return draw is not None and draw.state not in BEFORE_THE_LIST


register_check("draw", misses)
register_freezer("draw", is_frozen)
