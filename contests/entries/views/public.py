"""What everybody reads: a closed contest's entries, without names until the results are out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from contests.calls.queries import contest_text, get_public_contest
from contests.entries import policies, queries
from contests.entries.models import Entry
from contests.entries.views.entrant import entrant_context
from contests.entries.views.words import words
from marketplace.accounts.queries import viewer
from marketplace.articles.choices import ArticleState
from marketplace.core.errors import NotFound

_MOST = 10**15


@require_safe
def entry_list(request: HttpRequest, slug: str) -> HttpResponse:
    """List the accepted entries of a closed contest, by their numbers."""
    member = viewer(request)
    contest = get_public_contest(slug, viewer=member)
    if contest.kind != "writing":
        raise NotFound
    if not policies.is_closed(contest):
        return redirect(contest)
    asked = request.GET.get("after", "")
    after = int(asked) if asked.isascii() and asked.isdigit() and int(asked) < _MOST else 0
    page = queries.public_entries(contest, after=after)
    context = {
        "contest": contest,
        "text": contest_text(contest),
        "page": page,
        "after": after,
        "count": queries.count_public(contest),
        "is_blind": not policies.names_are_out(contest),
        "shortlisted": queries.shortlisted([entry.pk for entry in page.rows]),
    }
    return render(request, "contests/entries/list.html", words() | context)


@require_safe
def entry_page(request: HttpRequest, public_id: str) -> HttpResponse:
    """Show one entry: to its writer how it stands, to everybody what is judged."""
    member = viewer(request)
    entry = queries.find_entry(public_id)
    if not policies.may_read(entry, member):
        raise NotFound
    if member is not None and member.pk == entry.entrant_id:
        return render(request, "contests/entries/own.html", entrant_context(entry))
    if not policies.is_in_public(entry):
        return redirect("entries:desk_entry", entry.contest.public_id, entry.public_id)
    is_blind = not policies.names_are_out(entry.contest)
    context = {
        "entry": entry,
        "contest": entry.contest,
        "text": contest_text(entry.contest),
        "is_blind": is_blind,
        "hires_from": "" if is_blind else _hires_from(entry),
    }
    return render(request, "contests/entries/entry.html", words() | context)


def _hires_from(entry: Entry) -> str:
    """Return where "Hire me" leads from: the article, the writer's profile, or nowhere."""
    article = entry.article
    is_readable = entry.entrant.is_active
    if article is not None and article.can_be_hired_from and is_readable:
        return "article" if article.state == ArticleState.PUBLISHED else "profile"
    return "profile" if is_readable and queries.shortlisted([entry.pk]) else ""
