"""Documents as PDF: pages of our own templates, drawn by WeasyPrint with our own fonts.

WeasyPrint needs Pango from the system; it is loaded when the first document is asked for, so that
everything else runs without. Nothing is ever fetched from outside, and what members wrote comes in
as escaped text only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import Any, Final
from unicodedata import bidirectional

import structlog
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import ImageFile

from marketplace.core.errors import DomainError

log = structlog.get_logger(__name__)

STYLESHEET: Final = Path(settings.BASE_DIR) / "static" / "css" / "document.css"
FONTS: Final = Path(settings.BASE_DIR) / "static" / "fonts"
_TAG: Final = re.compile(r"<[^>]*>")
_DIRECTIONS: Final = {"L": "ltr", "R": "rtl", "AL": "rtl"}


class PdfUnavailable(DomainError):
    """The libraries that draw PDFs are missing on this machine."""

    code = "pdf_unavailable"
    message = _("PDF files can't be made here at the moment. The same is on the page and as CSV.")
    status = 503


@lru_cache(maxsize=1)
def _engine() -> tuple[Any, Any]:
    """Load WeasyPrint and the stylesheet with its fonts, once in a process."""
    try:
        import weasyprint  # noqa: PLC0415  half a second, and libraries that may be missing
        from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

        # Loading it makes Pillow take broken pictures everywhere; members' are refused as before.
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    except (ImportError, OSError) as error:
        log.warning("pdf_unavailable", reason=str(error))
        raise PdfUnavailable from error
    return weasyprint, FontConfiguration


def why_unavailable() -> str:
    """Return what keeps PDFs from being made, '' where they can be."""
    try:
        _engine()
    except PdfUnavailable as error:
        return str(error.__cause__)
    return ""


def _fetcher(weasyprint: Any) -> Any:
    class OwnFilesOnly(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        """Opens the fonts, and nothing else: no address, no other file."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            allowed = url.startswith(FONTS.as_uri() + "/") and ".." not in url
            if not allowed and not url.startswith("data:image/"):
                raise ValueError("documents load fonts only")
            return super().fetch(url, headers)

    return OwnFilesOnly(allowed_protocols={"file", "data"})


def settle_directions(html: str) -> str:
    """Return a page whose every dir="auto" is resolved, which WeasyPrint doesn't do itself.

    The first letter behind it that has a direction decides; where there is none, the page does.
    """
    pieces = html.split(' dir="auto"')
    for number, piece in enumerate(pieces[1:], start=1):
        text = unescape(_TAG.sub("", piece.partition(">")[2]))
        strong = next((kind for kind in map(bidirectional, text) if kind in _DIRECTIONS), "")
        pieces[number] = f' dir="{_DIRECTIONS[strong]}"{piece}' if strong else piece
    return "".join(pieces)


def render_pdf(parts: Iterable[str], *, on_part: Callable[[int], None] | None = None) -> bytes:
    """Return one PDF of these HTML pages, each beginning on a page of its own, numbered through.

    Long documents come in parts so that no part is large; `on_part` hears how many are drawn.
    The same parts give the same text in any process. Raises PdfUnavailable.
    """
    weasyprint, make_fonts = _engine()
    fonts, fetcher = make_fonts(), _fetcher(weasyprint)
    sheet = weasyprint.CSS(
        string=STYLESHEET.read_text(encoding="utf-8"),
        base_url=STYLESHEET.as_uri(),
        font_config=fonts,
        url_fetcher=fetcher,
    )
    pages: list[Any] = []
    first: Any = None
    for number, html in enumerate(parts, start=1):
        sheets = [sheet]
        if pages:
            shift = f"@page:first {{ counter-reset: page {len(pages) + 1} }}"
            sheets.append(weasyprint.CSS(string=shift))
        drawn = weasyprint.HTML(string=settle_directions(html), url_fetcher=fetcher).render(
            font_config=fonts, stylesheets=sheets
        )
        first = first or drawn
        pages.extend(drawn.pages)
        if on_part is not None:
            on_part(number)
    if first is None:
        raise ValueError("a document has at least one part")
    made: bytes = first.copy(pages).write_pdf()
    return made
