"""Trust in the API: what pages do, with the same refusals; closed accounts as far as they may."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.testing import PASSWORD, MakeMember
from marketplace.accounts.choices import SCOPES
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.core.ids import new_public_id
from marketplace.messaging.services import open_conversation, send_message
from marketplace.moderation import services
from marketplace.moderation.choices import Act
from marketplace.moderation.tests.world import REASON, RULE, Court

pytestmark = pytest.mark.django_db


def ask(member: Member, method: str, path: str, **body: Any) -> Any:
    """Ask the API as a member."""
    key = create_token(member=member, name="t", scopes=SCOPES, now=clock.now()).key
    headers = {"Authorization": f"Bearer {key}", "Idempotency-Key": new_public_id()}
    return Client().generic(
        method, f"/api/v1/{path}", json.dumps(body), "application/json", headers=headers
    )


@pytest.fixture
def now() -> Any:
    """Return the present: the API reads the clock itself."""
    return clock.now()


def test_reports_go_in_and_their_outcome_comes_out(court: Court) -> None:
    gig = court.gig()
    body = {"kind": "gig", "ref": gig.public_id, "reason": "spam"}
    made = ask(court.flagger, "POST", "flags/", **body)
    assert (made.status_code, made.json()["outcome"]) == (201, "waiting")
    again = ask(court.flagger, "POST", "flags/", **body)
    assert (again.status_code, again.json()["code"]) == (409, "already_flagged")
    own = ask(court.author, "POST", "flags/", **body)
    assert (own.status_code, own.json()["code"]) == (403, "own_thing")
    wrong = ask(court.flagger, "POST", "flags/", kind="gig", ref="x", reason="nothing")
    assert wrong.status_code == 422
    (line,) = ask(court.flagger, "GET", "flags/").json()["results"]
    assert (line["kind"], line["ref"]) == ("gig", gig.public_id)
    assert ask(court.author, "GET", "flags/").json()["results"] == []


def test_a_suspended_member_reads_the_plan_and_appeals(
    court: Court, fund: Callable[..., object]
) -> None:
    fund(court.author, 9_900)
    decision = court.suspend(days=30)
    member = Member.objects.get(pk=court.author.pk)
    found = ask(member, "GET", f"decisions/{decision.public_id}/").json()
    assert (found["rule"], found["reason"], found["appeal"]) == (RULE, REASON, None)
    assert found["suspension"]["payouts"][0]["amount"] == 9_900
    path = f"decisions/{decision.public_id}/appeal/"
    assert ask(court.flagger, "POST", path, text="No.").status_code == 404
    filed = ask(member, "POST", path, text="No.")
    assert (filed.status_code, filed.json()["state"]) == (201, "open")
    taken = ask(member, "POST", f"decisions/{decision.public_id}/withdraw_appeal/")
    assert taken.json()["state"] == "withdrawn"
    assert len(ask(member, "GET", "decisions/").json()["results"]) == 1
    refused = ask(member, "GET", "orders/")
    assert (refused.status_code, refused.json()["code"]) == (403, "account_limited")


def test_lists_of_decisions_ask_the_same_questions_for_one_and_three(
    court: Court, django_assert_num_queries: Any
) -> None:
    court.decide(court.case(), Act.WARN)
    with CaptureQueriesContext(connection) as counted:
        ask(court.author, "GET", "decisions/")
    for _turn in range(2):
        court.decide(court.case(), Act.WARN)
    with django_assert_num_queries(len(counted)):
        ask(court.author, "GET", "decisions/")


def test_data_and_departure_ask_for_the_password(court: Court) -> None:
    member = court.flagger
    refused = ask(member, "POST", "exports/", password="wrong")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_confirmed")
    made = ask(member, "POST", "exports/", password=PASSWORD).json()
    assert made["state"] == "queued"
    early = ask(member, "GET", f"exports/{made['id']}/file/")
    assert (early.status_code, early.json()["code"]) == (409, "export_not_ready")
    services.pack_due_exports(now=clock.now(), limit=1)
    assert ask(member, "GET", f"exports/{made['id']}/").json()["state"] == "ready"
    got = ask(member, "GET", f"exports/{made['id']}/file/")
    assert got.getvalue()[:2] == b"PK"
    assert ask(court.author, "GET", f"exports/{made['id']}/file/").status_code == 404
    slip = ask(member, "POST", "departure/", password=PASSWORD, username="oma")
    assert (slip.status_code, slip.json()["code"]) == (422, "wrong_name")
    left = ask(member, "POST", "departure/", password=PASSWORD, username="omar")
    assert (left.status_code, left.json()["state"]) == (201, "cooling")
    gone = Member.objects.get(pk=member.pk)
    assert ask(gone, "GET", "departure/").json()["id"] == left.json()["id"]
    assert ask(gone, "GET", "me/").json()["code"] == "account_limited"
    assert ask(gone, "POST", "departure/cancel/").json()["state"] == "cancelled"
    assert ask(gone, "GET", "me/").status_code == 200


def test_a_message_is_reported_by_who_takes_part_and_by_nobody_else(
    court: Court, member_factory: MakeMember
) -> None:
    talk = open_conversation(
        members=[court.author, court.flagger],
        subject_kind="",
        subject_ref="flagged",
        title="About a logo",
        now=court.now,
    )
    said = send_message(
        conversation=talk.public_id, author=court.author, body="You fool", now=court.now
    )
    body = {"kind": "message", "ref": said.public_id, "reason": "abuse", "text": "Look."}
    stranger = ask(member_factory("passer"), "POST", "flags/", **body)
    assert stranger.status_code == 404
    own = ask(court.author, "POST", "flags/", **body)
    assert (own.status_code, own.json()["code"]) == (403, "own_thing")
    made = ask(court.flagger, "POST", "flags/", **body)
    assert (made.status_code, made.json()["title"]) == (201, "About a logo")
    again = ask(court.flagger, "POST", "flags/", **body)
    assert (again.status_code, again.json()["code"]) == (409, "already_flagged")
