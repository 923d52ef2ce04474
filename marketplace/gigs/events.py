"""Facts about gigs. `gig_id` is the gig's public id, members are known by theirs."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class GigSubmitted(Event):
    gig_id: str
    seller_id: str


@dataclass(frozen=True, kw_only=True)
class GigApproved(Event):
    gig_id: str
    seller_id: str
    editor_id: str


@dataclass(frozen=True, kw_only=True)
class GigChangesRequested(Event):
    gig_id: str
    seller_id: str
    editor_id: str
    comment: str


@dataclass(frozen=True, kw_only=True)
class GigDeclined(Event):
    gig_id: str
    seller_id: str
    editor_id: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class GigPublished(Event):
    """The gig went live: approved, or at once because the seller's first gigs were approved."""

    gig_id: str
    seller_id: str
    is_first_time: bool


@dataclass(frozen=True, kw_only=True)
class GigPaused(Event):
    gig_id: str
    seller_id: str


@dataclass(frozen=True, kw_only=True)
class GigResumed(Event):
    gig_id: str
    seller_id: str


@dataclass(frozen=True, kw_only=True)
class GigWithdrawn(Event):
    """The seller took it back from review."""

    gig_id: str
    seller_id: str


@dataclass(frozen=True, kw_only=True)
class GigReopened(Event):
    """The seller made a declined gig a draft again."""

    gig_id: str
    seller_id: str


@dataclass(frozen=True, kw_only=True)
class GigHidden(Event):
    """A moderator took it out of view."""

    gig_id: str
    seller_id: str


@dataclass(frozen=True, kw_only=True)
class GigShown(Event):
    """It is in view again, live or paused as before."""

    gig_id: str
    seller_id: str


@dataclass(frozen=True, kw_only=True)
class GigChanged(Event):
    """What buyers see of a published gig changed: overview, packages, images and so on."""

    gig_id: str
    seller_id: str
    piece: str


@dataclass(frozen=True, kw_only=True)
class GigRatingChanged(Event):
    """What clients' reviews add up to changed: the sum in hundredths of a star, and how many."""

    gig_id: str
    seller_id: str
    rating_sum: int
    rating_count: int
