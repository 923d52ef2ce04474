"""A member's own data: all of it is packed, no secret is, and nothing outlives the account."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from config.custody import PARTS, pack_account
from config.custody_elsewhere import ELSEWHERE
from config.custody_tables import TABLES
from config.testing import PASSWORD, MakeMember
from config.tests.permissions.world import picture
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.queries import profile_of
from marketplace.accounts.services import (
    ProfileText,
    create_token,
    grant_role,
    set_avatar,
    update_profile,
)
from marketplace.articles.models import Article
from marketplace.core import clock
from marketplace.core.private_files import private_storage
from marketplace.gigs.choices import GigState
from marketplace.gigs.tests.factories import make_draft, put
from marketplace.hiring.services import close_brief, post_brief
from marketplace.hiring.tests.posted_world import brief_text
from marketplace.messaging.models import Message
from marketplace.messaging.services import open_conversation, send_message
from marketplace.moderation import errors, services
from marketplace.moderation.choices import FlagReason
from marketplace.moderation.models import DataExport, Departure
from marketplace.moderation.queries import bonds_of, custody_parts
from marketplace.notifications.models import Notification, OutgoingMail
from marketplace.notifications.services import notify
from marketplace.orders.choices import OrderState
from marketplace.orders.tests.world import order_in
from marketplace.webhooks.services import add_endpoint

pytestmark = pytest.mark.django_db
CANARY = "canary7f3a"
DAY = timedelta(days=1)
# Where a trace may stay, and why: docs/trust.md says the same.
KEPT = {
    "core_auditrecord",  # can't be changed; knows public ids, and changed names
    "core_outboxevent",  # facts by public id
    "notifications_outgoingmail",  # the last mail, until `mail_keep_days` are over
}


def post_and_close(member: Member, now: datetime) -> None:
    """Let a member post a brief with a file, and close it."""
    wanted = brief_text(title=f"Brief {CANARY}", text=f"Wanted {CANARY} " * 9, skills=[CANARY])
    paper = SimpleUploadedFile(f"brief-{CANARY}.txt", b"plan", "text/plain")
    brief = post_brief(client=member, text=wanted, files=[paper], days=14, now=now)
    close_brief(brief=brief, actor=member, now=now)


def full_member(make: MakeMember, stranger: Member, now: datetime) -> Member:
    """Return a member with something in every part."""
    member = make(CANARY, language="en", display_name=f"Name {CANARY}")
    text = ProfileText(
        display_name=f"Name {CANARY}",
        headline=f"Head {CANARY}",
        bio=f"Bio {CANARY}",
        skills=[CANARY],
        country="SA",
        timezone="Asia/Riyadh",
    )
    update_profile(member=member, text=text, now=now)
    set_avatar(member=member, picture=picture())
    create_token(member=member, name=CANARY, scopes=SCOPES, now=now)
    Authenticator.objects.create(user=member, type="totp", data={"secret": "top-secret-seed"})
    gig = make_draft(member, now)
    type(gig).objects.filter(pk=gig.pk).update(title=CANARY, description_source=f"Gig {CANARY}")
    put(gig, GigState.LIVE, now)
    for state in ("draft", "published"):
        Article.objects.create(
            author=member,
            title=f"{state} {CANARY}",
            source=f"Text {CANARY}",
            state=state,
            published_at=now,
            created_at=now,
            updated_at=now,
        )
    talk = open_conversation(
        members=[member, stranger], subject_kind="", subject_ref="", title="Talk", now=now
    )
    paper = SimpleUploadedFile(f"{CANARY}.txt", b"mine", "text/plain")
    send_message(
        conversation=talk.public_id, author=member, body=f"Hi {CANARY}", files=[paper], now=now
    )
    send_message(conversation=talk.public_id, author=stranger, body="Hello back", now=now)
    post_and_close(member, now)
    add_endpoint(member=member, url=f"https://example.com/{CANARY}", events=["order.paid"], now=now)
    notify(
        member=member, kind="gigs.approved", params={"title": CANARY}, url="/gigs/mine/", now=now
    )
    services.flag(
        kind="profile",
        ref=stranger.public_id,
        reason=FlagReason.SPAM,
        text=f"Report {CANARY}",
        actor=member,
        now=now,
    )
    return member


def ready(member: Member, now: datetime) -> DataExport:
    """Have a member's data packed."""
    export = services.ask_export(member=member, confirmed_at=now, now=now)
    assert services.pack_due_exports(now=now, limit=5) == 1
    export.refresh_from_db()
    return export


