"""When a contest's books are closed, what was only needed to decide goes."""

from __future__ import annotations

from datetime import datetime

from contests.actions.services import forget_pictures
from contests.calls.events import ContestArchived, ContestCancelled
from contests.calls.queries import get_contest
from marketplace.core.events import subscribe


@subscribe(ContestArchived, consumer="actions.forget_pictures", queue="bulk")
def forget(event: ContestArchived, *, now: datetime) -> None:  # noqa: ARG001
    """Delete pictures and prints of an archived contest."""
    forget_pictures(contest=get_contest(event.contest_id))


@subscribe(ContestCancelled, consumer="actions.forget_pictures_of_cancelled", queue="bulk")
def forget_cancelled(event: ContestCancelled, *, now: datetime) -> None:  # noqa: ARG001
    """Delete pictures and prints of a cancelled contest."""
    forget_pictures(contest=get_contest(event.contest_id))
