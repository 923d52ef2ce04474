"""Frozen records, counted ballots, rounds and places can't be edited: the database refuses."""

from typing import Any

from django.db import migrations

TABLES = ("snapshot", "paper", "countround", "laurel")


def freeze(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """Refuse every change of a row."""
    for table in TABLES:
        schema_editor.execute(
            f"CREATE TRIGGER laurels_{table}_frozen"
            f" BEFORE UPDATE OR DELETE OR TRUNCATE ON laurels_{table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change()"
        )


def thaw(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """Let rows be changed again."""
    for table in TABLES:
        schema_editor.execute(f"DROP TRIGGER laurels_{table}_frozen ON laurels_{table}")


class Migration(migrations.Migration):
    dependencies = [("laurels", "0001_elections"), ("core", "0003_append_only")]
    operations = [migrations.RunPython(freeze, thaw)]