def test_every_table_of_a_member_is_decided_about() -> None:
    known = {table.model for tables in TABLES.values() for table in tables} | set(ELSEWHERE)
    of_members = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if getattr(field, "concrete", False) and field.is_relation and field.related_model is Member
    } - {"accounts.Member_groups", "accounts.Member_user_permissions"}
    assert sorted(of_members - known) == [], "name them in custody_tables or _elsewhere"


def test_a_package_holds_everything_and_no_secret(
    member_factory: MakeMember, stranger: Member, now: datetime, fund: Callable[..., object]
) -> None:
    member = full_member(member_factory, stranger, now)
    fund(member, 12_300)
    export = ready(member, now)
    assert (export.state, export.steps_done) == ("ready", len(custody_parts()))
    with private_storage().open(export.key) as file:
        package = zipfile.ZipFile(io.BytesIO(file.read()))
    text = "\n".join(package.read(name).decode(errors="replace") for name in package.namelist())
    for words in ("Bio", "Gig", "Text", "Hi", "Report", "Head", "Wanted"):
        assert f"{words} {CANARY}" in text, words
    assert "Hello back" in text
    (line,) = json.loads(package.read("money/statement.json"))
    assert (line["amount"], line["balance_after"]) == (12_300, 12_300)
    assert [name for name in package.namelist() if "/files/" in name and CANARY in name]
    assert [name for name in package.namelist() if f"brief-{CANARY}" in name]
    row = Member.objects.get(pk=member.pk)
    token = row.api_tokens.get()
    for secret in (row.password, token.digest, "top-secret-seed", "whsec"):
        assert secret not in text
    for part in PARTS:
        assert any(name.startswith(f"{part.name}/") for name in package.namelist()), part.name


def test_a_killed_worker_is_taken_over_and_its_work_counts_for_nothing(
    member_factory: MakeMember,
    stranger: Member,
    now: datetime,
    django_capture_on_commit_callbacks: Any,
) -> None:
    member = full_member(member_factory, stranger, now)
    export = services.ask_export(member=member, confirmed_at=now, now=now)
    assert services.ask_export(member=member, confirmed_at=now, now=now) == export
    first = services.claim_export(now=now)
    assert first is not None
    assert services.claim_export(now=now) is None
    later = now + timedelta(seconds=301)
    second = services.claim_export(now=later)
    assert second is not None
    assert services.pack_export(export=first, now=later) is False
    assert services.pack_export(export=second, now=later) is True
    export.refresh_from_db()
    assert (export.state, export.attempts, export.key) == ("ready", 2, second.key)
    assert not private_storage().exists(first.key)
    with django_capture_on_commit_callbacks(execute=True):
        assert services.expire_exports(now=later + 7 * DAY, limit=9) == 1
    assert not private_storage().exists(second.key)


def test_a_package_that_fails_is_given_up_and_told(
    seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch, run_outbox: Callable[..., int]
) -> None:
    def broken(_member: Member) -> Any:
        raise RuntimeError("disk")

    export = services.ask_export(member=seller, confirmed_at=now, now=now)
    monkeypatch.setattr(
        "marketplace.moderation.services.exports.custody_parts",
        lambda: [type("Part", (), {"name": "x", "pack": staticmethod(broken)})()],
    )
    moment = now
    for _turn in range(6):
        services.pack_due_exports(now=moment, limit=1)
        moment += timedelta(seconds=301)
    export.refresh_from_db()
    assert (export.state, "disk" in export.error) == ("failed", True)
    run_outbox(moment)
    told = Notification.objects.filter(member=seller, kind="moderation.export_failed")
    assert told.count() == 1


