"""Closing an account: asked for, taken back for some days, then erased part by part.

Each part is erased in a transaction of its own that also notes it: a worker that is killed leaves
the rest to the next one, and two at once do each part once.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.accounts.services import begin_leaving, erase_member, stay
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.sweeps import one_by_one
from marketplace.moderation.choices import DepartureState, Hand
from marketplace.moderation.errors import NotConfirmed, NotLeaving, StillBound, WrongName
from marketplace.moderation.events import (
    DepartureAsked,
    DepartureCancelled,
    DeparturePutOff,
)
from marketplace.moderation.models import Departure
from marketplace.moderation.policies import is_freshly_confirmed
from marketplace.moderation.queries import CustodyPart, bonds_of, custody_parts, departure_of
from marketplace.moderation.services.moves import can_move, record, transition
from marketplace.notifications.services import queue_mail

OPEN = (DepartureState.COOLING, DepartureState.ERASING)


@transaction.atomic
def ask_departure(
    *,
    member: Member,
    username: str,
    keeps_texts: bool,
    confirmed_at: datetime | None,
    now: datetime,
) -> Departure:
    """Close one's account; it is erased `departure_days` later, unless taken back.

    `username` is typed by hand against slips. With `keeps_texts` published articles stay under
    "former member". Locks the member. Raises NotConfirmed, WrongName, StillBound,
    accounts.MayNotLeave.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)

    if not is_freshly_confirmed(confirmed_at, now=now):
        raise NotConfirmed
    if username.strip().lower() != member.username:
        raise WrongName(field="username")
    bonds = bonds_of(member)
    if bonds:
        raise StillBound(reasons=get_text_list([bond.text for bond in bonds], _("and")))

    begin_leaving(member=member, now=now)
    departure = Departure.objects.create(
        member=member,
        keeps_texts=keeps_texts,
        asked_at=now,
        due_at=now + timedelta(days=rules().departure_days),
    )

    record(
        "departure_asked",
        subject=f"member:{member.public_id}",
        actor=member,
        now=now,
        after={"due_at": departure.due_at.isoformat(), "keeps_texts": keeps_texts},
    )

    publish(
        DepartureAsked(
            departure_id=departure.public_id,
            member_id=member.public_id,
            due_at=departure.due_at.isoformat(),
        ),
        now=now,
    )
    return departure


@transaction.atomic
def cancel_departure(*, member: Member, now: datetime) -> Departure:
    """Take the closing back: the account is as it was. Raises NotLeaving, NotPossibleNow."""
    found = departure_of(member)
    if found is None:
        raise NotLeaving
    departure = Departure.objects.select_for_update(no_key=True).get(pk=found.pk)

    transition(departure, DepartureState.CANCELLED, by=Hand.MEMBER, closed_at=now)
    stay(member=member, now=now)

    record("departure_cancelled", subject=f"member:{member.public_id}", actor=member, now=now)

    publish(
        DepartureCancelled(departure_id=departure.public_id, member_id=member.public_id), now=now
    )
    return departure


def erase_due_departures(*, now: datetime, limit: int) -> int:
    """Erase the accounts whose days are over; returns how many were finished."""
    due = Departure.objects.filter(state__in=OPEN, due_at__lte=now).order_by("due_at", "id")
    ids = list(due.values_list("pk", flat=True)[:limit])
    return one_by_one(ids, lambda pk: _erase_or_wait(pk, now=now), fault="account_not_erased")


def _erase_or_wait(departure_id: int, *, now: datetime) -> bool:
    """Erase one account; where that fails it goes to the end of the queue."""
    try:
        return erase_departure(departure_id=departure_id, now=now)
    except Exception:
        later = now + timedelta(hours=rules().departure_retry_hours)
        waiting = Departure.objects.filter(pk=departure_id, state=DepartureState.ERASING)
        waiting.update(due_at=later)
        raise


def erase_departure(*, departure_id: int, now: datetime) -> bool:
    """Erase one account, or go on where another worker stopped. True when it is done by this call.

    What stands against it (a refund that came meanwhile) puts it off by `departure_retry_hours`.
    """
    if not _begin_erasing(departure_id, now=now):
        return False
    for part in custody_parts():
        _erase_part(departure_id, part, now=now)
    return _finish(departure_id, now=now)


def _lock(departure_id: int) -> Departure | None:
    rows = Departure.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("member").filter(pk=departure_id, state__in=OPEN).first()


@transaction.atomic
def _begin_erasing(departure_id: int, *, now: datetime) -> bool:
    departure = _lock(departure_id)
    if departure is None:
        return False
    if departure.state == DepartureState.ERASING:
        return True
    if now < departure.due_at:
        return False
    if bonds_of(departure.member):
        departure.due_at = now + timedelta(hours=rules().departure_retry_hours)
        departure.save(update_fields=["due_at"])
        publish(
            DeparturePutOff(
                departure_id=departure.public_id,
                member_id=departure.member.public_id,
                due_at=departure.due_at.isoformat(),
            ),
            now=now,
        )
        return False
    transition(departure, DepartureState.ERASING, by=Hand.CLOCK)
    return True


@transaction.atomic
def _erase_part(departure_id: int, part: CustodyPart, *, now: datetime) -> None:
    departure = _lock(departure_id)
    if departure is None or part.name in departure.erased or part.erase is None:
        return
    part.erase(departure.member, keeps_texts=departure.keeps_texts, now=now)
    departure.erased = [*departure.erased, part.name]
    departure.save(update_fields=["erased"])


@transaction.atomic
def _finish(departure_id: int, *, now: datetime) -> bool:
    departure = _lock(departure_id)
    if departure is None or not can_move(departure, DepartureState.DONE, by=Hand.CLOCK):
        return False
    member = departure.member
    if member.email:
        queue_mail(
            to=member.email,
            language=member.language,
            message="account_erased",
            context={"username": member.username},
            now=now,
        )
    erase_member(member=member, now=now)
    transition(departure, DepartureState.DONE, by=Hand.CLOCK, closed_at=now)
    record("departure_done", subject=f"member:{member.public_id}", actor=None, now=now)
    return True
