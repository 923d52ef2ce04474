"""Named reads of accounts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Protocol, cast

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from marketplace.accounts.choices import LIMITED_STANDINGS, Role
from marketplace.accounts.models import ApiToken, CvEntry, Member, Profile
from marketplace.core.compiled import CompiledOne
from marketplace.core.errors import NotFound


def get_member_by_username(username: str) -> Member:
    """Return the active member of this name, their profile loaded. One query. Raises NotFound."""
    rows = Member.objects.select_related("profile")
    # PostgreSQL takes no NUL, and raises where one is asked for.
    name = username.lower().replace("\x00", " ")
    member = rows.filter(username=name, is_active=True).first()
    if member is None:
        raise NotFound
    return member


def who_asks(request: HttpRequest) -> str:
    """Return by what a reader is counted where something may be asked for only so often."""
    member = viewer(request)
    return member.public_id if member else client_address(request)


def client_address(request: HttpRequest) -> str:
    """Return the network address of who asks, behind the trusted proxies."""
    return str(get_adapter().get_client_ip(request))


def get_member_by_address(email: str) -> Member | None:
    """Return the member who confirmed this e-mail address, or whose main address it is."""
    confirmed = Member.objects.filter(
        emailaddress__email__iexact=email, emailaddress__verified=True
    )
    found = confirmed.order_by("pk").first()
    return found or Member.objects.filter(email__iexact=email).order_by("pk").first()


def has_second_factor(member: Member, *, besides: int | None = None) -> bool:
    """Whether an app or a key guards the account; `besides` leaves one of them out of the count."""
    factors = Authenticator.objects.filter(user_id=member.pk).exclude(
        type=Authenticator.Type.RECOVERY_CODES
    )
    return bool(factors.exclude(pk=besides).exists())


def get_member_by_public_id(public_id: str) -> Member:
    """Return the member with this public id, active or not. Raises NotFound."""
    member = Member.objects.filter(public_id=public_id).first()
    if member is None:
        raise NotFound
    return member


def members_by_public_id(public_ids: list[str]) -> dict[str, Member]:
    """Return the members with these public ids, in one query."""
    return {row.public_id: row for row in Member.objects.filter(public_id__in=set(public_ids))}


def members_with_role(role: Role) -> list[Member]:
    """Return the active members who have a role, in the order of joining."""
    found = Member.objects.filter(is_active=True, role_grants__role=role)
    return list(found.order_by("id"))


def profile_of(member: Member) -> Profile:
    """Return the member's profile, made when it is first asked for."""
    profile, _made = Profile.objects.get_or_create(member=member)
    return profile


def shown_profile(person: Member, viewer: Member | None) -> Profile:
    """Return the profile as a reader sees it: empty where moderators took it out of view.

    One query at most, none where it is loaded with the member.
    """
    profile: Profile = getattr(person, "profile", None) or profile_of(person)
    if profile.is_hidden and (viewer is None or viewer.pk != person.pk):
        return Profile(member=person, is_taking_work=profile.is_taking_work, is_hidden=True)
    return profile


def seller_levels(member_ids: Sequence[int]) -> dict[int, int]:
    """Return {member: level} in one query, 0 for new."""
    rows = Member.objects.filter(pk__in=member_ids)
    return dict(rows.values_list("pk", "seller_level"))


def token_digest(key: str) -> str:
    """Return what is kept of a token. Keys are long and random, so one plain hash is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


def find_token(key: str, *, now: datetime) -> ApiToken | None:
    """Return the token of this key, with its member, if both are in force.

    Of a suspended or leaving member, too: `policies.may_pass` says what it still opens.
    """
    return _TOKEN.first(token_digest(key), now)


def _token_of(digest: str, now: datetime) -> QuerySet[ApiToken]:
    opens = Q(member__is_active=True) | Q(member__standing__in=LIMITED_STANDINGS)
    return ApiToken.objects.in_force(now).filter(opens, digest=digest)


# Asked before anything of the API: building the query anew costs more than a page of thirty rows.
_TOKEN: Final = CompiledOne(ApiToken, _token_of, related="member")


def find_member(member_id: int) -> Member | None:
    """Return the member of this primary key, whatever their standing. One query."""
    return _MEMBER.first(member_id)


def _member_of(member_id: int) -> QuerySet[Member]:
    return Member.objects.filter(pk=member_id)


# Asked at the beginning of each page of somebody who is signed in.
_MEMBER: Final = CompiledOne(Member, _member_of)


def tokens_of(member: Member) -> QuerySet[ApiToken]:
    """Return the member's tokens, the newest first, revoked ones too."""
    return member.api_tokens.order_by("-id")


def get_token_for(member: Member, public_id: str) -> ApiToken:
    """Return one of the member's tokens. Raises NotFound."""
    token = member.api_tokens.filter(public_id=public_id).first()
    if token is None:
        raise NotFound
    return token


def _listed_members() -> QuerySet[Member]:
    return Member.objects.filter(is_active=True, profile__headline__gt="")


def count_listed_members() -> int:
    """Count the members whose pages search engines are told of: those who say what they do."""
    return _listed_members().count()


def listed_members(*, offset: int, limit: int) -> list[str]:
    """Return the names of those members, the first to join first."""
    rows = _listed_members().order_by("pk").values_list("username", flat=True)
    return list(rows[offset : offset + limit])


def cv_entries_of(member: Member) -> list[CvEntry]:
    """Return the lines of a member's CV, in their order. One query."""
    return list(CvEntry.objects.filter(member=member).order_by("position", "id"))


@dataclass(frozen=True)
class Panel:
    """A part of a profile page that another part of the platform fills.

    `is_beside` puts it into the narrow column, under what the member tells about themselves;
    `is_action` beside the name, where something can be done at once.
    """

    template: str
    context: dict[str, Any]
    is_beside: bool = False
    is_action: bool = False


class LoadPanel(Protocol):
    """Returns what to show of a member, or None for nothing."""

    def __call__(self, *, member: Member, viewer: Member | None) -> Panel | None: ...


_panels: dict[str, tuple[int, LoadPanel]] = {}


def register_profile_panel(name: str, loader: LoadPanel, *, position: int = 50) -> None:
    """Offer a panel for profile pages; the lowest position stands first."""
    _panels[name] = (position, loader)


def profile_panels(*, member: Member, viewer: Member | None) -> list[Panel]:
    """Return the panels that have something to show, in order."""
    ordered = sorted((position, name) for name, (position, _loader) in _panels.items())
    shown = (_panels[name][1](member=member, viewer=viewer) for _position, name in ordered)
    return [panel for panel in shown if panel is not None]


def signed_in(request: HttpRequest) -> Member:
    """Return the member behind a request that `login_required` let through."""
    return cast("Member", request.user)


def viewer(request: HttpRequest) -> Member | None:
    """Return the member behind the request, or None for a visitor."""
    return None if isinstance(request.user, AnonymousUser) else request.user
