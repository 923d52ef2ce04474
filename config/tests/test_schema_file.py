"""The schema file is used only for what it is made for: an empty database of today's migrations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from config import schema

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    copy = tmp_path / "schema.sql"
    copy.write_text("", encoding="utf-8")
    monkeypatch.setattr(schema, "FILE", copy)
    monkeypatch.setattr(schema, "is_empty", lambda: True)
    return copy


def test_the_file_belongs_to_todays_migrations() -> None:
    assert schema.is_untouched(), "run: python manage.py schema"


def test_an_edited_file_is_noticed(file: Path) -> None:
    whole = schema.write_schema()
    file.write_text(whole, encoding="utf-8")
    assert schema.is_untouched()
    call_command("schema", check=True, by_digest=True)
    file.write_text(whole.replace("bigint", "integer", 1), encoding="utf-8")
    assert schema.is_current()
    assert not schema.is_untouched()
    with pytest.raises(CommandError, match="or was edited"):
        call_command("schema", check=True, by_digest=True)


def test_unsafe_migrations_are_not_written_down(monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema.FILE.read_bytes()
    monkeypatch.setattr("config.management.commands.schema.lint", lambda _arguments: 1)
    with pytest.raises(CommandError, match="isn't safe to apply"):
        call_command("schema")
    assert schema.FILE.read_bytes() == before


def test_a_file_of_other_migrations_is_left_alone(file: Path) -> None:
    file.write_text(
        "-- Written by `manage.py schema`: migrations 0, PostgreSQL 18.\nSELECT 1/0;\n",
        encoding="utf-8",
    )
    assert not schema.load_schema()


def test_no_file_is_no_fault(file: Path) -> None:
    file.unlink()
    assert not schema.load_schema()


def test_a_database_with_tables_is_left_alone(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text(f"{schema.write_schema().splitlines()[0]}\nSELECT 1/0;\n", encoding="utf-8")
    monkeypatch.setattr(schema, "is_empty", lambda: False)
    assert not schema.load_schema()


def test_a_setting_keeps_real_installations_on_the_migrations(file: Path, settings: Any) -> None:
    file.write_text(f"{schema.write_schema().splitlines()[0]}\nSELECT 1/0;\n", encoding="utf-8")
    settings.SCHEMA_FROM_FILE = False
    assert not schema.load_schema()


def test_a_fault_in_the_file_leaves_nothing_behind(file: Path) -> None:
    head = schema.write_schema().splitlines()[0]
    file.write_text(f"{head}\nCREATE TABLE half_way (id int);\nSELECT 1/0;\n", encoding="utf-8")
    with pytest.raises(Exception, match="division by zero"):
        schema.load_schema()
    assert "half_way" not in connection.introspection.table_names()


def test_this_database_knows_every_migration_as_applied() -> None:
    call_command("migrate", check=True, verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_migrations")
        assert cursor.fetchone()[0] > 90
