"""Who may do what to an entry, and who may read it."""

from __future__ import annotations

from datetime import datetime

from contests.calls.choices import ContestKind, ContestState
from contests.calls.models import Contest
from contests.calls.policies import is_contest_admin
from contests.entries import errors
from contests.entries.choices import TRANSITIONS, EntryMove, EntryState, Part
from contests.entries.models import Entry
from marketplace.accounts.models import Member
from marketplace.core.errors import DomainError

# When names stand beside entries.
_RESULTS_OUT = (ContestState.RESULTS, ContestState.PAID, ContestState.ARCHIVED)
_CLOSED = (ContestState.JUDGING, *_RESULTS_OUT)


def part_of(member: Member | None, entry: Entry) -> Part | None:
    """Return which part the member plays; an administrator's own entry is only their own."""
    if member is None:
        return None
    if member.pk == entry.entrant_id:
        return Part.ENTRANT
    return Part.ADMIN if is_contest_admin(member) else None


def takes_entries(contest: Contest, *, now: datetime) -> bool:
    """Tell whether writers may enter, change and withdraw."""
    is_open = contest.kind == ContestKind.WRITING and contest.state == ContestState.OPEN
    return is_open and contest.closes_at is not None and now < contest.closes_at


def names_are_out(contest: Contest) -> bool:
    """Tell whether everybody may read who wrote what: judging is blind."""
    return contest.state in _RESULTS_OUT


def is_closed(contest: Contest) -> bool:
    """Tell whether entries may be read by everybody."""
    return contest.state in _CLOSED


def is_in_public(entry: Entry) -> bool:
    """Tell whether everybody may read the entry."""
    return (
        is_closed(entry.contest) and entry.state == EntryState.ACCEPTED and entry.hidden_at is None
    )


def may_read(entry: Entry, viewer: Member | None) -> bool:
    """Tell whether the viewer may read it: their own, in public, or as an administrator."""
    return is_in_public(entry) or part_of(viewer, entry) is not None


def refusal_of(entry: Entry, move: EntryMove, part: Part, *, now: datetime) -> DomainError | None:
    """Return why this part can't make this move now, None when it can."""
    steps = TRANSITIONS[EntryState(entry.state)]
    if move not in steps:
        return errors.EntryStateRefuses(state=entry.get_state_display())
    if part not in steps[move].parts:
        return errors.NotYourMove()
    return _CONDITIONS[move](entry, now) if move in _CONDITIONS else None


def can(entry: Entry, move: EntryMove, part: Part, *, now: datetime) -> bool:
    """Tell whether this part can make this move now."""
    return refusal_of(entry, move, part, now=now) is None


def _change(entry: Entry, now: datetime) -> DomainError | None:
    return None if takes_entries(entry.contest, now=now) else errors.NotOpenForEntries()


def _withdraw(entry: Entry, now: datetime) -> DomainError | None:
    """Let it go until closing; after that only before the results."""
    if takes_entries(entry.contest, now=now) or entry.contest.state == ContestState.JUDGING:
        return None
    return errors.NotOpenForEntries()


def _decide(entry: Entry, now: datetime) -> DomainError | None:
    """Accept or refuse after the checks: what was refused before couldn't be checked any more."""
    return _reconsider(entry, now) if entry.checked_at else errors.ChecksUnfinished()


def _reconsider(entry: Entry, now: datetime) -> DomainError | None:  # noqa: ARG001
    """Decide anew before the results: nobody would judge it after them."""
    return None if entry.contest.state == ContestState.JUDGING else errors.NotOpenForEntries()


def _appeal(entry: Entry, now: datetime) -> DomainError | None:  # noqa: ARG001
    if entry.appealed_at is not None:
        return errors.AppealedAlready()
    return None if entry.contest.state == ContestState.JUDGING else errors.NotOpenForEntries()


_CONDITIONS = {
    EntryMove.CHANGE: _change,
    EntryMove.WITHDRAW: _withdraw,
    EntryMove.ACCEPT: _decide,
    EntryMove.REFUSE: _decide,
    EntryMove.RECONSIDER: _reconsider,
    EntryMove.APPEAL: _appeal,
}
