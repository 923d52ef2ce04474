"""Files that only some may read: kept under random names, handed out as downloads and nothing else.

A key says nothing of the file; whoever hands one out has asked first who may read it.
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

from django.core.files import File
from django.core.files.storage import Storage, storages
from django.http import FileResponse
from django.utils.translation import gettext_lazy as _

from marketplace.core.conf import rules
from marketplace.core.errors import Invalid, NotFound

LONGEST_NAME: Final = 120
LONGEST_SUFFIX: Final = 20
DOWNLOAD: Final = "application/octet-stream"
# Types by the end of the name: what the browser or the upload says is not asked. None of them is
# run by a browser, and they only tell the reader's machine which program to offer.
_TYPES: Final = {
    "csv": "text/csv",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "gif": "image/gif",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "mp3": "audio/mpeg",
    "mp4": "video/mp4",
    "pdf": "application/pdf",
    "png": "image/png",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "txt": "text/plain",
    "webp": "image/webp",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_FOLDER = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*")
_KEY = re.compile(_FOLDER.pattern + r"/[0-9a-f]{32}")
# Separators of paths, and what some file system or header can't hold.
_UNSAFE = re.compile(r'[\\/:*?"<>|]+')
_SPACES = re.compile(r"\s+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?", re.IGNORECASE)


class FileTooLarge(Invalid):
    """The file is larger than files may be."""

    code = "file_too_large"
    message = _("This file is too large: at most %(megabytes)s MB.")


class FileEmpty(Invalid):
    """The file has no content."""

    code = "file_empty"
    message = _("This file is empty.")


class FileMissing(NotFound):
    """There is no file under this key."""

    code = "file_missing"
    message = _("This file is no longer there.")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """Where a file lies (`key`), and how it is called for people."""

    key: str
    name: str
    size: int
    content_type: str


def private_storage() -> Storage:
    """Return the storage that no address leads to."""
    return storages["private"]


def clean_name(name: str) -> str:
    """Return a name fit for any disk and header: no path, no control or direction characters.

    Letters of all scripts stay, and so does the extension of a name that has to be cut.
    """
    last = _SPACES.sub(" ", name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(letter for letter in last if unicodedata.category(letter)[0] != "C")
    composed = _SPACES.sub(" ", unicodedata.normalize("NFC", kept))
    bare = _UNSAFE.sub("_", composed).strip(" .")
    if _RESERVED.fullmatch(bare):
        bare = f"_{bare}"
    suffix = PurePosixPath(bare).suffix
    if len(suffix) > LONGEST_SUFFIX:
        suffix = ""
    stem = bare.removesuffix(suffix)[: LONGEST_NAME - len(suffix)].rstrip(" .")
    return f"{stem}{suffix}" or "file"


def type_of(name: str) -> str:
    """Return the type that a file is handed out as, by the end of its name."""
    return _TYPES.get(PurePosixPath(name).suffix.removeprefix(".").lower(), DOWNLOAD)


def store_private(file: File[bytes], *, folder: str, max_bytes: int | None = None) -> StoredFile:
    """Keep a file under a random key in a folder such as "orders/abc"; its name is only noted.

    `max_bytes` is by default the rule file_max_bytes. Raises FileTooLarge, FileEmpty.
    """
    if not _FOLDER.fullmatch(folder):
        msg = f"{folder!r} is no folder of ours."
        raise ValueError(msg)
    limit = rules().file_max_bytes if max_bytes is None else max_bytes
    size = file.size
    if size > limit:
        raise FileTooLarge(megabytes=max(1, limit // (1024 * 1024)))
    if not size:
        raise FileEmpty
    name = clean_name(file.name or "")
    file.seek(0)
    key = private_storage().save(f"{folder}/{secrets.token_hex(16)}", file)
    return StoredFile(key, name, size, type_of(name))


def open_private(key: str) -> File[bytes]:
    """Open a stored file for reading; the caller closes it. Raises FileMissing."""
    if not _KEY.fullmatch(key):
        raise FileMissing
    try:
        return private_storage().open(key)
    except FileNotFoundError as missing:
        raise FileMissing from missing


def delete_private(key: str) -> None:
    """Delete a stored file; one that is gone already stays gone."""
    if _KEY.fullmatch(key):
        private_storage().delete(key)


def private_response(key: str, *, name: str, content_type: str = DOWNLOAD) -> FileResponse:
    """Hand out a stored file as a download that runs nothing, whatever is in it.

    Who may read it has been asked before. Raises FileMissing.
    """
    return as_download(open_private(key), name=name, content_type=content_type)


def as_download(file: File[bytes], *, name: str, content_type: str = DOWNLOAD) -> FileResponse:
    """Answer with an open file as a download that runs nothing; the response closes it."""
    known = content_type if content_type in _TYPES.values() else DOWNLOAD
    response = FileResponse(file, as_attachment=True, filename=clean_name(name), content_type=known)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response
