"""The wallet's and the desk's pages in a real browser: nothing for axe, nothing beside the page."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from config.browser import DESKTOP, IS_NIGHT, PHONE, BrowserPeople, axe_violations, overflow
from marketplace.accounts.models import Member
from marketplace.core.money import Money
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import available_balance
from marketplace.ledger.services import (
    approve_payout,
    export_payouts,
    hold_in_escrow,
    mark_payout_unknown,
    release_escrow,
)
from marketplace.ledger.tests.books import account, put
from marketplace.ledger.tests.paying import start, tell
from marketplace.ledger.tests.withdrawing import withdraw

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
PASSWORD = "a-long-test-password"
# By day the first two.
LOOKS = (
    ("ar", ("light", PHONE)),
    ("en", ("dark", DESKTOP)),
    ("ur", ("dark", PHONE)),
    ("he", ("light", DESKTOP)),
)


@pytest.fixture
def lived_in(
    seller: Member, finance: Member, fund: Callable[..., object], now: datetime
) -> dict[str, list[str]]:
    """Fill a wallet and a desk; return the pages of each."""
    fund(seller, 128_400)
    fund(seller, 5_000, "SAR")
    put(account("order:1", AccountKind.ESCROW), 60_000, key="in", now=now)
    for number in range(1, 4):
        release_escrow(
            key=f"r{number}",
            reference="order:1",
            payee=seller,
            amount=Money(9_000 * number, "USD"),
            fee=1_800 * number,
            clears_at=timezone.now() + timedelta(days=3 * number),
            now=now,
        )
    hold_in_escrow(key="h", payer=seller, reference="order:2", amount=Money(7_000, "USD"), now=now)
    payouts = [withdraw(seller, now, amount) for amount in (5_000, 2_500, 3_000)]
    for payout in payouts[1:]:
        approve_payout(payout_id=payout.public_id, actor=finance, now=now)
    batch = export_payouts(currency="USD", actor=finance, now=now)
    mark_payout_unknown(
        payout_id=payouts[2].public_id, reason="No line yet", actor=finance, now=now
    )
    waiting = [start(seller, now), start(seller, now, gateway="bank_transfer")]
    strange = start(seller, now)
    tell(strange, now, money=Money(11_000, "USD"))
    tell(strange, now, event_id="m2", charge="c2")
    own = [payouts[0].public_id, *(row.public_id for row in (*waiting, strange))]
    return {
        "wallet": [
            "wallet/",
            "wallet/statement/",
            "wallet/statement/?account=clearing",
            "wallet/statement/?since=2020-01-01&until=2020-01-02",
            "wallet/top-up/",
            "wallet/withdraw/",
            f"wallet/payouts/{own[0]}/",
            *(f"wallet/payments/{one}/" for one in own[1:]),
            waiting[0].checkout_url.removeprefix("/en/").lstrip("/"),
        ],
        "desk": [
            "desk/finance/",
            *(f"desk/finance/payouts/{row.public_id}/" for row in payouts),
            f"desk/finance/batches/{batch.public_id}/",
            f"desk/finance/payments/{strange.public_id}/",
        ],
    }


@pytest.mark.slow
@pytest.mark.parametrize(("language", "look"), LOOKS if IS_NIGHT else LOOKS[:2])
def test_nothing_for_axe_and_nothing_beside_the_page(
    people: BrowserPeople,
    lived_in: dict[str, list[str]],
    seller: Member,
    finance: Member,
    language: str,
    look: tuple[str, dict[str, int]],
) -> None:
    theme, size = look
    prefix = "/" if language == "ar" else f"/{language}/"
    found: list[str] = []
    for member, pages in ((seller, lived_in["wallet"]), (finance, lived_in["desk"])):
        window = people.window(member, size=size, theme=theme)
        for page in pages:
            window.goto(prefix + page)
            beside = overflow(window)
            found += [f"{page} is {beside} px too wide"] if beside else []
            found += [f"{page}: {line}" for line in axe_violations(window)]
    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_topping_up_and_withdrawing_by_hand(
    people: BrowserPeople,
    seller: Member,
    finance: Member,
    fund: Callable[..., object],
    now: datetime,
    scripts: bool,  # noqa: FBT001  a parameter of the test
) -> None:
    """A person pays in and withdraws, finance decides; with scripts and without."""
    fund(seller, 1_000)
    withdraw(seller, now, 1_000)
    window = people.window(seller, size=PHONE, scripts=scripts)
    window.goto("/en/wallet/top-up/")
    window.get_by_label("Amount").fill("٦٠")
    window.get_by_text("Test payment").click()
    window.get_by_role("button", name="Go to payment").click()
    window.get_by_text("A card that pays at once").click()
    window.get_by_role("button", name="Do it").click()
    window.wait_for_url("**/en/wallet/")
    assert available_balance(seller, "USD") == 6_000

    window.get_by_role("link", name="Withdraw", exact=True).first.click()
    window.get_by_label("Amount").fill("25.50")
    window.get_by_role("button", name="Next").click()
    window.get_by_role("button", name="Confirm with your password").click()
    window.locator("input[name=password]").fill(PASSWORD)
    window.get_by_role("button", name="Go on").click()
    window.wait_for_url("**/wallet/payouts/**")
    assert available_balance(seller, "USD") == 3_450

    desk = people.window(finance, scripts=scripts)
    for _ in range(2):
        desk.goto("/en/desk/finance/")
        desk.locator("#requested a").first.click()
        desk.get_by_role("button", name="Approve").click()
        desk.wait_for_url("**/desk/finance/")
    desk.get_by_role("button", name="Export the file").click()
    desk.wait_for_url("**/batches/**")
    desk.on("dialog", lambda dialog: dialog.accept())
    desk.get_by_role("button", name="The bank paid all of them").click()
    desk.get_by_text("2 withdrawals marked as paid").wait_for()
    window.reload()
    with override("en"):
        window.get_by_text("Sent on").wait_for()
