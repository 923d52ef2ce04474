"""Who may hold a session: open accounts, and closed ones for the few doors they need."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from typing_extensions import override

from marketplace.accounts.models import Member
from marketplace.accounts.policies import may_sign_in
from marketplace.accounts.queries import find_member


class MemberBackend(AuthenticationBackend):  # type: ignore[misc]
    """allauth's, with `policies.may_sign_in` in the place of `is_active`.

    It stands before allauth's own, which stays for sessions that were begun with it, and answers
    for both: a wrong password costs one hash whoever's it is, so that no account stands out.
    """

    @override
    def user_can_authenticate(self, user: Member) -> bool:
        return may_sign_in(user)

    @override
    def get_user(self, user_id: int) -> Member | None:
        member = find_member(user_id)
        return member if member is not None and self.user_can_authenticate(member) else None

    @override
    def authenticate(self, request: HttpRequest, **credentials: Any) -> Member | None:
        member: Member | None = super().authenticate(request, **credentials)
        if member is None:
            raise PermissionDenied
        return member
