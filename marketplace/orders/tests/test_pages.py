"""The pages of orders: what each side sees and does, and who meets a closed door."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.addresses import in_language
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.services import (
    deliver_order,
    request_cancellation,
    request_extension,
    request_revision,
)
from marketplace.orders.tests.world import HOUR, TOTAL, fund, make_order, order_in

pytestmark = pytest.mark.django_db

Browser = Callable[[Member | None], Client]
STATES = list(OrderState)
ACT_PAGES = {
    "deliver": ("seller", OrderState.IN_PROGRESS),
    "stop_clock": ("seller", OrderState.IN_PROGRESS),
    "request_extension": ("seller", OrderState.IN_PROGRESS),
    "request_cancellation": ("client", OrderState.IN_PROGRESS),
    "request_revision": ("client", OrderState.DELIVERED),
    "complete": ("client", OrderState.DELIVERED),
    "cancel": ("client", OrderState.AWAITING_REQUIREMENTS),
    "checkout": ("client", OrderState.PENDING_PAYMENT),
}
POSTS = (
    "pay",
    "submit_requirements",
    "deliver",
    "request_revision",
    "complete",
    "stop_clock",
    "resume_clock",
    "request_extension",
    "accept_extension",
    "refuse_extension",
    "cancel",
    "request_cancellation",
    "withdraw_cancellation",
    "accept_cancellation",
    "refuse_cancellation",
)


@pytest.fixture(autouse=True)
def _clock_at(now: datetime, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: now + HOUR)


@pytest.fixture
def others(stranger: Member, support: Member) -> list[Member]:
    """Return those who are no side of the order."""
    return [stranger, support]


def page(name: str, order: Order, *more: str) -> str:
    return reverse(f"orders:{name}", args=[order.public_id, *more])


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_both_sides_see_the_order_in_every_state(
    state: OrderState,
    language: str,
    client_member: Member,
    seller: Member,
    now: datetime,
    as_member: Browser,
) -> None:
    order = order_in(state, client_member, seller, now=now)

    for member in (client_member, seller):
        prefix = "" if language == "ar" else "/en"
        answer = as_member(member).get(f"{prefix}/orders/{order.public_id}/")

        assert answer.status_code == 200
        assert order.number in answer.content.decode()


@pytest.mark.parametrize("name", ["detail", "checkout", "paid", *ACT_PAGES])
def test_pages_are_closed_to_everybody_else(
    name: str,
    client_member: Member,
    seller: Member,
    others: list[Member],
    now: datetime,
    as_member: Browser,
) -> None:
    _who, state = ACT_PAGES.get(name, ("client", OrderState.DELIVERED))
    order = order_in(state, client_member, seller, now=now)

    for other in others:
        assert as_member(other).get(page(name, order)).status_code == 404
    anonymous = as_member(None).get(page(name, order))
    assert anonymous.status_code == 302
    assert reverse("account_login") in anonymous["Location"]


@pytest.mark.parametrize("name", POSTS)
def test_posts_are_closed_to_everybody_else(
    name: str,
    client_member: Member,
    seller: Member,
    others: list[Member],
    now: datetime,
    as_member: Browser,
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    before = Order.objects.filter(pk=order.pk).values().get()

    for other in others:
        answer = as_member(other).post(page(name, order), {"reason": "x", "text": "x"})
        assert answer.status_code == 404
    assert as_member(None).post(page(name, order)).status_code == 302
    assert Order.objects.filter(pk=order.pk).values().get() == before


@pytest.mark.parametrize(("name", "case"), ACT_PAGES.items())
def test_each_act_has_a_page_for_its_side_only(
    name: str,
    case: tuple[str, OrderState],
    client_member: Member,
    seller: Member,
    now: datetime,
    as_member: Browser,
) -> None:
    who, state = case
    order = order_in(state, client_member, seller, now=now)
    mine, theirs = (client_member, seller) if who == "client" else (seller, client_member)

    assert as_member(mine).get(page(name, order)).status_code == 200
    if name not in ("stop_clock", "request_cancellation", "cancel"):
        answer = as_member(theirs).get(page(name, order))
        assert (answer.status_code, answer["Location"]) == (302, order.get_absolute_url())


def test_the_list_has_one_row_or_three_for_the_same_queries(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    browser = as_member(client_member)
    order_in(OrderState.DELIVERED, client_member, seller, now=now)
    browser.get(reverse("orders:list"))
    counted = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(reverse("orders:list"))
        assert answer.status_code == 200
        counted.append(len(queries))
        order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
        order_in(OrderState.PENDING_PAYMENT, client_member, seller, now=now)
    assert counted[0] == counted[1]


def test_the_page_costs_the_same_with_one_delivery_or_two(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    browser = as_member(client_member)
    order = order_in(OrderState.REVISION_REQUESTED, client_member, seller, now=now, revisions=5)
    browser.get(order.get_absolute_url())
    counted = []
    for number in range(2):
        with CaptureQueriesContext(connection) as queries:
            browser.get(order.get_absolute_url())
        counted.append(len(queries))
        file = SimpleUploadedFile(f"{number}.pdf", b"%PDF", content_type="application/pdf")
        deliver_order(order=order, actor=seller, note="Again.", files=[file], now=now)
        request_revision(order=order, actor=client_member, text="More.", now=now)
    assert counted[0] == counted[1]


def test_a_member_walks_from_payment_to_completion(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    fund(client_member, TOTAL, now=now)
    order = make_order(client_member, seller, now=now)
    client, freelancer = as_member(client_member), as_member(seller)

    paid = client.post(page("pay", order), {"method": "wallet"})
    assert (paid.status_code, paid["Location"]) == (302, order.get_absolute_url())
    picture = SimpleUploadedFile("shop.jpg", b"pixels", content_type="image/jpeg")
    started = client.post(
        page("submit_requirements", order),
        {"answer_1": "Abha", "answer_2": "Old", "answer_3": picture},
    )
    assert started.status_code == 302
    work = SimpleUploadedFile("logo.pdf", b"%PDF", content_type="application/pdf")
    delivered = freelancer.post(page("deliver", order), {"note": "**Here**", "files": work})
    assert delivered.status_code == 302
    client.post(page("request_revision", order), {"text": "Bolder, please."})
    freelancer.post(page("deliver", order), {"note": "Bolder."})
    client.post(page("complete", order))

    order.refresh_from_db()
    assert order.state == OrderState.COMPLETED
    text = client.get(in_language(order.get_absolute_url(), "en")).content.decode()
    for words in ("You accepted the work", "Bolder, please.", "logo.pdf", "shop.jpg", "Abha"):
        assert words in text
    file = order.files.get(name="logo.pdf")
    download = freelancer.get(page("file", order, file.public_id))
    assert b"".join(download) == b"%PDF"
    assert download["Content-Disposition"] == 'attachment; filename="logo.pdf"'


def test_files_are_for_the_two_sides(
    client_member: Member,
    seller: Member,
    stranger: Member,
    now: datetime,
    as_member: Browser,
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    work = SimpleUploadedFile("logo.pdf", b"%PDF", content_type="application/pdf")
    deliver_order(order=order, actor=seller, note="", files=[work], now=now)
    address = page("file", order, order.files.get().public_id)

    assert as_member(client_member).get(address).status_code == 200
    assert as_member(stranger).get(address).status_code == 404
    assert as_member(None).get(address).status_code == 302
    other = order_in(OrderState.IN_PROGRESS, stranger, seller, now=now)
    wrong = page("file", other, order.files.get().public_id)
    assert as_member(stranger).get(wrong).status_code == 404


def test_missing_answers_are_shown_with_what_was_typed(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)

    answer = as_member(client_member).post(
        page("submit_requirements", order), {"answer_1": "Abha Roastery"}
    )

    assert answer.status_code == 422
    assert "Abha Roastery" in answer.content.decode()


def test_a_second_click_is_refused_in_words(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    browser = as_member(client_member)
    browser.post(page("complete", order))

    again = browser.post(in_language(page("complete", order), "en"))

    assert again.status_code == 422
    assert "This order is completed." in again.content.decode()


def test_an_empty_delivery_is_refused_in_words(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)

    answer = as_member(seller).post(in_language(page("deliver", order), "en"), {"note": " "})

    assert answer.status_code == 422
    assert "Write what you deliver, or add a file." in answer.content.decode()


def test_what_the_other_side_asks_is_answered_on_the_page(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    request_extension(order=order, actor=seller, days=2, reason="More pages.", now=now)
    request_cancellation(order=order, actor=seller, reason="I am ill.", now=now)
    browser = as_member(client_member)

    text = browser.get(order.get_absolute_url()).content.decode()
    assert page("accept_extension", order) in text
    assert page("accept_cancellation", order) in text
    assert "I am ill." in text
    browser.post(page("accept_extension", order))
    browser.post(page("accept_cancellation", order))

    order.refresh_from_db()
    assert order.state == OrderState.REFUNDED


def test_reading_the_page_settles_the_order(
    client_member: Member,
    seller: Member,
    now: datetime,
    as_member: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=now)
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=3))

    text = as_member(seller).get(in_language(order.get_absolute_url(), "en")).content.decode()

    assert "Completed: the delivery was not answered in time" in text
    listed = as_member(seller).get(in_language(reverse("orders:list"), "en") + "?tab=completed")
    assert order.number in listed.content.decode()


def test_answers_that_were_sent_already_are_refused_in_words(
    client_member: Member, seller: Member, now: datetime, as_member: Browser
) -> None:
    order = order_in(OrderState.AWAITING_REQUIREMENTS, client_member, seller, now=now)
    browser, address = (
        as_member(client_member),
        in_language(page("submit_requirements", order), "en"),
    )
    given = {"answer_1": "Abha", "answer_2": "Old"}
    assert browser.post(address, given).status_code == 302

    again = browser.post(address, given)

    assert again.status_code == 422
    assert "The questions have been answered already." in again.content.decode()
