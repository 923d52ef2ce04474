"""The embedded PostgreSQL and Valkey that serve when DATABASE_URL and REDIS_URL are unset.

Both come as wheels. They listen on Unix sockets only, in a short folder that nobody else may
enter, and keep what they write in the data folder (`var/`). As root, PostgreSQL runs as the owner
of its files, `nobody` for new ones, because it refuses to run as root.
Standard library only: settings import this before Django is there.
"""

import fcntl
import json
import os
import re
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Self

from config.postgres import Install, Postgres, account_for
from config.supervisor import Keeper, SupervisorError
from config.valkey import Valkey

ROOT = Path(__file__).resolve().parent.parent


def given(name: str) -> str:
    """Return a variable of the environment or of `.env`, empty when neither sets it."""
    if value := os.environ.get(name):
        return value
    with suppress(OSError):
        lines = (ROOT / ".env").read_text(encoding="utf-8")
        if found := re.search(rf"^\s*(?:export\s+)?{name}\s*=\s*(\S.*?)\s*$", lines, re.MULTILINE):
            return found[1].strip("'\"")
    return ""


def data_folder() -> Path:
    """Return the data folder that the environment names: WAZZIFNI_DATA, else `var/`."""
    return Path(given("WAZZIFNI_DATA") or ROOT / "var").resolve()


def service_urls(data_dir: Path) -> tuple[str, str] | None:
    """Return the database's and Valkey's addresses in a data folder, None when nothing runs there.

    The database's is read alike by django-environ and libpq; Valkey's is `unix://<path>`.
    One of the two is empty where a service from outside is used instead.
    """
    try:
        running = json.loads((data_dir / "services.json").read_text(encoding="utf-8"))
        urls = str(running["database_url"]), str(running["redis_url"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return urls if _is_running(*urls) else None


def client_program(name: str) -> Path:
    """Return a client program of the embedded PostgreSQL: psql, pg_dump, pg_restore."""
    return Path(Install.find().program(name))


def _is_running(database_url: str, redis_url: str) -> bool:
    # Looking for the file is enough for PostgreSQL: a connection would start a backend.
    folder = database_url.rpartition("?host=")[2]
    if folder and not (Path(folder) / ".s.PGSQL.5432").exists():
        return False
    if not redis_url:
        return bool(folder)
    with socket.socket(socket.AF_UNIX) as probe, suppress(OSError):
        probe.connect(redis_url.removeprefix("unix://"))
        return True
    return False


class FolderLock:
    """One owner for a data folder; the kernel lets go of it however the owner ends."""

    def __init__(self, data: Path) -> None:
        """Name the lock; `take` locks it."""
        self._path = data / "lock"
        self._file: int | None = None

    @property
    def is_held(self) -> bool:
        """Tell whether this object has it."""
        return self._file is not None

    def take(self) -> None:
        """Lock the folder, or say who has it and what to do."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = os.read(file, 20).decode("ascii", "replace").strip() or "unknown"
            os.close(file)
            raise SupervisorError(
                f"The data folder {self._path.parent} is in use by process {owner}.\n"
                f"Stop that one first (Ctrl-C in its terminal, or: kill {owner}), or start this\n"
                "one beside it with a folder and a port of its own:\n"
                "    bin/dev --data var2 --port 8001"
            ) from None
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        self._file = file

    def release(self) -> None:
        """Unlock."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


class Services:
    """The embedded services of one data folder, as a context manager."""

    def __init__(
        self,
        data: Path,
        keeper: Keeper,
        *,
        durable: bool = True,
        database: bool = True,
        redis: bool = True,
    ) -> None:
        """Choose what to run; `durable` off gives up safety against power cuts, for tests."""
        self.data = data.resolve()
        self.postgres: Postgres | None = None
        self.valkey: Valkey | None = None
        self._keeper = keeper
        self._durable = durable
        self._database = database
        self._redis = redis
        self._lock = FolderLock(self.data)
        self._sockets: Path | None = None

    def start(self) -> None:
        """Lock the data folder and start the services in it."""
        try:
            self._lock.take()
            self._start_servers()
        except OSError as error:
            self.stop()
            raise SupervisorError(f"Nothing can be started in {self.data}: {error}") from error
        except BaseException:
            self.stop()
            raise

    def _start_servers(self) -> None:
        sockets = self._make_socket_folder()
        if self._database:
            postgres = Postgres(self.data, sockets, self._keeper, durable=self._durable)
            postgres.start()
            self.postgres = postgres
        if self._redis:
            valkey = Valkey(self.data, sockets, self._keeper)
            valkey.start()
            self.valkey = valkey
        self._announce()

    def stop(self, *, in_a_hurry: Callable[[], bool] = lambda: False) -> None:
        """Stop Valkey, then PostgreSQL; unlock the folder. Without the lock, nothing is ours."""
        if not self._lock.is_held:
            return
        (self.data / "services.json").unlink(missing_ok=True)
        for service in (self.valkey, self.postgres):
            if service is not None:
                service.child.stop(in_a_hurry=in_a_hurry)
        self.valkey = self.postgres = None
        if self._sockets is not None:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = None
        self._lock.release()

    def _make_socket_folder(self) -> Path:
        # A socket's path holds about 107 bytes, so it can't lie in the data folder.
        base = Path("/tmp")  # noqa: S108
        folder = Path(tempfile.mkdtemp(prefix="wz-", dir=base if base.is_dir() else None))
        self._keeper.remove(folder)
        self._sockets = folder
        if account := account_for(self.data / "postgres"):
            os.chown(folder, account.uid, account.gid)
        return folder

    def _announce(self) -> None:
        running = {
            "database_url": self.postgres.url if self.postgres else "",
            "redis_url": self.valkey.url if self.valkey else "",
        }
        draft = self.data / "services.json.new"
        draft.write_text(json.dumps(running, indent=1) + "\n", encoding="utf-8")
        draft.replace(self.data / "services.json")

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()


@contextmanager
def throwaway_services(
    keeper: Keeper, *, database: bool = True, redis: bool = True
) -> Iterator[Path]:
    """Run the services in a temporary data folder, and yield it; nothing of it stays."""
    data = Path(tempfile.mkdtemp(prefix="wz-data-")).resolve()
    keeper.remove(data)
    try:
        with Services(data, keeper, durable=False, database=database, redis=redis):
            yield data
    finally:
        shutil.rmtree(data, ignore_errors=True)
