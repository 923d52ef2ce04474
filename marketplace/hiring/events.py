"""Facts about hiring. Members and rows by public id, amounts in minor units."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class BriefSent(Event):
    brief_id: str
    client_id: str
    writer_id: str
    source: str
    title: str
    article_id: int | None
    conversation_id: str


@dataclass(frozen=True, kw_only=True)
class BriefDeclined(Event):
    brief_id: str
    client_id: str
    writer_id: str
    title: str
    conversation_id: str


@dataclass(frozen=True, kw_only=True)
class BriefWithdrawn(Event):
    brief_id: str
    client_id: str
    writer_id: str
    title: str
    conversation_id: str


@dataclass(frozen=True, kw_only=True)
class OfferEvent(Event):
    offer_id: str
    client_id: str
    seller_id: str
    proposer_id: str
    answerer_id: str
    title: str
    amount: int
    currency: str
    conversation_id: str
    article_id: int | None


@dataclass(frozen=True, kw_only=True)
class OfferSent(OfferEvent):
    is_counter: bool


@dataclass(frozen=True, kw_only=True)
class OfferAccepted(OfferEvent):
    order_id: str


@dataclass(frozen=True, kw_only=True)
class OfferDeclined(OfferEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(OfferEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class OfferExpired(OfferEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PostedEvent(Event):
    posted_id: str
    client_id: str
    title: str


@dataclass(frozen=True, kw_only=True)
class BriefPosted(PostedEvent):
    category: str
    budget_min: int | None
    budget_max: int | None
    currency: str


@dataclass(frozen=True, kw_only=True)
class BriefClosed(PostedEvent):
    """The client closed it; what was held is free again."""

    released: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class BriefExpired(PostedEvent):
    """It ended by itself; what was held is free again."""

    released: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class BriefReopened(PostedEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class PostedBriefChanged(PostedEvent):
    """Its text or its state is another than before."""


@dataclass(frozen=True, kw_only=True)
class BriefExpiring(PostedEvent):
    due_at: str


@dataclass(frozen=True, kw_only=True)
class BriefBudgetHeld(PostedEvent):
    amount: int
    currency: str
    transfer: int


@dataclass(frozen=True, kw_only=True)
class FreelancerInvited(PostedEvent):
    freelancer_id: str


@dataclass(frozen=True, kw_only=True)
class BriefPaymentUnused(PostedEvent):
    """Money came for the brief when it could no longer be used; it is in the client's wallet."""

    payment_id: str


@dataclass(frozen=True, kw_only=True)
class ProposalEvent(Event):
    proposal_id: str
    posted_id: str
    client_id: str
    freelancer_id: str
    title: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class ProposalSent(ProposalEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ProposalShortlisted(ProposalEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ProposalDeclined(ProposalEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class ProposalWithdrawn(ProposalEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ProposalAccepted(ProposalEvent):
    order_id: str


@dataclass(frozen=True, kw_only=True)
class ProposalsClosed(PostedEvent):
    """Those who proposed and weren't chosen, by public ids joined with commas."""

    freelancer_ids: str
    why: str
