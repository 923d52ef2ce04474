"""The API's door: a bearer token that is in force."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.request import Request
from typing_extensions import override

from marketplace.accounts.errors import AccountLimited
from marketplace.accounts.models import ApiToken, Member
from marketplace.accounts.policies import may_pass
from marketplace.accounts.queries import find_token
from marketplace.accounts.services import note_token_use
from marketplace.core import clock

SCHEME = b"bearer"


class TokenAuthentication(BaseAuthentication):
    """`Authorization: Bearer wz_…`; answers in Accept-Language, else in the member's language."""

    @override
    def authenticate(self, request: Request) -> tuple[Member, ApiToken] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != SCHEME:
            return None
        key = words[1].decode("latin-1") if len(words) == 2 else ""  # noqa: PLR2004  scheme and key
        now = clock.now()
        token = find_token(key, now=now)
        if token is None:
            raise exceptions.AuthenticationFailed(
                _("This token is unknown, expired or revoked."), code="token_refused"
            )
        route = request._request.resolver_match  # noqa: SLF001  the route that Django resolved
        if not may_pass(token.member, route.view_name if route else ""):
            raise AccountLimited
        note_token_use(token=token, now=now)
        if "Accept-Language" in request.headers:
            translation.activate(translation.get_language_from_request(request._request))  # noqa: SLF001
        else:
            translation.activate(token.member.language)
        return token.member, token

    @override
    def authenticate_header(self, request: Request) -> str:
        return "Bearer"


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """What the schema says of it."""

    target_class = "marketplace.accounts.adapters.tokens.TokenAuthentication"
    name = "token"

    @override
    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "description": "A token from your settings."}
