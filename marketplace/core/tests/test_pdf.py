"""Documents shape all four languages with our own fonts, and load nothing else."""

from __future__ import annotations

import io
import logging
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from marketplace.core import pdf

SENTENCES = {
    "ar": "كشف الحساب دفعة الضمان",
    "en": "Statement from October to November",
    "he": "דף חשבון מאוקטובר עד נובמבר",
    "ur": "اکتوبر سے نومبر تک کا گوشوارہ",
}
NAMES = "Güneş Şahin İpek Łukasz Škoda O’Neil ێ ۆ ڵ"
needs_engine = pytest.mark.skipif(
    bool(pdf.why_unavailable()),
    reason=f"PDFs can't be made on this machine: {pdf.why_unavailable()}; install libpango",
)


def page(lang: str, body: str) -> str:
    direction = "ltr" if lang == "en" else "rtl"
    return f'<html lang="{lang}" dir="{direction}"><body>{body}</body></html>'


def text_of(content: bytes) -> list[str]:
    """Return what a reader of the file finds when he searches or copies, page by page."""
    from pypdf import PdfReader  # noqa: PLC0415

    return [one.extract_text() for one in PdfReader(io.BytesIO(content)).pages]


@needs_engine
@pytest.mark.parametrize("lang", sorted(SENTENCES))
def test_text_is_drawn_and_can_be_found_again(lang: str, caplog: Any) -> None:
    body = f"<p>{SENTENCES[lang]}</p><p>{NAMES}</p><table class='lines'><tr><td class='num'>"
    with caplog.at_level(logging.WARNING, "weasyprint"):
        (found,) = text_of(pdf.render_pdf([page(lang, body + "-1,234.50</td></tr></table>")]))
    assert [record.message for record in caplog.records] == []
    assert set(SENTENCES[lang].split()) <= set(re.split(r"\s+", found))
    assert "Güneş" in found
    assert "1,234.50" in found


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ('<p dir="auto">1. سلام</p>', '<p dir="rtl">1. سلام</p>'),
        (
            '<p class="x" dir="auto"><b>שלום</b> you</p>',
            '<p class="x" dir="rtl"><b>שלום</b> you</p>',
        ),
        ('<p dir="auto">Hello سلام</p>', '<p dir="ltr">Hello سلام</p>'),
        ('<p dir="auto">12:30</p>', "<p>12:30</p>"),
        ("<p>Hello</p>", "<p>Hello</p>"),
    ],
)
def test_the_first_strong_letter_decides_the_direction(given: str, told: str) -> None:
    assert pdf.settle_directions(given) == told


@needs_engine
def test_parts_are_numbered_through_and_heard_of() -> None:
    heard: list[int] = []
    content = pdf.render_pdf(
        [page("en", f"<p>part {number}</p>") for number in (1, 2, 3)], on_part=heard.append
    )
    assert heard == [1, 2, 3]
    assert [one.split()[-1] for one in text_of(content)] == ["1", "2", "3"]


@needs_engine
def test_nothing_is_fetched_from_outside(tmp_path: Path, caplog: Any) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    body = (
        f'<img src="{secret.as_uri()}"><img src="http://127.0.0.1:9/x.png">'
        f'<img src="{pdf.FONTS.as_uri()}/../css/app.css">'
        f'<a rel="attachment" href="{secret.as_uri()}">'
    )
    with caplog.at_level(logging.ERROR, "weasyprint"):
        content = pdf.render_pdf([page("en", body)])
    assert len([one for one in caplog.records if "documents load fonts only" in one.message]) >= 3
    assert b"secret" not in content


def test_the_fonts_hold_every_letter_of_the_four_catalogues() -> None:
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    names = ("plex-latin", "document-latin-ext", "document-arabic", "document-hebrew")
    known: set[int] = set()
    for name in names:
        known |= set(TTFont(pdf.FONTS / f"{name}-400.woff2").getBestCmap())
        assert set(TTFont(pdf.FONTS / f"{name}-700.woff2").getBestCmap()) >= (
            set(TTFont(pdf.FONTS / f"{name}-400.woff2").getBestCmap()) & set(range(0x20, 0x7F))
        )
    used: set[str] = set("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬$€£₪₺%—")
    for lang in SENTENCES:
        text = (Path(settings.BASE_DIR) / "locale" / lang / "LC_MESSAGES" / "django.po").read_text(
            encoding="utf-8"
        )
        used |= {letter for letter in text if letter.isalpha()}
    # Names of languages that the catalogues quote, and marks without a shape of their own.
    missing = {letter for letter in used if ord(letter) not in known}
    assert missing == set()


def test_without_the_libraries_the_refusal_says_what_else_there_is(monkeypatch: Any) -> None:
    import builtins  # noqa: PLC0415

    real = builtins.__import__

    def missing(name: str, *args: Any, **kwargs: Any) -> Any:
        if name.startswith("weasyprint"):
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    pdf._engine.cache_clear()
    monkeypatch.setattr(builtins, "__import__", missing)
    try:
        with pytest.raises(pdf.PdfUnavailable):
            pdf.render_pdf([page("en", "<p>x</p>")])
        assert "libpango" in pdf.why_unavailable()
    finally:
        monkeypatch.undo()
        pdf._engine.cache_clear()
