"""The whole schema as one file, which makes a new database in a second.

The migrations stay what defines the schema and what an existing database goes through. An empty
one would walk through all of them only to arrive where `schema.sql` begins, so development and
tests load that file and mark the migrations as applied. The file names the digest of the
migrations that it was made from: a file that is older than they are isn't used. It names the digest
of its own text as well: by day `bin/ci` looks whether both hold, by night it makes the file anew
from the migrations and compares. The file is written only when every migration is safe to apply,
so by day the digest answers for that too; by night all are looked at again.
"""

from __future__ import annotations

import hashlib
import inspect
import re
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from config.embedded import ROOT
from config.pg_tools import run_tool, server_release

FILE = ROOT / "config" / "schema.sql"
_ORIGIN = "-- Written by `manage.py schema`: migrations {digest}, PostgreSQL {release}, "
_TEXT = "text {digest}.\n"
# What pg_dump writes for its readers, and psql's own commands.
_REMARK = re.compile(r"^--\n(?:-- .*\n)+--\n+|^-- .*\n|^\\(?:un)?restrict .*\n", re.MULTILINE)
_SET = re.compile(r"^SET (?=[a-z_]+ = )", re.MULTILINE)
_PATH = "SELECT pg_catalog.set_config('search_path', '', false);"


def migrations_digest() -> str:
    """Return the digest of every migration: our own by their text, a library's by its name."""
    total = hashlib.sha256()
    for (app, name), migration in sorted(MigrationLoader(None).disk_migrations.items()):
        total.update(f"{app}.{name}\n".encode())
        path = Path(inspect.getfile(type(migration)))
        if path.is_relative_to(ROOT) and ".venv" not in path.parts:
            total.update(path.read_bytes())
    return total.hexdigest()


def write_schema() -> str:
    """Return the text of the schema file for the database as it stands."""
    dump = run_tool(
        "pg_dump",
        "--schema-only",
        "--no-owner",
        "--no-privileges",
        "--no-comments",
        "--no-tablespaces",
    )
    body = _REMARK.sub("", dump).replace(_PATH, _PATH.replace("false", "true"))
    body = re.sub(r"\n{3,}", "\n\n", _SET.sub("SET LOCAL ", body)).strip()
    rest = f"\n{body}\n"
    return f"{_origin()}{_text(rest)}{rest}"


def is_current() -> bool:
    """Tell whether the file was made from today's migrations, for the server's release."""
    try:
        with FILE.open(encoding="utf-8") as file:
            return file.readline().startswith(_origin())
    except FileNotFoundError:
        return False


def is_untouched() -> bool:
    """Tell whether the file is current, and as it was written."""
    if not is_current():
        return False
    head, _, rest = FILE.read_text(encoding="utf-8").partition("\n")
    return f"{head}\n" == f"{_origin()}{_text(rest)}"


def is_empty() -> bool:
    """Tell whether the database holds no table at all."""
    return not connection.introspection.table_names()


def load_schema() -> bool:
    """Fill an empty database from the file; False when there is none to use or nothing to fill."""
    if not settings.SCHEMA_FROM_FILE or not is_current() or not is_empty():
        return False
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(FILE.read_text(encoding="utf-8"))
        cursor.execute("SET LOCAL search_path TO DEFAULT")
        recorder = MigrationRecorder(connection)
        for app, name in sorted(MigrationLoader(None).disk_migrations):
            recorder.record_applied(app, name)
    return True


def _origin() -> str:
    return _ORIGIN.format(digest=migrations_digest(), release=server_release())


def _text(rest: str) -> str:
    return _TEXT.format(digest=hashlib.sha256(rest.encode()).hexdigest())
