"""By which door two members first came to each other: read from what they first talked about."""

from __future__ import annotations

from typing import Final

from marketplace.hiring.choices import BriefSource
from marketplace.hiring.models import Brief, Proposal
from marketplace.messaging.models import Conversation
from marketplace.orders.choices import SourceKind
from marketplace.orders.models import Order
from marketplace.relationships.choices import Source

BRIEF_DOORS: Final[dict[str, Source]] = {
    BriefSource.ARTICLE: Source.ARTICLE,
    BriefSource.GIG: Source.SEARCH,
    BriefSource.PROFILE: Source.PROFILE,
}


def first_door(*, client_id: int, seller_id: int) -> tuple[Source, str] | None:
    """Return the source and what it was about, by their very first conversation; None if unclear.

    News may arrive in any order, so what was first is looked up, not remembered. Two queries.
    """
    rows = Conversation.objects.filter(participants__member_id=seller_id).filter(
        participants__member_id=client_id
    )
    first = rows.order_by("created_at", "id").first()
    if first is None:
        return None
    if first.subject_kind == "brief":
        return _brief_door(first.subject_ref, client_id, seller_id)
    if first.subject_kind == "proposal":
        return Source.PROPOSAL, f"proposal:{first.subject_ref}"
    if first.subject_kind == "order":
        return _order_door(first.subject_ref, client_id, seller_id)
    return None


def _brief_door(ref: str, client_id: int, seller_id: int) -> tuple[Source, str] | None:
    mine = Brief.objects.filter(public_id=ref, client_id=client_id, writer_id=seller_id)
    brief = mine.first()
    if brief is None:
        return None
    about = f"article:{brief.article_id}" if brief.article_id else f"brief:{ref}"
    return BRIEF_DOORS.get(brief.source, Source.PROPOSAL), about


def _order_door(ref: str, client_id: int, seller_id: int) -> tuple[Source, str] | None:
    order = Order.objects.filter(public_id=ref, client_id=client_id, seller_id=seller_id).first()
    if order is None:
        return None
    proposal = proposal_of(order.source_kind, order.source_ref)
    if proposal:
        return Source.PROPOSAL, f"proposal:{proposal}"
    return (Source.ARTICLE if order.article_id else Source.SEARCH), f"order:{ref}"


def proposal_of(source_kind: str, source_ref: str) -> str:
    """Return the proposal whose terms an order has, by what the order came from; "" for none."""
    if source_kind != SourceKind.OFFER or not source_ref:
        return ""
    rows = Proposal.objects.filter(offer__public_id=source_ref)
    return rows.values_list("public_id", flat=True).first() or ""
