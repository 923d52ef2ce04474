"""Two at once on real connections: one outcome; and the race with the lock off."""

from __future__ import annotations

from datetime import datetime
from threading import Barrier

import pytest

from community.reputation.models import Contribution
from community.rings.errors import RingStateRefuses
from community.rings.models import RingCase
from community.rings.services import deciding, dismiss_case, propose_case, reverse_case
from community.rings.tests.world import all_pairs
from community.trophies.models import TrophyAward
from community.trophies.services import evaluate_member
from community.trophies.tests.world import trophy
from marketplace.accounts.models import Member
from marketplace.core.models import AuditRecord
from marketplace.orders.tests.world import race

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.race]


def test_two_decide_at_once_and_one_outcome_stands(
    found: RingCase, noor: Member, second: Member, now: datetime
) -> None:
    propose_case(case=found, actor=noor, chosen=all_pairs(found), reason="x", now=now)
    verbs, people = (reverse_case, dismiss_case), (noor, second)
    results = race(2, lambda n: verbs[n](case=found, actor=people[n], reason=f"By {n}.", now=now))
    refused = [one for one in results if isinstance(one, RingStateRefuses)]
    assert (len(results), len(refused)) == (2, 1)
    case = RingCase.objects.get()
    reversals = Contribution.objects.filter(sign=-1).count()
    assert (case.state, reversals) in {("reversed", 36), ("dismissed", 0)}


def test_control_without_the_lock_both_decide(
    found: RingCase, noor: Member, second: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    propose_case(case=found, actor=noor, chosen=all_pairs(found), reason="x", now=now)
    both_have_read = Barrier(2)

    def read_unlocked(case: RingCase, actor: Member) -> RingCase:  # noqa: ARG001
        row = RingCase.objects.get(pk=case.pk)
        both_have_read.wait(timeout=30)
        return row

    monkeypatch.setattr(deciding, "enter", read_unlocked)
    people = (noor, second)
    race(2, lambda n: dismiss_case(case=found, actor=people[n], reason=f"By {n}.", now=now))
    assert AuditRecord.objects.filter(action="ring_case_dismiss").count() == 2


def test_a_trophy_is_given_once_however_many_look(
    found: RingCase, friends: list[Member], now: datetime
) -> None:
    trophy({"metric": "count", "kinds": ["like"], "at_least": 2}, now=now)
    race(4, lambda _: evaluate_member(member=friends[0], kind="like", now=now))
    assert TrophyAward.objects.filter(member=friends[0]).count() == 1
    assert found.people.count() == 3
