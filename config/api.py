"""The REST API: each part's routes, the schema and its documentation."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from config.doors import Doors

PARTS = (
    "marketplace.accounts",
    "marketplace.notifications",
    "marketplace.webhooks",
    "marketplace.search",
    "marketplace.moderation",
    "marketplace.ledger",
    "marketplace.gigs",
    "marketplace.articles",
    "marketplace.messaging",
    "marketplace.orders",
    "marketplace.hiring",
    "marketplace.disputes",
    "marketplace.reviews",
    "marketplace.portfolio",
    "marketplace.billing",
    "marketplace.relationships",
    "marketplace.insights",
    "contests.calls",
    "contests.entries",
    "contests.actions",
    "contests.judging",
    "contests.draws",
    "contests.prizes",
    "referrals.links",
    "referrals.guard",
    "referrals.programs",
    "referrals.campaigns",
    "referrals.sponsorships",
    "referrals.growth",
    "community.reputation",
    "community.trophies",
    "community.rings",
    "community.forum",
    "community.gurus",
    "community.laurels",
    "community.worth",
    "community.shifts",
    "community.watch",
)


def routes() -> list[URLPattern | URLResolver]:
    """Return the routes of every part that has an API."""
    names = [f"{part}.api" for part in PARTS]
    return [one for name in names if find_spec(name) for one in import_module(name).urlpatterns]


urlpatterns: list[URLPattern | URLResolver] = [
    path(
        "schema/",
        SpectacularAPIView.as_view(permission_classes=[], authentication_classes=[]),
        name="schema",
    ),
    path(
        "docs/",
        SpectacularSwaggerSplitView.as_view(
            url_name="api:schema", permission_classes=[], authentication_classes=[]
        ),
        name="docs",
    ),
    Doors(routes()),
]
