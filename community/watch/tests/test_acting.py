"""What managers do: the matrix, thanks that are read, refusals, outcomes apart, forgetting."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import product
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from community.watch.choices import OPEN_STAGES, STAGE_STEPS, ActKind, Occasion, Part, Stage
from community.watch.errors import (
    NoPause,
    OwnSighting,
    PauseEndsTooSoon,
    PauseTooLong,
    ReasonMissing,
    SightingClosed,
    StageRefuses,
    WordsMissing,
)
from community.watch.models import Outcome, Pause, Sighting, StageChange, WatchAct
from community.watch.policies import refusal_of
from community.watch.queries.desk import suggested
from community.watch.queries.effect import effects
from community.watch.services import acting, leaving, pausing
from community.watch.services.states import stage_transition
from community.watch.tests.world import DAY, sighted
from config.testing import MakeMember
from marketplace.accounts.models import Member, RoleGrant
from marketplace.core import clock
from marketplace.core.errors import NotFound
from marketplace.core.models import AuditRecord

pytestmark = pytest.mark.django_db
RunOutbox = Callable[..., int]


@pytest.mark.parametrize("stage", list(Stage))
def test_stages_move_by_the_table_alone(
    stage: Stage, found: Sighting, noor: Member, stranger: Member, now: datetime
) -> None:
    parts: dict[str, tuple[Member | None, set[Part]]] = {
        "clock": (None, {Part.CLOCK}),
        "manager": (noor, {Part.MANAGER}),
        "stranger": (stranger, set()),
        "member": (found.member, set()),
    }
    wanted = {
        (target, who)
        for target, who in product(Stage, parts)
        if parts[who][1] & set(STAGE_STEPS[stage].get(target, ()))
    }
    found.stage = stage.value
    able = {
        (target, who)
        for target, who in product(Stage, parts)
        if refusal_of(found, target, parts[who][0]) is None
    }
    assert able == wanted
    for target, who in sorted(wanted):
        row = Sighting.objects.get(pk=found.pk)
        row.stage = stage.value
        changes = {"closed_as": "dismissed", "closed_at": now} if target == Stage.CLOSED else {}
        with transaction.atomic():
            stage_transition(row, target, actor=parts[who][0], now=now, changes=changes)
            assert Sighting.objects.get(pk=found.pk).stage == target
            assert StageChange.objects.latest("pk").after == target
            assert AuditRecord.objects.latest("pk").action == f"watch_{target}"
            transaction.set_rollback(True)


def test_thanks_are_read_by_whom_they_are_for(
    found: Sighting, noor: Member, now: datetime, run_outbox: RunOutbox
) -> None:
    acting.thank_member(sighting=found, actor=noor, words=" You explain well. ", now=now)
    run_outbox(now)
    (notice,) = found.member.notifications.filter(kind="watch.thanks")
    assert notice.params == {"name": "Noor", "words": "You explain well."}
    assert Outcome.objects.filter(occasion=Occasion.ACT).count() == 1
    acting.record_act(sighting=found, actor=noor, kind="talk", note="By phone.", now=now)
    run_outbox(now)
    mine = found.member.notifications.filter(kind__startswith="watch.")
    assert mine.count() == 1, "what was written down is told to nobody"


def test_refusals(found: Sighting, noor: Member, stranger: Member, now: datetime) -> None:
    with pytest.raises(WordsMissing):
        acting.thank_member(sighting=found, actor=noor, words=" ", now=now)
    with pytest.raises(NotFound):
        acting.thank_member(sighting=found, actor=stranger, words="Thanks", now=now)
    with pytest.raises(ReasonMissing):
        acting.dismiss_sighting(sighting=found, actor=noor, reason=" ", now=now)
    RoleGrant.objects.create(member=found.member, role="community_manager")
    own = Member.objects.get(pk=found.member_id)
    with pytest.raises(OwnSighting):
        acting.record_act(sighting=found, actor=own, kind="rest", now=now)
    with pytest.raises(OwnSighting):
        acting.dismiss_sighting(sighting=found, actor=own, reason="Me.", now=now)
    acting.dismiss_sighting(sighting=found, actor=noor, reason="A class.", now=now)
    with pytest.raises(SightingClosed):
        acting.record_act(sighting=found, actor=noor, kind="rest", now=now)
    with pytest.raises(StageRefuses):
        acting.dismiss_sighting(sighting=found, actor=noor, reason="Again.", now=now)


def test_acts_and_stages_can_not_be_edited(found: Sighting, noor: Member, now: datetime) -> None:
    act = acting.record_act(sighting=found, actor=noor, kind="talk", note="Hello", now=now)
    tries: tuple[Callable[[], object], ...] = (
        lambda: WatchAct.objects.filter(pk=act.pk).update(note="Other"),
        lambda: WatchAct.objects.filter(pk=act.pk).update(kind="thank"),
        lambda: WatchAct.objects.filter(pk=act.pk).delete(),
        lambda: StageChange.objects.update(after="dark"),
        lambda: StageChange.objects.filter(sighting=found).delete(),
    )
    for attempt in tries:
        with pytest.raises(DatabaseError), transaction.atomic():
            attempt()
    assert WatchAct.objects.get().note == "Hello"


def test_a_break_has_its_bounds(stranger: Member, now: datetime) -> None:
    today = now.date()
    with pytest.raises(PauseEndsTooSoon):
        pausing.begin_pause(member=stranger, until=today, now=now)
    with pytest.raises(PauseTooLong):
        pausing.begin_pause(member=stranger, until=today + 366 * DAY, now=now)
    with pytest.raises(NoPause):
        pausing.end_pause(member=stranger, now=now)
    pausing.begin_pause(member=stranger, until=today + DAY, now=now)
    pausing.begin_pause(member=stranger, until=today + 365 * DAY, now=now)
    assert Pause.objects.get().until_on == today + 365 * DAY
    pausing.end_pause(member=stranger, now=now)
    with pytest.raises(NoPause):
        pausing.end_pause(member=stranger, now=now)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Pacific/Auckland"])
def test_a_break_counts_days_as_the_member_does(
    zone: str, stranger: Member, as_member: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Evening in the west is tomorrow by UTC, morning in the east yesterday."""
    hour = 3 if "America" in zone else 20
    moment = datetime(2026, 11, 24, hour, tzinfo=UTC)
    monkeypatch.setattr(clock, "now", lambda: moment)
    Member.objects.filter(pk=stranger.pk).update(timezone=zone)
    member = Member.objects.get(pk=stranger.pk)
    today = moment.astimezone(ZoneInfo(zone)).date()
    with pytest.raises(PauseEndsTooSoon):
        pausing.begin_pause(member=member, until=today, now=moment)
    made = pausing.begin_pause(member=member, until=today + DAY, now=moment)
    assert (made.from_on, made.until_on) == (today, today + DAY)
    page = as_member(member).get("/en/accounts/settings/break/").content.decode()
    assert "I’m back" in page
    assert pausing.end_pause(member=member, now=moment).until_on == today


