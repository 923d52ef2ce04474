"""What people of the demo world contributed, here and elsewhere, and what came of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from community.reputation import services
from community.reputation.models import ElsewhereReport
from community.reputation.services import ReportDraft
from config.demo.world import World, content

KEEPER: Final = "noor"
SUBJECT: Final = "demo"


def seed_contributions(world: World) -> None:
    """Give ten weeks of likes and solutions, one of them taken back, and count them."""
    for number, row in enumerate(content("contributions")):
        moment = world.ago(days=row["days"], hours=number % 9)
        key = f"demo:{number}"
        services.record_contribution(
            kind=row["kind"],
            receiver_id=world.who(row["to"]).pk,
            giver_id=world.who(row["by"]).pk,
            subject_kind=SUBJECT,
            subject_id=row["about"],
            area=row["area"],
            key=key,
            occurred_at=moment,
            now=moment,
        )
        if "back" in row:
            then = world.ago(days=row["back"])
            services.reverse_contribution(key=key, note="", by_id=None, now=then)
    _seed_elsewhere(world)
    world.settle(world.now)
    services.count_everything_touched(now=world.now)
    world.settle(world.now)


def _seed_elsewhere(world: World) -> None:
    """Let members report what they did on other sites, and the manager decide about most of it."""
    keeper = world.who(KEEPER)
    for row in content("elsewhere"):
        member, moment = world.who(row["who"]), world.ago(days=row["on"] - 1)
        draft = ReportDraft(
            kind=row["kind"],
            address=row["address"],
            title=row["title"],
            happened_on=world.ago(days=row["on"]).date(),
            note=row["note"],
        )
        report = services.report_elsewhere(member=member, draft=draft, now=moment)
        decided = moment + timedelta(hours=20)
        said: dict[str, Any] = {"actor": keeper, "reason": row["said"], "now": decided}
        if row["end"] in _VERBS:
            _VERBS[row["end"]](report=report, **said)
        elif row["end"] == "withdrawn":
            services.withdraw_report(report=report, actor=member, now=decided)
        elif row["end"] == "revoked":
            confirmed = services.confirm_report(report=report, actor=keeper, now=decided)
            later = decided + timedelta(days=9)
            services.revoke_report(**{**said, "report": confirmed, "now": later})


_VERBS: Final[dict[str, Callable[..., ElsewhereReport]]] = {
    "confirmed": services.confirm_report,
    "declined": services.decline_report,
}
