"""Which share card belongs to a page, and where it is kept once it was drawn."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import astuple
from typing import Final

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from config.discovery.drawing import VERSION, CardText, draw_card
from contests.calls.choices import ContestKind
from contests.calls.queries import contest_text, fund_needed, get_public_contest
from marketplace.accounts.queries import get_member_by_username, profile_of
from marketplace.articles.queries import get_published
from marketplace.core import formats
from marketplace.core.categories import BY_SLUG
from marketplace.core.errors import NotFound
from marketplace.gigs.queries import get_gig_page

FOLDER: Final = "cards"
TINTS: Final = {ContestKind.WRITING.value: "writing", ContestKind.FOLLOW.value: "design"}


def _lang() -> str:
    return (get_language() or settings.LANGUAGE_CODE)[:2]


def _number(ident: str) -> int:
    if not ident.isdecimal() or len(ident) > 18:  # noqa: PLR2004  what a bigint holds
        raise NotFound
    return int(ident)


def _gig(ident: str) -> CardText:
    page = get_gig_page(None, pk=_number(ident))
    lang = _lang()
    cheapest = min((package.price_amount for package in page.packages), default=0)
    price = formats.format_money(cheapest, page.currency, lang=lang, trim=True)
    return CardText(
        title=page.title,
        lang=page.lang,
        name=page.seller.name,
        detail=f"{page.root_name} · {_('from %(price)s') % {'price': price}}",
        tint=page.root_slug,
        page_lang=lang,
        initials=page.seller.initials,
    )


def _article(ident: str) -> CardText:
    row = get_published(_number(ident))
    minutes = ngettext("%(minutes)s minute", "%(minutes)s minutes", row.reading_minutes) % {
        "minutes": formats.format_number(row.reading_minutes, lang=_lang())
    }
    known = BY_SLUG.get(row.category)
    return CardText(
        title=row.title,
        lang=row.language,
        name=row.author.display_name,
        detail=f"{known.name if known else row.category} · {minutes}",
        tint=row.category,
        page_lang=_lang(),
        initials=row.author.initials,
    )


def _member(ident: str) -> CardText:
    member = get_member_by_username(ident)
    profile = profile_of(member)
    return CardText(
        title=profile.headline or member.display_name,
        lang=member.language,
        name=member.display_name,
        detail=f"@{member.username}",
        tint="peacock",
        page_lang=_lang(),
        initials=member.initials,
    )


def _contest(ident: str) -> CardText:
    contest = get_public_contest(ident)
    text, total, lang = contest_text(contest), fund_needed(contest), _lang()
    prizes = formats.format_money(total.amount, total.currency, lang=lang, trim=True)
    return CardText(
        title=text.title,
        lang=text.language,
        name=_("Prizes of %(sum)s") % {"sum": prizes} if total.amount else _("Contest"),
        detail=f"{contest.get_kind_display()} · {contest.get_state_display()}",
        tint=TINTS.get(contest.kind, "peacock"),
        page_lang=lang,
        initials="★",
    )


KINDS: Final[dict[str, Callable[[str], CardText]]] = {
    "gigs": _gig,
    "articles": _article,
    "u": _member,
    "contests": _contest,
}


def card_for(kind: str, ident: str) -> tuple[bytes, str]:
    """Return the card of a public page in the active language as PNG, and its fingerprint.

    Drawn once for each wording and kept; when the wording changes, the old one is deleted. Raises
    NotFound where nobody may see the page.
    """
    make = KINDS.get(kind)
    if make is None:
        raise NotFound
    text = make(ident)
    told = "\x1f".join(map(str, (VERSION, *astuple(text))))
    digest = hashlib.sha256(told.encode()).hexdigest()[:16]
    folder = f"{FOLDER}/{kind}/{ident.lower()}"
    name = f"{folder}/{text.page_lang}-{digest}.png"
    if default_storage.exists(name):
        with default_storage.open(name) as kept:
            return kept.read(), digest
    drawn = draw_card(text)
    _forget(folder, text.page_lang)
    default_storage.save(name, ContentFile(drawn))
    return drawn, digest


def _forget(folder: str, lang: str) -> None:
    """Delete the card of a language as it was worded before."""
    try:
        _folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for file in files:
        if file.startswith(f"{lang}-"):
            default_storage.delete(f"{folder}/{file}")
