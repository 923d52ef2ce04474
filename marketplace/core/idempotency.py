"""Answering a repeated POST with the first answer: an effect happens once for each key."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, Final, cast

from django.core.files import File
from django.db import IntegrityError, transaction
from django.http import Http404, QueryDict
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.settings import api_settings
from rest_framework.views import APIView

from marketplace.core import clock
from marketplace.core.errors import Conflict, DomainError, Invalid
from marketplace.core.models import IdempotencyRecord

KEY_LENGTH = 80
# A refusal that only says "not now": who comes again with the key later is asked anew.
NOT_NOW: Final = frozenset({429, 502, 503, 504})


class IdempotencyKeyMissing(Invalid):
    code = "idempotency_key_missing"
    message = _("Send an Idempotency-Key header with this request: up to 80 characters.")


class IdempotencyKeyReused(Conflict):
    code = "idempotency_key_reused"
    message = _("This Idempotency-Key was used for another request. Choose a new one.")


ViewMethod = Callable[..., Response]


def idempotent(*, required: bool = True) -> Callable[[ViewMethod], ViewMethod]:
    """Answer a repeated POST with the first answer, unless that was to come again later.

    The key belongs to the caller; the same key with another body or address is refused with 409.
    Without `required` a request that has no key is simply done.
    """

    def wrap(method: ViewMethod) -> ViewMethod:
        @wraps(method)
        def answer(self: APIView, request: Request, *args: Any, **kwargs: Any) -> Response:
            key = request.headers.get("Idempotency-Key", "")
            if not key and not required:
                return method(self, request, *args, **kwargs)
            if not key or len(key) > KEY_LENGTH:
                raise IdempotencyKeyMissing
            with transaction.atomic():
                record, is_first = _claim(request, key)
                if not is_first:
                    return Response(record.response, status=record.status)
                response = _run(method, self, request, *args, **kwargs)
                if response.status_code in NOT_NOW:
                    record.delete()
                    return response
                record.status = response.status_code
                record.response = _keepable(response.data)
                record.save(update_fields=["status", "response"])
            return response

        return answer

    return wrap


def _keepable(answer: Any) -> Any:
    """Return an answer without U+0000: a refusal may say again what was sent, jsonb takes none."""
    if isinstance(answer, str):
        return answer.replace("\x00", "\ufffd")
    if isinstance(answer, Mapping):
        return {name: _keepable(value) for name, value in answer.items()}
    if isinstance(answer, list | tuple):
        return [_keepable(value) for value in answer]
    return answer


def _claim(request: Request, key: str) -> tuple[IdempotencyRecord, bool]:
    """Insert the key. A replay waits here until the first request has committed its answer."""
    owner = str(request.user.public_id)  # type: ignore[union-attr]
    digest = _digest(request)
    try:
        with transaction.atomic():
            made = IdempotencyRecord.objects.create(
                owner=owner, key=key, request_hash=digest, status=0, created_at=clock.now()
            )
    except IntegrityError:
        found = IdempotencyRecord.objects.get(owner=owner, key=key)
        if found.request_hash != digest:
            raise IdempotencyKeyReused from None
        return found, False
    return made, True


def _digest(request: Request) -> str:
    """Stand for a request. Of forms with files the contents count: each sending wraps them anew."""
    told = hashlib.sha256(f"{request.method} {request.path}\n".encode())
    if not (request.content_type or "").startswith("multipart/"):
        told.update(request.body)
        return told.hexdigest()
    form = cast("QueryDict", request.data)
    for name in sorted(form):
        for value in form.getlist(name):
            if not isinstance(value, File):
                told.update(repr((name, str(value))).encode())
                continue
            told.update(repr((name, value.name, value.size)).encode())
            for piece in value.chunks():
                told.update(piece)
            value.seek(0)
    return told.hexdigest()


def _run(
    method: ViewMethod, view: APIView, request: Request, *args: Any, **kwargs: Any
) -> Response:
    try:
        with transaction.atomic():
            return method(view, request, *args, **kwargs)
    except (DomainError, exceptions.APIException, Http404) as error:
        handler: Callable[..., Response | None] = api_settings.EXCEPTION_HANDLER  # type: ignore[assignment]
        response = handler(error, view.get_exception_handler_context())
        return cast("Response", response)
