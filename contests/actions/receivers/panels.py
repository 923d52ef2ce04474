"""The entrant's panel on the contest's page, the step of the set-up, what a draft lacks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contests.actions.choices import HoldState
from contests.actions.forms import AppealForm, JoinForm
from contests.actions.queries import (
    actions_of,
    describe,
    entrant_of,
    members_joined,
    network_warnings,
    standing_of,
)
from contests.actions.verifiers import VERIFIERS
from contests.calls.choices import ContestKind, ContestState
from contests.calls.models import Contest
from contests.calls.queries import (
    Complaint,
    Panel,
    reasons_against,
    register_audience,
    register_check,
    register_panel,
    register_step,
)
from marketplace.accounts.models import Member
from marketplace.core import clock

PANEL = "contests/actions/_panel.html"


def actions_panel(*, contest: Contest, viewer: Member | None) -> Panel | None:
    """Show what can be done for tickets, and where the reader stands."""
    if contest.kind != ContestKind.FOLLOW or not contest.is_public:
        return None
    now = clock.now()
    entrant = entrant_of(contest, viewer)
    standing = standing_of(contest, entrant, now=now)
    is_open = contest.state == ContestState.OPEN
    may_join = is_open and entrant is None and viewer is not None
    context = {
        "entrant": entrant,
        "standing": standing,
        "rows": [
            (view, describe(view.action), VERIFIERS[view.action.verifier])
            for view in standing.views
        ],
        "is_open": is_open,
        "join": JoinForm() if may_join else None,
        "against": reasons_against(contest, viewer, now=now) if may_join and viewer else [],
        "is_held": entrant is not None and entrant.hold == HoldState.HELD,
        "is_excluded": entrant is not None and entrant.hold == HoldState.EXCLUDED,
        "signals": list(entrant.signals.all()) if entrant and not entrant.counts else [],
        "answer": AppealForm(auto_id="hold_%s"),
        "now": now,
    }
    return Panel(PANEL, context)


def misses(*, contest: Contest, now: datetime) -> Iterator[Complaint]:  # noqa: ARG001
    """Say what a follow contest's actions lack, and what networks forbid."""
    if contest.kind != ContestKind.FOLLOW:
        return
    if not actions_of(contest):
        yield Complaint("no_action", _("Name at least one action that brings tickets."), "actions")
    for action, rule in network_warnings(contest):
        text = _("%(network)s: %(rule)s (%(source)s)") % {
            "network": action.get_network_display(),
            "rule": rule.text,
            "source": rule.source,
        }
        yield Complaint("network_forbids", text, "actions", is_warning=True)


register_audience("entrants", members_joined)
register_panel("actions", 20, actions_panel)
register_check("actions", misses)
register_step(
    "actions",
    label=gettext_lazy("Actions"),
    kinds=[ContestKind.FOLLOW],
    url_name="actions:desk",
    position=60,
)
