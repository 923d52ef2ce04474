"""The styleguide draws every component, in each language and theme, without the database."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from marketplace.core.styleguide_texts import TEXTS

DIRECTIONS = {"ar": "rtl", "en": "ltr", "he": "rtl", "ur": "rtl"}


def _page(client: Client, lang: str) -> str:
    with translation.override(lang):
        address = reverse("core:styleguide")
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("lang", TEXTS)
def test_styleguide_speaks_the_language_of_its_address(client: Client, lang: str) -> None:
    html = _page(client, lang)

    assert f'<html lang="{lang}" dir="{DIRECTIONS[lang]}" data-theme="auto"' in html
    assert TEXTS[lang].article in html


def test_styleguide_takes_the_theme_from_the_cookie(client: Client) -> None:
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in _page(client, "en").split("<head>")[0]

    client.cookies["theme"] = "<script>"
    assert 'data-theme="auto"' in _page(client, "en").split("<head>")[0]


def test_a_list_of_choices_can_be_led_to(client: Client) -> None:
    assert '<fieldset class="field" id="id_way"' in _page(client, "en")


def test_styleguide_repeats_no_id(client: Client) -> None:
    found = re.findall(r'\sid="([^"]+)"', _page(client, "ar"))

    assert sorted(found) == sorted(set(found))


def test_field_in_error_says_so_to_readers_of_the_screen(client: Client) -> None:
    html = _page(client, "en")

    [field] = re.findall(r'<input[^>]*name="email"[^>]*>', html)
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="id_email_error"' in field
    assert 'dir="ltr"' in field
    assert 'id="id_email_error"' in html


def test_amount_field_shows_its_currency_and_runs_left_to_right(client: Client) -> None:
    html = _page(client, "ar")

    [field] = re.findall(r'<input[^>]*name="budget"[^>]*>', html)
    assert 'dir="ltr"' in field
    assert 'inputmode="decimal"' in field
    assert 'value="٣٠٠"' in field
    assert '<bdi dir="ltr">USD</bdi>' in html


@pytest.mark.parametrize("lang", TEXTS)
def test_a_lost_page_keeps_the_language(client: Client, lang: str) -> None:
    prefix = "" if lang == "ar" else f"/{lang}"
    answer = client.get(f"{prefix}/nobody-trades-here/")

    assert answer.status_code == 404
    assert f'<html lang="{lang}" dir="{DIRECTIONS[lang]}"' in answer.content.decode()
