"""Lists for those who work on gigs: a seller's own, and the editors' queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils import translation

from marketplace.accounts.models import Member
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import EditorNote, Gig
from marketplace.gigs.queries.cards import cover_kind, public_url

QUEUE_LENGTH: Final = 200


@dataclass(frozen=True, slots=True)
class MineRow:
    """A seller's own gig. `note` is what an editor wrote last, while it still matters."""

    id: int
    public_id: str
    title: str
    lang: str
    state: str
    url: str
    root_slug: str
    cover_url: str
    cover_kind: str
    price_amount: int
    currency: str
    orders_count: int
    changed_at: datetime
    is_published: bool
    note: str

    @property
    def state_label(self) -> str:
        """The state in the reader's language."""
        return str(GigState(self.state).label)


def gigs_of_seller(seller: Member, *, state: str = "") -> list[MineRow]:
    """Return a member's gigs, the last changed first; of one state, if it is named. One query."""
    last = EditorNote.objects.filter(gig_id=OuterRef("pk")).order_by("-at", "-id")
    gigs = Gig.objects.filter(seller=seller).annotate(note=Subquery(last.values("text")[:1]))
    if state in GigState.values:
        gigs = gigs.filter(state=state)
    return [_mine_row(gig) for gig in gigs.select_related("root").order_by("-changed_at", "-id")]


def _mine_row(gig: Gig) -> MineRow:
    note = str(getattr(gig, "note", "") or "")
    return MineRow(
        id=gig.pk,
        public_id=gig.public_id,
        title=gig.title,
        lang=gig.language,
        state=gig.state,
        url=gig.get_absolute_url(),
        root_slug=gig.root.slug,
        cover_url=public_url(gig.cover),
        cover_kind=cover_kind(gig.root.slug),
        price_amount=gig.price_from,
        currency=gig.currency,
        orders_count=gig.orders_count,
        changed_at=gig.changed_at,
        is_published=gig.published_at is not None,
        note=note if gig.state in {GigState.CHANGES_REQUESTED, GigState.DECLINED} else "",
    )


def own_gig_rows(seller_id: int) -> QuerySet[Gig, Any]:
    """Return a member's gigs as dictionaries, unordered, for the API's pages."""
    return Gig.objects.filter(seller_id=seller_id).values(
        "id",
        "public_id",
        "title",
        "state",
        "price_from",
        "currency",
        "orders_count",
        "changed_at",
    )


def count_mine(seller: Member) -> dict[str, int]:
    """Return how many gigs a member has in each state that occurs. One query."""
    rows = Gig.objects.filter(seller=seller).order_by().values_list("state")
    return dict(rows.annotate(count=Count("id")))


@dataclass(frozen=True, slots=True)
class QueueRow:
    """A gig that waits for an editor."""

    public_id: str
    url: str
    title: str
    lang: str
    seller_name: str
    seller_id: int
    root_slug: str
    root_name: str
    submitted_at: datetime
    times_sent_back: int


def _queue() -> QuerySet[Gig]:
    return Gig.objects.filter(state=GigState.IN_REVIEW)


def review_queue() -> list[QueueRow]:
    """Return what waits for an editor, the longest waiting first. One query."""
    language = (translation.get_language() or "ar")[:2]
    rows = (
        _queue()
        .annotate(notes=Count("editor_notes"))
        .order_by("submitted_at", "id")
        .values_list(
            "public_id",
            "title",
            "language",
            "seller__display_name",
            "seller_id",
            "root__slug",
            f"root__name_{language}",
            "submitted_at",
            "notes",
        )[:QUEUE_LENGTH]
    )
    return [QueueRow(row[0], reverse("gigs:desk_gig", args=[row[0]]), *row[1:]) for row in rows]


def next_in_queue(*, after: Gig, editor: Member) -> str:
    """Return the public id of the next gig that this editor may decide about; empty for none."""
    rows = _queue().exclude(pk=after.pk).exclude(seller=editor).order_by("submitted_at", "id")
    return rows.values_list("public_id", flat=True).first() or ""
