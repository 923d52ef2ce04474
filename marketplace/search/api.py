"""Searching in the API."""

from __future__ import annotations

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.core import (
    clock,
    converters,  # noqa: F401  registers <public_id:…>
)
from marketplace.core.api import CursorPages, HasScope, member_of
from marketplace.core.errors import NotFound
from marketplace.search import queries, services
from marketplace.search.choices import Kind, Rhythm
from marketplace.search.serializers import (
    FavouriteOut,
    FoundEntryOut,
    FoundOut,
    RhythmIn,
    SavedSearchIn,
    SavedSearchOut,
    SearchIn,
    SuggestionsOut,
    ThingIn,
)

READ = HasScope.of("search:read", "search:write")
FAVOURITES = HasScope.of("favourites:read", "favourites:write")
SAVED = HasScope.of("saved_searches:read", "saved_searches:write")


class Search(APIView):
    permission_classes = [READ]

    @extend_schema(operation_id="search", parameters=[SearchIn], responses=FoundOut)
    def get(self, request: Request) -> Response:
        """Search services, articles, briefs or members, best first, with numbers by facet."""
        form = SearchIn(data=request.query_params)
        form.is_valid(raise_exception=True)
        filters = queries.for_reader(form.asked(), member_of(request))
        found = queries.find(filters)
        cards = queries.cards_of_kind(filters.kind, found.refs)
        body = {
            "total": found.total,
            "is_capped": found.is_capped,
            "text": found.wording.text,
            "typed": found.wording.typed,
            "facets": found.counts,
            "results": cards,
        }
        return Response(FoundOut(body).data)


class Suggest(APIView):
    permission_classes = [READ]

    @extend_schema(operation_id="search_suggest", parameters=[SearchIn], responses=SuggestionsOut)
    def get(self, request: Request) -> Response:
        """Complete what is being typed."""
        form = SearchIn(data=request.query_params)
        form.is_valid(raise_exception=True)
        filters = form.asked()
        hidden = queries.hidden_from(member_of(request))
        found = queries.suggest(filters.q, kind=filters.kind, hidden=hidden)
        entries = FoundEntryOut(found.cards, many=True).data
        return Response({"texts": found.texts, "entries": entries})


class Favourites(APIView):
    permission_classes = [FAVOURITES]

    @extend_schema(operation_id="favourites_list", responses=FavouriteOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's favourites, the last kept first."""
        pages = CursorPages()
        rows = queries.favourite_rows(member_of(request))
        found = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(FavouriteOut(found, many=True).data)

    @extend_schema(operation_id="favourites_add", request=ThingIn, responses={201: FavouriteOut})
    def post(self, request: Request) -> Response:
        """Keep something."""
        form = ThingIn(data=request.data)
        form.is_valid(raise_exception=True)
        made = services.add_favourite(
            member=member_of(request),
            kind=Kind(form.validated_data["kind"]),
            ref=form.validated_data["ref"],
            now=clock.now(),
        )
        return Response(FavouriteOut(made).data, status=201)


class Favourite(APIView):
    permission_classes = [FAVOURITES]

    @extend_schema(operation_id="favourites_remove", responses={204: None})
    def delete(self, request: Request, kind: str, ref: int) -> Response:
        """Let go of something."""
        member = member_of(request)
        if kind not in Kind.values:
            raise NotFound
        if not services.remove_favourite(member=member, kind=Kind(kind), ref=ref):
            raise NotFound
        return Response(status=204)


class SavedSearches(APIView):
    permission_classes = [SAVED]

    @extend_schema(operation_id="saved_searches_list", responses=SavedSearchOut(many=True))
    def get(self, request: Request) -> Response:
        """List one's saved searches, the last saved first."""
        pages = CursorPages()
        rows = queries.saved_rows(member_of(request))
        found = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(SavedSearchOut(found, many=True).data)

    @extend_schema(
        operation_id="saved_searches_create",
        request=SavedSearchIn,
        responses={201: SavedSearchOut},
    )
    def post(self, request: Request) -> Response:
        """Save a search; the same one again changes its name and rhythm."""
        form = SavedSearchIn(data=request.data)
        form.is_valid(raise_exception=True)
        saved = services.save_search(
            member=member_of(request),
            filters=form.filters(),
            name=form.validated_data["name"],
            rhythm=Rhythm(form.validated_data["rhythm"]),
            now=clock.now(),
        )
        return Response(SavedSearchOut(saved).data, status=201)


class SavedSearch(APIView):
    permission_classes = [SAVED]

    @extend_schema(operation_id="saved_searches_read", responses=SavedSearchOut)
    def get(self, request: Request, public_id: str) -> Response:
        """Show one's saved search."""
        return Response(SavedSearchOut(queries.get_saved_for(member_of(request), public_id)).data)

    @extend_schema(operation_id="saved_searches_update", request=RhythmIn, responses=SavedSearchOut)
    def put(self, request: Request, public_id: str) -> Response:
        """Say how often it speaks up."""
        saved = queries.get_saved_for(member_of(request), public_id)
        form = RhythmIn(data=request.data)
        form.is_valid(raise_exception=True)
        rhythm = Rhythm(form.validated_data["rhythm"])
        saved = services.change_rhythm(saved=saved, rhythm=rhythm, now=clock.now())
        return Response(SavedSearchOut(saved).data)

    @extend_schema(operation_id="saved_searches_remove", responses={204: None})
    def delete(self, request: Request, public_id: str) -> Response:
        """Forget it, and its feed."""
        services.remove_saved_search(saved=queries.get_saved_for(member_of(request), public_id))
        return Response(status=204)


class RenewFeed(APIView):
    permission_classes = [SAVED]

    @extend_schema(operation_id="saved_searches_renew_feed", request=None, responses=SavedSearchOut)
    def post(self, request: Request, public_id: str) -> Response:
        """Give its private feed a new address."""
        saved = queries.get_saved_for(member_of(request), public_id)
        return Response(SavedSearchOut(services.renew_feed(saved=saved)).data)


ONE = "saved_searches/<public_id:public_id>/"
urlpatterns = [
    path("search/", Search.as_view(), name="search"),
    path("search/suggest/", Suggest.as_view(), name="search_suggest"),
    path("favourites/", Favourites.as_view(), name="favourites"),
    path("favourites/<str:kind>/<int:ref>/", Favourite.as_view(), name="favourite"),
    path("saved_searches/", SavedSearches.as_view(), name="saved_searches"),
    path(ONE, SavedSearch.as_view(), name="saved_search"),
    path(f"{ONE}renew_feed/", RenewFeed.as_view(), name="saved_search_renew_feed"),
]
