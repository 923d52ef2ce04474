"""Groups of words as the desk shows them."""

from __future__ import annotations

from typing import Final

from django.core.paginator import Page, Paginator

from marketplace.core.errors import NotFound
from marketplace.core.stems import key_of
from marketplace.search.models import WordGroup

ON_A_PAGE: Final = 50


def groups_page(*, number: str, text: str = "", kind: str = "") -> Page[WordGroup]:
    """Return one page of groups, the last changed first; those with a word, if one is given."""
    rows = WordGroup.objects.order_by("-changed_at", "-id")
    key = key_of(text)
    if key:
        rows = rows.filter(keys__contains=[key])
    if kind:
        rows = rows.filter(kind=kind)
    return Paginator(rows, ON_A_PAGE).get_page(number)


def get_group(public_id: str) -> WordGroup:
    """Return a group of words. Raises NotFound."""
    found = WordGroup.objects.filter(public_id=public_id).first()
    if found is None:
        raise NotFound
    return found
