"""Rule books of countries and templates of terms, changed at the desk and put back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contests.calls import queries, services
from contests.calls.choices import ContestKind
from contests.calls.forms import RuleBookForm, TemplateForm
from contests.calls.forms.rules import ALL_OTHERS, country_label
from marketplace.accounts.choices import RTL_LANGUAGES, Language, Role
from marketplace.accounts.policies import desk
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.markdown import render as render_markdown
from marketplace.core.places import countries, is_country

METHODS = ["GET", "HEAD", "POST"]


def _lang() -> str:
    return (get_language() or "ar")[:2]


def _code(country: str) -> str:
    if country == ALL_OTHERS:
        return queries.OTHERS
    if not is_country(country.upper()):
        raise NotFound
    return country.upper()


@desk(Role.ADMIN)
@require_safe
def rule_books(request: HttpRequest) -> HttpResponse:
    """Show all rule books and templates."""
    if chosen := request.GET.get("country", ""):
        return redirect("calls:desk_rule_book", _code(chosen).lower() or ALL_OTHERS)
    changed, books = queries.changed_rule_books(), queries.all_rule_books()
    order = sorted(books, key=lambda code: (code == queries.OTHERS, code))
    rows = [
        (code.lower() or ALL_OTHERS, country_label(code), books[code], code in changed)
        for code in order
    ]
    own_words = queries.templates_changed()
    templates = [
        (kind, label, [(code, name, (kind, code) in own_words) for code, name in Language.choices])
        for kind, label in ContestKind.choices
    ]
    known = countries(_lang())
    others = [(code.lower(), name) for code, name in known if code not in books]
    context = {"rows": rows, "templates": templates, "others": others}
    return render(request, "contests/calls/desk_rules.html", context)


@desk(Role.ADMIN)
@require_http_methods(METHODS)
def rule_book(request: HttpRequest, country: str) -> HttpResponse:
    """Change one country's rule book."""
    code = _code(country)
    initial = RuleBookForm.initial_of(queries.rule_book_of(code))
    form = RuleBookForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_rule_book(
                actor=signed_in(request), country=code, rules=form.rules, now=clock.now()
            )
            messages.success(request, _("Saved."))
            return redirect("calls:desk_rules")
    context = {
        "form": form,
        "country": country,
        "name": country_label(code),
        "clauses": render_markdown(queries.country_clauses(code, _lang())).html,
        "is_changed": code in queries.changed_rule_books(),
        "has_own": code in queries.RULE_BOOKS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "contests/calls/desk_rule_book.html", context, status=status)


@desk(Role.ADMIN)
@require_POST
def reset_rule_book(request: HttpRequest, country: str) -> HttpResponse:
    """Go back to the product's own rule book."""
    services.reset_rule_book(actor=signed_in(request), country=_code(country), now=clock.now())
    messages.success(request, _("Back to the product's own."))
    return redirect("calls:desk_rules")


def _known(kind: str, language: str) -> None:
    if kind not in ContestKind.values or language not in Language.values:
        raise NotFound


@desk(Role.ADMIN)
@require_http_methods(METHODS)
def template(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Change what the terms of a new contest begin with."""
    _known(kind, language)
    initial = {"text": queries.terms_template(kind, language)}
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial)
    direction = "rtl" if language in RTL_LANGUAGES else "ltr"
    form.fields["text"].widget.attrs |= {"lang": language, "dir": direction}
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            services.set_template(
                actor=signed_in(request),
                kind=kind,
                language=language,
                text=form.cleaned_data["text"],
                now=clock.now(),
            )
            messages.success(request, _("Saved."))
            return redirect("calls:desk_rules")
    context = {
        "form": form,
        "kind": kind,
        "kind_label": ContestKind(kind).label,
        "language": language,
        "language_name": Language(language).label,
        "is_changed": (kind, language) in queries.templates_changed(),
    }
    status = 422 if form.is_bound else 200
    return render(request, "contests/calls/desk_template.html", context, status=status)


@desk(Role.ADMIN)
@require_POST
def reset_template(request: HttpRequest, kind: str, language: str) -> HttpResponse:
    """Go back to the product's own template."""
    _known(kind, language)
    services.reset_template(actor=signed_in(request), kind=kind, language=language, now=clock.now())
    messages.success(request, _("Back to the product's own."))
    return redirect("calls:desk_rules")
