"""The member's own webhooks, as pages and in the API; nobody else's are in reach."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from config.testing import PASSWORD, MakeMember
from marketplace.accounts.models import Member
from marketplace.accounts.services import create_token
from marketplace.core import clock
from marketplace.webhooks.models import Endpoint, WebhookDelivery
from marketplace.webhooks.services import send_test
from marketplace.webhooks.tests.conftest import SAMPLE

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]
MakeEndpoint = Callable[..., Endpoint]
ROOT = "/en/accounts/settings/webhooks/"
GIVEN = {"url": "https://hooks.example.com/in", "description": "my shop", "events": [SAMPLE]}


@pytest.fixture
def endpoint(seller: Member, make_endpoint: MakeEndpoint) -> Endpoint:
    return make_endpoint(seller)


@pytest.fixture
def delivery(endpoint: Endpoint, seller: Member, now: datetime) -> WebhookDelivery:
    return send_test(public_id=endpoint.public_id, actor=seller, now=now)


def prove(browser: Client) -> Client:
    answer = browser.post("/en/accounts/reauthenticate/", {"password": PASSWORD})
    assert answer.status_code == 302
    return browser


def paths(endpoint: Endpoint, delivery: WebhookDelivery) -> dict[str, list[str]]:
    one = f"{ROOT}{endpoint.public_id}/"
    return {
        "get": [one, f"{one}edit/", f"{one}remove/", f"{ROOT}deliveries/{delivery.public_id}/"],
        "post": [
            f"{one}edit/",
            f"{one}disable/",
            f"{one}enable/",
            f"{one}remove/",
            f"{one}test/",
            f"{ROOT}deliveries/{delivery.public_id}/redeliver/",
        ],
    }


@pytest.mark.parametrize("language", ["", "/en", "/he", "/ur"])
def test_pages_open_in_each_language(
    language: str,
    seller: Member,
    endpoint: Endpoint,
    delivery: WebhookDelivery,
    as_member: SignIn,
) -> None:
    browser = prove(as_member(seller))
    one = f"{ROOT}{endpoint.public_id}/"
    more = [ROOT, f"{ROOT}new/", f"{one}rotate-secret/"]
    for path in [*paths(endpoint, delivery)["get"], *more]:
        page = browser.get(path.replace("/en", language, 1))
        assert (path, page.status_code) == (path, 200)


def test_strangers_and_staff_find_nothing(
    endpoint: Endpoint,
    delivery: WebhookDelivery,
    stranger: Member,
    member_factory: MakeMember,
    as_member: SignIn,
) -> None:
    staff = member_factory("boss", roles=("admin", "support"), is_staff=True)
    for who in (stranger, staff):
        browser = prove(as_member(who))
        assert endpoint.url not in browser.get(ROOT).content.decode()
        for method, known in paths(endpoint, delivery).items():
            for path in [*known, f"{ROOT}{endpoint.public_id}/rotate-secret/"]:
                assert (path, getattr(browser, method)(path, GIVEN).status_code) == (path, 404)
    before = (endpoint.url, endpoint.is_active, endpoint.secret)
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.is_active, endpoint.secret) == before


def test_visitors_are_asked_to_sign_in(endpoint: Endpoint, delivery: WebhookDelivery) -> None:
    for method, known in paths(endpoint, delivery).items():
        for path in [*known, ROOT, f"{ROOT}new/"]:
            answer = getattr(Client(), method)(path, GIVEN)
            assert (path, answer.status_code) in ((path, 302), (path, 405))
    assert Endpoint.objects.count() == 1


def test_a_webhook_is_added_after_proof_and_its_secret_shown_once(
    seller: Member, as_member: SignIn
) -> None:
    browser = as_member(seller)
    assert "reauthenticate" in browser.get(f"{ROOT}new/")["Location"]
    made = prove(browser).post(f"{ROOT}new/", GIVEN)
    assert 'value="whsec_' in made.content.decode()
    endpoint = Endpoint.objects.get(member=seller)
    assert (endpoint.url, endpoint.events) == (GIVEN["url"], [SAMPLE])
    for path in (ROOT, f"{ROOT}{endpoint.public_id}/"):
        assert "whsec_" not in browser.get(path).content.decode()


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example.com/in",
        "http://127.0.0.1:8000/in",
        "https://127.0.0.1/in",
        "https://192.168.1.1/in",
        "https://[::1]/in",
        "https://2130706433/in",
        "https://user:pass@hooks.example.com/in",
        "https://hooks.example.com:8443/in",
        "ftp://hooks.example.com/",
        "javascript:alert(1)",
        "https://localhost/",
        "not an address",
    ],
)
def test_addresses_that_lead_elsewhere_are_refused(
    url: str, seller: Member, as_member: SignIn
) -> None:
    page = prove(as_member(seller)).post(f"{ROOT}new/", {**GIVEN, "url": url})
    assert page.status_code == 422
    assert 'id="id_url_error"' in page.content.decode()
    assert not Endpoint.objects.exists()


def test_a_webhook_is_changed_switched_and_removed(
    seller: Member, endpoint: Endpoint, as_member: SignIn
) -> None:
    browser = as_member(seller)
    one = f"{ROOT}{endpoint.public_id}/"
    assert (
        browser.post(f"{one}edit/", {**GIVEN, "url": "https://b.example.com/"}).status_code == 302
    )
    assert browser.post(f"{one}edit/", {**GIVEN, "events": ["nothing"]}).status_code == 422
    browser.post(f"{one}disable/")
    endpoint.refresh_from_db()
    assert (endpoint.url, endpoint.is_active, endpoint.disabled_by) == (
        "https://b.example.com/", False, "member",
    )  # fmt: skip
    browser.post(f"{one}enable/")
    endpoint.refresh_from_db()
    assert endpoint.is_active
    browser.post(f"{one}remove/")
    assert not Endpoint.objects.exists()


def test_a_test_message_leads_to_its_page(
    seller: Member, endpoint: Endpoint, as_member: SignIn
) -> None:
    answer = as_member(seller).post(f"{ROOT}{endpoint.public_id}/test/")
    delivery = WebhookDelivery.objects.get(endpoint=endpoint)
    assert answer["Location"] == f"{ROOT}deliveries/{delivery.public_id}/"
    assert delivery.payload["type"] == "ping"


def test_the_log_takes_the_same_queries_for_any_length(
    seller: Member, endpoint: Endpoint, as_member: SignIn, now: datetime
) -> None:
    browser = as_member(seller)
    counts = []
    for _number in range(3):
        send_test(public_id=endpoint.public_id, actor=seller, now=now)
        browser.get(ROOT)
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"{ROOT}{endpoint.public_id}/")
        counts.append(len(queries))
    assert len(set(counts)) == 1


def ask(
    member: Member, path: str, method: str = "get", body: Any = None, scope: str = "write"
) -> Any:
    made = create_token(
        member=member, name="t", scopes=["webhooks:read", f"webhooks:{scope}"], now=clock.now()
    )
    browser = Client(headers={"Authorization": f"Bearer {made.key}"})
    return getattr(browser, method)(
        f"/api/v1/webhooks/{path}", body, content_type="application/json"
    )


def test_the_api_adds_changes_and_removes(seller: Member) -> None:
    made = ask(seller, "", "post", {"url": GIVEN["url"], "events": [SAMPLE]})
    assert made.status_code == 201
    assert made.json()["secret"].startswith("whsec_")
    public_id = made.json()["webhook"]["id"]
    assert [one["id"] for one in ask(seller, "").json()["results"]] == [public_id]
    changed = ask(seller, f"{public_id}/", "patch", {"description": "new"})
    assert (changed.json()["description"], changed.json()["url"]) == ("new", GIVEN["url"])
    refused = ask(seller, f"{public_id}/", "patch", {"url": "https://10.0.0.1/"})
    assert (refused.status_code, refused.json()["code"]) == (422, "endpoint_address_refused")
    assert list(refused.json()["fields"]) == ["url"]
    assert ask(seller, f"{public_id}/disable/", "post").json()["is_active"] is False
    assert ask(seller, f"{public_id}/disable/", "post").json()["code"] == "endpoint_is_off"
    assert ask(seller, f"{public_id}/send_test/", "post").status_code == 409
    assert ask(seller, f"{public_id}/enable/", "post").json()["is_active"] is True
    rotated = ask(seller, f"{public_id}/rotate_secret/", "post").json()
    assert rotated["secret"] != made.json()["secret"]
    assert ask(seller, f"{public_id}/", "delete").status_code == 204
    assert ask(seller, f"{public_id}/").status_code == 404


def test_the_api_shows_deliveries_and_sends_them_again(
    seller: Member, endpoint: Endpoint, delivery: WebhookDelivery
) -> None:
    (listed,) = ask(seller, f"{endpoint.public_id}/deliveries/").json()["results"]
    assert (listed["event"], listed["state"]) == ("ping", "waiting")
    under_way = ask(seller, f"deliveries/{delivery.public_id}/redeliver/", "post")
    assert (under_way.status_code, under_way.json()["code"]) == (409, "delivery_under_way")
    WebhookDelivery.objects.update(state="failed")
    again = ask(seller, f"deliveries/{delivery.public_id}/redeliver/", "post")
    assert (again.status_code, again.json()["state"]) == (202, "waiting")
    assert ask(seller, f"deliveries/{delivery.public_id}/").json()["log"] == []


def test_the_api_hides_what_is_not_the_callers(
    stranger: Member, endpoint: Endpoint, delivery: WebhookDelivery
) -> None:
    one = endpoint.public_id
    asked = [
        (f"{one}/", "get"),
        (f"{one}/", "patch"),
        (f"{one}/", "delete"),
        (f"{one}/enable/", "post"),
        (f"{one}/disable/", "post"),
        (f"{one}/rotate_secret/", "post"),
        (f"{one}/send_test/", "post"),
        (f"{one}/deliveries/", "get"),
        (f"deliveries/{delivery.public_id}/", "get"),
        (f"deliveries/{delivery.public_id}/redeliver/", "post"),
    ]
    for path, method in asked:
        assert (path, ask(stranger, path, method, {}).status_code) == (path, 404)
    assert ask(stranger, "").json()["results"] == []


def test_reading_is_not_writing(seller: Member, endpoint: Endpoint) -> None:
    body = {"url": GIVEN["url"], "events": [SAMPLE]}
    assert ask(seller, "", "post", body, scope="read").status_code == 403
    assert ask(seller, f"{endpoint.public_id}/", scope="read").status_code == 200


def test_limits_are_kept(seller: Member, make_endpoint: MakeEndpoint) -> None:
    for _number in range(10):
        make_endpoint(seller)
    refused = ask(seller, "", "post", {"url": GIVEN["url"], "events": [SAMPLE]})
    assert (refused.status_code, refused.json()["code"]) == (409, "too_many_endpoints")
    unknown = ask(seller, "", "post", {"url": GIVEN["url"], "events": ["x.y"]})
    assert unknown.json()["code"] == "unknown_event"
