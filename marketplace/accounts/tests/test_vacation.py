"""Vacations: midnight to midnight, by themselves, without touching what runs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from marketplace.accounts.errors import (
    AddressNotShown,
    NoVacation,
    SpokenUnknown,
    VacationWrong,
    YearsWrong,
)
from marketplace.accounts.models import Member, Profile
from marketplace.accounts.queries import cv_entries_of
from marketplace.accounts.services import (
    EntryDraft,
    ProfileDetails,
    end_past_vacations,
    end_vacation,
    save_cv_entries,
    set_vacation,
    update_details,
)
from marketplace.gigs.choices import GigState
from marketplace.gigs.errors import SellerOnVacation
from marketplace.gigs.models import Gig
from marketplace.gigs.queries import gig_cards
from marketplace.gigs.tests.factories import make_draft, put
from marketplace.notifications.models import Notification
from marketplace.orders.services import (
    order_package,
    pay_from_wallet,
    submit_requirements,
)
from marketplace.orders.tests.world import fund

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SignIn = Callable[[Member | None], Client]
# Midnight in Riyadh is 21:00 the day before in UTC.
BEGIN, BACK = datetime(2026, 11, 24, 21, tzinfo=UTC), datetime(2026, 11, 28, 21, tzinfo=UTC)


def away(member: Member, now: datetime, *, takes_orders: bool = False) -> Profile:
    return set_vacation(
        member=member,
        first_day=date(2026, 11, 25),
        last_day=date(2026, 11, 28),
        words="In the mountains",
        takes_orders=takes_orders,
        now=now,
    )


@pytest.fixture
def gig(seller: Member, now: datetime) -> Gig:
    return put(make_draft(seller, now, language="en"), GigState.LIVE, now)


def package_of(gig: Gig) -> int:
    package = gig.packages.filter(is_offered=True).order_by("position").first()
    assert package is not None
    return package.pk


def test_it_begins_and_ends_at_the_members_midnight(seller: Member, now: datetime) -> None:
    profile = away(seller, now)
    assert (profile.vacation_from_at, profile.vacation_until_at) == (BEGIN, BACK)
    second = timedelta(seconds=1)
    seen = [profile.away_until(at) for at in (BEGIN - second, BEGIN, BACK - second, BACK)]
    assert seen == [None, BACK, BACK, None]


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 11, 25), date(2026, 11, 24)),
        (date(2026, 11, 1), date(2026, 11, 22)),
        (date(2026, 11, 25), date(2027, 2, 23)),
    ],
)
def test_days_that_make_no_vacation(first: date, last: date, seller: Member, now: datetime) -> None:
    with pytest.raises(VacationWrong):
        set_vacation(
            member=seller, first_day=first, last_day=last, words="", takes_orders=False, now=now
        )
    with pytest.raises(NoVacation):
        end_vacation(member=seller, now=now)


def test_orders_are_refused_with_the_day_of_return(
    gig: Gig, seller: Member, client_member: Member, as_member: SignIn, now: datetime
) -> None:
    away(seller, now)
    before = order_package(
        package_id=package_of(gig), extra_ids=[], actor=client_member, now=BEGIN - DAY
    )
    assert before.not_before_at is None
    with pytest.raises(SellerOnVacation) as refused:
        order_package(package_id=package_of(gig), extra_ids=[], actor=client_member, now=BEGIN)
    assert "2026-11-29" in str(refused.value)
    after = order_package(package_id=package_of(gig), extra_ids=[], actor=client_member, now=BACK)
    assert after.not_before_at is None
    assert as_member(client_member).get(f"/en{gig.get_absolute_url()}").status_code == 200


def test_orders_that_may_wait_are_counted_from_the_return(
    gig: Gig, seller: Member, client_member: Member, now: datetime
) -> None:
    away(seller, now, takes_orders=True)
    fund(client_member, 500_000, now=now)
    deadlines = []
    for begun in (BEGIN + DAY, BACK):
        order = order_package(
            package_id=package_of(gig), extra_ids=[], actor=client_member, now=begun
        )
        order = pay_from_wallet(order=order, actor=client_member, now=begun)
        if begun != BACK:
            end_vacation(member=seller, now=begun)
        answers = dict.fromkeys(order.questions.values_list("position", flat=True), "An answer")
        if answers:
            order = submit_requirements(
                order=order, actor=client_member, answers=answers, now=begun
            )
        deadlines.append(order.delivery_due_at)
    # The first was placed in the vacation: its return stays what it was, though it ended early.
    assert deadlines[0] == deadlines[1]


def test_it_ends_by_itself_and_the_member_hears_of_it(
    seller: Member, now: datetime, run_outbox: Callable[..., int]
) -> None:
    away(seller, now)
    assert end_past_vacations(now=BACK - DAY, limit=10) == 0
    assert [end_past_vacations(now=BACK, limit=10) for _ in range(2)] == [1, 0]
    run_outbox(BACK)
    assert Notification.objects.get(member=seller).kind == "accounts.vacation_ended"
    assert Profile.objects.get(member=seller).vacation_until_at is None


def test_visitors_read_when_somebody_is_back(gig: Gig, seller: Member, as_member: SignIn) -> None:
    today = datetime.now(UTC)
    set_vacation(
        member=seller,
        first_day=(today - DAY).date(),
        last_day=(today + 3 * DAY).date(),
        words="In the mountains",
        takes_orders=False,
        now=today,
    )
    for path in (f"/en{gig.get_absolute_url()}", "/en/u/salma/"):
        page = as_member(None).get(path).content.decode()
        assert "On vacation, back on" in page
        assert "In the mountains" in page
    own = as_member(seller)
    assert "You are away" in own.get("/en/accounts/settings/vacation/").content.decode()
    assert own.post("/en/accounts/settings/vacation/end/").status_code == 302
    assert "On vacation" not in as_member(None).get("/en/u/salma/").content.decode()


def test_details_are_checked(seller: Member) -> None:
    def details(**given: object) -> ProfileDetails:
        fields = {"city": "", "spoken": [], "links": [], "weekly_hours": None, **given}
        return ProfileDetails(**fields)  # type: ignore[arg-type]

    for spoken in ([("xx", "native")], [("ar", "superb")]):
        with pytest.raises(SpokenUnknown):
            update_details(member=seller, details=details(spoken=spoken))
    for address in ("javascript:alert(1)", "http://10.0.0.1/", "mailto:a@b.example"):
        with pytest.raises(AddressNotShown):
            update_details(member=seller, details=details(links=[("x", address)]))


@pytest.mark.parametrize(("begin", "end"), [(1900, None), (2020, 2010), (2020, 2099)])
def test_years_make_sense(begin: int, end: int | None, seller: Member, now: datetime) -> None:
    entry = EntryDraft(kind="experience", title="Work", from_year=begin, until_year=end)
    with pytest.raises(YearsWrong):
        save_cv_entries(member=seller, entries=[entry], now=now)


def test_the_cvs_form_keeps_what_is_typed(seller: Member, as_member: SignIn) -> None:
    browser = as_member(seller)
    rows = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0"}
    line = {"form-0-kind": "experience", "form-0-title": "Work", "form-0-from_year": "٢٠٢٠"}
    empty = {"form-1-kind": "experience"}
    address = "/en/accounts/settings/cv/"
    wrong = browser.post(address, {**rows, **empty, **line, "form-0-from_year": ""})
    assert wrong.status_code == 422
    assert 'value="Work"' in wrong.content.decode()
    assert browser.post(address, {**rows, **line, **empty}).status_code == 302
    assert [entry.from_year for entry in cv_entries_of(seller)] == [2020]


def test_cards_say_when_somebody_is_back(
    gig: Gig, seller: Member, now: datetime, django_assert_num_queries: Any
) -> None:
    away(seller, now)
    told = []
    for moment in (BEGIN - DAY, BEGIN, BACK):
        with django_assert_num_queries(1):
            (card,) = gig_cards(now=moment)
        told.append(card.away_until)
    assert (card.id, told) == (gig.pk, [None, BACK, None])
