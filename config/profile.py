"""What other parts show on a member's page and beside what they wrote."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.events import VacationEnded
from marketplace.accounts.models import Member
from marketplace.accounts.queries import (
    Panel,
    get_member_by_public_id,
    register_profile_panel,
)
from marketplace.articles.queries import AuthorPanel, register_author_panel
from marketplace.core import clock
from marketplace.core.events import subscribe
from marketplace.gigs.queries import gig_cards
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.portfolio.queries import record_of, work_cards

GIGS_BESIDE = 2
WORKS_SHOWN = 6

register_kind(
    "accounts.vacation_ended",
    group=NotificationGroup.ACCOUNT,
    title=_("Welcome back: your vacation is over"),
    body=_("Your services can be ordered again."),
)


@subscribe(VacationEnded, consumer="profile.tell_vacation_ended")
def tell_vacation_ended(event: VacationEnded, *, now: datetime) -> None:
    """Tell a member that their vacation ended by itself."""
    if not event.by_hand:
        notify(
            member=get_member_by_public_id(event.member_id),
            kind="accounts.vacation_ended",
            params={},
            url=reverse("accounts:vacation"),
            now=now,
        )


def works_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show the works that anyone may see."""
    cards = work_cards(member, limit=WORKS_SHOWN)
    return Panel("marketplace/portfolio/_profile_work.html", {"works": cards}) if cards else None


def record_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show what the member's work adds up to, with the rule of each count."""
    record = record_of(member, now=clock.now())
    # The page has read the profile already: it is kept on the member.
    profile = getattr(member, "profile", None)
    hours = profile.weekly_hours if profile else None
    if record.is_empty and not hours:
        return None
    context = {"record": record, "weekly_hours": hours}
    return Panel("marketplace/portfolio/_profile_record.html", context, is_beside=True)


def gigs_beside(*, author: Member, now: datetime) -> AuthorPanel | None:
    """Show an author's services beside their article."""
    cards = gig_cards(now=now, seller=author, limit=GIGS_BESIDE)
    return AuthorPanel("config/_author_gigs.html", {"cards": cards}) if cards else None


def connect() -> None:
    """Fill the registries of the parts below."""
    register_author_panel("gigs", gigs_beside)
    register_profile_panel("works", works_panel, position=5)
    register_profile_panel("record", record_panel, position=1)
