"""The story of a sighting can't be edited: the database itself refuses.

Words about a member are forgotten when they leave: an act's note may become empty, nothing else.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

FREEZE = """
CREATE TRIGGER watch_change_frozen
  BEFORE UPDATE OR DELETE OR TRUNCATE ON watch_stagechange
  FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER watch_act_kept
  BEFORE DELETE OR TRUNCATE ON watch_watchact
  FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER watch_act_frozen
  BEFORE UPDATE ON watch_watchact
  FOR EACH ROW WHEN (NEW.note <> '' OR NEW.kind <> OLD.kind OR NEW.at <> OLD.at
                     OR NEW.by_id <> OLD.by_id OR NEW.sighting_id <> OLD.sighting_id)
  EXECUTE FUNCTION core_refuse_change();
"""
THAW = """
DROP TRIGGER watch_act_frozen ON watch_watchact;
DROP TRIGGER watch_act_kept ON watch_watchact;
DROP TRIGGER watch_change_frozen ON watch_stagechange;
"""


def freeze(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """Let nobody change the story."""
    schema_editor.execute(FREEZE, params=None)


def thaw(apps: Any, schema_editor: Any) -> None:  # noqa: ARG001
    """Take the lock off again."""
    schema_editor.execute(THAW, params=None)


class Migration(migrations.Migration):
    dependencies = [("watch", "0001_watch"), ("core", "0003_append_only")]
    operations = [migrations.RunPython(freeze, thaw)]
