"""Facts about sponsorships. Ids are public ids, amounts minor units, moments ISO 8601 in UTC."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class SponsorshipEvent(Event):
    """What every fact about a sponsorship says. `by` is creator, manager or timer."""

    sponsorship_id: str
    creator_id: str
    state: str
    by: str
    pay_kind: str
    amount: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class SponsorshipRequested(SponsorshipEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SponsorshipOffered(SponsorshipEvent):
    """The platform invites, or answers a request with its own terms."""


@dataclass(frozen=True, kw_only=True)
class SponsorshipAgreed(SponsorshipEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SponsorshipFunded(SponsorshipEvent):
    """The whole sum lies in the sponsorship's own fund."""


@dataclass(frozen=True, kw_only=True)
class SponsorshipStarted(SponsorshipEvent):
    """Link and code are given; what is published by `publish_by` counts."""

    code: str
    publish_by: str


@dataclass(frozen=True, kw_only=True)
class MentionShown(SponsorshipEvent):
    address: str


@dataclass(frozen=True, kw_only=True)
class ProofReturned(SponsorshipEvent):
    """Something is missing on the page; the creator may mend it and send it again."""

    problem: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class ProofNeedsPerson(SponsorshipEvent):
    """The page can't be read by a program: somebody at the desk looks at it."""

    problem: str


@dataclass(frozen=True, kw_only=True)
class ProofChecked(SponsorshipEvent):
    pays_at: str


@dataclass(frozen=True, kw_only=True)
class SponsorshipPaid(SponsorshipEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SponsorshipRefused(SponsorshipEvent):
    """`appeal_by` is "" where the decision is the last one."""

    reason: str
    appeal_by: str


@dataclass(frozen=True, kw_only=True)
class RefusalAppealed(SponsorshipEvent):
    pass


@dataclass(frozen=True, kw_only=True)
class SponsorshipDeclined(SponsorshipEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class SponsorshipWithdrawn(SponsorshipEvent):
    reason: str


@dataclass(frozen=True, kw_only=True)
class SponsorshipExpired(SponsorshipEvent):
    pass