def test_what_to_do_next(found: Sighting) -> None:
    assert suggested(found, []) == ActKind.THANK
    assert suggested(found, ["thank"]) is None
    found.stage = Stage.FLASH
    assert suggested(found, ["thank"]) == ActKind.INVITE
    assert suggested(found, ["thank", "invite"]) is None
    found.stage = Stage.DIMMING
    assert suggested(found, ["thank"]) == ActKind.TALK
    assert suggested(found, ["talk"]) == ActKind.OFFER
    found.stage = Stage.DARK
    assert suggested(found, ["talk"]) == ActKind.REST


def measured(sighting: Sighting, *, on: date, after: int, is_kept: bool) -> None:
    """Write down what came of a burst, as if it had been measured."""
    Outcome.objects.filter(sighting=sighting, occasion="burst").update(
        from_on=on, before_milli=1_000, after_milli=after, is_kept_30=is_kept, is_kept_90=is_kept
    )


def test_the_effect_is_honest_about_small_numbers(
    noor: Member, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        one = sighted(now=now)
        measured(one, on=now.date(), after=2_000 if number < 2 else 500, is_kept=number != 3)
        if number < 2:
            acting.record_act(sighting=one, actor=noor, kind="talk", now=now + 29 * DAY)
        else:
            # Too late, or letting rest: that isn't doing something.
            acting.record_act(sighting=one, actor=noor, kind="talk", now=now + 30 * DAY)
            acting.record_act(sighting=one, actor=noor, kind="rest", now=now)
    of_burst = effects()[0]
    assert (of_burst.acted.count, of_burst.left_alone.count) == (2, 2)
    assert (of_burst.acted.change_bp, of_burst.left_alone.change_bp) == (10_000, -5_000)
    assert (of_burst.acted.kept_90_bp, of_burst.left_alone.kept_90_bp) == (10_000, 5_000)
    assert of_burst.uplift_bp is None, "two are too few"
    monkeypatch.setattr("community.watch.queries.effect.rules", _Few)
    assert of_burst.uplift_bp == 5_000


class _Few:
    watch_groups_min = 2


def test_who_leaves_is_forgotten(found: Sighting, noor: Member, now: datetime) -> None:
    acting.record_act(sighting=found, actor=noor, kind="talk", note="Ill.", now=now)
    pausing.begin_pause(member=found.member, until=now.date() + DAY, now=now)
    for _time in range(2):
        leaving.forget_member(member=found.member, now=now)
    row = Sighting.objects.get()
    assert (row.stage, row.closed_as, row.evidence, row.latest) == ("closed", "left", {}, {})
    assert WatchAct.objects.get().note == ""
    assert not Pause.objects.exists()
    assert not Sighting.objects.filter(stage__in=OPEN_STAGES).exists()


def test_nobody_else_decides_without_the_role(
    found: Sighting, member_factory: MakeMember, now: datetime
) -> None:
    for role in ("moderator", "admin", "support"):
        other = member_factory(role, roles=(role,))
        with pytest.raises(NotFound):
            acting.dismiss_sighting(sighting=found, actor=other, reason="x", now=now)
    assert Sighting.objects.get().closed_at is None
