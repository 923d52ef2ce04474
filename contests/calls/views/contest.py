"""A contest's page, following it, one's own link, and the door of a link."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from contests.calls import queries, services
from contests.calls.adapters.touches import COOKIE, read_touch, write_touch
from contests.calls.choices import ContestState
from contests.calls.models import Contest
from contests.calls.policies import is_contest_admin
from marketplace.accounts.models import Member
from marketplace.accounts.queries import signed_in, viewer
from marketplace.core import clock
from marketplace.core.conf import rules
from marketplace.core.touches import PageTouch, note_touch
from marketplace.core.user_agents import is_program
from marketplace.core.visitor_pages import kept_for_visitors

# Who comes again within this span is still on the same visit.
SAME_VISIT = timedelta(minutes=30)
# Pages in these states offer to follow: something is still to come.
FOLLOWED_STATES = (
    ContestState.ANNOUNCED,
    ContestState.OPEN,
    ContestState.JUDGING,
)


def _next_moment(contest: Contest) -> tuple[str, datetime | None]:
    """Return what comes next and when."""
    return {
        ContestState.ANNOUNCED: (_("Opens in"), contest.opens_at),
        ContestState.OPEN: (_("Closes in"), contest.closes_at),
        ContestState.JUDGING: (_("Results in"), contest.results_by),
    }.get(ContestState(contest.state), ("", None))


def _member_context(contest: Contest, member: Member, now: datetime) -> dict[str, Any]:
    link = queries.link_of(contest, member)
    return {
        "is_following": queries.is_following(contest, member),
        "reasons": queries.reasons_against(contest, member, now=now),
        "link": link,
        "figures": queries.figures_of(link) if link else None,
        "is_admin": is_contest_admin(member),
    }


@require_safe
@kept_for_visitors
def contest_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a contest: its words, dates, prizes, terms, what happened and what the reader may do."""
    member, now = viewer(request), clock.now()
    contest = services.open_contest_page(slug=slug, viewer=member, now=now)
    title, due_at = _next_moment(contest)
    context = {
        "contest": contest,
        "text": queries.contest_text(contest),
        "prizes": queries.prizes_of(contest),
        "total": queries.fund_needed(contest),
        "timeline": queries.timeline_of(contest),
        "followers": queries.count_followers(contest),
        "panels": queries.panels_of(contest, member),
        "due_title": title,
        "due_at": due_at,
        "takes_followers": contest.state in FOLLOWED_STATES,
        "member": member,
    }
    if member is not None:
        context |= _member_context(contest, member, now)
    return render(request, "contests/calls/contest.html", context)


@login_required
@require_POST
def follow(request: HttpRequest, slug: str) -> HttpResponse:
    """Be told of the contest's next steps."""
    contest = queries.get_public_contest(slug)
    services.follow_contest(contest=contest, member=signed_in(request), now=clock.now())
    messages.success(request, _("You will hear when it opens, closes and has results."))
    return redirect(contest)


@login_required
@require_POST
def unfollow(request: HttpRequest, slug: str) -> HttpResponse:
    """Stop being told."""
    contest = queries.get_public_contest(slug)
    services.unfollow_contest(contest=contest, member=signed_in(request))
    messages.success(request, _("You don't follow it any more."))
    return redirect(contest)


@login_required
@require_POST
def own_link(request: HttpRequest, slug: str) -> HttpResponse:
    """Make the member's own link of the contest."""
    contest = queries.get_public_contest(slug)
    services.make_link(contest=contest, member=signed_in(request), now=clock.now())
    return redirect(f"{contest.get_absolute_url()}#share")


@require_safe
def via(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Count a visit by a member's link, remember it for a later sign-up, and show the contest.

    Programs aren't counted, nor is coming again within half an hour. The first link that somebody
    came by is the one that is remembered.
    """
    contest = queries.get_public_contest(slug)
    link = queries.get_link(code, contest=contest)
    member, now = viewer(request), clock.now()
    go_on = partial(redirect, contest)
    if request.method == "HEAD" or is_program(request.headers.get("User-Agent", "")):
        return go_on()
    note_touch(
        request,
        PageTouch(
            kind="contest",
            ref=contest.public_id,
            owner_id=link.member_id,
            path=contest.get_absolute_url(),
        ),
    )
    touch = read_touch(request, now=now)
    if touch is None or touch.code != link.code or now - touch.at >= SAME_VISIT:
        services.count_visit(link=link, viewer=member)
    response = go_on()
    if member is None and touch is None:
        response.set_signed_cookie(
            COOKIE,
            write_touch(link.code, now),
            max_age=timedelta(days=rules().contest_touch_days),
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    response["Cache-Control"] = "no-store"
    return response
