"""IBANs: real ones pass however they are typed, each single slip is caught."""

import pytest

from marketplace.core.iban import IbanInvalid, mask_account, parse_iban

REAL = [
    "SA0380000000608010167519",
    "AE070331234567890123456",
    "EG380019000500000000263180002",
    "JO94CBJO0010000000000131000302",
    "PK36SCBL0000001123456702",
    "IL620108000000099999999",
    "GB29NWBK60161331926819",
    "KW81CBKU0000000000001234560101",
    "PS92PALS000000000400123456702",
]


@pytest.mark.parametrize("iban", REAL)
def test_parse_iban_takes_real_ones(iban: str) -> None:
    assert parse_iban(iban) == iban


def test_parse_iban_reads_what_people_type_and_paste() -> None:
    for text in (
        "sa03 8000 0000 6080 1016 7519",
        "SA03-8000-0000-6080-1016-7519",
        "\u200eSA03\u00a08000 0000 6080 1016 7519\u202c",
        "SA٠٣ ٨٠٠٠ ٠٠٠٠ ٦٠٨٠ ١٠١٦ ٧٥١٩",
        "SA۰۳ ۸۰۰۰ ۰۰۰۰ ۶۰۸۰ ۱۰۱۶ ۷۵۱۹",
    ):
        assert parse_iban(text) == REAL[0]


@pytest.mark.parametrize("iban", REAL)
def test_parse_iban_catches_each_wrong_digit_and_each_swap(iban: str) -> None:
    for place, letter in enumerate(iban):
        if letter.isdigit():
            wrong = f"{iban[:place]}{(int(letter) + 1) % 10}{iban[place + 1 :]}"
            with pytest.raises(IbanInvalid):
                parse_iban(wrong)
    for place in range(4, len(iban) - 1):
        first, second = iban[place], iban[place + 1]
        if first != second and {first, second} & set("0123456789"):
            swapped = f"{iban[:place]}{second}{first}{iban[place + 2 :]}"
            with pytest.raises(IbanInvalid):
                parse_iban(swapped)


@pytest.mark.parametrize(
    "text",
    ["", "SA", REAL[0][:-1], REAL[0] + "0", "XX" + REAL[0][2:], "SA03" + "Ü" * 20, "x" * 999],
)
def test_parse_iban_refuses_the_rest(text: str) -> None:
    with pytest.raises(IbanInvalid):
        parse_iban(text)


def test_mask_account_shows_country_and_last_four() -> None:
    assert mask_account(REAL[0]) == "SA•• •••• 7519"
    assert mask_account("12345678") == "•••• 5678"
