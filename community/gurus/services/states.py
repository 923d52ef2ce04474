"""The only places that write a state, each through its table and with its audit record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import override

from community.gurus.choices import (
    CASE_TRANSITIONS,
    GRANT_TRANSITIONS,
    MEMBERSHIP_STEPS,
    NOMINATION_STEPS,
    REASON_MAX,
    CaseState,
    GrantState,
    MembershipMove,
    MembershipState,
    NominationMove,
    NominationState,
)
from community.gurus.errors import CaseDecided, GrantStateRefuses, ReasonNeeded
from community.gurus.events import NominationEvent
from community.gurus.models import ClubCase, Grant, Membership, Nomination
from community.gurus.policies import refusal_of, refusal_on
from marketplace.accounts.models import Member
from marketplace.core.audit import SYSTEM, record_audit

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


def lock_members(members: Iterable[Member]) -> None:
    """Hold these members' rows until the transaction ends, in the order of their ids."""
    ids = sorted({member.pk for member in members})
    rows = Member.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    list(rows.values_list("pk", flat=True))


def lock_nomination(pk: int) -> Nomination:
    """Return a nomination, held until the transaction ends."""
    rows = Nomination.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("candidate", "nominator").get(pk=pk)


def lock_membership(pk: int) -> Membership:
    """Return a membership, held until the transaction ends."""
    rows = Membership.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("member", "nomination").get(pk=pk)


def nomination_transition(
    nomination: Nomination,
    move: NominationMove,
    *,
    actor: Member | None,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make a move of a nomination that is locked; no actor: the clock.

    What was due is due no more unless `changes` says until when. Raises the refusals of `policies`.
    """
    if (refusal := refusal_of(nomination, move, actor)) is not None:
        raise refusal
    before = NominationState(nomination.state)
    nomination.state = NOMINATION_STEPS[before][move].target.value
    nomination.due_at = None
    if not NOMINATION_STEPS[NominationState(nomination.state)]:
        nomination.ended_at = now
    for name, value in (changes or {}).items():
        setattr(nomination, name, value)
    nomination.save()
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"guru_nomination_{move}",
        subject=nomination.reference,
        before={"state": before},
        after={"state": nomination.state},
        reason=nomination.decision,
        now=now,
    )


def membership_transition(
    membership: Membership,
    move: MembershipMove,
    *,
    actor: Member | None,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Make a move of a membership that is locked; no actor: the clock.

    Raises the refusals of `policies`.
    """
    if (refusal := refusal_on(membership, move, actor)) is not None:
        raise refusal
    before = MembershipState(membership.state)
    membership.state = MEMBERSHIP_STEPS[before][move].target.value
    for name, value in (changes or {}).items():
        setattr(membership, name, value)
    membership.save()
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"guru_membership_{move}",
        subject=membership.reference,
        before={"state": before},
        after={"state": membership.state},
        reason=membership.answer or membership.reason,
        now=now,
    )


def case_transition(
    case: ClubCase, target: CaseState, *, actor: Member | None, reason: str, now: datetime
) -> None:
    """Close a case that is locked. Raises CaseDecided."""
    if target not in CASE_TRANSITIONS[case.state]:
        raise CaseDecided
    before = case.state
    case.state = target.value
    case.decided_at, case.decided_by, case.reason = now, actor, reason
    case.save()
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"guru_case_{target}",
        subject=case.reference,
        before={"state": before},
        after={"state": case.state},
        reason=reason,
        now=now,
    )


def grant_transition(
    grant: Grant,
    target: GrantState,
    *,
    actor: Member | None,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> None:
    """Move something given whose row is locked. Raises GrantStateRefuses."""
    if target not in GRANT_TRANSITIONS[grant.state]:
        raise GrantStateRefuses(state=grant.get_state_display())
    before = grant.state
    grant.state = target.value
    grant.due_at = grant.expires_at if target == GrantState.HELD else None
    if not GRANT_TRANSITIONS[target]:
        grant.ended_at = now
    for name, value in (changes or {}).items():
        setattr(grant, name, value)
    grant.save()
    record_audit(
        actor=actor.public_id if actor else SYSTEM,
        action=f"guru_grant_{target}",
        subject=grant.reference,
        before={"state": before},
        after={"state": grant.state},
        reason=grant.reason,
        now=now,
    )


def reason_in(text: str, *, field: str = "reason") -> str:
    """Return a reason without what surrounds it. Raises ReasonNeeded."""
    said = text.strip()[:REASON_MAX]
    if not said:
        raise ReasonNeeded(field=field)
    return said


def about(event: type[NominationEvent], nomination: Nomination) -> NominationEvent:
    """Return a fact about a nomination."""
    return event(
        nomination_id=nomination.public_id,
        candidate_id=nomination.candidate.public_id,
        nominator_id=nomination.nominator.public_id,
    )


def worded(text: StrPromise, member: Member) -> str:
    """Return one of our sentences in a member's language, to be kept beside what happened."""
    with override(member.language):
        return str(text)
