"""Cases about favours for posts that are out of view when it is decided."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from community.reputation.choices import Kind
from community.reputation.models import Contribution, Tally
from community.reputation.services import (
    record_contribution,
    reinstate_by_subject,
    reverse_by_subject,
)
from community.rings import services
from community.rings.models import RingCase
from community.rings.tests.world import all_pairs
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db


@pytest.fixture
def post(found: RingCase, friends: list[Member], now: datetime) -> int:
    """Return the number of a post of fahd's that somebody of the case liked."""
    favour = found.favours.filter(receiver=friends[0]).earliest("id")
    number = Contribution.objects.get(pk=favour.contribution).subject_id
    record_contribution(
        kind=Kind.REPLY,
        receiver_id=friends[0].pk,
        giver_id=None,
        subject_kind="post",
        subject_id=number,
        key=f"post:{number}",
        occurred_at=now,
        now=now,
    )
    return number


def decide(case: RingCase, actor: Member, now: datetime) -> None:
    """Reverse all of a case."""
    pairs = all_pairs(case)
    services.propose_case(case=case, actor=actor, chosen=pairs, reason="Agreed.", now=now)
    services.reverse_case(case=case, actor=actor, reason="Agreed.", now=now)


def likes(member: Member) -> int:
    """Return how many likes stand; the tally says the same."""
    stand = Contribution.objects.standing().filter(receiver=member, kind="like").count()
    assert Tally.objects.get(member=member, kind="like").count == stand
    return stand


def test_what_was_removed_before_the_decision_does_not_come_back_with_its_post(
    found: RingCase, friends: list[Member], noor: Member, second: Member, post: int, now: datetime
) -> None:
    given: dict[str, Any] = {"subject_kind": "post", "subject_id": post, "note": "", "now": now}
    reverse_by_subject(**given, by_id=None)
    decide(found, noor, now)
    assert likes(friends[0]) == 0
    assert found.favours.filter(counter=None).count() == 0
    reinstate_by_subject(**given, by_id=None)
    assert likes(friends[0]) == 0
    assert Contribution.objects.standing().get(subject_id=post).kind == "reply"
    appeal = services.appeal_case(case=found, member=friends[0], text="No.", now=now)
    services.overturn_appeal(appeal=appeal, actor=second, reason="A class.", now=now)
    assert likes(friends[0]) == 12


@pytest.mark.parametrize("is_first", [True, False])
def test_a_granted_appeal_brings_back_what_is_in_view(
    found: RingCase,
    friends: list[Member],
    noor: Member,
    second: Member,
    post: int,
    now: datetime,
    *,
    is_first: bool,
) -> None:
    given: dict[str, Any] = {"subject_kind": "post", "subject_id": post, "note": "", "now": now}
    if is_first:
        reverse_by_subject(**given, by_id=None)
    decide(found, noor, now)
    if not is_first:
        reverse_by_subject(**given, by_id=None)
    appeal = services.appeal_case(case=found, member=friends[0], text="No.", now=now)
    services.overturn_appeal(appeal=appeal, actor=second, reason="A class.", now=now)
    assert not Contribution.objects.standing().filter(subject_id=post).exists()
    assert likes(friends[0]) == 11
    reinstate_by_subject(**given, by_id=None)
    assert likes(friends[0]) == 12
