"""The fund: whatever is done in whatever order, the books hold and what is promised lies there."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from contests.calls.choices import ContestState
from contests.calls.errors import FundedAlready, NothingToFund
from contests.calls.models import Contest
from contests.calls.queries import fund_held, fund_needed
from contests.calls.services import (
    PrizeDraft,
    add_prize,
    announce_contest,
    cancel_contest,
    pay_in_fund,
    remove_prize,
    take_back_fund,
)
from contests.calls.tests.world import TOTAL, announced, contest_in, draft, fresh
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError
from marketplace.core.models import OutboxEvent
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, account_balance, labels_of_references
from marketplace.orders.tests.world import prove_books

pytestmark = pytest.mark.django_db

STEPS = st.lists(
    st.one_of(
        st.sampled_from(["pay_in", "take_back", "remove"]),
        st.tuples(st.integers(5, 100), st.integers(1, 10**9), st.sampled_from(["money", "credit"])),
        st.tuples(st.integers(5, 100), st.just(0), st.sampled_from(["goods", "badge"])),
    ),
    max_size=9,
)


def marketing(currency: str = "USD") -> int:
    return account_balance(AccountRef(AccountKind.MARKETING, "", currency))


def do(step: object, contest: Contest, admin: Member, now: datetime) -> str:
    """Do one step; returns the code of its refusal, "" for none."""
    try:
        with transaction.atomic():
            if step == "pay_in":
                pay_in_fund(contest=contest, actor=admin, now=now)
            elif step == "take_back":
                take_back_fund(contest=contest, actor=admin, now=now)
            elif step == "remove":
                first = contest.prizes.order_by("id").first()
                number = first.pk if first else 0
                remove_prize(contest=contest, actor=admin, prize_id=number, now=now)
            elif isinstance(step, tuple):
                rank, amount, kind = step
                prize = PrizeDraft(
                    first_rank=rank, last_rank=rank, kind=kind, amount=amount, names={"en": "Book"}
                )
                add_prize(contest=contest, actor=admin, prize=prize, now=now)
    except DomainError as refusal:
        return refusal.code
    return ""


@hypothesis_settings(max_examples=25)
@given(steps=STEPS, end=st.sampled_from(["announce", "cancel", ""]))
def test_the_fund_holds_what_is_promised(
    admin: Member, now: datetime, steps: list[object], end: str
) -> None:
    with transaction.atomic():
        contest = draft(admin, now=now)
        for step in steps:
            held_before = fund_held(contest).amount
            code = do(step, contest, admin, now)
            row = fresh(contest)
            held, needed = fund_held(row).amount, fund_needed(row).amount
            assert row.funded_amount == held
            assert marketing() == -held
            if step == "pay_in" and not code:
                assert held == needed
            if step == "take_back":
                assert (code, held) == ("", 0)
            if step not in ("pay_in", "take_back") and held_before:
                assert code == FundedAlready.code
        if end == "announce":
            do("pay_in", contest, admin, now)
            try:
                with transaction.atomic():
                    announce_contest(contest=fresh(contest), actor=admin, now=now)
            except DomainError:
                assert not contest.prizes.exists()
            else:
                assert fund_held(contest) == fund_needed(contest)
        if end == "cancel":
            cancel_contest(contest=contest, actor=admin, reason="So", now=now)
            assert (fund_held(contest).amount, marketing()) == (0, 0)
        prove_books()
        transaction.set_rollback(True)


def test_paying_in_twice_pays_once(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    for _time in range(2):
        pay_in_fund(contest=contest, actor=admin, now=now)
    assert (fund_held(contest).amount, marketing()) == (TOTAL, -TOTAL)
    assert OutboxEvent.objects.filter(name="PrizeFundPaidIn").count() == 1
    for _time in range(2):
        take_back_fund(contest=contest, actor=admin, now=now)
    assert (fund_held(contest).amount, marketing()) == (0, 0)
    assert OutboxEvent.objects.filter(name="PrizeFundReturned").count() == 1
    pay_in_fund(contest=contest, actor=admin, now=now)
    assert fresh(contest).fund_count == 3
    prove_books()


def test_a_contest_of_goods_alone_needs_no_fund(admin: Member, now: datetime) -> None:
    contest = draft(admin, now=now)
    contest.prizes.all().delete()
    with pytest.raises(NothingToFund):
        pay_in_fund(contest=contest, actor=admin, now=now)
    book = PrizeDraft(first_rank=1, last_rank=1, kind="goods", names={"en": "A book"})
    add_prize(contest=contest, actor=admin, prize=book, now=now)
    announce_contest(contest=fresh(contest), actor=admin, now=now)
    assert fresh(contest).state == "announced"


@pytest.mark.parametrize("state", ["announced", "open", "judging"])
def test_cancelling_returns_all_of_it(state: str, admin: Member, now: datetime) -> None:
    contest = contest_in(ContestState(state), admin, now=now)
    assert fund_held(contest).amount == TOTAL
    cancel_contest(contest=contest, actor=admin, reason="So", now=now)
    assert (fund_held(contest).amount, fresh(contest).funded_amount, marketing()) == (0, 0, 0)
    prove_books()


def test_statements_name_the_contest(admin: Member, client_member: Member, now: datetime) -> None:
    contest = announced(admin, now=now)
    hidden = draft(admin, now=now)
    labels = labels_of_references([contest.reference, hidden.reference], client_member)
    named = labels[contest.reference]
    assert (named.text, named.url) == (
        "The letter that brought a client",
        contest.get_absolute_url(),
    )
    assert labels[hidden.reference].url == ""
