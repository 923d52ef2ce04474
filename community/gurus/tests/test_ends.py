"""What an absence, an appeal and a closed account leave behind."""

from __future__ import annotations

from datetime import datetime

import pytest

from community.gurus import errors
from community.gurus.models import Break, Membership
from community.gurus.queries.charter import sign_until
from community.gurus.queries.duties import owed_days, quarter_of
from community.gurus.services import charter, memberships
from community.gurus.services.leaving import leave_for_good
from community.gurus.tests import world
from community.gurus.tests.world import DAY
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db


def again(one: Membership) -> Membership:
    """Return it as it is now."""
    return Membership.objects.get(pk=one.pk)


def excused(one: Membership, now: datetime) -> int:
    """Return how many days of the membership's first quarter aren't owed."""
    quarter = quarter_of(now.date())
    return (quarter.ends_on - now.date()).days - owed_days(
        again(one), quarter, Break.objects.filter(membership=one)
    )


def removed(one: Membership, manager: Member, *, now: datetime) -> None:
    """Let a guru be removed and appeal."""
    memberships.remove_guru(membership=one, actor=manager, reason="Rude.", now=now)
    memberships.appeal_removal(membership=one, actor=one.member, text="No.", now=now)


def test_days_of_a_removal_that_was_overturned_are_not_owed(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, boss = gurus[0], world.member("boss", "admin")
    for day in (0, 8):
        removed(one, manager, now=now + day * DAY)
        memberships.grant_appeal(
            membership=one, actor=boss, reason="Stay.", now=now + (day + 5) * DAY
        )
    assert (again(one).state, excused(one, now)) == ("active", 10)


def test_days_on_which_a_member_was_set_aside_are_not_owed(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, aside = gurus[0], world.put_charter(manager, now=now).sign_by
    charter.set_aside_unsigned(now=aside, limit=9)
    charter.sign_charter(membership=one, actor=one.member, number=2, now=aside + 3 * DAY)
    assert (again(one).state, excused(one, now)) == ("active", 3)


def test_who_was_set_aside_and_removed_owes_neither(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, aside = gurus[0], world.put_charter(manager, now=now).sign_by
    charter.set_aside_unsigned(now=aside, limit=9)
    removed(one, manager, now=aside + 2 * DAY)
    boss = world.member("boss", "admin")
    memberships.grant_appeal(membership=one, actor=boss, reason="Stay.", now=aside + 4 * DAY)
    assert excused(one, now) == 4


def test_an_appeal_is_settled_when_the_account_is_closed(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, boss = gurus[0], world.member("boss", "admin")
    removed(one, manager, now=now)
    leave_for_good(member=one.member, keeps_texts=False, now=now)
    row = again(one)
    assert (row.state, row.appeal) == ("excluded", "")
    assert row.answer == "The account of the member is closed."
    with pytest.raises(errors.MembershipStateRefuses):
        memberships.grant_appeal(membership=one, actor=boss, reason="Stay.", now=now)


def test_nobody_comes_back_to_a_closed_account(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, boss = gurus[0], world.member("boss", "admin")
    removed(one, manager, now=now)
    Member.objects.filter(pk=one.member_id).update(is_active=False)
    with pytest.raises(errors.MemberGone):
        memberships.grant_appeal(membership=one, actor=boss, reason="Stay.", now=now)
    assert again(one).state == "appealed"


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("candidate", "The account of the candidate is closed."),
        ("nominator", "An account behind this nomination is closed."),
    ],
)
def test_a_nomination_says_whose_account_is_closed(
    who: str,
    said: str,
    gurus: list[Membership],
    candidate: Member,
    manager: Member,
    now: datetime,
) -> None:
    one = world.brought_to("asked", gurus, candidate, manager, now=now)
    leave_for_good(member=getattr(one, who), keeps_texts=False, now=now)
    one.refresh_from_db()
    assert (one.state, one.decision) == ("stopped", said)


def test_the_last_day_of_a_version_stands_when_another_one_is_published(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    late, done = gurus[0], gurus[1]
    second = world.put_charter(manager, now=now)
    charter.sign_charter(membership=done, actor=done.member, number=2, now=now)
    third = world.put_charter(manager, now=now + 20 * DAY)
    assert (sign_until(late), sign_until(again(done))) == (second.sign_by, third.sign_by)
    assert charter.set_aside_unsigned(now=second.sign_by, limit=9) == 2
    assert [again(one).state for one in (late, done)] == ["set_aside", "active"]
    charter.sign_charter(membership=late, actor=late.member, number=3, now=second.sign_by)
    assert charter.set_aside_unsigned(now=third.sign_by, limit=9) == 1
    assert [again(one).state for one in (late, done)] == ["active", "set_aside"]
