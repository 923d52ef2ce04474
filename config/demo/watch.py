"""A newcomer whose answers burst this week, one who has faded, and two paid shifts."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any, Final

from allauth.account.models import EmailAddress

from community.reputation.services import Line, count_everything_touched, record_contributions
from community.shifts.services import offering, timing, working
from community.shifts.services.offering import ShiftDraft
from community.shifts.services.working import ShiftReport
from community.watch.models import Sighting
from community.watch.services import acting, looking, measuring, telling
from config.demo.world import World, content
from marketplace.accounts.models import Member

KEEPER: Final = "noor"
GIVERS: Final = ("salma", "omar", "layla", "hassan", "reem", "grace")
SUBJECT: Final = "demo"
HOUR: Final = timedelta(hours=1)
# Questions of the forum, by the hours of an evening.
EXPECTED: Final = (
    "أسئلة المبتدئين بين السادسة والثامنة مساء: جواب في نصف ساعة، بلطف، ومع مصدر.",
    "مساء الإطلاق: من يسأل عن النموذج الجديد يجد جوابا، وما لا يُحل يُكتب في قائمة.",
)
REPORT: Final = "Eleven questions, nine solved. Two wait for the new editor; I wrote them down."


def seed_watch(world: World) -> None:
    """Let two newcomers live, look at them on a few days, and do something about it."""
    numbers = count(9_000)
    rows = content("watch")
    for row in rows:
        _come(world, row)
        _contribute(world, row, numbers)
    world.settle(world.now)
    count_everything_touched(now=world.now)
    for row in rows[::-1]:
        _live(world, row)
    telling.tell_managers(now=world.now, limit=100)
    measuring.measure_outcomes(now=world.now, limit=100)
    world.settle(world.now)


def _come(world: World, row: dict[str, Any]) -> None:
    member = Member.objects.create_user(
        row["who"],
        f"{row['who']}@demo.example",
        display_name=row["name"],
        language=row["language"],
        country=row["country"],
        timezone=row["timezone"],
        date_joined=world.ago(days=row["joined"]),
    )
    EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
    # The password that all have, hashed once for everybody.
    Member.objects.filter(pk=member.pk).update(password=world.who(KEEPER).password)
    world.members[member.username] = Member.objects.get(pk=member.pk)


def _contribute(world: World, row: dict[str, Any], numbers: count[int]) -> None:
    lines = []
    for back in sorted(map(int, row["days"]), reverse=True):
        for _number in range(row["days"][str(back)]):
            number = next(numbers)
            lines.append(
                Line(
                    kind="solution",
                    receiver_id=world.who(row["who"]).pk,
                    giver_id=world.who(GIVERS[number % len(GIVERS)]).pk,
                    subject_kind=SUBJECT,
                    subject_id=number,
                    key=f"demo:watch:{number}",
                    occurred_at=world.ago(days=back, hours=1),
                    area="design",
                )
            )
    record_contributions(lines=lines, now=world.now)


def _live(world: World, row: dict[str, Any]) -> None:
    acts = {one["at"]: one for one in row["acts"]}
    for day in sorted({*row["looks"], *acts}, reverse=True):
        moment = world.ago(days=day)
        if day not in acts:
            looking.look_at_newcomers(now=moment)
            continue
        found = Sighting.objects.get(member=world.who(row["who"]))
        _act(world, found, acts[day])


def _act(world: World, found: Sighting, one: dict[str, Any]) -> None:
    keeper, moment = world.who(KEEPER), world.ago(days=one["at"])
    if one["kind"] == "thank":
        acting.thank_member(sighting=found, actor=keeper, words=one["words"], now=moment)
        return
    acting.record_act(sighting=found, actor=keeper, kind=one["kind"], note=one["words"], now=moment)


def seed_shifts(world: World) -> None:
    """One shift that was worked and paid, and one that is offered."""
    keeper, grace = world.who(KEEPER), world.who("grace")
    begins = world.ago(days=6).replace(hour=15, minute=0, second=0, microsecond=0)
    done = _offer(world, "grace", begins, 8_000, EXPECTED[0])
    offering.accept_shift(shift=done, actor=grace, now=world.ago(days=9))
    report = ShiftReport(topics=11, minutes=118, text=REPORT)
    after = done.ends_at + HOUR
    working.report_shift(shift=done, actor=grace, report=report, now=after)
    working.approve_shift(shift=done, actor=keeper, now=after + HOUR)
    timing.move_due_shifts(now=after + HOUR, limit=10)
    soon = world.ago(days=-5).replace(hour=15, minute=0, second=0, microsecond=0)
    _offer(world, "tariq", soon, 6_000, EXPECTED[1])
    world.settle(world.now)


def _offer(world: World, who: str, begins: Any, amount: int, expected: str) -> Any:
    draft = ShiftDraft(
        member=world.who(who),
        starts_at=begins,
        ends_at=begins + 2 * HOUR,
        answer_by=begins - 20 * HOUR,
        amount=amount,
        currency="USD",
        expected=expected,
    )
    moment = min(world.ago(hours=3), begins - 100 * HOUR)
    return offering.offer_shift(actor=world.who(KEEPER), draft=draft, now=moment)
