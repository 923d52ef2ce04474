"""Sums of money: a whole number of minor units (cents, halalas, fils) and an ISO 4217 currency.

Nothing here is a float, and nothing is rounded without the rounding being named.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType
from typing import Final, Self

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Invalid
from marketplace.core.numbers import LONGEST_TYPED_NUMBER, WHOLE, normalise_number

# Currency -> how many decimal digits its minor unit has.
CURRENCIES: Final[Mapping[str, int]] = MappingProxyType(
    {
        "USD": 2,
        "EUR": 2,
        "GBP": 2,
        "SAR": 2,
        "AED": 2,
        "QAR": 2,
        "KWD": 3,
        "BHD": 3,
        "OMR": 3,
        "JOD": 3,
        "EGP": 2,
        "MAD": 2,
        "TND": 3,
        "ILS": 2,
        "PKR": 2,
        "TRY": 2,
    }
)

BASIS_POINTS: Final = 10_000
# What a PostgreSQL bigint holds; a sum that leaves it is a mistake, not wealth.
LARGEST_AMOUNT: Final = 2**63 - 1
# The largest sum a person may type, far below the above so that totals of such sums still fit.
LARGEST_TYPED_AMOUNT: Final = 10**15


class UnknownCurrency(Invalid):
    """The currency is none of CURRENCIES."""

    code = "unknown_currency"
    message = _("The currency %(currency)s is not supported.")


class CurrencyMismatch(Invalid):
    """Two sums of different currencies met in one sum or comparison."""

    code = "currency_mismatch"
    message = _("Sums in %(first)s and %(second)s can't be combined.")


class AmountOutOfRange(Invalid):
    """The sum is beyond what is kept or may be typed."""

    code = "amount_out_of_range"
    message = _("This amount is too large.")


class AmountUnreadable(Invalid):
    """The text is no amount, or could be read in two ways (is 1,50 one and a half or 150?)."""

    code = "amount_unreadable"
    message = _("Write an amount such as %(example)s.")


class AmountTooPrecise(Invalid):
    """The text has more decimal digits than the currency has."""

    code = "amount_too_precise"
    message = _("%(currency)s amounts have at most %(digits)s decimal digits.")


class AmountNegative(Invalid):
    """A minus sign where only an amount of zero or more makes sense."""

    code = "amount_negative"
    message = _("The amount can't be negative.")


def exponent(currency: str) -> int:
    """Return the decimal digits of the currency's minor unit; raises UnknownCurrency."""
    try:
        return CURRENCIES[currency]
    except KeyError:
        raise UnknownCurrency(currency=currency) from None


@dataclass(frozen=True, slots=True)
class Money:
    """An exact sum: `amount` in minor units of `currency`. Negative sums are allowed."""

    amount: int
    currency: str

    def __post_init__(self) -> None:
        # bool is an int to Python, never to an accountant.
        if type(self.amount) is not int:
            msg = f"Money needs a whole number of minor units, not {self.amount!r}."
            raise TypeError(msg)
        exponent(self.currency)
        if abs(self.amount) > LARGEST_AMOUNT:
            raise AmountOutOfRange

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Return nothing at all, in that currency."""
        return cls(0, currency)

    @property
    def decimal(self) -> Decimal:
        """The sum in major units, exact: Money(1050, "USD") -> Decimal("10.50")."""
        return Decimal(self.amount).scaleb(-exponent(self.currency))

    def __str__(self) -> str:
        """For logs and books; people see formats.format_money."""
        return f"{self.decimal} {self.currency}"

    def __bool__(self) -> bool:
        """Tell whether the sum is other than zero."""
        return self.amount != 0

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + self._amount_of(other), self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - self._amount_of(other), self.currency)

    def __neg__(self) -> "Money":
        return Money(-self.amount, self.currency)

    def __abs__(self) -> "Money":
        return Money(abs(self.amount), self.currency)

    def __mul__(self, count: int) -> "Money":
        """Take the sum `count` times: a whole number only, shares go through percent_half_up."""
        if type(count) is not int:
            return NotImplemented
        return Money(self.amount * count, self.currency)

    def __lt__(self, other: "Money") -> bool:
        return self.amount < self._amount_of(other)

    def __le__(self, other: "Money") -> bool:
        return self.amount <= self._amount_of(other)

    def __gt__(self, other: "Money") -> bool:
        return self.amount > self._amount_of(other)

    def __ge__(self, other: "Money") -> bool:
        return self.amount >= self._amount_of(other)

    def _amount_of(self, other: object) -> int:
        if not isinstance(other, Money):
            msg = f"Money can't be combined with {other!r}."
            raise TypeError(msg)
        if other.currency != self.currency:
            raise CurrencyMismatch(first=self.currency, second=other.currency)
        return other.amount


def percent_half_up(amount: int, basis_points: int) -> int:
    """Return the share of `amount` in minor units; 2000 basis points are 20 %.

    Half a unit is rounded up, for negative amounts away from zero, so that the share of a
    reversal is exactly the reversal of the share: p(-a) == -p(a).
    """
    if basis_points < 0:
        msg = "A share can't be negative."
        raise ValueError(msg)
    share = (abs(amount) * basis_points + BASIS_POINTS // 2) // BASIS_POINTS
    return share if amount >= 0 else -share


def split_largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` minor units by weight so that the parts sum to it exactly.

    Each part is first rounded down; the units left over go one each to the parts with the
    largest remainder, of equals to the earlier one (Hamilton's method). A negative total is
    split as its opposite. Raises ValueError where a weight is negative or all are zero.
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        msg = "A split needs weights of zero or more, at least one of them above zero."
        raise ValueError(msg)
    if total < 0:
        return [-part for part in split_largest_remainder(-total, weights)]
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(
        range(len(weights)), key=lambda index: (-(total * weights[index] % whole), index)
    )
    for index in by_remainder[: total - sum(parts)]:
        parts[index] += 1
    return parts


_AMOUNT = re.compile(rf"(?P<sign>[+-]?)(?P<whole>{WHOLE})?(?:\.(?P<part>[0-9]*))?")


def parse_amount(text: str, currency: str, *, allow_negative: bool = False) -> int:
    """Read what a person typed, in major units, as minor units: "10.5" in USD -> 1050.

    Takes the digits 0-9, ٠-٩ and ۰-۹, the decimal marks . and ٫, and thousands set apart by
    , ٬ ، ' or a space, in well-formed groups. Nothing is guessed: "1,50" and "1.2.3" are
    refused, and so are more decimal digits than the currency has.
    Raises UnknownCurrency, AmountUnreadable, AmountTooPrecise, AmountNegative, AmountOutOfRange.
    """
    digits = exponent(currency)
    example = f"1,234.{'50'.ljust(digits, '0')}" if digits else "1,234"
    match = _AMOUNT.fullmatch(normalise_number(text[: LONGEST_TYPED_NUMBER + 1]))
    if len(text) > LONGEST_TYPED_NUMBER or match is None:
        raise AmountUnreadable(example=example)
    whole, part = (match["whole"] or "").replace(",", ""), match["part"] or ""
    if not whole + part:
        raise AmountUnreadable(example=example)
    if len(part) > digits:
        raise AmountTooPrecise(currency=currency, digits=digits)
    amount = int(whole + part.ljust(digits, "0") or "0")
    if match["sign"] == "-" and amount:
        if not allow_negative:
            raise AmountNegative
        amount = -amount
    if abs(amount) > LARGEST_TYPED_AMOUNT:
        raise AmountOutOfRange
    return amount
