"""The member hears of a trophy won, and of one that was taken back."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from community.trophies.events import TrophyEvent, TrophyTakenBack, TrophyWon
from community.trophies.queries import find_trophy
from marketplace.accounts.queries import get_member_by_public_id
from marketplace.core.events import subscribe
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

register_kind(
    "trophies.won",
    group=NotificationGroup.ACCOUNT,
    title=_("You won a trophy: %(name)s"),
    body="%(line)s",
)
register_kind(
    "trophies.taken",
    group=NotificationGroup.ACCOUNT,
    title=_("A trophy was taken back: %(name)s"),
    body=_("A contribution that had earned it doesn’t count any more. Your page says which."),
)


def _tell(event: TrophyEvent, kind: str, url: str, now: datetime) -> None:
    trophy = find_trophy(event.trophy)
    member = get_member_by_public_id(event.member_id)
    if trophy is None:
        return
    with override(member.language):
        params = {"name": trophy.name, "line": trophy.line}
    notify(member=member, kind=kind, params=params, url=url, now=now)


@subscribe(TrophyWon, consumer="trophies.tell_won")
def tell_won(event: TrophyWon, *, now: datetime) -> None:
    """Tell of what was earned lately; what was earned long ago stands on the page without noise."""
    if event.is_recent:
        _tell(event, "trophies.won", reverse("trophies:trophy", args=[event.trophy]), now)


@subscribe(TrophyTakenBack, consumer="trophies.tell_taken")
def tell_taken(event: TrophyTakenBack, *, now: datetime) -> None:
    """Tell of what was taken back, whenever it was earned."""
    _tell(event, "trophies.taken", reverse("trophies:mine"), now)
