"""Pages of money and numbers: statements, invoices, taxes, rates, analytics."""

from __future__ import annotations

from datetime import timedelta

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from marketplace.billing.models import Invoice


def pages(world: World) -> list[Address]:
    """Return what freelancers, clients and finance see."""
    invoice = Invoice.objects.filter(recipient__username="omar").exclude(qr="").order_by("id")[0]
    since = (world.now - timedelta(days=60)).date().isoformat()
    return [
        ("omar", "/invoices/"),
        ("omar", reverse("billing:invoice", args=[invoice.public_id])),
        ("omar", "/accounts/settings/billing/"),
        ("salma", "/invoices/?side=issued"),
        ("salma", f"/wallet/statement/?since={since}&kind=cleared"),
        ("salma", f"/insights/?since={since}"),
        ("rami", "/desk/billing/"),
        ("rami", "/desk/billing/platform/"),
        ("rami", "/desk/billing/taxes/"),
        ("rami", "/desk/billing/taxes/SA/"),
        ("rami", "/desk/billing/rates/"),
        ("rami", "/desk/billing/rates/SAR/"),
        ("rami", f"/desk/insights/?since={since}"),
    ]
