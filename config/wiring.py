"""What crosses packages: who hears outside of what happens inside, what stands on a member's page.

Parts that don't know each other meet here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from config import (
    armies,
    contributed,
    custody_contests,
    entered,
    forum,
    forum_reading,
    grown,
    gurus,
    honoured,
    judged,
    laurels,
    passed_on,
    prized,
    profile,
    rewarded,
    shifts,
    sponsored,
    trust,
    watched,
    words_flagged,
    worth,
)
from contests.actions import events as actions
from contests.calls import events as contests
from contests.calls.events import ContestEvent
from contests.calls.queries import administrators, audience_of, get_contest
from contests.draws import events as draws
from contests.draws.events import DrawEvent
from marketplace.accounts import events as accounts
from marketplace.accounts.models import Member
from marketplace.accounts.queries import (
    Panel,
    get_member_by_public_id,
    register_profile_panel,
)
from marketplace.articles import events as articles
from marketplace.articles.queries import article_cards
from marketplace.billing import events as billing
from marketplace.core import clock
from marketplace.core.events import Event, subscribe
from marketplace.core.visitor_pages import forget_visitor_pages
from marketplace.disputes import events as disputes
from marketplace.gigs import events as gigs
from marketplace.gigs.queries import gig_cards
from marketplace.hiring import events as hiring
from marketplace.insights.queries import register_missed_searches
from marketplace.ledger import events as ledger
from marketplace.messaging.events import MemberBlockedAnother
from marketplace.messaging.queries import (
    blocked_by,
    blockers_of,
    register_between,
    register_work,
)
from marketplace.notifications.choices import NotificationGroup
from marketplace.notifications.services import notify, register_kind
from marketplace.orders import events as orders
from marketplace.orders.queries.between import is_order_under_way, orders_between
from marketplace.orders.services import register_fee_source
from marketplace.portfolio import events as portfolio
from marketplace.relationships import events as relations
from marketplace.relationships.queries import FEE_WORDS, fee_between
from marketplace.reviews import events as reviews
from marketplace.search.queries import missed_searches, register_blocks
from marketplace.search.services import drop_hits
from marketplace.webhooks.events import EndpointDisabled
from marketplace.webhooks.services import Announcement, register_public_event

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PARTIES = ("client_id", "seller_id")
BRIEF_PARTIES = ("client_id", "writer_id")
OWNER = ("member_id",)
CLIENT = ("client_id",)
INVITED = ("client_id", "freelancer_id")
PROPOSERS = ("client_id", "freelancer_id")
AUTHOR = ("author_id",)
OWNING = ("owner_id",)
SELLER = ("seller_id",)
INTRODUCER = ("introducer_id",)
INTRODUCED = ("introducer_id", "client_id", "seller_id")
BILLED = ("issuer_id", "recipient_id")
DISPUTANTS = ("opener_id", "other_id")
REVIEWED = ("author_id", "subject_id")
# What helps inside only: lines of a timeline, who pressed the button, who gave without a name.
INTERNAL = frozenset(
    {
        *("entry_id", "by", "editor_id", "is_first_time", "account", "change_id", "reader_id"),
        *("credit", "from_reserve", "giver_id", "chooser_id", "held_for"),
    }
)
GIGS_SHOWN = 6
ARTICLES_SHOWN = 4

PUBLIC: tuple[tuple[str, type[Event], tuple[str, ...], StrPromise], ...] = (
    ("order.created", orders.OrderCreated, PARTIES, _("An order was placed")),
    ("order.paid", orders.OrderPaid, PARTIES, _("An order was paid")),
    ("order.started", orders.OrderStarted, PARTIES, _("Work on an order began")),
    ("order.delivered", orders.OrderDelivered, PARTIES, _("An order was delivered")),
    ("order.revision_requested", orders.RevisionRequested, PARTIES, _("A revision was asked for")),
    ("order.completed", orders.OrderCompleted, PARTIES, _("An order was completed")),
    ("order.cancelled", orders.OrderCancelled, PARTIES, _("An order was cancelled")),
    ("order.refunded", orders.OrderRefunded, PARTIES, _("An order was refunded")),
    ("order.refunded_partly", orders.OrderRefundedPartly, PARTIES, _("A part was refunded")),
    ("order.charged_back", orders.OrderChargedBack, PARTIES, _("A payment was taken back")),
    ("order.refund_proposed", orders.RefundProposed, PARTIES, _("A refund was proposed")),
    ("order.extra_proposed", orders.ExtraProposed, PARTIES, _("An extra was proposed")),
    ("order.extra_added", orders.ExtraAdded, PARTIES, _("An extra was added")),
    ("order.tip_paid", orders.TipPaid, PARTIES, _("A tip was paid")),
    ("order.disputed", orders.DisputeOpened, PARTIES, _("A dispute was opened")),
    (
        "order.cancellation_requested",
        orders.CancellationRequested,
        PARTIES,
        _("Cancellation was asked for"),
    ),
    ("dispute.opened", disputes.DisputeBegun, DISPUTANTS, _("A dispute was opened")),
    ("dispute.answered", disputes.DisputeAnswered, DISPUTANTS, _("A dispute was answered")),
    ("dispute.proposed", disputes.SplitProposed, DISPUTANTS, _("A split was proposed")),
    ("dispute.decided", disputes.DisputeDecided, DISPUTANTS, _("A dispute was decided")),
    ("dispute.appealed", disputes.DecisionAppealed, DISPUTANTS, _("A decision was appealed")),
    ("dispute.settled", disputes.DisputeSettled, DISPUTANTS, _("A dispute was settled")),
    ("dispute.withdrawn", disputes.DisputeTakenBack, DISPUTANTS, _("A dispute was withdrawn")),
    ("review.published", reviews.ReviewPublished, REVIEWED, _("A review was published")),
    ("review.answered", reviews.ReviewAnswered, REVIEWED, _("A review was answered")),
    ("level.changed", reviews.LevelExplained, OWNER, _("Your level changed")),
    ("gig.rated", gigs.GigRatingChanged, SELLER, _("The rating of a service changed")),
    ("brief.sent", hiring.BriefSent, BRIEF_PARTIES, _("A brief was sent")),
    ("brief.declined", hiring.BriefDeclined, BRIEF_PARTIES, _("A brief was declined")),
    ("offer.sent", hiring.OfferSent, PARTIES, _("An offer was made")),
    ("offer.accepted", hiring.OfferAccepted, PARTIES, _("An offer was accepted")),
    ("offer.declined", hiring.OfferDeclined, PARTIES, _("An offer was declined")),
    ("offer.withdrawn", hiring.OfferWithdrawn, PARTIES, _("An offer was withdrawn")),
    ("offer.expired", hiring.OfferExpired, PARTIES, _("An offer ran out")),
    ("posted_brief.closed", hiring.BriefClosed, CLIENT, _("A brief of yours was closed")),
    ("posted_brief.expired", hiring.BriefExpired, CLIENT, _("A brief of yours ended")),
    ("posted_brief.invited", hiring.FreelancerInvited, INVITED, _("A brief invites a freelancer")),
    ("posted_brief.budget_held", hiring.BriefBudgetHeld, CLIENT, _("A brief's budget is held")),
    ("proposal.sent", hiring.ProposalSent, PROPOSERS, _("A proposal was sent")),
    (
        "proposal.shortlisted",
        hiring.ProposalShortlisted,
        PROPOSERS,
        _("A proposal was shortlisted"),
    ),
    ("proposal.accepted", hiring.ProposalAccepted, PROPOSERS, _("A proposal was accepted")),
    ("proposal.declined", hiring.ProposalDeclined, PROPOSERS, _("A proposal was declined")),
    ("proposal.withdrawn", hiring.ProposalWithdrawn, PROPOSERS, _("A proposal was withdrawn")),
    ("article.published", articles.ArticlePublished, AUTHOR, _("Your article was published")),
    ("tip.received", articles.ArticleTipPaid, AUTHOR, _("A reader gave you a tip")),
    ("commission.offered", articles.CommissionOffered, AUTHOR, _("You were asked for an article")),
    ("commission.paid", articles.CommissionPaid, AUTHOR, _("A commissioned article was paid")),
    ("portfolio.answered", portfolio.ConsentAnswered, OWNING, _("A client answered about a work")),
    ("gig.published", gigs.GigPublished, SELLER, _("Your service went live")),
    ("payment.succeeded", ledger.PaymentSucceeded, OWNER, _("A payment arrived")),
    ("payment.failed", ledger.PaymentFailed, OWNER, _("A payment failed")),
    ("earnings.cleared", ledger.EarningsCleared, OWNER, _("Earnings became available")),
    ("payout.paid", ledger.PayoutPaid, OWNER, _("A withdrawal was paid")),
    ("payout.returned", ledger.PayoutReturned, OWNER, _("A withdrawal came back")),
    ("decision.made", trust.DecisionMade, OWNER, _("Moderators decided about something of yours")),
    ("decision.undone", trust.DecisionUndone, OWNER, _("A decision about you was taken back")),
    ("appeal.decided", trust.AppealDecided, OWNER, _("An appeal of yours was decided")),
    ("flag.decided", trust.FlagDecided, OWNER, _("A report of yours was decided")),
    ("export.ready", trust.ExportReady, OWNER, _("Your data is packed")),
    ("retainer.renewed", relations.RetainerRenewed, PARTIES, _("A month of a retainer began")),
    ("retainer.moved", relations.RetainerMoved, PARTIES, _("Something happened to a retainer")),
    (
        "introduction.accepted",
        relations.IntroductionAccepted,
        INTRODUCED,
        _("Two members were introduced"),
    ),
    (
        "introduction.earned",
        relations.CommissionEarned,
        INTRODUCER,
        _("An introduction earned something"),
    ),
    ("invoice.issued", billing.InvoiceIssued, BILLED, _("An invoice was issued")),
    ("entrant.joined", actions.EntrantJoined, OWNER, _("You joined a contest")),
    ("entrant.held", actions.EntrantHeld, OWNER, _("Your tickets are on hold")),
    ("entrant.cleared", actions.EntrantCleared, OWNER, _("Your tickets count again")),
    ("entrant.excluded", actions.EntrantExcluded, OWNER, _("You were excluded from a contest")),
    ("proof.submitted", actions.ClaimSubmitted, OWNER, _("A proof waits for a look")),
    ("proof.granted", actions.ClaimGranted, OWNER, _("An action brought tickets")),
    ("proof.rejected", actions.ClaimRejected, OWNER, _("A proof was rejected")),
    ("proof.appealed", actions.ClaimAppealed, OWNER, _("A rejection was appealed")),
    ("place.drawn", draws.PlaceDrawn, OWNER, _("You hold a place in a draw")),
    ("place.passed_over", draws.WinnerPassedOver, OWNER, _("You were passed over for a place")),
)


CONTESTS: tuple[tuple[str, type[ContestEvent], StrPromise], ...] = (
    ("contest.announced", contests.ContestAnnounced, _("A contest was announced")),
    ("contest.opened", contests.ContestOpened, _("A contest opened")),
    ("contest.closes_soon", contests.ContestClosesSoon, _("A contest closes soon")),
    ("contest.extended", contests.ContestExtended, _("A contest closes later")),
    ("contest.closed", contests.ContestClosed, _("A contest closed for entries")),
    ("contest.results", contests.ContestResultsPublished, _("A contest has results")),
    ("contest.handed_over", contests.ContestPrizesHandedOver, _("All prizes were handed over")),
    ("contest.cancelled", contests.ContestCancelled, _("A contest was cancelled")),
    ("contest.fund_paid_in", contests.PrizeFundPaidIn, _("A prize fund was paid in")),
    ("contest.fund_returned", contests.PrizeFundReturned, _("A prize fund went back")),
)
DRAWS: tuple[tuple[str, type[DrawEvent], StrPromise], ...] = (
    ("draw.list_closed", draws.TicketsFrozen, _("A list of tickets was closed")),
    ("draw.value_known", draws.DrawValueKnown, _("A draw's public value is known")),
    ("draw.winners_drawn", draws.WinnersDrawn, _("Winners were drawn")),
)


def told_to(parties: tuple[str, ...]) -> Callable[[Event], Announcement]:
    """Return what makes an announcement of an event for the members in these fields."""

    def tell(event: Event) -> Announcement:
        known = event.to_payload()
        told: dict[str, Any] = {name: known[name] for name in known if name not in INTERNAL}
        return Announcement([str(known[party]) for party in parties], told)

    return tell


def told_to_contest(event: ContestEvent | DrawEvent) -> Announcement:
    """Announce a fact about a contest to those who hear of it, and to administrators."""
    contest = get_contest(event.contest_id)
    people = {member.public_id for member in (*audience_of(contest), *administrators())}
    return Announcement(sorted(people), event.to_payload())


def gigs_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show the member's live services."""
    cards = gig_cards(now=clock.now(), seller=member, limit=GIGS_SHOWN)
    return Panel("config/_profile_gigs.html", {"gigs": cards}) if cards else None


