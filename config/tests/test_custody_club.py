"""Packages and webhooks say no more of nominations than the club's pages do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from community.gurus.models import Membership
from community.gurus.services import deciding, nominating
from community.gurus.tests import world
from config.custody import pack_tables
from marketplace.accounts.models import Member
from marketplace.webhooks.models import WebhookDelivery
from marketplace.webhooks.services import add_endpoint

pytestmark = pytest.mark.django_db


def packed(member: Member) -> dict[str, Any]:
    """Return the club's part of a member's package."""
    return dict(pack_tables("gurus", member).lists)


@pytest.fixture
def gurus(now: datetime) -> list[Membership]:
    """Return a club of three."""
    return world.club(world.member("noor", "community_manager"), now=now)


def test_a_candidate_is_told_of_what_they_were_asked_alone(
    gurus: list[Membership], now: datetime
) -> None:
    candidate, nominator = world.member("layla"), gurus[0].member
    one = world.nominated(nominator, candidate, now=now)
    assert packed(candidate)["nomination"] == []
    assert one.due_at is not None
    assert deciding.move_due_nominations(now=one.due_at, limit=1) == 1
    assert packed(candidate)["nomination"] == []
    world.brought_to("asked", gurus, candidate, Member.objects.get(username="noor"), now=now)
    (row,) = packed(candidate)["nomination"]
    assert (row["state"], row["reason"]) == ("asked", "They help.")
    told = {"nominator_username", "supporter_username", "votes_for", "electors", "outcome"}
    assert told.isdisjoint(row)
    (founder,) = packed(gurus[1].member)["nomination"]
    assert founder["state"] == "joined"


def test_a_no_reads_as_silence_to_whoever_named_them(
    gurus: list[Membership], now: datetime
) -> None:
    candidate, noor = world.member("layla"), Member.objects.get(username="noor")
    one = world.brought_to("asked", gurus, candidate, noor, now=now)
    nominating.decline_invitation(nomination=one, actor=candidate, now=now)
    for member in (gurus[0].member, gurus[1].member):
        (row,) = packed(member)["nominations_made"]
        assert (row["state"], row["candidate_username"]) == ("lapsed", "layla")
        assert {"application", "known_for", "metrics"}.isdisjoint(row)
    assert [row["state"] for row in packed(candidate)["nomination"]] == ["declined"]


@pytest.mark.parametrize("is_no", [True, False])
def test_whoever_nominated_hears_the_same_of_a_no_and_of_silence(
    gurus: list[Membership], now: datetime, run_outbox: Callable[..., int], *, is_no: bool
) -> None:
    candidate, noor = world.member("layla"), Member.objects.get(username="noor")
    heard = ["club.lapsed", "club.declined"]
    add_endpoint(member=gurus[0].member, url="https://example.com/", events=heard, now=now)
    one = world.brought_to("asked", gurus, candidate, noor, now=now)
    if is_no:
        nominating.decline_invitation(nomination=one, actor=candidate, now=now)
    else:
        world.due(one)
    assert one.due_at is not None
    while run_outbox(one.due_at):
        pass
    told = WebhookDelivery.objects.get()
    ids = {
        "nomination_id": one.public_id,
        "candidate_id": candidate.public_id,
        "nominator_id": gurus[0].member.public_id,
    }
    assert (told.event, told.payload["data"]) == ("club.lapsed", ids)


def test_a_candidates_endpoint_hears_nothing_of_who_nominated(
    gurus: list[Membership], now: datetime, run_outbox: Callable[..., int]
) -> None:
    candidate, noor = world.member("layla"), Member.objects.get(username="noor")
    events = ["club.invited", "club.applied", "club.confirmed"]
    add_endpoint(member=candidate, url="https://example.com/hook", events=events, now=now)
    one = world.brought_to("signing", gurus, candidate, noor, now=now)
    while run_outbox(now + timedelta(days=90)):
        pass
    told = {row.event: row.payload["data"] for row in WebhookDelivery.objects.all()}
    assert set(told) == set(events)
    for data in told.values():
        assert data["nomination_id"] == one.public_id
        assert "nominator_id" not in data
