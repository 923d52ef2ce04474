"""Issued documents and entered rates are never changed: the database refuses, as for the books."""

from django.db import migrations

FORWARD = """
CREATE FUNCTION billing_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is frozen: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER billing_invoice_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_invoice
  FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_change();
CREATE TRIGGER billing_rate_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON billing_exchangerate
  FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_change();
CREATE FUNCTION billing_counter_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.last <> OLD.last + 1 THEN
    RAISE EXCEPTION 'numbers go up by one' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER billing_counter_by_one BEFORE UPDATE ON billing_counter
  FOR EACH ROW EXECUTE FUNCTION billing_counter_guard();
CREATE TRIGGER billing_counter_kept BEFORE DELETE OR TRUNCATE ON billing_counter
  FOR EACH STATEMENT EXECUTE FUNCTION billing_refuse_change();
"""
BACKWARD = """
DROP TRIGGER billing_counter_kept ON billing_counter;
DROP TRIGGER billing_counter_by_one ON billing_counter;
DROP FUNCTION billing_counter_guard;
DROP TRIGGER billing_rate_frozen ON billing_exchangerate;
DROP TRIGGER billing_invoice_frozen ON billing_invoice;
DROP FUNCTION billing_refuse_change;
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_invoices")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
