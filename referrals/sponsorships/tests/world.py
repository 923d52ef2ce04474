"""Sponsorships in every state, as tests and the permission table want them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from marketplace.accounts.models import Member
from referrals.sponsorships import services
from referrals.sponsorships.gateways.pages import Seen
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.services import ChannelDraft, Terms, proving

DAY = timedelta(days=1)
GOOD = Seen("", has_link=True, disclosure="ad")
CHANNEL = ChannelDraft(
    network="youtube", address="https://videos.example/noor", language="en", audience=40_000
)


def terms(now: datetime, **changes: Any) -> Terms:
    """Return terms of ten days and 200 dollars."""
    given: dict[str, Any] = {
        "content": "A video about hiring a designer.",
        "place": "Main video, first two minutes",
        "publish_by": now + 10 * DAY,
        "pay_kind": "money",
        "amount": 20_000,
        "currency": "USD",
        **changes,
    }
    return Terms(**given)


def fresh(row: Sponsorship) -> Sponsorship:
    """Read it again."""
    return Sponsorship.objects.get(pk=row.pk)


def asked(creator: Member, *, now: datetime, **changes: Any) -> Sponsorship:
    """Return a request."""
    return services.request_sponsorship(
        creator=creator, channel=CHANNEL, terms=terms(now, **changes), pitch="They hire.", now=now
    )


def agreed(creator: Member, manager: Member, *, now: datetime, **changes: Any) -> Sponsorship:
    """Return one that the desk has agreed to."""
    row = asked(creator, now=now, **changes)
    return services.agree(sponsorship=row, actor=manager, licence="1", now=now)


def funded(creator: Member, manager: Member, *, now: datetime, **changes: Any) -> Sponsorship:
    """Return one whose sum is paid in."""
    row = agreed(creator, manager, now=now, **changes)
    return services.fund_sponsorship(sponsorship=row, actor=manager, now=now)


def running(creator: Member, manager: Member, *, now: datetime, **changes: Any) -> Sponsorship:
    """Return one whose link was given."""
    row = funded(creator, manager, now=now, **changes)
    return services.start_sponsorship(sponsorship=row, actor=creator, now=now)


def submitted(creator: Member, manager: Member, *, now: datetime, **changes: Any) -> Sponsorship:
    """Return one whose proof waits."""
    row = running(creator, manager, now=now, **changes)
    address = "https://videos.example/watch"
    return services.submit_proof(sponsorship=row, actor=creator, address=address, now=now)


def unread(creator: Member, manager: Member, *, now: datetime, **changes: Any) -> Sponsorship:
    """Return one whose page a program couldn't read."""
    row = submitted(creator, manager, now=now, **changes)
    settle(row, Seen("closed"), now)
    return fresh(row)


def checked(creator: Member, manager: Member, *, now: datetime, **changes: Any) -> Sponsorship:
    """Return one whose proof was confirmed."""
    row = submitted(creator, manager, now=now, **changes)
    settle(row, GOOD, now)
    return fresh(row)


def refused(creator: Member, manager: Member, *, now: datetime, **changes: Any) -> Sponsorship:
    """Return one that the desk refuses to pay."""
    row = unread(creator, manager, now=now, **changes)
    return services.refuse_sponsorship(
        sponsorship=row, actor=manager, reason="Not what was agreed.", now=now
    )


def settle(row: Sponsorship, seen: Seen, now: datetime) -> bool:
    """Decide a proof by what was seen, without a network."""
    todo = proving._take(row.pk, now)
    return todo is not None and proving._settle(row.pk, todo, seen, now)
