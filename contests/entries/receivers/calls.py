"""What entries add to a contest: its rules' step, its panel, its checks after closing."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from contests.calls.choices import ContestKind
from contests.calls.events import ContestClosed
from contests.calls.models import Contest
from contests.calls.queries import (
    Panel,
    get_contest,
    reasons_against,
    register_check,
    register_panel,
    register_step,
)
from contests.entries import policies, queries
from contests.entries.services import begin_run
from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.events import subscribe
from marketplace.core.places import language_name


def entering_panel(*, contest: Contest, viewer: Member | None) -> Panel | None:
    """Show how to enter, one's own entry, or the entries once the contest is closed."""
    if contest.kind != ContestKind.WRITING:
        return None
    now, reader = clock.now(), (get_language() or "ar")[:2]
    is_open = policies.takes_entries(contest, now=now)
    is_closed = policies.is_closed(contest)
    entry = queries.entry_of(contest, viewer)
    may_ask = is_open and viewer is not None and entry is None
    context = {
        "rules": queries.rules_of(contest),
        "is_open": is_open,
        "is_closed": is_closed,
        "entry": entry,
        "is_member": viewer is not None,
        "against": reasons_against(contest, viewer, now=now) if may_ask and viewer else [],
        "names": {code: language_name(code, lang=reader) for code in Language.values},
        "count": queries.count_public(contest) if is_closed else None,
    }
    return Panel("contests/entries/_panel.html", context)


@subscribe(ContestClosed, consumer="entries.begin_run", queue="bulk")
def begin(event: ContestClosed, *, now: datetime) -> None:
    """Begin the checks of a writing contest."""
    if event.kind == ContestKind.WRITING:
        begin_run(contest=get_contest(event.contest_id), now=now)


register_panel("entries", 20, entering_panel)
register_check("entries", queries.rules_missing)
register_step(
    "writing",
    # Once it is announced, the same button leads to the entries.
    label=_("Entries"),
    kinds=[ContestKind.WRITING],
    url_name="entries:desk_rules",
    position=60,
)
