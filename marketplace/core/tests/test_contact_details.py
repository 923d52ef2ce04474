"""What counts as a way to be reached outside, in four languages, and what doesn't."""

from __future__ import annotations

import time
from collections import Counter

import pytest
from django.test import override_settings

from marketplace.core.contact_details import ContactKind, find_contact_details
from marketplace.core.tests.contact_messages import HOLDING, INNOCENT

HELD = [(lang, text, kind) for lang, rows in HOLDING.items() for text, kind in rows]
FREE = [(lang, text) for lang, rows in INNOCENT.items() for text in rows]


def test_the_table_is_large_and_half_of_it_is_innocent() -> None:
    assert len(HELD) + len(FREE) >= 150
    assert len(FREE) >= len(HELD)
    assert (
        {lang for lang, *_rest in HELD}
        == {lang for lang, _text in FREE}
        == {*("ar", "en", "he", "ur")}
    )


@pytest.mark.parametrize(("lang", "text", "kind"), HELD)
def test_a_way_out_is_seen_once(lang: str, text: str, kind: str) -> None:
    assert [detail.kind.value for detail in find_contact_details(text)] == [kind], lang


@pytest.mark.parametrize(("lang", "text"), FREE)
def test_an_innocent_message_is_left_alone(lang: str, text: str) -> None:
    rules = Counter(detail.kind for detail in find_contact_details(text))
    assert rules == {}, lang


def test_all_of_a_text_together_stays_in_its_order() -> None:
    text = "a@example.com, 0551234567 and wa.me/966551234567, www.omar-designs.com"
    kinds = [detail.kind for detail in find_contact_details(text)]
    assert kinds == [
        ContactKind.EMAIL,
        ContactKind.PHONE,
        ContactKind.MESSENGER,
        ContactKind.SITE,
    ]


def test_one_thing_is_named_once_however_it_is_written() -> None:
    text = "0551234567, ٠٥٥ ١٢٣ ٤٥٦٧ and 055-123-4567"
    (detail,) = find_contact_details(text)
    assert (detail.text, detail.same_as) == ("0551234567", "phone:0551234567")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("رقمي ٠٥٥١٢٣٤٥٦٧", "0551234567"),
        ("055\u200b123\u200e4567", "0551234567"),
        ("call +966 55 123 4567.", "+966 55 123 4567"),
        ("Write to Omar.Ali+x@mail.example.com.", "Omar.Ali+x@mail.example.com"),
        ("t.me/omar_ali هنا", "t.me/omar_ali"),
    ],
)
def test_the_writer_is_shown_what_was_written(text: str, shown: str) -> None:
    assert [detail.text for detail in find_contact_details(text)] == [shown]


def test_the_platforms_own_addresses_are_no_way_out() -> None:
    text = "see https://souq.example/gigs/1-x/ and https://www.souq.example/u/salma"
    assert len(find_contact_details(text)) == 2
    with override_settings(SITE_URL="https://souq.example"):
        assert find_contact_details(text) == []


PIECES = ["1", "1 ", "a@", "a.", "+", "(", "0-", "t.me/", "@a.", " at ", "dot ", "o", "صفر ", "و"]


@pytest.mark.parametrize("piece", [*PIECES, "instagram ", "www.", "a at b dot ", "رقم ", "my "])
def test_a_text_made_to_be_slow_is_read_quickly(piece: str) -> None:
    text = (piece * 5000)[:5000]
    started = time.process_time()
    found = find_contact_details(text)
    # No aim of speed: only that nothing explodes.
    assert time.process_time() - started < 5, found
