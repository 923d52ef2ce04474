"""A backup comes back whole, or is refused; after it nothing is sent before somebody says so."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection

from config import backup
from config.backup import BackupError, restore_backup
from config.embedded import ROOT
from marketplace.accounts.models import Member
from marketplace.core import clock
from marketplace.core.files import private_storage
from marketplace.core.models import Switch
from marketplace.core.money import Money
from marketplace.ledger import services as ledger
from marketplace.ledger.choices import PayoutMethod
from marketplace.ledger.models import Payout
from marketplace.orders.tests.world import fund

pytestmark = pytest.mark.django_db(transaction=True)
OTHER = "wz_restored"


@pytest.fixture
def _files(settings: Any, tmp_path: Path) -> None:
    disk = "django.core.files.storage.FileSystemStorage"
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": disk, "OPTIONS": {"location": tmp_path / "public"}},
        "private": {"BACKEND": disk, "OPTIONS": {"location": tmp_path / "private"}},
    }


@pytest.fixture
def made(_files: None, seller: Member, tmp_path: Path) -> Path:
    """Return a backup of a house with money, files and an approved withdrawal."""
    moment = clock.now()
    fund(seller, 50_000, now=moment)
    place = ledger.add_destination(
        member=seller,
        method=PayoutMethod.SANDBOX,
        holder="Salma",
        account="",
        bank_name="",
        confirmed_at=moment,
        now=moment,
    )
    payout = ledger.request_payout(
        member=seller,
        destination_id=place.public_id,
        amount=Money(2_000, "USD"),
        key="one",
        confirmed_at=moment,
        now=moment,
    )
    officer = Member.objects.create_user("rami")
    officer.role_grants.create(role="finance")
    ledger.approve_payout(payout_id=payout.public_id, actor=officer, now=moment)
    default_storage.save("gigs/صورة.webp", ContentFile(b"a picture"))
    private_storage().save("orders/deep/file.txt", ContentFile(b"a secret"))
    call_command("backup", str(tmp_path / "house.backup"), stdout=StringIO())
    return tmp_path / "house.backup"


def _as_url(name: str) -> str:
    given = connection.settings_dict
    host = given["HOST"] or given["OPTIONS"]["host"]
    if str(host).startswith("/"):
        return f"postgres://{given['USER']}@/{name}?host={host}"
    return f"postgres://{given['USER']}:{given['PASSWORD']}@{host}:{given['PORT'] or 5432}/{name}"


@pytest.fixture
def other() -> Iterator[str]:
    """Return the address of an empty database."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {OTHER}")
        cursor.execute(f"CREATE DATABASE {OTHER}")
    yield _as_url(OTHER)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP DATABASE {OTHER} WITH (FORCE)")


def _restore(path: Path, url: str, data: Path) -> subprocess.CompletedProcess[str]:
    data.mkdir(exist_ok=True)
    env = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "DATABASE_URL": url,
        "WAZZIFNI_DATA": str(data),
    }
    return subprocess.run(
        [sys.executable, "manage.py", "restore", str(path)],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def _ask(url: str, sql: str) -> list[tuple[Any, ...]]:
    there = psycopg2.connect(url)
    with there.cursor() as cursor:
        cursor.execute(sql)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    there.close()
    return rows


@pytest.mark.usefixtures("_files")
def test_drafts_lie_beside_the_backup_not_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "full"))
    default_storage.save("gigs/a.webp", ContentFile(b"a picture"))
    kept = tmp_path / "kept"
    kept.mkdir()
    call_command("backup", str(kept / "house.backup"), stdout=StringIO())
    assert [one.name for one in kept.iterdir()] == ["house.backup"]


def test_a_backup_comes_back_whole_and_paused(made: Path, other: str, tmp_path: Path) -> None:
    done = _restore(made, other, tmp_path / "data")
    assert done.returncode == 0, done.stderr
    assert "The books hold." in done.stdout
    assert _ask(other, "SELECT username FROM accounts_member ORDER BY id") == [
        ("salma",),
        ("rami",),
    ]
    assert _ask(other, "SELECT state FROM ledger_payout") == [("unknown",)]
    assert _ask(other, 'SELECT name FROM core_switch WHERE "on" ORDER BY name') == [
        ("outbox_paused",),
        ("payouts_paused",),
    ]
    media = tmp_path / "data" / "media"
    assert (media / "public" / "gigs" / "صورة.webp").read_bytes() == b"a picture"
    assert (media / "private" / "orders" / "deep" / "file.txt").read_bytes() == b"a secret"


def test_a_backup_is_for_its_owner_only(made: Path) -> None:
    assert made.stat().st_mode & 0o777 == 0o600


def test_a_house_with_members_is_not_overwritten(made: Path, seller: Member) -> None:
    with pytest.raises(CommandError, match="empty database"):
        call_command("restore", str(made))
    assert Member.objects.filter(pk=seller.pk).exists()


def test_a_damaged_backup_changes_nothing(made: Path, other: str, tmp_path: Path) -> None:
    body = made.read_bytes()
    spoilt = tmp_path / "spoilt.backup"
    spoilt.write_bytes(body.replace(b"a secret", b"a sEcret"))
    done = _restore(spoilt, other, tmp_path / "data")
    assert done.returncode == 1
    assert "damaged" in done.stderr
    assert _ask(other, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'") == [(0,)]


def test_what_is_no_backup_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.backup.is_lived_in", lambda: False)
    text = tmp_path / "text"
    text.write_text("nothing", encoding="utf-8")
    empty = tmp_path / "empty"
    with tarfile.open(empty, "w"):
        pass
    for path in (tmp_path / "missing", text, empty):
        with pytest.raises(BackupError):
            restore_backup(path, now=clock.now())


def test_nothing_is_sent_while_payouts_are_paused(made: Path) -> None:  # noqa: ARG001
    moment: datetime = clock.now()
    call_command("switch", "payouts_paused", "on", reason="a look first", stdout=StringIO())
    assert ledger.send_due_payouts(now=moment, limit=10) == 0
    assert Payout.objects.get().state == "intent"
    call_command("switch", "payouts_paused", "off", stdout=StringIO())
    assert not Switch.is_on("payouts_paused")
    assert ledger.send_due_payouts(now=moment, limit=10) == 1


@pytest.mark.usefixtures("_files")
def test_a_file_that_goes_meanwhile_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    default_storage.save("a.webp", ContentFile(b"stays"))
    monkeypatch.setattr(backup, "_run", lambda *words: Path(words[-1]).write_bytes(b"dump"))
    monkeypatch.setattr(
        backup, "_walk", lambda storage: ["a.webp", "gone"] if storage is default_storage else []
    )
    path = tmp_path / "house.backup"
    assert backup.make_backup(path, now=clock.now()).files == 1
