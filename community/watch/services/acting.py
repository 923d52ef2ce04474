"""What managers do: thank, write down what was done, lay aside."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from community.watch.choices import (
    NOTE_MAX,
    REASON_MAX,
    ActKind,
    CloseReason,
    Occasion,
    Stage,
)
from community.watch.errors import ReasonMissing, WordsMissing
from community.watch.events import MemberThanked, SupernovaLaidAside, WatchActed
from community.watch.models import Sighting, WatchAct
from community.watch.policies import is_watcher, refusal_to_act
from community.watch.services.states import (
    about,
    lock_sighting,
    measure_from,
    stage_transition,
)
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish


def enter(sighting: Sighting, actor: Member) -> Sighting:
    """Lock a sighting for somebody who looks after newcomers. Raises NotFound for others."""
    if not is_watcher(actor):
        raise NotFound
    return lock_sighting(sighting.pk)


@transaction.atomic
def thank_member(*, sighting: Sighting, actor: Member, words: str, now: datetime) -> WatchAct:
    """Send the member a personal note of thanks, and write down that it was sent.

    Raises NotFound for others, OwnSighting, SightingClosed, WordsMissing.
    """
    row = enter(sighting, actor)
    said = words.strip()[:NOTE_MAX]
    if not said:
        raise WordsMissing(field="words")
    act = _act(row, ActKind.THANK, actor, said, now)
    publish(
        MemberThanked(member_id=row.member.public_id, by_id=actor.public_id, words=said), now=now
    )
    return act


@transaction.atomic
def record_act(
    *, sighting: Sighting, actor: Member, kind: str, note: str = "", now: datetime
) -> WatchAct:
    """Write down what was done elsewhere: talked, invited, offered, let rest; nobody is told.

    Raises NotFound for others, OwnSighting, SightingClosed.
    """
    row = enter(sighting, actor)
    return _act(row, ActKind(kind), actor, note.strip()[:NOTE_MAX], now)


@transaction.atomic
def dismiss_sighting(*, sighting: Sighting, actor: Member, reason: str, now: datetime) -> Sighting:
    """Lay a sighting aside with a reason: this member isn't sighted again for some time.

    Raises NotFound for others, ReasonMissing, StageRefuses, OwnSighting.
    """
    row = enter(sighting, actor)
    said = reason.strip()[:REASON_MAX]
    if not said:
        raise ReasonMissing(field="reason")
    changes = {
        "closed_as": CloseReason.DISMISSED.value,
        "closed_at": now,
        "closed_by": actor,
        "reason": said,
        "news_at": None,
    }
    stage_transition(row, Stage.CLOSED, actor=actor, now=now, changes=changes)
    publish(about(SupernovaLaidAside, row, reason=row.closed_as), now=now)
    return row


def _act(sighting: Sighting, kind: ActKind, actor: Member, note: str, now: datetime) -> WatchAct:
    if (refusal := refusal_to_act(sighting, actor)) is not None:
        raise refusal
    act = WatchAct.objects.create(sighting=sighting, kind=kind, note=note, by=actor, at=now)
    measure_from(sighting, Occasion.ACT, now, act=act)
    record_audit(
        actor=actor.public_id,
        action=f"watch_act_{kind}",
        subject=sighting.reference,
        after={"stage": sighting.stage},
        now=now,
    )
    publish(about(WatchActed, sighting, kind=kind.value), now=now)
    return act
