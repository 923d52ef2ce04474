"""A draw from its sealed secret to its winners: each step once, in order, and never early."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import override_settings

from contests.actions.errors import ContestNotOpen, ListClosed
from contests.actions.models import Claim, Entrant
from contests.actions.services import claim_action, exclude_entrant, grant_claim, reject_claim
from contests.actions.tests.world import (
    SECRET,
    action_of,
    closed,
    drafted,
    joined,
    opened,
    shown,
)
from contests.calls.errors import DraftOnly, NotReady
from contests.calls.models import Contest
from contests.calls.services import (
    announce_contest,
    cancel_contest,
    extend_contest,
    pay_in_fund,
    set_dates,
)
from contests.calls.tests.world import DAY, dates, draft, fresh
from contests.draws.choices import DrawState
from contests.draws.errors import (
    LabelIsEnough,
    NotDrawnYet,
    NotTheHolder,
    ReasonMissing,
    SourceUnnamed,
    WritingHasNoDraw,
)
from contests.draws.models import Draw, Pass
from contests.draws.queries import (
    draw_of as find_draw,
)
from contests.draws.queries import (
    get_drawn,
    moment_of,
    next_in_line,
    receipt_of,
    round_from,
    verify_receipt,
    winners_of,
)
from contests.draws.services import (
    advance_due_draws,
    commit_draw,
    pass_over,
)
from contests.draws.tests.world import (
    DECLARED,
    draw_of,
    drawn,
    frozen,
    played,
    step,
    valued,
)
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import OutboxEvent
from marketplace.core.outbox import deliver_due
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


def test_a_follow_contest_is_not_announced_without_its_seal(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now, kind="follow")
    pay_in_fund(contest=contest, actor=admin, now=now)
    with pytest.raises(NotReady):
        announce_contest(contest=contest, actor=admin, now=now)
    ready = drafted(admin, now=now)
    pay_in_fund(contest=ready, actor=admin, now=now)
    announce_contest(contest=ready, actor=admin, now=now)
    draw = draw_of(ready)
    assert draw.commitment == hashlib.sha256(SECRET).hexdigest()
    assert SECRET.hex() not in (draw.secret, draw.secret_sealed)
    assert ready.judged_by
    assert draw.round == round_from(ready.judged_by + 10 * MINUTE)
    with pytest.raises(DraftOnly):
        commit_draw(contest=ready, actor=admin, secret=SECRET, now=now, source_kind="drand")


def test_a_secret_is_sealed_once_and_the_source_may_change_while_it_is_a_draft(
    admin: Member, stranger: Member, now: datetime
) -> None:
    contest = drafted(admin, now=now)
    before = draw_of(contest).commitment
    commit_draw(contest=contest, actor=admin, secret=bytes(32), now=now, **DECLARED)
    after = draw_of(contest)
    assert (after.commitment, after.round, after.source_kind) == (before, None, "declared")
    for wrong, error in (
        ({"source_kind": "declared"}, SourceUnnamed),
        ({**DECLARED, "source_url": ""}, SourceUnnamed),
    ):
        with pytest.raises(error):
            commit_draw(contest=contest, actor=admin, secret=bytes(32), now=now, **wrong)
    with pytest.raises(NotFound):
        commit_draw(contest=contest, actor=stranger, secret=bytes(32), now=now, **DECLARED)
    writing = draft(admin, now=now)
    with pytest.raises(WritingHasNoDraw):
        commit_draw(contest=writing, actor=admin, secret=bytes(32), now=now, **DECLARED)


def test_dates_that_move_name_the_round_anew(admin: Member, now: datetime) -> None:
    contest = drafted(admin, now=now)
    later = dates(now, judged_by=now + 20 * DAY)
    set_dates(contest=contest, actor=admin, dates=later, now=now)
    pay_in_fund(contest=contest, actor=admin, now=now)
    with pytest.raises(NotReady):
        announce_contest(contest=contest, actor=admin, now=now)
    commit_draw(contest=contest, actor=admin, secret=SECRET, now=now, source_kind="drand")
    announce_contest(contest=contest, actor=admin, now=now)
    assert draw_of(contest).round == round_from(now + 20 * DAY + 10 * MINUTE)
    closes = now + 14 * DAY
    extend_contest(contest=contest, actor=admin, closes_at=closes, reason="Eid.", now=now)
    deliver_due(now=now)
    assert draw_of(contest).round == round_from(now + 22 * DAY + 10 * MINUTE)


def test_the_list_closes_at_its_moment_and_nothing_changes_it(
    admin: Member, entrants: list[Member], now: datetime, settings: Any
) -> None:
    # Four are told, three at a time: each of them once.
    settings.WAZZIFNI = {**settings.WAZZIFNI, "contest_news_batch": 3}
    contest = played(admin, entrants, now=now)
    judged = contest.judged_by
    assert judged
    assert advance_due_draws(now=judged - MINUTE, limit=10) == 0
    draw = step(contest, now=judged)
    assert (draw.state, draw.tickets_count, draw.participants_count) == ("frozen", 10, 4)
    assert hashlib.sha256(draw.tickets.encode()).hexdigest() == draw.tickets_digest
    assert draw.round is not None
    assert draw.next_at == moment_of(draw.round)
    told = Notification.objects.filter(kind="draws.list_closed")
    assert told.count() == 4
    assert told.values("member").distinct().count() == 4
    assert {row.params["digest"] for row in told} == {draw.tickets_digest}
    claim = Claim.objects.select_related("action__contest", "entrant__contest").first()
    assert claim
    with pytest.raises(ListClosed):
        reject_claim(claim=claim, actor=admin, reason="removed", now=judged)
    with pytest.raises(ListClosed):
        exclude_entrant(entrant=claim.entrant, actor=admin, reason="Late.", now=judged)


def test_a_list_waits_for_open_proofs_until_the_last_day(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    claim = shown(contest, entrants[0], now=now)
    contest = closed(contest)
    assert contest.judged_by
    assert contest.results_by
    draw = step(contest, now=contest.judged_by)
    assert (draw.state, draw.trouble) == ("committed", "undecided: 1")
    draw = step(contest, now=contest.results_by)
    claim.refresh_from_db()
    assert (draw.state, claim.state, claim.label) == ("frozen", "granted", "declared")
    assert draw.first_round is not None
    assert draw.round == round_from(contest.results_by + 10 * MINUTE)


def test_a_decided_proof_lets_the_list_close_with_its_label(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    claim = shown(contest, entrants[0], now=now)
    grant_claim(claim=claim, actor=admin, now=now)
    contest = closed(contest)
    assert contest.judged_by
    draw = step(contest, now=contest.judged_by)
    assert draw.tickets.endswith(f"1-3 {claim.entrant.public_id} reviewed\n")


def test_the_winners_follow_from_secret_list_and_value_and_everybody_can_tell(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = drawn(admin, entrants, now=now)
    draw = get_drawn(contest)
    winners = winners_of(draw)
    assert [one.place for one in winners] == [1, 2, 3, 4]
    assert draw.secret == SECRET.hex()
    verdict = verify_receipt(receipt_of(draw))
    assert (verdict.faults, len(verdict.winners)) == ([], 4)
    assert [one["participant"] for one in verdict.winners] == [
        one.entrant.public_id for one in winners
    ]
    assert Notification.objects.filter(kind="draws.won").count() == 4
    assert advance_due_draws(now=now + 99 * DAY, limit=10) == 0
    assert OutboxEvent.objects.filter(name="WinnersDrawn").count() == 1


def test_the_secret_stays_sealed_until_the_draw(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = valued(admin, entrants, now=now)
    draw = draw_of(contest)
    assert (draw.state, draw.secret, draw.order) == ("valued", "", [])
    with pytest.raises(NotFound):
        get_drawn(contest)


@override_settings(DRAND_URL="")
def test_without_a_relay_the_draw_waits_and_says_so(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = frozen(admin, entrants, now=now)
    before = draw_of(contest)
    assert before.next_at
    draw = step(contest, now=before.next_at)
    assert (draw.state, draw.tries, draw.trouble) == ("frozen", 1, "DRAND_URL is not set")
    assert draw.next_at
    assert draw.next_at > before.next_at


@override_settings(SECRET_KEY="another key altogether")
def test_a_lost_key_stops_the_draw_and_is_seen(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = valued(admin, entrants, now=now)
    Draw.objects.filter(contest=contest).update(secret_sealed="gAAAAA")
    moment = draw_of(contest).value_at
    assert moment
    draw = step(contest, now=moment + MINUTE)
    assert (draw.state, draw.trouble) == ("valued", "secret_lost")


def test_who_is_passed_over_makes_room_for_the_next_and_nothing_is_drawn_again(
    admin: Member, stranger: Member, entrants: list[Member], member_factory: Any, now: datetime
) -> None:
    more = [member_factory(f"more{n}", language="en") for n in range(3)]
    contest = drawn(admin, [*entrants, *more], now=now)
    draw = get_drawn(contest)
    order = [one["p"] for one in draw.order]
    first = winners_of(draw)[0]
    waiting = next_in_line(draw, 10)
    assert [one.participant for _n, one in waiting] == order[4:]
    given: dict[str, Any] = {
        "contest": contest,
        "place": 1,
        "participant": first.entrant.public_id,
        "reason": "unreachable",
        "note": "Wrote three times.",
        "now": now + 40 * DAY,
    }
    for changed, error in (
        ({"actor": stranger}, NotFound),
        ({"actor": admin, "note": " "}, ReasonMissing),
        ({"actor": admin, "participant": order[1]}, NotTheHolder),
        ({"actor": admin, "place": 9}, NotTheHolder),
        ({"actor": admin, "reason": "label"}, LabelIsEnough),
    ):
        with pytest.raises(error):
            pass_over(**{**given, **changed})
    pass_over(actor=admin, **given)
    with pytest.raises(NotTheHolder):
        pass_over(actor=admin, **given)
    deliver_due(now=now + 40 * DAY)
    after = get_drawn(contest)
    assert [one["p"] for one in after.order] == order
    holders = [one.entrant.public_id for one in winners_of(after)]
    assert holders == [order[4], *order[1:4]]
    verdict = verify_receipt(receipt_of(after))
    assert (verdict.faults, verdict.winners[0]["participant"]) == ([], order[4])
    told = Notification.objects.filter(kind__in=["draws.passed_over", "draws.moved_up"])
    assert told.count() == 2
    assert Pass.objects.get().note == "Wrote three times."


def test_nobody_is_passed_over_before_the_draw(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = valued(admin, entrants, now=now)
    with pytest.raises(NotDrawnYet):
        pass_over(
            contest=contest,
            actor=admin,
            place=1,
            participant="x",
            reason="declined",
            note="x",
            now=now,
        )


def test_a_cancelled_contest_is_not_drawn_and_its_secret_stays_sealed(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = frozen(admin, entrants, now=now)
    cancel_contest(contest=contest, actor=admin, reason="No licence.", now=now + 20 * DAY)
    deliver_due(now=now + 20 * DAY)
    draw = draw_of(contest)
    assert (draw.state, draw.secret, draw.next_at) == (DrawState.VOID, "", None)
    assert advance_due_draws(now=now + 99 * DAY, limit=10) == 0


def test_a_contest_without_tickets_is_drawn_and_nobody_wins(admin: Member, now: datetime) -> None:
    contest = drawn(admin, [], now=now)
    draw = get_drawn(contest)
    assert winners_of(draw) == []
    assert verify_receipt(receipt_of(draw)).faults == []


def test_the_tables_of_states_hold_in_the_database(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = frozen(admin, entrants, now=now)
    mine = Draw.objects.filter(contest=contest)
    for wrong in (
        {"secret": "00" * 32},
        {"state": "valued"},
        {"state": "drawn"},
        {"state": "other"},
        {"tickets_digest": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            mine.update(**wrong)
    assert find_draw(contest)
    assert isinstance(fresh(contest), Contest)
    joined_late = action_of(contest, "visit")
    with pytest.raises(ContestNotOpen):
        claim_action(action=joined_late, member=entrants[0], now=now)


def test_a_list_may_wait_for_months(admin: Member, entrants: list[Member], now: datetime) -> None:
    contest = played(admin, entrants, now=now)
    Contest.objects.filter(pk=contest.pk).update(results_by=now + timedelta(days=400))
    held = Entrant.objects.filter(contest=contest).order_by("pk")[:1].get()
    Entrant.objects.filter(pk=held.pk).update(hold="held")
    Draw.objects.filter(contest=contest).update(tries=32_767)
    assert contest.judged_by
    draw = step(contest, now=contest.judged_by)
    assert (draw.state, draw.tries, draw.trouble) == ("committed", 32_767, "undecided: 1")
