"""From winners to prizes in their hands: each once, whoever presses what how often."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.queries import contest_text, fund_held
from contests.calls.services import PrizeDraft, cancel_contest
from contests.draws.events import WinnersDrawn
from contests.prizes import services
from contests.prizes.choices import TRANSITIONS, AwardMove, AwardState, Part
from contests.prizes.errors import (
    ApprovedByYou,
    FormIncomplete,
    FundDoesNotHold,
    NoWinnersYet,
    ResultsChanged,
    TrackingMissing,
    WinnerApproves,
)
from contests.prizes.models import Award, PayoutRun
from contests.prizes.policies import refusal_of
from contests.prizes.queries import (
    Placing,
    Standing,
    form_of,
    placings,
    report_of,
    results_digest,
    winners_shown,
)
from contests.prizes.receivers.placings import propose_drawn
from contests.prizes.tests.conftest import MakeContest, goods, money
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import account_balance, credit_lots, member_account, prove_books
from marketplace.ledger.services import Posting, post_transfer

pytestmark = pytest.mark.django_db

# The law once more, written by hand: {state: {move: (target, who)}}.
LAW: dict[str, dict[str, tuple[str, str]]] = {
    "proposed": {
        "drop": ("dropped", "admin timer"),
        "ask": ("waiting", "admin timer"),
        "approve": ("due", "admin timer"),
    },
    "waiting": {
        "claim": ("due", "winner"),
        "lapse": ("lapsed", "admin timer"),
        "pass_on": ("passed_on", "timer"),
    },
    "due": {"hand_over": ("done", "timer"), "send": ("sent", "admin")},
    "sent": {"receive": ("done", "admin winner")},
    "done": {},
    "lapsed": {"pass_on": ("passed_on", "timer")},
    "passed_on": {},
    "dropped": {},
}


@pytest.mark.parametrize("state", AwardState.values)
def test_every_move_of_every_part(state: str) -> None:
    award = Award(state=state)
    for move in AwardMove:
        for part in Part:
            target, who = LAW[state].get(move, ("", ""))
            refused = refusal_of(award, move, part)
            assert (refused is None) == (part in who.split()), (state, move, part)
            if refused is None:
                assert TRANSITIONS[AwardState(state)][move].target == target


def wallet(member: Member, kind: AccountKind = AccountKind.AVAILABLE) -> int:
    return account_balance(member_account(kind, member, "USD"))


def publish(contest: Contest, admin: Member, now: datetime) -> Contest:
    awards = services.propose_awards(contest=contest, actor=admin, now=now)
    return services.approve_results(
        contest=contest, actor=admin, digest=results_digest(awards), now=now
    )


def test_money_credit_and_badges_reach_their_winners_once(
    judged: MakeContest, admin: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    prizes = [
        money(1, 1, 20_000),
        PrizeDraft(first_rank=1, last_rank=2, kind="badge", names={"en": "Pen of the month"}),
        PrizeDraft(first_rank=2, last_rank=2, kind="credit", amount=5_000),
    ]
    contest = publish(judged(prizes, [seller, stranger]), admin, now)
    assert contest.state == ContestState.RESULTS
    assert services.pay_due_awards(now=now, limit=100) == 4
    assert services.pay_due_awards(now=now, limit=100) == 0
    assert (wallet(seller), wallet(stranger)) == (20_000, 0)
    assert wallet(stranger, AccountKind.CREDIT) == 5_000
    # The wallet says what it is for.
    (lot,) = credit_lots(stranger, "USD", now=now)
    assert lot.note == contest_text(contest, stranger.language).title
    assert services.finish_due_contests(now=now, limit=10) == 1
    contest.refresh_from_db()
    assert (contest.state, contest.funded_amount) == (ContestState.PAID, 0)
    assert fund_held(contest).amount == 0
    run = PayoutRun.objects.get(contest=contest)
    assert (run.total, run.done, run.state) == (4, 4, "done")
    assert prove_books() == []


def test_what_nobody_won_goes_back_to_marketing(
    judged: MakeContest, admin: Member, seller: Member, now: datetime
) -> None:
    contest = publish(judged([money(1, 3, 1_000)], [seller]), admin, now)
    services.pay_due_awards(now=now, limit=100)
    assert fund_held(contest).amount == 2_000
    services.finish_due_contests(now=now, limit=10)
    assert fund_held(contest).amount == 0
    assert wallet(seller) == 1_000


def test_large_sums_need_two_people_and_neither_is_a_winner(
    judged: MakeContest,
    admin: Member,
    second_admin: Member,
    seller: Member,
    now: datetime,
) -> None:
    contest = judged([money(1, 2, 60_000)], [seller, second_admin])
    awards = services.propose_awards(contest=contest, actor=admin, now=now)
    digest = results_digest(awards)
    after = services.approve_results(contest=contest, actor=admin, digest=digest, now=now)
    assert after.state == ContestState.JUDGING
    with pytest.raises(ApprovedByYou):
        services.approve_results(contest=contest, actor=admin, digest=digest, now=now)
    with pytest.raises(WinnerApproves):
        services.approve_results(contest=contest, actor=second_admin, digest=digest, now=now)
    assert winners_shown(contest).count() == 0


def test_a_list_that_has_changed_needs_new_signatures(
    judged: MakeContest,
    two_admins: tuple[Member, Member],
    two_winners: tuple[Member, Member],
    ranking: dict[int, Any],
    now: datetime,
) -> None:
    (admin, second_admin), (seller, stranger) = two_admins, two_winners
    contest = judged([money(1, 1, 150_000)], [seller])
    old = results_digest(services.propose_awards(contest=contest, actor=admin, now=now))
    services.approve_results(contest=contest, actor=admin, digest=old, now=now)
    same = services.propose_awards(contest=contest, actor=second_admin, now=now)
    assert results_digest(same) == old
    ranking[contest.pk] = [Placing(rank=1, member=stranger)]
    new = results_digest(services.propose_awards(contest=contest, actor=second_admin, now=now))
    with pytest.raises(ResultsChanged):
        services.approve_results(contest=contest, actor=second_admin, digest=old, now=now)
    services.approve_results(contest=contest, actor=second_admin, digest=new, now=now)
    after = services.approve_results(contest=contest, actor=admin, digest=new, now=now)
    assert after.state == ContestState.RESULTS
    assert [row.member_id for row in winners_shown(after)] == [stranger.pk]


def test_only_administrators_propose_and_approve(
    judged: MakeContest, admin: Member, seller: Member, finance: Member, now: datetime
) -> None:
    contest = judged([money(1, 1, 1_000)], [seller])
    with pytest.raises(NotFound):
        services.propose_awards(contest=contest, actor=finance, now=now)
    digest = results_digest(services.propose_awards(contest=contest, actor=admin, now=now))
    with pytest.raises(NotFound):
        services.approve_results(contest=contest, actor=seller, digest=digest, now=now)


def test_without_a_ranking_nothing_is_proposed(
    judged: MakeContest, admin: Member, ranking: dict[int, Any], now: datetime
) -> None:
    contest = judged([money(1, 1, 1_000)], [])
    ranking.clear()
    with pytest.raises(NoWinnersYet):
        services.propose_awards(contest=contest, actor=admin, now=now)


def test_an_empty_fund_publishes_nothing(
    judged: MakeContest, admin: Member, seller: Member, now: datetime
) -> None:
    contest = judged([money(1, 1, 1_000)], [seller])
    from contests.calls.queries.funds import fund_account  # noqa: PLC0415

    post_transfer(
        key="test-leak",
        kind="funding",
        reference="",
        postings=[
            Posting(fund_account(contest), -400),
            Posting(member_account(AccountKind.AVAILABLE, seller, "USD"), 400),
        ],
        now=now,
    )
    with pytest.raises(FundDoesNotHold):
        publish(contest, admin, now)
    contest.refresh_from_db()
    assert contest.state == ContestState.JUDGING


def test_cancelling_drops_what_was_proposed(
    judged: MakeContest, admin: Member, seller: Member, now: datetime, run_outbox: Any
) -> None:
    contest = judged([money(1, 1, 1_000)], [seller])
    services.propose_awards(contest=contest, actor=admin, now=now)
    cancel_contest(contest=contest, actor=admin, reason="No entries were valid.", now=now)
    run_outbox(now)
    assert Award.objects.get(contest=contest).state == AwardState.DROPPED
    assert fund_held(contest).amount == 0


def test_goods_are_asked_for_sent_and_received(
    judged: MakeContest, admin: Member, seller: Member, stranger: Member, now: datetime
) -> None:
    contest = publish(judged([goods(1, 1)], [seller]), admin, now)
    award = Award.objects.get(contest=contest)
    assert award.state == AwardState.WAITING
    answers = {
        "recipient": "Salma",
        "street": "1 Palm St",
        "city": "Abha",
        "postcode": "62521",
        "phone": "+966 50 000 0000",
    }
    with pytest.raises(NotFound):
        services.claim_award(award=award, actor=stranger, country="SA", answers=answers, now=now)
    with pytest.raises(FormIncomplete) as missing:
        services.claim_award(
            award=award, actor=seller, country="SA", answers=answers | {"phone": "call me"}, now=now
        )
    assert missing.value.field == "phone"
    services.claim_award(award=award, actor=seller, country="SA", answers=answers, now=now)
    award.refresh_from_db()
    assert "Palm" not in award.form
    assert form_of(award)["street"] == "1 Palm St"
    assert award.deliver_by == now + timedelta(days=contest.delivery_days)
    with pytest.raises(TrackingMissing):
        services.send_award(award=award, actor=admin, carrier=" ", tracking="", now=now)
    services.send_award(award=award, actor=admin, carrier="Aramex", tracking="A1", now=now)
    services.receive_award(award=award, actor=seller, now=now)
    award.refresh_from_db()
    assert (award.state, award.form) == (AwardState.DONE, "")
    assert services.finish_due_contests(now=now, limit=5) == 1


def test_a_large_prize_asks_for_its_countrys_tax_fields(
    judged: MakeContest, admin: Member, second_admin: Member, seller: Member, now: datetime
) -> None:
    contest = judged([money(1, 1, 60_000)], [seller])
    publish(contest, admin, now)
    award = Award.objects.get(contest=contest)
    assert award.state == AwardState.WAITING
    assert services.pay_due_awards(now=now, limit=10) == 0
    wrong = {"legal_name": "Salma", "id_number": "12"}
    with pytest.raises(FormIncomplete) as refused:
        services.claim_award(award=award, actor=seller, country="SA", answers=wrong, now=now)
    assert refused.value.field == "id_number"
    right = {"legal_name": "Salma", "id_number": "1012345678"}
    services.claim_award(award=award, actor=seller, country="SA", answers=right, now=now)
    assert services.pay_due_awards(now=now, limit=10) == 1
    assert wallet(seller) == 60_000
    assert second_admin.pk != seller.pk


def test_who_never_answers_is_reminded_and_then_the_prize_lapses(
    judged: MakeContest, admin: Member, seller: Member, now: datetime
) -> None:
    contest = publish(judged([goods(1, 1)], [seller]), admin, now)
    award = Award.objects.get(contest=contest)
    assert award.claim_by == now + timedelta(days=60)
    remind = now + timedelta(days=46)
    assert services.remind_and_lapse(now=remind - timedelta(seconds=1), limit=10) == 0
    assert services.remind_and_lapse(now=remind, limit=10) == 1
    assert services.remind_and_lapse(now=remind, limit=10) == 0
    assert services.remind_and_lapse(now=award.claim_by - timedelta(seconds=1), limit=10) == 0
    assert services.remind_and_lapse(now=award.claim_by, limit=10) == 1
    assert services.remind_and_lapse(now=award.claim_by, limit=10) == 0
    award.refresh_from_db()
    assert award.state == AwardState.LAPSED
    # The place of a draw may still go to the next in line for some days.
    free = award.claim_by + timedelta(days=7)
    assert services.finish_due_contests(now=free - timedelta(seconds=1), limit=5) == 0
    assert services.finish_due_contests(now=free, limit=5) == 1


def test_the_report_counts_up_to_any_day(
    judged: MakeContest, admin: Member, seller: Member, now: datetime
) -> None:
    contest = publish(judged([money(1, 1, 9_000)], [seller]), admin, now)
    services.pay_due_awards(now=now + timedelta(hours=1), limit=10)
    before = report_of(contest, until=now - timedelta(days=1))
    after = report_of(contest, until=now + timedelta(days=1))
    assert (before.paid.amount, before.winners) == (0, 0)
    assert (after.paid.amount, after.winners) == (9_000, 1)
    assert after.per_sign_up is None


def test_news_of_a_draw_that_comes_after_the_results_changes_nothing(
    judged: MakeContest, admin: Member, seller: Member, now: datetime
) -> None:
    contest = publish(judged([money(1, 1, 9_000)], [seller]), admin, now)
    event = WinnersDrawn(contest_id=contest.public_id, slug=contest.slug, winners=1)
    propose_drawn(event, now=now)
    assert [row.state for row in Award.objects.filter(contest=contest)] == [AwardState.DUE]


def test_what_nobody_holds_is_shared_where_the_rule_says_so(
    judged: MakeContest,
    admin: Member,
    two_winners: tuple[Member, Member],
    monkeypatch: pytest.MonkeyPatch,
    now: datetime,
) -> None:
    read, unread = two_winners
    contest = judged([money(1, 1, 1_000), money(2, 2, 500), money(3, 3, 301)], [])
    standing = Standing([Placing(1, read)], [Placing(0, unread), Placing(0, admin)])
    monkeypatch.setitem(placings._SOURCES, "follow", lambda *, contest: standing)  # noqa: ARG005
    awards = services.propose_awards(contest=contest, actor=None, now=now)
    assert [(one.member_id, one.amount) for one in awards] == [
        (read.pk, 1_000),
        (unread.pk, 401),
        (admin.pk, 400),
    ]
    services.approve_results(contest=contest, actor=None, digest=results_digest(awards), now=now)
    services.pay_due_awards(now=now, limit=10)
    assert (wallet(read), wallet(unread)) == (1_000, 401)
    assert fund_held(contest).amount == 0


def test_a_place_that_changes_hands_gives_its_prizes_on(
    judged: MakeContest,
    admin: Member,
    two_winners: tuple[Member, Member],
    ranking: dict[int, Any],
    now: datetime,
) -> None:
    first, reserve = two_winners
    contest = publish(judged([goods(1, 1)], [first]), admin, now)
    assert services.give_place_on(contest=contest, place=1, now=now) == []
    ranking[contest.pk] = [Placing(rank=1, member=reserve)]
    made = services.give_place_on(contest=contest, place=1, now=now)
    assert [(one.member_id, one.state) for one in made] == [(reserve.pk, AwardState.WAITING)]
    assert services.give_place_on(contest=contest, place=1, now=now) == []
    states = Award.objects.filter(contest=contest).order_by("id").values_list("member", "state")
    assert list(states) == [(first.pk, AwardState.PASSED_ON), (reserve.pk, AwardState.WAITING)]
