"""By token: what moves pay needs a key, and the same key moves it once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from community.shifts.models import Shift
from community.shifts.tests import world
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock

pytestmark = pytest.mark.django_db
WHY = {"reason": "The hours fell away."}


def send(who: Member, path: str, body: dict[str, Any], *, key: str = "") -> Any:
    token = create_token(member=who, name="t", scopes=["shifts:write"], now=who.date_joined).key
    heads = {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key else {})
    return Client().post(f"/api/v1/shifts/{path}", body, "application/json", headers=heads)


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("decline", {}),
        ("cancel", WHY),
        ("agree", {}),
        ("withdraw", WHY),
        ("desk-cancel", WHY),
        ("approve", {}),
        ("decide", {"amount": 0, "reason": "Nobody came."}),
    ],
)
def test_what_moves_pay_needs_a_key(
    verb: str, body: dict[str, Any], noor: Member, tariq: Member, now: datetime
) -> None:
    shift = world.offered(noor, tariq, now=now)
    actor = tariq if verb in {"decline", "cancel", "agree"} else noor
    refused = send(actor, f"{shift.public_id}/{verb}/", body)
    assert refused.json()["code"] == "idempotency_key_missing"
    assert Shift.objects.get() == shift


def test_an_offer_under_one_key_is_paid_in_once(noor: Member, now: datetime) -> None:
    world.expert("salma", now=now)
    draft = world.draft(noor, now=clock.now())
    body = {
        "member": "salma",
        "starts_at": draft.starts_at.isoformat(),
        "ends_at": draft.ends_at.isoformat(),
        "answer_by": draft.answer_by.isoformat(),
        "amount": draft.amount,
        "currency": draft.currency,
        "expected": draft.expected,
    }
    assert send(noor, "", body).json()["code"] == "idempotency_key_missing"
    first, second = (send(noor, "", body, key="one") for _twice in range(2))
    assert (first.status_code, second.json()) == (201, first.json())
    assert Shift.objects.count() == 1
