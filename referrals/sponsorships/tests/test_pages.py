"""The creator's pages, the desk's, and the API: the same steps, the same refusals."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from referrals.growth.tests.world import Sold, order, sign_up
from referrals.links.models import LinkDay
from referrals.sponsorships import queries
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.tests import world
from referrals.sponsorships.tests.world import DAY, fresh

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]
KEYS = itertools.count()
FIELDS = {
    "network": "podcast",
    "address": "https://voice.example/",
    "audience": "١٢٠٠",
    "language": "ar",
    "content": "دقيقة في الحلقة",
    "place": "الحلقة ٤",
    "stays_days": "30",
    "pay_kind": "money",
    "amount": "١٥٠",
}


def day(moment: datetime) -> str:
    """Return a day as fields take it."""
    return moment.date().isoformat()


def test_a_request_takes_arabic_digits_and_keeps_what_was_typed(
    seller: Member, as_member: AsMember
) -> None:
    browser = as_member(seller)
    for wrong in (day(clock.now() - 3 * DAY), "9999-12-31"):
        refused = browser.post("/en/sponsorships/new/", {**FIELDS, "publish_by": wrong})
        assert (refused.status_code, "الحلقة ٤" in refused.content.decode()) == (422, True)
    good = {**FIELDS, "publish_by": day(clock.now() + 9 * DAY)}
    assert browser.post("/en/sponsorships/new/", good).status_code == 302
    row = Sponsorship.objects.get()
    assert (row.amount, row.channel.audience, row.state) == (15_000, 1_200, "requested")


def test_the_way_by_pages(seller: Member, admin: Member, as_member: AsMember) -> None:
    now = clock.now()
    row = world.asked(seller, now=now)
    creator, desk = as_member(seller), as_member(admin)
    page = f"/en{row.get_absolute_url()}"
    assert "Agree to these terms" in desk.get(page).content.decode()
    assert "Agree to these terms" not in creator.get(page).content.decode()
    desk.post(f"{page}agree/", {"licence": ""})
    desk.post(f"/en/desk/sponsorships/{row.public_id}/fund/")
    creator.post(f"{page}start/")
    taken = creator.post(f"{page}word/", {"word": "1"})
    assert (taken.status_code, fresh(row).state) == (422, "running")
    creator.post(f"{page}word/", {"word": "noor"})
    shown = creator.get(page).content.decode()
    assert "/r/noor" in shown
    creator.post(f"{page}proof/", {"address": "https://videos.example/watch"})
    assert fresh(row).state == "submitted"
    early = desk.post(f"/en/desk/sponsorships/{row.public_id}/confirm/", {"note": ""})
    assert early.status_code == 422
    desk.post(f"/en/desk/sponsorships/{row.public_id}/confirm/", {"note": "I saw it."})
    assert fresh(row).state == "checked"


def test_a_desk_without_the_second_factor_does_nothing(
    seller: Member, admin: Member, as_member: AsMember, settings: Any
) -> None:
    row = world.asked(seller, now=clock.now())
    browser = as_member(admin)
    settings.STAFF_SECOND_FACTOR_REQUIRED = True
    assert browser.post(f"/en{row.get_absolute_url()}agree/").status_code == 403
    assert fresh(row).state == "requested"


def bring(row: Sponsorship, buyer: Member, seller: Member, now: datetime) -> None:
    """Let people come by a sponsorship's link, and one of them buy."""
    link = fresh(row).link
    assert link is not None
    for months in (1, 0):
        on = (now - months * 31 * DAY).date()
        LinkDay.objects.create(link=link, on=on, visits=30 + months, people=20)
    sign_up(buyer, link, now - 5 * DAY)
    order(Sold(buyer, seller, now - 4 * DAY, now - 2 * DAY), link)


