"""Which election a page is about, and who passes to its inner pages."""

from __future__ import annotations

from django.http import HttpRequest

from community.gurus.policies import is_manager, is_of_the_club
from community.laurels.models import Election
from community.laurels.policies import sees_count
from community.laurels.queries.elections import get_election_of
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core.errors import NotFound


def shown_election(request: HttpRequest, year: int) -> Election:
    """Return the election of a year, or the one that the address names. Raises NotFound."""
    was = request.GET.get("was", "")
    if was and not (was.isascii() and was.isalnum()):
        raise NotFound
    return get_election_of(year, sees_drafts=is_manager(viewer(request)), was=was)


def named(request: HttpRequest) -> str:
    """Return what an address carries on that names an election beside the year's own."""
    was = request.GET.get("was", "")
    return f"?was={was}" if was else ""


def club_election(request: HttpRequest, year: int) -> Election:
    """Return it to gurus and managers. Raises NotFound for others."""
    if not is_of_the_club(signed_in(request)):
        raise NotFound
    return shown_election(request, year)


def counted_election(request: HttpRequest, year: int) -> Election:
    """Return it to whoever may see its count. Raises NotFound."""
    found = shown_election(request, year)
    if not sees_count(viewer(request), found):
        raise NotFound
    return found
