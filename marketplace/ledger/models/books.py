"""Accounts, transfers, entries: double entry, append-only, kept by the database itself.

Rows are written by the SQL function `ledger_post` alone (see services.posting); triggers refuse
whatever would break the books, raw SQL included.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import BrinIndex
from django.db import models

from marketplace.ledger.choices import PLATFORM_KINDS, AccountKind

_IS_PLATFORM = models.Q(kind__in=[kind.value for kind in PLATFORM_KINDS])


class Account(models.Model):
    """`balance` is NULL for the platform's own accounts, which are summed instead."""

    kind = models.CharField(max_length=16, choices=AccountKind.choices)
    owner = models.CharField(max_length=40, blank=True, default="")
    currency = models.CharField(max_length=3)
    balance = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["owner", "kind", "currency"], name="ledger_account_once"
            ),
            models.CheckConstraint(
                condition=models.Q(kind__in=AccountKind.values), name="ledger_account_kind"
            ),
            models.CheckConstraint(
                condition=(_IS_PLATFORM & models.Q(balance=None))
                | (~_IS_PLATFORM & models.Q(balance__isnull=False)),
                name="ledger_account_balance_kept",
            ),
            models.CheckConstraint(
                condition=models.Q(balance=None) | models.Q(balance__gte=0),
                name="ledger_account_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind}:{self.owner} {self.currency}"


class Transfer(models.Model):
    """`entry_count` is fixed when the transfer is made, so nothing can be added to it later."""

    key = models.CharField(max_length=120, unique=True)
    body_hash = models.CharField(max_length=64)
    kind = models.CharField(max_length=32)
    reference = models.CharField(max_length=80, blank=True, default="")
    memo = models.JSONField(default=dict)
    reverses = models.OneToOneField(
        "self", null=True, on_delete=models.PROTECT, related_name="reversal"
    )
    entry_count = models.SmallIntegerField()
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(entry_count__gte=2), name="ledger_transfer_two_entries"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["reference", "id"],
                name="ledger_transfer_reference",
                condition=~models.Q(reference=""),
            ),
            # For sums of a day; rows come nearly in order of their moment, so this costs nothing.
            BrinIndex(fields=["created_at"], name="ledger_transfer_day", autosummarize=True),
        ]

    def __str__(self) -> str:
        return f"T-{self.pk}"


class Entry(models.Model):
    """One line of a transfer. `balance_after` is NULL where the account keeps no balance."""

    transfer = models.ForeignKey(
        Transfer, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    account = models.ForeignKey(
        Account, on_delete=models.PROTECT, related_name="entries", db_index=False
    )
    amount = models.BigIntegerField()
    balance_after = models.BigIntegerField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["transfer", "account"], name="ledger_entry_once_per_account"
            ),
            models.CheckConstraint(condition=~models.Q(amount=0), name="ledger_entry_not_zero"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["account", "id"], name="ledger_entry_statement"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} in account {self.account_id}"


class AccountSnapshot(models.Model):
    """The sum of a platform account's entries up to and with `entry_id`."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="snapshots")
    entry_id = models.BigIntegerField()
    balance = models.BigIntegerField()
    taken_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["account", "entry_id"], name="ledger_snapshot_once"),
        ]

    def __str__(self) -> str:
        return f"account {self.account_id} at entry {self.entry_id}"


class ClearingLot(models.Model):
    """Earned money in somebody's clearing account until `clears_at`."""

    earned_by = models.OneToOneField(Transfer, on_delete=models.PROTECT, related_name="lot")
    owner = models.CharField(max_length=40)
    reference = models.CharField(max_length=80, blank=True, default="")
    amount = models.BigIntegerField()
    currency = models.CharField(max_length=3)
    clears_at = models.DateTimeField()
    cleared_at = models.DateTimeField(null=True)
    # What went back to the payer before it cleared, and until when a complaint keeps the rest.
    taken_amount = models.BigIntegerField(default=0, db_default=0)
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="ledger_lot_positive"),
            models.CheckConstraint(
                condition=models.Q(taken_amount__gte=0, taken_amount__lte=models.F("amount")),
                name="ledger_lot_taken",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["clears_at", "id"],
                name="ledger_lot_due",
                condition=models.Q(cleared_at=None),
            ),
            models.Index(
                fields=["owner", "clears_at"],
                name="ledger_lot_owner",
                condition=models.Q(cleared_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency} for {self.owner}"

    @property
    def left(self) -> int:
        """What of it still becomes available, in minor units."""
        return self.amount - self.taken_amount
