"""What a member said of their channels goes when they leave; the books stay."""

from __future__ import annotations

from marketplace.accounts.models import Member
from referrals.sponsorships.models import Channel, Proof, Sponsorship

GONE = "-"


def forget_creator(*, member: Member) -> None:
    """Empty what the member wrote, and where they speak. Sums, dates and states stay."""
    Sponsorship.objects.filter(creator=member).update(
        pitch="", content=GONE, place=GONE, licence="", appeal=""
    )
    Proof.objects.filter(sponsorship__creator=member).update(address=GONE, note="")
    for row in Channel.objects.filter(owner=member):
        row.address, row.audience = f"{GONE}{row.pk}", 0
        row.save(update_fields=["address", "audience"])
