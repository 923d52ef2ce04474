"""What a transfer through the ledger costs beside the same as one bare function of the database."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import tempfile
import time
from pathlib import Path

from config.bench.machine import Figure, figure
from config.embedded import client_program

ROUNDS = 8
SECONDS = 1.0
CLIENTS = 4
ACCOUNTS = 1000

BARE = """
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TABLE bench.account (id bigint PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0));
CREATE TABLE bench.transfer (id bigserial PRIMARY KEY, kind text, at timestamptz DEFAULT now());
CREATE TABLE bench.entry (
  id bigserial PRIMARY KEY,
  transfer_id bigint NOT NULL REFERENCES bench.transfer,
  account_id bigint NOT NULL REFERENCES bench.account,
  amount bigint NOT NULL, balance_after bigint NOT NULL);
CREATE INDEX ON bench.entry (transfer_id);
CREATE INDEX ON bench.entry (account_id);
INSERT INTO bench.account SELECT n, 1000000000 FROM generate_series(1, 1000) AS n;
CREATE FUNCTION bench.move(a bigint, b bigint, amount bigint) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE t bigint;
BEGIN
  IF a = b THEN RETURN 0; END IF;
  PERFORM 1 FROM bench.account WHERE id IN (a, b) ORDER BY id FOR NO KEY UPDATE;
  INSERT INTO bench.transfer (kind) VALUES ('bench') RETURNING id INTO t;
  WITH moved AS (
    UPDATE bench.account SET balance = balance + CASE WHEN id = a THEN -amount ELSE amount END
     WHERE id IN (a, b) RETURNING id, balance)
  INSERT INTO bench.entry (transfer_id, account_id, amount, balance_after)
  SELECT t, id, CASE WHEN id = a THEN -amount ELSE amount END, balance FROM moved;
  RETURN t;
END $$;
"""
SCRIPT = """\\set a random(1, 1000)
\\set b random(1, 1000)
SELECT bench.move(:a, :b, 1);
"""
# The very transfer that the service makes: fee entry, key, every promise of the books.
SAME = """\\set a random(0, 999)
\\set b (:a + random(1, 999)) % 1000
\\set run random(1, 1000000000)
\\set turn random(1, 1000000000)
SELECT o_outcome FROM ledger_post(
  'same:' || :run || ':' || :turn, 'hash', 'funding', 'bench', '{}', NULL, now(),
  ARRAY['available', 'available', 'fees'],
  ARRAY['bench' || lpad(:a, 4, '0'), 'bench' || lpad(:b, 4, '0'), ''],
  ARRAY['USD', 'USD', 'USD'], ARRAY[-10, 8, 2]::bigint[]);
"""


def function_rate(folder: Path, text: str) -> float:
    """Return how often a second four clients of pgbench get a script done."""
    script = folder / "script.sql"
    script.write_text(text, encoding="ascii")
    from django.db import connection  # noqa: PLC0415

    options = connection.settings_dict
    command = [
        str(client_program("pgbench")),
        *("-n", "-M", "prepared", "-c", str(CLIENTS), "-j", "2", "-T", str(int(SECONDS))),
        *("-f", str(script), "-U", options["USER"], "-h", str(options["OPTIONS"]["host"])),
        options["NAME"],
    ]
    if options["HOST"]:
        command[command.index("-h") + 1] = options["HOST"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603
    line = next(row for row in out.splitlines() if row.startswith("tps"))
    return float(line.split()[2])


def _work(names: list[str], fee: int, seed: int) -> float:
    """Move money through the service for a while; return transfers a second."""
    import random  # noqa: PLC0415

    from django.db import connection, transaction  # noqa: PLC0415

    from marketplace.core import clock  # noqa: PLC0415
    from marketplace.ledger.choices import AccountKind, TransferKind  # noqa: PLC0415
    from marketplace.ledger.queries import AccountRef  # noqa: PLC0415
    from marketplace.ledger.services import Posting, post_transfer  # noqa: PLC0415

    chance, count = random.Random(seed), 0  # noqa: S311
    connection.ensure_connection()
    began = time.perf_counter()
    while time.perf_counter() - began < SECONDS:
        a, b = chance.sample(names, 2)
        postings = [
            Posting(AccountRef(AccountKind.AVAILABLE, a, "USD"), -10),
            Posting(AccountRef(AccountKind.AVAILABLE, b, "USD"), 10 - fee),
        ]
        if fee:
            postings.append(Posting(AccountRef(AccountKind.FEES, "", "USD"), fee))
        with transaction.atomic():
            post_transfer(
                key=f"bench:{seed}:{os.getpid()}:{count}",
                kind=TransferKind.FUNDING,
                reference="bench",
                postings=postings,
                now=clock.now(),
            )
        count += 1
    return count / (time.perf_counter() - began)


def _process(args: tuple[list[str], int, int]) -> float:
    from django.db import connection  # noqa: PLC0415

    try:
        return _work(*args)
    finally:
        connection.close()


def service_rate(names: list[str], *, fee: int, number: int) -> float:
    """Return transfers a second through the service in four processes."""
    from django.db import connections  # noqa: PLC0415

    connections.close_all()
    with multiprocessing.get_context("fork").Pool(CLIENTS) as pool:
        jobs = [(names, fee, number * 10 + one) for one in range(CLIENTS)]
        return sum(pool.map(_process, jobs, chunksize=1))


def _fund(names: list[str]) -> None:
    from marketplace.core import clock  # noqa: PLC0415
    from marketplace.ledger.choices import AccountKind, TransferKind  # noqa: PLC0415
    from marketplace.ledger.queries import AccountRef  # noqa: PLC0415
    from marketplace.ledger.services import Posting, post_transfer  # noqa: PLC0415

    for name in names:
        post_transfer(
            key=f"bench:fund:{name}",
            kind=TransferKind.DEPOSIT,
            reference="bench",
            postings=[
                Posting(AccountRef(AccountKind.CASH, "", "USD"), -(10**9)),
                Posting(AccountRef(AccountKind.AVAILABLE, name, "USD"), 10**9),
            ],
            now=clock.now(),
        )


def measure() -> list[Figure]:
    """Measure service against bare function, and with a fee against without, in turn."""
    from django.db import connection  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute(BARE)
    names = [f"bench{number:04}" for number in range(ACCOUNTS)]
    _fund(names)
    same, bare, fees = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for number in range(ROUNDS):
            of_same = function_rate(Path(folder), SAME)
            with_fee = service_rate(names, fee=2, number=number * 2)
            of_bare = function_rate(Path(folder), SCRIPT)
            without = service_rate(names, fee=0, number=number * 2 + 1)
            same.append(with_fee / of_same)
            bare.append(with_fee / of_bare)
            fees.append(with_fee / without)
    return [
        figure("L1", "transfer through the service, of the same in SQL", ">= 0.55", same),
        figure("L1", "… of a bare function: no key, fee or promise", "", bare),
        figure("L3", "a fee in every transfer, of the rate without", ">= 0.80", fees),
    ]
