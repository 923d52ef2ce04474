"""In browsers: a dispute with a split verdict and an appeal; reviews that stay sealed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command

from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits, send, submit
from marketplace.core import clock
from marketplace.core.money import percent_half_up
from marketplace.disputes.models import Dispute
from marketplace.gigs.choices import GigState
from marketplace.gigs.tests.factories import make_draft, put
from marketplace.ledger.queries import available_balance, wallet_of
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import TOTAL, order_in
from marketplace.reviews.models import Review

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SIZES = pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar-390", "en-1280"]
)
HARSH = "الشعار بثلاثة ألوان، وقد طلبت لونين."
KIND = "يعرف ما يريد ويجيب في ساعته."


def open_it(omar: Page, order_page: str) -> Dispute:
    """The client opens a dispute from the order and points to the delivery."""
    omar.goto(order_page)
    omar.locator(f"a[href$='{order_page}dispute/']").click()
    omar.select_option("[name=reason]", "not_as_agreed")
    omar.fill("[name=text]", HARSH)
    omar.check("[name=wanted][value=part]")
    omar.fill("[name=part]", "٢٠٠")
    omar.locator("main form details summary").click()
    omar.check("[name=refs][value='delivery:1']")
    submit(omar)
    return Dispute.objects.get()


def answer_it(salma: Page, prefix: str, dispute: Dispute) -> None:
    """The freelancer hears of it, reads it and answers with a split of her own."""
    salma.goto(f"{prefix}/notifications/")
    assert dispute.order.title in salma.locator("main").inner_text()
    salma.goto(f"{prefix}/disputes/{dispute.public_id}/")
    assert shows(salma, HARSH)
    salma.locator("a[href$='/answer/']").click()
    salma.fill("[name=text]", "اللون الثالث ظل للأول.")
    salma.fill("[name=refund_amount]", "50")
    submit(salma)


def halve_it(maya: Page, desk: str) -> None:
    """Support sees where each cent would go, and decides on half."""
    maya.goto(desk)
    assert shows(maya, HARSH)
    maya.check("[name=unit][value=percent]")
    maya.fill("[name=percent]", "٥٠")
    maya.fill("[name=reason]", "النصف يصلح، والنصف لا.")
    maya.locator("button[formaction*='/preview/']").click()
    shown = maya.locator("#decision [role=status]")
    shown.wait_for()
    assert "120.00" in shown.inner_text()
    assert fits(maya) == []
    decide(maya)


def decide(page: Page) -> None:
    """Press the verdict and confirm it."""
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator("#decision button.btn-primary").click()
    page.wait_for_url("**/desk/disputes/")


@SIZES
def test_a_dispute_is_split_appealed_and_split_again(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    roles: dict[str, tuple[str, ...]] = {"maya": ("support",), "rana": ("support",)}
    names = ("omar", "salma", "maya", "rana")
    cast = {name: member_factory(name, language=lang, roles=roles.get(name, ())) for name in names}
    omar, salma, maya, rana = (people.window(one, size=size) for one in cast.values())
    prefix = "" if lang == "ar" else f"/{lang}"
    order = order_in(
        OrderState.DELIVERED, cast["omar"], cast["salma"], now=clock.now() - timedelta(hours=3)
    )

    dispute = open_it(omar, f"{prefix}/orders/{order.public_id}/")
    settle()
    answer_it(salma, prefix, dispute)
    desk = f"{prefix}/desk/disputes/{dispute.public_id}/"
    halve_it(maya, desk)
    omar.reload()
    omar.locator("a[href$='/appeal/']").click()
    omar.fill("[name=text]", "لا أستطيع استعمال شيء منه.")
    submit(omar)
    maya.goto(desk)
    assert maya.locator("#decision").count() == 0
    rana.goto(desk)
    rana.fill("[name=amount]", "100.01")
    rana.fill("[name=reason]", "ثلث العمل لا يصلح.")
    decide(rana)
    settle()

    omar.reload()
    assert fits(omar, rana) == []
    assert available_balance(cast["omar"], "USD") == 10_001
    kept = TOTAL - 10_001
    assert sum(wallet.clearing for wallet in wallet_of(cast["salma"])) == kept - percent_half_up(
        kept, 2_000
    )
    call_command("check_ledger")


@SIZES
def test_reviews_are_sealed_until_both_have_written(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
) -> None:
    cast = {name: member_factory(name, language=lang) for name in ("omar", "salma")}
    moment = clock.now() - timedelta(hours=3)
    gig = put(make_draft(cast["salma"], moment), GigState.LIVE, moment)
    terms = {"gig_id": gig.pk, "questions": ()}
    order = order_in(OrderState.COMPLETED, cast["omar"], cast["salma"], now=moment, **terms)
    settle()
    omar, salma = (people.window(one, size=size) for one in cast.values())
    visitor = people.window(size=size)
    prefix = "" if lang == "ar" else f"/{lang}"
    page = f"{prefix}/orders/{order.public_id}/"

    omar.goto(page)
    omar.locator("a[href$='/review/']").click()
    write(omar, 2, HARSH)
    for reader, address in (
        (salma, page),
        (salma, f"{prefix}/u/salma/"),
        (visitor, f"{prefix}{gig.get_absolute_url().removeprefix(prefix)}"),
    ):
        reader.goto(address)
        assert HARSH not in reader.content()
    assert fits(omar) == []

    salma.goto(page)
    salma.locator("a[href$='/review/']").click()
    write(salma, 5, KIND)
    settle()
    assert shows(salma, HARSH)
    omar.reload()
    assert shows(omar, KIND)
    salma.locator("a[href$='/answer/']").click()
    salma.fill("[name=text]", "معك حق، وأرسلت نسخة بلونين.")
    send(salma)

    visitor.reload()
    assert shows(visitor, HARSH)
    assert shows(visitor, "معك حق")
    assert fits(visitor, salma) == []
    gig.refresh_from_db()
    assert (gig.rating_sum, gig.rating_count) == (200, 1)
    assert Review.objects.filter(revealed_at=None).count() == 0


def write(page: Page, stars: int, text: str) -> None:
    """Give the same stars for everything, and words."""
    for name in ("work", "communication", "agreed", "time"):
        page.check(f"[name={name}][value='{stars}']")
    page.fill("[name=text]", text)
    submit(page)
