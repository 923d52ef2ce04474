"""Writing down the rules of a writing contest, as long as it is a draft."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from contests.calls.choices import ContestKind
from contests.calls.models import Contest
from contests.calls.services.acting import as_admin, lock_draft
from contests.entries.errors import RulesIncomplete, WordsOutOfOrder
from contests.entries.models import WritingRules
from marketplace.accounts.choices import Language
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound


@dataclass(frozen=True, kw_only=True)
class RulesDraft:
    """How long a text may be, in which languages (none: any), where it may stand."""

    min_words: int
    max_words: int
    languages: Collection[str] = ()
    takes_articles: bool = True
    takes_outside: bool = True
    needs_editor: bool = False


@transaction.atomic
def set_writing_rules(
    *, contest: Contest, actor: Member, rules: RulesDraft, now: datetime
) -> WritingRules:
    """Write the rules. Raises NotFound for others and other kinds, DraftOnly, WordsOutOfOrder."""
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    if row.kind != ContestKind.WRITING:
        raise NotFound
    if rules.max_words < rules.min_words:
        raise WordsOutOfOrder(field="max_words")
    if not (rules.takes_articles or rules.takes_outside):
        raise RulesIncomplete(field="takes_articles")
    values = asdict(rules)
    values["languages"] = [code for code in Language.values if code in rules.languages]
    values["needs_editor"] = rules.needs_editor and rules.takes_articles
    made, _created = WritingRules.objects.update_or_create(contest=row, defaults=values)
    record_audit(
        actor=by.audit_id,
        action="contest_writing_rules",
        subject=row.reference,
        after=values,
        now=now,
    )
    return made
