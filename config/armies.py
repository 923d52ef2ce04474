"""What the platform's parts need of campaigns: webhooks, own data, badges on a profile, holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.custody import pack_tables
from marketplace.accounts.models import Member
from marketplace.accounts.queries import Panel, register_profile_panel
from marketplace.core.events import Event, subscribe
from marketplace.core.private_files import open_private
from marketplace.core.visitor_pages import forget_visitor_pages
from marketplace.moderation.queries import (
    Bond,
    CustodyPart,
    Packed,
    PackedFile,
    register_custody,
)
from marketplace.webhooks.services import Announcement, register_public_event
from referrals.campaigns import events, queries
from referrals.campaigns.services import forget_work

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

DOER: Final = ("member_id",)
PAIR: Final = ("host_id", "newcomer_id")
PERSONAL: tuple[tuple[str, type[Event], tuple[str, ...], StrPromise], ...] = (
    ("campaign.called", events.CampaignInvited, DOER, _("A campaign called you")),
    ("mission.joined", events.MissionJoined, DOER, _("You joined a mission")),
    ("mission.shown", events.ProofSubmitted, DOER, _("You showed a mission’s proof")),
    ("mission.accepted", events.TaskAccepted, DOER, _("A mission of yours was accepted")),
    ("mission.sent_back", events.TaskSentBack, DOER, _("A mission of yours was sent back")),
    ("mission.refused", events.TaskRefused, DOER, _("A mission of yours was refused")),
    ("mission.appealed", events.TaskAppealed, DOER, _("You appealed against a refusal")),
    ("mission.upheld", events.AppealUpheld, DOER, _("A mission of yours stays refused")),
    ("mission.ended", events.TaskEnded, DOER, _("A mission of yours ended unproven")),
    ("mission.reward_held", events.MissionRewardHeld, DOER, _("A reward of yours is checked")),
    ("mission.rewarded", events.MissionRewardPaid, DOER, _("A mission of yours was rewarded")),
    ("shift.asked", events.SlotAsked, DOER, _("You asked for a shift")),
    ("shift.given", events.SlotGiven, DOER, _("A shift is yours")),
    ("shift.passed_over", events.SlotPassedOver, DOER, _("You wait for a shift")),
    ("shift.cancelled", events.SlotCancelled, DOER, _("You gave a shift back")),
    ("match.proposed", events.MatchProposed, PAIR, _("There is somebody to meet")),
    ("match.agreed", events.MatchAgreed, PAIR, _("You both agreed to meet")),
    ("match.declined", events.MatchDeclined, PAIR, _("A proposal to meet was declined")),
    ("question.opened", events.CampaignTicketOpened, DOER, _("You asked a campaign a question")),
    ("question.answered", events.CampaignTicketAnswered, DOER, _("A campaign answered you")),
    ("question.closed", events.CampaignTicketClosed, DOER, _("A question of yours was closed")),
    ("question.late", events.CampaignTicketLate, DOER, _("An answer to you is late")),
)
OWN: tuple[tuple[str, type[events.CampaignEvent], StrPromise], ...] = (
    ("campaign.opened", events.CampaignOpened, _("A campaign opened")),
    ("campaign.began", events.CampaignBegan, _("A campaign began")),
    ("campaign.closed", events.CampaignClosed, _("A campaign closed")),
    ("campaign.settled", events.CampaignSettled, _("A campaign was settled")),
    ("campaign.cancelled", events.CampaignCancelled, _("A campaign was called off")),
    ("campaign.fund_moved", events.CampaignFundMoved, _("Money went into or out of a fund")),
)
# Who reads a proposal doesn't learn who the other one is before both agreed.
SECRET_UNTIL_AGREED: Final = frozenset({events.MatchProposed, events.MatchDeclined})


def told_to_people(event: Event) -> Announcement:
    """Announce a fact about a campaign to who takes part, and to managers."""
    known = event.to_payload()
    campaign = queries.get_campaign(str(known["campaign_id"]))
    people = {one.public_id for one in (*queries.people_of(campaign), *queries.managers())}
    return Announcement(sorted(people), known)


def told_to_pair(event: Event) -> Announcement:
    """Announce a proposal to both sides, without their names."""
    known = event.to_payload()
    told = {name: known[name] for name in ("match_id", "campaign_id")}
    return Announcement([str(known[side]) for side in PAIR], told)


def pack(member: Member) -> Packed:
    """Pack what the member did in campaigns, with the pictures that were shown as proof."""
    rows = queries.tasks_of(member).exclude(stored_as="")
    files = [
        PackedFile(f"{row.public_id}-proof.webp", partial(open_private, row.stored_as))
        for row in rows
    ]
    return Packed(pack_tables("campaigns", member).lists, files)


def erase(member: Member, *, keeps_texts: bool, now: datetime) -> None:  # noqa: ARG001
    """Forget what the member showed, wrote and wished for; what was rewarded stays in the books."""
    forget_work(member=member)


def bonds(member: Member) -> Iterable[Bond]:
    """Missions and shifts under way stand against leaving: finish them, or leave them first."""
    for task in queries.tasks_under_way(member):
        title = queries.mission_text(task.mission).title
        yield Bond(gettext("the mission “%(title)s”") % {"title": title}, task.get_absolute_url())


def badges_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show the badges that a member has from campaigns."""
    badges = [
        (
            queries.name_in(task.mission.badge_names),
            queries.campaign_text(task.mission.campaign).title,
            task.mission.campaign.get_absolute_url(),
        )
        for task in queries.badges_of(member)
    ]
    template = "referrals/campaigns/_profile_badges.html"
    return Panel(template, {"badges": badges}) if badges else None


def renew_visitor_pages(event: Event, *, now: datetime) -> None:  # noqa: ARG001
    """Show visitors what has changed at once."""
    forget_visitor_pages()


def connect(told_to: Callable[[tuple[str, ...]], Callable[[Event], Announcement]]) -> None:
    """Fill the registries of the parts below."""
    for name, event, parties, label in PERSONAL:
        tell = told_to_pair if event in SECRET_UNTIL_AGREED else told_to(parties)
        register_public_event(event, name, tell, label=label)
    for name, fact, label in OWN:
        register_public_event(fact, name, told_to_people, label=label)
        subscribe(fact, consumer=f"wiring.visitor_pages.{fact.__name__}")(renew_visitor_pages)
    register_profile_panel("campaign_badges", badges_panel, position=60)
    register_custody(
        CustodyPart(name="campaigns", label=_("Campaigns"), pack=pack, erase=erase, bonds=bonds)
    )
