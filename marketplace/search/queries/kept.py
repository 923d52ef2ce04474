"""What members keep: favourites, views, saved searches; and entries as lists show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.http import QueryDict
from django.utils import translation

from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.addresses import in_language
from marketplace.core.categories import BY_SLUG
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.search.choices import PAGE_SIZE, Kind, Sort
from marketplace.search.models import Entry, Favourite, SavedHit, SavedSearch, View
from marketplace.search.queries.filters import Filters, read_filters

_TENTHS: Final = 10
Thing = tuple[str, int]


@dataclass(frozen=True, slots=True)
class EntryCard:
    """An entry in a list, of whatever kind. `price` is in minor units of `currency`."""

    id: int
    kind: Kind
    ref: int
    url: str
    title: str
    lang: str
    excerpt: str
    category_slug: str
    owner_name: str
    owner_initials: str
    price: int | None
    currency: str
    days: int | None
    rating: str
    rating_count: int
    favourites_count: int
    published_at: datetime
    is_gone: bool = False
    away_until: datetime | None = None

    @property
    def kind_label(self) -> str:
        """What it is, in the reader's language."""
        return str(self.kind.label)

    @property
    def category_name(self) -> str:
        """The top category in the reader's language; empty without one."""
        found = BY_SLUG.get(self.category_slug)
        return str(found.name) if found else ""


