"""What was shown only to decide goes with the contest's end, and with the member."""

from __future__ import annotations

from datetime import datetime

import pytest

from config.custody_contests import erase_contests, pack_contests
from contests.actions.models import Claim, Entrant
from contests.actions.queries import ticket_counts
from contests.actions.services import forget_pictures, grant_claim
from contests.actions.tests.world import joined, opened, shown
from contests.calls.services import cancel_contest
from marketplace.accounts.models import Member
from marketplace.core.outbox import deliver_due
from marketplace.core.private_files import FileMissing, open_private

pytestmark = pytest.mark.django_db


def test_pictures_go_when_the_contest_is_over(
    admin: Member,
    entrants: list[Member],
    now: datetime,
    django_capture_on_commit_callbacks: object,
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now, day_print="e" * 64)
    key = shown(contest, entrants[0], now=now).stored_as
    open_private(key).close()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        assert forget_pictures(contest=contest) == 1
    with pytest.raises(FileMissing):
        open_private(key)
    assert (Entrant.objects.get().day_print, forget_pictures(contest=contest)) == ("", 0)


def test_pictures_go_with_a_cancelled_contest(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    joined(contest, entrants[0], now=now)
    shown(contest, entrants[0], now=now)
    cancel_contest(contest=contest, actor=admin, reason="No licence.", now=now)
    deliver_due(now=now)
    assert Claim.objects.get().stored_as == ""


def test_a_member_takes_proofs_along_and_leaves_none_behind(
    admin: Member, entrants: list[Member], now: datetime
) -> None:
    contest = opened(admin, now=now)
    entrant = joined(contest, entrants[0], now=now, day_print="f" * 64)
    claim = shown(contest, entrants[0], now=now)
    grant_claim(claim=claim, actor=admin, now=now)
    packed = pack_contests(entrants[0])
    assert [row["state"] for row in packed.lists["claim"]] == ["granted"]
    assert "day_print" not in packed.lists["entrant"][0]
    assert len(list(packed.files)) == 1
    for _time in range(2):
        erase_contests(entrants[0], keeps_texts=False, now=now)
    claim.refresh_from_db()
    assert (claim.stored_as, claim.evidence) == ("", {})
    assert ticket_counts(contest) == [(entrant.public_id, "reviewed", 3)]
