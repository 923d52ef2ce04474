"""Clients and freelancers hear what happens to posted briefs and proposals."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.queries import get_member_by_public_id, members_by_public_id
from marketplace.core.events import subscribe
from marketplace.hiring import events
from marketplace.hiring.choices import PostedState
from marketplace.hiring.queries import closed_proposals
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind

ORDERS: Final = NotificationGroup.ORDERS
register_kind(
    "hiring.proposal",
    group=ORDERS,
    title=_("%(name)s sent you a proposal"),
    body=_("For “%(title)s”. Compare it with the others."),
)
register_kind(
    "hiring.invited",
    group=ORDERS,
    title=_("%(name)s invites you to propose"),
    body=_("“%(title)s”. An answer costs none of today's proposals."),
)
register_kind(
    "hiring.shortlisted",
    group=ORDERS,
    title=_("You are on the shortlist"),
    body=_("%(name)s looks at your proposal for “%(title)s” once more."),
)
register_kind(
    "hiring.proposal_accepted",
    group=ORDERS,
    title=_("%(name)s chose your proposal"),
    body=_("“%(title)s” is an order now. Begin once it is paid."),
)
register_kind(
    "hiring.proposal_declined",
    group=ORDERS,
    title=_("Your proposal wasn't taken this time"),
    body=_("%(name)s decided otherwise about “%(title)s”. Thank you for the work you put in."),
)
register_kind(
    "hiring.proposal_declined_why",
    group=ORDERS,
    title=_("Your proposal wasn't taken this time"),
    body=_("%(name)s decided otherwise about “%(title)s”: “%(reason)s”"),
)
register_kind(
    "hiring.somebody_hired",
    group=ORDERS,
    title=_("Somebody else was hired this time"),
    body=_("For “%(title)s”. Thank you for your proposal; your text is kept."),
)
register_kind(
    "hiring.brief_ended",
    group=ORDERS,
    title=_("A brief ended without a choice"),
    body=_("“%(title)s”. Should it open again, one press renews your proposal."),
)
register_kind(
    "hiring.brief_reopened",
    group=ORDERS,
    title=_("A brief is open again"),
    body=_("“%(title)s”. One press sends your proposal once more, and costs none of today's."),
)
register_kind(
    "hiring.brief_expiring",
    group=ORDERS,
    title=_("Your brief ends soon"),
    body=_("“%(title)s”. Choose a proposal, or give it more days."),
)
register_kind(
    "hiring.brief_expired",
    group=ORDERS,
    title=_("Your brief has ended"),
    body=_("“%(title)s”. What was held is in your wallet again; you can reopen it."),
)
register_kind(
    "hiring.budget_held",
    group=ORDERS,
    title=_("Your budget is held"),
    body=_("“%(title)s” carries the badge now, number %(transfer)s in the books."),
)
register_kind(
    "hiring.payment_unused",
    group=ORDERS,
    title=_("Your payment is in your wallet"),
    body=_("“%(title)s” had moved on when it arrived, so nothing was done with it."),
)


def _brief_url(posted_id: str) -> str:
    return reverse("hiring:posted_short", args=[posted_id])


def _proposal_url(proposal_id: str) -> str:
    return reverse("hiring:proposal", args=[proposal_id])


@subscribe(events.ProposalSent, consumer="hiring.tell_proposal")
def tell_proposal(event: events.ProposalSent, *, now: datetime) -> None:
    """Tell the client of a new proposal."""
    freelancer = get_member_by_public_id(event.freelancer_id)
    notify(
        member=get_member_by_public_id(event.client_id),
        kind="hiring.proposal",
        params={"name": freelancer.display_name, "title": event.title},
        url=_proposal_url(event.proposal_id),
        now=now,
    )


@subscribe(events.FreelancerInvited, consumer="hiring.tell_invited")
def tell_invited(event: events.FreelancerInvited, *, now: datetime) -> None:
    """Tell a freelancer that somebody asks for a proposal."""
    client = get_member_by_public_id(event.client_id)
    notify(
        member=get_member_by_public_id(event.freelancer_id),
        kind="hiring.invited",
        params={"name": client.display_name, "title": event.title},
        url=_brief_url(event.posted_id),
        now=now,
    )


def _tell_freelancer(
    event: events.ProposalEvent, kind: str, url: str, now: datetime, **params: str
) -> None:
    client = get_member_by_public_id(event.client_id)
    notify(
        member=get_member_by_public_id(event.freelancer_id),
        kind=kind,
        params={"name": client.display_name, "title": event.title, **params},
        url=url,
        now=now,
    )


@subscribe(events.ProposalShortlisted, consumer="hiring.tell_shortlisted")
def tell_shortlisted(event: events.ProposalShortlisted, *, now: datetime) -> None:
    """Tell the freelancer, once however often it goes on and off the list."""
    client = get_member_by_public_id(event.client_id)
    notify(
        member=get_member_by_public_id(event.freelancer_id),
        kind="hiring.shortlisted",
        params={"name": client.display_name, "title": event.title},
        url=_proposal_url(event.proposal_id),
        coalesce_on=event.proposal_id,
        now=now,
    )


@subscribe(events.ProposalDeclined, consumer="hiring.tell_proposal_declined")
def tell_declined(event: events.ProposalDeclined, *, now: datetime) -> None:
    """Tell the freelancer, with the client's reason where there is one."""
    kind = "hiring.proposal_declined_why" if event.reason else "hiring.proposal_declined"
    given = {"reason": event.reason} if event.reason else {}
    _tell_freelancer(event, kind, _proposal_url(event.proposal_id), now, **given)


