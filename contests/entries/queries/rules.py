"""The rules of a writing contest, and what a draft lacks of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from contests.calls.choices import ContestKind
from contests.calls.models import Contest, Link
from contests.calls.queries import Complaint
from contests.entries.models import WritingRules
from marketplace.accounts.choices import Language
from marketplace.core.addresses import without_language


def rules_of(contest: Contest) -> WritingRules:
    """Return the contest's rules; those it begins with where none were written."""
    found = WritingRules.objects.filter(contest=contest).first()
    return found or WritingRules(contest=contest)


def languages_of(rules: WritingRules) -> list[str]:
    """Return the languages that a text may be in."""
    return [code for code in Language.values if not rules.languages or code in rules.languages]


def link_address(link: Link) -> str:
    """Return a member's own link as it is given away: whole, in the language of whoever follows."""
    return f"{settings.SITE_URL}{without_language(link.get_absolute_url())}"


def rules_missing(*, contest: Contest, now: datetime) -> Iterable[Complaint]:  # noqa: ARG001
    """Ask a writing contest for its rules before it is announced."""
    is_writing = contest.kind == ContestKind.WRITING
    if is_writing and not WritingRules.objects.filter(contest=contest).exists():
        yield Complaint(
            "no_writing_rules", _("Say how long a text may be, and where it may stand."), "writing"
        )
