"""Making a trophy, and changing one: words at any time, a rule at the price of a simulation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from community.trophies.choices import LANGUAGES, LINE_MAX, NAME_MAX, TrophyMove
from community.trophies.errors import SlugTaken, WordsIncomplete
from community.trophies.models import Trophy
from community.trophies.policies import is_manager
from community.trophies.queries.rules import parse_rule
from community.trophies.services.acting import enter, transition
from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound


@dataclass(frozen=True, kw_only=True)
class TrophyDraft:
    """What a manager wrote. `rule` is JSON as `queries.rules` reads it."""

    slug: str
    names: Mapping[str, str]
    lines: Mapping[str, str]
    tier: int
    drawing: str
    rule: object
    season: str
    policy: str
    is_hidden: bool


@transaction.atomic
def create_trophy(*, draft: TrophyDraft, actor: Member, now: datetime) -> Trophy:
    """Make a draft: nobody wins it before it is simulated and switched on.

    Raises NotFound for others, WordsIncomplete, RuleInvalid, SlugTaken.
    """
    if not is_manager(actor):
        raise NotFound
    values = _values(draft)
    try:
        with transaction.atomic():
            trophy = Trophy.objects.create(slug=draft.slug, created_at=now, edited_at=now, **values)
    except IntegrityError:
        raise SlugTaken(field="slug") from None
    _audit(trophy, "trophy_created", actor, now)
    return trophy


@transaction.atomic
def change_trophy(*, trophy: Trophy, draft: TrophyDraft, actor: Member, now: datetime) -> Trophy:
    """Change a trophy; its address stays.

    Another rule, season or policy is a new version and a draft again: awards that were given stay.
    Raises NotFound for others, WordsIncomplete, RuleInvalid.
    """
    row = enter(trophy, actor)
    values = _values(draft)
    is_other = any(getattr(row, name) != values[name] for name in ("rule", "season", "policy"))
    for name, value in values.items():
        setattr(row, name, value)
    row.edited_at = now
    if is_other:
        transition(
            row, TrophyMove.REWRITE, actor=actor, now=now, changes={"version": row.version + 1}
        )
    else:
        row.save()
        _audit(row, "trophy_changed", actor, now)
    return row


def _values(draft: TrophyDraft) -> dict[str, Any]:
    return {
        "names": _words(draft.names, NAME_MAX),
        "lines": _words(draft.lines, LINE_MAX),
        "tier": draft.tier,
        "drawing": draft.drawing,
        "rule": parse_rule(draft.rule).to_json(),
        "season": draft.season,
        "policy": draft.policy,
        "is_hidden": draft.is_hidden,
    }


def _words(given: Mapping[str, str], most: int) -> dict[str, str]:
    words = {language: given.get(language, "").strip()[:most] for language in LANGUAGES}
    missing = [language for language in LANGUAGES if not words[language]]
    if missing:
        raise WordsIncomplete(missing=", ".join(missing))
    return words


def _audit(trophy: Trophy, action: str, actor: Member, now: datetime) -> None:
    record_audit(
        actor=actor.public_id,
        action=action,
        subject=trophy.reference,
        after={"names": trophy.names, "rule": trophy.rule, "version": trophy.version},
        now=now,
    )
