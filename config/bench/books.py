"""Many transfers in one call, and balances of accounts that have seen much."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial

from config.bench.machine import Figure, figure

ROUNDS = 8
BATCH = 1000
SINGLES = 200
READS = 300
FEW, MANY = 100, 100_000


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _pay(names: list[str], prefix: str, *, at_once: int) -> None:
    """Pay one cent from marketing to each name, so many in one transaction."""
    from django.db import transaction  # noqa: PLC0415

    from marketplace.core import clock  # noqa: PLC0415
    from marketplace.ledger.choices import AccountKind, TransferKind  # noqa: PLC0415
    from marketplace.ledger.queries import AccountRef  # noqa: PLC0415
    from marketplace.ledger.services import Draft, Posting, post_transfers  # noqa: PLC0415

    drafts = [
        Draft(
            key=f"bench:{prefix}:{number}",
            kind=TransferKind.FUNDING,
            reference="bench",
            postings=[
                Posting(AccountRef(AccountKind.MARKETING, "", "USD"), -1),
                Posting(AccountRef(AccountKind.AVAILABLE, name, "USD"), 1),
            ],
        )
        for number, name in enumerate(names)
    ]
    for start in range(0, len(drafts), at_once):
        with transaction.atomic():
            post_transfers(drafts=drafts[start : start + at_once], now=clock.now())


def _batch_ratios() -> Iterator[float]:
    names = [f"winner{number:04}" for number in range(BATCH)]
    _pay(names, "first", at_once=BATCH)  # the accounts exist before anything is measured
    for number in range(ROUNDS):
        at_once = _seconds(partial(_pay, names, f"batch{number}", at_once=BATCH))
        one_by_one = _seconds(partial(_pay, names[:SINGLES], f"single{number}", at_once=1))
        yield (one_by_one / SINGLES) / (at_once / BATCH)


def _balance_ratios() -> Iterator[float]:
    from marketplace.ledger.choices import AccountKind  # noqa: PLC0415
    from marketplace.ledger.queries import AccountRef, account_balance  # noqa: PLC0415

    for name, count in (("seldom", FEW), ("often", MANY)):
        for start in range(0, count, BATCH):
            part = min(BATCH, count - start)
            _pay([name] * part, f"{name}{start}", at_once=BATCH)

    def read(name: str) -> float:
        account = AccountRef(AccountKind.AVAILABLE, name, "USD")
        return _seconds(lambda: [account_balance(account) for _ in range(READS)])

    for _ in range(ROUNDS):
        yield read("often") / read("seldom")


def measure() -> list[Figure]:
    """Measure payouts in batches, and a balance after many entries."""
    return [
        figure("L4", "payouts in batches, of the rate of single ones", ">= 3", [*_batch_ratios()]),
        figure(
            "L5",
            f"balance after {MANY} entries, of one after {FEW}",
            "<= 1.1",
            [*_balance_ratios()],
        ),
    ]
