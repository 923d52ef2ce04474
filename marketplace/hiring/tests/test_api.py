"""Briefs and offers by token: scopes, strangers, and one effect for each key."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.hiring.models import Brief, Offer
from marketplace.orders.models import Order

TEXT = "نفتح محمصة في أبها بعد شهرين ونريد شعارًا."
SCOPES = ("briefs:read", "briefs:write", "offers:read", "offers:write")


def caller(member: Member, *scopes: str) -> Client:
    token = create_token(member=member, name="test", scopes=scopes or SCOPES, now=clock.now())
    return Client(headers={"Authorization": f"Bearer {token.key}"})


def post(api: Client, path: str, body: dict[str, Any], key: str = "") -> Any:
    headers = {"Idempotency-Key": key} if key else {}
    return api.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)


def terms(**given: Any) -> dict[str, Any]:
    return {
        "title": "هوية",
        "scope": "شعار",
        "price_amount": 30_000,
        "delivery_days": 5,
        "revisions": 1,
        **given,
    }


def test_a_brief_becomes_an_order(client_member: Member, seller: Member, stranger: Member) -> None:
    client, writer, other = caller(client_member), caller(seller), caller(stranger)
    sent = post(client, "briefs/", {"username": "salma", "text": TEXT})
    assert sent.status_code == 201
    brief = sent.json()["id"]
    assert other.get(f"/api/v1/briefs/{brief}/").status_code == 404

    offered = post(writer, f"briefs/{brief}/offer/", terms())
    offer = offered.json()["id"]
    assert post(other, f"offers/{offer}/accept/", {}).json()["code"] == "not_found"
    refused = post(writer, f"offers/{offer}/accept/", {})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_yours_to_answer")
    countered = post(client, f"offers/{offer}/counter/", terms(price_amount=28_000)).json()["id"]
    accepted = post(writer, f"offers/{countered}/accept/", {})
    assert accepted.json() == {"order": Order.objects.get().public_id}
    assert Order.objects.get().total_amount == 28_000


def test_refusals_have_one_form(client_member: Member, seller: Member) -> None:
    assert seller.username == "salma"
    assert Client().get("/api/v1/briefs/").status_code == 401
    reader = caller(client_member, "briefs:read")
    assert post(reader, "briefs/", {"username": "salma", "text": TEXT}).status_code == 403
    wrong = post(caller(client_member), "briefs/", {"text": TEXT})
    assert wrong.status_code == 422
    assert set(wrong.json()) == {"code", "message", "fields"}


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_twenty_replays_of_one_key_have_one_effect(client_member: Member, seller: Member) -> None:
    assert seller.username == "salma"
    api = caller(client_member)
    body = {"username": "salma", "text": TEXT}
    barrier, answers = threading.Barrier(20), []

    def replay() -> None:
        barrier.wait()
        answer = post(api, "briefs/", body, key="once")
        answers.append((answer.status_code, answer.json()["id"]))
        connection.close()

    threads = [threading.Thread(target=replay) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Brief.objects.count() == 1
    assert set(answers) == {(201, Brief.objects.get().public_id)}
    changed = post(api, "briefs/", {**body, "text": TEXT + " عاجل"}, key="once")
    assert (changed.status_code, changed.json()["code"]) == (409, "idempotency_key_reused")


def test_a_refused_request_is_answered_alike_again(client_member: Member, seller: Member) -> None:
    client, writer = caller(client_member), caller(seller)
    brief = post(client, "briefs/", {"username": "salma", "text": TEXT}).json()["id"]
    first = post(writer, f"briefs/{brief}/offer/", terms(price_amount=1), key="low")
    again = post(writer, f"briefs/{brief}/offer/", terms(price_amount=1), key="low")
    assert (first.status_code, first.json()) == (again.status_code, again.json())
    assert first.json()["code"] == "price_out_of_range"
    assert Offer.objects.count() == 0
