"""Support's decision, what the two sides do with it, and the one appeal."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.disputes.choices import DisputeMove, Outcome, Part
from marketplace.disputes.errors import PartyToDispute, ReasonMissing, SamePerson
from marketplace.disputes.events import DecisionAppealed
from marketplace.disputes.models import Decision, Dispute
from marketplace.disputes.policies import has_accepted, has_decided
from marketplace.disputes.services.acting import Actor, facts, refuse, transition
from marketplace.disputes.services.evidence import Evidence, keep_evidence, refuse_evidence
from marketplace.disputes.services.proposals import refuse_split
from marketplace.disputes.services.settling import enforce, enter, note_decision, settle


@transaction.atomic
def decide_dispute(
    *, dispute: Dispute, actor: Member, refund_amount: int, reason: str, now: datetime
) -> Dispute:
    """Decide for support: `refund_amount` goes back to the client, with reasons for both sides.

    The first decision waits for an appeal; the one on an appeal, by another person, is carried out
    at once. Locks the dispute; on an appeal the order and the accounts, too. Raises NotFound
    without the role, PartyToDispute, SamePerson, SplitOutOfRange, ReasonMissing, the refusals by
    state (AlreadyDecided for the second of two at once).
    """
    locked, by = enter(dispute, actor, now=now)
    is_appeal = locked.appealed_at is not None
    move = DisputeMove.DECIDE_APPEAL if is_appeal else DisputeMove.DECIDE

    if by.part != Part.SUPPORT:
        raise PartyToDispute
    refuse(locked, move, by)
    if has_decided(actor, locked):
        raise SamePerson
    refuse_split(locked, refund_amount)
    if not reason.strip():
        raise ReasonMissing(field="reason")

    if not is_appeal:
        note_decision(locked, move, refund_amount, by=by, reason=reason.strip(), now=now)
        return locked
    return _decide_appeal(locked, refund_amount, by=by, reason=reason.strip(), now=now)


def _decide_appeal(
    locked: Dispute, refund_amount: int, *, by: Actor, reason: str, now: datetime
) -> Dispute:
    Decision.objects.create(
        dispute=locked,
        number=2,
        decided_by=by.member,
        refund_amount=refund_amount,
        reason=reason,
        at=now,
    )
    settle(
        locked,
        DisputeMove.DECIDE_APPEAL,
        refund_amount,
        Outcome.APPEAL,
        by=by,
        now=now,
        payer=by.member,
        reason=reason,
    )
    return locked


@transaction.atomic
def accept_decision(*, dispute: Dispute, actor: Member, now: datetime) -> Dispute:
    """Accept the decision and give up the appeal; when both have, it is carried out at once.

    Locks the dispute; for the second the order and the accounts, too. Raises NotFound for
    strangers, NotYourStep, DecisionAccepted, the refusals by state.
    """
    locked, by = enter(dispute, actor, now=now)

    refuse(locked, DisputeMove.ACCEPT_DECISION, by)

    name = "opener_accepted_at" if by.part == Part.OPENER else "other_accepted_at"
    transition(locked, DisputeMove.ACCEPT_DECISION, by=by, now=now, changes={name: now})
    if has_accepted(locked, Part.OPENER) and has_accepted(locked, Part.OTHER):
        enforce(locked, by=by, now=now)
    return locked


@transaction.atomic
def appeal_decision(
    *, dispute: Dispute, actor: Member, evidence: Evidence, now: datetime
) -> Dispute:
    """Appeal a first decision, once, with reasons; another person of support decides.

    Locks the dispute. Raises NotFound for strangers, NotYourStep, DecisionAccepted, TextMissing,
    the refusals of evidence and by state.
    """
    locked, by = enter(dispute, actor, now=now)

    refuse(locked, DisputeMove.APPEAL, by)
    refuse_evidence(locked.order, evidence)

    days = timedelta(days=rules().dispute_decision_days)
    default_at = max(locked.default_at, now + days)
    line = transition(
        locked,
        DisputeMove.APPEAL,
        by=by,
        now=now,
        changes={
            "appealed_at": now,
            "appealed_by": by.part,
            "appeal_default_at": default_at,
            "waiting_since": now,
            "decision_due_at": now + days,
        },
    )
    keep_evidence(line, evidence, by=by, now=now)

    publish(
        DecisionAppealed(**facts(locked, by), appeal_default_at=default_at.isoformat()), now=now
    )
    return locked
