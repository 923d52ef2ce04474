"""`bin/ci`: every check, then every test. All failures are told, not only the first."""

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from config.commands.messages import PACKAGES
from config.embedded import ROOT, given, throwaway_services
from config.supervisor import Keeper, die_with_parent, say

BIN = Path(sys.executable).parent
PROGRAMS = ("bin/dev", "bin/test", "bin/ci", "bin/messages", "bin/bench", "bin/front")
SCHEMA = ROOT / "docs" / "openapi.yaml"
DRILLS = {
    "kill drill": "config/tests/drills/kill_drill.py",
    "contest drill": "config/tests/drills/contest_drill.py",
}
BY_DAY = "kill drill"
TEST_SETTINGS = {"DJANGO_SETTINGS_MODULE": "config.settings.test"}
# Nothing real: production settings refuse to start without these.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "config.settings.prod",
    "SECRET_KEY": "a-secret-of-sixty-characters-that-only-this-check-ever-uses-0123456789",
    "ALLOWED_HOSTS": "wazzifni.example",
    "SITE_URL": "https://wazzifni.example",
    "DATABASE_URL": "postgres://wazzifni:none@127.0.0.1/wazzifni",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "PAYMENT_GATEWAYS": "bank_transfer",
}


@dataclass(frozen=True, kw_only=True)
class Check:
    """One thing that must hold."""

    title: str
    command: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    hint: str = ""


@dataclass(frozen=True)
class Outcome:
    """How a check went."""

    check: Check
    code: int
    output: str
    seconds: float


def tool(name: str, *arguments: str) -> tuple[str, ...]:
    """Return the command of a tool installed in `.venv`."""
    return (str(BIN / name), *arguments)


def manage(*arguments: str) -> tuple[str, ...]:
    """Return the command of a management command."""
    return (sys.executable, "manage.py", *arguments)


def code_checks() -> Iterator[Check]:
    """Yield what looks at the code alone, and is quick."""
    programs = [name for name in PROGRAMS if (ROOT / name).is_file()]
    yield Check(
        title="ruff format",
        command=tool("ruff", "format", "--check", ".", *programs),
        hint="run: ruff format . bin/*",
    )
    yield Check(title="ruff check", command=tool("ruff", "check", ".", *programs))
    yield Check(title="import-linter", command=tool("lint-imports"))
    yield Check(title="djlint", command=tool("djlint", "--quiet", "templates"))
    yield Check(
        title="icons",
        command=(sys.executable, "bin/front", "check"),
        hint="run: bin/front sprite",
    )
    yield Check(
        title="message catalogues",
        command=(sys.executable, "bin/messages", "check"),
        hint="run: bin/messages update, and translate",
    )


def types() -> Check:
    """Return the check that takes as long as all others together."""
    packages = [name for name in PACKAGES if (ROOT / name / "__init__.py").is_file()]
    return Check(
        title="mypy --strict", command=tool("mypy", *packages, "manage.py"), env=TEST_SETTINGS
    )


def project_checks(schema: Path, *, nightly: bool) -> Iterator[Check]:
    """Yield what needs the project loaded, and a database."""
    quickly = () if nightly else ("--by-digest",)
    yield Check(
        title="migrations are complete",
        command=manage("makemigrations", "--check", "--dry-run"),
        env=TEST_SETTINGS,
    )
    if nightly:
        # By day the schema file answers for it: it is written only when all of them are safe.
        yield Check(
            title="migrations are safe to apply",
            command=(sys.executable, "-m", "config.commands.lint_migrations"),
            env=TEST_SETTINGS,
        )
    yield Check(
        title="schema file is what migrations make",
        command=manage("schema", "--check", *quickly),
        env=TEST_SETTINGS,
        hint="run: python manage.py schema",
    )
    yield Check(
        title="deployment settings",
        command=manage("check", "--deploy", "--fail-level", "WARNING"),
        env=PRODUCTION,
    )
    yield Check(
        title="OpenAPI schema is valid",
        command=manage(
            *("spectacular", "--lang", "en", "--validate", "--fail-on-warn"),
            *("--file", str(schema)),
        ),
        env=TEST_SETTINGS,
    )
    yield Check(
        title="OpenAPI schema is the committed one",
        command=("diff", "-u", str(SCHEMA), str(schema)),
        hint=f"run: python manage.py spectacular --lang en --file {SCHEMA.relative_to(ROOT)}",
    )


