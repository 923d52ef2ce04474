"""A made-up town as rows of the record: members, and what they like."""

from __future__ import annotations

from datetime import UTC, timedelta

from community.reputation.choices import MILLI, Kind
from community.reputation.models import Contribution, PointRule
from community.reputation.services import plant_prices
from config.bench.rings import NOW, Town
from marketplace.accounts.models import Member

BATCH = 5_000


def write_town(town: Town) -> dict[int, int]:
    """Write the members and their favours; returns each member's number by primary key."""
    plant_prices(now=NOW)
    joined = NOW - timedelta(days=800)
    members = Member.objects.bulk_create(
        Member(
            username=f"ringtown{number}",
            email=f"ringtown{number}@example.com",
            display_name=f"Member {number}",
            date_joined=joined,
            password="!",  # noqa: S106  nobody signs in
        )
        for number in range(town.size)
    )
    rule = PointRule.objects.filter(kind=Kind.LIKE).order_by("-version")[0]
    Contribution.objects.bulk_create(
        (
            Contribution(
                kind=Kind.LIKE,
                receiver=members[favour.receiver],
                giver=members[favour.giver],
                subject_kind="post",
                subject_id=number,
                occurred_at=favour.at,
                recorded_at=favour.at,
                day=favour.at.astimezone(UTC).date(),
                weight_milli=MILLI,
                points_milli=rule.points_milli,
                rule=rule,
                key=f"ringtown:{number}",
            )
            for number, favour in enumerate(town.favours)
        ),
        batch_size=BATCH,
    )
    return {member.pk: number for number, member in enumerate(members)}
