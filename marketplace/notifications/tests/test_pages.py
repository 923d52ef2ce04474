"""Pages of notifications, met by their owner, a stranger and a visitor."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from marketplace.accounts.models import Member
from marketplace.notifications import queries
from marketplace.notifications.channels.mail.unsubscribe import unsubscribe_path
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.models import Notification
from marketplace.notifications.services import send_due_mail
from marketplace.notifications.tests.world import Browse, tell, written_mail

pytestmark = pytest.mark.django_db
LIST, BELL = "/en/notifications/", "/en/notifications/bell/"
PREFERENCES = "/en/accounts/settings/notifications/"


def own_queries(browser: Client, address: str) -> list[str]:
    """Return the queries of a page that touch the tables of notifications."""
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return [row["sql"] for row in caught if "notifications_" in row["sql"]]


def test_list_shows_the_members_own(
    as_member: Browse, seller: Member, stranger: Member, now: datetime
) -> None:
    row = tell(seller, now=now)
    assert row is not None
    page = as_member(seller).get(LIST)
    assert page.status_code == 200
    assert f"/en/notifications/{row.public_id}/open/" in page.text
    assert row.public_id not in as_member(stranger).get(LIST).text


@pytest.mark.parametrize("address", [LIST, PREFERENCES])
def test_a_visitor_is_sent_to_sign_in(client: Client, address: str) -> None:
    answer = client.get(address)
    assert (answer.status_code, answer.headers["Location"]) == (
        302,
        f"/en/accounts/login/?next={address}",
    )


def test_list_asks_the_same_queries_for_one_row_and_for_three(
    as_member: Browse, seller: Member, now: datetime
) -> None:
    browser = as_member(seller)
    tell(seller, now=now)
    one = len(own_queries(browser, LIST))
    tell(seller, now=now)
    tell(seller, now=now)
    assert len(own_queries(browser, LIST)) == one == 3


def test_list_of_unread_leaves_out_what_was_read(
    as_member: Browse, seller: Member, now: datetime
) -> None:
    browser = as_member(seller)
    row = tell(seller, now=now)
    assert row is not None
    assert row.public_id in browser.get(f"{LIST}?unread=1").text
    browser.get(f"/en/notifications/{row.public_id}/open/")
    assert row.public_id not in browser.get(f"{LIST}?unread=1").text


def test_open_reads_and_goes_there_in_the_readers_language(
    as_member: Browse, seller: Member, now: datetime
) -> None:
    row = tell(seller, now=now, url="/orders/x/")
    assert row is not None
    answer = as_member(seller).get(f"/he/notifications/{row.public_id}/open/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/he/orders/x/")
    row.refresh_from_db()
    assert row.read_at is not None


def test_open_is_not_found_for_a_stranger(
    as_member: Browse, seller: Member, stranger: Member, now: datetime
) -> None:
    row = tell(seller, now=now)
    assert row is not None
    assert as_member(stranger).get(f"/en/notifications/{row.public_id}/open/").status_code == 404
    row.refresh_from_db()
    assert row.read_at is None


def test_mark_all_read_asks_for_a_post(as_member: Browse, seller: Member, now: datetime) -> None:
    tell(seller, now=now)
    browser = as_member(seller)
    assert browser.get("/en/notifications/read/").status_code == 405
    assert browser.post("/en/notifications/read/").status_code == 302
    assert Notification.objects.filter(read_at=None).count() == 0


def test_bell_first_shows_itself_and_announces_nothing(
    as_member: Browse, seller: Member, now: datetime
) -> None:
    row = tell(seller, now=now)
    assert row is not None
    answer = as_member(seller).get(BELL)
    assert answer.status_code == 200
    assert f'hx-get="{BELL}?seen={row.pk}-1"' in answer.text
    assert 'id="toasts"' not in answer.text
    assert "no-store" in answer.headers["Cache-Control"]


def test_bell_is_silent_while_nothing_is_new(
    as_member: Browse, seller: Member, now: datetime
) -> None:
    tell(seller, now=now)
    version = queries.bell_of(seller).version
    answer = as_member(seller).get(f"{BELL}?seen={version}")
    assert (answer.status_code, answer.content) == (204, b"")


def test_bell_announces_what_came_since(as_member: Browse, seller: Member, now: datetime) -> None:
    first = tell(seller, now=now)
    version = queries.bell_of(seller).version
    second = tell(seller, now=now)
    assert first is not None
    assert second is not None
    answer = as_member(seller).get(f"{BELL}?seen={version}")
    assert f"/en/notifications/{second.public_id}/open/" in answer.text
    assert first.public_id not in answer.text
    assert f"?seen={second.pk}-2" in answer.text


@pytest.mark.parametrize("seen", ["nonsense", "-", "9999999999999999999999-1", "١-1"])
def test_bell_survives_any_version(
    as_member: Browse, seller: Member, now: datetime, seen: str
) -> None:
    tell(seller, now=now)
    assert as_member(seller).get(BELL, {"seen": seen}).status_code == 200


def test_bell_is_nothing_for_a_visitor(client: Client) -> None:
    answer = client.get(BELL)
    assert (answer.status_code, answer.content) == (200, b"")


def test_bell_asks_one_query_of_its_own(as_member: Browse, seller: Member, now: datetime) -> None:
    browser = as_member(seller)
    for _turn in range(4):
        tell(seller, now=now)
    assert len(own_queries(browser, BELL)) == 1
    assert len(own_queries(browser, f"{BELL}?seen=0-0")) == 1


def test_preferences_are_kept(as_member: Browse, seller: Member) -> None:
    browser = as_member(seller)
    fields = {f"mail-{group}": "daily" for group in NotificationGroup}
    assert browser.post(PREFERENCES, fields).status_code == 302
    assert set(queries.frequencies_of(seller, "mail").values()) == {"daily"}
    shown = browser.get(PREFERENCES).text.count('value="daily" selected')
    assert shown == len(NotificationGroup)


def test_preferences_refuse_what_is_not_offered(as_member: Browse, seller: Member) -> None:
    answer = as_member(seller).post(PREFERENCES, {"mail-orders": "hourly"})
    assert answer.status_code == 422
    assert queries.frequencies_of(seller, "mail") == {}


def test_unsubscribe_asks_first_and_works_without_signing_in(seller: Member) -> None:
    browser = Client(enforce_csrf_checks=True)
    address = f"/en{unsubscribe_path(seller, ['orders'])}"
    assert browser.get(address).status_code == 200
    assert queries.frequencies_of(seller, "mail") == {}
    assert browser.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert queries.frequencies_of(seller, "mail") == {"orders": "off"}


def test_unsubscribe_with_a_broken_link_is_not_found(client: Client) -> None:
    assert client.get("/en/notifications/stop/broken/").status_code == 404


def test_mailbox_of_the_demo_is_not_there_elsewhere(
    client: Client, settings: Any, now: datetime
) -> None:
    mail = written_mail(now=now)
    addresses = ["/en/dev/mail/"]
    addresses += [f"/en/dev/mail/{mail.public_id}/{end}" for end in ("", "html/")]
    settings.DEMO = False
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    settings.DEMO = True
    assert [client.get(address).status_code for address in addresses] == [200, 200, 200]
    assert client.get("/en/dev/mail/nothing/").status_code == 404


def test_mailbox_of_the_demo_shows_both_parts(client: Client, settings: Any, now: datetime) -> None:
    settings.DEMO = True
    mail = written_mail(now=now)
    send_due_mail(now=now, limit=1)
    assert mail.subject in client.get("/en/dev/mail/").text
    page = client.get(f"/en/dev/mail/{mail.public_id}/").text
    assert f'sandbox="allow-popups" src="/en/dev/mail/{mail.public_id}/html/"' in page
    assert '<a href="http://127.0.0.1:8000/en/x/"' in page


def test_html_of_a_mail_runs_nothing(client: Client, settings: Any, now: datetime) -> None:
    settings.DEMO = True
    mail = written_mail(now=now)
    answer = client.get(f"/en/dev/mail/{mail.public_id}/html/")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert "script-src" not in policy
    assert policy.endswith("sandbox allow-popups")
    assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert answer.text == mail.html
