"""The record can't be edited: the database itself refuses."""

from django.db import migrations

FREEZE = """
CREATE TRIGGER reputation_contribution_frozen
  BEFORE UPDATE OR DELETE OR TRUNCATE ON reputation_contribution
  FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER reputation_rule_frozen
  BEFORE UPDATE OR DELETE OR TRUNCATE ON reputation_pointrule
  FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
"""
THAW = """
DROP TRIGGER reputation_rule_frozen ON reputation_pointrule;
DROP TRIGGER reputation_contribution_frozen ON reputation_contribution;
"""


class Migration(migrations.Migration):
    dependencies = [("reputation", "0001_record"), ("core", "0003_append_only")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