def articles_panel(*, member: Member, viewer: Member | None) -> Panel | None:  # noqa: ARG001
    """Show the member's published articles."""
    cards = article_cards(limit=ARTICLES_SHOWN, author=member)
    return Panel("config/_profile_articles.html", {"articles": cards}) if cards else None


register_kind(
    "webhooks.disabled",
    group=NotificationGroup.ACCOUNT,
    title=_("A webhook of yours was switched off"),
    body=_("%(address)s took nothing for too long. Put it right, then switch it on again."),
)


@subscribe(EndpointDisabled, consumer="wiring.webhook_disabled")
def tell_of_disabled_webhook(event: EndpointDisabled, *, now: datetime) -> None:
    """Tell the member that a webhook rests."""
    notify(
        member=get_member_by_public_id(event.member_id),
        kind="webhooks.disabled",
        params={"address": event.address},
        url=f"/accounts/settings/webhooks/{event.endpoint_id}/",
        now=now,
    )


@subscribe(MemberBlockedAnother, consumer="wiring.search_blocks")
def forget_what_was_found(event: MemberBlockedAnother, *, now: datetime) -> None:  # noqa: ARG001
    """Let saved searches tell nothing more of somebody whom their member has blocked."""
    drop_hits(
        member_id=get_member_by_public_id(event.blocker_id).pk,
        owner_id=get_member_by_public_id(event.blocked_id).pk,
    )


