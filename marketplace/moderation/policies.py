"""Who may decide, and who may look at the site as somebody else."""

from __future__ import annotations

from datetime import datetime, timedelta

from marketplace.accounts.choices import Role, Standing
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role, may_open_desk, roles_of
from marketplace.core.conf import rules
from marketplace.moderation.choices import (
    APPEAL_MOVES,
    Act,
    AppealState,
    CaseState,
    DecisionState,
    Hand,
)
from marketplace.moderation.models import Appeal, Case, Decision, Visit

CONFIRMED_FOR = timedelta(seconds=300)


def is_moderator(member: Member | None) -> bool:
    """Whether the member decides about cases and appeals."""
    return has_role(member, Role.MODERATOR)


def can_decide_case(member: Member, case: Case) -> bool:
    """Whether the member may decide this case now: nobody does about themselves."""
    return is_moderator(member) and member.pk != case.member_id and case.state == CaseState.OPEN


def can_undo_decision(member: Member, decision: Decision) -> bool:
    """Whether a moderator may take the decision back."""
    return (
        is_moderator(member)
        and member.pk != decision.member_id
        and decision.state == DecisionState.IN_FORCE
    )


def can_decide_appeal(member: Member, appeal: Appeal) -> bool:
    """Whether the member may answer the appeal: a moderator, but not who made the decision."""
    return (
        is_moderator(member)
        and member.pk not in (appeal.member_id, appeal.decision.decided_by_id)
        and Hand.REVIEWER in APPEAL_MOVES[appeal.state].get(AppealState.GRANTED, frozenset())
    )


def appeal_ends_at(decision: Decision) -> datetime | None:
    """Return until when the decision may be appealed; None as long as its suspension lasts."""
    if decision.act == Act.SUSPEND and decision.suspension.ended_at is None:
        return None
    return decision.appeal_until


def can_appeal(member: Member, decision: Decision, *, now: datetime) -> bool:
    """Whether the member may appeal the decision now."""
    ends_at = appeal_ends_at(decision) if decision.act != Act.NO_ACTION else now
    return (
        decision.member_id == member.pk
        and decision.act != Act.NO_ACTION
        and decision.state == DecisionState.IN_FORCE
        and not hasattr(decision, "appeal")
        and (ends_at is None or now < ends_at)
    )


def can_visit(visitor: Member, member: Member) -> bool:
    """Whether support may look at the site as this member.

    The visitor has the role and a second factor; the member is no staff and holds no role, and is
    not the visitor. An erased account has nothing to look at.
    """
    return (
        has_role(visitor, Role.SUPPORT)
        and may_open_desk(visitor)
        and visitor.pk != member.pk
        and not (member.is_staff or member.is_superuser or roles_of(member))
        and member.standing != Standing.FORMER
    )


def is_visit_open(visit: Visit, visitor: Member, *, now: datetime) -> bool:
    """Whether this visitor's visit still goes on."""
    return visit.visitor_id == visitor.pk and visit.ended_at is None and now < visit.ends_at


def is_freshly_confirmed(confirmed_at: datetime | None, *, now: datetime) -> bool:
    """Whether somebody proved who they are lately enough to take or to erase their data."""
    return confirmed_at is not None and now - CONFIRMED_FOR <= confirmed_at <= now


def answer_due(asked_at: datetime) -> datetime:
    """Return until when an appeal has to be answered."""
    return asked_at + timedelta(days=rules().appeal_answer_days)
