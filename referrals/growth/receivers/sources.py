"""What growth knows by itself of what channels cost and are called: all that lies below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from marketplace.articles.models import Article, Commission
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import Outlay, outlays_of
from marketplace.relationships.models import Introduction
from referrals.campaigns.models import Campaign, Mission
from referrals.campaigns.queries import campaign_text, mission_text
from referrals.growth.queries import (
    ChannelName,
    from_books,
    register_channel_names,
    register_cost_source,
)
from referrals.links.choices import LinkKind
from referrals.programs.models import Program
from referrals.programs.queries import program_name
from referrals.sponsorships.queries import sponsorship_names


def article_costs(*, since: datetime, until: datetime) -> list[Outlay]:
    """Return what authors of commissioned articles were paid, under their articles.

    A fee is set aside before there is an article; it counts on the day on which the author has it.
    """
    paid = outlays_of("commission", since=since, until=until, purse=[AccountKind.AVAILABLE])
    rows = Commission.objects.filter(public_id__in=[outlay.ref for outlay in paid])
    articles = dict(rows.values_list("public_id", "article_id"))
    return [
        replace(outlay, ref=str(articles.get(outlay.ref) or ""), amount=-outlay.amount)
        for outlay in paid
    ]


def article_names(refs: Sequence[str]) -> dict[str, ChannelName]:
    """Name articles by their titles."""
    rows = Article.objects.filter(pk__in=[int(ref) for ref in refs if ref.isdigit()])
    return {str(row.pk): ChannelName(row.title, row.get_absolute_url()) for row in rows}


def introduction_names(refs: Sequence[str]) -> dict[str, ChannelName]:
    """Name introductions by who introduced whom to whom."""
    rows = Introduction.objects.select_related("introducer", "seller").filter(public_id__in=refs)
    return {
        row.public_id: ChannelName(
            f"{row.introducer.display_name} → {row.seller.display_name}", row.get_absolute_url()
        )
        for row in rows
    }


def names_of_sponsorships(refs: Sequence[str]) -> dict[str, ChannelName]:
    """Name sponsorships by their creator and place."""
    return {ref: ChannelName(*found) for ref, found in sponsorship_names(refs).items()}


def campaign_names(refs: Sequence[str]) -> dict[str, ChannelName]:
    """Name campaigns by their titles."""
    rows = Campaign.objects.prefetch_related("texts").filter(public_id__in=refs)
    return {
        row.public_id: ChannelName(campaign_text(row).title, row.get_absolute_url()) for row in rows
    }


def mission_names(refs: Sequence[str]) -> dict[str, ChannelName]:
    """Name missions by their titles."""
    rows = Mission.objects.select_related("campaign").prefetch_related("texts")
    return {
        row.public_id: ChannelName(mission_text(row).title, row.get_absolute_url())
        for row in rows.filter(public_id__in=refs)
    }


def program_names(refs: Sequence[str]) -> dict[str, ChannelName]:
    """Name what programmes cost; the links of all members stand under no programme's name."""
    rows = Program.objects.filter(public_id__in=refs)
    return {row.public_id: ChannelName(program_name(row), row.get_absolute_url()) for row in rows}


register_cost_source(LinkKind.ARTICLE, article_costs)
register_cost_source(LinkKind.SPONSORSHIP, from_books("sponsorship"))
register_cost_source(LinkKind.CAMPAIGN, from_books("campaign"))
register_cost_source(LinkKind.MEMBER, from_books("programs"))
# A commission comes out of the fees that the platform took, and goes back there.
register_cost_source(LinkKind.INTRODUCTION, from_books("introduction", AccountKind.FEES))
register_channel_names(LinkKind.ARTICLE, article_names)
register_channel_names(LinkKind.INTRODUCTION, introduction_names)
register_channel_names(LinkKind.SPONSORSHIP, names_of_sponsorships)
register_channel_names(LinkKind.CAMPAIGN, campaign_names)
register_channel_names(LinkKind.MISSION, mission_names)
register_channel_names(LinkKind.MEMBER, program_names)
