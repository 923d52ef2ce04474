"""Programmes and rewards in words."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from marketplace.core import formats
from referrals.programs.choices import Ended, LineKind, RewardState, RuleEvent
from referrals.programs.models import Program, Reward, RewardLine


def program_name(program: Program) -> str:
    """Return its name in the reader's language, else in another."""
    names: dict[str, str] = program.names
    wanted = ((get_language() or "")[:2], "ar", "en", *names)
    return next((names[code] for code in wanted if names.get(code)), program.public_id)


def line_text(line: RewardLine, *, digits: str = "latn") -> str:
    """Return a line of a statement as a sentence in the reader's language."""
    lang, given = (get_language() or "ar")[:2], dict(line.params)
    said: dict[str, str] = {}
    if "event" in given:
        said["event"] = str(RuleEvent(given["event"]).label)
    if "reason" in given:
        said["reason"] = str(Ended(given["reason"]).label)
    if "bp" in given:
        said["percent"] = formats.format_percent(given["bp"], lang=lang, digits=digits)
    for name in ("count", "tier"):
        if name in given:
            said[name] = formats.format_number(given[name], lang=lang, digits=digits)
    return str(LineKind(line.kind).label) % said


def reason_of(reward: Reward) -> str:
    """Return why a reward stands where it stands, for the member who waits for it."""
    if reward.state == RewardState.HELD:
        return _("A person looks at how your friend came here. You can say your side of it.")
    if reward.state == RewardState.CANCELLED:
        return str(Ended(reward.ended_by).label)
    if reward.state == RewardState.DUE:
        return _("It reaches you within a minute.")
    if reward.state == RewardState.PAID:
        return _("Paid.")
    return _wait_of(reward)


def _wait_of(reward: Reward) -> str:
    """Return what a reward that nobody holds waits for."""
    if reward.event != RuleEvent.SIGNUP:
        return _("Waits until the order’s money clears: a refund until then makes it smaller.")
    # Put off beyond its own days: nothing else puts a sign-up's reward off.
    if reward.due_at > reward.granted_at + timedelta(days=reward.rule.hold_days):
        return str(LineKind.UNCONFIRMED.label)
    return _("Waits out its days, so that only real sign-ups count.")
