"""The same promises, checked once for each statement instead of once for each row at commit.

Entries come whole: one statement enters all entries of a transfer and the balances that follow, so
what it leaves behind can be checked at its end, for a hundred rows as for one. Only that a transfer
got its entries at all has to wait for the commit.
"""

from django.db import migrations

CHECKS = """
CREATE FUNCTION ledger_entries_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_wrong bigint;
BEGIN
  SELECT f.transfer_id INTO v_wrong
    FROM (SELECT DISTINCT transfer_id FROM fresh) f
   WHERE (SELECT t.entry_count FROM ledger_transfer t WHERE t.id = f.transfer_id)
      <> (SELECT count(*) FROM ledger_entry e WHERE e.transfer_id = f.transfer_id)
      OR EXISTS (
        SELECT 1 FROM (
          SELECT e.amount,
                 (SELECT a.currency FROM ledger_account a WHERE a.id = e.account_id) AS currency
            FROM ledger_entry e WHERE e.transfer_id = f.transfer_id) l
         GROUP BY l.currency HAVING sum(l.amount) <> 0)
   LIMIT 1;
  IF v_wrong IS NOT NULL THEN
    RAISE EXCEPTION 'transfer % does not balance', v_wrong USING ERRCODE = 'check_violation';
  END IF;

  -- Each entry continues its account's chain: balance before + amount = balance after; and the
  -- stored balance is what the chain's last entry says.
  SELECT c.id INTO v_wrong
    FROM (SELECT f.id, f.account_id, f.amount, f.balance_after,
                 (SELECT a.balance FROM ledger_account a WHERE a.id = f.account_id) AS stored,
                 lag(f.balance_after) OVER w AS before, lead(f.id) OVER w IS NULL AS is_last
            FROM fresh f WINDOW w AS (PARTITION BY f.account_id ORDER BY f.id)) c
   WHERE c.balance_after IS DISTINCT FROM CASE WHEN c.stored IS NOT NULL THEN
           c.amount + coalesce(c.before, (
             SELECT e.balance_after FROM ledger_entry e
              WHERE e.account_id = c.account_id AND e.id < c.id ORDER BY e.id DESC LIMIT 1), 0) END
      OR (c.is_last AND c.stored <> (
            SELECT e.balance_after FROM ledger_entry e
             WHERE e.account_id = c.account_id ORDER BY e.id DESC LIMIT 1))
   LIMIT 1;
  IF v_wrong IS NOT NULL THEN
    RAISE EXCEPTION 'entry % does not continue its account', v_wrong
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION ledger_balances_hold() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_wrong bigint;
BEGIN
  SELECT a.id INTO v_wrong FROM fresh a
   WHERE a.balance <> coalesce((SELECT e.balance_after FROM ledger_entry e
                                 WHERE e.account_id = a.id ORDER BY e.id DESC LIMIT 1), 0)
   LIMIT 1;
  IF v_wrong IS NOT NULL THEN
    RAISE EXCEPTION 'the balance of account % has no entry behind it', v_wrong
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION ledger_transfer_entered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.entry_count <> (SELECT count(*) FROM ledger_entry WHERE transfer_id = NEW.id) THEN
    RAISE EXCEPTION 'transfer % does not balance', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
"""

# Accounts are found one by one through their index: a plan made for any number of rows would read
# the whole table as long as it is small.
ACCOUNTS = """
CREATE OR REPLACE FUNCTION ledger_accounts(p_kinds text[], p_owners text[], p_currencies text[])
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  v_ids bigint[];
BEGIN
  FOR attempt IN 1..2 LOOP
    SELECT array_agg((
             SELECT a.id FROM ledger_account a
              WHERE a.owner = p.owner AND a.kind = p.kind AND a.currency = p.currency
           ) ORDER BY p.n) INTO v_ids
      FROM unnest(p_kinds, p_owners, p_currencies) WITH ORDINALITY AS p(kind, owner, currency, n);
    EXIT WHEN array_position(v_ids, NULL) IS NULL;
    -- In one order for all, so that two who make the same accounts never wait for each other.
    INSERT INTO ledger_account (kind, owner, currency, balance)
    SELECT DISTINCT p.kind, p.owner, p.currency,
           CASE WHEN p.kind IN ('fees', 'marketing', 'cash', 'refund_reserve', 'gateway')
                THEN NULL::bigint ELSE 0 END
      FROM unnest(p_kinds, p_owners, p_currencies) AS p(kind, owner, currency)
     ORDER BY 1, 2, 3
        ON CONFLICT (owner, kind, currency) DO NOTHING;
  END LOOP;
  -- Locked before anything is inserted: an entry's foreign key takes a weaker lock on the account,
  -- and raising that one afterwards deadlocks.
  PERFORM 1 FROM ledger_account
    WHERE id = ANY (v_ids) AND balance IS NOT NULL ORDER BY id FOR NO KEY UPDATE;
  RETURN v_ids;
END $$;
"""

