"""What became of no order, when one side's account is erased."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from marketplace.accounts.models import Member
from marketplace.hiring.choices import (
    LIVE_PROPOSALS,
    BriefState,
    OfferState,
    PostedState,
    ProposalState,
)
from marketplace.hiring.models import Brief, Invitation, Offer, PostedBrief, PostedFile, Proposal
from marketplace.hiring.services.files import remove_files
from marketplace.hiring.services.offers import close_open_offer
from marketplace.hiring.services.proposals import withdraw_proposal


@transaction.atomic
def erase_briefs(*, member: Member, now: datetime) -> None:
    """Erase what a leaving member wrote in briefs, offers and proposals that became no order.

    Offers and proposals that are still read are closed first. What became an order is the
    agreement of two sides and stays with it. Twice is as once.
    """
    _close_offers(member, now)
    Brief.objects.filter(client=member).exclude(state=BriefState.HIRED).update(title="-", text="-")
    Offer.objects.filter(proposer=member, order_id="").update(title="-", scope="-", questions=[])
    _erase_posted(member)
    _erase_proposals(member, now)


def _close_offers(member: Member, now: datetime) -> None:
    waiting = Brief.objects.filter(offers__state=OfferState.PENDING).distinct().order_by("id")
    for brief in waiting.filter(Q(client=member) | Q(writer=member)):
        close_open_offer(brief, actor=member, now=now)


def _erase_posted(member: Member) -> None:
    mine = PostedBrief.objects.filter(client=member).exclude(state=PostedState.HIRED)
    for brief in mine.filter(files__isnull=False).distinct().order_by("id"):
        files = PostedFile.objects.filter(brief=brief)
        remove_files(brief, list(files.values_list("public_id", flat=True)))
    mine.update(title="-", text_source="-", text_html="", text_plain="", skills=[])
    Invitation.objects.filter(brief__client=member).update(note="")
    declined = Proposal.objects.filter(brief__client=member).exclude(decline_reason="")
    declined.update(decline_reason="")


def _erase_proposals(member: Member, now: datetime) -> None:
    mine = Proposal.objects.filter(freelancer=member)
    for proposal in mine.filter(state__in=LIVE_PROPOSALS).order_by("id"):
        withdraw_proposal(proposal=proposal, actor=member, now=now)
    others = mine.exclude(state=ProposalState.ACCEPTED)
    others.update(title="-", scope="-", questions=[])
