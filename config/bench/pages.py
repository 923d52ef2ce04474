"""What a page costs, in hellos: CPU of the web process and of PostgreSQL, one request at a time."""

from __future__ import annotations

import http.client
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from config.bench.machine import Figure, children_of, cpu_seconds, figure, memory_mb
from config.bench.wsgi_names import HELLO
from config.embedded import ROOT
from config.supervisor import Child, Keeper, Program, SupervisorError

PORT = 18_473
ROUNDS = 8
AIM = "at most 12 hellos"
SLICE = 0.7


@dataclass(frozen=True)
class Page:
    """A page, and the cookie or the token it is asked with."""

    name: str
    path: str
    cookie: str = ""
    token: str = ""
    aim: str = AIM
    id: str = "W1"
    status: int = 200
    agent: str = "bench"


def get(connection: http.client.HTTPConnection, page: Page) -> int:
    """Ask for a page and return the length of its body."""
    headers = {"Host": f"127.0.0.1:{PORT}", "User-Agent": page.agent}
    if page.cookie:
        headers["Cookie"] = page.cookie
    if page.token:
        headers["Authorization"] = f"Bearer {page.token}"
    connection.request("GET", page.path, headers=headers)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != page.status:
        raise SupervisorError(f"{page.path} answered {answer.status}")
    return len(body)


def _is_up() -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=5)
    try:
        return get(connection, Page("hello", HELLO)) > 0
    except (OSError, http.client.HTTPException, SupervisorError):
        return False
    finally:
        connection.close()


def serve(keeper: Keeper, data: Path, *, keep_seconds: int, workers: int = 1) -> Child:
    """Start one web worker with one thread, which keeps visitors' pages for so long.

    Several workers are forked from one loaded process, as they are in production.
    """
    command = (
        *(sys.executable, "-m", "gunicorn", "config.bench.wsgi:application"),
        *("--bind", f"127.0.0.1:{PORT}", "--worker-class", "gthread", "--workers", str(workers)),
        *("--threads", "1", "--keep-alive", "30", "--no-control-socket"),
        *(("--preload",) if workers > 1 else ()),
    )
    child = Child(
        Program(
            name="web",
            command=command,
            log=data / "logs" / "web.log",
            folder=ROOT,
            env={
                "WAZZIFNI_DATA": str(data),
                "DJANGO_SETTINGS_MODULE": "config.settings.bench",
                "VISITOR_PAGE_SECONDS": str(keep_seconds),
            },
        ),
        keeper,
    )
    child.start()
    child.wait_until(_is_up)
    return child


def cost(page: Page, pids: Callable[[], list[int]]) -> float:
    """Return the CPU of one request to the page, over a slice of time."""
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=20)
    get(connection, page)
    before, began, count = cpu_seconds(pids()), time.perf_counter(), 0
    while time.perf_counter() - began < SLICE:
        get(connection, page)
        count += 1
    used = cpu_seconds(pids()) - before
    connection.close()
    return used / count


def walk(paths: list[str], cookie: str) -> None:
    """Ask for each of these as a visitor and as a member, whatever the answer.

    Each address by a connection of its own, so that every worker gets its share.
    """
    for path in paths:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        for page in (Page(path, path), Page(path, path, cookie)):
            with suppress(SupervisorError):
                get(connection, page)
        connection.close()


def heaviest(web: Child) -> Figure:
    """Return what the web process holds by now."""
    workers = children_of(web.pid)
    what = "memory of one web process after every page, MB"
    return figure("M1", what, "at most 150 MB", [max(map(memory_mb, workers), default=0.0)])


def each_of(web: Child) -> Figure:
    """Return what a web service holds by now, its first process too, for each of its workers."""
    workers = children_of(web.pid)
    held = sum(map(memory_mb, [web.pid, *workers])) / len(workers)
    what = f"memory of a service of {len(workers)} workers, for each, MB"
    return figure("M1", what, "at most 150 MB", [held])


def hello_cost(web: Child, postgres_pid: int) -> float:
    """Return what one hello costs now."""
    return max(cost(Page("hello", HELLO), lambda: pids_of(web, postgres_pid)), 1e-6)


def pids_of(web: Child, postgres_pid: int) -> list[int]:
    """Return the processes whose CPU counts: the web's and the database's."""
    return [*children_of(web.pid), postgres_pid, *children_of(postgres_pid)]


def ratios_of(web: Child, postgres_pid: int, pages: list[Page]) -> list[Figure]:
    """Measure each page against hello, in turn, round after round."""
    ratios: dict[str, list[float]] = {page.name: [] for page in pages}
    for _ in range(ROUNDS):
        for page in pages:
            spent = cost(page, lambda: pids_of(web, postgres_pid))
            ratios[page.name].append(spent / hello_cost(web, postgres_pid))
    return [
        figure(page.id, f"{page.name}, in hellos", page.aim, ratios[page.name]) for page in pages
    ]


def measure(web: Child, postgres_pid: int, pages: list[Page]) -> list[Figure]:
    """Measure each page against hello, in turn, round after round."""
    return ratios_of(web, postgres_pid, pages)
