"""Places that a member won: on their page, and beside their name in the club."""

from __future__ import annotations

from collections.abc import Collection

from django.urls import reverse
from django.utils.translation import gettext as _

from community.gurus.queries.honours import Honour, register_honours
from community.laurels.queries.elections import has_won, honours_among
from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel, register_profile_panel


def laurels_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show the places that a member won. A statement for who won any."""
    if not has_won(member):
        return None
    found = honours_among([member.pk]).get(member.pk, [])
    if not found:
        return None
    return Panel("community/laurels/_panel.html", {"honours": found}, is_beside=True)


def beside_names(member_ids: Collection[int]) -> dict[int, list[Honour]]:
    """Return what stands beside the names of these gurus. One statement."""
    return {
        member: [
            Honour(
                _("Guru of the year %(year)s") % {"year": one.year}
                if one.place == 1
                else _("Place %(place)s in %(year)s") % {"place": one.place, "year": one.year},
                reverse("laurels:election", args=[one.year]),
            )
            for one in rows
        ]
        for member, rows in honours_among(member_ids).items()
    }


register_profile_panel("laurels", laurels_panel, position=1)
register_honours("laurels", beside_names)
