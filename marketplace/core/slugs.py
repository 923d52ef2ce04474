"""Slugs in any script: what stands behind the number in an address."""

from __future__ import annotations

import re
from typing import Final

from django.utils.text import slugify

SLUG_LENGTH: Final = 80
# Tatweel and vowel signs say nothing in an address.
_DROPPED = re.compile("[\u0640\u064b-\u065f\u0670\u0591-\u05bd\u05bf-\u05c7]")


def unicode_slug(text: str, *, fallback: str) -> str:
    """Return the words of a title joined by hyphens, at most 80 characters, cut between words.

    A title without letters or digits gives `fallback`.
    """
    slug = slugify(_DROPPED.sub("", text), allow_unicode=True)
    if len(slug) > SLUG_LENGTH:
        slug = slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
    return slug.strip("-_") or fallback
