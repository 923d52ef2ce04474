"""The one place that reads the environment. Every variable is listed in .env.example."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import environ

from config.embedded import service_urls

ROOT = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
if (ROOT / ".env").is_file():
    environ.Env.read_env(ROOT / ".env")

DATA = Path(env.str("WAZZIFNI_DATA", default=str(ROOT / "var"))).resolve()
_embedded = service_urls(DATA)


def text(name: str, default: str = "") -> str:
    """Return a text variable."""
    return str(env.str(name, default=default))


def flag(name: str, *, default: bool = False) -> bool:
    """Return a yes-or-no variable."""
    return bool(env.bool(name, default=default))


def number(name: str, default: int) -> int:
    """Return a whole number."""
    return int(env.int(name, default=default))


def words(name: str, default: str = "") -> list[str]:
    """Return a comma-separated list without empty items."""
    return [item.strip() for item in text(name, default).split(",") if item.strip()]


def database() -> dict[str, Any]:
    """Return Django's DATABASES["default"]: DATABASE_URL, else the embedded PostgreSQL."""
    url = text("DATABASE_URL") or (_embedded[0] if _embedded else "postgres://wazzifni@/wazzifni")
    config: dict[str, Any] = environ.Env.db_url_config(url, engine="django.db.backends.postgresql")
    pooled = flag("DATABASE_POOLED")
    config["CONN_MAX_AGE"] = 0 if pooled else number("DATABASE_CONN_MAX_AGE", 60)
    config["CONN_HEALTH_CHECKS"] = not pooled
    config["DISABLE_SERVER_SIDE_CURSORS"] = pooled
    return config


def redis_url(database_number: int) -> str:
    """Return the cache's address: REDIS_URL, else the embedded Valkey."""
    url = text("REDIS_URL") or (_embedded[1] if _embedded else "redis://127.0.0.1:6379")
    if url.startswith("unix://"):
        return f"{url.split('?')[0]}?db={database_number}"
    base, mark, query = url.partition("?")
    return f"{base.rstrip('/').removesuffix('/0')}/{database_number}{mark}{query}"


def broker_url() -> str:
    """Return the broker's address in Celery's words."""
    url = redis_url(0)
    if url.startswith("unix://"):
        path = url.removeprefix("unix://").split("?")[0]
        return f"redis+socket://{path}?virtual_host=0"
    if url.startswith("rediss://") and "ssl_cert_reqs=" not in url:
        # Celery takes any certificate unless it is told otherwise; the cache's client doesn't.
        return f"{url}{'&' if '?' in url else '?'}ssl_cert_reqs=required"
    return url


def rule_overrides() -> dict[str, str]:
    """Return the product's numbers given as WAZZIFNI_RULE_<NAME>."""
    prefix = "WAZZIFNI_RULE_"
    return {
        name.removeprefix(prefix).lower(): value
        for name, value in os.environ.items()
        if name.startswith(prefix)
    }
