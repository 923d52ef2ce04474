"""Creators and the desk are told, each in their own language."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.utils import translation
from django.utils.dateparse import parse_datetime

from marketplace.accounts.models import Member
from marketplace.core import formats
from marketplace.core.conf import rules
from marketplace.core.events import Event, subscribe
from marketplace.notifications.services import notify
from referrals.sponsorships import events
from referrals.sponsorships.choices import Part, Problem
from referrals.sponsorships.events import SponsorshipEvent
from referrals.sponsorships.queries import get_sponsorship, managers

_NOTHING: Final = "–"


def _day(reader: Member, moment: str) -> str:
    found = parse_datetime(moment) if moment else None
    if found is None:
        return _NOTHING
    # A day that is over at midnight is the day before it.
    last = (found - timedelta(seconds=1)).date()
    return formats.format_date(last, lang=reader.language, digits=reader.digits, style="medium")


def _problem(code: str) -> str:
    return str(Problem(code).label) if code in Problem.values else ""


def _more(reader: Member, event: SponsorshipEvent) -> dict[str, str | int]:
    """Return what single events say beyond the common words."""
    known = event.to_payload()
    moment = str(known.get("publish_by") or known.get("pays_at") or "")
    note = str(known.get("note") or "")
    return {
        "days": rules().sponsorship_answer_days,
        "code": str(known.get("code", "")),
        "day": _day(reader, moment),
        "problem": note or _problem(str(known.get("problem", ""))),
        "reason": str(known.get("reason") or _NOTHING),
    }


def _tell(event: SponsorshipEvent, kind: str, readers: list[Member], now: datetime) -> None:
    row = get_sponsorship(event.sponsorship_id)
    for reader in readers:
        with translation.override(reader.language):
            params: dict[str, str | int] = {
                "name": row.creator.display_name,
                "place": row.place,
                "sum": formats.format_money(
                    row.amount, row.currency, lang=reader.language, digits=reader.digits
                ),
                **_more(reader, event),
            }
        notify(member=reader, kind=kind, params=params, url=row.get_absolute_url(), now=now)


def _creator(event: SponsorshipEvent) -> list[Member]:
    return [get_sponsorship(event.sponsorship_id).creator]


def _desk(event: SponsorshipEvent) -> list[Member]:
    return [member for member in managers() if member.public_id != event.creator_id]


def _seconds(event: SponsorshipEvent) -> list[Member]:
    """Return who may decide about an appeal: not who refused."""
    refused_by = get_sponsorship(event.sponsorship_id).refused_by_id
    return [member for member in _desk(event) if member.pk != refused_by]


def _other_side(event: SponsorshipEvent) -> list[Member]:
    return _desk(event) if event.by == Part.CREATOR else _creator(event)


def _listen(
    event: type[Event], kind: str, readers: Callable[[SponsorshipEvent], list[Member]]
) -> None:
    def hear(said: SponsorshipEvent, *, now: datetime) -> None:
        _tell(said, kind, readers(said), now)

    name = "desk" if readers is _seconds else readers.__name__.strip("_")
    subscribe(event, consumer=f"{kind}_{name}")(hear)


_listen(events.SponsorshipRequested, "sponsorships.asked", _desk)
_listen(events.SponsorshipOffered, "sponsorships.offered", _creator)
_listen(events.SponsorshipAgreed, "sponsorships.agreed", _creator)
_listen(events.SponsorshipAgreed, "sponsorships.agreed_desk", _desk)
_listen(events.SponsorshipFunded, "sponsorships.funded", _creator)
_listen(events.SponsorshipStarted, "sponsorships.started", _creator)
_listen(events.ProofReturned, "sponsorships.returned", _creator)
_listen(events.ProofNeedsPerson, "sponsorships.needs_person", _desk)
_listen(events.ProofChecked, "sponsorships.checked", _creator)
_listen(events.SponsorshipPaid, "sponsorships.paid", _creator)
_listen(events.SponsorshipRefused, "sponsorships.refused", _creator)
_listen(events.RefusalAppealed, "sponsorships.appealed", _seconds)
_listen(events.SponsorshipDeclined, "sponsorships.declined", _other_side)
_listen(events.SponsorshipWithdrawn, "sponsorships.withdrawn", _other_side)
_listen(events.SponsorshipExpired, "sponsorships.expired", _creator)
