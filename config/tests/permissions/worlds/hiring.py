"""Posted briefs, proposals and what surrounds conversations, for the permission tests."""

from __future__ import annotations

from config.tests.permissions.rules import OMAR, SALMA, STRANGER
from config.tests.permissions.world import OMARS_SECRET, SALMAS_SECRET, SHARED_SECRET, World, paper
from marketplace.core.money import Money
from marketplace.hiring import services as hiring
from marketplace.hiring.models import PostedBrief
from marketplace.hiring.queries import files_of
from marketplace.hiring.services import BriefText, Terms
from marketplace.messaging.models import Message
from marketplace.messaging.services import block_member, save_reply
from marketplace.orders.tests.world import fund

BUDGET = 30_000


def _post(world: World, name: str, text: str, *, files: bool = False) -> PostedBrief:
    brief = hiring.post_brief(
        client=world.who(OMAR),
        text=BriefText(
            title=f"Posted {name}",
            text=f"We open a roastery and want a logo. {text}",
            category="design",
            language="en",
            budget_kind="fixed",
            budget_min=BUDGET,
            budget_max=BUDGET,
            currency="USD",
        ),
        days=14,
        files=[paper()] if files else [],
        now=world.now,
    )
    world.ids |= {f"posted_{name}": brief.public_id, f"posted_{name}_pk": brief.pk}
    return brief


def _propose(world: World, brief: PostedBrief, price: int, text: str) -> str:
    made = hiring.send_proposal(
        brief=brief,
        actor=world.who(SALMA),
        terms=Terms(
            title=f"Proposal {SHARED_SECRET}",
            scope=f"For {brief.title}: {text} {SHARED_SECRET}",
            price=Money(price, "USD"),
            delivery_days=8,
            revisions=2,
            valid_days=7,
        ),
        now=world.now,
    )
    return str(made.public_id)


def add_posted(world: World) -> None:
    """An open brief, one with a proposal, one that waits for its payment, one that is closed."""
    omar, salma, now = world.who(OMAR), world.who(SALMA), world.now
    fund(omar, 200_000, now=now)
    opened = _post(world, "open", "")
    world.ids |= {"posted_open_slug": "posted-open", "posted_closed_slug": "posted-closed"}
    answered = _post(world, "answered", "", files=True)
    world.ids["proposal"] = _propose(world, answered, 28_000, "one")
    dear = _post(world, "awarded", OMARS_SECRET)
    hiring.hold_budget(brief=dear, actor=omar, now=now)
    chosen = _propose(world, dear, 45_000, "quite another one")
    row = hiring.shortlist_proposal(
        proposal=dear.proposals.get(public_id=chosen), actor=omar, wanted=True, now=now
    )
    hiring.accept_proposal(proposal=row, actor=omar, version=1, now=now)
    closed = _post(world, "closed", OMARS_SECRET, files=True)
    hiring.close_brief(brief=closed, actor=omar, now=now)
    world.ids["brief_file"] = files_of(closed)[0].public_id
    assert opened.pk != answered.pk
    reply = save_reply(member=salma, title=SALMAS_SECRET, body=SALMAS_SECRET, now=now)
    world.ids["reply"] = reply.public_id
    said = Message.objects.filter(author=omar, source__contains="Between us").get()
    world.ids["message"] = said.public_id
    world.ids["stranger"] = STRANGER
    block_member(member=salma, other=world.who("editor"), now=now)
    world.ids["blocked"] = "editor"


PARTS = (add_posted,)
