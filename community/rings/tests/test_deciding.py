"""A person decides, members speak, another person answers each appeal; rows are the proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.reputation.models import Contribution, Tally
from community.reputation.services import (
    move_subject,
    reinstate_by_subject,
    reverse_by_subject,
    reverse_contribution,
    reverse_rows,
)
from community.rings import services
from community.rings.choices import TRANSITIONS, RingMove, RingPart, RingState
from community.rings.errors import (
    AppealAnswered,
    NothingChosen,
    NotYourStep,
    OwnRing,
    RingAlreadyAnswered,
    RingAppealTooLate,
    RingDecidedByYou,
    RingReasonMissing,
    RingStateRefuses,
)
from community.rings.models import RingAppeal, RingCase
from community.rings.policies import refusal_of
from community.rings.queries import neighbours_of, statistics_by_year
from community.rings.services import deciding
from community.rings.tests.world import all_pairs, ring
from community.trophies.models import TrophyAward
from community.trophies.services import look_at_due
from community.trophies.tests.world import trophy
from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.webhooks.models import WebhookDelivery
from marketplace.webhooks.services import add_endpoint

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
RunOutbox = Callable[..., int]


def standing(member: Member) -> int:
    return Contribution.objects.standing().filter(receiver=member).count()


def test_a_reversal_is_visible_rows_and_an_appeal_brings_back_ones_own(
    reversed_case: RingCase, friends: list[Member], noor: Member, second: Member, now: datetime
) -> None:
    fahd, ghada, _hani = friends
    assert [standing(one) for one in friends] == [0, 0, 0]
    counters = Contribution.objects.filter(sign=-1, receiver=fahd)
    assert set(counters.values_list("cause", "note", "by")) == {
        ("case", "Agreed upon in a group.", noor.pk)
    }
    appeal = services.appeal_case(case=reversed_case, member=fahd, text="We study.", now=now)
    with pytest.raises(RingDecidedByYou):
        services.overturn_appeal(appeal=appeal, actor=noor, reason="Mine.", now=now)
    services.overturn_appeal(appeal=appeal, actor=second, reason="A class.", now=now)
    assert [standing(one) for one in friends] == [12, 0, 0]
    assert Tally.objects.get(member=fahd, kind="like").count == 12
    reversed_case.refresh_from_db()
    assert reversed_case.state == "overturned"
    with pytest.raises(AppealAnswered):
        services.uphold_appeal(appeal=appeal, actor=second, reason="No.", now=now)
    other = services.appeal_case(case=reversed_case, member=ghada, text="Me too.", now=now)
    services.uphold_appeal(appeal=other, actor=second, reason="It was agreed.", now=now)
    reversed_case.refresh_from_db()
    assert reversed_case.state == "upheld"
    assert neighbours_of(fahd) == {ghada.pk, friends[2].pk}


def test_several_appeals_are_answered_one_by_one(
    reversed_case: RingCase, friends: list[Member], second: Member, now: datetime
) -> None:
    first, other = (
        services.appeal_case(case=reversed_case, member=one, text="No.", now=now)
        for one in friends[:2]
    )
    services.uphold_appeal(appeal=first, actor=second, reason="So.", now=now)
    reversed_case.refresh_from_db()
    assert reversed_case.state == "appealed"
    services.overturn_appeal(appeal=other, actor=second, reason="True.", now=now)
    reversed_case.refresh_from_db()
    assert reversed_case.state == "upheld"


def test_only_chosen_pairs_are_reversed(
    found: RingCase, friends: list[Member], noor: Member, now: datetime
) -> None:
    with pytest.raises(NothingChosen):
        services.propose_case(case=found, actor=noor, chosen=set(), reason="x", now=now)
    services.propose_case(case=found, actor=noor, chosen={(0, 1)}, reason="One way.", now=now)
    places = {one.place: one.member for one in found.people.all()}
    services.reverse_case(case=found, actor=noor, reason="One way.", now=now)
    assert standing(places[1]) == 6
    assert sorted(standing(one) for one in friends) == [6, 12, 12]


def test_what_stands_under_another_row_by_now_is_reversed_and_comes_back(
    found: RingCase, friends: list[Member], noor: Member, second: Member, now: datetime
) -> None:
    fahd, moved, restored = friends[0], *found.favours.filter(receiver=friends[0])[:2]
    given: dict[str, Any] = {"subject_kind": "post", "by_id": None, "now": now, "note": ""}
    posts = [Contribution.objects.get(pk=one.contribution).subject_id for one in (moved, restored)]
    move_subject(subject_id=posts[0], area="design", **given)
    reverse_by_subject(subject_id=posts[1], **given)
    reinstate_by_subject(subject_id=posts[1], **given)
    services.propose_case(
        case=found, actor=noor, chosen=all_pairs(found), reason="Agreed.", now=now
    )
    services.reverse_case(case=found, actor=noor, reason="Agreed.", now=now)
    assert standing(fahd) == 0
    appeal = services.appeal_case(case=found, member=fahd, text="We study.", now=now)
    services.overturn_appeal(appeal=appeal, actor=second, reason="A class.", now=now)
    assert standing(fahd) == 12
    assert Contribution.objects.standing().get(subject_id=posts[0]).area == "design"


def test_a_like_that_its_giver_takes_back_meanwhile_is_not_the_cases(
    found: RingCase, noor: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    services.propose_case(case=found, actor=noor, chosen=all_pairs(found), reason="x", now=now)
    favour = found.favours.earliest("id")
    key = Contribution.objects.get(pk=favour.contribution).key

    def taken_back_first(**sent: Any) -> int:
        reverse_contribution(key=key, note="", by_id=favour.giver_id, now=now)
        return reverse_rows(**sent)

    monkeypatch.setattr(deciding, "reverse_rows", taken_back_first)
    services.reverse_case(case=found, actor=noor, reason="x", now=now)
    favour.refresh_from_db()
    assert favour.counter is None
    assert found.favours.filter(counter=None).count() == 1


def test_refusals(
    found: RingCase, friends: list[Member], noor: Member, stranger: Member, now: datetime
) -> None:
    pairs = all_pairs(found)
    with pytest.raises(NotFound):
        services.propose_case(case=found, actor=stranger, chosen=pairs, reason="x", now=now)
    with pytest.raises(RingReasonMissing):
        services.dismiss_case(case=found, actor=noor, reason=" ", now=now)
    with pytest.raises(NotFound):
        services.answer_case(case=found, member=friends[0], text="Too early.", now=now)
    services.propose_case(case=found, actor=noor, chosen=pairs, reason="x", now=now)
    services.answer_case(case=found, member=friends[0], text="A class.", now=now)
    with pytest.raises(RingAlreadyAnswered):
        services.answer_case(case=found, member=friends[0], text="Again.", now=now)
    services.reverse_case(case=found, actor=noor, reason="x", now=now)
    with pytest.raises(RingAppealTooLate):
        services.appeal_case(case=found, member=friends[0], text="Late.", now=now + 31 * DAY)
    services.appeal_case(case=found, member=friends[0], text="In time.", now=now + 29 * DAY)
    with pytest.raises(RingAlreadyAnswered):
        services.appeal_case(case=found, member=friends[0], text="Again.", now=now + 29 * DAY)


def test_nobody_decides_about_themselves(
    friends: list[Member], member_factory: MakeMember, now: datetime
) -> None:
    insider = member_factory("insider", roles=("community_manager",))
    case = ring([*friends[:2], insider], now=now)
    with pytest.raises(OwnRing):
        services.dismiss_case(case=case, actor=insider, reason="All well.", now=now)


def test_a_manager_who_is_part_of_a_case_hears_of_it_when_it_is_proposed(
    friends: list[Member],
    noor: Member,
    member_factory: MakeMember,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    insider = member_factory("insider", roles=("community_manager",))
    for one in (insider, noor):
        add_endpoint(member=one, url="https://example.com/", events=["honesty.opened"], now=now)
    case = ring([*friends[:2], insider], now=now)
    run_outbox(now)
    assert noor.notifications.filter(kind="rings.opened").count() == 1
    assert insider.notifications.count() == 0
    told = WebhookDelivery.objects.values_list("endpoint__member__username", flat=True)
    assert list(told) == ["noor"]
    services.propose_case(case=case, actor=noor, chosen=all_pairs(case), reason="x", now=now)
    run_outbox(now)
    assert insider.notifications.filter(kind="rings.proposed").count() == 1


@pytest.mark.parametrize(("state", "move", "part"), [*product(RingState, RingMove, RingPart)])
def test_every_move_from_every_state_by_everybody(
    noor: Member, state: RingState, move: RingMove, part: RingPart
) -> None:
    step = TRANSITIONS[state].get(move)
    refusal = refusal_of(RingCase(state=state), move, part, noor, is_side=False)
    if step is None:
        assert isinstance(refusal, RingStateRefuses)
    elif part == (RingPart.STAFF if step.part == RingPart.SECOND else step.part):
        assert refusal is None
    else:
        assert isinstance(refusal, NotYourStep)


def heard(run_outbox: RunOutbox, now: datetime) -> None:
    """Let everybody hear of it, and those whose record changed be looked at."""
    run_outbox(now)
    look_at_due(now=now, limit=100)
    run_outbox(now)


def test_members_are_told_and_trophies_follow(
    found: RingCase, friends: list[Member], noor: Member, second: Member, run_outbox: RunOutbox
) -> None:
    now = found.opened_at
    rule = {"metric": "count", "kinds": ["like"], "at_least": 12}
    trophy(rule, now=now, policy="revoke")
    heard(run_outbox, now)
    assert noor.notifications.filter(kind="rings.opened").count() == 1
    assert TrophyAward.objects.held().count() == 3
    services.propose_case(case=found, actor=noor, chosen=all_pairs(found), reason="x", now=now)
    services.reverse_case(case=found, actor=noor, reason="Agreed.", now=now)
    heard(run_outbox, now)
    assert TrophyAward.objects.held().count() == 0
    kinds = set(friends[0].notifications.values_list("kind", flat=True))
    assert kinds >= {"rings.proposed", "rings.reversed", "trophies.taken"}
    appeal = services.appeal_case(case=found, member=friends[0], text="No.", now=now)
    heard(run_outbox, now)
    assert second.notifications.filter(kind="rings.appealed").count() == 1
    services.overturn_appeal(appeal=appeal, actor=second, reason="True.", now=now)
    heard(run_outbox, now)
    assert [one.member for one in TrophyAward.objects.held()] == [friends[0]]
    assert friends[0].notifications.filter(kind="rings.overturned").count() == 1


def test_public_figures(
    reversed_case: RingCase, friends: list[Member], second: Member, now: datetime
) -> None:
    appeal = services.appeal_case(case=reversed_case, member=friends[0], text="No.", now=now)
    services.overturn_appeal(appeal=appeal, actor=second, reason="True.", now=now)
    (year,) = statistics_by_year()
    assert (year.year, year.opened, year.reversed, year.dismissed) == (2026, 1, 1, 0)
    assert (year.appeals, year.overturned, year.contributions, year.members) == (1, 1, 24, 2)
    assert year.median_days == 0


def test_the_way_by_pages(
    found: RingCase,
    friends: list[Member],
    noor: Member,
    second: Member,
    as_member: Callable[..., Client],
) -> None:
    manager, member = as_member(noor), as_member(friends[0])
    page = f"/desk/honesty/{found.public_id}/"
    assert b"<svg" in manager.get(f"/en{page}").content
    assert manager.post(f"{page}propose/", {"reason": "x"}).status_code == 422
    pairs = [f"{giver}-{receiver}" for giver, receiver in all_pairs(found)]
    manager.post(f"{page}propose/", {"reason": "Look.", "pairs": pairs})
    own = found.get_absolute_url()
    assert member.post(f"{own}answer/", {"text": "A class."}).status_code == 302
    manager.post(f"{page}reverse/", {"reason": "Agreed."})
    assert b"Agreed." in member.get(own).content
    assert member.post(f"{own}appeal/", {"text": ""}).status_code == 422
    member.post(f"{own}appeal/", {"text": "We study together."})
    appeal = RingAppeal.objects.get()
    answer = f"/desk/honesty/appeals/{appeal.public_id}/overturn/"
    assert manager.post(answer, {"reason": "Mine."}).status_code == 403
    as_member(second).post(answer, {"reason": "A class indeed."})
    assert b"A class indeed." in member.get(own).content
    assert as_member(None).get("/honesty/").status_code == 200


def test_pages_ask_the_same_number_of_times(
    found: RingCase,
    noor: Member,
    member_factory: MakeMember,
    as_member: Callable[..., Client],
    django_assert_num_queries: Any,
    now: datetime,
) -> None:
    browser = as_member(noor)
    address = reverse("rings:desk")
    browser.get(address)
    with CaptureQueriesContext(connection) as asked:
        browser.get(address)
    for number in range(2):
        ring([member_factory(f"more{number}{place}") for place in range(3)], now=now)
    with django_assert_num_queries(len(asked)):
        page = browser.get(address)
    assert page.content.count(b"/desk/honesty/") >= 3
    assert RingCase.objects.count() == 3
    assert found.state == "open"
