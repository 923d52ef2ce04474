"""What stands between a draft and its opening, as a list to tick off."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from marketplace.accounts.models import Member
from marketplace.core.conf import rules
from marketplace.core.formats import format_money
from referrals.campaigns.models import Campaign, Mission
from referrals.campaigns.queries.funds import fund_held, fund_needed, places_by


@dataclass(frozen=True)
class Check:
    """One line of the list: ticked or not, in words; `step` is where it is put right."""

    code: str
    is_met: bool
    text: str
    step: str


def readiness_of(campaign: Campaign, *, now: datetime) -> list[Check]:
    """Return the whole list, met or not, in the order in which it is worked off."""
    missions = list(Mission.objects.filter(campaign=campaign).select_related("campaign"))
    return [
        _words(campaign),
        _dates(campaign, now),
        _missions(missions),
        _fund(campaign),
        _contact(campaign),
        _places(campaign, missions),
        _answering(campaign),
    ]


def is_ready(campaign: Campaign, *, now: datetime) -> bool:
    """Tell whether nothing is missing."""
    return all(check.is_met for check in readiness_of(campaign, now=now))


def _words(campaign: Campaign) -> Check:
    texts = list(campaign.texts.all())
    is_met = bool(texts) and all(text.summary and text.blocks for text in texts)
    return Check(
        "words",
        is_met,
        _("Title, summary and a page with at least one block, in each language it has"),
        "words",
    )


def _dates(campaign: Campaign, now: datetime) -> Check:
    begins, ends = campaign.begins_at, campaign.ends_at
    is_met = bool(begins and ends and now < begins < ends)
    return Check("dates", is_met, _("A beginning that lies ahead, and an end"), "plan")


def _missions(missions: list[Mission]) -> Check:
    is_met = bool(missions) and all(places_by(missions).values())
    return Check(
        "missions", is_met, _("At least one mission; those in shifts have shifts"), "missions"
    )


def _fund(campaign: Campaign) -> Check:
    needed, held = fund_needed(campaign), fund_held(campaign)
    text = _("The fund covers every promised reward: %(held)s of %(needed)s are paid in")
    lang = (get_language() or "ar")[:2]
    sums = {
        name: format_money(one.amount, one.currency, lang=lang)
        for name, one in (("held", held), ("needed", needed))
    }
    return Check("fund", held >= needed, text % sums, "fund")


def _contact(campaign: Campaign) -> Check:
    contact = campaign.support_contact
    is_met = contact is not None and Member.objects.filter(pk=contact.pk, is_active=True).exists()
    return Check("contact", is_met, _("A person is named who answers questions"), "plan")


def _places(campaign: Campaign, missions: list[Mission]) -> Check:
    places, expected = sum(places_by(missions).values()), campaign.expected_answers
    text = ngettext(
        "There are places for the %(expected)s answer expected: %(places)s",
        "There are places for the %(expected)s answers expected: %(places)s",
        expected,
    )
    is_met = expected > 0 and places >= expected
    return Check("places", is_met, text % {"expected": expected, "places": places}, "plan")


def days_of_work(campaign: Campaign) -> int:
    """Return the days on which answers are looked at: of the campaign, and those for proofs."""
    if not (campaign.begins_at and campaign.ends_at):
        return 0
    span = campaign.ends_at - campaign.begins_at
    return math.ceil(span.total_seconds() / 86_400) + rules().campaign_proof_days


def _answering(campaign: Campaign) -> Check:
    able = campaign.answers_per_day * days_of_work(campaign)
    text = _("Whoever looks at the work can look at all of it: %(able)s of %(expected)s expected")
    is_met = 0 < campaign.expected_answers <= able
    params = {"able": able, "expected": campaign.expected_answers}
    return Check("answering", is_met, text % params, "plan")
