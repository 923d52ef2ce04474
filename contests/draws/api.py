"""Draws in the API. Scopes contests:read and contests:write; deciding is administrators'."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from contests.calls.models import Contest
from contests.calls.queries import get_contest_at_desk, get_public_contest_by_id
from contests.draws import queries, services
from contests.draws.choices import DrawState
from contests.draws.policies import may_see_list
from contests.draws.serializers import (
    DrawOut,
    DrawPassIn,
    DrawSignatureIn,
    DrawSourceIn,
    DrawValueIn,
)
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import HasScope, idempotent, member_of
from marketplace.core.errors import NotFound

SCOPES = HasScope.of("contests:read", "contests:write")
SECRET_BYTES = 32


def _page(contest: Contest) -> dict[str, Any]:
    draw = queries.get_draw(contest)
    drawn = queries.get_drawn(contest) if draw.state == DrawState.DRAWN else None
    context = {
        "winners": queries.winners_of(drawn) if drawn else [],
        "passes": list(drawn.passes.all()) if drawn else [],
    }
    return dict(DrawOut(draw, context=context).data)


class DrawDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="draws_read", responses=DrawOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read a contest's draw: what was published so far, and the winners."""
        return Response(_page(get_public_contest_by_id(public_id, viewer=member_of(request))))


class DrawTickets(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="draws_tickets", responses={(200, "text/plain"): OpenApiTypes.STR})
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """Download the list of tickets, once it is closed."""
        member = member_of(request)
        draw = queries.get_draw(get_public_contest_by_id(public_id, viewer=member))
        if not may_see_list(draw, member):
            raise NotFound
        return HttpResponse(draw.tickets, content_type="text/plain; charset=us-ascii")


class DrawReceipt(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="draws_receipt", responses={(200, "application/json"): OpenApiTypes.OBJECT}
    )
    def get(self, request: Request, public_id: str) -> HttpResponse:
        """Download the receipt of a finished draw, byte for byte."""
        contest = get_public_contest_by_id(public_id, viewer=member_of(request))
        text = queries.receipt_of(queries.get_drawn(contest))
        return HttpResponse(text, content_type="application/json")


def name_source(*, contest: Contest, actor: Member, **given: Any) -> object:
    """Seal a secret of this moment, and name the source."""
    secret = secrets.token_bytes(SECRET_BYTES)
    return services.commit_draw(contest=contest, actor=actor, secret=secret, **given)


def verb_view(
    name: str, verb: Callable[..., object], form: type[Any] | None, says: str
) -> type[APIView]:
    """Return the view of an administrator's verb: POST does it and answers with the draw."""

    class Verb(APIView):
        permission_classes = [SCOPES]

        @extend_schema(
            operation_id=f"draws_{name}",
            request=form,
            responses=DrawOut,
            description=f"{says} (administrators)",
        )
        @idempotent(required=False)
        def post(self, request: Request, public_id: str) -> Response:
            member = member_of(request)
            enter_desk(member, Role.ADMIN)
            contest = get_contest_at_desk(public_id, actor=member)
            given: dict[str, Any] = {}
            if form is not None:
                sent = form(data=request.data)
                sent.is_valid(raise_exception=True)
                given = sent.validated_data
            verb(contest=contest, actor=member, now=clock.now(), **given)
            return Response(_page(contest))

    Verb.__name__ = f"Draw{name.title().replace('_', '')}"
    return Verb


_VERBS: list[tuple[str, Callable[..., object], type[Any] | None, str]] = [
    ("name_source", name_source, DrawSourceIn, "Seal the secret and name the public value."),
    ("enter_value", services.enter_value, DrawValueIn, "Enter the value of a declared source."),
    (
        "enter_signature",
        services.enter_signature,
        DrawSignatureIn,
        "Enter the signature of the round.",
    ),
    ("pass_over", services.pass_over, DrawPassIn, "Pass the holder of a place over."),
]

ONE = "contests/<public_id:public_id>/draw/"
urlpatterns = [
    path(ONE, DrawDetail.as_view(), name="draw"),
    path(f"{ONE}tickets/", DrawTickets.as_view(), name="draw_tickets"),
    path(f"{ONE}receipt/", DrawReceipt.as_view(), name="draw_receipt"),
    *[
        path(f"{ONE}{name}/", verb_view(name, verb, form, says).as_view(), name=f"draw_{name}")
        for name, verb, form, says in _VERBS
    ],
]
