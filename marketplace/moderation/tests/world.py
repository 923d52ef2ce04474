"""A case to decide about: who reports, whose thing it is, who moderates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.accounts.services import ProfileText, update_profile
from marketplace.gigs.choices import GigState
from marketplace.gigs.models import Gig
from marketplace.gigs.tests.factories import make_draft, put
from marketplace.moderation import services
from marketplace.moderation.choices import Act, FlagReason
from marketplace.moderation.models import Case, Decision, Flag

RULE = "1.2"
REASON = "The pictures are taken from another seller."


@dataclass
class Court:
    """Everybody who has a part in a case."""

    author: Member
    flagger: Member
    moderator: Member
    reviewer: Member
    now: datetime

    def gig(self) -> Gig:
        """Return a live gig of the author's."""
        return put(make_draft(self.author, self.now), GigState.LIVE, self.now)

    def flag(self, gig: Gig, *, by: Member | None = None, now: datetime | None = None) -> Flag:
        """Report a gig."""
        return services.flag(
            kind="gig",
            ref=gig.public_id,
            reason=FlagReason.STOLEN,
            text="I drew these.",
            actor=by or self.flagger,
            now=now or self.now,
        )

    def case(self) -> Case:
        """Return an open case about a new gig of the author's."""
        return self.flag(self.gig()).case

    def profile_case(self) -> Case:
        """Return an open case about the author's profile."""
        flagged = services.flag(
            kind="profile",
            ref=self.author.public_id,
            reason=FlagReason.SPAM,
            text="",
            actor=self.flagger,
            now=self.now,
        )
        return flagged.case

    def decide(self, case: Case, act: Act, *, days: int = 7) -> Decision:
        """Let the moderator decide."""
        given: dict[str, Any] = {
            "case": case,
            "reason": REASON,
            "actor": self.moderator,
            "now": self.now,
        }
        if act == Act.NO_ACTION:
            return services.dismiss_case(**given)
        if act == Act.HIDE:
            return services.hide_subject(rule=RULE, **given)
        if act == Act.WARN:
            return services.warn_member(rule=RULE, **given)
        return services.suspend_author(rule=RULE, days=days, **given)

    def suspend(self, *, days: int = 7) -> Decision:
        """Suspend the author over their profile."""
        return self.decide(self.profile_case(), Act.SUSPEND, days=days)


def assemble(make: MakeMember, now: datetime) -> Court:
    """Make everybody."""
    author = make("salma", language="en")
    text = ProfileText(
        display_name="Salma",
        headline="Logos",
        bio="I draw.",
        skills=[],
        country="SA",
        timezone="Asia/Riyadh",
    )
    update_profile(member=author, text=text, now=now)
    return Court(
        author=author,
        flagger=make("omar", language="en"),
        moderator=make("nadia", roles=("moderator",), language="en"),
        reviewer=make("karim", roles=("moderator",), language="en"),
        now=now,
    )
