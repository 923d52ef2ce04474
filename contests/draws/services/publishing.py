"""The results of a follow contest: approved by a person once the winners are drawn."""

from __future__ import annotations

from datetime import datetime

from contests.calls.models import Contest
from contests.calls.services import publish_contest_results
from contests.draws.choices import DrawState
from contests.draws.errors import NotDrawnYet
from contests.draws.queries import get_draw
from contests.draws.services.acting import as_admin
from marketplace.accounts.models import Member


def publish_winners(*, contest: Contest, actor: Member, now: datetime) -> Contest:
    """Publish the results of a draw that has been held; pressed twice, the second is refused.

    Raises NotFound for others, NotDrawnYet, StateRefuses.
    """
    as_admin(actor)
    if get_draw(contest).state != DrawState.DRAWN:
        raise NotDrawnYet
    return publish_contest_results(contest=contest, actor=actor, now=now)
