"""PostgreSQL's own programs, run against the database that the settings name."""

from __future__ import annotations

import os
import re
import shutil
import subprocess

from django.db import connection

from config.embedded import client_program


class ToolError(Exception):
    """What a program of PostgreSQL said when it failed."""


def run_tool(program: str, *arguments: str) -> str:
    """Run pg_dump, pg_restore or psql on the database and return what it printed.

    Raises ToolError with the end of its complaint.
    """
    where, env = _where()
    command = [_find(program), *where, *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise ToolError(f"{program} failed: {done.stderr.strip()[-2000:]}")
    return done.stdout


def server_release() -> int:
    """Return the server's release: 18."""
    connection.ensure_connection()
    return int(connection.pg_version) // 10_000  # type: ignore[attr-defined]


def _release(program: str) -> int:
    told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
    return int(re.findall(r"\d+", told.stdout)[0])


def _find(name: str) -> str:
    """Return the program of the server's own release, else the newest: it reads older ones.

    There may be two: the system's, and the one beside the embedded server.
    """
    server = server_release()
    found = [path for path in (shutil.which(name), str(client_program(name))) if path]
    releases = {_release(path): path for path in found}
    return releases.get(server) or releases[max(releases)]


def _where() -> tuple[list[str], dict[str, str]]:
    """Return how the programs reach the database, and their environment."""
    given = connection.settings_dict
    options = {
        "-h": given["HOST"] or given["OPTIONS"].get("host", ""),
        "-p": str(given["PORT"] or ""),
        "-U": given["USER"],
        "-d": given["NAME"],
    }
    words = [word for option, value in options.items() if value for word in (option, value)]
    password = {"PGPASSWORD": given["PASSWORD"]} if given["PASSWORD"] else {}
    # How the connection is secured (sslmode, sslrootcert …) holds for the programs as well.
    secured = {
        f"PG{name.upper()}": str(value)
        for name, value in given["OPTIONS"].items()
        if name.startswith("ssl")
    }
    return words, {**os.environ, **secured, **password}
