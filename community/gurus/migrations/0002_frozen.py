"""Versions of the charter and signatures can't be edited: the database itself refuses."""

from django.db import migrations

FREEZE = """
CREATE TRIGGER gurus_charter_frozen
  BEFORE UPDATE OR DELETE OR TRUNCATE ON gurus_charterversion
  FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER gurus_signature_frozen
  BEFORE UPDATE OR DELETE OR TRUNCATE ON gurus_signature
  FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
"""
THAW = """
DROP TRIGGER gurus_signature_frozen ON gurus_signature;
DROP TRIGGER gurus_charter_frozen ON gurus_charterversion;
"""


class Migration(migrations.Migration):
    dependencies = [("gurus", "0001_club"), ("core", "0003_append_only")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
