"""The pages and the API of disputes: two sides, support, what is typed, how many queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.outbox import deliver_due
from marketplace.disputes.models import Dispute, StatementFile
from marketplace.disputes.services import propose_split
from marketplace.disputes.tests.world import answered, appealed, decided, dispute_on
from marketplace.notifications.models import Notification
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import TOTAL, order_in

pytestmark = pytest.mark.django_db
CANARY = "canary-71be"
OPEN = {"reason": "quality", "text": CANARY, "wanted": "part", "part": "٥٠", "refs": ["delivery:1"]}


@pytest.fixture
def moment() -> datetime:
    return clock.now() - timedelta(hours=2)


def test_a_client_opens_a_dispute_from_the_order(
    client_member: Member, seller: Member, as_member: Callable[..., Client], moment: datetime
) -> None:
    order = order_in(OrderState.DELIVERED, client_member, seller, now=moment)
    browser = as_member(client_member)
    page = f"/en/orders/{order.public_id}/dispute/"
    assert page in browser.get(f"/en/orders/{order.public_id}/").content.decode()
    assert "How it goes on" in browser.get(page).content.decode()
    for broken in ({"part": ""}, {"text": " "}, {"part": "9000"}, {"reason": "x"}):
        answer = browser.post(page, {**OPEN, **broken})
        assert answer.status_code == 422, broken
    proof = SimpleUploadedFile("proof.txt", b"three colours", "text/plain")
    assert browser.post(page, {**OPEN, "files": proof}).status_code == 302

    dispute = Dispute.objects.get()
    assert (dispute.wanted_refund, dispute.statements.get().refs) == (5_000, ["delivery:1"])
    own = browser.get(dispute.get_absolute_url()).content.decode()
    assert CANARY in own
    assert browser.get(page).headers["Location"].endswith(f"/disputes/{dispute.public_id}/")
    assert "in dispute" in browser.get(f"/en/orders/{order.public_id}/").content.decode()
    file = StatementFile.objects.get()
    got = as_member(seller).get(f"/en/disputes/{dispute.public_id}/files/{file.public_id}/")
    assert b"".join(got.streaming_content) == b"three colours"  # type: ignore[attr-defined]


def test_the_other_side_answers_and_both_settle_it(
    client_member: Member, seller: Member, as_member: Callable[..., Client], moment: datetime
) -> None:
    dispute = dispute_on(client_member, seller, now=moment)
    page = f"/en/disputes/{dispute.public_id}/"
    salma, omar = as_member(seller), as_member(client_member)
    assert "It is your turn" in salma.get(page).content.decode()
    assert salma.get(f"{page}answer/").status_code == 200
    assert salma.post(f"{page}answer/", {"text": " "}).status_code == 422
    given = {"text": CANARY, "refund_amount": "30"}
    assert salma.post(f"{page}answer/", given).status_code == 302
    assert salma.get(f"{page}answer/").status_code == 302

    assert omar.post(f"{page}propose/", {"refund_amount": "9999"}).status_code == 422
    offer = dispute.proposals.get(part="other")
    shown = omar.get(f"{page}proposals/{offer.public_id}/accept/").content.decode()
    assert ("$30.00" in shown, "$216.00" in shown, "$54.00" in shown) == (True, True, True)
    assert omar.post(f"{page}proposals/{offer.public_id}/accept/").status_code == 302
    dispute.refresh_from_db()
    assert (dispute.outcome, dispute.refund_amount) == ("agreement", 3_000)
    assert omar.post(f"{page}proposals/{offer.public_id}/accept/").status_code == 409


def test_support_previews_decides_and_another_one_decides_the_appeal(
    client_member: Member,
    seller: Member,
    support: Member,
    second: Member,
    as_member: Callable[..., Client],
    moment: datetime,
) -> None:
    dispute = answered(dispute_on(client_member, seller, now=moment), now=moment)
    maya, page = as_member(support), f"/en/desk/disputes/{dispute.public_id}/"
    assert dispute.public_id in maya.get("/en/desk/disputes/").content.decode()
    given = {"unit": "percent", "percent": "٤٠", "reason": CANARY}
    shown = maya.post(f"{page}preview/", given).content.decode()
    assert ("$120.00" in shown, "$144.00" in shown, CANARY in shown) == (True, True, True)
    assert maya.post(f"{page}preview/", {"unit": "amount"}).status_code == 422
    assert maya.post(f"{page}decide/", {**given, "reason": ""}).status_code == 422
    assert maya.post(f"{page}ask/", {"text": "Which colours?"}).status_code == 302
    assert maya.post(f"{page}decide/", given).status_code == 302

    mine = f"/en/disputes/{dispute.public_id}/"
    omar = as_member(client_member)
    assert CANARY in omar.get(mine).content.decode()
    assert omar.post(f"{mine}appeal/", {"text": "All of it."}).status_code == 302
    assert "You made the first decision" in maya.get(page).content.decode()
    assert maya.post(f"{page}decide/", given).status_code == 403
    verdict = {"unit": "amount", "amount": "1.01", "reason": "Heard."}
    assert as_member(second).post(f"{page}decide/", verdict).status_code == 302
    dispute.refresh_from_db()
    assert (dispute.outcome, dispute.refund_amount) == ("appeal", 101)
    assert dispute.public_id in maya.get("/en/desk/disputes/?tab=closed").content.decode()


def test_support_that_is_a_side_only_reads_at_the_desk(
    support: Member, seller: Member, as_member: Callable[..., Client], moment: datetime
) -> None:
    dispute = answered(dispute_on(support, seller, now=moment), now=moment)
    page = as_member(support).get(f"/en/desk/disputes/{dispute.public_id}/").content.decode()
    assert "You are a side of this dispute" in page
    assert "/decide/" not in page


def test_both_sides_are_told_in_their_own_words(
    client_member: Member, seller: Member, support: Member, moment: datetime
) -> None:
    dispute = decided(dispute_on(client_member, seller, now=moment), support, now=moment)
    deliver_due(now=moment)
    told = Notification.objects.filter(kind__startswith="disputes.").order_by("id")
    assert [(one.member, one.kind) for one in told] == [
        (seller, "disputes.begun"),
        (client_member, "disputes.answered"),
        (client_member, "disputes.decided"),
        (seller, "disputes.decided"),
    ]
    assert {one.url for one in told} == {f"/disputes/{dispute.public_id}/"}


def queries_of(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def test_lists_cost_the_same_for_one_and_for_three(
    client_member: Member,
    seller: Member,
    support: Member,
    as_member: Callable[..., Client],
    moment: datetime,
) -> None:
    pages = {
        "/en/disputes/": as_member(client_member),
        "/en/desk/disputes/": as_member(support),
        "/en/desk/disputes/?tab=sides": as_member(support),
    }
    found: dict[int, dict[str, int]] = {}
    for number in (1, 2, 3):
        answered(dispute_on(client_member, seller, now=moment), now=moment)
        dispute_on(client_member, seller, now=moment)
        found[number] = {page: queries_of(browser, page) for page, browser in pages.items()}
    assert found[1] == found[3]


def test_a_dispute_costs_the_same_for_one_statement_and_for_many(
    client_member: Member,
    seller: Member,
    support: Member,
    as_member: Callable[..., Client],
    moment: datetime,
) -> None:
    short = answered(dispute_on(client_member, seller, now=moment), now=moment)
    long = appealed(dispute_on(client_member, seller, now=moment), support, now=moment)
    for amount in range(3):
        propose_split(dispute=long, actor=seller, refund_amount=amount, now=moment)
    browser = as_member(client_member)
    first, last = (queries_of(browser, f"/en{path(one)}") for one in (short, long))
    assert first == last


def path(dispute: Dispute) -> str:
    return f"/disputes/{dispute.public_id}/"


class Api:
    """Asks the API as one member."""

    def __init__(self, member: Member) -> None:
        self.key = create_token(member=member, name="t", scopes=SCOPES, now=clock.now()).key
        self.count = 0

    def post(self, address: str, **given: Any) -> Any:
        self.count += 1
        headers = {
            "authorization": f"Bearer {self.key}",
            "idempotency-key": f"{address}-{self.count}"[:60],
            "accept-language": "en",
        }
        return Client().post(
            f"/api/v1/{address}", given, content_type="application/json", headers=headers
        )

    def get(self, address: str) -> Any:
        headers = {"authorization": f"Bearer {self.key}"}
        return Client().get(f"/api/v1/{address}", headers=headers)


def test_the_api_does_what_the_pages_do(
    client_member: Member,
    seller: Member,
    support: Member,
    second: Member,
    settings: Any,
    moment: datetime,
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    order = order_in(OrderState.DELIVERED, client_member, seller, now=moment)
    omar, salma, maya = Api(client_member), Api(seller), Api(support)
    too_much = {"order": order.public_id, "reason": "quality", "wanted_refund": TOTAL + 1}
    refused = omar.post("disputes/", **too_much, text="x")
    assert (refused.status_code, refused.json()["code"]) == (422, "split_out_of_range")
    made = omar.post("disputes/", **{**too_much, "wanted_refund": 9}, text=CANARY)
    assert (made.status_code, made.json()["part"]) == (201, "opener")
    one = f"disputes/{made.json()['id']}/"

    answer = salma.post(f"{one}answer/", text="No.", refund_amount=5).json()
    assert (answer["state"], "decline_proposal" in answer["moves"]) == ("with_support", True)
    assert [row["refund_amount"] for row in answer["proposals"]] == [9, 5]
    again = salma.post(f"{one}answer/", text="No.")
    assert (again.status_code, again.json()["code"]) == (409, "dispute_answered")
    decision = {"refund_amount": 7, "reason": "So."}
    assert omar.post(f"{one}decide/", **decision).status_code == 404
    assert maya.post(f"{one}decide/", **decision).json()["state"] == "decided"
    assert salma.post(f"{one}appeal/", text="All of it.").json()["state"] == "appealed"
    same = maya.post(f"{one}decide/", **decision)
    assert (same.status_code, same.json()["code"]) == (403, "same_person")
    done = Api(second).post(f"{one}decide/", **decision).json()
    assert (done["state"], done["outcome"], done["refund_amount"]) == ("settled", "appeal", 7)
    assert [row["id"] for row in omar.get("disputes/").json()["results"]] == [made.json()["id"]]
