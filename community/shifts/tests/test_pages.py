"""Pages: whose they are, what is typed stays, and one row more asks nothing more."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.shifts.models import Shift
from community.shifts.services import offering
from community.shifts.tests import world
from community.shifts.tests.world import DAY
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.form_fields import TYPED

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]


def statements(client: Client, address: str, **more: str) -> int:
    """Return how many statements a page takes once everything is warm."""
    client.get(address, **more)  # type: ignore[arg-type]
    with CaptureQueriesContext(connection) as found:
        assert client.get(address, **more).status_code == 200  # type: ignore[arg-type]
    return len(found)


def test_lists_take_the_same_for_one_row_and_for_three(
    noor: Member, tariq: Member, as_member: AsMember, now: datetime
) -> None:
    scopes = ["shifts:read"]
    keys = [
        create_token(member=who, name="t", scopes=scopes, now=clock.now()).key
        for who in (noor, tariq)
    ]
    heads = [{"HTTP_AUTHORIZATION": f"Bearer {key}"} for key in keys]
    desk, own, machine = as_member(noor), as_member(tariq), Client()

    def asked() -> tuple[int, ...]:
        return (
            statements(desk, "/en/desk/shifts/?tab=coming"),
            statements(own, "/en/shifts/"),
            statements(machine, "/api/v1/shifts/desk/?tab=coming", **heads[0]),
            statements(machine, "/api/v1/shifts/", **heads[1]),
        )

    world.offered(noor, tariq, now=now)
    before = asked()
    for number in (1, 2):
        world.offered(noor, tariq, now=now + number * DAY)
    assert asked() == before
    assert Shift.objects.count() == 3


def test_an_offer_is_typed_by_ones_own_clock(
    noor: Member, tariq: Member, as_member: AsMember
) -> None:
    Member.objects.filter(pk=noor.pk).update(timezone="Asia/Riyadh")
    zone = ZoneInfo("Asia/Riyadh")
    start = (clock.now() + 3 * DAY).replace(minute=0, second=0, microsecond=0)
    sent = {
        "member": "@tariq",
        "starts_at": start.astimezone(zone).strftime(TYPED),
        "ends_at": (start + timedelta(hours=2)).astimezone(zone).strftime(TYPED),
        "answer_by": (start - DAY).astimezone(zone).strftime(TYPED),
        "amount": "60.00",
        "expected": "Ten topics, kindly.",
    }
    browser = as_member(Member.objects.get(pk=noor.pk))
    refused = browser.post("/en/desk/shifts/offer/", {**sent, "member": "@nobody"})
    assert refused.status_code == 422
    assert "Ten topics, kindly." in refused.content.decode()
    assert browser.post("/en/desk/shifts/offer/", sent).status_code == 302
    made = Shift.objects.get()
    assert (made.starts_at, made.amount, made.member) == (start, 6_000, tariq)
    assert "can’t be offered" in browser.get("/en/desk/shifts/offer/?who=noor").content.decode()


def test_the_way_by_pages(noor: Member, tariq: Member, as_member: AsMember) -> None:
    early = clock.now() - 3 * DAY
    one = world.offered(noor, tariq, now=early)
    own, desk = as_member(tariq), as_member(noor)
    offering.accept_shift(shift=one, actor=tariq, now=early)
    page, at_desk = f"/en/shifts/{one.public_id}/", f"/en/desk/shifts/{one.public_id}/"
    assert own.post(f"{page}report/", {"topics": "3", "text": "Done."}).status_code == 422
    sent = {"topics": "٣", "minutes": "90", "text": "Done."}
    assert own.post(f"{page}report/", sent).status_code == 302
    less = {"less-amount": "60.00", "less-reason": "Half."}
    assert desk.post(f"{at_desk}question/", less).status_code == 422
    assert desk.post(f"{at_desk}question/", {**less, "less-amount": "30"}).status_code == 302
    assert "Half." in own.get(page).content.decode()
    other = as_member(world.member("zain", "community_manager"))
    decided = {"decide-amount": "45", "decide-reason": "Nine of ten."}
    assert other.post(f"{at_desk}decide/", decided).status_code == 302
    row = Shift.objects.get()
    assert (row.state, row.approved_amount, row.topics) == ("approved", 4_500, 3)


def test_a_shift_is_its_two_sides_alone(
    noor: Member, tariq: Member, stranger: Member, as_member: AsMember, now: datetime
) -> None:
    one = world.offered(noor, tariq, now=now)
    page, at_desk = f"/en/shifts/{one.public_id}/", f"/en/desk/shifts/{one.public_id}/"
    for who, address in ((stranger, page), (noor, page), (tariq, at_desk), (stranger, at_desk)):
        assert as_member(who).get(address).status_code == 404
    assert as_member(tariq).get(page).status_code == 200
    assert as_member(world.member("boss", "admin")).get(at_desk).status_code == 200
