"""Sums are read, shown and kept in the currency that they are agreed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.money import Money
from marketplace.hiring import errors, services
from marketplace.hiring.models import Brief, Offer
from marketplace.hiring.tests.posted_world import TEXT, again, brief_text, post, propose, terms
from marketplace.hiring.tests.test_api import caller
from marketplace.hiring.tests.test_api import post as call
from marketplace.hiring.tests.test_api import terms as api_terms

SignIn = Callable[[Member | None], Client]


@pytest.fixture
def _dinars(settings: Any) -> None:
    settings.WAZZIFNI = {"default_currency": "KWD"}


def test_a_brief_keeps_its_currency_once_somebody_has_proposed(
    client_member: Member, seller: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)

    def edit(currency: str) -> None:
        text = brief_text(currency=currency)
        services.edit_posted_brief(brief=brief, actor=client_member, text=text, now=now)

    edit("EUR")
    assert again(brief).currency == "EUR"
    proposal = propose(again(brief), seller, now=now)
    for _live_and_withdrawn in range(2):
        with pytest.raises(errors.CurrencyIsSettled) as refused:
            edit("USD")
        assert refused.value.field == "currency"
        services.edit_posted_brief(
            brief=brief, actor=client_member, text=brief_text(currency="EUR"), now=now
        )
        if proposal.state != "withdrawn":
            proposal = services.withdraw_proposal(proposal=proposal, actor=seller, now=now)
    assert again(brief).currency == "EUR"


@pytest.mark.usefixtures("_dinars")
def test_a_brief_to_one_is_read_in_the_currency_of_the_platform(
    as_member: SignIn, client_member: Member, seller: Member
) -> None:
    address = reverse("hiring:from_profile", args=[seller.username])
    browser = as_member(client_member)
    assert '<bdi dir="ltr">KWD</bdi>' in browser.get(address).text
    assert browser.post(address, {"text": TEXT, "budget": "٣٠٠"}).status_code == 302
    brief = Brief.objects.get()
    assert (brief.budget_amount, brief.currency) == (300_000, "KWD")

    writer, offer_address = as_member(seller), reverse("hiring:make_offer", args=[brief.public_id])
    assert 'value="300.000"' in writer.get(offer_address).text
    given = {"title": "x", "scope": "y", "price": "250.5", "delivery_days": "8", "revisions": "2"}
    assert writer.post(offer_address, {**given, "valid_days": "7"}).status_code == 302
    offer = Offer.objects.get()
    assert (offer.price_amount, offer.currency) == (250_500, "KWD")


def test_a_counter_offer_is_read_in_the_currency_of_the_offer(
    as_member: SignIn, client_member: Member, seller: Member
) -> None:
    now = clock.now()
    brief = services.send_brief(client=client_member, writer=seller, text=TEXT, title="x", now=now)
    asked = replace(terms(), price=Money(300_000, "KWD"))
    offer = services.send_offer(brief=brief, actor=seller, terms=asked, now=now)
    browser = as_member(client_member)
    address = reverse("hiring:counter_offer", args=[offer.public_id])
    assert 'value="300.000"' in browser.get(address).text
    given = {"title": "x", "scope": "y", "price": "280", "delivery_days": "8", "revisions": "2"}
    assert browser.post(address, {**given, "valid_days": "7"}).status_code == 302
    counter = Offer.objects.get(answers=offer)
    assert (counter.price_amount, counter.currency) == (280_000, "KWD")


@pytest.mark.usefixtures("_dinars")
def test_open_briefs_are_narrowed_in_the_currency_of_the_platform(
    as_member: SignIn, client_member: Member
) -> None:
    sums: dict[str, Any] = {"currency": "KWD", "budget_min": 100_000, "budget_max": 100_000}
    post(client_member, now=clock.now(), title="A hundred dinars", **sums)
    browser, address = as_member(None), reverse("hiring:open")
    shown = ["A hundred dinars" in browser.get(address, {"least": n}).text for n in ("90", "110")]
    assert shown == [True, False]


@pytest.mark.parametrize(
    ("chosen", "expected"), [({}, "USD"), ({"default_currency": "SAR"}, "SAR")]
)
def test_the_api_takes_the_currency_of_what_is_answered(
    chosen: dict[str, str], expected: str, client_member: Member, seller: Member
) -> None:
    with override_settings(WAZZIFNI=chosen):
        client, writer = caller(client_member), caller(seller)
        brief = call(client, "briefs/", {"username": seller.username, "text": TEXT}).json()["id"]
        offer = call(writer, f"briefs/{brief}/offer/", api_terms()).json()
        assert offer["currency"] == expected
        dinars = api_terms(currency="KWD", price_amount=300_000)
        countered = call(client, f"offers/{offer['id']}/counter/", dinars).json()
        assert countered["currency"] == "KWD"
        again_ = call(writer, f"offers/{countered['id']}/counter/", api_terms()).json()
        assert again_["currency"] == "KWD"
        body = {"title": "A logo", "text": TEXT, "category": "design", "language": "ar"}
        posted = call(client, "posted-briefs/", {**body, "budget_kind": "open"}).json()
        assert posted["currency"] == expected
