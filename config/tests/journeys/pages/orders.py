"""Pages about the money of orders."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from marketplace.orders.models import Order


def pages(world: World) -> list[Address]:  # noqa: ARG001  the signature of all parts
    """Return the pages of both sides, of support and of finance."""
    running = Order.objects.filter(state="in_progress")
    grown = running.filter(extra_by="client")[0]
    asked = running.filter(refund_by="seller")[0]
    done = Order.objects.filter(state="completed", complaint_state="")[0]
    open_one = Order.objects.filter(complaint_state="open")[0]
    unpaid = Order.objects.filter(state="pending_payment")[0]
    found = [
        (grown.seller.username, reverse("orders:agree_extra", args=[grown.public_id])),
        (grown.client.username, grown.get_absolute_url()),
        (asked.client.username, reverse("orders:accept_refund", args=[asked.public_id])),
        (asked.client.username, asked.get_absolute_url()),
        (asked.seller.username, reverse("orders:propose_extra", args=[asked.public_id])),
        (done.client.username, reverse("orders:propose_refund", args=[done.public_id])),
        (done.client.username, reverse("orders:tip", args=[done.public_id])),
        (done.client.username, reverse("orders:complain", args=[done.public_id])),
        (open_one.client.username, open_one.get_absolute_url()),
        (unpaid.client.username, reverse("orders:checkout", args=[unpaid.public_id])),
    ]
    found += [
        ("maya", reverse(f"orders:desk_{name}")) for name in ("complaints", "outages", "weekends")
    ]
    found.append(("maya", reverse("orders:desk_complaint", args=[open_one.public_id])))
    found += [("rami", reverse(f"orders:desk_{name}")) for name in ("coupons", "coupon_new")]
    found.append(("rami", reverse("ledger:desk_credit")))
    return found
