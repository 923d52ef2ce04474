"""Setting a programme up: its names, its days, its rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.money import exponent
from referrals.programs.choices import (
    NAME_MAX,
    OPEN_TO_CHANGE,
    RULES_MAX,
    TIERS_MAX,
    ProgramState,
    RewardKind,
    RuleEvent,
    Side,
    Tier,
)
from referrals.programs.errors import (
    DatesInverted,
    NameMissing,
    ProgramStateRefuses,
    RuleInvalid,
    TiersInvalid,
    TooManyRules,
)
from referrals.programs.models import Program, Rule
from referrals.programs.services.acting import as_admin, lock_program

_WHOLE = 10_000


@dataclass(frozen=True, kw_only=True)
class ProgramDraft:
    """What an administrator types about a programme."""

    names: Mapping[str, str]
    begins_at: datetime
    ends_at: datetime | None = None
    currency: str = "USD"


@dataclass(frozen=True, kw_only=True)
class RuleDraft:
    """What an administrator types about a rule; sums in minor units, shares in basis points."""

    event: RuleEvent | str
    side: Side | str
    kind: RewardKind | str = RewardKind.MONEY
    amount: int = 0
    share_bp: int = 0
    months: int = 12
    hold_days: int = 0
    cap_month: int | None = None
    cap_total: int | None = None
    minimum_order: int = 0
    tiers: Sequence[Tier] = field(default_factory=tuple)


@transaction.atomic
def create_program(*, actor: Member, draft: ProgramDraft, now: datetime) -> Program:
    """Make a draft. Raises NotFound for others, NameMissing, DatesInverted, UnknownCurrency."""
    by = as_admin(actor)
    names = _check(draft)
    exponent(draft.currency)
    program = Program.objects.create(
        names=names,
        currency=draft.currency,
        begins_at=draft.begins_at,
        ends_at=draft.ends_at,
        created_by=by,
        created_at=now,
    )
    _record(by, "created", program, now)
    return program


@transaction.atomic
def change_program(
    *, program: Program, actor: Member, draft: ProgramDraft, now: datetime
) -> Program:
    """Change names and days; the beginning of one that was switched on stays.

    Raises NotFound for others, ProgramStateRefuses, NameMissing, DatesInverted.
    """
    by = as_admin(actor)
    row = lock_program(program.pk)
    if row.state == ProgramState.ENDED:
        raise ProgramStateRefuses(state=row.get_state_display())
    row.names, row.ends_at = _check(draft), draft.ends_at
    if row.state == ProgramState.DRAFT:
        row.begins_at = draft.begins_at
    if row.ends_at is not None and row.ends_at <= row.begins_at:
        raise DatesInverted(field="ends_at")
    row.save(update_fields=["names", "begins_at", "ends_at"])
    _record(by, "changed", row, now)
    return row


@transaction.atomic
def add_rule(*, program: Program, actor: Member, draft: RuleDraft, now: datetime) -> Rule:
    """Add a rule to a draft or a paused programme; it holds from when that is switched on.

    Raises NotFound for others, ProgramStateRefuses, RuleInvalid, TiersInvalid, TooManyRules.
    """
    by = as_admin(actor)
    row = lock_program(program.pk)
    if row.state not in OPEN_TO_CHANGE:
        raise ProgramStateRefuses(state=row.get_state_display())
    if Rule.objects.filter(program=row, retired_at=None).count() >= RULES_MAX:
        raise TooManyRules(most=RULES_MAX)
    rule = rule_from(row, draft, now=now)
    rule.save()
    _record(by, "rule_added", row, now, rule=rule.public_id)
    return rule


@transaction.atomic
def retire_rule(*, rule: Rule, actor: Member, now: datetime) -> Rule:
    """Grant nothing by a rule any more; what was granted stays. Twice does nothing.

    Raises NotFound for others.
    """
    by = as_admin(actor)
    program = lock_program(rule.program_id)
    row = Rule.objects.select_for_update(no_key=True).get(pk=rule.pk)
    if row.retired_at is None:
        row.retired_at = now
        row.save(update_fields=["retired_at"])
        _record(by, "rule_retired", program, now, rule=row.public_id)
    return row


def rule_from(program: Program, draft: RuleDraft, *, now: datetime) -> Rule:
    """Return an unsaved rule, for a preview as well. Raises RuleInvalid, TiersInvalid."""
    gives_sum, gives_share = draft.amount > 0, draft.share_bp > 0
    if gives_sum == gives_share or draft.share_bp > _WHOLE:
        raise RuleInvalid(field="amount")
    if gives_share and draft.event == RuleEvent.SIGNUP:
        raise RuleInvalid(field="share_bp")
    firsts = [tier.first for tier in draft.tiers]
    too_large = gives_share and any(tier.value > _WHOLE for tier in draft.tiers)
    is_wrong = firsts != sorted(set(firsts)) or any(tier.value <= 0 for tier in draft.tiers)
    if is_wrong or too_large or len(firsts) > TIERS_MAX or any(first < 2 for first in firsts):  # noqa: PLR2004
        raise TiersInvalid(field="tiers")
    return Rule(
        program=program,
        event=draft.event,
        side=draft.side,
        kind=draft.kind,
        amount=draft.amount,
        share_bp=draft.share_bp,
        months=draft.months,
        hold_days=draft.hold_days if draft.event == RuleEvent.SIGNUP else 0,
        cap_month=draft.cap_month,
        cap_total=draft.cap_total,
        minimum_order=draft.minimum_order,
        tiers=[[tier.first, tier.value] for tier in draft.tiers],
        created_at=now,
    )


def _check(draft: ProgramDraft) -> dict[str, str]:
    names = {code: name.strip()[:NAME_MAX] for code, name in draft.names.items() if name.strip()}
    if not names:
        raise NameMissing(field="name_ar")
    if draft.ends_at is not None and draft.ends_at <= draft.begins_at:
        raise DatesInverted(field="ends_at")
    return names


def _record(by: Member, what: str, program: Program, now: datetime, **after: str) -> None:
    record_audit(
        actor=by.public_id,
        action=f"referral_program_{what}",
        subject=program.reference,
        after={"names": program.names, **after},
        now=now,
    )
