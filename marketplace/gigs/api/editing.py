"""The parts of one's own gig, each saved whole."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from marketplace.core import clock
from marketplace.core.api import HasScope, member_of
from marketplace.gigs import queries, services
from marketplace.gigs.api.gigs import show_gig
from marketplace.gigs.serializers import AdditionsIn, GigOut, PackagesIn, PictureIn

SCOPES = HasScope.of("gigs:read", "gigs:write")


class GigPackages(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gigs_packages", request=PackagesIn, responses=GigOut)
    def put(self, request: Request, public_id: str) -> Response:
        """Offer exactly these packages."""
        member = member_of(request)
        form = PackagesIn(data=request.data)
        form.is_valid(raise_exception=True)
        packages, features = form.drafts()
        services.save_packages(
            gig=queries.get_gig_for(member, public_id),
            packages=packages,
            features=features,
            actor=member,
            now=clock.now(),
        )
        return show_gig(member, public_id)


class GigAdditions(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gigs_additions", request=AdditionsIn, responses=GigOut)
    def put(self, request: Request, public_id: str) -> Response:
        """Offer exactly these extras, ask these questions, show these answers."""
        member = member_of(request)
        form = AdditionsIn(data=request.data)
        form.is_valid(raise_exception=True)
        gig = queries.get_gig_for(member, public_id)
        services.save_additions(gig=gig, actor=member, now=clock.now(), **form.drafts())
        return show_gig(member, public_id)


class GigImages(APIView):
    permission_classes = [SCOPES]
    parser_classes = [MultiPartParser]

    @extend_schema(operation_id="gigs_add_image", request=PictureIn, responses={201: GigOut})
    def post(self, request: Request, public_id: str) -> Response:
        """Add a picture at the end of the row."""
        member = member_of(request)
        form = PictureIn(data=request.data)
        form.is_valid(raise_exception=True)
        services.add_image(
            gig=queries.get_gig_for(member, public_id),
            upload=form.validated_data["image"],
            alt=form.validated_data["alt"],
            actor=member,
            now=clock.now(),
        )
        return show_gig(member, public_id, status=201)


class GigImage(APIView):
    permission_classes = [SCOPES]

    @extend_schema(operation_id="gigs_remove_image", responses=GigOut)
    def delete(self, request: Request, public_id: str, image_id: str) -> Response:
        """Remove a picture."""
        member = member_of(request)
        gig = queries.get_gig_for(member, public_id)
        services.remove_image(gig=gig, image_id=image_id, actor=member, now=clock.now())
        return show_gig(member, public_id)
