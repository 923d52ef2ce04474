"""The programs in `bin/`: options, environment, bootstrap. What they start is tested elsewhere."""

import json
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from config import embedded
from config.commands import bootstrap, ci, dev, healthcheck, test
from config.embedded import ROOT
from config.supervisor import SupervisorError


@pytest.fixture(name="venv")
def current_venv(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Make a `.venv` that fits requirements of its own."""
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin" / "python").symlink_to(sys.executable)
    (venv / "pyvenv.cfg").touch()
    (tmp_path / "config").mkdir()
    (tmp_path / "requirements.txt").write_text("django\n")
    (tmp_path / "config" / "requirements-dev.txt").write_text("pytest\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "PYTHON", venv / "bin" / "python")
    monkeypatch.setattr(bootstrap, "STAMP", venv / "installed.json")
    stamp = {kind: bootstrap._fingerprint(kind) for kind in bootstrap.FILES}
    (venv / "installed.json").write_text(json.dumps(stamp))
    return venv


def test_a_venv_that_fits_is_left_alone(venv: Path) -> None:
    assert venv.is_dir()
    assert bootstrap.is_current("runtime")
    assert bootstrap.is_current("dev")


def test_new_requirements_make_the_venv_stale(venv: Path) -> None:
    (venv.parent / "config" / "requirements-dev.txt").write_text("pytest\nruff\n")
    assert bootstrap.is_current("runtime")
    assert not bootstrap.is_current("dev")
    (venv.parent / "requirements.txt").write_text("django\ncelery\n")
    assert not bootstrap.is_current("runtime")


def test_a_venv_whose_python_is_gone_is_made_anew(venv: Path) -> None:
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to("/nowhere/python3")
    assert not bootstrap.is_current("runtime")


@pytest.mark.parametrize("name", ["dev", "test", "ci", "messages"])
def test_old_pythons_are_refused_in_words(name: str) -> None:
    script = (ROOT / "bin" / name).read_text(encoding="utf-8")
    old = re.sub(r"sys\.version_info < \(3, 11\)", "sys.version_info < (9, 0)", script)
    assert old != script
    done = subprocess.run([sys.executable, "-c", old], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"bin/{name} needs Python 3.11 or newer, and this is 3.")


def test_dev_options_have_the_promised_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAZZIFNI_DATA", raising=False)
    assert dev.read_options([]) == dev.Options(port=8000, data=ROOT / "var", demo=True)
    monkeypatch.setenv("WAZZIFNI_DATA", "/srv/elsewhere")
    assert dev.read_options([]).data == Path("/srv/elsewhere")
    assert dev.read_options(["--port", "9", "--data", "/d", "--no-demo"]) == dev.Options(
        port=9, data=Path("/d"), demo=False
    )


def test_dev_runs_the_four_processes_and_serves_every_queue() -> None:
    options = dev.Options(port=8123, data=Path("/data"), demo=True)
    found = {program.name: list(program.command) for program in dev.programs(options, {})}
    assert list(found) == ["web", "relay", "beat", "worker"]
    assert "127.0.0.1:8123" in found["web"]
    assert "money,default,mail,bulk" in found["worker"]


def test_a_port_in_use_is_refused_in_words() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(SupervisorError, match=f"Port {port} of 127.0.0.1 can't be used"):
            dev.check_port(port)
    dev.check_port(port)


def test_services_from_outside_are_named_by_environment_or_env_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedded, "ROOT", tmp_path)
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert embedded.given("REDIS_URL") == ""
    (tmp_path / ".env").write_text('# REDIS_URL=no\nOTHER=1\nexport REDIS_URL="redis://a"\n')
    assert embedded.given("REDIS_URL") == "redis://a"
    monkeypatch.setenv("REDIS_URL", "redis://b")
    assert embedded.given("REDIS_URL") == "redis://b"


@pytest.mark.parametrize(
    ("given", "passed"),
    [
        ([], ["-n", "2", "--dist", "worksteal"]),
        (["-x", "-q"], ["-n", "2", "--dist", "worksteal", "-x", "-q"]),
        (["-n", "4"], ["-n", "4"]),
        (["--pdb"], ["--pdb"]),
        (["config/tests", "-x"], ["config/tests", "-x"]),
        (["config/tests/test_commands.py::x"], ["config/tests/test_commands.py::x"]),
    ],
)
def test_all_tests_run_on_two_processes(given: list[str], passed: list[str]) -> None:
    assert test.pytest_arguments(given) == passed


def test_chromium_may_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert test.find_chromium() == sys.executable
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.setenv("CHROMIUM", "")
    assert test.find_chromium() == ""


@pytest.mark.parametrize(
    ("profile", "first"), [("default", "chromium-headless-shell"), ("nightly", "chromium")]
)
def test_by_night_pages_are_looked_at_as_people_see_them(
    profile: str, first: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("chromium", "chromium-headless-shell"):
        (tmp_path / name).touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CHROMIUM", "")
    monkeypatch.setenv("HYPOTHESIS_PROFILE", profile)
    assert test.find_chromium() == str(tmp_path / first)


def test_a_failing_check_is_told_with_its_output_and_a_hint(
    capsys: pytest.CaptureFixture[str],
) -> None:
    check = ci.Check(title="a check", command=("sh", "-c", "echo why; exit 4"), hint="do this")
    outcome = ci.run_check(check, {})
    ci.tell(outcome)
    assert outcome.code == 4
    first, *rest = capsys.readouterr().out.splitlines()
    assert first.startswith("== a check ")
    assert " FAILED " in first
    assert rest == ["why", "-- do this"]


def test_healthcheck_fails_where_nothing_answers(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
    assert healthcheck.main([str(port)]) == 1
    assert f"no answer on port {port}" in capsys.readouterr().err
