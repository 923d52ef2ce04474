"""What other parts ask of entries: leaving, data, reports, webhooks, the contest's page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from config.custody import pack_tables
from config.entered import PUBLIC, entry_bonds, find_reported
from contests.entries import services
from contests.entries.models import Entry, Look
from contests.entries.tests.world import ARABIC, check, close, entered, open_contest
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.outbox import deliver_due
from marketplace.webhooks.models import WebhookDelivery
from marketplace.webhooks.services import add_endpoint

pytestmark = pytest.mark.django_db
SignIn = Callable[[Member | None], Client]


def test_undecided_entries_bind_and_withdrawn_ones_dont(
    admin: Member, seller: Member, now: datetime
) -> None:
    entry = entered(open_contest(admin, now=now), seller, now=now)
    assert [bond.url for bond in entry_bonds(seller)] == [entry.get_absolute_url()]
    services.withdraw_entry(entry=entry, actor=seller, now=now)
    assert list(entry_bonds(seller)) == []


@pytest.mark.parametrize("keeps", [True, False])
def test_what_a_leaving_member_leaves(
    admin: Member, seller: Member, now: datetime, *, keeps: bool
) -> None:
    entry = entered(open_contest(admin, now=now), seller, now=now, source=ARABIC)
    services.look_due(now=now, limit=10)
    check(*close(entry.contest))
    before = Entry.objects.get(pk=entry.pk)
    for _twice in range(2):
        services.erase_entries(member=seller, keeps_texts=keeps)
    after = Entry.objects.get(pk=entry.pk)
    assert (after.declaration, after.digest, after.state) == ("-", before.digest, before.state)
    assert (after.text == before.text) is keeps
    assert Look.objects.get(entry=entry).text == ""


def test_an_entry_is_taken_along_without_its_judge(
    admin: Member, seller: Member, now: datetime
) -> None:
    entry = entered(open_contest(admin, now=now), seller, now=now)
    (row,) = pack_tables("entries", seller).lists["entry"]
    assert (row["title"], row["declaration"]) == (entry.title, entry.declaration)
    assert not {"digest", "decided_by_username"} & set(row)


def test_a_reported_entry_goes_out_of_view_and_comes_back(
    admin: Member, seller: Member, stranger: Member, as_member: SignIn, now: datetime
) -> None:
    entry = entered(open_contest(admin, now=now), seller, now=now, source=ARABIC * 2)
    with pytest.raises(NotFound):
        find_reported(entry.public_id, viewer=stranger)
    check(*close(entry.contest))
    assert find_reported(entry.public_id, viewer=stranger).is_shown
    page = as_member(None)
    address = entry.get_absolute_url()
    memo = services.hide_entry(entry.public_id, actor=admin, reason="Stolen.", now=now)
    assert services.hide_entry(entry.public_id, actor=admin, reason="Stolen.", now=now) is None
    assert page.get(address).status_code == 404
    listed = page.get(reverse("entries:list", args=[entry.contest.slug])).content.decode()
    assert address not in listed
    assert services.show_entry(entry.public_id, memo=memo or "", reason="Theirs.", now=now)
    assert page.get(address).status_code == 200


def test_programs_hear_of_it(admin: Member, seller: Member, now: datetime) -> None:
    names = [name for name, _event, _label in PUBLIC]
    add_endpoint(member=seller, url="https://hooks.example/", events=names, now=now)
    entered(open_contest(admin, now=now), seller, now=now)
    deliver_due(now=now)
    assert [row.event for row in WebhookDelivery.objects.all()] == ["entry.submitted"]


def test_the_contests_page_leads_to_entering_and_then_to_the_entries(
    admin: Member,
    seller: Member,
    as_member: SignIn,
    now: datetime,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contest = open_contest(admin, now=now)
    monkeypatch.setattr(clock, "now", lambda: now)
    browser = as_member(seller)
    enter = reverse("entries:enter", args=[contest.slug])
    assert enter in browser.get(contest.get_absolute_url()).content.decode()
    entry = entered(contest, seller, now=now, source=ARABIC * 2)
    page = browser.get(contest.get_absolute_url()).content.decode()
    assert entry.get_absolute_url() in page
    closed, moment = close(contest)
    check(closed, moment)
    monkeypatch.setattr(clock, "now", lambda: moment)
    page = browser.get(contest.get_absolute_url()).content.decode()
    assert reverse("entries:list", args=[contest.slug]) in page
