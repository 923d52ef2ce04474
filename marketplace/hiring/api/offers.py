"""Briefs and offers in the API."""

from __future__ import annotations

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username
from marketplace.articles.models import Article
from marketplace.articles.policies import can_hire_from
from marketplace.articles.queries import get_published
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, idempotent, member_of
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.money import Money
from marketplace.hiring import queries, services
from marketplace.hiring.api.looking import looks_again
from marketplace.hiring.serializers import BriefIn, BriefOut, OfferIn, OfferOut, OrderRef

SCOPES = HasScope.of("briefs:read", "briefs:write")
OFFER_SCOPES = HasScope.of("offers:read", "offers:write")


class BriefList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="briefs_list", responses=BriefOut(many=True))
    def get(self, request: Request) -> Response:
        """List the briefs received; `?box=sent` for those sent."""
        rows = queries.brief_rows(member_of(request), received=request.GET.get("box") != "sent")
        pages = CursorPages()
        found = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(BriefOut(found, many=True).data)

    @extend_schema(operation_id="briefs_create", request=BriefIn, responses={201: BriefOut})
    @idempotent(required=False)
    @looks_again
    def post(self, request: Request) -> Response:
        """Send a brief."""
        form = BriefIn(data=request.data)
        form.is_valid(raise_exception=True)
        given = form.validated_data
        writer, article = _addressee(given.get("article"), given.get("username", ""))
        amount = given.get("budget_amount")
        brief = services.send_brief(
            client=member_of(request),
            writer=writer,
            text=given["text"],
            title=article.title if article else writer.display_name,
            article=article,
            budget=Money(amount, rules().default_currency) if amount else None,
            wanted_on=given.get("wanted_on"),
            as_is=given["as_is"],
            now=clock.now(),
        )
        return Response(BriefOut(brief).data, status=201)


def _addressee(article_id: int | None, username: str) -> tuple[Member, Article | None]:
    if article_id is None:
        return get_member_by_username(username), None
    article = get_published(article_id)
    if not can_hire_from(article):
        raise NotFound
    return article.author, article


class BriefDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="briefs_read", responses=BriefOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show a brief that the member sent or received."""
        return Response(BriefOut(queries.get_brief_for(member_of(request), public_id)).data)


class BriefDecline(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="briefs_decline", request=None, responses=BriefOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say no to a brief."""
        member = member_of(request)
        brief = queries.get_brief_for(member, public_id)
        done = services.decline_brief(brief=brief, actor=member, now=clock.now())
        return Response(BriefOut(done).data)


class BriefWithdraw(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="briefs_withdraw", request=None, responses=BriefOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take one's brief back."""
        member = member_of(request)
        brief = queries.get_brief_for(member, public_id)
        done = services.withdraw_brief(brief=brief, actor=member, now=clock.now())
        return Response(BriefOut(done).data)


class BriefOffer(APIView):
    permission_classes = [OFFER_SCOPES]

    @extend_schema(operation_id="briefs_offer", request=OfferIn, responses={201: OfferOut})
    @idempotent(required=False)
    @looks_again
    def post(self, request: Request, public_id: str) -> Response:
        """Answer a brief with an offer."""
        member = member_of(request)
        form = OfferIn(data=request.data)
        form.is_valid(raise_exception=True)
        brief = queries.get_brief_for(member, public_id)
        offer = services.send_offer(
            brief=brief,
            actor=member,
            terms=form.terms(currency=brief.currency),
            as_is=form.validated_data["as_is"],
            now=clock.now(),
        )
        return Response(OfferOut(offer).data, status=201)


class OfferDetail(APIView):
    permission_classes = [OFFER_SCOPES]

    @extend_schema(operation_id="offers_read", responses=OfferOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show an offer between the member and somebody."""
        return Response(OfferOut(queries.get_offer_for(member_of(request), public_id)).data)


class OfferCounter(APIView):
    permission_classes = [OFFER_SCOPES]

    @extend_schema(operation_id="offers_counter", request=OfferIn, responses={201: OfferOut})
    @looks_again
    def post(self, request: Request, public_id: str) -> Response:
        """Answer an offer with another one."""
        member = member_of(request)
        form = OfferIn(data=request.data)
        form.is_valid(raise_exception=True)
        offer = queries.get_offer_for(member, public_id)
        counter = services.counter_offer(
            offer=offer,
            actor=member,
            terms=form.terms(currency=offer.currency),
            as_is=form.validated_data["as_is"],
            now=clock.now(),
        )
        return Response(OfferOut(counter).data, status=201)


class OfferAccept(APIView):
    permission_classes = [OFFER_SCOPES]

    @extend_schema(operation_id="offers_accept", request=None, responses={201: OrderRef})
    @idempotent(required=False)
    def post(self, request: Request, public_id: str) -> Response:
        """Accept an offer; answers with the order, which waits for its payment."""
        member = member_of(request)
        offer = queries.get_offer_for(member, public_id)
        order = services.accept_offer(offer=offer, actor=member, now=clock.now())
        return Response({"order": order.public_id}, status=201)


class OfferDecline(APIView):
    permission_classes = [OFFER_SCOPES]

    @extend_schema(operation_id="offers_decline", request=None, responses=OfferOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Say no to an offer."""
        member = member_of(request)
        offer = queries.get_offer_for(member, public_id)
        done = services.decline_offer(offer=offer, actor=member, now=clock.now())
        return Response(OfferOut(done).data)


class OfferWithdraw(APIView):
    permission_classes = [OFFER_SCOPES]

    @extend_schema(operation_id="offers_withdraw", request=None, responses=OfferOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Take one's own offer back."""
        member = member_of(request)
        offer = queries.get_offer_for(member, public_id)
        done = services.withdraw_offer(offer=offer, actor=member, now=clock.now())
        return Response(OfferOut(done).data)


urlpatterns = [
    path("briefs/", BriefList.as_view(), name="briefs"),
    path("briefs/<str:public_id>/", BriefDetail.as_view(), name="brief"),
    path("briefs/<str:public_id>/decline/", BriefDecline.as_view(), name="brief_decline"),
    path("briefs/<str:public_id>/withdraw/", BriefWithdraw.as_view(), name="brief_withdraw"),
    path("briefs/<str:public_id>/offer/", BriefOffer.as_view(), name="brief_offer"),
    path("offers/<str:public_id>/", OfferDetail.as_view(), name="offer"),
    path("offers/<str:public_id>/counter/", OfferCounter.as_view(), name="offer_counter"),
    path("offers/<str:public_id>/accept/", OfferAccept.as_view(), name="offer_accept"),
    path("offers/<str:public_id>/decline/", OfferDecline.as_view(), name="offer_decline"),
    path("offers/<str:public_id>/withdraw/", OfferWithdraw.as_view(), name="offer_withdraw"),
]
