"""Mails in four languages: direction, digits, isolated inserts, addresses, escaping."""

from __future__ import annotations

from datetime import datetime

import pytest

from marketplace.core.mail import Reader, isolate, render_mail
from marketplace.notifications import services
from marketplace.notifications.choices import Frequency, NotificationGroup
from marketplace.notifications.models import OutgoingMail
from marketplace.notifications.tests.world import MakeMember, tell

CONTEXT = {
    "title": "Title",
    "body": "Body",
    "path": "/orders/x/",
    "unsubscribe_path": "/notifications/stop/t/",
}


@pytest.mark.parametrize(
    ("language", "direction", "align", "prefix"),
    [
        ("ar", "rtl", "right", ""),
        ("en", "ltr", "left", "/en"),
        ("he", "rtl", "right", "/he"),
        ("ur", "rtl", "right", "/ur"),
    ],
)
def test_mail_is_laid_out_for_its_language(
    language: str, direction: str, align: str, prefix: str
) -> None:
    mail = render_mail(message="notification", reader=Reader(language=language), context=CONTEXT)
    assert f'<html lang="{language}" dir="{direction}">' in mail.html
    tables = mail.html.count("<table")
    assert tables == 3
    assert mail.html.count(f'dir="{direction}"') >= tables
    assert f'align="{align}"' in mail.html
    assert f"http://127.0.0.1:8000{prefix}/orders/x/" in mail.text.splitlines()
    assert f'href="http://127.0.0.1:8000{prefix}/orders/x/"' in mail.html


def test_styles_are_written_into_the_elements() -> None:
    mail = render_mail(message="notification", reader=Reader(language="ar"), context=CONTEXT)
    assert "<style" not in mail.html
    assert mail.html.count("font-family: Tahoma, Arial, sans-serif") > 5


def test_html_is_escaped_and_plain_text_is_not() -> None:
    context = {**CONTEXT, "body": "<script>x</script> & <b>"}
    mail = render_mail(message="notification", reader=Reader(language="en"), context=context)
    assert "<script>x" not in mail.html
    assert "&lt;script&gt;x&lt;/script&gt; &amp; &lt;b&gt;" in mail.html
    assert "<script>x</script> & <b>" in mail.text


def test_isolate_wraps_in_first_strong_isolates() -> None:
    assert isolate("Omar") == "\u2068Omar\u2069"


@pytest.mark.parametrize(("language", "start"), [("ar", "\u200f"), ("en", "")])
def test_a_subject_in_latin_letters_keeps_the_direction_of_its_language(
    language: str, start: str
) -> None:
    mail = render_mail(message="notification", reader=Reader(language=language), context=CONTEXT)
    assert mail.subject == f"{start}Title"


@pytest.mark.django_db
def test_digest_writes_the_members_digits_and_zone(
    member_factory: MakeMember, now: datetime
) -> None:
    member = member_factory("reader", language="en", digits="arab", timezone="Asia/Karachi")
    services.choose_frequencies(
        member=member,
        channel="mail",
        frequencies={NotificationGroup.ORDERS: Frequency.DAILY},
        now=now,
    )
    tell(member, now=now)
    services.send_due_digests(now=now.replace(day=25), limit=1)
    mail = OutgoingMail.objects.get()
    assert mail.subject == "١ thing happened since yesterday"
    assert "٢٣ Nov ٢٠٢٦, ١٤:٠٠" in mail.html
