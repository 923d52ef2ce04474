"""What becomes of sightings when a member closes their account."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from community.watch.choices import OPEN_STAGES, CloseReason, Stage
from community.watch.events import SupernovaLaidAside
from community.watch.models import Pause, Sighting, WatchAct
from community.watch.services.states import about, locked_sightings, stage_transition
from marketplace.accounts.models import Member
from marketplace.core.events import publish


@transaction.atomic
def forget_member(*, member: Member, now: datetime) -> None:
    """Close what is open about a leaving member; forget the evidence, all words and the break.

    What is left are stages, days and sums under the opaque id. Doing it again changes nothing.
    """
    rows = Sighting.objects.filter(member=member)
    for row in locked_sightings().filter(member=member, stage__in=OPEN_STAGES).order_by("id"):
        changes = {"closed_as": CloseReason.LEFT.value, "closed_at": now, "news_at": None}
        stage_transition(row, Stage.CLOSED, actor=None, now=now, changes=changes)
        publish(about(SupernovaLaidAside, row, reason=row.closed_as), now=now)
    rows.update(evidence={}, latest={}, reason="")
    WatchAct.objects.filter(sighting__member=member).exclude(note="").update(note="")
    Pause.objects.filter(member=member).delete()
