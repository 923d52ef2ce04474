"""What people decide about a referral, its rewards follow."""

from __future__ import annotations

from datetime import datetime

from marketplace.core.events import subscribe
from referrals.guard.events import (
    ReferralCaseCleared,
    ReferralCaseConfirmed,
    ReferralCaseOpened,
    ReferralCaseUpheld,
)
from referrals.programs.services import bar_rewards, hold_rewards, release_rewards


@subscribe(ReferralCaseOpened, consumer="programs.case_opened", queue="money")
def wait(event: ReferralCaseOpened, *, now: datetime) -> None:
    """Let rewards wait."""
    hold_rewards(attribution_id=event.attribution_id, now=now)


@subscribe(ReferralCaseCleared, consumer="programs.case_cleared", queue="money")
def go_on(event: ReferralCaseCleared, *, now: datetime) -> None:
    """Let rewards go on."""
    release_rewards(attribution_id=event.attribution_id, now=now)


@subscribe(ReferralCaseConfirmed, consumer="programs.case_confirmed", queue="money")
def cancel(event: ReferralCaseConfirmed, *, now: datetime) -> None:
    """Cancel rewards that aren't paid."""
    bar_rewards(attribution_id=event.attribution_id, now=now)


@subscribe(ReferralCaseUpheld, consumer="programs.case_upheld", queue="money")
def stay(event: ReferralCaseUpheld, *, now: datetime) -> None:
    """Cancel what was granted meanwhile."""
    bar_rewards(attribution_id=event.attribution_id, now=now)
