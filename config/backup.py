"""A backup is one file: the database as pg_dump writes it, every file, and a list with digests.

A restore proves the file before it touches anything, and leaves the outbox and the payouts paused:
whatever was sent after the backup was made is unknown to it (docs/deployment.md says what to do).
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import IO, Any

import structlog
from django.core.cache import cache
from django.core.files.base import File
from django.core.files.storage import Storage, default_storage
from django.core.management import call_command
from django.db import connection, connections
from redis.exceptions import RedisError

from config.pg_tools import ToolError, run_tool
from marketplace.core.files import private_storage
from marketplace.core.models import Switch
from marketplace.core.outbox import PAUSE_SWITCH
from marketplace.ledger.services import PAYOUTS_SWITCH, distrust_payouts

log = structlog.get_logger(__name__)

FORMAT = 1
DUMP, LIST = "database.dump", "backup.json"
REASON = "Restored from a backup: compare with the providers before this is switched off."


class BackupError(Exception):
    """Why a backup can't be made, or not be used."""


@dataclass(frozen=True)
class Made:
    """What a backup holds."""

    files: int
    size: int


def _storages() -> dict[str, Storage]:
    return {"public": default_storage, "private": private_storage()}


def _run(program: str, *arguments: str) -> None:
    try:
        run_tool(program, *arguments)
    except ToolError as error:
        raise BackupError(str(error)) from error


def _walk(storage: Storage, folder: str = "") -> Iterator[str]:
    """Yield the name of every file in a storage, in order."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in sorted(files):
        yield f"{folder}/{name}" if folder else name
    for name in sorted(folders):
        yield from _walk(storage, f"{folder}/{name}" if folder else name)


def _beside(path: Path) -> TemporaryDirectory[str]:
    """Return a folder for drafts on the backup's own disk: in containers /tmp is memory."""
    parent = path.absolute().parent
    return TemporaryDirectory(dir=parent if os.access(parent, os.W_OK) else None)


def _add(
    archive: tarfile.TarFile, name: str, source: IO[bytes] | File[Any], *, folder: str
) -> dict[str, object]:
    """Add a file by way of the disk, so that one of any size fits; return its line of the list."""
    digest = hashlib.sha256()
    draft = Path(folder) / "file"
    with draft.open("wb") as out:
        while piece := source.read(1 << 20):
            digest.update(piece)
            out.write(piece)
    archive.add(draft, arcname=name, recursive=False, filter=_anonymous)
    return {"name": name, "size": draft.stat().st_size, "sha256": digest.hexdigest()}


def _anonymous(info: tarfile.TarInfo) -> tarfile.TarInfo:
    info.uid = info.gid = 0
    info.uname = info.gname = ""
    info.mode = 0o600
    return info


def make_backup(path: Path, *, now: datetime) -> Made:
    """Write database and files to `path`, readable for its owner only; whole, or not at all.

    The database is one consistent moment. Files are copied after it, so none that it names is
    missing unless it was deleted meanwhile. Raises BackupError.
    """
    draft = path.with_name(f"{path.name}.part")
    lines: list[dict[str, object]] = []
    try:
        with (
            _beside(path) as folder,
            os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out,
            tarfile.open(fileobj=out, mode="w") as archive,
        ):
            dump = Path(folder) / DUMP
            _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", "-f", str(dump))
            with dump.open("rb") as source:
                lines.append(_add(archive, DUMP, source, folder=folder))
            dump.unlink()
            for kind, storage in _storages().items():
                for name in _walk(storage):
                    try:
                        stored = storage.open(name)
                    except FileNotFoundError:  # deleted since the folder was listed
                        continue
                    with stored:
                        place = f"media/{kind}/{name}"
                        lines.append(_add(archive, place, stored, folder=folder))
            told = {"format": FORMAT, "made_at": now.isoformat(), "files": lines}
            body = json.dumps(told, ensure_ascii=False, indent=1).encode()
            _add(archive, LIST, io.BytesIO(body), folder=folder)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return Made(files=len(lines) - 1, size=path.stat().st_size)


