"""The REST API: each part's routes, the schema and its documentation."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.urls import URLPattern, URLResolver, path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

PARTS = (
    "accounts",
    "notifications",
    "webhooks",
    "search",
    "moderation",
    "ledger",
    "gigs",
    "articles",
    "messaging",
    "orders",
    "hiring",
    "disputes",
    "reviews",
    "portfolio",
    "billing",
    "relationships",
    "insights",
)


def routes() -> list[URLPattern | URLResolver]:
    """Return the routes of every part that has an API."""
    found: list[URLPattern | URLResolver] = []
    for part in PARTS:
        name = f"marketplace.{part}.api"
        if find_spec(name):
            found.extend(import_module(name).urlpatterns)
    return found


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
    *routes(),
]
