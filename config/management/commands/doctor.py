"""Look at everything the platform stands on, and say what to do where it doesn't stand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.core.mail import get_connection
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from marketplace.core import clock
from marketplace.core.heartbeat import RELAY, WORKER, is_fresh
from marketplace.core.models import Switch
from marketplace.core.outbox import PAUSE_SWITCH, outbox_health
from marketplace.core.pdf import why_unavailable
from marketplace.core.scanners import scanner
from marketplace.ledger.services import PAYOUTS_SWITCH

FONTS = ("plex-arabic-400", "plex-latin-400", "document-arabic-400", "document-latin-ext-400")
PANGO = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
LANGUAGES = ("ar", "en", "he", "ur")


@dataclass(frozen=True)
class Finding:
    """One line of the report: what was looked at, whether it is well, and what to do if not."""

    name: str
    is_well: bool
    remedy: str


def database() -> Iterator[Finding]:
    """Whether the database answers, is recent enough and has every migration."""
    remedy = "Start PostgreSQL, or set DATABASE_URL; `bin/dev` starts one of its own."
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW server_version_num")
            version = int(cursor.fetchone()[0])
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError:
        yield Finding("database answers", is_well=False, remedy=remedy)
        return
    yield Finding("database answers", is_well=True, remedy=remedy)
    enough = version >= 150000  # noqa: PLR2004  PostgreSQL 15
    yield Finding("PostgreSQL 15 or newer", is_well=enough, remedy="Upgrade PostgreSQL.")
    remedy = "Run `manage.py migrate`."
    yield Finding("migrations applied", is_well=not waiting, remedy=remedy)


def redis() -> Iterator[Finding]:
    """Whether Redis, or Valkey, answers."""
    try:
        cache.set("doctor", "1", 5)
        is_well = cache.get("doctor") == "1"
    except OSError:
        is_well = False
    yield Finding("Redis answers", is_well=is_well, remedy="Start Redis, or set REDIS_URL.")


def background() -> Iterator[Finding]:
    """Whether workers consume, the relay runs and nothing was set aside."""
    try:
        moment = clock.now()
        worker, relay = is_fresh(name=WORKER, now=moment), is_fresh(name=RELAY, now=moment)
        dead, paused = outbox_health().dead, Switch.is_on(PAUSE_SWITCH)
        payouts_paused = Switch.is_on(PAYOUTS_SWITCH)
    except DatabaseError:
        return
    yield Finding(
        "a worker consumes",
        is_well=worker,
        remedy="Start `celery -A config.celery worker` and `celery -A config.celery beat`.",
    )
    yield Finding("the relay runs", is_well=relay, remedy="Start `manage.py relay`.")
    yield Finding(
        "the outbox isn't paused",
        is_well=not paused,
        remedy="After a restore: compare with the providers, then"
        " `manage.py switch outbox_paused off`.",
    )
    yield Finding(
        "payouts aren't paused",
        is_well=not payouts_paused,
        remedy="After a restore: compare with the providers, then"
        " `manage.py switch payouts_paused off`.",
    )
    yield Finding(
        "no delivery was set aside",
        is_well=not dead,
        remedy=f"{dead} deliveries failed too often: see their errors in the admin, revive them.",
    )


def mail() -> Iterator[Finding]:
    """Whether the mail server takes a connection."""
    try:
        server = get_connection()
        server.open()
        server.close()
        is_well = True
    except OSError:
        is_well = False
    yield Finding("mail can be handed over", is_well=is_well, remedy="Check EMAIL_URL.")


def scanning() -> Iterator[Finding]:
    """Whether the scanner of files is there."""
    yield Finding(
        "the scanner of files answers",
        is_well=scanner().answers(),
        remedy="Start clamd, or check CLAMAV_ADDRESS; until then no new file is handed out.",
    )


def files() -> Iterator[Finding]:
    """Whether catalogues and fonts are there."""
    locale = Path(settings.BASE_DIR) / "locale"
    missing = [
        code for code in LANGUAGES if not (locale / code / "LC_MESSAGES" / "django.mo").is_file()
    ]
    yield Finding(
        "message catalogues compiled",
        is_well=not missing,
        remedy=f"Run `bin/messages compile`; missing: {', '.join(missing)}.",
    )
    fonts = Path(settings.BASE_DIR) / "static" / "fonts"
    lost = [name for name in FONTS if not (fonts / f"{name}.woff2").is_file()]
    yield Finding("fonts there", is_well=not lost, remedy="Run `bin/front`.")
    reason = why_unavailable()
    yield Finding(
        "PDF files can be made",
        is_well=not reason,
        remedy=f"Install Pango (Debian: apt-get install {PANGO}). It says: {reason}",
    )


def configuration() -> Iterator[Finding]:
    """Whether what must differ in production does."""
    yield Finding(
        "debugging off, or on this machine alone",
        is_well=not settings.DEBUG or settings.SITE_URL.startswith("http://127.0.0.1"),
        remedy="Use config.settings.prod.",
    )
    yield Finding(
        "staff need a second factor",
        is_well=settings.STAFF_SECOND_FACTOR_REQUIRED or settings.DEMO,
        remedy="Leave STAFF_SECOND_FACTOR_REQUIRED on outside a demo.",
    )


CHECKS: tuple[Callable[[], Iterator[Finding]], ...] = (
    configuration,
    database,
    redis,
    background,
    mail,
    scanning,
    files,
)


class Command(BaseCommand):
    """Exit 0 when all is well, 1 otherwise."""

    help = "Check configuration, database, Redis, workers, mail, catalogues and fonts."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        ill = 0
        for check in CHECKS:
            for finding in check():
                mark = "ok  " if finding.is_well else "FAIL"
                line = f"{mark} {finding.name}"
                if not finding.is_well:
                    ill += 1
                    line += f"\n     {finding.remedy}"
                self.stdout.write(line)
        if ill:
            raise CommandError(f"{ill} to put right.")
