"""Named reads of accounts."""

from __future__ import annotations

from typing import cast

from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from marketplace.accounts.models import Member, Profile
from marketplace.core.errors import NotFound


def get_member_by_username(username: str) -> Member:
    """Return the active member of this name. Raises NotFound."""
    member = Member.objects.filter(username=username.lower(), is_active=True).first()
    if member is None:
        raise NotFound
    return member


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
    return factors.exclude(pk=besides).exists()


def get_member_by_public_id(public_id: str) -> Member:
    """Return the member with this public id, active or not. Raises NotFound."""
    member = Member.objects.filter(public_id=public_id).first()
    if member is None:
        raise NotFound
    return member


def members_by_public_id(public_ids: list[str]) -> dict[str, Member]:
    """Return the members with these public ids, in one query."""
    return {row.public_id: row for row in Member.objects.filter(public_id__in=set(public_ids))}


def profile_of(member: Member) -> Profile:
    """Return the member's profile, made when it is first asked for."""
    profile, _made = Profile.objects.get_or_create(member=member)
    return profile


def signed_in(request: HttpRequest) -> Member:
    """Return the member behind a request that `login_required` let through."""
    return cast("Member", request.user)


def viewer(request: HttpRequest) -> Member | None:
    """Return the member behind the request, or None for a visitor."""
    return None if isinstance(request.user, AnonymousUser) else cast("Member", request.user)
