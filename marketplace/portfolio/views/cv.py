"""The CV: one page to print, in the reader's language."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.accounts.choices import EntryKind, SpokenLevel
from marketplace.accounts.models import CvEntry
from marketplace.accounts.queries import cv_entries_of, get_member_by_username, profile_of
from marketplace.articles.queries import article_cards
from marketplace.core import clock
from marketplace.core.places import country_name, language_name
from marketplace.gigs.queries import gig_cards
from marketplace.portfolio import queries


def _by_kind(entries: list[CvEntry]) -> list[tuple[str, list[CvEntry]]]:
    """Return the parts of the CV that have lines, in the order of the kinds."""
    parts = [
        (str(kind.label), [entry for entry in entries if entry.kind == kind]) for kind in EntryKind
    ]
    return [(label, rows) for label, rows in parts if rows]


@require_safe
def show(request: HttpRequest, username: str) -> HttpResponse:
    """Show a member's CV as it will be printed."""
    person = get_member_by_username(username)
    if username != person.username:
        return redirect("portfolio:cv", person.username, permanent=True)
    lang, now = (get_language() or "ar")[:2], clock.now()
    profile = profile_of(person)
    context = {
        "person": person,
        "profile": profile,
        "country": country_name(person.country, lang=lang),
        "spoken": [
            (language_name(code, lang=lang), SpokenLevel(level).label)
            for code, level in profile.spoken
            if level in SpokenLevel.values
        ],
        "parts": _by_kind(cv_entries_of(person)),
        "record": queries.record_of(person, now=now),
        "works": queries.work_cards(person, limit=8),
        "articles": article_cards(limit=6, author=person),
        "gigs": gig_cards(now=now, seller=person, limit=6),
        "printed_on": now,
    }
    return render(request, "marketplace/portfolio/cv.html", context)
