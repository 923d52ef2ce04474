"""Who fits a segment, and who of them may be called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from marketplace.accounts.choices import Language, SellerLevel
from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.places import country_name
from referrals.campaigns.models import Campaign, Invitation, Quiet, Segment, Task

Rules = Mapping[str, Any]


def members_matching(wanted: Rules, *, now: datetime) -> QuerySet[Member]:
    """Return the members with open accounts whom all of the rules fit, by primary key."""
    chosen = Member.objects.filter(is_active=True)
    if skills := wanted.get("skills"):
        chosen = chosen.filter(profile__skills__has_any_keys=list(skills))
    if level := wanted.get("least_level"):
        chosen = chosen.filter(seller_level__gte=level)
    if countries := wanted.get("countries"):
        chosen = chosen.filter(country__in=countries)
    if languages := wanted.get("languages"):
        chosen = chosen.filter(language__in=languages)
    if days := wanted.get("active_days"):
        since = now - timedelta(days=days)
        seen = UserSession.objects.filter(user=OuterRef("pk"), last_seen_at__gte=since)
        chosen = chosen.filter(Q(last_login__gte=since) | Exists(seen))
    return chosen.order_by("pk")


def count_matching(wanted: Rules, *, now: datetime) -> int:
    """Return how many members the rules fit now."""
    return members_matching(wanted, now=now).count()


def callable_members(
    campaign: Campaign, segment: Segment, *, now: datetime, after: int = 0
) -> QuerySet[Member]:
    """Return whom a call may reach: who fits, wants calls, and had none of late.

    Left out are who was called to this campaign before, who takes part, who wants no calls, whose
    last call to any campaign is younger than `campaign_call_gap_days`, and its own people.
    """
    gap = now - timedelta(days=rules().campaign_call_gap_days)
    rows = members_matching(segment.rules, now=now).filter(pk__gt=after)
    own = [campaign.created_by_id, campaign.support_contact_id]
    return (
        rows.exclude(pk__in=[pk for pk in own if pk is not None])
        .exclude(Exists(Quiet.objects.filter(member=OuterRef("pk"))))
        .exclude(Exists(Invitation.objects.filter(campaign=campaign, member=OuterRef("pk"))))
        .exclude(Exists(Invitation.objects.filter(member=OuterRef("pk"), at__gt=gap)))
        .exclude(Exists(Task.objects.filter(mission__campaign=campaign, member=OuterRef("pk"))))
    )


def calls_left_today(campaign: Campaign, *, now: datetime) -> int:
    """Return how many more may be called to a campaign within these 24 hours."""
    since = now - timedelta(days=1)
    sent = Invitation.objects.filter(campaign=campaign, at__gt=since).count()
    return max(0, rules().campaign_calls_per_day - sent)


def wants_calls(member: Member) -> bool:
    """Tell whether the member may be called to campaigns."""
    return not Quiet.objects.filter(member=member).exists()


def segments() -> list[Segment]:
    """Return all segments by name."""
    return list(Segment.objects.order_by("name"))


def rules_in_words(wanted: Rules) -> list[str]:
    """Say a segment's rules in the reader's language."""
    lang = (get_language() or "ar")[:2]
    said: list[str] = []
    if skills := wanted.get("skills"):
        said.append(_("Knows one of: %(list)s") % {"list": _listed(skills)})
    if level := wanted.get("least_level"):
        said.append(_("Level at least: %(level)s") % {"level": SellerLevel(level).label})
    if codes := wanted.get("countries"):
        names = [country_name(code, lang=lang) for code in codes]
        said.append(_("Lives in: %(list)s") % {"list": _listed(names)})
    if codes := wanted.get("languages"):
        labels = [str(Language(code).label) for code in codes]
        said.append(_("Reads: %(list)s") % {"list": _listed(labels)})
    if days := wanted.get("active_days"):
        words = ngettext("Was here within %(days)s day", "Was here within %(days)s days", days)
        said.append(words % {"days": days})
    return said


def _listed(words: Sequence[str]) -> str:
    return _(", ").join(words)
