"""What other parts show on a member's page and beside what they wrote."""

from __future__ import annotations

from datetime import datetime

from marketplace.accounts.models import Member
from marketplace.articles.queries import AuthorPanel, register_author_panel
from marketplace.gigs.queries import gig_cards

GIGS_BESIDE = 2


def gigs_beside(*, author: Member, now: datetime) -> AuthorPanel | None:
    """Show an author's services beside their article."""
    cards = gig_cards(now=now, seller=author, limit=GIGS_BESIDE)
    return AuthorPanel("config/_author_gigs.html", {"cards": cards}) if cards else None


def connect() -> None:
    """Fill the registries of the parts below."""
    register_author_panel("gigs", gigs_beside)
