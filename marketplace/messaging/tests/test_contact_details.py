"""What counts as a way to be reached outside, in three sets of digits, and what doesn't."""

from __future__ import annotations

import time

import pytest

from marketplace.messaging.choices import ContactKind
from marketplace.messaging.policies import ContactDetail, find_contact_details

PHONE, EMAIL, MESSENGER = ContactKind.PHONE, ContactKind.EMAIL, ContactKind.MESSENGER


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("call 0551234567 now", PHONE, "0551234567"),
        ("رقمي ٠٥٥١٢٣٤٥٦٧", PHONE, "0551234567"),
        ("میرا نمبر ۰۳۰۱۲۳۴۵۶۷۸", PHONE, "03012345678"),
        ("+966 55 123 4567", PHONE, "+966 55 123 4567"),
        ("(055) 123-45-67", PHONE, "(055) 123-45-67"),
        ("00971501234567", PHONE, "00971501234567"),
        ("055\u200b123\u200e4567", PHONE, "0551234567"),
        ("972541234567", PHONE, "972541234567"),
        ("Write to Omar.Ali+x@mail.example.com.", EMAIL, "Omar.Ali+x@mail.example.com"),
        ("omar (at) example.com", EMAIL, "omar (at) example.com"),
        ("https://wa.me/966551234567", MESSENGER, "https://wa.me/966551234567"),
        ("t.me/omar_ali هنا", MESSENGER, "t.me/omar_ali"),
    ],
)
def test_find_contact_details_sees(text: str, kind: ContactKind, found: str) -> None:
    assert find_contact_details(text) == [ContactDetail(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The price is 1,234,567.50 USD",
        "١٬٢٣٤٬٥٦٧٫٥٠ ريال",
        "2026-11-23",
        "23.11.2026 or 2026.11.23",
        "order W-48213",
        "1920x1080, 300 dpi, 12345678 bytes",
        "not outside the platform, please",
        "https://example.com/2026/11/0551234567.html",
        "4242 4242 4242 4242",
        "3 to 5 days, 100 words",
        "@omar said 50%",
    ],
)
def test_find_contact_details_leaves_alone(text: str) -> None:
    assert find_contact_details(text) == []


def test_find_contact_details_lists_all_in_order() -> None:
    text = "a@example.com, 0551234567 and wa.me/966551234567"
    assert [detail.kind for detail in find_contact_details(text)] == [EMAIL, PHONE, MESSENGER]


@pytest.mark.parametrize("piece", ["1", "1 ", "a@", "a.", "+", "(", "0-", "t.me/", "@a."])
def test_find_contact_details_is_quick_on_text_made_to_be_slow(piece: str) -> None:
    text = (piece * 5000)[:5000]
    started = time.process_time()
    found = find_contact_details(text)
    # No aim of speed: only that nothing explodes.
    assert time.process_time() - started < 5, found
