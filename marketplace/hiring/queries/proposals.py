"""Proposals: blind between freelancers, side by side for the client."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.hiring.choices import ProposalState
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order

ON_A_PAGE = 20


def get_proposal_for(member: Member, public_id: str) -> Proposal:
    """Return a proposal to its freelancer or to the brief's client. Raises NotFound for others."""
    rows = Proposal.objects.select_related("brief__client", "freelancer", "offer")
    mine = Q(freelancer=member) | Q(brief__client=member)
    proposal = rows.filter(mine, public_id=public_id).first()
    if proposal is None:
        raise NotFound
    return proposal


def my_proposal(brief: PostedBrief, member: Member | None) -> Proposal | None:
    """Return the member's own proposal for a brief, if there is one."""
    if member is None:
        return None
    return Proposal.objects.filter(brief=brief, freelancer=member).first()


def proposals_of(member: Member) -> QuerySet[Proposal]:
    """Return the member's own proposals, the newest first."""
    rows = Proposal.objects.filter(freelancer=member).select_related("brief__client", "freelancer")
    return rows.order_by("-id")


def proposal_page(member: Member, number: str) -> Page[Proposal]:
    """Return one page of the member's own proposals. Two queries."""
    return Paginator(proposals_of(member), ON_A_PAGE).get_page(number)


def proposals_for(brief: PostedBrief) -> QuerySet[Proposal]:
    """Return a brief's proposals but those withdrawn, for its client alone."""
    rows = Proposal.objects.filter(brief=brief).exclude(state=ProposalState.WITHDRAWN)
    return rows.select_related("freelancer", "brief", "offer")


def closed_proposals(posted_id: str) -> list[Proposal]:
    """Return the proposals that a brief's end has closed, of freelancers who are still here."""
    rows = Proposal.objects.filter(brief__public_id=posted_id, state=ProposalState.CLOSED)
    return list(rows.filter(freelancer__is_active=True).select_related("freelancer").order_by("id"))


@dataclass(frozen=True)
class Candidate:
    """A proposal beside the others, with what its freelancer did here, and where they come from."""

    proposal: Proposal
    completed: int
    with_you: int

    @property
    def came_by(self) -> str:
        """How the two found each other: invited, known from before, or through the list."""
        if self.proposal.is_invited:
            return "invited"
        return "known" if self.with_you else "list"


_PLACES = {
    ProposalState.ACCEPTED: 0,
    ProposalState.SHORTLISTED: 1,
    ProposalState.SUBMITTED: 2,
    ProposalState.DECLINED: 3,
    ProposalState.CLOSED: 4,
}
SORTS = ("first", "price", "days", "experience")


def candidates(brief: PostedBrief, *, sort: str = "first") -> list[Candidate]:
    """Return a brief's proposals side by side, the chosen and the shortlist on top. Two queries."""
    rows = list(proposals_for(brief).order_by("id"))
    counts = _completed([row.freelancer_id for row in rows], brief.client_id)
    found = [Candidate(row, *counts.get(row.freelancer_id, (0, 0))) for row in rows]
    keys = {
        "price": lambda one: one.proposal.price_amount,
        "days": lambda one: one.proposal.delivery_days,
        "experience": lambda one: -one.completed,
    }
    found.sort(key=lambda one: one.proposal.pk)
    if sort in keys:
        found.sort(key=keys[sort])
    return sorted(found, key=lambda one: _PLACES[ProposalState(one.proposal.state)])


def _completed(freelancers: Sequence[int], client_id: int) -> dict[int, tuple[int, int]]:
    rows = Order.objects.filter(seller__in=freelancers, state=OrderState.COMPLETED).order_by()
    counted = rows.values("seller_id").annotate(
        n=Count("id"), mine=Count("id", filter=Q(client_id=client_id))
    )
    return {row["seller_id"]: (row["n"], row["mine"]) for row in counted}
