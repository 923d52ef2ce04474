"""Pages of the foundation: the journey from an article to the money."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from marketplace.articles.models import Article
from marketplace.gigs.models import Gig
from marketplace.hiring.models import Brief
from marketplace.orders.models import Order


def visitors_pages(world: World) -> list[Address]:
    """Pages for everybody."""
    article = Article.objects.filter(state="published").order_by("id")[0]
    gig = Gig.objects.filter(state="live").order_by("id")[0]
    return [
        ("", "/"),
        ("", "/gigs/"),
        ("", "/gigs/?q=nothing-like-this"),
        ("", gig.get_absolute_url()),
        ("", "/articles/"),
        ("", article.get_absolute_url()),
        ("", "/write/"),
        ("", reverse("hiring:from_article", args=[article.pk])),
        ("", reverse("accounts:profile", args=[world.who("salma").username])),
        ("", "/accounts/login/"),
        ("", "/accounts/signup/"),
        ("", "/accounts/password/reset/"),
        ("", "/nowhere/"),
    ]


def sellers_pages() -> list[Address]:
    """What a freelancer sees."""
    article = Article.objects.get(public_id=Article.objects.order_by("id")[0].public_id)
    gig = Gig.objects.order_by("id")[0]
    brief = Brief.objects.filter(writer__username="salma").order_by("-id")[0]
    order = Order.objects.filter(seller__username="salma", state="in_progress")[0]
    paths = [
        "/write/",
        reverse("articles:edit", args=[article.public_id]),
        reverse("hiring:funnel", args=[article.public_id]),
        "/gigs/mine/",
        "/gigs/new/",
        *(reverse(f"gigs:edit{step}", args=[gig.public_id]) for step in ("", "_packages")),
        *(reverse(f"gigs:edit_{step}", args=[gig.public_id]) for step in ("extras", "pictures")),
        "/orders/",
        reverse("orders:detail", args=[order.public_id]),
        reverse("orders:deliver", args=[order.public_id]),
        reverse("orders:request_extension", args=[order.public_id]),
        "/inbox/",
        reverse("messaging:conversation", args=[brief.conversation_id]),
        "/hire/briefs/",
        reverse("hiring:make_offer", args=[brief.public_id]),
        "/notifications/",
        "/wallet/",
        "/wallet/statement/",
        "/wallet/withdraw/",
        "/wallet/top-up/",
    ]
    return [("salma", path) for path in paths]


def settings_pages() -> list[Address]:
    """What everybody has behind their name."""
    paths = [
        "/accounts/settings/",
        "/accounts/settings/language/",
        "/accounts/settings/tokens/",
        "/accounts/settings/tokens/new/",
        "/accounts/settings/notifications/",
        "/accounts/settings/webhooks/",
        "/accounts/settings/webhooks/new/",
        "/accounts/email/",
        "/accounts/password/change/",
        "/accounts/2fa/",
        "/accounts/sessions/",
        "/accounts/logout/",
    ]
    return [("omar", path) for path in paths]


def clients_and_staffs_pages() -> list[Address]:
    """What clients and the desks see."""
    unpaid = Order.objects.filter(state="pending_payment")[0]
    running = Order.objects.filter(client__username="omar", state="in_progress")[0]
    revised = Order.objects.filter(state="revision_requested")[0]
    done = Order.objects.filter(state="completed", client__username="omar")[0]
    waiting = Article.objects.get(state="submitted")
    reviewed = Gig.objects.get(state="in_review")
    return [
        ("omar", reverse("orders:checkout", args=[unpaid.public_id])),
        ("omar", reverse("orders:detail", args=[running.public_id])),
        ("omar", reverse("orders:stop_clock", args=[running.public_id])),
        ("omar", reverse("orders:request_cancellation", args=[running.public_id])),
        ("omar", reverse("orders:detail", args=[revised.public_id])),
        ("omar", reverse("orders:detail", args=[done.public_id])),
        ("huda", "/desk/articles/"),
        ("huda", reverse("articles:review", args=[waiting.public_id])),
        ("huda", "/desk/funnel/"),
        ("huda", "/desk/gigs/"),
        ("huda", reverse("gigs:desk_gig", args=[reviewed.public_id])),
        ("rami", "/desk/finance/"),
        ("maya", "/desk/orders/"),
    ]


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    return [
        *visitors_pages(world),
        *sellers_pages(),
        *settings_pages(),
        *clients_and_staffs_pages(),
    ]
