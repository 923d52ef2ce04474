"""Numbers and sums are taken in all three sets of digits, and refused with a reason."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import translation

from marketplace.core.form_fields import AmountField, NumberField
from marketplace.core.numbers import NumberUnreadable, normalise_number, parse_whole_number


class PriceForm(forms.Form):
    days = NumberField(min_value=1, max_value=30)
    price = AmountField(currency="KWD", min_value=500, max_value=1_000_000)
    tip = AmountField(required=False)


def errors_of(field: forms.Field, value: object) -> list[str | None]:
    with pytest.raises(ValidationError) as refusal:
        field.clean(value)
    return [error.code for error in refusal.value.error_list]


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("١٢٣", "123"),
        ("۱۲۳", "123"),
        ("١٬٢٣٤٫٥٠", "1,234.50"),
        ("\u200f١ ٢٣٤\u200e", "1,234"),
        ("\u2212٥", "-5"),
        ("abc", "abc"),
    ],
)
def test_normalise_number_writes_ascii(text: str, normal: str) -> None:
    assert normalise_number(text) == normal


@pytest.mark.parametrize("text", ["", "1.5", "1,23", "one", "1" * 41, "١٢٫٠", "--1", "²", "१"])
def test_parse_whole_number_refuses(text: str) -> None:
    with pytest.raises(NumberUnreadable):
        parse_whole_number(text)


def test_parse_whole_number_reads_groups_and_signs() -> None:
    assert [parse_whole_number(text) for text in ("-٥", "1,234", "۱۲٬۳۴٬۵۶۷")] == [
        -5,
        1234,
        1234567,
    ]


def test_a_form_reads_arabic_digits_into_numbers_and_minor_units() -> None:
    form = PriceForm({"days": "١٤", "price": "۱۲٫۵", "tip": ""})
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {"days": 14, "price": 12500, "tip": None}


def test_number_field_keeps_its_bounds() -> None:
    field = NumberField(min_value=1, max_value=30)
    assert errors_of(field, "٠") == ["min_value"]
    assert errors_of(field, "٣١") == ["max_value"]
    assert errors_of(field, "x") == ["number_unreadable"]
    assert errors_of(field, "") == ["required"]
    assert field.clean(7) == 7


def test_amount_field_keeps_its_bounds_and_says_them_in_major_units() -> None:
    field = AmountField(currency="KWD", min_value=500, max_value=1_000_000)
    assert errors_of(field, "0.499") == ["min_value"]
    assert errors_of(field, "1000.001") == ["max_value"]
    assert errors_of(field, "1.0001") == ["amount_too_precise"]
    assert errors_of(field, "-1") == ["amount_negative"]
    assert errors_of(field, "") == ["required"]
    with (
        translation.override("en"),
        pytest.raises(ValidationError, match=r"at least 0\.500 KWD"),
    ):
        field.clean("0.1")


def test_amount_field_reads_a_minus_where_the_least_is_negative() -> None:
    assert AmountField(min_value=-10_000).clean("-٥٫٥") == -550


def test_amount_field_shows_the_initial_value_in_major_units_and_typed_text_as_typed() -> None:
    shown = str(PriceForm(initial={"price": 12500})["price"])
    assert 'value="12.500"' in shown
    assert 'inputmode="decimal"' in shown
    assert 'type="text"' in shown
    assert 'value="١٢٫x"' in str(PriceForm({"price": "١٢٫x"})["price"])


def test_amount_field_knows_whether_it_changed() -> None:
    field = AmountField()
    assert [field.has_changed(1050, typed) for typed in ("١٠٫٥", "10.51", "x")] == [
        False,
        True,
        True,
    ]


def test_number_field_is_a_text_field_for_numbers() -> None:
    shown = str(PriceForm()["days"])
    assert 'inputmode="numeric"' in shown
    assert 'type="text"' in shown
    assert 'dir="ltr"' in shown
