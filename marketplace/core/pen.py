"""Figures in a reader's words: numbers, shares, sums, days, and how one stands to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Self

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.core import formats


@dataclass(frozen=True)
class Pen:
    """Writes for one reader."""

    lang: str
    digits: str

    @classmethod
    def with_digits(cls, digits: str) -> Self:
        """Return one for the language of the page."""
        return cls((get_language() or "ar")[:2], digits)

    def number(self, value: float) -> str:
        """Write a count."""
        return formats.format_number(value, lang=self.lang, digits=self.digits)

    def percent(self, basis_points: float) -> str:
        """Write a share."""
        return formats.format_percent(int(basis_points), lang=self.lang, digits=self.digits)

    def money(self, currency: str) -> Callable[[float], str]:
        """Return what writes sums of a currency, without needless decimals."""

        def write(value: float) -> str:
            return formats.format_money(
                round(value), currency, lang=self.lang, digits=self.digits, trim=True
            )

        return write

    def day(self, day: date, style: str = "short") -> str:
        """Write a day."""
        return formats.format_date(day, lang=self.lang, digits=self.digits, style=style)

    def change(self, now: int, before: int) -> tuple[str, int]:
        """Return how a figure changed, in words, and its direction: 1 up, -1 down, 0 not to say."""
        if now == before:
            return _("as before"), 0
        if not before:
            return _("none before"), 0
        share = self.percent(round(10_000 * abs(now - before) / abs(before)))
        if now > before:
            return _("up %(share)s") % {"share": share}, 1
        return _("down %(share)s") % {"share": share}, -1


@dataclass(frozen=True)
class Stat:
    """A figure, and how it stands to the period before."""

    label: str
    value: str
    change: str
    tone: str


def tones(direction: int, *, is_good_up: bool = True) -> str:
    """Return a pill's tone: green only where it is good for the reader."""
    if not direction:
        return "plain"
    return "good" if (direction > 0) == is_good_up else "warn"


def stat(
    pen: Pen,
    label: str,
    now: int,
    before: int,
    *,
    write: Callable[[float], str],
    is_good_up: bool = True,
) -> Stat:
    """Return one figure of a page."""
    change, direction = pen.change(now, before)
    return Stat(label, write(now), change, tones(direction, is_good_up=is_good_up))
