"""Pages: whose they are, what stays typed, and that one row more asks the database nothing more."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.forum.models import Category
from community.gurus.models import Privilege
from community.gurus.services import giving
from community.gurus.tests import world as club
from community.worth.models import MemberMonth, ProgrammeCost, TicketPrice
from community.worth.queries.periods import next_month
from community.worth.services.costing import CostDraft, record_cost
from community.worth.services.pricing import PriceDraft, change_price, set_licence_cost
from community.worth.tests import world
from community.worth.views import costs as views
from marketplace.accounts.models import Member
from marketplace.core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("today")]
AsMember = Callable[..., Client]
DESK = "/en/desk/worth/"


@pytest.fixture
def today(now: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Let pages play on the day of the tests."""
    monkeypatch.setattr(clock, "now", lambda: now)
    return now


def statements(client: Client, address: str) -> int:
    """Return how many statements a page takes once everything is warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as found:
        assert client.get(address).status_code == 200
    return len(found)


def one_more(manager: Member, helper: Member, where: Category, now: datetime) -> None:
    """Add an answer of the helper and of a new guru, a price, a cost, a licence."""
    asker, other, fan = world.people(3, now=now)
    posts = world.answered(asker, where, helper, other, now=now)
    world.solved(*posts, now=now)
    world.liked(posts[0], fan, now=now)
    club.guru(manager, other, now=now)
    seen = TicketPrice.objects.count()
    draft = PriceDraft(
        month=next_month(now.date()), amount=8000 + seen, reason="Wages", seen_version=seen
    )
    change_price(actor=manager, draft=draft, now=now)
    cost = CostDraft(kind="other", month=now.date(), note="Cake", amount=900)
    record_cost(actor=manager, draft=cost, now=now)
    gift = giving.make_privilege(
        actor=manager, draft=giving.PrivilegeDraft(kind="early_access", title="Beta"), now=now
    )
    set_licence_cost(privilege=gift, actor=manager, amount=100, now=now)
    world.counted(now)


def test_lists_take_the_same_for_one_row_and_for_three(
    manager: Member, where: Category, as_member: AsMember, today: datetime
) -> None:
    club.put_charter(manager, now=today)
    (helper,) = world.people(1, now=today)
    one_more(manager, helper, where, today)
    browsers = {"": as_member(helper), "desk/": as_member(manager)}
    lists = [
        ("", "/en/worth/"),
        ("", "/en/worth/2026-11/"),
        ("desk/", DESK),
        ("desk/", f"{DESK}?scope=all&step=quarter"),
        ("desk/", f"{DESK}costs/"),
        ("desk/", f"{DESK}price/"),
        ("desk/", f"{DESK}members/{helper.username}/2026-11/"),
    ]
    before = {address: statements(browsers[who], address) for who, address in lists}
    for _number in range(2):
        one_more(manager, helper, where, today)
    after = {address: statements(browsers[who], address) for who, address in lists}
    assert after == before


def test_the_desk_shows_three_lenses_and_gives_csv(
    manager: Member, where: Category, as_member: AsMember, today: datetime
) -> None:
    club.put_charter(manager, now=today)
    (helper,) = world.people(1, now=today)
    one_more(manager, helper, where, today)
    browser = as_member(manager)
    page = browser.get(f"{DESK}?scope=all").content.decode()
    assert all(word in page for word in ("Classic", "Conservative", "Reach", "$175", "Range"))
    answer = browser.get(f"{DESK}csv/?scope=all")
    rows = answer.content.decode().lstrip("\ufeff").splitlines()
    assert rows[0].startswith("month,solutions,likes,price,cost,currency,classic_tickets")
    assert rows[-1].startswith("total,2,1,75.00,9.00,USD,2.3,150.00,175.00,175.00,166.00,1.0")


def test_a_period_that_makes_no_sense_is_said_and_shown_anyhow(
    manager: Member, as_member: AsMember
) -> None:
    answer = as_member(manager).get(f"{DESK}?since=2026-11-01&last=2026-01-01")
    assert answer.status_code == 422
    assert "60 months" in answer.content.decode()


def test_strangers_find_no_desk_and_members_see_their_own(as_member: AsMember) -> None:
    browser = as_member(club.member("layla"))
    assert browser.get("/en/worth/").status_code == 200
    assert browser.get("/en/worth/2026-11/").status_code == 200
    assert browser.get("/en/worth/nonsense/").status_code == 404
    for path in ("", "csv/", "costs/", "price/", "members/layla/", "members/layla/2026-11/"):
        assert browser.get(f"{DESK}{path}").status_code == 404
    assert as_member(None).get("/en/worth/").status_code == 302


def test_a_price_is_previewed_then_changed(manager: Member, as_member: AsMember) -> None:
    browser = as_member(manager)
    sent = {"month": "2026-12-01", "amount": "80.50", "reason": "Wages rose.", "seen": "0"}
    shown = browser.post(f"{DESK}price/preview/", sent).content.decode()
    assert "Nothing is written yet." in shown
    assert 'value="80.50"' in shown
    assert not TicketPrice.objects.exists()
    assert browser.post(f"{DESK}price/change/", sent).status_code == 302
    assert TicketPrice.objects.get().amount_minor == 8050
    again = browser.post(f"{DESK}price/change/", sent)
    assert again.status_code == 422
    assert "Wages rose." in again.content.decode()


def test_costs_are_written_down_and_corrected(manager: Member, as_member: AsMember) -> None:
    browser = as_member(manager)
    sent = {"month": "2026-11-01", "hours": "١٢", "minutes": "30", "rate": "20", "note": "Talks"}
    form = {f"hours-{name}": value for name, value in sent.items()}
    assert browser.post(f"{DESK}costs/hours/", form).status_code == 302
    row = ProgrammeCost.objects.get()
    assert (row.amount_minor, row.minutes) == (25_000, 750)
    wrong = browser.post(f"{DESK}costs/record/", {"cost-note": "Cups", "cost-amount": "x"})
    assert wrong.status_code == 422
    assert "Cups" in wrong.content.decode()
    right = {"hours": "10", "right": "0", "reason": "Miscounted"}
    assert browser.post(f"{row.get_absolute_url()}correct/", right).status_code == 302
    assert ProgrammeCost.objects.get(corrects=row).amount_minor == -5_000
    assert browser.get(row.get_absolute_url()).status_code == 200


def test_a_licence_gets_its_cost(manager: Member, as_member: AsMember, today: datetime) -> None:
    draft = giving.PrivilegeDraft(kind="early_access", title="Beta")
    giving.make_privilege(actor=manager, draft=draft, now=today)
    browser, gift = as_member(manager), Privilege.objects.get()
    address = f"{DESK}licences/{gift.public_id}/"
    assert browser.post(address, {"amount": "x"}).status_code == 422
    assert browser.post(address, {"amount": "49"}).status_code == 302
    assert "$49.00" in browser.get(f"{DESK}costs/").content.decode()


def test_a_months_page_explains_each_answer(
    where: Category, as_member: AsMember, today: datetime
) -> None:
    asker, helper, fan = world.people(3, now=today)
    (post,) = world.answered(asker, where, helper, now=today)
    world.solved(post, now=today)
    world.liked(post, fan, now=today)
    world.counted(today)
    page = as_member(helper).get("/en/worth/2026-11/").content.decode()
    assert "Its likes are in the solution already." in page
    assert post.topic.title in page


@pytest.mark.parametrize("month", ["9999-12", "9997-01", "0001-01", "2026-13", "soon"])
def test_what_is_no_month_of_ours_isnt_found(as_member: AsMember, month: str) -> None:
    assert as_member(club.member("layla")).get(f"/en/worth/{month}/").status_code == 404


def test_a_form_that_wrote_a_line_writes_another_only_when_sent_again(
    manager: Member, as_member: AsMember
) -> None:
    browser, address = as_member(manager), f"{DESK}costs/record/"
    sent = {
        "cost-kind": "other",
        "cost-month": "2026-11-01",
        "cost-amount": "9",
        "cost-note": "Tea",
    }
    assert browser.post(address, {**sent, "cost-token": "once"}).status_code == 302
    changed = {**sent, "cost-amount": "19", "cost-note": "Tea and cake"}
    answer = browser.post(address, {**changed, "cost-token": "once"})
    page = answer.content.decode()
    assert (answer.status_code, ProgrammeCost.objects.count()) == (422, 1)
    assert "Tea and cake" in page
    token = re.findall(r'name="cost-token" value="([^"]+)"', page)
    assert browser.post(address, {**changed, "cost-token": token[0]}).status_code == 302
    sums = ProgrammeCost.objects.order_by("id").values_list("amount_minor", flat=True)
    assert list(sums) == [900, 1900]


def test_who_is_suspended_is_named_without_a_way_to_nothing(
    manager: Member, as_member: AsMember, today: datetime
) -> None:
    member = club.member("layla")
    MemberMonth.objects.create(member=member, month=today.date().replace(day=1), solutions=1)
    Member.objects.filter(pk=member.pk).update(is_active=False)
    page = as_member(manager).get(f"{DESK}?scope=all").content.decode()
    assert member.display_name in page
    assert f"{DESK}members/layla/" not in page


def test_a_member_reads_who_else_sees_it(as_member: AsMember) -> None:
    page = as_member(club.member("layla")).get("/en/worth/").content.decode()
    assert "Only you, community managers and administrators see it" in page
    assert as_member(club.member("omar", "admin")).get(f"{DESK}members/layla/").status_code == 200


def test_a_price_that_came_first_is_shown_and_the_words_stay(
    manager: Member, as_member: AsMember, today: datetime
) -> None:
    month = next_month(today.date())
    sent = {"month": month.isoformat(), "amount": "90.00", "reason": "Wages rose.", "seen": "0"}
    other = PriceDraft(month=month, amount=8_400, reason="Rent", seen_version=0)
    change_price(actor=manager, draft=other, now=today)
    browser = as_member(manager)
    refused = browser.post(f"{DESK}price/change/", sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "Wages rose.</textarea>" in page
    assert "Rent" in page
    (seen,) = re.findall(r'name="seen" value="(\d+)"', page)
    again = browser.post(f"{DESK}price/change/", {**sent, "seen": seen})
    assert again.status_code == 302
    assert TicketPrice.objects.order_by("version").last().reason == "Wages rose."  # type: ignore[union-attr]


def test_pages_of_a_list_lead_to_the_list_after_a_refusal(
    manager: Member, as_member: AsMember, today: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "PER_PAGE", 1)
    month = next_month(today.date())
    for seen in range(2):
        draft = PriceDraft(month=month, amount=8_000 + seen, reason="Wages", seen_version=seen)
        change_price(actor=manager, draft=draft, now=today)
        cost = CostDraft(kind="other", month=today.date(), note="Cake", amount=900)
        record_cost(actor=manager, draft=cost, now=today)
    browser = as_member(manager)
    for address, wanted in (
        ("costs/record/", "costs/"),
        ("price/change/", "price/"),
        ("price/preview/", "price/"),
    ):
        answer = browser.post(f"{DESK}{address}", {})
        assert answer.status_code == 422
        assert f'href="{DESK}{wanted}?page=2"' in answer.content.decode()
