"""Whom a payout pays, how much and where never changes, and no payout disappears."""

from django.db import migrations

FORWARD = """
CREATE TRIGGER ledger_payout_fixed
  BEFORE UPDATE OF member_id, destination_id, method, holder, account, bank_name, amount, currency,
    request_key, requested_at, public_id ON ledger_payout
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_payout_kept BEFORE DELETE OR TRUNCATE ON ledger_payout
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_destination_fixed
  BEFORE UPDATE OF member_id, method, holder, account, bank_name, public_id
    ON ledger_payoutdestination
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_batch_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_payoutbatch
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
"""
BACKWARD = """
DROP TRIGGER ledger_batch_kept ON ledger_payoutbatch;
DROP TRIGGER ledger_destination_fixed ON ledger_payoutdestination;
DROP TRIGGER ledger_payout_kept ON ledger_payout;
DROP TRIGGER ledger_payout_fixed ON ledger_payout;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0004_payouts")]
    operations = [migrations.RunSQL(FORWARD, BACKWARD)]
