"""Goods on their way."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from contests.calls.choices import PrizeKind
from contests.prizes.choices import NOTE_MAX, AwardMove, Part
from contests.prizes.errors import NotGoods, TrackingMissing
from contests.prizes.events import PrizeHandedOver, PrizeSent
from contests.prizes.models import Award
from contests.prizes.policies import is_winner
from contests.prizes.services.acting import Actor, facts, lock_award, transition
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import NotFound
from marketplace.core.events import publish


@transaction.atomic
def send_award(*, award: Award, actor: Member, carrier: str, tracking: str, now: datetime) -> Award:
    """Say that goods were sent, by whom and under which number; the winner is told.

    Raises NotFound for others, NotGoods, AwardStateRefuses, TrackingMissing.
    """
    if not has_role(actor, Role.ADMIN):
        raise NotFound
    row = lock_award(award.pk)
    if row.kind != PrizeKind.GOODS:
        raise NotGoods
    if not carrier.strip():
        raise TrackingMissing(field="carrier")
    changes = {"carrier": carrier.strip(), "tracking": tracking.strip(), "sent_at": now}
    transition(row, AwardMove.SEND, by=Actor(Part.ADMIN, actor), now=now, changes=changes)
    publish(PrizeSent(**facts(row), carrier=row.carrier, tracking=row.tracking), now=now)
    return row


@transaction.atomic
def receive_award(*, award: Award, actor: Member, note: str = "", now: datetime) -> Award:
    """Say that goods came: by the winner, or by an administrator who saw the proof.

    The address isn't needed any more and is forgotten. Raises NotFound for others,
    AwardStateRefuses.
    """
    row = lock_award(award.pk)
    if is_winner(actor, row):
        by = Actor(Part.WINNER, actor)
    elif has_role(actor, Role.ADMIN):
        by = Actor(Part.ADMIN, actor)
    else:
        raise NotFound
    changes = {"note": note.strip()[:NOTE_MAX], "form": ""}
    transition(row, AwardMove.RECEIVE, by=by, now=now, changes=changes)
    publish(PrizeHandedOver(**facts(row)), now=now)
    return row
