"""The environment: what settings read is in .env.example, and the other way round."""

from __future__ import annotations

import os
import re
import ssl
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings
from kombu.connection import Connection

from config import pg_tools
from config.settings import environment
from marketplace.core.conf import Rules, rules

ROOT = Path(__file__).resolve().parent.parent.parent
READ = re.compile(r'(?:text|flag|number|words|email_url)\(\s*"([A-Z0-9_]+)"')
NAMED = re.compile(r"^#?\s?([A-Z0-9_]+)=", re.MULTILINE)


def read_by_settings() -> set[str]:
    folder = ROOT / "config" / "settings"
    text = "\n".join(path.read_text(encoding="utf-8") for path in folder.glob("*.py"))
    return set(READ.findall(text)) | set(re.findall(r'"([A-Z_]+)"(?=[,)].*\n?.*if not env)', text))


def test_env_example_names_what_settings_read() -> None:
    named = set(NAMED.findall((ROOT / ".env.example").read_text(encoding="utf-8")))
    ruled = {name for name in named if name.startswith("WAZZIFNI_RULE_")}
    # Read where the embedded services are found, and by Django itself.
    by_services = {"WAZZIFNI_DATA", "DJANGO_SETTINGS_MODULE"}
    assert named - ruled == read_by_settings() | by_services


def test_env_example_names_only_rules_that_exist() -> None:
    text = (ROOT / ".env.example").read_text(encoding="utf-8")
    ruled = {name.lower() for name in re.findall(r"WAZZIFNI_RULE_([A-Z0-9_]+)=", text)}
    assert ruled <= {field.name for field in fields(Rules)}


def test_settings_reference_lists_every_rule() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    missing = [
        field.name for field in fields(Rules) if f"| `{field.name}` | {field.default} |" not in text
    ]
    assert missing == []


def test_settings_reference_lists_nothing_else() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    named = re.findall(r"^\| `([a-z0-9_]+)` \|", text, re.MULTILINE)
    assert sorted(named) == sorted(field.name for field in fields(Rules))


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"clearing_day": "7"}, "WAZZIFNI_RULE_CLEARING_DAY: there is no such rule"),
        ({"clearing_days": "a week"}, "WAZZIFNI_RULE_CLEARING_DAYS: 'a week' is no whole number"),
    ],
)
def test_a_rule_that_is_none_is_refused_by_its_name(given: dict[str, str], told: str) -> None:
    with override_settings(WAZZIFNI=given), pytest.raises(ImproperlyConfigured, match=told):
        rules()


def test_it_stops_the_start() -> None:
    environment = {**os.environ, "WAZZIFNI_RULE_CLEARING_DAY": "7"}
    environment["DJANGO_SETTINGS_MODULE"] = "config.settings.test"
    program = "import django; django.setup()"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, "no such rule" in done.stderr) == (1, True)


def test_a_rule_is_overridden_by_its_setting() -> None:
    assert rules().platform_fee_bp == 2_000
    with override_settings(WAZZIFNI={"platform_fee_bp": "1500"}):
        assert rules().platform_fee_bp == 1_500
    assert rules().platform_fee_bp == 2_000


def started_in_production(**more: str) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of its own, with what they demand."""
    given = dict.fromkeys(("SECRET_KEY", "ALLOWED_HOSTS"), "x")
    given |= {"SITE_URL": "https://x", "DATABASE_URL": "postgres://x/x", "REDIS_URL": "redis://x"}
    program = "from config.settings import prod; print(prod.PAYMENT_GATEWAYS)"
    return subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **given, **more},
        capture_output=True,
        text=True,
        check=False,
    )


def test_production_starts_with_what_it_says_it_needs() -> None:
    assert started_in_production().stdout.strip() == "['bank_transfer']"
    chosen = started_in_production(PAYMENT_GATEWAYS="stripe")
    assert chosen.stdout.strip() == "['stripe']"
    refused = started_in_production(PAYMENT_GATEWAYS="sandbox,stripe")
    assert (refused.returncode, "sandbox" in refused.stderr) == (1, True)


def test_no_inline_script_is_allowed() -> None:
    directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
    allowed = " ".join(str(item) for values in directives.values() for item in values)
    assert "unsafe" not in allowed


@pytest.mark.parametrize(
    ("url", "cache", "broker"),
    [
        ("redis://x:6379", "redis://x:6379/1", "redis://x:6379/0"),
        ("rediss://x/0", "rediss://x/1", "rediss://x/0?ssl_cert_reqs=required"),
        (
            "rediss://x/?ssl_ca_certs=/ca.pem",
            "rediss://x/1?ssl_ca_certs=/ca.pem",
            "rediss://x/0?ssl_ca_certs=/ca.pem&ssl_cert_reqs=required",
        ),
        (
            "rediss://x?ssl_cert_reqs=none",
            "rediss://x/1?ssl_cert_reqs=none",
            "rediss://x/0?ssl_cert_reqs=none",
        ),
    ],
)
def test_certificates_of_redis_are_looked_at_by_celery_too(
    url: str, cache: str, broker: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    assert (environment.redis_url(1), environment.broker_url()) == (cache, broker)
    secured = Connection(broker).ssl  # type: ignore[no-untyped-call]
    asked = secured.get("ssl_cert_reqs") if secured else None
    wanted = ssl.CERT_NONE if "none" in url else ssl.CERT_REQUIRED
    assert asked == (wanted if url.startswith("rediss") else None)


def test_programs_of_postgresql_secure_their_connection_likewise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://u:p@x/d?sslmode=verify-full&sslrootcert=/ca.pem")
    there = SimpleNamespace(settings_dict=environment.database())
    monkeypatch.setattr(pg_tools, "connection", there)
    words, env = pg_tools._where()
    assert words[:2] == ["-h", "x"]
    assert (env["PGSSLMODE"], env["PGSSLROOTCERT"], env["PGPASSWORD"]) == (
        "verify-full",
        "/ca.pem",
        "p",
    )
