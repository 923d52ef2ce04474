"""The ledger of privileges at the desk."""

from __future__ import annotations

from collections.abc import Callable

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from community.gurus.api.club import SCOPES, given, paged
from community.gurus.api.desk import at_desk
from community.gurus.models import Grant
from community.gurus.queries import privileges as read
from community.gurus.queries.members import get_membership
from community.gurus.serializers import (
    AddedOut,
    ClubCodesIn,
    ClubReasonIn,
    GrantIn,
    GrantOut,
    PrivilegeIn,
    PrivilegeOut,
)
from community.gurus.services import giving
from marketplace.core import clock
from marketplace.core.api import idempotent


def _on_grant(request: Request, public_id: str, verb: Callable[..., Grant]) -> Response:
    member = at_desk(request)
    found = read.get_grant_at_desk(public_id)
    after = verb(grant=found, actor=member, now=clock.now(), **given(ClubReasonIn, request))
    return Response(GrantOut(after).data)


class Privileges(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_privileges", responses=PrivilegeOut(many=True))
    def get(self, request: Request) -> Response:
        """List everything that the club gives. For community managers."""
        at_desk(request)
        return paged(self, read.privileges_at_desk(), request, PrivilegeOut)

    @extend_schema(
        operation_id="gurus_privilege_make", request=PrivilegeIn, responses={201: PrivilegeOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Make something that can be given. For community managers."""
        member = at_desk(request)
        sent = PrivilegeIn(data=request.data)
        sent.is_valid(raise_exception=True)
        made = giving.make_privilege(actor=member, draft=sent.draft, now=clock.now())
        return Response(PrivilegeOut(made).data, status=201)


class AddCodes(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_codes_add", request=ClubCodesIn, responses=AddedOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Put codes into the stock. For community managers."""
        member = at_desk(request)
        added = giving.add_codes(
            privilege=read.get_privilege(public_id),
            actor=member,
            text="\n".join(given(ClubCodesIn, request)["codes"]),
            now=clock.now(),
        )
        return Response({"added": added})


class GrantPrivilege(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_privilege_grant", request=GrantIn, responses=GrantOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Give it to a guru; again: what stands is returned. For community managers."""
        member, sent = at_desk(request), given(GrantIn, request)
        grant = giving.grant_privilege(
            privilege=read.get_privilege(public_id),
            membership=get_membership(sent["membership"]),
            actor=member,
            now=clock.now(),
        )
        return Response(GrantOut(grant).data)


class ClosePrivilege(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_privilege_close", request=None, responses=PrivilegeOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Give it no more. For community managers."""
        member = at_desk(request)
        found = read.get_privilege(public_id)
        after = giving.close_privilege(privilege=found, actor=member, now=clock.now())
        return Response(PrivilegeOut(after).data)


class RevokeGrant(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_grant_revoke", request=ClubReasonIn, responses=GrantOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Take something back, with a reason. For community managers."""
        return _on_grant(request, public_id, giving.revoke_privilege)


class AllowLook(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gurus_grant_look", request=ClubReasonIn, responses=GrantOut)
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Let a member see their code once more. For community managers."""
        return _on_grant(request, public_id, giving.allow_another_look)


ONE = "gurus/privileges/<public_id:public_id>/"
GRANT = "gurus/grants/<public_id:public_id>/"
urlpatterns = [
    path("gurus/privileges/", Privileges.as_view(), name="gurus_privileges"),
    path(f"{ONE}codes/", AddCodes.as_view(), name="gurus_codes_add"),
    path(f"{ONE}grant/", GrantPrivilege.as_view(), name="gurus_privilege_grant"),
    path(f"{ONE}close/", ClosePrivilege.as_view(), name="gurus_privilege_close"),
    path(f"{GRANT}revoke/", RevokeGrant.as_view(), name="gurus_grant_revoke"),
    path(f"{GRANT}look/", AllowLook.as_view(), name="gurus_grant_look"),
]
