"""Support looks at the site as a member: over every route, nothing can be changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from django.test import Client, override_settings

from config.browser import IS_NIGHT
from config.gate import CLOSED_TO_VISITS, LEAVING, SUSPENDED
from config.testing import MakeMember
from config.tests.permissions.asking import fingerprints
from config.tests.permissions.routes import all_routes
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.models import AuditRecord
from marketplace.messaging.models import Participant
from marketplace.messaging.services import open_conversation, send_message
from marketplace.moderation import services
from marketplace.moderation.errors import MayNotVisit
from marketplace.moderation.models import Visit, VisitedPage
from marketplace.notifications.models import Notification

pytestmark = pytest.mark.django_db
ROUTES = [route for route in all_routes() if route.name != "moderation:end_visit"]
# Every route is asked by POST, those of the API by one of the others in turn as well; by day one in
# four of them.
OTHERS = cycle(("PUT", "PATCH", "DELETE", "OPTIONS"))
BY_OTHERS = [route for route in ROUTES if route.is_api][:: 1 if IS_NIGHT else 4]
CHANGES = [(route, "POST") for route in ROUTES] + [(route, next(OTHERS)) for route in BY_OTHERS]
# Of hundreds of routes of the API and of the office, two are enough.
FEW = ("api:me", "admin:index")
# What asking itself writes: that it was asked, and refused.
WRITTEN = {
    "core_auditrecord",
    "moderation_visit",
    "moderation_visitedpage",
    "django_session",
    "usersessions_usersession",
}


@pytest.fixture(autouse=True)
def no_second_factor() -> Iterator[None]:
    """Let support look without setting up an app, but where a test says so."""
    with override_settings(STAFF_SECOND_FACTOR_REQUIRED=False):
        yield


@pytest.fixture
def visited(member_factory: MakeMember) -> Member:
    return member_factory("visited", language="en")


def look_as(support: Member, visited: Member) -> Client:
    """Sign in as support and begin a visit."""
    browser = Client(raise_request_exception=False)
    browser.force_login(support, backend="allauth.account.auth_backends.AuthenticationBackend")
    begun = browser.post("/en/desk/visits/", {"username": visited.username, "reason": "Ticket 12"})
    assert begun.status_code == 302, begun.content.decode()
    return browser


def test_no_route_can_be_changed_by_in_a_visit(support: Member, visited: Member) -> None:
    browser = look_as(support, visited)
    before = {name: print_ for name, print_ in fingerprints().items() if name not in WRITTEN}
    passed = []
    for route, method in CHANGES:
        # As htmx asks: the answer is one line instead of a page.
        answer = browser.generic(method, route.some_url(), headers={"HX-Request": "true"})
        if answer.status_code != 403:
            passed.append(f"{method} {route.name}: {answer.status_code}")
    assert passed == []
    assert len(ROUTES) > 300
    assert browser.post("/en/gigs/new/").content.decode().count("You look as") == 1
    after = {name: print_ for name, print_ in fingerprints().items() if name not in WRITTEN}
    assert after == before
    visit = Visit.objects.get()
    assert visit.refused_count == len(CHANGES) + 1
    assert AuditRecord.objects.filter(action="visit_refused").count() == visit.refused_count


def test_the_rule_sees_a_breach(support: Member, visited: Member) -> None:
    """Without a visit the same requests aren't refused: the test above can fail."""
    browser = Client(raise_request_exception=False)
    browser.force_login(support, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert browser.post("/en/preferences/theme/", {"theme": "dark"}).status_code == 302
    assert visited.is_active


def test_secrets_and_credentials_are_closed_even_to_look_at(
    support: Member, visited: Member
) -> None:
    browser = look_as(support, visited)
    opened = [
        route.name
        for route in ROUTES
        if route.name.startswith(CLOSED_TO_VISITS)
        and (not route.name.startswith(("api:", "admin:")) or route.name in FEW)
        and browser.get(route.some_url(), headers={"HX-Request": "true"}).status_code != 403
    ]
    assert opened == []


def test_pages_are_the_members_and_what_they_write_is_rolled_back(
    support: Member, visited: Member, stranger: Member
) -> None:
    now = clock.now()
    talk = open_conversation(
        members=[visited, stranger], title="Hello", subject_kind="", subject_ref="", now=now
    )
    send_message(conversation=talk.public_id, author=stranger, body="Secret hello", now=now)
    browser = look_as(support, visited)
    page = browser.get(f"/en/inbox/{talk.public_id}/")
    text = page.content.decode()
    assert page.status_code == 200
    assert "Secret hello" in text
    assert "You look as" in text
    seat = Participant.objects.get(conversation=talk, member=visited)
    assert (seat.unread_count, seat.last_read_message_id) == (1, None)
    assert "You look as" in browser.get("/en/").content.decode()
    assert browser.get("/en/nowhere/").status_code == 404
    assert VisitedPage.objects.filter(was_refused=False).count() == 3


def test_a_visit_ends_by_hand_and_the_member_is_told(
    support: Member, visited: Member, run_outbox: Callable[..., int]
) -> None:
    browser = look_as(support, visited)
    browser.get("/en/wallet/")
    ended = browser.post("/en/desk/visits/end/")
    assert ended["Location"] == "/en/desk/visits/"
    run_outbox()
    told = Notification.objects.get(member=visited, kind="moderation.visited")
    assert told.params["pages"] == 1
    assert "You look as" not in browser.get("/en/").content.decode()
    acts = AuditRecord.objects.filter(action__startswith="visit_").order_by("id")
    assert [row.action for row in acts] == ["visit_started", "visit_ended"]


def test_a_visit_runs_out_and_leads_back_to_the_desk(support: Member, visited: Member) -> None:
    browser = look_as(support, visited)
    Visit.objects.update(ends_at=clock.now() - timedelta(seconds=1))
    assert browser.get("/en/wallet/")["Location"] == "/en/desk/visits/"
    assert Visit.objects.get().ended_at is not None
    assert browser.get("/en/wallet/").status_code == 200
    again = look_as(support, visited)
    Visit.objects.update(ends_at=clock.now() - timedelta(seconds=1))
    assert services.end_due_visits(now=clock.now(), limit=10) == 1
    assert again.post("/en/gigs/new/").status_code == 403


def test_who_loses_the_role_loses_the_visit(support: Member, visited: Member) -> None:
    browser = look_as(support, visited)
    support.role_grants.all().delete()
    assert browser.get("/en/wallet/")["Location"] == "/en/desk/visits/"


def test_staff_and_oneself_are_never_looked_at(
    support: Member, visited: Member, member_factory: MakeMember, now: Any
) -> None:
    staff = [
        member_factory("judge", roles=("judge",)),
        member_factory("boss", is_staff=True),
        member_factory("root", is_superuser=True),
        support,
    ]
    for person in staff:
        with pytest.raises(MayNotVisit):
            services.start_visit(member=person, reason="Why", actor=support, now=now)
    with pytest.raises(MayNotVisit):
        services.start_visit(member=support, reason="Why", actor=visited, now=now)
    with override_settings(STAFF_SECOND_FACTOR_REQUIRED=True), pytest.raises(MayNotVisit):
        services.start_visit(member=visited, reason="Why", actor=support, now=now)


def test_a_member_who_becomes_staff_is_looked_at_no_more(support: Member, visited: Member) -> None:
    browser = look_as(support, visited)
    Member.objects.filter(pk=visited.pk).update(is_staff=True)
    assert browser.get("/en/wallet/")["Location"] == "/en/desk/visits/"


def test_the_api_opens_the_same_few_doors(seller: Member) -> None:
    key = create_token(member=seller, name="all", scopes=SCOPES, now=clock.now()).key
    Member.objects.filter(pk=seller.pk).update(is_active=False, standing="suspended")
    browser = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {key}"}
    shut: list[str] = []
    opened: list[str] = []
    for route in [route for route in ROUTES if route.is_api]:
        answer = browser.get(route.some_url(), headers=headers)
        limited = answer.status_code == 403 and b"account_limited" in answer.content
        (shut if limited else opened).append(route.name)
    assert set(opened) == {name for name in SUSPENDED if name.startswith("api:")} | {
        "api:schema",
        "api:docs",
    }
    assert len(shut) > 70


def test_open_doors_are_doors() -> None:
    known = {route.name for route in all_routes()}
    assert set(SUSPENDED) | set(LEAVING) <= known


def test_a_suspended_member_takes_the_whole_statement_away(seller: Member) -> None:
    Member.objects.filter(pk=seller.pk).update(is_active=False, standing="suspended")
    browser = Client()
    browser.force_login(seller, backend="marketplace.accounts.adapters.backend.MemberBackend")
    asked = browser.post("/en/wallet/statement/request/")
    assert asked["Location"].startswith("/en/wallet/statement/")
    assert browser.get(asked["Location"]).status_code == 200
