"""A moderator answers a case; each act names a rule and a reason and can be taken back."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.moderation.choices import (
    REASON_LIMIT,
    RULES_BY_NUMBER,
    SUSPENSION_DAYS,
    Act,
    AppealState,
    CaseState,
    DecisionState,
    FlagOutcome,
    Hand,
    SuspensionState,
)
from marketplace.moderation.errors import (
    CantHide,
    CaseAlreadyDecided,
    NewerCaseOpen,
    NotAModerator,
    OwnCase,
    ReasonMissing,
    UnknownDuration,
    UnknownRule,
)
from marketplace.moderation.events import DecisionMade, DecisionUndone, FlagDecided
from marketplace.moderation.models import Case, Decision
from marketplace.moderation.policies import is_moderator
from marketplace.moderation.queries import get_flag_kind
from marketplace.moderation.services.effects import begin_suspension, reverse_effect
from marketplace.moderation.services.moves import (
    lock_appeal_on,
    lock_case,
    lock_decision,
    record,
    transition,
)


@transaction.atomic
def dismiss_case(
    *, case: Case, reason: str, actor: Member, now: datetime, in_bad_faith: bool = False
) -> Decision:
    """Decide that no rule was broken. With `in_bad_faith` the reports count against who sent them.

    Locks the case. Raises NotAModerator, OwnCase, CaseAlreadyDecided, ReasonMissing.
    """
    locked = _enter(case, reason, actor)
    outcome = FlagOutcome.ABUSIVE if in_bad_faith else FlagOutcome.NOT_UPHELD
    return _decide(locked, Act.NO_ACTION, "", reason, outcome, actor=actor, now=now)


@transaction.atomic
def hide_subject(*, case: Case, rule: str, reason: str, actor: Member, now: datetime) -> Decision:
    """Take the thing out of view, by its own part's switch.

    Locks the case, then the thing. Raises NotAModerator, OwnCase, CaseAlreadyDecided,
    ReasonMissing, UnknownRule, CantHide.
    """
    locked = _enter(case, reason, actor, rule=rule)
    hide = get_flag_kind(locked.kind).hide
    memo = hide(locked.ref, actor=actor, reason=reason, now=now) if hide else None
    if memo is None:
        raise CantHide
    return _decide(locked, Act.HIDE, rule, reason, actor=actor, now=now, memo=memo)


@transaction.atomic
def warn_member(*, case: Case, rule: str, reason: str, actor: Member, now: datetime) -> Decision:
    """Warn the author; nothing else changes.

    Locks the case. Raises NotAModerator, OwnCase, CaseAlreadyDecided, ReasonMissing, UnknownRule.
    """
    locked = _enter(case, reason, actor, rule=rule)
    return _decide(locked, Act.WARN, rule, reason, actor=actor, now=now)


@transaction.atomic
def suspend_author(
    *, case: Case, rule: str, reason: str, days: int, actor: Member, now: datetime
) -> Decision:
    """Suspend the author for `days` 24-hour days; 0 is until somebody decides otherwise.

    The account closes at once, its money gets its dates, and an appeal is open as long as the
    suspension lasts. Locks the case, then the member. Raises NotAModerator, OwnCase,
    CaseAlreadyDecided, ReasonMissing, UnknownRule, UnknownDuration, and what
    `accounts.suspend_member` raises (staff are suspended by administrators).
    """
    locked = _enter(case, reason, actor, rule=rule)
    if days not in SUSPENSION_DAYS:
        raise UnknownDuration(field="days")

    ends_at = now + timedelta(days=days) if days else None
    decision = _decide(locked, Act.SUSPEND, rule, reason, actor=actor, now=now)
    begin_suspension(decision, actor=actor, ends_at=ends_at, now=now)
    return decision


@transaction.atomic
def undo_decision(*, decision: Decision, reason: str, actor: Member, now: datetime) -> Decision:
    """Take a decision back: what it did is reversed, and its case waits again.

    An open appeal is overtaken by it. Locks the case, the decision, the appeal, then what the
    effect needs. Raises NotAModerator, OwnCase, ReasonMissing, NotPossibleNow, NewerCaseOpen.
    """
    case = lock_case(decision.case_id)
    locked = lock_decision(decision.pk)
    appeal = lock_appeal_on(locked)

    _refuse_actor(case, actor)
    _refuse_empty(reason)
    newer = Case.objects.filter(kind=case.kind, ref=case.ref, state=CaseState.OPEN)
    if newer.exclude(pk=case.pk).exists():
        raise NewerCaseOpen

    transition(
        locked,
        DecisionState.UNDONE,
        by=Hand.MODERATOR,
        undone_by=actor,
        undone_at=now,
        undo_reason=reason.strip()[:REASON_LIMIT],
    )
    transition(case, CaseState.OPEN, by=Hand.MODERATOR, decided_at=None)
    case.flags.update(outcome=FlagOutcome.WAITING, decided_at=None)
    reverse_effect(
        locked, SuspensionState.LIFTED, by=Hand.MODERATOR, actor=actor, reason=reason, now=now
    )
    if appeal is not None and appeal.state == AppealState.OPEN:
        transition(appeal, AppealState.OVERTAKEN, by=Hand.MODERATOR, decided_at=now)

    record(
        "decision_undone",
        subject=f"decision:{locked.public_id}",
        actor=actor,
        now=now,
        reason=reason.strip(),
        after={"act": locked.act, "case": case.public_id},
    )

    publish(
        DecisionUndone(
            decision_id=locked.public_id, member_id=locked.member.public_id, act=locked.act
        ),
        now=now,
    )
    return locked


def _refuse_actor(case: Case, actor: Member) -> None:
    if not is_moderator(actor):
        raise NotAModerator
    if actor.pk == case.member_id:
        raise OwnCase


def _refuse_empty(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(field="reason")


def _enter(case: Case, reason: str, actor: Member, *, rule: str | None = None) -> Case:
    """Lock an open case for a decision; `rule` None needs none."""
    locked = lock_case(case.pk)
    _refuse_actor(locked, actor)
    if locked.state != CaseState.OPEN:
        raise CaseAlreadyDecided
    _refuse_empty(reason)
    if rule is not None and rule not in RULES_BY_NUMBER:
        raise UnknownRule(field="rule")
    return locked


def _decide(
    case: Case,
    act: Act,
    rule: str,
    reason: str,
    outcome: FlagOutcome = FlagOutcome.UPHELD,
    *,
    actor: Member,
    now: datetime,
    memo: str = "",
) -> Decision:
    decision = Decision.objects.create(
        case=case,
        member=case.member,
        act=act,
        rule=rule,
        reason=reason.strip()[:REASON_LIMIT],
        memo=memo,
        decided_by=actor,
        decided_at=now,
        appeal_until=now + timedelta(days=rules().appeal_within_days),
    )
    transition(case, CaseState.DECIDED, by=Hand.MODERATOR, decided_at=now)
    _answer_flags(case, outcome, now=now)
    record(
        f"case_{act}",
        subject=f"case:{case.public_id}",
        actor=actor,
        now=now,
        reason=reason.strip(),
        after={"rule": rule, "thing": f"{case.kind}:{case.ref}", "decision": decision.public_id},
    )
    publish(
        DecisionMade(
            decision_id=decision.public_id, member_id=case.member.public_id, act=act, rule=rule
        ),
        now=now,
    )
    return decision


def _answer_flags(case: Case, outcome: FlagOutcome, *, now: datetime) -> None:
    case.flags.update(outcome=outcome, decided_at=now)
    for flag_id, flagger in case.flags.values_list("public_id", "flagger__public_id"):
        publish(FlagDecided(flag_id=flag_id, member_id=flagger, outcome=outcome), now=now)
