"""How every verb acts on a trophy: the row is locked, the table is asked, one function writes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.trophies.choices import TRANSITIONS, TrophyMove, TrophyState
from community.trophies.errors import TrophyStateRefuses
from community.trophies.models import Trophy
from community.trophies.policies import is_manager
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound


def enter(trophy: Trophy, actor: Member) -> Trophy:
    """Lock a trophy for a community manager and read it again. Raises NotFound for others."""
    if not is_manager(actor):
        raise NotFound
    return Trophy.objects.select_for_update(no_key=True).get(pk=trophy.pk)


def transition(
    trophy: Trophy,
    move: TrophyMove,
    *,
    actor: Member,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make a move: the only place that writes a trophy's state.

    The trophy must be locked. Writes the audit record. Raises TrophyStateRefuses.
    """
    before = TrophyState(trophy.state)
    if move not in TRANSITIONS[before]:
        raise TrophyStateRefuses(state=trophy.get_state_display())
    trophy.state = TRANSITIONS[before][move].value
    for name, value in (changes or {}).items():
        setattr(trophy, name, value)
    trophy.save()
    record_audit(
        actor=actor.public_id,
        action=f"trophy_{move}",
        subject=trophy.reference,
        before={"state": before},
        after={"state": trophy.state, "version": trophy.version, "rule": trophy.rule},
        now=now,
    )
