"""Facts about cases. Members by public id; `attribution_id` is the sign-up that is in doubt."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class ReferralCaseEvent(Event):
    """What every fact about a case says: who sent the link, and who came by it."""

    case_id: str
    attribution_id: int
    owner_id: str
    friend_id: str


@dataclass(frozen=True, kw_only=True)
class ReferralCaseOpened(ReferralCaseEvent):
    """A person looks at a referral: rewards of the two wait."""


@dataclass(frozen=True, kw_only=True)
class ReferralCaseCleared(ReferralCaseEvent):
    """All is well: rewards go on."""


@dataclass(frozen=True, kw_only=True)
class ReferralCaseConfirmed(ReferralCaseEvent):
    """The referral doesn't count, for the reason that both read. An appeal is possible."""


@dataclass(frozen=True, kw_only=True)
class ReferralCaseAppealed(ReferralCaseEvent):
    """One of the two asked for a second person."""


@dataclass(frozen=True, kw_only=True)
class ReferralCaseUpheld(ReferralCaseEvent):
    """A second person came to the same end."""
