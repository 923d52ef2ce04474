"""The people of the permission tests, signed in, and where their objects are kept."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from config.testing import PASSWORD
from config.tests.permissions.rules import (
    ALL_ROLES,
    ANONYMOUS,
    DESKS,
    OMAR,
    OPERATOR,
    SALMA,
    STRANGER,
    all_but,
)
from marketplace.accounts.choices import SCOPES, Role
from marketplace.accounts.models import Member, RoleGrant
from marketplace.accounts.services import create_token

# Stands in every text that is private, by whose it is; only they may ever read it.
SALMAS_SECRET = "canary-salma-8d2f"
OMARS_SECRET = "canary-omar-41c7"
SHARED_SECRET = "canary-shared-93ab"
SECRETS = {
    SALMA: (SALMAS_SECRET, SHARED_SECRET),
    OMAR: (OMARS_SECRET, SHARED_SECRET),
}
ALL_SECRETS = (SALMAS_SECRET, OMARS_SECRET, SHARED_SECRET)
HOUR = timedelta(hours=1)
# Has no session: the token alone says who asks.
MACHINE = "machine"
FAR_AWAY = "203.0.113.7"


@dataclass(repr=False)
class World:
    """Members with their browsers and tokens; `ids` names each object's part of an address.

    `touched` counts the rows written so far, by table.
    """

    now: datetime
    members: dict[str, Member] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)
    tokens: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str | int] = field(default_factory=dict)
    touched: dict[str, int] = field(default_factory=dict)

    def who(self, name: str) -> Member:
        """Return a member, freshly read."""
        return Member.objects.get(pk=self.members[name].pk)

    def value(self, given: object) -> object:
        """Return what stands for `given`: "@name" is an id of the world, a function is called."""
        if callable(given):
            return given()
        if isinstance(given, str) and given.startswith("@"):
            return self.ids[given[1:]]
        return given


def picture() -> SimpleUploadedFile:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (400, 300), "red").save(out, "PNG")
    return SimpleUploadedFile("picture.png", out.getvalue(), "image/png")


def pdf(text: str = "one") -> SimpleUploadedFile:
    """Return something that says it is a PDF."""
    return SimpleUploadedFile("receipt.pdf", b"%PDF-1.7 " + text.encode(), "application/pdf")


def paper(text: str = SHARED_SECRET) -> SimpleUploadedFile:
    """Return a private file of plain text."""
    return SimpleUploadedFile(f"{text}.txt", text.encode(), "text/plain")


def _member(name: str, *, roles: tuple[str, ...] = (), **fields: bool) -> Member:
    member = Member.objects.create_user(
        name, f"{name}@example.com", PASSWORD, display_name=name.title(), language="en", **fields
    )
    RoleGrant.objects.bulk_create(RoleGrant(member=member, role=role) for role in roles)
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    return member


def _sign_in(name: str) -> Client:
    """Sign in and give the password once more, as pages that show secrets ask for."""
    browser = Client(raise_request_exception=False)
    given = {"login": name, "password": PASSWORD}
    for page in ("account_login", "account_reauthenticate"):
        assert browser.post(reverse(page), given).status_code == 302, page
    return browser


def cast(world: World) -> None:
    """Make everybody, each with a browser and a token that may do everything."""
    every = tuple(role.value for role in Role)
    people: dict[str, tuple[str, ...]] = {SALMA: (), OMAR: (), STRANGER: (), ALL_ROLES: every}
    people |= {role: (role,) for role in DESKS}
    people |= {all_but(role): tuple(one for one in every if one != role) for role in DESKS}
    for name, roles in people.items():
        world.members[name] = _member(name, roles=roles)
    world.members[OPERATOR] = _member(OPERATOR, is_staff=True, is_superuser=True)
    for name, member in world.members.items():
        world.browsers[name] = _sign_in(name)
        world.tokens[name] = token(world, member, SCOPES)
    for name in (ANONYMOUS, MACHINE):
        world.browsers[name] = Client(raise_request_exception=False, REMOTE_ADDR=FAR_AWAY)
    world.ids |= {"salma": SALMA, "sandbox": "sandbox", "nothing": "no.png", "mail": "nomail"}


def token(world: World, member: Member, scopes: frozenset[str]) -> str:
    """Return the key of a new token, whose use needn't be noted however long the tests take."""
    made = create_token(member=member, name="all", scopes=scopes, now=world.now)
    later = world.now + timedelta(hours=3)
    type(made.token).objects.filter(pk=made.token.pk).update(last_used_at=later)
    return made.key


def build(world: World, *parts: Callable[[World], None]) -> World:
    """Make the people and then each part of what they have."""
    cast(world)
    for part in parts:
        part(world)
    return world
