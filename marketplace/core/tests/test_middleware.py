"""What no view deals with is still answered."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from marketplace.accounts.models import Member
from marketplace.core.views import server_error


@pytest.mark.parametrize(
    "path", ["/write/%00/", "/orders/a%00b/", "/hire/briefs/%00/offer/", "/u/%00/", "/inbox/%00/"]
)
def test_an_address_that_no_database_takes_leads_nowhere(
    path: str, seller: Member, as_member: Callable[[Member | None], Client]
) -> None:
    assert as_member(seller).get(path).status_code == 404


@pytest.mark.parametrize("path", ["/api/v1/nothing/", "/api/v1/orders/a%00b/", "/api/"])
def test_programs_read_in_their_own_form_that_nothing_is_there(path: str, client: Client) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    told = answer.json()
    assert (set(told), told["code"]) == ({"code", "message", "fields"}, "not_found")


def test_programs_read_of_a_fault_in_their_own_form(rf: RequestFactory) -> None:
    answer = server_error(rf.get("/api/v1/orders/"))
    assert answer.status_code == 500
    assert json.loads(answer.content)["code"] == "fault"
    assert b"<html" in server_error(rf.get("/orders/")).content
