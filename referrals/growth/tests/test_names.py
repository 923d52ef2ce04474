"""Things are called what people call them; what nobody knows any more goes by its number."""

from __future__ import annotations

from datetime import datetime

import pytest

from contests.calls.tests.world import announced
from marketplace.accounts.models import Member
from referrals.growth.queries import names_of
from referrals.links.choices import LinkKind
from referrals.sponsorships.tests import world as sponsored

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", list(LinkKind))
def test_what_nobody_knows_goes_by_its_number(kind: LinkKind) -> None:
    names = names_of(kind, ["gone", ""])
    assert (names["gone"].text, names["gone"].url) == ("gone", "")
    assert names[""].text == str(kind.label)


def test_things_go_by_their_names(seller: Member, now: datetime) -> None:
    row = sponsored.asked(seller, now=now)
    found = names_of(LinkKind.SPONSORSHIP, [row.public_id])[row.public_id]
    assert (found.text, found.url) == (
        "Salma · Main video, first two minutes",
        row.get_absolute_url(),
    )


def test_a_contest_goes_by_its_title(member_factory: object, now: datetime) -> None:
    admin = member_factory("nadia", roles=("admin",), language="en")  # type: ignore[operator]
    contest = announced(admin, now=now)
    found = names_of(LinkKind.CONTEST, [contest.public_id])[contest.public_id]
    assert contest.slug in found.url
    assert found.text not in {"", contest.public_id}
