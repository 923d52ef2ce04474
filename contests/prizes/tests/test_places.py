"""Places that change hands, lists that no longer follow, time that is over, a fund with a hole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from contests.calls.choices import ContestState
from contests.calls.models import Contest, Prize
from contests.calls.queries import fund_held
from contests.calls.queries.funds import fund_account
from contests.calls.tests.world import fresh
from contests.draws.models import Draw
from contests.draws.queries import winners_of
from contests.draws.services import pass_over
from contests.draws.tests.world import draw_of, drawn
from contests.prizes import services
from contests.prizes.choices import AwardState
from contests.prizes.errors import AwardStateRefuses, NotGoods, NoWinnersYet, ResultsChanged
from contests.prizes.models import Award, PayoutRun
from contests.prizes.queries import Placing, form_of, report_of, results_digest, winners_shown
from contests.prizes.tests.conftest import MakeContest, goods, money
from contests.prizes.tests.test_prizes import publish, wallet
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import member_account
from marketplace.ledger.services import Posting, post_transfer

pytestmark = pytest.mark.django_db
ADDRESS = {
    "recipient": "سلمى",
    "street": "شارع النخيل ١",
    "city": "أبها",
    "postcode": "62521",
    "phone": "+٩٦٦ ٥٠ ٠٠٠ ٠٠٠٠",
}
TAXES = {"legal_name": "سلمى", "id_number": "١٠١٢٣٤٥٦٧٨"}


def claim(award: Award, now: datetime, **answers: str) -> Award:
    given = {**ADDRESS, **TAXES, **answers}
    return services.claim_award(
        award=award, actor=award.member, country="SA", answers=given, now=now
    )


def states(contest: Contest) -> list[tuple[int, int, str]]:
    rows = Award.objects.filter(contest=contest).exclude(state=AwardState.DROPPED)
    return list(rows.order_by("rank", "id").values_list("rank", "member_id", "state"))


def passed(
    contest: Contest, admin: Member, place: int, now: datetime, why: str = "declined"
) -> None:
    draw = Draw.objects.select_related("contest").get(contest=contest)
    holder = next(one for one in winners_of(draw) if one.place == place)
    name = holder.entrant.public_id
    pass_over(
        contest=contest,
        actor=admin,
        place=place,
        participant=name,
        reason=why,
        note="Said so by mail.",
        now=now,
    )


@pytest.fixture
def played(admin: Member, member_factory: Any, now: datetime) -> Callable[[int], Contest]:
    """Return a maker of drawn contests; the first of their places waits for tax fields."""

    def make(people: int) -> Contest:
        cast = [member_factory(date_joined=now - timedelta(days=400)) for _ in range(people)]
        return drawn(admin, cast, now=now)

    return make


def holders(contest: Contest) -> list[int]:
    return [one.entrant.member_id for one in winners_of(draw_of(contest))]


def test_before_the_results_the_list_follows_who_was_passed_over(
    played: Callable[[int], Contest], admin: Member, run_outbox: Any, now: datetime
) -> None:
    contest = played(5)
    old = results_digest(services.propose_awards(contest=contest, actor=admin, now=now))
    first = holders(contest)[0]
    passed(contest, admin, 1, now)
    with pytest.raises(ResultsChanged):
        services.approve_results(contest=contest, actor=admin, digest=old, now=now)
    run_outbox(now + timedelta(days=60))
    listed = Award.objects.filter(contest=contest, state=AwardState.PROPOSED)
    assert set(listed.values_list("rank", "member_id")) == set(enumerate(holders(contest), 1))
    assert first not in set(listed.values_list("member_id", flat=True))


def test_after_the_results_the_place_goes_on_and_the_one_before_wins_nothing(
    played: Callable[[int], Contest], admin: Member, run_outbox: Any, now: datetime
) -> None:
    contest = publish(played(2), admin, now)
    first, second = holders(contest)
    award = Award.objects.get(contest=contest, rank=1)
    passed(contest, admin, 1, now)
    with pytest.raises(AwardStateRefuses):
        claim(award, now)
    run_outbox(now + timedelta(days=60))
    # Nobody is next in line: the second holds a place.
    assert states(contest) == [(1, first, "passed_on"), (2, second, "due")]
    assert [row.member_id for row in winners_shown(fresh(contest))] == [second]
    assert report_of(fresh(contest), until=now + timedelta(days=1)).winners == 1
    services.pay_due_awards(now=now, limit=10)
    # What can't come any more doesn't keep the contest open.
    assert services.finish_due_contests(now=now, limit=5) == 1
    run = PayoutRun.objects.get(contest=contest)
    assert (run.total, run.done) == (1, 1)
    assert fund_held(contest).amount == 0


def test_a_place_that_lapsed_goes_on_and_the_contest_closes_when_all_is_done(
    played: Callable[[int], Contest],
    two_admins: tuple[Member, Member],
    run_outbox: Any,
    now: datetime,
) -> None:
    admin, second_admin = two_admins
    contest = played(5)
    for one in two_admins:
        publish(contest, one, now)
    assert second_admin != admin
    first = holders(contest)[0]
    services.pay_due_awards(now=now, limit=10)
    late = now + timedelta(days=60)
    services.remind_and_lapse(now=now + timedelta(days=46), limit=5)
    services.remind_and_lapse(now=late, limit=5)
    assert states(contest)[0] == (1, first, "lapsed")
    assert services.finish_due_contests(now=late, limit=5) == 0
    passed(contest, admin, 1, late, "unreachable")
    run_outbox(late + timedelta(days=60))
    fifth = holders(contest)[0]
    moved = Award.objects.get(contest=contest, rank=1, member_id=fifth)
    assert states(contest)[:2] == [(1, first, "passed_on"), (1, fifth, "waiting")]
    claim(moved, late)
    assert services.pay_due_awards(now=late, limit=10) == 1
    assert services.finish_due_contests(now=late, limit=5) == 1
    assert fresh(contest).state == ContestState.PAID


def test_what_was_claimed_stays(
    played: Callable[[int], Contest], admin: Member, now: datetime
) -> None:
    from contests.draws.errors import PrizeGiven  # noqa: PLC0415

    contest = publish(played(3), admin, now)
    claim(Award.objects.get(contest=contest, rank=1), now)
    with pytest.raises(PrizeGiven):
        passed(contest, admin, 1, now)


def test_a_list_is_signed_only_while_it_follows_from_the_ranking(
    judged: MakeContest,
    admin: Member,
    two_winners: tuple[Member, Member],
    ranking: dict[int, Any],
    now: datetime,
) -> None:
    first, second = two_winners
    contest = judged([money(1, 1, 1_000)], [first])
    digest = results_digest(services.propose_awards(contest=contest, actor=admin, now=now))
    ranking[contest.pk] = [Placing(rank=1, member=second)]
    with pytest.raises(ResultsChanged):
        services.approve_results(contest=contest, actor=admin, digest=digest, now=now)
    # Counted again just now: there is no final ranking for the moment.
    del ranking[contest.pk]
    with pytest.raises(NoWinnersYet):
        services.approve_results(contest=contest, actor=admin, digest=digest, now=now)
    assert fresh(contest).state == ContestState.JUDGING


def test_a_claim_ends_at_its_moment_also_before_a_sweep(
    judged: MakeContest, admin: Member, seller: Member, as_member: Any, now: datetime
) -> None:
    contest = publish(judged([goods(1, 1)], [seller]), admin, now)
    award = Award.objects.get(contest=contest)
    assert award.claim_by
    with pytest.raises(AwardStateRefuses):
        claim(award, award.claim_by)
    page = f"/en/prizes/{award.public_id}/"
    assert "claim/" in as_member(seller).get(page).content.decode()
    Award.objects.filter(pk=award.pk).update(claim_by=now - timedelta(days=1))
    assert "claim/" not in as_member(seller).get(page).content.decode()
    Award.objects.filter(pk=award.pk).update(claim_by=award.claim_by)
    claim(award, award.claim_by - timedelta(seconds=1))


def test_numbers_may_be_typed_in_any_digits(
    judged: MakeContest, admin: Member, seller: Member, now: datetime
) -> None:
    contest = publish(judged([goods(1, 1), money(1, 1, 60_000)], [seller]), admin, now)
    sent, paid = Award.objects.filter(contest=contest).order_by("kind")
    told = form_of(claim(sent, now))
    assert (told["phone"], told["street"]) == ("+966 50 000 0000", "شارع النخيل ١")
    assert form_of(claim(paid, now))["id_number"] == "1012345678"


def test_a_fund_that_does_not_hold_keeps_only_its_own_winners_waiting(
    judged: MakeContest, admin: Member, two_winners: tuple[Member, Member], now: datetime
) -> None:
    first, second = two_winners
    broken = publish(judged([money(1, 1, 1_000)], [first]), admin, now)
    whole = publish(judged([money(1, 1, 2_000)], [second]), admin, now)
    leak = [
        Posting(fund_account(broken), -400),
        Posting(member_account(AccountKind.AVAILABLE, admin, "USD"), 400),
    ]
    post_transfer(key="test-leak", kind="funding", reference="", postings=leak, now=now)
    assert services.pay_due_awards(now=now, limit=10) == 1
    assert (wallet(first), wallet(second)) == (0, 2_000)
    assert services.finish_due_contests(now=now, limit=5) == 1
    assert fresh(whole).state == ContestState.PAID
    back = [Posting(one.account, -one.amount) for one in leak]
    post_transfer(key="test-back", kind="funding", reference="", postings=back, now=now)
    assert services.pay_due_awards(now=now, limit=10) == 1
    assert wallet(first) == 1_000
    assert fresh(broken).state == ContestState.RESULTS


def test_many_places_are_proposed_and_signed_in_a_few_queries(
    judged: MakeContest,
    admin: Member,
    member_factory: Any,
    now: datetime,
    django_assert_max_num_queries: Any,
) -> None:
    people = [member_factory() for _ in range(30)]
    contest = judged([money(1, 20, 100), goods(21, 40)], people)
    assert Prize.objects.filter(contest=contest).count() == 2
    with django_assert_max_num_queries(14):
        awards = services.propose_awards(contest=contest, actor=admin, now=now)
    digest = results_digest(awards)
    with django_assert_max_num_queries(45):
        services.approve_results(contest=contest, actor=admin, digest=digest, now=now)


def test_only_goods_are_sent(
    judged: MakeContest, admin: Member, seller: Member, now: datetime
) -> None:
    contest = publish(judged([money(1, 1, 1_000)], [seller]), admin, now)
    award = Award.objects.get(contest=contest)
    with pytest.raises(NotGoods):
        services.send_award(award=award, actor=admin, carrier="Aramex", tracking="", now=now)
    assert services.pay_due_awards(now=now, limit=10) == 1
    assert wallet(seller) == 1_000


def test_winners_are_listed_by_rank(
    judged: MakeContest, admin: Member, member_factory: Any, as_member: Any, now: datetime
) -> None:
    people = [member_factory() for _ in range(4)]
    contest = publish(judged([money(1, 4, 100)], people), admin, now)
    key = create_token(member=admin, name="x", scopes=SCOPES, now=now).key
    path: str | None = f"/api/v1/contests/{contest.slug}/winners/?limit=3"
    ranks: list[int] = []
    while path:
        page = as_member(None).get(path, headers={"Authorization": f"Bearer {key}"}).json()
        ranks += [row["rank"] for row in page["results"]]
        path = page["next"]
    assert ranks == [1, 2, 3, 4]
