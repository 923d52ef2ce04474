"""The rules and the rubric, as long as the contest is a draft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from contests.calls.models import Contest
from contests.calls.services.acting import lock_draft
from contests.judging.choices import CRITERIA_MAX, SCORES, SilentRule
from contests.judging.errors import CriterionUnnamed, GuideIncomplete, RubricFull
from contests.judging.models import Criterion, Judging
from contests.judging.queries.rubrics import template_rubric
from contests.judging.services.acting import as_admin, lock_judging
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import Invalid, NotFound


@dataclass(frozen=True, kw_only=True)
class RulesDraft:
    """How a contest is to be judged."""

    judges_per_entry: int = 3
    final_size: int = 0
    silent_rule: str = SilentRule.SHARE.value


@dataclass(frozen=True, kw_only=True)
class CriterionDraft:
    """One line of the rubric. Guides are five sentences by language, or none."""

    weight: int
    names: Mapping[str, str]
    hints: Mapping[str, str] = field(default_factory=dict)
    guides: Mapping[str, Sequence[str]] = field(default_factory=dict)


@transaction.atomic
def set_rules(*, contest: Contest, actor: Member, draft: RulesDraft, now: datetime) -> Judging:
    """Set how many judge each entry, the final, and the rule for silent judges.

    Locks the contest. Raises NotFound for others, DraftOnly, Invalid.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    if not 1 <= draft.judges_per_entry <= 9:  # noqa: PLR2004  a judge's time is the limit
        raise Invalid(field="judges_per_entry")
    if draft.final_size == 1 or not 0 <= draft.final_size <= 8:  # noqa: PLR2004
        raise Invalid(field="final_size")
    judging = lock_judging(row)
    before = {"judges": judging.judges_per_entry, "final": judging.final_size}
    judging.judges_per_entry = draft.judges_per_entry
    judging.final_size = draft.final_size
    judging.silent_rule = SilentRule(draft.silent_rule).value
    judging.save()
    record_audit(
        actor=by.public_id,
        action="judging_rules",
        subject=row.reference,
        before=before,
        after={"judges": judging.judges_per_entry, "final": judging.final_size},
        now=now,
    )
    return judging


def _complete(contest: Contest, draft: CriterionDraft) -> CriterionDraft:
    """Return the draft without empty words. Raises CriterionUnnamed, GuideIncomplete."""
    names = {lang: name.strip() for lang, name in draft.names.items() if name.strip()}
    hints = {lang: hint.strip() for lang, hint in draft.hints.items() if hint.strip()}
    needed = set(contest.texts.values_list("language", flat=True))
    if not names or needed - set(names):
        raise CriterionUnnamed(field="names")
    guides = {}
    for lang, lines in draft.guides.items():
        said = [line.strip() for line in lines]
        if not any(said):
            continue
        if len(said) != len(SCORES) or not all(said):
            raise GuideIncomplete(field="guides")
        guides[lang] = said
    if draft.weight < 1:
        raise Invalid(field="weight")
    return CriterionDraft(weight=draft.weight, names=names, hints=hints, guides=guides)


def _record(contest: Contest, actor: Member, what: str, row: Criterion, now: datetime) -> None:
    record_audit(
        actor=actor.public_id,
        action=f"criterion_{what}",
        subject=contest.reference,
        after={"position": row.position, "weight": row.weight, "names": dict(row.names)},
        now=now,
    )


@transaction.atomic
def add_criterion(
    *, contest: Contest, actor: Member, draft: CriterionDraft, now: datetime
) -> Criterion:
    """Add a criterion at the rubric's end.

    Locks the contest. Raises NotFound for others, DraftOnly, RubricFull, CriterionUnnamed,
    GuideIncomplete.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    given = _complete(row, draft)
    if row.criteria.count() >= CRITERIA_MAX:
        raise RubricFull(limit=CRITERIA_MAX)
    last = row.criteria.aggregate(last=Max("position"))["last"] or 0
    criterion = Criterion.objects.create(
        contest=row,
        position=last + 1,
        weight=given.weight,
        names=dict(given.names),
        hints=dict(given.hints),
        guides=dict(given.guides),
    )
    _record(row, by, "added", criterion, now)
    return criterion


@transaction.atomic
def change_criterion(
    *, contest: Contest, position: int, actor: Member, draft: CriterionDraft, now: datetime
) -> Criterion:
    """Change a criterion. Raises like add_criterion, NotFound for a place that is empty."""
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    given = _complete(row, draft)
    criterion = row.criteria.filter(position=position).first()
    if criterion is None:
        raise NotFound
    criterion.weight = given.weight
    criterion.names, criterion.hints = dict(given.names), dict(given.hints)
    criterion.guides = dict(given.guides)
    criterion.save()
    _record(row, by, "changed", criterion, now)
    return criterion


@transaction.atomic
def remove_criterion(*, contest: Contest, position: int, actor: Member, now: datetime) -> None:
    """Take a criterion out; those after it move up. Raises NotFound, DraftOnly."""
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    criterion = row.criteria.filter(position=position).first()
    if criterion is None:
        raise NotFound
    _record(row, by, "removed", criterion, now)
    criterion.delete()
    row.criteria.filter(position__gt=position).update(position=F("position") - 1)


@transaction.atomic
def use_template_rubric(*, contest: Contest, actor: Member, now: datetime) -> list[Criterion]:
    """Fill an empty rubric with the platform's own, in four languages.

    A rubric that has criteria is returned as it is. Raises NotFound for others, DraftOnly.
    """
    by = as_admin(actor)
    row = lock_draft(contest.pk)
    if row.criteria.exists():
        return list(row.criteria.all())
    made = []
    for position, given in enumerate(template_rubric(), start=1):
        criterion = Criterion.objects.create(contest=row, position=position, **given)
        _record(row, by, "added", criterion, now)
        made.append(criterion)
    return made
