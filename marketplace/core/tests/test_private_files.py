"""Private files lie under random keys and come back as downloads that run nothing."""

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from marketplace.core import private_files
from marketplace.core.private_files import (
    StoredFile,
    clean_name,
    delete_private,
    open_private,
    private_response,
    store_private,
    type_of,
)

BELL, RIGHT_TO_LEFT = "\x07", "\u202e"


@pytest.fixture(autouse=True)
def root(settings: Any, tmp_path: Path) -> Path:
    """Keep private files in a folder of the test."""
    disk = "django.core.files.storage.FileSystemStorage"
    private = {"BACKEND": disk, "OPTIONS": {"location": tmp_path, "base_url": None}}
    settings.STORAGES = {**settings.STORAGES, "private": private}
    return tmp_path


def store(content: bytes = b"hello", name: str = "brief.pdf", **options: Any) -> StoredFile:
    return store_private(ContentFile(content, name=name), folder="orders/abc", **options)


def test_store_private_keeps_the_content_under_a_key_that_says_nothing(root: Path) -> None:
    stored = store(name="../../خطة العمل.PDF")
    assert (stored.name, stored.size) == ("خطة العمل.PDF", 5)
    assert stored.content_type == "application/pdf"
    assert private_files._KEY.fullmatch(stored.key)
    assert [path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()] == [
        stored.key
    ]
    with open_private(stored.key) as file:
        assert file.read() == b"hello"


def test_store_private_gives_two_files_two_keys() -> None:
    assert store().key != store().key


def test_store_private_reads_from_the_beginning() -> None:
    file = ContentFile(b"hello", name="x")
    file.seek(3)
    with open_private(store_private(file, folder="a").key) as kept:
        assert kept.read() == b"hello"


def test_store_private_refuses_what_is_too_large_or_empty(root: Path) -> None:
    with pytest.raises(private_files.FileTooLarge) as refusal:
        store(b"x" * 11, max_bytes=10)
    assert (refusal.value.code, refusal.value.params) == ("file_too_large", {"megabytes": 1})
    with pytest.raises(private_files.FileEmpty):
        store(b"")
    assert list(root.rglob("*")) == []
    assert store(b"x" * 10, max_bytes=10).size == 10


@pytest.mark.parametrize("folder", ["", "/etc", "..", "a/../b", "A", "a//b", "a/", "ا", "a\nb"])
def test_store_private_refuses_other_folders(folder: str) -> None:
    with pytest.raises(ValueError, match="no folder of ours"):
        store_private(ContentFile(b"x", name="x"), folder=folder)


@pytest.mark.parametrize(
    "key", ["", "x", "../secret", "/etc/passwd", "orders/abc/../../x", "orders/abc/" + "g" * 32]
)
def test_open_private_finds_nothing_outside(key: str) -> None:
    with pytest.raises(private_files.FileMissing):
        open_private(key)
    delete_private(key)


def test_open_private_says_when_a_file_is_gone() -> None:
    key = store().key
    delete_private(key)
    delete_private(key)
    with pytest.raises(private_files.FileMissing) as refusal:
        open_private(key)
    assert refusal.value.status == 404


@pytest.mark.django_db  # closing a response looks after the connections
def test_private_response_is_a_download_that_runs_nothing() -> None:
    stored = store(b"<script>alert(1)</script>", "صفحة.html")
    response = private_response(stored.key, name=stored.name, content_type="text/html")
    assert response.getvalue() == b"<script>alert(1)</script>"
    assert response["Content-Disposition"] == (
        "attachment; filename*=utf-8''%D8%B5%D9%81%D8%AD%D8%A9.html"
    )
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Length"] == "25"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"
    response.close()


@pytest.mark.django_db  # closing a response looks after the connections
def test_private_response_keeps_a_harmless_type() -> None:
    stored = store()
    response = private_response(stored.key, name="a b.pdf", content_type=stored.content_type)
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'attachment; filename="a b.pdf"'
    response.close()


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("report.pdf", "report.pdf"),
        ("تقرير نهائي.docx", "تقرير نهائي.docx"),
        ("דוח.pdf", "דוח.pdf"),
        ("/etc/passwd", "passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("..", "file"),
        (".", "file"),
        ("", "file"),
        (" \t ", "file"),
        (".bashrc", "bashrc"),
        ("a\r\nSet-Cookie: x", "a Set-Cookie_ x"),
        (f"invoice{RIGHT_TO_LEFT}fdp.exe", "invoicefdp.exe"),
        (f"a{BELL}b\x00c.txt", "abc.txt"),
        ('a"b<c>d|e?f*g:h.txt', "a_b_c_d_e_f_g_h.txt"),
        ("a   b.txt", "a b.txt"),
        ("name. .", "name"),
        ("CON", "_CON"),
        ("aux.txt", "_aux.txt"),
        ("\ud800x.txt", "x.txt"),
        ("e\u0301.txt", "é.txt"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 118),
    ],
)
def test_clean_name(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@given(st.text(max_size=300))
def test_clean_name_of_anything_is_short_safe_and_final(name: str) -> None:
    clean = clean_name(name)
    assert 0 < len(clean) <= private_files.LONGEST_NAME
    assert clean_name(clean) == clean
    assert not set(clean) & set('\\/:*?"<>|')
    assert not any(unicodedata.category(letter)[0] == "C" for letter in clean)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.pdf", "application/pdf"),
        ("a.JPG", "image/jpeg"),
        ("a.html", "application/octet-stream"),
        ("a.svg", "application/octet-stream"),
        ("a.js", "application/octet-stream"),
        ("pdf", "application/octet-stream"),
        ("a.pdf.exe", "application/octet-stream"),
    ],
)
def test_type_of_goes_by_the_end_of_the_name(name: str, kind: str) -> None:
    assert type_of(name) == kind
