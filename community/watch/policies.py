"""Who may do what about a sighting: pages and API ask the same."""

from __future__ import annotations

from community.watch.choices import STAGE_STEPS, Part, Stage
from community.watch.errors import NotForThisPerson, OwnSighting, SightingClosed, StageRefuses
from community.watch.models import Sighting
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.errors import DomainError


def is_watcher(member: Member | None) -> bool:
    """Whether the member looks after newcomers."""
    return has_role(member, Role.COMMUNITY_MANAGER)


def refusal_of(sighting: Sighting, target: Stage, actor: Member | None) -> DomainError | None:
    """Return why this can't become that now, None when it can; no actor: the clock."""
    steps = STAGE_STEPS[Stage(sighting.stage)]
    if target not in steps:
        return StageRefuses(stage=sighting.get_stage_display())
    parts = steps[target]
    if actor is None:
        return None if Part.CLOCK in parts else NotForThisPerson()
    if Part.MANAGER not in parts or not is_watcher(actor):
        return NotForThisPerson()
    return OwnSighting() if actor.pk == sighting.member_id else None


def refusal_to_act(sighting: Sighting, actor: Member) -> DomainError | None:
    """Return why this person can't write down an act now, None when they can."""
    if not is_watcher(actor):
        return NotForThisPerson()
    if actor.pk == sighting.member_id:
        return OwnSighting()
    return SightingClosed() if sighting.stage == Stage.CLOSED else None


def can_act(actor: Member, sighting: Sighting) -> bool:
    """Whether the forms of a sighting are shown."""
    return refusal_to_act(sighting, actor) is None
