"""Every route × {anonymous, other member, other party, staff without the role}."""

from __future__ import annotations

import pytest
from django.test import override_settings

from config.tests.permissions.asking import Prints
from config.tests.permissions.checks import Check
from config.tests.permissions.routes import Route, all_routes
from config.tests.permissions.rules import (
    DESKS,
    EDITORS,
    MEMBER,
    PARTY,
    PUBLIC,
    SALMAS,
    STRANGER,
    Rule,
)
from config.tests.permissions.table import PREFIXES, TABLE, prefix_of, rules_for
from config.tests.permissions.world import World

ROUTES = all_routes()
BY_NAME = {route.name: route for route in ROUTES}


def test_no_route_is_without_a_line() -> None:
    assert [route.name for route in ROUTES if not rules_for(route.name)] == []


def test_no_line_is_without_a_route() -> None:
    assert sorted(set(TABLE) - set(BY_NAME)) == []


def test_no_prefix_is_without_a_route() -> None:
    used = {prefix_of(name) for name in BY_NAME if name not in TABLE}
    assert sorted(set(PREFIXES) - {prefix for prefix in used if prefix}) == []


def test_our_own_pages_are_named_in_the_table() -> None:
    """A prefix is for libraries: it must not swallow a page of the project."""
    libraries = ("account_", "mfa_", "socialaccount_", "usersessions_", "admin:", "unnamed:")
    assert [name for name in PREFIXES if not name.startswith(libraries)] == []


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_route(route: Route, world: World, prints: Prints) -> None:
    complaints: list[str] = []
    for rule in rules_for(route.name):
        complaints += Check(world, prints, route, rule).everything()
    assert not complaints, "\n".join(complaints)


DESK_LINES = [
    (route, rule)
    for route in ROUTES
    for rule in rules_for(route.name)
    if not route.is_api and rule.sees <= set(DESKS)
]


def test_no_desk_opens_without_a_second_factor(world: World, prints: Prints) -> None:
    found = []
    with override_settings(STAFF_SECOND_FACTOR_REQUIRED=True):
        for route, rule in DESK_LINES:
            check = Check(world, prints, route, rule)
            for method in rule.calls:
                answer = check.ask(min(rule.sees), method)
                if not answer.location.endswith("/accounts/2fa/") or answer.changed:
                    found.append(f"{route.name} {method} got {answer.status} {answer.location}")
    assert len(DESK_LINES) > 30
    assert found == []


WRONG: dict[str, tuple[str, Rule, str]] = {
    "a public page called private": ("home", SALMAS.page(), "anonymous GET got 200"),
    "a member's page called public": ("orders:list", PUBLIC.page(), "anonymous GET got 302"),
    "a desk called everybody's": ("gigs:desk", MEMBER.page(), "salma GET got 404"),
    "a desk of other staff": ("ledger:desk", EDITORS.page(), "editor GET got 404"),
    "an order called everybody's": (
        "orders:detail",
        MEMBER.page("delivered"),
        "all_roles GET got 404",
    ),
    "a draft called the other side's too": (
        "gigs:edit_publish",
        PARTY.page("gig_draft"),
        "omar GET got 404",
    ),
    "an act called the other side's": (
        "orders:deliver",
        PARTY.by("omar").form("running", note="Here"),
        "omar POST got",
    ),
    "an act that both sides can do": (
        "orders:request_cancellation",
        PARTY.by("omar").form("running", reason="A reason that is long enough."),
        "salma POST got 302 /en/orders/",
    ),
    "an address that leads nowhere": ("orders:detail", PARTY.page("draft_pk"), "got 404"),
    "a form that doesn't fit": ("hiring:make_offer", SALMAS.form("brief"), "got 422"),
    "a method that isn't served": ("orders:list", MEMBER.form(), "POST got 405"),
    "a scope that isn't asked for": (
        "api:orders",
        MEMBER.api("gigs", get={}),
        "with another collection's token got 200",
    ),
}


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_line_is_noticed(name: str, world: World, prints: Prints) -> None:
    route, rule, complaint = WRONG[name]
    found = Check(world, prints, BY_NAME[route], rule).everything()
    assert [text for text in found if complaint in text], found


def test_a_leak_is_noticed(world: World, prints: Prints) -> None:
    """Let the stranger in by the back door, as a view that forgot to ask would."""
    rule = PARTY.page("delivered")
    check = Check(world, prints, BY_NAME["orders:detail"], rule)
    world.browsers[STRANGER], kept = world.browsers["salma"], world.browsers[STRANGER]
    try:
        found = list(check.strangers())
    finally:
        world.browsers[STRANGER] = kept
    assert any("and read canary-shared" in text for text in found)