def drills() -> Iterator[Check]:
    """Yield the drills that stand on their own, in their long form."""
    for title, path in DRILLS.items():
        yield Check(title=title, command=(sys.executable, path))


def drill_by_day() -> Check:
    """Return the drill that is run every time, in its short form."""
    return Check(title=BY_DAY, command=(sys.executable, DRILLS[BY_DAY], "--short"))


def audits() -> Iterator[Check]:
    """Yield what asks the outside world, and may therefore fail without a change of ours."""
    yield Check(title="pip-audit", command=tool("pip-audit", "-r", "requirements.txt"))


def run_check(check: Check, env: Mapping[str, str]) -> Outcome:
    """Run one check to its end."""
    started = time.monotonic()
    done = subprocess.run(  # noqa: S603
        check.command,
        cwd=ROOT,
        env={**os.environ, **env, **check.env},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return Outcome(check, done.returncode, done.stdout, time.monotonic() - started)


def tell(outcome: Outcome) -> None:
    """Print how a check went, and all it said when it failed."""
    word = "FAILED" if outcome.code else "ok"
    say(f"== {outcome.check.title:<38} {word:<7} {outcome.seconds:6.1f} s")
    if outcome.code:
        say(outcome.output.rstrip())
        if outcome.check.hint:
            say(f"-- {outcome.check.hint}")


def run_checks(run: Callable[[Check], Outcome], *, nightly: bool) -> list[Outcome]:
    """Run the checks that tests wait for; by night the long drills and the audits, too."""
    outcomes: list[Outcome] = []
    with TemporaryDirectory(prefix="wz-ci-") as folder:
        project = project_checks(Path(folder) / "openapi.yaml", nightly=nightly)
        late = (*drills(), *audits()) if nightly else ()
        # The long drills take both cores for themselves.
        for check in (*project, *code_checks(), *late):
            outcomes.append(run(check))
            tell(outcomes[-1])
    return outcomes


def run_tests(*, nightly: bool) -> int:
    """Run every test and return pytest's exit code."""
    say("== tests")
    profile = {"HYPOTHESIS_PROFILE": "nightly"} if nightly else {}
    return subprocess.run(
        [sys.executable, "bin/test"],
        cwd=ROOT,
        env={**os.environ, **profile},
        check=False,
        preexec_fn=die_with_parent(signal.SIGTERM),
    ).returncode


def summary(outcomes: list[Outcome]) -> list[str]:
    """Say how the checks went, and return the titles of those that failed."""
    failed = [outcome.check.title for outcome in outcomes if outcome.code]
    if failed:
        say(f"== {len(failed)} of {len(outcomes)} checks failed: {', '.join(failed)}")
    else:
        say(f"== all {len(outcomes)} checks hold")
    return failed


def main(arguments: list[str]) -> int:
    """Run everything; the last lines are pytest's own, unless types or the day's drill failed."""
    parser = argparse.ArgumentParser(prog="bin/ci", description="Run every check and every test.")
    parser.add_argument("--nightly", action="store_true", help="the long forms of tests and drills")
    parser.add_argument("--no-tests", action="store_true", help="only the checks")
    options = parser.parse_args(arguments)
    with (
        Keeper() as keeper,
        throwaway_services(
            keeper, database=not given("DATABASE_URL"), redis=not given("REDIS_URL")
        ) as data,
        ThreadPoolExecutor(max_workers=2) as aside,
    ):
        keeper.mark("WAZZIFNI_DATA", str(data))

        def run(check: Check) -> Outcome:
            return run_check(check, {"WAZZIFNI_DATA": str(data)})

        # The day's drill mostly waits for what it has killed to come back, and types are looked at
        # by one process: the tests wait for neither.
        slow = [types()] if options.nightly else [types(), drill_by_day()]
        under_way = [aside.submit(run, check) for check in slow]
        for one in under_way:
            one.add_done_callback(lambda done: tell(done.result()))
        failed = summary(run_checks(run, nightly=options.nightly))
        code = 0 if options.no_tests else run_tests(nightly=options.nightly)
        slowly = [one.result() for one in under_way]
    if any(outcome.code for outcome in slowly):
        failed += summary(slowly)
    return code or int(bool(failed))
