"""The page of a member's links, their pictures, and the API."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from referrals.links import services
from referrals.links.choices import LinkKind
from referrals.links.models import Link

pytestmark = pytest.mark.django_db
AsMember = Callable[..., Client]


def test_the_page_shows_link_code_and_what_it_brought(
    seller: Member, client_member: Member, as_member: AsMember, now: datetime
) -> None:
    link = services.own_link(member=seller, now=now)
    services.record_signup(member=client_member, code=link.code, now=now)
    page = as_member(seller).get("/en/referrals/").content.decode()
    assert f"/r/{link.code}" in page
    assert "What your link has brought" in page
    assert "wa.me" in page


def test_a_page_is_named_in_letters_that_people_read(
    seller: Member, as_member: AsMember, now: datetime
) -> None:
    path = "/articles/7-%D9%85%D9%82%D8%A7%D9%84/"
    services.link_for(kind=LinkKind.ARTICLE, ref="7", owner=seller, path=path, now=now)
    assert "/articles/7-مقال/" in as_member(seller).get("/referrals/").content.decode()


def test_a_link_is_made_by_a_whole_address(
    seller: Member, as_member: AsMember, settings: Any
) -> None:
    address = f"{settings.SITE_URL}/en/gigs/?category=design"
    answer = as_member(seller).post("/en/referrals/links/", {"path": address, "label": "card"})
    assert answer.status_code == 302
    assert Link.objects.get(label="card").path == "/gigs/?category=design"


def test_what_was_typed_stays_when_it_is_refused(seller: Member, as_member: AsMember) -> None:
    answer = as_member(seller).post(
        "/en/referrals/links/", {"path": "https://elsewhere.example/", "label": "my card"}
    )
    assert answer.status_code == 422
    assert "my card" in answer.content.decode()


@pytest.mark.parametrize(("form", "begins"), [("svg", b"<?xml"), ("png", b"\x89PNG")])
def test_the_picture_is_the_members_own(
    seller: Member, stranger: Member, as_member: AsMember, now: datetime, form: str, begins: bytes
) -> None:
    link = services.own_link(member=seller, now=now)
    address = f"/referrals/links/{link.code}/qr.{form}"
    assert as_member(seller).get(address).content.startswith(begins)
    assert as_member(stranger).get(address).status_code == 404
    assert as_member(seller).get(f"/referrals/links/{link.code}/qr.gif").status_code == 404


@pytest.mark.parametrize("path", ["/referrals/", "/api/v1/referrals/links/"])
def test_lists_ask_the_same_number_of_questions(
    seller: Member, as_member: AsMember, now: datetime, path: str
) -> None:
    key = create_token(member=seller, name="all", scopes=SCOPES, now=clock.now()).key
    browser = as_member(seller)

    def ask() -> int:
        return browser.get(path, HTTP_AUTHORIZATION=f"Bearer {key}").status_code

    counts = []
    for number in range(3):
        services.add_link(member=seller, path="/", label=str(number), now=now)
        ask()
        with CaptureQueriesContext(connection) as counted:
            assert ask() == 200
        counts.append(len(counted))
    assert counts[0] == counts[2]


class TestApi:
    @pytest.fixture
    def ask(self, seller: Member) -> Callable[..., Any]:
        """Return what asks the API as the seller."""
        key = create_token(member=seller, name="all", scopes=SCOPES, now=clock.now()).key

        def send(method: str, path: str, body: Any = None) -> Any:
            return Client().generic(
                method,
                f"/api/v1/referrals/{path}",
                body,
                content_type="application/json",
                HTTP_AUTHORIZATION=f"Bearer {key}",
            )

        return send

    def test_links_are_made_listed_and_closed(self, ask: Callable[..., Any]) -> None:
        made = ask("POST", "links/", '{"path": "/gigs/", "label": "card"}')
        assert made.status_code == 201
        closed = ask("POST", f"links/{made.json()['code']}/close/")
        assert closed.json()["closed_at"]
        assert len(ask("GET", "links/").json()["results"]) == 2

    def test_a_word_is_refused_in_the_apis_form(self, ask: Callable[..., Any]) -> None:
        answer = ask("POST", "word/", '{"word": "1"}')
        assert (answer.status_code, answer.json()["code"]) == (422, "referral_word_invalid")

    def test_who_came_is_listed(
        self, ask: Callable[..., Any], seller: Member, client_member: Member, now: datetime
    ) -> None:
        link = services.own_link(member=seller, now=now)
        services.record_signup(member=client_member, code=link.code, now=now)
        rows = ask("GET", "people/").json()["results"]
        assert [(row["username"], row["rule"]) for row in rows] == [("omar", "typed_code")]
