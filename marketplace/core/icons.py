"""Icons of the Lucide set, drawn from one sprite (`bin/front sprite` rebuilds it)."""

from functools import lru_cache
from typing import Final

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

# They point along the line of reading, so they turn over where it runs from right to left.
DIRECTIONAL: Final = frozenset(
    {
        "arrow-left",
        "arrow-right",
        "arrow-up-right",
        "chevron-left",
        "chevron-right",
        "corner-down-left",
        "external-link",
        "list",
        "list-checks",
        "log-in",
        "log-out",
        "reply",
        "send",
        "trending-down",
        "trending-up",
        "undo-2",
    }
)


@lru_cache(maxsize=4096)
def icon(name: str, classes: str = "", *, label: str = "") -> SafeString:
    """Draw an icon at the size of the text. With `label` it speaks; without, it is decoration."""
    flip = " ico-flip" if name in DIRECTIONAL else ""
    spoken = format_html('role="img" aria-label="{}"', label) if label else 'aria-hidden="true"'
    return format_html(
        '<svg class="ico{}{}" {}><use href="{}#{}"/></svg>',
        flip,
        f" {classes}" if classes else "",
        SafeString(spoken),
        static("icons/sprite.svg"),
        name,
    )
