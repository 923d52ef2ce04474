"""A rule replayed on the past gives what it would have given; programmes are set up with care."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import pytest

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from referrals.programs import services
from referrals.programs.choices import (
    PROGRAM_MOVES,
    REWARD_MOVES,
    ProgramMove,
    ProgramState,
    RewardMove,
    RewardState,
    Tier,
)
from referrals.programs.errors import (
    DatesInverted,
    FundEmpty,
    NameMissing,
    NoRules,
    NothingToReturn,
    ProgramStateRefuses,
    RuleInvalid,
    TiersInvalid,
)
from referrals.programs.models import Program, Reward
from referrals.programs.policies import refusal_of
from referrals.programs.queries import add_months, board, fund_held, preview_rule
from referrals.programs.services import ProgramDraft, RuleDraft
from referrals.programs.services.acting import reward_transition
from referrals.programs.tests.world import DAY, bring, completed, make_program, refund

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]
DRAFTS = (
    RuleDraft(event="signup", side="referrer", amount=300, cap_month=700, tiers=[Tier(2, 400)]),
    RuleDraft(event="first_order", side="friend", amount=501, minimum_order=6_000),
    RuleDraft(event="fee_share", side="referrer", share_bp=3_333, months=1, cap_total=900),
)


@pytest.mark.parametrize("draft", DRAFTS)
@pytest.mark.parametrize("fund", [600, 100_000])
def test_a_preview_says_what_the_rule_then_does(
    admin: Member,
    owner: Member,
    seller: Member,
    member_factory: MakeMember,
    run_outbox: RunOutbox,
    *,
    draft: RuleDraft,
    fund: int,
) -> None:
    now = admin.date_joined
    program = make_program(admin, draft, now=now, fund=fund)
    for number in range(3):
        moment = now + number * DAY
        friend = member_factory()
        bring(owner, friend, now=moment)
        run_outbox(moment)
        for turn, total in enumerate((5_000, 10_000)):
            completed(friend, seller, now=moment + (turn + 1) * timedelta(hours=1), total=total)
            run_outbox(moment + timedelta(hours=2))
    later = now + 4 * DAY
    rule = services.rule_from(program, draft, now=later)
    seen = preview_rule(rule, budget=fund, days=5, now=later)
    real = list(Reward.objects.exclude(granted=0))
    assert (seen.count, seen.amount) == (len(real), sum(one.granted for one in real))
    assert seen.holds is (Program.objects.get(pk=program.pk).short_at is None)
    assert sum(amount for _member, _count, amount in seen.people) == seen.amount
    assert Program.objects.get(pk=program.pk).rules.count() == 1


def test_a_preview_counts_refunds(
    admin: Member, owner: Member, friend: Member, seller: Member, now: datetime
) -> None:
    program = make_program(admin, DRAFTS[0], now=now)
    bring(owner, friend, now=now)
    order = completed(friend, seller, now=now + DAY)
    refund(order, 2_500, now=now + DAY)
    rule = services.rule_from(
        program, RuleDraft(event="first_order", side="referrer", amount=1_000), now=now
    )
    seen = preview_rule(rule, budget=10_000, days=10, now=now + 2 * DAY)
    assert (seen.count, seen.amount, seen.taken_back) == (1, 1_000, 250)


def test_a_programme_starts_only_with_a_rule_and_money(admin: Member, now: datetime) -> None:
    draft = ProgramDraft(names={"en": "One"}, begins_at=now)
    program = services.create_program(actor=admin, draft=draft, now=now)
    with pytest.raises(NoRules):
        services.start_program(program=program, actor=admin, now=now)
    services.add_rule(program=program, actor=admin, draft=DRAFTS[0], now=now)
    with pytest.raises(FundEmpty):
        services.start_program(program=program, actor=admin, now=now)
    services.pay_in_fund(program=program, actor=admin, amount=100, now=now)
    started = services.start_program(program=program, actor=admin, now=now)
    assert started.rules.get().since == now
    with pytest.raises(ProgramStateRefuses):
        services.add_rule(program=program, actor=admin, draft=DRAFTS[1], now=now)
    with pytest.raises(ProgramStateRefuses):
        services.return_left(program=program, actor=admin, now=now)


def test_what_is_typed_is_checked(admin: Member, stranger: Member, now: datetime) -> None:
    with pytest.raises(NameMissing):
        services.create_program(
            actor=admin, draft=ProgramDraft(names={"ar": " "}, begins_at=now), now=now
        )
    with pytest.raises(DatesInverted):
        services.create_program(
            actor=admin, draft=ProgramDraft(names={"ar": "أ"}, begins_at=now, ends_at=now), now=now
        )
    draft = ProgramDraft(names={"ar": "أ"}, begins_at=now)
    with pytest.raises(NotFound):
        services.create_program(actor=stranger, draft=draft, now=now)
    program = services.create_program(actor=admin, draft=draft, now=now)
    for wrong, refusal in (
        (RuleDraft(event="signup", side="friend"), RuleInvalid),
        (RuleDraft(event="signup", side="friend", share_bp=100), RuleInvalid),
        (RuleDraft(event="fee_share", side="friend", share_bp=100, amount=1), RuleInvalid),
        (RuleDraft(event="signup", side="friend", amount=1, tiers=[Tier(1, 2)]), TiersInvalid),
        (
            RuleDraft(event="signup", side="friend", amount=1, tiers=[Tier(3, 2), Tier(2, 3)]),
            TiersInvalid,
        ),
    ):
        with pytest.raises(refusal):
            services.add_rule(program=program, actor=admin, draft=wrong, now=now)


def test_a_fund_goes_back(admin: Member, now: datetime) -> None:
    program = make_program(admin, DRAFTS[0], now=now, fund=500)
    services.pause_program(program=program, actor=admin, now=now)
    services.return_left(program=program, actor=admin, now=now)
    assert fund_held(program).amount == 0
    with pytest.raises(NothingToReturn):
        services.return_left(program=program, actor=admin, now=now)
    with pytest.raises(FundEmpty):
        services.resume_program(program=program, actor=admin, now=now)


def test_a_retired_rule_gives_nothing(
    admin: Member, owner: Member, friend: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    program = make_program(admin, DRAFTS[0], now=now)
    rule = program.rules.get()
    for _ in range(2):
        services.retire_rule(rule=rule, actor=admin, now=now)
    bring(owner, friend, now=now)
    run_outbox(now)
    assert Reward.objects.count() == 0


def test_every_state_and_move() -> None:
    for state, move in product(ProgramState, ProgramMove):
        program = Program(state=state.value)
        assert (refusal_of(program, move) is None) is (move in PROGRAM_MOVES[state])


def test_every_state_and_move_of_a_reward(
    admin: Member, owner: Member, friend: Member, run_outbox: RunOutbox, now: datetime
) -> None:
    make_program(admin, DRAFTS[0], now=now)
    bring(owner, friend, now=now)
    run_outbox(now)
    for state, move in product(RewardState, RewardMove):
        reward = Reward.objects.get()
        reward.__dict__["state"] = state.value
        if move in REWARD_MOVES[state]:
            reward_transition(reward, move, now=now)
            assert reward.state == REWARD_MOVES[state][move]
        else:
            with pytest.raises(ProgramStateRefuses):
                reward_transition(reward, move, now=now)


def test_the_board_names_only_who_wishes_it(
    admin: Member,
    owner: Member,
    member_factory: MakeMember,
    stranger: Member,
    run_outbox: RunOutbox,
) -> None:
    now = admin.date_joined
    make_program(admin, RuleDraft(event="signup", side="referrer", amount=10), now=now)
    for brings, count in ((owner, 2), (stranger, 2), (admin, 1)):
        for _ in range(count):
            bring(brings, member_factory(), now=now)
    run_outbox(now)
    services.set_board_name(member=stranger, is_named=True, now=now)
    places = board(owner, now=now)
    assert [(one.rank, one.friends, one.member) for one in places] == [
        (1, 2, owner),
        (1, 2, stranger),
        (3, 1, None),
    ]
    assert board(None, now=now + 40 * DAY) == []
    assert len(board(None, now=now + 40 * DAY, whole=True)) == 3


def test_months_end_where_the_calendar_says() -> None:
    last = datetime(2026, 1, 31, 9)  # noqa: DTZ001  a day is a day
    assert add_months(last, 1) == datetime(2026, 2, 28, 9)  # noqa: DTZ001
    assert add_months(last, 12) == datetime(2027, 1, 31, 9)  # noqa: DTZ001
