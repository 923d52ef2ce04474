"""The tree of categories, read whole: it is small, and each page shows most of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils import translation

from marketplace.gigs.errors import UnknownCategory
from marketplace.gigs.models import Category


@dataclass
class CategoryNode:
    """A category in the reader's language. `live_count` of a top one holds its whole branch."""

    id: int
    slug: str
    name: str
    live_count: int
    root_id: int
    root_slug: str
    root_name: str
    children: list[CategoryNode] = field(default_factory=list)

    @property
    def is_root(self) -> bool:
        """Whether it stands at the top."""
        return self.id == self.root_id


def _language() -> str:
    return (translation.get_language() or "ar")[:2]


def category_tree() -> list[CategoryNode]:
    """Return the top categories in order, each with its children. One query."""
    language = _language()
    rows = list(Category.objects.order_by("position", "id"))
    tops: dict[int, CategoryNode] = {}
    for row in rows:
        if row.parent_id is None:
            name = row.name_in(language)
            tops[row.pk] = CategoryNode(
                row.pk, row.slug, name, row.live_count, row.pk, row.slug, name
            )
    for row in rows:
        top = tops.get(row.parent_id or 0)
        if top is not None:
            name = row.name_in(language)
            node = CategoryNode(row.pk, row.slug, name, row.live_count, top.id, top.slug, top.name)
            top.children.append(node)
            top.live_count += row.live_count
    return list(tops.values())


def find_node(tree: list[CategoryNode], slug: str) -> CategoryNode | None:
    """Return the category with this slug from a tree that was read already."""
    for top in tree:
        if top.slug == slug:
            return top
        for child in top.children:
            if child.slug == slug:
                return child
    return None


def get_category(category_id: int) -> Category:
    """Return a category with its parent. Raises UnknownCategory."""
    found = Category.objects.select_related("parent").filter(pk=category_id).first()
    if found is None:
        raise UnknownCategory(field="category")
    return found


def get_category_id(slug: str) -> int:
    """Return the id of the category with this slug. Raises UnknownCategory."""
    found = Category.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if found is None:
        raise UnknownCategory(field="category")
    return found


@dataclass(frozen=True)
class CategoryTile:
    """What the home page's tile shows."""

    slug: str
    name: str
    count: int


def category_tiles() -> list[CategoryTile]:
    """Return the eight top categories with the number of live gigs in each. One query."""
    return [CategoryTile(top.slug, top.name, top.live_count) for top in category_tree()]
