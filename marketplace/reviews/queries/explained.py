"""Levels in words: what each asks for, what is missing, why one changed, the way back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.core import formats
from marketplace.core.conf import rules
from marketplace.core.mail import Reader
from marketplace.reviews.choices import Because, Level, Measure
from marketplace.reviews.models import LevelChange
from marketplace.reviews.queries.ladder import Figures, asked_by, is_met

LADDER = (Level.ACTIVE, Level.TRUSTED, Level.TOP)


@dataclass(frozen=True)
class Condition:
    """One condition of a level: what it asks, what was measured, whether that is enough."""

    measure: str
    label: str
    asked: str
    have: str
    is_met: bool
    way: str


@dataclass(frozen=True)
class ToldChange:
    """A change of level with its rule, evidence, date and the way back."""

    at: datetime
    old: str
    new: str
    is_rise: bool
    because: str
    conditions: list[Condition]
    last_order: str


def reader_of(member: Member | None) -> Reader:
    """Return how the one who looks reads, in the page's language."""
    language = (get_language() or "ar")[:2]
    if member is None:
        return Reader(language=language, digits="latn", timezone="UTC")
    return Reader(language=language, digits=member.digits, timezone=member.timezone)


def level_label(level: int) -> str:
    """Return a level in words; empty for new, which needs no badge."""
    return str(Level(level).label) if level else ""


def _number(value: int, reader: Reader) -> str:
    return formats.format_number(value, lang=reader.language, digits=reader.digits)


def _stars(value: int, reader: Reader) -> str:
    return formats.format_number(value / 100, lang=reader.language, digits=reader.digits)


def _percent(value: int, reader: Reader) -> str:
    return formats.format_percent(value, lang=reader.language, digits=reader.digits)


def _write(measure: str, value: int | None, reader: Reader) -> str:
    if value is None:
        return _("nothing measured yet")
    if measure == Measure.RATING:
        return _stars(value, reader)
    if measure in (Measure.ON_TIME, Measure.LOST):
        return _percent(value, reader)
    return _number(value, reader)


def asked_text(measure: str, asked: int, reader: Reader) -> str:
    """Say what a level asks for: at least so much, of lost disputes at most."""
    words = _("at most %(value)s") if measure == Measure.LOST else _("at least %(value)s")
    return words % {"value": _write(measure, asked, reader)}


def _way(measure: str, have: int | None, asked: int, reader: Reader) -> str:
    """Say what to do about a condition that isn't met."""
    missing = asked - (have or 0)
    if measure == Measure.ORDERS:
        return ngettext(
            "Complete %(count)s more order.", "Complete %(count)s more orders.", missing
        ) % {"count": _number(missing, reader)}
    if measure == Measure.CLIENTS:
        return ngettext(
            "Work for %(count)s more client.", "Work for %(count)s more clients.", missing
        ) % {"count": _number(missing, reader)}
    return {
        Measure.RATING: _("New reviews push the oldest ones out of the sample."),
        Measure.ON_TIME: _(
            "Deliver the next orders on time, or ask for more time before it is late."
        ),
        Measure.LOST: _("Orders that end without a dispute push the lost ones out of the sample."),
    }[Measure(measure)]


def conditions_of(
    figures: Mapping[str, int | None], asked: Mapping[str, int], reader: Reader
) -> list[Condition]:
    """Put the conditions of a level beside what was measured, in the active language."""
    found = []
    for measure in Measure.values:
        have, wanted = figures.get(measure), asked[measure]
        met = is_met(measure, have, wanted)
        found.append(
            Condition(
                measure=measure,
                label=str(Measure(measure).label),
                asked=asked_text(measure, wanted, reader),
                have=_write(measure, have, reader),
                is_met=met,
                way="" if met else _way(measure, have, wanted, reader),
            )
        )
    return found


def conditions_for(figures: Figures, level: int, reader: Reader) -> list[Condition]:
    """Put the conditions of a level, by today's rules, beside these figures."""
    given = {measure: figures.of(measure) for measure in Measure.values}
    return conditions_of(given, asked_by(level, rules()), reader)


def tell_change(change: LevelChange, reader: Reader) -> ToldChange:
    """Put a change of level into words, from the evidence that was kept with it."""
    evidence: dict[str, Any] = change.evidence
    return ToldChange(
        at=change.at,
        old=str(Level(change.old).label),
        new=str(Level(change.new).label),
        is_rise=change.new > change.old,
        because=str(Because(change.because).label),
        conditions=conditions_of(evidence["figures"], evidence["asked"], reader),
        last_order=str(evidence.get("last_order", "")),
    )


def ladder_rows(reader: Reader) -> list[tuple[str, list[str]]]:
    """Return the public table: each measure with what every level asks for."""
    table = {level: asked_by(level, rules()) for level in LADDER}
    return [
        (
            str(Measure(measure).label),
            [asked_text(measure, table[level][measure], reader) for level in LADDER],
        )
        for measure in Measure.values
    ]
