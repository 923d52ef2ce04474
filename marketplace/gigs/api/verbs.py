"""What sellers and editors do with a gig: one address for each verb of the services."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.choices import Role
from marketplace.accounts.policies import enter_desk, has_role
from marketplace.core import clock
from marketplace.core.api import HasScope, member_of
from marketplace.gigs import queries, services
from marketplace.gigs.api.gigs import show_gig
from marketplace.gigs.errors import GigNotFound
from marketplace.gigs.models import Gig
from marketplace.gigs.serializers import CommentIn, GigOut, GigReasonIn

SCOPES = HasScope.of("gigs:read", "gigs:write")


class SellerVerb(APIView):
    """A verb of the seller; 404 for everybody else."""

    permission_classes = [SCOPES]

    def act(self, request: Request, public_id: str, verb: Callable[..., Gig]) -> Response:
        """Find the member's own gig and do the verb."""
        member = member_of(request)
        verb(gig=queries.get_gig_for(member, public_id), actor=member, now=clock.now())
        return show_gig(member, public_id)


class Submit(SellerVerb):
    @extend_schema(operation_id="gigs_submit", request=None, responses=GigOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Hand the gig in: to an editor, or straight out."""
        return self.act(request, public_id, services.submit_gig)


class Withdraw(SellerVerb):
    @extend_schema(operation_id="gigs_withdraw", request=None, responses=GigOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take the gig back from review."""
        return self.act(request, public_id, services.withdraw_gig)


class Pause(SellerVerb):
    @extend_schema(operation_id="gigs_pause", request=None, responses=GigOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take the gig off the shelf."""
        return self.act(request, public_id, services.pause_gig)


class Resume(SellerVerb):
    @extend_schema(operation_id="gigs_resume", request=None, responses=GigOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Put the gig back on the shelf."""
        return self.act(request, public_id, services.resume_gig)


class Reopen(SellerVerb):
    @extend_schema(operation_id="gigs_reopen", request=None, responses=GigOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Make a declined gig a draft again."""
        return self.act(request, public_id, services.reopen_gig)


class EditorVerb(APIView):
    """A verb of an editor; 404 for everybody else."""

    permission_classes = [SCOPES]

    def act(
        self, request: Request, public_id: str, verb: Callable[..., Gig], **given: Any
    ) -> Response:
        """Find the gig for an editor and do the verb."""
        member = member_of(request)
        if not has_role(member, Role.EDITOR):
            raise GigNotFound
        enter_desk(member, Role.EDITOR)
        verb(gig=queries.get_gig(public_id), actor=member, now=clock.now(), **given)
        return show_gig(member, public_id)


class Approve(EditorVerb):
    @extend_schema(operation_id="gigs_approve", request=None, responses=GigOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Let the gig go live."""
        return self.act(request, public_id, services.approve_gig)


class RequestChanges(EditorVerb):
    @extend_schema(operation_id="gigs_request_changes", request=CommentIn, responses=GigOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Give the gig back with what to change."""
        form = CommentIn(data=request.data)
        form.is_valid(raise_exception=True)
        return self.act(request, public_id, services.request_gig_changes, **form.validated_data)


class Decline(EditorVerb):
    @extend_schema(operation_id="gigs_decline", request=GigReasonIn, responses=GigOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Refuse the gig."""
        form = GigReasonIn(data=request.data)
        form.is_valid(raise_exception=True)
        return self.act(request, public_id, services.decline_gig, **form.validated_data)


class TakeDown(EditorVerb):
    @extend_schema(operation_id="gigs_take_down", request=GigReasonIn, responses=GigOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take a published gig down."""
        form = GigReasonIn(data=request.data)
        form.is_valid(raise_exception=True)
        return self.act(request, public_id, services.take_down_gig, **form.validated_data)
