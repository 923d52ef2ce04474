"""What every API view shares: refusals as JSON, pages, scopes, idempotent POSTs."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import RequestDataTooBig
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.openapi import AutoSchema
from rest_framework import exceptions, permissions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.core.api_defaults import CursorPages, MemberThrottle
from marketplace.core.errors import DomainError, Invalid, NotFound
from marketplace.core.idempotency import (
    KEY_LENGTH,
    IdempotencyKeyMissing,
    IdempotencyKeyReused,
    idempotent,
)

__all__ = [
    "KEY_LENGTH",
    "CursorPages",
    "HasScope",
    "IdempotencyKeyMissing",
    "IdempotencyKeyReused",
    "MemberThrottle",
    "Schema",
    "error_body",
    "handle_exception",
    "idempotent",
    "member_of",
]


class BodyTooLarge(Invalid):
    """The body is larger than what is read into memory."""

    code = "body_too_large"
    message = _("This request is too large.")
    status = 413


def error_body(code: str, message: str, fields: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the one form in which the API refuses."""
    return {"code": code, "message": message, "fields": fields or {}}


def handle_exception(error: Exception, context: dict[str, Any]) -> Response | None:  # noqa: ARG001
    """Turn a refusal into {"code", "message", "fields"}; None for faults."""
    if isinstance(error, DomainError):
        named = {error.field: [str(error)]} if error.field else {}
        return Response(error_body(error.code, str(error), named), status=error.status)
    if isinstance(error, RequestDataTooBig):
        large = BodyTooLarge()
        return Response(error_body(large.code, str(large)), status=large.status)
    if isinstance(error, Http404):
        missing = NotFound()
        return Response(error_body(missing.code, str(missing)), status=missing.status)
    if isinstance(error, exceptions.ValidationError):
        detail = error.detail
        fields: dict[str, Any] = (
            dict(detail) if isinstance(detail, dict) else {"non_field_errors": detail}
        )
        return Response(error_body("invalid", str(Invalid.message), fields), status=422)
    if isinstance(error, exceptions.APIException):
        codes = error.get_codes()
        code = codes if isinstance(codes, str) else "refused"
        headers = {}
        if isinstance(error, exceptions.Throttled) and getattr(error, "wait", None) is not None:
            headers["Retry-After"] = str(int(getattr(error, "wait", 0)) + 1)
        header = getattr(error, "auth_header", None)
        if header:
            headers["WWW-Authenticate"] = header
        body = error_body(code, str(error.detail))
        return Response(body, status=error.status_code, headers=headers)
    return None


def member_of(request: Request) -> Any:
    """Return the member behind a request that `HasScope` let through."""
    return request.user


class HasScope(permissions.BasePermission):
    """The token must carry a scope: `permission_classes = [HasScope.of("orders:read")]`.

    With two names the first is for reading, the second for anything else.
    """

    read_scope = ""
    write_scope = ""

    @classmethod
    def of(cls, read: str, write: str = "") -> type[HasScope]:
        """Return a permission class for these scopes."""
        values = {"read_scope": read, "write_scope": write or read}
        return cast("type[HasScope]", type("HasScopeOf", (cls,), values))

    def has_permission(self, request: Request, view: APIView) -> bool:  # noqa: ARG002
        """Whether the request's token carries the scope."""
        if not request.user.is_authenticated:
            return False
        safe = request.method in permissions.SAFE_METHODS
        needed = self.read_scope if safe else self.write_scope
        scopes = getattr(request.auth, "scopes", ())
        return needed in scopes


class Schema(AutoSchema):
    """Operation ids and tags by collection."""

    def get_tags(self) -> list[str]:
        """Return the collection's name."""
        parts = [part for part in self.path.split("/") if part and not part.startswith("{")]
        return [parts[2] if len(parts) > 2 else "root"]  # noqa: PLR2004  api, v1, collection
