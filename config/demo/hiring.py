"""Briefs that clients posted, proposals for them, and what people say to each other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from config.demo.world import World, content
from marketplace.core.money import Money
from marketplace.hiring import services as hiring
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.hiring.queries import skill_words
from marketplace.hiring.services import BriefText, Terms
from marketplace.ledger.choices import AccountKind, TransferKind
from marketplace.ledger.queries import AccountRef, available_balance, member_account
from marketplace.ledger.services import Posting, post_transfer
from marketplace.messaging.services import save_reply, send_message

HOUR = timedelta(hours=1)
SANDBOX = AccountRef(AccountKind.GATEWAY, "sandbox", "USD")


@dataclass(frozen=True)
class Posted:
    """A brief of the demo world with its proposals, by who sent them."""

    brief: PostedBrief
    proposals: dict[str, Proposal]


def top_up(world: World, username: str, amount: int, moment: datetime) -> None:
    """Let a member have at least so much in the wallet, as if it had come by card."""
    member = world.who(username)
    missing = amount - available_balance(member, "USD")
    if missing > 0:
        post_transfer(
            key=f"demo:top-up:{username}:{amount}",
            kind=TransferKind.DEPOSIT,
            reference="",
            postings=[
                Posting(SANDBOX, -missing),
                Posting(member_account(AccountKind.AVAILABLE, member, "USD"), missing),
            ],
            now=moment,
        )


def seed_hiring(world: World) -> None:
    """Post briefs in every state, in four languages, with proposals that can be compared."""
    made = [_post(world, row) for row in content("posted_briefs")]
    roastery, shop = made[0], made[1]
    omar = roastery.brief.client
    moment = world.ago(hours=9)
    hiring.shortlist_proposal(
        proposal=roastery.proposals["salma"], actor=omar, wanted=True, now=moment
    )
    talk = hiring.talk_about_proposal(proposal=roastery.proposals["salma"], actor=omar, now=moment)
    send_message(
        conversation=talk.public_id,
        author=omar,
        body="أعجبني أنك سألت عن الزبائن قبل الألوان. هل يكفيك أسبوع واحد؟",
        now=moment,
    )
    send_message(
        conversation=talk.public_id,
        author=world.who("salma"),
        body="يكفي للاتجاهين الأولين. والأكياس بعدها بثلاثة أيام.",
        now=moment + HOUR,
    )
    hiring.accept_proposal(
        proposal=next(iter(shop.proposals.values())),
        actor=shop.brief.client,
        version=1,
        now=world.ago(days=3),
    )
    closed = made[-1].brief
    hiring.close_brief(brief=closed, actor=closed.client, now=world.ago(days=2))
    _replies(world)
    world.settle(world.now)


def _post(world: World, row: dict[str, Any]) -> Posted:
    start = world.ago(hours=float(str(row["hours_ago"])))
    client = world.who(str(row["client"]))
    budget = row["budget"]
    sums = budget if isinstance(budget, list) else []
    kind = {0: "open", 1: "fixed", 2: "range"}[len(sums)]
    text = BriefText(
        title=str(row["title"]),
        text=str(row["text"]),
        category=str(row["category"]),
        language=str(row["language"]),
        skills=skill_words(row["skills"]),
        budget_kind=kind,
        budget_min=sums[0] if sums else None,
        budget_max=sums[-1] if sums else None,
        currency="USD",
        wanted_on=(world.now + timedelta(days=40)).date(),
    )
    brief = hiring.post_brief(client=client, text=text, days=21, now=start)
    if row.get("held"):
        top_up(world, client.username, sums[-1], start)
        brief = hiring.hold_budget(brief=brief, actor=client, now=start + HOUR / 2)
    for name in row.get("invited", []):
        hiring.invite_freelancer(
            brief=brief,
            actor=client,
            freelancer=world.who(name),
            note=str(row.get("note", "")),
            now=start + HOUR,
        )
    proposals = {
        str(given["by"]): _propose(world, brief, given, start + HOUR * (2 + number))
        for number, given in enumerate(row["proposals"])
    }
    return Posted(brief, proposals)


def _propose(
    world: World, brief: PostedBrief, given: dict[str, object], moment: datetime
) -> Proposal:
    terms = Terms(
        title=str(given["title"]),
        scope=str(given["scope"]),
        price=Money(int(str(given["price"])), "USD"),
        delivery_days=int(str(given["days"])),
        revisions=2,
        valid_days=7,
    )
    return hiring.send_proposal(
        brief=brief, actor=world.who(str(given["by"])), terms=terms, now=moment
    )


def _replies(world: World) -> None:
    for title, body in (
        ("ترحيب", "أهلًا {name}، شكرًا على رسالتك عن «{title}». أقرؤها اليوم وأرد قبل المساء.\n{me}"),
        (
            "أسئلة البداية",
            "قبل أن أبدأ أحتاج ثلاثة أشياء: من زبونك؟ أين يراك أول مرة؟ وما الذي لا تريده؟",
        ),
    ):
        save_reply(member=world.who("salma"), title=title, body=body, now=world.ago(days=5))
