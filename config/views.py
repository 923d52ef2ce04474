"""Pages that know everybody: home, health, metrics."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest

from contests.calls.queries import live_contests
from marketplace.accounts.queries import client_address
from marketplace.articles.queries import article_cards
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.heartbeat import RELAY, WORKER, is_fresh
from marketplace.core.money import percent_half_up
from marketplace.core.outbox import outbox_health
from marketplace.core.visitor_pages import kept_for_visitors
from marketplace.gigs.queries import category_tiles, gig_cards
from marketplace.ledger.choices import BOOKS
from marketplace.orders.queries import orders_of_articles

EXAMPLE_ORDER = 12_000
CONTESTS_SHOWN = 3


@kept_for_visitors
def home(request: HttpRequest) -> HttpResponse:
    """Show the market: search, categories, services, articles, where the money is."""
    moment = clock.now()
    newest = article_cards(limit=12)
    own = get_language()
    articles = sorted(newest, key=lambda card: card.lang != own)[:4]
    hires = orders_of_articles([card.pk for card in articles])
    fee = percent_half_up(EXAMPLE_ORDER, rules().platform_fee_bp)
    tiles = [
        {"slug": tile.slug, "name": tile.name, "count": tile.count, "url": browse_url(tile.slug)}
        for tile in category_tiles()
    ]
    context = {
        "tiles": tiles,
        "gigs": gig_cards(now=moment, limit=8),
        "articles": [
            card.with_orders(hires[card.pk].count if card.pk in hires else 0) for card in articles
        ],
        "contests": live_contests(limit=CONTESTS_SHOWN),
        "currency": rules().default_currency,
        "price": EXAMPLE_ORDER,
        "fee": fee,
        "fee_bp": rules().platform_fee_bp,
        "earned": EXAMPLE_ORDER - fee,
        "clearing_days": rules().clearing_days,
    }
    return render(request, "config/home.html", context)


def browse_url(category: str) -> str:
    """Return the address of a category's services."""
    return f"{reverse('gigs:browse')}?{urlencode({'category': category})}"


def healthz(_request: HttpRequest) -> HttpResponse:
    """Say that this process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


def _answers() -> dict[str, bool]:
    moment = clock.now()
    found = {"database": False, "redis": False, "worker": False, "relay": False}
    found |= {"outbox": False, "books": False}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        found["database"] = True
        found["worker"] = is_fresh(name=WORKER, now=moment)
        found["relay"] = is_fresh(name=RELAY, now=moment)
        found["outbox"] = outbox_health().dead == 0
        # Proven every minute; a proof that doesn't hold leaves no mark.
        found["books"] = is_fresh(name=BOOKS, now=moment)
    except DatabaseError:
        return found
    try:
        cache.set("readyz", "1", 5)
        found["redis"] = cache.get("readyz") == "1"
    except (OSError, ValueError):
        found["redis"] = False
    return found


def readyz(_request: HttpRequest) -> HttpResponse:
    """Say whether database, Redis, worker, relay, outbox and books are as they should be."""
    found = _answers()
    return JsonResponse(found, status=200 if all(found.values()) else 503)


def metrics(request: HttpRequest) -> HttpResponse:
    """Give Prometheus the outbox's and the workers' state. Open to the allowed addresses only."""
    if not _may_measure(request):
        return HttpResponse(status=404)
    registry, found = CollectorRegistry(), _answers()
    if found["database"]:
        _measure_outbox(registry)
    for name, is_up in found.items():
        Gauge(f"wazzifni_{name}_ok", f"1 if {name} is as it should be", registry=registry).set(
            is_up
        )
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_measure(request: HttpRequest) -> bool:
    """Whether this is an allowed address, and not a visitor whom a proxy here hands on."""
    if not settings.ALLAUTH_TRUSTED_PROXY_COUNT and "X-Forwarded-For" in request.headers:
        return False
    return client_address(request) in settings.METRICS_ADDRESSES


def _measure_outbox(registry: CollectorRegistry) -> None:
    health = outbox_health()
    Gauge("wazzifni_outbox_waiting", "Deliveries that wait", registry=registry).set(health.waiting)
    Gauge("wazzifni_outbox_dead", "Deliveries set aside", registry=registry).set(health.dead)
    oldest = (clock.now() - health.oldest_due_at).total_seconds() if health.oldest_due_at else 0
    Gauge("wazzifni_outbox_oldest_seconds", "Age of the oldest", registry=registry).set(oldest)


def robots(_request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is private, in every language, and where the map is."""
    hidden = ("desk", "wallet", "orders", "inbox", "accounts", "hire", "notifications", "portfolio")
    prefixes = ["/", *(f"/{code}/" for code, _name in settings.LANGUAGES)]
    lines = [f"Disallow: {prefix}{name}/" for prefix in prefixes for name in hidden]
    # Pictures of works are for everybody; whoever asks for a private one gets nothing.
    lines += ["Allow: /portfolio/pictures/", "Disallow: /api/", "Disallow: /admin/"]
    text = "\n".join(["User-agent: *", *lines, "", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""])
    return HttpResponse(text, content_type="text/plain")