def test_asking_has_a_limit_and_needs_a_fresh_password(seller: Member, now: datetime) -> None:
    for stale in (None, now - timedelta(seconds=301)):
        with pytest.raises(errors.NotConfirmed):
            services.ask_export(member=seller, confirmed_at=stale, now=now)
    for _turn in range(3):
        ready(seller, now)
    with pytest.raises(errors.TooManyExports):
        services.ask_export(member=seller, confirmed_at=now, now=now)


def leave(member: Member, now: datetime, *, keeps_texts: bool = False) -> Departure:
    """Close a member's account."""
    return services.ask_departure(
        member=member,
        username=member.username,
        keeps_texts=keeps_texts,
        confirmed_at=now,
        now=now,
    )


def traces() -> set[str]:
    """Return the tables that still hold a trace."""
    found = set()
    for table in connection.introspection.table_names():
        with connection.cursor() as cursor:
            name = connection.ops.quote_name(table)
            cursor.execute(f"SELECT 1 FROM {name} t WHERE t::text LIKE %s LIMIT 1", [f"%{CANARY}%"])  # noqa: S608
            if cursor.fetchone():
                found.add(table)
    return found - KEPT


@pytest.mark.parametrize("keeps_texts", [True, False])
def test_nothing_outlives_the_account(
    *,
    keeps_texts: bool,
    member_factory: MakeMember,
    stranger: Member,
    now: datetime,
    django_capture_on_commit_callbacks: Any,
) -> None:
    member = full_member(member_factory, stranger, now)
    departure = leave(member, now, keeps_texts=keeps_texts)
    assert services.erase_due_departures(now=now + 13 * DAY, limit=9) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert services.erase_due_departures(now=now + 14 * DAY, limit=9) == 1
    departure.refresh_from_db()
    assert (departure.state, sorted(departure.erased)) == (
        "done",
        sorted(part.name for part in custody_parts() if part.erase),
    )
    gone = Member.objects.get(pk=member.pk)
    assert (gone.standing, gone.email, gone.display_name) == ("former", "", "Former member")
    expected = {"articles_article"} if keeps_texts else set()
    assert traces() == expected
    assert Article.objects.filter(state="published").count() == int(keeps_texts)
    assert Message.objects.filter(source="Hello back").count() == 1
    last = OutgoingMail.objects.get(message="account_erased")
    assert last.to == f"{CANARY}@example.com"
    assert services.erase_due_departures(now=now + 15 * DAY, limit=9) == 0


