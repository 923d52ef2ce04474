"""Prices and costs can't be edited: the database itself refuses."""

from django.db import migrations

FREEZE = """
CREATE TRIGGER worth_price_frozen
  BEFORE UPDATE OR DELETE OR TRUNCATE ON worth_ticketprice
  FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER worth_licence_frozen
  BEFORE UPDATE OR DELETE OR TRUNCATE ON worth_licencecost
  FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
CREATE TRIGGER worth_cost_frozen
  BEFORE UPDATE OR DELETE OR TRUNCATE ON worth_programmecost
  FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change();
"""
THAW = """
DROP TRIGGER worth_cost_frozen ON worth_programmecost;
DROP TRIGGER worth_licence_frozen ON worth_licencecost;
DROP TRIGGER worth_price_frozen ON worth_ticketprice;
"""


class Migration(migrations.Migration):
    dependencies = [("worth", "0001_worth"), ("core", "0003_append_only")]
    operations = [migrations.RunSQL(FREEZE, THAW)]
