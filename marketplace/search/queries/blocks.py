"""Whose things a reader doesn't want to see: another app knows that, this one asks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from marketplace.accounts.models import Member
from marketplace.search.queries.filters import Filters

IdsOf = Callable[[int], Iterable[int]]

_BLOCKED_BY: list[IdsOf] = []
_BLOCKERS_OF: list[IdsOf] = []


def register_blocks(*, blocked_by: IdsOf, blockers_of: IdsOf) -> None:
    """Say whom a member has blocked, and who has blocked a member; each in one query."""
    _BLOCKED_BY[:] = [blocked_by]
    _BLOCKERS_OF[:] = [blockers_of]


def hidden_from(member: Member | None) -> tuple[int, ...]:
    """Return the members whom this one has blocked; one query, none for visitors."""
    if member is None:
        return ()
    return tuple(sorted({one for ask in _BLOCKED_BY for one in ask(member.pk)}))


def blockers_of(owner_id: int) -> list[int]:
    """Return the members who don't want to see what this one offers. One query."""
    return sorted({one for ask in _BLOCKERS_OF for one in ask(owner_id)})


def for_reader(filters: Filters, member: Member | None) -> Filters:
    """Return the same search without what the reader has blocked; one query, none for visitors."""
    return replace(filters, hidden=hidden_from(member))
