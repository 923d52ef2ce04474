"""A member says that they are on a break; nobody looks at them then."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from community.watch.errors import NoPause, PauseEndsTooSoon, PauseTooLong
from community.watch.events import PauseBegun, PauseEnded
from community.watch.models import Pause
from community.watch.queries.desk import today_of
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish


@transaction.atomic
def begin_pause(*, member: Member, until: date, now: datetime) -> Pause:
    """Be on a break until a day, today included; asked for again the day is changed.

    Days are those of the member's own zone. Locks the member. Raises PauseEndsTooSoon,
    PauseTooLong.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    today, most = today_of(member, now), rules().watch_pause_days_max
    if until <= today:
        raise PauseEndsTooSoon(field="until")
    if until > today + timedelta(days=most):
        raise PauseTooLong(field="until", days=most)
    pause, is_new = Pause.objects.get_or_create(
        member=member, defaults={"from_on": today, "until_on": until}
    )
    if not is_new:
        pause.from_on = pause.from_on if pause.until_on > today else today
        pause.until_on = until
        pause.save()
    _record(member, "watch_pause_begun", until, now)
    publish(PauseBegun(member_id=member.public_id, until=until.isoformat()), now=now)
    return pause


@transaction.atomic
def end_pause(*, member: Member, now: datetime) -> Pause:
    """Be back today. Locks the break. Raises NoPause."""
    today = today_of(member, now)
    rows = Pause.objects.select_for_update(no_key=True)
    pause = rows.filter(member=member, until_on__gt=today).first()
    if pause is None:
        raise NoPause
    pause.until_on = today
    pause.save()
    _record(member, "watch_pause_ended", today, now)
    publish(PauseEnded(member_id=member.public_id), now=now)
    return pause


def _record(member: Member, action: str, until: date, now: datetime) -> None:
    record_audit(
        actor=member.public_id,
        action=action,
        subject=f"member:{member.public_id}",
        after={"until": until.isoformat()},
        now=now,
    )
