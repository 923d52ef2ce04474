"""What work is about: eight categories, shared by gigs and articles. The slug is what is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Category:
    """A category with its icon and the drawn cover that stands in for a missing picture."""

    slug: str
    name: StrPromise
    icon: str
    cover_kind: str


CATEGORIES: tuple[Category, ...] = (
    Category("design", _("Design and identity"), "pen-tool", "logo"),
    Category("writing", _("Writing and editing"), "feather", "page"),
    Category("code", _("Programming and websites"), "code-xml", "code"),
    Category("translation", _("Translation"), "languages", "lang"),
    Category("marketing", _("Marketing and growth"), "megaphone", "chart"),
    Category("audio", _("Audio and video"), "audio-lines", "wave"),
    Category("business", _("Finance and business"), "scale", "chart"),
    Category("teaching", _("Teaching and advice"), "graduation-cap", "bubbles"),
)
BY_SLUG: dict[str, Category] = {item.slug: item for item in CATEGORIES}
CATEGORY_CHOICES = [(item.slug, item.name) for item in CATEGORIES]
