"""What a list of thirty costs in the API, in hellos, asked with a token that may read it."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING

from config.bench.pages import Page

if TYPE_CHECKING:
    from django.db import models

ROWS = 60
AIM = "at most 5 hellos"
LISTS = {
    "services": "/api/v1/gigs/",
    "articles": "/api/v1/articles/",
    "own orders": "/api/v1/orders/",
}


def _multiply(rows: models.QuerySet[models.Model]) -> None:
    """Add copies of these rows, in turn, each with a public id of its own."""
    from marketplace.core.ids import new_public_id  # noqa: PLC0415  needs the settings

    fields = [field.attname for field in rows.model._meta.concrete_fields]  # noqa: SLF001
    copies = []
    for row in islice(cycle(rows.order_by("id")), ROWS):
        values = {name: getattr(row, name) for name in fields}
        values.update(id=None, public_id=new_public_id())
        copies.append(rows.model(**values))
    rows.model._default_manager.bulk_create(copies)  # noqa: SLF001


def lists() -> list[Page]:
    """Fill the lists beyond thirty rows, and return them with the token of an orders' client."""
    from marketplace.accounts.services import create_token  # noqa: PLC0415
    from marketplace.articles.models import Article  # noqa: PLC0415
    from marketplace.core import clock  # noqa: PLC0415
    from marketplace.gigs.models import Gig  # noqa: PLC0415
    from marketplace.orders.models import Order  # noqa: PLC0415

    member = Order.objects.filter(state="in_progress").order_by("id")[0].client
    _multiply(Gig.objects.filter(state="live"))
    _multiply(Article.objects.filter(state="published"))
    _multiply(Order.objects.of_party(member.pk).filter(closed_at=None))
    scopes = ("gigs:read", "articles:read", "orders:read")
    token = create_token(member=member, name="bench", scopes=scopes, now=clock.now())
    return [
        Page(f"list of 30 {name}", path, token=token.key, aim=AIM, id="A1")
        for name, path in LISTS.items()
    ]
