"""What members have in common that two people seldom have; for whatever gives rewards."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from marketplace.accounts.models import Member
from marketplace.ledger.queries import shared_destinations
from referrals.guard.choices import SignalKind
from referrals.guard.queries.mail import plain_address
from referrals.links.models import KnownVisitor


@dataclass(frozen=True)
class Mark:
    """Members (by primary key, ascending) who share a device, a mailbox or an account."""

    kind: SignalKind
    members: tuple[int, ...]


def marks_among(member_ids: Collection[int]) -> list[Mark]:
    """Return what some of these members share: three queries, however many they are."""
    ids = list(member_ids)
    devices: dict[str, set[int]] = defaultdict(set)
    known = KnownVisitor.objects.filter(member__in=ids)
    for member_id, visitor in known.values_list("member_id", "visitor"):
        devices[visitor].add(member_id)
    mailboxes: dict[str, set[int]] = defaultdict(set)
    rows = Member.objects.filter(pk__in=ids).exclude(email="")
    for member_id, email in rows.values_list("pk", "email"):
        mailboxes[plain_address(email)].add(member_id)
    found = [
        *(Mark(SignalKind.DEVICE, tuple(sorted(group))) for group in devices.values()),
        *(Mark(SignalKind.MAIL_ALIAS, tuple(sorted(group))) for group in mailboxes.values()),
        *(Mark(SignalKind.DESTINATION, tuple(group)) for group in shared_destinations(ids)),
    ]
    alone = 1
    once = {mark for mark in found if len(mark.members) > alone}
    return sorted(once, key=lambda mark: (mark.kind, mark.members))
