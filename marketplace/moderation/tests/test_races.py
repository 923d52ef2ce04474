"""Two at once, on connections of their own; each with a control that shows the race."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Barrier, Thread

import pytest
from django.db import connection

from config.testing import MakeMember
from marketplace.core.errors import DomainError
from marketplace.moderation import services
from marketplace.moderation.choices import Act
from marketplace.moderation.models import Case, Decision
from marketplace.moderation.tests.world import assemble

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Run every act in a thread of its own, from the same moment; return what each ended with."""
    barrier, ends = Barrier(len(acts)), []

    def run(act: Callable[[], object]) -> None:
        barrier.wait()
        try:
            act()
            ends.append("done")
        except DomainError as refusal:
            ends.append(refusal.code)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(ends)


def test_one_thing_reported_decided_and_packed_by_several_at_once(
    member_factory: MakeMember, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    court = assemble(member_factory, now)
    gig = court.gig()
    people = [member_factory() for _ in range(4)]
    ends = at_once(*[lambda who=who: court.flag(gig, by=who) for who in people])
    assert ends == ["done"] * 4
    case = Case.objects.get()
    assert (case.flags_count, case.weight) == (4, 12)

    def warn() -> Decision:
        return court.decide(case, Act.WARN)

    assert at_once(warn, warn, warn) == ["case_already_decided"] * 2 + ["done"]
    assert Decision.objects.count() == 1

    decision = Decision.objects.get()
    appeal = services.file_appeal(decision=decision, text="No.", actor=court.author, now=now)
    ends = at_once(
        lambda: services.grant_appeal(appeal=appeal, answer="A", actor=court.reviewer, now=now),
        lambda: services.uphold_decision(appeal=appeal, answer="B", actor=court.reviewer, now=now),
        lambda: services.withdraw_appeal(appeal=appeal, actor=court.author, now=now),
    )
    assert ends == ["done", "not_possible_now", "not_possible_now"]

    made = services.ask_export(member=court.author, confirmed_at=now, now=now)
    packed: list[int] = []
    acts = [lambda: packed.append(services.pack_due_exports(now=now, limit=1)) for _ in range(3)]
    at_once(*acts)
    assert sorted(packed) == [0, 0, 1]
    made.refresh_from_db()
    assert (made.state, made.attempts) == ("ready", 1)

    # The control: without the lock on the case each of them finds it open.
    other = court.flag(court.gig()).case
    module = "marketplace.moderation.services.decisions"
    met = Barrier(2)

    def unlocked(pk: int) -> Case:
        found = Case.objects.select_related("member").get(pk=pk)
        met.wait()
        return found

    monkeypatch.setattr(f"{module}.lock_case", unlocked)
    twice = at_once(
        lambda: court.decide(other, Act.WARN),
        lambda: court.decide(other, Act.WARN),
    )
    assert twice == ["done", "done"]
