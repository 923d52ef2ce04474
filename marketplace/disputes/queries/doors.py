"""The guarded doors to a dispute and what belongs to it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.disputes.choices import (
    CLOSED_STATES,
    DisputeReason,
    DisputeState,
    ProposalState,
)
from marketplace.disputes.models import (
    Decision,
    Dispute,
    Line,
    Proposal,
    Statement,
    StatementFile,
)
from marketplace.orders.choices import ActorKind
from marketplace.orders.models import Order


def _with_people() -> QuerySet[Dispute]:
    return Dispute.objects.select_related("order__client", "order__seller", "opener", "other")


def get_dispute_for(member: Member | None, public_id: str) -> Dispute:
    """Return a dispute for one of its two sides; raises NotFound for everybody else."""
    found = _with_people().filter(public_id=public_id).first()
    if found is None or member is None or member.pk not in (found.opener_id, found.other_id):
        raise NotFound
    return found


def get_dispute(public_id: str) -> Dispute:
    """Return any dispute, for the desk that is guarded by its role. Raises NotFound."""
    found = _with_people().filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def dispute_of(order: Order) -> Dispute | None:
    """Return the order's newest dispute, open or not, with the order itself and its people.

    Reading them again would be ninety columns more for every page of an order.
    """
    found = Dispute.objects.filter(order=order).order_by("-id").first()
    if found is not None:
        people = {one.pk: one for one in (order.client, order.seller)}
        found.order = order
        found.opener, found.other = people[found.opener_id], people[found.other_id]
    return found


def open_dispute_of(order: Order) -> Dispute | None:
    """Return the order's dispute that isn't over, if there is one."""
    return _with_people().filter(order=order).exclude(state__in=CLOSED_STATES).first()


def sides_of_referral(order: Order) -> tuple[Member, Member]:
    """Return for whom support would open a dispute, and who would answer it.

    It is for the side that asked to call the order off; for the client where nobody asked.
    """
    asked = order.cancellation_requests.order_by("-id").values_list("asked_by", flat=True).first()
    if asked == ActorKind.SELLER:
        return order.seller, order.client
    return order.client, order.seller


def reason_of_referral(order: Order) -> DisputeReason:
    """Return what such a dispute is most likely about."""
    return DisputeReason.NOT_DELIVERED if order.is_late else DisputeReason.OTHER


def get_file(dispute: Dispute, public_id: str) -> StatementFile:
    """Return one of the files shown in a dispute. Raises NotFound."""
    found = StatementFile.objects.filter(statement__dispute=dispute, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


@dataclass(frozen=True)
class DisputeParts:
    """Everything that belongs to a dispute, in a constant number of queries."""

    lines: list[Line]
    statements: dict[int, Statement]
    proposals: list[Proposal]
    decisions: list[Decision]

    @property
    def open_proposals(self) -> list[Proposal]:
        """The proposals that wait for an answer."""
        return [one for one in self.proposals if one.state == ProposalState.OPEN]

    @property
    def decision(self) -> Decision | None:
        """The decision that holds for now."""
        return self.decisions[-1] if self.decisions else None


def parts_of(dispute: Dispute) -> DisputeParts:
    """Return the dispute's parts: five queries. Statements are known by their line."""
    statements = dispute.statements.select_related("author").prefetch_related("files")
    return DisputeParts(
        lines=list(dispute.lines.select_related("actor").order_by("id")),
        statements={one.line_id: one for one in statements.order_by("id")},
        proposals=list(dispute.proposals.order_by("id")),
        decisions=list(dispute.decisions.select_related("decided_by").order_by("number")),
    )


def disputes_of(member: Member) -> QuerySet[Dispute]:
    """Return a member's disputes, the newest first."""
    return _with_people().filter(pk__in=Dispute.objects.of_party(member.pk)).order_by("-id")


def support_queue() -> QuerySet[Dispute]:
    """Return the disputes on which support decides, the longest waiting first."""
    return (
        Dispute.objects.with_support()
        .select_related("order__client", "order__seller", "opener", "other")
        .order_by("waiting_since", "id")
    )


def waiting_elsewhere() -> QuerySet[Dispute]:
    """Return the disputes that wait for a side, the next moment first."""
    states = (DisputeState.AWAITING_ANSWER, DisputeState.DECIDED)
    return _with_people().filter(state__in=states).order_by("timer_at", "id")


def closed_disputes() -> QuerySet[Dispute]:
    """Return the disputes that are over, the newest first."""
    return _with_people().filter(state__in=CLOSED_STATES).order_by("-closed_at", "-id")