CHANGES_FOR_VISITORS: tuple[type[Event], ...] = (
    articles.ArticlePublished,
    gigs.GigPublished,
    gigs.GigPaused,
    gigs.GigResumed,
    gigs.GigChanged,
    gigs.GigHidden,
    gigs.GigShown,
    articles.ArticleHidden,
    articles.ArticleShown,
    articles.ArticleDeclined,
    articles.ArticleTakenBack,
    accounts.MemberSuspended,
    accounts.MemberReinstated,
    accounts.MemberLeaving,
    accounts.MemberStayed,
    accounts.MemberLeft,
    contests.ContestAnnounced,
    contests.ContestOpened,
    contests.ContestClosed,
    contests.ContestExtended,
    contests.ContestResultsPublished,
    contests.ContestPrizesHandedOver,
    contests.ContestArchived,
    contests.ContestCancelled,
    draws.TicketsFrozen,
    draws.DrawValueKnown,
    draws.WinnersDrawn,
    draws.WinnerPassedOver,
    *forum.CHANGES_FOR_VISITORS,
)


def renew_visitor_pages(event: Event, *, now: datetime) -> None:  # noqa: ARG001
    """Show visitors what has changed at once, not when the kept pages are old."""
    forget_visitor_pages()


def connect() -> None:
    """Fill the registries of the parts below."""
    for name, event, parties, label in PUBLIC:
        register_public_event(event, name, told_to(parties), label=label)
    for changed in CHANGES_FOR_VISITORS:
        subscribe(changed, consumer=f"wiring.visitor_pages.{changed.__name__}")(renew_visitor_pages)
    for name, fact, label in CONTESTS:
        register_public_event(fact, name, told_to_contest, label=label)
    for name, drawn, label in DRAWS:
        register_public_event(drawn, name, told_to_contest, label=label)
    register_fee_source(fee_between, words=FEE_WORDS)
    register_profile_panel("gigs", gigs_panel, position=10)
    register_profile_panel("articles", articles_panel, position=20)
    trust.connect()
    custody_contests.connect()
    words_flagged.connect()
    entered.connect(told_to)
    judged.connect(told_to)
    prized.connect(told_to)
    passed_on.connect()
    armies.connect(told_to)
    sponsored.connect(told_to)
    grown.connect()
    rewarded.connect(told_to)
    contributed.connect(told_to)
    forum.connect(told_to)
    forum_reading.connect()
    honoured.connect(told_to)
    gurus.connect(told_to)
    laurels.connect(told_to)
    worth.connect()
    shifts.connect(told_to)
    watched.connect(told_to)
    register_between("orders", orders_between)
    register_missed_searches(missed_searches)
    register_blocks(blocked_by=blocked_by, blockers_of=blockers_of)
    register_work("order", is_order_under_way)
    profile.connect()