def restore_backup(path: Path, *, now: datetime) -> Made:
    """Put a backup into an empty database and storage, and pause what would reach outside.

    Every digest is compared before anything is written. Payouts that were approved or on their way
    become UNKNOWN, so that only what their provider says moves them. Raises BackupError; the
    database is restored in one transaction, so a failure leaves it empty.
    """
    if is_lived_in():
        raise BackupError("There are members here already: restore into an empty database.")
    with _beside(path) as folder, _opened(path) as archive:
        lines = _proven(archive)
        dump = Path(folder) / DUMP
        dump.write_bytes(b"")
        with dump.open("wb") as out:
            shutil.copyfileobj(_member(archive, DUMP), out)
        connections.close_all()
        _run(
            *("pg_restore", "--no-owner", "--no-privileges", "--no-comments", "--clean"),
            *("--if-exists", "--single-transaction", "--exit-on-error", str(dump)),
        )
        _pause(now)
        call_command("migrate", verbosity=0)
        distrust_payouts(now=now)
        for name in lines:
            if name != DUMP:
                _keep(archive, name)
    _forget_cache()
    return Made(files=len(lines) - 1, size=path.stat().st_size)


def _forget_cache() -> None:
    """Forget what was remembered of the old database; a cache that is away remembers nothing."""
    try:
        cache.clear()
    except (OSError, RedisError) as error:
        log.warning("cache_not_cleared", error=repr(error))


def is_lived_in() -> bool:
    """Whether the database has members or money."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in ("accounts_member", "ledger_transfer"):
            if table in tables:
                cursor.execute(f"SELECT EXISTS (SELECT 1 FROM {table})")  # noqa: S608
                if cursor.fetchone()[0]:
                    return True
    return False


def _pause(now: datetime) -> None:
    for name in (PAUSE_SWITCH, PAYOUTS_SWITCH):
        given = {"on": True, "reason": REASON, "changed_at": now}
        Switch.objects.update_or_create(name=name, defaults=given)


def _opened(path: Path) -> tarfile.TarFile:
    try:
        return tarfile.open(path, mode="r:")
    except (OSError, tarfile.TarError) as error:
        raise BackupError(f"{path} is no backup: {error}") from error


def _member(archive: tarfile.TarFile, name: str) -> IO[bytes]:
    try:
        found = archive.extractfile(name)
    except KeyError:
        found = None
    if found is None:
        raise BackupError(f"The backup lacks {name}.")
    return found


def _proven(archive: tarfile.TarFile) -> list[str]:
    """Compare the list with what is there; return the names of the files. Raises BackupError."""
    told = json.loads(_member(archive, LIST).read())
    if told.get("format") != FORMAT:
        raise BackupError(f"This release reads backups of format {FORMAT}.")
    for line in told["files"]:
        name = str(line["name"])
        parts = PurePosixPath(name).parts
        is_ours = name == DUMP or (parts[0] == "media" and parts[1] in _storages())
        if not is_ours or ".." in parts or PurePosixPath(name).is_absolute():
            raise BackupError(f"{name} has no place here.")
        if hashlib.file_digest(_member(archive, name), "sha256").hexdigest() != line["sha256"]:  # type: ignore[arg-type]
            raise BackupError(f"{name} is not what was backed up: the file is damaged.")
    return [str(line["name"]) for line in told["files"]]


def _keep(archive: tarfile.TarFile, name: str) -> None:
    _media, kind, stored = name.split("/", 2)
    storage = _storages()[kind]
    if storage.exists(stored):
        storage.delete(stored)
    kept = storage.save(stored, File(_member(archive, name)))
    if kept != stored:
        raise BackupError(f"{name} could not be put back under its own name.")