def test_erasing_goes_on_where_a_killed_worker_stopped(
    seller: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    departure = leave(seller, now)
    calls: list[str] = []
    parts = []
    for number, part in enumerate(custody_parts()):

        def erase(*_args: Any, name: str = part.name, number: int = number, **_given: Any) -> None:
            calls.append(name)
            if number == 3 and calls.count(name) == 1:
                raise KeyboardInterrupt  # as a signal does

        parts.append(type(part)(name=part.name, label=part.label, pack=part.pack, erase=erase))
    module = "marketplace.moderation.services.departures.custody_parts"
    monkeypatch.setattr(module, lambda: parts)
    with pytest.raises(KeyboardInterrupt):
        services.erase_departure(departure_id=departure.pk, now=now + 14 * DAY)
    departure.refresh_from_db()
    assert (departure.state, len(departure.erased)) == ("erasing", 3)
    assert services.erase_departure(departure_id=departure.pk, now=now + 14 * DAY) is True
    assert services.erase_departure(departure_id=departure.pk, now=now + 14 * DAY) is False
    assert [calls.count(part.name) for part in parts] == [1, 1, 1, 2, *[1] * (len(parts) - 4)]


def test_what_binds_refuses_and_what_comes_later_puts_off(
    seller: Member,
    client_member: Member,
    now: datetime,
    fund: Callable[..., object],
    run_outbox: Callable[..., int],
) -> None:
    assert bonds_of(seller) == []
    order_in(OrderState.IN_PROGRESS, client_member, seller, now=now)
    fund(seller, 500)
    grant_role(member=seller, role="judge", actor=None, now=now)  # type: ignore[arg-type]
    seller = Member.objects.get(pk=seller.pk)
    words = [bond.text for bond in bonds_of(seller)]
    assert len(words) == 3
    with pytest.raises(errors.StillBound):
        leave(seller, now)
    other = Member.objects.create_user("free", "free@example.com", PASSWORD, language="en")
    with pytest.raises(errors.WrongName):
        services.ask_departure(
            member=other, username="fre", keeps_texts=True, confirmed_at=now, now=now
        )
    departure = leave(other, now)
    fund(other, 700)
    assert services.erase_due_departures(now=now + 14 * DAY, limit=9) == 0
    departure.refresh_from_db()
    assert (departure.state, departure.due_at) == ("cooling", now + 15 * DAY)
    run_outbox(now + 14 * DAY)
    assert OutgoingMail.objects.filter(message="account_put_off").count() == 1


def sign_in(member: Member) -> Client:
    """Sign in, and give the password once more."""
    browser = Client()
    given = {"login": member.username, "password": PASSWORD}
    for page in ("login", "reauthenticate"):
        assert browser.post(f"/en/accounts/{page}/", given).status_code == 302
    return browser


def test_closing_and_taking_it_back_in_the_browser(
    seller: Member, now: datetime, settings: Any
) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 3600
    browser = sign_in(seller)
    page = browser.get("/en/accounts/settings/data/leave/")
    assert page.status_code == 200
    wrong = browser.post(
        "/en/accounts/settings/data/leave/", {"texts": "keep", "username": "somebody"}
    )
    assert (wrong.status_code, "somebody" in wrong.content.decode()) == (422, True)
    sent = browser.post(
        "/en/accounts/settings/data/leave/", {"texts": "keep", "username": seller.username}
    )
    assert sent["Location"] == "/en/accounts/leaving/"
    assert "Keep my account" in browser.get("/en/accounts/leaving/").content.decode()
    assert browser.get("/en/orders/")["Location"] == "/en/accounts/leaving/"
    other = sign_in(seller)
    assert other.get("/en/wallet/")["Location"] == "/en/accounts/leaving/"
    assert other.post("/en/accounts/leaving/stay/")["Location"] == "/en/accounts/settings/data/"
    assert other.get("/en/wallet/").status_code == 200
    seller.refresh_from_db()
    assert seller.standing == "open"
    assert clock.now() > now


def test_a_package_is_asked_for_followed_and_downloaded(seller: Member, settings: Any) -> None:
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 3600
    browser = sign_in(seller)
    assert browser.post("/en/accounts/settings/data/pack/").status_code == 302
    assert (
        'hx-get="/en/accounts/settings/data/packages/"'
        in browser.get("/en/accounts/settings/data/").content.decode()
    )
    services.pack_due_exports(now=clock.now(), limit=1)
    export = DataExport.objects.get()
    address = f"/en/accounts/settings/data/packages/{export.public_id}/"
    assert address in browser.get("/en/accounts/settings/data/packages/").content.decode()
    got = browser.get(address)
    assert got["Content-Type"] == "application/zip"
    assert zipfile.ZipFile(io.BytesIO(got.getvalue())).testzip() is None
    DataExport.objects.update(expires_at=clock.now())
    assert browser.get(address).status_code == 409
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0
    again = browser.post("/en/accounts/settings/data/pack/")
    assert "/reauthenticate/" in again["Location"]


def test_the_wide_picture_is_packed(seller: Member) -> None:
    profile = profile_of(seller)
    profile.cover.save("wide.webp", ContentFile(b"x"), save=True)
    (packed,) = pack_account(Member.objects.get(pk=seller.pk)).files
    with packed.open() as file:
        assert (packed.name.startswith("wide"), file.read()) == (True, b"x")
