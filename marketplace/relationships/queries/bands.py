"""Amounts in bands, so that nobody's exact sum is ever told."""

from __future__ import annotations

from typing import Final

from marketplace.core.money import Money, exponent

# From where each band begins, in whole dollars; the first begins at nothing.
EDGES: Final = (0, 100, 250, 500, 1_000, 2_500, 5_000)
# What roughly stands for a dollar: bands are wide, so no daily rate is needed.
PER_DOLLAR: Final[dict[str, float]] = {
    "USD": 1,
    "EUR": 0.9,
    "GBP": 0.8,
    "SAR": 3.75,
    "AED": 3.67,
    "QAR": 3.64,
    "KWD": 0.31,
    "BHD": 0.38,
    "OMR": 0.385,
    "JOD": 0.71,
    "EGP": 50,
    "MAD": 10,
    "TND": 3.1,
    "ILS": 3.7,
    "PKR": 280,
    "TRY": 35,
}


def band_of(worth: Money) -> int:
    """Return the number of the band that a sum falls into, 0 for the lowest."""
    dollars = worth.amount / 10 ** exponent(worth.currency) / PER_DOLLAR[worth.currency]
    return max(number for number, edge in enumerate(EDGES) if dollars >= edge)


def band_edges(band: int) -> tuple[int, int | None]:
    """Return from and to in whole dollars; the last band has no end."""
    after = band + 1
    return EDGES[band], EDGES[after] if after < len(EDGES) else None
