"""Pages and API: who sees what, what stays when something is refused, and how often it asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.testing import MakeMember
from contests.calls.models import Contest, Link
from contests.calls.services import publish_contest_results
from contests.entries import services
from contests.entries.models import Entry
from contests.entries.queries import register_shortlist
from contests.entries.queries.doors import _SHORTLISTS
from contests.entries.services import RulesDraft
from contests.entries.tests.world import (
    ARABIC,
    POST,
    article_of,
    check,
    close,
    draft_contest,
    entered,
    entry_text,
    open_contest,
    published,
    text_of,
)
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.ids import new_public_id

pytestmark = pytest.mark.django_db
SignIn = Callable[[Member | None], Client]


@pytest.fixture
def at_now(monkeypatch: pytest.MonkeyPatch, now: datetime) -> datetime:
    monkeypatch.setattr(clock, "now", lambda: now)
    return now


def form_of(article: str = "", **changes: str) -> dict[str, str]:
    values = {
        "source": "article" if article else "outside",
        "article": article,
        "url": "" if article else POST,
        "title": "A text about work",
        "language": "ar",
        "declaration": "Mine alone.",
    }
    return values | changes


def test_entering_by_the_page(
    admin: Member, seller: Member, as_member: SignIn, at_now: datetime
) -> None:
    contest = open_contest(admin, now=at_now)
    article = article_of(seller, ARABIC, now=at_now)
    browser = as_member(seller)
    address = reverse("entries:enter", args=[contest.slug])
    shown = browser.get(address)
    link = Link.objects.get(contest=contest, member=seller)
    assert link.code in shown.content.decode()
    sent = browser.post(address, form_of(article.public_id))
    entry = Entry.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, entry.get_absolute_url())
    page = browser.get(sent["Location"])
    assert 'hx-trigger="every 2s"' in page.content.decode()
    services.look_due(now=at_now, limit=10)
    look = browser.get(reverse("entries:look", args=[entry.public_id]))
    assert "hx-trigger" not in look.content.decode()
    assert browser.get(reverse("entries:mine")).status_code == 200


def test_what_was_typed_stays_when_it_is_refused(
    admin: Member, seller: Member, as_member: SignIn, at_now: datetime
) -> None:
    contest = open_contest(admin, now=at_now)
    browser = as_member(seller)
    address = reverse("entries:enter", args=[contest.slug])
    tries = (
        form_of(url="http://10.0.0.1/"),
        form_of(url=""),
        form_of(declaration=""),
        form_of(source="article", article=""),
    )
    for given in tries:
        refused = browser.post(address, given)
        assert refused.status_code == 422
        assert "A text about work" in refused.content.decode()
    assert Entry.objects.count() == 0


def test_changing_withdrawing_and_strangers(
    admin: Member, seller: Member, stranger: Member, as_member: SignIn, at_now: datetime
) -> None:
    contest = open_contest(admin, now=at_now)
    entry = entered(contest, seller, now=at_now)
    browser = as_member(seller)
    address = reverse("entries:enter", args=[contest.slug])
    assert entry.title in browser.get(address).content.decode()
    browser.post(address, form_of(title="Another title"))
    entry.refresh_from_db()
    assert (entry.title, entry.url) == ("Another title", POST)
    for who in (stranger, None):
        for name in ("entry", "look", "withdraw", "appeal"):
            answer = as_member(who).get(reverse(f"entries:{name}", args=[entry.public_id]))
            assert answer.status_code in (302, 404)
            assert "Another title" not in answer.content.decode()
    withdraw = reverse("entries:withdraw", args=[entry.public_id])
    assert browser.get(withdraw).status_code == 200
    browser.post(withdraw)
    entry.refresh_from_db()
    assert entry.state == "withdrawn"


# -- closed: everybody reads, nobody is named until the results ---------------------------


def closed_with(
    admin: Member, now: datetime, *entries: tuple[Member, str]
) -> tuple[Contest, datetime]:
    contest = open_contest(admin, now=now, rules=RulesDraft(min_words=1, max_words=5_000))
    for member, source in entries:
        entered(contest, member, now=now, source=source)
    closed, moment = close(contest)
    check(closed, moment)
    return closed, moment


def test_blind_until_the_results_are_out(
    admin: Member,
    seller: Member,
    editor: Member,
    as_member: SignIn,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    closed, moment = closed_with(admin, now, (seller, ARABIC * 2))
    entry = Entry.objects.get()
    visitor = as_member(None)
    addresses = [reverse("entries:list", args=[closed.slug]), entry.get_absolute_url()]
    monkeypatch.setattr(clock, "now", lambda: moment)
    for address in addresses:
        page = visitor.get(address).content.decode()
        assert entry.title in page
        assert seller.display_name not in page
        assert seller.username not in page
    assert reverse("hiring:from_profile", args=[seller.username]) not in page
    publish_contest_results(contest=closed, actor=admin, now=moment)
    for address in addresses:
        assert seller.display_name in visitor.get(address).content.decode()
    assert editor.pk


def test_hire_me_from_articles_and_short_listed_ones(
    admin: Member, seller: Member, editor: Member, as_member: SignIn, now: datetime
) -> None:
    contest = open_contest(admin, now=now, rules=RulesDraft(min_words=1, max_words=5_000))
    article = published(seller, editor, ARABIC * 2, now=now)
    entry = services.enter_contest(
        contest=contest, member=seller, text=entry_text(article), now=now
    )
    closed, moment = close(contest)
    check(closed, moment)
    publish_contest_results(contest=closed, actor=admin, now=moment)
    visitor = as_member(None)
    by_article = reverse("hiring:from_article", args=[article.pk])
    assert by_article in visitor.get(entry.get_absolute_url()).content.decode()
    Entry.objects.update(source="outside", url=POST, article=None)
    by_profile = reverse("hiring:from_profile", args=[seller.username])
    assert by_profile not in visitor.get(entry.get_absolute_url()).content.decode()
    register_shortlist("test", lambda pks: pks)
    try:
        assert by_profile in visitor.get(entry.get_absolute_url()).content.decode()
    finally:
        _SHORTLISTS.pop("test")


def many(contest: Contest, template: Entry, count: int, make: MakeMember) -> None:
    """Add accepted entries straight to the table."""
    member = make()
    entrants = [
        Member(username=f"writer{at}", email=f"w{at}@example.com", display_name=f"W {at}")
        for at in range(count)
    ]
    made = Member.objects.bulk_create(entrants)
    assert member.pk
    Entry.objects.bulk_create(
        Entry(
            contest=contest,
            entrant=one,
            link=template.link,
            source="outside",
            url=f"https://w{at}.example/",
            title=f"Text {at}",
            language="ar",
            declaration="Mine.",
            state="accepted",
            submitted_at=template.submitted_at,
            changed_at=template.changed_at,
            text=text_of(at, 8),
            words=10,
            digest="0" * 64,
            frozen_at=template.submitted_at,
            checked_at=template.submitted_at,
        )
        for at, one in enumerate(made)
    )


def asked(browser: Client, address: str) -> tuple[int, str]:
    with CaptureQueriesContext(
        connection,
    ) as found:
        answer = browser.get(address)
    assert answer.status_code == 200
    return len(found), answer.content.decode()


def test_ten_thousand_entries_take_as_many_queries_as_one(
    admin: Member,
    seller: Member,
    as_member: SignIn,
    member_factory: MakeMember,
    now: datetime,
) -> None:
    closed, _moment = closed_with(admin, now, (seller, ARABIC * 2))
    publish_contest_results(contest=closed, actor=admin, now=now)
    entry = Entry.objects.get()
    public = reverse("entries:list", args=[closed.slug])
    desk = reverse("entries:desk", args=[closed.public_id]) + "?show=all"
    visitor, staff = as_member(None), as_member(admin)
    for browser, address in ((visitor, public), (staff, desk)):
        browser.get(address)
    few = [asked(visitor, public)[0], asked(staff, desk)[0]]
    many(closed, entry, 10_000, member_factory)
    count, page = asked(visitor, public)
    assert page.count("card-link") == 30
    after = f"{public}?after={Entry.objects.order_by('id')[5_000].pk}"
    deep, page = asked(visitor, after)
    assert page.count("card-link") == 30
    assert [count, deep] == [few[0], few[0]]
    assert few[0] <= 8
    assert asked(staff, desk)[0] == few[1]


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "٣", ""])
def test_a_broken_mark_begins_at_the_beginning(
    admin: Member, seller: Member, as_member: SignIn, now: datetime, after: str
) -> None:
    closed, _moment = closed_with(admin, now, (seller, ARABIC * 2))
    page = as_member(None).get(reverse("entries:list", args=[closed.slug]), {"after": after})
    assert "card-link" in page.content.decode()


# -- the desk ------------------------------------------------------------------------------------


def test_the_desk_shows_the_evidence_and_takes_decisions(
    admin: Member, seller: Member, client_member: Member, as_member: SignIn, now: datetime
) -> None:
    closed, _moment = closed_with(admin, now, (seller, ARABIC), (client_member, ARABIC))
    first, second = Entry.objects.order_by("id")
    staff = as_member(admin)
    page = staff.get(reverse("entries:desk", args=[closed.public_id])).content.decode()
    assert page.count(reverse("entries:desk_entry", args=[closed.public_id, first.public_id])) == 1

    def at(name: str, entry: Entry, *more: str) -> str:
        return reverse(f"entries:{name}", args=[closed.public_id, entry.public_id, *more])

    shown = staff.get(at("desk_entry", second)).content.decode()
    assert "<mark " in shown
    assert first.get_absolute_url() in shown
    refused = staff.post(at("desk_refuse", second), {"reason": ""})
    assert refused.status_code == 422
    staff.post(at("desk_finding", first, "similarity"), {"decision": "fine", "note": "Older."})
    staff.post(at("desk_accept", first))
    staff.post(at("desk_refuse", second), {"reason": "A copy of another entry."})
    states = list(Entry.objects.order_by("id").values_list("state", flat=True))
    assert states == ["accepted", "refused"]
    own = as_member(client_member)
    assert "A copy of another entry." in own.get(second.get_absolute_url()).content.decode()
    appeal = reverse("entries:appeal", args=[second.public_id])
    assert own.get(appeal).status_code == 200
    assert own.post(appeal, {"text": ""}).status_code == 422
    own.post(appeal, {"text": "I wrote it first."})
    listed = staff.get(reverse("entries:desk", args=[closed.public_id]) + "?show=appeals")
    assert second.title in listed.content.decode()
    staff.post(at("desk_uphold", second), {"reason": "The older one is theirs."})
    staff.post(at("desk_disqualify", first), {"reason": "Asked for it."})
    staff.post(at("desk_reconsider", second))
    states = list(Entry.objects.order_by("id").values_list("state", flat=True))
    assert states == ["disqualified", "submitted"]
    progress = staff.get(reverse("entries:desk_progress", args=[closed.public_id]))
    assert "hx-trigger" not in progress.content.decode()


def test_the_rules_step(
    admin: Member, stranger: Member, as_member: SignIn, at_now: datetime
) -> None:
    contest = draft_contest(admin, now=at_now)
    address = reverse("entries:desk_rules", args=[contest.public_id])
    assert as_member(stranger).get(address).status_code == 404
    staff = as_member(admin)
    assert staff.get(address).status_code == 200
    assert staff.post(address, {"min_words": "90", "max_words": "8"}).status_code == 422
    sent = {"min_words": "٩٠", "max_words": "800", "takes_articles": "on", "languages": ["ur"]}
    assert staff.post(address, sent | {"then": "stay"})["Location"] == address
    contest.refresh_from_db()
    rules = contest.writing_rules
    assert (rules.min_words, rules.languages, rules.takes_outside) == (90, ["ur"], False)


# -- the API ---------------------------------------------------------------------------------------


def api(member: Member, now: datetime) -> Callable[..., Any]:
    scopes = ["entries:read", "entries:write"]
    made = create_token(member=member, name="t", scopes=scopes, expires_at=None, now=now)
    browser = Client(headers={"authorization": f"Bearer {made.key}"})

    def call(method: str, address: str, body: object = None) -> Any:
        return (
            getattr(browser, method)(f"/api/v1/{address}", body, content_type="application/json")
            if body is not None
            else getattr(browser, method)(f"/api/v1/{address}")
        )

    return call


def test_entering_by_the_api(admin: Member, seller: Member, at_now: datetime) -> None:
    contest = open_contest(admin, now=at_now)
    call = api(seller, at_now)
    article = article_of(seller, ARABIC, now=at_now)
    address = f"contests/{contest.slug}/entries/"
    assert call("get", address).status_code == 404
    body = form_of(article.public_id)
    made = call("post", address, body)
    assert made.status_code == 201, made.content
    pk = made.json()["id"]
    assert call("get", "entries/").json()["results"][0]["id"] == pk
    changed = call("put", f"entries/{pk}/", body | {"title": "Else"})
    assert changed.json()["title"] == "Else"
    refused = call("put", f"entries/{pk}/", form_of(url="http://10.0.0.1/"))
    assert (refused.status_code, refused.json()["code"]) == (422, "address_not_public")
    assert call("post", f"entries/{pk}/accept/", {}).status_code == 404
    assert call("get", f"entries/{new_public_id()}/").status_code == 404
    assert call("post", f"entries/{pk}/withdraw/", {}).json()["state"] == "withdrawn"


def test_texts_of_others_are_told_at_the_desk_alone(
    admin: Member, seller: Member, stranger: Member, settings: Any, now: datetime
) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    contest = open_contest(admin, now=now)
    mine = entered(contest, seller, now=now, source=ARABIC)
    entered(contest, stranger, now=now, source=ARABIC, title="A secret title")
    check(*close(contest))
    note = {"kind": "similarity", "decision": "breach", "note": "Ask the editor."}
    told = api(admin, now)("post", f"entries/{mine.public_id}/finding/", note).content.decode()
    assert ("A secret title" in told, "Ask the editor." in told) == (True, True)
    own = api(seller, now)("get", f"entries/{mine.public_id}/")
    found = {one["kind"]: one for one in own.json()["checks"]}["similarity"]
    assert found["evidence"] == {"percent": 100}
    assert (found["decision"], found["note"]) == ("breach", "")


def test_who_may_not_enter_any_more_keeps_what_was_typed(
    admin: Member, seller: Member, as_member: Callable[..., Client], at_now: datetime
) -> None:
    contest = open_contest(admin, now=at_now)
    article = article_of(seller, ARABIC, now=at_now)
    Contest.objects.filter(pk=contest.pk).update(countries=["MR"])
    sent = as_member(seller).post(f"/en/contests/{contest.slug}/enter/", form_of(article.public_id))
    assert sent.status_code == 422
    assert form_of()["declaration"] in sent.content.decode()


def test_the_rules_by_the_api(admin: Member, seller: Member, settings: Any, now: datetime) -> None:
    settings.STAFF_SECOND_FACTOR_REQUIRED = False
    contest = draft_contest(admin, now=now)
    address = f"contests/{contest.public_id}/writing_rules/"
    assert api(seller, now)("get", address).status_code == 404
    call = api(admin, now)
    body = {"min_words": 50, "max_words": 90, "languages": ["ur"], "takes_outside": False}
    assert call("put", address, body).json()["languages"] == ["ur"]
    assert call("get", address).json()["takes_outside"] is False
    assert call("put", address, body | {"languages": ["fr"]}).status_code == 422
    assert call("put", address, body | {"max_words": 9}).json()["code"] == "words_out_of_order"
