"""The pages of trust: who sees what, forms that keep what was typed, constant queries."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.moderation import services
from marketplace.moderation.choices import Act
from marketplace.moderation.models import Appeal, Case, Decision, Flag
from marketplace.moderation.tests.world import REASON, RULE, Court
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.models import Preference
from marketplace.notifications.services import stop_path

pytestmark = pytest.mark.django_db
Sign = Callable[[Member | None], Client]


@pytest.fixture
def now() -> Any:
    """Return the present: pages read the clock themselves."""
    return clock.now()


def text_of(browser: Client, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def test_the_rules_are_numbered_and_open_to_all() -> None:
    for lang in ("", "/en", "/he", "/ur"):
        text = text_of(Client(), f"{lang}/rules/")
        assert 'id="r1-1"' in text
        assert 'id="r5-1"' in text


def test_a_member_reports_and_sees_what_became_of_it(court: Court, as_member: Sign) -> None:
    gig = court.gig()
    browser = as_member(court.flagger)
    address = f"/en/report/gig/{gig.public_id}/"
    assert address in text_of(browser, f"/en{gig.get_absolute_url()}".replace("/en/en", "/en"))
    refused = browser.post(address, {"reason": "", "text": "I drew these."})
    assert refused.status_code == 422
    assert "I drew these." in refused.content.decode()
    sent = browser.post(address, {"reason": "stolen", "text": "I drew these."})
    assert sent.status_code == 302
    assert "You have reported this already" in text_of(browser, address)
    assert browser.post(address, {"reason": "stolen"}).status_code == 422
    case = Case.objects.get()
    assert "Waiting for a moderator" in text_of(browser, "/en/reports/")
    court.decide(case, Act.WARN)
    assert "You were right" in text_of(browser, "/en/reports/")
    assert court.flagger.display_name not in text_of(as_member(court.author), "/en/standing/")


def test_what_one_cant_see_or_owns_is_not_reported(court: Court, as_member: Sign) -> None:
    gig = court.gig()
    browser = as_member(court.author)
    assert "This is yours" in text_of(browser, f"/en/report/gig/{gig.public_id}/")
    posted = browser.post(f"/en/report/gig/{gig.public_id}/", {"reason": "spam"})
    assert posted.status_code == 403
    for path in ("gig/000000000000", "order/abc", "message/zzzzzzzzzzzz"):
        assert browser.get(f"/en/report/{path}/").status_code == 404
    assert not Flag.objects.exists()


def test_the_desk_decides_and_goes_on_with_the_next(court: Court, as_member: Sign) -> None:
    first, second = court.case(), court.case()
    browser = as_member(court.moderator)
    desk = text_of(browser, "/en/desk/moderation/?order=old&kind=gig")
    assert first.get_absolute_url().removeprefix("/en") in desk
    page = text_of(browser, f"/en/desk/moderation/cases/{first.public_id}/")
    assert "I drew these." in page
    address = f"/en/desk/moderation/cases/{first.public_id}/hide/"
    missing = browser.post(address, {"rule": "", "reason": REASON})
    assert missing.status_code == 422
    assert REASON in missing.content.decode()
    done = browser.post(address, {"rule": RULE, "reason": REASON})
    assert (done.status_code, done["Location"]) == (
        302,
        f"/en/desk/moderation/cases/{second.public_id}/",
    )
    assert text_of(Client(), f"/en/gigs/{first.ref}/", 404)
    again = browser.post(address, {"rule": RULE, "reason": REASON})
    assert again.status_code == 422
    decision = Decision.objects.get()
    undone = browser.post(
        f"/en/desk/moderation/decisions/{decision.public_id}/undo/", {"reason": "Wrong gig."}
    )
    assert undone.status_code == 302
    first.refresh_from_db()
    assert first.state == "open"
    for path in ("log", "suspended", "bad-faith", "appeals"):
        text_of(browser, f"/en/desk/moderation/{path}/")


def test_the_statement_of_reasons_and_the_appeal(court: Court, as_member: Sign) -> None:
    decision = court.decide(court.case(), Act.WARN)
    browser = as_member(court.author)
    address = f"/en/standing/{decision.public_id}/"
    page = text_of(browser, address)
    assert REASON in page
    assert "Offer your own work" in page
    decision.refresh_from_db()
    assert decision.seen_at is not None
    assert as_member(court.flagger).get(address).status_code == 404
    assert browser.post(f"{address}appeal/", {"text": ""}).status_code == 422
    assert browser.post(f"{address}appeal/", {"text": "I drew them."}).status_code == 302
    appeal = Appeal.objects.get()
    mine = as_member(court.moderator)
    desk = f"/en/desk/moderation/appeals/{appeal.public_id}/"
    assert "You made this decision" in text_of(mine, desk)
    refused = mine.post(f"{desk}grant/", {"answer": "No."})
    assert refused.status_code == 403
    other = as_member(court.reviewer)
    assert "I drew them." in text_of(other, desk)
    assert other.post(f"{desk}grant/", {"answer": "Right."}).status_code == 302
    assert "Right." in text_of(browser, address)


def test_a_suspended_member_sees_money_appeal_and_nothing_else(
    court: Court, fund: Callable[..., object]
) -> None:
    fund(court.author, 30_000)
    decision = court.suspend(days=0)
    court.author.refresh_from_db()
    browser = Client()
    signed = browser.post(
        "/en/accounts/login/", {"login": "salma", "password": "a-long-test-password"}
    )
    assert signed.status_code == 302
    for path in ("/en/", "/en/gigs/", "/en/orders/", "/en/inbox/", "/en/nowhere/"):
        assert browser.get(path)["Location"] == "/en/standing/"
    page = text_of(browser, "/en/standing/")
    assert "300.00" in page
    assert RULE in page
    assert "300.00" in text_of(browser, "/en/wallet/")
    assert "You can withdraw from" in text_of(browser, "/en/wallet/withdraw/")
    assert browser.post("/en/gigs/new/", {}).status_code == 403
    assert browser.post("/en/accounts/settings/", {}).status_code == 403
    appealed = browser.post(f"/en/standing/{decision.public_id}/appeal/", {"text": "No."})
    assert appealed.status_code == 302
    text_of(browser, "/en/accounts/settings/data/")
    assert browser.get("/en/accounts/settings/data/leave/")["Location"] == "/en/standing/"


def test_whoever_looks_after_the_date_finds_the_account_open(court: Court) -> None:
    long_ago = court.now - timedelta(days=8)
    court.now = long_ago
    court.suspend(days=7)
    browser = Client()
    browser.post("/en/accounts/login/", {"login": "salma", "password": "a-long-test-password"})
    assert browser.get("/en/orders/").status_code == 200
    court.author.refresh_from_db()
    assert (court.author.is_active, court.author.standing) == (True, "open")


LISTS = {
    "/en/desk/moderation/": "moderator",
    "/en/desk/moderation/log/": "moderator",
    "/en/desk/moderation/suspended/": "moderator",
    "/en/desk/moderation/appeals/": "moderator",
    "/en/desk/moderation/bad-faith/": "moderator",
    "/en/reports/": "flagger",
}


@pytest.mark.parametrize("path", list(LISTS))
def test_lists_ask_the_same_questions_for_one_and_three(
    path: str,
    court: Court,
    as_member: Sign,
    member_factory: MakeMember,
    django_assert_num_queries: Any,
) -> None:
    browser = as_member(getattr(court, LISTS[path]))
    fill(court, path, member_factory)
    browser.get(path)
    from django.db import connection  # noqa: PLC0415
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    with CaptureQueriesContext(connection) as counted:
        assert browser.get(path).status_code == 200
    fill(court, path, member_factory)
    fill(court, path, member_factory)
    with django_assert_num_queries(len(counted)):
        browser.get(path)


def fill(court: Court, path: str, make: MakeMember) -> None:
    """Put one more row onto a list."""
    if path.endswith("bad-faith/"):
        case = court.flag(court.gig(), by=make(language="en")).case
        services.dismiss_case(
            case=case, reason="Spite", in_bad_faith=True, actor=court.moderator, now=court.now
        )
    elif path.endswith("suspended/"):
        court.author = make(language="en")
        court.suspend()
    elif path.endswith("appeals/"):
        decision = court.decide(court.case(), Act.WARN)
        services.file_appeal(decision=decision, text="No.", actor=court.author, now=court.now)
    elif path.endswith("log/"):
        court.decide(court.case(), Act.WARN)
    else:
        court.case()


def test_a_closed_account_may_stop_its_mails(court: Court, as_member: Sign) -> None:
    path = stop_path(court.author, NotificationGroup.ORDERS)
    court.suspend()
    browser = as_member(Member.objects.get(pk=court.author.pk))
    assert browser.get(f"/en{path}").status_code == 200
    assert browser.post(f"/en{path}").status_code == 200
    assert Preference.objects.get(member=court.author).frequency == "off"