def stars(hundredths: int) -> str:
    """Return a rating with one decimal, half rounded up; empty without one."""
    if not hundredths:
        return ""
    tenths = (hundredths + _TENTHS // 2) // _TENTHS
    return f"{tenths // _TENTHS}.{tenths % _TENTHS}"


def _card(entry: Entry, *, now: datetime) -> EntryCard:
    language = (translation.get_language() or "ar")[:2]
    profile = getattr(entry.owner, "profile", None)
    return EntryCard(
        id=entry.pk,
        kind=Kind(entry.kind),
        ref=entry.ref,
        url=in_language(entry.path, language),
        title=entry.title,
        lang=entry.language,
        excerpt=entry.excerpt,
        category_slug=entry.root,
        owner_name=entry.owner.display_name,
        owner_initials=entry.owner.initials,
        price=entry.price,
        currency=rules().default_currency,
        days=entry.days,
        rating=stars(entry.rating),
        rating_count=entry.rating_count,
        favourites_count=entry.favourites_count,
        published_at=entry.published_at,
        away_until=profile.away_until(now) if profile else None,
    )


def _gone(favourite: Favourite) -> EntryCard:
    """Return a favourite that can't be found any more."""
    return EntryCard(
        id=0,
        kind=Kind(favourite.kind),
        ref=favourite.ref,
        url="",
        title=favourite.title,
        lang="",
        excerpt="",
        category_slug="",
        owner_name="",
        owner_initials="",
        price=None,
        currency="",
        days=None,
        rating="",
        rating_count=0,
        favourites_count=0,
        published_at=favourite.created_at,
        is_gone=True,
    )


def _among(things: Iterable[Thing]) -> Q:
    by_kind: dict[str, list[int]] = {}
    for kind, ref in things:
        by_kind.setdefault(kind, []).append(ref)
    wanted = Q(pk__in=[])
    for kind, refs in by_kind.items():
        wanted |= Q(kind=kind, ref__in=refs)
    return wanted


def cards_of_things(things: Sequence[Thing], *, hidden: Sequence[int] = ()) -> list[EntryCard]:
    """Return the entries of (kind, number) pairs as cards, in their order; one query.

    What is of `hidden` members is left out.
    """
    if not things:
        return []
    rows = Entry.objects.filter(_among(things), owner__is_active=True).exclude(owner__in=hidden)
    rows = rows.select_related("owner__profile").defer("head", "words")
    now = clock.now()
    found = {(row.kind, row.ref): _card(row, now=now) for row in rows}
    return [found[thing] for thing in things if thing in found]


def cards_of_kind(kind: Kind, refs: Sequence[int]) -> list[EntryCard]:
    """Return the entries of one kind as cards, in the order of their numbers. One query."""
    return cards_of_things([(str(kind), ref) for ref in refs])


@dataclass(frozen=True, slots=True)
class Heart:
    """How many members keep something, and whether the reader does."""

    count: int = 0
    is_mine: bool = False


def hearts_of(member: Member | None, kind: Kind, refs: Sequence[int]) -> dict[int, Heart]:
    """Return the hearts of things of one kind, by number. One query."""
    if not refs:
        return {}
    rows = Entry.objects.filter(kind=kind, ref__in=refs)
    mine = Favourite.objects.filter(kind=kind, ref=OuterRef("ref"), member=member)
    if member is None:
        return {ref: Heart(count) for ref, count in rows.values_list("ref", "favourites_count")}
    marked = rows.annotate(mine=Subquery(mine.values("id")[:1]))
    return {
        ref: Heart(count, found is not None)
        for ref, count, found in marked.values_list("ref", "favourites_count", "mine")
    }


def hearts_of_cards(member: Member | None, cards: Sequence[EntryCard]) -> dict[Thing, Heart]:
    """Return the hearts of cards of whatever kinds, by (kind, number).

    The cards know how many keep them; one query says which of them the member does, none for
    visitors.
    """
    things = [(str(card.kind), card.ref) for card in cards]
    mine: set[Thing] = set()
    if member is not None and things:
        rows = Favourite.objects.filter(_among(things), member=member)
        mine = set(rows.values_list("kind", "ref"))
    return {
        thing: Heart(card.favourites_count, thing in mine)
        for thing, card in zip(things, cards, strict=True)
    }


def favourites_page(member: Member, *, number: str, kind: str = "") -> Page[Favourite]:
    """Return one page of a member's favourites, the last kept first. Two queries."""
    rows = Favourite.objects.filter(member=member).order_by("-id")
    if kind in Kind.values:
        rows = rows.filter(kind=kind)
    return Paginator(rows, PAGE_SIZE).get_page(number)


def favourite_cards(favourites: Sequence[Favourite]) -> list[EntryCard]:
    """Return favourites as cards; what can't be found any more says so. One query."""
    things = [(one.kind, one.ref) for one in favourites]
    found = {(card.kind, card.ref): card for card in cards_of_things(things)}
    return [found.get((Kind(one.kind), one.ref)) or _gone(one) for one in favourites]


def favourite_counts(member: Member) -> dict[str, int]:
    """Return how many favourites of each kind a member has. One query."""
    rows = Favourite.objects.filter(member=member).order_by()
    return dict(rows.values_list("kind").annotate(count=Count("id")))


def favourite_rows(member: Member) -> QuerySet[Favourite]:
    """Return a member's favourites, unordered, for the API's pages."""
    return Favourite.objects.filter(member=member)


def recent_views(member: Member) -> list[Thing]:
    """Return what a member looked at, the last first. One query."""
    rows = View.objects.filter(member=member).order_by("-seen_at", "-id")
    return list(rows.values_list("kind", "ref")[: rules().recent_views_max])


def saved_searches(member: Member) -> list[SavedSearch]:
    """Return a member's saved searches, the last first, each with its `news` count. One query."""
    news = (
        SavedHit.objects.filter(saved=OuterRef("pk"), found_at__gt=OuterRef("seen_at"))
        .order_by()
        .values("saved")
        .annotate(count=Count("id"))
    )
    rows = SavedSearch.objects.filter(member=member).annotate(news=Subquery(news.values("count")))
    return list(rows.order_by("-id"))


def saved_rows(member: Member) -> QuerySet[SavedSearch]:
    """Return a member's saved searches, unordered, for the API's pages."""
    return SavedSearch.objects.filter(member=member)


def get_saved_for(member: Member, public_id: str) -> SavedSearch:
    """Return a member's own saved search. Raises NotFound for all others."""
    found = SavedSearch.objects.filter(member=member, public_id=public_id).first()
    if found is None:
        raise NotFound
    return found


def get_saved(saved_id: int) -> SavedSearch | None:
    """Return a saved search for a consumer of its events; None where it was removed."""
    return SavedSearch.objects.select_related("member").filter(pk=saved_id).first()


def get_saved_by_feed_key(key: str) -> SavedSearch:
    """Return the saved search behind a private feed. Raises NotFound, also for closed accounts."""
    rows = SavedSearch.objects.select_related("member").filter(member__is_active=True)
    found = rows.filter(feed_key=key).first()
    if found is None:
        raise NotFound
    return found


def find_saved(member: Member | None, filters: Filters) -> SavedSearch | None:
    """Return the member's saved search that asks just this, if there is one."""
    if member is None or filters.finds_everything:
        return None
    rows = SavedSearch.objects.filter(member=member, kind=filters.kind)
    return rows.filter(address=filters.to_address()).first()


def filters_of(saved: SavedSearch) -> Filters:
    """Return what a saved search asks for."""
    return read_filters(QueryDict(saved.address).dict(), kind=Kind(saved.kind))


def with_newest_first(filters: Filters) -> Filters:
    """Return the same search in the order of publication."""
    return replace(filters, sort=Sort.NEWEST)


def entry_title(entry_id: int) -> str:
    """Return the title of an entry; empty where it left the index."""
    return Entry.objects.filter(pk=entry_id).values_list("title", flat=True).first() or ""
