"""Pages of relationships: nothing typed is lost, lists stay cheap, links are safe to prefetch."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.relationships import services
from marketplace.relationships.choices import Source
from marketplace.relationships.models import Contact, Introduction, Pulse, Retainer, Tie
from marketplace.relationships.queries.months import local_day
from marketplace.relationships.queries.pulses import pulse_path
from marketplace.relationships.services import ContactDraft
from marketplace.relationships.tests.world import (
    completed,
    fund,
    introduced,
    meet,
    offer,
    running,
    talk,
)

pytestmark = pytest.mark.django_db
SignIn = Callable[[Member | None], Client]


@pytest.fixture
def contact(seller: Member) -> Contact:
    draft = ContactDraft(name="Mona", email="mona@example.com")
    return services.add_contact(owner=seller, draft=draft, now=clock.now())


def test_a_refused_form_keeps_what_was_typed(
    contact: Contact, seller: Member, as_member: SignIn
) -> None:
    browser = as_member(seller)
    typed = {"name": "Another", "email": contact.email, "source": "event", "tags": "one, two"}
    answer = browser.post("/en/clients/add/", typed)
    assert answer.status_code == 422
    assert "This address is in your book already: Mona." in answer.content.decode()
    assert 'value="Another"' in answer.content.decode()


def test_a_wrong_file_names_its_lines(seller: Member, as_member: SignIn) -> None:
    file = SimpleUploadedFile("clients.csv", b"name,email\n,a@example.com\nMona,none\n")
    answer = as_member(seller).post("/en/clients/import/", {"file": file})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "the name is missing" in text
    assert "none is no e-mail address" in text
    assert Contact.objects.count() == 0


@pytest.mark.parametrize(
    ("address", "typed"),
    [
        ("add_note", {"text": ""}),
        ("add_reminder", {"text": "Ask", "due_on": "2020-01-01"}),
        ("record_deal", {"amount": "1,5", "currency": "USD", "made_on": "2026-01-01"}),
        ("record_deal", {"amount": "0", "currency": "USD", "made_on": "2026-01-01"}),
    ],
)
def test_what_cant_be_kept_is_shown_again(
    address: str, typed: dict[str, str], contact: Contact, seller: Member, as_member: SignIn
) -> None:
    url = reverse(f"relationships:{address}", args=[contact.public_id])
    assert as_member(seller).post(url, typed | {"source": "event"}).status_code == 422


def test_lists_ask_as_many_questions_for_three_as_for_one(
    seller: Member,
    as_member: SignIn,
    member_factory: MakeMember,
    django_assert_num_queries: Any,
) -> None:
    browser, now = as_member(seller), clock.now()
    pages = ("/en/clients/", "/en/clients/retainers/", "/en/clients/introductions/")
    _one_more(seller, member_factory, now)
    counts = {}
    for path in (*pages, "/en/clients/sources/"):
        browser.get(path)
        counts[path] = _count(browser, path)
    for _number in range(2):
        _one_more(seller, member_factory, now)
    for path, count in counts.items():
        with django_assert_num_queries(count):
            assert browser.get(path).status_code == 200


def _one_more(seller: Member, member_factory: MakeMember, now: Any) -> None:
    client, other = member_factory(), member_factory()
    meet(seller, client, now=now)
    completed(client, seller, now=now)
    running(seller, client, now=now, start_on=local_day(now, timezone=seller.timezone))
    introduced(client, other, seller, now=now)
    services.add_contact(owner=seller, draft=ContactDraft(name=client.username), now=now)


def _count(browser: Client, path: str) -> int:
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as counted:
        browser.get(path)
    return len(counted)


def test_opening_a_pulse_records_nothing_and_pressing_does(
    client_member: Member, seller: Member, as_member: SignIn
) -> None:
    now = clock.now()
    order = completed(client_member, seller, now=now)
    services.plan_pulses(order=order, now=now)
    services.ask_due_pulses(now=now, limit=9)
    pulse = Pulse.objects.get(stage="completion")
    path, visitor = f"/en{pulse_path(pulse)}", as_member(None)
    assert visitor.get(f"{path}?answer=happy").status_code == 200
    pulse.refresh_from_db()
    assert pulse.feeling == ""
    assert order.title not in visitor.get(path).content.decode()
    assert visitor.post(path, {"feeling": "angry"}).status_code == 422
    assert visitor.post(path, {"feeling": "happy"}).status_code == 302
    pulse.refresh_from_db()
    assert pulse.feeling == "happy"
    assert visitor.post(path, {"feeling": "satisfied"}).status_code == 422
    assert visitor.get(path[:-3] + "xx/").status_code == 422


def test_a_visitor_comes_by_the_link_and_signs_up(
    seller: Member, client_member: Member, as_member: SignIn
) -> None:
    code = services.calling_card_of(seller, now=clock.now()).code
    visitor = as_member(None)
    assert "Salma invites you" in visitor.get(f"/en/clients/join/{code}/").content.decode()
    answer = visitor.post(f"/en/clients/join/{code}/")
    assert answer["Location"].startswith("/en/accounts/signup/?next=")
    visitor.force_login(
        client_member, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert visitor.get("/en/clients/join/resume/").status_code == 302
    assert Tie.objects.get().source == "invitation"
    again = as_member(client_member).post(f"/en/clients/join/{code}/", follow=True)
    assert "You two have met here before" in again.content.decode()
    assert as_member(seller).post(f"/en/clients/join/{code}/").status_code == 422
    assert as_member(None).get("/en/clients/join/nothing/").status_code == 404


def test_a_link_on_our_own_pages_offers_no_yes(seller: Member, as_member: SignIn) -> None:
    code = services.calling_card_of(seller, now=clock.now()).code
    page = f"/en/clients/join/{code}/"
    from_here = as_member(None).get(page, headers={"referer": "http://testserver/gigs/1/"})
    assert "You came from a page of the platform." in from_here.content.decode()
    after_sign_in = as_member(None).get(
        page, headers={"referer": "http://testserver/accounts/login/"}
    )
    assert "Yes, I know Salma" in after_sign_in.content.decode()


def test_the_price_box_says_why(client_member: Member, seller: Member, as_member: SignIn) -> None:
    now = clock.now()
    card = services.calling_card_of(seller, now=now)
    browser = as_member(client_member)
    browser.post(f"/en/clients/join/{card.code}/")
    order = completed(client_member, seller, now=now)
    shown = as_member(seller).get(f"/en/orders/{order.public_id}/").content.decode()
    assert "you brought this client" in shown
    other = browser.get(f"/en/orders/{order.public_id}/").content.decode()
    assert "the freelancer brought you here" in other


def test_a_retainer_from_offer_to_payment(
    client_member: Member, seller: Member, as_member: SignIn
) -> None:
    now = clock.now()
    meet(seller, client_member, now=now)
    typed = {
        "title": "Care",
        "scope": "Every month",
        "unit": "hours",
        "quantity": "١٫٥",
        "price": "400",
        "start_on": local_day(now, timezone=seller.timezone).isoformat(),
        "carry_over": "none",
    }
    wrong = as_member(seller).post("/en/clients/retainers/new/omar/", typed | {"quantity": "0.013"})
    assert wrong.status_code == 422
    assert "Whole minutes, please." in wrong.content.decode()
    made = as_member(seller).post("/en/clients/retainers/new/omar/", typed)
    retainer = Retainer.objects.get()
    assert (made.status_code, retainer.quantity) == (302, 90)
    accepted = as_member(client_member).post(f"/en/clients/retainers/{retainer.public_id}/accept/")
    assert accepted["Location"].endswith("/pay/")
    shown = as_member(client_member).get(accepted["Location"]).content.decode()
    assert "$400.00" in shown
    fund(client_member, 40_000, now=now)
    paid = as_member(client_member).post(accepted["Location"], {"method": "wallet"})
    assert paid.status_code == 302
    assert retainer.periods.count() == 1
    page = as_member(seller).get(f"/en/clients/retainers/{retainer.public_id}/").content.decode()
    assert "1 hour and 30 minutes left" in page


def test_a_payment_at_a_gateway_begins_the_month(
    client_member: Member, seller: Member, as_member: SignIn, run_outbox: Callable[..., int]
) -> None:
    from marketplace.ledger.choices import SandboxCard  # noqa: PLC0415
    from marketplace.ledger.queries import payments_of  # noqa: PLC0415
    from marketplace.ledger.services import use_sandbox_card  # noqa: PLC0415

    now = clock.now()
    retainer = offer(
        seller, client_member, now=now, start_on=local_day(now, timezone=seller.timezone)
    )
    browser = as_member(client_member)
    pay = browser.post(f"/en/clients/retainers/{retainer.public_id}/accept/")["Location"]
    going = browser.post(pay, {"method": "sandbox", "request_key": "k1"})
    again = browser.post(pay, {"method": "sandbox", "request_key": "k1"})
    assert going["Location"] == again["Location"]
    payment = payments_of(client_member).get()
    use_sandbox_card(ref=payment.gateway_ref, card=SandboxCard.PAY, now=clock.now())
    run_outbox()
    assert browser.get(f"/en/clients/retainers/{retainer.public_id}/paid/").status_code == 302
    retainer.refresh_from_db()
    assert (retainer.state, retainer.periods.count()) == ("active", 1)


def test_an_introduction_by_names(
    client_member: Member, seller: Member, stranger: Member, as_member: SignIn
) -> None:
    talk(stranger, client_member, now=clock.now())
    browser = as_member(stranger)
    typed = {"client": "@omar", "freelancer": "nobody_here", "message": "You two!"}
    assert browser.post("/en/clients/introductions/new/", typed).status_code == 422
    typed["freelancer"] = "salma"
    made = browser.post("/en/clients/introductions/new/", typed)
    row = Introduction.objects.get()
    assert (made.status_code, row.seller) == (302, seller)
    yes = f"/en/clients/introductions/{row.public_id}/accept/"
    as_member(seller).post(yes)
    met = as_member(client_member).post(yes)
    assert "/inbox/" in met["Location"]
    talk_page = as_member(client_member).get(met["Location"]).content.decode()
    assert "Hire Salma" in talk_page
    assert "5%" in talk_page


def test_public_pages_are_for_everybody(as_member: SignIn) -> None:
    visitor = as_member(None)
    assert "18%" in visitor.get("/en/fees/").content.decode()
    assert visitor.get("/en/deals/").status_code == 200


def test_editing_something_else_leaves_how_a_client_came(
    client_member: Member, seller: Member, as_member: SignIn
) -> None:
    meet(seller, client_member, now=clock.now(), source=Source.REFERRAL)
    row = Contact.objects.get(owner=seller, member=client_member)
    browser = as_member(seller)
    page = browser.get(f"/en/clients/{row.public_id}/edit/").content.decode()
    assert '<option value="referral" selected>' in page
    typed = {"name": "Omar", "source": "referral", "phone": "+966"}
    assert browser.post(f"/en/clients/{row.public_id}/edit/", typed).status_code == 302
    row.refresh_from_db()
    assert (row.phone, row.source) == ("+966", Source.REFERRAL)
    typed["source"] = "search"
    assert browser.post(f"/en/clients/{row.public_id}/edit/", typed).status_code == 422


def test_after_a_no_the_page_tells_nobody_who_said_it(
    member_factory: MakeMember, client_member: Member, seller: Member, as_member: SignIn
) -> None:
    introducer, now = member_factory("noor", language="en"), clock.now()
    talk(introducer, client_member, now=now)
    row = services.propose_introduction(
        introducer=introducer, client=client_member, seller=seller, message="You!", now=now
    )
    services.accept_introduction(introduction=row, actor=client_member, now=now)
    page = f"/en/clients/introductions/{row.public_id}/"
    assert "said yes" in as_member(introducer).get(page).content.decode()
    services.decline_introduction(introduction=row, actor=seller, now=now)
    for member in (introducer, client_member):
        shown = as_member(member).get(page)
        assert (shown.status_code, "said yes" in shown.content.decode()) == (200, False)
