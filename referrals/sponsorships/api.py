"""Sponsorships in the API. Scopes sponsorships:read and sponsorships:write."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.urls import path
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.policies import enter_desk
from marketplace.core import clock
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from referrals.sponsorships import queries, services
from referrals.sponsorships.choices import SponsorshipState
from referrals.sponsorships.models import Sponsorship
from referrals.sponsorships.policies import DESK
from referrals.sponsorships.serializers import (
    EffectOut,
    InviteCreatorIn,
    LicenceIn,
    ProofNoteIn,
    PublishedIn,
    RequestIn,
    SponsorshipAppealIn,
    SponsorshipOut,
    SponsorshipReasonIn,
    SponsorshipWordIn,
    TermsIn,
)

SCOPES = HasScope.of("sponsorships:read", "sponsorships:write")
_YES = frozenset({"1", "true", "yes"})


def _given(shape: type[Any], request: Request) -> Any:
    sent = shape(data=request.data)
    sent.is_valid(raise_exception=True)
    return sent


def _one(request: Request, public_id: str) -> Sponsorship:
    """Return one's own, or any for the desk, which asks for a second factor."""
    member = member_of(request)
    row = queries.get_sponsorship_for(member, public_id)
    if row.creator_id != member.pk:
        enter_desk(member, *DESK)
    return row


class Sponsorships(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="sponsorships_list",
        parameters=[
            OpenApiParameter("desk", bool, description="All of them, for the desk."),
            OpenApiParameter("state", str, enum=SponsorshipState.values),
        ],
        responses=SponsorshipOut(many=True),
    )
    def get(self, request: Request) -> Response:
        """List one's own sponsorships, or all for the desk, the newest first."""
        member = member_of(request)
        rows = queries.sponsorships_of(member)
        if request.query_params.get("desk", "").lower() in _YES:
            enter_desk(member, *DESK)
            rows = queries.sponsorships_at_desk()
        state = request.query_params.get("state", "")
        if state in SponsorshipState.values:
            rows = rows.filter(state=state)
        pages = CursorPages()
        pages.ordering = ("-id",)  # type: ignore[assignment]
        shown = pages.paginate_queryset(rows, request, view=self) or []
        return pages.get_paginated_response(SponsorshipOut(shown, many=True).data)

    @extend_schema(
        operation_id="sponsorships_request", request=RequestIn, responses={201: SponsorshipOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Ask for a sponsorship."""
        sent = _given(RequestIn, request)
        row = services.request_sponsorship(
            creator=member_of(request),
            channel=sent.channel,
            terms=sent.terms,
            pitch=sent.validated_data["pitch"],
            now=clock.now(),
        )
        return Response(SponsorshipOut(row).data, status=201)


class Invite(APIView):
    permission_classes = [SCOPES]

    @extend_schema(
        operation_id="sponsorships_invite", request=InviteCreatorIn, responses={201: SponsorshipOut}
    )
    @idempotent(required=False)
    def post(self, request: Request) -> Response:
        """Offer a creator terms. For administrators and finance."""
        enter_desk(member_of(request), *DESK)
        sent = _given(InviteCreatorIn, request)
        row = services.invite_creator(
            actor=member_of(request),
            username=sent.validated_data["username"],
            channel=sent.channel,
            terms=sent.terms,
            pitch=sent.validated_data["pitch"],
            now=clock.now(),
        )
        return Response(SponsorshipOut(row).data, status=201)


class One(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="sponsorships_read", responses=SponsorshipOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read one's own sponsorship, or any for the desk."""
        return Response(SponsorshipOut(_one(request, public_id)).data)


class EffectOfOne(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="sponsorships_effect", responses=EffectOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Read what its link has brought until today."""
        row = _one(request, public_id)
        return Response(EffectOut(queries.effects_of([row])[row.pk]).data)


class Verb(APIView):
    """One verb of a sponsorship: what it takes, and who does it says the service."""

    permission_classes = [SCOPES]

    def act(self, request: Request, public_id: str, *, shape: type[Any], verb: Any) -> Response:
        """Do it and show the sponsorship as it then is."""
        row = _one(request, public_id)
        sent = _given(shape, request)
        verb(
            sponsorship=row,
            actor=member_of(request),
            now=clock.now(),
            **_words(sent),
        )
        return Response(SponsorshipOut(_one(request, public_id)).data)


def _words(sent: Any) -> dict[str, Any]:
    return {"terms": sent.terms} if isinstance(sent, TermsIn) else dict(sent.validated_data)


class Nothing(serializers.Serializer[Any]):
    """A verb that needs no words."""


def _verb(name: str, shape: type[Any], verb: Callable[..., object], *, moves: bool = False) -> Any:
    """Return the view of one verb; those that move money ask for an Idempotency-Key."""
    about = (verb.__doc__ or "").partition("\n")[0]

    class Made(Verb):
        @extend_schema(
            operation_id=f"sponsorships_{name}",
            description=about,
            request=None if shape is Nothing else shape,
            responses=SponsorshipOut,
        )
        @idempotent(required=moves)
        def post(self, request: Request, public_id: str) -> Response:
            return self.act(request, public_id, shape=shape, verb=verb)

    return Made.as_view()


ONE = "sponsorships/<public_id:public_id>/"
_VERBS: tuple[tuple[str, type[Any], Callable[..., object], bool], ...] = (
    ("offer_terms", TermsIn, services.offer_terms, False),
    ("agree", LicenceIn, services.agree, False),
    ("decline", SponsorshipReasonIn, services.decline, False),
    ("withdraw", SponsorshipReasonIn, services.withdraw, False),
    ("fund", Nothing, services.fund_sponsorship, True),
    ("start", SponsorshipWordIn, services.start_sponsorship, False),
    ("submit_proof", PublishedIn, services.submit_proof, False),
    ("confirm_proof", ProofNoteIn, services.confirm_proof, False),
    ("return_proof", ProofNoteIn, services.return_proof, False),
    ("refuse", SponsorshipReasonIn, services.refuse_sponsorship, False),
    ("appeal", SponsorshipAppealIn, services.appeal_refusal, False),
)
urlpatterns = [
    path("sponsorships/", Sponsorships.as_view(), name="sponsorships"),
    path("sponsorships/invite/", Invite.as_view(), name="sponsorship_invite"),
    path(ONE, One.as_view(), name="sponsorship"),
    path(f"{ONE}effect/", EffectOfOne.as_view(), name="sponsorship_effect"),
    *(
        path(f"{ONE}{name}/", _verb(name, shape, verb, moves=moves), name=f"sponsorship_{name}")
        for name, shape, verb, moves in _VERBS
    ),
]
