"""Dockerfile and compose.yaml, held to rules that need no Docker engine; each is seen to bite."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from config.commands.dev import QUEUES
from config.embedded import ROOT

APP_SERVICES = {"web", "beat", "relay", "migrate"} | {f"worker-{q}" for q in QUEUES.split(",")}
ONE_OFF = {"migrate", "bucket"}
VARIABLE = re.compile(r"(?<!\$)\$\{([A-Z0-9_]+)")


@dataclass(frozen=True)
class Step:
    """One instruction of a Dockerfile and the stage it belongs to."""

    stage: str
    word: str
    rest: str


def read_dockerfile(text: str) -> list[Step]:
    """Return the instructions, continued lines joined, comments left out."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", " ", "\n".join(lines))
    steps: list[Step] = []
    stage = ""
    for line in filter(None, map(str.strip, joined.splitlines())):
        word, _, rest = line.partition(" ")
        if word == "FROM":
            stage = rest.split()[-1]
        steps.append(Step(stage, word, rest.strip()))
    return steps


def dockerfile_faults(steps: list[Step]) -> Iterator[str]:
    """Yield what is wrong with single instructions."""
    stages = {step.stage for step in steps}
    for step in steps:
        words = step.rest.split()
        if step.word == "FROM" and (":" not in words[0] or words[0].endswith(":latest")):
            yield f"unpinned base {words[0]}"
        if step.word == "ADD":
            yield "ADD instead of COPY"
        if step.word in {"CMD", "ENTRYPOINT"} and not step.rest.startswith("["):
            yield f"{step.word} through a shell"
        if step.word == "WORKDIR" and not step.rest.startswith("/"):
            yield f"relative WORKDIR {step.rest}"
        if step.word == "ENV" and re.search(r"(SECRET|PASSWORD|TOKEN|_KEY)\w*=", step.rest):
            yield "a secret in ENV"
        if step.word == "RUN":
            yield from run_faults(step.rest)
        if step.word == "COPY":
            yield from copy_faults(words, stages)


def copy_faults(words: list[str], stages: set[str]) -> Iterator[str]:
    """Yield sources of a COPY that don't exist."""
    stage = words[0].removeprefix("--from=")
    if stage == words[0]:
        yield from (f"{name} does not exist" for name in words[:-1] if not is_there(name))
    elif stage not in stages:
        yield f"COPY from an unknown stage {stage}"


def run_faults(command: str) -> Iterator[str]:
    """Yield what is wrong with a RUN."""
    if "apt-get install" in command:
        if "--no-install-recommends" not in command or " -y" not in command:
            yield "apt-get install without -y --no-install-recommends"
        if "rm -rf /var/lib/apt/lists/*" not in command:
            yield "package lists are left behind"
    if "pip install" in command and "--no-cache-dir" not in command:
        yield "pip leaves its cache behind"
    if re.search(r"\bsudo\b", command):
        yield "sudo"


def stage_faults(steps: list[Step], stage: str) -> Iterator[str]:
    """Yield what keeps a stage from being run as an image."""
    users = [step.rest for step in steps if step.stage == stage and step.word == "USER"]
    if not users or users[-1].split(":")[0] in {"root", "0"}:
        yield f"{stage} runs as root"
    for needed in ("HEALTHCHECK", "CMD"):
        if not any(step.stage == stage and step.word == needed for step in steps):
            yield f"{stage} has no {needed}"


def is_there(name: str) -> bool:
    """Tell whether a source of COPY exists, or is made by `bin/messages` before a release."""
    return (ROOT / name).exists() or name == "locale"


def allowed_by_dockerignore() -> set[str]:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert "*" in lines
    return {line[1:] for line in lines if line.startswith("!")}


def compose_faults(compose: dict[str, Any]) -> Iterator[str]:
    """Yield what is wrong with services, one by one."""
    services: dict[str, dict[str, Any]] = compose["services"]
    for name, service in services.items():
        image = str(service.get("image", ""))
        if ":" not in image or image.endswith(":latest"):
            yield f"{name}: unpinned image {image}"
        if service.get("privileged") or service.get("network_mode") == "host":
            yield f"{name}: too much power"
        if "no-new-privileges:true" not in service.get("security_opt", []):
            yield f"{name}: may gain privileges"
        if service.get("restart") != ("no" if name in ONE_OFF else "unless-stopped"):
            yield f"{name}: restart is {service.get('restart')}"
        if not service.get("logging"):
            yield f"{name}: logs may fill the disk"
        yield from dependency_faults(name, service, services)
        yield from port_faults(name, service)
        yield from mount_faults(name, service, compose)


