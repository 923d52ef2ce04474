"""The kinds of notices about judging, each with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import register_kind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

KINDS: Final[dict[str, tuple[StrPromise, StrPromise]]] = {
    "judging.invited": (
        _("You are asked to judge: %(contest)s"),
        _("Accept or decline at your desk. Nobody who enters sees your name."),
    ),
    "judging.answered": (
        _("%(judge)s answered the invitation to judge: %(contest)s"),
        _("See at the contest's judging desk whether there are enough judges."),
    ),
    "judging.given": (
        _("Entries wait for your scores: %(contest)s"),
        _("Entries to read: %(count)s. Scoring closes on %(due_at)s."),
    ),
    "judging.handed_on": (
        _("More entries came to you: %(contest)s"),
        _("Another judge gave up entries: %(count)s. Scoring closes on %(due_at)s."),
    ),
    "judging.reminder": (
        _("Your scores are missing: %(contest)s"),
        _("Entries still to score: %(count)s. Scoring closes on %(due_at)s."),
    ),
    "judging.final": (
        _("The final has begun: %(contest)s"),
        _("The best entries meet in pairs. Say for each pair which one is better."),
    ),
    "judging.counted": (
        _("The scores are counted: %(contest)s"),
        _("Raw and corrected ranking stand side by side at the contest's judging desk."),
    ),
    "judging.silent": (
        _("Judges stayed silent: %(contest)s"),
        _("The stated rule decides. Entries that nobody read: %(unread)s."),
    ),
    "judging.feedback": (
        _("Your feedback is there: %(contest)s"),
        _("Read what the judges wrote about your entry, criterion by criterion."),
    ),
}

for _kind, (_title, _body) in KINDS.items():
    register_kind(_kind, group=NotificationGroup.CONTESTS, title=_title, body=_body)
