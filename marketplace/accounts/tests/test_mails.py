"""Each mail of allauth's is one of ours, in the reader's language, in plain text and in HTML."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import allauth
import pytest

from config.testing import MakeMember
from marketplace.accounts.adapters.mails import MESSAGES, send_account_mail
from marketplace.accounts.services import reinstate_member, suspend_member
from marketplace.notifications.models import OutgoingMail

pytestmark = pytest.mark.django_db

TEMPLATES = Path(allauth.__file__).parent / "templates"
PREFIXES = sorted(
    str(path.relative_to(TEMPLATES)).removesuffix("_message.txt")
    for folder in ("account", "mfa")
    for path in (TEMPLATES / folder / "email").glob("*_message.txt")
    if path.name != "base_message.txt"
)
NOT_IN_USE = {"account/email/login_code", "account/email/password_reset_code"}
CONTEXT = {
    "code": "KMPQ-RSTV",
    "password_reset_url": "https://example.test/reset/abc/",
    "signup_url": "https://example.test/signup/",
    "username": "salma",
    "ip": "192.0.2.7",
    "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "from_email": "old@example.com",
    "to_email": "new@example.com",
    "deleted_email": "gone@example.com",
}


def send(prefix: str, member_factory: MakeMember, language: str, now: datetime) -> OutgoingMail:
    member = member_factory("salma", language=language)
    send_account_mail(
        prefix=prefix,
        to=member.email,
        context=CONTEXT,
        member=None,
        page_language="en",
        now=now,
    )
    return OutgoingMail.objects.get()


@pytest.mark.parametrize("language", ["ar", "en", "he", "ur"])
@pytest.mark.parametrize("prefix", sorted(set(PREFIXES) - NOT_IN_USE))
def test_every_mail_is_written_in_the_readers_language(
    prefix: str, language: str, member_factory: MakeMember, now: datetime
) -> None:
    mail = send(prefix, member_factory, language, now)
    assert (mail.to, mail.language) == ("salma@example.com", language)
    assert mail.subject
    assert f'lang="{language}"' in mail.html
    assert "None" not in mail.text


@pytest.mark.parametrize(
    ("prefix", "said"),
    [
        ("account/email/email_confirmation_signup", "KMPQ-RSTV"),
        ("account/email/email_confirmation", "KMPQ-RSTV"),
        ("account/email/account_already_exists", "https://example.test/reset/abc/"),
        ("account/email/unknown_account", "https://example.test/signup/"),
        ("account/email/password_reset_key", "https://example.test/reset/abc/"),
        ("account/email/password_changed", "192.0.2.7"),
        ("account/email/email_changed", "new@example.com"),
        ("account/email/email_deleted", "gone@example.com"),
        ("mfa/email/totp_activated", "Firefox"),
    ],
)
def test_a_mail_says_what_it_is_about(
    prefix: str, said: str, member_factory: MakeMember, now: datetime
) -> None:
    mail = send(prefix, member_factory, "en", now)
    assert said in mail.text
    assert said in mail.html


def test_every_change_has_its_own_sentence(member_factory: MakeMember, now: datetime) -> None:
    member = member_factory("salma", language="en")
    notices = sorted(set(PREFIXES) - set(MESSAGES) - NOT_IN_USE)
    for prefix in notices:
        send_account_mail(
            prefix=prefix,
            to=member.email,
            context=CONTEXT,
            member=member,
            page_language="en",
            now=now,
        )
    texts = list(OutgoingMail.objects.order_by("id").values_list("text", flat=True))
    assert len(set(texts)) == len(notices) > 8
    assert [text for text in texts if "The ways into your account" in text] == []


def test_an_opened_account_hears_of_it_by_mail(
    member_factory: MakeMember, run_outbox: Callable[..., int], now: datetime
) -> None:
    member = member_factory("salma", language="en")
    boss = member_factory("boss", roles=("admin",))
    suspend_member(member=member, reason="Spam in messages", actor=boss, now=now)
    reinstate_member(member=member, reason="A mistake", actor=boss, now=now)
    run_outbox(now)
    assert OutgoingMail.objects.latest("id").subject == "Your account is open again"
