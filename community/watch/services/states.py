"""The only place that writes a stage: through the table, with a line of the story and an audit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from community.watch.choices import FADING, Occasion, Stage
from community.watch.events import SightingEvent
from community.watch.models import Outcome, Sighting, StageChange
from community.watch.policies import refusal_of
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit


def locked_sightings() -> QuerySet[Sighting]:
    """Return sightings, held until the transaction ends; whoever waits sees what became of them."""
    rows = Sighting.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("member")


def lock_sighting(pk: int) -> Sighting:
    """Return a sighting, held until the transaction ends."""
    return locked_sightings().get(pk=pk)


def stage_transition(
    sighting: Sighting,
    target: Stage,
    *,
    actor: Member | None,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
    figures: Mapping[str, Any] | None = None,
) -> None:
    """Move a sighting that is locked; no actor: the clock. Raises the refusals of `policies`."""
    if (refusal := refusal_of(sighting, target, actor)) is not None:
        raise refusal
    before = Stage(sighting.stage)
    sighting.stage = target.value
    sighting.since = now
    for name, value in (changes or {}).items():
        setattr(sighting, name, value)
    sighting.save()
    StageChange.objects.create(
        sighting=sighting, before=before, after=target, at=now, by=actor, figures=figures or {}
    )
    if target in FADING and before not in FADING:
        measure_from(sighting, Occasion.FADE, now)
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"watch_{target}",
        subject=sighting.reference,
        before={"stage": before},
        after={"stage": target},
        reason=sighting.reason,
        now=now,
    )


def measure_from(sighting: Sighting, occasion: Occasion, now: datetime, **given: Any) -> None:
    """Let what comes after this day be measured in its time; the same occasion once a day."""
    day = now.astimezone(UTC).date()
    values = {"from_on": day, "due_on": day, **given}
    if occasion == Occasion.ACT:
        Outcome.objects.create(sighting=sighting, occasion=occasion, **values)
        return
    Outcome.objects.get_or_create(
        sighting=sighting, occasion=occasion, from_on=day, defaults={"due_on": day}
    )


def about(event: type[SightingEvent], sighting: Sighting, **more: Any) -> SightingEvent:
    """Return a fact about a sighting."""
    return event(
        sighting_id=sighting.public_id,
        member_id=sighting.member.public_id,
        stage=sighting.stage,
        **more,
    )
