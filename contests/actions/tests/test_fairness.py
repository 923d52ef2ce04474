"""Nobody gets more tickets than an action brings, after its end, or by their own hand."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contests.actions.errors import ContestNotOpen, KindNeeds, PlaceTaken, ShownBefore
from contests.actions.models import Claim, Entrant, Signal
from contests.actions.queries import standing_of, ticket_counts
from contests.actions.serializers import StandingOut
from contests.actions.services import (
    ActionDraft,
    add_action,
    appeal_claim,
    claim_action,
    clear_entrant,
    credit_friends,
    exclude_entrant,
    grant_claim,
    lapse_claims,
    reject_claim,
    weigh_contest,
    weigh_due_contests,
    weighing,
)
from contests.actions.services import claiming as claiming_module
from contests.actions.tests.world import (
    SHOT,
    VISIT,
    action_of,
    closed,
    drafted,
    joined,
    opened,
    picture,
    shown,
    visited,
)
from contests.calls.models import Contest
from contests.calls.services import record_arrival
from contests.draws.services import advance_draw
from marketplace.accounts.models import Member, RoleGrant
from marketplace.core.errors import NotFound
from marketplace.core.fetch import FetchedPage
from marketplace.core.models import OutboxEvent
from marketplace.core.outbox import deliver_due
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db
SECOND = timedelta(seconds=1)
POSTS = ActionDraft(kind="post", verifier="page", tickets=4, times=3, network="site", friends=1)
DAILY_SHOT = ActionDraft(
    kind="other", verifier="screenshot", times=20, is_daily=True, words={"en": "Show it."}
)


def test_of_a_rejected_proof_and_the_one_shown_anew_one_counts(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    first = shown(contest, entrants[0], now=now)
    reject_claim(claim=first, actor=admin, reason="unreadable", now=now)
    second = shown(contest, entrants[0], now=now, colour="red")
    for _time in ("while it waits", "when it counts"):
        with pytest.raises(PlaceTaken):
            appeal_claim(claim=first, member=entrants[0], text="Look again.", now=now)
        with pytest.raises(PlaceTaken):
            grant_claim(claim=first, actor=admin, now=now)
        if second.state == "waiting":
            second = grant_claim(claim=second, actor=admin, now=now)
    reject_claim(claim=second, actor=admin, reason="removed", now=now)
    assert appeal_claim(claim=first, member=entrants[0], text="Look again.", now=now).appealed_at


def test_nothing_counts_from_the_closing_on_swept_or_not(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    assert contest.closes_at
    action = action_of(contest, "visit")
    with pytest.raises(ContestNotOpen):
        claim_action(action=action, member=entrants[0], now=contest.closes_at)
    with pytest.raises(ContestNotOpen):
        joined(contest, entrants[1], now=contest.closes_at)
    assert claim_action(action=action, member=entrants[0], now=contest.closes_at - SECOND)


def test_one_page_proves_an_action_once(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now, actions=(POSTS,))
    entrant = joined(contest, entrants[0], now=now)
    web = f"/via/{entrant.link.code} lina".encode()
    given: dict[str, Any] = {
        "action": action_of(contest, "post", "page"),
        "member": entrants[0],
        "text": "@lina",
        "fetcher": lambda address: FetchedPage(address, 200, "text/html", web),
        "now": now,
    }
    made = claim_action(**given, url="https://blog.example/post")[0]
    for same in ("https://blog.example/post", "http://WWW.blog.example/post/#again"):
        with pytest.raises(ShownBefore):
            claim_action(**given, url=same)
    claim_action(**given, url="https://blog.example/post?p=2")
    reject_claim(claim=made, actor=admin, reason="too_few_names", now=now)
    claim_action(**given, url="https://blog.example/post")
    assert ticket_counts(contest) == [(entrant.public_id, "verified", 8)]


def test_nobody_decides_about_themselves(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    entrant = joined(contest, entrants[0], now=now)
    claim = shown(contest, entrants[0], now=now)
    RoleGrant.objects.create(member=entrants[0], role="admin")
    me: dict[str, Any] = {"actor": Member.objects.get(pk=entrants[0].pk), "now": now}
    for decide in (
        lambda: grant_claim(claim=claim, **me),
        lambda: reject_claim(claim=claim, reason="removed", **me),
        lambda: clear_entrant(entrant=entrant, **me),
        lambda: exclude_entrant(entrant=entrant, reason="Me.", **me),
    ):
        with pytest.raises(NotFound):
            decide()
    assert Claim.objects.get().state == "waiting"


# -- signals -------------------------------------------------------------------------------------


def brought(contest: Contest, host: Entrant, guests: list[Member], now: datetime) -> list[Entrant]:
    """Let a host bring guests within minutes, who take part at once."""
    made = []
    for number, guest in enumerate(guests):
        moment = now + timedelta(minutes=number)
        Member.objects.filter(pk=guest.pk).update(date_joined=moment)
        guest.refresh_from_db()
        record_arrival(code=host.link.code, member=guest, came_at=now, now=moment)
        made.append(joined(contest, guest, now=moment, day_print="f" * 64))
    return made


def test_a_farm_in_two_generations_is_held(
    admin: Member, member_factory: Any, now: datetime
) -> None:
    contest = opened(admin, now=now)
    host = joined(contest, member_factory("root"), now=now, day_print="f" * 64)
    first = brought(contest, host, [member_factory(f"one{n}") for n in range(5)], now)
    brought(contest, first[0], [member_factory(f"two{n}") for n in range(5)], now)
    assert weigh_contest(contest=contest, now=now) == 11
    kinds = Signal.objects.filter(entrant=first[0]).order_by("kind")
    assert list(kinds.values_list("kind", flat=True)) == ["burst", "circle", "shared_network"]


def test_nobody_is_held_once_the_list_is_closed(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    for member in entrants:
        joined(contest, member, now=now, day_print="a" * 64)
        visited(contest, member, days=1, now=now)
    ended = closed(contest)
    assert ended.judged_by
    assert advance_draw(contest_id=ended.pk, now=ended.judged_by)
    assert weigh_due_contests(now=ended.judged_by, limit=10) == 0
    assert not Entrant.objects.filter(hold="held").exists()


def test_one_contest_or_friend_that_fails_doesnt_stop_the_others(
    admin: Member, entrants: list[Member], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    contests = [opened(admin, now=now) for _number in range(2)]
    for contest in contests:
        for member in entrants:
            joined(contest, member, now=now, day_print="a" * 64)
    real = weighing.weigh_contest

    def weigh(*, contest: Contest, now: datetime) -> int:
        if contest.pk == contests[0].pk:
            raise ValueError(contest)
        return real(contest=contest, now=now)

    def fail(*_given: object) -> list[Claim]:
        raise ValueError

    monkeypatch.setattr(weighing, "weigh_contest", weigh)
    assert weigh_due_contests(now=now, limit=10) == 4
    host = Entrant.objects.get(contest=contests[1], member=entrants[0])
    brought(contests[1], host, [], now)
    record_arrival(code=host.link.code, member=entrants[1], came_at=now - SECOND, now=now)
    Member.objects.filter(pk=entrants[1].pk).update(date_joined=now)
    entrants[1].refresh_from_db()
    record_arrival(code=host.link.code, member=entrants[1], came_at=now, now=now)
    monkeypatch.setattr(claiming_module, "_credit", fail)
    assert credit_friends(now=now, limit=10) == 0


# -- told ------------------------------------------------------------------------------------------


def test_a_rejection_days_ago_is_still_shown(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now, actions=(DAILY_SHOT,))
    entrant = joined(contest, entrants[0], now=now)
    action = action_of(contest, "other", "screenshot")
    made = [
        claim_action(action=action, member=entrants[0], picture=picture(), now=moment)[0]
        for moment in (now + timedelta(days=day) for day in range(5))
    ]
    reject_claim(claim=made[0], actor=admin, reason="unreadable", now=now + timedelta(days=4))
    view = standing_of(contest, entrant, now=now + timedelta(days=5)).views[0]
    assert view.shown == [made[0], *made[2:]]


def test_a_reason_of_ones_own_words_is_told_in_them(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    claim = shown(contest, entrants[0], now=now)
    reject_claim(claim=claim, actor=admin, reason="other", note="Another account.", now=now)
    deliver_due(now=now)
    assert Notification.objects.get(kind="actions.rejected").params["reason"] == "Another account."


def test_what_counts_by_silence_is_told_like_what_counts(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    claim = shown(contest, entrants[0], now=now)
    assert lapse_claims(contest=contest, now=now) == 1
    told = OutboxEvent.objects.get(name="ClaimGranted").payload
    assert (told["claim_id"], told["label"]) == (claim.public_id, "declared")


def test_an_article_that_isnt_there_is_said_at_its_field(admin: Member, now: datetime) -> None:
    contest = drafted(admin, now=now, actions=(VISIT,))
    unknown = ActionDraft(kind="share", verifier="page", article="zzzzzzzzzzzz")
    with pytest.raises(KindNeeds) as refused:
        add_action(contest=contest, actor=admin, draft=unknown, now=now)
    assert refused.value.field == "article"


def test_the_api_tells_many_times_with_as_few_queries(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now, actions=(VISIT, SHOT))
    entrant = joined(contest, entrants[0], now=now)
    counts: list[int] = []
    for days in (1, 4):
        visited(
            contest, entrants[0], days=days - len(counts), now=now + timedelta(days=len(counts))
        )
        with CaptureQueriesContext(connection) as queries:
            found = standing_of(contest, entrant, now=now)
            told = {"participant": "", "hold": "", "hold_reason": "", "actions": found.views}
            rest = {name: getattr(found, name) for name in ("tickets", "waiting", "people")}
            assert StandingOut({**told, **rest, "all_tickets": 0}).data["actions"][0]["claims"]
        counts.append(len(queries))
    assert counts[0] == counts[1]