def test_the_effect_is_reported_to_both_for_as_long_as_it_lasts(
    seller: Member, client_member: Member, stranger: Member, admin: Member, as_member: AsMember
) -> None:
    now = clock.now()
    row = world.running(seller, admin, now=now)
    bring(row, client_member, stranger, now)
    effect = queries.effects_of([fresh(row)])[row.pk]
    assert (effect.figures.visits, effect.figures.signups, effect.figures.orders) == (61, 1, 1)
    assert [(one.currency, one.volume, one.fees) for one in effect.earned] == [
        ("USD", 10_000, 2_000)
    ]
    for member in (seller, admin):
        page = as_member(member).get(f"/en/sponsorships/{row.public_id}/").content.decode()
        assert "$100.00" in page
        assert "Visits by the link, month by month." in page
    assert "What your sponsorships have brought" in (
        as_member(seller).get("/en/referrals/").content.decode()
    )
    early = queries.effects_of([fresh(row)], until=now - 3 * DAY)[row.pk]
    assert [one.volume for one in early.earned] == [0]


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("salma", "/en/sponsorships/"),
        ("nadia", "/en/desk/sponsorships/"),
        ("nadia", "/en/desk/sponsorships/?state=waits"),
        ("salma", "/en/referrals/"),
        ("salma", "/api/v1/sponsorships/"),
        ("nadia", "/api/v1/sponsorships/?desk=1"),
    ],
)
def test_lists_ask_the_same_with_one_and_three_rows(
    who: str, path: str, seller: Member, admin: Member, as_member: AsMember
) -> None:
    now = clock.now()
    people = {"salma": seller, "nadia": admin}
    browser = as_member(people[who])
    key = create_token(member=people[who], name="all", scopes=SCOPES, now=now).key
    headers = {"Authorization": f"Bearer {key}"} if path.startswith("/api/") else {}

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(path, headers=headers).status_code == 200
        return len(asked)

    world.unread(seller, admin, now=now)
    questions()
    before = questions()
    world.unread(seller, admin, now=now)
    world.unread(seller, admin, now=now)
    assert questions() == before


class TestApi:
    @pytest.fixture
    def ask(self, as_member: AsMember) -> Callable[..., Any]:
        def send(member: Member, path: str, **body: Any) -> Any:
            key = create_token(member=member, name="all", scopes=SCOPES, now=clock.now()).key
            headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": str(next(KEYS))}
            browser = as_member(None)
            address = f"/api/v1/sponsorships/{path}"
            if "get" in body:
                return browser.get(address, headers=headers)
            sent = json.dumps(body)
            return browser.post(address, sent, content_type="application/json", headers=headers)

        return send

    def test_the_way_by_the_api(
        self, ask: Callable[..., Any], seller: Member, admin: Member
    ) -> None:
        now = clock.now()
        made = ask(
            seller,
            "",
            network="blog",
            address="https://words.example/",
            language="en",
            content="A post",
            place="Front page",
            publish_by=(now + timedelta(days=9)).isoformat(),
            pay_kind="credit",
            amount=9_000,
            currency="USD",
        )
        assert made.status_code == 201
        one = made.json()["public_id"]
        assert ask(admin, f"{one}/agree/").json()["state"] == "agreed"
        assert ask(admin, f"{one}/fund/").json()["state"] == "funded"
        assert ask(seller, f"{one}/start/", word="words").json()["code"] == "words"
        proof = ask(seller, f"{one}/submit_proof/", address="nowhere")
        assert (proof.status_code, proof.json()["code"]) == (422, "proof_address_invalid")
        ask(seller, f"{one}/submit_proof/", address="https://words.example/post")
        assert ask(admin, f"{one}/refuse/", reason="No.").json()["state"] == "refused"
        assert ask(seller, f"{one}/appeal/", text="Yes.").json()["state"] == "appealed"
        assert ask(seller, f"{one}/effect/", get=1).json()["visits"] == 0

    def test_sums_need_a_key(self, seller: Member, admin: Member, as_member: AsMember) -> None:
        row = world.agreed(seller, admin, now=clock.now())
        key = create_token(member=admin, name="all", scopes=SCOPES, now=clock.now()).key
        answer = as_member(None).post(
            f"/api/v1/sponsorships/{row.public_id}/fund/",
            headers={"Authorization": f"Bearer {key}"},
        )
        assert (answer.status_code >= 400, fresh(row).state) == (True, "agreed")

    def test_an_invitation_is_for_the_desk(
        self, ask: Callable[..., Any], seller: Member, stranger: Member
    ) -> None:
        assert ask(stranger, "invite/", username="salma").status_code == 404
        assert ask(stranger, "?desk=1", get=1).status_code == 404
        assert seller.pk
