"""What a member has won, on their profile."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from contests.calls.models import Contest
from contests.calls.services import PrizeDraft
from contests.prizes import services
from contests.prizes.choices import AwardState
from contests.prizes.models import Award
from contests.prizes.queries import honours_of
from contests.prizes.tests.conftest import MakeContest, money
from contests.prizes.tests.test_prizes import publish
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db
BADGE = PrizeDraft(first_rank=1, last_rank=2, kind="badge", names={"en": "Pen", "ar": "قلم"})


def test_places_and_badges_stand_on_the_profile_once_they_are_out(
    judged: MakeContest, admin: Member, seller: Member, as_member: Any, now: datetime
) -> None:
    contest = judged([money(1, 1, 12_345), BADGE], [seller])
    services.propose_awards(contest=contest, actor=admin, now=now)
    page = f"/en/u/{seller.username}/"
    assert "Won in contests" not in as_member(None).get(page).content.decode()
    contest = publish(contest, admin, now)
    (honour,) = honours_of(seller, limit=5)
    assert (honour.rank, honour.badges) == (1, [])
    services.pay_due_awards(now=now, limit=10)
    (honour,) = honours_of(seller, limit=5)
    assert (honour.contest, honour.rank, honour.badges) == (contest, 1, ["Pen"])
    shown = as_member(seller).get(page).content.decode()
    assert "Won in contests" in shown
    assert ">Contest 1</a>" in shown
    assert "Pen" in shown
    assert "123.45" not in shown


def test_what_went_to_somebody_else_is_no_honour(
    judged: MakeContest, admin: Member, seller: Member, now: datetime
) -> None:
    publish(judged([BADGE], [seller]), admin, now)
    Award.objects.update(state=AwardState.PASSED_ON)
    assert honours_of(seller, limit=5) == []


def test_the_queries_stay_the_same_however_much_was_won(
    judged: MakeContest,
    admin: Member,
    seller: Member,
    now: datetime,
    django_assert_num_queries: Any,
) -> None:
    for _number in range(5):
        publish(judged([money(1, 1, 100), BADGE], [seller]), admin, now)
    services.pay_due_awards(now=now, limit=50)
    with django_assert_num_queries(2):
        found = honours_of(seller, limit=3)
    newest = list(Contest.objects.order_by("-id")[:3])
    assert [one.contest for one in found] == newest
    assert [len(one.badges) for one in found] == [1, 1, 1]
