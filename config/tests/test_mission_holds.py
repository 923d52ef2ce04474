"""A mission's reward waits while a person looks at a referral of who did it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member
from referrals.campaigns import queries, services
from referrals.campaigns.tests import world as campaigns
from referrals.guard.choices import CaseState
from referrals.guard.models import Case
from referrals.guard.tests.world import came

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("part", ["owner", "friend"])
def test_a_reward_waits_for_the_guard(
    member_factory: MakeMember, seller: Member, stranger: Member, now: datetime, part: str
) -> None:
    admin = member_factory("raya", roles=("admin",))
    pair = (seller, stranger) if part == "owner" else (stranger, seller)
    attribution = came(*pair, now=now)
    case = Case.objects.create(
        attribution=attribution, owner=pair[0], friend=pair[1], score=90, opened_at=now
    )
    task = campaigns.accepted(campaigns.opened(admin, now=now), seller, admin, now=now)

    assert services.pay_due_tasks(now=now, limit=10) == 0
    assert "referral" in queries.get_task(task.public_id).hold_reason
    Case.objects.filter(pk=case.pk).update(
        state=CaseState.CLEARED, decided_at=now, decided_by=admin
    )
    assert services.pay_due_tasks(now=now + timedelta(days=2), limit=10) == 1
