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