POST = """
CREATE OR REPLACE FUNCTION ledger_post(
  p_key text, p_hash text, p_kind text, p_reference text, p_memo jsonb, p_reverses bigint,
  p_at timestamptz, p_kinds text[], p_owners text[], p_currencies text[], p_amounts bigint[],
  OUT o_outcome text, OUT o_transfer bigint, OUT o_account bigint
) LANGUAGE plpgsql AS $$
DECLARE
  v_hash text;
  v_ids bigint[];
BEGIN
  SELECT id, body_hash INTO o_transfer, v_hash FROM ledger_transfer WHERE key = p_key;
  IF NOT FOUND THEN
    v_ids := ledger_accounts(p_kinds, p_owners, p_currencies);
    SELECT p.id INTO o_account FROM unnest(v_ids, p_amounts) AS p(id, amount)
     WHERE p.amount < 0
       AND (SELECT a.balance FROM ledger_account a WHERE a.id = p.id) + p.amount < 0
     ORDER BY p.id LIMIT 1;
    IF o_account IS NULL THEN
      INSERT INTO ledger_transfer
        (key, body_hash, kind, reference, memo, reverses_id, entry_count, created_at)
      VALUES
        (p_key, p_hash, p_kind, p_reference, p_memo, p_reverses, cardinality(p_amounts), p_at)
      ON CONFLICT (key) DO NOTHING RETURNING id INTO o_transfer;
      IF o_transfer IS NOT NULL THEN
        WITH moved AS (
          UPDATE ledger_account a
             SET balance = a.balance + p_amounts[array_position(v_ids, a.id)]
           WHERE a.id = ANY (v_ids) AND a.balance IS NOT NULL
          RETURNING a.id, a.balance
        )
        INSERT INTO ledger_entry (transfer_id, account_id, amount, balance_after)
        SELECT o_transfer, p.id, p.amount, moved.balance
          FROM unnest(v_ids, p_amounts) WITH ORDINALITY AS p(id, amount, n)
          LEFT JOIN moved ON moved.id = p.id
         ORDER BY p.n;
        o_outcome := 'posted';
        RETURN;
      END IF;
    END IF;
    -- Somebody else may have posted this key while we waited for the locks.
    SELECT id, body_hash INTO o_transfer, v_hash FROM ledger_transfer WHERE key = p_key;
    IF NOT FOUND THEN
      o_outcome := 'short';
      RETURN;
    END IF;
  END IF;
  o_outcome := CASE WHEN v_hash = p_hash THEN 'replayed' ELSE 'conflict' END;
END $$;
"""

