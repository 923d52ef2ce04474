"""The CV: one page to read or print and one file to keep, in the reader's language."""

from __future__ import annotations

from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.accounts.choices import EntryKind, SpokenLevel
from marketplace.accounts.models import CvEntry, Member
from marketplace.accounts.queries import cv_entries_of, get_member_by_username, profile_of, who_asks
from marketplace.articles.queries import article_cards
from marketplace.core import clock
from marketplace.core.pdf import render_pdf
from marketplace.core.places import country_name, language_name
from marketplace.core.ratelimit import spend
from marketplace.gigs.queries import gig_cards
from marketplace.portfolio import queries

# Drawing takes a second of a processor; a visitor is known by the address they come from.
PDF_RATE: Final = "20 per hour"


def _by_kind(entries: list[CvEntry]) -> list[tuple[str, list[CvEntry]]]:
    """Return the parts of the CV that have lines, in the order of the kinds."""
    parts = [
        (str(kind.label), [entry for entry in entries if entry.kind == kind]) for kind in EntryKind
    ]
    return [(label, rows) for label, rows in parts if rows]


def _context(person: Member) -> dict[str, Any]:
    """Return what stands in a CV, on the page and in its file alike."""
    lang, now = (get_language() or "ar")[:2], clock.now()
    profile = profile_of(person)
    return {
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


@require_safe
def show(request: HttpRequest, username: str) -> HttpResponse:
    """Show a member's CV as it will be printed."""
    person = get_member_by_username(username)
    if username != person.username:
        return redirect("portfolio:cv", person.username, permanent=True)
    return render(request, "marketplace/portfolio/cv.html", _context(person))


@require_safe
def pdf(request: HttpRequest, username: str) -> HttpResponse:
    """Give a member's CV as a PDF file in the reader's language."""
    person = get_member_by_username(username)
    if username != person.username:
        return redirect("portfolio:cv_pdf", person.username, permanent=True)
    spend(rate=PDF_RATE, name="cv-pdf", who=who_asks(request))
    page = render_to_string("documents/cv.html", _context(person), request=request)
    response = HttpResponse(render_pdf([page]), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{person.username}-cv.pdf"'
    return response
