"""A client posts a brief with a held budget, compares proposals, talks, hires: real browsers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from config.browser import DESKTOP, PHONE, BrowserPeople, axe_in_passing, overflow, shows
from config.testing import MakeMember
from config.tests.journeys.walk import Journey, press, send
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.ledger.queries import available_balance, escrow_balance
from marketplace.messaging.models import Message
from marketplace.orders.models import Order
from marketplace.orders.tests.world import fund

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TITLE = "هوية محمصة في أبها"


def post_and_hold(journey: Journey) -> PostedBrief:
    """The client posts a brief and holds its budget from the wallet."""
    page = journey.client
    page.goto(journey.path("/hire/open/"))
    page.locator("main a.btn-hire").first.click()
    page.fill("[name=title]", TITLE)
    page.fill("[name=text]", "نفتح بعد شهرين، ونريد **شعارًا** وأكياسًا لثلاث نكهات.")
    page.fill("[name=budget_min]", "٤٥٠")
    page.locator("main button[name=hold]").click()
    page.wait_for_url("**/hold/")
    press(page, "/hold/") if page.locator("form[action$='/hold/']").count() else send(page)
    page.wait_for_url("**/hire/open/*-*/")
    brief = PostedBrief.objects.get()
    assert shows(page, f"T-{brief.held_transfer}")
    assert axe_in_passing(page) == []
    return brief


def invite(journey: Journey, brief: PostedBrief, username: str) -> None:
    """The client invites one freelancer by name."""
    page = journey.client
    page.goto(journey.path(f"/hire/open/{brief.public_id}/invite/"))
    page.fill("[name=username]", username)
    send(page)
    journey.settle()


def propose(page: Page, address: str, price: str, scope: str) -> None:
    """A freelancer finds the brief and sends a proposal."""
    page.goto(address)
    page.locator("a[href$='/propose/']").click()
    page.fill("[name=title]", "هوية كاملة")
    page.fill("[name=scope]", scope)
    page.fill("[name=price]", price)
    page.fill("[name=delivery_days]", "٨")
    page.fill("[name=revisions]", "2")
    send(page)
    page.wait_for_url("**/hire/proposals/*/")


def warn_and_choose(journey: Journey, conversation: str) -> None:
    """The writer is told of a phone number, edits once, and sends another as it is."""
    page = journey.writer
    page.goto(journey.path(f"/inbox/{conversation}/"))
    page.fill("#message-body", "كلميني على ٠٥٥١٢٣٤٥٦٧")
    page.locator("#composer .btn-primary").click()
    page.wait_for_selector("#look-again")
    assert page.input_value("#message-body") == "كلميني على ٠٥٥١٢٣٤٥٦٧"
    assert Message.objects.filter(source__contains="٠٥٥").count() == 0
    assert axe_in_passing(page) == []
    page.fill("#message-body", "كلّمني هنا من فضلك")
    page.locator("#composer .btn-primary").click()
    page.wait_for_selector("text=كلّمني هنا من فضلك")
    page.fill("#message-body", "رقمي ٠٥٥١٢٣٤٥٦٧")
    page.locator("#composer .btn-primary").click()
    page.wait_for_selector("#look-again")
    page.locator("#look-again button[name=as_is]").click()
    page.wait_for_selector("#look-again", state="detached")
    assert Message.objects.filter(source="رقمي ٠٥٥١٢٣٤٥٦٧").count() == 1


@pytest.mark.parametrize(("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"])
def test_a_brief_with_a_held_budget_becomes_a_paid_order(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    omar = member_factory("omar", display_name="عمر السالم", language=lang)
    names = {"salma": "سلمى الحربي", "reem": "ريم", "layla": "ليلى"}
    writers = {
        name: member_factory(name, display_name=shown, language=lang)
        for name, shown in names.items()
    }
    fund(omar, 50_000, now=clock.now())
    journey = Journey(
        lang=lang,
        writer=people.window(writers["salma"], size=size),
        editor=people.window(size=size),
        client=people.window(omar, size=size),
        settle=settle,
    )
    brief = post_and_hold(journey)
    invite(journey, brief, "salma")
    address = journey.path(brief.get_absolute_url().removeprefix(f"/{lang}"))
    propose(journey.writer, address, "٤٢٠", "أقابل ثلاثة من زبائنك ثم أرسم اتجاهين.")
    for name, price in (("reem", "300"), ("layla", "520")):
        propose(
            people.window(writers[name], size=size), address, price, f"عرض {name}، وفيه الأكياس."
        )
    journey.settle()
    order = choose(journey, brief, writers["salma"])
    check_the_money(journey, brief, order, omar)


def choose(journey: Journey, brief: PostedBrief, writer: Member) -> Order:
    """The client compares, shortlists, writes, and accepts."""
    page = journey.client
    page.goto(journey.path(f"/hire/open/{brief.public_id}/proposals/"))
    assert page.locator("main table tbody tr").count() == 3
    proposal = Proposal.objects.get(freelancer=writer)
    assert proposal.is_invited
    press(page, f"/{proposal.public_id}/shortlist/")
    page.goto(journey.path(f"/hire/proposals/{proposal.public_id}/"))
    press(page, "/talk/")
    page.wait_for_url("**/inbox/**")
    proposal.refresh_from_db()
    warn_and_choose(journey, proposal.conversation_id)
    page.goto(journey.path(f"/hire/proposals/{proposal.public_id}/"))
    assert (proposal.state, overflow(page)) == ("shortlisted", 0)
    press(page, "/accept/")
    page.wait_for_url("**/orders/**")
    return Order.objects.get()


def check_the_money(journey: Journey, brief: PostedBrief, order: Order, omar: Member) -> None:
    """The held money paid the order, the rest is the client's, the others know."""
    journey.settle()
    brief.refresh_from_db()
    assert (order.paid_at is not None, brief.state, brief.held_amount) == (True, "hired", 0)
    assert escrow_balance(order.reference, "USD") == 42_000
    assert available_balance(omar, "USD") == 8_000
    others = Proposal.objects.exclude(state="accepted").values_list("state", flat=True)
    assert list(others) == ["closed", "closed"]
    call_command("check_ledger")
