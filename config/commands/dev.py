"""`bin/dev`: the whole platform on one machine, for development and for trying it out."""

import argparse
import http.client
import os
import socket
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from config.commands import messages
from config.embedded import ROOT, Services, data_folder, given
from config.supervisor import (
    Child,
    Keeper,
    Program,
    Restarter,
    StoppedError,
    StopRequests,
    SupervisorError,
    describe_exit,
    say,
    tail,
)

QUEUES = "money,default,mail,bulk"
_READY_SECONDS = 90.0
_TRIES = 3
_ACCOUNTS = """\
Demo accounts, password wazzifni-demo:
    salma  freelancer and writer      omar   client
    huda   editor                     yusuf  judge
    noor   community manager          tariq  guru
    maya   support                    rami   finance
    admin  administration"""


@dataclass(frozen=True)
class Options:
    """What the command line asked for."""

    port: int
    data: Path
    demo: bool


def read_options(arguments: list[str]) -> Options:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="bin/dev", description="Start the whole platform here.")
    parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
    parser.add_argument("--data", type=Path, help="where to keep everything (var/)")
    parser.add_argument("--no-demo", action="store_true", help="leave an empty database empty")
    given = parser.parse_args(arguments)
    data = (given.data or data_folder()).resolve()
    return Options(port=given.port, data=data, demo=not given.no_demo)


def check_port(port: int) -> None:
    """Refuse a port that something else serves on."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except (OSError, OverflowError) as error:
            raise SupervisorError(
                f"Port {port} of 127.0.0.1 can't be used ({error}). Choose another one: "
                f"bin/dev --port {port % 64000 + 1}"
            ) from error


def programs(options: Options, env: Mapping[str, str]) -> list[Program]:
    """Return the platform's processes in the order in which they are stopped."""
    celery = ("celery", "-A", "config.celery")
    commands: dict[str, tuple[str, ...]] = {
        "web": (
            *("-m", "gunicorn", "config.wsgi:application", "--bind", f"127.0.0.1:{options.port}"),
            *("--worker-class", "gthread", "--workers", "2", "--threads", "4"),
            *("--timeout", "60", "--graceful-timeout", "4", "--no-control-socket"),
            *("--preload", "--access-logfile", "-"),
        ),
        "relay": ("manage.py", "relay"),
        "beat": ("-m", *celery, "beat", "-s", str(options.data / "beat-schedule"), "--pidfile="),
        "worker": (
            *("-m", *celery, "worker", "-Q", QUEUES, "-c", "2", "-l", "info"),
            *("--without-gossip", "--without-mingle", "--without-heartbeat"),
        ),
    }
    return [
        Program(
            name=name,
            command=(sys.executable, *command),
            log=options.data / "logs" / f"{name}.log",
            folder=ROOT,
            env=env,
        )
        for name, command in commands.items()
    ]


class Platform:
    """Everything that `bin/dev` runs."""

    def __init__(self, options: Options, keeper: Keeper, stop: StopRequests) -> None:
        """Describe it; `start` starts it."""
        self._options = options
        self._keeper = keeper
        self._stop = stop
        self._env = {
            "WAZZIFNI_DATA": str(options.data),
            "DJANGO_SETTINGS_MODULE": os.environ.get(
                "DJANGO_SETTINGS_MODULE", "config.settings.dev"
            ),
            "SITE_URL": os.environ.get("SITE_URL", self.url),
            "PYTHONUNBUFFERED": "1",
        }
        self._services = Services(
            options.data,
            keeper,
            database=not given("DATABASE_URL"),
            redis=not given("REDIS_URL"),
        )
        self._restarters: list[Restarter] = []
        self._processes: list[Child] = []

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self._options.port}"

    def start(self) -> None:
        """Start services and web, prepare the database, wait for an answer, start the rest."""
        self._services.start()
        check_port(self._options.port)
        self._stop.check()
        for service in (self._services.postgres, self._services.valkey):
            if service is not None:
                self._restarters.append(Restarter(service.child, service.start))
        messages.compile_stale()
        web, *others = programs(self._options, self._env)
        # It loads the project on the other core meanwhile, and is told of when both are done.
        self._start_process(web)
        self._prepare()
        self._wait_for_web()
        for program in others:
            self._start_process(program)

    def watch(self) -> None:
        """Start again what ends, until somebody asks to stop."""
        while True:
            self._stop.pause(0.5)
            self._look()

    def end(self) -> None:
        """Stop the processes together, then Valkey, then PostgreSQL. A second Ctrl-C hurries."""
        for child in self._processes:
            child.ask_to_stop()
        for child in self._processes:
            child.stop(in_a_hurry=self._stop.is_urgent)
        self._services.stop(in_a_hurry=self._stop.is_urgent)

    def _look(self) -> None:
        for restarter in self._restarters:
            if news := restarter.look():
                say(news)

    def _start_process(self, program: Program) -> None:
        child = Child(program, self._keeper)
        child.start()
        self._processes.append(child)
        self._restarters.append(Restarter(child))

    def _prepare(self) -> None:
        log = self._options.data / "logs" / "prepare.log"
        demo = ["--demo"] if self._options.demo else []
        program = Program(
            name="prepare",
            command=(sys.executable, "-m", "config.commands.prepare", *demo),
            log=log,
            folder=ROOT,
            env=self._env,
        )
        child = Child(program, self._keeper)
        child.start()
        try:
            code = self._stop.finish(child)
        finally:
            child.stop(in_a_hurry=self._stop.is_urgent)
        if code:
            raise SupervisorError(
                f"The database could not be prepared ({describe_exit(code)}). End of {log}:\n"
                f"{tail(log, 40)}"
            )

    def _wait_for_web(self) -> None:
        deadline = time.monotonic() + _READY_SECONDS
        log = self._options.data / "logs" / "web.log"
        while not _answers(self._options.port):
            self._stop.pause(0.1)
            self._look()
            tries = max(restarter.failures for restarter in self._restarters)
            if tries >= _TRIES or time.monotonic() > deadline:
                raise SupervisorError(f"The platform did not start. End of {log}:\n{tail(log, 40)}")


def _answers(port: int) -> bool:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def main(arguments: list[str]) -> int:
    """Run until somebody asks to stop."""
    options = read_options(arguments)
    stop = StopRequests()
    with Keeper() as keeper:
        platform = Platform(options, keeper, stop)
        try:
            say(f"Starting in {options.data} …")
            platform.start()
            if options.demo:
                say(_ACCOUNTS)
            say(f"Logs: {options.data / 'logs'}; Ctrl-C stops everything.")
            say(f"ready {platform.url}/")
            platform.watch()
        except StoppedError:
            say("Stopping …")
        except SupervisorError as error:
            say(f"bin/dev: {error}")
            return 1
        finally:
            platform.end()
    return 0
