"""A newcomer bursts, is thanked and nominated; a shift is offered, worked and paid."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest

from community.gurus.tests import world as club
from community.reputation.services import count_everything_touched
from community.shifts.models import Shift
from community.shifts.services import timing
from community.shifts.tests.world import expert
from community.watch.services import looking, telling
from community.watch.tests import world as watched
from config.browser import DESKTOP, PHONE, BrowserPeople, shows
from config.testing import MakeMember
from config.tests.journeys.walk import fits, press
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.form_fields import TYPED
from marketplace.ledger.queries import wallet_of

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
LOOKS = pytest.mark.parametrize(
    ("lang", "size"), [("ar", PHONE), ("en", DESKTOP)], ids=["ar", "en"]
)
WORDS = "أجوبتك أنقذت مشروعين هذا الأسبوع."


@LOOKS
def test_a_newcomer_bursts_and_is_thanked(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    settings: Any,
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    noor = member_factory("noor", roles=("community_manager",), language=lang)
    now, prefix = clock.now(), "" if lang == "ar" else "/en"
    club.put_charter(noor, now=now)
    rima = member_factory(
        "rima",
        display_name="ريما الخطيب",
        language=lang,
        date_joined=now - timedelta(days=40),
    )
    watched.burst(rima, watched.people(4, now=now), now=now)
    count_everything_touched(now=now)
    looking.look_at_newcomers(now=now)
    telling.tell_managers(now=now, limit=9)
    settle()
    manager, newcomer = (people.window(one, size=size) for one in (noor, rima))
    manager.goto(f"{prefix}/notifications/")
    assert shows(manager, "ريما الخطيب")
    manager.goto(f"{prefix}/desk/watch/")
    assert fits(manager) == []
    manager.locator("main table a[href*='/desk/watch/']").first.click()
    manager.fill("[name=words]", WORDS)
    press(manager, "/thank/")
    assert shows(manager, WORDS)
    assert fits(manager) == []
    settle()
    newcomer.goto(f"{prefix}/notifications/")
    assert shows(newcomer, WORDS)
    manager.locator("main a[href*='/nominate/?who=rima']").click()
    assert manager.input_value("[name=candidate]") == "rima"


@LOOKS
def test_a_shift_is_offered_worked_and_paid(
    lang: str,
    size: dict[str, int],
    people: BrowserPeople,
    member_factory: MakeMember,
    settle: Callable[[], int],
    settings: Any,
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    noor = member_factory("noor", roles=("community_manager",), language=lang)
    now, prefix = clock.now(), "" if lang == "ar" else "/en"
    tariq = expert("tariq", now=now)
    Member.objects.filter(pk=tariq.pk).update(language=lang)
    manager, member = (people.window(one, size=size) for one in (noor, tariq))
    manager.goto(f"{prefix}/desk/shifts/offer/?who=tariq")
    assert fits(manager) == []
    offer(manager, noor.timezone, now)
    settle()
    one = Shift.objects.get()
    member.goto(f"{prefix}/shifts/")
    member.locator(f"main a[href*='{one.public_id}']").click()
    assert fits(member) == []
    press(member, "/accept/")
    # Two days go by.
    Shift.objects.update(
        starts_at=now - timedelta(hours=3),
        ends_at=now - timedelta(hours=1),
        answer_by=now - timedelta(hours=9),
    )
    member.goto(f"{prefix}/shifts/{one.public_id}/")
    report(member)
    manager.goto(f"{prefix}/desk/shifts/{one.public_id}/")
    assert fits(manager) == []
    press(manager, "/approve/")
    timing.move_due_shifts(now=clock.now(), limit=9)
    settle()
    member.goto(f"{prefix}/shifts/{one.public_id}/")
    assert fits(member) == []
    assert sum(balance.available for balance in wallet_of(tariq)) == 6_000


def offer(manager: Page, timezone: str, now: datetime) -> None:
    """The manager types hours, pay and what is expected."""
    zone, begins = ZoneInfo(timezone), now + timedelta(days=2)
    moments = {
        "starts_at": begins,
        "ends_at": begins + timedelta(hours=2),
        "answer_by": now + timedelta(days=1),
    }
    for name, moment in moments.items():
        manager.fill(f"[name={name}]", moment.astimezone(zone).strftime(TYPED))
    manager.fill("[name=amount]", "60")
    manager.fill("[name=expected]", "جواب في نصف ساعة، بلطف.")
    press(manager, "/offer/")
    manager.wait_for_url("**/desk/shifts/*/")


def report(member: Page) -> None:
    """The member says what was done."""
    member.fill("[name=topics]", "9")
    member.fill("[name=minutes]", "115")
    member.fill("[name=text]", "تسعة مواضيع، واثنان بقيا.")
    press(member, "/report/")