@subscribe(events.ProposalAccepted, consumer="hiring.tell_proposal_accepted")
def tell_accepted(event: events.ProposalAccepted, *, now: datetime) -> None:
    """Tell the freelancer that they are chosen."""
    url = reverse("orders:detail", args=[event.order_id])
    _tell_freelancer(event, "hiring.proposal_accepted", url, now)


@subscribe(events.ProposalsClosed, consumer="hiring.tell_closed")
def tell_closed(event: events.ProposalsClosed, *, now: datetime) -> None:
    """Tell everybody else kindly that a brief is over."""
    kind = "hiring.somebody_hired" if event.why == PostedState.HIRED else "hiring.brief_ended"
    for member in members_by_public_id(event.freelancer_ids.split(",")).values():
        notify(
            member=member,
            kind=kind,
            params={"title": event.title},
            url=_brief_url(event.posted_id),
            now=now,
        )


@subscribe(events.BriefReopened, consumer="hiring.tell_reopened")
def tell_reopened(event: events.BriefReopened, *, now: datetime) -> None:
    """Tell those whose proposals the brief's end had closed."""
    for proposal in closed_proposals(event.posted_id):
        notify(
            member=proposal.freelancer,
            kind="hiring.brief_reopened",
            params={"title": event.title},
            url=_proposal_url(proposal.public_id),
            now=now,
        )


def _tell_client(event: events.PostedEvent, kind: str, now: datetime, **params: str | int) -> None:
    notify(
        member=get_member_by_public_id(event.client_id),
        kind=kind,
        params={"title": event.title, **params},
        url=_brief_url(event.posted_id),
        now=now,
    )


@subscribe(events.BriefExpiring, consumer="hiring.tell_expiring")
def tell_expiring(event: events.BriefExpiring, *, now: datetime) -> None:
    """Tell the client that there are two days left."""
    _tell_client(event, "hiring.brief_expiring", now)


@subscribe(events.BriefExpired, consumer="hiring.tell_expired")
def tell_expired(event: events.BriefExpired, *, now: datetime) -> None:
    """Tell the client that the brief has ended."""
    _tell_client(event, "hiring.brief_expired", now)


@subscribe(events.BriefBudgetHeld, consumer="hiring.tell_held")
def tell_held(event: events.BriefBudgetHeld, *, now: datetime) -> None:
    """Tell the client under which number the money is held."""
    _tell_client(event, "hiring.budget_held", now, transfer=event.transfer)


@subscribe(events.BriefPaymentUnused, consumer="hiring.tell_unused")
def tell_unused(event: events.BriefPaymentUnused, *, now: datetime) -> None:
    """Tell the client where the money is."""
    _tell_client(event, "hiring.payment_unused", now)
