"""Facts about contests. Ids are public ids, amounts minor units, moments ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ContestEvent(Event):
    """What every fact about a contest says."""

    contest_id: str
    slug: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class ContestAnnounced(ContestEvent):
    opens_at: str
    closes_at: str


@dataclass(frozen=True, kw_only=True)
class ContestOpened(ContestEvent):
    closes_at: str


@dataclass(frozen=True, kw_only=True)
class ContestClosed(ContestEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ContestResultsPublished(ContestEvent):
    by_rule: bool


@dataclass(frozen=True, kw_only=True)
class ContestPrizesHandedOver(ContestEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ContestArchived(ContestEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class ContestCancelled(ContestEvent):
    reason: str
    was_public: bool


@dataclass(frozen=True, kw_only=True)
class ContestExtended(ContestEvent):
    closes_at: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class ContestClosesSoon(ContestEvent):
    closes_at: str


@dataclass(frozen=True, kw_only=True)
class ContestNotAnnounced(ContestEvent):
    """The planned moment came, and something was missing."""


@dataclass(frozen=True, kw_only=True)
class ContestNews(ContestEvent):
    """News for everybody who follows or entered, told some members at a time.

    `after` is the last member who was told, by primary key.
    """

    news: str
    after: int
    closes_at: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PrizeFundPaidIn(ContestEvent):
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class PrizeFundReturned(ContestEvent):
    amount: int
    currency: str
