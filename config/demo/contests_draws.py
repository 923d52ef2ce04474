"""Draws of the demo world: one that is open and full of life, one with winners and receipt."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from typing import Final

from PIL import Image, ImageDraw

from config.demo.contests_calls import Plan, make_contest, prepares
from config.demo.contests_prizes import publish_winners
from config.demo.world import World, content
from contests.actions import services
from contests.actions.errors import ContestNotOpen, DoneToday, LimitReached
from contests.actions.models import Action, Claim
from contests.actions.services import ActionDraft
from contests.calls import services as calls
from contests.calls.models import Contest
from contests.calls.queries import get_contest
from contests.calls.services import PrizeDraft
from contests.draws.choices import SourceKind
from contests.draws.models import Draw
from contests.draws.services import (
    advance_draw,
    begin_draw,
    commit_draw,
    enter_value,
    pass_over,
)

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
ACTIONS: Final = (
    ActionDraft(kind="visit", verifier="platform", tickets=1, times=21, is_daily=True),
    ActionDraft(kind="subscribe", verifier="platform", tickets=2),
    ActionDraft(kind="save_search", verifier="platform", tickets=2),
    ActionDraft(kind="friend", verifier="platform", tickets=5, times=5),
    ActionDraft(kind="post", verifier="page", tickets=4, network="site", friends=2),
    ActionDraft(
        kind="follow",
        verifier="screenshot",
        tickets=3,
        network="mastodon",
        address="https://mastodon.social/@wazzifni",
    ),
    ActionDraft(
        kind="follow",
        verifier="declared",
        tickets=1,
        network="x",
        address="https://x.com/wazzifni",
    ),
    ActionDraft(
        kind="other",
        verifier="desk",
        tickets=3,
        times=2,
        words={
            "ar": "احك لزميل في عملك ما تعلمته من مقال هنا، واكتب لنا سطرين عما قاله",
            "en": "Tell a colleague what you learned from an article here, and write us two lines",
            "he": "ספרו לעמית מה למדתם ממאמר כאן, וכתבו לנו שתי שורות על תגובתו",
            "ur": "کسی ساتھی کو بتائیے کہ یہاں کے مضمون سے کیا سیکھا، اور دو سطریں ہمیں لکھیے",
        },
    ),
)


@prepares("follow")
def prepare_draw(world: World, contest: Contest) -> None:
    """Give a follow contest its actions, and seal a secret that is always the same."""
    admin, at = world.who("admin"), contest.created_at
    for one in ACTIONS:
        services.add_action(contest=contest, actor=admin, draft=one, now=at)
    declared = content("draws")[0]["declared"]
    is_declared = contest.slug in declared
    source = declared[contest.slug] if is_declared else {}
    commit_draw(
        contest=contest,
        actor=admin,
        source_kind=SourceKind.DECLARED if is_declared else SourceKind.DRAND,
        source_name=source.get("name", ""),
        source_url=source.get("url", ""),
        secret=hashlib.sha256(f"demo draw {contest.slug}".encode()).digest(),
        now=at,
    )


def screen(text: str) -> BytesIO:
    """Draw a picture of a screen, as entrants show it."""
    image = Image.new("RGB", (390, 300), "#f4f1ea")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 390, 56), fill="#0f5f6b")
    pen.text((16, 20), text, fill="white")
    for row in range(4):
        pen.rectangle((16, 80 + row * 50, 374 - row * 40, 110 + row * 50), fill="#d9d2c3")
    content_of = BytesIO()
    image.save(content_of, "PNG")
    content_of.seek(0)
    return content_of


def _plan(world: World, row: Mapping[str, object]) -> Plan:
    texts = {
        str(code): (words["title"], words["summary"], words["opening"])
        for code, words in row["texts"].items()  # type: ignore[attr-defined]
    }
    return Plan(
        slug=str(row["slug"]),
        kind="follow",
        texts=texts,
        opens_at=world.now - float(str(row["opened_days_ago"])) * DAY,
        days_open=int(str(row["days_open"])),
        days_judged=int(str(row["days_judged"])),
        prizes=[PrizeDraft(**prize) for prize in row["prizes"]],  # type: ignore[attr-defined]
    )


def _open(world: World, row: Mapping[str, object]) -> Contest:
    plan = _plan(world, row)
    contest = make_contest(world, plan, at=plan.opens_at - 5 * DAY)
    calls.settle_contest(contest=contest, now=plan.opens_at)
    world.settle(plan.opens_at)
    return get_contest(contest.public_id)


def _play(world: World, contest: Contest, people: Sequence[str], *, days: int) -> None:
    """Let people join one after the other, come by on some days, and show what they did."""
    begun = contest.opens_at or world.now
    actions = {(one.kind, one.verifier): one for one in contest.actions.select_related("contest")}
    for place, username in enumerate(people):
        member = world.who(username)
        at = begun + timedelta(hours=2 + 5 * place)
        services.join_contest(
            contest=contest, member=member, accepts_terms=True, shows_name=place % 2 == 0, now=at
        )
        for day in range(0, days, 1 + place % 3):
            _do(actions["visit", "platform"], world, username, at + day * DAY)
        if place % 2 == 0:
            calls.follow_contest(contest=contest, member=member, now=at)
            _do(actions["subscribe", "platform"], world, username, at + HOUR)
        if place % 3 == 0:
            _do(actions["follow", "declared"], world, username, at + HOUR)


def _do(action: Action, world: World, username: str, at: datetime) -> Claim | None:
    """Do an action unless the world has not come so far, or it counts no more."""
    if at > world.now:
        return None
    try:
        return services.claim_action(action=action, member=world.who(username), now=at)[0]
    except (ContestNotOpen, DoneToday, LimitReached):
        return None


def _show_proofs(world: World, contest: Contest, people: Sequence[str]) -> None:
    """One proof waits, one counts, one was rejected, one is appealed."""
    admin, now = world.who("admin"), world.now
    action = Action.objects.select_related("contest").get(
        contest=contest, kind="follow", verifier="screenshot"
    )
    made = [
        services.claim_action(
            action=action,
            member=world.who(username),
            picture=screen(f"{username} follows wazzifni"),
            text=f"@{username}",
            now=now - (20 - place) * HOUR,
        )[0]
        for place, username in enumerate(people[:4])
    ]
    services.grant_claim(claim=made[1], actor=admin, now=now - 6 * HOUR)
    notes = content("draws")[0]["notes"]
    for claim in made[2:]:
        services.reject_claim(
            claim=claim, actor=admin, reason="not_yours", note=notes["reject"], now=now - 5 * HOUR
        )
    services.appeal_claim(
        claim=made[3], member=made[3].entrant.member, text=notes["appeal"], now=now - 2 * HOUR
    )


def _finish(world: World, contest: Contest) -> None:
    """Close the contest and its list, enter the value, draw, pass one winner over, publish."""
    admin, notes = world.who("admin"), content("draws")[0]["notes"]
    declared = content("draws")[0]["declared"][contest.slug]
    closes, judged = contest.closes_at or world.now, contest.judged_by or world.now
    calls.settle_contest(contest=contest, now=closes)
    begin_draw(contest=contest)
    world.settle(closes)
    advance_draw(contest_id=contest.pk, now=judged)
    enter_value(
        contest=contest,
        actor=admin,
        value=declared["value"],
        evidence=declared["url"],
        now=judged + 5 * HOUR,
    )
    advance_draw(contest_id=contest.pk, now=judged + 5 * HOUR)
    draw = Draw.objects.get(contest=contest)
    last = min(draw.places, len(draw.order))
    pass_over(
        contest=contest,
        actor=admin,
        place=last,
        participant=draw.order[last - 1]["p"],
        reason="unreachable",
        note=notes["passed"],
        now=judged + 20 * HOUR,
    )
    publish_winners(world, contest, judged + DAY)
    world.settle(judged + DAY)


def seed_draws(world: World) -> None:
    """Make one open draw with proofs at its desk, and one that is drawn, with its receipt."""
    people = list(content("draws")[0]["people"])
    for row in content("draws")[1:]:
        contest = _open(world, row)
        _play(world, contest, people, days=int(row["days_open"]))
        if row["is_drawn"]:
            _finish(world, contest)
        else:
            _show_proofs(world, contest, people)
    world.settle(world.now)
