"""Whether a friend who was brought really came: confirmed their address, and did something."""

from __future__ import annotations

from typing import Final, Protocol

from contests.actions.choices import ActionKind, ClaimState
from contests.actions.models import Claim
from marketplace.accounts.models import Member
from marketplace.articles.choices import ArticleState
from marketplace.articles.models import Article, Comment
from marketplace.gigs.models import Gig
from marketplace.orders.models import Order


class Deed(Protocol):
    """Tells whether the member did it."""

    def __call__(self, member: Member) -> bool: ...


def _took_part(member: Member) -> bool:
    """Count any action but merely coming by."""
    mine = Claim.objects.filter(entrant__member=member, state=ClaimState.GRANTED)
    return mine.exclude(action__kind=ActionKind.VISIT).exists()


def _wrote(member: Member) -> bool:
    written = Article.objects.filter(author=member, state=ArticleState.PUBLISHED).exists()
    return written or Comment.objects.filter(author=member, removed_at=None).exists()


def _worked(member: Member) -> bool:
    bought = Order.objects.filter(client=member, paid_at__isnull=False).exists()
    return bought or Gig.objects.filter(seller=member, published_at__isnull=False).exists()


_DEEDS: Final[dict[str, Deed]] = {"took_part": _took_part, "wrote": _wrote, "worked": _worked}


def register_deed(name: str, deed: Deed) -> None:
    """Add something that a new member may do and that others know."""
    _DEEDS[name] = deed


def deed_of(member: Member) -> str:
    """Return the name of the first thing that the member did, "" for nothing."""
    return next((name for name, deed in _DEEDS.items() if deed(member)), "")
