"""`bin/test`: pytest over throw-away services."""

import os
import shutil
import signal
import subprocess
import sys
from contextlib import ExitStack

from config.commands import messages
from config.embedded import ROOT, given, throwaway_services
from config.supervisor import Keeper, StopRequests, SupervisorError, die_with_parent, say

# By day Chromium without a screen, which asks for a quarter less of the machine; by night as people
# have it.
SCREENLESS = ("chromium-headless-shell",)
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Who has nothing left to do takes half of what waits for the other: the last tests are the longest.
SPREAD = ("-n", "2", "--dist", "worksteal")
_PATIENCE = 80  # tenths of a second that pytest has to end after it was asked


def find_chromium() -> str:
    """Return the path of a Chromium, empty when there is none. CHROMIUM names one."""
    by_night = os.environ.get("HYPOTHESIS_PROFILE") == "nightly"
    found = (*CHROMIUM_NAMES, *SCREENLESS) if by_night else (*SCREENLESS, *CHROMIUM_NAMES)
    names = (os.environ.get("CHROMIUM", ""), *found)
    return next((path for name in names if name and (path := shutil.which(name))), "")


def pytest_arguments(given_arguments: list[str]) -> list[str]:
    """Return pytest's arguments: two processes, unless a part was chosen or a number given."""
    is_part = any((ROOT / item.split("::")[0]).exists() for item in given_arguments)
    has_own = any(item.startswith(("-n", "--numprocesses", "--pdb")) for item in given_arguments)
    return given_arguments if is_part or has_own else [*SPREAD, *given_arguments]


def run_pytest(arguments: list[str], env: dict[str, str]) -> int:
    """Run pytest in this terminal and return its exit code; it ends when we do."""
    stop = StopRequests()
    process = subprocess.Popen(  # noqa: S603
        [sys.executable, "-m", "pytest", *arguments],
        cwd=ROOT,
        env={**os.environ, **env},
        preexec_fn=die_with_parent(signal.SIGTERM),  # noqa: PLW1509
    )
    patience = _PATIENCE
    while True:
        try:
            code = process.wait(timeout=0.1)
        except subprocess.TimeoutExpired:
            if not stop.count:
                continue
            # The terminal's Ctrl-C reached pytest too; other requests did not.
            if patience == _PATIENCE and not (stop.last == signal.SIGINT and sys.stdin.isatty()):
                process.send_signal(signal.SIGINT)
            patience -= 1
            if patience <= 0:
                process.kill()
        else:
            return code if code >= 0 else 128 - code


def main(arguments: list[str]) -> int:
    """Start the services, run pytest, return its exit code."""
    chromium = find_chromium()
    say(
        f"Browser tests use {chromium}."
        if chromium
        else "Browser tests are skipped: no Chromium was found (apt-get install chromium, or set "
        "CHROMIUM to its path)."
    )
    env = {"DJANGO_SETTINGS_MODULE": "config.settings.test", "CHROMIUM": chromium}
    with Keeper() as keeper, ExitStack() as stack:
        try:
            data = stack.enter_context(
                throwaway_services(
                    keeper,
                    database=not given("DATABASE_URL"),
                    redis=not given("REDIS_URL"),
                )
            )
        except SupervisorError as error:
            say(f"bin/test: {error}")
            return 1
        messages.compile_stale()
        env["WAZZIFNI_DATA"] = str(data)
        # Workers of pytest and browsers may outlive a pytest that was killed.
        keeper.mark("WAZZIFNI_DATA", str(data))
        return run_pytest(pytest_arguments(arguments), env)
