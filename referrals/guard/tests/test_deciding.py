"""A person decides, the two members speak, a second person answers an appeal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import product

import pytest
from django.test import Client

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from referrals.guard import services
from referrals.guard.choices import TRANSITIONS, CaseMove, CaseState, Part
from referrals.guard.errors import (
    AlreadyAnswered,
    AppealTooLate,
    CaseStateRefuses,
    DecidedByYou,
    NotYourMove,
    OwnCase,
    ReasonMissing,
    WordsMissing,
)
from referrals.guard.models import Case
from referrals.guard.policies import refusal_of
from referrals.guard.queries import case_between, standing_among
from referrals.guard.services import acting, deciding
from referrals.guard.tests.world import came, saves_account
from referrals.programs.models import Reward
from referrals.programs.services import RuleDraft
from referrals.programs.tests.world import kinds_of, make_program, settle, wallet

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
IBAN = "SA0380000000608010167519"
RunOutbox = Callable[..., int]


@pytest.fixture
def friend(member_factory: MakeMember) -> Member:
    """Return who came by the owner's link, with the owner's mailbox."""
    member = member_factory("fares", language="en")
    member.email = "lailah+fares@gmail.com"
    member.save(update_fields=["email"])
    return member


@pytest.fixture
def rewarded(
    owner: Member, friend: Member, member_factory: MakeMember, run_outbox: RunOutbox, now: datetime
) -> Case:
    """Return an open case with a reward of each of the two."""
    admin = member_factory("nadia", roles=("admin",), language="en")
    make_program(
        admin,
        RuleDraft(event="signup", side="referrer", amount=100),
        RuleDraft(event="signup", side="friend", amount=50),
        now=now,
        fund=150,
    )
    came(owner, friend, now=now)
    run_outbox(now)
    return Case.objects.get()


def states() -> list[str]:
    return list(Reward.objects.order_by("id").values_list("state", flat=True))


def test_rewards_of_both_wait_and_go_on_when_all_is_well(
    rewarded: Case,
    owner: Member,
    friend: Member,
    moderator: Member,
    run_outbox: RunOutbox,
    now: datetime,
) -> None:
    settle(now + DAY)
    assert (states(), wallet(owner)) == (["held", "held"], 0)
    assert friend.notifications.filter(kind="programs.held").count() == 1
    services.clear_case(case=rewarded, actor=moderator, now=now)
    run_outbox(now)
    settle(now)
    assert (wallet(owner), wallet(friend)) == (100, 50)
    kinds = kinds_of(Reward.objects.order_by("id")[0])
    assert kinds == ["granted", "held", "released", "paid"]


def test_a_confirmed_case_cancels_and_an_appeal_revives(
    rewarded: Case, owner: Member, moderator: Member, second: Member, run_outbox: RunOutbox
) -> None:
    now = rewarded.opened_at
    services.answer_case(case=rewarded, member=owner, text="My brother.", now=now)
    services.confirm_case(case=rewarded, actor=moderator, reason="One mailbox.", now=now)
    run_outbox(now)
    assert states() == ["cancelled", "cancelled"]
    assert standing_among([rewarded.attribution_id]) == {rewarded.attribution_id: "barred"}
    services.appeal_case(case=rewarded, member=owner, text="Look again.", now=now + DAY)
    with pytest.raises(DecidedByYou):
        services.clear_case(case=rewarded, actor=moderator, now=now + DAY)
    services.clear_case(case=rewarded, actor=second, reason="True.", now=now + DAY)
    run_outbox(now + DAY)
    assert states() == ["pending", "pending"]
    settle(now + DAY)
    assert wallet(owner) == 100


def test_an_upheld_case_ends(
    rewarded: Case, owner: Member, moderator: Member, second: Member, run_outbox: RunOutbox
) -> None:
    now = rewarded.opened_at
    services.confirm_case(case=rewarded, actor=moderator, reason="One mailbox.", now=now)
    services.appeal_case(case=rewarded, member=owner, text="Look again.", now=now)
    services.uphold_case(case=rewarded, actor=second, reason="It is one.", now=now)
    run_outbox(now)
    with pytest.raises(CaseStateRefuses):
        services.appeal_case(case=rewarded, member=owner, text="Again.", now=now)
    assert states() == ["cancelled", "cancelled"]
    assert owner.notifications.filter(kind="guard.upheld").count() == 1


def test_words_are_said_once_and_in_time(
    rewarded: Case, owner: Member, friend: Member, moderator: Member, stranger: Member
) -> None:
    now = rewarded.opened_at
    for member in (owner, friend):
        services.answer_case(case=rewarded, member=member, text="We are two.", now=now)
    with pytest.raises(AlreadyAnswered):
        services.answer_case(case=rewarded, member=owner, text="More.", now=now)
    with pytest.raises(WordsMissing):
        services.answer_case(case=rewarded, member=owner, text="  ", now=now)
    with pytest.raises(NotFound):
        services.answer_case(case=rewarded, member=stranger, text="Me too.", now=now)
    services.confirm_case(case=rewarded, actor=moderator, reason="One mailbox.", now=now)
    with pytest.raises(AppealTooLate):
        services.appeal_case(case=rewarded, member=owner, text="Late.", now=now + 30 * DAY)
    services.forget_words(member=owner)
    texts = rewarded.words.order_by("id").values_list("text", flat=True)
    assert list(texts) == ["", "We are two."]


def test_who_decides(rewarded: Case, owner: Member, stranger: Member, moderator: Member) -> None:
    now = rewarded.opened_at
    with pytest.raises(NotFound):
        services.clear_case(case=rewarded, actor=stranger, now=now)
    with pytest.raises(ReasonMissing):
        services.confirm_case(case=rewarded, actor=moderator, reason=" ", now=now)
    owner.role_grants.create(role="moderator")
    with pytest.raises(OwnCase):
        services.clear_case(case=rewarded, actor=Member.objects.get(pk=owner.pk), now=now)


def test_what_is_new_opens_a_cleared_case_again(
    rewarded: Case, owner: Member, friend: Member, moderator: Member, run_outbox: RunOutbox
) -> None:
    now = rewarded.opened_at
    services.clear_case(case=rewarded, actor=moderator, now=now)
    assert services.weigh_owner(owner=owner, now=now) == 0
    saves_account(owner, IBAN, now)
    saves_account(friend, IBAN, now)
    assert services.weigh_owner(owner=owner, now=now) == 1
    found = case_between(friend, owner)
    assert found is not None
    assert found.state == CaseState.OPEN
    assert run_outbox(now) > 0


def test_cases_of_one_owner_are_decided_together(
    rewarded: Case, owner: Member, moderator: Member, member_factory: MakeMember
) -> None:
    now = rewarded.opened_at
    for number in range(3):
        one = member_factory()
        one.email = f"lailah+{number}@gmail.com"
        one.save(update_fields=["email"])
        came(owner, one, now=now)
    services.weigh_owner(owner=owner, now=now)
    count = services.decide_with_others(
        case=rewarded, actor=moderator, confirms=True, reason="One mailbox.", now=now
    )
    assert count == 4
    assert set(Case.objects.values_list("state", flat=True)) == {"confirmed"}


def test_every_state_move_and_part(rewarded: Case, moderator: Member) -> None:
    for state, move, part in product(CaseState, CaseMove, Part):
        rewarded.state = state.value
        step = TRANSITIONS[state].get(move)
        refusal = refusal_of(rewarded, move, part, moderator)
        wanted = step and (Part.STAFF if step.part == Part.SECOND else step.part)
        if step is None:
            assert isinstance(refusal, CaseStateRefuses)
        elif part != wanted:
            assert isinstance(refusal, NotYourMove)
        else:
            assert refusal is None


def test_a_case_that_is_opened_again_begins_anew(
    rewarded: Case, owner: Member, friend: Member, moderator: Member, second: Member
) -> None:
    now = rewarded.opened_at
    services.answer_case(case=rewarded, member=owner, text="My brother.", now=now)
    services.confirm_case(case=rewarded, actor=moderator, reason="One mailbox.", now=now)
    services.appeal_case(case=rewarded, member=owner, text="Look again.", now=now)
    services.clear_case(case=rewarded, actor=second, reason="Two people.", now=now)
    saves_account(owner, IBAN, now)
    saves_account(friend, IBAN, now)
    later = now + DAY
    assert services.weigh_owner(owner=owner, now=later) == 1
    row = Case.objects.get()
    assert (row.state, row.reason, row.settled_reason) == ("open", "", "")
    assert (row.appealed_at, row.settled_by, row.decided_by) == (None, None, None)
    services.answer_case(case=row, member=owner, text="One account of our mother.", now=later)
    with pytest.raises(AlreadyAnswered):
        services.answer_case(case=row, member=owner, text="And more.", now=later)
    services.confirm_case(case=row, actor=second, reason="One account.", now=later)
    assert services.appeal_case(case=row, member=owner, text="Ask her.", now=later).appealed_at
    said = rewarded.words.order_by("id").values_list("text", flat=True)
    assert list(said) == ["My brother.\n\nOne account of our mother.", "Look again.\n\nAsk her."]


def test_an_answer_that_comes_too_late_is_read_with_its_words(
    rewarded: Case, owner: Member, as_member: Callable[..., Client]
) -> None:
    browser, page = as_member(owner), f"/en{rewarded.get_absolute_url()}"
    assert browser.post(f"{page}answer/", {"text": "We are two."}).status_code == 302
    again = browser.post(f"{page}answer/", {"text": "And a third thing."})
    shown = again.content.decode()
    assert again.status_code == 422
    assert "You have answered already" in shown
    assert "And a third thing." in shown


def test_cases_are_locked_in_the_order_in_which_they_are_weighed(
    rewarded: Case,
    owner: Member,
    moderator: Member,
    member_factory: MakeMember,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    now, other = rewarded.opened_at, member_factory()
    earlier = came(owner, other, now=now - DAY)
    Case.objects.create(attribution=earlier, owner=owner, friend=other, score=70, opened_at=now)
    locked: list[int] = []

    def lock(pk: int) -> Case:
        locked.append(pk)
        return acting.lock_case(pk)

    monkeypatch.setattr(deciding, "lock_case", lock)
    services.decide_with_others(case=rewarded, actor=moderator, confirms=False, reason="", now=now)
    by_moment = Case.objects.order_by("attribution__at", "attribution_id")
    assert locked == list(by_moment.values_list("pk", flat=True))
    assert locked != sorted(locked)
