"""Reports, decisions and appeals, the own data, in the API."""

from __future__ import annotations

from typing import Any, Final

from django.http import FileResponse
from django.urls import path
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.errors import NotFound
from marketplace.core.private_files import private_response
from marketplace.core.ratelimit import spend
from marketplace.moderation import queries, services
from marketplace.moderation.choices import FlagReason
from marketplace.moderation.errors import NotConfirmed
from marketplace.moderation.serializers import (
    AppealIn,
    AppealOut,
    DecisionOut,
    DepartureIn,
    DepartureOut,
    ExportOut,
    FlagIn,
    FlagOut,
    PasswordIn,
)

FLAGS: Final = HasScope.of("flags:read", "flags:write")
STANDING: Final = HasScope.of("standing:read", "standing:write")
CUSTODY: Final = HasScope.of("custody:read", "custody:write")
PASSWORD_RATE: Final = "10 per hour"  # noqa: S105  a rate, not a password


def _read(shape: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    given = shape(data=request.data)
    given.is_valid(raise_exception=True)
    found: dict[str, Any] = given.validated_data
    return found


def _confirm(member: Member, password: str) -> None:
    """Take the password as the proof that a page would ask for. Raises NotConfirmed."""
    spend(rate=PASSWORD_RATE, name="custody-password", who=member.public_id)
    if not member.check_password(password):
        raise NotConfirmed


class Flags(APIView):
    permission_classes = [FLAGS]

    @extend_schema(operation_id="flags_list", responses=FlagOut(many=True))
    def get(self, request: Request) -> Response:
        """List the member's reports, newest first."""
        pages = CursorPages()
        rows: Any = pages.paginate_queryset(queries.flags_of(member_of(request)), request, self)
        return pages.get_paginated_response(FlagOut(rows, many=True).data)

    @extend_schema(operation_id="flags_create", request=FlagIn, responses={201: FlagOut})
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Report a thing that breaks the rules."""
        given = _read(FlagIn, request)
        made = services.flag(
            kind=given["kind"],
            ref=given["ref"],
            reason=FlagReason(given["reason"]),
            text=given["text"],
            actor=member_of(request),
            now=clock.now(),
        )
        return Response(FlagOut(made).data, status=201)


class Decisions(APIView):
    permission_classes = [STANDING]

    @extend_schema(operation_id="decisions_list", responses=DecisionOut(many=True))
    def get(self, request: Request) -> Response:
        """List the decisions about the member, newest first."""
        member: Member = member_of(request)
        services.settle_member(member=member, now=clock.now())
        pages = CursorPages()
        found = queries.decisions_about(member).prefetch_related("suspension__payouts")
        rows: Any = pages.paginate_queryset(found, request, self)
        return pages.get_paginated_response(DecisionOut(rows, many=True).data)


class DecisionDetail(APIView):
    permission_classes = [STANDING]

    @extend_schema(operation_id="decisions_read", responses=DecisionOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Return the statement of reasons with the appeal."""
        member: Member = member_of(request)
        services.settle_member(member=member, now=clock.now())
        return Response(DecisionOut(queries.get_decision_for(member, public_id)).data)


class DecisionAppeal(APIView):
    permission_classes = [STANDING]

    @extend_schema(operation_id="decisions_appeal", request=AppealIn, responses={201: AppealOut})
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Appeal a decision; once, and somebody else answers."""
        member: Member = member_of(request)
        found = queries.get_decision_for(member, public_id)
        given = _read(AppealIn, request)
        appeal = services.file_appeal(
            decision=found, text=given["text"], actor=member, now=clock.now()
        )
        return Response(AppealOut(appeal).data, status=201)


class DecisionWithdrawAppeal(APIView):
    permission_classes = [STANDING]

    @extend_schema(operation_id="decisions_withdraw_appeal", request=None, responses=AppealOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take the appeal back; the decision stands."""
        member: Member = member_of(request)
        appeal = queries.appeal_on(queries.get_decision_for(member, public_id))
        if appeal is None:
            raise NotFound
        done = services.withdraw_appeal(appeal=appeal, actor=member, now=clock.now())
        return Response(AppealOut(done).data)


class Exports(APIView):
    permission_classes = [CUSTODY]

    @extend_schema(operation_id="exports_list", responses=ExportOut(many=True))
    def get(self, request: Request) -> Response:
        """List the member's packages of data, newest first."""
        pages = CursorPages()
        rows: Any = pages.paginate_queryset(queries.exports_of(member_of(request)), request, self)
        return pages.get_paginated_response(ExportOut(rows, many=True).data)

    @extend_schema(operation_id="exports_create", request=PasswordIn, responses={201: ExportOut})
    def post(self, request: Request) -> Response:
        """Have the data packed; while a package is under way, that one is returned."""
        member: Member = member_of(request)
        _confirm(member, _read(PasswordIn, request)["password"])
        now = clock.now()
        made = services.ask_export(member=member, confirmed_at=now, now=now)
        return Response(ExportOut(made).data, status=201)


class ExportDetail(APIView):
    permission_classes = [CUSTODY]

    @extend_schema(operation_id="exports_read", responses=ExportOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Return how far a package is."""
        return Response(ExportOut(queries.get_export_for(member_of(request), public_id)).data)


class ExportFile(APIView):
    permission_classes = [CUSTODY]

    @extend_schema(
        operation_id="exports_file",
        responses={
            (200, "application/zip"): OpenApiResponse(
                response=OpenApiTypes.BINARY, description="The package."
            )
        },
    )
    def get(self, request: Request, public_id: str) -> FileResponse:
        """Download a package while its days last."""
        found = queries.get_package_for(member_of(request), public_id, now=clock.now())
        name = f"wazzifni-{found.asked_at:%Y-%m-%d}.zip"
        return private_response(found.key, name=name, content_type="application/zip")


class DepartureView(APIView):
    permission_classes = [CUSTODY]

    @extend_schema(operation_id="departure_read", responses=DepartureOut)
    def get(self, request: Request) -> Response:
        """Return the closing of the account that is under way."""
        found = queries.departure_of(member_of(request))
        if found is None:
            raise NotFound
        return Response(DepartureOut(found).data)

    @extend_schema(
        operation_id="departure_create", request=DepartureIn, responses={201: DepartureOut}
    )
    def post(self, request: Request) -> Response:
        """Close the account; it is erased after the days in which this can be taken back."""
        member: Member = member_of(request)
        given = _read(DepartureIn, request)
        _confirm(member, given["password"])
        now = clock.now()
        made = services.ask_departure(
            member=member,
            username=given["username"],
            keeps_texts=given["keeps_texts"],
            confirmed_at=now,
            now=now,
        )
        return Response(DepartureOut(made).data, status=201)


class DepartureCancel(APIView):
    permission_classes = [CUSTODY]

    @extend_schema(operation_id="departure_cancel", request=None, responses=DepartureOut)
    def post(self, request: Request) -> Response:
        """Take the closing back: the account is open again."""
        done = services.cancel_departure(member=member_of(request), now=clock.now())
        return Response(DepartureOut(done).data)


urlpatterns = [
    path("flags/", Flags.as_view(), name="flags"),
    path("decisions/", Decisions.as_view(), name="decisions"),
    path("decisions/<str:public_id>/", DecisionDetail.as_view(), name="decision"),
    path("decisions/<str:public_id>/appeal/", DecisionAppeal.as_view(), name="decision_appeal"),
    path(
        "decisions/<str:public_id>/withdraw_appeal/",
        DecisionWithdrawAppeal.as_view(),
        name="decision_withdraw_appeal",
    ),
    path("exports/", Exports.as_view(), name="exports"),
    path("exports/<str:public_id>/", ExportDetail.as_view(), name="export"),
    path("exports/<str:public_id>/file/", ExportFile.as_view(), name="export_file"),
    path("departure/", DepartureView.as_view(), name="departure"),
    path("departure/cancel/", DepartureCancel.as_view(), name="departure_cancel"),
]