POST_MANY = """
CREATE OR REPLACE FUNCTION ledger_post_many(
  p_keys text[], p_hashes text[], p_kinds text[], p_references text[], p_memos text[],
  p_reverses bigint[], p_counts smallint[], p_at timestamptz,
  l_transfers int[], l_kinds text[], l_owners text[], l_currencies text[], l_amounts bigint[]
) RETURNS TABLE (o_outcome text, o_position bigint, o_transfer bigint) LANGUAGE plpgsql AS $$
DECLARE
  v_ids bigint[];
  v_known boolean[];
  v_short bigint;
BEGIN
  v_ids := ledger_accounts(l_kinds, l_owners, l_currencies);

  RETURN QUERY
    SELECT 'conflict', p.n, t.id
      FROM unnest(p_keys, p_hashes) WITH ORDINALITY AS p(key, hash, n)
      JOIN ledger_transfer t ON t.key = p.key
     WHERE t.body_hash <> p.hash ORDER BY p.n LIMIT 1;
  IF FOUND THEN RETURN; END IF;

  SELECT array_agg(t.id IS NOT NULL ORDER BY p.n) INTO v_known
    FROM unnest(p_keys) WITH ORDINALITY AS p(key, n) LEFT JOIN ledger_transfer t ON t.key = p.key;

  SELECT r.n INTO v_short FROM (
    SELECT l.t AS n, a.balance + sum(l.amount) OVER (PARTITION BY l.id ORDER BY l.t) AS after
      FROM unnest(l_transfers, v_ids, l_amounts) AS l(t, id, amount)
      JOIN ledger_account a ON a.id = l.id
     WHERE a.balance IS NOT NULL AND NOT v_known[l.t]
  ) r WHERE r.after < 0 ORDER BY r.n LIMIT 1;
  IF v_short IS NOT NULL THEN
    RETURN QUERY SELECT 'short', v_short, NULL::bigint;
    RETURN;
  END IF;

  INSERT INTO ledger_transfer
    (key, body_hash, kind, reference, memo, reverses_id, entry_count, created_at)
  SELECT p.key, p.hash, p.kind, p.reference, p.memo::jsonb, p.reverses, p.entries, p_at
    FROM unnest(p_keys, p_hashes, p_kinds, p_references, p_memos, p_reverses, p_counts)
         WITH ORDINALITY AS p(key, hash, kind, reference, memo, reverses, entries, n)
   WHERE NOT v_known[p.n] ORDER BY p.n;

  WITH moved AS (
    UPDATE ledger_account a SET balance = a.balance + s.amount
      FROM (SELECT l.id, sum(l.amount) AS amount
              FROM unnest(l_transfers, v_ids, l_amounts) AS l(t, id, amount)
             WHERE NOT v_known[l.t] GROUP BY l.id) s
     WHERE a.id = s.id AND a.balance IS NOT NULL
    RETURNING a.id, a.balance - s.amount AS before
  )
  INSERT INTO ledger_entry (transfer_id, account_id, amount, balance_after)
  SELECT t.id, l.id, l.amount,
         moved.before + sum(l.amount) OVER (PARTITION BY l.id ORDER BY l.t)
    FROM unnest(l_transfers, v_ids, l_amounts) WITH ORDINALITY AS l(t, id, amount, n)
    LEFT JOIN moved ON moved.id = l.id
    JOIN ledger_transfer t ON t.key = p_keys[l.t]
   WHERE NOT v_known[l.t]
   ORDER BY l.t, l.n;

  RETURN QUERY
    SELECT CASE WHEN v_known[p.n] THEN 'replayed' ELSE 'posted' END, p.n, t.id
      FROM unnest(p_keys) WITH ORDINALITY AS p(key, n)
      JOIN ledger_transfer t ON t.key = p.key ORDER BY p.n;
END $$;
"""

SWITCH = """
SET LOCAL lock_timeout = '2s';
DROP TRIGGER ledger_transfer_balances ON ledger_transfer;
DROP TRIGGER ledger_entry_continues ON ledger_entry;
DROP TRIGGER ledger_balance_is_proven ON ledger_account;
CREATE CONSTRAINT TRIGGER ledger_transfer_entered AFTER INSERT ON ledger_transfer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transfer_entered();
CREATE TRIGGER ledger_entries_hold AFTER INSERT ON ledger_entry
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_entries_hold();
CREATE TRIGGER ledger_balances_made AFTER INSERT ON ledger_account
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_balances_hold();
CREATE TRIGGER ledger_balances_hold AFTER UPDATE ON ledger_account
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION ledger_balances_hold();
"""
BACK = """
SET LOCAL lock_timeout = '2s';
DROP TRIGGER ledger_balances_hold ON ledger_account;
DROP TRIGGER ledger_balances_made ON ledger_account;
DROP TRIGGER ledger_entries_hold ON ledger_entry;
DROP TRIGGER ledger_transfer_entered ON ledger_transfer;
DROP FUNCTION ledger_balances_hold, ledger_entries_hold, ledger_transfer_entered;
CREATE CONSTRAINT TRIGGER ledger_transfer_balances AFTER INSERT ON ledger_transfer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transfer_balances();
CREATE CONSTRAINT TRIGGER ledger_entry_continues AFTER INSERT ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_continues();
CREATE CONSTRAINT TRIGGER ledger_balance_is_proven AFTER INSERT OR UPDATE ON ledger_account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balance_is_proven();
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_payouts_fixed")]
    # The new functions satisfy the old triggers too, so going back leaves them.
    operations = [migrations.RunSQL(CHECKS + ACCOUNTS + POST + POST_MANY + SWITCH, BACK)]
