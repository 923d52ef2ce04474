"""Sums are exact, rounding is the one that is named, and typed amounts are never guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import money
from marketplace.core.money import (
    CURRENCIES,
    Money,
    exponent,
    parse_amount,
    percent_half_up,
    split_largest_remainder,
)

AMOUNTS = st.integers(min_value=-(10**15), max_value=10**15)
BACK_TO_ARABIC = str.maketrans("0123456789.,", "٠١٢٣٤٥٦٧٨٩٫٬")
BACK_TO_URDU = str.maketrans("0123456789.,", "۰۱۲۳۴۵۶۷۸۹٫٬")


def test_exponent_knows_the_dinars_and_refuses_the_unknown() -> None:
    assert [exponent(code) for code in ("USD", "SAR", "KWD", "JOD")] == [2, 2, 3, 3]
    with pytest.raises(money.UnknownCurrency):
        exponent("XXX")


def test_money_adds_subtracts_and_compares_within_a_currency() -> None:
    ten, three = Money(1000, "USD"), Money(300, "USD")
    assert ten + three == Money(1300, "USD")
    assert three - ten == Money(-700, "USD")
    assert -ten == Money(-1000, "USD")
    assert abs(-ten) == ten
    assert three * 4 == Money(1200, "USD")
    assert three < ten
    assert three <= three  # noqa: PLR0124 - the comparison itself is tested
    assert ten > three
    assert ten >= ten  # noqa: PLR0124
    assert max(ten, three) == ten
    assert not Money.zero("USD")
    assert ten


@pytest.mark.parametrize(
    "operation", ["__add__", "__sub__", "__lt__", "__le__", "__gt__", "__ge__"]
)
def test_money_of_two_currencies_never_meets(operation: str) -> None:
    with pytest.raises(money.CurrencyMismatch) as refusal:
        getattr(Money(1, "USD"), operation)(Money(1, "EUR"))
    assert refusal.value.code == "currency_mismatch"


def test_money_of_two_currencies_is_not_equal() -> None:
    assert Money(1, "USD") != Money(1, "EUR")


@pytest.mark.parametrize("amount", [1.0, True, "1", None])
def test_money_takes_whole_numbers_only(amount: object) -> None:
    with pytest.raises(TypeError):
        Money(amount, "USD")  # type: ignore[arg-type]


def test_money_does_not_mix_with_numbers() -> None:
    with pytest.raises(TypeError):
        Money(1, "USD") + 1  # type: ignore[operator]
    with pytest.raises(TypeError):
        Money(1, "USD") * 1.5  # type: ignore[operator]


def test_money_beyond_what_the_database_holds_is_refused() -> None:
    with pytest.raises(money.AmountOutOfRange):
        Money(2**63 - 1, "USD") + Money(1, "USD")


def test_money_prints_every_decimal_digit() -> None:
    assert str(Money(1050, "USD")) == "10.50 USD"
    assert str(Money(-5, "KWD")) == "-0.005 KWD"


@pytest.mark.parametrize(
    ("amount", "basis_points", "share"),
    [
        (1000, 2000, 200),
        (1, 5000, 1),
        (1, 4999, 0),
        (3, 5000, 2),
        (-3, 5000, -2),
        (-1, 5000, -1),
        (-1, 4999, 0),
        (999, 2000, 200),
        (997, 2000, 199),
        (0, 2000, 0),
        (777, 10_000, 777),
        (777, 0, 0),
    ],
)
def test_percent_half_up_rounds_half_away_from_zero(
    amount: int, basis_points: int, share: int
) -> None:
    assert percent_half_up(amount, basis_points) == share


def test_percent_half_up_refuses_a_negative_share() -> None:
    with pytest.raises(ValueError, match="negative"):
        percent_half_up(100, -1)


@given(AMOUNTS, st.integers(min_value=0, max_value=10_000))
def test_percent_half_up_is_odd_and_within_half_a_unit(amount: int, basis_points: int) -> None:
    share = percent_half_up(amount, basis_points)
    assert percent_half_up(-amount, basis_points) == -share
    assert 2 * abs(share * 10_000 - amount * basis_points) <= 10_000
    assert abs(share) <= abs(amount)


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (100, [1, 1, 1], [34, 33, 33]),
        (101, [1, 1, 1], [34, 34, 33]),
        (10, [3, 3, 4], [3, 3, 4]),
        (1, [1, 2, 1], [0, 1, 0]),
        (5, [0, 1], [0, 5]),
        (0, [5, 7], [0, 0]),
        (-100, [1, 1, 1], [-34, -33, -33]),
        (7, [50, 30, 20], [4, 2, 1]),
    ],
)
def test_split_largest_remainder_gives_what_is_left_to_the_largest_remainders(
    total: int, weights: list[int], parts: list[int]
) -> None:
    assert split_largest_remainder(total, weights) == parts


@pytest.mark.parametrize("weights", [[], [0], [0, 0], [2, -1]])
def test_split_largest_remainder_refuses_weights_that_share_nothing(weights: list[int]) -> None:
    with pytest.raises(ValueError, match="weights"):
        split_largest_remainder(100, weights)


@given(AMOUNTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=30).filter(any))
def test_split_largest_remainder_keeps_the_total_and_stays_within_a_unit(
    total: int, weights: list[int]
) -> None:
    parts = split_largest_remainder(total, weights)
    whole = sum(weights)
    assert sum(parts) == total
    assert len(parts) == len(weights)
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part * whole - total * weight) < whole


@pytest.mark.parametrize(
    ("text", "currency", "amount"),
    [
        ("10", "USD", 1000),
        ("10.5", "USD", 1050),
        ("10.50", "USD", 1050),
        (" 10.50 ", "USD", 1050),
        ("0.01", "USD", 1),
        (".5", "USD", 50),
        ("5.", "USD", 500),
        ("+5", "USD", 500),
        ("-0", "USD", 0),
        ("007", "USD", 700),
        ("1,234.50", "USD", 123450),
        ("1,234,567", "USD", 123456700),
        ("12,34,567.89", "PKR", 123456789),
        ("1 234 567", "EUR", 123456700),
        ("1\u202f234,567.00", "EUR", 123456700),
        ("1'234", "EUR", 123400),
        ("١٠", "SAR", 1000),
        ("١٬٢٣٤٫٥٠", "SAR", 123450),
        ("١،٢٣٤.٥٠", "SAR", 123450),
        ("۱۲٬۳۴٬۵۶۷٫۸۹", "PKR", 123456789),
        ("\u200f\u0661\u0662\u200e", "EGP", 1200),
        ("\u2068\u06f1\u06f2\u066b\u06f5\u2069", "PKR", 1250),
        ("1.234", "KWD", 1234),
        ("1,234", "KWD", 1234000),
        ("0.005", "JOD", 5),
        ("10000000000000", "USD", 10**15),
    ],
)
def test_parse_amount_reads_each_way_of_writing(text: str, currency: str, amount: int) -> None:
    assert parse_amount(text, currency) == amount


@pytest.mark.parametrize(
    ("text", "currency", "refusal"),
    [
        ("", "USD", money.AmountUnreadable),
        (" ", "USD", money.AmountUnreadable),
        (".", "USD", money.AmountUnreadable),
        ("-", "USD", money.AmountUnreadable),
        ("ten", "USD", money.AmountUnreadable),
        ("1,5", "USD", money.AmountUnreadable),
        ("1,50", "USD", money.AmountUnreadable),
        ("١،٥", "SAR", money.AmountUnreadable),
        ("1.234,50", "EUR", money.AmountUnreadable),
        ("1.2.3", "USD", money.AmountUnreadable),
        ("1,,234", "USD", money.AmountUnreadable),
        (",234", "USD", money.AmountUnreadable),
        ("1,2345", "USD", money.AmountUnreadable),
        ("1e3", "USD", money.AmountUnreadable),
        ("0x10", "USD", money.AmountUnreadable),
        ("1_000", "USD", money.AmountUnreadable),
        ("१०", "USD", money.AmountUnreadable),
        ("²", "USD", money.AmountUnreadable),
        ("NaN", "USD", money.AmountUnreadable),
        ("10 USD", "USD", money.AmountUnreadable),
        ("1" * 41, "USD", money.AmountUnreadable),
        ("1.005", "USD", money.AmountTooPrecise),
        ("1.500", "USD", money.AmountTooPrecise),
        ("1.0001", "KWD", money.AmountTooPrecise),
        ("-5", "USD", money.AmountNegative),
        ("\u22125", "USD", money.AmountNegative),
        ("10000000000000.01", "USD", money.AmountOutOfRange),
        ("5", "XXX", money.UnknownCurrency),
    ],
)
def test_parse_amount_refuses_what_it_would_have_to_guess(
    text: str, currency: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        parse_amount(text, currency)


def test_parse_amount_says_how_to_write_it() -> None:
    with pytest.raises(money.AmountUnreadable) as refusal:
        parse_amount("1,50", "KWD")
    assert refusal.value.params == {"example": "1,234.500"}
    assert refusal.value.status == 422


def test_parse_amount_reads_a_minus_where_it_is_allowed() -> None:
    assert parse_amount("\u200e-٥٫٢٥", "USD", allow_negative=True) == -525


@given(st.integers(0, 10**15), st.sampled_from(sorted(CURRENCIES)))
def test_parse_amount_reads_back_what_is_written(amount: int, currency: str) -> None:
    written = f"{Money(amount, currency).decimal:,}"
    assert parse_amount(written, currency) == amount
    assert parse_amount(written.translate(BACK_TO_ARABIC), currency) == amount
    assert parse_amount(written.translate(BACK_TO_URDU), currency) == amount
