"""Lists of gigs and one gig."""

from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.api import CursorPages, HasScope, member_of
from marketplace.core.api_lists import ApiList, Shape
from marketplace.gigs import queries, services
from marketplace.gigs.serializers import FiltersIn, GigOut, GigRow, OverviewIn, OwnGigRow
from marketplace.search.choices import Kind
from marketplace.search.queries import Filters, for_reader

SCOPES = HasScope.of("gigs:read", "gigs:write")


class PublishedPages(CursorPages):
    """Newest first."""

    ordering = ("-published_at", "-id")  # type: ignore[assignment]  # DRF takes one or several


class ChangedPages(CursorPages):
    """Last changed first."""

    ordering = ("-changed_at", "-id")  # type: ignore[assignment]  # DRF takes one or several


LIVE = ApiList(queries.gig_rows, shape=Shape(GigRow), pages=PublishedPages)
OWN = ApiList(queries.own_gig_rows, shape=Shape(OwnGigRow), pages=ChangedPages)


def _filters_of(request: Request) -> Filters:
    if not request.query_params:
        return Filters(kind=Kind.GIG)
    form = FiltersIn(data=request.query_params)
    form.is_valid(raise_exception=True)
    return form.filters()


def show_gig(member: Member, public_id: str, *, status: int = 200) -> Response:
    """Answer with the whole gig as it stands now."""
    page = queries.get_gig_page(member, public_id=public_id)
    return Response(GigOut(page).data, status=status)


def overview_of(request: Request) -> services.OverviewDraft:
    """Read what a gig is from the request's body."""
    form = OverviewIn(data=request.data)
    form.is_valid(raise_exception=True)
    read = dict(form.validated_data)
    category_id = queries.get_category_id(read.pop("category"))
    return services.OverviewDraft(category_id=category_id, **read)


class GigList(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gigs_list", parameters=[FiltersIn], responses=GigRow(many=True))
    def get(self, request: Request) -> HttpResponse:
        """List live gigs, newest first; `?q=` searches, the others narrow."""
        filters = for_reader(_filters_of(request), member_of(request))
        # A list of one's own, for what one has blocked, isn't worth keeping.
        if filters.q or filters.level is not None or filters.hidden:
            return LIVE.answer_anew(request, self, filters)
        return LIVE.answer(request, self, form=(filters,))

    @extend_schema(operation_id="gigs_create", request=OverviewIn, responses={201: GigOut})
    def post(self, request: Request) -> Response:
        """Begin a gig as a draft."""
        member = member_of(request)
        gig = services.create_gig(draft=overview_of(request), actor=member, now=clock.now())
        return show_gig(member, gig.public_id, status=201)


class MyGigs(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gigs_mine", responses=OwnGigRow(many=True))
    def get(self, request: Request) -> HttpResponse:
        """List one's own gigs in whatever state, last changed first."""
        return OWN.answer(request, self, member_of(request).pk)


class GigDetail(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gigs_read", responses=GigOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show a gig: live, or one's own, or any to an editor."""
        return show_gig(member_of(request), public_id)

    @extend_schema(operation_id="gigs_update", request=OverviewIn, responses=GigOut)
    def put(self, request: Request, public_id: str) -> Response:
        """Change what one's own gig is."""
        member = member_of(request)
        gig = queries.get_gig_for(member, public_id)
        services.save_overview(gig=gig, draft=overview_of(request), actor=member, now=clock.now())
        return show_gig(member, public_id)

    @extend_schema(operation_id="gigs_delete", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Throw away one's own gig that was never published."""
        member = member_of(request)
        gig = queries.get_gig_for(member, public_id)
        services.delete_gig(gig=gig, actor=member, now=clock.now())
        return Response(status=204)
