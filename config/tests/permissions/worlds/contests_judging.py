"""Contests whose judging stands at each step that some act begins from."""

from __future__ import annotations

from config.tests.permissions.rules import ADMIN, JUDGE, OMAR, SALMA
from config.tests.permissions.world import World
from contests.calls.models import Contest
from contests.judging import services
from contests.judging.models import Duel, Judge, Judging, Sheet
from contests.judging.tests import world as making
from marketplace.accounts.models import Member


def _people(world: World) -> list[Member]:
    known = Member.objects.filter(username__startswith="reads").order_by("username")
    others = list(known) or [making.member(f"reads{n}", "judge") for n in range(3)]
    return [world.who(JUDGE), *others]


def _contest(world: World, slug: str, **given: object) -> Contest:
    return making.contest(world.who(ADMIN), now=world.now, slug=slug, **given)  # type: ignore[arg-type]


def _scoring(world: World, slug: str, count: int = 3, final_size: int = 0) -> Contest:
    made = _contest(world, slug)
    Judging.objects.create(contest=made, seed="00" * 16, judges_per_entry=4, final_size=final_size)
    making.judges(made, _people(world), now=world.now)
    making.entries(made, count, now=world.now)
    return made


def _counted(world: World, contest: Contest) -> None:
    services.give_waiting_sheets(now=world.now, limit=50)
    making.seal_all(contest, now=world.now)
    services.carry_out_due_counts(now=world.now, limit=50)


def add_judging(world: World) -> None:
    """A draft, one being scored, one in its final, one counted, one with salma's result."""
    draft = _contest(world, "judging-draft", state="draft")
    bare = _contest(world, "judging-bare", state="draft")
    bare.criteria.all().delete()
    invited = services.invite_judge(
        contest=_contest(world, "judging-asks", state="draft"),
        actor=world.who(ADMIN),
        member=world.who(JUDGE),
        now=world.now,
    )
    services.declare_tie(
        judge=invited, actor=world.who(JUDGE), member=world.who(OMAR), now=world.now
    )
    final = _scoring(world, "judging-final", final_size=2)
    _counted(world, final)
    closed = _scoring(world, "judging-closed")
    _counted(world, closed)
    judged = _scoring(world, "judging-done")
    making.entry(judged, world.who(SALMA), now=world.now)
    _counted(world, judged)
    Contest.objects.filter(pk=judged.pk).update(state="results", results_at=world.now)
    scoring = _scoring(world, "judging-now")
    services.give_waiting_sheets(now=world.now, limit=50)
    late = _scoring(world, "judging-late")
    seat = Judge.objects.get(contest=scoring, member=world.who(JUDGE))
    other = Judge.objects.filter(contest=scoring).exclude(pk=seat.pk).order_by("pk")[0]
    world.ids |= {
        "judging_draft": draft.public_id,
        "judging_bare": bare.public_id,
        "judging_place": 1,
        "judge_invited": invited.public_id,
        "judging_contest": scoring.public_id,
        "judging_closed": closed.public_id,
        "judging_late": late.public_id,
        "judged_slug": judged.slug,
        "judge_seat": seat.public_id,
        "judge_other": other.public_id,
        "judge_sheet": Sheet.objects.filter(judge=seat, state="open").order_by("pk")[0].public_id,
        "judge_duel": Duel.objects.filter(judge__member=world.who(JUDGE))
        .order_by("pk")[0]
        .public_id,
    }


PARTS = (add_judging,)
