"""Signing up, confirming the address, signing in, and a forgotten password."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from config.testing import PASSWORD, MakeMember
from marketplace.accounts import services
from marketplace.accounts.models import Member
from marketplace.core.models import OutboxEvent

pytestmark = pytest.mark.django_db

NEWCOMER = {
    "display_name": "ليان",
    "email": "layan@example.com",
    "username": "layan",
    "password1": "a meadow in the rain",
}


@pytest.fixture
def mails() -> Iterator[list[dict[str, Any]]]:
    """Return the account mails that were queued."""
    from marketplace.accounts.services import mail  # noqa: PLC0415

    kept = list(mail._queues)
    queued: list[dict[str, Any]] = []
    services.register_mail_queue(lambda **given: queued.append(given))
    yield queued
    mail._queues[:] = kept


def code_in(mails: list[dict[str, Any]]) -> str:
    """Return the code of the newest mail."""
    return str(mails[-1]["context"]["code"])


def test_a_newcomer_lands_where_they_were_going(mails: list[dict[str, Any]]) -> None:
    browser = Client()
    page = browser.get("/en/accounts/signup/?next=/en/accounts/settings/")
    assert 'name="next" value="/en/accounts/settings/"' in page.content.decode()

    sent = browser.post("/en/accounts/signup/", {**NEWCOMER, "next": "/en/accounts/settings/"})
    assert sent.status_code == 302
    code_page = browser.get(sent["Location"])
    assert "layan@example.com" in code_page.content.decode()

    confirmed = browser.post(sent["Location"], {"code": code_in(mails)})
    assert (confirmed.status_code, confirmed["Location"]) == (302, "/en/accounts/settings/")
    member = Member.objects.get(username="layan")
    assert (member.display_name, member.language) == ("ليان", "en")
    assert EmailAddress.objects.get(user=member).verified
    assert browser.get("/en/accounts/settings/").status_code == 200


def test_signing_up_is_announced_once(mails: list[dict[str, Any]]) -> None:
    Client().post("/accounts/signup/", NEWCOMER)
    member = Member.objects.get(username="layan")
    assert member.language == "ar"
    assert [row.payload for row in OutboxEvent.objects.filter(name="MemberJoined")] == [
        {"member_id": member.public_id}
    ]
    assert len(mails) == 1


def test_the_code_comes_in_the_language_of_the_page(mails: list[dict[str, Any]]) -> None:
    Client().post("/ur/accounts/signup/", NEWCOMER)
    assert (mails[0]["to"], mails[0]["language"], mails[0]["message"]) == (
        "layan@example.com",
        "ur",
        "confirm_email",
    )


@pytest.mark.usefixtures("mails")
def test_a_wrong_code_confirms_nothing() -> None:
    browser = Client()
    sent = browser.post("/en/accounts/signup/", NEWCOMER)
    refused = browser.post(sent["Location"], {"code": "NOTRIGHT"})
    assert "This code isn" in refused.content.decode()
    assert not EmailAddress.objects.get(email="layan@example.com").verified
    assert browser.get("/en/accounts/settings/").status_code == 302


def test_a_new_code_is_another_one(mails: list[dict[str, Any]]) -> None:
    browser = Client()
    sent = browser.post("/en/accounts/signup/", NEWCOMER)
    first = code_in(mails)
    browser.post(sent["Location"], {"action": "resend"})
    assert code_in(mails) != first
    refused = browser.post(sent["Location"], {"code": first})
    assert refused.status_code == 200
    assert browser.post(sent["Location"], {"code": code_in(mails)}).status_code == 302


def test_a_taken_address_answers_like_a_free_one(
    mails: list[dict[str, Any]], member_factory: MakeMember
) -> None:
    member_factory("omar")
    free = Client().post("/en/accounts/signup/", NEWCOMER)
    taken = Client().post(
        "/en/accounts/signup/", {**NEWCOMER, "username": "other", "email": "omar@example.com"}
    )
    assert (free.status_code, free["Location"]) == (taken.status_code, taken["Location"])
    assert mails[-1]["message"] == "account_exists"
    assert not Member.objects.filter(username="other").exists()


def test_signing_up_says_what_is_wrong_at_each_field() -> None:
    page = Client().post(
        "/en/accounts/signup/",
        {"display_name": "", "email": "x", "username": "ليان", "password1": "short"},
    )
    text = page.content.decode()
    assert re.search(r'id="id_username_error".*?Latin letters', text, re.DOTALL)
    assert 'id="id_password1_error"' in text
    assert 'id="id_email_error"' in text
    assert 'id="id_display_name_error"' in text


@pytest.mark.parametrize("login", ["salma", "salma@example.com", "SALMA"])
def test_a_member_signs_in_by_name_or_address(member_factory: MakeMember, login: str) -> None:
    member_factory("salma")
    browser = Client()
    answer = browser.post(
        "/en/accounts/login/",
        {"login": login, "password": PASSWORD, "next": "/en/accounts/settings/"},
    )
    assert (answer.status_code, answer["Location"]) == (302, "/en/accounts/settings/")


def test_signing_in_never_leads_to_another_site(member_factory: MakeMember) -> None:
    member_factory("salma")
    answer = Client().post(
        "/en/accounts/login/",
        {"login": "salma", "password": PASSWORD, "next": "https://elsewhere.example/"},
    )
    assert answer["Location"] == "/en/"


def test_a_wrong_password_says_the_same_for_every_name(member_factory: MakeMember) -> None:
    member_factory("salma")
    known = Client().post("/en/accounts/login/", {"login": "salma", "password": "wrong-one"})
    unknown = Client().post("/en/accounts/login/", {"login": "nobody", "password": "wrong-one"})
    sentence = "Name or password is wrong"
    assert sentence in known.content.decode()
    assert sentence in unknown.content.decode()


def test_a_forgotten_password_is_replaced(
    mails: list[dict[str, Any]], member_factory: MakeMember
) -> None:
    member = member_factory("salma", language="he")
    browser = Client()
    asked = browser.post("/en/accounts/password/reset/", {"email": member.email})
    assert asked.status_code == 302
    assert browser.get(asked["Location"]).status_code == 200
    assert (mails[0]["message"], mails[0]["language"]) == ("password_reset", "he")

    link = mails[0]["context"]["password_reset_url"]
    form = browser.get(link, follow=True)
    address = form.redirect_chain[-1][0]
    new = {"password1": "a hill above the sea", "password2": "a hill above the sea"}
    done = browser.post(address, new, follow=True)
    assert done.status_code == 200
    member.refresh_from_db()
    assert member.check_password("a hill above the sea")
    assert "used up" in Client().get(link, follow=True).content.decode()


def test_an_unknown_address_learns_it_by_mail_only(mails: list[dict[str, Any]]) -> None:
    answer = Client().post("/en/accounts/password/reset/", {"email": "no@example.com"})
    assert answer.status_code == 302
    assert mails[0]["message"] == "account_unknown"


@pytest.mark.parametrize("language", ["", "en/", "he/", "ur/"])
@pytest.mark.parametrize(
    "path",
    [
        "accounts/login/",
        "accounts/signup/",
        "accounts/password/reset/",
        "accounts/password/reset/done/",
        "accounts/password/reset/key/done/",
        "accounts/inactive/",
        "accounts/3rdparty/login/cancelled/",
        "accounts/3rdparty/login/error/",
    ],
)
def test_pages_before_signing_in_open_in_each_language(language: str, path: str) -> None:
    page = Client().get(f"/{language}{path}")
    assert page.status_code == (401 if "error" in path else 200)
    assert "<h1" in page.content.decode()
