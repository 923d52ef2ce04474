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


HTMX = {"HX-Request": "true"}


def test_who_signs_in_after_sending_a_form_comes_back_to_its_page(client: Client) -> None:
    came_from = {"Referer": "http://testserver/en/inbox/abc/?before=7"}

    sent = client.post("/en/inbox/abc/send/", {"body": "Hello"}, headers=came_from)
    own = client.post(
        "/en/orders/abc/deliver/", headers={"Referer": "http://testserver/en/orders/abc/deliver/"}
    )

    assert sent["Location"] == "/en/accounts/login/?next=%2Fen%2Finbox%2Fabc%2F%3Fbefore%3D7"
    assert own["Location"] == "/en/accounts/login/?next=/en/orders/abc/deliver/"


def test_a_part_of_a_page_is_never_replaced_by_the_page_for_sign_in(client: Client) -> None:
    sent = client.post("/en/inbox/abc/send/", {"body": "Hello"}, headers=HTMX)
    asked = client.get("/en/inbox/abc/new/", headers=HTMX)

    assert (sent.status_code, asked.status_code) == (401, 204)
    assert "data-toast" in sent.content.decode()
    assert "You are signed out." in sent.content.decode()


def test_an_expired_form_says_so_to_htmx() -> None:
    browser = Client(enforce_csrf_checks=True)

    refused = browser.post("/en/inbox/abc/send/", {"body": "Hello"}, headers=HTMX)

    assert refused.status_code == 403
    assert refused.content.decode().startswith('<div class="toast-card" data-toast>')
    assert "open for too long" in refused.content.decode()


def test_a_browser_that_opens_a_forms_address_is_told_the_way(
    seller: Member, as_member: Callable[[Member | None], Client]
) -> None:
    browser = as_member(seller)

    page = browser.get("/en/inbox/abc/send/", headers={"Accept": "text/html,*/*"})
    program = browser.get("/en/inbox/abc/send/", headers={"Accept": "application/json"})

    assert (page.status_code, page["Allow"]) == (405, "POST")
    assert "This address takes forms alone" in page.content.decode()
    assert (program.status_code, program.content) == (405, b"")
