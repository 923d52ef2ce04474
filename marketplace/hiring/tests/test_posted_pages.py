"""Posted briefs and proposals as pages and in the API: nothing typed is lost, lists stay cheap."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.testing import MakeMember
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.hiring import services
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.hiring.tests.posted_world import TEXT, again, post, propose, prove_held
from marketplace.ledger.choices import SandboxCard
from marketplace.ledger.queries import payments_of
from marketplace.ledger.services import use_sandbox_card
from marketplace.orders.models import Order
from marketplace.orders.tests.world import fund

SignIn = Callable[[Member | None], Client]


def fields(**given: Any) -> dict[str, Any]:
    return {
        "title": "هوية محمصة",
        "text": TEXT,
        "category": "design",
        "language": "ar",
        "skills": "شعار، تغليف",
        "budget_kind": "fixed",
        "budget_min": "٣٠٠",
        "budget_max": "",
        "currency": "USD",
        "days": "١٠",
        **given,
    }


def proposal_fields(**given: Any) -> dict[str, Any]:
    return {
        "title": "هوية كاملة",
        "scope": "شعار وأكياس",
        "price": "٢٨٠",
        "delivery_days": "٨",
        "revisions": "2",
        "questions": "من زبونك؟",
        **given,
    }


def test_a_brief_is_posted_in_arabic_digits(as_member: SignIn, client_member: Member) -> None:
    browser = as_member(client_member)
    answer = browser.post(reverse("hiring:post"), fields())
    brief = PostedBrief.objects.get()
    assert answer["Location"] == brief.get_absolute_url()
    assert (brief.budget_max, brief.skills) == (30_000, ["شعار", "تغليف"])
    page = as_member(None).get(brief.get_absolute_url())
    assert "<strong>شعارًا</strong>" in page.text
    wrong = reverse("hiring:posted", args=[brief.pk, "x"])
    assert as_member(None).get(wrong)["Location"] == brief.get_absolute_url()


def test_a_wrong_form_and_a_second_look_keep_what_was_typed(
    as_member: SignIn, client_member: Member
) -> None:
    browser = as_member(client_member)
    address = reverse("hiring:post")
    wrong = browser.post(address, fields(budget_kind="range"))
    assert (wrong.status_code, "هوية محمصة" in wrong.text) == (422, True)
    told = browser.post(address, fields(text=f"{TEXT} رقمي 0551234567"))
    assert (told.status_code, PostedBrief.objects.count()) == (422, 0)
    assert "0551234567</textarea>" in told.text
    (as_is,) = re.findall(r'name="as_is" value="([0-9a-f]+)"', told.text)
    changed = fields(text=f"{TEXT} رقمي 0561234567", as_is=as_is)
    assert browser.post(address, changed).status_code == 422
    sent = browser.post(address, fields(text=f"{TEXT} رقمي 0551234567", as_is=as_is))
    assert (sent.status_code, PostedBrief.objects.count()) == (302, 1)


@pytest.mark.parametrize("name", ["hiring:from_profile", "hiring:make_offer"])
def test_briefs_and_offers_to_one_point_it_out_too(
    name: str, as_member: SignIn, client_member: Member, seller: Member
) -> None:
    brief = services.send_brief(
        client=client_member, writer=seller, text=TEXT, title="x", now=clock.now()
    )
    if name == "hiring:from_profile":
        browser, address = as_member(client_member), reverse(name, args=[seller.username])
        given: dict[str, Any] = {"text": f"{TEXT} omar@roastery.com"}
    else:
        browser, address = as_member(seller), reverse(name, args=[brief.public_id])
        given = proposal_fields(scope="wa.me/966551234567", valid_days="7")
    told = browser.post(address, given)
    assert told.status_code == 422
    (as_is,) = re.findall(r'name="as_is" value="([0-9a-f]+)"', told.text)
    assert browser.post(address, {**given, "as_is": as_is}).status_code == 302


def test_a_proposal_goes_the_whole_way_and_a_budget_pays_it(
    as_member: SignIn, client_member: Member, seller: Member
) -> None:
    now = clock.now()
    fund(client_member, 30_000, now=now)
    brief = post(client_member, now=now)
    client, writer = as_member(client_member), as_member(seller)
    held = client.post(reverse("hiring:hold", args=[brief.public_id]), {"method": "wallet"})
    assert held["Location"] == brief.get_absolute_url()
    address = reverse("hiring:propose", args=[brief.public_id])
    assert writer.get(address).status_code == 200
    assert writer.post(address, proposal_fields(price="")).status_code == 422
    sent = writer.post(address, proposal_fields())
    proposal = Proposal.objects.get()
    assert sent["Location"] == proposal.get_absolute_url()
    assert writer.get(address)["Location"] == proposal.get_absolute_url()
    act = {name: reverse(f"hiring:{name}", args=[proposal.public_id]) for name in ACTS}
    assert client.post(act["shortlist"], {"wanted": "1"}).status_code == 302
    talk = client.post(act["talk"])
    assert client.get(talk["Location"]).status_code == 200
    stale = client.post(act["accept_proposal"], {"version": "7"})
    assert (stale.status_code, Order.objects.count()) == (409, 0)
    paid = client.post(act["accept_proposal"], {"version": "1"})
    order = Order.objects.get()
    assert paid["Location"] == order.get_absolute_url()
    assert (order.state, again(brief).state) == ("awaiting_requirements", "hired")
    assert client.get(reverse("hiring:pay", args=[brief.public_id])).status_code == 302
    prove_held()


ACTS = ("shortlist", "talk", "accept_proposal")


def test_the_rest_is_paid_at_a_gateway_and_used_on_return(
    as_member: SignIn, client_member: Member, seller: Member
) -> None:
    now = clock.now()
    fund(client_member, 30_000, now=now)
    brief = post(client_member, now=now)
    services.hold_budget(brief=brief, actor=client_member, now=now)
    proposal = propose(brief, seller, now=now, price=45_000)
    browser = as_member(client_member)
    address = reverse("hiring:accept_proposal", args=[proposal.public_id])
    chosen = browser.post(address, {"version": "1"})
    pay = reverse("hiring:pay", args=[brief.public_id])
    assert chosen["Location"] == pay
    page = browser.get(pay)
    assert "150.00" in page.text
    assert "From my wallet" not in page.text
    browser.post(pay, {"method": "sandbox", "request_key": "k1"})
    payment = payments_of(client_member).get()
    assert payment.amount == 15_000
    back = reverse("hiring:payment_back", args=[brief.public_id])
    assert browser.get(back).status_code == 302
    assert again(brief).state == "awarded"
    use_sandbox_card(ref=payment.gateway_ref, card=SandboxCard.PAY, now=clock.now())
    assert browser.get(back)["Location"] == Order.objects.get().get_absolute_url()
    assert (again(brief).state, Order.objects.get().paid_at is None) == ("hired", False)
    prove_held()


def test_a_client_manages_the_brief_from_its_page(
    as_member: SignIn, client_member: Member, seller: Member
) -> None:
    brief = post(client_member, now=clock.now())
    browser = as_member(client_member)

    def go(name: str, **given: Any) -> int:
        return browser.post(reverse(f"hiring:{name}", args=[brief.public_id]), given).status_code

    assert go("invite", username="@salma", note="Hello") == 302
    assert go("invite", username="nobody", note="kept") == 422
    assert go("extend_posted", days="٣٠") == 302
    assert go("extend_posted", days="x") == 422
    assert go("edit_posted", **fields(title="Another title")) == 302
    assert again(brief).title == "Another title"
    assert go("close_posted") == 302
    assert go("close_posted") == 409
    assert go("reopen_posted", days="5") == 302
    for name in ("compare", "invite", "edit_posted"):
        assert browser.get(reverse(f"hiring:{name}", args=[brief.public_id])).status_code == 200
    assert "Another title" in browser.get(reverse("hiring:my_posted")).text
    assert "Hello" in as_member(seller).get(reverse("hiring:open")).text


def count(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize("name", ["open", "my_posted", "my_proposals", "compare"])
def test_lists_ask_the_same_for_one_and_for_three(
    name: str, as_member: SignIn, client_member: Member, seller: Member, member_factory: MakeMember
) -> None:
    now = clock.now()
    first = post(client_member, now=now)
    propose(first, seller, now=now)
    browser = as_member(seller if name == "my_proposals" else client_member)
    args = [first.public_id] if name == "compare" else []
    address = reverse(f"hiring:{name}", args=args)
    one = count(browser, address)
    for _ in range(2):
        propose(post(client_member, now=now), seller, now=now)
        propose(first, member_factory(), now=now)
    assert count(browser, address) == one


@pytest.fixture
def api(client_member: Member) -> Callable[..., Any]:
    key = create_token(member=client_member, name="t", scopes=SCOPES, now=clock.now()).key

    def ask(method: str, path: str, body: object = None, key_: str = "k1") -> Any:
        headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": key_}
        client = Client(headers=headers)
        return client.generic(method, f"/api/v1/{path}", json.dumps(body or {}), "application/json")

    return ask


def test_the_api_does_what_the_pages_do(
    api: Callable[..., Any], client_member: Member, seller: Member
) -> None:
    now = clock.now()
    fund(client_member, 30_000, now=now)
    body = {
        "title": "A logo",
        "text": TEXT,
        "category": "design",
        "language": "ar",
        "budget_kind": "fixed",
        "budget_min": 30_000,
        "budget_max": 30_000,
    }
    told = api("POST", "posted-briefs/", body | {"text": f"{TEXT} 0551234567"}, "k0")
    assert (told.status_code, told.json()["code"]) == (422, "text_needs_a_look")
    made = api("POST", "posted-briefs/", body).json()
    held = api("POST", f"posted-briefs/{made['id']}/hold/", {}, "k2").json()
    assert (held["held_amount"], held["state"]) == (30_000, "open")
    brief = PostedBrief.objects.get(public_id=made["id"])
    proposal = propose(brief, seller, now=now)
    listed = api("GET", f"posted-briefs/{made['id']}/proposals/").json()["results"]
    assert [row["id"] for row in listed] == [proposal.public_id]
    accept = f"proposals/{proposal.public_id}/accept/"
    first = api("POST", accept, {"version": 1}, "k3")
    again_ = api("POST", accept, {"version": 1}, "k3")
    assert (first.status_code, first.json()) == (201, again_.json())
    assert Order.objects.get().public_id == first.json()["order"]
    assert api("GET", "posted-briefs/?box=mine").json()["results"][0]["state"] == "hired"
