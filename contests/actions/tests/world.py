"""Follow contests in every state, with entrants and proofs, made by the verbs themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from PIL import Image

from contests.actions.models import Action, Claim, Entrant
from contests.actions.services import ActionDraft, add_action, claim_action, join_contest
from contests.calls.models import Contest
from contests.calls.services import announce_contest, pay_in_fund, settle_contest
from contests.calls.tests.world import DAY, draft, fresh
from contests.draws.services import commit_draw
from marketplace.accounts.models import Member
from marketplace.core.outbox import deliver_due

SECRET = bytes(range(32))
VISIT = ActionDraft(kind="visit", verifier="platform", tickets=1, times=30, is_daily=True)
SUBSCRIBE = ActionDraft(kind="subscribe", verifier="platform", tickets=2)
FRIEND = ActionDraft(kind="friend", verifier="platform", tickets=5, times=3)
SHOT = ActionDraft(
    kind="follow",
    verifier="screenshot",
    tickets=3,
    network="mastodon",
    address="https://mastodon.example/@wazzifni",
)
WORD = ActionDraft(
    kind="follow",
    verifier="declared",
    network="x",
    address="https://x.example/wazzifni",
)
POST = ActionDraft(kind="post", verifier="page", tickets=4, network="site", friends=2)
BY_HAND = ActionDraft(
    kind="other", verifier="desk", tickets=2, times=2, words={"en": "Tell a story at a meeting."}
)
ALL = (VISIT, SUBSCRIBE, FRIEND, SHOT, WORD, POST, BY_HAND)


def drafted(
    admin: Member,
    *,
    now: datetime,
    actions: tuple[ActionDraft, ...] = ALL,
    source: dict[str, str] | None = None,
    **given: Any,
) -> Contest:
    """Return a follow contest that lacks nothing but its fund."""
    contest = draft(admin, now=now, kind="follow", **given)
    for one in actions:
        add_action(contest=contest, actor=admin, draft=one, now=now)
    chosen = source or {"source_kind": "drand"}
    commit_draw(contest=contest, actor=admin, secret=SECRET, now=now, **chosen)
    return fresh(contest)


def opened(admin: Member, *, now: datetime, **given: Any) -> Contest:
    """Return a follow contest that opened at `now`; its dates lie around."""
    begun = now - 2 * DAY
    contest = drafted(admin, now=begun, **given)
    pay_in_fund(contest=contest, actor=admin, now=begun)
    announce_contest(contest=contest, actor=admin, now=begun)
    settle_contest(contest=fresh(contest), now=now)
    deliver_due(now=now)
    return fresh(contest)


def closed(contest: Contest) -> Contest:
    """Let an open contest close at its moment."""
    assert contest.closes_at
    settle_contest(contest=contest, now=contest.closes_at)
    deliver_due(now=contest.closes_at)
    return fresh(contest)


def action_of(contest: Contest, kind: str, verifier: str = "platform") -> Action:
    """Return the contest's action of a kind."""
    return Action.objects.select_related("contest").get(
        contest=contest, kind=kind, verifier=verifier
    )


def joined(contest: Contest, member: Member, *, now: datetime, **given: Any) -> Entrant:
    """Let a member take part."""
    return join_contest(contest=contest, member=member, accepts_terms=True, now=now, **given)


def picture(colour: str = "navy") -> BytesIO:
    """Return a PNG as an upload."""
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "PNG")
    content.seek(0)
    content.name = "screen.png"
    return content


def shown(contest: Contest, member: Member, *, now: datetime, colour: str = "navy") -> Claim:
    """Let an entrant show a screenshot."""
    action = action_of(contest, "follow", "screenshot")
    return claim_action(action=action, member=member, picture=picture(colour), now=now)[0]


def visited(contest: Contest, member: Member, *, days: int, now: datetime) -> None:
    """Let an entrant come by on so many days."""
    for day in range(days):
        moment = now + timedelta(days=day)
        claim_action(action=action_of(contest, "visit"), member=member, now=moment)
