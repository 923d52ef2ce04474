"""Works as visitors, owners and clients see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery
from django.urls import reverse

from marketplace.accounts.models import Member, Profile
from marketplace.core.errors import NotFound
from marketplace.orders.choices import OrderState
from marketplace.orders.models import Order
from marketplace.portfolio.choices import SHOWN, Consent
from marketplace.portfolio.models import PortfolioImage, PortfolioItem


@dataclass(frozen=True)
class WorkCard:
    """A work in a list."""

    pk: int
    url: str
    title: str
    lang: str
    category_slug: str
    image_url: str
    is_from_order: bool


def _first_image() -> Subquery:
    rows = PortfolioImage.objects.filter(item=OuterRef("pk")).order_by("position", "id")
    return Subquery(rows.values("public_id")[:1])


def work_cards(owner: Member, *, limit: int = 24) -> list[WorkCard]:
    """Return what anyone may see of a member's works, in the member's order. One query."""
    rows = (
        PortfolioItem.objects.filter(owner=owner, consent__in=SHOWN)
        .annotate(first_image=_first_image())
        .order_by("position", "id")
        .values_list("pk", "slug", "title", "language", "category", "first_image", "order_id")
    )
    return [
        WorkCard(
            pk=pk,
            url=reverse("portfolio:work", args=[owner.username, pk, slug or "-"]),
            title=title,
            lang=lang,
            category_slug=category,
            image_url=reverse("portfolio:image", args=[image]) if image else "",
            is_from_order=order_id is not None,
        )
        for pk, slug, title, lang, category, image, order_id in rows[:limit]
    ]


def work_rows(owner: Member) -> QuerySet[PortfolioItem]:
    """Return a member's own works, unordered, with pictures and orders, for the API."""
    rows = PortfolioItem.objects.filter(owner=owner)
    return rows.select_related("order", "owner").prefetch_related("images")


@dataclass(frozen=True)
class WorkPage:
    """A work with its pictures; `client_name` is "" unless the client agreed to be named."""

    item: PortfolioItem
    images: list[PortfolioImage]
    client_name: str
    is_own: bool
    is_client: bool


def _full() -> QuerySet[PortfolioItem]:
    return PortfolioItem.objects.select_related("owner", "owner__profile", "order__client")


def get_work(viewer: Member | None, *, username: str, pk: int) -> WorkPage:
    """Return a work for whoever may see it. Raises NotFound. Two queries."""
    item = _full().filter(pk=pk, owner__username=username.lower()).first()
    if item is None or not item.may_be_seen_by(viewer):
        raise NotFound
    if not hasattr(item.owner, "profile"):
        item.owner.profile = Profile(member=item.owner)
    named = item.consent == Consent.NAMED and item.order is not None
    return WorkPage(
        item=item,
        images=list(item.images.order_by("position", "id")),
        client_name=item.order.client.display_name if named and item.order else "",
        is_own=item.is_of(viewer),
        is_client=item.is_from_order_of(viewer),
    )


def items_of(owner: Member) -> list[PortfolioItem]:
    """Return a member's own works in their order, with orders and pictures. Two queries."""
    return list(work_rows(owner).order_by("position", "id"))


def get_item_of(owner: Member, public_id: str) -> PortfolioItem:
    """Return one of the member's own works. Raises NotFound for others."""
    item = _full().filter(owner=owner, public_id=public_id).first()
    if item is None:
        raise NotFound
    return item


def get_item_for_client(client: Member, public_id: str) -> PortfolioItem:
    """Return a work that comes from an order of this client's. Raises NotFound for others."""
    item = _full().filter(order__client=client, public_id=public_id).first()
    if item is None:
        raise NotFound
    return item


def consents_of(client: Member) -> list[PortfolioItem]:
    """Return every work that comes from the client's orders, what waits for an answer first."""
    rows = _full().filter(order__client=client).order_by("-consent_asked_at", "-id")
    return sorted(rows, key=lambda item: item.consent != Consent.PENDING)


def get_image_for(viewer: Member | None, public_id: str) -> PortfolioImage:
    """Return a picture for whoever may see its work. Raises NotFound. One query."""
    rows = PortfolioImage.objects.select_related("item__owner", "item__order")
    found = rows.filter(public_id=public_id).first()
    if found is None or not found.item.may_be_seen_by(viewer):
        raise NotFound
    return found


def showable_orders(owner: Member) -> list[Order]:
    """Return the completed orders that the member sold and doesn't show yet, newest first."""
    shown = PortfolioItem.objects.filter(owner=owner, order__isnull=False)
    rows = Order.objects.filter(seller=owner, state=OrderState.COMPLETED)
    rows = rows.exclude(pk__in=shown.values("order_id"))
    return list(rows.order_by("-completed_at", "-id")[:50])


def count_listed_works() -> int:
    """Count the works that anyone may see."""
    return PortfolioItem.objects.filter(owner__is_active=True, consent__in=SHOWN).count()


def listed_works(*, offset: int, limit: int) -> list[tuple[str, int, str, datetime]]:
    """Return (owner, number, slug, last change) of the works that anyone may see."""
    rows = PortfolioItem.objects.filter(owner__is_active=True, consent__in=SHOWN).order_by("pk")
    found = rows.values_list("owner__username", "pk", "slug", "changed_at")
    return list(found[offset : offset + limit])
