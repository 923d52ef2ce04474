"""Two reports of salma's, one confirmed, and a like in her record."""

from __future__ import annotations

from datetime import timedelta

from community.reputation.choices import Kind
from community.reputation.services import (
    ReportDraft,
    confirm_report,
    count_everything_touched,
    record_contribution,
    report_elsewhere,
)
from config.tests.permissions.rules import COMMUNITY_MANAGER, OMAR, SALMA
from config.tests.permissions.world import SALMAS_SECRET, World


def add_record(world: World) -> None:
    """Make everything that the table of the record names."""
    salma, now = world.who(SALMA), world.now
    for number, name in enumerate(("elsewhere_waiting", "elsewhere_confirmed")):
        draft = ReportDraft(
            kind="elsewhere_talk",
            address=f"https://talks.example.org/{number}",
            title=f"Talk {number}",
            happened_on=(now - timedelta(days=30)).date(),
            note=SALMAS_SECRET if name == "elsewhere_waiting" else "",
        )
        report = report_elsewhere(member=salma, draft=draft, now=now)
        world.ids[name] = report.public_id
    keeper = world.who(COMMUNITY_MANAGER)
    confirm_report(report=report, actor=keeper, now=now)
    record_contribution(
        kind=Kind.LIKE,
        receiver_id=salma.pk,
        giver_id=world.who(OMAR).pk,
        subject_kind="post",
        subject_id=1,
        key="world:like",
        occurred_at=now,
        now=now,
    )
    count_everything_touched(now=now)
    world.ids |= {"rule_like": "like"}


PARTS = (add_record,)
