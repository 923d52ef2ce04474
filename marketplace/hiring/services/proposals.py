"""What a freelancer does with a proposal."""

from __future__ import annotations

from datetime import datetime
from typing import TypedDict

from django.db import transaction
from django.db.models import F

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.hiring.choices import LIVE_PROPOSALS, Hand, ProposalState
from marketplace.hiring.errors import (
    AlreadyProposed,
    NoProposalsLeft,
    OwnBrief,
    ProposalStateRefuses,
)
from marketplace.hiring.events import ProposalSent, ProposalWithdrawn
from marketplace.hiring.models import Invitation, PostedBrief, Proposal, ProposalAllowance
from marketplace.hiring.queries.allowance import day_of, next_midnight, zone_of
from marketplace.hiring.queries.repeats import repeats_earlier
from marketplace.hiring.services.looking import look_again
from marketplace.hiring.services.offers import Terms, refuse_price, words_of
from marketplace.hiring.services.states import (
    lock_posted,
    lock_proposal,
    proposal_transition,
    refuse_unless_open,
)
from marketplace.messaging.errors import MemberBlocked
from marketplace.messaging.policies import are_apart


class ProposalFacts(TypedDict):
    """What every event about a proposal says."""

    proposal_id: str
    posted_id: str
    client_id: str
    freelancer_id: str
    title: str
    amount: int
    currency: str


def facts_of(proposal: Proposal, brief: PostedBrief) -> ProposalFacts:
    """Return what events say of a proposal; the title is the brief's."""
    return {
        "proposal_id": proposal.public_id,
        "posted_id": brief.public_id,
        "client_id": brief.client.public_id,
        "freelancer_id": proposal.freelancer.public_id,
        "title": brief.title,
        "amount": proposal.price_amount,
        "currency": proposal.currency,
    }


@transaction.atomic
def send_proposal(
    *, brief: PostedBrief, actor: Member, terms: Terms, now: datetime, as_is: str = ""
) -> Proposal:
    """Propose terms for an open brief. Nobody pays for it; a day holds only so many.

    Who was invited spends none of them. Locks the brief, then the member's allowance. Raises
    OwnBrief, PostedStateRefuses, AlreadyProposed, MemberBlocked, NoProposalsLeft, PriceOutOfRange,
    TextNeedsALook.
    """
    row = lock_posted(brief.pk)

    if actor.pk == row.client_id:
        raise OwnBrief
    refuse_unless_open(row, now)
    if Proposal.objects.filter(brief=row, freelancer=actor).exists():
        raise AlreadyProposed
    if are_apart([actor, row.client]):
        raise MemberBlocked
    refuse_price(terms)
    look_again(
        member=actor,
        texts=words_of(terms),
        as_is=as_is,
        repeats=repeats_earlier(actor, terms.scope, now=now),
    )
    is_invited = Invitation.objects.filter(brief=row, freelancer=actor).exists()
    if not is_invited:
        _spend(actor, now)

    proposal = Proposal(
        brief=row,
        freelancer=actor,
        is_invited=is_invited,
        created_at=now,
        updated_at=now,
        sent_at=now,
        currency=row.currency,
    )
    _write(proposal, terms)
    proposal.save()
    _count(row, 1)

    publish(ProposalSent(**facts_of(proposal, row)), now=now)
    return proposal


def _spend(member: Member, now: datetime) -> None:
    """Take one of today's proposals, or refuse. A day goes forward only, wherever one travels."""
    limit, today = rules().proposals_per_day, day_of(member, now)
    ProposalAllowance.objects.get_or_create(member=member, defaults={"day": today})
    row = ProposalAllowance.objects.select_for_update(no_key=True).get(member=member)
    if row.day < today:
        row.day, row.used = today, 0
    if row.used >= limit:
        when = next_midnight(member, now, after=row.day).astimezone(zone_of(member))
        raise NoProposalsLeft(limit=limit, when=when.strftime("%Y-%m-%d %H:%M"))
    row.used += 1
    row.save(update_fields=["day", "used"])


def _write(proposal: Proposal, terms: Terms) -> None:
    proposal.title, proposal.scope = terms.title.strip(), terms.scope.strip()
    proposal.questions = list(terms.questions)
    proposal.price_amount = terms.price.amount
    proposal.delivery_days, proposal.revisions = terms.delivery_days, terms.revisions


def _count(brief: PostedBrief, step: int) -> None:
    PostedBrief.objects.filter(pk=brief.pk).update(proposal_count=F("proposal_count") + step)


def _enter(proposal: Proposal, actor: Member) -> tuple[PostedBrief, Proposal]:
    brief = lock_posted(proposal.brief_id)
    row = lock_proposal(proposal.pk)
    if actor.pk != row.freelancer_id:
        raise NotFound
    return brief, row


@transaction.atomic
def edit_proposal(
    *, proposal: Proposal, actor: Member, terms: Terms, now: datetime, as_is: str = ""
) -> Proposal:
    """Change one's terms while the brief is open; one that was withdrawn or closed goes out again.

    The version goes up, so that nobody accepts terms that they haven't seen. Locks the brief, then
    the proposal. Raises NotFound for others, PostedStateRefuses, ProposalStateRefuses,
    PriceOutOfRange, TextNeedsALook; going out again NoProposalsLeft and MemberBlocked.
    """
    brief, row = _enter(proposal, actor)

    refuse_unless_open(brief, now)
    refuse_price(terms)
    is_live = row.state in LIVE_PROPOSALS
    if not is_live and are_apart([actor, brief.client]):
        raise MemberBlocked
    look_again(
        member=actor,
        texts=words_of(terms),
        as_is=as_is,
        repeats=repeats_earlier(actor, terms.scope, now=now, besides=row.pk),
    )

    before = {"price": row.price_amount, "days": row.delivery_days, "version": row.version}
    if not is_live:
        _send_again(brief, row, actor, now)
    _write(row, terms)
    row.version += 1
    row.updated_at = now
    row.save()

    record_audit(
        actor=actor.public_id,
        action="proposal.edited",
        subject=f"proposal:{row.public_id}",
        before=before,
        after={"price": row.price_amount, "days": row.delivery_days, "version": row.version},
        now=now,
    )
    if not is_live:
        publish(ProposalSent(**facts_of(row, brief)), now=now)
    return row


def _send_again(brief: PostedBrief, row: Proposal, actor: Member, now: datetime) -> None:
    """Let a proposal go out again; one that the brief's end had closed costs none of the day's."""
    was = row.state
    proposal_transition(row, to=ProposalState.SUBMITTED, hand=Hand.WRITER, now=now)
    if was == ProposalState.WITHDRAWN:
        if not row.is_invited:
            _spend(actor, now)
        _count(brief, 1)
    row.sent_at = now


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, actor: Member, now: datetime) -> Proposal:
    """Take one's proposal back. What it cost of the day's doesn't come back.

    Locks the brief, then the proposal. Raises NotFound for others, ProposalStateRefuses.
    """
    brief, row = _enter(proposal, actor)

    if row.state not in LIVE_PROPOSALS:
        raise ProposalStateRefuses(state=ProposalState(row.state).label)

    proposal_transition(row, to=ProposalState.WITHDRAWN, hand=Hand.WRITER, now=now)
    row.save(update_fields=["state", "updated_at", "closed_at"])
    _count(brief, -1)

    record_audit(
        actor=actor.public_id,
        action="proposal.withdrawn",
        subject=f"proposal:{row.public_id}",
        now=now,
    )
    publish(ProposalWithdrawn(**facts_of(row, brief)), now=now)
    return row
