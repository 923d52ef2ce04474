"""Prices and costs: who may, what is refused, what stands afterwards."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from community.gurus.services import giving
from community.gurus.tests import world as club
from community.worth import errors
from community.worth.choices import CostKind
from community.worth.models import LicenceCost, ProgrammeCost, TicketPrice
from community.worth.queries import SourceCost, register_costs
from community.worth.queries.costs import costs_of
from community.worth.queries.periods import Months, months_between
from community.worth.queries.prices import prices
from community.worth.services.costing import CostDraft, correct_cost, record_cost
from community.worth.services.pricing import PriceDraft, change_price, set_licence_cost
from marketplace.accounts.models import Member
from marketplace.core.errors import Conflict, DomainError
from marketplace.core.models import AuditRecord, OutboxEvent

pytestmark = pytest.mark.django_db
NOVEMBER, DECEMBER, JANUARY = date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)


def draft(**given: Any) -> PriceDraft:
    """Return a price as it is typed."""
    usual = {"month": DECEMBER, "amount": 9000, "reason": "Wages rose.", "seen_version": 0}
    return PriceDraft(**{**usual, **given})


def cost(**given: Any) -> CostDraft:
    """Return a cost as it is typed."""
    return CostDraft(
        **{"kind": "prizes", "month": NOVEMBER, "note": "Cups", "amount": 500, **given}
    )


def test_a_price_holds_from_its_month_on(manager: Member, now: datetime) -> None:
    change_price(actor=manager, draft=draft(), now=now)
    change_price(actor=manager, draft=draft(month=JANUARY, amount=8000, seen_version=1), now=now)
    held = prices()
    found = [held.of(month) for month in (date(2020, 1, 1), NOVEMBER, DECEMBER, JANUARY)]
    assert found == [7500, 7500, 9000, 8000]
    assert AuditRecord.objects.filter(action="ticket_price_changed").count() == 2
    assert OutboxEvent.objects.filter(name="TicketPriceChanged").count() == 2


def test_of_two_prices_for_a_month_the_last_holds(manager: Member, now: datetime) -> None:
    change_price(actor=manager, draft=draft(), now=now)
    change_price(actor=manager, draft=draft(amount=8500, seen_version=1), now=now)
    assert prices().of(JANUARY) == 8500


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"month": NOVEMBER}, errors.PriceTooEarly),
        ({"month": date(2026, 1, 1)}, errors.PriceTooEarly),
        ({"amount": 0}, errors.PriceTooSmall),
        ({"reason": "  "}, errors.WorthReasonMissing),
        ({"amount": 7500}, errors.WorthUnchanged),
        ({"seen_version": 3}, Conflict),
    ],
)
def test_a_price_is_refused(
    manager: Member, now: datetime, given: dict[str, Any], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        change_price(actor=manager, draft=draft(**given), now=now)
    assert not TicketPrice.objects.exists()


def test_only_managers_write(now: datetime) -> None:
    for who in (club.member("layla"), club.member("rami", "finance")):
        with pytest.raises(errors.NotWorthsManager):
            change_price(actor=who, draft=draft(), now=now)
        with pytest.raises(errors.NotWorthsManager):
            record_cost(actor=who, draft=cost(), now=now)
    admin = club.member("sami", "admin")
    assert record_cost(actor=admin, draft=cost(), now=now).amount_minor == 500


def test_staff_hours_cost_by_the_hour(manager: Member, now: datetime) -> None:
    made = record_cost(
        actor=manager, draft=cost(kind="staff", minutes=90, rate=2001, amount=7), now=now
    )
    assert (made.amount_minor, made.minutes, made.rate_minor) == (3002, 90, 2001)
    assert OutboxEvent.objects.get(name="ProgrammeCostRecorded").payload["amount"] == 3002


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"month": DECEMBER}, errors.CostAhead),
        ({"amount": 0}, errors.CostWithoutSum),
        ({"note": " "}, errors.WorthReasonMissing),
        ({"kind": "staff"}, errors.CostWithoutSum),
    ],
)
def test_a_cost_is_refused(
    manager: Member, now: datetime, given: dict[str, Any], refusal: type[DomainError]
) -> None:
    with pytest.raises(refusal):
        record_cost(actor=manager, draft=cost(**given), now=now)
    assert not ProgrammeCost.objects.exists()


def test_the_same_form_twice_is_one_line(manager: Member, now: datetime) -> None:
    made = [record_cost(actor=manager, draft=cost(token="t"), now=now) for _again in range(2)]
    assert made[0] == made[1]


def test_a_correction_is_a_line_of_its_own(manager: Member, now: datetime) -> None:
    made = record_cost(actor=manager, draft=cost(kind="staff", minutes=600, rate=3000), now=now)
    for right in (480, 300, 0):
        correct_cost(cost=made, actor=manager, right=right, reason="Miscounted", now=now)
    rows = ProgrammeCost.objects.filter(corrects=made).order_by("id")
    found = list(rows.values_list("amount_minor", "minutes"))
    assert found == [(-6000, -120), (-9000, -180), (-15000, -300)]
    assert costs_of(Months(NOVEMBER, NOVEMBER)).total == 0
    with pytest.raises(errors.WorthUnchanged):
        correct_cost(cost=made, actor=manager, right=0, reason="Again", now=now)
    with pytest.raises(errors.CorrectionCorrected):
        correct_cost(cost=rows[0], actor=manager, right=1, reason="Again", now=now)


def test_licences_cost_what_they_cost_when_given(manager: Member, now: datetime) -> None:
    one, two, three = club.club(manager, now=now)
    gift = giving.make_privilege(
        actor=manager, draft=giving.PrivilegeDraft(kind="licence", title="Editor"), now=now
    )
    giving.add_codes(privilege=gift, actor=manager, text="A\nB\nC", now=now)

    def give(whom: Any, at: datetime) -> Any:
        return giving.grant_privilege(privilege=gift, membership=whom, actor=manager, now=at)

    taken = give(one, now)
    giving.revoke_privilege(grant=taken, actor=manager, reason="Gone", now=now)
    later, last = now + club.DAY, now + 20 * club.DAY
    set_licence_cost(privilege=gift, actor=manager, amount=1000, now=later)
    give(two, later)
    set_licence_cost(privilege=gift, actor=manager, amount=1500, now=last)
    give(three, last)
    with pytest.raises(errors.WorthUnchanged):
        set_licence_cost(privilege=gift, actor=manager, amount=1500, now=last)
    found = costs_of(Months(NOVEMBER, DECEMBER))
    assert found.by_month() == {NOVEMBER: 2000, DECEMBER: 1500}
    assert dict(found.by_kind())[CostKind.LICENCES] == 3500


def test_other_parts_tell_costs_and_currencies_stay_apart(now: datetime) -> None:
    told = [
        SourceCost("prizes", date(2026, 11, 9), 700, "USD"),
        SourceCost("prizes", date(2026, 11, 9), 900, "EUR"),
    ]
    register_costs("prizes", lambda _since, _until: told, label="Elected contests")
    found = costs_of(months_between(None, None, today=now.date()))
    assert found.total == 700
    assert [(one.amount, one.currency, one.label) for one in found.apart] == [
        (900, "EUR", "Elected contests")
    ]


def test_the_database_refuses_changes(manager: Member, now: datetime) -> None:
    gift = giving.make_privilege(
        actor=manager, draft=giving.PrivilegeDraft(kind="early_access", title="Beta"), now=now
    )
    change_price(actor=manager, draft=draft(), now=now)
    record_cost(actor=manager, draft=cost(), now=now)
    set_licence_cost(privilege=gift, actor=manager, amount=1, now=now)
    for model in (TicketPrice, ProgrammeCost, LicenceCost):
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all().update(amount_minor=3)
        with pytest.raises(IntegrityError), transaction.atomic():
            model.objects.all()._raw_delete("default")
