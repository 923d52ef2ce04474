"""Posting is one function of the database, and the database refuses whatever breaks the books."""

from django.db import migrations

ACCOUNTS = """
CREATE FUNCTION ledger_accounts(p_kinds text[], p_owners text[], p_currencies text[])
RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
  v_ids bigint[];
BEGIN
  FOR attempt IN 1..2 LOOP
    SELECT array_agg(a.id ORDER BY p.n) INTO v_ids
      FROM unnest(p_kinds, p_owners, p_currencies) WITH ORDINALITY AS p(kind, owner, currency, n)
      LEFT JOIN ledger_account a
        ON a.owner = p.owner AND a.kind = p.kind AND a.currency = p.currency;
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
CREATE FUNCTION ledger_post(
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
    SELECT a.id INTO o_account
      FROM unnest(v_ids, p_amounts) AS p(id, amount) JOIN ledger_account a ON a.id = p.id
     WHERE a.balance + p.amount < 0 ORDER BY a.id LIMIT 1;
    IF o_account IS NULL THEN
      INSERT INTO ledger_transfer
        (key, body_hash, kind, reference, memo, reverses_id, entry_count, created_at)
      VALUES
        (p_key, p_hash, p_kind, p_reference, p_memo, p_reverses, cardinality(p_amounts), p_at)
      ON CONFLICT (key) DO NOTHING RETURNING id INTO o_transfer;
      IF o_transfer IS NOT NULL THEN
        WITH moved AS (
          UPDATE ledger_account a SET balance = a.balance + p.amount
            FROM unnest(v_ids, p_amounts) AS p(id, amount)
           WHERE a.id = p.id AND a.balance IS NOT NULL
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
CREATE FUNCTION ledger_post_many(
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

  INSERT INTO ledger_entry (transfer_id, account_id, amount, balance_after)
  SELECT t.id, l.id, l.amount,
         a.balance + sum(l.amount) OVER (PARTITION BY l.id ORDER BY l.t)
    FROM unnest(l_transfers, v_ids, l_amounts) WITH ORDINALITY AS l(t, id, amount, n)
    JOIN ledger_account a ON a.id = l.id
    JOIN ledger_transfer t ON t.key = p_keys[l.t]
   WHERE NOT v_known[l.t]
   ORDER BY l.t, l.n;

  UPDATE ledger_account a SET balance = a.balance + s.amount
    FROM (SELECT l.id, sum(l.amount) AS amount
            FROM unnest(l_transfers, v_ids, l_amounts) AS l(t, id, amount)
           WHERE NOT v_known[l.t] GROUP BY l.id) s
   WHERE a.id = s.id AND a.balance IS NOT NULL;

  RETURN QUERY
    SELECT CASE WHEN v_known[p.n] THEN 'replayed' ELSE 'posted' END, p.n, t.id
      FROM unnest(p_keys) WITH ORDINALITY AS p(key, n)
      JOIN ledger_transfer t ON t.key = p.key ORDER BY p.n;
END $$;
"""

GUARDS = """
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE TRIGGER ledger_transfer_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_transfer
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_entry_frozen BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_account_kept BEFORE DELETE OR TRUNCATE ON ledger_account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_account_fixed BEFORE UPDATE OF id, kind, owner, currency ON ledger_account
  FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();

CREATE FUNCTION ledger_assert_transfer(p_transfer bigint) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  v_expected int;
  v_found int;
  v_is_balanced boolean;
BEGIN
  SELECT entry_count INTO v_expected FROM ledger_transfer WHERE id = p_transfer;
  SELECT sum(s.entries), bool_and(s.total = 0) INTO v_found, v_is_balanced
    FROM (SELECT count(*) AS entries, sum(e.amount) AS total
            FROM ledger_entry e JOIN ledger_account a ON a.id = e.account_id
           WHERE e.transfer_id = p_transfer GROUP BY a.currency) s;
  IF v_found IS DISTINCT FROM v_expected OR NOT v_is_balanced THEN
    RAISE EXCEPTION 'transfer % does not balance', p_transfer USING ERRCODE = 'check_violation';
  END IF;
END $$;

CREATE FUNCTION ledger_transfer_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger_assert_transfer(NEW.id);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_transfer_balances AFTER INSERT ON ledger_transfer
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_transfer_balances();

-- Each entry continues its account's chain: balance before + amount = balance after.
CREATE FUNCTION ledger_entry_continues() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_keeps_balance boolean;
  v_before bigint;
BEGIN
  PERFORM ledger_assert_transfer(NEW.transfer_id);
  SELECT balance IS NOT NULL INTO v_keeps_balance FROM ledger_account WHERE id = NEW.account_id;
  IF v_keeps_balance THEN
    SELECT balance_after INTO v_before FROM ledger_entry
     WHERE account_id = NEW.account_id AND id < NEW.id ORDER BY id DESC LIMIT 1;
    v_before := coalesce(v_before, 0) + NEW.amount;
  END IF;
  IF NEW.balance_after IS DISTINCT FROM v_before THEN
    RAISE EXCEPTION 'entry % does not continue account %', NEW.id, NEW.account_id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_entry_continues AFTER INSERT ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_entry_continues();

-- A stored balance is whatever its last entry says, so only posting can change it.
CREATE FUNCTION ledger_balance_is_proven() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  v_balance bigint;
  v_proof bigint;
BEGIN
  SELECT balance INTO v_balance FROM ledger_account WHERE id = NEW.id;
  SELECT balance_after INTO v_proof FROM ledger_entry
   WHERE account_id = NEW.id ORDER BY id DESC LIMIT 1;
  IF v_balance <> coalesce(v_proof, 0) THEN
    RAISE EXCEPTION 'the balance of account % has no entry behind it', NEW.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER ledger_balance_is_proven AFTER INSERT OR UPDATE ON ledger_account
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balance_is_proven();

-- Room on each page for new versions of a balance, so that updates touch no index.
ALTER TABLE ledger_account SET (fillfactor = 70);
"""

BACKWARD = """
DROP TRIGGER ledger_balance_is_proven ON ledger_account;
DROP TRIGGER ledger_account_fixed ON ledger_account;
DROP TRIGGER ledger_account_kept ON ledger_account;
DROP TRIGGER ledger_entry_continues ON ledger_entry;
DROP TRIGGER ledger_entry_frozen ON ledger_entry;
DROP TRIGGER ledger_transfer_balances ON ledger_transfer;
DROP TRIGGER ledger_transfer_frozen ON ledger_transfer;
DROP FUNCTION ledger_balance_is_proven, ledger_entry_continues, ledger_transfer_balances,
  ledger_assert_transfer, ledger_refuse_change, ledger_post_many, ledger_post, ledger_accounts;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_books")]
    operations = [migrations.RunSQL(ACCOUNTS + POST + POST_MANY + GUARDS, BACKWARD)]
