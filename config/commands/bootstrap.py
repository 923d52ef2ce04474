"""Makes `.venv` fit the requirements. Runs on any Python from 3.11 before anything is installed.

uv installs in a third of pip's time, so pip fetches uv first and stays as the way back.
Standard library only.
"""

import fcntl
import hashlib
import importlib
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.json"
Kind = Literal["runtime", "dev"]
FILES: dict[Kind, tuple[str, ...]] = {
    "runtime": ("requirements.txt",),
    "dev": ("requirements.txt", "config/requirements-dev.txt"),
}


class BootstrapError(Exception):
    """The environment could not be made; the text says what to do."""


def run(command: str, *, requirements: Kind) -> int:
    """Bring `.venv` up to date, and run one of these commands inside it."""
    try:
        with _one_at_a_time():
            if not is_current(requirements):
                install(requirements)
    except BootstrapError as error:
        sys.exit(f"bin/{command}: {error}")
    except KeyboardInterrupt:
        return 130
    _keep_bytecode()
    if Path(sys.prefix).resolve() != VENV.resolve():
        os.execv(PYTHON, [str(PYTHON), *sys.argv])  # noqa: S606
    module = importlib.import_module(f"config.commands.{command}")
    return int(module.main(sys.argv[1:]))


def _keep_bytecode() -> None:
    """Where no bytecode may lie beside the sources, keep it in `.venv`.

    Each of the many processes that the commands start compiles 900 modules otherwise, which takes
    longer than to load them.
    """
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ.setdefault("PYTHONPYCACHEPREFIX", str(VENV / "bytecode"))


def is_current(kind: Kind) -> bool:
    """Tell whether `.venv` runs and holds what the requirements ask for."""
    return _is_usable() and _stamp().get(kind) == _fingerprint(kind)


def install(kind: Kind) -> None:
    """Make `.venv` if needed and install the requirements into it."""
    started = time.monotonic()
    if not _is_usable():
        _tell(f"Making .venv with Python {platform.python_version()}")
        _make_venv()
    _tell(f"Installing {FILES[kind][-1]}")
    file = str(ROOT / FILES[kind][-1])
    complaints: list[str] = []
    for installer in _installers(complaints):
        if _succeeds([*installer, "-r", file], complaints):
            break
        _tell("That did not work; trying another way")
    else:
        raise BootstrapError(
            "the requirements could not be installed.\n"
            + "\n".join(complaints[-3:])
            + "\nThis needs the network once, and pip: on Debian and Ubuntu apt-get install "
            "python3-pip python3-venv, on Fedora dnf install python3-pip."
        )
    done: list[Kind] = ["runtime", "dev"] if kind == "dev" else ["runtime"]
    stamp = _stamp() | {each: _fingerprint(each) for each in done}
    STAMP.write_text(json.dumps(stamp, indent=1) + "\n", encoding="utf-8")
    _tell(f"Installed in {time.monotonic() - started:.0f} s")


def _tell(text: str) -> None:
    sys.stderr.write(f"{text} …\n" if not text.startswith("Installed") else f"{text}\n")
    sys.stderr.flush()


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Let one start at a time work on `.venv`; the lock is on the project's folder itself."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _stamp() -> dict[str, str]:
    try:
        return {str(k): str(v) for k, v in json.loads(STAMP.read_text(encoding="utf-8")).items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _fingerprint(kind: Kind) -> str:
    digest = hashlib.sha256()
    for name in FILES[kind]:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _is_usable() -> bool:
    # A link into a folder that this user may not enter counts as missing.
    return os.access(PYTHON, os.X_OK) and (VENV / "pyvenv.cfg").is_file()


def _make_venv() -> None:
    try:
        if VENV.exists():
            shutil.rmtree(VENV)
        made = _run([sys.executable, "-m", "venv", "--without-pip", str(VENV)])
    except OSError as error:
        raise BootstrapError(
            f"{VENV} can't be replaced ({error.strerror}). It belongs to another user or Python: "
            "remove it, or start as the user who made it."
        ) from error
    if made.returncode or not _is_usable():
        raise BootstrapError(
            f"`{sys.executable} -m venv` failed.\n{made.stderr.strip()}\n"
            "On Debian and Ubuntu: apt-get install python3-venv"
        )


def _installers(complaints: list[str]) -> Iterator[list[str]]:
    """Yield ways to install, the fastest first; each is prepared only when its turn comes."""
    uv = str(VENV / "bin" / "uv")
    options = ["pip", "install", "-q", "--python", str(PYTHON)]
    if not os.access(Path.home(), os.W_OK):
        options.append("--no-cache")
    if found := shutil.which("uv"):
        yield [found, *options]
    for pip in _pips(complaints):
        if os.access(uv, os.X_OK) or _succeeds([*pip, "uv"], complaints):
            yield [uv, *options]
        yield pip


def _pips(complaints: list[str]) -> Iterator[list[str]]:
    """Yield the pip of the Python that runs this, then one inside `.venv`."""
    own = [sys.executable, "-m", "pip"]
    if _succeeds([*own, "--version"], complaints):
        yield [*own, "--python", str(PYTHON), "install", "-q"]
    if _succeeds([str(PYTHON), "-m", "ensurepip"], complaints):
        yield [str(PYTHON), "-m", "pip", "install", "-q"]


def _succeeds(command: list[str], complaints: list[str]) -> bool:
    done = _run(command)
    if done.returncode:
        complaints.append(f"$ {' '.join(command)}\n{(done.stderr or done.stdout).strip()}")
    return done.returncode == 0


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    env = dict(os.environ)
    env.pop("VIRTUAL_ENV", None)
    # uv reads neither pip's settings nor, by itself, the certificates that the system trusts.
    if "PIP_INDEX_URL" in env:
        env.setdefault("UV_DEFAULT_INDEX", env["PIP_INDEX_URL"])
    env.setdefault("UV_SYSTEM_CERTS", "true")
    env.setdefault("UV_NATIVE_TLS", "true")
    return subprocess.run(  # noqa: S603
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