def dependency_faults(
    name: str, service: dict[str, Any], services: dict[str, dict[str, Any]]
) -> Iterator[str]:
    """Yield dependencies on what doesn't exist, never ends, or can't be asked."""
    for other, how in service.get("depends_on", {}).items():
        target = services.get(other)
        if target is None:
            yield f"{name}: depends on {other}, which is missing"
        elif how["condition"] == "service_completed_successfully" and other not in ONE_OFF:
            yield f"{name}: waits for the end of {other}"
        elif how["condition"] == "service_healthy" and not has_healthcheck(target):
            yield f"{name}: waits for the health of {other}, which has no check"


def has_healthcheck(service: dict[str, Any]) -> bool:
    """Tell whether a service has a check of its own or in its image."""
    if "healthcheck" in service:
        return not service["healthcheck"].get("disable", False)
    return "build" in service


def port_faults(name: str, service: dict[str, Any]) -> Iterator[str]:
    """Yield ports open to the world unless somebody says so."""
    for port in service.get("ports", []):
        if not re.match(r"\$\{\w+:-127\.0\.0\.1\}:", port):
            yield f"{name}: port {port} is open to the world"


def mount_faults(name: str, service: dict[str, Any], compose: dict[str, Any]) -> Iterator[str]:
    """Yield volumes, configs and secrets that nobody declares."""
    for volume in service.get("volumes", []):
        if volume.split(":")[0] not in compose["volumes"]:
            yield f"{name}: volume {volume} is not declared"
    for config in service.get("configs", []):
        if config["source"] not in compose["configs"]:
            yield f"{name}: config {config['source']} is not declared"
    for secret in service.get("secrets", []):
        if secret not in compose["secrets"]:
            yield f"{name}: secret {secret} is not declared"


@pytest.fixture(name="steps")
def dockerfile_steps() -> list[Step]:
    return read_dockerfile((ROOT / "Dockerfile").read_text(encoding="utf-8"))


@pytest.fixture(name="compose")
def compose_file() -> dict[str, Any]:
    parsed: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
    return parsed


def test_dockerfile_keeps_the_rules(steps: list[Step]) -> None:
    assert list(dockerfile_faults(steps)) == []
    assert list(stage_faults(steps, "app")) == []
    assert list(stage_faults(steps, "pgbouncer")) == []


def test_the_application_is_what_a_plain_build_makes(steps: list[Step]) -> None:
    assert steps[-1].stage == "app"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("FROM python", "unpinned base python"),
        ("FROM python:latest AS a", "unpinned base python:latest"),
        ("FROM a:1\nADD x /x", "ADD instead of COPY"),
        ("FROM a:1\nCMD gunicorn", "CMD through a shell"),
        ("FROM a:1\nWORKDIR app", "relative WORKDIR app"),
        ("FROM a:1\nENV A=1 \\\n  SECRET_KEY=x", "a secret in ENV"),
        ("FROM a:1\nCOPY --from=b /x /x", "COPY from an unknown stage b"),
        ("FROM a:1\nCOPY nothing.txt ./", "nothing.txt does not exist"),
        ("FROM a:1\nRUN pip install django", "pip leaves its cache behind"),
        (
            "FROM a:1\nRUN apt-get install -y --no-install-recommends x",
            "package lists are left behind",
        ),
    ],
)
def test_dockerfile_rules_bite(text: str, fault: str) -> None:
    assert list(dockerfile_faults(read_dockerfile(text))) == [fault]


def test_stage_rules_bite() -> None:
    steps = read_dockerfile('FROM a:1 AS x\nUSER 1\nUSER root\nCMD ["x"]')
    assert list(stage_faults(steps, "x")) == ["x runs as root", "x has no HEALTHCHECK"]


def test_what_the_image_copies_reaches_the_builder(steps: list[Step]) -> None:
    copied = {
        name
        for step in steps
        if step.word == "COPY" and not step.rest.startswith("--from=")
        for name in step.rest.split()[:-1]
    }
    assert copied == allowed_by_dockerignore()


