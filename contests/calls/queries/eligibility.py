"""Who may enter a contest, with the reason for whoever may not.

Members of the staff never enter. Apps above add what they know: judges of the contest, accounts
linked with its holder.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contests.calls.models import Contest
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_confirmed_address, roles_of

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True)
class Ineligible:
    """One reason, by a code for machines and a sentence for people."""

    code: str
    text: str


class Exclusion(Protocol):
    """Returns why this member may not enter, None when it has nothing against them."""

    def __call__(self, *, contest: Contest, member: Member) -> Ineligible | None: ...


_EXCLUSIONS: Final[dict[str, Exclusion]] = {}


def register_exclusion(name: str, exclusion: Exclusion) -> None:
    """Add a reason that another app knows."""
    _EXCLUSIONS[name] = exclusion


def reasons_against(contest: Contest, member: Member, *, now: datetime) -> list[Ineligible]:
    """Return every reason why the member may not enter; none means welcome."""
    return list(_reasons(contest, member, now))


def _reasons(contest: Contest, member: Member, now: datetime) -> Iterator[Ineligible]:
    if member.pk == contest.created_by_id or roles_of(member):
        yield Ineligible("staff", _("Whoever works for the platform doesn't enter its contests."))
    if contest.countries and member.country not in contest.countries:
        yield Ineligible("country", _("It is for members in other countries than yours."))
    if contest.needs_verified_email and not has_confirmed_address(member):
        yield Ineligible("email", _("Confirm your mail address first."))
    days = contest.min_account_days
    if days and member.date_joined > now - timedelta(days=days):
        text = ngettext(
            "Your account must be at least one day old.",
            "Your account must be at least %(days)s days old.",
            days,
        )
        yield Ineligible("account_age", text % {"days": days})
    for exclusion in _EXCLUSIONS.values():
        if (found := exclusion(contest=contest, member=member)) is not None:
            yield found
