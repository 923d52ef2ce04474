"""The fee follows who brought whom, falls with loyalty, and is frozen with the order."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import override_settings
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core.money import Money, percent_half_up
from marketplace.ledger.queries import FeeTerms, fee_terms, fee_words
from marketplace.orders.services import accept_refund, create_order, propose_refund
from marketplace.relationships import errors, services
from marketplace.relationships.choices import Source
from marketplace.relationships.models import Invitation, Tie
from marketplace.relationships.queries import (
    fee_schedule,
    get_inviter,
    orders_to_share,
    scheduled_fee,
)
from marketplace.relationships.services import ContactDraft
from marketplace.relationships.tests.world import DAY, HOUR, completed, meet, talk

pytestmark = pytest.mark.django_db


def fee_of(client: Member, seller: Member) -> FeeTerms:
    return fee_terms(client_id=client.pk, seller_id=seller.pk)


def invite(owner: Member, email: str, now: datetime) -> Invitation:
    draft = ContactDraft(name="Omar", email=email)
    contact = services.add_contact(owner=owner, draft=draft, now=now)
    return services.invite_client(contact=contact, language="en", message="", now=now)


def test_a_client_found_here_costs_the_standard_fee(client_member: Member, seller: Member) -> None:
    assert fee_of(client_member, seller) == FeeTerms(2_000)
    assert fee_terms(client_id=None, seller_id=seller.pk) == FeeTerms(2_000)


def test_the_fee_falls_with_each_completed_order(
    client_member: Member, seller: Member, now: datetime
) -> None:
    seen = []
    for number in range(7):
        order = completed(client_member, seller, now=now + number * HOUR)
        seen.append((order.fee_bp, order.fee_reason))
    assert seen == [
        (2_000, ""),
        (1_800, "loyal"),
        (1_600, "loyal"),
        (1_400, "loyal"),
        (1_200, "loyal"),
        (1_000, "loyal"),
        (1_000, "loyal"),
    ]


@pytest.mark.parametrize(("back", "bp"), [(30_000, 2_000), (29_999, 1_800), (10_000, 1_800)])
def test_an_order_whose_money_all_went_back_counts_no_more(
    back: int, bp: int, client_member: Member, seller: Member, now: datetime
) -> None:
    order = completed(client_member, seller, now=now)
    assert fee_of(client_member, seller).bp == 1_800
    propose_refund(order=order, actor=seller, amount=back, reason="A fault.", now=now)
    order = accept_refund(order=order, actor=client_member, now=now)
    assert order.kept_amount == 30_000 - back
    assert fee_of(client_member, seller).bp == bp
    # One that is kept counts beside it.
    completed(client_member, seller, now=now + HOUR)
    assert fee_of(client_member, seller).bp == bp - 200
    assert len(orders_to_share(seller)) == (1 if back == 30_000 else 2)


def test_a_client_who_comes_by_the_link_costs_five_percent(
    client_member: Member, seller: Member, now: datetime
) -> None:
    card = services.calling_card_of(seller, now=now)
    tie = services.use_invitation(inviter=get_inviter(card.code), member=client_member, now=now)
    assert (tie.source, tie.ref) == (Source.INVITATION, f"card:{card.code}")
    assert fee_of(client_member, seller) == FeeTerms(500, "brought")
    order = completed(client_member, seller, now=now)
    assert (order.fee_bp, order.fee_amount) == (500, 1_500)
    assert fee_of(client_member, seller) == FeeTerms(450, "brought_loyal")


def test_the_link_changes_nothing_once_they_have_met(
    client_member: Member, seller: Member, now: datetime
) -> None:
    talk(client_member, seller, now=now)
    inviter = get_inviter(services.calling_card_of(seller, now=now).code)
    with pytest.raises(errors.AlreadyMet):
        services.use_invitation(inviter=inviter, member=client_member, now=now + HOUR)
    assert fee_of(client_member, seller).bp == 2_000


def test_an_address_invited_before_the_first_contact_was_brought(
    client_member: Member, seller: Member, now: datetime
) -> None:
    invitation = invite(seller, "OMAR@example.com", now)
    assert fee_of(client_member, seller) == FeeTerms(500, "brought")
    talk(client_member, seller, now=now + HOUR)
    tie = meet(seller, client_member, now=now + DAY, source=Source.ARTICLE)
    invitation.refresh_from_db()
    assert tie.source == Source.INVITATION
    assert tie.met_at == now + HOUR
    assert invitation.used_by == client_member
    assert fee_of(client_member, seller).bp == 500


def test_an_address_invited_after_the_first_contact_was_not(
    client_member: Member, seller: Member, now: datetime
) -> None:
    talk(client_member, seller, now=now)
    invite(seller, "omar@example.com", now + HOUR)
    assert fee_of(client_member, seller).bp == 2_000
    assert meet(seller, client_member, now=now + DAY).source == Source.SEARCH
    assert fee_of(client_member, seller).bp == 2_000


def test_an_unconfirmed_address_brings_nobody(
    member_factory: MakeMember, seller: Member, now: datetime
) -> None:
    claimed = member_factory("claimed", verified=False)
    invite(seller, claimed.email, now)
    assert fee_of(claimed, seller).bp == 2_000


def test_the_first_meeting_is_kept_for_ever(
    client_member: Member, seller: Member, now: datetime
) -> None:
    meet(seller, client_member, now=now, source=Source.ARTICLE)
    again = meet(seller, client_member, now=now + DAY, source=Source.REFERRAL)
    assert (again.source, Tie.objects.count()) == (Source.ARTICLE, 1)


def test_the_fee_of_an_order_stays_as_it_was_made(
    client_member: Member, seller: Member, now: datetime
) -> None:
    first, second = (
        create_order(
            client=client_member,
            seller=seller,
            title="A logo",
            scope="",
            price=Money(30_000, "USD"),
            delivery_days=3,
            revisions=0,
            source_kind="gig",
            source_ref="",
            now=now,
        )
        for _number in range(2)
    )
    completed(client_member, seller, now=now)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.fee_bp, second.fee_bp) == (2_000, 2_000)


def test_reasons_have_words_for_both() -> None:
    with override("en"):
        assert fee_words("brought", for_seller=True) == "you brought this client"
        assert fee_words("brought") == "the freelancer brought you here"
    assert fee_words("") == fee_words("unknown") == ""


def test_the_schedule_ends_where_nothing_falls_any_more() -> None:
    steps = fee_schedule()
    assert [(step.number, step.found_bp, step.brought_bp) for step in steps] == [
        (1, 2_000, 500),
        (2, 1_800, 450),
        (3, 1_600, 400),
        (4, 1_400, 350),
        (5, 1_200, 300),
        (6, 1_000, 300),
    ]


RULES = st.fixed_dictionaries(
    {
        "platform_fee_bp": st.integers(0, 10_000),
        "own_client_fee_bp": st.integers(0, 10_000),
        "loyalty_step_bp": st.integers(0, 3_000),
        "loyalty_floor_bp": st.integers(0, 10_000),
        "own_client_step_bp": st.integers(0, 3_000),
        "own_client_floor_bp": st.integers(0, 10_000),
    }
)


@given(numbers=RULES, total=st.integers(1, 10**9), done=st.integers(0, 40))
def test_fees_are_never_negative_and_never_rise(
    numbers: dict[str, Any], total: int, done: int
) -> None:
    with override_settings(WAZZIFNI=numbers):
        for is_brought in (False, True):
            now_bp = scheduled_fee(is_brought=is_brought, completed=done).bp
            later_bp = scheduled_fee(is_brought=is_brought, completed=done + 1).bp
            assert 0 <= later_bp <= now_bp <= numbers["platform_fee_bp"]
            assert 0 <= percent_half_up(total, later_bp) <= percent_half_up(total, now_bp) <= total
        found = scheduled_fee(is_brought=False, completed=0).bp
        assert scheduled_fee(is_brought=True, completed=0).bp <= found
