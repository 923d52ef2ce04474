"""A split that one side offers the other; accepting it ends the dispute by agreement."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.disputes.choices import NOTE_MAX, DisputeMove, Outcome, ProposalState
from marketplace.disputes.errors import NoSuchProposal, OwnProposal, SplitOutOfRange
from marketplace.disputes.events import SplitDeclined, SplitProposed
from marketplace.disputes.models import Dispute, Proposal
from marketplace.disputes.services.acting import Actor, facts, refuse, transition
from marketplace.disputes.services.settling import enter, settle


def refuse_split(dispute: Dispute, refund_amount: int) -> None:
    """Raise SplitOutOfRange unless this is a part of what is held."""
    if not 0 <= refund_amount <= dispute.stake:
        most = Money(dispute.stake, dispute.order.currency)
        raise SplitOutOfRange(field="refund_amount", maximum=str(most))


def offer_split(
    locked: Dispute, refund_amount: int, *, note: str, by: Actor, now: datetime
) -> Proposal:
    """Put a proposal on the locked dispute; it takes the place of the same side's last one."""
    mine = locked.proposals.filter(part=by.part, state=ProposalState.OPEN)
    mine.update(state=ProposalState.REPLACED, closed_at=now)
    made = Proposal.objects.create(
        dispute=locked, part=by.part, refund_amount=refund_amount, note=note, at=now
    )
    transition(
        locked,
        DisputeMove.PROPOSE,
        by=by,
        now=now,
        params={"refund": refund_amount, "note": note},
    )
    publish(SplitProposed(**facts(locked, by), refund_amount=refund_amount), now=now)
    return made


@transaction.atomic
def propose_split(
    *, dispute: Dispute, actor: Member, refund_amount: int, note: str = "", now: datetime
) -> Proposal:
    """Offer the other side a split; a newer one takes the place of the last.

    Locks the dispute. Raises NotFound for strangers, NotYourStep, SplitOutOfRange, the refusals by
    state.
    """
    locked, by = enter(dispute, actor, now=now)

    refuse(locked, DisputeMove.PROPOSE, by)
    refuse_split(locked, refund_amount)

    return offer_split(locked, refund_amount, note=note.strip()[:NOTE_MAX], by=by, now=now)


@transaction.atomic
def accept_proposal(*, dispute: Dispute, actor: Member, proposal_id: str, now: datetime) -> Dispute:
    """Accept the other side's open proposal: the money moves at once, and the dispute is over.

    Locks the dispute, the order, then the accounts. Raises NotFound for strangers, NotYourStep,
    OwnProposal, NoSuchProposal, the refusals by state (DisputeSettled for the second of two).
    """
    locked, by = enter(dispute, actor, now=now)

    refuse(locked, DisputeMove.ACCEPT_PROPOSAL, by)
    proposal = _answered(locked, proposal_id, by)

    proposal.closed_at = now
    _close(proposal, ProposalState.ACCEPTED)
    settle(
        locked,
        DisputeMove.ACCEPT_PROPOSAL,
        proposal.refund_amount,
        Outcome.AGREEMENT,
        by=by,
        now=now,
        payer=actor,
    )
    return locked


@transaction.atomic
def decline_proposal(
    *, dispute: Dispute, actor: Member, proposal_id: str, now: datetime
) -> Dispute:
    """Decline the other side's open proposal; the dispute goes on.

    Locks the dispute. Raises NotFound for strangers, NotYourStep, OwnProposal, NoSuchProposal, the
    refusals by state.
    """
    locked, by = enter(dispute, actor, now=now)

    refuse(locked, DisputeMove.DECLINE_PROPOSAL, by)
    proposal = _answered(locked, proposal_id, by)

    proposal.closed_at = now
    _close(proposal, ProposalState.DECLINED)
    transition(
        locked,
        DisputeMove.DECLINE_PROPOSAL,
        by=by,
        now=now,
        params={"refund": proposal.refund_amount},
    )
    publish(SplitDeclined(**facts(locked, by), refund_amount=proposal.refund_amount), now=now)
    return locked


def _answered(locked: Dispute, proposal_id: str, by: Actor) -> Proposal:
    found = locked.proposals.filter(public_id=proposal_id, state=ProposalState.OPEN).first()
    if found is None:
        raise NoSuchProposal
    if found.part == by.part:
        raise OwnProposal
    return found


def _close(proposal: Proposal, state: ProposalState) -> None:
    Proposal.objects.filter(pk=proposal.pk).update(state=state, closed_at=proposal.closed_at)
