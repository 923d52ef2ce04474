"""Being away: from a day to a day, in the member's own time zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction

from marketplace.accounts.errors import NoVacation, VacationWrong
from marketplace.accounts.events import VacationEnded
from marketplace.accounts.models import Member, Profile
from marketplace.accounts.services.profile import lock_profile
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish

# What lies beyond is a slip, and the last day that calendars know has none after it.
FARTHEST = timedelta(days=3_650)
FIELDS = ["vacation_from_at", "vacation_until_at", "vacation_words", "vacation_takes_orders"]


@transaction.atomic
def set_vacation(
    *,
    member: Member,
    first_day: date,
    last_day: date,
    words: str,
    takes_orders: bool,
    now: datetime,
) -> Profile:
    """Plan a vacation, or change the planned or running one; both days belong to it.

    It begins and ends at midnight where the member lives. Orders under way are not touched. Locks
    the profile. Raises VacationWrong.
    """
    profile = lock_profile(member)
    zone = ZoneInfo(profile.member.timezone)
    days = rules().vacation_days_max
    if last_day > now.date() + FARTHEST:
        raise VacationWrong(field="last_day", days=days)
    begin = datetime.combine(first_day, time.min, tzinfo=zone)
    end = datetime.combine(last_day + timedelta(days=1), time.min, tzinfo=zone)

    if not begin < end or end <= now or (last_day - first_day).days >= days:
        raise VacationWrong(field="last_day", days=days)

    profile.vacation_from_at, profile.vacation_until_at = begin, end
    profile.vacation_words = " ".join(words.split())[:300]
    profile.vacation_takes_orders = takes_orders
    profile.save(update_fields=FIELDS)

    record_audit(
        actor=member.public_id,
        action="vacation_set",
        subject=f"member:{member.public_id}",
        after={"from": begin, "until": end, "takes_orders": takes_orders},
        now=now,
    )
    return profile


@transaction.atomic
def end_vacation(*, member: Member, now: datetime) -> Profile:
    """Come back, or drop a vacation that was planned. Locks the profile. Raises NoVacation."""
    profile = lock_profile(member)

    if profile.vacation_until_at is None or profile.vacation_until_at <= now:
        raise NoVacation

    _clear(profile)

    publish(VacationEnded(member_id=member.public_id, by_hand=True), now=now)
    return profile


def _clear(profile: Profile) -> None:
    profile.vacation_from_at = profile.vacation_until_at = None
    profile.vacation_words, profile.vacation_takes_orders = "", False
    profile.save(update_fields=FIELDS)


def end_past_vacations(*, now: datetime, limit: int) -> int:
    """Clear vacations that are over and tell so; returns how many.

    Nobody waits for it: whoever reads a profile after the moment sees the member back.
    """
    with transaction.atomic():
        due = Profile.objects.filter(vacation_until_at__lte=now).order_by("vacation_until_at", "pk")
        rows = due.select_for_update(no_key=True, skip_locked=True, of=("self",))
        found = list(rows.select_related("member")[:limit])
        for profile in found:
            _clear(profile)
            event = VacationEnded(member_id=profile.member.public_id, by_hand=False)
            publish(event, now=now)
    return len(found)
