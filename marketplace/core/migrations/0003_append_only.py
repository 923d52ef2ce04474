"""The audit log can't be edited: the database itself refuses."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER core_audit_frozen BEFORE UPDATE OR DELETE ON core_auditrecord
  FOR EACH ROW EXECUTE FUNCTION core_refuse_change();
"""
BACKWARD = """
DROP TRIGGER core_audit_frozen ON core_auditrecord;
DROP FUNCTION core_refuse_change();
"""


class Migration(migrations.Migration):
    dependencies = [("core", "0002_outbox_and_audit")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
