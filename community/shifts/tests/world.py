"""Experts and their shifts, for tests of this app."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count
from typing import Any

from community.reputation.models import MemberStanding
from community.shifts.models import Shift
from community.shifts.services import offering, timing, working
from community.shifts.services.offering import ShiftDraft
from community.shifts.services.working import ShiftReport
from marketplace.accounts.models import Member, RoleGrant

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
PAY = 6_000
_names = count(1)


def member(username: str = "", *roles: str) -> Member:
    """Return a member with these roles."""
    name = username or f"expert{next(_names)}"
    made = Member.objects.create_user(
        name, f"{name}@example.com", "x" * 12, display_name=name.title(), language="en"
    )
    RoleGrant.objects.bulk_create(RoleGrant(member=made, role=role) for role in roles)
    return made


def expert(username: str = "", *, now: datetime, level: int = 2) -> Member:
    """Return a member of this standing."""
    made = member(username)
    MemberStanding.objects.create(member=made, level=level, since=now, counted_on=now.date())
    return made


def draft(who: Member, *, now: datetime, **given: Any) -> ShiftDraft:
    """Return the offer of two hours, the day after tomorrow."""
    values: dict[str, Any] = {
        "member": who,
        "starts_at": now + 2 * DAY,
        "ends_at": now + 2 * DAY + 2 * HOUR,
        "answer_by": now + DAY,
        "amount": PAY,
        "currency": "USD",
        "expected": "Ten topics, kindly.",
        **given,
    }
    return ShiftDraft(**values)


def offered(manager: Member, who: Member, *, now: datetime, **given: Any) -> Shift:
    """Return an offer."""
    made = draft(who, now=now, **given)
    return offering.offer_shift(actor=manager, draft=made, now=now)


REPORT = ShiftReport(topics=9, minutes=115, text="Nine topics; two are open.")


def brought_to(state: str, manager: Member, who: Member, *, now: datetime, **given: Any) -> Shift:
    """Return a shift as it comes to a state on the straight way."""
    one = offered(manager, who, now=now, **given)
    if state == "offered":
        return one
    one = offering.accept_shift(shift=one, actor=who, now=now)
    if state == "accepted":
        return one
    after = one.ends_at
    one = working.report_shift(shift=one, actor=who, report=REPORT, now=after)
    if state == "worked":
        return one
    if state == "disputed":
        return working.question_shift(
            shift=one, actor=manager, amount=PAY // 2, reason="Half.", now=after
        )
    working.approve_shift(shift=one, actor=manager, now=after)
    if state == "paid":
        timing.move_due_shifts(now=after, limit=10)
    return Shift.objects.get(pk=one.pk)
