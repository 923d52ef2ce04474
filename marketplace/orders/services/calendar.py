"""Weekends by country: the operator's own table over the one that the code brings along."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.audit import record_audit
from marketplace.core.errors import PermissionRefused
from marketplace.core.places import is_country
from marketplace.core.worktime import EVERY_DAY, set_weekend, weekend_of
from marketplace.orders.errors import WeekendInvalid


@transaction.atomic
def change_weekend(
    *, actor: Member, country: str, days: Iterable[int] | None, reason: str, now: datetime
) -> frozenset[int]:
    """Say on which days (ISO, Monday 1) a country rests; None goes back to the built-in table.

    Deadlines that are set from now on follow it; those that are set stay. Returns the days in
    force. Raises PermissionRefused without the role of support, WeekendInvalid.
    """
    code = country.upper()
    wanted = None if days is None else frozenset(days)

    if not has_role(actor, Role.SUPPORT):
        raise PermissionRefused
    if not is_country(code) or (wanted is not None and not wanted < EVERY_DAY):
        raise WeekendInvalid(field="country")

    before = weekend_of(code)
    set_weekend(code, wanted, now=now)
    after = weekend_of(code)

    record_audit(
        actor=actor.public_id,
        action="weekend_change",
        subject=f"weekend:{code}",
        before={"days": sorted(before)},
        after={"days": sorted(after)},
        reason=reason.strip(),
        now=now,
    )
    return after
