"""Addresses. Pages carry their language as a prefix (none is Arabic); machines' doors don't."""

from __future__ import annotations

from importlib.util import find_spec

from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.static import serve

from config import views
from config.api import urlpatterns as api_patterns
from config.discovery import views as discovery
from config.doors import Doors, part

admin.autodiscover()
admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]

PARTS = (
    "marketplace.core",
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


def parts(module: str) -> list[URLResolver]:
    """Return the addresses that each part keeps in `module`."""
    names = [f"{app}.{module}" for app in PARTS]
    return [part(name) for name in names if find_spec(name)]


PAGES: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("feeds/articles/", discovery.feed_articles, name="feed_articles"),
    path("feeds/articles/by/<str:username>/", discovery.feed_author, name="feed_author"),
    path(
        "feeds/articles/in/<slug:slug>/",
        discovery.feed_article_category,
        name="feed_article_category",
    ),
    path("feeds/gigs/in/<slug:slug>/", discovery.feed_gigs, name="feed_gigs"),
    path("cards/<slug:kind>/<str:ident>.png", discovery.share_card, name="share_card"),
    *parts("urls"),
    path("accounts/", include("allauth.urls")),
    path("admin/", admin.site.urls),
]
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
    path("metrics", views.metrics, name="metrics"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", discovery.sitemap_index, name="sitemap_index"),
    path("sitemap-<slug:section>-<int:number>.xml", discovery.sitemap_file, name="sitemap_file"),
    path("api/v1/", include((api_patterns, "api"))),
    Doors(parts("machine_urls")),
    *i18n_patterns(Doors(PAGES), prefix_default_language=False),
]
if not settings.STORAGES["default"]["BACKEND"].endswith("S3Storage"):
    urlpatterns.append(
        path(
            "media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}, name="public_media"
        )
    )

handler404 = "marketplace.core.views.page_not_found"
handler500 = "marketplace.core.views.server_error"
