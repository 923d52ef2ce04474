"""Folding of Arabic, Urdu, Hebrew and Latin text, so that what reads alike is found alike."""

from typing import Final

_DIGITS: Final = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")


def to_ascii_digits(text: str) -> str:
    """Write the Arabic-Indic digits (٠-٩) and the Persian and Urdu ones (۰-۹) as 0-9."""
    return text.translate(_DIGITS)
