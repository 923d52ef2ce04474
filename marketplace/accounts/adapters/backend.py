"""Who may hold a session: open accounts, and closed ones for the few doors they need."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from typing_extensions import override

from marketplace.accounts.models import Member
from marketplace.accounts.policies import may_sign_in


class MemberBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, with `policies.may_sign_in` in the place of `is_active`.

    It stands before allauth's own, which stays for sessions that were begun with it, and answers
    for both: a wrong password costs one hash whoever's it is, so that no account stands out.
    """

    @override
    def user_can_authenticate(self, user: Member) -> bool:
        return may_sign_in(user)

    @override
    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        member: Member | None = super().authenticate(request, **credentials)
        if member is None:
            raise PermissionDenied
        return member
