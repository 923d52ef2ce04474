"""The embedded services and their supervisor, with real processes and real kills."""

import errno
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typing_extensions import override

from config.embedded import ROOT, FolderLock, Services, client_program, service_urls
from config.supervisor import Child, Keeper, Program, Restarter, SupervisorError, say, tail

# Python 3.12 warns of forks beside threads; the test runner has threads, the product has none.
pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")

SUPERVISOR = """
import sys, time
from pathlib import Path
from config.embedded import Services
from config.supervisor import Child, Keeper, Program
keeper = Keeper()
data = Path(sys.argv[1])
services = Services(data, keeper, durable=False)
services.start()
stubborn = Child(Program(name="stubborn", command=["sh", "-c", "trap '' TERM; sleep 1000 & wait"],
    log=data / "stubborn.log", folder=data), keeper)
stubborn.start()
print(services.postgres.child.pid, services.valkey.child.pid, stubborn.pid, flush=True)
time.sleep(1000)
"""


@pytest.fixture
def keeper() -> Iterator[Keeper]:
    with Keeper() as running:
        yield running


@pytest.fixture
def services(tmp_path: Path, keeper: Keeper) -> Iterator[Services]:
    with Services(tmp_path, keeper, durable=False) as running:
        yield running


def query(data: Path, *statements: str) -> str:
    """Return what psql prints last, columns divided by bars."""
    urls = service_urls(data)
    assert urls is not None
    options = [item for statement in statements for item in ("-c", statement)]
    done = subprocess.run(
        [
            client_program("psql"),
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
            *options,
            urls[0],
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def shell(data: Path, keeper: Keeper, script: str) -> Child:
    program = Program(
        name="a shell", command=["sh", "-c", script], log=data / "shell.log", folder=data
    )
    return Child(program, keeper)


def group_members(group: int) -> list[int]:
    members = []
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            members.append(int(entry.parent.name))
    return members


def wait_for_end(groups: list[int], seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while any(map(group_members, groups)):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def test_the_application_is_no_superuser_and_has_what_migrations_need(services: Services) -> None:
    assert (
        query(
            services.data,
            "CREATE EXTENSION pg_trgm",
            "CREATE EXTENSION btree_gist",
            "SELECT rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = user",
        )
        == "f|t|f"
    )


def test_text_search_sees_arabic_letters_as_letters(services: Services) -> None:
    rows = query(
        services.data,
        "CREATE EXTENSION pg_trgm",
        "SELECT similarity('كتابة مقال', 'كتابة مقال'), lower('ÀÉ')",
    )
    assert rows == "1|àé"


def test_postgres_listens_on_a_private_socket_only(services: Services) -> None:
    assert query(services.data, "SHOW listen_addresses") == ""
    assert services.postgres is not None
    assert services.postgres.sockets.stat().st_mode & 0o777 == 0o700


def test_clients_come_with_the_server() -> None:
    done = subprocess.run(
        [client_program("pg_dump"), "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("pg_dump (PostgreSQL) 18.")


def test_a_second_start_is_refused_and_told_what_to_do(services: Services, keeper: Keeper) -> None:
    second = Services(services.data, keeper, durable=False)
    with pytest.raises(SupervisorError) as refusal:
        second.start()
    second.stop()
    assert f"in use by process {os.getpid()}." in str(refusal.value)
    assert f"kill {os.getpid()}" in str(refusal.value)
    assert service_urls(services.data) is not None


def test_a_data_folder_that_cannot_be_written_is_refused_in_words(
    tmp_path: Path, keeper: Keeper
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(SupervisorError, match=r"Nothing can be started in .*/file/data: "):
        Services(tmp_path / "file" / "data", keeper).start()


def test_what_was_committed_survives_a_kill_of_the_server(services: Services) -> None:
    query(services.data, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (7)")
    assert services.postgres is not None
    services.postgres.child.kill()
    services.postgres.start()
    assert query(services.data, "SELECT n FROM kept") == "7"


def test_valkey_starts_again_at_the_same_address(services: Services) -> None:
    assert services.valkey is not None
    services.valkey.child.kill()
    assert service_urls(services.data) is None
    services.valkey.start()
    assert services.valkey.is_ready()


def test_an_orderly_stop_leaves_no_process_and_no_address(tmp_path: Path, keeper: Keeper) -> None:
    services = Services(tmp_path, keeper, durable=False)
    services.start()
    assert services.postgres is not None
    assert services.valkey is not None
    sockets = services.postgres.sockets
    groups = [services.postgres.child.pid, services.valkey.child.pid]
    services.stop()
    assert wait_for_end(groups, 0)
    assert not sockets.exists()
    assert service_urls(tmp_path) is None


def test_a_killed_supervisor_leaves_nothing_and_can_start_again(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SUPERVISOR, str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as supervisor:
        assert supervisor.stdout is not None
        groups = [int(pid) for pid in supervisor.stdout.readline().split()]
        sockets = Path(json.loads((tmp_path / "services.json").read_text())["redis_url"][7:]).parent
        assert len(groups) == 3
        assert all(map(group_members, groups))
        supervisor.send_signal(signal.SIGKILL)
    assert wait_for_end(groups, 4)
    deadline = time.monotonic() + 5
    while sockets.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not sockets.exists()
    assert service_urls(tmp_path) is None
    with Keeper() as keeper, Services(tmp_path, keeper, durable=False):
        assert service_urls(tmp_path) is not None


def test_a_lock_left_behind_by_a_dead_process_is_no_lock(tmp_path: Path) -> None:
    (tmp_path / "lock").write_text("999999\n")
    lock = FolderLock(tmp_path)
    lock.take()
    lock.release()
    assert (tmp_path / "lock").read_text() == f"{os.getpid()}\n"


def test_a_child_that_ends_while_starting_is_told_with_its_log(
    tmp_path: Path, keeper: Keeper
) -> None:
    child = shell(tmp_path, keeper, "echo no such luck; exit 3")
    child.start()
    with pytest.raises(SupervisorError, match="a shell ended while starting") as failure:
        child.wait_until(lambda: False)
    assert str(failure.value).endswith("\n    no such luck")


def test_a_child_that_ignores_the_request_is_killed_with_its_own_children(
    tmp_path: Path, keeper: Keeper
) -> None:
    child = shell(tmp_path, keeper, "trap '' TERM; sleep 1000 & wait")
    child.start()
    group = child.pid
    time.sleep(0.2)
    assert len(group_members(group)) == 2
    child.stop(in_a_hurry=lambda: True)
    assert wait_for_end([group], 2)


def test_restarter_starts_again_and_grows_more_patient(tmp_path: Path, keeper: Keeper) -> None:
    child = shell(tmp_path, keeper, "exit 9")
    restarter = Restarter(child)
    child.start()
    news: list[str] = []
    deadline = time.monotonic() + 20
    while restarter.failures < 2 and time.monotonic() < deadline:
        if said := restarter.look():
            news.append(said)
        time.sleep(0.02)
    assert news == [
        f"a shell ended (exit code 9); next try in 1 s, log: {tmp_path / 'shell.log'}",
        "a shell runs again",
        f"a shell ended (exit code 9); next try in 2 s, log: {tmp_path / 'shell.log'}",
    ]


def test_a_marked_process_ends_with_the_supervisor_though_nobody_watches_it() -> None:
    keeper = Keeper()
    keeper.mark("WAZZIFNI_TEST_MARK", str(os.getpid()))
    env = {**os.environ, "WAZZIFNI_TEST_MARK": str(os.getpid())}
    with (
        subprocess.Popen(["sleep", "1000"], env=env, start_new_session=True) as marked,
        subprocess.Popen(["sleep", "1000"], start_new_session=True) as other,
    ):
        keeper.close()
        assert marked.wait(timeout=5) == -signal.SIGKILL
        assert other.poll() is None
        other.kill()


def test_service_urls_of_an_empty_or_broken_folder_is_none(tmp_path: Path) -> None:
    assert service_urls(tmp_path) is None
    (tmp_path / "services.json").write_text("[]")
    assert service_urls(tmp_path) is None
    (tmp_path / "services.json").write_text(
        '{"database_url": "postgres://x@/x?host=/nowhere", "redis_url": "unix:///nowhere/s"}'
    )
    assert service_urls(tmp_path) is None


def test_tail_shows_the_last_lines(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_text("".join(f"line {number}\n" for number in range(50)))
    assert tail(log, 2) == "    line 48\n    line 49"
    assert tail(tmp_path / "none") == "    (no log)"


class GoneTerminal(io.StringIO):
    """A terminal whose window was closed."""

    @override
    def write(self, text: str, /) -> int:
        raise OSError(errno.EIO, text)


def test_say_outlives_its_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    gone = GoneTerminal()
    monkeypatch.setattr(sys, "stdout", gone)
    say("nobody listens")
    assert sys.stdout is gone
