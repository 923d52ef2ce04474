"""Words of disclosure by country, changed at the desk and put back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.places import countries, country_name, is_country
from referrals.sponsorships import queries, services
from referrals.sponsorships.forms import BookForm
from referrals.sponsorships.policies import DESK

ALL_OTHERS = "others"


def _code(country: str) -> str:
    if country == ALL_OTHERS:
        return queries.OTHERS
    if not is_country(country.upper()):
        raise NotFound
    return country.upper()


def _name(code: str) -> str:
    lang = (get_language() or "ar")[:2]
    return country_name(code, lang=lang) if code else _("All other countries")


@desk(*DESK)
@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """Show the rules of every country that has its own."""
    if chosen := request.GET.get("country", ""):
        return redirect("sponsorships:desk_book", _code(chosen).lower() or ALL_OTHERS)
    found, changed = queries.all_disclosures(), queries.changed_disclosures()
    lang = (get_language() or "ar")[:2]
    order = sorted(found, key=lambda code: (code == queries.OTHERS, code))
    rows = [
        (code.lower() or ALL_OTHERS, _name(code), found[code], code in changed) for code in order
    ]
    others = [(code.lower(), name) for code, name in countries(lang) if code not in found]
    shown = [
        (slug, name, book.needs_licence, queries.words_of(book, lang), is_changed)
        for slug, name, book, is_changed in rows
    ]
    context = {"rows": shown, "others": others}
    return render(request, "referrals/sponsorships/desk_books.html", context)


@desk(*DESK)
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, country: str) -> HttpResponse:
    """Change one country's rules."""
    code = _code(country)
    initial = BookForm.initial_of(queries.disclosure_of(code))
    form = BookForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        services.set_disclosure(
            actor=signed_in(request), country=code, book=form.book, now=clock.now()
        )
        messages.success(request, _("Saved."))
        return redirect("sponsorships:desk_books")
    context = {
        "form": form,
        "country": country,
        "name": _name(code),
        "is_changed": code in queries.changed_disclosures(),
        "has_own": code in queries.BOOKS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "referrals/sponsorships/desk_book.html", context, status=status)


@desk(*DESK)
@require_POST
def reset(request: HttpRequest, country: str) -> HttpResponse:
    """Go back to the product's own rules."""
    services.reset_disclosure(actor=signed_in(request), country=_code(country), now=clock.now())
    messages.success(request, _("Back to the product's own."))
    return redirect("sponsorships:desk_books")