def test_secrets_stay_out_of_the_builder() -> None:
    assert not {name for name in allowed_by_dockerignore() if name.startswith((".", "var"))}


def test_compose_keeps_the_rules(compose: dict[str, Any]) -> None:
    assert list(compose_faults(compose)) == []


@pytest.mark.parametrize(
    ("service", "change", "fault"),
    [
        ("web", {"image": "x:latest"}, "web: unpinned image x:latest"),
        ("web", {"privileged": True}, "web: too much power"),
        ("web", {"security_opt": []}, "web: may gain privileges"),
        ("relay", {"restart": "no"}, "relay: restart is no"),
        ("beat", {"logging": None}, "beat: logs may fill the disk"),
        ("web", {"ports": ["8000:8000"]}, "web: port 8000:8000 is open to the world"),
        ("minio", {"volumes": ["x:/y"]}, "minio: volume x:/y is not declared"),
        ("postgres", {"secrets": ["y"]}, "postgres: secret y is not declared"),
        ("postgres", {"configs": [{"source": "z"}]}, "postgres: config z is not declared"),
        (
            "web",
            {"depends_on": {"cache": {"condition": "service_healthy"}}},
            "web: depends on cache, which is missing",
        ),
        (
            "web",
            {"depends_on": {"relay": {"condition": "service_completed_successfully"}}},
            "web: waits for the end of relay",
        ),
        (
            "web",
            {"depends_on": {"beat": {"condition": "service_healthy"}}},
            "web: waits for the health of beat, which has no check",
        ),
    ],
)
def test_compose_rules_bite(
    compose: dict[str, Any], service: str, change: dict[str, Any], fault: str
) -> None:
    compose["services"][service].update(change)
    assert list(compose_faults(compose)) == [fault]


def test_every_role_is_there_and_runs_the_same_image(compose: dict[str, Any]) -> None:
    services = compose["services"]
    assert set(services) == APP_SERVICES | {"pgbouncer", "postgres", "valkey", "minio", "bucket"}
    assert {services[name]["image"] for name in APP_SERVICES} == {
        "wazzifni/app:${WAZZIFNI_TAG:-local}"
    }


def test_every_queue_has_workers_of_its_own(compose: dict[str, Any]) -> None:
    served = {
        name: service["command"][service["command"].index("-Q") + 1]
        for name, service in compose["services"].items()
        if "-Q" in service.get("command", [])
    }
    assert served == {f"worker-{queue}": queue for queue in QUEUES.split(",")}


def test_pooled_settings_go_with_the_pooler(compose: dict[str, Any]) -> None:
    for name in APP_SERVICES:
        environment = compose["services"][name]["environment"]
        through_pooler = "pgbouncer:6432" in environment["DATABASE_URL"]
        assert environment["DATABASE_POOLED"] == str(through_pooler).lower()
        assert through_pooler == (name != "migrate")
    assert "pool_mode = transaction" in compose["configs"]["pgbouncer-ini"]["content"]


def test_the_applications_role_is_no_superuser(compose: dict[str, Any]) -> None:
    assert "ROLE wazzifni LOGIN NOSUPERUSER" in compose["configs"]["postgres-role"]["content"]
    assert "POSTGRES_USER" not in compose["services"]["postgres"]["environment"]
    holders = [name for name, each in compose["services"].items() if each.get("secrets")]
    assert holders == ["postgres"]


def test_commands_name_what_exists(steps: list[Step], compose: dict[str, Any]) -> None:
    said = " ".join(
        [step.rest for step in steps]
        + [shlex.join(map(str, each.get("command", []))) for each in compose["services"].values()]
    )
    modules = set(re.findall(r"\bconfig(?:\.\w+)+", said))
    assert modules >= {"config.wsgi", "config.celery", "config.commands.healthcheck"}
    assert [name for name in modules if not module_file(name).exists()] == []


def module_file(name: str) -> Path:
    return (ROOT / name.replace(".", "/")).with_suffix(".py")


def test_every_variable_is_explained() -> None:
    used = set(VARIABLE.findall((ROOT / "compose.yaml").read_text(encoding="utf-8")))
    explained = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    assert sorted(name for name in used if name not in explained) == []
    assert len(used) > 8
