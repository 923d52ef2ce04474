-- Written by `manage.py schema`: migrations c6178c954326988247071163a4442ac9ad7ff0e29e733bd2a79deb7bfa93dc12, PostgreSQL 18, text be77669aa7595c5f3198e1dc07547d04528b380fbe6efc53c9d1610b94f38285.

SET LOCAL statement_timeout = 0;
SET LOCAL lock_timeout = 0;
SET LOCAL idle_in_transaction_session_timeout = 0;
SET LOCAL transaction_timeout = 0;
SET LOCAL client_encoding = 'UTF8';
SET LOCAL standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', true);
SET LOCAL check_function_bodies = false;
SET LOCAL xmloption = content;
SET LOCAL client_min_messages = warning;
SET LOCAL row_security = off;

CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

CREATE FUNCTION public.billing_counter_guard() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.last <> OLD.last + 1 THEN
    RAISE EXCEPTION 'numbers go up by one' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION public.billing_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION '% is frozen: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.core_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.forum_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.ledger_accounts(p_kinds text[], p_owners text[], p_currencies text[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ledger_assert_transfer(p_transfer bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ledger_balance_is_proven() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ledger_balances_hold() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ledger_entries_hold() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ledger_entry_continues() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ledger_post(p_key text, p_hash text, p_kind text, p_reference text, p_memo jsonb, p_reverses bigint, p_at timestamp with time zone, p_kinds text[], p_owners text[], p_currencies text[], p_amounts bigint[], OUT o_outcome text, OUT o_transfer bigint, OUT o_account bigint) RETURNS record
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ledger_post_many(p_keys text[], p_hashes text[], p_kinds text[], p_references text[], p_memos text[], p_reverses bigint[], p_counts smallint[], p_at timestamp with time zone, l_transfers integer[], l_kinds text[], l_owners text[], l_currencies text[], l_amounts bigint[]) RETURNS TABLE(o_outcome text, o_position bigint, o_transfer bigint)
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ledger_refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.ledger_transfer_balances() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  PERFORM ledger_assert_transfer(NEW.id);
  RETURN NULL;
END $$;

CREATE FUNCTION public.ledger_transfer_entered() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  IF NEW.entry_count <> (SELECT count(*) FROM ledger_entry WHERE transfer_id = NEW.id) THEN
    RAISE EXCEPTION 'transfer % does not balance', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION public.search_beyond(of_kind character varying, asked tsquery[], most integer) RETURNS boolean
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    SET enable_indexscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
DECLARE found integer := 0; got integer;
BEGIN
  IF cardinality(asked) = 1 THEN

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 0 AND e.words @@ asked[1] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 1 AND e.words @@ asked[1] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 2 AND e.words @@ asked[1] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 3 AND e.words @@ asked[1] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

  ELSIF cardinality(asked) = 2 THEN

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 0 AND e.words @@ asked[1] AND e.words @@ asked[2] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 1 AND e.words @@ asked[1] AND e.words @@ asked[2] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 2 AND e.words @@ asked[1] AND e.words @@ asked[2] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 3 AND e.words @@ asked[1] AND e.words @@ asked[2] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

  ELSE

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 0 AND e.words @@ asked[1] AND e.words @@ asked[2] AND e.words @@ asked[3] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 1 AND e.words @@ asked[1] AND e.words @@ asked[2] AND e.words @@ asked[3] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 2 AND e.words @@ asked[1] AND e.words @@ asked[2] AND e.words @@ asked[3] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

    SELECT count(*) INTO got FROM (
      SELECT 1 FROM search_entry AS e WHERE e.shelf = 3 AND e.words @@ asked[1] AND e.words @@ asked[2] AND e.words @@ asked[3] AND e.kind = of_kind
      LIMIT most + 1 - found) AS enough;
    found := found + got;
    IF found > most THEN RETURN true; END IF;

  END IF;
  RETURN false;
END $$;

CREATE FUNCTION public.search_close_words(wanted text[], cap integer) RETURNS TABLE(given text, near character varying, count integer)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
DECLARE one text; rests text[];
BEGIN
  FOREACH one IN ARRAY wanted LOOP
    rests := search_drops(one);
    RETURN QUERY SELECT one, w.text, w.count FROM search_word AS w
      WHERE w.count > 0 AND search_drops(w.text::text) && rests
      ORDER BY w.count DESC, w.text LIMIT cap;
  END LOOP;
END $$;

CREATE FUNCTION public.search_collect(of_kind character varying, head_query tsquery, body_query tsquery, low bigint, high bigint, cap integer) RETURNS TABLE(id bigint, ref bigint, score integer, depth smallint, root character varying, category character varying, language character varying, level smallint, rating smallint, price bigint, days smallint)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    SET enable_indexscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
DECLARE found integer := 0; got integer; rest_query tsquery;
BEGIN

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 0 AND e.words @@ head_query AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 1 AND e.words @@ head_query AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 2 AND e.words @@ head_query AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 3 AND e.words @@ head_query AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got;
  IF found >= cap THEN RETURN; END IF;

  IF body_query IS NULL THEN RETURN; END IF;
  rest_query := body_query && !!head_query;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 0 AND e.words @@ rest_query AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 1 AND e.words @@ rest_query AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 2 AND e.words @@ rest_query AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 3 AND e.words @@ rest_query AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got;
  IF found >= cap THEN RETURN; END IF;

END $$;

CREATE FUNCTION public.search_drops(word text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
  SELECT array_agg(DISTINCT left(word, n - 1) || substr(word, n + 1))
  FROM generate_series(1, length(word) + 1) AS n
$$;

CREATE FUNCTION public.search_gather_1(of_kind character varying, heads tsquery[], bodies tsquery[], low bigint, high bigint, cap integer) RETURNS TABLE(id bigint, ref bigint, score integer, depth smallint, root character varying, category character varying, language character varying, level smallint, rating smallint, price bigint, days smallint)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    SET enable_indexscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
DECLARE found integer := 0; got integer; here_0 integer; here_1 integer; here_2 integer; here_3 integer;
BEGIN

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 0 AND e.words @@ heads[1] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_0 := got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 1 AND e.words @@ heads[1] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_1 := got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 2 AND e.words @@ heads[1] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_2 := got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 3 AND e.words @@ heads[1] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_3 := got;
  IF found >= cap THEN RETURN; END IF;

  IF bodies IS NULL THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 0 AND e.words @@ bodies[1] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_0;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_0;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 1 AND e.words @@ bodies[1] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_1;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_1;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 2 AND e.words @@ bodies[1] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_2;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_2;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 3 AND e.words @@ bodies[1] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_3;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_3;
  IF found >= cap THEN RETURN; END IF;

END $$;

CREATE FUNCTION public.search_gather_2(of_kind character varying, heads tsquery[], bodies tsquery[], low bigint, high bigint, cap integer) RETURNS TABLE(id bigint, ref bigint, score integer, depth smallint, root character varying, category character varying, language character varying, level smallint, rating smallint, price bigint, days smallint)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    SET enable_indexscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
DECLARE found integer := 0; got integer; here_0 integer; here_1 integer; here_2 integer; here_3 integer;
BEGIN

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 0 AND e.words @@ heads[1] AND e.words @@ heads[2] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_0 := got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 1 AND e.words @@ heads[1] AND e.words @@ heads[2] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_1 := got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 2 AND e.words @@ heads[1] AND e.words @@ heads[2] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_2 := got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 3 AND e.words @@ heads[1] AND e.words @@ heads[2] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_3 := got;
  IF found >= cap THEN RETURN; END IF;

  IF bodies IS NULL THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 0 AND e.words @@ bodies[1] AND e.words @@ bodies[2] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_0;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_0;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 1 AND e.words @@ bodies[1] AND e.words @@ bodies[2] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_1;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_1;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 2 AND e.words @@ bodies[1] AND e.words @@ bodies[2] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_2;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_2;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 3 AND e.words @@ bodies[1] AND e.words @@ bodies[2] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_3;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_3;
  IF found >= cap THEN RETURN; END IF;

END $$;

CREATE FUNCTION public.search_gather_3(of_kind character varying, heads tsquery[], bodies tsquery[], low bigint, high bigint, cap integer) RETURNS TABLE(id bigint, ref bigint, score integer, depth smallint, root character varying, category character varying, language character varying, level smallint, rating smallint, price bigint, days smallint)
    LANGUAGE plpgsql STABLE
    SET enable_seqscan TO 'off'
    SET enable_indexscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
DECLARE found integer := 0; got integer; here_0 integer; here_1 integer; here_2 integer; here_3 integer;
BEGIN

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 0 AND e.words @@ heads[1] AND e.words @@ heads[2] AND e.words @@ heads[3] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_0 := got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 1 AND e.words @@ heads[1] AND e.words @@ heads[2] AND e.words @@ heads[3] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_1 := got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 2 AND e.words @@ heads[1] AND e.words @@ heads[2] AND e.words @@ heads[3] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_2 := got;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 0::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 3 AND e.words @@ heads[1] AND e.words @@ heads[2] AND e.words @@ heads[3] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got; here_3 := got;
  IF found >= cap THEN RETURN; END IF;

  IF bodies IS NULL THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 0 AND e.words @@ bodies[1] AND e.words @@ bodies[2] AND e.words @@ bodies[3] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_0;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_0;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 1 AND e.words @@ bodies[1] AND e.words @@ bodies[2] AND e.words @@ bodies[3] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_1;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_1;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 2 AND e.words @@ bodies[1] AND e.words @@ bodies[2] AND e.words @@ bodies[3] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_2;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_2;
  IF found >= cap THEN RETURN; END IF;

  RETURN QUERY SELECT e.id, e.ref, e.score, 1::smallint, e.root, e.category, e.language, e.level, e.rating, e.price, e.days FROM search_entry AS e
    WHERE e.shelf = 3 AND e.words @@ bodies[1] AND e.words @@ bodies[2] AND e.words @@ bodies[3] AND e.kind = of_kind
      AND (low IS NULL OR e.price >= low) AND (high IS NULL OR e.price <= high)
    ORDER BY e.score DESC, e.id DESC LIMIT cap - found + here_3;
  GET DIAGNOSTICS got = ROW_COUNT;
  found := found + got - here_3;
  IF found >= cap THEN RETURN; END IF;

END $$;

CREATE FUNCTION public.search_near_words(wanted text[], cap integer) RETURNS TABLE(given text, near character varying, count integer)
    LANGUAGE sql STABLE
    SET "pg_trgm.similarity_threshold" TO '0.25'
    SET enable_seqscan TO 'off'
    AS $$
  SELECT one.given, word.text, word.count
  FROM unnest(wanted) AS one (given)
  CROSS JOIN LATERAL (
    (SELECT w.text, w.count FROM search_word AS w
     WHERE w.count > 0 AND w.text % one.given
       AND length(w.text) BETWEEN length(one.given) - 2 AND length(one.given) + 2
     ORDER BY similarity(w.text, one.given) DESC, w.count DESC, w.text
     LIMIT cap)
    UNION
    (SELECT w.text, w.count FROM search_word AS w
     WHERE length(one.given) < 6 AND w.count > 0 AND w.start LIKE left(one.given, 1) || '%'
       AND length(w.text) BETWEEN length(one.given) - 1 AND length(one.given) + 1
     ORDER BY w.count DESC, w.text
     LIMIT cap * 5)
  ) AS word
$$;

CREATE FUNCTION public.wz_fold(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN NORMALIZE(translate(lower((regexp_replace(NORMALIZE(regexp_replace($1, '[\U00000378-\U00000379\U00000380-\U00000383\U0000038B-\U0000038B\U0000038D-\U0000038D\U000003A2-\U000003A2\U00000530-\U00000530\U00000557-\U00000558\U0000058B-\U0000058C\U00000590-\U00000590\U000005C8-\U000005CF\U000005EB-\U000005EE\U000005F5-\U000005FF\U0000070E-\U0000070E\U0000074B-\U0000074C\U000007B2-\U000007BF\U000007FB-\U000007FC\U0000082E-\U0000082F\U0000083F-\U0000083F\U0000085C-\U0000085D\U0000085F-\U0000085F\U0000086B-\U0000086F\U0000088F-\U0000088F\U00000892-\U00000897\U00000984-\U00000984\U0000098D-\U0000098E\U00000991-\U00000992\U000009A9-\U000009A9\U000009B1-\U000009B1\U000009B3-\U000009B5\U000009BA-\U000009BB\U000009C5-\U000009C6\U000009C9-\U000009CA\U000009CF-\U000009D6\U000009D8-\U000009DB\U000009DE-\U000009DE\U000009E4-\U000009E5\U000009FF-\U00000A00\U00000A04-\U00000A04\U00000A0B-\U00000A0E\U00000A11-\U00000A12\U00000A29-\U00000A29\U00000A31-\U00000A31\U00000A34-\U00000A34\U00000A37-\U00000A37\U00000A3A-\U00000A3B\U00000A3D-\U00000A3D\U00000A43-\U00000A46\U00000A49-\U00000A4A\U00000A4E-\U00000A50\U00000A52-\U00000A58\U00000A5D-\U00000A5D\U00000A5F-\U00000A65\U00000A77-\U00000A80\U00000A84-\U00000A84\U00000A8E-\U00000A8E\U00000A92-\U00000A92\U00000AA9-\U00000AA9\U00000AB1-\U00000AB1\U00000AB4-\U00000AB4\U00000ABA-\U00000ABB\U00000AC6-\U00000AC6\U00000ACA-\U00000ACA\U00000ACE-\U00000ACF\U00000AD1-\U00000ADF\U00000AE4-\U00000AE5\U00000AF2-\U00000AF8\U00000B00-\U00000B00\U00000B04-\U00000B04\U00000B0D-\U00000B0E\U00000B11-\U00000B12\U00000B29-\U00000B29\U00000B31-\U00000B31\U00000B34-\U00000B34\U00000B3A-\U00000B3B\U00000B45-\U00000B46\U00000B49-\U00000B4A\U00000B4E-\U00000B54\U00000B58-\U00000B5B\U00000B5E-\U00000B5E\U00000B64-\U00000B65\U00000B78-\U00000B81\U00000B84-\U00000B84\U00000B8B-\U00000B8D\U00000B91-\U00000B91\U00000B96-\U00000B98\U00000B9B-\U00000B9B\U00000B9D-\U00000B9D\U00000BA0-\U00000BA2\U00000BA5-\U00000BA7\U00000BAB-\U00000BAD\U00000BBA-\U00000BBD\U00000BC3-\U00000BC5\U00000BC9-\U00000BC9\U00000BCE-\U00000BCF\U00000BD1-\U00000BD6\U00000BD8-\U00000BE5\U00000BFB-\U00000BFF\U00000C0D-\U00000C0D\U00000C11-\U00000C11\U00000C29-\U00000C29\U00000C3A-\U00000C3B\U00000C45-\U00000C45\U00000C49-\U00000C49\U00000C4E-\U00000C54\U00000C57-\U00000C57\U00000C5B-\U00000C5C\U00000C5E-\U00000C5F\U00000C64-\U00000C65\U00000C70-\U00000C76\U00000C8D-\U00000C8D\U00000C91-\U00000C91\U00000CA9-\U00000CA9\U00000CB4-\U00000CB4\U00000CBA-\U00000CBB\U00000CC5-\U00000CC5\U00000CC9-\U00000CC9\U00000CCE-\U00000CD4\U00000CD7-\U00000CDC\U00000CDF-\U00000CDF\U00000CE4-\U00000CE5\U00000CF0-\U00000CF0\U00000CF3-\U00000CFF\U00000D0D-\U00000D0D\U00000D11-\U00000D11\U00000D45-\U00000D45\U00000D49-\U00000D49\U00000D50-\U00000D53\U00000D64-\U00000D65\U00000D80-\U00000D80\U00000D84-\U00000D84\U00000D97-\U00000D99\U00000DB2-\U00000DB2\U00000DBC-\U00000DBC\U00000DBE-\U00000DBF\U00000DC7-\U00000DC9\U00000DCB-\U00000DCE\U00000DD5-\U00000DD5\U00000DD7-\U00000DD7\U00000DE0-\U00000DE5\U00000DF0-\U00000DF1\U00000DF5-\U00000E00\U00000E3B-\U00000E3E\U00000E5C-\U00000E80\U00000E83-\U00000E83\U00000E85-\U00000E85\U00000E8B-\U00000E8B\U00000EA4-\U00000EA4\U00000EA6-\U00000EA6\U00000EBE-\U00000EBF\U00000EC5-\U00000EC5\U00000EC7-\U00000EC7\U00000ECE-\U00000ECF\U00000EDA-\U00000EDB\U00000EE0-\U00000EFF\U00000F48-\U00000F48\U00000F6D-\U00000F70\U00000F98-\U00000F98\U00000FBD-\U00000FBD\U00000FCD-\U00000FCD\U00000FDB-\U00000FFF\U000010C6-\U000010C6\U000010C8-\U000010CC\U000010CE-\U000010CF\U00001249-\U00001249\U0000124E-\U0000124F\U00001257-\U00001257\U00001259-\U00001259\U0000125E-\U0000125F\U00001289-\U00001289\U0000128E-\U0000128F\U000012B1-\U000012B1\U000012B6-\U000012B7\U000012BF-\U000012BF\U000012C1-\U000012C1\U000012C6-\U000012C7\U000012D7-\U000012D7\U00001311-\U00001311\U00001316-\U00001317\U0000135B-\U0000135C\U0000137D-\U0000137F\U0000139A-\U0000139F\U000013F6-\U000013F7\U000013FE-\U000013FF\U0000169D-\U0000169F\U000016F9-\U000016FF\U00001716-\U0000171E\U00001737-\U0000173F\U00001754-\U0000175F\U0000176D-\U0000176D\U00001771-\U00001771\U00001774-\U0000177F\U000017DE-\U000017DF\U000017EA-\U000017EF\U000017FA-\U000017FF\U0000181A-\U0000181F\U00001879-\U0000187F\U000018AB-\U000018AF\U000018F6-\U000018FF\U0000191F-\U0000191F\U0000192C-\U0000192F\U0000193C-\U0000193F\U00001941-\U00001943\U0000196E-\U0000196F\U00001975-\U0000197F\U000019AC-\U000019AF\U000019CA-\U000019CF\U000019DB-\U000019DD\U00001A1C-\U00001A1D\U00001A5F-\U00001A5F\U00001A7D-\U00001A7E\U00001A8A-\U00001A8F\U00001A9A-\U00001A9F\U00001AAE-\U00001AAF\U00001ACF-\U00001AFF\U00001B4D-\U00001B4F\U00001B7F-\U00001B7F\U00001BF4-\U00001BFB\U00001C38-\U00001C3A\U00001C4A-\U00001C4C\U00001C89-\U00001C8F\U00001CBB-\U00001CBC\U00001CC8-\U00001CCF\U00001CFB-\U00001CFF\U00001F16-\U00001F17\U00001F1E-\U00001F1F\U00001F46-\U00001F47\U00001F4E-\U00001F4F\U00001F58-\U00001F58\U00001F5A-\U00001F5A\U00001F5C-\U00001F5C\U00001F5E-\U00001F5E\U00001F7E-\U00001F7F\U00001FB5-\U00001FB5\U00001FC5-\U00001FC5\U00001FD4-\U00001FD5\U00001FDC-\U00001FDC\U00001FF0-\U00001FF1\U00001FF5-\U00001FF5\U00001FFF-\U00001FFF\U00002065-\U00002065\U00002072-\U00002073\U0000208F-\U0000208F\U0000209D-\U0000209F\U000020C1-\U000020CF\U000020F1-\U000020FF\U0000218C-\U0000218F\U00002427-\U0000243F\U0000244B-\U0000245F\U00002B74-\U00002B75\U00002B96-\U00002B96\U00002CF4-\U00002CF8\U00002D26-\U00002D26\U00002D28-\U00002D2C\U00002D2E-\U00002D2F\U00002D68-\U00002D6E\U00002D71-\U00002D7E\U00002D97-\U00002D9F\U00002DA7-\U00002DA7\U00002DAF-\U00002DAF\U00002DB7-\U00002DB7\U00002DBF-\U00002DBF\U00002DC7-\U00002DC7\U00002DCF-\U00002DCF\U00002DD7-\U00002DD7\U00002DDF-\U00002DDF\U00002E5E-\U00002E7F\U00002E9A-\U00002E9A\U00002EF4-\U00002EFF\U00002FD6-\U00002FEF\U00002FFC-\U00002FFF\U00003040-\U00003040\U00003097-\U00003098\U00003100-\U00003104\U00003130-\U00003130\U0000318F-\U0000318F\U000031E4-\U000031EF\U0000321F-\U0000321F\U0000A48D-\U0000A48F\U0000A4C7-\U0000A4CF\U0000A62C-\U0000A63F\U0000A6F8-\U0000A6FF\U0000A7CB-\U0000A7CF\U0000A7D2-\U0000A7D2\U0000A7D4-\U0000A7D4\U0000A7DA-\U0000A7F1\U0000A82D-\U0000A82F\U0000A83A-\U0000A83F\U0000A878-\U0000A87F\U0000A8C6-\U0000A8CD\U0000A8DA-\U0000A8DF\U0000A954-\U0000A95E\U0000A97D-\U0000A97F\U0000A9CE-\U0000A9CE\U0000A9DA-\U0000A9DD\U0000A9FF-\U0000A9FF\U0000AA37-\U0000AA3F\U0000AA4E-\U0000AA4F\U0000AA5A-\U0000AA5B\U0000AAC3-\U0000AADA\U0000AAF7-\U0000AB00\U0000AB07-\U0000AB08\U0000AB0F-\U0000AB10\U0000AB17-\U0000AB1F\U0000AB27-\U0000AB27\U0000AB2F-\U0000AB2F\U0000AB6C-\U0000AB6F\U0000ABEE-\U0000ABEF\U0000ABFA-\U0000ABFF\U0000D7A4-\U0000D7AF\U0000D7C7-\U0000D7CA\U0000D7FC-\U0000DFFF\U0000FA6E-\U0000FA6F\U0000FADA-\U0000FAFF\U0000FB07-\U0000FB12\U0000FB18-\U0000FB1C\U0000FB37-\U0000FB37\U0000FB3D-\U0000FB3D\U0000FB3F-\U0000FB3F\U0000FB42-\U0000FB42\U0000FB45-\U0000FB45\U0000FBC3-\U0000FBD2\U0000FD90-\U0000FD91\U0000FDC8-\U0000FDCE\U0000FDD0-\U0000FDEF\U0000FE1A-\U0000FE1F\U0000FE53-\U0000FE53\U0000FE67-\U0000FE67\U0000FE6C-\U0000FE6F\U0000FE75-\U0000FE75\U0000FEFD-\U0000FEFE\U0000FF00-\U0000FF00\U0000FFBF-\U0000FFC1\U0000FFC8-\U0000FFC9\U0000FFD0-\U0000FFD1\U0000FFD8-\U0000FFD9\U0000FFDD-\U0000FFDF\U0000FFE7-\U0000FFE7\U0000FFEF-\U0000FFF8\U0000FFFE-\U0001D3FF\U0001D455-\U0001D455\U0001D49D-\U0001D49D\U0001D4A0-\U0001D4A1\U0001D4A3-\U0001D4A4\U0001D4A7-\U0001D4A8\U0001D4AD-\U0001D4AD\U0001D4BA-\U0001D4BA\U0001D4BC-\U0001D4BC\U0001D4C4-\U0001D4C4\U0001D506-\U0001D506\U0001D50B-\U0001D50C\U0001D515-\U0001D515\U0001D51D-\U0001D51D\U0001D53A-\U0001D53A\U0001D53F-\U0001D53F\U0001D545-\U0001D545\U0001D547-\U0001D549\U0001D551-\U0001D551\U0001D6A6-\U0001D6A7\U0001D7CC-\U0001D7CD\U0001D800-\U0001EFFF\U0001F02C-\U0001F02F\U0001F094-\U0001F09F\U0001F0AF-\U0001F0B0\U0001F0C0-\U0001F0C0\U0001F0D0-\U0001F0D0\U0001F0F6-\U0001F0FF\U0001F1AE-\U0001F1E5\U0001F203-\U0001F20F\U0001F23C-\U0001F23F\U0001F249-\U0001F24F\U0001F252-\U0001F25F\U0001F266-\U0001F2FF\U0001F6D8-\U0001F6DC\U0001F6ED-\U0001F6EF\U0001F6FD-\U0001F6FF\U0001F774-\U0001F77F\U0001F7D9-\U0001F7DF\U0001F7EC-\U0001F7EF\U0001F7F1-\U0001F7FF\U0001F80C-\U0001F80F\U0001F848-\U0001F84F\U0001F85A-\U0001F85F\U0001F888-\U0001F88F\U0001F8AE-\U0001F8AF\U0001F8B2-\U0001F8FF\U0001FA54-\U0001FA5F\U0001FA6E-\U0001FA6F\U0001FA75-\U0001FA77\U0001FA7D-\U0001FA7F\U0001FA87-\U0001FA8F\U0001FAAD-\U0001FAAF\U0001FABB-\U0001FABF\U0001FAC6-\U0001FACF\U0001FADA-\U0001FADF\U0001FAE8-\U0001FAEF\U0001FAF7-\U0001FFFF\U0002A6E0-\U0002A6FF\U0002B739-\U0002B73F\U0002B81E-\U0002B81F\U0002CEA2-\U0002CEAF\U0002EBE1-\U0002F7FF\U0002FA1E-\U0010FFFF]'::text, ''::text, 'g'::text), NFKD), '[\u00AD\u0300-\u036F\u0483-\u0487\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u0640\u064B-\u065F\u0670\u0674\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u0898-\u089F\u08CA-\u08FF\u061C\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFEFF\u180B-\u180F\uFE00-\uFE0F\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F]'::text, ''::text, 'g'::text) COLLATE "C")), 'ٱٲٳىیةہھۃەکڪ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹־׳״‘’“”ØøŁłĐđĦħŦŧıÆÐÞŊŒẞΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩςАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЂЄЅІЈЉЊЋЏҐ'::text, 'اااييهههههكك01234567890123456789-''"''''""oollddhhttiæðþŋœßαβγδεζηθικλμνξοπρστυφχψωσабвгдежзийклмнопрстуфхцчшщъыьэюяђєѕіјљњћџґ'::text), NFC);

CREATE FUNCTION public.wz_stem_input(text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    RETURN regexp_replace(public.wz_fold($1), '\u0647(?![\u0621-\u064A\u066E-\u06D3\u06EE-\u06EF\u06FA-\u06FF\u0750-\u077F\u0870-\u08C9])'::text, 'ة'::text, 'g'::text);

SET LOCAL default_table_access_method = heap;

CREATE TABLE public.account_emailaddress (
    id integer NOT NULL,
    email character varying(254) NOT NULL,
    verified boolean NOT NULL,
    "primary" boolean NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.account_emailaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.account_emailconfirmation (
    id integer NOT NULL,
    created timestamp with time zone NOT NULL,
    sent timestamp with time zone,
    key character varying(64) NOT NULL,
    email_address_id integer NOT NULL
);

ALTER TABLE public.account_emailconfirmation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.account_emailconfirmation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_apitoken (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    name character varying(60) NOT NULL,
    prefix character varying(12) NOT NULL,
    digest character varying(64) NOT NULL,
    scopes character varying(40)[] NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone,
    expires_at timestamp with time zone,
    revoked_at timestamp with time zone,
    member_id bigint NOT NULL
);

ALTER TABLE public.accounts_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_cventry (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    title character varying(120) NOT NULL,
    place character varying(120) NOT NULL,
    from_year smallint NOT NULL,
    until_year smallint,
    words character varying(600) NOT NULL,
    "position" smallint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT accounts_cv_entry_runs_forward CHECK (((until_year IS NULL) OR (until_year >= from_year))),
    CONSTRAINT accounts_cventry_from_year_check CHECK ((from_year >= 0)),
    CONSTRAINT accounts_cventry_position_check CHECK (("position" >= 0)),
    CONSTRAINT accounts_cventry_until_year_check CHECK ((until_year >= 0))
);

ALTER TABLE public.accounts_cventry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_cventry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_member (
    id bigint NOT NULL,
    password character varying(128) NOT NULL,
    last_login timestamp with time zone,
    is_superuser boolean NOT NULL,
    public_id character varying(12) NOT NULL,
    username character varying(30) NOT NULL,
    email character varying(254) NOT NULL,
    display_name character varying(60) NOT NULL,
    language character varying(2) NOT NULL,
    digits character varying(4) NOT NULL,
    timezone character varying(40) NOT NULL,
    country character varying(2) NOT NULL,
    is_active boolean NOT NULL,
    is_staff boolean NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    session_epoch integer NOT NULL,
    display_currency character varying(3) DEFAULT ''::character varying NOT NULL,
    seller_level smallint DEFAULT 0 NOT NULL,
    standing character varying(10) DEFAULT 'open'::character varying NOT NULL,
    CONSTRAINT accounts_member_seller_level_check CHECK ((seller_level >= 0)),
    CONSTRAINT accounts_member_session_epoch_check CHECK ((session_epoch >= 0))
);

CREATE TABLE public.accounts_member_groups (
    id bigint NOT NULL,
    member_id bigint NOT NULL,
    group_id integer NOT NULL
);

ALTER TABLE public.accounts_member_groups ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_member_groups_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE public.accounts_member ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_member_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_member_user_permissions (
    id bigint NOT NULL,
    member_id bigint NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.accounts_member_user_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_member_user_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_profile (
    id bigint NOT NULL,
    headline character varying(120) NOT NULL,
    bio_source text NOT NULL,
    bio_html text NOT NULL,
    skills jsonb NOT NULL,
    avatar character varying(200) NOT NULL,
    is_taking_work boolean NOT NULL,
    member_id bigint NOT NULL,
    city character varying(60) DEFAULT ''::character varying NOT NULL,
    cover character varying(200) DEFAULT ''::character varying NOT NULL,
    links jsonb DEFAULT '[]'::jsonb NOT NULL,
    spoken jsonb DEFAULT '[]'::jsonb NOT NULL,
    vacation_from_at timestamp with time zone,
    vacation_takes_orders boolean DEFAULT false NOT NULL,
    vacation_until_at timestamp with time zone,
    vacation_words character varying(300) DEFAULT ''::character varying NOT NULL,
    weekly_hours smallint,
    is_hidden boolean DEFAULT false NOT NULL,
    CONSTRAINT accounts_profile_weekly_hours_check CHECK ((weekly_hours >= 0)),
    CONSTRAINT accounts_vacation_runs_forward CHECK ((((vacation_from_at IS NULL) AND (vacation_until_at IS NULL)) OR (vacation_until_at > vacation_from_at)))
);

ALTER TABLE public.accounts_profile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_profile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.accounts_rolegrant (
    id bigint NOT NULL,
    role character varying(20) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    granted_by character varying(16) NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.accounts_rolegrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.accounts_rolegrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.actions_action (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    verifier character varying(12) NOT NULL,
    "position" smallint NOT NULL,
    tickets smallint NOT NULL,
    times smallint NOT NULL,
    is_daily boolean NOT NULL,
    network character varying(10) NOT NULL,
    address character varying(500) NOT NULL,
    friends smallint NOT NULL,
    words jsonb NOT NULL,
    article_id bigint,
    contest_id bigint NOT NULL,
    CONSTRAINT actions_action_friends_check CHECK ((friends >= 0)),
    CONSTRAINT actions_action_position_check CHECK (("position" >= 0)),
    CONSTRAINT actions_action_tickets_check CHECK ((tickets >= 0)),
    CONSTRAINT actions_action_times_check CHECK ((times >= 0)),
    CONSTRAINT actions_earns_something CHECK (((tickets >= 1) AND (times >= 1)))
);

ALTER TABLE public.actions_action ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_action_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.actions_claim (
    id bigint NOT NULL,
    scan_state character varying(10) DEFAULT 'unchecked'::character varying NOT NULL,
    scan_due_at timestamp with time zone,
    scan_attempts smallint DEFAULT 0 NOT NULL,
    public_id character varying(12) NOT NULL,
    key character varying(40) NOT NULL,
    tickets smallint NOT NULL,
    label character varying(8) NOT NULL,
    state character varying(9) NOT NULL,
    url character varying(500) NOT NULL,
    text character varying(1000) NOT NULL,
    stored_as character varying(120) NOT NULL,
    picture_digest character varying(64) NOT NULL,
    evidence jsonb NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    reason character varying(16) NOT NULL,
    note character varying(1000) NOT NULL,
    decided_at timestamp with time zone,
    appeal_until timestamp with time zone,
    appeal_text character varying(1000) NOT NULL,
    appealed_at timestamp with time zone,
    action_id bigint NOT NULL,
    decided_by_id bigint,
    entrant_id bigint NOT NULL,
    CONSTRAINT actions_claim_scan_attempts_check CHECK ((scan_attempts >= 0)),
    CONSTRAINT actions_claim_tickets_check CHECK ((tickets >= 0)),
    CONSTRAINT actions_known_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'granted'::character varying, 'rejected'::character varying, 'appealed'::character varying, 'dismissed'::character varying])::text[])))
);

ALTER TABLE public.actions_claim ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_claim_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.actions_entrant (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    terms_digest character varying(64) NOT NULL,
    terms_language character varying(2) NOT NULL,
    shows_name boolean NOT NULL,
    day_print character varying(64) NOT NULL,
    hold character varying(8) NOT NULL,
    hold_reason character varying(1000) NOT NULL,
    held_at timestamp with time zone,
    hold_decided_at timestamp with time zone,
    answer character varying(1000) NOT NULL,
    answered_at timestamp with time zone,
    contest_id bigint NOT NULL,
    hold_decided_by_id bigint,
    link_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT actions_known_hold CHECK (((hold)::text = ANY ((ARRAY['free'::character varying, 'held'::character varying, 'cleared'::character varying, 'excluded'::character varying])::text[])))
);

ALTER TABLE public.actions_entrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_entrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.actions_signal (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    weight smallint NOT NULL,
    evidence jsonb NOT NULL,
    found_at timestamp with time zone NOT NULL,
    entrant_id bigint NOT NULL,
    CONSTRAINT actions_signal_weight_check CHECK ((weight >= 0))
);

ALTER TABLE public.actions_signal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.actions_signal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.articles_article (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    title character varying(140) NOT NULL,
    slug character varying(80) NOT NULL,
    language character varying(2) NOT NULL,
    category character varying(20) NOT NULL,
    summary character varying(280) NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    html_version smallint NOT NULL,
    headings jsonb NOT NULL,
    word_count integer NOT NULL,
    reading_minutes smallint NOT NULL,
    state character varying(20) NOT NULL,
    revision integer NOT NULL,
    is_hire_enabled boolean NOT NULL,
    is_hire_barred boolean NOT NULL,
    decision_reason text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    published_at timestamp with time zone,
    views_count integer NOT NULL,
    hire_clicks_count integer NOT NULL,
    author_id bigint NOT NULL,
    comments_count integer DEFAULT 0 NOT NULL,
    inspiring_count integer DEFAULT 0 NOT NULL,
    thanks_count integer DEFAULT 0 NOT NULL,
    tips_count integer DEFAULT 0 NOT NULL,
    useful_count integer DEFAULT 0 NOT NULL,
    theme_id bigint,
    CONSTRAINT articles_article_comments_count_check CHECK ((comments_count >= 0)),
    CONSTRAINT articles_article_hire_clicks_count_check CHECK ((hire_clicks_count >= 0)),
    CONSTRAINT articles_article_html_version_check CHECK ((html_version >= 0)),
    CONSTRAINT articles_article_inspiring_count_check CHECK ((inspiring_count >= 0)),
    CONSTRAINT articles_article_reading_minutes_check CHECK ((reading_minutes >= 0)),
    CONSTRAINT articles_article_revision_check CHECK ((revision >= 0)),
    CONSTRAINT articles_article_thanks_count_check CHECK ((thanks_count >= 0)),
    CONSTRAINT articles_article_tips_count_check CHECK ((tips_count >= 0)),
    CONSTRAINT articles_article_useful_count_check CHECK ((useful_count >= 0)),
    CONSTRAINT articles_article_views_count_check CHECK ((views_count >= 0)),
    CONSTRAINT articles_article_word_count_check CHECK ((word_count >= 0)),
    CONSTRAINT articles_published_has_date CHECK (((NOT ((state)::text = 'published'::text)) OR (published_at IS NOT NULL))),
    CONSTRAINT articles_submitted_has_date CHECK (((NOT ((state)::text = 'submitted'::text)) OR (submitted_at IS NOT NULL)))
);

ALTER TABLE public.articles_article ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_article_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.articles_articleimage (
    id bigint NOT NULL,
    image character varying(200) NOT NULL,
    alt character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    article_id bigint NOT NULL
);

ALTER TABLE public.articles_articleimage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_articleimage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.articles_comment (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    removed_at timestamp with time zone,
    removed_by character varying(16) NOT NULL,
    request_key character varying(40) NOT NULL,
    article_id bigint NOT NULL,
    author_id bigint NOT NULL,
    parent_id bigint
);

ALTER TABLE public.articles_comment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_comment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.articles_commission (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    title character varying(140) NOT NULL,
    task text NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    deliver_on date NOT NULL,
    state character varying(10) NOT NULL,
    reason text NOT NULL,
    request_key character varying(40) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    closed_at timestamp with time zone,
    due_at timestamp with time zone,
    article_id bigint,
    author_id bigint NOT NULL,
    editor_id bigint NOT NULL,
    CONSTRAINT articles_commission_has_article CHECK (((NOT ((state)::text = ANY ((ARRAY['accepted'::character varying, 'paid'::character varying])::text[]))) OR (article_id IS NOT NULL))),
    CONSTRAINT articles_commission_is_paid_for CHECK ((amount > 0))
);

ALTER TABLE public.articles_commission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_commission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.articles_editornote (
    id bigint NOT NULL,
    quote character varying(300) NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone,
    article_id bigint NOT NULL,
    editor_id bigint NOT NULL
);

ALTER TABLE public.articles_editornote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_editornote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.articles_reaction (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    article_id bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.articles_reaction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_reaction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.articles_theme (
    id bigint NOT NULL,
    slug character varying(60) NOT NULL,
    title_ar character varying(120) NOT NULL,
    title_en character varying(120) NOT NULL,
    title_he character varying(120) NOT NULL,
    title_ur character varying(120) NOT NULL,
    invitation text NOT NULL,
    category character varying(20) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    created_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT articles_theme_runs_forward CHECK ((ends_on >= starts_on))
);

ALTER TABLE public.articles_theme ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_theme_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.articles_tip (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    fee_bp integer NOT NULL,
    clearing_days smallint NOT NULL,
    words character varying(200) NOT NULL,
    is_anonymous boolean NOT NULL,
    state character varying(8) NOT NULL,
    request_key character varying(40) NOT NULL,
    paid_with character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    due_at timestamp with time zone,
    article_id bigint NOT NULL,
    author_id bigint NOT NULL,
    reader_id bigint NOT NULL,
    CONSTRAINT articles_tip_clearing_days_check CHECK ((clearing_days >= 0)),
    CONSTRAINT articles_tip_fee_bp_check CHECK ((fee_bp >= 0)),
    CONSTRAINT articles_tip_is_something CHECK ((amount > 0)),
    CONSTRAINT articles_tip_paid_has_date CHECK (((NOT ((state)::text = 'paid'::text)) OR (paid_at IS NOT NULL)))
);

ALTER TABLE public.articles_tip ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_tip_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.articles_trafficday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    views integer NOT NULL,
    hire_clicks integer NOT NULL,
    article_id bigint NOT NULL,
    CONSTRAINT articles_trafficday_hire_clicks_check CHECK ((hire_clicks >= 0)),
    CONSTRAINT articles_trafficday_views_check CHECK ((views >= 0))
);

ALTER TABLE public.articles_trafficday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.articles_trafficday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group (
    id integer NOT NULL,
    name character varying(150) NOT NULL
);

ALTER TABLE public.auth_group ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_group_permissions (
    id bigint NOT NULL,
    group_id integer NOT NULL,
    permission_id integer NOT NULL
);

ALTER TABLE public.auth_group_permissions ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_group_permissions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.auth_permission (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    content_type_id integer NOT NULL,
    codename character varying(100) NOT NULL
);

ALTER TABLE public.auth_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.auth_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.billing_billingprofile (
    id bigint NOT NULL,
    legal_name character varying(140) NOT NULL,
    address character varying(240) NOT NULL,
    city character varying(80) NOT NULL,
    postal_code character varying(20) NOT NULL,
    country character varying(2) NOT NULL,
    tax_number character varying(24) NOT NULL,
    charges_tax boolean NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.billing_billingprofile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_billingprofile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.billing_counter (
    id bigint NOT NULL,
    issuer character varying(16) NOT NULL,
    year smallint NOT NULL,
    kind character varying(12) NOT NULL,
    last integer NOT NULL,
    CONSTRAINT billing_counter_last_check CHECK ((last >= 0)),
    CONSTRAINT billing_counter_year_check CHECK ((year >= 0))
);

ALTER TABLE public.billing_counter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_counter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.billing_exchangerate (
    id bigint NOT NULL,
    base character varying(3) NOT NULL,
    currency character varying(3) NOT NULL,
    rate numeric(20,8) NOT NULL,
    "on" date NOT NULL,
    source character varying(120) NOT NULL,
    entered_by character varying(16) NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    CONSTRAINT billing_rate_positive CHECK ((rate > (0)::numeric)),
    CONSTRAINT billing_rate_two_currencies CHECK ((NOT ((base)::text = (currency)::text)))
);

ALTER TABLE public.billing_exchangerate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_exchangerate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.billing_invoice (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    subject character varying(8) NOT NULL,
    issuer_key character varying(16) NOT NULL,
    year smallint NOT NULL,
    sequence integer NOT NULL,
    number character varying(32) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_on date NOT NULL,
    currency character varying(3) NOT NULL,
    total bigint NOT NULL,
    tax bigint NOT NULL,
    tax_rate_bp integer NOT NULL,
    tax_name character varying(10) NOT NULL,
    treatment character varying(16) NOT NULL,
    issuer_party jsonb NOT NULL,
    recipient_party jsonb NOT NULL,
    lines jsonb NOT NULL,
    local jsonb NOT NULL,
    note jsonb NOT NULL,
    qr text NOT NULL,
    corrects_id bigint,
    issuer_id bigint,
    order_id bigint NOT NULL,
    recipient_id bigint NOT NULL,
    CONSTRAINT billing_invoice_corrects CHECK (((((kind)::text = 'credit_note'::text) AND (corrects_id IS NOT NULL)) OR ((NOT ((kind)::text = 'credit_note'::text)) AND (corrects_id IS NULL)))),
    CONSTRAINT billing_invoice_issuer_known CHECK ((((issuer_id IS NOT NULL) AND ((subject)::text = 'work'::text)) OR ((issuer_id IS NULL) AND ((subject)::text = 'fee'::text)))),
    CONSTRAINT billing_invoice_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT billing_invoice_sums CHECK (((tax >= 0) AND (tax <= total) AND (total > 0))),
    CONSTRAINT billing_invoice_tax_rate_bp_check CHECK ((tax_rate_bp >= 0)),
    CONSTRAINT billing_invoice_year_check CHECK ((year >= 0))
);

ALTER TABLE public.billing_invoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_invoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.billing_mark (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    value bigint NOT NULL
);

ALTER TABLE public.billing_mark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_mark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.billing_platformidentity (
    id bigint NOT NULL,
    legal_name character varying(140) NOT NULL,
    address character varying(240) NOT NULL,
    city character varying(80) NOT NULL,
    postal_code character varying(20) NOT NULL,
    country character varying(2) NOT NULL,
    tax_number character varying(24) NOT NULL,
    charges_tax boolean NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT billing_platform_once CHECK ((id = 1))
);

ALTER TABLE public.billing_platformidentity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_platformidentity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.billing_taxrule (
    id bigint NOT NULL,
    country character varying(2) NOT NULL,
    name character varying(10) NOT NULL,
    rate_bp integer NOT NULL,
    currency character varying(3) NOT NULL,
    needs_number boolean NOT NULL,
    taxes_consumers_abroad boolean NOT NULL,
    reverse_charge_note jsonb NOT NULL,
    is_active boolean NOT NULL,
    updated_at timestamp with time zone,
    CONSTRAINT billing_tax_rate CHECK ((rate_bp < 10000)),
    CONSTRAINT billing_taxrule_rate_bp_check CHECK ((rate_bp >= 0))
);

ALTER TABLE public.billing_taxrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.billing_taxrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_arrival (
    id bigint NOT NULL,
    came_at timestamp with time zone NOT NULL,
    signed_up_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    link_id bigint NOT NULL
);

ALTER TABLE public.calls_arrival ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_arrival_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_contest (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    slug character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    currency character varying(3) NOT NULL,
    rights character varying(8) NOT NULL,
    country character varying(2) NOT NULL,
    licence_number character varying(60) NOT NULL,
    licence_authority character varying(120) NOT NULL,
    vouched jsonb NOT NULL,
    countries jsonb NOT NULL,
    min_account_days smallint NOT NULL,
    needs_verified_email boolean NOT NULL,
    announces_at timestamp with time zone,
    opens_at timestamp with time zone,
    closes_at timestamp with time zone,
    judged_by timestamp with time zone,
    results_by timestamp with time zone,
    delivery_days smallint NOT NULL,
    state character varying(10) NOT NULL,
    timer_kind character varying(10) NOT NULL,
    timer_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    announced_at timestamp with time zone,
    opened_at timestamp with time zone,
    closed_at timestamp with time zone,
    results_at timestamp with time zone,
    handed_over_at timestamp with time zone,
    archived_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    reminded_at timestamp with time zone,
    cancel_reason character varying(500) NOT NULL,
    funded_amount bigint NOT NULL,
    fund_count smallint NOT NULL,
    created_by_id bigint NOT NULL,
    CONSTRAINT calls_cancelled_has_a_day CHECK ((((cancelled_at IS NOT NULL) AND ((state)::text = 'cancelled'::text)) OR ((NOT ((state)::text = 'cancelled'::text)) AND (cancelled_at IS NULL)))),
    CONSTRAINT calls_contest_delivery_days_check CHECK ((delivery_days >= 0)),
    CONSTRAINT calls_contest_fund_count_check CHECK ((fund_count >= 0)),
    CONSTRAINT calls_contest_min_account_days_check CHECK ((min_account_days >= 0)),
    CONSTRAINT calls_dates_in_order CHECK ((((closes_at <= judged_by) AND (judged_by <= results_by) AND (opens_at < closes_at)) OR ((state)::text = ANY ((ARRAY['draft'::character varying, 'cancelled'::character varying])::text[])))),
    CONSTRAINT calls_fund_is_a_sum CHECK ((funded_amount >= 0)),
    CONSTRAINT calls_known_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'announced'::character varying, 'open'::character varying, 'judging'::character varying, 'results'::character varying, 'paid'::character varying, 'archived'::character varying, 'cancelled'::character varying])::text[])))
);

ALTER TABLE public.calls_contest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_contest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_contesttext (
    id bigint NOT NULL,
    language character varying(2) NOT NULL,
    title character varying(120) NOT NULL,
    summary character varying(300) NOT NULL,
    terms text NOT NULL,
    terms_html text NOT NULL,
    contest_id bigint NOT NULL
);

ALTER TABLE public.calls_contesttext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_contesttext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_follower (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    contest_id bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.calls_follower ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_follower_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_line (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    part character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    params jsonb NOT NULL,
    actor_id bigint,
    contest_id bigint NOT NULL
);

ALTER TABLE public.calls_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_link (
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    visits integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    contest_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT calls_link_visits_check CHECK ((visits >= 0))
);

ALTER TABLE public.calls_link ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_prize (
    id bigint NOT NULL,
    first_rank integer NOT NULL,
    last_rank integer NOT NULL,
    kind character varying(8) NOT NULL,
    amount bigint NOT NULL,
    names jsonb NOT NULL,
    needs_label character varying(8) NOT NULL,
    contest_id bigint NOT NULL,
    CONSTRAINT calls_prize_amount CHECK (((((kind)::text = ANY ((ARRAY['money'::character varying, 'credit'::character varying])::text[])) AND (amount > 0)) OR ((NOT ((kind)::text = ANY ((ARRAY['money'::character varying, 'credit'::character varying])::text[]))) AND (amount = 0)))),
    CONSTRAINT calls_prize_first_rank_check CHECK ((first_rank >= 0)),
    CONSTRAINT calls_prize_last_rank_check CHECK ((last_rank >= 0)),
    CONSTRAINT calls_prize_ranks CHECK (((first_rank >= 1) AND (last_rank >= first_rank)))
);

ALTER TABLE public.calls_prize ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_prize_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.calls_rulebook (
    country character varying(2) NOT NULL,
    rules jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

CREATE TABLE public.calls_termstemplate (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    language character varying(2) NOT NULL,
    text text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE public.calls_termstemplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.calls_termstemplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_booking (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    seated_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    was_passed_over boolean NOT NULL,
    member_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    CONSTRAINT campaigns_known_booking CHECK (((state)::text = ANY ((ARRAY['wished'::character varying, 'waiting'::character varying, 'booked'::character varying, 'cancelled'::character varying, 'missed'::character varying])::text[])))
);

ALTER TABLE public.campaigns_booking ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_booking_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_campaign (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    slug character varying(60) NOT NULL,
    currency character varying(3) NOT NULL,
    timezone character varying(40) NOT NULL,
    begins_at timestamp with time zone,
    ends_at timestamp with time zone,
    has_matching boolean NOT NULL,
    expected_answers integer NOT NULL,
    answers_per_day integer NOT NULL,
    state character varying(10) NOT NULL,
    timer_kind character varying(8) NOT NULL,
    timer_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    began_at timestamp with time zone,
    closed_at timestamp with time zone,
    settled_at timestamp with time zone,
    cancelled_at timestamp with time zone,
    cancel_reason character varying(500) NOT NULL,
    funded_amount bigint NOT NULL,
    reserved_amount bigint NOT NULL,
    paid_amount bigint NOT NULL,
    fund_count smallint NOT NULL,
    created_by_id bigint NOT NULL,
    support_contact_id bigint,
    CONSTRAINT campaigns_campaign_answers_per_day_check CHECK ((answers_per_day >= 0)),
    CONSTRAINT campaigns_campaign_expected_answers_check CHECK ((expected_answers >= 0)),
    CONSTRAINT campaigns_campaign_fund_count_check CHECK ((fund_count >= 0)),
    CONSTRAINT campaigns_cancelled_has_a_day CHECK ((((cancelled_at IS NOT NULL) AND ((state)::text = 'cancelled'::text)) OR ((NOT ((state)::text = 'cancelled'::text)) AND (cancelled_at IS NULL)))),
    CONSTRAINT campaigns_fund_holds CHECK (((paid_amount >= 0) AND (reserved_amount >= 0) AND (funded_amount >= (reserved_amount + paid_amount)))),
    CONSTRAINT campaigns_known_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'open'::character varying, 'running'::character varying, 'closed'::character varying, 'settled'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT campaigns_runs_forward CHECK (((ends_at > begins_at) OR ((state)::text = ANY ((ARRAY['draft'::character varying, 'cancelled'::character varying])::text[]))))
);

ALTER TABLE public.campaigns_campaign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_campaign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_campaignpicture (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    image character varying(200) NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    added_at timestamp with time zone NOT NULL,
    campaign_id bigint NOT NULL,
    CONSTRAINT campaigns_campaignpicture_height_check CHECK ((height >= 0)),
    CONSTRAINT campaigns_campaignpicture_width_check CHECK ((width >= 0))
);

ALTER TABLE public.campaigns_campaignpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_campaignpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_campaigntext (
    id bigint NOT NULL,
    language character varying(2) NOT NULL,
    title character varying(120) NOT NULL,
    summary character varying(300) NOT NULL,
    blocks jsonb NOT NULL,
    campaign_id bigint NOT NULL
);

ALTER TABLE public.campaigns_campaigntext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_campaigntext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_card (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    side character varying(8) NOT NULL,
    languages jsonb NOT NULL,
    country character varying(2) NOT NULL,
    city character varying(60) NOT NULL,
    interests jsonb NOT NULL,
    words character varying(400) NOT NULL,
    room smallint NOT NULL,
    is_open boolean NOT NULL,
    written_at timestamp with time zone NOT NULL,
    campaign_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT campaigns_card_room_check CHECK ((room >= 0))
);

ALTER TABLE public.campaigns_card ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_card_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_cause (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    names jsonb NOT NULL,
    url character varying(300) NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    payout_count smallint NOT NULL,
    created_by_id bigint NOT NULL,
    CONSTRAINT campaigns_cause_payout_count_check CHECK ((payout_count >= 0))
);

ALTER TABLE public.campaigns_cause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_cause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_invitation (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    campaign_id bigint NOT NULL,
    member_id bigint NOT NULL,
    segment_id bigint
);

ALTER TABLE public.campaigns_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_line (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    part character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    params jsonb NOT NULL,
    actor_id bigint,
    campaign_id bigint NOT NULL
);

ALTER TABLE public.campaigns_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_match (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    state character varying(8) NOT NULL,
    shared jsonb NOT NULL,
    score smallint NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    answer_by timestamp with time zone NOT NULL,
    host_agreed_at timestamp with time zone,
    newcomer_agreed_at timestamp with time zone,
    ended_at timestamp with time zone,
    conversation character varying(12) NOT NULL,
    host_id bigint NOT NULL,
    newcomer_id bigint NOT NULL,
    CONSTRAINT campaigns_both_agreed CHECK (((NOT ((state)::text = 'agreed'::text)) OR ((host_agreed_at IS NOT NULL) AND (newcomer_agreed_at IS NOT NULL)))),
    CONSTRAINT campaigns_match_score_check CHECK ((score >= 0)),
    CONSTRAINT campaigns_two_people CHECK ((NOT (host_id = newcomer_id)))
);

ALTER TABLE public.campaigns_match ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_match_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_mission (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(10) NOT NULL,
    "position" smallint NOT NULL,
    language character varying(8) NOT NULL,
    place character varying(120) NOT NULL,
    proof character varying(8) NOT NULL,
    is_posting boolean NOT NULL,
    has_slots boolean NOT NULL,
    places integer NOT NULL,
    reward_kind character varying(8) NOT NULL,
    amount bigint NOT NULL,
    coupon_bp integer NOT NULL,
    coupon_days smallint NOT NULL,
    badge_names jsonb NOT NULL,
    reward_reason character varying(500) NOT NULL,
    campaign_id bigint NOT NULL,
    cause_id bigint,
    CONSTRAINT campaigns_mission_cause CHECK ((((cause_id IS NOT NULL) AND ((reward_kind)::text = 'donation'::text)) OR ((NOT ((reward_kind)::text = 'donation'::text)) AND (cause_id IS NULL)))),
    CONSTRAINT campaigns_mission_coupon_bp_check CHECK ((coupon_bp >= 0)),
    CONSTRAINT campaigns_mission_coupon_days_check CHECK ((coupon_days >= 0)),
    CONSTRAINT campaigns_mission_places_check CHECK ((places >= 0)),
    CONSTRAINT campaigns_mission_position_check CHECK (("position" >= 0)),
    CONSTRAINT campaigns_mission_reward CHECK (((((reward_kind)::text = ANY ((ARRAY['money'::character varying, 'credit'::character varying, 'donation'::character varying])::text[])) AND (amount > 0)) OR (((reward_kind)::text = 'coupon'::text) AND ((amount > 0) OR (coupon_bp > 0))) OR ((amount = 0) AND ((reward_kind)::text = 'badge'::text))))
);

ALTER TABLE public.campaigns_mission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_mission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_missiontext (
    id bigint NOT NULL,
    language character varying(2) NOT NULL,
    title character varying(120) NOT NULL,
    brief text NOT NULL,
    brief_html text NOT NULL,
    mission_id bigint NOT NULL
);

ALTER TABLE public.campaigns_missiontext ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_missiontext_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_quiet (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.campaigns_quiet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_quiet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_segment (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    name character varying(80) NOT NULL,
    rules jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint NOT NULL
);

ALTER TABLE public.campaigns_segment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_segment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_slot (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    capacity smallint NOT NULL,
    taken smallint NOT NULL,
    deal_at timestamp with time zone,
    dealt_at timestamp with time zone,
    mission_id bigint NOT NULL,
    CONSTRAINT campaigns_slot_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT campaigns_slot_forward CHECK ((ends_at > begins_at)),
    CONSTRAINT campaigns_slot_room CHECK (((capacity > 0) AND (taken <= capacity))),
    CONSTRAINT campaigns_slot_taken_check CHECK ((taken >= 0))
);

ALTER TABLE public.campaigns_slot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_task (
    id bigint NOT NULL,
    scan_state character varying(10) DEFAULT 'unchecked'::character varying NOT NULL,
    scan_due_at timestamp with time zone,
    scan_attempts smallint DEFAULT 0 NOT NULL,
    public_id character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    timer_at timestamp with time zone,
    reward_kind character varying(8) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    text character varying(2000) NOT NULL,
    url character varying(500) NOT NULL,
    stored_as character varying(120) NOT NULL,
    submitted_at timestamp with time zone,
    shows_work boolean NOT NULL,
    decided_at timestamp with time zone,
    note character varying(1000) NOT NULL,
    appeal_text character varying(1000) NOT NULL,
    appealed_at timestamp with time zone,
    hold_reason character varying(300) NOT NULL,
    hold_until timestamp with time zone,
    paid_at timestamp with time zone,
    coupon_code character varying(24) NOT NULL,
    booking_id bigint,
    decided_by_id bigint,
    member_id bigint NOT NULL,
    mission_id bigint NOT NULL,
    CONSTRAINT campaigns_known_task CHECK (((state)::text = ANY ((ARRAY['joined'::character varying, 'submitted'::character varying, 'returned'::character varying, 'accepted'::character varying, 'paid'::character varying, 'refused'::character varying, 'appealed'::character varying, 'dismissed'::character varying, 'withdrawn'::character varying, 'lapsed'::character varying])::text[]))),
    CONSTRAINT campaigns_paid_has_a_day CHECK ((((paid_at IS NOT NULL) AND ((state)::text = 'paid'::text)) OR ((NOT ((state)::text = 'paid'::text)) AND (paid_at IS NULL)))),
    CONSTRAINT campaigns_task_scan_attempts_check CHECK ((scan_attempts >= 0))
);

ALTER TABLE public.campaigns_task ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_ticket (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    subject character varying(120) NOT NULL,
    state character varying(8) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    answer_by timestamp with time zone,
    answered_at timestamp with time zone,
    closed_at timestamp with time zone,
    late_told_at timestamp with time zone,
    campaign_id bigint NOT NULL,
    member_id bigint NOT NULL,
    mission_id bigint,
    CONSTRAINT campaigns_waits_until CHECK ((((answer_by IS NOT NULL) AND ((state)::text = 'open'::text)) OR ((NOT ((state)::text = 'open'::text)) AND (answer_by IS NULL))))
);

ALTER TABLE public.campaigns_ticket ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_ticket_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.campaigns_ticketnote (
    id bigint NOT NULL,
    is_answer boolean NOT NULL,
    text character varying(4000) NOT NULL,
    at timestamp with time zone NOT NULL,
    author_id bigint NOT NULL,
    ticket_id bigint NOT NULL
);

ALTER TABLE public.campaigns_ticketnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.campaigns_ticketnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_auditrecord (
    id bigint NOT NULL,
    actor character varying(16) NOT NULL,
    action character varying(80) NOT NULL,
    subject character varying(80) NOT NULL,
    before jsonb NOT NULL,
    after jsonb NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.core_auditrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_auditrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_delivery (
    id bigint NOT NULL,
    consumer character varying(80) NOT NULL,
    queue character varying(16) NOT NULL,
    next_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    done_at timestamp with time zone,
    dead_at timestamp with time zone,
    error text NOT NULL,
    event_id bigint NOT NULL,
    CONSTRAINT core_delivery_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.core_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_heartbeat (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    beat_at timestamp with time zone NOT NULL
);

ALTER TABLE public.core_heartbeat ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_heartbeat_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_idempotencyrecord (
    id bigint NOT NULL,
    owner character varying(16) NOT NULL,
    key character varying(80) NOT NULL,
    request_hash character varying(64) NOT NULL,
    status smallint NOT NULL,
    response jsonb,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT core_idempotencyrecord_status_check CHECK ((status >= 0))
);

ALTER TABLE public.core_idempotencyrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_idempotencyrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_outboxevent (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    payload jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL
);

ALTER TABLE public.core_outboxevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_outboxevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_switch (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    "on" boolean NOT NULL,
    reason text NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE public.core_switch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.core_switch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.core_weekend (
    country character varying(2) NOT NULL,
    days jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

CREATE TABLE public.disputes_decision (
    id bigint NOT NULL,
    number smallint NOT NULL,
    refund_amount bigint NOT NULL,
    reason text NOT NULL,
    at timestamp with time zone NOT NULL,
    decided_by_id bigint,
    dispute_id bigint NOT NULL,
    CONSTRAINT disputes_decision_amount CHECK ((refund_amount >= 0)),
    CONSTRAINT disputes_decision_number_check CHECK ((number >= 0)),
    CONSTRAINT disputes_first_and_second CHECK ((number = ANY (ARRAY[1, 2])))
);

ALTER TABLE public.disputes_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disputes_dispute (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    opened_by character varying(8) NOT NULL,
    reason character varying(20) NOT NULL,
    stake bigint NOT NULL,
    wanted_refund bigint NOT NULL,
    state character varying(20) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    answer_due_at timestamp with time zone NOT NULL,
    reminded_at timestamp with time zone,
    answered_at timestamp with time zone,
    default_at timestamp with time zone NOT NULL,
    waiting_since timestamp with time zone,
    decision_due_at timestamp with time zone,
    appeal_due_at timestamp with time zone,
    opener_accepted_at timestamp with time zone,
    other_accepted_at timestamp with time zone,
    appealed_at timestamp with time zone,
    appealed_by character varying(8) NOT NULL,
    appeal_default_at timestamp with time zone,
    closed_at timestamp with time zone,
    outcome character varying(12) NOT NULL,
    refund_amount bigint,
    timer_kind character varying(20) NOT NULL,
    timer_at timestamp with time zone,
    opener_id bigint NOT NULL,
    order_id bigint NOT NULL,
    other_id bigint NOT NULL,
    is_referred boolean DEFAULT false NOT NULL,
    CONSTRAINT disputes_closed CHECK (((((state)::text = ANY ((ARRAY['settled'::character varying, 'withdrawn'::character varying])::text[])) AND (closed_at IS NOT NULL) AND (timer_at IS NULL) AND (NOT ((outcome)::text = ''::text))) OR ((NOT ((state)::text = ANY ((ARRAY['settled'::character varying, 'withdrawn'::character varying])::text[]))) AND (closed_at IS NULL) AND ((outcome)::text = ''::text) AND (timer_at IS NOT NULL)))),
    CONSTRAINT disputes_known_state CHECK (((state)::text = ANY ((ARRAY['awaiting_answer'::character varying, 'with_support'::character varying, 'decided'::character varying, 'appealed'::character varying, 'settled'::character varying, 'withdrawn'::character varying])::text[]))),
    CONSTRAINT disputes_settled_is_a_part CHECK ((((refund_amount >= 0) AND (refund_amount <= stake) AND ((state)::text = 'settled'::text)) OR ((NOT ((state)::text = 'settled'::text)) AND (refund_amount IS NULL)))),
    CONSTRAINT disputes_support_waits CHECK ((((decision_due_at IS NOT NULL) AND ((state)::text = ANY ((ARRAY['with_support'::character varying, 'appealed'::character varying])::text[])) AND (waiting_since IS NOT NULL)) OR (NOT ((state)::text = ANY ((ARRAY['with_support'::character varying, 'appealed'::character varying])::text[]))))),
    CONSTRAINT disputes_two_people CHECK ((NOT (opener_id = other_id))),
    CONSTRAINT disputes_wanted_is_a_part CHECK (((stake > 0) AND (wanted_refund >= 0) AND (wanted_refund <= stake)))
);

ALTER TABLE public.disputes_dispute ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_dispute_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disputes_line (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    part character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    params jsonb NOT NULL,
    actor_id bigint,
    dispute_id bigint NOT NULL
);

ALTER TABLE public.disputes_line ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disputes_proposal (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    part character varying(8) NOT NULL,
    refund_amount bigint NOT NULL,
    note character varying(1000) NOT NULL,
    state character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    dispute_id bigint NOT NULL,
    CONSTRAINT disputes_proposal_amount CHECK ((refund_amount >= 0))
);

ALTER TABLE public.disputes_proposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disputes_statement (
    id bigint NOT NULL,
    part character varying(8) NOT NULL,
    text text NOT NULL,
    refs jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    author_id bigint NOT NULL,
    dispute_id bigint NOT NULL,
    line_id bigint NOT NULL
);

ALTER TABLE public.disputes_statement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_statement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.disputes_statementfile (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    stored_as character varying(200) NOT NULL,
    name character varying(120) NOT NULL,
    content_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    statement_id bigint NOT NULL,
    CONSTRAINT disputes_statementfile_size_check CHECK ((size >= 0))
);

ALTER TABLE public.disputes_statementfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.disputes_statementfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_admin_log (
    id integer NOT NULL,
    action_time timestamp with time zone NOT NULL,
    object_id text,
    object_repr character varying(200) NOT NULL,
    action_flag smallint NOT NULL,
    change_message text NOT NULL,
    content_type_id integer,
    user_id bigint NOT NULL,
    CONSTRAINT django_admin_log_action_flag_check CHECK ((action_flag >= 0))
);

ALTER TABLE public.django_admin_log ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_admin_log_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_content_type (
    id integer NOT NULL,
    app_label character varying(100) NOT NULL,
    model character varying(100) NOT NULL
);

ALTER TABLE public.django_content_type ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_content_type_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_session (
    session_key character varying(40) NOT NULL,
    session_data text NOT NULL,
    expire_date timestamp with time zone NOT NULL
);

CREATE TABLE public.draws_draw (
    id bigint NOT NULL,
    state character varying(9) NOT NULL,
    next_at timestamp with time zone,
    tries smallint NOT NULL,
    trouble character varying(200) NOT NULL,
    secret_sealed character varying(400) NOT NULL,
    secret character varying(64) NOT NULL,
    commitment character varying(64) NOT NULL,
    committed_at timestamp with time zone NOT NULL,
    source_kind character varying(8) NOT NULL,
    source_name character varying(300) NOT NULL,
    source_url character varying(500) NOT NULL,
    round bigint,
    first_round bigint,
    tickets text NOT NULL,
    tickets_digest character varying(64) NOT NULL,
    tickets_count integer NOT NULL,
    participants_count integer NOT NULL,
    frozen_at timestamp with time zone,
    value character varying(200) NOT NULL,
    signature character varying(96) NOT NULL,
    evidence character varying(500) NOT NULL,
    value_at timestamp with time zone,
    places smallint NOT NULL,
    "order" jsonb NOT NULL,
    drawn_at timestamp with time zone,
    scored integer NOT NULL,
    contest_id bigint NOT NULL,
    value_by_id bigint,
    CONSTRAINT draws_draw_participants_count_check CHECK ((participants_count >= 0)),
    CONSTRAINT draws_draw_places_check CHECK ((places >= 0)),
    CONSTRAINT draws_draw_scored_check CHECK ((scored >= 0)),
    CONSTRAINT draws_draw_tickets_count_check CHECK ((tickets_count >= 0)),
    CONSTRAINT draws_draw_tries_check CHECK ((tries >= 0)),
    CONSTRAINT draws_known_state CHECK (((state)::text = ANY ((ARRAY['committed'::character varying, 'frozen'::character varying, 'valued'::character varying, 'drawn'::character varying, 'void'::character varying])::text[]))),
    CONSTRAINT draws_list_before_value CHECK (((NOT ((state)::text = ANY ((ARRAY['frozen'::character varying, 'valued'::character varying, 'drawn'::character varying])::text[]))) OR ((frozen_at IS NOT NULL) AND (NOT ((tickets_digest)::text = ''::text))))),
    CONSTRAINT draws_secret_opens_at_the_draw CHECK ((((drawn_at IS NOT NULL) AND ((state)::text = 'drawn'::text) AND (NOT ((secret)::text = ''::text))) OR ((NOT ((state)::text = 'drawn'::text)) AND (drawn_at IS NULL) AND ((secret)::text = ''::text)))),
    CONSTRAINT draws_source_is_named CHECK ((((source_kind)::text = 'drand'::text) OR (NOT ((source_name)::text = ''::text)))),
    CONSTRAINT draws_value_before_draw CHECK (((NOT ((state)::text = ANY ((ARRAY['valued'::character varying, 'drawn'::character varying])::text[]))) OR ((value_at IS NOT NULL) AND (NOT ((value)::text = ''::text)))))
);

ALTER TABLE public.draws_draw ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_draw_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.draws_pass (
    id bigint NOT NULL,
    number smallint NOT NULL,
    place smallint NOT NULL,
    participant character varying(12) NOT NULL,
    reason character varying(12) NOT NULL,
    note character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    decided_by_id bigint NOT NULL,
    draw_id bigint NOT NULL,
    CONSTRAINT draws_pass_number_check CHECK ((number >= 0)),
    CONSTRAINT draws_pass_place_check CHECK ((place >= 0))
);

ALTER TABLE public.draws_pass ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.draws_pass_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.entries_check (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    outcome character varying(8) NOT NULL,
    evidence jsonb NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    decision character varying(8) NOT NULL,
    note character varying(1000) NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    entry_id bigint NOT NULL
);

ALTER TABLE public.entries_check ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entries_check_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.entries_checkrun (
    id bigint NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    frozen_at timestamp with time zone,
    sketched_at timestamp with time zone,
    finished_at timestamp with time zone,
    contest_id bigint NOT NULL,
    CONSTRAINT entries_checkrun_done_check CHECK ((done >= 0)),
    CONSTRAINT entries_checkrun_total_check CHECK ((total >= 0))
);

ALTER TABLE public.entries_checkrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entries_checkrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.entries_entry (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    source character varying(8) NOT NULL,
    url character varying(500) NOT NULL,
    title character varying(200) NOT NULL,
    language character varying(2) NOT NULL,
    declaration character varying(1000) NOT NULL,
    state character varying(12) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    reason character varying(1000) NOT NULL,
    decided_at timestamp with time zone,
    text text NOT NULL,
    words integer NOT NULL,
    digest character varying(64) NOT NULL,
    frozen_at timestamp with time zone,
    frozen_note character varying(8) NOT NULL,
    checked_at timestamp with time zone,
    appeal character varying(2000) NOT NULL,
    appealed_at timestamp with time zone,
    appeal_answered_at timestamp with time zone,
    hidden_at timestamp with time zone,
    article_id bigint,
    contest_id bigint NOT NULL,
    decided_by_id bigint,
    entrant_id bigint NOT NULL,
    link_id bigint NOT NULL,
    CONSTRAINT entries_entry_words_check CHECK ((words >= 0)),
    CONSTRAINT entries_frozen_whole CHECK (((((digest)::text = ''::text) AND (frozen_at IS NULL)) OR ((frozen_at IS NOT NULL) AND (NOT ((digest)::text = ''::text))))),
    CONSTRAINT entries_known_state CHECK (((state)::text = ANY ((ARRAY['submitted'::character varying, 'accepted'::character varying, 'refused'::character varying, 'withdrawn'::character varying, 'disqualified'::character varying])::text[]))),
    CONSTRAINT entries_source_is_named CHECK ((((article_id IS NOT NULL) AND ((source)::text = 'article'::text) AND ((url)::text = ''::text)) OR ((article_id IS NULL) AND ((source)::text = 'outside'::text) AND (NOT ((url)::text = ''::text)))))
);

ALTER TABLE public.entries_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entries_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.entries_look (
    id bigint NOT NULL,
    due_at timestamp with time zone,
    tries smallint NOT NULL,
    tried_at timestamp with time zone,
    problem character varying(8) NOT NULL,
    seen_at timestamp with time zone,
    text text NOT NULL,
    has_link boolean NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT entries_look_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.entries_look ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entries_look_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.entries_sketch (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    shingles integer NOT NULL,
    signature bigint[] NOT NULL,
    bands bigint[] NOT NULL,
    made_at timestamp with time zone NOT NULL,
    article_id bigint,
    entry_id bigint,
    CONSTRAINT entries_sketch_of_one CHECK ((((article_id IS NULL) AND (entry_id IS NOT NULL)) OR ((article_id IS NOT NULL) AND (entry_id IS NULL)))),
    CONSTRAINT entries_sketch_shingles_check CHECK ((shingles >= 0))
);

ALTER TABLE public.entries_sketch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entries_sketch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.entries_writingrules (
    id bigint NOT NULL,
    min_words integer NOT NULL,
    max_words integer NOT NULL,
    languages jsonb NOT NULL,
    takes_articles boolean NOT NULL,
    takes_outside boolean NOT NULL,
    needs_editor boolean NOT NULL,
    contest_id bigint NOT NULL,
    CONSTRAINT entries_some_source CHECK ((takes_articles OR takes_outside)),
    CONSTRAINT entries_words_in_order CHECK ((max_words >= min_words)),
    CONSTRAINT entries_writingrules_max_words_check CHECK ((max_words >= 0)),
    CONSTRAINT entries_writingrules_min_words_check CHECK ((min_words >= 0))
);

ALTER TABLE public.entries_writingrules ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entries_writingrules_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_arealevel (
    id bigint NOT NULL,
    level smallint NOT NULL,
    since timestamp with time zone NOT NULL,
    category_id bigint,
    member_id bigint NOT NULL,
    tag_id bigint,
    CONSTRAINT forum_area_level CHECK ((level = ANY (ARRAY[0, 1, 2, 3]))),
    CONSTRAINT forum_level_of_one_thing CHECK ((((category_id IS NULL) AND (tag_id IS NOT NULL)) OR ((category_id IS NOT NULL) AND (tag_id IS NULL))))
);

ALTER TABLE public.forum_arealevel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_arealevel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_bookmark (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    note character varying(300) NOT NULL,
    due_at timestamp with time zone,
    reminded_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    post_id bigint NOT NULL
);

ALTER TABLE public.forum_bookmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_bookmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_category (
    id bigint NOT NULL,
    slug character varying(40) NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(10) NOT NULL,
    name_ar character varying(60) NOT NULL,
    name_en character varying(60) NOT NULL,
    name_he character varying(60) NOT NULL,
    name_ur character varying(60) NOT NULL,
    about_ar character varying(240) NOT NULL,
    about_en character varying(240) NOT NULL,
    about_he character varying(240) NOT NULL,
    about_ur character varying(240) NOT NULL,
    topic_count integer NOT NULL,
    archived_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    parent_id bigint,
    CONSTRAINT forum_category_kind CHECK (((kind)::text = ANY ((ARRAY['questions'::character varying, 'discussion'::character varying])::text[]))),
    CONSTRAINT forum_category_not_its_own_parent CHECK (((parent_id IS NULL) OR (NOT ((parent_id = id) AND (parent_id IS NOT NULL))))),
    CONSTRAINT forum_category_position_check CHECK (("position" >= 0)),
    CONSTRAINT forum_category_topic_count_check CHECK ((topic_count >= 0))
);

ALTER TABLE public.forum_category ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_draft (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    place character varying(40) NOT NULL,
    fields jsonb NOT NULL,
    revision integer NOT NULL,
    device character varying(36) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT forum_draft_revision_check CHECK ((revision >= 0))
);

ALTER TABLE public.forum_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_forumsettings (
    member_id bigint NOT NULL,
    after_topic smallint NOT NULL,
    after_reply smallint NOT NULL,
    digest character varying(6) NOT NULL,
    digest_due_at timestamp with time zone,
    digest_sent_at timestamp with time zone,
    new_since timestamp with time zone NOT NULL,
    feed_version integer NOT NULL,
    CONSTRAINT forum_digest_rhythm CHECK (((digest)::text = ANY ((ARRAY['daily'::character varying, 'weekly'::character varying, 'never'::character varying])::text[]))),
    CONSTRAINT forum_forumsettings_feed_version_check CHECK ((feed_version >= 0))
);

CREATE TABLE public.forum_inboundmail (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    gateway character varying(16) NOT NULL,
    message_id character varying(200) NOT NULL,
    sender character varying(254) NOT NULL,
    subject character varying(300) NOT NULL,
    headers text NOT NULL,
    raw bytea,
    outcome character varying(8) NOT NULL,
    reason character varying(16) NOT NULL,
    files_left_out smallint NOT NULL,
    received_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    answered_at timestamp with time zone,
    member_id bigint,
    post_id bigint,
    topic_id bigint,
    CONSTRAINT forum_inboundmail_files_left_out_check CHECK ((files_left_out >= 0)),
    CONSTRAINT forum_mail_outcome CHECK (((outcome)::text = ANY ((ARRAY['received'::character varying, 'posted'::character varying, 'refused'::character varying, 'ignored'::character varying])::text[])))
);

ALTER TABLE public.forum_inboundmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_inboundmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_like (
    id bigint NOT NULL,
    times smallint NOT NULL,
    given_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    member_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT forum_like_times_check CHECK ((times >= 0))
);

ALTER TABLE public.forum_like ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_like_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_mention (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    member_id bigint NOT NULL,
    post_id bigint NOT NULL
);

ALTER TABLE public.forum_mention ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_mention_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_moderationact (
    id bigint NOT NULL,
    act character varying(16) NOT NULL,
    reason character varying(500) NOT NULL,
    detail jsonb NOT NULL,
    is_public boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    actor_id bigint NOT NULL,
    category_id bigint,
    member_id bigint,
    undoes_id bigint,
    post_id bigint,
    topic_id bigint
);

ALTER TABLE public.forum_moderationact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_moderationact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_movedpost (
    id bigint NOT NULL,
    from_number integer NOT NULL,
    to_number integer NOT NULL,
    post_id bigint NOT NULL,
    merge_id bigint NOT NULL,
    CONSTRAINT forum_movedpost_from_number_check CHECK ((from_number >= 0)),
    CONSTRAINT forum_movedpost_to_number_check CHECK ((to_number >= 0))
);

ALTER TABLE public.forum_movedpost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_movedpost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_permission (
    id bigint NOT NULL,
    "group" character varying(10) NOT NULL,
    "right" character varying(6) NOT NULL,
    category_id bigint NOT NULL,
    CONSTRAINT forum_permission_known CHECK (((("group")::text = ANY ((ARRAY['everyone'::character varying, 'members'::character varying, 'level_1'::character varying, 'level_2'::character varying, 'level_3'::character varying, 'level_4'::character varying, 'gurus'::character varying, 'managers'::character varying])::text[])) AND (("right")::text = ANY ((ARRAY['see'::character varying, 'start'::character varying, 'reply'::character varying])::text[])))),
    CONSTRAINT forum_visitors_only_see CHECK (((NOT (("group")::text = 'everyone'::text)) OR (("right")::text = 'see'::text)))
);

ALTER TABLE public.forum_permission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_permission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_poll (
    id bigint NOT NULL,
    question character varying(160) NOT NULL,
    most_choices smallint NOT NULL,
    results character varying(6) NOT NULL,
    closes_at timestamp with time zone,
    closed_at timestamp with time zone,
    voter_count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT forum_poll_chooses CHECK ((most_choices >= 1)),
    CONSTRAINT forum_poll_most_choices_check CHECK ((most_choices >= 0)),
    CONSTRAINT forum_poll_voter_count_check CHECK ((voter_count >= 0))
);

ALTER TABLE public.forum_poll ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_poll_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_polloption (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    text character varying(120) NOT NULL,
    vote_count integer NOT NULL,
    poll_id bigint NOT NULL,
    CONSTRAINT forum_polloption_position_check CHECK (("position" >= 0)),
    CONSTRAINT forum_polloption_vote_count_check CHECK ((vote_count >= 0))
);

ALTER TABLE public.forum_polloption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_polloption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_pollvote (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    option_id bigint NOT NULL,
    poll_id bigint NOT NULL
);

ALTER TABLE public.forum_pollvote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_pollvote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_post (
    id bigint NOT NULL,
    number integer NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    text text NOT NULL,
    renderer_version smallint NOT NULL,
    language character varying(2) NOT NULL,
    state character varying(8) NOT NULL,
    held_for character varying(12) NOT NULL,
    removed_at timestamp with time zone,
    like_count integer NOT NULL,
    is_solution boolean NOT NULL,
    version_count smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    token character varying(36) NOT NULL,
    author_id bigint NOT NULL,
    removed_by_id bigint,
    reply_to_id bigint,
    topic_id bigint NOT NULL,
    CONSTRAINT forum_post_like_count_check CHECK ((like_count >= 0)),
    CONSTRAINT forum_post_number_check CHECK ((number >= 0)),
    CONSTRAINT forum_post_renderer_version_check CHECK ((renderer_version >= 0)),
    CONSTRAINT forum_post_state CHECK (((state)::text = ANY ((ARRAY['visible'::character varying, 'held'::character varying, 'hidden'::character varying, 'removed'::character varying])::text[]))),
    CONSTRAINT forum_post_version_count_check CHECK ((version_count >= 0))
);

ALTER TABLE public.forum_post ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_post_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_postpicture (
    id bigint NOT NULL,
    address character varying(200) NOT NULL,
    width smallint NOT NULL,
    height smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    uploader_id bigint NOT NULL,
    CONSTRAINT forum_postpicture_height_check CHECK ((height >= 0)),
    CONSTRAINT forum_postpicture_width_check CHECK ((width >= 0))
);

ALTER TABLE public.forum_postpicture ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_postpicture_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_postversion (
    id bigint NOT NULL,
    number smallint NOT NULL,
    title character varying(140) NOT NULL,
    source text NOT NULL,
    why character varying(10) NOT NULL,
    reason character varying(500) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    editor_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT forum_postversion_number_check CHECK ((number >= 0))
);

ALTER TABLE public.forum_postversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_postversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_queuedecision (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    act character varying(6) NOT NULL,
    is_of_flags boolean NOT NULL,
    decision character varying(12) NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    actor_id bigint NOT NULL,
    post_id bigint NOT NULL,
    undone_by_id bigint,
    CONSTRAINT forum_queue_act CHECK (((act)::text = ANY ((ARRAY['accept'::character varying, 'edit'::character varying, 'remove'::character varying, 'warn'::character varying])::text[])))
);

ALTER TABLE public.forum_queuedecision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_queuedecision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_reading (
    id bigint NOT NULL,
    last_read_number integer NOT NULL,
    level smallint,
    is_chosen boolean NOT NULL,
    read_at timestamp with time zone,
    member_id bigint NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT forum_reading_last_read_number_check CHECK ((last_read_number >= 0)),
    CONSTRAINT forum_reading_level CHECK (((level IS NULL) OR (level = ANY (ARRAY[0, 1, 2, 3]))))
);

ALTER TABLE public.forum_reading ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_reading_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_replyaddress (
    id bigint NOT NULL,
    secret character varying(32) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    topic_id bigint NOT NULL
);

ALTER TABLE public.forum_replyaddress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_replyaddress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_solution (
    id bigint NOT NULL,
    chosen_by character varying(6) NOT NULL,
    chosen_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_by_id bigint,
    member_id bigint NOT NULL,
    post_id bigint NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT forum_solution_chosen_by CHECK (((chosen_by)::text = ANY ((ARRAY['asker'::character varying, 'guru'::character varying, 'staff'::character varying])::text[])))
);

ALTER TABLE public.forum_solution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_solution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_tag (
    id bigint NOT NULL,
    slug character varying(30) NOT NULL,
    topic_count integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT forum_tag_topic_count_check CHECK ((topic_count >= 0))
);

ALTER TABLE public.forum_tag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_tag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_told (
    id bigint NOT NULL,
    why character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    mail_due_at timestamp with time zone,
    mailed_at timestamp with time zone,
    member_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT forum_told_why CHECK (((why)::text = ANY ((ARRAY['answered'::character varying, 'mentioned'::character varying, 'quoted'::character varying, 'watched'::character varying, 'begun'::character varying])::text[])))
);

ALTER TABLE public.forum_told ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_told_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_topic (
    id bigint NOT NULL,
    title character varying(140) NOT NULL,
    slug character varying(80) NOT NULL,
    language character varying(2) NOT NULL,
    tags character varying(30)[] NOT NULL,
    state character varying(8) NOT NULL,
    is_question boolean NOT NULL,
    has_poll boolean NOT NULL,
    pinned_at timestamp with time zone,
    closed_at timestamp with time zone,
    archived_at timestamp with time zone,
    solved_at timestamp with time zone,
    last_post_at timestamp with time zone NOT NULL,
    last_number integer NOT NULL,
    reply_count integer NOT NULL,
    like_count integer NOT NULL,
    view_count integer NOT NULL,
    asker_spoke_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    author_id bigint NOT NULL,
    category_id bigint NOT NULL,
    first_post_id bigint,
    last_author_id bigint,
    last_post_id bigint,
    merged_into_id bigint,
    removed_by_id bigint,
    CONSTRAINT forum_topic_last_number_check CHECK ((last_number >= 0)),
    CONSTRAINT forum_topic_like_count_check CHECK ((like_count >= 0)),
    CONSTRAINT forum_topic_merged_somewhere CHECK ((((merged_into_id IS NOT NULL) AND ((state)::text = 'merged'::text)) OR ((NOT ((state)::text = 'merged'::text)) AND (merged_into_id IS NULL)))),
    CONSTRAINT forum_topic_reply_count_check CHECK ((reply_count >= 0)),
    CONSTRAINT forum_topic_state CHECK (((state)::text = ANY ((ARRAY['visible'::character varying, 'held'::character varying, 'hidden'::character varying, 'removed'::character varying, 'merged'::character varying])::text[]))),
    CONSTRAINT forum_topic_view_count_check CHECK ((view_count >= 0))
);

ALTER TABLE public.forum_topic ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_topic_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.forum_topicmerge (
    id bigint NOT NULL,
    kind character varying(5) NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    undone_at timestamp with time zone,
    by_id bigint NOT NULL,
    source_id bigint NOT NULL,
    target_id bigint NOT NULL,
    undone_by_id bigint,
    CONSTRAINT forum_merge_two_topics CHECK ((NOT (source_id = target_id)))
);

ALTER TABLE public.forum_topicmerge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.forum_topicmerge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_category (
    id bigint NOT NULL,
    slug character varying(40) NOT NULL,
    name_ar character varying(60) NOT NULL,
    name_en character varying(60) NOT NULL,
    name_he character varying(60) NOT NULL,
    name_ur character varying(60) NOT NULL,
    "position" smallint NOT NULL,
    live_count integer NOT NULL,
    parent_id bigint,
    CONSTRAINT gigs_category_live_count_check CHECK ((live_count >= 0)),
    CONSTRAINT gigs_category_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.gigs_category ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_category_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_editornote (
    id bigint NOT NULL,
    verdict character varying(20) NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    editor_id bigint NOT NULL,
    gig_id bigint NOT NULL
);

ALTER TABLE public.gigs_editornote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_editornote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_extra (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    is_offered boolean NOT NULL,
    title character varying(80) NOT NULL,
    price_amount bigint NOT NULL,
    days_change smallint NOT NULL,
    gig_id bigint NOT NULL,
    CONSTRAINT gigs_extra_position_check CHECK (("position" >= 0)),
    CONSTRAINT gigs_extra_positive CHECK ((price_amount > 0))
);

ALTER TABLE public.gigs_extra ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_extra_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_faq (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    question character varying(200) NOT NULL,
    answer text NOT NULL,
    gig_id bigint NOT NULL,
    CONSTRAINT gigs_faq_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.gigs_faq ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_faq_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_feature (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    label character varying(60) NOT NULL,
    basic character varying(20) NOT NULL,
    standard character varying(20) NOT NULL,
    premium character varying(20) NOT NULL,
    gig_id bigint NOT NULL,
    CONSTRAINT gigs_feature_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.gigs_feature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_feature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_gig (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    title character varying(90) NOT NULL,
    slug character varying(80) NOT NULL,
    language character varying(2) NOT NULL,
    description_source text NOT NULL,
    description_html text NOT NULL,
    renderer_version smallint NOT NULL,
    tags character varying(30)[] NOT NULL,
    keywords text NOT NULL,
    currency character varying(3) NOT NULL,
    state character varying(20) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    submitted_at timestamp with time zone,
    published_at timestamp with time zone,
    price_from bigint NOT NULL,
    delivery_days smallint NOT NULL,
    cover character varying(200) NOT NULL,
    orders_count integer NOT NULL,
    rating_sum bigint NOT NULL,
    rating_count integer NOT NULL,
    search_text text,
    search_vector tsvector,
    category_id bigint NOT NULL,
    root_id bigint NOT NULL,
    seller_id bigint NOT NULL,
    rating_mean smallint GENERATED ALWAYS AS (
CASE
    WHEN (rating_count = 0) THEN (0)::bigint
    ELSE (rating_sum / rating_count)
END) STORED,
    CONSTRAINT gigs_gig_delivery_days_check CHECK ((delivery_days >= 0)),
    CONSTRAINT gigs_gig_orders_count_check CHECK ((orders_count >= 0)),
    CONSTRAINT gigs_gig_rating_count_check CHECK ((rating_count >= 0)),
    CONSTRAINT gigs_gig_rating_sum_check CHECK ((rating_sum >= 0)),
    CONSTRAINT gigs_gig_renderer_version_check CHECK ((renderer_version >= 0)),
    CONSTRAINT gigs_gig_state_known CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'in_review'::character varying, 'changes_requested'::character varying, 'live'::character varying, 'paused'::character varying, 'declined'::character varying, 'hidden'::character varying])::text[]))),
    CONSTRAINT gigs_live_is_priced CHECK (((NOT ((state)::text = 'live'::text)) OR ((price_from > 0) AND (published_at IS NOT NULL))))
);

ALTER TABLE public.gigs_gig ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_gig_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_gigday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    source character varying(8) NOT NULL,
    views integer NOT NULL,
    clicks integer NOT NULL,
    gig_id bigint NOT NULL,
    CONSTRAINT gigs_gigday_clicks_check CHECK ((clicks >= 0)),
    CONSTRAINT gigs_gigday_views_check CHECK ((views >= 0))
);

ALTER TABLE public.gigs_gigday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_gigday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_gigimage (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    "position" smallint NOT NULL,
    alt character varying(160) NOT NULL,
    file character varying(200) NOT NULL,
    thumb character varying(200) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    gig_id bigint NOT NULL,
    CONSTRAINT gigs_gigimage_height_check CHECK ((height >= 0)),
    CONSTRAINT gigs_gigimage_position_check CHECK (("position" >= 0)),
    CONSTRAINT gigs_gigimage_width_check CHECK ((width >= 0))
);

ALTER TABLE public.gigs_gigimage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_gigimage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_package (
    id bigint NOT NULL,
    tier character varying(8) NOT NULL,
    "position" smallint NOT NULL,
    is_offered boolean NOT NULL,
    title character varying(60) NOT NULL,
    description character varying(300) NOT NULL,
    price_amount bigint NOT NULL,
    delivery_days smallint NOT NULL,
    revisions smallint NOT NULL,
    gig_id bigint NOT NULL,
    CONSTRAINT gigs_package_delivery_days_check CHECK ((delivery_days >= 0)),
    CONSTRAINT gigs_package_position_check CHECK (("position" >= 0)),
    CONSTRAINT gigs_package_positive CHECK (((delivery_days > 0) AND (price_amount > 0))),
    CONSTRAINT gigs_package_revisions_check CHECK ((revisions >= 0))
);

ALTER TABLE public.gigs_package ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_package_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gigs_question (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(8) NOT NULL,
    text character varying(300) NOT NULL,
    choices jsonb NOT NULL,
    is_required boolean NOT NULL,
    gig_id bigint NOT NULL,
    CONSTRAINT gigs_question_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.gigs_question ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gigs_question_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.growth_channelday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    kind character varying(12) NOT NULL,
    currency character varying(3) NOT NULL,
    visits bigint NOT NULL,
    people bigint NOT NULL,
    signups integer NOT NULL,
    briefs integer NOT NULL,
    entries integer NOT NULL,
    orders integer NOT NULL,
    first_orders integer NOT NULL,
    volume bigint NOT NULL,
    fees bigint NOT NULL,
    refunds bigint NOT NULL,
    cost bigint NOT NULL,
    ref character varying(40) NOT NULL,
    CONSTRAINT growth_channelday_briefs_check CHECK ((briefs >= 0)),
    CONSTRAINT growth_channelday_entries_check CHECK ((entries >= 0)),
    CONSTRAINT growth_channelday_first_orders_check CHECK ((first_orders >= 0)),
    CONSTRAINT growth_channelday_orders_check CHECK ((orders >= 0)),
    CONSTRAINT growth_channelday_people_check CHECK ((people >= 0)),
    CONSTRAINT growth_channelday_signups_check CHECK ((signups >= 0)),
    CONSTRAINT growth_channelday_visits_check CHECK ((visits >= 0))
);

ALTER TABLE public.growth_channelday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.growth_channelday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.growth_cohortmonth (
    id bigint NOT NULL,
    month date NOT NULL,
    kind character varying(12) NOT NULL,
    later date NOT NULL,
    currency character varying(3) NOT NULL,
    people integer NOT NULL,
    orders integer NOT NULL,
    fees bigint NOT NULL,
    CONSTRAINT growth_cohortmonth_orders_check CHECK ((orders >= 0)),
    CONSTRAINT growth_cohortmonth_people_check CHECK ((people >= 0))
);

ALTER TABLE public.growth_cohortmonth ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.growth_cohortmonth_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.growth_growthproof (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    first date NOT NULL,
    last date NOT NULL,
    drifted jsonb NOT NULL
);

ALTER TABLE public.growth_growthproof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.growth_growthproof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.growth_kindday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    kind character varying(12) NOT NULL,
    currency character varying(3) NOT NULL,
    visits bigint NOT NULL,
    people bigint NOT NULL,
    signups integer NOT NULL,
    briefs integer NOT NULL,
    entries integer NOT NULL,
    orders integer NOT NULL,
    first_orders integer NOT NULL,
    volume bigint NOT NULL,
    fees bigint NOT NULL,
    refunds bigint NOT NULL,
    cost bigint NOT NULL,
    CONSTRAINT growth_kindday_briefs_check CHECK ((briefs >= 0)),
    CONSTRAINT growth_kindday_entries_check CHECK ((entries >= 0)),
    CONSTRAINT growth_kindday_first_orders_check CHECK ((first_orders >= 0)),
    CONSTRAINT growth_kindday_orders_check CHECK ((orders >= 0)),
    CONSTRAINT growth_kindday_people_check CHECK ((people >= 0)),
    CONSTRAINT growth_kindday_signups_check CHECK ((signups >= 0)),
    CONSTRAINT growth_kindday_visits_check CHECK ((visits >= 0))
);

ALTER TABLE public.growth_kindday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.growth_kindday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.growth_staleday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    what character varying(8) NOT NULL,
    since timestamp with time zone NOT NULL
);

ALTER TABLE public.growth_staleday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.growth_staleday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.growth_watermark (
    id bigint NOT NULL,
    name character varying(12) NOT NULL,
    number bigint NOT NULL,
    moment timestamp with time zone
);

ALTER TABLE public.growth_watermark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.growth_watermark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guard_case (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    score smallint NOT NULL,
    cleared_score smallint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(500) NOT NULL,
    appealed_at timestamp with time zone,
    settled_at timestamp with time zone,
    settled_reason character varying(500) NOT NULL,
    attribution_id bigint NOT NULL,
    decided_by_id bigint,
    friend_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    settled_by_id bigint,
    CONSTRAINT guard_case_cleared_score_check CHECK ((cleared_score >= 0)),
    CONSTRAINT guard_case_score_check CHECK ((score >= 0)),
    CONSTRAINT guard_confirmed_says_why CHECK ((((state)::text = ANY ((ARRAY['open'::character varying, 'cleared'::character varying])::text[])) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT guard_decided_by_somebody CHECK ((((state)::text = 'open'::text) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT guard_known_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'cleared'::character varying, 'confirmed'::character varying, 'appealed'::character varying, 'upheld'::character varying])::text[])))
);

ALTER TABLE public.guard_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guard_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guard_signal (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    weight smallint NOT NULL,
    evidence jsonb NOT NULL,
    found_at timestamp with time zone NOT NULL,
    attribution_id bigint NOT NULL,
    CONSTRAINT guard_signal_weight_check CHECK ((weight >= 0))
);

ALTER TABLE public.guard_signal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guard_signal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.guard_word (
    id bigint NOT NULL,
    is_appeal boolean NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.guard_word ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.guard_word_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_ballot (
    id bigint NOT NULL,
    choice character varying(8) NOT NULL,
    reason character varying(1000) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    cast_at timestamp with time zone,
    changes smallint NOT NULL,
    member_id bigint NOT NULL,
    nomination_id bigint NOT NULL,
    CONSTRAINT gurus_ballot_against_says_why CHECK (((NOT ((choice)::text = 'against'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT gurus_ballot_changes_check CHECK ((changes >= 0)),
    CONSTRAINT gurus_ballot_choice CHECK (((choice)::text = ANY ((ARRAY[''::character varying, 'for'::character varying, 'against'::character varying, 'abstain'::character varying])::text[])))
);

ALTER TABLE public.gurus_ballot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_ballot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_break (
    id bigint NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    note character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    membership_id bigint NOT NULL,
    CONSTRAINT gurus_break_in_order CHECK ((ends_on >= starts_on))
);

ALTER TABLE public.gurus_break ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_break_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_charterversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    texts jsonb NOT NULL,
    note character varying(300) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    sign_by timestamp with time zone NOT NULL,
    published_by_id bigint NOT NULL,
    CONSTRAINT gurus_charterversion_number_check CHECK ((number >= 0))
);

ALTER TABLE public.gurus_charterversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_charterversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_clubcase (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(8) NOT NULL,
    state character varying(8) NOT NULL,
    quarter date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(1000) NOT NULL,
    decided_by_id bigint,
    membership_id bigint NOT NULL,
    CONSTRAINT gurus_case_says_why CHECK ((((state)::text = ANY ((ARRAY['open'::character varying, 'settled'::character varying])::text[])) OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.gurus_clubcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_clubcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_code (
    id bigint NOT NULL,
    sealed text NOT NULL,
    digest character varying(64) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    privilege_id bigint NOT NULL
);

ALTER TABLE public.gurus_code ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_code_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_duty (
    id bigint NOT NULL,
    measure character varying(12) NOT NULL,
    required integer NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT gurus_duty_required_check CHECK ((required >= 0))
);

ALTER TABLE public.gurus_duty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_duty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_evangelist (
    id bigint NOT NULL,
    reason character varying(1000) NOT NULL,
    named_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    end_reason character varying(1000) NOT NULL,
    ended_by_id bigint,
    named_by_id bigint NOT NULL,
    membership_id bigint NOT NULL,
    CONSTRAINT gurus_evangelist_end_says_why CHECK (((ended_at IS NULL) OR (NOT ((end_reason)::text = ''::text))))
);

ALTER TABLE public.gurus_evangelist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_evangelist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_evidence (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(8) NOT NULL,
    ref bigint,
    title character varying(120) NOT NULL,
    address character varying(500) NOT NULL,
    nomination_id bigint NOT NULL,
    CONSTRAINT gurus_evidence_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.gurus_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_grant (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    state character varying(8) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    expires_at timestamp with time zone,
    shown_at timestamp with time zone,
    may_show boolean NOT NULL,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    reason character varying(1000) NOT NULL,
    code_id bigint,
    granted_by_id bigint NOT NULL,
    membership_id bigint NOT NULL,
    privilege_id bigint NOT NULL,
    CONSTRAINT gurus_grant_back_says_why CHECK (((NOT ((state)::text = 'revoked'::text)) OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.gurus_grant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_grant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_membership (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    known_for character varying(160) NOT NULL,
    joined_at timestamp with time zone NOT NULL,
    term_ends_at timestamp with time zone NOT NULL,
    terms smallint NOT NULL,
    signed_version integer NOT NULL,
    reminded_version integer NOT NULL,
    warned_quarter date,
    ended_at timestamp with time zone,
    reason character varying(1000) NOT NULL,
    appeal character varying(1000) NOT NULL,
    appeal_by timestamp with time zone,
    appealed_at timestamp with time zone,
    answer character varying(1000) NOT NULL,
    answered_by_id bigint,
    decided_by_id bigint,
    member_id bigint NOT NULL,
    nomination_id bigint NOT NULL,
    CONSTRAINT gurus_membership_reminded_version_check CHECK ((reminded_version >= 0)),
    CONSTRAINT gurus_membership_says_why CHECK (((NOT ((state)::text = ANY ((ARRAY['removed'::character varying, 'appealed'::character varying, 'excluded'::character varying])::text[]))) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT gurus_membership_signed_version_check CHECK ((signed_version >= 0)),
    CONSTRAINT gurus_membership_state CHECK (((state)::text = ANY ((ARRAY['active'::character varying, 'on_break'::character varying, 'set_aside'::character varying, 'alumnus'::character varying, 'removed'::character varying, 'appealed'::character varying, 'excluded'::character varying])::text[]))),
    CONSTRAINT gurus_membership_terms_check CHECK ((terms >= 0))
);

ALTER TABLE public.gurus_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_nomination (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    is_founding boolean NOT NULL,
    reason character varying(1000) NOT NULL,
    state character varying(12) NOT NULL,
    due_at timestamp with time zone,
    made_at timestamp with time zone NOT NULL,
    application character varying(3000) NOT NULL,
    known_for character varying(160) NOT NULL,
    metrics jsonb NOT NULL,
    applied_at timestamp with time zone,
    vote_opened_at timestamp with time zone,
    counted_at timestamp with time zone,
    electors integer NOT NULL,
    votes_for integer NOT NULL,
    votes_against integer NOT NULL,
    votes_abstain integer NOT NULL,
    quorum integer NOT NULL,
    majority_percent integer NOT NULL,
    outcome character varying(10) NOT NULL,
    decision character varying(1000) NOT NULL,
    ended_at timestamp with time zone,
    candidate_id bigint NOT NULL,
    decided_by_id bigint,
    nominator_id bigint NOT NULL,
    supporter_id bigint,
    CONSTRAINT gurus_nomination_electors_check CHECK ((electors >= 0)),
    CONSTRAINT gurus_nomination_majority_percent_check CHECK ((majority_percent >= 0)),
    CONSTRAINT gurus_nomination_of_another CHECK ((NOT (candidate_id = nominator_id))),
    CONSTRAINT gurus_nomination_quorum_check CHECK ((quorum >= 0)),
    CONSTRAINT gurus_nomination_says_why CHECK (((NOT ((state)::text = ANY ((ARRAY['refused'::character varying, 'stopped'::character varying])::text[]))) OR (NOT ((decision)::text = ''::text)))),
    CONSTRAINT gurus_nomination_state CHECK (((state)::text = ANY ((ARRAY['proposed'::character varying, 'asked'::character varying, 'discussion'::character varying, 'voting'::character varying, 'confirming'::character varying, 'signing'::character varying, 'joined'::character varying, 'rejected'::character varying, 'refused'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'lapsed'::character varying, 'stopped'::character varying])::text[]))),
    CONSTRAINT gurus_nomination_two_people CHECK (((supporter_id IS NULL) OR ((NOT ((supporter_id = candidate_id) AND (supporter_id IS NOT NULL))) AND (NOT ((supporter_id = nominator_id) AND (supporter_id IS NOT NULL)))))),
    CONSTRAINT gurus_nomination_votes_abstain_check CHECK ((votes_abstain >= 0)),
    CONSTRAINT gurus_nomination_votes_against_check CHECK ((votes_against >= 0)),
    CONSTRAINT gurus_nomination_votes_for_check CHECK ((votes_for >= 0))
);

ALTER TABLE public.gurus_nomination ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_nomination_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_privilege (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    title character varying(120) NOT NULL,
    about character varying(1000) NOT NULL,
    capacity integer,
    days integer,
    answer_by timestamp with time zone,
    made_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    made_by_id bigint NOT NULL,
    CONSTRAINT gurus_privilege_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT gurus_privilege_days_check CHECK ((days >= 0)),
    CONSTRAINT gurus_privilege_kind CHECK (((kind)::text = ANY ((ARRAY['licence'::character varying, 'code'::character varying, 'early_access'::character varying, 'invitation'::character varying])::text[])))
);

ALTER TABLE public.gurus_privilege ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_privilege_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_quarterrow (
    id bigint NOT NULL,
    starts_on date NOT NULL,
    result character varying(10) NOT NULL,
    lines jsonb NOT NULL,
    counted_at timestamp with time zone NOT NULL,
    membership_id bigint NOT NULL
);

ALTER TABLE public.gurus_quarterrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_quarterrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_remark (
    id bigint NOT NULL,
    text character varying(2000) NOT NULL,
    token character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL,
    author_id bigint NOT NULL,
    nomination_id bigint NOT NULL
);

ALTER TABLE public.gurus_remark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_remark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.gurus_signature (
    id bigint NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    version_id bigint NOT NULL
);

ALTER TABLE public.gurus_signature ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.gurus_signature_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hiring_brief (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    source character varying(8) NOT NULL,
    title character varying(140) NOT NULL,
    text text NOT NULL,
    budget_amount bigint,
    currency character varying(3) NOT NULL,
    wanted_on date,
    state character varying(10) NOT NULL,
    conversation_id character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    article_id bigint,
    client_id bigint NOT NULL,
    gig_id bigint,
    writer_id bigint NOT NULL,
    CONSTRAINT hiring_brief_budget_positive CHECK (((budget_amount IS NULL) OR (budget_amount > 0))),
    CONSTRAINT hiring_brief_has_its_source CHECK ((((article_id IS NOT NULL) AND ((source)::text = 'article'::text)) OR ((gig_id IS NOT NULL) AND ((source)::text = 'gig'::text)) OR ((article_id IS NULL) AND (gig_id IS NULL) AND ((source)::text = 'profile'::text))))
);

ALTER TABLE public.hiring_brief ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hiring_brief_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hiring_invitation (
    id bigint NOT NULL,
    note character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    freelancer_id bigint NOT NULL,
    brief_id bigint NOT NULL
);

ALTER TABLE public.hiring_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hiring_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hiring_offer (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    conversation_id character varying(12) NOT NULL,
    title character varying(140) NOT NULL,
    scope text NOT NULL,
    questions jsonb NOT NULL,
    price_amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    delivery_days smallint NOT NULL,
    revisions smallint NOT NULL,
    state character varying(10) NOT NULL,
    order_id character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    answers_id bigint,
    article_id bigint,
    brief_id bigint,
    client_id bigint NOT NULL,
    proposer_id bigint NOT NULL,
    seller_id bigint NOT NULL,
    CONSTRAINT hiring_offer_accepted_has_order CHECK (((NOT ((state)::text = 'accepted'::text)) OR (NOT ((order_id)::text = ''::text)))),
    CONSTRAINT hiring_offer_closed_has_date CHECK ((((state)::text = 'pending'::text) OR (closed_at IS NOT NULL))),
    CONSTRAINT hiring_offer_delivery_days_check CHECK ((delivery_days >= 0)),
    CONSTRAINT hiring_offer_price_positive CHECK ((price_amount > 0)),
    CONSTRAINT hiring_offer_revisions_check CHECK ((revisions >= 0))
);

ALTER TABLE public.hiring_offer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hiring_offer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hiring_postedbrief (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    title character varying(140) NOT NULL,
    text_source text NOT NULL,
    text_html text NOT NULL,
    text_plain text NOT NULL,
    category character varying(20) NOT NULL,
    skills character varying(40)[] NOT NULL,
    language character varying(2) NOT NULL,
    budget_kind character varying(6) NOT NULL,
    budget_min bigint,
    budget_max bigint,
    currency character varying(3) NOT NULL,
    wanted_on date,
    state character varying(8) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    reminder_at timestamp with time zone,
    closed_at timestamp with time zone,
    held_amount bigint NOT NULL,
    held_transfer bigint,
    hold_count integer NOT NULL,
    paid_with character varying(12) NOT NULL,
    proposal_count integer NOT NULL,
    order_id character varying(12) NOT NULL,
    client_id bigint NOT NULL,
    CONSTRAINT hiring_posted_award_has_order CHECK (((NOT ((state)::text = ANY ((ARRAY['awarded'::character varying, 'hired'::character varying])::text[]))) OR (NOT ((order_id)::text = ''::text)))),
    CONSTRAINT hiring_posted_budget_fits CHECK (((((budget_kind)::text = 'open'::text) AND (budget_max IS NULL) AND (budget_min IS NULL)) OR (((budget_kind)::text = 'fixed'::text) AND (budget_max = budget_min) AND (budget_min > 0)) OR (((budget_kind)::text = 'range'::text) AND (budget_max > budget_min) AND (budget_min > 0)))),
    CONSTRAINT hiring_posted_holds_only_alive CHECK (((held_amount = 0) OR ((held_amount > 0) AND ((state)::text = ANY ((ARRAY['open'::character varying, 'awarded'::character varying])::text[]))))),
    CONSTRAINT hiring_postedbrief_hold_count_check CHECK ((hold_count >= 0)),
    CONSTRAINT hiring_postedbrief_proposal_count_check CHECK ((proposal_count >= 0))
);

ALTER TABLE public.hiring_postedbrief ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hiring_postedbrief_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hiring_postedfile (
    id bigint NOT NULL,
    scan_state character varying(10) DEFAULT 'unchecked'::character varying NOT NULL,
    scan_due_at timestamp with time zone,
    scan_attempts smallint DEFAULT 0 NOT NULL,
    public_id character varying(12) NOT NULL,
    file character varying(200) NOT NULL,
    name character varying(120) NOT NULL,
    content_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    brief_id bigint NOT NULL,
    CONSTRAINT hiring_postedfile_scan_attempts_check CHECK ((scan_attempts >= 0)),
    CONSTRAINT hiring_postedfile_size_check CHECK ((size >= 0))
);

ALTER TABLE public.hiring_postedfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hiring_postedfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hiring_proposal (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    title character varying(140) NOT NULL,
    scope text NOT NULL,
    questions jsonb NOT NULL,
    price_amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    delivery_days smallint NOT NULL,
    revisions smallint NOT NULL,
    state character varying(11) NOT NULL,
    version integer NOT NULL,
    is_invited boolean NOT NULL,
    decline_reason character varying(500) NOT NULL,
    conversation_id character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    brief_id bigint NOT NULL,
    freelancer_id bigint NOT NULL,
    offer_id bigint,
    CONSTRAINT hiring_proposal_accepted_has_offer CHECK (((NOT ((state)::text = 'accepted'::text)) OR (offer_id IS NOT NULL))),
    CONSTRAINT hiring_proposal_delivery_days_check CHECK ((delivery_days >= 0)),
    CONSTRAINT hiring_proposal_price_positive CHECK ((price_amount > 0)),
    CONSTRAINT hiring_proposal_revisions_check CHECK ((revisions >= 0)),
    CONSTRAINT hiring_proposal_version_check CHECK ((version >= 0))
);

ALTER TABLE public.hiring_proposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hiring_proposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hiring_proposalallowance (
    id bigint NOT NULL,
    day date NOT NULL,
    used integer NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT hiring_proposalallowance_used_check CHECK ((used >= 0))
);

ALTER TABLE public.hiring_proposalallowance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hiring_proposalallowance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.insights_dealday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    source character varying(8) NOT NULL,
    category character varying(20) NOT NULL,
    currency character varying(3) NOT NULL,
    paid_orders integer NOT NULL,
    paid_total bigint NOT NULL,
    completed_orders integer NOT NULL,
    volume bigint NOT NULL,
    fees bigint NOT NULL,
    refunds integer NOT NULL,
    refunded_total bigint NOT NULL,
    gig_id bigint,
    seller_id bigint NOT NULL,
    CONSTRAINT insights_dealday_completed_orders_check CHECK ((completed_orders >= 0)),
    CONSTRAINT insights_dealday_paid_orders_check CHECK ((paid_orders >= 0)),
    CONSTRAINT insights_dealday_refunds_check CHECK ((refunds >= 0))
);

ALTER TABLE public.insights_dealday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_dealday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.insights_staleday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    since timestamp with time zone NOT NULL
);

ALTER TABLE public.insights_staleday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.insights_staleday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_criterion (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    weight smallint NOT NULL,
    names jsonb NOT NULL,
    hints jsonb NOT NULL,
    guides jsonb NOT NULL,
    contest_id bigint NOT NULL,
    CONSTRAINT judging_criterion_position_check CHECK (("position" >= 0)),
    CONSTRAINT judging_criterion_weight_check CHECK ((weight >= 0)),
    CONSTRAINT judging_weight_counts CHECK ((weight >= 1))
);

ALTER TABLE public.judging_criterion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_criterion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_declaredtie (
    id bigint NOT NULL,
    note character varying(500) NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    judge_id bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.judging_declaredtie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_declaredtie_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_duel (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    "position" integer NOT NULL,
    decided_at timestamp with time zone,
    first_id bigint NOT NULL,
    second_id bigint NOT NULL,
    winner_id bigint,
    judge_id bigint NOT NULL,
    CONSTRAINT judging_duel_position_check CHECK (("position" >= 0)),
    CONSTRAINT judging_two_in_a_pair CHECK ((NOT (first_id = second_id))),
    CONSTRAINT judging_winner_of_the_pair CHECK ((((decided_at IS NULL) AND (winner_id IS NULL)) OR ((decided_at IS NOT NULL) AND (winner_id = first_id)) OR ((decided_at IS NOT NULL) AND (winner_id = second_id))))
);

ALTER TABLE public.judging_duel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_duel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_judge (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    number smallint NOT NULL,
    state character varying(8) NOT NULL,
    is_named boolean NOT NULL,
    invited_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    left_at timestamp with time zone,
    reason character varying(500) NOT NULL,
    contest_id bigint NOT NULL,
    invited_by_id bigint NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT judging_judge_number_check CHECK ((number >= 0))
);

ALTER TABLE public.judging_judge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_judge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_judging (
    id bigint NOT NULL,
    judges_per_entry smallint NOT NULL,
    final_size smallint NOT NULL,
    silent_rule character varying(8) NOT NULL,
    seed character varying(32) NOT NULL,
    stage character varying(8) NOT NULL,
    timer_kind character varying(8) NOT NULL,
    timer_at timestamp with time zone,
    given_at timestamp with time zone,
    reminded_at timestamp with time zone,
    closed_at timestamp with time zone,
    silent_at timestamp with time zone,
    contest_id bigint NOT NULL,
    CONSTRAINT judging_final_of_two CHECK (((final_size = 0) OR (final_size >= 2))),
    CONSTRAINT judging_judging_final_size_check CHECK ((final_size >= 0)),
    CONSTRAINT judging_judging_judges_per_entry_check CHECK ((judges_per_entry >= 0)),
    CONSTRAINT judging_some_judges CHECK ((judges_per_entry >= 1))
);

ALTER TABLE public.judging_judging ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_judging_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_result (
    id bigint NOT NULL,
    rank integer,
    score_rank integer,
    raw_rank integer,
    raw double precision,
    adjusted double precision,
    low double precision,
    high double precision,
    lowest double precision,
    heaviest double precision,
    sheets integer NOT NULL,
    block integer NOT NULL,
    strength double precision,
    contest_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT judging_result_block_check CHECK ((block >= 0)),
    CONSTRAINT judging_result_rank_check CHECK ((rank >= 0)),
    CONSTRAINT judging_result_raw_rank_check CHECK ((raw_rank >= 0)),
    CONSTRAINT judging_result_score_rank_check CHECK ((score_rank >= 0)),
    CONSTRAINT judging_result_sheets_check CHECK ((sheets >= 0))
);

ALTER TABLE public.judging_result ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_result_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_run (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    state character varying(8) NOT NULL,
    held_until timestamp with time zone,
    attempts smallint NOT NULL,
    step smallint NOT NULL,
    finished_at timestamp with time zone,
    fault character varying(200) NOT NULL,
    sheets integer NOT NULL,
    entries integer NOT NULL,
    judges integer NOT NULL,
    blocks integer NOT NULL,
    noise double precision,
    alpha_raw double precision,
    alpha double precision,
    digest character varying(64) NOT NULL,
    asked_by_id bigint,
    contest_id bigint NOT NULL,
    CONSTRAINT judging_run_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT judging_run_blocks_check CHECK ((blocks >= 0)),
    CONSTRAINT judging_run_entries_check CHECK ((entries >= 0)),
    CONSTRAINT judging_run_judges_check CHECK ((judges >= 0)),
    CONSTRAINT judging_run_sheets_check CHECK ((sheets >= 0)),
    CONSTRAINT judging_run_step_check CHECK ((step >= 0))
);

ALTER TABLE public.judging_run ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_run_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_score (
    id bigint NOT NULL,
    value smallint NOT NULL,
    criterion_id bigint NOT NULL,
    sheet_id bigint NOT NULL,
    CONSTRAINT judging_one_to_five CHECK (((value >= 1) AND (value <= 5))),
    CONSTRAINT judging_score_value_check CHECK ((value >= 0))
);

ALTER TABLE public.judging_score ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_score_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_severity (
    id bigint NOT NULL,
    value double precision NOT NULL,
    sheets integer NOT NULL,
    block integer NOT NULL,
    judge_id bigint NOT NULL,
    CONSTRAINT judging_severity_block_check CHECK ((block >= 0)),
    CONSTRAINT judging_severity_sheets_check CHECK ((sheets >= 0))
);

ALTER TABLE public.judging_severity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_severity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_sheet (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    "position" integer NOT NULL,
    state character varying(10) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    feedback character varying(1000) NOT NULL,
    saved_at timestamp with time zone,
    is_incomplete boolean NOT NULL,
    sealed_at timestamp with time zone,
    paper text NOT NULL,
    digest character varying(64) NOT NULL,
    entry_id bigint NOT NULL,
    judge_id bigint NOT NULL,
    score double precision,
    heaviest smallint,
    CONSTRAINT judging_sealed_scored CHECK ((((score IS NOT NULL) AND ((state)::text = 'sealed'::text)) OR ((NOT ((state)::text = 'sealed'::text)) AND (heaviest IS NULL) AND (score IS NULL)))),
    CONSTRAINT judging_sealed_whole CHECK ((((sealed_at IS NOT NULL) AND ((state)::text = 'sealed'::text) AND (NOT ((digest)::text = ''::text)) AND (NOT (paper = ''::text))) OR ((NOT ((state)::text = 'sealed'::text)) AND ((digest)::text = ''::text) AND (paper = ''::text) AND (sealed_at IS NULL)))),
    CONSTRAINT judging_sheet_heaviest_check CHECK ((heaviest >= 0)),
    CONSTRAINT judging_sheet_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.judging_sheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_sheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.judging_tie (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    note character varying(500) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    entry_id bigint NOT NULL,
    judge_id bigint NOT NULL
);

ALTER TABLE public.judging_tie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.judging_tie_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.laurels_ballot (
    id bigint NOT NULL,
    ranking jsonb NOT NULL,
    receipt character varying(64) NOT NULL,
    elector_id bigint NOT NULL
);

ALTER TABLE public.laurels_ballot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.laurels_ballot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.laurels_candidacy (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    reason character varying(1000) NOT NULL,
    statement character varying(1000) NOT NULL,
    state character varying(10) NOT NULL,
    nominated_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    candidate_id bigint NOT NULL,
    nominator_id bigint NOT NULL,
    election_id bigint NOT NULL,
    CONSTRAINT laurels_candidacy_of_another CHECK ((NOT (candidate_id = nominator_id))),
    CONSTRAINT laurels_candidacy_state CHECK (((state)::text = ANY ((ARRAY['asked'::character varying, 'accepted'::character varying, 'declined'::character varying, 'lapsed'::character varying, 'withdrawn'::character varying])::text[])))
);

ALTER TABLE public.laurels_candidacy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.laurels_candidacy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.laurels_countround (
    id bigint NOT NULL,
    place smallint NOT NULL,
    number smallint NOT NULL,
    votes jsonb NOT NULL,
    exhausted character varying(40) NOT NULL,
    fell character varying(12) NOT NULL,
    tie character varying(12) NOT NULL,
    moved jsonb NOT NULL,
    to_nobody character varying(40) NOT NULL,
    election_id bigint NOT NULL,
    CONSTRAINT laurels_countround_number_check CHECK ((number >= 0)),
    CONSTRAINT laurels_countround_place_check CHECK ((place >= 0))
);

ALTER TABLE public.laurels_countround ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.laurels_countround_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.laurels_election (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    year smallint NOT NULL,
    places smallint NOT NULL,
    counting_from date NOT NULL,
    vote_opens_at timestamp with time zone NOT NULL,
    vote_closes_at timestamp with time zone NOT NULL,
    metric_percent smallint NOT NULL,
    quorum_percent smallint NOT NULL,
    contest_id character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    due_at timestamp with time zone,
    remind_at timestamp with time zone,
    prepared_at timestamp with time zone NOT NULL,
    opened_at timestamp with time zone,
    vote_opened_at timestamp with time zone,
    counted_at timestamp with time zone,
    electors integer NOT NULL,
    voted integer NOT NULL,
    quorum integer NOT NULL,
    seed character varying(64) NOT NULL,
    ended_at timestamp with time zone,
    reason character varying(1000) NOT NULL,
    void_reason character varying(10) NOT NULL,
    decided_by_id bigint,
    prepared_by_id bigint NOT NULL,
    CONSTRAINT laurels_dates CHECK ((vote_closes_at > vote_opens_at)),
    CONSTRAINT laurels_election_electors_check CHECK ((electors >= 0)),
    CONSTRAINT laurels_election_metric_percent_check CHECK ((metric_percent >= 0)),
    CONSTRAINT laurels_election_places_check CHECK ((places >= 0)),
    CONSTRAINT laurels_election_quorum_check CHECK ((quorum >= 0)),
    CONSTRAINT laurels_election_quorum_percent_check CHECK ((quorum_percent >= 0)),
    CONSTRAINT laurels_election_voted_check CHECK ((voted >= 0)),
    CONSTRAINT laurels_election_year_check CHECK ((year >= 0)),
    CONSTRAINT laurels_places CHECK (((places >= 1) AND (places <= 3))),
    CONSTRAINT laurels_says_why CHECK (((NOT ((state)::text = 'cancelled'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT laurels_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'nominating'::character varying, 'voting'::character varying, 'counted'::character varying, 'confirmed'::character varying, 'void'::character varying, 'cancelled'::character varying])::text[])))
);

ALTER TABLE public.laurels_election ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.laurels_election_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.laurels_elector (
    id bigint NOT NULL,
    has_voted boolean NOT NULL,
    election_id bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.laurels_elector ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.laurels_elector_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.laurels_laurel (
    id bigint NOT NULL,
    place smallint NOT NULL,
    candidacy_id bigint NOT NULL,
    election_id bigint NOT NULL,
    CONSTRAINT laurels_laurel_place_check CHECK ((place >= 0))
);

ALTER TABLE public.laurels_laurel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.laurels_laurel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.laurels_paper (
    id bigint NOT NULL,
    receipt character varying(64) NOT NULL,
    ranking jsonb NOT NULL,
    election_id bigint NOT NULL
);

ALTER TABLE public.laurels_paper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.laurels_paper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.laurels_snapshot (
    id bigint NOT NULL,
    from_day date NOT NULL,
    to_day date NOT NULL,
    points_milli bigint NOT NULL,
    solutions integer NOT NULL,
    valued_posts integer NOT NULL,
    articles integer NOT NULL,
    elsewhere integer NOT NULL,
    people integer NOT NULL,
    candidacy_id bigint NOT NULL,
    CONSTRAINT laurels_snapshot_articles_check CHECK ((articles >= 0)),
    CONSTRAINT laurels_snapshot_elsewhere_check CHECK ((elsewhere >= 0)),
    CONSTRAINT laurels_snapshot_people_check CHECK ((people >= 0)),
    CONSTRAINT laurels_snapshot_solutions_check CHECK ((solutions >= 0)),
    CONSTRAINT laurels_snapshot_valued_posts_check CHECK ((valued_posts >= 0))
);

ALTER TABLE public.laurels_snapshot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.laurels_snapshot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_account (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    owner character varying(40) NOT NULL,
    currency character varying(3) NOT NULL,
    balance bigint,
    CONSTRAINT ledger_account_balance_kept CHECK (((((kind)::text = ANY ((ARRAY['fees'::character varying, 'marketing'::character varying, 'cash'::character varying, 'refund_reserve'::character varying, 'gateway'::character varying])::text[])) AND (balance IS NULL)) OR ((NOT ((kind)::text = ANY ((ARRAY['fees'::character varying, 'marketing'::character varying, 'cash'::character varying, 'refund_reserve'::character varying, 'gateway'::character varying])::text[]))) AND (balance IS NOT NULL)))),
    CONSTRAINT ledger_account_kind CHECK (((kind)::text = ANY ((ARRAY['available'::character varying, 'clearing'::character varying, 'payout_hold'::character varying, 'credit'::character varying, 'escrow'::character varying, 'prize_fund'::character varying, 'fees'::character varying, 'marketing'::character varying, 'cash'::character varying, 'refund_reserve'::character varying, 'gateway'::character varying])::text[]))),
    CONSTRAINT ledger_account_not_negative CHECK (((balance IS NULL) OR (balance >= 0)))
)
WITH (fillfactor='70');

ALTER TABLE public.ledger_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_accountsnapshot (
    id bigint NOT NULL,
    entry_id bigint NOT NULL,
    balance bigint NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL
);

ALTER TABLE public.ledger_accountsnapshot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_accountsnapshot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_clearinglot (
    id bigint NOT NULL,
    owner character varying(40) NOT NULL,
    reference character varying(80) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    clears_at timestamp with time zone NOT NULL,
    cleared_at timestamp with time zone,
    earned_by_id bigint NOT NULL,
    held_until timestamp with time zone,
    taken_amount bigint DEFAULT 0 NOT NULL,
    CONSTRAINT ledger_lot_positive CHECK ((amount > 0)),
    CONSTRAINT ledger_lot_taken CHECK (((taken_amount >= 0) AND (taken_amount <= amount)))
);

ALTER TABLE public.ledger_clearinglot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_clearinglot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_creditlot (
    id bigint NOT NULL,
    granted_by_id bigint NOT NULL,
    owner character varying(40) NOT NULL,
    currency character varying(3) NOT NULL,
    amount bigint NOT NULL,
    "left" bigint NOT NULL,
    note character varying(200) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    expired_at timestamp with time zone,
    CONSTRAINT ledger_credit_left CHECK (((amount > 0) AND ("left" >= 0) AND ("left" <= amount)))
);

ALTER TABLE public.ledger_creditlot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_creditlot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_entry (
    id bigint NOT NULL,
    amount bigint NOT NULL,
    balance_after bigint,
    account_id bigint NOT NULL,
    transfer_id bigint NOT NULL,
    CONSTRAINT ledger_entry_not_zero CHECK ((NOT (amount = 0)))
);

ALTER TABLE public.ledger_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_gatewayevent (
    id bigint NOT NULL,
    gateway character varying(20) NOT NULL,
    event_id character varying(255) NOT NULL,
    kind character varying(20) NOT NULL,
    amount bigint,
    currency character varying(3) NOT NULL,
    body text NOT NULL,
    outcome character varying(16) NOT NULL,
    needs_person boolean NOT NULL,
    received_at timestamp with time zone NOT NULL,
    looked_at_by character varying(16) NOT NULL,
    payment_id bigint
);

ALTER TABLE public.ledger_gatewayevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_gatewayevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_payment (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    gateway character varying(20) NOT NULL,
    state character varying(16) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    received_amount bigint,
    received_currency character varying(3) NOT NULL,
    returned_amount bigint NOT NULL,
    purpose_kind character varying(20) NOT NULL,
    purpose_ref character varying(40) NOT NULL,
    return_path character varying(300) NOT NULL,
    request_key character varying(80),
    checkout_url character varying(2000) NOT NULL,
    gateway_ref character varying(255) NOT NULL,
    charge_ref character varying(255) NOT NULL,
    receipt character varying(100) NOT NULL,
    reason text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    member_id bigint NOT NULL,
    CONSTRAINT ledger_payment_positive CHECK ((amount > 0)),
    CONSTRAINT ledger_payment_returned_once CHECK (((returned_amount >= 0) AND ((returned_amount = 0) OR (returned_amount <= received_amount))))
);

ALTER TABLE public.ledger_payment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_payment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_payout (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    method character varying(20) NOT NULL,
    holder character varying(80) NOT NULL,
    account character varying(40) NOT NULL,
    bank_name character varying(80) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    request_key character varying(80) NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    state character varying(16) NOT NULL,
    first_approved_by character varying(16) NOT NULL,
    approved_by character varying(16) NOT NULL,
    approved_at timestamp with time zone,
    attempts smallint NOT NULL,
    sent_at timestamp with time zone,
    looks smallint NOT NULL,
    look_at timestamp with time zone,
    last_answer character varying(12) NOT NULL,
    needs_person boolean NOT NULL,
    gateway_ref character varying(255) NOT NULL,
    reason text NOT NULL,
    settled_at timestamp with time zone,
    member_id bigint NOT NULL,
    batch_id bigint,
    destination_id bigint NOT NULL,
    CONSTRAINT ledger_payout_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT ledger_payout_looks_check CHECK ((looks >= 0)),
    CONSTRAINT ledger_payout_positive CHECK ((amount > 0))
);

ALTER TABLE public.ledger_payout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_payout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_payoutbatch (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    currency character varying(3) NOT NULL,
    count integer NOT NULL,
    total bigint NOT NULL,
    content text NOT NULL,
    exported_by character varying(16) NOT NULL,
    exported_at timestamp with time zone NOT NULL,
    CONSTRAINT ledger_payoutbatch_count_check CHECK ((count >= 0))
);

ALTER TABLE public.ledger_payoutbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_payoutbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_payoutdestination (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    method character varying(20) NOT NULL,
    holder character varying(80) NOT NULL,
    account character varying(40) NOT NULL,
    bank_name character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    removed_at timestamp with time zone,
    member_id bigint NOT NULL
);

ALTER TABLE public.ledger_payoutdestination ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_payoutdestination_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_sandboxcheckout (
    id bigint NOT NULL,
    ref character varying(12) NOT NULL,
    payment_ref character varying(12) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    return_url character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    deliver_at timestamp with time zone,
    delivered_at timestamp with time zone
);

ALTER TABLE public.ledger_sandboxcheckout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_sandboxcheckout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_sandboxpayout (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    account character varying(40) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    sent_at timestamp with time zone NOT NULL
);

ALTER TABLE public.ledger_sandboxpayout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_sandboxpayout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_statementfile (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    account character varying(16) NOT NULL,
    currency character varying(3) NOT NULL,
    since timestamp with time zone,
    until timestamp with time zone,
    kinds character varying(32)[] NOT NULL,
    language character varying(2) NOT NULL,
    state character varying(8) NOT NULL,
    lines integer NOT NULL,
    done integer NOT NULL,
    attempts smallint NOT NULL,
    file_key character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    member_id bigint NOT NULL,
    CONSTRAINT ledger_statement_has_its_file CHECK (((((state)::text = 'ready'::text) AND (NOT ((file_key)::text = ''::text))) OR ((NOT ((state)::text = 'ready'::text)) AND ((file_key)::text = ''::text)))),
    CONSTRAINT ledger_statementfile_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT ledger_statementfile_done_check CHECK ((done >= 0)),
    CONSTRAINT ledger_statementfile_lines_check CHECK ((lines >= 0))
);

ALTER TABLE public.ledger_statementfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_statementfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_transfer (
    id bigint NOT NULL,
    key character varying(120) NOT NULL,
    body_hash character varying(64) NOT NULL,
    kind character varying(32) NOT NULL,
    reference character varying(80) NOT NULL,
    memo jsonb NOT NULL,
    entry_count smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    reverses_id bigint,
    CONSTRAINT ledger_transfer_two_entries CHECK ((entry_count >= 2))
);

ALTER TABLE public.ledger_transfer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_transfer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.links_attribution (
    id bigint NOT NULL,
    rule character varying(10) NOT NULL,
    first_at timestamp with time zone,
    last_at timestamp with time zone,
    visitor character varying(26) NOT NULL,
    day_print character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    first_link_id bigint,
    last_link_id bigint,
    link_id bigint,
    CONSTRAINT links_rule_names_link CHECK ((((link_id IS NULL) AND ((rule)::text = 'nobody'::text)) OR ((link_id IS NOT NULL) AND (NOT ((rule)::text = 'nobody'::text)))))
);

ALTER TABLE public.links_attribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.links_attribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.links_knownvisitor (
    id bigint NOT NULL,
    visitor character varying(26) NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.links_knownvisitor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.links_knownvisitor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.links_link (
    id bigint NOT NULL,
    code character varying(8) NOT NULL,
    word character varying(24),
    kind character varying(12) NOT NULL,
    ref character varying(40) NOT NULL,
    path character varying(300) NOT NULL,
    label character varying(60) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    owner_id bigint,
    CONSTRAINT links_known_kind CHECK (((kind)::text = ANY ((ARRAY['member'::character varying, 'article'::character varying, 'contest'::character varying, 'entry'::character varying, 'campaign'::character varying, 'mission'::character varying, 'introduction'::character varying, 'sponsorship'::character varying])::text[])))
);

ALTER TABLE public.links_link ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.links_link_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.links_linkday (
    id bigint NOT NULL,
    "on" date NOT NULL,
    visits integer NOT NULL,
    people integer NOT NULL,
    own integer NOT NULL,
    programs integer NOT NULL,
    link_id bigint NOT NULL,
    CONSTRAINT links_linkday_own_check CHECK ((own >= 0)),
    CONSTRAINT links_linkday_people_check CHECK ((people >= 0)),
    CONSTRAINT links_linkday_programs_check CHECK ((programs >= 0)),
    CONSTRAINT links_linkday_visits_check CHECK ((visits >= 0))
);

ALTER TABLE public.links_linkday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.links_linkday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.links_outcome (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(8) NOT NULL,
    ref character varying(40) NOT NULL,
    rule character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    link_id bigint,
    member_id bigint NOT NULL
);

ALTER TABLE public.links_outcome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.links_outcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.links_roll (
    id bigint NOT NULL,
    name character varying(12) NOT NULL,
    until timestamp with time zone NOT NULL
);

ALTER TABLE public.links_roll ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.links_roll_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.links_visit (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    link_id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    visitor character varying(26) DEFAULT ''::character varying NOT NULL,
    country character varying(2) DEFAULT ''::character varying NOT NULL,
    device character varying(8) DEFAULT 'unknown'::character varying NOT NULL,
    medium character varying(10) DEFAULT 'link'::character varying NOT NULL,
    source character varying(80) DEFAULT ''::character varying NOT NULL,
    utm_source character varying(40) DEFAULT ''::character varying NOT NULL,
    utm_medium character varying(40) DEFAULT ''::character varying NOT NULL,
    utm_campaign character varying(40) DEFAULT ''::character varying NOT NULL,
    day_print character varying(64) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT links_visit_kind_check CHECK (((kind)::text = ANY ((ARRAY['person'::character varying, 'own'::character varying, 'program'::character varying, 'again'::character varying])::text[])))
)
PARTITION BY RANGE (at);

CREATE TABLE public.links_visit_default (
    id bigint CONSTRAINT links_visit_id_not_null NOT NULL,
    at timestamp with time zone CONSTRAINT links_visit_at_not_null NOT NULL,
    link_id bigint CONSTRAINT links_visit_link_id_not_null NOT NULL,
    kind character varying(8) CONSTRAINT links_visit_kind_not_null NOT NULL,
    visitor character varying(26) DEFAULT ''::character varying CONSTRAINT links_visit_visitor_not_null NOT NULL,
    country character varying(2) DEFAULT ''::character varying CONSTRAINT links_visit_country_not_null NOT NULL,
    device character varying(8) DEFAULT 'unknown'::character varying CONSTRAINT links_visit_device_not_null NOT NULL,
    medium character varying(10) DEFAULT 'link'::character varying CONSTRAINT links_visit_medium_not_null NOT NULL,
    source character varying(80) DEFAULT ''::character varying CONSTRAINT links_visit_source_not_null NOT NULL,
    utm_source character varying(40) DEFAULT ''::character varying CONSTRAINT links_visit_utm_source_not_null NOT NULL,
    utm_medium character varying(40) DEFAULT ''::character varying CONSTRAINT links_visit_utm_medium_not_null NOT NULL,
    utm_campaign character varying(40) DEFAULT ''::character varying CONSTRAINT links_visit_utm_campaign_not_null NOT NULL,
    day_print character varying(64) DEFAULT ''::character varying CONSTRAINT links_visit_day_print_not_null NOT NULL,
    CONSTRAINT links_visit_kind_check CHECK (((kind)::text = ANY ((ARRAY['person'::character varying, 'own'::character varying, 'program'::character varying, 'again'::character varying])::text[])))
);

ALTER TABLE public.links_visit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.links_visit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.messaging_attachment (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    file character varying(200) NOT NULL,
    name character varying(120) NOT NULL,
    content_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    is_image boolean NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    uploader_id bigint,
    conversation_id bigint NOT NULL,
    message_id bigint,
    scan_attempts smallint DEFAULT 0 NOT NULL,
    scan_due_at timestamp with time zone,
    scan_state character varying(10) DEFAULT 'unchecked'::character varying NOT NULL,
    CONSTRAINT messaging_attachment_height_check CHECK ((height >= 0)),
    CONSTRAINT messaging_attachment_scan_attempts_check CHECK ((scan_attempts >= 0)),
    CONSTRAINT messaging_attachment_size_check CHECK ((size >= 0)),
    CONSTRAINT messaging_attachment_width_check CHECK ((width >= 0))
);

ALTER TABLE public.messaging_attachment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.messaging_attachment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.messaging_block (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    blocked_id bigint NOT NULL,
    blocker_id bigint NOT NULL,
    CONSTRAINT messaging_block_another CHECK ((NOT (blocker_id = blocked_id)))
);

ALTER TABLE public.messaging_block ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.messaging_block_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.messaging_conversation (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    subject_kind character varying(40) NOT NULL,
    subject_ref character varying(40) NOT NULL,
    circle character varying(64) NOT NULL,
    title character varying(200) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_message_at timestamp with time zone NOT NULL,
    last_message_id bigint
);

ALTER TABLE public.messaging_conversation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.messaging_conversation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.messaging_message (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    is_system boolean NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    card_kind character varying(40) NOT NULL,
    card_ref character varying(40) NOT NULL,
    client_key character varying(40) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    author_id bigint,
    conversation_id bigint NOT NULL,
    hidden_at timestamp with time zone
);

ALTER TABLE public.messaging_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.messaging_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.messaging_messagereport (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    reason character varying(10) NOT NULL,
    note text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    message_id bigint NOT NULL,
    reporter_id bigint NOT NULL
);

ALTER TABLE public.messaging_messagereport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.messaging_messagereport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.messaging_participant (
    id bigint NOT NULL,
    unread_count integer NOT NULL,
    muted boolean NOT NULL,
    conversation_id bigint NOT NULL,
    last_read_message_id bigint,
    member_id bigint NOT NULL,
    archived_at timestamp with time zone,
    CONSTRAINT messaging_participant_unread_count_check CHECK ((unread_count >= 0))
);

ALTER TABLE public.messaging_participant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.messaging_participant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.messaging_readingpreference (
    id bigint NOT NULL,
    shows_reading boolean NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.messaging_readingpreference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.messaging_readingpreference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.messaging_savedreply (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    title character varying(60) NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.messaging_savedreply ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.messaging_savedreply_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.messaging_tolddetail (
    id bigint NOT NULL,
    digest character varying(40) NOT NULL,
    seat_id bigint NOT NULL
);

ALTER TABLE public.messaging_tolddetail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.messaging_tolddetail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.mfa_authenticator (
    id bigint NOT NULL,
    type character varying(20) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_used_at timestamp with time zone
);

ALTER TABLE public.mfa_authenticator ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.mfa_authenticator_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_appeal (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    text text NOT NULL,
    state character varying(12) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    answer text NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    member_id bigint NOT NULL,
    decision_id bigint NOT NULL
);

ALTER TABLE public.moderation_appeal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_appeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_case (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(20) NOT NULL,
    ref character varying(40) NOT NULL,
    title character varying(200) NOT NULL,
    text text NOT NULL,
    lang character varying(2) NOT NULL,
    url character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    weight integer NOT NULL,
    flags_count integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    member_id bigint NOT NULL,
    CONSTRAINT moderation_case_flags_count_check CHECK ((flags_count >= 0)),
    CONSTRAINT moderation_case_weight_check CHECK ((weight >= 0))
);

ALTER TABLE public.moderation_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_dataexport (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    attempts smallint NOT NULL,
    steps_done smallint NOT NULL,
    steps_total smallint NOT NULL,
    key character varying(200) NOT NULL,
    size bigint NOT NULL,
    ready_at timestamp with time zone,
    expires_at timestamp with time zone,
    error text NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT moderation_dataexport_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT moderation_dataexport_size_check CHECK ((size >= 0)),
    CONSTRAINT moderation_dataexport_steps_done_check CHECK ((steps_done >= 0)),
    CONSTRAINT moderation_dataexport_steps_total_check CHECK ((steps_total >= 0))
);

ALTER TABLE public.moderation_dataexport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_dataexport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_decision (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    act character varying(10) NOT NULL,
    rule character varying(6) NOT NULL,
    reason text NOT NULL,
    state character varying(10) NOT NULL,
    memo character varying(40) NOT NULL,
    decided_at timestamp with time zone NOT NULL,
    appeal_until timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    undone_at timestamp with time zone,
    undo_reason text NOT NULL,
    case_id bigint NOT NULL,
    decided_by_id bigint,
    member_id bigint NOT NULL,
    undone_by_id bigint
);

ALTER TABLE public.moderation_decision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_decision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_departure (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    state character varying(10) NOT NULL,
    keeps_texts boolean NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    erased jsonb NOT NULL,
    closed_at timestamp with time zone,
    member_id bigint NOT NULL
);

ALTER TABLE public.moderation_departure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_departure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_flag (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    reason character varying(12) NOT NULL,
    text text NOT NULL,
    outcome character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    case_id bigint NOT NULL,
    flagger_id bigint NOT NULL
);

ALTER TABLE public.moderation_flag ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_flag_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_plannedpayout (
    id bigint NOT NULL,
    available_at timestamp with time zone NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    is_cleared boolean NOT NULL,
    suspension_id bigint NOT NULL
);

ALTER TABLE public.moderation_plannedpayout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_plannedpayout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_suspension (
    id bigint NOT NULL,
    state character varying(10) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    payouts_from timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    decision_id bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.moderation_suspension ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_suspension_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_visit (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    reason text NOT NULL,
    started_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    pages_count integer NOT NULL,
    refused_count integer NOT NULL,
    member_id bigint NOT NULL,
    visitor_id bigint NOT NULL,
    CONSTRAINT moderation_visit_of_another CHECK ((NOT (visitor_id = member_id))),
    CONSTRAINT moderation_visit_pages_count_check CHECK ((pages_count >= 0)),
    CONSTRAINT moderation_visit_refused_count_check CHECK ((refused_count >= 0))
);

ALTER TABLE public.moderation_visit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_visit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.moderation_visitedpage (
    id bigint NOT NULL,
    method character varying(8) NOT NULL,
    path character varying(300) NOT NULL,
    was_refused boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    visit_id bigint NOT NULL
);

ALTER TABLE public.moderation_visitedpage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.moderation_visitedpage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notifications_notification (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(80) NOT NULL,
    "group" character varying(16) NOT NULL,
    params jsonb NOT NULL,
    url character varying(300) NOT NULL,
    coalesce_on character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    digest_at timestamp with time zone,
    member_id bigint NOT NULL
);

ALTER TABLE public.notifications_notification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notifications_outgoingmail (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    "to" character varying(254) NOT NULL,
    language character varying(2) NOT NULL,
    message character varying(80) NOT NULL,
    subject character varying(300) NOT NULL,
    text text NOT NULL,
    html text NOT NULL,
    headers jsonb NOT NULL,
    message_id character varying(200) NOT NULL,
    state character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    error text NOT NULL,
    member_id bigint,
    CONSTRAINT notifications_outgoingmail_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.notifications_outgoingmail ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_outgoingmail_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notifications_outgoingpush (
    id bigint NOT NULL,
    payload text NOT NULL,
    state character varying(8) NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    sent_at timestamp with time zone,
    error text NOT NULL,
    notification_id bigint NOT NULL,
    subscription_id bigint NOT NULL,
    CONSTRAINT notifications_outgoingpush_attempts_check CHECK ((attempts >= 0))
);

ALTER TABLE public.notifications_outgoingpush ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_outgoingpush_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notifications_preference (
    id bigint NOT NULL,
    "group" character varying(16) NOT NULL,
    channel character varying(16) NOT NULL,
    frequency character varying(8) NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.notifications_preference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_preference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notifications_pushsubscription (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    endpoint character varying(700) NOT NULL,
    p256dh character varying(128) NOT NULL,
    auth character varying(48) NOT NULL,
    device character varying(80) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.notifications_pushsubscription ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notifications_pushsubscription_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_cancellationrequest (
    id bigint NOT NULL,
    asked_by character varying(8) NOT NULL,
    reason character varying(1000) NOT NULL,
    state character varying(12) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    escalated_at timestamp with time zone,
    answered_at timestamp with time zone,
    answered_by character varying(8) NOT NULL,
    answer character varying(1000) NOT NULL,
    decided_by_id bigint,
    order_id bigint NOT NULL
);

ALTER TABLE public.orders_cancellationrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_cancellationrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_clockstop (
    id bigint NOT NULL,
    reason character varying(500) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    started_by character varying(8) NOT NULL,
    ended_at timestamp with time zone,
    ended_by character varying(8) NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT orders_stop_ends_later CHECK (((ended_at IS NULL) OR (ended_at >= started_at)))
);

ALTER TABLE public.orders_clockstop ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_clockstop_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_complaint (
    id bigint NOT NULL,
    text text NOT NULL,
    wanted_amount bigint NOT NULL,
    state character varying(12) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    held_until timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    refund_amount bigint NOT NULL,
    answer character varying(1000) NOT NULL,
    decided_by_id bigint,
    order_id bigint NOT NULL,
    CONSTRAINT orders_complaint_wanted CHECK ((wanted_amount > 0))
);

ALTER TABLE public.orders_complaint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_complaint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_coupon (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    code character varying(24) NOT NULL,
    note character varying(200) NOT NULL,
    kind character varying(8) NOT NULL,
    percent_bp integer NOT NULL,
    amount bigint NOT NULL,
    cap_amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    minimum_amount bigint NOT NULL,
    valid_from timestamp with time zone NOT NULL,
    valid_until timestamp with time zone NOT NULL,
    uses_in_all integer,
    uses_per_member integer NOT NULL,
    first_order_only boolean NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by_id bigint NOT NULL,
    CONSTRAINT orders_coupon_days CHECK ((valid_until > valid_from)),
    CONSTRAINT orders_coupon_limits CHECK (((cap_amount >= 0) AND (minimum_amount >= 0) AND (uses_per_member > 0))),
    CONSTRAINT orders_coupon_percent_bp_check CHECK ((percent_bp >= 0)),
    CONSTRAINT orders_coupon_uses_in_all_check CHECK ((uses_in_all >= 0)),
    CONSTRAINT orders_coupon_uses_per_member_check CHECK ((uses_per_member >= 0)),
    CONSTRAINT orders_coupon_worth CHECK (((((kind)::text = 'percent'::text) AND (percent_bp > 0) AND (percent_bp <= 10000)) OR ((amount > 0) AND ((kind)::text = 'fixed'::text))))
);

ALTER TABLE public.orders_coupon ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_coupon_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_couponuse (
    id bigint NOT NULL,
    amount bigint NOT NULL,
    used_at timestamp with time zone NOT NULL,
    coupon_id bigint NOT NULL,
    member_id bigint NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT orders_coupon_use_amount CHECK ((amount > 0))
);

ALTER TABLE public.orders_couponuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_couponuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_delivery (
    id bigint NOT NULL,
    version smallint NOT NULL,
    note_source text NOT NULL,
    note_html text NOT NULL,
    delivered_at timestamp with time zone NOT NULL,
    was_late boolean NOT NULL,
    revision_source text NOT NULL,
    revision_asked_at timestamp with time zone,
    order_id bigint NOT NULL,
    CONSTRAINT orders_delivery_version_check CHECK ((version >= 0))
);

ALTER TABLE public.orders_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_extensionrequest (
    id bigint NOT NULL,
    days smallint NOT NULL,
    reason character varying(500) NOT NULL,
    state character varying(12) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    order_id bigint NOT NULL,
    CONSTRAINT orders_extension_days CHECK ((days > 0)),
    CONSTRAINT orders_extensionrequest_days_check CHECK ((days >= 0))
);

ALTER TABLE public.orders_extensionrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_extensionrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_extraproposal (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    asked_by character varying(8) NOT NULL,
    title character varying(120) NOT NULL,
    reason character varying(500) NOT NULL,
    amount bigint NOT NULL,
    days smallint NOT NULL,
    revisions smallint NOT NULL,
    state character varying(12) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    agreed_at timestamp with time zone,
    answered_at timestamp with time zone,
    paid_with character varying(20) NOT NULL,
    extra_id bigint,
    order_id bigint NOT NULL,
    credit_amount bigint DEFAULT 0 NOT NULL,
    uses_credit boolean DEFAULT false NOT NULL,
    CONSTRAINT orders_extra_ask_amount CHECK ((amount > 0)),
    CONSTRAINT orders_extra_ask_credit CHECK (((credit_amount >= 0) AND (credit_amount <= amount))),
    CONSTRAINT orders_extraproposal_days_check CHECK ((days >= 0)),
    CONSTRAINT orders_extraproposal_revisions_check CHECK ((revisions >= 0))
);

ALTER TABLE public.orders_extraproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_extraproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_order (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    source_kind character varying(8) NOT NULL,
    source_ref character varying(40) NOT NULL,
    title character varying(160) NOT NULL,
    category character varying(20) NOT NULL,
    language character varying(2) NOT NULL,
    scope_source text NOT NULL,
    scope_html text NOT NULL,
    currency character varying(3) NOT NULL,
    price_amount bigint NOT NULL,
    extras_amount bigint NOT NULL,
    total_amount bigint NOT NULL,
    fee_bp integer NOT NULL,
    clearing_days smallint NOT NULL,
    delivery_days smallint NOT NULL,
    revisions_allowed smallint NOT NULL,
    seller_country character varying(2) NOT NULL,
    seller_timezone character varying(40) NOT NULL,
    state character varying(24) NOT NULL,
    revisions_used smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    reminded_at timestamp with time zone,
    started_at timestamp with time zone,
    delivery_due_at timestamp with time zone,
    late_at timestamp with time zone,
    stalled_at timestamp with time zone,
    clock_stopped_at timestamp with time zone,
    delivered_at timestamp with time zone,
    review_due_at timestamp with time zone,
    completed_at timestamp with time zone,
    clears_at timestamp with time zone,
    closed_at timestamp with time zone,
    paid_with character varying(20) NOT NULL,
    extension_days smallint NOT NULL,
    cancellation_by character varying(8) NOT NULL,
    cancellation_due_at timestamp with time zone,
    support_since timestamp with time zone,
    timer_kind character varying(24) NOT NULL,
    timer_at timestamp with time zone,
    article_id bigint,
    client_id bigint NOT NULL,
    gig_id bigint,
    seller_id bigint NOT NULL,
    fee_reason character varying(24) DEFAULT ''::character varying NOT NULL,
    not_before_at timestamp with time zone,
    refunded_amount bigint DEFAULT 0 NOT NULL,
    complaint_state character varying(12) DEFAULT ''::character varying NOT NULL,
    credit_amount bigint DEFAULT 0 NOT NULL,
    discount_amount bigint DEFAULT 0 NOT NULL,
    extra_agreed boolean DEFAULT false NOT NULL,
    extra_by character varying(8) DEFAULT ''::character varying NOT NULL,
    extra_due_at timestamp with time zone,
    refund_by character varying(8) DEFAULT ''::character varying NOT NULL,
    refund_due_at timestamp with time zone,
    refunded_credit bigint DEFAULT 0 NOT NULL,
    refunded_discount bigint DEFAULT 0 NOT NULL,
    tips_amount bigint DEFAULT 0 NOT NULL,
    uses_credit boolean DEFAULT false NOT NULL,
    CONSTRAINT orders_order_cancellation CHECK (((((cancellation_by)::text = ''::text) AND (cancellation_due_at IS NULL) AND (support_since IS NULL)) OR ((NOT ((cancellation_by)::text = ''::text)) AND (((cancellation_due_at IS NOT NULL) AND (support_since IS NULL)) OR ((cancellation_due_at IS NULL) AND (support_since IS NOT NULL)))))),
    CONSTRAINT orders_order_clearing_days_check CHECK ((clearing_days >= 0)),
    CONSTRAINT orders_order_clock CHECK (((clock_stopped_at IS NULL) OR ((state)::text = ANY ((ARRAY['in_progress'::character varying, 'revision_requested'::character varying])::text[])))),
    CONSTRAINT orders_order_closed CHECK (((((state)::text = ANY ((ARRAY['completed'::character varying, 'cancelled'::character varying, 'refunded'::character varying])::text[])) AND ((cancellation_by)::text = ''::text) AND (closed_at IS NOT NULL) AND (extension_days = 0) AND ((extra_by)::text = ''::text) AND ((((refund_by)::text = ''::text) AND (timer_at IS NULL)) OR ((refund_due_at IS NOT NULL) AND ((state)::text = 'completed'::text) AND (timer_at IS NOT NULL)))) OR ((NOT ((state)::text = ANY ((ARRAY['completed'::character varying, 'cancelled'::character varying, 'refunded'::character varying])::text[]))) AND (closed_at IS NULL)))),
    CONSTRAINT orders_order_completed CHECK ((((clears_at IS NOT NULL) AND (completed_at IS NOT NULL) AND ((state)::text = 'completed'::text)) OR ((NOT ((state)::text = 'completed'::text)) AND (clears_at IS NULL) AND (completed_at IS NULL)))),
    CONSTRAINT orders_order_delivered CHECK (((((state)::text = ANY ((ARRAY['delivered'::character varying, 'revision_requested'::character varying])::text[])) AND (delivered_at IS NOT NULL) AND (review_due_at IS NOT NULL)) OR ((NOT ((state)::text = ANY ((ARRAY['delivered'::character varying, 'revision_requested'::character varying])::text[]))) AND (NOT ((state)::text = 'in_progress'::text))) OR ((delivered_at IS NULL) AND ((state)::text = 'in_progress'::text)))),
    CONSTRAINT orders_order_delivery_days_check CHECK ((delivery_days >= 0)),
    CONSTRAINT orders_order_extension_days_check CHECK ((extension_days >= 0)),
    CONSTRAINT orders_order_fee_bp_check CHECK ((fee_bp >= 0)),
    CONSTRAINT orders_order_known_state CHECK (((state)::text = ANY ((ARRAY['pending_payment'::character varying, 'awaiting_requirements'::character varying, 'in_progress'::character varying, 'delivered'::character varying, 'revision_requested'::character varying, 'completed'::character varying, 'cancelled'::character varying, 'disputed'::character varying, 'refunded'::character varying])::text[]))),
    CONSTRAINT orders_order_paid CHECK (((((state)::text = ANY ((ARRAY['pending_payment'::character varying, 'cancelled'::character varying])::text[])) AND (paid_at IS NULL) AND ((paid_with)::text = ''::text)) OR ((NOT ((state)::text = ANY ((ARRAY['pending_payment'::character varying, 'cancelled'::character varying])::text[]))) AND (paid_at IS NOT NULL) AND (NOT ((paid_with)::text = ''::text))))),
    CONSTRAINT orders_order_proposals CHECK ((((((refund_by)::text = ''::text) AND (refund_due_at IS NULL)) OR ((NOT ((refund_by)::text = ''::text)) AND (refund_due_at IS NOT NULL))) AND (((NOT extra_agreed) AND ((extra_by)::text = ''::text) AND (extra_due_at IS NULL)) OR ((NOT ((extra_by)::text = ''::text)) AND (extra_due_at IS NOT NULL))))),
    CONSTRAINT orders_order_refund CHECK ((((refunded_amount = total_amount) AND ((state)::text = 'refunded'::text)) OR (((state)::text = ANY ((ARRAY['pending_payment'::character varying, 'cancelled'::character varying])::text[])) AND (refunded_amount = 0)) OR ((NOT ((state)::text = ANY ((ARRAY['pending_payment'::character varying, 'cancelled'::character varying])::text[]))) AND (NOT ((state)::text = 'refunded'::text)) AND (refunded_amount >= 0) AND (refunded_amount <= total_amount)))),
    CONSTRAINT orders_order_revisions CHECK ((revisions_used <= revisions_allowed)),
    CONSTRAINT orders_order_revisions_allowed_check CHECK ((revisions_allowed >= 0)),
    CONSTRAINT orders_order_revisions_used_check CHECK ((revisions_used >= 0)),
    CONSTRAINT orders_order_somebody_acts CHECK ((((state)::text = ANY ((ARRAY['completed'::character varying, 'cancelled'::character varying, 'refunded'::character varying])::text[])) OR ((state)::text = 'disputed'::text) OR (timer_at IS NOT NULL) OR (support_since IS NOT NULL))),
    CONSTRAINT orders_order_sources CHECK (((credit_amount >= 0) AND (discount_amount >= 0) AND (refunded_amount >= (refunded_discount + refunded_credit)) AND (refunded_amount <= ((((total_amount - discount_amount) - credit_amount) + refunded_discount) + refunded_credit)) AND (refunded_credit >= 0) AND (refunded_credit <= credit_amount) AND (refunded_discount >= 0) AND (refunded_discount <= discount_amount) AND (tips_amount >= 0) AND (total_amount >= (discount_amount + credit_amount)))),
    CONSTRAINT orders_order_started CHECK (((((state)::text = ANY ((ARRAY['pending_payment'::character varying, 'cancelled'::character varying, 'awaiting_requirements'::character varying])::text[])) AND (started_at IS NULL)) OR ((state)::text = 'refunded'::text) OR ((NOT ((state)::text = ANY ((ARRAY['pending_payment'::character varying, 'cancelled'::character varying, 'awaiting_requirements'::character varying])::text[]))) AND (delivery_due_at IS NOT NULL) AND (started_at IS NOT NULL)))),
    CONSTRAINT orders_order_sum CHECK (((extras_amount >= 0) AND (price_amount > 0) AND (total_amount = (price_amount + extras_amount)))),
    CONSTRAINT orders_order_timer CHECK ((((timer_at IS NULL) AND ((timer_kind)::text = ''::text)) OR ((NOT ((timer_kind)::text = ''::text)) AND (timer_at IS NOT NULL)))),
    CONSTRAINT orders_order_two_people CHECK ((NOT (client_id = seller_id)))
);

ALTER TABLE public.orders_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_orderextra (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    title character varying(120) NOT NULL,
    amount bigint NOT NULL,
    days smallint NOT NULL,
    order_id bigint NOT NULL,
    added_at timestamp with time zone,
    revisions smallint DEFAULT 0 NOT NULL,
    CONSTRAINT orders_extra_amount CHECK ((amount >= 0)),
    CONSTRAINT orders_orderextra_position_check CHECK (("position" >= 0)),
    CONSTRAINT orders_orderextra_revisions_check CHECK ((revisions >= 0))
);

ALTER TABLE public.orders_orderextra ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_orderextra_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_orderfile (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    stored_as character varying(200) NOT NULL,
    name character varying(120) NOT NULL,
    content_type character varying(100) NOT NULL,
    size bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    delivery_id bigint,
    order_id bigint NOT NULL,
    uploaded_by_id bigint NOT NULL,
    question_id bigint,
    CONSTRAINT orders_file_of_one CHECK ((((delivery_id IS NOT NULL) AND (question_id IS NULL)) OR ((delivery_id IS NULL) AND (question_id IS NOT NULL)))),
    CONSTRAINT orders_orderfile_size_check CHECK ((size >= 0))
);

ALTER TABLE public.orders_orderfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_orderfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_orderquestion (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    kind character varying(8) NOT NULL,
    prompt character varying(300) NOT NULL,
    options jsonb NOT NULL,
    is_required boolean NOT NULL,
    answer text NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT orders_orderquestion_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.orders_orderquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_orderquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_outage (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(12) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    credited_at timestamp with time zone,
    decided_by_id bigint,
    CONSTRAINT orders_outage_forward CHECK ((ends_at > starts_at))
);

ALTER TABLE public.orders_outage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_outage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_outagecredit (
    id bigint NOT NULL,
    seconds integer NOT NULL,
    at timestamp with time zone NOT NULL,
    order_id bigint NOT NULL,
    outage_id bigint NOT NULL,
    CONSTRAINT orders_outagecredit_seconds_check CHECK ((seconds >= 0))
);

ALTER TABLE public.orders_outagecredit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_outagecredit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_refund (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    amount bigint NOT NULL,
    cash_amount bigint NOT NULL,
    credit_amount bigint NOT NULL,
    discount_amount bigint NOT NULL,
    reserve_amount bigint NOT NULL,
    from_escrow bigint NOT NULL,
    from_clearing bigint NOT NULL,
    from_available bigint NOT NULL,
    from_reserve bigint NOT NULL,
    fee_amount bigint NOT NULL,
    reason character varying(1000) NOT NULL,
    by character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    transfer bigint,
    actor_id bigint,
    order_id bigint NOT NULL,
    CONSTRAINT orders_refund_comes CHECK ((amount = ((((from_escrow + from_clearing) + from_available) + from_reserve) + fee_amount))),
    CONSTRAINT orders_refund_goes CHECK (((amount = (((cash_amount + credit_amount) + discount_amount) + reserve_amount)) AND (amount > 0)))
);

ALTER TABLE public.orders_refund ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_refund_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_refundproposal (
    id bigint NOT NULL,
    asked_by character varying(8) NOT NULL,
    amount bigint NOT NULL,
    reason character varying(1000) NOT NULL,
    state character varying(12) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    answer character varying(500) NOT NULL,
    order_id bigint NOT NULL,
    CONSTRAINT orders_refund_ask_amount CHECK ((amount > 0))
);

ALTER TABLE public.orders_refundproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_refundproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_timelineentry (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    actor_kind character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    params jsonb NOT NULL,
    actor_id bigint,
    order_id bigint NOT NULL
);

ALTER TABLE public.orders_timelineentry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_timelineentry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.orders_tip (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    amount bigint NOT NULL,
    fee_amount bigint NOT NULL,
    message character varying(500) NOT NULL,
    state character varying(8) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    paid_with character varying(20) NOT NULL,
    order_id bigint NOT NULL,
    credit_amount bigint DEFAULT 0 NOT NULL,
    uses_credit boolean DEFAULT false NOT NULL,
    CONSTRAINT orders_tip_amount CHECK (((amount > 0) AND (fee_amount >= 0) AND (fee_amount <= amount))),
    CONSTRAINT orders_tip_credit CHECK (((credit_amount >= 0) AND (credit_amount <= amount))),
    CONSTRAINT orders_tip_paid CHECK ((((paid_at IS NULL) AND ((paid_with)::text = ''::text) AND ((state)::text = 'started'::text)) OR ((paid_at IS NOT NULL) AND ((state)::text = 'paid'::text) AND (NOT ((paid_with)::text = ''::text)))))
);

ALTER TABLE public.orders_tip ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.orders_tip_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.portfolio_portfolioimage (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    file character varying(200) NOT NULL,
    alt character varying(200) NOT NULL,
    width integer NOT NULL,
    height integer NOT NULL,
    "position" integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    item_id bigint NOT NULL,
    CONSTRAINT portfolio_portfolioimage_height_check CHECK ((height >= 0)),
    CONSTRAINT portfolio_portfolioimage_position_check CHECK (("position" >= 0)),
    CONSTRAINT portfolio_portfolioimage_width_check CHECK ((width >= 0))
);

ALTER TABLE public.portfolio_portfolioimage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.portfolio_portfolioimage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.portfolio_portfolioitem (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    title character varying(120) NOT NULL,
    slug character varying(80) NOT NULL,
    language character varying(2) NOT NULL,
    category character varying(20) NOT NULL,
    source text NOT NULL,
    html text NOT NULL,
    skills character varying(40)[] NOT NULL,
    links jsonb NOT NULL,
    "position" integer NOT NULL,
    consent character varying(12) NOT NULL,
    consent_asked_at timestamp with time zone,
    consent_answered_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    order_id bigint,
    owner_id bigint NOT NULL,
    CONSTRAINT portfolio_order_needs_consent CHECK (((((consent)::text = 'not_needed'::text) AND (order_id IS NULL)) OR ((order_id IS NOT NULL) AND (NOT ((consent)::text = 'not_needed'::text))))),
    CONSTRAINT portfolio_portfolioitem_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.portfolio_portfolioitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.portfolio_portfolioitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.prizes_approval (
    id bigint NOT NULL,
    digest character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    contest_id bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.prizes_approval ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.prizes_approval_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.prizes_award (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    rank integer NOT NULL,
    kind character varying(8) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    state character varying(10) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    approved_at timestamp with time zone,
    claim_by timestamp with time zone,
    claimed_at timestamp with time zone,
    deliver_by timestamp with time zone,
    sent_at timestamp with time zone,
    done_at timestamp with time zone,
    reminded_at timestamp with time zone,
    timer_at timestamp with time zone,
    form_country character varying(2) NOT NULL,
    form text NOT NULL,
    carrier character varying(80) NOT NULL,
    tracking character varying(120) NOT NULL,
    note character varying(500) NOT NULL,
    contest_id bigint NOT NULL,
    entry_id bigint,
    member_id bigint NOT NULL,
    prize_id bigint NOT NULL,
    CONSTRAINT prizes_amount CHECK (((((kind)::text = ANY ((ARRAY['money'::character varying, 'credit'::character varying])::text[])) AND (amount > 0)) OR ((NOT ((kind)::text = ANY ((ARRAY['money'::character varying, 'credit'::character varying])::text[]))) AND (amount = 0)))),
    CONSTRAINT prizes_award_rank_check CHECK ((rank >= 0)),
    CONSTRAINT prizes_done_has_a_day CHECK ((((done_at IS NOT NULL) AND ((state)::text = 'done'::text)) OR ((NOT ((state)::text = 'done'::text)) AND (done_at IS NULL)))),
    CONSTRAINT prizes_known_state CHECK (((state)::text = ANY ((ARRAY['proposed'::character varying, 'waiting'::character varying, 'due'::character varying, 'sent'::character varying, 'done'::character varying, 'lapsed'::character varying, 'passed_on'::character varying, 'dropped'::character varying])::text[])))
);

ALTER TABLE public.prizes_award ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.prizes_award_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.prizes_payoutrun (
    id bigint NOT NULL,
    state character varying(8) NOT NULL,
    total integer NOT NULL,
    done integer NOT NULL,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    contest_id bigint NOT NULL,
    CONSTRAINT prizes_payoutrun_done_check CHECK ((done >= 0)),
    CONSTRAINT prizes_payoutrun_total_check CHECK ((total >= 0))
);

ALTER TABLE public.prizes_payoutrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.prizes_payoutrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.programs_boardname (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.programs_boardname ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_boardname_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.programs_program (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    names jsonb NOT NULL,
    currency character varying(3) NOT NULL,
    begins_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone,
    state character varying(8) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    funded bigint NOT NULL,
    reserved bigint NOT NULL,
    paid bigint NOT NULL,
    fund_count integer NOT NULL,
    short_at timestamp with time zone,
    created_by_id bigint NOT NULL,
    CONSTRAINT programs_budget_holds CHECK (((funded >= (reserved + paid)) AND (paid >= 0) AND (reserved >= 0))),
    CONSTRAINT programs_days CHECK (((ends_at IS NULL) OR (ends_at > begins_at))),
    CONSTRAINT programs_known_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'running'::character varying, 'paused'::character varying, 'ended'::character varying])::text[]))),
    CONSTRAINT programs_program_fund_count_check CHECK ((fund_count >= 0))
);

ALTER TABLE public.programs_program ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_program_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.programs_reward (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    event character varying(12) NOT NULL,
    side character varying(8) NOT NULL,
    kind character varying(6) NOT NULL,
    order_total bigint NOT NULL,
    friend_number integer NOT NULL,
    granted bigint NOT NULL,
    taken_back bigint NOT NULL,
    settled bigint NOT NULL,
    met bigint NOT NULL,
    came_back bigint NOT NULL,
    currency character varying(3) NOT NULL,
    state character varying(10) NOT NULL,
    ended_by character varying(8) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone NOT NULL,
    paid_at timestamp with time zone,
    attribution_id bigint NOT NULL,
    member_id bigint NOT NULL,
    order_id bigint,
    program_id bigint NOT NULL,
    rule_id bigint NOT NULL,
    CONSTRAINT programs_cancelled_says_why CHECK (((((state)::text = 'cancelled'::text) AND (NOT ((ended_by)::text = ''::text))) OR ((NOT ((state)::text = 'cancelled'::text)) AND ((ended_by)::text = ''::text)))),
    CONSTRAINT programs_clawback_within CHECK (((granted >= 0) AND (taken_back >= 0) AND (taken_back <= granted))),
    CONSTRAINT programs_paid_has_a_day CHECK ((((paid_at IS NOT NULL) AND ((state)::text = 'paid'::text)) OR ((NOT ((state)::text = 'paid'::text)) AND (came_back = 0) AND (paid_at IS NULL) AND (settled = 0)))),
    CONSTRAINT programs_reward_friend_number_check CHECK ((friend_number >= 0)),
    CONSTRAINT programs_reward_state CHECK (((state)::text = ANY ((ARRAY['pending'::character varying, 'due'::character varying, 'paid'::character varying, 'held'::character varying, 'cancelled'::character varying])::text[]))),
    CONSTRAINT programs_settled_within CHECK (((came_back >= 0) AND (came_back <= settled) AND (met >= 0) AND (met <= settled) AND (settled >= 0) AND (settled <= granted)))
);

ALTER TABLE public.programs_reward ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_reward_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.programs_rewardline (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    amount bigint NOT NULL,
    params jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    reward_id bigint NOT NULL
);

ALTER TABLE public.programs_rewardline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_rewardline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.programs_rule (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    event character varying(12) NOT NULL,
    side character varying(8) NOT NULL,
    kind character varying(6) NOT NULL,
    amount bigint NOT NULL,
    share_bp integer NOT NULL,
    months smallint NOT NULL,
    hold_days smallint NOT NULL,
    cap_month bigint,
    cap_total bigint,
    minimum_order bigint NOT NULL,
    tiers jsonb NOT NULL,
    since timestamp with time zone,
    retired_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    program_id bigint NOT NULL,
    CONSTRAINT programs_rule_gives_one_thing CHECK ((((amount > 0) AND (share_bp = 0)) OR ((amount = 0) AND (share_bp > 0) AND (share_bp <= 10000) AND (NOT ((event)::text = 'signup'::text))))),
    CONSTRAINT programs_rule_hold_days_check CHECK ((hold_days >= 0)),
    CONSTRAINT programs_rule_limits CHECK ((((cap_month IS NULL) OR (cap_month > 0)) AND ((cap_total IS NULL) OR (cap_total > 0)) AND (minimum_order >= 0))),
    CONSTRAINT programs_rule_months_check CHECK ((months >= 0)),
    CONSTRAINT programs_rule_share_bp_check CHECK ((share_bp >= 0))
);

ALTER TABLE public.programs_rule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.programs_rule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_callingcard (
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    owner_id bigint NOT NULL
);

ALTER TABLE public.relationships_callingcard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_callingcard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_commission (
    id bigint NOT NULL,
    currency character varying(3) NOT NULL,
    order_total bigint NOT NULL,
    amount bigint NOT NULL,
    withheld bigint NOT NULL,
    transfer_id bigint,
    due_back bigint NOT NULL,
    came_back bigint NOT NULL,
    earned_at timestamp with time zone NOT NULL,
    introducer_id bigint NOT NULL,
    order_id bigint NOT NULL,
    introduction_id bigint NOT NULL,
    CONSTRAINT relationships_commission_sums CHECK (((amount > 0) AND (came_back >= 0) AND (came_back <= due_back) AND (due_back >= 0) AND (due_back <= amount) AND (withheld >= 0) AND (withheld <= amount)))
);

ALTER TABLE public.relationships_commission ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_commission_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_contact (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    name character varying(80) NOT NULL,
    email character varying(254) NOT NULL,
    phone character varying(30) NOT NULL,
    company character varying(80) NOT NULL,
    source character varying(16) NOT NULL,
    tags character varying(30)[] NOT NULL,
    spoken_on date,
    created_at timestamp with time zone NOT NULL,
    hidden_at timestamp with time zone,
    member_id bigint,
    owner_id bigint NOT NULL,
    CONSTRAINT relationships_contact_other CHECK (((member_id IS NULL) OR (NOT ((member_id = owner_id) AND (member_id IS NOT NULL))))),
    CONSTRAINT relationships_contact_source CHECK (((member_id IS NOT NULL) OR ((source)::text = ANY ((ARRAY['word_of_mouth'::character varying, 'former_work'::character varying, 'social'::character varying, 'event'::character varying, 'advert'::character varying, 'other'::character varying])::text[]))))
);

ALTER TABLE public.relationships_contact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_contact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_deal (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    made_on date NOT NULL,
    source character varying(16) NOT NULL,
    note character varying(300) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    contact_id bigint NOT NULL,
    CONSTRAINT relationships_deal_amount CHECK ((amount > 0))
);

ALTER TABLE public.relationships_deal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_deal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_introduction (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    message text NOT NULL,
    commission_bp integer NOT NULL,
    state character varying(12) NOT NULL,
    conversation_id character varying(12) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    client_agreed_at timestamp with time zone,
    seller_agreed_at timestamp with time zone,
    accepted_at timestamp with time zone,
    closed_at timestamp with time zone,
    due_at timestamp with time zone,
    client_id bigint NOT NULL,
    introducer_id bigint NOT NULL,
    seller_id bigint NOT NULL,
    CONSTRAINT relationships_intro_three CHECK (((NOT (introducer_id = client_id)) AND (NOT (introducer_id = seller_id)) AND (NOT (client_id = seller_id)))),
    CONSTRAINT relationships_intro_timer CHECK (((((state)::text = ANY ((ARRAY['proposed'::character varying, 'accepted'::character varying])::text[])) AND (due_at IS NOT NULL)) OR ((NOT ((state)::text = ANY ((ARRAY['proposed'::character varying, 'accepted'::character varying])::text[]))) AND (due_at IS NULL)))),
    CONSTRAINT relationships_introduction_commission_bp_check CHECK ((commission_bp >= 0))
);

ALTER TABLE public.relationships_introduction ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_introduction_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_invitation (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    email character varying(254) NOT NULL,
    message character varying(500) NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    used_at timestamp with time zone,
    contact_id bigint,
    owner_id bigint NOT NULL,
    used_by_id bigint
);

ALTER TABLE public.relationships_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_note (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    text text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    contact_id bigint NOT NULL
);

ALTER TABLE public.relationships_note ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_pulse (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    stage character varying(12) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    handled_at timestamp with time zone,
    was_asked boolean NOT NULL,
    feeling character varying(12) NOT NULL,
    answered_at timestamp with time zone,
    client_id bigint NOT NULL,
    order_id bigint NOT NULL,
    seller_id bigint NOT NULL,
    CONSTRAINT relationships_pulse_answer CHECK ((((answered_at IS NULL) AND ((feeling)::text = ''::text)) OR ((NOT ((feeling)::text = ''::text)) AND (answered_at IS NOT NULL) AND was_asked)))
);

ALTER TABLE public.relationships_pulse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_pulse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_reminder (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    text character varying(200) NOT NULL,
    due_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    done_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    contact_id bigint NOT NULL
);

ALTER TABLE public.relationships_reminder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_reminder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_retainer (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    conversation_id character varying(12) NOT NULL,
    title character varying(120) NOT NULL,
    scope text NOT NULL,
    unit character varying(8) NOT NULL,
    quantity integer NOT NULL,
    carry_over character varying(12) NOT NULL,
    price_amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    start_on date NOT NULL,
    timezone character varying(40) NOT NULL,
    state character varying(20) NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    anchor_on date NOT NULL,
    months integer NOT NULL,
    paused_by character varying(12) NOT NULL,
    notice_by character varying(12) NOT NULL,
    ends_at timestamp with time zone,
    closed_at timestamp with time zone,
    due_at timestamp with time zone,
    client_id bigint NOT NULL,
    seller_id bigint NOT NULL,
    CONSTRAINT relationships_retainer_months_check CHECK ((months >= 0)),
    CONSTRAINT relationships_retainer_notice CHECK ((((ends_at IS NOT NULL) AND ((state)::text = 'stopping'::text)) OR (NOT ((state)::text = 'stopping'::text)))),
    CONSTRAINT relationships_retainer_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT relationships_retainer_state CHECK (((state)::text = ANY ((ARRAY['offered'::character varying, 'active'::character varying, 'awaiting_payment'::character varying, 'paused'::character varying, 'stopping'::character varying, 'ended'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'expired'::character varying])::text[]))),
    CONSTRAINT relationships_retainer_terms CHECK (((price_amount > 0) AND (quantity > 0))),
    CONSTRAINT relationships_retainer_timer CHECK (((((state)::text = ANY ((ARRAY['offered'::character varying, 'active'::character varying, 'awaiting_payment'::character varying, 'stopping'::character varying])::text[])) AND (due_at IS NOT NULL)) OR ((NOT ((state)::text = ANY ((ARRAY['offered'::character varying, 'active'::character varying, 'awaiting_payment'::character varying, 'stopping'::character varying])::text[]))) AND (due_at IS NULL)))),
    CONSTRAINT relationships_retainer_two CHECK ((NOT (client_id = seller_id)))
);

ALTER TABLE public.relationships_retainer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_retainer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_retainerchange (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    proposed_by character varying(12) NOT NULL,
    quantity integer NOT NULL,
    price_amount bigint NOT NULL,
    reason character varying(300) NOT NULL,
    state character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    retainer_id bigint NOT NULL,
    CONSTRAINT relationships_change_terms CHECK (((price_amount > 0) AND (quantity > 0))),
    CONSTRAINT relationships_retainerchange_quantity_check CHECK ((quantity >= 0))
);

ALTER TABLE public.relationships_retainerchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_retainerchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_retainerline (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    hand character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    params jsonb NOT NULL,
    retainer_id bigint NOT NULL
);

ALTER TABLE public.relationships_retainerline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_retainerline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_retainerperiod (
    id bigint NOT NULL,
    number integer NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    quantity integer NOT NULL,
    carried integer NOT NULL,
    used integer NOT NULL,
    price_amount bigint NOT NULL,
    warned_at timestamp with time zone,
    order_id bigint NOT NULL,
    retainer_id bigint NOT NULL,
    CONSTRAINT relationships_period_runs CHECK ((ends_at > starts_at)),
    CONSTRAINT relationships_retainerperiod_carried_check CHECK ((carried >= 0)),
    CONSTRAINT relationships_retainerperiod_number_check CHECK ((number >= 0)),
    CONSTRAINT relationships_retainerperiod_quantity_check CHECK ((quantity >= 0)),
    CONSTRAINT relationships_retainerperiod_used_check CHECK ((used >= 0))
);

ALTER TABLE public.relationships_retainerperiod ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_retainerperiod_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_shareddeal (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    band smallint NOT NULL,
    source character varying(16) NOT NULL,
    story text NOT NULL,
    language character varying(2) NOT NULL,
    is_named boolean NOT NULL,
    shared_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    hidden_at timestamp with time zone,
    hidden_because character varying(300) NOT NULL,
    member_id bigint NOT NULL,
    order_id bigint,
    CONSTRAINT relationships_shareddeal_band_check CHECK ((band >= 0))
);

ALTER TABLE public.relationships_shareddeal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_shareddeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_tie (
    id bigint NOT NULL,
    source character varying(16) NOT NULL,
    ref character varying(60) NOT NULL,
    met_at timestamp with time zone NOT NULL,
    client_id bigint NOT NULL,
    seller_id bigint NOT NULL,
    CONSTRAINT relationships_tie_seen CHECK (((source)::text = ANY ((ARRAY['search'::character varying, 'article'::character varying, 'profile'::character varying, 'proposal'::character varying, 'contest'::character varying, 'introduction'::character varying, 'invitation'::character varying, 'referral'::character varying])::text[]))),
    CONSTRAINT relationships_tie_two_people CHECK ((NOT (seller_id = client_id)))
);

ALTER TABLE public.relationships_tie ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_tie_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.relationships_usage (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    amount integer NOT NULL,
    note character varying(200) NOT NULL,
    used_on date NOT NULL,
    created_at timestamp with time zone NOT NULL,
    voided_at timestamp with time zone,
    period_id bigint NOT NULL,
    CONSTRAINT relationships_usage_amount CHECK ((amount > 0)),
    CONSTRAINT relationships_usage_amount_check CHECK ((amount >= 0))
);

ALTER TABLE public.relationships_usage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.relationships_usage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reputation_contribution (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    area character varying(60) NOT NULL,
    subject_kind character varying(20) NOT NULL,
    subject_id bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    day date NOT NULL,
    sign smallint NOT NULL,
    weight_milli integer NOT NULL,
    points_milli bigint NOT NULL,
    reasons character varying(12)[] NOT NULL,
    cause character varying(12) NOT NULL,
    note character varying(300) NOT NULL,
    key character varying(120) NOT NULL,
    by_id bigint,
    giver_id bigint,
    origin_id bigint,
    receiver_id bigint NOT NULL,
    reverses_id bigint,
    rule_id bigint NOT NULL,
    CONSTRAINT reputation_known_kind CHECK (((kind)::text = ANY ((ARRAY['topic'::character varying, 'reply'::character varying, 'like'::character varying, 'solution'::character varying, 'article'::character varying, 'article_rating'::character varying, 'certificate'::character varying, 'resource'::character varying, 'mission'::character varying, 'elsewhere_answer'::character varying, 'elsewhere_talk'::character varying, 'elsewhere_post'::character varying])::text[]))),
    CONSTRAINT reputation_not_oneself CHECK (((giver_id IS NULL) OR (NOT ((giver_id = receiver_id) AND (giver_id IS NOT NULL))))),
    CONSTRAINT reputation_sign CHECK (((((cause)::text = ''::text) AND (origin_id IS NULL) AND (reverses_id IS NULL) AND (sign = 1)) OR ((origin_id IS NOT NULL) AND (reverses_id IS NOT NULL) AND (sign = ANY (ARRAY[1, '-1'::integer])) AND (NOT ((cause)::text = ''::text))) OR (((cause)::text = 'moved'::text) AND (origin_id IS NOT NULL) AND (reverses_id IS NULL) AND (sign = 1)))),
    CONSTRAINT reputation_sign_agrees CHECK ((((points_milli >= 0) AND (sign = 1) AND (weight_milli >= 0)) OR ((points_milli <= 0) AND (sign = '-1'::integer) AND (weight_milli <= 0))))
);

ALTER TABLE public.reputation_contribution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reputation_contribution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reputation_elsewherereport (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(20) NOT NULL,
    address character varying(500) NOT NULL,
    address_key character varying(500) NOT NULL,
    title character varying(160) NOT NULL,
    happened_on date NOT NULL,
    note character varying(300) NOT NULL,
    state character varying(10) NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    decided_by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT reputation_elsewhere_decided CHECK ((((state)::text = ANY ((ARRAY['waiting'::character varying, 'withdrawn'::character varying])::text[])) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT reputation_elsewhere_says_why CHECK (((NOT ((state)::text = ANY ((ARRAY['declined'::character varying, 'revoked'::character varying])::text[]))) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT reputation_elsewhere_state CHECK (((state)::text = ANY ((ARRAY['waiting'::character varying, 'confirmed'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'revoked'::character varying])::text[])))
);

ALTER TABLE public.reputation_elsewherereport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reputation_elsewherereport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reputation_memberstanding (
    id bigint NOT NULL,
    level smallint NOT NULL,
    since timestamp with time zone NOT NULL,
    current_milli bigint NOT NULL,
    givers integer NOT NULL,
    days integer NOT NULL,
    replies_valued integer NOT NULL,
    counted_on date NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT reputation_memberstanding_days_check CHECK ((days >= 0)),
    CONSTRAINT reputation_memberstanding_givers_check CHECK ((givers >= 0)),
    CONSTRAINT reputation_memberstanding_level_check CHECK ((level >= 0)),
    CONSTRAINT reputation_memberstanding_replies_valued_check CHECK ((replies_valued >= 0))
);

ALTER TABLE public.reputation_memberstanding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reputation_memberstanding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reputation_pointrule (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    version integer NOT NULL,
    points_milli integer NOT NULL,
    note character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint,
    CONSTRAINT reputation_pointrule_points_milli_check CHECK ((points_milli >= 0)),
    CONSTRAINT reputation_pointrule_version_check CHECK ((version >= 0)),
    CONSTRAINT reputation_rule_kind CHECK (((kind)::text = ANY ((ARRAY['topic'::character varying, 'reply'::character varying, 'like'::character varying, 'solution'::character varying, 'article'::character varying, 'article_rating'::character varying, 'certificate'::character varying, 'resource'::character varying, 'mission'::character varying, 'elsewhere_answer'::character varying, 'elsewhere_talk'::character varying, 'elsewhere_post'::character varying])::text[])))
);

ALTER TABLE public.reputation_pointrule ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reputation_pointrule_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reputation_score (
    id bigint NOT NULL,
    count bigint NOT NULL,
    weight_milli bigint NOT NULL,
    points_milli bigint NOT NULL,
    day date NOT NULL,
    area character varying(60) NOT NULL,
    kind character varying(20) NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.reputation_score ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reputation_score_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reputation_standingchange (
    id bigint NOT NULL,
    before smallint NOT NULL,
    after smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    current_milli bigint NOT NULL,
    givers integer NOT NULL,
    days integer NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT reputation_standingchange_after_check CHECK ((after >= 0)),
    CONSTRAINT reputation_standingchange_before_check CHECK ((before >= 0)),
    CONSTRAINT reputation_standingchange_days_check CHECK ((days >= 0)),
    CONSTRAINT reputation_standingchange_givers_check CHECK ((givers >= 0))
);

ALTER TABLE public.reputation_standingchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reputation_standingchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reputation_tally (
    id bigint NOT NULL,
    count bigint NOT NULL,
    weight_milli bigint NOT NULL,
    points_milli bigint NOT NULL,
    kind character varying(20) NOT NULL,
    area character varying(60) NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.reputation_tally ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reputation_tally_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reputation_total (
    id bigint NOT NULL,
    count bigint NOT NULL,
    weight_milli bigint NOT NULL,
    points_milli bigint NOT NULL,
    period character varying(5) NOT NULL,
    starts_on date NOT NULL,
    area character varying(60) NOT NULL,
    kind character varying(20) NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.reputation_total ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reputation_total_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reputation_touched (
    id bigint NOT NULL,
    day date NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.reputation_touched ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reputation_touched_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reviews_levelchange (
    id bigint NOT NULL,
    old smallint NOT NULL,
    new smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    because character varying(8) NOT NULL,
    evidence jsonb NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT reviews_level_moves CHECK ((NOT (old = new))),
    CONSTRAINT reviews_levelchange_new_check CHECK ((new >= 0)),
    CONSTRAINT reviews_levelchange_old_check CHECK ((old >= 0))
);

ALTER TABLE public.reviews_levelchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reviews_levelchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reviews_review (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    written_by character varying(8) NOT NULL,
    work smallint NOT NULL,
    communication smallint NOT NULL,
    agreed smallint NOT NULL,
    "time" smallint NOT NULL,
    rating smallint GENERATED ALWAYS AS (((((work + communication) + agreed) + "time") * 25)) STORED,
    text text NOT NULL,
    language character varying(2) NOT NULL,
    written_at timestamp with time zone NOT NULL,
    edited_at timestamp with time zone,
    revealed_at timestamp with time zone,
    answer text NOT NULL,
    answer_language character varying(2) NOT NULL,
    answered_at timestamp with time zone,
    hidden_at timestamp with time zone,
    hide_reason character varying(12) NOT NULL,
    is_counted boolean NOT NULL,
    author_id bigint NOT NULL,
    gig_id bigint,
    subject_id bigint NOT NULL,
    round_id bigint NOT NULL,
    CONSTRAINT reviews_answered CHECK ((((answer = ''::text) AND (answered_at IS NULL)) OR ((NOT (answer = ''::text)) AND (answered_at IS NOT NULL) AND (revealed_at IS NOT NULL)))),
    CONSTRAINT reviews_hidden CHECK ((((hidden_at IS NULL) AND ((hide_reason)::text = ''::text) AND is_counted) OR ((hidden_at IS NOT NULL) AND (revealed_at IS NOT NULL) AND (NOT ((hide_reason)::text = ''::text))))),
    CONSTRAINT reviews_review_agreed_check CHECK ((agreed >= 0)),
    CONSTRAINT reviews_review_communication_check CHECK ((communication >= 0)),
    CONSTRAINT reviews_review_time_check CHECK (("time" >= 0)),
    CONSTRAINT reviews_review_work_check CHECK ((work >= 0)),
    CONSTRAINT reviews_stars CHECK ((((work >= 1) AND (work <= 5)) AND ((communication >= 1) AND (communication <= 5)) AND ((agreed >= 1) AND (agreed <= 5)) AND (("time" >= 1) AND ("time" <= 5)))),
    CONSTRAINT reviews_two_people CHECK ((NOT (author_id = subject_id)))
);

ALTER TABLE public.reviews_review ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reviews_review_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reviews_reviewact (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    reason character varying(12) NOT NULL,
    note character varying(500) NOT NULL,
    is_counted boolean NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    review_id bigint NOT NULL
);

ALTER TABLE public.reviews_reviewact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reviews_reviewact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reviews_reviewround (
    id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    remind_at timestamp with time zone NOT NULL,
    reminded_at timestamp with time zone,
    due_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    order_id bigint NOT NULL,
    CONSTRAINT reviews_round_in_order CHECK (((opened_at <= remind_at) AND (remind_at <= due_at) AND ((closed_at IS NULL) OR (closed_at <= due_at))))
);

ALTER TABLE public.reviews_reviewround ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reviews_reviewround_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reviews_standing (
    id bigint NOT NULL,
    level smallint NOT NULL,
    reached smallint NOT NULL,
    falls_at timestamp with time zone,
    counted_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    CONSTRAINT reviews_standing_level_check CHECK ((level >= 0)),
    CONSTRAINT reviews_standing_reached_check CHECK ((reached >= 0))
);

ALTER TABLE public.reviews_standing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reviews_standing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rings_answer (
    id bigint NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL,
    case_id bigint NOT NULL
);

ALTER TABLE public.rings_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rings_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rings_favour (
    id bigint NOT NULL,
    contribution bigint NOT NULL,
    counter bigint,
    kind character varying(20) NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    points_milli bigint NOT NULL,
    is_chosen boolean NOT NULL,
    restored_at timestamp with time zone,
    giver_id bigint NOT NULL,
    receiver_id bigint NOT NULL,
    case_id bigint NOT NULL
);

ALTER TABLE public.rings_favour ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rings_favour_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rings_nightlysearch (
    id bigint NOT NULL,
    day date NOT NULL,
    at timestamp with time zone NOT NULL,
    pairs integer NOT NULL,
    suspects integer NOT NULL,
    opened integer NOT NULL,
    CONSTRAINT rings_nightlysearch_opened_check CHECK ((opened >= 0)),
    CONSTRAINT rings_nightlysearch_pairs_check CHECK ((pairs >= 0)),
    CONSTRAINT rings_nightlysearch_suspects_check CHECK ((suspects >= 0))
);

ALTER TABLE public.rings_nightlysearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rings_nightlysearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rings_person (
    id bigint NOT NULL,
    place smallint NOT NULL,
    member_id bigint NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT rings_person_place_check CHECK ((place >= 0))
);

ALTER TABLE public.rings_person ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rings_person_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rings_ringappeal (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    text text NOT NULL,
    at timestamp with time zone NOT NULL,
    outcome character varying(10) NOT NULL,
    answered_at timestamp with time zone,
    answer character varying(500) NOT NULL,
    answered_by_id bigint,
    member_id bigint NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT rings_answered_by_somebody CHECK ((((outcome)::text = 'waiting'::text) OR ((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND (NOT ((answer)::text = ''::text)))))
);

ALTER TABLE public.rings_ringappeal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rings_ringappeal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.rings_ringcase (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(8) NOT NULL,
    state character varying(10) NOT NULL,
    score smallint NOT NULL,
    evidence jsonb NOT NULL,
    inside_count integer NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    proposed_at timestamp with time zone,
    proposal character varying(500) NOT NULL,
    decided_at timestamp with time zone,
    reason character varying(500) NOT NULL,
    decided_by_id bigint,
    proposed_by_id bigint,
    CONSTRAINT rings_decided_by_somebody CHECK ((((state)::text = ANY ((ARRAY['open'::character varying, 'proposed'::character varying])::text[])) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT rings_known_state CHECK (((state)::text = ANY ((ARRAY['open'::character varying, 'proposed'::character varying, 'dismissed'::character varying, 'reversed'::character varying, 'appealed'::character varying, 'upheld'::character varying, 'overturned'::character varying])::text[]))),
    CONSTRAINT rings_reversed_says_why CHECK (((NOT ((state)::text = ANY ((ARRAY['reversed'::character varying, 'appealed'::character varying, 'upheld'::character varying, 'overturned'::character varying])::text[]))) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT rings_ringcase_inside_count_check CHECK ((inside_count >= 0)),
    CONSTRAINT rings_ringcase_score_check CHECK ((score >= 0))
);

ALTER TABLE public.rings_ringcase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.rings_ringcase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_entry (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    ref bigint NOT NULL,
    score integer NOT NULL,
    shelf smallint NOT NULL,
    root character varying(40) NOT NULL,
    category character varying(40) NOT NULL,
    language character varying(2) NOT NULL,
    level smallint NOT NULL,
    rating smallint NOT NULL,
    rating_count integer NOT NULL,
    orders_count integer NOT NULL,
    price bigint,
    days smallint,
    favourites_count integer NOT NULL,
    published_at timestamp with time zone NOT NULL,
    indexed_at timestamp with time zone NOT NULL,
    title character varying(160) NOT NULL,
    excerpt character varying(300) NOT NULL,
    path character varying(300) NOT NULL,
    head tsvector NOT NULL,
    words tsvector NOT NULL,
    owner_id bigint NOT NULL,
    CONSTRAINT search_entry_days_check CHECK ((days >= 0)),
    CONSTRAINT search_entry_favourites_count_check CHECK ((favourites_count >= 0)),
    CONSTRAINT search_entry_level_check CHECK ((level >= 0)),
    CONSTRAINT search_entry_orders_count_check CHECK ((orders_count >= 0)),
    CONSTRAINT search_entry_rating_check CHECK ((rating >= 0)),
    CONSTRAINT search_entry_rating_count_check CHECK ((rating_count >= 0)),
    CONSTRAINT search_entry_shelf_check CHECK ((shelf >= 0)),
    CONSTRAINT search_entry_shelf_known CHECK ((shelf <= 3))
)
WITH (toast_tuple_target='128');
ALTER TABLE ONLY public.search_entry ALTER COLUMN title SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.search_entry ALTER COLUMN excerpt SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.search_entry ALTER COLUMN path SET STORAGE EXTERNAL;
ALTER TABLE ONLY public.search_entry ALTER COLUMN head SET STORAGE MAIN;
ALTER TABLE ONLY public.search_entry ALTER COLUMN words SET STORAGE EXTERNAL;

ALTER TABLE public.search_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_favourite (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    ref bigint NOT NULL,
    title character varying(160) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.search_favourite ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_favourite_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_keptcount (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    scope character varying(40) NOT NULL,
    facet character varying(10) NOT NULL,
    value character varying(40) NOT NULL,
    count integer NOT NULL,
    CONSTRAINT search_keptcount_count_check CHECK ((count >= 0))
);

ALTER TABLE public.search_keptcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_keptcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_missedsearch (
    id bigint NOT NULL,
    text character varying(60) NOT NULL,
    seal character varying(32) NOT NULL,
    "on" date NOT NULL
);

ALTER TABLE public.search_missedsearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_missedsearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_savedhit (
    id bigint NOT NULL,
    found_at timestamp with time zone NOT NULL,
    told_at timestamp with time zone,
    entry_id bigint NOT NULL,
    saved_id bigint NOT NULL
);

ALTER TABLE public.search_savedhit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_savedhit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_savedsearch (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(80) NOT NULL,
    address character varying(600) NOT NULL,
    compiled text NOT NULL,
    price_min bigint,
    price_max bigint,
    rhythm character varying(8) NOT NULL,
    feed_key character varying(40) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    member_id bigint NOT NULL
);

ALTER TABLE public.search_savedsearch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_savedsearch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_view (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    ref bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.search_view ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_view_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_word (
    id bigint NOT NULL,
    text character varying(40) NOT NULL,
    stem character varying(40) NOT NULL,
    start character varying(2) NOT NULL,
    count integer NOT NULL,
    CONSTRAINT search_word_count_check CHECK ((count >= 0))
);

ALTER TABLE public.search_word ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_word_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.search_wordgroup (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(8) NOT NULL,
    words character varying(40)[] NOT NULL,
    keys character varying(120)[] NOT NULL,
    is_active boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

ALTER TABLE public.search_wordgroup ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.search_wordgroup_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.shifts_shift (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    state character varying(9) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    areas bigint[] NOT NULL,
    expected character varying(2000) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    approved_amount bigint,
    proposed_amount bigint,
    fund_count smallint NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    answer_by timestamp with time zone NOT NULL,
    due_at timestamp with time zone,
    remind_at timestamp with time zone,
    answered_at timestamp with time zone,
    reported_at timestamp with time zone,
    topics smallint,
    minutes smallint,
    report character varying(2000) NOT NULL,
    question character varying(500) NOT NULL,
    decision character varying(500) NOT NULL,
    ended_at timestamp with time zone,
    decided_by_id bigint,
    member_id bigint NOT NULL,
    offered_by_id bigint NOT NULL,
    questioned_by_id bigint,
    reply character varying(500) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT shifts_hours CHECK (((answer_by <= starts_at) AND (starts_at < ends_at))),
    CONSTRAINT shifts_not_oneself CHECK ((NOT (member_id = offered_by_id))),
    CONSTRAINT shifts_pay CHECK ((amount > 0)),
    CONSTRAINT shifts_pay_agreed CHECK (((approved_amount IS NULL) OR (approved_amount <= amount))),
    CONSTRAINT shifts_shift_amount_check CHECK ((amount >= 0)),
    CONSTRAINT shifts_shift_approved_amount_check CHECK ((approved_amount >= 0)),
    CONSTRAINT shifts_shift_fund_count_check CHECK ((fund_count >= 0)),
    CONSTRAINT shifts_shift_minutes_check CHECK ((minutes >= 0)),
    CONSTRAINT shifts_shift_proposed_amount_check CHECK ((proposed_amount >= 0)),
    CONSTRAINT shifts_shift_topics_check CHECK ((topics >= 0)),
    CONSTRAINT shifts_state CHECK (((state)::text = ANY ((ARRAY['offered'::character varying, 'accepted'::character varying, 'worked'::character varying, 'disputed'::character varying, 'approved'::character varying, 'paid'::character varying, 'declined'::character varying, 'lapsed'::character varying, 'withdrawn'::character varying, 'cancelled'::character varying])::text[])))
);

ALTER TABLE public.shifts_shift ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.shifts_shift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialaccount (
    id integer NOT NULL,
    provider character varying(200) NOT NULL,
    uid character varying(191) NOT NULL,
    last_login timestamp with time zone NOT NULL,
    date_joined timestamp with time zone NOT NULL,
    extra_data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.socialaccount_socialaccount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialaccount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialapp (
    id integer NOT NULL,
    provider character varying(30) NOT NULL,
    name character varying(40) NOT NULL,
    client_id character varying(191) NOT NULL,
    secret character varying(191) NOT NULL,
    key character varying(191) NOT NULL,
    provider_id character varying(200) NOT NULL,
    settings jsonb NOT NULL
);

ALTER TABLE public.socialaccount_socialapp ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialapp_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.socialaccount_socialtoken (
    id integer NOT NULL,
    token text NOT NULL,
    token_secret text NOT NULL,
    expires_at timestamp with time zone,
    account_id integer NOT NULL,
    app_id integer
);

ALTER TABLE public.socialaccount_socialtoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.socialaccount_socialtoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sponsorships_channel (
    id bigint NOT NULL,
    network character varying(12) NOT NULL,
    address character varying(500) NOT NULL,
    audience integer NOT NULL,
    language character varying(2) NOT NULL,
    owner_id bigint NOT NULL,
    CONSTRAINT sponsorships_channel_audience_check CHECK ((audience >= 0))
);

ALTER TABLE public.sponsorships_channel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sponsorships_channel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sponsorships_disclosurebook (
    country character varying(2) NOT NULL,
    rules jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL
);

CREATE TABLE public.sponsorships_proof (
    id bigint NOT NULL,
    address character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    tries smallint NOT NULL,
    checked_at timestamp with time zone,
    has_link boolean NOT NULL,
    has_code boolean NOT NULL,
    disclosure character varying(80) NOT NULL,
    problem character varying(16) NOT NULL,
    note character varying(500) NOT NULL,
    checked_by_id bigint,
    sponsorship_id bigint NOT NULL,
    CONSTRAINT sponsorships_proof_tries_check CHECK ((tries >= 0))
);

ALTER TABLE public.sponsorships_proof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sponsorships_proof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sponsorships_sponsorship (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    pitch text NOT NULL,
    content text NOT NULL,
    place character varying(200) NOT NULL,
    path character varying(300) NOT NULL,
    starts_at timestamp with time zone,
    publish_by timestamp with time zone NOT NULL,
    stays_days smallint NOT NULL,
    country character varying(2) NOT NULL,
    licence character varying(60) NOT NULL,
    disclosure jsonb NOT NULL,
    pay_kind character varying(8) NOT NULL,
    amount bigint NOT NULL,
    currency character varying(3) NOT NULL,
    state character varying(10) NOT NULL,
    funded_amount bigint NOT NULL,
    paid_amount bigint NOT NULL,
    fund_count integer NOT NULL,
    reason character varying(500) NOT NULL,
    appeal text NOT NULL,
    appeal_by timestamp with time zone,
    appealed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    agreed_at timestamp with time zone,
    started_at timestamp with time zone,
    checked_at timestamp with time zone,
    paid_at timestamp with time zone,
    ended_at timestamp with time zone,
    timer_at timestamp with time zone,
    channel_id bigint NOT NULL,
    creator_id bigint NOT NULL,
    link_id bigint,
    refused_by_id bigint,
    CONSTRAINT sponsorships_amount CHECK ((amount > 0)),
    CONSTRAINT sponsorships_known_state CHECK (((state)::text = ANY ((ARRAY['requested'::character varying, 'invited'::character varying, 'agreed'::character varying, 'funded'::character varying, 'running'::character varying, 'submitted'::character varying, 'checked'::character varying, 'paid'::character varying, 'refused'::character varying, 'appealed'::character varying, 'declined'::character varying, 'withdrawn'::character varying, 'expired'::character varying])::text[]))),
    CONSTRAINT sponsorships_paid_from_fund CHECK (((paid_amount >= 0) AND (paid_amount <= funded_amount))),
    CONSTRAINT sponsorships_paid_has_a_day CHECK ((((paid_amount = amount) AND (paid_at IS NOT NULL) AND ((state)::text = 'paid'::text)) OR ((NOT ((state)::text = 'paid'::text)) AND (paid_amount = 0) AND (paid_at IS NULL)))),
    CONSTRAINT sponsorships_sponsorship_fund_count_check CHECK ((fund_count >= 0)),
    CONSTRAINT sponsorships_sponsorship_stays_days_check CHECK ((stays_days >= 0))
);

ALTER TABLE public.sponsorships_sponsorship ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sponsorships_sponsorship_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trophies_simulation (
    id bigint NOT NULL,
    version integer NOT NULL,
    awards integer NOT NULL,
    members integer NOT NULL,
    first_at timestamp with time zone,
    last_at timestamp with time zone,
    sample jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint,
    trophy_id bigint NOT NULL,
    CONSTRAINT trophies_simulation_awards_check CHECK ((awards >= 0)),
    CONSTRAINT trophies_simulation_members_check CHECK ((members >= 0)),
    CONSTRAINT trophies_simulation_version_check CHECK ((version >= 0))
);

ALTER TABLE public.trophies_simulation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trophies_simulation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trophies_trophy (
    id bigint NOT NULL,
    slug character varying(50) NOT NULL,
    names jsonb NOT NULL,
    lines jsonb NOT NULL,
    tier smallint NOT NULL,
    drawing character varying(8) NOT NULL,
    "position" smallint NOT NULL,
    rule jsonb NOT NULL,
    version integer NOT NULL,
    season character varying(8) NOT NULL,
    policy character varying(8) NOT NULL,
    is_hidden boolean NOT NULL,
    is_shipped boolean NOT NULL,
    state character varying(6) NOT NULL,
    edited_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    evaluated_at timestamp with time zone,
    CONSTRAINT trophies_known_state CHECK (((state)::text = ANY ((ARRAY['draft'::character varying, 'on'::character varying, 'off'::character varying])::text[]))),
    CONSTRAINT trophies_known_tier CHECK ((tier = ANY (ARRAY[1, 2, 3]))),
    CONSTRAINT trophies_trophy_position_check CHECK (("position" >= 0)),
    CONSTRAINT trophies_trophy_tier_check CHECK ((tier >= 0)),
    CONSTRAINT trophies_trophy_version_check CHECK ((version >= 0))
);

ALTER TABLE public.trophies_trophy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trophies_trophy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trophies_trophyaward (
    id bigint NOT NULL,
    season character varying(7) NOT NULL,
    sequence integer NOT NULL,
    version integer NOT NULL,
    earned_at timestamp with time zone NOT NULL,
    earned_by bigint NOT NULL,
    evidence bigint[] NOT NULL,
    figures bigint[] NOT NULL,
    given_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    taken_cause character varying(12) NOT NULL,
    member_id bigint NOT NULL,
    trophy_id bigint NOT NULL,
    CONSTRAINT trophies_award_has_evidence CHECK ((NOT (evidence = '{}'::bigint[]))),
    CONSTRAINT trophies_trophyaward_sequence_check CHECK ((sequence >= 0)),
    CONSTRAINT trophies_trophyaward_version_check CHECK ((version >= 0))
);

ALTER TABLE public.trophies_trophyaward ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trophies_trophyaward_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.trophies_trophydue (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    since timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.trophies_trophydue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.trophies_trophydue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.usersessions_usersession (
    id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    ip inet NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    session_key character varying(40) NOT NULL,
    user_agent character varying(200) NOT NULL,
    data jsonb NOT NULL,
    user_id bigint NOT NULL
);

ALTER TABLE public.usersessions_usersession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.usersessions_usersession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.watch_dailylook (
    id bigint NOT NULL,
    day date NOT NULL,
    at timestamp with time zone NOT NULL,
    newcomers integer NOT NULL,
    opened integer NOT NULL,
    moved integer NOT NULL,
    told_at timestamp with time zone,
    CONSTRAINT watch_dailylook_moved_check CHECK ((moved >= 0)),
    CONSTRAINT watch_dailylook_newcomers_check CHECK ((newcomers >= 0)),
    CONSTRAINT watch_dailylook_opened_check CHECK ((opened >= 0))
);

ALTER TABLE public.watch_dailylook ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.watch_dailylook_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.watch_outcome (
    id bigint NOT NULL,
    occasion character varying(5) NOT NULL,
    from_on date NOT NULL,
    due_on date,
    before_milli bigint,
    after_milli bigint,
    is_kept_30 boolean,
    is_kept_90 boolean,
    sighting_id bigint NOT NULL,
    act_id bigint,
    CONSTRAINT watch_outcome_of_act CHECK ((((act_id IS NOT NULL) AND ((occasion)::text = 'act'::text)) OR ((NOT ((occasion)::text = 'act'::text)) AND (act_id IS NULL))))
);

ALTER TABLE public.watch_outcome ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.watch_outcome_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.watch_pause (
    id bigint NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.watch_pause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.watch_pause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.watch_sighting (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    stage character varying(8) NOT NULL,
    since timestamp with time zone NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    evidence jsonb NOT NULL,
    latest jsonb NOT NULL,
    looked_on date NOT NULL,
    peak_milli bigint NOT NULL,
    news_at timestamp with time zone,
    closed_at timestamp with time zone,
    closed_as character varying(9) NOT NULL,
    reason character varying(300) NOT NULL,
    closed_by_id bigint,
    member_id bigint NOT NULL,
    CONSTRAINT watch_closed_says_why CHECK ((((closed_at IS NOT NULL) AND ((stage)::text = 'closed'::text) AND (NOT ((closed_as)::text = ''::text))) OR ((NOT ((stage)::text = 'closed'::text)) AND ((closed_as)::text = ''::text) AND (closed_at IS NULL)))),
    CONSTRAINT watch_stage CHECK (((stage)::text = ANY ((ARRAY['ignition'::character varying, 'flash'::character varying, 'plateau'::character varying, 'dimming'::character varying, 'dark'::character varying, 'closed'::character varying])::text[])))
);

ALTER TABLE public.watch_sighting ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.watch_sighting_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.watch_stagechange (
    id bigint NOT NULL,
    before character varying(8) NOT NULL,
    after character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL,
    figures jsonb NOT NULL,
    by_id bigint,
    sighting_id bigint NOT NULL
);

ALTER TABLE public.watch_stagechange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.watch_stagechange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.watch_watchact (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(6) NOT NULL,
    note character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    sighting_id bigint NOT NULL,
    CONSTRAINT watch_act_kind CHECK (((kind)::text = ANY ((ARRAY['thank'::character varying, 'invite'::character varying, 'offer'::character varying, 'talk'::character varying, 'rest'::character varying])::text[])))
);

ALTER TABLE public.watch_watchact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.watch_watchact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.webhooks_attempt (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    status smallint,
    excerpt text NOT NULL,
    error character varying(60) NOT NULL,
    milliseconds integer NOT NULL,
    delivery_id bigint NOT NULL,
    CONSTRAINT webhooks_attempt_milliseconds_check CHECK ((milliseconds >= 0)),
    CONSTRAINT webhooks_attempt_status_check CHECK ((status >= 0))
);

ALTER TABLE public.webhooks_attempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.webhooks_attempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.webhooks_endpoint (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    url character varying(500) NOT NULL,
    description character varying(80) NOT NULL,
    events character varying(60)[] NOT NULL,
    secret character varying(300) NOT NULL,
    old_secret character varying(300) NOT NULL,
    old_secret_until timestamp with time zone,
    is_active boolean NOT NULL,
    disabled_by character varying(10) NOT NULL,
    last_success_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.webhooks_endpoint ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.webhooks_endpoint_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.webhooks_webhookdelivery (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    event character varying(60) NOT NULL,
    payload jsonb NOT NULL,
    state character varying(10) NOT NULL,
    attempts_left smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    endpoint_id bigint NOT NULL,
    CONSTRAINT webhooks_webhookdelivery_attempts_left_check CHECK ((attempts_left >= 0))
);

ALTER TABLE public.webhooks_webhookdelivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.webhooks_webhookdelivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.worth_licencecost (
    id bigint NOT NULL,
    amount_minor bigint NOT NULL,
    currency character varying(3) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL,
    privilege_id bigint NOT NULL,
    CONSTRAINT worth_licencecost_amount_minor_check CHECK ((amount_minor >= 0))
);

ALTER TABLE public.worth_licencecost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.worth_licencecost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.worth_membermonth (
    id bigint NOT NULL,
    month date NOT NULL,
    solutions bigint NOT NULL,
    likes bigint NOT NULL,
    share_milli bigint NOT NULL,
    weight_milli bigint NOT NULL,
    reach_milli bigint NOT NULL,
    paid_solutions bigint NOT NULL,
    paid_likes bigint NOT NULL,
    waiting bigint NOT NULL,
    member_id bigint NOT NULL
);

ALTER TABLE public.worth_membermonth ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.worth_membermonth_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.worth_programmecost (
    id bigint NOT NULL,
    public_id character varying(12) NOT NULL,
    kind character varying(10) NOT NULL,
    month date NOT NULL,
    amount_minor bigint NOT NULL,
    currency character varying(3) NOT NULL,
    minutes integer,
    rate_minor bigint,
    note character varying(300) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    token character varying(36) NOT NULL,
    corrects_id bigint,
    made_by_id bigint NOT NULL,
    CONSTRAINT worth_cost_hours CHECK (((((kind)::text = 'staff'::text) AND (minutes IS NOT NULL) AND (rate_minor IS NOT NULL)) OR ((NOT ((kind)::text = 'staff'::text)) AND (minutes IS NULL) AND (rate_minor IS NULL)))),
    CONSTRAINT worth_cost_kind CHECK (((kind)::text = ANY ((ARRAY['licences'::character varying, 'prizes'::character varying, 'staff'::character varying, 'other'::character varying])::text[]))),
    CONSTRAINT worth_cost_month CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT worth_cost_says_what CHECK ((NOT ((note)::text = ''::text))),
    CONSTRAINT worth_cost_sum CHECK ((((amount_minor > 0) AND (corrects_id IS NULL)) OR ((corrects_id IS NOT NULL) AND (NOT (amount_minor = 0))))),
    CONSTRAINT worth_programmecost_rate_minor_check CHECK ((rate_minor >= 0))
);

ALTER TABLE public.worth_programmecost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.worth_programmecost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.worth_recount (
    id bigint NOT NULL,
    views_since timestamp with time zone NOT NULL,
    views_at timestamp with time zone NOT NULL,
    counted_at timestamp with time zone,
    months integer NOT NULL,
    CONSTRAINT worth_recount_months_check CHECK ((months >= 0))
);

ALTER TABLE public.worth_recount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.worth_recount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.worth_ticketprice (
    id bigint NOT NULL,
    version integer NOT NULL,
    month date NOT NULL,
    amount_minor bigint NOT NULL,
    currency character varying(3) NOT NULL,
    reason character varying(500) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    made_by_id bigint NOT NULL,
    CONSTRAINT worth_price_month CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT worth_price_says_why CHECK ((NOT ((reason)::text = ''::text))),
    CONSTRAINT worth_price_something CHECK ((amount_minor > 0)),
    CONSTRAINT worth_ticketprice_amount_minor_check CHECK ((amount_minor >= 0)),
    CONSTRAINT worth_ticketprice_version_check CHECK ((version >= 0))
);

ALTER TABLE public.worth_ticketprice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.worth_ticketprice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.worth_topicday (
    id bigint NOT NULL,
    day date NOT NULL,
    views integer NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT worth_topicday_views_check CHECK ((views >= 0))
);

ALTER TABLE public.worth_topicday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.worth_topicday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.worth_topicseen (
    id bigint NOT NULL,
    views bigint NOT NULL,
    topic_id bigint NOT NULL,
    CONSTRAINT worth_topicseen_views_check CHECK ((views >= 0))
);

ALTER TABLE public.worth_topicseen ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.worth_topicseen_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.links_visit ATTACH PARTITION public.links_visit_default DEFAULT;

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_email_987c8728_uniq UNIQUE (user_id, email);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_key_key UNIQUE (key);

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirmation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.accounts_cventry
    ADD CONSTRAINT accounts_cventry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_member_groups
    ADD CONSTRAINT accounts_member_groups_member_id_group_id_c77bff9c_uniq UNIQUE (member_id, group_id);

ALTER TABLE ONLY public.accounts_member_groups
    ADD CONSTRAINT accounts_member_groups_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_member
    ADD CONSTRAINT accounts_member_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_member
    ADD CONSTRAINT accounts_member_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.accounts_member_user_permissions
    ADD CONSTRAINT accounts_member_user_per_member_id_permission_id_0ae3c3ea_uniq UNIQUE (member_id, permission_id);

ALTER TABLE ONLY public.accounts_member_user_permissions
    ADD CONSTRAINT accounts_member_user_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_member
    ADD CONSTRAINT accounts_member_username_key UNIQUE (username);

ALTER TABLE ONLY public.accounts_profile
    ADD CONSTRAINT accounts_profile_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.accounts_profile
    ADD CONSTRAINT accounts_profile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.accounts_rolegrant
    ADD CONSTRAINT accounts_role_once UNIQUE (member_id, role);

ALTER TABLE ONLY public.accounts_rolegrant
    ADD CONSTRAINT accounts_rolegrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.actions_claim
    ADD CONSTRAINT actions_claim_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.actions_claim
    ADD CONSTRAINT actions_claim_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.actions_claim
    ADD CONSTRAINT actions_claims_once UNIQUE (action_id, entrant_id, key);

ALTER TABLE ONLY public.actions_entrant
    ADD CONSTRAINT actions_entrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.actions_entrant
    ADD CONSTRAINT actions_entrant_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.actions_entrant
    ADD CONSTRAINT actions_joins_once UNIQUE (contest_id, member_id);

ALTER TABLE ONLY public.actions_signal
    ADD CONSTRAINT actions_signal_once UNIQUE (entrant_id, kind);

ALTER TABLE ONLY public.actions_signal
    ADD CONSTRAINT actions_signal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles_article
    ADD CONSTRAINT articles_article_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles_article
    ADD CONSTRAINT articles_article_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.articles_articleimage
    ADD CONSTRAINT articles_articleimage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles_comment
    ADD CONSTRAINT articles_comment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles_comment
    ADD CONSTRAINT articles_comment_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.articles_commission
    ADD CONSTRAINT articles_commission_article_id_key UNIQUE (article_id);

ALTER TABLE ONLY public.articles_commission
    ADD CONSTRAINT articles_commission_once UNIQUE (editor_id, request_key);

ALTER TABLE ONLY public.articles_commission
    ADD CONSTRAINT articles_commission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles_commission
    ADD CONSTRAINT articles_commission_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.articles_editornote
    ADD CONSTRAINT articles_editornote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles_reaction
    ADD CONSTRAINT articles_reaction_once UNIQUE (article_id, member_id, kind);

ALTER TABLE ONLY public.articles_reaction
    ADD CONSTRAINT articles_reaction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles_theme
    ADD CONSTRAINT articles_theme_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles_theme
    ADD CONSTRAINT articles_theme_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.articles_tip
    ADD CONSTRAINT articles_tip_once UNIQUE (reader_id, request_key);

ALTER TABLE ONLY public.articles_tip
    ADD CONSTRAINT articles_tip_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.articles_tip
    ADD CONSTRAINT articles_tip_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.articles_trafficday
    ADD CONSTRAINT articles_traffic_once UNIQUE (article_id, "on");

ALTER TABLE ONLY public.articles_trafficday
    ADD CONSTRAINT articles_trafficday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_name_key UNIQUE (name);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_permission_id_0cd325b0_uniq UNIQUE (group_id, permission_id);

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_group
    ADD CONSTRAINT auth_group_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_codename_01ab375a_uniq UNIQUE (content_type_id, codename);

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.billing_billingprofile
    ADD CONSTRAINT billing_billingprofile_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.billing_billingprofile
    ADD CONSTRAINT billing_billingprofile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.billing_counter
    ADD CONSTRAINT billing_counter_once UNIQUE (issuer, year, kind);

ALTER TABLE ONLY public.billing_counter
    ADD CONSTRAINT billing_counter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.billing_exchangerate
    ADD CONSTRAINT billing_exchangerate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_number_key UNIQUE (number);

ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.billing_mark
    ADD CONSTRAINT billing_mark_name_key UNIQUE (name);

ALTER TABLE ONLY public.billing_mark
    ADD CONSTRAINT billing_mark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_number_once UNIQUE (issuer_key, year, kind, sequence);

ALTER TABLE ONLY public.billing_platformidentity
    ADD CONSTRAINT billing_platformidentity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.billing_taxrule
    ADD CONSTRAINT billing_taxrule_country_key UNIQUE (country);

ALTER TABLE ONLY public.billing_taxrule
    ADD CONSTRAINT billing_taxrule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_arrival
    ADD CONSTRAINT calls_arrival_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.calls_arrival
    ADD CONSTRAINT calls_arrival_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_contest
    ADD CONSTRAINT calls_contest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_contest
    ADD CONSTRAINT calls_contest_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.calls_contest
    ADD CONSTRAINT calls_contest_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.calls_contesttext
    ADD CONSTRAINT calls_contesttext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_follower
    ADD CONSTRAINT calls_follower_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_follower
    ADD CONSTRAINT calls_follows_once UNIQUE (contest_id, member_id);

ALTER TABLE ONLY public.calls_line
    ADD CONSTRAINT calls_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_link
    ADD CONSTRAINT calls_link_code_key UNIQUE (code);

ALTER TABLE ONLY public.calls_link
    ADD CONSTRAINT calls_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_link
    ADD CONSTRAINT calls_one_link_each UNIQUE (contest_id, member_id);

ALTER TABLE ONLY public.calls_termstemplate
    ADD CONSTRAINT calls_one_template_each UNIQUE (kind, language);

ALTER TABLE ONLY public.calls_contesttext
    ADD CONSTRAINT calls_one_text_per_language UNIQUE (contest_id, language);

ALTER TABLE ONLY public.calls_prize
    ADD CONSTRAINT calls_prize_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.calls_rulebook
    ADD CONSTRAINT calls_rulebook_pkey PRIMARY KEY (country);

ALTER TABLE ONLY public.calls_termstemplate
    ADD CONSTRAINT calls_termstemplate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_booking
    ADD CONSTRAINT campaigns_booking_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_booking
    ADD CONSTRAINT campaigns_booking_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_campaign
    ADD CONSTRAINT campaigns_campaign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_campaign
    ADD CONSTRAINT campaigns_campaign_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_campaign
    ADD CONSTRAINT campaigns_campaign_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.campaigns_campaignpicture
    ADD CONSTRAINT campaigns_campaignpicture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_campaignpicture
    ADD CONSTRAINT campaigns_campaignpicture_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_campaigntext
    ADD CONSTRAINT campaigns_campaigntext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_card
    ADD CONSTRAINT campaigns_card_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_card
    ADD CONSTRAINT campaigns_card_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_cause
    ADD CONSTRAINT campaigns_cause_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_cause
    ADD CONSTRAINT campaigns_cause_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_invitation
    ADD CONSTRAINT campaigns_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_invitation
    ADD CONSTRAINT campaigns_invited_once UNIQUE (campaign_id, member_id);

ALTER TABLE ONLY public.campaigns_line
    ADD CONSTRAINT campaigns_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_match
    ADD CONSTRAINT campaigns_match_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_match
    ADD CONSTRAINT campaigns_match_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_mission
    ADD CONSTRAINT campaigns_mission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_mission
    ADD CONSTRAINT campaigns_mission_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_missiontext
    ADD CONSTRAINT campaigns_mission_text_once UNIQUE (mission_id, language);

ALTER TABLE ONLY public.campaigns_missiontext
    ADD CONSTRAINT campaigns_missiontext_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_card
    ADD CONSTRAINT campaigns_one_card UNIQUE (campaign_id, member_id);

ALTER TABLE ONLY public.campaigns_campaigntext
    ADD CONSTRAINT campaigns_one_text_per_language UNIQUE (campaign_id, language);

ALTER TABLE ONLY public.campaigns_match
    ADD CONSTRAINT campaigns_pair_once UNIQUE (host_id, newcomer_id);

ALTER TABLE ONLY public.campaigns_quiet
    ADD CONSTRAINT campaigns_quiet_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.campaigns_quiet
    ADD CONSTRAINT campaigns_quiet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_segment
    ADD CONSTRAINT campaigns_segment_name_key UNIQUE (name);

ALTER TABLE ONLY public.campaigns_segment
    ADD CONSTRAINT campaigns_segment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_segment
    ADD CONSTRAINT campaigns_segment_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_slot
    ADD CONSTRAINT campaigns_slot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_slot
    ADD CONSTRAINT campaigns_slot_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_task
    ADD CONSTRAINT campaigns_task_booking_id_key UNIQUE (booking_id);

ALTER TABLE ONLY public.campaigns_task
    ADD CONSTRAINT campaigns_task_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_task
    ADD CONSTRAINT campaigns_task_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_ticket
    ADD CONSTRAINT campaigns_ticket_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.campaigns_ticket
    ADD CONSTRAINT campaigns_ticket_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.campaigns_ticketnote
    ADD CONSTRAINT campaigns_ticketnote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_auditrecord
    ADD CONSTRAINT core_auditrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_delivery
    ADD CONSTRAINT core_delivery_once UNIQUE (event_id, consumer);

ALTER TABLE ONLY public.core_delivery
    ADD CONSTRAINT core_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_heartbeat
    ADD CONSTRAINT core_heartbeat_name_key UNIQUE (name);

ALTER TABLE ONLY public.core_heartbeat
    ADD CONSTRAINT core_heartbeat_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_idempotencyrecord
    ADD CONSTRAINT core_idempotency_once UNIQUE (owner, key);

ALTER TABLE ONLY public.core_idempotencyrecord
    ADD CONSTRAINT core_idempotencyrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_outboxevent
    ADD CONSTRAINT core_outboxevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_switch
    ADD CONSTRAINT core_switch_name_key UNIQUE (name);

ALTER TABLE ONLY public.core_switch
    ADD CONSTRAINT core_switch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.core_weekend
    ADD CONSTRAINT core_weekend_pkey PRIMARY KEY (country);

ALTER TABLE ONLY public.disputes_decision
    ADD CONSTRAINT disputes_decision_once UNIQUE (dispute_id, number);

ALTER TABLE ONLY public.disputes_decision
    ADD CONSTRAINT disputes_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disputes_dispute
    ADD CONSTRAINT disputes_dispute_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disputes_dispute
    ADD CONSTRAINT disputes_dispute_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.disputes_line
    ADD CONSTRAINT disputes_line_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disputes_proposal
    ADD CONSTRAINT disputes_proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disputes_proposal
    ADD CONSTRAINT disputes_proposal_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.disputes_statement
    ADD CONSTRAINT disputes_statement_line_id_key UNIQUE (line_id);

ALTER TABLE ONLY public.disputes_statement
    ADD CONSTRAINT disputes_statement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disputes_statementfile
    ADD CONSTRAINT disputes_statementfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.disputes_statementfile
    ADD CONSTRAINT disputes_statementfile_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_app_label_model_76bd3d3b_uniq UNIQUE (app_label, model);

ALTER TABLE ONLY public.django_content_type
    ADD CONSTRAINT django_content_type_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.django_session
    ADD CONSTRAINT django_session_pkey PRIMARY KEY (session_key);

ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_contest_id_key UNIQUE (contest_id);

ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draws_pass
    ADD CONSTRAINT draws_pass_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.draws_pass
    ADD CONSTRAINT draws_passed_once UNIQUE (draw_id, place, participant);

ALTER TABLE ONLY public.draws_pass
    ADD CONSTRAINT draws_passes_numbered UNIQUE (draw_id, number);

ALTER TABLE ONLY public.entries_check
    ADD CONSTRAINT entries_check_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.entries_checkrun
    ADD CONSTRAINT entries_checkrun_contest_id_key UNIQUE (contest_id);

ALTER TABLE ONLY public.entries_checkrun
    ADD CONSTRAINT entries_checkrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.entries_entry
    ADD CONSTRAINT entries_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.entries_entry
    ADD CONSTRAINT entries_entry_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.entries_look
    ADD CONSTRAINT entries_look_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY public.entries_look
    ADD CONSTRAINT entries_look_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.entries_check
    ADD CONSTRAINT entries_one_check_each UNIQUE (entry_id, kind);

ALTER TABLE ONLY public.entries_sketch
    ADD CONSTRAINT entries_sketch_article_id_key UNIQUE (article_id);

ALTER TABLE ONLY public.entries_sketch
    ADD CONSTRAINT entries_sketch_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY public.entries_sketch
    ADD CONSTRAINT entries_sketch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.entries_writingrules
    ADD CONSTRAINT entries_writingrules_contest_id_key UNIQUE (contest_id);

ALTER TABLE ONLY public.entries_writingrules
    ADD CONSTRAINT entries_writingrules_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_arealevel
    ADD CONSTRAINT forum_arealevel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_bookmark
    ADD CONSTRAINT forum_bookmark_once UNIQUE (member_id, post_id);

ALTER TABLE ONLY public.forum_bookmark
    ADD CONSTRAINT forum_bookmark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_bookmark
    ADD CONSTRAINT forum_bookmark_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.forum_category
    ADD CONSTRAINT forum_category_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_category
    ADD CONSTRAINT forum_category_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.forum_draft
    ADD CONSTRAINT forum_draft_once UNIQUE (member_id, place);

ALTER TABLE ONLY public.forum_draft
    ADD CONSTRAINT forum_draft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_draft
    ADD CONSTRAINT forum_draft_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.forum_forumsettings
    ADD CONSTRAINT forum_forumsettings_pkey PRIMARY KEY (member_id);

ALTER TABLE ONLY public.forum_inboundmail
    ADD CONSTRAINT forum_inboundmail_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY public.forum_inboundmail
    ADD CONSTRAINT forum_inboundmail_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_inboundmail
    ADD CONSTRAINT forum_inboundmail_post_id_key UNIQUE (post_id);

ALTER TABLE ONLY public.forum_inboundmail
    ADD CONSTRAINT forum_inboundmail_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.forum_like
    ADD CONSTRAINT forum_like_once UNIQUE (post_id, member_id);

ALTER TABLE ONLY public.forum_like
    ADD CONSTRAINT forum_like_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_mention
    ADD CONSTRAINT forum_mention_once UNIQUE (post_id, member_id);

ALTER TABLE ONLY public.forum_mention
    ADD CONSTRAINT forum_mention_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_moderationact
    ADD CONSTRAINT forum_moderationact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_moderationact
    ADD CONSTRAINT forum_moderationact_undoes_id_key UNIQUE (undoes_id);

ALTER TABLE ONLY public.forum_movedpost
    ADD CONSTRAINT forum_moved_once UNIQUE (merge_id, post_id);

ALTER TABLE ONLY public.forum_movedpost
    ADD CONSTRAINT forum_movedpost_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_polloption
    ADD CONSTRAINT forum_option_position UNIQUE (poll_id, "position");

ALTER TABLE ONLY public.forum_permission
    ADD CONSTRAINT forum_permission_once UNIQUE (category_id, "group", "right");

ALTER TABLE ONLY public.forum_permission
    ADD CONSTRAINT forum_permission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_poll
    ADD CONSTRAINT forum_poll_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_poll
    ADD CONSTRAINT forum_poll_topic_id_key UNIQUE (topic_id);

ALTER TABLE ONLY public.forum_polloption
    ADD CONSTRAINT forum_polloption_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_pollvote
    ADD CONSTRAINT forum_pollvote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_post
    ADD CONSTRAINT forum_post_number UNIQUE (topic_id, number);

ALTER TABLE ONLY public.forum_post
    ADD CONSTRAINT forum_post_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_postpicture
    ADD CONSTRAINT forum_postpicture_address_key UNIQUE (address);

ALTER TABLE ONLY public.forum_postpicture
    ADD CONSTRAINT forum_postpicture_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_postversion
    ADD CONSTRAINT forum_postversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_queuedecision
    ADD CONSTRAINT forum_queuedecision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_queuedecision
    ADD CONSTRAINT forum_queuedecision_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.forum_reading
    ADD CONSTRAINT forum_reading_once UNIQUE (member_id, topic_id);

ALTER TABLE ONLY public.forum_reading
    ADD CONSTRAINT forum_reading_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_replyaddress
    ADD CONSTRAINT forum_reply_address_once UNIQUE (member_id, topic_id);

ALTER TABLE ONLY public.forum_replyaddress
    ADD CONSTRAINT forum_replyaddress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_replyaddress
    ADD CONSTRAINT forum_replyaddress_secret_key UNIQUE (secret);

ALTER TABLE ONLY public.forum_solution
    ADD CONSTRAINT forum_solution_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_tag
    ADD CONSTRAINT forum_tag_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_tag
    ADD CONSTRAINT forum_tag_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.forum_told
    ADD CONSTRAINT forum_told_once UNIQUE (post_id, member_id);

ALTER TABLE ONLY public.forum_told
    ADD CONSTRAINT forum_told_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_topic
    ADD CONSTRAINT forum_topic_first_post_id_key UNIQUE (first_post_id);

ALTER TABLE ONLY public.forum_topic
    ADD CONSTRAINT forum_topic_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_topicmerge
    ADD CONSTRAINT forum_topicmerge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.forum_postversion
    ADD CONSTRAINT forum_version_number UNIQUE (post_id, number);

ALTER TABLE ONLY public.forum_pollvote
    ADD CONSTRAINT forum_vote_once UNIQUE (option_id, member_id);

ALTER TABLE ONLY public.gigs_category
    ADD CONSTRAINT gigs_category_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gigs_category
    ADD CONSTRAINT gigs_category_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.gigs_gigday
    ADD CONSTRAINT gigs_day_once UNIQUE (gig_id, "on", source);

ALTER TABLE ONLY public.gigs_editornote
    ADD CONSTRAINT gigs_editornote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gigs_extra
    ADD CONSTRAINT gigs_extra_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gigs_faq
    ADD CONSTRAINT gigs_faq_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gigs_feature
    ADD CONSTRAINT gigs_feature_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gigs_gig
    ADD CONSTRAINT gigs_gig_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gigs_gig
    ADD CONSTRAINT gigs_gig_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.gigs_gigday
    ADD CONSTRAINT gigs_gigday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gigs_gigimage
    ADD CONSTRAINT gigs_gigimage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gigs_gigimage
    ADD CONSTRAINT gigs_gigimage_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.gigs_package
    ADD CONSTRAINT gigs_package_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gigs_package
    ADD CONSTRAINT gigs_package_tier_once UNIQUE (gig_id, tier);

ALTER TABLE ONLY public.gigs_question
    ADD CONSTRAINT gigs_question_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.growth_channelday
    ADD CONSTRAINT growth_channel_day_once UNIQUE ("on", kind, ref, currency);

ALTER TABLE ONLY public.growth_channelday
    ADD CONSTRAINT growth_channelday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.growth_cohortmonth
    ADD CONSTRAINT growth_cohort_once UNIQUE (month, kind, later, currency);

ALTER TABLE ONLY public.growth_cohortmonth
    ADD CONSTRAINT growth_cohortmonth_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.growth_growthproof
    ADD CONSTRAINT growth_growthproof_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.growth_kindday
    ADD CONSTRAINT growth_kind_day_once UNIQUE ("on", kind, currency);

ALTER TABLE ONLY public.growth_kindday
    ADD CONSTRAINT growth_kindday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.growth_staleday
    ADD CONSTRAINT growth_stale_once UNIQUE ("on", what);

ALTER TABLE ONLY public.growth_staleday
    ADD CONSTRAINT growth_staleday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.growth_watermark
    ADD CONSTRAINT growth_watermark_name_key UNIQUE (name);

ALTER TABLE ONLY public.growth_watermark
    ADD CONSTRAINT growth_watermark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guard_case
    ADD CONSTRAINT guard_case_attribution_id_key UNIQUE (attribution_id);

ALTER TABLE ONLY public.guard_case
    ADD CONSTRAINT guard_case_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guard_case
    ADD CONSTRAINT guard_case_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.guard_signal
    ADD CONSTRAINT guard_signal_once UNIQUE (attribution_id, kind);

ALTER TABLE ONLY public.guard_signal
    ADD CONSTRAINT guard_signal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.guard_word
    ADD CONSTRAINT guard_word_once UNIQUE (case_id, member_id, is_appeal);

ALTER TABLE ONLY public.guard_word
    ADD CONSTRAINT guard_word_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_ballot
    ADD CONSTRAINT gurus_ballot_once UNIQUE (nomination_id, member_id);

ALTER TABLE ONLY public.gurus_ballot
    ADD CONSTRAINT gurus_ballot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_break
    ADD CONSTRAINT gurus_break_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_charterversion
    ADD CONSTRAINT gurus_charterversion_number_key UNIQUE (number);

ALTER TABLE ONLY public.gurus_charterversion
    ADD CONSTRAINT gurus_charterversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_clubcase
    ADD CONSTRAINT gurus_clubcase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_clubcase
    ADD CONSTRAINT gurus_clubcase_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.gurus_code
    ADD CONSTRAINT gurus_code_once UNIQUE (privilege_id, digest);

ALTER TABLE ONLY public.gurus_code
    ADD CONSTRAINT gurus_code_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_duty
    ADD CONSTRAINT gurus_duty_measure_key UNIQUE (measure);

ALTER TABLE ONLY public.gurus_duty
    ADD CONSTRAINT gurus_duty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_evangelist
    ADD CONSTRAINT gurus_evangelist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_evidence
    ADD CONSTRAINT gurus_evidence_in_order UNIQUE (nomination_id, "position");

ALTER TABLE ONLY public.gurus_evidence
    ADD CONSTRAINT gurus_evidence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_grant
    ADD CONSTRAINT gurus_grant_code_id_key UNIQUE (code_id);

ALTER TABLE ONLY public.gurus_grant
    ADD CONSTRAINT gurus_grant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_grant
    ADD CONSTRAINT gurus_grant_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.gurus_membership
    ADD CONSTRAINT gurus_membership_nomination_id_key UNIQUE (nomination_id);

ALTER TABLE ONLY public.gurus_membership
    ADD CONSTRAINT gurus_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_membership
    ADD CONSTRAINT gurus_membership_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.gurus_nomination
    ADD CONSTRAINT gurus_nomination_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_nomination
    ADD CONSTRAINT gurus_nomination_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.gurus_privilege
    ADD CONSTRAINT gurus_privilege_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_privilege
    ADD CONSTRAINT gurus_privilege_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.gurus_quarterrow
    ADD CONSTRAINT gurus_quarter_once UNIQUE (membership_id, starts_on);

ALTER TABLE ONLY public.gurus_quarterrow
    ADD CONSTRAINT gurus_quarterrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_remark
    ADD CONSTRAINT gurus_remark_once UNIQUE (nomination_id, author_id, token);

ALTER TABLE ONLY public.gurus_remark
    ADD CONSTRAINT gurus_remark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.gurus_signature
    ADD CONSTRAINT gurus_signature_once_a_version UNIQUE (version_id, member_id);

ALTER TABLE ONLY public.gurus_signature
    ADD CONSTRAINT gurus_signature_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hiring_brief
    ADD CONSTRAINT hiring_brief_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hiring_brief
    ADD CONSTRAINT hiring_brief_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.hiring_invitation
    ADD CONSTRAINT hiring_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hiring_invitation
    ADD CONSTRAINT hiring_invited_once UNIQUE (brief_id, freelancer_id);

ALTER TABLE ONLY public.hiring_offer
    ADD CONSTRAINT hiring_offer_answers_id_key UNIQUE (answers_id);

ALTER TABLE ONLY public.hiring_offer
    ADD CONSTRAINT hiring_offer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hiring_offer
    ADD CONSTRAINT hiring_offer_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.hiring_postedbrief
    ADD CONSTRAINT hiring_postedbrief_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hiring_postedbrief
    ADD CONSTRAINT hiring_postedbrief_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.hiring_postedfile
    ADD CONSTRAINT hiring_postedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hiring_postedfile
    ADD CONSTRAINT hiring_postedfile_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.hiring_proposal
    ADD CONSTRAINT hiring_proposal_offer_id_key UNIQUE (offer_id);

ALTER TABLE ONLY public.hiring_proposal
    ADD CONSTRAINT hiring_proposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hiring_proposal
    ADD CONSTRAINT hiring_proposal_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.hiring_proposalallowance
    ADD CONSTRAINT hiring_proposalallowance_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.hiring_proposalallowance
    ADD CONSTRAINT hiring_proposalallowance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hiring_proposal
    ADD CONSTRAINT hiring_proposed_once UNIQUE (brief_id, freelancer_id);

ALTER TABLE ONLY public.insights_dealday
    ADD CONSTRAINT insights_dealday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.insights_staleday
    ADD CONSTRAINT insights_staleday_on_key UNIQUE ("on");

ALTER TABLE ONLY public.insights_staleday
    ADD CONSTRAINT insights_staleday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_criterion
    ADD CONSTRAINT judging_criterion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_declaredtie
    ADD CONSTRAINT judging_declared_once UNIQUE (judge_id, member_id);

ALTER TABLE ONLY public.judging_declaredtie
    ADD CONSTRAINT judging_declaredtie_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_duel
    ADD CONSTRAINT judging_duel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_duel
    ADD CONSTRAINT judging_duel_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.judging_judge
    ADD CONSTRAINT judging_judge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_judge
    ADD CONSTRAINT judging_judge_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.judging_judging
    ADD CONSTRAINT judging_judging_contest_id_key UNIQUE (contest_id);

ALTER TABLE ONLY public.judging_judging
    ADD CONSTRAINT judging_judging_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_judge
    ADD CONSTRAINT judging_once_each UNIQUE (contest_id, member_id);

ALTER TABLE ONLY public.judging_duel
    ADD CONSTRAINT judging_one_duel_each UNIQUE (judge_id, first_id, second_id);

ALTER TABLE ONLY public.judging_criterion
    ADD CONSTRAINT judging_one_place_each UNIQUE (contest_id, "position") DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_score
    ADD CONSTRAINT judging_one_score UNIQUE (sheet_id, criterion_id);

ALTER TABLE ONLY public.judging_sheet
    ADD CONSTRAINT judging_one_sheet UNIQUE (judge_id, entry_id);

ALTER TABLE ONLY public.judging_tie
    ADD CONSTRAINT judging_one_tie UNIQUE (judge_id, entry_id);

ALTER TABLE ONLY public.judging_judge
    ADD CONSTRAINT judging_own_number UNIQUE (contest_id, number);

ALTER TABLE ONLY public.judging_result
    ADD CONSTRAINT judging_result_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY public.judging_result
    ADD CONSTRAINT judging_result_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_run
    ADD CONSTRAINT judging_run_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_run
    ADD CONSTRAINT judging_run_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.judging_score
    ADD CONSTRAINT judging_score_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_severity
    ADD CONSTRAINT judging_severity_judge_id_key UNIQUE (judge_id);

ALTER TABLE ONLY public.judging_severity
    ADD CONSTRAINT judging_severity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_sheet
    ADD CONSTRAINT judging_sheet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.judging_sheet
    ADD CONSTRAINT judging_sheet_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.judging_tie
    ADD CONSTRAINT judging_tie_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.laurels_ballot
    ADD CONSTRAINT laurels_ballot_elector_id_key UNIQUE (elector_id);

ALTER TABLE ONLY public.laurels_ballot
    ADD CONSTRAINT laurels_ballot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.laurels_ballot
    ADD CONSTRAINT laurels_ballot_receipt_key UNIQUE (receipt);

ALTER TABLE ONLY public.laurels_candidacy
    ADD CONSTRAINT laurels_candidacy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.laurels_candidacy
    ADD CONSTRAINT laurels_candidacy_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.laurels_candidacy
    ADD CONSTRAINT laurels_candidate_once UNIQUE (election_id, candidate_id);

ALTER TABLE ONLY public.laurels_countround
    ADD CONSTRAINT laurels_countround_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.laurels_election
    ADD CONSTRAINT laurels_election_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.laurels_election
    ADD CONSTRAINT laurels_election_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.laurels_elector
    ADD CONSTRAINT laurels_elector_once UNIQUE (election_id, member_id);

ALTER TABLE ONLY public.laurels_elector
    ADD CONSTRAINT laurels_elector_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.laurels_laurel
    ADD CONSTRAINT laurels_laurel_candidacy_id_key UNIQUE (candidacy_id);

ALTER TABLE ONLY public.laurels_laurel
    ADD CONSTRAINT laurels_laurel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.laurels_paper
    ADD CONSTRAINT laurels_paper_once UNIQUE (election_id, receipt);

ALTER TABLE ONLY public.laurels_paper
    ADD CONSTRAINT laurels_paper_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.laurels_laurel
    ADD CONSTRAINT laurels_place_once UNIQUE (election_id, place);

ALTER TABLE ONLY public.laurels_countround
    ADD CONSTRAINT laurels_round_once UNIQUE (election_id, place, number);

ALTER TABLE ONLY public.laurels_snapshot
    ADD CONSTRAINT laurels_snapshot_candidacy_id_key UNIQUE (candidacy_id);

ALTER TABLE ONLY public.laurels_snapshot
    ADD CONSTRAINT laurels_snapshot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_once UNIQUE (owner, kind, currency);

ALTER TABLE ONLY public.ledger_account
    ADD CONSTRAINT ledger_account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_accountsnapshot
    ADD CONSTRAINT ledger_accountsnapshot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_clearinglot
    ADD CONSTRAINT ledger_clearinglot_earned_by_id_key UNIQUE (earned_by_id);

ALTER TABLE ONLY public.ledger_clearinglot
    ADD CONSTRAINT ledger_clearinglot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_creditlot
    ADD CONSTRAINT ledger_creditlot_granted_by_id_key UNIQUE (granted_by_id);

ALTER TABLE ONLY public.ledger_creditlot
    ADD CONSTRAINT ledger_creditlot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_once_per_account UNIQUE (transfer_id, account_id);

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_gatewayevent
    ADD CONSTRAINT ledger_event_once UNIQUE (gateway, event_id);

ALTER TABLE ONLY public.ledger_gatewayevent
    ADD CONSTRAINT ledger_gatewayevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_payment
    ADD CONSTRAINT ledger_payment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_payment
    ADD CONSTRAINT ledger_payment_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.ledger_payment
    ADD CONSTRAINT ledger_payment_request_once UNIQUE (member_id, request_key);

ALTER TABLE ONLY public.ledger_payout
    ADD CONSTRAINT ledger_payout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_payout
    ADD CONSTRAINT ledger_payout_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.ledger_payout
    ADD CONSTRAINT ledger_payout_request_once UNIQUE (member_id, request_key);

ALTER TABLE ONLY public.ledger_payoutbatch
    ADD CONSTRAINT ledger_payoutbatch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_payoutbatch
    ADD CONSTRAINT ledger_payoutbatch_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.ledger_payoutdestination
    ADD CONSTRAINT ledger_payoutdestination_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_payoutdestination
    ADD CONSTRAINT ledger_payoutdestination_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.ledger_sandboxcheckout
    ADD CONSTRAINT ledger_sandboxcheckout_payment_ref_key UNIQUE (payment_ref);

ALTER TABLE ONLY public.ledger_sandboxcheckout
    ADD CONSTRAINT ledger_sandboxcheckout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_sandboxcheckout
    ADD CONSTRAINT ledger_sandboxcheckout_ref_key UNIQUE (ref);

ALTER TABLE ONLY public.ledger_sandboxpayout
    ADD CONSTRAINT ledger_sandboxpayout_key_key UNIQUE (key);

ALTER TABLE ONLY public.ledger_sandboxpayout
    ADD CONSTRAINT ledger_sandboxpayout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_accountsnapshot
    ADD CONSTRAINT ledger_snapshot_once UNIQUE (account_id, entry_id);

ALTER TABLE ONLY public.ledger_statementfile
    ADD CONSTRAINT ledger_statementfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_statementfile
    ADD CONSTRAINT ledger_statementfile_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.ledger_transfer
    ADD CONSTRAINT ledger_transfer_key_key UNIQUE (key);

ALTER TABLE ONLY public.ledger_transfer
    ADD CONSTRAINT ledger_transfer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_transfer
    ADD CONSTRAINT ledger_transfer_reverses_id_key UNIQUE (reverses_id);

ALTER TABLE ONLY public.links_attribution
    ADD CONSTRAINT links_attribution_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.links_attribution
    ADD CONSTRAINT links_attribution_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.links_linkday
    ADD CONSTRAINT links_day_once UNIQUE (link_id, "on");

ALTER TABLE ONLY public.links_knownvisitor
    ADD CONSTRAINT links_knownvisitor_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.links_link
    ADD CONSTRAINT links_link_code_key UNIQUE (code);

ALTER TABLE ONLY public.links_link
    ADD CONSTRAINT links_link_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.links_link
    ADD CONSTRAINT links_link_word_key UNIQUE (word);

ALTER TABLE ONLY public.links_linkday
    ADD CONSTRAINT links_linkday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.links_link
    ADD CONSTRAINT links_one_each UNIQUE NULLS NOT DISTINCT (kind, ref, owner_id, label);

ALTER TABLE ONLY public.links_outcome
    ADD CONSTRAINT links_outcome_once UNIQUE (kind, ref);

ALTER TABLE ONLY public.links_outcome
    ADD CONSTRAINT links_outcome_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.links_outcome
    ADD CONSTRAINT links_outcome_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.links_roll
    ADD CONSTRAINT links_roll_name_key UNIQUE (name);

ALTER TABLE ONLY public.links_roll
    ADD CONSTRAINT links_roll_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.links_visit
    ADD CONSTRAINT links_visit_pkey PRIMARY KEY (id, at);

ALTER TABLE ONLY public.links_visit_default
    ADD CONSTRAINT links_visit_default_pkey PRIMARY KEY (id, at);

ALTER TABLE ONLY public.links_knownvisitor
    ADD CONSTRAINT links_visitor_once UNIQUE (visitor, member_id);

ALTER TABLE ONLY public.messaging_attachment
    ADD CONSTRAINT messaging_attachment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.messaging_attachment
    ADD CONSTRAINT messaging_attachment_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.messaging_block
    ADD CONSTRAINT messaging_block_once UNIQUE (blocker_id, blocked_id);

ALTER TABLE ONLY public.messaging_block
    ADD CONSTRAINT messaging_block_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.messaging_conversation
    ADD CONSTRAINT messaging_conversation_once UNIQUE (subject_kind, subject_ref, circle);

ALTER TABLE ONLY public.messaging_conversation
    ADD CONSTRAINT messaging_conversation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.messaging_conversation
    ADD CONSTRAINT messaging_conversation_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.messaging_message
    ADD CONSTRAINT messaging_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.messaging_message
    ADD CONSTRAINT messaging_message_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.messaging_messagereport
    ADD CONSTRAINT messaging_messagereport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.messaging_messagereport
    ADD CONSTRAINT messaging_messagereport_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.messaging_participant
    ADD CONSTRAINT messaging_participant_once UNIQUE (conversation_id, member_id);

ALTER TABLE ONLY public.messaging_participant
    ADD CONSTRAINT messaging_participant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.messaging_readingpreference
    ADD CONSTRAINT messaging_readingpreference_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.messaging_readingpreference
    ADD CONSTRAINT messaging_readingpreference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.messaging_messagereport
    ADD CONSTRAINT messaging_reported_once UNIQUE (message_id, reporter_id);

ALTER TABLE ONLY public.messaging_savedreply
    ADD CONSTRAINT messaging_savedreply_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.messaging_savedreply
    ADD CONSTRAINT messaging_savedreply_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.messaging_tolddetail
    ADD CONSTRAINT messaging_told_once UNIQUE (seat_id, digest);

ALTER TABLE ONLY public.messaging_tolddetail
    ADD CONSTRAINT messaging_tolddetail_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_decision_id_key UNIQUE (decision_id);

ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.moderation_dataexport
    ADD CONSTRAINT moderation_dataexport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_dataexport
    ADD CONSTRAINT moderation_dataexport_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.moderation_departure
    ADD CONSTRAINT moderation_departure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_departure
    ADD CONSTRAINT moderation_departure_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.moderation_flag
    ADD CONSTRAINT moderation_flag_once UNIQUE (case_id, flagger_id);

ALTER TABLE ONLY public.moderation_flag
    ADD CONSTRAINT moderation_flag_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_flag
    ADD CONSTRAINT moderation_flag_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.moderation_plannedpayout
    ADD CONSTRAINT moderation_plannedpayout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_suspension
    ADD CONSTRAINT moderation_suspension_decision_id_key UNIQUE (decision_id);

ALTER TABLE ONLY public.moderation_suspension
    ADD CONSTRAINT moderation_suspension_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_visit
    ADD CONSTRAINT moderation_visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.moderation_visit
    ADD CONSTRAINT moderation_visit_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.moderation_visitedpage
    ADD CONSTRAINT moderation_visitedpage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notification_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.notifications_outgoingmail
    ADD CONSTRAINT notifications_outgoingmail_message_id_key UNIQUE (message_id);

ALTER TABLE ONLY public.notifications_outgoingmail
    ADD CONSTRAINT notifications_outgoingmail_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notifications_outgoingmail
    ADD CONSTRAINT notifications_outgoingmail_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.notifications_outgoingpush
    ADD CONSTRAINT notifications_outgoingpush_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notifications_preference
    ADD CONSTRAINT notifications_preference_once UNIQUE (member_id, "group", channel);

ALTER TABLE ONLY public.notifications_preference
    ADD CONSTRAINT notifications_preference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notifications_pushsubscription
    ADD CONSTRAINT notifications_pushsubscription_endpoint_key UNIQUE (endpoint);

ALTER TABLE ONLY public.notifications_pushsubscription
    ADD CONSTRAINT notifications_pushsubscription_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notifications_pushsubscription
    ADD CONSTRAINT notifications_pushsubscription_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_cancellationrequest
    ADD CONSTRAINT orders_cancellationrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_clockstop
    ADD CONSTRAINT orders_clockstop_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_complaint
    ADD CONSTRAINT orders_complaint_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_coupon
    ADD CONSTRAINT orders_coupon_code_key UNIQUE (code);

ALTER TABLE ONLY public.orders_coupon
    ADD CONSTRAINT orders_coupon_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_coupon
    ADD CONSTRAINT orders_coupon_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_couponuse
    ADD CONSTRAINT orders_couponuse_order_id_key UNIQUE (order_id);

ALTER TABLE ONLY public.orders_couponuse
    ADD CONSTRAINT orders_couponuse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_delivery
    ADD CONSTRAINT orders_delivery_once UNIQUE (order_id, version);

ALTER TABLE ONLY public.orders_delivery
    ADD CONSTRAINT orders_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_extensionrequest
    ADD CONSTRAINT orders_extensionrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_orderextra
    ADD CONSTRAINT orders_extra_once UNIQUE (order_id, "position");

ALTER TABLE ONLY public.orders_extraproposal
    ADD CONSTRAINT orders_extraproposal_extra_id_key UNIQUE (extra_id);

ALTER TABLE ONLY public.orders_extraproposal
    ADD CONSTRAINT orders_extraproposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_extraproposal
    ADD CONSTRAINT orders_extraproposal_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_order
    ADD CONSTRAINT orders_order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_order
    ADD CONSTRAINT orders_order_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_orderextra
    ADD CONSTRAINT orders_orderextra_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_orderfile
    ADD CONSTRAINT orders_orderfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_orderfile
    ADD CONSTRAINT orders_orderfile_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_orderquestion
    ADD CONSTRAINT orders_orderquestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_outagecredit
    ADD CONSTRAINT orders_outage_once UNIQUE (outage_id, order_id);

ALTER TABLE ONLY public.orders_outage
    ADD CONSTRAINT orders_outage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_outage
    ADD CONSTRAINT orders_outage_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_outagecredit
    ADD CONSTRAINT orders_outagecredit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_orderquestion
    ADD CONSTRAINT orders_question_once UNIQUE (order_id, "position");

ALTER TABLE ONLY public.orders_refund
    ADD CONSTRAINT orders_refund_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_refund
    ADD CONSTRAINT orders_refund_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.orders_refundproposal
    ADD CONSTRAINT orders_refundproposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_timelineentry
    ADD CONSTRAINT orders_timelineentry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_tip
    ADD CONSTRAINT orders_tip_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.orders_tip
    ADD CONSTRAINT orders_tip_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.portfolio_portfolioimage
    ADD CONSTRAINT portfolio_portfolioimage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.portfolio_portfolioimage
    ADD CONSTRAINT portfolio_portfolioimage_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.portfolio_portfolioitem
    ADD CONSTRAINT portfolio_portfolioitem_order_id_key UNIQUE (order_id);

ALTER TABLE ONLY public.portfolio_portfolioitem
    ADD CONSTRAINT portfolio_portfolioitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.portfolio_portfolioitem
    ADD CONSTRAINT portfolio_portfolioitem_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.prizes_approval
    ADD CONSTRAINT prizes_approval_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.prizes_award
    ADD CONSTRAINT prizes_award_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.prizes_award
    ADD CONSTRAINT prizes_award_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.prizes_approval
    ADD CONSTRAINT prizes_one_signature_each UNIQUE (contest_id, member_id, digest);

ALTER TABLE ONLY public.prizes_payoutrun
    ADD CONSTRAINT prizes_payoutrun_contest_id_key UNIQUE (contest_id);

ALTER TABLE ONLY public.prizes_payoutrun
    ADD CONSTRAINT prizes_payoutrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_boardname
    ADD CONSTRAINT programs_boardname_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.programs_boardname
    ADD CONSTRAINT programs_boardname_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.programs_reward
    ADD CONSTRAINT programs_reward_once UNIQUE NULLS NOT DISTINCT (rule_id, attribution_id, order_id);

ALTER TABLE ONLY public.programs_reward
    ADD CONSTRAINT programs_reward_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_reward
    ADD CONSTRAINT programs_reward_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.programs_rewardline
    ADD CONSTRAINT programs_rewardline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_rule
    ADD CONSTRAINT programs_rule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.programs_rule
    ADD CONSTRAINT programs_rule_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_callingcard
    ADD CONSTRAINT relationships_callingcard_code_key UNIQUE (code);

ALTER TABLE ONLY public.relationships_callingcard
    ADD CONSTRAINT relationships_callingcard_owner_id_key UNIQUE (owner_id);

ALTER TABLE ONLY public.relationships_callingcard
    ADD CONSTRAINT relationships_callingcard_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_commission
    ADD CONSTRAINT relationships_commission_order_id_key UNIQUE (order_id);

ALTER TABLE ONLY public.relationships_commission
    ADD CONSTRAINT relationships_commission_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_contact
    ADD CONSTRAINT relationships_contact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_contact
    ADD CONSTRAINT relationships_contact_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_deal
    ADD CONSTRAINT relationships_deal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_deal
    ADD CONSTRAINT relationships_deal_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_introduction
    ADD CONSTRAINT relationships_introduction_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_introduction
    ADD CONSTRAINT relationships_introduction_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_invitation
    ADD CONSTRAINT relationships_invitation_once UNIQUE (owner_id, email);

ALTER TABLE ONLY public.relationships_invitation
    ADD CONSTRAINT relationships_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_invitation
    ADD CONSTRAINT relationships_invitation_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_note
    ADD CONSTRAINT relationships_note_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_note
    ADD CONSTRAINT relationships_note_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_retainerperiod
    ADD CONSTRAINT relationships_period_once UNIQUE (retainer_id, number);

ALTER TABLE ONLY public.relationships_pulse
    ADD CONSTRAINT relationships_pulse_once UNIQUE (order_id, stage);

ALTER TABLE ONLY public.relationships_pulse
    ADD CONSTRAINT relationships_pulse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_pulse
    ADD CONSTRAINT relationships_pulse_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_reminder
    ADD CONSTRAINT relationships_reminder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_reminder
    ADD CONSTRAINT relationships_reminder_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_retainer
    ADD CONSTRAINT relationships_retainer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_retainer
    ADD CONSTRAINT relationships_retainer_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_retainerchange
    ADD CONSTRAINT relationships_retainerchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_retainerchange
    ADD CONSTRAINT relationships_retainerchange_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_retainerline
    ADD CONSTRAINT relationships_retainerline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_retainerperiod
    ADD CONSTRAINT relationships_retainerperiod_order_id_key UNIQUE (order_id);

ALTER TABLE ONLY public.relationships_retainerperiod
    ADD CONSTRAINT relationships_retainerperiod_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_shareddeal
    ADD CONSTRAINT relationships_shareddeal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_shareddeal
    ADD CONSTRAINT relationships_shareddeal_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.relationships_tie
    ADD CONSTRAINT relationships_tie_once UNIQUE (seller_id, client_id);

ALTER TABLE ONLY public.relationships_tie
    ADD CONSTRAINT relationships_tie_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_usage
    ADD CONSTRAINT relationships_usage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.relationships_usage
    ADD CONSTRAINT relationships_usage_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.reputation_contribution
    ADD CONSTRAINT reputation_contribution_key_key UNIQUE (key);

ALTER TABLE ONLY public.reputation_contribution
    ADD CONSTRAINT reputation_contribution_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reputation_contribution
    ADD CONSTRAINT reputation_contribution_reverses_id_key UNIQUE (reverses_id);

ALTER TABLE ONLY public.reputation_elsewherereport
    ADD CONSTRAINT reputation_elsewherereport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reputation_elsewherereport
    ADD CONSTRAINT reputation_elsewherereport_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.reputation_memberstanding
    ADD CONSTRAINT reputation_memberstanding_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.reputation_memberstanding
    ADD CONSTRAINT reputation_memberstanding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reputation_pointrule
    ADD CONSTRAINT reputation_pointrule_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reputation_pointrule
    ADD CONSTRAINT reputation_rule_version UNIQUE (kind, version);

ALTER TABLE ONLY public.reputation_score
    ADD CONSTRAINT reputation_score_once UNIQUE (member_id, day, area, kind);

ALTER TABLE ONLY public.reputation_score
    ADD CONSTRAINT reputation_score_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reputation_standingchange
    ADD CONSTRAINT reputation_standingchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reputation_tally
    ADD CONSTRAINT reputation_tally_once UNIQUE (member_id, kind, area);

ALTER TABLE ONLY public.reputation_tally
    ADD CONSTRAINT reputation_tally_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reputation_total
    ADD CONSTRAINT reputation_total_once UNIQUE (member_id, period, starts_on, area, kind);

ALTER TABLE ONLY public.reputation_total
    ADD CONSTRAINT reputation_total_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reputation_touched
    ADD CONSTRAINT reputation_touched_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reviews_levelchange
    ADD CONSTRAINT reviews_levelchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reviews_review
    ADD CONSTRAINT reviews_once_a_side UNIQUE (round_id, written_by);

ALTER TABLE ONLY public.reviews_review
    ADD CONSTRAINT reviews_review_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reviews_review
    ADD CONSTRAINT reviews_review_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.reviews_reviewact
    ADD CONSTRAINT reviews_reviewact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reviews_reviewround
    ADD CONSTRAINT reviews_reviewround_order_id_key UNIQUE (order_id);

ALTER TABLE ONLY public.reviews_reviewround
    ADD CONSTRAINT reviews_reviewround_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reviews_standing
    ADD CONSTRAINT reviews_standing_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.reviews_standing
    ADD CONSTRAINT reviews_standing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rings_answer
    ADD CONSTRAINT rings_answer_once UNIQUE (case_id, member_id);

ALTER TABLE ONLY public.rings_answer
    ADD CONSTRAINT rings_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rings_ringappeal
    ADD CONSTRAINT rings_appeal_once UNIQUE (case_id, member_id);

ALTER TABLE ONLY public.rings_favour
    ADD CONSTRAINT rings_favour_once UNIQUE (case_id, contribution);

ALTER TABLE ONLY public.rings_favour
    ADD CONSTRAINT rings_favour_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rings_nightlysearch
    ADD CONSTRAINT rings_nightlysearch_day_key UNIQUE (day);

ALTER TABLE ONLY public.rings_nightlysearch
    ADD CONSTRAINT rings_nightlysearch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rings_person
    ADD CONSTRAINT rings_person_once UNIQUE (case_id, member_id);

ALTER TABLE ONLY public.rings_person
    ADD CONSTRAINT rings_person_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rings_person
    ADD CONSTRAINT rings_place_once UNIQUE (case_id, place);

ALTER TABLE ONLY public.rings_ringappeal
    ADD CONSTRAINT rings_ringappeal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rings_ringappeal
    ADD CONSTRAINT rings_ringappeal_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.rings_ringcase
    ADD CONSTRAINT rings_ringcase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.rings_ringcase
    ADD CONSTRAINT rings_ringcase_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.search_keptcount
    ADD CONSTRAINT search_count_once UNIQUE (kind, scope, facet, value);

ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT search_entry_once UNIQUE (kind, ref);

ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT search_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_favourite
    ADD CONSTRAINT search_favourite_once UNIQUE (member_id, kind, ref);

ALTER TABLE ONLY public.search_favourite
    ADD CONSTRAINT search_favourite_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_savedhit
    ADD CONSTRAINT search_hit_once UNIQUE (saved_id, entry_id);

ALTER TABLE ONLY public.search_keptcount
    ADD CONSTRAINT search_keptcount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_missedsearch
    ADD CONSTRAINT search_missed_once UNIQUE (text, seal, "on");

ALTER TABLE ONLY public.search_missedsearch
    ADD CONSTRAINT search_missedsearch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT search_saved_once UNIQUE (member_id, kind, address);

ALTER TABLE ONLY public.search_savedhit
    ADD CONSTRAINT search_savedhit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT search_savedsearch_feed_key_key UNIQUE (feed_key);

ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT search_savedsearch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT search_savedsearch_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.search_view
    ADD CONSTRAINT search_view_once UNIQUE (member_id, kind, ref);

ALTER TABLE ONLY public.search_view
    ADD CONSTRAINT search_view_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_word
    ADD CONSTRAINT search_word_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_word
    ADD CONSTRAINT search_word_text_key UNIQUE (text);

ALTER TABLE ONLY public.search_wordgroup
    ADD CONSTRAINT search_wordgroup_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.search_wordgroup
    ADD CONSTRAINT search_wordgroup_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.shifts_shift
    ADD CONSTRAINT shifts_shift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.shifts_shift
    ADD CONSTRAINT shifts_shift_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_socialaccount_provider_uid_fc810c6e_uniq UNIQUE (provider, uid);

ALTER TABLE ONLY public.socialaccount_socialapp
    ADD CONSTRAINT socialaccount_socialapp_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_app_id_account_id_fca4e0ac_uniq UNIQUE (app_id, account_id);

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_socialtoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sponsorships_channel
    ADD CONSTRAINT sponsorships_channel_once UNIQUE (owner_id, address);

ALTER TABLE ONLY public.sponsorships_channel
    ADD CONSTRAINT sponsorships_channel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sponsorships_disclosurebook
    ADD CONSTRAINT sponsorships_disclosurebook_pkey PRIMARY KEY (country);

ALTER TABLE ONLY public.sponsorships_proof
    ADD CONSTRAINT sponsorships_proof_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sponsorships_sponsorship
    ADD CONSTRAINT sponsorships_sponsorship_link_id_key UNIQUE (link_id);

ALTER TABLE ONLY public.sponsorships_sponsorship
    ADD CONSTRAINT sponsorships_sponsorship_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sponsorships_sponsorship
    ADD CONSTRAINT sponsorships_sponsorship_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.trophies_trophyaward
    ADD CONSTRAINT trophies_award_once UNIQUE (trophy_id, member_id, season, sequence);

ALTER TABLE ONLY public.trophies_trophydue
    ADD CONSTRAINT trophies_due_once UNIQUE (member_id, kind);

ALTER TABLE ONLY public.trophies_simulation
    ADD CONSTRAINT trophies_simulation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trophies_trophy
    ADD CONSTRAINT trophies_trophy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trophies_trophy
    ADD CONSTRAINT trophies_trophy_slug_key UNIQUE (slug);

ALTER TABLE ONLY public.trophies_trophyaward
    ADD CONSTRAINT trophies_trophyaward_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.trophies_trophydue
    ADD CONSTRAINT trophies_trophydue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_session_key_key UNIQUE (session_key);

ALTER TABLE ONLY public.watch_dailylook
    ADD CONSTRAINT watch_dailylook_day_key UNIQUE (day);

ALTER TABLE ONLY public.watch_dailylook
    ADD CONSTRAINT watch_dailylook_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.watch_outcome
    ADD CONSTRAINT watch_outcome_act_id_key UNIQUE (act_id);

ALTER TABLE ONLY public.watch_outcome
    ADD CONSTRAINT watch_outcome_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.watch_pause
    ADD CONSTRAINT watch_pause_member_id_key UNIQUE (member_id);

ALTER TABLE ONLY public.watch_pause
    ADD CONSTRAINT watch_pause_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.watch_sighting
    ADD CONSTRAINT watch_sighting_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.watch_sighting
    ADD CONSTRAINT watch_sighting_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.watch_stagechange
    ADD CONSTRAINT watch_stagechange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.watch_watchact
    ADD CONSTRAINT watch_watchact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.watch_watchact
    ADD CONSTRAINT watch_watchact_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.webhooks_attempt
    ADD CONSTRAINT webhooks_attempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.webhooks_endpoint
    ADD CONSTRAINT webhooks_endpoint_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.webhooks_endpoint
    ADD CONSTRAINT webhooks_endpoint_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.webhooks_webhookdelivery
    ADD CONSTRAINT webhooks_webhookdelivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.webhooks_webhookdelivery
    ADD CONSTRAINT webhooks_webhookdelivery_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.worth_licencecost
    ADD CONSTRAINT worth_licencecost_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worth_membermonth
    ADD CONSTRAINT worth_membermonth_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worth_membermonth
    ADD CONSTRAINT worth_month_once UNIQUE (member_id, month);

ALTER TABLE ONLY public.worth_programmecost
    ADD CONSTRAINT worth_programmecost_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worth_programmecost
    ADD CONSTRAINT worth_programmecost_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.worth_recount
    ADD CONSTRAINT worth_recount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worth_ticketprice
    ADD CONSTRAINT worth_ticketprice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worth_ticketprice
    ADD CONSTRAINT worth_ticketprice_version_key UNIQUE (version);

ALTER TABLE ONLY public.worth_topicday
    ADD CONSTRAINT worth_topic_day_once UNIQUE (topic_id, day);

ALTER TABLE ONLY public.worth_topicday
    ADD CONSTRAINT worth_topicday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worth_topicseen
    ADD CONSTRAINT worth_topicseen_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worth_topicseen
    ADD CONSTRAINT worth_topicseen_topic_id_key UNIQUE (topic_id);

CREATE INDEX account_emailaddress_email_03be32b2 ON public.account_emailaddress USING btree (email);

CREATE INDEX account_emailaddress_email_03be32b2_like ON public.account_emailaddress USING btree (email varchar_pattern_ops);

CREATE INDEX account_emailaddress_user_id_2c513194 ON public.account_emailaddress USING btree (user_id);

CREATE INDEX account_emailconfirmation_email_address_id_5b7f8c58 ON public.account_emailconfirmation USING btree (email_address_id);

CREATE INDEX account_emailconfirmation_key_f43612bd_like ON public.account_emailconfirmation USING btree (key varchar_pattern_ops);

CREATE INDEX accounts_apitoken_digest_63ccb187_like ON public.accounts_apitoken USING btree (digest varchar_pattern_ops);

CREATE INDEX accounts_apitoken_member_id_128e54ec ON public.accounts_apitoken USING btree (member_id);

CREATE INDEX accounts_apitoken_public_id_8db23eb5_like ON public.accounts_apitoken USING btree (public_id varchar_pattern_ops);

CREATE INDEX accounts_cv ON public.accounts_cventry USING btree (member_id, "position", id);

CREATE INDEX accounts_cventry_member_id_3a56546e ON public.accounts_cventry USING btree (member_id);

CREATE INDEX accounts_member_email_c12225e9 ON public.accounts_member USING btree (email);

CREATE INDEX accounts_member_email_c12225e9_like ON public.accounts_member USING btree (email varchar_pattern_ops);

CREATE INDEX accounts_member_groups_group_id_5c4b2fbe ON public.accounts_member_groups USING btree (group_id);

CREATE INDEX accounts_member_groups_member_id_e68138f6 ON public.accounts_member_groups USING btree (member_id);

CREATE INDEX accounts_member_public_id_6337759b_like ON public.accounts_member USING btree (public_id varchar_pattern_ops);

CREATE INDEX accounts_member_user_permissions_member_id_dded25fd ON public.accounts_member_user_permissions USING btree (member_id);

CREATE INDEX accounts_member_user_permissions_permission_id_1dd5f43a ON public.accounts_member_user_permissions USING btree (permission_id);

CREATE INDEX accounts_member_username_1579b2e9_like ON public.accounts_member USING btree (username varchar_pattern_ops);

CREATE INDEX accounts_rolegrant_member_id_032918e6 ON public.accounts_rolegrant USING btree (member_id);

CREATE INDEX accounts_vacation_due ON public.accounts_profile USING btree (vacation_until_at) WHERE (vacation_until_at IS NOT NULL);

CREATE INDEX actions_action_article_id_e35938f1 ON public.actions_action USING btree (article_id);

CREATE INDEX actions_action_contest_id_a6ee860c ON public.actions_action USING btree (contest_id);

CREATE INDEX actions_action_public_id_575bde41_like ON public.actions_action USING btree (public_id varchar_pattern_ops);

CREATE INDEX actions_claim_action_id_396b2cf7 ON public.actions_claim USING btree (action_id);

CREATE INDEX actions_claim_decided_by_id_c166d174 ON public.actions_claim USING btree (decided_by_id);

CREATE INDEX actions_claim_entrant_id_46bf0838 ON public.actions_claim USING btree (entrant_id);

CREATE INDEX actions_claim_public_id_1b0dc0fa_like ON public.actions_claim USING btree (public_id varchar_pattern_ops);

CREATE INDEX actions_claims ON public.actions_claim USING btree (entrant_id, action_id, id);

CREATE INDEX actions_entrant_contest_id_7bea217a ON public.actions_entrant USING btree (contest_id);

CREATE INDEX actions_entrant_hold_decided_by_id_4be30be7 ON public.actions_entrant USING btree (hold_decided_by_id);

CREATE INDEX actions_entrant_link_id_2263a0c0 ON public.actions_entrant USING btree (link_id);

CREATE INDEX actions_entrant_member_id_82860aaf ON public.actions_entrant USING btree (member_id);

CREATE INDEX actions_entrant_public_id_679b96a9_like ON public.actions_entrant USING btree (public_id varchar_pattern_ops);

CREATE INDEX actions_entrants ON public.actions_entrant USING btree (contest_id, hold, id);

CREATE INDEX actions_for_review ON public.actions_claim USING btree (submitted_at, id) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'appealed'::character varying])::text[]));

CREATE INDEX actions_prints ON public.actions_entrant USING btree (contest_id, day_print);

CREATE INDEX actions_scan_due ON public.actions_claim USING btree (scan_due_at) WHERE (scan_due_at IS NOT NULL);

CREATE INDEX actions_signal_entrant_id_a7be7f85 ON public.actions_signal USING btree (entrant_id);

CREATE INDEX articles_article_author_id_059aea7d ON public.articles_article USING btree (author_id);

CREATE INDEX articles_article_public_id_0c5c861f_like ON public.articles_article USING btree (public_id varchar_pattern_ops);

CREATE INDEX articles_articleimage_article_id_b2a67e90 ON public.articles_articleimage USING btree (article_id);

CREATE INDEX articles_comment_article_id_59ff1409 ON public.articles_comment USING btree (article_id);

CREATE INDEX articles_comment_author_id_0524a063 ON public.articles_comment USING btree (author_id);

CREATE UNIQUE INDEX articles_comment_once ON public.articles_comment USING btree (author_id, request_key) WHERE (NOT ((request_key)::text = ''::text));

CREATE INDEX articles_comment_parent_id_4a4b0b82 ON public.articles_comment USING btree (parent_id);

CREATE INDEX articles_comment_public_id_fb49b582_like ON public.articles_comment USING btree (public_id varchar_pattern_ops);

CREATE INDEX articles_commission_author_id_66980d50 ON public.articles_commission USING btree (author_id);

CREATE INDEX articles_commission_due ON public.articles_commission USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX articles_commission_editor_id_8498e059 ON public.articles_commission USING btree (editor_id);

CREATE INDEX articles_commission_public_id_cf74f252_like ON public.articles_commission USING btree (public_id varchar_pattern_ops);

CREATE INDEX articles_commissions_of ON public.articles_commission USING btree (author_id, id DESC);

CREATE INDEX articles_editornote_article_id_90566a6c ON public.articles_editornote USING btree (article_id);

CREATE INDEX articles_editornote_editor_id_008059ca ON public.articles_editornote USING btree (editor_id);

CREATE INDEX articles_of_author ON public.articles_article USING btree (author_id, updated_at DESC);

CREATE INDEX articles_of_theme ON public.articles_article USING btree (theme_id, published_at DESC) WHERE (theme_id IS NOT NULL);

CREATE INDEX articles_published ON public.articles_article USING btree (published_at DESC, id DESC) WHERE ((state)::text = 'published'::text);

CREATE INDEX articles_queue ON public.articles_article USING btree (submitted_at, id) WHERE ((state)::text = 'submitted'::text);

CREATE INDEX articles_reaction_article_id_89acdd96 ON public.articles_reaction USING btree (article_id);

CREATE INDEX articles_reaction_member_id_6f30dfb6 ON public.articles_reaction USING btree (member_id);

CREATE INDEX articles_theme_made_by_id_2f36f4d3 ON public.articles_theme USING btree (made_by_id);

CREATE INDEX articles_theme_newest ON public.articles_theme USING btree (starts_on DESC, id DESC);

CREATE INDEX articles_theme_slug_9c97ee63_like ON public.articles_theme USING btree (slug varchar_pattern_ops);

CREATE INDEX articles_threads ON public.articles_comment USING btree (article_id, id DESC) WHERE (parent_id IS NULL);

CREATE INDEX articles_tip_article_id_10518d48 ON public.articles_tip USING btree (article_id);

CREATE INDEX articles_tip_author_id_f7ee00a5 ON public.articles_tip USING btree (author_id);

CREATE INDEX articles_tip_due ON public.articles_tip USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX articles_tip_public_id_155a47ec_like ON public.articles_tip USING btree (public_id varchar_pattern_ops);

CREATE INDEX articles_tip_reader_id_e4929bcc ON public.articles_tip USING btree (reader_id);

CREATE INDEX articles_tips_of_author ON public.articles_tip USING btree (author_id, id DESC);

CREATE INDEX articles_trafficday_article_id_10203281 ON public.articles_trafficday USING btree (article_id);

CREATE INDEX auth_group_name_a6ea08ec_like ON public.auth_group USING btree (name varchar_pattern_ops);

CREATE INDEX auth_group_permissions_group_id_b120cbf9 ON public.auth_group_permissions USING btree (group_id);

CREATE INDEX auth_group_permissions_permission_id_84c5c92e ON public.auth_group_permissions USING btree (permission_id);

CREATE INDEX auth_permission_content_type_id_2f476e4b ON public.auth_permission USING btree (content_type_id);

CREATE INDEX billing_invoice_corrects_id_8155d10c ON public.billing_invoice USING btree (corrects_id);

CREATE INDEX billing_invoice_day ON public.billing_invoice USING btree (issued_on, id);

CREATE INDEX billing_invoice_issuer ON public.billing_invoice USING btree (issuer_id, id DESC);

CREATE INDEX billing_invoice_issuer_id_64ede839 ON public.billing_invoice USING btree (issuer_id);

CREATE INDEX billing_invoice_moment ON public.billing_invoice USING btree (issued_at);

CREATE INDEX billing_invoice_number_b2bb8a8d_like ON public.billing_invoice USING btree (number varchar_pattern_ops);

CREATE INDEX billing_invoice_order_id_2948c8f7 ON public.billing_invoice USING btree (order_id);

CREATE INDEX billing_invoice_public_id_8a558fc7_like ON public.billing_invoice USING btree (public_id varchar_pattern_ops);

CREATE INDEX billing_invoice_recipient ON public.billing_invoice USING btree (recipient_id, id DESC);

CREATE INDEX billing_invoice_recipient_id_e69d153c ON public.billing_invoice USING btree (recipient_id);

CREATE INDEX billing_mark_name_675b6bb5_like ON public.billing_mark USING btree (name varchar_pattern_ops);

CREATE INDEX billing_rate_newest ON public.billing_exchangerate USING btree (currency, "on" DESC, id DESC);

CREATE INDEX billing_taxrule_country_360f92f1_like ON public.billing_taxrule USING btree (country varchar_pattern_ops);

CREATE INDEX calls_arrival_link_id_5e6c0ec7 ON public.calls_arrival USING btree (link_id);

CREATE INDEX calls_arrivals ON public.calls_arrival USING btree (link_id, signed_up_at);

CREATE INDEX calls_contest_created_by_id_97157d10 ON public.calls_contest USING btree (created_by_id);

CREATE INDEX calls_contest_public_id_3415010b_like ON public.calls_contest USING btree (public_id varchar_pattern_ops);

CREATE INDEX calls_contest_slug_1754961a_like ON public.calls_contest USING btree (slug varchar_pattern_ops);

CREATE INDEX calls_contesttext_contest_id_fa5c2bcd ON public.calls_contesttext USING btree (contest_id);

CREATE INDEX calls_due ON public.calls_contest USING btree (timer_at, id) WHERE (timer_at IS NOT NULL);

CREATE INDEX calls_follower_contest_id_dd496f4d ON public.calls_follower USING btree (contest_id);

CREATE INDEX calls_follower_member_id_3e0191b6 ON public.calls_follower USING btree (member_id);

CREATE INDEX calls_hall ON public.calls_contest USING btree (state, closes_at);

CREATE INDEX calls_line_actor_id_d5b1e736 ON public.calls_line USING btree (actor_id);

CREATE INDEX calls_line_contest_id_1e30aef6 ON public.calls_line USING btree (contest_id);

CREATE INDEX calls_lines ON public.calls_line USING btree (contest_id, id);

CREATE INDEX calls_link_code_62d6c9e7_like ON public.calls_link USING btree (code varchar_pattern_ops);

CREATE INDEX calls_link_contest_id_a278ccc6 ON public.calls_link USING btree (contest_id);

CREATE INDEX calls_link_member_id_984eecc6 ON public.calls_link USING btree (member_id);

CREATE INDEX calls_prize_contest_id_8650d0ae ON public.calls_prize USING btree (contest_id);

CREATE INDEX calls_rulebook_country_79181d3e_like ON public.calls_rulebook USING btree (country varchar_pattern_ops);

CREATE INDEX calls_to_remind ON public.calls_contest USING btree (closes_at, id) WHERE ((reminded_at IS NULL) AND ((state)::text = 'open'::text));

CREATE INDEX campaigns_booking_member_id_47f11b07 ON public.campaigns_booking USING btree (member_id);

CREATE INDEX campaigns_booking_public_id_90ff0334_like ON public.campaigns_booking USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_booking_slot_id_40bf6b34 ON public.campaigns_booking USING btree (slot_id);

CREATE INDEX campaigns_calendar ON public.campaigns_slot USING btree (mission_id, begins_at, id);

CREATE INDEX campaigns_campaign_created_by_id_11fada74 ON public.campaigns_campaign USING btree (created_by_id);

CREATE INDEX campaigns_campaign_public_id_60b463dd_like ON public.campaigns_campaign USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_campaign_slug_08eb9673_like ON public.campaigns_campaign USING btree (slug varchar_pattern_ops);

CREATE INDEX campaigns_campaign_support_contact_id_086ea525 ON public.campaigns_campaign USING btree (support_contact_id);

CREATE INDEX campaigns_campaignpicture_campaign_id_ab9ef427 ON public.campaigns_campaignpicture USING btree (campaign_id);

CREATE INDEX campaigns_campaignpicture_public_id_d7ebbae2_like ON public.campaigns_campaignpicture USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_campaigntext_campaign_id_11eb74b7 ON public.campaigns_campaigntext USING btree (campaign_id);

CREATE INDEX campaigns_card_campaign_id_42bec2e9 ON public.campaigns_card USING btree (campaign_id);

CREATE INDEX campaigns_card_member_id_00100781 ON public.campaigns_card USING btree (member_id);

CREATE INDEX campaigns_card_public_id_3ba0253a_like ON public.campaigns_card USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_cause_created_by_id_e37d8eea ON public.campaigns_cause USING btree (created_by_id);

CREATE INDEX campaigns_cause_public_id_bbc3e341_like ON public.campaigns_cause USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_due ON public.campaigns_campaign USING btree (timer_at, id) WHERE (timer_at IS NOT NULL);

CREATE INDEX campaigns_invitation_campaign_id_af0bbed2 ON public.campaigns_invitation USING btree (campaign_id);

CREATE INDEX campaigns_invitation_member_id_bf73ad03 ON public.campaigns_invitation USING btree (member_id);

CREATE INDEX campaigns_invitation_segment_id_3d563c88 ON public.campaigns_invitation USING btree (segment_id);

CREATE INDEX campaigns_invited_day ON public.campaigns_invitation USING btree (campaign_id, at);

CREATE INDEX campaigns_invited_when ON public.campaigns_invitation USING btree (member_id, at);

CREATE UNIQUE INDEX campaigns_joins_once ON public.campaigns_task USING btree (mission_id, member_id) WHERE ((booking_id IS NULL) AND (NOT ((state)::text = ANY ((ARRAY['dismissed'::character varying, 'withdrawn'::character varying, 'lapsed'::character varying])::text[]))));

CREATE INDEX campaigns_line_actor_id_d4dbbef8 ON public.campaigns_line USING btree (actor_id);

CREATE INDEX campaigns_line_campaign_id_10080fd3 ON public.campaigns_line USING btree (campaign_id);

CREATE INDEX campaigns_lines ON public.campaigns_line USING btree (campaign_id, id);

CREATE INDEX campaigns_list ON public.campaigns_campaign USING btree (state, ends_at);

CREATE INDEX campaigns_match_host_id_bcc7499d ON public.campaigns_match USING btree (host_id);

CREATE INDEX campaigns_match_newcomer_id_ecc42232 ON public.campaigns_match USING btree (newcomer_id);

CREATE INDEX campaigns_match_public_id_fc3d94e2_like ON public.campaigns_match USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_mission_campaign_id_6e41a0cc ON public.campaigns_mission USING btree (campaign_id);

CREATE INDEX campaigns_mission_cause_id_4b398d28 ON public.campaigns_mission USING btree (cause_id);

CREATE INDEX campaigns_mission_public_id_17b3bebc_like ON public.campaigns_mission USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_missions ON public.campaigns_mission USING btree (campaign_id, "position", id);

CREATE INDEX campaigns_missiontext_mission_id_bd0192d1 ON public.campaigns_missiontext USING btree (mission_id);

CREATE INDEX campaigns_my_slots ON public.campaigns_booking USING btree (member_id, id DESC);

CREATE INDEX campaigns_my_tasks ON public.campaigns_task USING btree (member_id, id DESC);

CREATE INDEX campaigns_my_tickets ON public.campaigns_ticket USING btree (member_id, id DESC);

CREATE UNIQUE INDEX campaigns_one_wish_each ON public.campaigns_booking USING btree (slot_id, member_id) WHERE ((state)::text = ANY ((ARRAY['wished'::character varying, 'waiting'::character varying, 'booked'::character varying])::text[]));

CREATE INDEX campaigns_segment_created_by_id_e321cc10 ON public.campaigns_segment USING btree (created_by_id);

CREATE INDEX campaigns_segment_name_44ea51ae_like ON public.campaigns_segment USING btree (name varchar_pattern_ops);

CREATE INDEX campaigns_segment_public_id_6721b4e2_like ON public.campaigns_segment USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_slot_list ON public.campaigns_booking USING btree (slot_id, state);

CREATE INDEX campaigns_slot_mission_id_e7ea5952 ON public.campaigns_slot USING btree (mission_id);

CREATE INDEX campaigns_slot_public_id_0907865e_like ON public.campaigns_slot USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_task_decided_by_id_f4c552aa ON public.campaigns_task USING btree (decided_by_id);

CREATE INDEX campaigns_task_due ON public.campaigns_task USING btree (timer_at, id) WHERE (timer_at IS NOT NULL);

CREATE INDEX campaigns_task_member_id_18f04a3e ON public.campaigns_task USING btree (member_id);

CREATE INDEX campaigns_task_mission_id_65d7ed3f ON public.campaigns_task USING btree (mission_id);

CREATE INDEX campaigns_task_public_id_fa1b5b8d_like ON public.campaigns_task USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_ticket_campaign_id_d63f38bb ON public.campaigns_ticket USING btree (campaign_id);

CREATE INDEX campaigns_ticket_member_id_80a329ef ON public.campaigns_ticket USING btree (member_id);

CREATE INDEX campaigns_ticket_mission_id_4cd187d9 ON public.campaigns_ticket USING btree (mission_id);

CREATE INDEX campaigns_ticket_notes ON public.campaigns_ticketnote USING btree (ticket_id, id);

CREATE INDEX campaigns_ticket_public_id_e9a21220_like ON public.campaigns_ticket USING btree (public_id varchar_pattern_ops);

CREATE INDEX campaigns_ticketnote_author_id_e7a32cf2 ON public.campaigns_ticketnote USING btree (author_id);

CREATE INDEX campaigns_ticketnote_ticket_id_ac23c3a7 ON public.campaigns_ticketnote USING btree (ticket_id);

CREATE INDEX campaigns_tickets ON public.campaigns_ticket USING btree (state, answer_by, id);

CREATE INDEX campaigns_to_deal ON public.campaigns_slot USING btree (deal_at, begins_at, id) WHERE ((deal_at IS NOT NULL) AND (dealt_at IS NULL));

CREATE INDEX campaigns_to_pay ON public.campaigns_task USING btree (mission_id, id) WHERE ((state)::text = 'accepted'::text);

CREATE INDEX campaigns_unanswered ON public.campaigns_match USING btree (answer_by, id) WHERE ((state)::text = 'proposed'::text);

CREATE INDEX campaigns_work ON public.campaigns_task USING btree (mission_id, state);

CREATE INDEX core_audit_action ON public.core_auditrecord USING btree (action, id DESC);

CREATE INDEX core_audit_actor ON public.core_auditrecord USING btree (actor, id DESC);

CREATE INDEX core_audit_at ON public.core_auditrecord USING btree (at, id);

CREATE INDEX core_audit_subject ON public.core_auditrecord USING btree (subject, id DESC);

CREATE INDEX core_delivery_dead ON public.core_delivery USING btree (dead_at) WHERE (NOT (dead_at IS NULL));

CREATE INDEX core_delivery_due ON public.core_delivery USING btree (next_at, id) WHERE ((dead_at IS NULL) AND (done_at IS NULL));

CREATE INDEX core_delivery_event_id_b08c48a1 ON public.core_delivery USING btree (event_id);

CREATE INDEX core_heartbeat_name_217715ae_like ON public.core_heartbeat USING btree (name varchar_pattern_ops);

CREATE INDEX core_outboxevent_created_at_f7292587 ON public.core_outboxevent USING btree (created_at);

CREATE INDEX core_switch_name_314c49a9_like ON public.core_switch USING btree (name varchar_pattern_ops);

CREATE INDEX core_weekend_country_d8aee9b7_like ON public.core_weekend USING btree (country varchar_pattern_ops);

CREATE UNIQUE INDEX disputes_decided_by_two_people ON public.disputes_decision USING btree (dispute_id, decided_by_id) WHERE (decided_by_id IS NOT NULL);

CREATE INDEX disputes_decision_decided_by_id_9b2ff7d6 ON public.disputes_decision USING btree (decided_by_id);

CREATE INDEX disputes_decision_dispute_id_e198f7a8 ON public.disputes_decision USING btree (dispute_id);

CREATE INDEX disputes_dispute_opener_id_06e977e0 ON public.disputes_dispute USING btree (opener_id);

CREATE INDEX disputes_dispute_order_id_0f24a9e3 ON public.disputes_dispute USING btree (order_id);

CREATE INDEX disputes_dispute_other_id_b3811022 ON public.disputes_dispute USING btree (other_id);

CREATE INDEX disputes_dispute_public_id_004fea6f_like ON public.disputes_dispute USING btree (public_id varchar_pattern_ops);

CREATE INDEX disputes_due ON public.disputes_dispute USING btree (timer_at, id) WHERE (timer_at IS NOT NULL);

CREATE INDEX disputes_line_actor_id_40f45904 ON public.disputes_line USING btree (actor_id);

CREATE INDEX disputes_line_dispute_id_e9c39142 ON public.disputes_line USING btree (dispute_id);

CREATE UNIQUE INDEX disputes_one_open_of_an_order ON public.disputes_dispute USING btree (order_id) WHERE (NOT ((state)::text = ANY ((ARRAY['settled'::character varying, 'withdrawn'::character varying])::text[])));

CREATE UNIQUE INDEX disputes_one_open_proposal_a_side ON public.disputes_proposal USING btree (dispute_id, part) WHERE ((state)::text = 'open'::text);

CREATE INDEX disputes_opener ON public.disputes_dispute USING btree (opener_id, id DESC);

CREATE INDEX disputes_other ON public.disputes_dispute USING btree (other_id, id DESC);

CREATE INDEX disputes_proposal_dispute_id_205dab7d ON public.disputes_proposal USING btree (dispute_id);

CREATE INDEX disputes_proposal_public_id_284b55ab_like ON public.disputes_proposal USING btree (public_id varchar_pattern_ops);

CREATE INDEX disputes_statement_author_id_a91df593 ON public.disputes_statement USING btree (author_id);

CREATE INDEX disputes_statement_dispute_id_da06cf7c ON public.disputes_statement USING btree (dispute_id);

CREATE INDEX disputes_statementfile_public_id_c6509661_like ON public.disputes_statementfile USING btree (public_id varchar_pattern_ops);

CREATE INDEX disputes_statementfile_statement_id_c1913e29 ON public.disputes_statementfile USING btree (statement_id);

CREATE INDEX disputes_with_support ON public.disputes_dispute USING btree (waiting_since, id) WHERE ((state)::text = ANY ((ARRAY['with_support'::character varying, 'appealed'::character varying])::text[]));

CREATE INDEX django_admin_log_content_type_id_c4bce8eb ON public.django_admin_log USING btree (content_type_id);

CREATE INDEX django_admin_log_user_id_c564eba6 ON public.django_admin_log USING btree (user_id);

CREATE INDEX django_session_expire_date_a5c62663 ON public.django_session USING btree (expire_date);

CREATE INDEX django_session_session_key_c0390e0f_like ON public.django_session USING btree (session_key varchar_pattern_ops);

CREATE INDEX draws_draw_value_by_id_b8b0c2fe ON public.draws_draw USING btree (value_by_id);

CREATE INDEX draws_due ON public.draws_draw USING btree (next_at, id) WHERE (next_at IS NOT NULL);

CREATE INDEX draws_pass_decided_by_id_151bcd03 ON public.draws_pass USING btree (decided_by_id);

CREATE INDEX draws_pass_draw_id_0c280e55 ON public.draws_pass USING btree (draw_id);

CREATE INDEX entries_bands ON public.entries_sketch USING gin (bands);

CREATE INDEX entries_check_decided_by_id_f58552d6 ON public.entries_check USING btree (decided_by_id);

CREATE INDEX entries_check_entry_id_70008044 ON public.entries_check USING btree (entry_id);

CREATE INDEX entries_entry_article_id_def89134 ON public.entries_entry USING btree (article_id);

CREATE INDEX entries_entry_contest_id_8a9ce49b ON public.entries_entry USING btree (contest_id);

CREATE INDEX entries_entry_decided_by_id_9ca3e733 ON public.entries_entry USING btree (decided_by_id);

CREATE INDEX entries_entry_entrant_id_1797d457 ON public.entries_entry USING btree (entrant_id);

CREATE INDEX entries_entry_link_id_54844d52 ON public.entries_entry USING btree (link_id);

CREATE INDEX entries_entry_public_id_ad17090f_like ON public.entries_entry USING btree (public_id varchar_pattern_ops);

CREATE INDEX entries_look_due ON public.entries_look USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX entries_of_contest ON public.entries_entry USING btree (contest_id, state, id);

CREATE INDEX entries_of_member ON public.entries_entry USING btree (entrant_id, id DESC);

CREATE UNIQUE INDEX entries_one_each ON public.entries_entry USING btree (contest_id, entrant_id) WHERE (NOT ((state)::text = 'withdrawn'::text));

CREATE INDEX entries_to_check ON public.entries_entry USING btree (contest_id, id) WHERE ((checked_at IS NULL) AND (frozen_at IS NOT NULL) AND ((state)::text = 'submitted'::text));

CREATE INDEX entries_to_freeze ON public.entries_entry USING btree (contest_id, id) WHERE ((frozen_at IS NULL) AND ((state)::text = 'submitted'::text));

CREATE INDEX forum_act_of_actor ON public.forum_moderationact USING btree (actor_id, id DESC);

CREATE INDEX forum_act_of_topic ON public.forum_moderationact USING btree (topic_id, id DESC);

CREATE INDEX forum_act_public ON public.forum_moderationact USING btree (id DESC) WHERE is_public;

CREATE INDEX forum_arealevel_category_id_7c526ba7 ON public.forum_arealevel USING btree (category_id);

CREATE INDEX forum_arealevel_member_id_f79b9ec2 ON public.forum_arealevel USING btree (member_id);

CREATE INDEX forum_arealevel_tag_id_c9d97da9 ON public.forum_arealevel USING btree (tag_id);

CREATE INDEX forum_bookmark_due ON public.forum_bookmark USING btree (due_at, id) WHERE (NOT (due_at IS NULL));

CREATE INDEX forum_bookmark_member_id_ffbce9bf ON public.forum_bookmark USING btree (member_id);

CREATE INDEX forum_bookmark_of ON public.forum_bookmark USING btree (member_id, id DESC);

CREATE INDEX forum_bookmark_post_id_ae03e308 ON public.forum_bookmark USING btree (post_id);

CREATE INDEX forum_bookmark_public_id_b9cfeee2_like ON public.forum_bookmark USING btree (public_id varchar_pattern_ops);

CREATE INDEX forum_category_parent_id_c38ddcc9 ON public.forum_category USING btree (parent_id);

CREATE INDEX forum_category_slug_50ca1b25_like ON public.forum_category USING btree (slug varchar_pattern_ops);

CREATE INDEX forum_digest_due ON public.forum_forumsettings USING btree (digest_due_at, member_id) WHERE (NOT (digest_due_at IS NULL));

CREATE INDEX forum_draft_member_id_4457b2e4 ON public.forum_draft USING btree (member_id);

CREATE INDEX forum_draft_of ON public.forum_draft USING btree (member_id, changed_at DESC, id DESC);

CREATE INDEX forum_draft_public_id_1f7725e3_like ON public.forum_draft USING btree (public_id varchar_pattern_ops);

CREATE INDEX forum_inboundmail_member_id_8f01ce06 ON public.forum_inboundmail USING btree (member_id);

CREATE INDEX forum_inboundmail_message_id_dba6be12_like ON public.forum_inboundmail USING btree (message_id varchar_pattern_ops);

CREATE INDEX forum_inboundmail_public_id_f72c0af6_like ON public.forum_inboundmail USING btree (public_id varchar_pattern_ops);

CREATE INDEX forum_inboundmail_topic_id_78dde205 ON public.forum_inboundmail USING btree (topic_id);

CREATE INDEX forum_level_in_category ON public.forum_arealevel USING btree (category_id, member_id) WHERE (tag_id IS NULL);

CREATE INDEX forum_level_in_tag ON public.forum_arealevel USING btree (tag_id, member_id) WHERE (category_id IS NULL);

CREATE UNIQUE INDEX forum_level_of_category_once ON public.forum_arealevel USING btree (member_id, category_id) WHERE (tag_id IS NULL);

CREATE UNIQUE INDEX forum_level_of_tag_once ON public.forum_arealevel USING btree (member_id, tag_id) WHERE (category_id IS NULL);

CREATE INDEX forum_like_member_id_490a0045 ON public.forum_like USING btree (member_id);

CREATE INDEX forum_like_of_member ON public.forum_like USING btree (member_id, given_at DESC, id);

CREATE INDEX forum_like_post_id_6a83dbbe ON public.forum_like USING btree (post_id);

CREATE INDEX forum_like_standing ON public.forum_like USING btree (post_id, given_at, id) WHERE (ended_at IS NULL);

CREATE INDEX forum_mail_age ON public.forum_inboundmail USING btree (received_at, id);

CREATE INDEX forum_mail_answered ON public.forum_inboundmail USING btree (sender, answered_at);

CREATE INDEX forum_mail_of ON public.forum_inboundmail USING btree (member_id, id DESC);

CREATE INDEX forum_mention_member_id_efb40167 ON public.forum_mention USING btree (member_id);

CREATE INDEX forum_mention_of ON public.forum_mention USING btree (member_id, id DESC);

CREATE INDEX forum_mention_post_id_a0bf3cde ON public.forum_mention USING btree (post_id);

CREATE INDEX forum_moderationact_actor_id_a7976d84 ON public.forum_moderationact USING btree (actor_id);

CREATE INDEX forum_moderationact_category_id_359f34af ON public.forum_moderationact USING btree (category_id);

CREATE INDEX forum_moderationact_member_id_164742dc ON public.forum_moderationact USING btree (member_id);

CREATE INDEX forum_moderationact_post_id_82b6216f ON public.forum_moderationact USING btree (post_id);

CREATE INDEX forum_moderationact_topic_id_01815a08 ON public.forum_moderationact USING btree (topic_id);

CREATE INDEX forum_movedpost_merge_id_9ceb8a6f ON public.forum_movedpost USING btree (merge_id);

CREATE INDEX forum_movedpost_post_id_88d3c55d ON public.forum_movedpost USING btree (post_id);

CREATE INDEX forum_permission_category_id_b88f996e ON public.forum_permission USING btree (category_id);

CREATE INDEX forum_picture_of_member ON public.forum_postpicture USING btree (uploader_id, id DESC);

CREATE INDEX forum_polloption_poll_id_628571e1 ON public.forum_polloption USING btree (poll_id);

CREATE INDEX forum_pollvote_member_id_825338ec ON public.forum_pollvote USING btree (member_id);

CREATE INDEX forum_pollvote_option_id_a550e5c9 ON public.forum_pollvote USING btree (option_id);

CREATE INDEX forum_pollvote_poll_id_e864d370 ON public.forum_pollvote USING btree (poll_id);

CREATE INDEX forum_post_author_id_609b7963 ON public.forum_post USING btree (author_id);

CREATE INDEX forum_post_by_time ON public.forum_post USING btree (created_at, id);

CREATE UNIQUE INDEX forum_post_form_once ON public.forum_post USING btree (author_id, token) WHERE (NOT ((token)::text = ''::text));

CREATE INDEX forum_post_held ON public.forum_post USING btree (id) WHERE ((state)::text = 'held'::text);

CREATE INDEX forum_post_of_author ON public.forum_post USING btree (author_id, id DESC);

CREATE INDEX forum_post_removed_by_id_e0695885 ON public.forum_post USING btree (removed_by_id);

CREATE INDEX forum_post_reply_to_id_c43038e8 ON public.forum_post USING btree (reply_to_id);

CREATE INDEX forum_post_solving ON public.forum_post USING btree (topic_id) WHERE is_solution;

CREATE INDEX forum_post_topic_id_68b61f28 ON public.forum_post USING btree (topic_id);

CREATE INDEX forum_postpicture_address_3adda53a_like ON public.forum_postpicture USING btree (address varchar_pattern_ops);

CREATE INDEX forum_postpicture_uploader_id_16b5c258 ON public.forum_postpicture USING btree (uploader_id);

CREATE INDEX forum_postversion_editor_id_b3697704 ON public.forum_postversion USING btree (editor_id);

CREATE INDEX forum_postversion_post_id_2b9d3657 ON public.forum_postversion USING btree (post_id);

CREATE INDEX forum_queue_by ON public.forum_queuedecision USING btree (actor_id, id DESC);

CREATE INDEX forum_queue_of_post ON public.forum_queuedecision USING btree (post_id, id DESC);

CREATE INDEX forum_queuedecision_actor_id_2ed2eebc ON public.forum_queuedecision USING btree (actor_id);

CREATE INDEX forum_queuedecision_post_id_9f9e59a3 ON public.forum_queuedecision USING btree (post_id);

CREATE INDEX forum_queuedecision_public_id_5ee7b251_like ON public.forum_queuedecision USING btree (public_id varchar_pattern_ops);

CREATE INDEX forum_queuedecision_undone_by_id_2422dac9 ON public.forum_queuedecision USING btree (undone_by_id);

CREATE INDEX forum_reading_followed ON public.forum_reading USING btree (member_id, topic_id) WHERE (level >= 2);

CREATE INDEX forum_reading_member_id_7624151c ON public.forum_reading USING btree (member_id);

CREATE INDEX forum_reading_topic_id_b49c2d36 ON public.forum_reading USING btree (topic_id);

CREATE INDEX forum_reading_watched ON public.forum_reading USING btree (topic_id, member_id) WHERE (level = 3);

CREATE INDEX forum_replyaddress_member_id_3045a52e ON public.forum_replyaddress USING btree (member_id);

CREATE INDEX forum_replyaddress_secret_38c05790_like ON public.forum_replyaddress USING btree (secret varchar_pattern_ops);

CREATE INDEX forum_replyaddress_topic_id_50da9ef9 ON public.forum_replyaddress USING btree (topic_id);

CREATE INDEX forum_solution_ended_by_id_5c204747 ON public.forum_solution USING btree (ended_by_id);

CREATE INDEX forum_solution_member_id_08006b9d ON public.forum_solution USING btree (member_id);

CREATE UNIQUE INDEX forum_solution_once ON public.forum_solution USING btree (post_id) WHERE (ended_at IS NULL);

CREATE INDEX forum_solution_post_id_907b51ae ON public.forum_solution USING btree (post_id);

CREATE INDEX forum_solution_standing ON public.forum_solution USING btree (topic_id, chosen_at, id) WHERE (ended_at IS NULL);

CREATE INDEX forum_solution_topic_id_d8b76f2b ON public.forum_solution USING btree (topic_id);

CREATE INDEX forum_tag_busiest ON public.forum_tag USING btree (topic_count DESC, id);

CREATE INDEX forum_tag_slug_f6e2ec3f_like ON public.forum_tag USING btree (slug varchar_pattern_ops);

CREATE INDEX forum_told_mail_due ON public.forum_told USING btree (mail_due_at, id) WHERE (NOT (mail_due_at IS NULL));

CREATE INDEX forum_told_member ON public.forum_told USING btree (member_id, id DESC);

CREATE INDEX forum_told_member_id_919049f8 ON public.forum_told USING btree (member_id);

CREATE INDEX forum_told_post_id_cba8d95e ON public.forum_told USING btree (post_id);

CREATE INDEX forum_topic_author_id_69c0a4d8 ON public.forum_topic USING btree (author_id);

CREATE INDEX forum_topic_category_id_b3704e41 ON public.forum_topic USING btree (category_id);

CREATE INDEX forum_topic_held ON public.forum_topic USING btree (id) WHERE ((state)::text = 'held'::text);

CREATE INDEX forum_topic_in_category ON public.forum_topic USING btree (category_id, last_post_at DESC, id DESC) WHERE ((state)::text = 'visible'::text);

CREATE INDEX forum_topic_last_author_id_c520dfd1 ON public.forum_topic USING btree (last_author_id);

CREATE INDEX forum_topic_last_post_id_ddf42835 ON public.forum_topic USING btree (last_post_id);

CREATE INDEX forum_topic_latest ON public.forum_topic USING btree (last_post_at DESC, id DESC) WHERE ((state)::text = 'visible'::text);

CREATE INDEX forum_topic_merged_into_id_80097c08 ON public.forum_topic USING btree (merged_into_id);

CREATE INDEX forum_topic_of_author ON public.forum_topic USING btree (author_id, id DESC);

CREATE INDEX forum_topic_pinned ON public.forum_topic USING btree (category_id, pinned_at DESC) WHERE (((state)::text = 'visible'::text) AND (NOT (pinned_at IS NULL)));

CREATE INDEX forum_topic_removed_by_id_e959b50a ON public.forum_topic USING btree (removed_by_id);

CREATE INDEX forum_topic_tags ON public.forum_topic USING gin (tags);

CREATE INDEX forum_topic_unanswered ON public.forum_topic USING btree (created_at DESC, id DESC) WHERE (((state)::text = 'visible'::text) AND (archived_at IS NULL) AND (closed_at IS NULL) AND (reply_count = 0));

CREATE INDEX forum_topic_unsolved ON public.forum_topic USING btree (last_post_at DESC, id DESC) WHERE (((state)::text = 'visible'::text) AND (archived_at IS NULL) AND (closed_at IS NULL) AND is_question AND (solved_at IS NULL));

CREATE INDEX forum_topicmerge_by_id_1ce2eba5 ON public.forum_topicmerge USING btree (by_id);

CREATE INDEX forum_topicmerge_source_id_630d9397 ON public.forum_topicmerge USING btree (source_id);

CREATE INDEX forum_topicmerge_target_id_734485e3 ON public.forum_topicmerge USING btree (target_id);

CREATE INDEX forum_topicmerge_undone_by_id_b775008f ON public.forum_topicmerge USING btree (undone_by_id);

CREATE INDEX forum_vote_of_member ON public.forum_pollvote USING btree (poll_id, member_id);

CREATE INDEX gigs_cat ON public.gigs_gig USING btree (category_id, orders_count DESC, published_at DESC, id DESC) WHERE ((state)::text = 'live'::text);

CREATE INDEX gigs_category_parent_id_39c2fbda ON public.gigs_category USING btree (parent_id);

CREATE INDEX gigs_category_slug_a4eb13cd_like ON public.gigs_category USING btree (slug varchar_pattern_ops);

CREATE INDEX gigs_editornote_editor_id_4b791e4d ON public.gigs_editornote USING btree (editor_id);

CREATE INDEX gigs_editornote_gig_id_69cde916 ON public.gigs_editornote USING btree (gig_id);

CREATE INDEX gigs_extra_gig_id_7a60d77b ON public.gigs_extra USING btree (gig_id);

CREATE INDEX gigs_faq_gig_id_c4bc3926 ON public.gigs_faq USING btree (gig_id);

CREATE INDEX gigs_fast ON public.gigs_gig USING btree (delivery_days, orders_count DESC, id DESC) WHERE ((state)::text = 'live'::text);

CREATE INDEX gigs_feature_gig_id_874df8d4 ON public.gigs_feature USING btree (gig_id);

CREATE INDEX gigs_gig_category_id_e9d38d2a ON public.gigs_gig USING btree (category_id);

CREATE INDEX gigs_gig_public_id_c14f6edc_like ON public.gigs_gig USING btree (public_id varchar_pattern_ops);

CREATE INDEX gigs_gig_root_id_dacac36f ON public.gigs_gig USING btree (root_id);

CREATE INDEX gigs_gig_seller_id_d015a686 ON public.gigs_gig USING btree (seller_id);

CREATE INDEX gigs_gigday_gig_id_f445dbfb ON public.gigs_gigday USING btree (gig_id);

CREATE INDEX gigs_gigimage_gig_id_8126e4b8 ON public.gigs_gigimage USING btree (gig_id);

CREATE INDEX gigs_gigimage_public_id_d13776e7_like ON public.gigs_gigimage USING btree (public_id varchar_pattern_ops);

CREATE INDEX gigs_live ON public.gigs_gig USING btree (orders_count DESC, published_at DESC, id DESC) WHERE ((state)::text = 'live'::text);

CREATE INDEX gigs_newest ON public.gigs_gig USING btree (published_at DESC, id DESC) WHERE ((state)::text = 'live'::text);

CREATE INDEX gigs_package_gig_id_53fce5de ON public.gigs_package USING btree (gig_id);

CREATE INDEX gigs_price ON public.gigs_gig USING btree (price_from, id DESC) WHERE ((state)::text = 'live'::text);

CREATE INDEX gigs_question_gig_id_4d598c00 ON public.gigs_question USING btree (gig_id);

CREATE INDEX gigs_queue ON public.gigs_gig USING btree (submitted_at, id) WHERE ((state)::text = 'in_review'::text);

CREATE INDEX gigs_rated ON public.gigs_gig USING btree (rating_mean DESC, rating_count DESC, id DESC) WHERE ((state)::text = 'live'::text);

CREATE INDEX gigs_root ON public.gigs_gig USING btree (root_id, orders_count DESC, published_at DESC, id DESC) WHERE ((state)::text = 'live'::text);

CREATE INDEX gigs_seller ON public.gigs_gig USING btree (seller_id, id DESC);

CREATE INDEX growth_channel ON public.growth_channelday USING btree (kind, ref, "on");

CREATE INDEX growth_kind_things ON public.growth_channelday USING btree (kind, "on");

CREATE INDEX growth_latest_proof ON public.growth_growthproof USING btree (at DESC);

CREATE INDEX growth_stale_due ON public.growth_staleday USING btree (since, "on");

CREATE INDEX growth_watermark_name_f962003e_like ON public.growth_watermark USING btree (name varchar_pattern_ops);

CREATE INDEX guard_case_decided_by_id_5718a930 ON public.guard_case USING btree (decided_by_id);

CREATE INDEX guard_case_friend_id_f880ebc5 ON public.guard_case USING btree (friend_id);

CREATE INDEX guard_case_owner_id_4b6a2fe7 ON public.guard_case USING btree (owner_id);

CREATE INDEX guard_case_public_id_688fd82a_like ON public.guard_case USING btree (public_id varchar_pattern_ops);

CREATE INDEX guard_case_settled_by_id_01b32d6c ON public.guard_case USING btree (settled_by_id);

CREATE INDEX guard_of_friend ON public.guard_case USING btree (friend_id, id DESC);

CREATE INDEX guard_of_owner ON public.guard_case USING btree (owner_id, id DESC);

CREATE INDEX guard_signal_attribution_id_a5860316 ON public.guard_signal USING btree (attribution_id);

CREATE INDEX guard_waiting ON public.guard_case USING btree (opened_at, id) WHERE ((state)::text = ANY ((ARRAY['open'::character varying, 'appealed'::character varying])::text[]));

CREATE INDEX guard_word_case_id_d351af5a ON public.guard_word USING btree (case_id);

CREATE INDEX guard_word_member_id_1a2dbd37 ON public.guard_word USING btree (member_id);

CREATE INDEX gurus_ballot_member_id_10328cf7 ON public.gurus_ballot USING btree (member_id);

CREATE INDEX gurus_ballot_nomination_id_d6e165b5 ON public.gurus_ballot USING btree (nomination_id);

CREATE INDEX gurus_ballot_of ON public.gurus_ballot USING btree (member_id, opened_at);

CREATE INDEX gurus_break_due ON public.gurus_break USING btree (ends_on, id) WHERE (ended_at IS NULL);

CREATE INDEX gurus_break_membership_id_4746d1ab ON public.gurus_break USING btree (membership_id);

CREATE UNIQUE INDEX gurus_break_one_open ON public.gurus_break USING btree (membership_id) WHERE (ended_at IS NULL);

CREATE INDEX gurus_case_by_state ON public.gurus_clubcase USING btree (state, id);

CREATE UNIQUE INDEX gurus_case_one_open ON public.gurus_clubcase USING btree (membership_id) WHERE ((state)::text = 'open'::text);

CREATE INDEX gurus_charterversion_published_by_id_4d7af1b4 ON public.gurus_charterversion USING btree (published_by_id);

CREATE INDEX gurus_clubcase_decided_by_id_fab57673 ON public.gurus_clubcase USING btree (decided_by_id);

CREATE INDEX gurus_clubcase_membership_id_4a961863 ON public.gurus_clubcase USING btree (membership_id);

CREATE INDEX gurus_clubcase_public_id_0fed1737_like ON public.gurus_clubcase USING btree (public_id varchar_pattern_ops);

CREATE INDEX gurus_code_privilege_id_383684ee ON public.gurus_code USING btree (privilege_id);

CREATE INDEX gurus_duty_measure_94dc2c4c_like ON public.gurus_duty USING btree (measure varchar_pattern_ops);

CREATE INDEX gurus_evangelist_ended_by_id_ead01abe ON public.gurus_evangelist USING btree (ended_by_id);

CREATE INDEX gurus_evangelist_membership_id_6520e915 ON public.gurus_evangelist USING btree (membership_id);

CREATE INDEX gurus_evangelist_named_by_id_9f892396 ON public.gurus_evangelist USING btree (named_by_id);

CREATE UNIQUE INDEX gurus_evangelist_one ON public.gurus_evangelist USING btree (membership_id) WHERE (ended_at IS NULL);

CREATE INDEX gurus_evidence_nomination_id_07043d54 ON public.gurus_evidence USING btree (nomination_id);

CREATE INDEX gurus_grant_due ON public.gurus_grant USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX gurus_grant_granted_by_id_4cd63483 ON public.gurus_grant USING btree (granted_by_id);

CREATE INDEX gurus_grant_membership_id_b3d9a35f ON public.gurus_grant USING btree (membership_id);

CREATE INDEX gurus_grant_of_privilege ON public.gurus_grant USING btree (privilege_id, id DESC);

CREATE UNIQUE INDEX gurus_grant_one ON public.gurus_grant USING btree (privilege_id, membership_id) WHERE ((state)::text = ANY ((ARRAY['offered'::character varying, 'held'::character varying])::text[]));

CREATE INDEX gurus_grant_privilege_id_e3da0e88 ON public.gurus_grant USING btree (privilege_id);

CREATE INDEX gurus_grant_public_id_193de68e_like ON public.gurus_grant USING btree (public_id varchar_pattern_ops);

CREATE INDEX gurus_membership_answered_by_id_7f778fb8 ON public.gurus_membership USING btree (answered_by_id);

CREATE INDEX gurus_membership_decided_by_id_19243953 ON public.gurus_membership USING btree (decided_by_id);

CREATE INDEX gurus_membership_listed ON public.gurus_membership USING btree (state, joined_at, id);

CREATE INDEX gurus_membership_member_id_4e9a2dea ON public.gurus_membership USING btree (member_id);

CREATE UNIQUE INDEX gurus_membership_one ON public.gurus_membership USING btree (member_id) WHERE ((state)::text = ANY ((ARRAY['active'::character varying, 'on_break'::character varying, 'set_aside'::character varying, 'appealed'::character varying])::text[]));

CREATE INDEX gurus_membership_public_id_55a428b7_like ON public.gurus_membership USING btree (public_id varchar_pattern_ops);

CREATE INDEX gurus_membership_signed ON public.gurus_membership USING btree (signed_version, id) WHERE ((state)::text = ANY ((ARRAY['active'::character varying, 'on_break'::character varying, 'set_aside'::character varying])::text[]));

CREATE INDEX gurus_membership_term ON public.gurus_membership USING btree (term_ends_at, id) WHERE ((state)::text = ANY ((ARRAY['active'::character varying, 'on_break'::character varying, 'set_aside'::character varying])::text[]));

CREATE INDEX gurus_nomination_by_state ON public.gurus_nomination USING btree (state, id DESC);

CREATE INDEX gurus_nomination_candidate_id_5fb195a9 ON public.gurus_nomination USING btree (candidate_id);

CREATE INDEX gurus_nomination_decided_by_id_061a0aee ON public.gurus_nomination USING btree (decided_by_id);

CREATE INDEX gurus_nomination_due ON public.gurus_nomination USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX gurus_nomination_made ON public.gurus_nomination USING btree (nominator_id, made_at DESC);

CREATE INDEX gurus_nomination_nominator_id_3537f660 ON public.gurus_nomination USING btree (nominator_id);

CREATE INDEX gurus_nomination_of ON public.gurus_nomination USING btree (candidate_id, id DESC);

CREATE UNIQUE INDEX gurus_nomination_one_open ON public.gurus_nomination USING btree (candidate_id) WHERE ((state)::text = ANY ((ARRAY['proposed'::character varying, 'asked'::character varying, 'discussion'::character varying, 'voting'::character varying, 'confirming'::character varying, 'signing'::character varying])::text[]));

CREATE INDEX gurus_nomination_public_id_c638ade1_like ON public.gurus_nomination USING btree (public_id varchar_pattern_ops);

CREATE INDEX gurus_nomination_supporter_id_b3d5af37 ON public.gurus_nomination USING btree (supporter_id);

CREATE INDEX gurus_privilege_made_by_id_5c92a3cb ON public.gurus_privilege USING btree (made_by_id);

CREATE INDEX gurus_privilege_public_id_127843e0_like ON public.gurus_privilege USING btree (public_id varchar_pattern_ops);

CREATE INDEX gurus_quarterrow_membership_id_2911595a ON public.gurus_quarterrow USING btree (membership_id);

CREATE INDEX gurus_remark_author_id_075aaddf ON public.gurus_remark USING btree (author_id);

CREATE INDEX gurus_remark_nomination_id_2ce4c365 ON public.gurus_remark USING btree (nomination_id);

CREATE INDEX gurus_remark_of ON public.gurus_remark USING btree (author_id, at);

CREATE INDEX gurus_signature_member_id_ff2ad8de ON public.gurus_signature USING btree (member_id);

CREATE INDEX gurus_signature_version_id_72bb6ca4 ON public.gurus_signature USING btree (version_id);

CREATE INDEX hiring_brief_article_id_d8ca0285 ON public.hiring_brief USING btree (article_id);

CREATE INDEX hiring_brief_client ON public.hiring_brief USING btree (client_id, id DESC);

CREATE INDEX hiring_brief_client_id_a363a9a3 ON public.hiring_brief USING btree (client_id);

CREATE INDEX hiring_brief_conversation_id_d9f3dccc ON public.hiring_brief USING btree (conversation_id);

CREATE INDEX hiring_brief_conversation_id_d9f3dccc_like ON public.hiring_brief USING btree (conversation_id varchar_pattern_ops);

CREATE INDEX hiring_brief_gig_id_8688f3c4 ON public.hiring_brief USING btree (gig_id);

CREATE INDEX hiring_brief_public_id_570e60c3_like ON public.hiring_brief USING btree (public_id varchar_pattern_ops);

CREATE INDEX hiring_brief_writer ON public.hiring_brief USING btree (writer_id, id DESC);

CREATE INDEX hiring_brief_writer_id_a26488fb ON public.hiring_brief USING btree (writer_id);

CREATE INDEX hiring_files_to_scan ON public.hiring_postedfile USING btree (scan_due_at, id) WHERE ((scan_state)::text = 'waiting'::text);

CREATE INDEX hiring_invitation_brief_id_eafc4a4b ON public.hiring_invitation USING btree (brief_id);

CREATE INDEX hiring_invitation_freelancer_id_3d90e922 ON public.hiring_invitation USING btree (freelancer_id);

CREATE INDEX hiring_invitations ON public.hiring_invitation USING btree (freelancer_id, id DESC);

CREATE INDEX hiring_offer_article_id_658b3ce0 ON public.hiring_offer USING btree (article_id);

CREATE INDEX hiring_offer_brief_id_9af6c4e9 ON public.hiring_offer USING btree (brief_id);

CREATE INDEX hiring_offer_client_id_ec464e2b ON public.hiring_offer USING btree (client_id);

CREATE INDEX hiring_offer_due ON public.hiring_offer USING btree (expires_at, id) WHERE ((state)::text = 'pending'::text);

CREATE INDEX hiring_offer_proposer_id_ab52bb9d ON public.hiring_offer USING btree (proposer_id);

CREATE INDEX hiring_offer_public_id_84cddd81_like ON public.hiring_offer USING btree (public_id varchar_pattern_ops);

CREATE INDEX hiring_offer_seller_id_a3b580a1 ON public.hiring_offer USING btree (seller_id);

CREATE INDEX hiring_offer_thread ON public.hiring_offer USING btree (conversation_id, id DESC);

CREATE UNIQUE INDEX hiring_one_accepted_proposal ON public.hiring_proposal USING btree (brief_id) WHERE ((state)::text = 'accepted'::text);

CREATE UNIQUE INDEX hiring_one_open_offer ON public.hiring_offer USING btree (conversation_id) WHERE ((state)::text = 'pending'::text);

CREATE INDEX hiring_posted_category ON public.hiring_postedbrief USING btree (category, id DESC) WHERE ((state)::text = 'open'::text);

CREATE INDEX hiring_posted_client ON public.hiring_postedbrief USING btree (client_id, id DESC);

CREATE INDEX hiring_posted_due ON public.hiring_postedbrief USING btree (due_at, id) WHERE ((state)::text = 'open'::text);

CREATE INDEX hiring_posted_open ON public.hiring_postedbrief USING btree (id DESC) WHERE ((state)::text = 'open'::text);

CREATE INDEX hiring_posted_order ON public.hiring_postedbrief USING btree (order_id) WHERE (NOT ((order_id)::text = ''::text));

CREATE INDEX hiring_posted_reminder ON public.hiring_postedbrief USING btree (reminder_at, id) WHERE ((reminder_at IS NOT NULL) AND ((state)::text = 'open'::text));

CREATE INDEX hiring_postedbrief_client_id_41e1a938 ON public.hiring_postedbrief USING btree (client_id);

CREATE INDEX hiring_postedbrief_public_id_bf760eef_like ON public.hiring_postedbrief USING btree (public_id varchar_pattern_ops);

CREATE INDEX hiring_postedfile_brief_id_3f7687a2 ON public.hiring_postedfile USING btree (brief_id);

CREATE INDEX hiring_postedfile_public_id_e67250e4_like ON public.hiring_postedfile USING btree (public_id varchar_pattern_ops);

CREATE INDEX hiring_proposal_brief_id_3952d43c ON public.hiring_proposal USING btree (brief_id);

CREATE INDEX hiring_proposal_freelancer_id_60299174 ON public.hiring_proposal USING btree (freelancer_id);

CREATE INDEX hiring_proposal_public_id_3d7773b2_like ON public.hiring_proposal USING btree (public_id varchar_pattern_ops);

CREATE INDEX hiring_proposals_of ON public.hiring_proposal USING btree (freelancer_id, id DESC);

CREATE INDEX insights_deal_day ON public.insights_dealday USING btree ("on", id);

CREATE INDEX insights_deal_seller ON public.insights_dealday USING btree (seller_id, "on");

CREATE INDEX insights_dealday_gig_id_a3dacd2b ON public.insights_dealday USING btree (gig_id);

CREATE INDEX insights_dealday_seller_id_3534857f ON public.insights_dealday USING btree (seller_id);

CREATE INDEX insights_stale_due ON public.insights_staleday USING btree (since, "on");

CREATE INDEX judging_criterion_contest_id_5fcb7b3b ON public.judging_criterion USING btree (contest_id);

CREATE INDEX judging_declaredtie_judge_id_2ba7c785 ON public.judging_declaredtie USING btree (judge_id);

CREATE INDEX judging_declaredtie_member_id_fa43e7e6 ON public.judging_declaredtie USING btree (member_id);

CREATE INDEX judging_due ON public.judging_judging USING btree (timer_at, id) WHERE (timer_at IS NOT NULL);

CREATE INDEX judging_duel_first_id_ad82b510 ON public.judging_duel USING btree (first_id);

CREATE INDEX judging_duel_judge_id_e146121f ON public.judging_duel USING btree (judge_id);

CREATE INDEX judging_duel_public_id_7ad936a8_like ON public.judging_duel USING btree (public_id varchar_pattern_ops);

CREATE INDEX judging_duel_second_id_5bc0bc80 ON public.judging_duel USING btree (second_id);

CREATE INDEX judging_duel_winner_id_19cc8fed ON public.judging_duel USING btree (winner_id);

CREATE INDEX judging_judge_contest_id_e87f105f ON public.judging_judge USING btree (contest_id);

CREATE INDEX judging_judge_invited_by_id_657458f0 ON public.judging_judge USING btree (invited_by_id);

CREATE INDEX judging_judge_member_id_849dae97 ON public.judging_judge USING btree (member_id);

CREATE INDEX judging_judge_public_id_e193c360_like ON public.judging_judge USING btree (public_id varchar_pattern_ops);

CREATE INDEX judging_of_entry ON public.judging_sheet USING btree (entry_id, state);

CREATE UNIQUE INDEX judging_one_count_at_a_time ON public.judging_run USING btree (contest_id) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'counting'::character varying])::text[]));

CREATE INDEX judging_queue ON public.judging_sheet USING btree (judge_id, "position", id);

CREATE INDEX judging_ranking ON public.judging_result USING btree (contest_id, rank);

CREATE INDEX judging_result_contest_id_903466eb ON public.judging_result USING btree (contest_id);

CREATE INDEX judging_run_asked_by_id_127da626 ON public.judging_run USING btree (asked_by_id);

CREATE INDEX judging_run_contest_id_cccf1e84 ON public.judging_run USING btree (contest_id);

CREATE INDEX judging_run_public_id_b8f35cbd_like ON public.judging_run USING btree (public_id varchar_pattern_ops);

CREATE INDEX judging_score_criterion_id_f6079dc5 ON public.judging_score USING btree (criterion_id);

CREATE INDEX judging_score_sheet_id_93cce2ae ON public.judging_score USING btree (sheet_id);

CREATE INDEX judging_sealed_scores ON public.judging_sheet USING btree (entry_id) INCLUDE (judge_id, score, heaviest) WHERE ((state)::text = 'sealed'::text);

CREATE INDEX judging_sheet_entry_id_ae5b8c60 ON public.judging_sheet USING btree (entry_id);

CREATE INDEX judging_sheet_judge_id_240253ba ON public.judging_sheet USING btree (judge_id);

CREATE INDEX judging_sheet_public_id_394b4d6a_like ON public.judging_sheet USING btree (public_id varchar_pattern_ops);

CREATE INDEX judging_tie_entry_id_20c75c33 ON public.judging_tie USING btree (entry_id);

CREATE INDEX judging_tie_judge_id_75bffc71 ON public.judging_tie USING btree (judge_id);

CREATE INDEX laurels_ballot_receipt_085ded51_like ON public.laurels_ballot USING btree (receipt varchar_pattern_ops);

CREATE INDEX laurels_by_year ON public.laurels_election USING btree (year DESC, id DESC);

CREATE INDEX laurels_candidacy_candidate_id_ad302075 ON public.laurels_candidacy USING btree (candidate_id);

CREATE INDEX laurels_candidacy_election_id_1d722176 ON public.laurels_candidacy USING btree (election_id);

CREATE INDEX laurels_candidacy_nominator_id_6f0a5310 ON public.laurels_candidacy USING btree (nominator_id);

CREATE INDEX laurels_candidacy_public_id_530696b1_like ON public.laurels_candidacy USING btree (public_id varchar_pattern_ops);

CREATE INDEX laurels_countround_election_id_8c1370f7 ON public.laurels_countround USING btree (election_id);

CREATE INDEX laurels_due ON public.laurels_election USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX laurels_election_decided_by_id_80b92491 ON public.laurels_election USING btree (decided_by_id);

CREATE INDEX laurels_election_prepared_by_id_b43d34e2 ON public.laurels_election USING btree (prepared_by_id);

CREATE INDEX laurels_election_public_id_9ab0474b_like ON public.laurels_election USING btree (public_id varchar_pattern_ops);

CREATE INDEX laurels_elector_election_id_473d6ced ON public.laurels_elector USING btree (election_id);

CREATE INDEX laurels_elector_member_id_7e394bf9 ON public.laurels_elector USING btree (member_id);

CREATE INDEX laurels_laurel_election_id_b78a99b3 ON public.laurels_laurel USING btree (election_id);

CREATE INDEX laurels_named_by ON public.laurels_candidacy USING btree (nominator_id, election_id);

CREATE UNIQUE INDEX laurels_one_a_contest ON public.laurels_election USING btree (contest_id) WHERE (((state)::text = ANY ((ARRAY['draft'::character varying, 'nominating'::character varying, 'voting'::character varying, 'counted'::character varying, 'confirmed'::character varying])::text[])) AND (NOT ((contest_id)::text = ''::text)));

CREATE UNIQUE INDEX laurels_one_a_year ON public.laurels_election USING btree (year) WHERE ((state)::text = ANY ((ARRAY['draft'::character varying, 'nominating'::character varying, 'voting'::character varying, 'counted'::character varying, 'confirmed'::character varying])::text[]));

CREATE INDEX laurels_paper_election_id_e74e308e ON public.laurels_paper USING btree (election_id);

CREATE INDEX laurels_remind ON public.laurels_election USING btree (remind_at, id) WHERE (remind_at IS NOT NULL);

CREATE INDEX ledger_accountsnapshot_account_id_c2e7e121 ON public.ledger_accountsnapshot USING btree (account_id);

CREATE INDEX ledger_credit_due ON public.ledger_creditlot USING btree (expires_at, id) WHERE ("left" > 0);

CREATE INDEX ledger_credit_owner ON public.ledger_creditlot USING btree (owner, currency, expires_at) WHERE ("left" > 0);

CREATE UNIQUE INDEX ledger_destination_once ON public.ledger_payoutdestination USING btree (member_id, method, account) WHERE (removed_at IS NULL);

CREATE INDEX ledger_entry_statement ON public.ledger_entry USING btree (account_id, id);

CREATE INDEX ledger_event_desk ON public.ledger_gatewayevent USING btree (id) WHERE needs_person;

CREATE INDEX ledger_gatewayevent_payment_id_5ff387fe ON public.ledger_gatewayevent USING btree (payment_id);

CREATE INDEX ledger_lot_due ON public.ledger_clearinglot USING btree (clears_at, id) WHERE (cleared_at IS NULL);

CREATE INDEX ledger_lot_owner ON public.ledger_clearinglot USING btree (owner, clears_at) WHERE (cleared_at IS NULL);

CREATE INDEX ledger_payment_charge ON public.ledger_payment USING btree (gateway, charge_ref) WHERE (NOT ((charge_ref)::text = ''::text));

CREATE INDEX ledger_payment_desk ON public.ledger_payment USING btree (id) WHERE ((state)::text = ANY ((ARRAY['submitted'::character varying, 'review'::character varying])::text[]));

CREATE INDEX ledger_payment_member ON public.ledger_payment USING btree (member_id, id DESC);

CREATE INDEX ledger_payment_member_id_6eda0b75 ON public.ledger_payment USING btree (member_id);

CREATE INDEX ledger_payment_open ON public.ledger_payment USING btree (expires_at, id) WHERE ((state)::text = ANY ((ARRAY['created'::character varying, 'pending'::character varying])::text[]));

CREATE INDEX ledger_payment_public_id_3a1275f3_like ON public.ledger_payment USING btree (public_id varchar_pattern_ops);

CREATE INDEX ledger_payout_batch_id_7e2ab5c9 ON public.ledger_payout USING btree (batch_id);

CREATE INDEX ledger_payout_desk ON public.ledger_payout USING btree (state, id) WHERE ((state)::text = ANY ((ARRAY['requested'::character varying, 'awaiting_second'::character varying, 'intent'::character varying, 'sending'::character varying, 'unknown'::character varying])::text[]));

CREATE INDEX ledger_payout_destination_id_eab24291 ON public.ledger_payout USING btree (destination_id);

CREATE INDEX ledger_payout_intent ON public.ledger_payout USING btree (method, id) WHERE ((state)::text = 'intent'::text);

CREATE INDEX ledger_payout_look ON public.ledger_payout USING btree (look_at, id) WHERE (NOT (look_at IS NULL));

CREATE INDEX ledger_payout_member ON public.ledger_payout USING btree (member_id, id DESC);

CREATE INDEX ledger_payout_member_id_9b693c4e ON public.ledger_payout USING btree (member_id);

CREATE INDEX ledger_payout_public_id_2e23fef0_like ON public.ledger_payout USING btree (public_id varchar_pattern_ops);

CREATE INDEX ledger_payoutbatch_public_id_3b8b29e8_like ON public.ledger_payoutbatch USING btree (public_id varchar_pattern_ops);

CREATE INDEX ledger_payoutdestination_member_id_9890b868 ON public.ledger_payoutdestination USING btree (member_id);

CREATE INDEX ledger_payoutdestination_public_id_67706e2f_like ON public.ledger_payoutdestination USING btree (public_id varchar_pattern_ops);

CREATE INDEX ledger_sandbox_due ON public.ledger_sandboxcheckout USING btree (deliver_at, id) WHERE ((delivered_at IS NULL) AND (NOT (deliver_at IS NULL)));

CREATE INDEX ledger_sandboxcheckout_payment_ref_84d83942_like ON public.ledger_sandboxcheckout USING btree (payment_ref varchar_pattern_ops);

CREATE INDEX ledger_sandboxcheckout_ref_7a8a7af6_like ON public.ledger_sandboxcheckout USING btree (ref varchar_pattern_ops);

CREATE INDEX ledger_sandboxpayout_key_12355621_like ON public.ledger_sandboxpayout USING btree (key varchar_pattern_ops);

CREATE INDEX ledger_statement_due ON public.ledger_statementfile USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX ledger_statement_member ON public.ledger_statementfile USING btree (member_id, id DESC);

CREATE INDEX ledger_statementfile_member_id_cb12c060 ON public.ledger_statementfile USING btree (member_id);

CREATE INDEX ledger_statementfile_public_id_c2aa7eac_like ON public.ledger_statementfile USING btree (public_id varchar_pattern_ops);

CREATE INDEX ledger_transfer_day ON public.ledger_transfer USING brin (created_at) WITH (autosummarize='on');

CREATE INDEX ledger_transfer_key_451b4b01_like ON public.ledger_transfer USING btree (key varchar_pattern_ops);

CREATE INDEX ledger_transfer_reference ON public.ledger_transfer USING btree (reference, id) WHERE (NOT ((reference)::text = ''::text));

CREATE INDEX links_attribution_first_link_id_706b8391 ON public.links_attribution USING btree (first_link_id);

CREATE INDEX links_attribution_last_link_id_9d734df2 ON public.links_attribution USING btree (last_link_id);

CREATE INDEX links_attribution_link_id_4332a204 ON public.links_attribution USING btree (link_id);

CREATE INDEX links_day ON public.links_linkday USING btree ("on");

CREATE INDEX links_knownvisitor_member_id_8baa55b0 ON public.links_knownvisitor USING btree (member_id);

CREATE INDEX links_link_code_9a691c65_like ON public.links_link USING btree (code varchar_pattern_ops);

CREATE INDEX links_link_owner_id_d60333f7 ON public.links_link USING btree (owner_id);

CREATE INDEX links_link_word_5ffd128d_like ON public.links_link USING btree (word varchar_pattern_ops);

CREATE INDEX links_linkday_link_id_21ca4f45 ON public.links_linkday USING btree (link_id);

CREATE INDEX links_of_owner ON public.links_link USING btree (owner_id, id);

CREATE INDEX links_outcome_day ON public.links_outcome USING btree (at, kind);

CREATE INDEX links_outcome_link_id_c4c89d60 ON public.links_outcome USING btree (link_id);

CREATE INDEX links_outcome_member_id_98edd07b ON public.links_outcome USING btree (member_id);

CREATE INDEX links_outcome_public_id_07975420_like ON public.links_outcome USING btree (public_id varchar_pattern_ops);

CREATE INDEX links_outcomes ON public.links_outcome USING btree (link_id, kind, at);

CREATE INDEX links_roll_name_9e608d59_like ON public.links_roll USING btree (name varchar_pattern_ops);

CREATE INDEX links_signup_day ON public.links_attribution USING btree (at);

CREATE INDEX links_signup_device ON public.links_attribution USING btree (visitor) WHERE (NOT ((visitor)::text = ''::text));

CREATE INDEX links_signup_print ON public.links_attribution USING btree (day_print) WHERE (NOT ((day_print)::text = ''::text));

CREATE INDEX links_signups ON public.links_attribution USING btree (link_id, at);

CREATE INDEX links_visit_at ON ONLY public.links_visit USING btree (at);

CREATE INDEX links_visit_default_at_idx ON public.links_visit_default USING btree (at);

CREATE INDEX links_visit_link ON ONLY public.links_visit USING btree (link_id, at);

CREATE INDEX links_visit_default_link_id_at_idx ON public.links_visit_default USING btree (link_id, at);

CREATE INDEX links_visit_visitor ON ONLY public.links_visit USING btree (visitor, at) WHERE ((visitor)::text <> ''::text);

CREATE INDEX links_visit_default_visitor_at_idx ON public.links_visit_default USING btree (visitor, at) WHERE ((visitor)::text <> ''::text);

CREATE INDEX messaging_attachment_conversation_id_b5346550 ON public.messaging_attachment USING btree (conversation_id);

CREATE INDEX messaging_attachment_message_id_7f8c99ee ON public.messaging_attachment USING btree (message_id);

CREATE INDEX messaging_attachment_public_id_9fe5359f_like ON public.messaging_attachment USING btree (public_id varchar_pattern_ops);

CREATE INDEX messaging_attachment_uploader_id_f96b8e00 ON public.messaging_attachment USING btree (uploader_id);

CREATE INDEX messaging_block_blocked_id_cdb9f36c ON public.messaging_block USING btree (blocked_id);

CREATE INDEX messaging_block_blocker_id_dcdf47a1 ON public.messaging_block USING btree (blocker_id);

CREATE INDEX messaging_by_author ON public.messaging_message USING btree (author_id, created_at);

CREATE INDEX messaging_conversation_last_message_id_a9ef890d ON public.messaging_conversation USING btree (last_message_id);

CREATE INDEX messaging_conversation_public_id_7d5649c1_like ON public.messaging_conversation USING btree (public_id varchar_pattern_ops);

CREATE INDEX messaging_files_to_scan ON public.messaging_attachment USING btree (scan_due_at, id) WHERE ((scan_state)::text = 'waiting'::text);

CREATE INDEX messaging_message_author_id_40198c92 ON public.messaging_message USING btree (author_id);

CREATE INDEX messaging_message_conversation_id_3db4d3d1 ON public.messaging_message USING btree (conversation_id);

CREATE UNIQUE INDEX messaging_message_once ON public.messaging_message USING btree (conversation_id, author_id, client_key) WHERE (NOT ((client_key)::text = ''::text));

CREATE INDEX messaging_message_public_id_82b7a873_like ON public.messaging_message USING btree (public_id varchar_pattern_ops);

CREATE INDEX messaging_messagereport_message_id_16f085a2 ON public.messaging_messagereport USING btree (message_id);

CREATE INDEX messaging_messagereport_public_id_84bb103b_like ON public.messaging_messagereport USING btree (public_id varchar_pattern_ops);

CREATE INDEX messaging_messagereport_reporter_id_cdf24104 ON public.messaging_messagereport USING btree (reporter_id);

CREATE INDEX messaging_participant_conversation_id_07f75de9 ON public.messaging_participant USING btree (conversation_id);

CREATE INDEX messaging_participant_last_read_message_id_c15ea894 ON public.messaging_participant USING btree (last_read_message_id);

CREATE INDEX messaging_participant_member_id_1e9a3c2c ON public.messaging_participant USING btree (member_id);

CREATE INDEX messaging_replies ON public.messaging_savedreply USING btree (member_id, title, id);

CREATE INDEX messaging_savedreply_member_id_9b7da45a ON public.messaging_savedreply USING btree (member_id);

CREATE INDEX messaging_savedreply_public_id_fc1896ed_like ON public.messaging_savedreply USING btree (public_id varchar_pattern_ops);

CREATE INDEX messaging_thread ON public.messaging_message USING btree (conversation_id, id);

CREATE INDEX messaging_tolddetail_seat_id_9f7f4736 ON public.messaging_tolddetail USING btree (seat_id);

CREATE INDEX messaging_unread ON public.messaging_participant USING btree (member_id) WHERE (unread_count > 0);

CREATE INDEX messaging_unsent_files ON public.messaging_attachment USING btree (created_at) WHERE (message_id IS NULL);

CREATE INDEX messaging_words ON public.messaging_message USING gin (public.wz_fold(source) public.gin_trgm_ops);

CREATE INDEX mfa_authenticator_user_id_0c3a50c0 ON public.mfa_authenticator USING btree (user_id);

CREATE INDEX moderation_appeal_decided_by_id_56a03eee ON public.moderation_appeal USING btree (decided_by_id);

CREATE INDEX moderation_appeal_due ON public.moderation_appeal USING btree (due_at, id) WHERE ((state)::text = 'open'::text);

CREATE INDEX moderation_appeal_member_id_782edbb5 ON public.moderation_appeal USING btree (member_id);

CREATE INDEX moderation_appeal_public_id_b370643d_like ON public.moderation_appeal USING btree (public_id varchar_pattern_ops);

CREATE INDEX moderation_case_member_id_9c871206 ON public.moderation_case USING btree (member_id);

CREATE INDEX moderation_case_public_id_f80701bd_like ON public.moderation_case USING btree (public_id varchar_pattern_ops);

CREATE INDEX moderation_cases_of ON public.moderation_case USING btree (member_id, id DESC);

CREATE INDEX moderation_dataexport_member_id_2d06ff5d ON public.moderation_dataexport USING btree (member_id);

CREATE INDEX moderation_dataexport_public_id_c82daee3_like ON public.moderation_dataexport USING btree (public_id varchar_pattern_ops);

CREATE INDEX moderation_decided ON public.moderation_case USING btree (decided_at DESC, id DESC);

CREATE INDEX moderation_decision_case_id_3f926bc5 ON public.moderation_decision USING btree (case_id);

CREATE INDEX moderation_decision_decided_by_id_8e88b75a ON public.moderation_decision USING btree (decided_by_id);

CREATE INDEX moderation_decision_member_id_f490b1ea ON public.moderation_decision USING btree (member_id);

CREATE INDEX moderation_decision_public_id_78fc6b92_like ON public.moderation_decision USING btree (public_id varchar_pattern_ops);

CREATE INDEX moderation_decision_undone_by_id_00e1cdd9 ON public.moderation_decision USING btree (undone_by_id);

CREATE INDEX moderation_decisions_by ON public.moderation_decision USING btree (decided_by_id, id DESC);

CREATE INDEX moderation_decisions_of ON public.moderation_decision USING btree (member_id, id DESC);

CREATE INDEX moderation_departure_due ON public.moderation_departure USING btree (due_at, id) WHERE ((state)::text = ANY ((ARRAY['cooling'::character varying, 'erasing'::character varying])::text[]));

CREATE INDEX moderation_departure_member_id_8d1946a3 ON public.moderation_departure USING btree (member_id);

CREATE INDEX moderation_departure_public_id_aa080af8_like ON public.moderation_departure USING btree (public_id varchar_pattern_ops);

CREATE INDEX moderation_export_due ON public.moderation_dataexport USING btree (due_at, id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));

CREATE INDEX moderation_export_ends ON public.moderation_dataexport USING btree (expires_at, id) WHERE ((state)::text = 'ready'::text);

CREATE INDEX moderation_exports_of ON public.moderation_dataexport USING btree (member_id, id DESC);

CREATE INDEX moderation_flag_case_id_ceb05d74 ON public.moderation_flag USING btree (case_id);

CREATE INDEX moderation_flag_flagger_id_f7c014e8 ON public.moderation_flag USING btree (flagger_id);

CREATE INDEX moderation_flag_public_id_5294fb32_like ON public.moderation_flag USING btree (public_id varchar_pattern_ops);

CREATE INDEX moderation_flags_of ON public.moderation_flag USING btree (flagger_id, id DESC);

CREATE UNIQUE INDEX moderation_one_departure_at_once ON public.moderation_departure USING btree (member_id) WHERE ((state)::text = ANY ((ARRAY['cooling'::character varying, 'erasing'::character varying])::text[]));

CREATE UNIQUE INDEX moderation_one_export_at_once ON public.moderation_dataexport USING btree (member_id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'running'::character varying])::text[]));

CREATE UNIQUE INDEX moderation_one_visit_at_once ON public.moderation_visit USING btree (visitor_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX moderation_open_case_once ON public.moderation_case USING btree (kind, ref) WHERE ((state)::text = 'open'::text);

CREATE INDEX moderation_plannedpayout_suspension_id_a2e5d6f8 ON public.moderation_plannedpayout USING btree (suspension_id);

CREATE INDEX moderation_queue ON public.moderation_case USING btree (weight DESC, opened_at, id) WHERE ((state)::text = 'open'::text);

CREATE INDEX moderation_queue_by_age ON public.moderation_case USING btree (opened_at, id) WHERE ((state)::text = 'open'::text);

CREATE UNIQUE INDEX moderation_suspended_once ON public.moderation_suspension USING btree (member_id) WHERE ((state)::text = 'in_force'::text);

CREATE INDEX moderation_suspension_due ON public.moderation_suspension USING btree (ends_at, id) WHERE (((state)::text = 'in_force'::text) AND (NOT (ends_at IS NULL)));

CREATE INDEX moderation_suspension_member_id_fa917568 ON public.moderation_suspension USING btree (member_id);

CREATE INDEX moderation_visit_due ON public.moderation_visit USING btree (ends_at, id) WHERE (ended_at IS NULL);

CREATE INDEX moderation_visit_member_id_b0097591 ON public.moderation_visit USING btree (member_id);

CREATE INDEX moderation_visit_pages ON public.moderation_visitedpage USING btree (visit_id, id);

CREATE INDEX moderation_visit_public_id_ce53af51_like ON public.moderation_visit USING btree (public_id varchar_pattern_ops);

CREATE INDEX moderation_visit_visitor_id_f95cbd8f ON public.moderation_visit USING btree (visitor_id);

CREATE INDEX moderation_visitedpage_visit_id_d4d5138d ON public.moderation_visitedpage USING btree (visit_id);

CREATE INDEX moderation_visits_of ON public.moderation_visit USING btree (member_id, id DESC);

CREATE UNIQUE INDEX notifications_coalesced_once ON public.notifications_notification USING btree (member_id, kind, coalesce_on) WHERE ((read_at IS NULL) AND (NOT ((coalesce_on)::text = ''::text)));

CREATE INDEX notifications_digest_due ON public.notifications_notification USING btree (digest_at, member_id) WHERE (NOT (digest_at IS NULL));

CREATE INDEX notifications_mail_age ON public.notifications_outgoingmail USING btree (created_at);

CREATE INDEX notifications_mail_due ON public.notifications_outgoingmail USING btree (due_at, id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'sending'::character varying])::text[]));

CREATE INDEX notifications_member ON public.notifications_notification USING btree (member_id, id DESC);

CREATE INDEX notifications_notification_member_id_ecf7e29e ON public.notifications_notification USING btree (member_id);

CREATE INDEX notifications_notification_public_id_d98eb917_like ON public.notifications_notification USING btree (public_id varchar_pattern_ops);

CREATE INDEX notifications_outgoingmail_member_id_3a7bb1c3 ON public.notifications_outgoingmail USING btree (member_id);

CREATE INDEX notifications_outgoingmail_message_id_b1ede31a_like ON public.notifications_outgoingmail USING btree (message_id varchar_pattern_ops);

CREATE INDEX notifications_outgoingmail_public_id_3a47cba9_like ON public.notifications_outgoingmail USING btree (public_id varchar_pattern_ops);

CREATE INDEX notifications_outgoingpush_notification_id_fbefe402 ON public.notifications_outgoingpush USING btree (notification_id);

CREATE INDEX notifications_outgoingpush_subscription_id_e7ce5006 ON public.notifications_outgoingpush USING btree (subscription_id);

CREATE INDEX notifications_preference_member_id_dd20d0d7 ON public.notifications_preference USING btree (member_id);

CREATE INDEX notifications_push_age ON public.notifications_outgoingpush USING btree (created_at);

CREATE INDEX notifications_push_due ON public.notifications_outgoingpush USING btree (due_at, id) WHERE ((state)::text = ANY ((ARRAY['queued'::character varying, 'sending'::character varying])::text[]));

CREATE INDEX notifications_pushsubscription_endpoint_7fe1db03_like ON public.notifications_pushsubscription USING btree (endpoint varchar_pattern_ops);

CREATE INDEX notifications_pushsubscription_member_id_2d51172b ON public.notifications_pushsubscription USING btree (member_id);

CREATE INDEX notifications_pushsubscription_public_id_1356e6d0_like ON public.notifications_pushsubscription USING btree (public_id varchar_pattern_ops);

CREATE INDEX notifications_unread ON public.notifications_notification USING btree (member_id, id DESC) WHERE (read_at IS NULL);

CREATE INDEX orders_cancellationrequest_decided_by_id_b0f81b12 ON public.orders_cancellationrequest USING btree (decided_by_id);

CREATE INDEX orders_cancellationrequest_order_id_8b44f485 ON public.orders_cancellationrequest USING btree (order_id);

CREATE INDEX orders_clockstop_order_id_aa048d74 ON public.orders_clockstop USING btree (order_id);

CREATE INDEX orders_complaint_decided_by_id_81709b8a ON public.orders_complaint USING btree (decided_by_id);

CREATE INDEX orders_complaint_order_id_0eb1deaa ON public.orders_complaint USING btree (order_id);

CREATE INDEX orders_complaint_waiting ON public.orders_complaint USING btree (asked_at, id) WHERE ((state)::text = 'open'::text);

CREATE INDEX orders_coupon_code_1e8615b8_like ON public.orders_coupon USING btree (code varchar_pattern_ops);

CREATE INDEX orders_coupon_created_by_id_663b0b95 ON public.orders_coupon USING btree (created_by_id);

CREATE INDEX orders_coupon_public_id_6d6149a0_like ON public.orders_coupon USING btree (public_id varchar_pattern_ops);

CREATE INDEX orders_coupon_use_member ON public.orders_couponuse USING btree (coupon_id, member_id);

CREATE INDEX orders_couponuse_coupon_id_e6fb8604 ON public.orders_couponuse USING btree (coupon_id);

CREATE INDEX orders_couponuse_member_id_92ac818d ON public.orders_couponuse USING btree (member_id);

CREATE INDEX orders_delivery_order_id_08b5bcf9 ON public.orders_delivery USING btree (order_id);

CREATE INDEX orders_extensionrequest_order_id_e332c746 ON public.orders_extensionrequest USING btree (order_id);

CREATE INDEX orders_extraproposal_order_id_d8780180 ON public.orders_extraproposal USING btree (order_id);

CREATE INDEX orders_extraproposal_public_id_72f26cc7_like ON public.orders_extraproposal USING btree (public_id varchar_pattern_ops);

CREATE UNIQUE INDEX orders_one_open_cancellation ON public.orders_cancellationrequest USING btree (order_id) WHERE ((state)::text = ANY ((ARRAY['open'::character varying, 'with_support'::character varying])::text[]));

CREATE UNIQUE INDEX orders_one_open_complaint ON public.orders_complaint USING btree (order_id) WHERE ((state)::text = 'open'::text);

CREATE UNIQUE INDEX orders_one_open_extension ON public.orders_extensionrequest USING btree (order_id) WHERE ((state)::text = 'open'::text);

CREATE UNIQUE INDEX orders_one_open_extra ON public.orders_extraproposal USING btree (order_id) WHERE ((state)::text = 'open'::text);

CREATE UNIQUE INDEX orders_one_open_refund ON public.orders_refundproposal USING btree (order_id) WHERE ((state)::text = 'open'::text);

CREATE UNIQUE INDEX orders_one_open_stop ON public.orders_clockstop USING btree (order_id) WHERE (ended_at IS NULL);

CREATE INDEX orders_order_article ON public.orders_order USING btree (article_id) WHERE (article_id IS NOT NULL);

CREATE INDEX orders_order_article_id_85d7f294 ON public.orders_order USING btree (article_id);

CREATE INDEX orders_order_client ON public.orders_order USING btree (client_id, state, id DESC);

CREATE INDEX orders_order_client_id_67117a15 ON public.orders_order USING btree (client_id);

CREATE INDEX orders_order_completed_day ON public.orders_order USING btree (completed_at) WHERE (completed_at IS NOT NULL);

CREATE INDEX orders_order_due ON public.orders_order USING btree (timer_at, id) WHERE (timer_at IS NOT NULL);

CREATE INDEX orders_order_gig_id_e8ecef02 ON public.orders_order USING btree (gig_id);

CREATE INDEX orders_order_paid_day ON public.orders_order USING btree (paid_at) WHERE (paid_at IS NOT NULL);

CREATE INDEX orders_order_public_id_477d735f_like ON public.orders_order USING btree (public_id varchar_pattern_ops);

CREATE INDEX orders_order_seller ON public.orders_order USING btree (seller_id, state, id DESC);

CREATE INDEX orders_order_seller_id_9df17eb1 ON public.orders_order USING btree (seller_id);

CREATE INDEX orders_order_with_support ON public.orders_order USING btree (support_since, id) WHERE (support_since IS NOT NULL);

CREATE INDEX orders_orderextra_order_id_45d433b4 ON public.orders_orderextra USING btree (order_id);

CREATE INDEX orders_orderfile_delivery_id_59aef68f ON public.orders_orderfile USING btree (delivery_id);

CREATE INDEX orders_orderfile_order_id_591c0f30 ON public.orders_orderfile USING btree (order_id);

CREATE INDEX orders_orderfile_public_id_855f6f98_like ON public.orders_orderfile USING btree (public_id varchar_pattern_ops);

CREATE INDEX orders_orderfile_question_id_7fac0ab0 ON public.orders_orderfile USING btree (question_id);

CREATE INDEX orders_orderfile_uploaded_by_id_117cfd6e ON public.orders_orderfile USING btree (uploaded_by_id);

CREATE INDEX orders_orderquestion_order_id_7e9be9fb ON public.orders_orderquestion USING btree (order_id);

CREATE INDEX orders_outage_decided_by_id_fdbaf753 ON public.orders_outage USING btree (decided_by_id);

CREATE INDEX orders_outage_open ON public.orders_outage USING btree (id) WHERE ((credited_at IS NULL) AND ((state)::text = 'recorded'::text));

CREATE INDEX orders_outage_public_id_c047a555_like ON public.orders_outage USING btree (public_id varchar_pattern_ops);

CREATE INDEX orders_outagecredit_order_id_703561bd ON public.orders_outagecredit USING btree (order_id);

CREATE INDEX orders_outagecredit_outage_id_a986185b ON public.orders_outagecredit USING btree (outage_id);

CREATE INDEX orders_refund_actor_id_06b932dc ON public.orders_refund USING btree (actor_id);

CREATE INDEX orders_refund_order_id_43062cb7 ON public.orders_refund USING btree (order_id);

CREATE INDEX orders_refund_public_id_33e144e8_like ON public.orders_refund USING btree (public_id varchar_pattern_ops);

CREATE INDEX orders_refundproposal_order_id_3a7226d7 ON public.orders_refundproposal USING btree (order_id);

CREATE INDEX orders_timelineentry_actor_id_e7ed6085 ON public.orders_timelineentry USING btree (actor_id);

CREATE INDEX orders_timelineentry_order_id_dc065817 ON public.orders_timelineentry USING btree (order_id);

CREATE INDEX orders_tip_order_id_3a343696 ON public.orders_tip USING btree (order_id);

CREATE INDEX orders_tip_public_id_1d64364a_like ON public.orders_tip USING btree (public_id varchar_pattern_ops);

CREATE INDEX portfolio_images ON public.portfolio_portfolioimage USING btree (item_id, "position", id);

CREATE INDEX portfolio_of_owner ON public.portfolio_portfolioitem USING btree (owner_id, "position", id);

CREATE INDEX portfolio_portfolioimage_item_id_1959e7c5 ON public.portfolio_portfolioimage USING btree (item_id);

CREATE INDEX portfolio_portfolioimage_public_id_09e7b860_like ON public.portfolio_portfolioimage USING btree (public_id varchar_pattern_ops);

CREATE INDEX portfolio_portfolioitem_owner_id_46972ede ON public.portfolio_portfolioitem USING btree (owner_id);

CREATE INDEX portfolio_portfolioitem_public_id_be5f513e_like ON public.portfolio_portfolioitem USING btree (public_id varchar_pattern_ops);

CREATE INDEX prizes_approval_contest_id_59a86fdb ON public.prizes_approval USING btree (contest_id);

CREATE INDEX prizes_approval_member_id_11d398ad ON public.prizes_approval USING btree (member_id);

CREATE INDEX prizes_award_contest_id_e99516a5 ON public.prizes_award USING btree (contest_id);

CREATE INDEX prizes_award_entry_id_421efe06 ON public.prizes_award USING btree (entry_id);

CREATE INDEX prizes_award_member_id_565a8f2f ON public.prizes_award USING btree (member_id);

CREATE INDEX prizes_award_prize_id_3b496beb ON public.prizes_award USING btree (prize_id);

CREATE INDEX prizes_award_public_id_23fdd652_like ON public.prizes_award USING btree (public_id varchar_pattern_ops);

CREATE INDEX prizes_due ON public.prizes_award USING btree (timer_at, id) WHERE (timer_at IS NOT NULL);

CREATE INDEX prizes_of_contest ON public.prizes_award USING btree (contest_id, rank, id);

CREATE INDEX prizes_of_member ON public.prizes_award USING btree (member_id, id DESC);

CREATE UNIQUE INDEX prizes_one_for_each_place ON public.prizes_award USING btree (contest_id, prize_id, rank) WHERE (NOT ((state)::text = ANY ((ARRAY['dropped'::character varying, 'lapsed'::character varying, 'passed_on'::character varying])::text[])));

CREATE INDEX prizes_to_hand_over ON public.prizes_award USING btree (contest_id, id) WHERE ((state)::text = 'due'::text);

CREATE INDEX programs_caps ON public.programs_reward USING btree (rule_id, member_id, granted_at);

CREATE UNIQUE INDEX programs_first_order_once ON public.programs_reward USING btree (rule_id, attribution_id) WHERE (NOT ((event)::text = 'fee_share'::text));

CREATE INDEX programs_lines ON public.programs_rewardline USING btree (reward_id, id);

CREATE INDEX programs_of_member ON public.programs_reward USING btree (member_id, id DESC);

CREATE INDEX programs_of_program ON public.programs_reward USING btree (program_id, id DESC);

CREATE INDEX programs_owing ON public.programs_reward USING btree (member_id, id) WHERE ((settled > ((granted - taken_back) + came_back)) AND ((state)::text = 'paid'::text));

CREATE INDEX programs_payable ON public.programs_reward USING btree (id) WHERE ((state)::text = 'due'::text);

CREATE INDEX programs_program_created_by_id_253669ce ON public.programs_program USING btree (created_by_id);

CREATE INDEX programs_program_public_id_391402da_like ON public.programs_program USING btree (public_id varchar_pattern_ops);

CREATE INDEX programs_reward_attribution_id_a715461d ON public.programs_reward USING btree (attribution_id);

CREATE INDEX programs_reward_member_id_bb84ea36 ON public.programs_reward USING btree (member_id);

CREATE INDEX programs_reward_order_id_f22704a7 ON public.programs_reward USING btree (order_id);

CREATE INDEX programs_reward_program_id_a5a733c5 ON public.programs_reward USING btree (program_id);

CREATE INDEX programs_reward_public_id_737028d8_like ON public.programs_reward USING btree (public_id varchar_pattern_ops);

CREATE INDEX programs_reward_rule_id_cd5e45f3 ON public.programs_reward USING btree (rule_id);

CREATE INDEX programs_rewardline_reward_id_94bfc437 ON public.programs_rewardline USING btree (reward_id);

CREATE INDEX programs_rule_program_id_f3de8f37 ON public.programs_rule USING btree (program_id);

CREATE INDEX programs_rule_public_id_be44f319_like ON public.programs_rule USING btree (public_id varchar_pattern_ops);

CREATE INDEX programs_running ON public.programs_program USING btree (state, begins_at);

CREATE INDEX programs_waiting ON public.programs_reward USING btree (due_at, id) WHERE ((state)::text = 'pending'::text);

CREATE INDEX relationships_callingcard_code_486c0979_like ON public.relationships_callingcard USING btree (code varchar_pattern_ops);

CREATE INDEX relationships_commission_introducer_id_646a1ac3 ON public.relationships_commission USING btree (introducer_id);

CREATE INDEX relationships_commission_introduction_id_51dac36a ON public.relationships_commission USING btree (introduction_id);

CREATE INDEX relationships_commission_owed ON public.relationships_commission USING btree (introducer_id, currency, id) WHERE (due_back > came_back);

CREATE UNIQUE INDEX relationships_contact_address ON public.relationships_contact USING btree (owner_id, email) WHERE (NOT ((email)::text = ''::text));

CREATE INDEX relationships_contact_member_id_b4508940 ON public.relationships_contact USING btree (member_id);

CREATE UNIQUE INDEX relationships_contact_once ON public.relationships_contact USING btree (owner_id, member_id) WHERE (member_id IS NOT NULL);

CREATE INDEX relationships_contact_owner ON public.relationships_contact USING btree (owner_id, id DESC);

CREATE INDEX relationships_contact_owner_id_abcbac94 ON public.relationships_contact USING btree (owner_id);

CREATE INDEX relationships_contact_public_id_6c636ed0_like ON public.relationships_contact USING btree (public_id varchar_pattern_ops);

CREATE INDEX relationships_deal_contact ON public.relationships_deal USING btree (contact_id, made_on DESC);

CREATE INDEX relationships_deal_contact_id_2f73d8a8 ON public.relationships_deal USING btree (contact_id);

CREATE INDEX relationships_deal_public_id_f913de32_like ON public.relationships_deal USING btree (public_id varchar_pattern_ops);

CREATE INDEX relationships_intro_due ON public.relationships_introduction USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX relationships_introduction_client_id_f0290fed ON public.relationships_introduction USING btree (client_id);

CREATE INDEX relationships_introduction_introducer_id_e6e5f774 ON public.relationships_introduction USING btree (introducer_id);

CREATE INDEX relationships_introduction_public_id_db98da35_like ON public.relationships_introduction USING btree (public_id varchar_pattern_ops);

CREATE INDEX relationships_introduction_seller_id_2c772172 ON public.relationships_introduction USING btree (seller_id);

CREATE INDEX relationships_invitation_contact_id_f3c83d27 ON public.relationships_invitation USING btree (contact_id);

CREATE INDEX relationships_invitation_owner_id_29278093 ON public.relationships_invitation USING btree (owner_id);

CREATE INDEX relationships_invitation_public_id_4ff86b47_like ON public.relationships_invitation USING btree (public_id varchar_pattern_ops);

CREATE INDEX relationships_invitation_used_by_id_497c06a2 ON public.relationships_invitation USING btree (used_by_id);

CREATE INDEX relationships_invited ON public.relationships_invitation USING btree (email, owner_id);

CREATE INDEX relationships_note_contact_id_97447f04 ON public.relationships_note USING btree (contact_id);

CREATE INDEX relationships_note_public_id_e9bb097e_like ON public.relationships_note USING btree (public_id varchar_pattern_ops);

CREATE UNIQUE INDEX relationships_one_agreed_change ON public.relationships_retainerchange USING btree (retainer_id) WHERE ((state)::text = 'accepted'::text);

CREATE UNIQUE INDEX relationships_one_open_change ON public.relationships_retainerchange USING btree (retainer_id) WHERE ((state)::text = 'open'::text);

CREATE UNIQUE INDEX relationships_one_open_intro ON public.relationships_introduction USING btree (client_id, seller_id) WHERE ((state)::text = ANY ((ARRAY['proposed'::character varying, 'accepted'::character varying])::text[]));

CREATE UNIQUE INDEX relationships_one_shared_deal ON public.relationships_shareddeal USING btree (member_id) WHERE (withdrawn_at IS NULL);

CREATE INDEX relationships_pulse_client_id_d412231c ON public.relationships_pulse USING btree (client_id);

CREATE INDEX relationships_pulse_due ON public.relationships_pulse USING btree (due_at, id) WHERE (handled_at IS NULL);

CREATE INDEX relationships_pulse_order_id_145248ab ON public.relationships_pulse USING btree (order_id);

CREATE INDEX relationships_pulse_pair ON public.relationships_pulse USING btree (seller_id, client_id, answered_at DESC) WHERE (answered_at IS NOT NULL);

CREATE INDEX relationships_pulse_public_id_38f31f98_like ON public.relationships_pulse USING btree (public_id varchar_pattern_ops);

CREATE INDEX relationships_pulse_seller_id_1a1d1537 ON public.relationships_pulse USING btree (seller_id);

CREATE INDEX relationships_reminder_contact_id_35d8030d ON public.relationships_reminder USING btree (contact_id);

CREATE INDEX relationships_reminder_due ON public.relationships_reminder USING btree (due_at, id) WHERE ((done_at IS NULL) AND (told_at IS NULL));

CREATE INDEX relationships_reminder_open ON public.relationships_reminder USING btree (contact_id, due_at) WHERE (done_at IS NULL);

CREATE INDEX relationships_reminder_public_id_6d1bc22c_like ON public.relationships_reminder USING btree (public_id varchar_pattern_ops);

CREATE INDEX relationships_ret_client ON public.relationships_retainer USING btree (client_id, id DESC);

CREATE INDEX relationships_ret_seller ON public.relationships_retainer USING btree (seller_id, id DESC);

CREATE INDEX relationships_retainer_client_id_107e8cec ON public.relationships_retainer USING btree (client_id);

CREATE INDEX relationships_retainer_due ON public.relationships_retainer USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX relationships_retainer_public_id_a81b4cbd_like ON public.relationships_retainer USING btree (public_id varchar_pattern_ops);

CREATE INDEX relationships_retainer_seller_id_c66efc55 ON public.relationships_retainer USING btree (seller_id);

CREATE INDEX relationships_retainerchange_public_id_ebc65fce_like ON public.relationships_retainerchange USING btree (public_id varchar_pattern_ops);

CREATE INDEX relationships_retainerchange_retainer_id_7c323249 ON public.relationships_retainerchange USING btree (retainer_id);

CREATE INDEX relationships_retainerline_retainer_id_c30a69ef ON public.relationships_retainerline USING btree (retainer_id);

CREATE INDEX relationships_retainerperiod_retainer_id_f1d8192c ON public.relationships_retainerperiod USING btree (retainer_id);

CREATE INDEX relationships_shareddeal_member_id_3074dfad ON public.relationships_shareddeal USING btree (member_id);

CREATE INDEX relationships_shareddeal_order_id_30061bdf ON public.relationships_shareddeal USING btree (order_id);

CREATE INDEX relationships_shareddeal_public_id_81223591_like ON public.relationships_shareddeal USING btree (public_id varchar_pattern_ops);

CREATE INDEX relationships_tie_client ON public.relationships_tie USING btree (client_id, seller_id);

CREATE INDEX relationships_tie_client_id_25370b75 ON public.relationships_tie USING btree (client_id);

CREATE INDEX relationships_tie_seller_id_c2b310c8 ON public.relationships_tie USING btree (seller_id);

CREATE INDEX relationships_usage_period_id_835d5353 ON public.relationships_usage USING btree (period_id);

CREATE INDEX relationships_usage_public_id_f06a1e7c_like ON public.relationships_usage USING btree (public_id varchar_pattern_ops);

CREATE INDEX reputation_board ON public.reputation_total USING btree (period, starts_on, area, kind, points_milli DESC, member_id);

CREATE INDEX reputation_contribution_key_ce5a6988_like ON public.reputation_contribution USING btree (key varchar_pattern_ops);

CREATE INDEX reputation_day ON public.reputation_contribution USING btree (receiver_id, day);

CREATE INDEX reputation_elsewhere_all ON public.reputation_elsewherereport USING btree (state, id DESC);

CREATE UNIQUE INDEX reputation_elsewhere_once ON public.reputation_elsewherereport USING btree (member_id, address_key) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'confirmed'::character varying])::text[]));

CREATE INDEX reputation_elsewhere_same ON public.reputation_elsewherereport USING btree (address_key);

CREATE INDEX reputation_elsewhere_waits ON public.reputation_elsewherereport USING btree (reported_at, id) WHERE ((state)::text = 'waiting'::text);

CREATE INDEX reputation_elsewherereport_decided_by_id_8edfe64e ON public.reputation_elsewherereport USING btree (decided_by_id);

CREATE INDEX reputation_elsewherereport_member_id_c1bb6c24 ON public.reputation_elsewherereport USING btree (member_id);

CREATE INDEX reputation_elsewherereport_public_id_e7c1d703_like ON public.reputation_elsewherereport USING btree (public_id varchar_pattern_ops);

CREATE INDEX reputation_given ON public.reputation_contribution USING btree (giver_id, day) WHERE (giver_id IS NOT NULL);

CREATE INDEX reputation_lines ON public.reputation_contribution USING btree (receiver_id, id DESC);

CREATE INDEX reputation_origin ON public.reputation_contribution USING btree (origin_id) WHERE (origin_id IS NOT NULL);

CREATE INDEX reputation_pointrule_made_by_id_1bc69db1 ON public.reputation_pointrule USING btree (made_by_id);

CREATE INDEX reputation_score_day ON public.reputation_score USING btree (day);

CREATE INDEX reputation_standing_due ON public.reputation_memberstanding USING btree (counted_on, id);

CREATE INDEX reputation_standingchange_member_id_6f0979dd ON public.reputation_standingchange USING btree (member_id);

CREATE INDEX reputation_subject ON public.reputation_contribution USING btree (subject_kind, subject_id);

CREATE INDEX reviews_levelchange_member_id_fcb0c1ff ON public.reviews_levelchange USING btree (member_id);

CREATE INDEX reviews_newest ON public.reviews_review USING btree (revealed_at DESC, id DESC) WHERE (revealed_at IS NOT NULL);

CREATE INDEX reviews_of_gig ON public.reviews_review USING btree (gig_id, written_by, id DESC);

CREATE INDEX reviews_of_subject ON public.reviews_review USING btree (subject_id, written_by, id DESC);

CREATE INDEX reviews_review_author_id_ed71e278 ON public.reviews_review USING btree (author_id);

CREATE INDEX reviews_review_gig_id_264367ca ON public.reviews_review USING btree (gig_id);

CREATE INDEX reviews_review_public_id_2d8375d4_like ON public.reviews_review USING btree (public_id varchar_pattern_ops);

CREATE INDEX reviews_review_round_id_be34ce00 ON public.reviews_review USING btree (round_id);

CREATE INDEX reviews_review_subject_id_1b6ffd00 ON public.reviews_review USING btree (subject_id);

CREATE INDEX reviews_reviewact_by_id_e7182304 ON public.reviews_reviewact USING btree (by_id);

CREATE INDEX reviews_reviewact_review_id_bb1542a2 ON public.reviews_reviewact USING btree (review_id);

CREATE INDEX reviews_round_due ON public.reviews_reviewround USING btree (due_at, id) WHERE (closed_at IS NULL);

CREATE INDEX reviews_round_remind ON public.reviews_reviewround USING btree (remind_at, id) WHERE ((closed_at IS NULL) AND (reminded_at IS NULL));

CREATE INDEX reviews_standing_counted ON public.reviews_standing USING btree (counted_at, id);

CREATE INDEX reviews_standing_falls ON public.reviews_standing USING btree (falls_at, id) WHERE (falls_at IS NOT NULL);

CREATE INDEX rings_answer_case_id_f68e9a45 ON public.rings_answer USING btree (case_id);

CREATE INDEX rings_answer_member_id_9c8cb773 ON public.rings_answer USING btree (member_id);

CREATE INDEX rings_decided ON public.rings_ringcase USING btree (decided_at, id);

CREATE INDEX rings_favour_case_id_b8d4943b ON public.rings_favour USING btree (case_id);

CREATE INDEX rings_favour_giver_id_46fb3e40 ON public.rings_favour USING btree (giver_id);

CREATE INDEX rings_favour_receiver_id_82817f08 ON public.rings_favour USING btree (receiver_id);

CREATE INDEX rings_person_case_id_89bdba5b ON public.rings_person USING btree (case_id);

CREATE INDEX rings_person_member_id_a9e6c09e ON public.rings_person USING btree (member_id);

CREATE INDEX rings_ringappeal_answered_by_id_6fd07327 ON public.rings_ringappeal USING btree (answered_by_id);

CREATE INDEX rings_ringappeal_case_id_2fb8a0f1 ON public.rings_ringappeal USING btree (case_id);

CREATE INDEX rings_ringappeal_member_id_ef036ad7 ON public.rings_ringappeal USING btree (member_id);

CREATE INDEX rings_ringappeal_public_id_322bbd1a_like ON public.rings_ringappeal USING btree (public_id varchar_pattern_ops);

CREATE INDEX rings_ringcase_decided_by_id_3ce3b5d7 ON public.rings_ringcase USING btree (decided_by_id);

CREATE INDEX rings_ringcase_proposed_by_id_cbd53b3c ON public.rings_ringcase USING btree (proposed_by_id);

CREATE INDEX rings_ringcase_public_id_bb34e78e_like ON public.rings_ringcase USING btree (public_id varchar_pattern_ops);

CREATE INDEX rings_to_look_at ON public.rings_ringcase USING btree (score DESC, id) WHERE ((state)::text = ANY ((ARRAY['open'::character varying, 'proposed'::character varying])::text[]));

CREATE INDEX search_best ON public.search_entry USING btree (kind, score DESC, id DESC);

CREATE INDEX search_entry_owner ON public.search_entry USING btree (owner_id);

CREATE INDEX search_fast ON public.search_entry USING btree (kind, days, score DESC, id DESC);

CREATE INDEX search_favourite_member_id_2af37905 ON public.search_favourite USING btree (member_id);

CREATE INDEX search_favourite_of ON public.search_favourite USING btree (kind, ref);

CREATE INDEX search_favourites ON public.search_favourite USING btree (member_id, id DESC);

CREATE INDEX search_group_keys ON public.search_wordgroup USING gin (keys) WHERE is_active;

CREATE INDEX search_hit_untold ON public.search_savedhit USING btree (saved_id) WHERE (told_at IS NULL);

CREATE INDEX search_missed_on ON public.search_missedsearch USING btree ("on", text, seal);

CREATE INDEX search_newest ON public.search_entry USING btree (kind, published_at DESC, id DESC);

CREATE INDEX search_price ON public.search_entry USING btree (kind, price, id DESC);

CREATE INDEX search_rated ON public.search_entry USING btree (kind, rating DESC, rating_count DESC, id DESC);

CREATE INDEX search_saved_due ON public.search_savedsearch USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX search_saved_kind ON public.search_savedsearch USING btree (kind) WHERE (NOT ((rhythm)::text = 'off'::text));

CREATE INDEX search_saved_of ON public.search_savedsearch USING btree (member_id, id DESC);

CREATE INDEX search_savedhit_entry_id_e71c883e ON public.search_savedhit USING btree (entry_id);

CREATE INDEX search_savedhit_saved_id_0f9a390b ON public.search_savedhit USING btree (saved_id);

CREATE INDEX search_savedsearch_feed_key_3207e9de_like ON public.search_savedsearch USING btree (feed_key varchar_pattern_ops);

CREATE INDEX search_savedsearch_member_id_f4a2f9a8 ON public.search_savedsearch USING btree (member_id);

CREATE INDEX search_savedsearch_public_id_5af64343_like ON public.search_savedsearch USING btree (public_id varchar_pattern_ops);

CREATE INDEX search_view_member_id_4dfe32eb ON public.search_view USING btree (member_id);

CREATE INDEX search_views ON public.search_view USING btree (member_id, seen_at DESC, id DESC);

CREATE INDEX search_word_drops ON public.search_word USING gin (public.search_drops((text)::text)) WITH (fastupdate=off) WHERE (count > 0);

CREATE INDEX search_word_letters ON public.search_word USING gin (text public.gin_trgm_ops) WHERE (count > 0);

CREATE INDEX search_word_start ON public.search_word USING btree (start, count DESC, text) WHERE (count > 0);

CREATE INDEX search_word_stem ON public.search_word USING btree (stem);

CREATE INDEX search_word_text_0c8ba0ac_like ON public.search_word USING btree (text varchar_pattern_ops);

CREATE INDEX search_wordgroup_public_id_4ad017b5_like ON public.search_wordgroup USING btree (public_id varchar_pattern_ops);

CREATE INDEX search_words_0 ON public.search_entry USING gin (words) WITH (gin_pending_list_limit='256') WHERE (shelf = 0);

CREATE INDEX search_words_1 ON public.search_entry USING gin (words) WITH (gin_pending_list_limit='256') WHERE (shelf = 1);

CREATE INDEX search_words_2 ON public.search_entry USING gin (words) WITH (gin_pending_list_limit='256') WHERE (shelf = 2);

CREATE INDEX search_words_3 ON public.search_entry USING gin (words) WITH (gin_pending_list_limit='256') WHERE (shelf = 3);

CREATE INDEX shifts_by_state ON public.shifts_shift USING btree (state, starts_at, id);

CREATE INDEX shifts_due ON public.shifts_shift USING btree (due_at, id) WHERE (due_at IS NOT NULL);

CREATE INDEX shifts_of_member ON public.shifts_shift USING btree (member_id, starts_at DESC, id DESC);

CREATE INDEX shifts_paid_hours ON public.shifts_shift USING btree (member_id, starts_at) WHERE ((state)::text = ANY ((ARRAY['accepted'::character varying, 'worked'::character varying, 'disputed'::character varying, 'approved'::character varying, 'paid'::character varying])::text[]));

CREATE INDEX shifts_remind ON public.shifts_shift USING btree (remind_at, id) WHERE (remind_at IS NOT NULL);

CREATE INDEX shifts_shift_decided_by_id_4fb6a492 ON public.shifts_shift USING btree (decided_by_id);

CREATE INDEX shifts_shift_offered_by_id_9149c3fe ON public.shifts_shift USING btree (offered_by_id);

CREATE INDEX shifts_shift_public_id_e75df332_like ON public.shifts_shift USING btree (public_id varchar_pattern_ops);

CREATE INDEX shifts_shift_questioned_by_id_8dd6c6d0 ON public.shifts_shift USING btree (questioned_by_id);

CREATE INDEX socialaccount_socialaccount_user_id_8146e70c ON public.socialaccount_socialaccount USING btree (user_id);

CREATE INDEX socialaccount_socialtoken_account_id_951f210e ON public.socialaccount_socialtoken USING btree (account_id);

CREATE INDEX socialaccount_socialtoken_app_id_636a42d7 ON public.socialaccount_socialtoken USING btree (app_id);

CREATE INDEX sponsorships_at_desk ON public.sponsorships_sponsorship USING btree (state, id DESC);

CREATE INDEX sponsorships_channel_owner_id_1cba092f ON public.sponsorships_channel USING btree (owner_id);

CREATE INDEX sponsorships_disclosurebook_country_ac8540c5_like ON public.sponsorships_disclosurebook USING btree (country varchar_pattern_ops);

CREATE INDEX sponsorships_due ON public.sponsorships_sponsorship USING btree (timer_at, id) WHERE (timer_at IS NOT NULL);

CREATE INDEX sponsorships_newest_proof ON public.sponsorships_proof USING btree (sponsorship_id, id DESC);

CREATE INDEX sponsorships_of_creator ON public.sponsorships_sponsorship USING btree (creator_id, id DESC);

CREATE INDEX sponsorships_proof_checked_by_id_0a3f2443 ON public.sponsorships_proof USING btree (checked_by_id);

CREATE INDEX sponsorships_proof_sponsorship_id_448e28e2 ON public.sponsorships_proof USING btree (sponsorship_id);

CREATE INDEX sponsorships_sponsorship_channel_id_5ac4ee33 ON public.sponsorships_sponsorship USING btree (channel_id);

CREATE INDEX sponsorships_sponsorship_creator_id_572ec9d4 ON public.sponsorships_sponsorship USING btree (creator_id);

CREATE INDEX sponsorships_sponsorship_public_id_cae3390a_like ON public.sponsorships_sponsorship USING btree (public_id varchar_pattern_ops);

CREATE INDEX sponsorships_sponsorship_refused_by_id_32191bb3 ON public.sponsorships_sponsorship USING btree (refused_by_id);

CREATE INDEX trophies_due_since ON public.trophies_trophydue USING btree (since, id);

CREATE INDEX trophies_holders ON public.trophies_trophyaward USING btree (trophy_id, earned_at DESC, id DESC) WHERE (taken_at IS NULL);

CREATE INDEX trophies_lately ON public.trophies_trophyaward USING btree (earned_at DESC, id DESC) WHERE (taken_at IS NULL);

CREATE INDEX trophies_of_member ON public.trophies_trophyaward USING btree (member_id, earned_at DESC, id DESC);

CREATE INDEX trophies_simulated ON public.trophies_simulation USING btree (trophy_id, id DESC);

CREATE INDEX trophies_simulation_by_id_38bc310f ON public.trophies_simulation USING btree (by_id);

CREATE INDEX trophies_simulation_trophy_id_f7785b9b ON public.trophies_simulation USING btree (trophy_id);

CREATE INDEX trophies_trophy_slug_9613e776_like ON public.trophies_trophy USING btree (slug varchar_pattern_ops);

CREATE INDEX trophies_trophyaward_member_id_6b9da8fa ON public.trophies_trophyaward USING btree (member_id);

CREATE INDEX trophies_trophyaward_trophy_id_dda68def ON public.trophies_trophyaward USING btree (trophy_id);

CREATE INDEX trophies_trophydue_member_id_cd4ba5fb ON public.trophies_trophydue USING btree (member_id);

CREATE UNIQUE INDEX unique_authenticator_type ON public.mfa_authenticator USING btree (user_id, type) WHERE ((type)::text = ANY ((ARRAY['totp'::character varying, 'recovery_codes'::character varying])::text[]));

CREATE UNIQUE INDEX unique_primary_email ON public.account_emailaddress USING btree (user_id, "primary") WHERE "primary";

CREATE UNIQUE INDEX unique_verified_email ON public.account_emailaddress USING btree (email) WHERE verified;

CREATE INDEX usersessions_usersession_session_key_fd35de43_like ON public.usersessions_usersession USING btree (session_key varchar_pattern_ops);

CREATE INDEX usersessions_usersession_user_id_af5e0a6d ON public.usersessions_usersession USING btree (user_id);

CREATE INDEX watch_by_stage ON public.watch_sighting USING btree (stage, since DESC, id DESC);

CREATE INDEX watch_news ON public.watch_sighting USING btree (id) WHERE (news_at IS NOT NULL);

CREATE INDEX watch_of_member ON public.watch_sighting USING btree (member_id, id DESC);

CREATE UNIQUE INDEX watch_one_open ON public.watch_sighting USING btree (member_id) WHERE (NOT ((stage)::text = 'closed'::text));

CREATE INDEX watch_outcome_due ON public.watch_outcome USING btree (due_on, id) WHERE (due_on IS NOT NULL);

CREATE UNIQUE INDEX watch_outcome_once ON public.watch_outcome USING btree (sighting_id, occasion, from_on) WHERE (act_id IS NULL);

CREATE INDEX watch_outcome_sighting_id_b7a0be72 ON public.watch_outcome USING btree (sighting_id);

CREATE INDEX watch_sighting_closed_by_id_519c6859 ON public.watch_sighting USING btree (closed_by_id);

CREATE INDEX watch_sighting_public_id_c1e6e7ee_like ON public.watch_sighting USING btree (public_id varchar_pattern_ops);

CREATE INDEX watch_stagechange_by_id_70ecfac4 ON public.watch_stagechange USING btree (by_id);

CREATE INDEX watch_stagechange_sighting_id_059e7caa ON public.watch_stagechange USING btree (sighting_id);

CREATE INDEX watch_watchact_by_id_3e63e34e ON public.watch_watchact USING btree (by_id);

CREATE INDEX watch_watchact_public_id_739fac5e_like ON public.watch_watchact USING btree (public_id varchar_pattern_ops);

CREATE INDEX watch_watchact_sighting_id_1f50381b ON public.watch_watchact USING btree (sighting_id);

CREATE INDEX webhooks_attempt_delivery_id_bb1708b1 ON public.webhooks_attempt USING btree (delivery_id);

CREATE INDEX webhooks_delivery_age ON public.webhooks_webhookdelivery USING btree (created_at);

CREATE INDEX webhooks_delivery_due ON public.webhooks_webhookdelivery USING btree (due_at, id) WHERE ((state)::text = ANY ((ARRAY['waiting'::character varying, 'sending'::character varying])::text[]));

CREATE INDEX webhooks_delivery_log ON public.webhooks_webhookdelivery USING btree (endpoint_id, id DESC);

CREATE INDEX webhooks_endpoint_member_id_5f17506c ON public.webhooks_endpoint USING btree (member_id);

CREATE INDEX webhooks_endpoint_public_id_bbe4fa40_like ON public.webhooks_endpoint USING btree (public_id varchar_pattern_ops);

CREATE INDEX webhooks_webhookdelivery_endpoint_id_d5bfb5c8 ON public.webhooks_webhookdelivery USING btree (endpoint_id);

CREATE INDEX webhooks_webhookdelivery_public_id_5ca07d4b_like ON public.webhooks_webhookdelivery USING btree (public_id varchar_pattern_ops);

CREATE UNIQUE INDEX worth_cost_form_once ON public.worth_programmecost USING btree (made_by_id, token) WHERE (NOT ((token)::text = ''::text));

CREATE INDEX worth_cost_listed ON public.worth_programmecost USING btree (month DESC, id DESC);

CREATE INDEX worth_licencecost_made_by_id_f82f7170 ON public.worth_licencecost USING btree (made_by_id);

CREATE INDEX worth_licencecost_privilege_id_340997e0 ON public.worth_licencecost USING btree (privilege_id);

CREATE INDEX worth_month_by_month ON public.worth_membermonth USING btree (month);

CREATE INDEX worth_programmecost_corrects_id_7db2d934 ON public.worth_programmecost USING btree (corrects_id);

CREATE INDEX worth_programmecost_made_by_id_702c51fc ON public.worth_programmecost USING btree (made_by_id);

CREATE INDEX worth_programmecost_public_id_e5ced84c_like ON public.worth_programmecost USING btree (public_id varchar_pattern_ops);

CREATE INDEX worth_ticketprice_made_by_id_8a0990f4 ON public.worth_ticketprice USING btree (made_by_id);

ALTER INDEX public.links_visit_at ATTACH PARTITION public.links_visit_default_at_idx;

ALTER INDEX public.links_visit_link ATTACH PARTITION public.links_visit_default_link_id_at_idx;

ALTER INDEX public.links_visit_pkey ATTACH PARTITION public.links_visit_default_pkey;

ALTER INDEX public.links_visit_visitor ATTACH PARTITION public.links_visit_default_visitor_at_idx;

CREATE TRIGGER billing_counter_by_one BEFORE UPDATE ON public.billing_counter FOR EACH ROW EXECUTE FUNCTION public.billing_counter_guard();

CREATE TRIGGER billing_counter_kept BEFORE DELETE OR TRUNCATE ON public.billing_counter FOR EACH STATEMENT EXECUTE FUNCTION public.billing_refuse_change();

CREATE TRIGGER billing_invoice_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.billing_invoice FOR EACH STATEMENT EXECUTE FUNCTION public.billing_refuse_change();

CREATE TRIGGER billing_rate_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.billing_exchangerate FOR EACH STATEMENT EXECUTE FUNCTION public.billing_refuse_change();

CREATE TRIGGER core_audit_frozen BEFORE DELETE OR UPDATE ON public.core_auditrecord FOR EACH ROW EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER forum_act_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.forum_moderationact FOR EACH STATEMENT EXECUTE FUNCTION public.forum_refuse_change();

CREATE TRIGGER gurus_charter_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.gurus_charterversion FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER gurus_signature_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.gurus_signature FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER laurels_countround_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.laurels_countround FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER laurels_laurel_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.laurels_laurel FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER laurels_paper_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.laurels_paper FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER laurels_snapshot_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.laurels_snapshot FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER ledger_account_fixed BEFORE UPDATE OF id, kind, owner, currency ON public.ledger_account FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

CREATE TRIGGER ledger_account_kept BEFORE DELETE OR TRUNCATE ON public.ledger_account FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

CREATE TRIGGER ledger_balances_hold AFTER UPDATE ON public.ledger_account REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_balances_hold();

CREATE TRIGGER ledger_balances_made AFTER INSERT ON public.ledger_account REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_balances_hold();

CREATE TRIGGER ledger_batch_kept BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_payoutbatch FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

CREATE TRIGGER ledger_destination_fixed BEFORE UPDATE OF member_id, method, holder, account, bank_name, public_id ON public.ledger_payoutdestination FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

CREATE TRIGGER ledger_entries_hold AFTER INSERT ON public.ledger_entry REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_entries_hold();

CREATE TRIGGER ledger_entry_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

CREATE TRIGGER ledger_payout_fixed BEFORE UPDATE OF member_id, destination_id, method, holder, account, bank_name, amount, currency, request_key, requested_at, public_id ON public.ledger_payout FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

CREATE TRIGGER ledger_payout_kept BEFORE DELETE OR TRUNCATE ON public.ledger_payout FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

CREATE CONSTRAINT TRIGGER ledger_transfer_entered AFTER INSERT ON public.ledger_transfer DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION public.ledger_transfer_entered();

CREATE TRIGGER ledger_transfer_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.ledger_transfer FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse_change();

CREATE TRIGGER reputation_contribution_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reputation_contribution FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER reputation_rule_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.reputation_pointrule FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER watch_act_frozen BEFORE UPDATE ON public.watch_watchact FOR EACH ROW WHEN ((((new.note)::text <> ''::text) OR ((new.kind)::text <> (old.kind)::text) OR (new.at <> old.at) OR (new.by_id <> old.by_id) OR (new.sighting_id <> old.sighting_id))) EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER watch_act_kept BEFORE DELETE OR TRUNCATE ON public.watch_watchact FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER watch_change_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.watch_stagechange FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER worth_cost_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.worth_programmecost FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER worth_licence_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.worth_licencecost FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

CREATE TRIGGER worth_price_frozen BEFORE DELETE OR UPDATE OR TRUNCATE ON public.worth_ticketprice FOR EACH STATEMENT EXECUTE FUNCTION public.core_refuse_change();

ALTER TABLE ONLY public.account_emailaddress
    ADD CONSTRAINT account_emailaddress_user_id_2c513194_fk_accounts_member_id FOREIGN KEY (user_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.account_emailconfirmation
    ADD CONSTRAINT account_emailconfirm_email_address_id_5b7f8c58_fk_account_e FOREIGN KEY (email_address_id) REFERENCES public.account_emailaddress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_apitoken
    ADD CONSTRAINT accounts_apitoken_member_id_128e54ec_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_cventry
    ADD CONSTRAINT accounts_cventry_member_id_3a56546e_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_member_groups
    ADD CONSTRAINT accounts_member_groups_group_id_5c4b2fbe_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_member_groups
    ADD CONSTRAINT accounts_member_groups_member_id_e68138f6_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_member_user_permissions
    ADD CONSTRAINT accounts_member_user_member_id_dded25fd_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_member_user_permissions
    ADD CONSTRAINT accounts_member_user_permission_id_1dd5f43a_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_profile
    ADD CONSTRAINT accounts_profile_member_id_7e7a6ebe_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.accounts_rolegrant
    ADD CONSTRAINT accounts_rolegrant_member_id_032918e6_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_article_id_e35938f1_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_action
    ADD CONSTRAINT actions_action_contest_id_a6ee860c_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_claim
    ADD CONSTRAINT actions_claim_action_id_396b2cf7_fk_actions_action_id FOREIGN KEY (action_id) REFERENCES public.actions_action(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_claim
    ADD CONSTRAINT actions_claim_decided_by_id_c166d174_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_claim
    ADD CONSTRAINT actions_claim_entrant_id_46bf0838_fk_actions_entrant_id FOREIGN KEY (entrant_id) REFERENCES public.actions_entrant(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_entrant
    ADD CONSTRAINT actions_entrant_contest_id_7bea217a_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_entrant
    ADD CONSTRAINT actions_entrant_hold_decided_by_id_4be30be7_fk_accounts_ FOREIGN KEY (hold_decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_entrant
    ADD CONSTRAINT actions_entrant_link_id_2263a0c0_fk_calls_link_id FOREIGN KEY (link_id) REFERENCES public.calls_link(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_entrant
    ADD CONSTRAINT actions_entrant_member_id_82860aaf_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.actions_signal
    ADD CONSTRAINT actions_signal_entrant_id_a7be7f85_fk_actions_entrant_id FOREIGN KEY (entrant_id) REFERENCES public.actions_entrant(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_article
    ADD CONSTRAINT articles_article_author_id_059aea7d_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_article
    ADD CONSTRAINT articles_article_theme_id_3da13fcf_fk_articles_theme_id FOREIGN KEY (theme_id) REFERENCES public.articles_theme(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_articleimage
    ADD CONSTRAINT articles_articleimag_article_id_b2a67e90_fk_articles_ FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_comment
    ADD CONSTRAINT articles_comment_article_id_59ff1409_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_comment
    ADD CONSTRAINT articles_comment_author_id_0524a063_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_comment
    ADD CONSTRAINT articles_comment_parent_id_4a4b0b82_fk_articles_comment_id FOREIGN KEY (parent_id) REFERENCES public.articles_comment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_commission
    ADD CONSTRAINT articles_commission_article_id_d2d26968_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_commission
    ADD CONSTRAINT articles_commission_author_id_66980d50_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_commission
    ADD CONSTRAINT articles_commission_editor_id_8498e059_fk_accounts_member_id FOREIGN KEY (editor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_editornote
    ADD CONSTRAINT articles_editornote_article_id_90566a6c_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_editornote
    ADD CONSTRAINT articles_editornote_editor_id_008059ca_fk_accounts_member_id FOREIGN KEY (editor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_reaction
    ADD CONSTRAINT articles_reaction_article_id_89acdd96_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_reaction
    ADD CONSTRAINT articles_reaction_member_id_6f30dfb6_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_theme
    ADD CONSTRAINT articles_theme_made_by_id_2f36f4d3_fk_accounts_member_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_tip
    ADD CONSTRAINT articles_tip_article_id_10518d48_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_tip
    ADD CONSTRAINT articles_tip_author_id_f7ee00a5_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_tip
    ADD CONSTRAINT articles_tip_reader_id_e4929bcc_fk_accounts_member_id FOREIGN KEY (reader_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.articles_trafficday
    ADD CONSTRAINT articles_trafficday_article_id_10203281_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissio_permission_id_84c5c92e_fk_auth_perm FOREIGN KEY (permission_id) REFERENCES public.auth_permission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_group_permissions
    ADD CONSTRAINT auth_group_permissions_group_id_b120cbf9_fk_auth_group_id FOREIGN KEY (group_id) REFERENCES public.auth_group(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.auth_permission
    ADD CONSTRAINT auth_permission_content_type_id_2f476e4b_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.billing_billingprofile
    ADD CONSTRAINT billing_billingprofile_member_id_2aa6d401_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_corrects_id_8155d10c_fk_billing_invoice_id FOREIGN KEY (corrects_id) REFERENCES public.billing_invoice(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_issuer_id_64ede839_fk_accounts_member_id FOREIGN KEY (issuer_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_order_id_2948c8f7_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.billing_invoice
    ADD CONSTRAINT billing_invoice_recipient_id_e69d153c_fk_accounts_member_id FOREIGN KEY (recipient_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_arrival
    ADD CONSTRAINT calls_arrival_link_id_5e6c0ec7_fk_calls_link_id FOREIGN KEY (link_id) REFERENCES public.calls_link(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_arrival
    ADD CONSTRAINT calls_arrival_member_id_25c1e1b3_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_contest
    ADD CONSTRAINT calls_contest_created_by_id_97157d10_fk_accounts_member_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_contesttext
    ADD CONSTRAINT calls_contesttext_contest_id_fa5c2bcd_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_follower
    ADD CONSTRAINT calls_follower_contest_id_dd496f4d_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_follower
    ADD CONSTRAINT calls_follower_member_id_3e0191b6_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_line
    ADD CONSTRAINT calls_line_actor_id_d5b1e736_fk_accounts_member_id FOREIGN KEY (actor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_line
    ADD CONSTRAINT calls_line_contest_id_1e30aef6_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_link
    ADD CONSTRAINT calls_link_contest_id_a278ccc6_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_link
    ADD CONSTRAINT calls_link_member_id_984eecc6_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.calls_prize
    ADD CONSTRAINT calls_prize_contest_id_8650d0ae_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_booking
    ADD CONSTRAINT campaigns_booking_member_id_47f11b07_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_booking
    ADD CONSTRAINT campaigns_booking_slot_id_40bf6b34_fk_campaigns_slot_id FOREIGN KEY (slot_id) REFERENCES public.campaigns_slot(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_campaign
    ADD CONSTRAINT campaigns_campaign_created_by_id_11fada74_fk_accounts_member_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_campaign
    ADD CONSTRAINT campaigns_campaign_support_contact_id_086ea525_fk_accounts_ FOREIGN KEY (support_contact_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_campaignpicture
    ADD CONSTRAINT campaigns_campaignpi_campaign_id_ab9ef427_fk_campaigns FOREIGN KEY (campaign_id) REFERENCES public.campaigns_campaign(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_campaigntext
    ADD CONSTRAINT campaigns_campaignte_campaign_id_11eb74b7_fk_campaigns FOREIGN KEY (campaign_id) REFERENCES public.campaigns_campaign(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_card
    ADD CONSTRAINT campaigns_card_campaign_id_42bec2e9_fk_campaigns_campaign_id FOREIGN KEY (campaign_id) REFERENCES public.campaigns_campaign(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_card
    ADD CONSTRAINT campaigns_card_member_id_00100781_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_cause
    ADD CONSTRAINT campaigns_cause_created_by_id_e37d8eea_fk_accounts_member_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_invitation
    ADD CONSTRAINT campaigns_invitation_campaign_id_af0bbed2_fk_campaigns FOREIGN KEY (campaign_id) REFERENCES public.campaigns_campaign(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_invitation
    ADD CONSTRAINT campaigns_invitation_member_id_bf73ad03_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_invitation
    ADD CONSTRAINT campaigns_invitation_segment_id_3d563c88_fk_campaigns FOREIGN KEY (segment_id) REFERENCES public.campaigns_segment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_line
    ADD CONSTRAINT campaigns_line_actor_id_d4dbbef8_fk_accounts_member_id FOREIGN KEY (actor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_line
    ADD CONSTRAINT campaigns_line_campaign_id_10080fd3_fk_campaigns_campaign_id FOREIGN KEY (campaign_id) REFERENCES public.campaigns_campaign(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_match
    ADD CONSTRAINT campaigns_match_host_id_bcc7499d_fk_campaigns_card_id FOREIGN KEY (host_id) REFERENCES public.campaigns_card(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_match
    ADD CONSTRAINT campaigns_match_newcomer_id_ecc42232_fk_campaigns_card_id FOREIGN KEY (newcomer_id) REFERENCES public.campaigns_card(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_mission
    ADD CONSTRAINT campaigns_mission_campaign_id_6e41a0cc_fk_campaigns_campaign_id FOREIGN KEY (campaign_id) REFERENCES public.campaigns_campaign(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_mission
    ADD CONSTRAINT campaigns_mission_cause_id_4b398d28_fk_campaigns_cause_id FOREIGN KEY (cause_id) REFERENCES public.campaigns_cause(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_missiontext
    ADD CONSTRAINT campaigns_missiontex_mission_id_bd0192d1_fk_campaigns FOREIGN KEY (mission_id) REFERENCES public.campaigns_mission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_quiet
    ADD CONSTRAINT campaigns_quiet_member_id_8c7d6870_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_segment
    ADD CONSTRAINT campaigns_segment_created_by_id_e321cc10_fk_accounts_member_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_slot
    ADD CONSTRAINT campaigns_slot_mission_id_e7ea5952_fk_campaigns_mission_id FOREIGN KEY (mission_id) REFERENCES public.campaigns_mission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_task
    ADD CONSTRAINT campaigns_task_booking_id_1f5a7973_fk_campaigns_booking_id FOREIGN KEY (booking_id) REFERENCES public.campaigns_booking(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_task
    ADD CONSTRAINT campaigns_task_decided_by_id_f4c552aa_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_task
    ADD CONSTRAINT campaigns_task_member_id_18f04a3e_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_task
    ADD CONSTRAINT campaigns_task_mission_id_65d7ed3f_fk_campaigns_mission_id FOREIGN KEY (mission_id) REFERENCES public.campaigns_mission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_ticket
    ADD CONSTRAINT campaigns_ticket_campaign_id_d63f38bb_fk_campaigns_campaign_id FOREIGN KEY (campaign_id) REFERENCES public.campaigns_campaign(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_ticket
    ADD CONSTRAINT campaigns_ticket_member_id_80a329ef_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_ticket
    ADD CONSTRAINT campaigns_ticket_mission_id_4cd187d9_fk_campaigns_mission_id FOREIGN KEY (mission_id) REFERENCES public.campaigns_mission(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_ticketnote
    ADD CONSTRAINT campaigns_ticketnote_author_id_e7a32cf2_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.campaigns_ticketnote
    ADD CONSTRAINT campaigns_ticketnote_ticket_id_ac23c3a7_fk_campaigns_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.campaigns_ticket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.core_delivery
    ADD CONSTRAINT core_delivery_event_id_b08c48a1_fk_core_outboxevent_id FOREIGN KEY (event_id) REFERENCES public.core_outboxevent(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_decision
    ADD CONSTRAINT disputes_decision_decided_by_id_9b2ff7d6_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_decision
    ADD CONSTRAINT disputes_decision_dispute_id_e198f7a8_fk_disputes_dispute_id FOREIGN KEY (dispute_id) REFERENCES public.disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_dispute
    ADD CONSTRAINT disputes_dispute_opener_id_06e977e0_fk_accounts_member_id FOREIGN KEY (opener_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_dispute
    ADD CONSTRAINT disputes_dispute_order_id_0f24a9e3_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_dispute
    ADD CONSTRAINT disputes_dispute_other_id_b3811022_fk_accounts_member_id FOREIGN KEY (other_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_line
    ADD CONSTRAINT disputes_line_actor_id_40f45904_fk_accounts_member_id FOREIGN KEY (actor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_line
    ADD CONSTRAINT disputes_line_dispute_id_e9c39142_fk_disputes_dispute_id FOREIGN KEY (dispute_id) REFERENCES public.disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_proposal
    ADD CONSTRAINT disputes_proposal_dispute_id_205dab7d_fk_disputes_dispute_id FOREIGN KEY (dispute_id) REFERENCES public.disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_statement
    ADD CONSTRAINT disputes_statement_author_id_a91df593_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_statement
    ADD CONSTRAINT disputes_statement_dispute_id_da06cf7c_fk_disputes_dispute_id FOREIGN KEY (dispute_id) REFERENCES public.disputes_dispute(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_statement
    ADD CONSTRAINT disputes_statement_line_id_8fba46a2_fk_disputes_line_id FOREIGN KEY (line_id) REFERENCES public.disputes_line(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.disputes_statementfile
    ADD CONSTRAINT disputes_statementfi_statement_id_c1913e29_fk_disputes_ FOREIGN KEY (statement_id) REFERENCES public.disputes_statement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_content_type_id_c4bce8eb_fk_django_co FOREIGN KEY (content_type_id) REFERENCES public.django_content_type(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.django_admin_log
    ADD CONSTRAINT django_admin_log_user_id_c564eba6_fk_accounts_member_id FOREIGN KEY (user_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_contest_id_676b2e91_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draws_draw
    ADD CONSTRAINT draws_draw_value_by_id_b8b0c2fe_fk_accounts_member_id FOREIGN KEY (value_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draws_pass
    ADD CONSTRAINT draws_pass_decided_by_id_151bcd03_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.draws_pass
    ADD CONSTRAINT draws_pass_draw_id_0c280e55_fk_draws_draw_id FOREIGN KEY (draw_id) REFERENCES public.draws_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_check
    ADD CONSTRAINT entries_check_decided_by_id_f58552d6_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_check
    ADD CONSTRAINT entries_check_entry_id_70008044_fk_entries_entry_id FOREIGN KEY (entry_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_checkrun
    ADD CONSTRAINT entries_checkrun_contest_id_16ee173e_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_entry
    ADD CONSTRAINT entries_entry_article_id_def89134_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_entry
    ADD CONSTRAINT entries_entry_contest_id_8a9ce49b_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_entry
    ADD CONSTRAINT entries_entry_decided_by_id_9ca3e733_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_entry
    ADD CONSTRAINT entries_entry_entrant_id_1797d457_fk_accounts_member_id FOREIGN KEY (entrant_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_entry
    ADD CONSTRAINT entries_entry_link_id_54844d52_fk_calls_link_id FOREIGN KEY (link_id) REFERENCES public.calls_link(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_look
    ADD CONSTRAINT entries_look_entry_id_40ffbffa_fk_entries_entry_id FOREIGN KEY (entry_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_sketch
    ADD CONSTRAINT entries_sketch_article_id_a377b649_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_sketch
    ADD CONSTRAINT entries_sketch_entry_id_5b3c9b0d_fk_entries_entry_id FOREIGN KEY (entry_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entries_writingrules
    ADD CONSTRAINT entries_writingrules_contest_id_67d090b3_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_arealevel
    ADD CONSTRAINT forum_arealevel_category_id_7c526ba7_fk_forum_category_id FOREIGN KEY (category_id) REFERENCES public.forum_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_arealevel
    ADD CONSTRAINT forum_arealevel_member_id_f79b9ec2_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_arealevel
    ADD CONSTRAINT forum_arealevel_tag_id_c9d97da9_fk_forum_tag_id FOREIGN KEY (tag_id) REFERENCES public.forum_tag(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_bookmark
    ADD CONSTRAINT forum_bookmark_member_id_ffbce9bf_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_bookmark
    ADD CONSTRAINT forum_bookmark_post_id_ae03e308_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_category
    ADD CONSTRAINT forum_category_parent_id_c38ddcc9_fk_forum_category_id FOREIGN KEY (parent_id) REFERENCES public.forum_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_draft
    ADD CONSTRAINT forum_draft_member_id_4457b2e4_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_forumsettings
    ADD CONSTRAINT forum_forumsettings_member_id_3adf0277_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_inboundmail
    ADD CONSTRAINT forum_inboundmail_member_id_8f01ce06_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_inboundmail
    ADD CONSTRAINT forum_inboundmail_post_id_89bedfdd_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_inboundmail
    ADD CONSTRAINT forum_inboundmail_topic_id_78dde205_fk_forum_topic_id FOREIGN KEY (topic_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_like
    ADD CONSTRAINT forum_like_member_id_490a0045_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_like
    ADD CONSTRAINT forum_like_post_id_6a83dbbe_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_mention
    ADD CONSTRAINT forum_mention_member_id_efb40167_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_mention
    ADD CONSTRAINT forum_mention_post_id_a0bf3cde_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_moderationact
    ADD CONSTRAINT forum_moderationact_actor_id_a7976d84_fk_accounts_member_id FOREIGN KEY (actor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_moderationact
    ADD CONSTRAINT forum_moderationact_category_id_359f34af_fk_forum_category_id FOREIGN KEY (category_id) REFERENCES public.forum_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_moderationact
    ADD CONSTRAINT forum_moderationact_member_id_164742dc_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_moderationact
    ADD CONSTRAINT forum_moderationact_post_id_82b6216f_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_moderationact
    ADD CONSTRAINT forum_moderationact_topic_id_01815a08_fk_forum_topic_id FOREIGN KEY (topic_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_moderationact
    ADD CONSTRAINT forum_moderationact_undoes_id_eebff245_fk_forum_mod FOREIGN KEY (undoes_id) REFERENCES public.forum_moderationact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_movedpost
    ADD CONSTRAINT forum_movedpost_merge_id_9ceb8a6f_fk_forum_topicmerge_id FOREIGN KEY (merge_id) REFERENCES public.forum_topicmerge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_movedpost
    ADD CONSTRAINT forum_movedpost_post_id_88d3c55d_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_permission
    ADD CONSTRAINT forum_permission_category_id_b88f996e_fk_forum_category_id FOREIGN KEY (category_id) REFERENCES public.forum_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_poll
    ADD CONSTRAINT forum_poll_topic_id_1f044b2f_fk_forum_topic_id FOREIGN KEY (topic_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_polloption
    ADD CONSTRAINT forum_polloption_poll_id_628571e1_fk_forum_poll_id FOREIGN KEY (poll_id) REFERENCES public.forum_poll(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_pollvote
    ADD CONSTRAINT forum_pollvote_member_id_825338ec_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_pollvote
    ADD CONSTRAINT forum_pollvote_option_id_a550e5c9_fk_forum_polloption_id FOREIGN KEY (option_id) REFERENCES public.forum_polloption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_pollvote
    ADD CONSTRAINT forum_pollvote_poll_id_e864d370_fk_forum_poll_id FOREIGN KEY (poll_id) REFERENCES public.forum_poll(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_post
    ADD CONSTRAINT forum_post_author_id_609b7963_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_post
    ADD CONSTRAINT forum_post_removed_by_id_e0695885_fk_accounts_member_id FOREIGN KEY (removed_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_post
    ADD CONSTRAINT forum_post_reply_to_id_c43038e8_fk_forum_post_id FOREIGN KEY (reply_to_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_post
    ADD CONSTRAINT forum_post_topic_id_68b61f28_fk_forum_topic_id FOREIGN KEY (topic_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_postpicture
    ADD CONSTRAINT forum_postpicture_uploader_id_16b5c258_fk_accounts_member_id FOREIGN KEY (uploader_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_postversion
    ADD CONSTRAINT forum_postversion_editor_id_b3697704_fk_accounts_member_id FOREIGN KEY (editor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_postversion
    ADD CONSTRAINT forum_postversion_post_id_2b9d3657_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_queuedecision
    ADD CONSTRAINT forum_queuedecision_actor_id_2ed2eebc_fk_accounts_member_id FOREIGN KEY (actor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_queuedecision
    ADD CONSTRAINT forum_queuedecision_post_id_9f9e59a3_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_queuedecision
    ADD CONSTRAINT forum_queuedecision_undone_by_id_2422dac9_fk_accounts_member_id FOREIGN KEY (undone_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_reading
    ADD CONSTRAINT forum_reading_member_id_7624151c_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_reading
    ADD CONSTRAINT forum_reading_topic_id_b49c2d36_fk_forum_topic_id FOREIGN KEY (topic_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_replyaddress
    ADD CONSTRAINT forum_replyaddress_member_id_3045a52e_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_replyaddress
    ADD CONSTRAINT forum_replyaddress_topic_id_50da9ef9_fk_forum_topic_id FOREIGN KEY (topic_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_solution
    ADD CONSTRAINT forum_solution_ended_by_id_5c204747_fk_accounts_member_id FOREIGN KEY (ended_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_solution
    ADD CONSTRAINT forum_solution_member_id_08006b9d_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_solution
    ADD CONSTRAINT forum_solution_post_id_907b51ae_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_solution
    ADD CONSTRAINT forum_solution_topic_id_d8b76f2b_fk_forum_topic_id FOREIGN KEY (topic_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_told
    ADD CONSTRAINT forum_told_member_id_919049f8_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_told
    ADD CONSTRAINT forum_told_post_id_cba8d95e_fk_forum_post_id FOREIGN KEY (post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topic
    ADD CONSTRAINT forum_topic_author_id_69c0a4d8_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topic
    ADD CONSTRAINT forum_topic_category_id_b3704e41_fk_forum_category_id FOREIGN KEY (category_id) REFERENCES public.forum_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topic
    ADD CONSTRAINT forum_topic_first_post_id_5c106f59_fk_forum_post_id FOREIGN KEY (first_post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topic
    ADD CONSTRAINT forum_topic_last_author_id_c520dfd1_fk_accounts_member_id FOREIGN KEY (last_author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topic
    ADD CONSTRAINT forum_topic_last_post_id_ddf42835_fk_forum_post_id FOREIGN KEY (last_post_id) REFERENCES public.forum_post(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topic
    ADD CONSTRAINT forum_topic_merged_into_id_80097c08_fk_forum_topic_id FOREIGN KEY (merged_into_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topic
    ADD CONSTRAINT forum_topic_removed_by_id_e959b50a_fk_accounts_member_id FOREIGN KEY (removed_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topicmerge
    ADD CONSTRAINT forum_topicmerge_by_id_1ce2eba5_fk_accounts_member_id FOREIGN KEY (by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topicmerge
    ADD CONSTRAINT forum_topicmerge_source_id_630d9397_fk_forum_topic_id FOREIGN KEY (source_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topicmerge
    ADD CONSTRAINT forum_topicmerge_target_id_734485e3_fk_forum_topic_id FOREIGN KEY (target_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.forum_topicmerge
    ADD CONSTRAINT forum_topicmerge_undone_by_id_b775008f_fk_accounts_member_id FOREIGN KEY (undone_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_category
    ADD CONSTRAINT gigs_category_parent_id_39c2fbda_fk_gigs_category_id FOREIGN KEY (parent_id) REFERENCES public.gigs_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_editornote
    ADD CONSTRAINT gigs_editornote_editor_id_4b791e4d_fk_accounts_member_id FOREIGN KEY (editor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_editornote
    ADD CONSTRAINT gigs_editornote_gig_id_69cde916_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_extra
    ADD CONSTRAINT gigs_extra_gig_id_7a60d77b_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_faq
    ADD CONSTRAINT gigs_faq_gig_id_c4bc3926_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_feature
    ADD CONSTRAINT gigs_feature_gig_id_874df8d4_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_gig
    ADD CONSTRAINT gigs_gig_category_id_e9d38d2a_fk_gigs_category_id FOREIGN KEY (category_id) REFERENCES public.gigs_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_gig
    ADD CONSTRAINT gigs_gig_root_id_dacac36f_fk_gigs_category_id FOREIGN KEY (root_id) REFERENCES public.gigs_category(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_gig
    ADD CONSTRAINT gigs_gig_seller_id_d015a686_fk_accounts_member_id FOREIGN KEY (seller_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_gigday
    ADD CONSTRAINT gigs_gigday_gig_id_f445dbfb_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_gigimage
    ADD CONSTRAINT gigs_gigimage_gig_id_8126e4b8_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_package
    ADD CONSTRAINT gigs_package_gig_id_53fce5de_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gigs_question
    ADD CONSTRAINT gigs_question_gig_id_4d598c00_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guard_case
    ADD CONSTRAINT guard_case_attribution_id_7f169eba_fk_links_attribution_id FOREIGN KEY (attribution_id) REFERENCES public.links_attribution(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guard_case
    ADD CONSTRAINT guard_case_decided_by_id_5718a930_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guard_case
    ADD CONSTRAINT guard_case_friend_id_f880ebc5_fk_accounts_member_id FOREIGN KEY (friend_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guard_case
    ADD CONSTRAINT guard_case_owner_id_4b6a2fe7_fk_accounts_member_id FOREIGN KEY (owner_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guard_case
    ADD CONSTRAINT guard_case_settled_by_id_01b32d6c_fk_accounts_member_id FOREIGN KEY (settled_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guard_signal
    ADD CONSTRAINT guard_signal_attribution_id_a5860316_fk_links_attribution_id FOREIGN KEY (attribution_id) REFERENCES public.links_attribution(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guard_word
    ADD CONSTRAINT guard_word_case_id_d351af5a_fk_guard_case_id FOREIGN KEY (case_id) REFERENCES public.guard_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.guard_word
    ADD CONSTRAINT guard_word_member_id_1a2dbd37_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_ballot
    ADD CONSTRAINT gurus_ballot_member_id_10328cf7_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_ballot
    ADD CONSTRAINT gurus_ballot_nomination_id_d6e165b5_fk_gurus_nomination_id FOREIGN KEY (nomination_id) REFERENCES public.gurus_nomination(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_break
    ADD CONSTRAINT gurus_break_membership_id_4746d1ab_fk_gurus_membership_id FOREIGN KEY (membership_id) REFERENCES public.gurus_membership(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_charterversion
    ADD CONSTRAINT gurus_charterversion_published_by_id_4d7af1b4_fk_accounts_ FOREIGN KEY (published_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_clubcase
    ADD CONSTRAINT gurus_clubcase_decided_by_id_fab57673_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_clubcase
    ADD CONSTRAINT gurus_clubcase_membership_id_4a961863_fk_gurus_membership_id FOREIGN KEY (membership_id) REFERENCES public.gurus_membership(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_code
    ADD CONSTRAINT gurus_code_privilege_id_383684ee_fk_gurus_privilege_id FOREIGN KEY (privilege_id) REFERENCES public.gurus_privilege(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_evangelist
    ADD CONSTRAINT gurus_evangelist_ended_by_id_ead01abe_fk_accounts_member_id FOREIGN KEY (ended_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_evangelist
    ADD CONSTRAINT gurus_evangelist_membership_id_6520e915_fk_gurus_membership_id FOREIGN KEY (membership_id) REFERENCES public.gurus_membership(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_evangelist
    ADD CONSTRAINT gurus_evangelist_named_by_id_9f892396_fk_accounts_member_id FOREIGN KEY (named_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_evidence
    ADD CONSTRAINT gurus_evidence_nomination_id_07043d54_fk_gurus_nomination_id FOREIGN KEY (nomination_id) REFERENCES public.gurus_nomination(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_grant
    ADD CONSTRAINT gurus_grant_code_id_1a48bb4b_fk_gurus_code_id FOREIGN KEY (code_id) REFERENCES public.gurus_code(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_grant
    ADD CONSTRAINT gurus_grant_granted_by_id_4cd63483_fk_accounts_member_id FOREIGN KEY (granted_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_grant
    ADD CONSTRAINT gurus_grant_membership_id_b3d9a35f_fk_gurus_membership_id FOREIGN KEY (membership_id) REFERENCES public.gurus_membership(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_grant
    ADD CONSTRAINT gurus_grant_privilege_id_e3da0e88_fk_gurus_privilege_id FOREIGN KEY (privilege_id) REFERENCES public.gurus_privilege(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_membership
    ADD CONSTRAINT gurus_membership_answered_by_id_7f778fb8_fk_accounts_member_id FOREIGN KEY (answered_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_membership
    ADD CONSTRAINT gurus_membership_decided_by_id_19243953_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_membership
    ADD CONSTRAINT gurus_membership_member_id_4e9a2dea_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_membership
    ADD CONSTRAINT gurus_membership_nomination_id_e7964c37_fk_gurus_nomination_id FOREIGN KEY (nomination_id) REFERENCES public.gurus_nomination(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_nomination
    ADD CONSTRAINT gurus_nomination_candidate_id_5fb195a9_fk_accounts_member_id FOREIGN KEY (candidate_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_nomination
    ADD CONSTRAINT gurus_nomination_decided_by_id_061a0aee_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_nomination
    ADD CONSTRAINT gurus_nomination_nominator_id_3537f660_fk_accounts_member_id FOREIGN KEY (nominator_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_nomination
    ADD CONSTRAINT gurus_nomination_supporter_id_b3d5af37_fk_accounts_member_id FOREIGN KEY (supporter_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_privilege
    ADD CONSTRAINT gurus_privilege_made_by_id_5c92a3cb_fk_accounts_member_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_quarterrow
    ADD CONSTRAINT gurus_quarterrow_membership_id_2911595a_fk_gurus_membership_id FOREIGN KEY (membership_id) REFERENCES public.gurus_membership(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_remark
    ADD CONSTRAINT gurus_remark_author_id_075aaddf_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_remark
    ADD CONSTRAINT gurus_remark_nomination_id_2ce4c365_fk_gurus_nomination_id FOREIGN KEY (nomination_id) REFERENCES public.gurus_nomination(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_signature
    ADD CONSTRAINT gurus_signature_member_id_ff2ad8de_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.gurus_signature
    ADD CONSTRAINT gurus_signature_version_id_72bb6ca4_fk_gurus_charterversion_id FOREIGN KEY (version_id) REFERENCES public.gurus_charterversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_brief
    ADD CONSTRAINT hiring_brief_article_id_d8ca0285_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_brief
    ADD CONSTRAINT hiring_brief_client_id_a363a9a3_fk_accounts_member_id FOREIGN KEY (client_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_brief
    ADD CONSTRAINT hiring_brief_gig_id_8688f3c4_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_brief
    ADD CONSTRAINT hiring_brief_writer_id_a26488fb_fk_accounts_member_id FOREIGN KEY (writer_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_invitation
    ADD CONSTRAINT hiring_invitation_brief_id_eafc4a4b_fk_hiring_postedbrief_id FOREIGN KEY (brief_id) REFERENCES public.hiring_postedbrief(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_invitation
    ADD CONSTRAINT hiring_invitation_freelancer_id_3d90e922_fk_accounts_member_id FOREIGN KEY (freelancer_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_offer
    ADD CONSTRAINT hiring_offer_answers_id_1ebd8623_fk_hiring_offer_id FOREIGN KEY (answers_id) REFERENCES public.hiring_offer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_offer
    ADD CONSTRAINT hiring_offer_article_id_658b3ce0_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_offer
    ADD CONSTRAINT hiring_offer_brief_id_9af6c4e9_fk_hiring_brief_id FOREIGN KEY (brief_id) REFERENCES public.hiring_brief(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_offer
    ADD CONSTRAINT hiring_offer_client_id_ec464e2b_fk_accounts_member_id FOREIGN KEY (client_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_offer
    ADD CONSTRAINT hiring_offer_proposer_id_ab52bb9d_fk_accounts_member_id FOREIGN KEY (proposer_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_offer
    ADD CONSTRAINT hiring_offer_seller_id_a3b580a1_fk_accounts_member_id FOREIGN KEY (seller_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_postedbrief
    ADD CONSTRAINT hiring_postedbrief_client_id_41e1a938_fk_accounts_member_id FOREIGN KEY (client_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_postedfile
    ADD CONSTRAINT hiring_postedfile_brief_id_3f7687a2_fk_hiring_postedbrief_id FOREIGN KEY (brief_id) REFERENCES public.hiring_postedbrief(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_proposal
    ADD CONSTRAINT hiring_proposal_brief_id_3952d43c_fk_hiring_postedbrief_id FOREIGN KEY (brief_id) REFERENCES public.hiring_postedbrief(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_proposal
    ADD CONSTRAINT hiring_proposal_freelancer_id_60299174_fk_accounts_member_id FOREIGN KEY (freelancer_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_proposal
    ADD CONSTRAINT hiring_proposal_offer_id_41e8f0af_fk_hiring_offer_id FOREIGN KEY (offer_id) REFERENCES public.hiring_offer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hiring_proposalallowance
    ADD CONSTRAINT hiring_proposalallow_member_id_dc745607_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.insights_dealday
    ADD CONSTRAINT insights_dealday_gig_id_a3dacd2b_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.insights_dealday
    ADD CONSTRAINT insights_dealday_seller_id_3534857f_fk_accounts_member_id FOREIGN KEY (seller_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_criterion
    ADD CONSTRAINT judging_criterion_contest_id_5fcb7b3b_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_declaredtie
    ADD CONSTRAINT judging_declaredtie_judge_id_2ba7c785_fk_judging_judge_id FOREIGN KEY (judge_id) REFERENCES public.judging_judge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_declaredtie
    ADD CONSTRAINT judging_declaredtie_member_id_fa43e7e6_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_duel
    ADD CONSTRAINT judging_duel_first_id_ad82b510_fk_entries_entry_id FOREIGN KEY (first_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_duel
    ADD CONSTRAINT judging_duel_judge_id_e146121f_fk_judging_judge_id FOREIGN KEY (judge_id) REFERENCES public.judging_judge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_duel
    ADD CONSTRAINT judging_duel_second_id_5bc0bc80_fk_entries_entry_id FOREIGN KEY (second_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_duel
    ADD CONSTRAINT judging_duel_winner_id_19cc8fed_fk_entries_entry_id FOREIGN KEY (winner_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_judge
    ADD CONSTRAINT judging_judge_contest_id_e87f105f_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_judge
    ADD CONSTRAINT judging_judge_invited_by_id_657458f0_fk_accounts_member_id FOREIGN KEY (invited_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_judge
    ADD CONSTRAINT judging_judge_member_id_849dae97_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_judging
    ADD CONSTRAINT judging_judging_contest_id_d19c7ca3_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_result
    ADD CONSTRAINT judging_result_contest_id_903466eb_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_result
    ADD CONSTRAINT judging_result_entry_id_e8ff6872_fk_entries_entry_id FOREIGN KEY (entry_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_run
    ADD CONSTRAINT judging_run_asked_by_id_127da626_fk_accounts_member_id FOREIGN KEY (asked_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_run
    ADD CONSTRAINT judging_run_contest_id_cccf1e84_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_score
    ADD CONSTRAINT judging_score_criterion_id_f6079dc5_fk_judging_criterion_id FOREIGN KEY (criterion_id) REFERENCES public.judging_criterion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_score
    ADD CONSTRAINT judging_score_sheet_id_93cce2ae_fk_judging_sheet_id FOREIGN KEY (sheet_id) REFERENCES public.judging_sheet(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_severity
    ADD CONSTRAINT judging_severity_judge_id_a6d03091_fk_judging_judge_id FOREIGN KEY (judge_id) REFERENCES public.judging_judge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_sheet
    ADD CONSTRAINT judging_sheet_entry_id_ae5b8c60_fk_entries_entry_id FOREIGN KEY (entry_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_sheet
    ADD CONSTRAINT judging_sheet_judge_id_240253ba_fk_judging_judge_id FOREIGN KEY (judge_id) REFERENCES public.judging_judge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_tie
    ADD CONSTRAINT judging_tie_entry_id_20c75c33_fk_entries_entry_id FOREIGN KEY (entry_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.judging_tie
    ADD CONSTRAINT judging_tie_judge_id_75bffc71_fk_judging_judge_id FOREIGN KEY (judge_id) REFERENCES public.judging_judge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_ballot
    ADD CONSTRAINT laurels_ballot_elector_id_87304e13_fk_laurels_elector_id FOREIGN KEY (elector_id) REFERENCES public.laurels_elector(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_candidacy
    ADD CONSTRAINT laurels_candidacy_candidate_id_ad302075_fk_accounts_member_id FOREIGN KEY (candidate_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_candidacy
    ADD CONSTRAINT laurels_candidacy_election_id_1d722176_fk_laurels_election_id FOREIGN KEY (election_id) REFERENCES public.laurels_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_candidacy
    ADD CONSTRAINT laurels_candidacy_nominator_id_6f0a5310_fk_accounts_member_id FOREIGN KEY (nominator_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_countround
    ADD CONSTRAINT laurels_countround_election_id_8c1370f7_fk_laurels_election_id FOREIGN KEY (election_id) REFERENCES public.laurels_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_election
    ADD CONSTRAINT laurels_election_decided_by_id_80b92491_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_election
    ADD CONSTRAINT laurels_election_prepared_by_id_b43d34e2_fk_accounts_member_id FOREIGN KEY (prepared_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_elector
    ADD CONSTRAINT laurels_elector_election_id_473d6ced_fk_laurels_election_id FOREIGN KEY (election_id) REFERENCES public.laurels_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_elector
    ADD CONSTRAINT laurels_elector_member_id_7e394bf9_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_laurel
    ADD CONSTRAINT laurels_laurel_candidacy_id_46d47851_fk_laurels_candidacy_id FOREIGN KEY (candidacy_id) REFERENCES public.laurels_candidacy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_laurel
    ADD CONSTRAINT laurels_laurel_election_id_b78a99b3_fk_laurels_election_id FOREIGN KEY (election_id) REFERENCES public.laurels_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_paper
    ADD CONSTRAINT laurels_paper_election_id_e74e308e_fk_laurels_election_id FOREIGN KEY (election_id) REFERENCES public.laurels_election(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.laurels_snapshot
    ADD CONSTRAINT laurels_snapshot_candidacy_id_07db731c_fk_laurels_candidacy_id FOREIGN KEY (candidacy_id) REFERENCES public.laurels_candidacy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_accountsnapshot
    ADD CONSTRAINT ledger_accountsnapshot_account_id_c2e7e121_fk_ledger_account_id FOREIGN KEY (account_id) REFERENCES public.ledger_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_clearinglot
    ADD CONSTRAINT ledger_clearinglot_earned_by_id_c8688725_fk_ledger_transfer_id FOREIGN KEY (earned_by_id) REFERENCES public.ledger_transfer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_creditlot
    ADD CONSTRAINT ledger_creditlot_granted_by_id_863b2d10_fk_ledger_transfer_id FOREIGN KEY (granted_by_id) REFERENCES public.ledger_transfer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_account_id_e9f5e345_fk_ledger_account_id FOREIGN KEY (account_id) REFERENCES public.ledger_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_transfer_id_c95afec7_fk_ledger_transfer_id FOREIGN KEY (transfer_id) REFERENCES public.ledger_transfer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_gatewayevent
    ADD CONSTRAINT ledger_gatewayevent_payment_id_5ff387fe_fk_ledger_payment_id FOREIGN KEY (payment_id) REFERENCES public.ledger_payment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_payment
    ADD CONSTRAINT ledger_payment_member_id_6eda0b75_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_payout
    ADD CONSTRAINT ledger_payout_batch_id_7e2ab5c9_fk_ledger_payoutbatch_id FOREIGN KEY (batch_id) REFERENCES public.ledger_payoutbatch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_payout
    ADD CONSTRAINT ledger_payout_destination_id_eab24291_fk_ledger_pa FOREIGN KEY (destination_id) REFERENCES public.ledger_payoutdestination(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_payout
    ADD CONSTRAINT ledger_payout_member_id_9b693c4e_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_payoutdestination
    ADD CONSTRAINT ledger_payoutdestina_member_id_9890b868_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_statementfile
    ADD CONSTRAINT ledger_statementfile_member_id_cb12c060_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_transfer
    ADD CONSTRAINT ledger_transfer_reverses_id_d2a125b2_fk_ledger_transfer_id FOREIGN KEY (reverses_id) REFERENCES public.ledger_transfer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.links_attribution
    ADD CONSTRAINT links_attribution_first_link_id_706b8391_fk_links_link_id FOREIGN KEY (first_link_id) REFERENCES public.links_link(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.links_attribution
    ADD CONSTRAINT links_attribution_last_link_id_9d734df2_fk_links_link_id FOREIGN KEY (last_link_id) REFERENCES public.links_link(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.links_attribution
    ADD CONSTRAINT links_attribution_link_id_4332a204_fk_links_link_id FOREIGN KEY (link_id) REFERENCES public.links_link(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.links_attribution
    ADD CONSTRAINT links_attribution_member_id_70120e7d_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.links_knownvisitor
    ADD CONSTRAINT links_knownvisitor_member_id_8baa55b0_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.links_link
    ADD CONSTRAINT links_link_owner_id_d60333f7_fk_accounts_member_id FOREIGN KEY (owner_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.links_linkday
    ADD CONSTRAINT links_linkday_link_id_21ca4f45_fk_links_link_id FOREIGN KEY (link_id) REFERENCES public.links_link(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.links_outcome
    ADD CONSTRAINT links_outcome_link_id_c4c89d60_fk_links_link_id FOREIGN KEY (link_id) REFERENCES public.links_link(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.links_outcome
    ADD CONSTRAINT links_outcome_member_id_98edd07b_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE public.links_visit
    ADD CONSTRAINT links_visit_link_id_fkey FOREIGN KEY (link_id) REFERENCES public.links_link(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.messaging_attachment
    ADD CONSTRAINT messaging_attachment_conversation_id_b5346550_fk_messaging FOREIGN KEY (conversation_id) REFERENCES public.messaging_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_attachment
    ADD CONSTRAINT messaging_attachment_message_id_7f8c99ee_fk_messaging FOREIGN KEY (message_id) REFERENCES public.messaging_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_attachment
    ADD CONSTRAINT messaging_attachment_uploader_id_f96b8e00_fk_accounts_member_id FOREIGN KEY (uploader_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_block
    ADD CONSTRAINT messaging_block_blocked_id_cdb9f36c_fk_accounts_member_id FOREIGN KEY (blocked_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_block
    ADD CONSTRAINT messaging_block_blocker_id_dcdf47a1_fk_accounts_member_id FOREIGN KEY (blocker_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_conversation
    ADD CONSTRAINT messaging_conversati_last_message_id_a9ef890d_fk_messaging FOREIGN KEY (last_message_id) REFERENCES public.messaging_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_message
    ADD CONSTRAINT messaging_message_author_id_40198c92_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_message
    ADD CONSTRAINT messaging_message_conversation_id_3db4d3d1_fk_messaging FOREIGN KEY (conversation_id) REFERENCES public.messaging_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_messagereport
    ADD CONSTRAINT messaging_messagerep_message_id_16f085a2_fk_messaging FOREIGN KEY (message_id) REFERENCES public.messaging_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_messagereport
    ADD CONSTRAINT messaging_messagerep_reporter_id_cdf24104_fk_accounts_ FOREIGN KEY (reporter_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_participant
    ADD CONSTRAINT messaging_participan_conversation_id_07f75de9_fk_messaging FOREIGN KEY (conversation_id) REFERENCES public.messaging_conversation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_participant
    ADD CONSTRAINT messaging_participan_last_read_message_id_c15ea894_fk_messaging FOREIGN KEY (last_read_message_id) REFERENCES public.messaging_message(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_participant
    ADD CONSTRAINT messaging_participant_member_id_1e9a3c2c_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_readingpreference
    ADD CONSTRAINT messaging_readingpre_member_id_86762465_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_savedreply
    ADD CONSTRAINT messaging_savedreply_member_id_9b7da45a_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.messaging_tolddetail
    ADD CONSTRAINT messaging_tolddetail_seat_id_9f7f4736_fk_messaging FOREIGN KEY (seat_id) REFERENCES public.messaging_participant(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.mfa_authenticator
    ADD CONSTRAINT mfa_authenticator_user_id_0c3a50c0_fk_accounts_member_id FOREIGN KEY (user_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_decided_by_id_56a03eee_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_decision_id_532c82ec_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_appeal
    ADD CONSTRAINT moderation_appeal_member_id_782edbb5_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_case
    ADD CONSTRAINT moderation_case_member_id_9c871206_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_dataexport
    ADD CONSTRAINT moderation_dataexport_member_id_2d06ff5d_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_case_id_3f926bc5_fk_moderation_case_id FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_decided_by_id_8e88b75a_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_member_id_f490b1ea_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_decision
    ADD CONSTRAINT moderation_decision_undone_by_id_00e1cdd9_fk_accounts_member_id FOREIGN KEY (undone_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_departure
    ADD CONSTRAINT moderation_departure_member_id_8d1946a3_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_flag
    ADD CONSTRAINT moderation_flag_case_id_ceb05d74_fk_moderation_case_id FOREIGN KEY (case_id) REFERENCES public.moderation_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_flag
    ADD CONSTRAINT moderation_flag_flagger_id_f7c014e8_fk_accounts_member_id FOREIGN KEY (flagger_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_plannedpayout
    ADD CONSTRAINT moderation_plannedpa_suspension_id_a2e5d6f8_fk_moderatio FOREIGN KEY (suspension_id) REFERENCES public.moderation_suspension(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_suspension
    ADD CONSTRAINT moderation_suspensio_decision_id_96b753b2_fk_moderatio FOREIGN KEY (decision_id) REFERENCES public.moderation_decision(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_suspension
    ADD CONSTRAINT moderation_suspension_member_id_fa917568_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_visit
    ADD CONSTRAINT moderation_visit_member_id_b0097591_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_visit
    ADD CONSTRAINT moderation_visit_visitor_id_f95cbd8f_fk_accounts_member_id FOREIGN KEY (visitor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.moderation_visitedpage
    ADD CONSTRAINT moderation_visitedpage_visit_id_d4d5138d_fk_moderation_visit_id FOREIGN KEY (visit_id) REFERENCES public.moderation_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notifications_notification
    ADD CONSTRAINT notifications_notifi_member_id_ecf7e29e_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notifications_outgoingmail
    ADD CONSTRAINT notifications_outgoi_member_id_3a7bb1c3_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notifications_outgoingpush
    ADD CONSTRAINT notifications_outgoi_notification_id_fbefe402_fk_notificat FOREIGN KEY (notification_id) REFERENCES public.notifications_notification(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notifications_outgoingpush
    ADD CONSTRAINT notifications_outgoi_subscription_id_e7ce5006_fk_notificat FOREIGN KEY (subscription_id) REFERENCES public.notifications_pushsubscription(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notifications_preference
    ADD CONSTRAINT notifications_prefer_member_id_dd20d0d7_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notifications_pushsubscription
    ADD CONSTRAINT notifications_pushsu_member_id_2d51172b_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_cancellationrequest
    ADD CONSTRAINT orders_cancellationr_decided_by_id_b0f81b12_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_cancellationrequest
    ADD CONSTRAINT orders_cancellationrequest_order_id_8b44f485_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_clockstop
    ADD CONSTRAINT orders_clockstop_order_id_aa048d74_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_complaint
    ADD CONSTRAINT orders_complaint_decided_by_id_81709b8a_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_complaint
    ADD CONSTRAINT orders_complaint_order_id_0eb1deaa_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_coupon
    ADD CONSTRAINT orders_coupon_created_by_id_663b0b95_fk_accounts_member_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_couponuse
    ADD CONSTRAINT orders_couponuse_coupon_id_e6fb8604_fk_orders_coupon_id FOREIGN KEY (coupon_id) REFERENCES public.orders_coupon(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_couponuse
    ADD CONSTRAINT orders_couponuse_member_id_92ac818d_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_couponuse
    ADD CONSTRAINT orders_couponuse_order_id_cd36a2df_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_delivery
    ADD CONSTRAINT orders_delivery_order_id_08b5bcf9_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_extensionrequest
    ADD CONSTRAINT orders_extensionrequest_order_id_e332c746_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_extraproposal
    ADD CONSTRAINT orders_extraproposal_extra_id_b12bf370_fk_orders_orderextra_id FOREIGN KEY (extra_id) REFERENCES public.orders_orderextra(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_extraproposal
    ADD CONSTRAINT orders_extraproposal_order_id_d8780180_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_order
    ADD CONSTRAINT orders_order_article_id_85d7f294_fk_articles_article_id FOREIGN KEY (article_id) REFERENCES public.articles_article(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_order
    ADD CONSTRAINT orders_order_client_id_67117a15_fk_accounts_member_id FOREIGN KEY (client_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_order
    ADD CONSTRAINT orders_order_gig_id_e8ecef02_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_order
    ADD CONSTRAINT orders_order_seller_id_9df17eb1_fk_accounts_member_id FOREIGN KEY (seller_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_orderextra
    ADD CONSTRAINT orders_orderextra_order_id_45d433b4_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_orderfile
    ADD CONSTRAINT orders_orderfile_delivery_id_59aef68f_fk_orders_delivery_id FOREIGN KEY (delivery_id) REFERENCES public.orders_delivery(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_orderfile
    ADD CONSTRAINT orders_orderfile_order_id_591c0f30_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_orderfile
    ADD CONSTRAINT orders_orderfile_question_id_7fac0ab0_fk_orders_or FOREIGN KEY (question_id) REFERENCES public.orders_orderquestion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_orderfile
    ADD CONSTRAINT orders_orderfile_uploaded_by_id_117cfd6e_fk_accounts_member_id FOREIGN KEY (uploaded_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_orderquestion
    ADD CONSTRAINT orders_orderquestion_order_id_7e9be9fb_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_outage
    ADD CONSTRAINT orders_outage_decided_by_id_fdbaf753_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_outagecredit
    ADD CONSTRAINT orders_outagecredit_order_id_703561bd_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_outagecredit
    ADD CONSTRAINT orders_outagecredit_outage_id_a986185b_fk_orders_outage_id FOREIGN KEY (outage_id) REFERENCES public.orders_outage(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_refund
    ADD CONSTRAINT orders_refund_actor_id_06b932dc_fk_accounts_member_id FOREIGN KEY (actor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_refund
    ADD CONSTRAINT orders_refund_order_id_43062cb7_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_refundproposal
    ADD CONSTRAINT orders_refundproposal_order_id_3a7226d7_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_timelineentry
    ADD CONSTRAINT orders_timelineentry_actor_id_e7ed6085_fk_accounts_member_id FOREIGN KEY (actor_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_timelineentry
    ADD CONSTRAINT orders_timelineentry_order_id_dc065817_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.orders_tip
    ADD CONSTRAINT orders_tip_order_id_3a343696_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.portfolio_portfolioimage
    ADD CONSTRAINT portfolio_portfolioi_item_id_1959e7c5_fk_portfolio FOREIGN KEY (item_id) REFERENCES public.portfolio_portfolioitem(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.portfolio_portfolioitem
    ADD CONSTRAINT portfolio_portfolioitem_order_id_f15cdde9_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.portfolio_portfolioitem
    ADD CONSTRAINT portfolio_portfolioitem_owner_id_46972ede_fk_accounts_member_id FOREIGN KEY (owner_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.prizes_approval
    ADD CONSTRAINT prizes_approval_contest_id_59a86fdb_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.prizes_approval
    ADD CONSTRAINT prizes_approval_member_id_11d398ad_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.prizes_award
    ADD CONSTRAINT prizes_award_contest_id_e99516a5_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.prizes_award
    ADD CONSTRAINT prizes_award_entry_id_421efe06_fk_entries_entry_id FOREIGN KEY (entry_id) REFERENCES public.entries_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.prizes_award
    ADD CONSTRAINT prizes_award_member_id_565a8f2f_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.prizes_award
    ADD CONSTRAINT prizes_award_prize_id_3b496beb_fk_calls_prize_id FOREIGN KEY (prize_id) REFERENCES public.calls_prize(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.prizes_payoutrun
    ADD CONSTRAINT prizes_payoutrun_contest_id_e6b59e9c_fk_calls_contest_id FOREIGN KEY (contest_id) REFERENCES public.calls_contest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_boardname
    ADD CONSTRAINT programs_boardname_member_id_f26b109a_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_program
    ADD CONSTRAINT programs_program_created_by_id_253669ce_fk_accounts_member_id FOREIGN KEY (created_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_reward
    ADD CONSTRAINT programs_reward_attribution_id_a715461d_fk_links_attribution_id FOREIGN KEY (attribution_id) REFERENCES public.links_attribution(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_reward
    ADD CONSTRAINT programs_reward_member_id_bb84ea36_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_reward
    ADD CONSTRAINT programs_reward_order_id_f22704a7_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_reward
    ADD CONSTRAINT programs_reward_program_id_a5a733c5_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_reward
    ADD CONSTRAINT programs_reward_rule_id_cd5e45f3_fk_programs_rule_id FOREIGN KEY (rule_id) REFERENCES public.programs_rule(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_rewardline
    ADD CONSTRAINT programs_rewardline_reward_id_94bfc437_fk_programs_reward_id FOREIGN KEY (reward_id) REFERENCES public.programs_reward(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.programs_rule
    ADD CONSTRAINT programs_rule_program_id_f3de8f37_fk_programs_program_id FOREIGN KEY (program_id) REFERENCES public.programs_program(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_callingcard
    ADD CONSTRAINT relationships_callin_owner_id_ba49c8ed_fk_accounts_ FOREIGN KEY (owner_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_commission
    ADD CONSTRAINT relationships_commis_introducer_id_646a1ac3_fk_accounts_ FOREIGN KEY (introducer_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_commission
    ADD CONSTRAINT relationships_commis_introduction_id_51dac36a_fk_relations FOREIGN KEY (introduction_id) REFERENCES public.relationships_introduction(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_commission
    ADD CONSTRAINT relationships_commission_order_id_275beb86_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_contact
    ADD CONSTRAINT relationships_contact_member_id_b4508940_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_contact
    ADD CONSTRAINT relationships_contact_owner_id_abcbac94_fk_accounts_member_id FOREIGN KEY (owner_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_deal
    ADD CONSTRAINT relationships_deal_contact_id_2f73d8a8_fk_relations FOREIGN KEY (contact_id) REFERENCES public.relationships_contact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_introduction
    ADD CONSTRAINT relationships_introd_client_id_f0290fed_fk_accounts_ FOREIGN KEY (client_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_introduction
    ADD CONSTRAINT relationships_introd_introducer_id_e6e5f774_fk_accounts_ FOREIGN KEY (introducer_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_introduction
    ADD CONSTRAINT relationships_introd_seller_id_2c772172_fk_accounts_ FOREIGN KEY (seller_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_invitation
    ADD CONSTRAINT relationships_invita_contact_id_f3c83d27_fk_relations FOREIGN KEY (contact_id) REFERENCES public.relationships_contact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_invitation
    ADD CONSTRAINT relationships_invita_owner_id_29278093_fk_accounts_ FOREIGN KEY (owner_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_invitation
    ADD CONSTRAINT relationships_invita_used_by_id_497c06a2_fk_accounts_ FOREIGN KEY (used_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_note
    ADD CONSTRAINT relationships_note_contact_id_97447f04_fk_relations FOREIGN KEY (contact_id) REFERENCES public.relationships_contact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_pulse
    ADD CONSTRAINT relationships_pulse_client_id_d412231c_fk_accounts_member_id FOREIGN KEY (client_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_pulse
    ADD CONSTRAINT relationships_pulse_order_id_145248ab_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_pulse
    ADD CONSTRAINT relationships_pulse_seller_id_1a1d1537_fk_accounts_member_id FOREIGN KEY (seller_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_reminder
    ADD CONSTRAINT relationships_remind_contact_id_35d8030d_fk_relations FOREIGN KEY (contact_id) REFERENCES public.relationships_contact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_retainerperiod
    ADD CONSTRAINT relationships_retain_order_id_355f9f4e_fk_orders_or FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_retainerchange
    ADD CONSTRAINT relationships_retain_retainer_id_7c323249_fk_relations FOREIGN KEY (retainer_id) REFERENCES public.relationships_retainer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_retainerline
    ADD CONSTRAINT relationships_retain_retainer_id_c30a69ef_fk_relations FOREIGN KEY (retainer_id) REFERENCES public.relationships_retainer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_retainerperiod
    ADD CONSTRAINT relationships_retain_retainer_id_f1d8192c_fk_relations FOREIGN KEY (retainer_id) REFERENCES public.relationships_retainer(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_retainer
    ADD CONSTRAINT relationships_retainer_client_id_107e8cec_fk_accounts_member_id FOREIGN KEY (client_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_retainer
    ADD CONSTRAINT relationships_retainer_seller_id_c66efc55_fk_accounts_member_id FOREIGN KEY (seller_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_shareddeal
    ADD CONSTRAINT relationships_shared_member_id_3074dfad_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_shareddeal
    ADD CONSTRAINT relationships_shareddeal_order_id_30061bdf_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_tie
    ADD CONSTRAINT relationships_tie_client_id_25370b75_fk_accounts_member_id FOREIGN KEY (client_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_tie
    ADD CONSTRAINT relationships_tie_seller_id_c2b310c8_fk_accounts_member_id FOREIGN KEY (seller_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.relationships_usage
    ADD CONSTRAINT relationships_usage_period_id_835d5353_fk_relations FOREIGN KEY (period_id) REFERENCES public.relationships_retainerperiod(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_contribution
    ADD CONSTRAINT reputation_contribut_origin_id_46ff2bdb_fk_reputatio FOREIGN KEY (origin_id) REFERENCES public.reputation_contribution(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_contribution
    ADD CONSTRAINT reputation_contribut_receiver_id_dc58f503_fk_accounts_ FOREIGN KEY (receiver_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_contribution
    ADD CONSTRAINT reputation_contribut_reverses_id_4e3700ec_fk_reputatio FOREIGN KEY (reverses_id) REFERENCES public.reputation_contribution(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_contribution
    ADD CONSTRAINT reputation_contribut_rule_id_0dbdc442_fk_reputatio FOREIGN KEY (rule_id) REFERENCES public.reputation_pointrule(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_contribution
    ADD CONSTRAINT reputation_contribution_by_id_a310417f_fk_accounts_member_id FOREIGN KEY (by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_contribution
    ADD CONSTRAINT reputation_contribution_giver_id_a4d2089b_fk_accounts_member_id FOREIGN KEY (giver_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_elsewherereport
    ADD CONSTRAINT reputation_elsewhere_decided_by_id_8edfe64e_fk_accounts_ FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_elsewherereport
    ADD CONSTRAINT reputation_elsewhere_member_id_c1bb6c24_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_memberstanding
    ADD CONSTRAINT reputation_membersta_member_id_5b4079d6_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_pointrule
    ADD CONSTRAINT reputation_pointrule_made_by_id_1bc69db1_fk_accounts_member_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_score
    ADD CONSTRAINT reputation_score_member_id_d160c91a_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_standingchange
    ADD CONSTRAINT reputation_standingc_member_id_6f0979dd_fk_accounts_ FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_tally
    ADD CONSTRAINT reputation_tally_member_id_c949ca61_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_total
    ADD CONSTRAINT reputation_total_member_id_5db062f1_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reputation_touched
    ADD CONSTRAINT reputation_touched_member_id_ab138d21_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reviews_levelchange
    ADD CONSTRAINT reviews_levelchange_member_id_fcb0c1ff_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reviews_review
    ADD CONSTRAINT reviews_review_author_id_ed71e278_fk_accounts_member_id FOREIGN KEY (author_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reviews_review
    ADD CONSTRAINT reviews_review_gig_id_264367ca_fk_gigs_gig_id FOREIGN KEY (gig_id) REFERENCES public.gigs_gig(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reviews_review
    ADD CONSTRAINT reviews_review_round_id_be34ce00_fk_reviews_reviewround_id FOREIGN KEY (round_id) REFERENCES public.reviews_reviewround(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reviews_review
    ADD CONSTRAINT reviews_review_subject_id_1b6ffd00_fk_accounts_member_id FOREIGN KEY (subject_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reviews_reviewact
    ADD CONSTRAINT reviews_reviewact_by_id_e7182304_fk_accounts_member_id FOREIGN KEY (by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reviews_reviewact
    ADD CONSTRAINT reviews_reviewact_review_id_bb1542a2_fk_reviews_review_id FOREIGN KEY (review_id) REFERENCES public.reviews_review(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reviews_reviewround
    ADD CONSTRAINT reviews_reviewround_order_id_d21538b2_fk_orders_order_id FOREIGN KEY (order_id) REFERENCES public.orders_order(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reviews_standing
    ADD CONSTRAINT reviews_standing_member_id_b822c9dd_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_answer
    ADD CONSTRAINT rings_answer_case_id_f68e9a45_fk_rings_ringcase_id FOREIGN KEY (case_id) REFERENCES public.rings_ringcase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_answer
    ADD CONSTRAINT rings_answer_member_id_9c8cb773_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_favour
    ADD CONSTRAINT rings_favour_case_id_b8d4943b_fk_rings_ringcase_id FOREIGN KEY (case_id) REFERENCES public.rings_ringcase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_favour
    ADD CONSTRAINT rings_favour_giver_id_46fb3e40_fk_accounts_member_id FOREIGN KEY (giver_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_favour
    ADD CONSTRAINT rings_favour_receiver_id_82817f08_fk_accounts_member_id FOREIGN KEY (receiver_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_person
    ADD CONSTRAINT rings_person_case_id_89bdba5b_fk_rings_ringcase_id FOREIGN KEY (case_id) REFERENCES public.rings_ringcase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_person
    ADD CONSTRAINT rings_person_member_id_a9e6c09e_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_ringappeal
    ADD CONSTRAINT rings_ringappeal_answered_by_id_6fd07327_fk_accounts_member_id FOREIGN KEY (answered_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_ringappeal
    ADD CONSTRAINT rings_ringappeal_case_id_2fb8a0f1_fk_rings_ringcase_id FOREIGN KEY (case_id) REFERENCES public.rings_ringcase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_ringappeal
    ADD CONSTRAINT rings_ringappeal_member_id_ef036ad7_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_ringcase
    ADD CONSTRAINT rings_ringcase_decided_by_id_3ce3b5d7_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.rings_ringcase
    ADD CONSTRAINT rings_ringcase_proposed_by_id_cbd53b3c_fk_accounts_member_id FOREIGN KEY (proposed_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.search_entry
    ADD CONSTRAINT search_entry_owner_id_dfab1ffe_fk_accounts_member_id FOREIGN KEY (owner_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.search_favourite
    ADD CONSTRAINT search_favourite_member_id_2af37905_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.search_savedhit
    ADD CONSTRAINT search_savedhit_entry_id_e71c883e_fk_search_entry_id FOREIGN KEY (entry_id) REFERENCES public.search_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.search_savedhit
    ADD CONSTRAINT search_savedhit_saved_id_0f9a390b_fk_search_savedsearch_id FOREIGN KEY (saved_id) REFERENCES public.search_savedsearch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.search_savedsearch
    ADD CONSTRAINT search_savedsearch_member_id_f4a2f9a8_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.search_view
    ADD CONSTRAINT search_view_member_id_4dfe32eb_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.shifts_shift
    ADD CONSTRAINT shifts_shift_decided_by_id_4fb6a492_fk_accounts_member_id FOREIGN KEY (decided_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.shifts_shift
    ADD CONSTRAINT shifts_shift_member_id_ac3b4915_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.shifts_shift
    ADD CONSTRAINT shifts_shift_offered_by_id_9149c3fe_fk_accounts_member_id FOREIGN KEY (offered_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.shifts_shift
    ADD CONSTRAINT shifts_shift_questioned_by_id_8dd6c6d0_fk_accounts_member_id FOREIGN KEY (questioned_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_account_id_951f210e_fk_socialacc FOREIGN KEY (account_id) REFERENCES public.socialaccount_socialaccount(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialtoken
    ADD CONSTRAINT socialaccount_social_app_id_636a42d7_fk_socialacc FOREIGN KEY (app_id) REFERENCES public.socialaccount_socialapp(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.socialaccount_socialaccount
    ADD CONSTRAINT socialaccount_social_user_id_8146e70c_fk_accounts_ FOREIGN KEY (user_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sponsorships_channel
    ADD CONSTRAINT sponsorships_channel_owner_id_1cba092f_fk_accounts_member_id FOREIGN KEY (owner_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sponsorships_proof
    ADD CONSTRAINT sponsorships_proof_checked_by_id_0a3f2443_fk_accounts_member_id FOREIGN KEY (checked_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sponsorships_proof
    ADD CONSTRAINT sponsorships_proof_sponsorship_id_448e28e2_fk_sponsorsh FOREIGN KEY (sponsorship_id) REFERENCES public.sponsorships_sponsorship(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sponsorships_sponsorship
    ADD CONSTRAINT sponsorships_sponsor_channel_id_5ac4ee33_fk_sponsorsh FOREIGN KEY (channel_id) REFERENCES public.sponsorships_channel(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sponsorships_sponsorship
    ADD CONSTRAINT sponsorships_sponsor_creator_id_572ec9d4_fk_accounts_ FOREIGN KEY (creator_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sponsorships_sponsorship
    ADD CONSTRAINT sponsorships_sponsor_refused_by_id_32191bb3_fk_accounts_ FOREIGN KEY (refused_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sponsorships_sponsorship
    ADD CONSTRAINT sponsorships_sponsorship_link_id_a514fce5_fk_links_link_id FOREIGN KEY (link_id) REFERENCES public.links_link(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trophies_simulation
    ADD CONSTRAINT trophies_simulation_by_id_38bc310f_fk_accounts_member_id FOREIGN KEY (by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trophies_simulation
    ADD CONSTRAINT trophies_simulation_trophy_id_f7785b9b_fk_trophies_trophy_id FOREIGN KEY (trophy_id) REFERENCES public.trophies_trophy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trophies_trophyaward
    ADD CONSTRAINT trophies_trophyaward_member_id_6b9da8fa_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trophies_trophyaward
    ADD CONSTRAINT trophies_trophyaward_trophy_id_dda68def_fk_trophies_trophy_id FOREIGN KEY (trophy_id) REFERENCES public.trophies_trophy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.trophies_trophydue
    ADD CONSTRAINT trophies_trophydue_member_id_cd4ba5fb_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.usersessions_usersession
    ADD CONSTRAINT usersessions_usersession_user_id_af5e0a6d_fk_accounts_member_id FOREIGN KEY (user_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_outcome
    ADD CONSTRAINT watch_outcome_act_id_5fd66a05_fk_watch_watchact_id FOREIGN KEY (act_id) REFERENCES public.watch_watchact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_outcome
    ADD CONSTRAINT watch_outcome_sighting_id_b7a0be72_fk_watch_sighting_id FOREIGN KEY (sighting_id) REFERENCES public.watch_sighting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_pause
    ADD CONSTRAINT watch_pause_member_id_14f03008_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_sighting
    ADD CONSTRAINT watch_sighting_closed_by_id_519c6859_fk_accounts_member_id FOREIGN KEY (closed_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_sighting
    ADD CONSTRAINT watch_sighting_member_id_e1365268_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_stagechange
    ADD CONSTRAINT watch_stagechange_by_id_70ecfac4_fk_accounts_member_id FOREIGN KEY (by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_stagechange
    ADD CONSTRAINT watch_stagechange_sighting_id_059e7caa_fk_watch_sighting_id FOREIGN KEY (sighting_id) REFERENCES public.watch_sighting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_watchact
    ADD CONSTRAINT watch_watchact_by_id_3e63e34e_fk_accounts_member_id FOREIGN KEY (by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.watch_watchact
    ADD CONSTRAINT watch_watchact_sighting_id_1f50381b_fk_watch_sighting_id FOREIGN KEY (sighting_id) REFERENCES public.watch_sighting(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.webhooks_attempt
    ADD CONSTRAINT webhooks_attempt_delivery_id_bb1708b1_fk_webhooks_ FOREIGN KEY (delivery_id) REFERENCES public.webhooks_webhookdelivery(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.webhooks_endpoint
    ADD CONSTRAINT webhooks_endpoint_member_id_5f17506c_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.webhooks_webhookdelivery
    ADD CONSTRAINT webhooks_webhookdeli_endpoint_id_d5bfb5c8_fk_webhooks_ FOREIGN KEY (endpoint_id) REFERENCES public.webhooks_endpoint(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.worth_licencecost
    ADD CONSTRAINT worth_licencecost_made_by_id_f82f7170_fk_accounts_member_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.worth_licencecost
    ADD CONSTRAINT worth_licencecost_privilege_id_340997e0_fk_gurus_privilege_id FOREIGN KEY (privilege_id) REFERENCES public.gurus_privilege(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.worth_membermonth
    ADD CONSTRAINT worth_membermonth_member_id_ba86878d_fk_accounts_member_id FOREIGN KEY (member_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.worth_programmecost
    ADD CONSTRAINT worth_programmecost_corrects_id_7db2d934_fk_worth_pro FOREIGN KEY (corrects_id) REFERENCES public.worth_programmecost(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.worth_programmecost
    ADD CONSTRAINT worth_programmecost_made_by_id_702c51fc_fk_accounts_member_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.worth_ticketprice
    ADD CONSTRAINT worth_ticketprice_made_by_id_8a0990f4_fk_accounts_member_id FOREIGN KEY (made_by_id) REFERENCES public.accounts_member(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.worth_topicday
    ADD CONSTRAINT worth_topicday_topic_id_9785d231_fk_forum_topic_id FOREIGN KEY (topic_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.worth_topicseen
    ADD CONSTRAINT worth_topicseen_topic_id_4cec9958_fk_forum_topic_id FOREIGN KEY (topic_id) REFERENCES public.forum_topic(id) DEFERRABLE INITIALLY DEFERRED;
