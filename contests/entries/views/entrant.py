"""What a writer does: entering, changing, withdrawing, asking to look again."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contests.calls.models import Contest
from contests.calls.queries import contest_text, get_public_contest, reasons_against
from contests.calls.services import make_link
from contests.entries import policies, queries, services
from contests.entries.choices import EntryMove, Part, Source
from contests.entries.errors import NotEligible
from contests.entries.forms import AppealForm, EntryForm
from contests.entries.models import Entry
from contests.entries.views.words import words
from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.forms import refusals_on
from marketplace.core.ratelimit import spend

METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 20
RATE = "60 per hour"


@login_required
@require_http_methods(METHODS)
def enter(request: HttpRequest, slug: str) -> HttpResponse:
    """Enter a contest, or change one's entry: what was typed stays when it is refused."""
    member, now = signed_in(request), clock.now()
    contest = get_public_contest(slug, viewer=member)
    entry = queries.entry_of(contest, member)
    if contest.kind != "writing":
        raise NotFound
    if not policies.takes_entries(contest, now=now):
        messages.info(request, _("This contest doesn’t take entries now."))
        return redirect(entry or contest)
    form = _entry_form(request, contest, member, entry)
    if form.is_bound and form.is_valid():
        with refusals_on(form, NotEligible):
            spend(rate=RATE, name="entries.enter", who=member.public_id)
            made = _send(contest, member, entry, form)
            messages.success(request, _("It’s in. We look at it now."))
            return redirect(made)
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "rules": queries.rules_of(contest),
        "entry": entry,
        "form": form,
        "against": reasons_against(contest, member, now=now) if entry is None else [],
        "link": queries.link_address(make_link(contest=contest, member=member, now=now)),
        "has_articles": len(getattr(form.fields.get("article"), "choices", [])) > 1,
    }
    status = 422 if form.is_bound else 200
    return render(request, "contests/entries/enter.html", words() | context, status=status)


def _entry_form(
    request: HttpRequest, contest: Contest, member: Member, entry: Entry | None
) -> EntryForm:
    rules = queries.rules_of(contest)
    articles = queries.articles_to_enter(member, published_only=rules.needs_editor)
    data = request.POST if request.method == "POST" else None
    initial: dict[str, Any] = {"language": (get_language() or "ar")[:2]}
    if entry is not None:
        initial = EntryForm.initial_of(entry)
    elif rules.takes_articles and articles:
        chosen = next(
            (one for one in articles if one.public_id == request.GET.get("article")), None
        )
        initial["source"] = Source.ARTICLE
        if chosen is not None:
            initial |= {
                "article": chosen.public_id,
                "title": chosen.title,
                "language": chosen.language,
            }
    return EntryForm(rules, articles, data, initial=initial)


def _send(contest: Contest, member: Member, entry: Entry | None, form: EntryForm) -> Entry:
    now = clock.now()
    if entry is not None:
        return services.change_entry(entry=entry, actor=member, text=form.text, now=now)
    return services.enter_contest(contest=contest, member=member, text=form.text, now=now)


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """List one's entries, the newest first."""
    rows = queries.entries_of(signed_in(request))
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    shown = [(entry, contest_text(entry.contest)) for entry in page]
    context = {"page": page, "rows": shown}
    return render(request, "contests/entries/mine.html", words() | context)


def entrant_context(entry: Entry) -> dict[str, Any]:
    """Return what the writer sees of their own entry."""
    now = clock.now()
    moves = [move for move in EntryMove if policies.can(entry, move, Part.ENTRANT, now=now)]
    look = getattr(entry, "look", None)
    return words() | {
        "entry": entry,
        "contest": entry.contest,
        "text": contest_text(entry.contest),
        "moves": moves,
        "look": look,
        "checks": queries.checks_of(entry),
        "is_looking": look is not None and look.due_at is not None and EntryMove.CHANGE in moves,
        "is_blind": not policies.names_are_out(entry.contest),
        "link": queries.link_address(entry.link),
    }


@login_required
@require_safe
@never_cache
def look(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show how far the look at an entry has come; the page asks for it every two seconds."""
    entry = queries.get_own_entry(public_id, member=signed_in(request))
    return render(request, "contests/entries/_look.html", entrant_context(entry))


@login_required
@require_POST
def look_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Have the page read once more, after it was put right."""
    member = signed_in(request)
    entry = queries.get_own_entry(public_id, member=member)
    spend(rate=RATE, name="entries.enter", who=member.public_id)
    services.look_again(entry=entry, actor=member, now=clock.now())
    messages.success(request, _("We look at it again."))
    return redirect(entry)


@login_required
@require_http_methods(METHODS)
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take an entry back: GET asks, POST does it."""
    member, now = signed_in(request), clock.now()
    entry = queries.get_own_entry(public_id, member=member)
    if request.method == "POST":
        services.withdraw_entry(entry=entry, actor=member, now=now)
        messages.success(request, _("Your entry is taken back."))
        return redirect(entry)
    if not policies.can(entry, EntryMove.WITHDRAW, Part.ENTRANT, now=now):
        return redirect(entry)
    context = {
        "entry": entry,
        "contest": entry.contest,
        "text": contest_text(entry.contest),
        "may_enter_again": policies.takes_entries(entry.contest, now=now),
    }
    return render(request, "contests/entries/withdraw.html", words() | context)


@login_required
@require_http_methods(METHODS)
def appeal(request: HttpRequest, public_id: str) -> HttpResponse:
    """Ask, once, that a refusal is looked at again."""
    member, now = signed_in(request), clock.now()
    entry = queries.get_own_entry(public_id, member=member)
    form = AppealForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        with refusals_on(form):
            text = form.cleaned_data["text"]
            services.appeal_refusal(entry=entry, actor=member, text=text, now=now)
            messages.success(request, _("Sent. You hear what comes of it."))
            return redirect(entry)
    elif not policies.can(entry, EntryMove.APPEAL, Part.ENTRANT, now=now):
        return redirect(entry)
    context = {
        "entry": entry,
        "contest": entry.contest,
        "text": contest_text(entry.contest),
        "form": form,
    }
    status = 422 if form.is_bound else 200
    return render(request, "contests/entries/appeal.html", words() | context, status=status)
