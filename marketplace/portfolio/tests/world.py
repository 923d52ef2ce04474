"""Works and orders for the tests of this app."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from marketplace.accounts.models import Member
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.orders.tests.world import order_in
from marketplace.portfolio import services
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.services import WorkDraft

SignIn = Callable[[Member | None], Client]


def draft(**given: Any) -> WorkDraft:
    """Return what a work says."""
    fields = {"title": "A sign", "text": "**Painted**", "language": "en", "category": "design"}
    return WorkDraft(**{**fields, **given})


def picture(colour: str = "red") -> SimpleUploadedFile:
    """Return a small picture."""
    out = io.BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "PNG")
    return SimpleUploadedFile("picture.png", out.getvalue(), "image/png")


def completed(client: Member, seller: Member, *, now: datetime) -> Order:
    """Return a completed order."""
    return order_in(OrderState.COMPLETED, client, seller, now=now)


def work_from(order: Order, *, now: datetime, **given: Any) -> PortfolioItem:
    """Return a work that shows an order, before its client has answered."""
    return services.add_work(owner=order.seller, draft=draft(**given), order=order, now=now)
