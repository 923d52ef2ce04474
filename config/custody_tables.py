"""Which tables hold a member's rows, and what of them a member's package leaves out.

A table is packed by listing it here. `config/tests/test_custody.py` fails for a model that refers
to a member and is named nowhere in this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.apps import apps
from django.db.models import F, Q

from marketplace.accounts.models import Member

# Never packed, wherever they stand: what opens doors, and what is made of other columns.
SECRETS: Final = frozenset(
    {"password", "digest", "secret", "old_secret", "key", "session_key", "data", "circle"}
)
MADE: Final = frozenset(
    {
        "id",
        "search_text",
        "search_vector",
        "keywords",
        "description_html",
        "bio_html",
        "html",
        "scope_html",
        "note_html",
        "headings",
        "renderer_version",
        "html_version",
        "session_epoch",
        "body_hash",
        "client_key",
        "request_key",
    }
)

# The club's vote on a candidate.
_VOTE: Final = frozenset(
    {
        "vote_opened_at",
        "counted_at",
        "electors",
        "votes_for",
        "votes_against",
        "votes_abstain",
        "quorum",
        "majority_percent",
        "outcome",
    }
)


@dataclass(frozen=True)
class Table:
    """A model's rows that are a member's: the lookups that lead to the member.

    `says` maps a column's values to what the pages say of them; `called` names a second list.
    """

    model: str
    mine: tuple[str, ...]
    omit: frozenset[str] = frozenset()
    only: Q = field(default_factory=Q)
    says: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    called: str = ""

    @property
    def name(self) -> str:
        """The list's name in the package."""
        return self.called or self.model.partition(".")[2].lower()

    def rows(self, member: Member) -> list[dict[str, Any]]:
        """Return the member's rows: columns as they are, other members by username."""
        model = apps.get_model(self.model)
        columns = model._meta.concrete_fields  # noqa: SLF001  Django's own way to a model's columns
        left_out = SECRETS | MADE | self.omit
        plain = [column.name for column in columns if not column.is_relation]
        people = {
            f"{column.name}_username": F(f"{column.name}__username")
            for column in columns
            if column.related_model is Member and column.name not in self.omit
        }
        mine = Q()
        for lookup in self.mine:
            mine |= Q(**{lookup: member.pk})
        rows = model.objects.filter(mine, self.only).order_by("pk").distinct()
        found = list(rows.values(*[name for name in plain if name not in left_out], **people))
        for name, words in self.says.items():
            for row in found:
                row[name] = words.get(row[name], row[name])
        return found


TABLES: Final[dict[str, tuple[Table, ...]]] = {
    "account": (
        Table("accounts.Member", ("pk",)),
        Table("accounts.Profile", ("member",)),
        Table("accounts.RoleGrant", ("member",), frozenset({"granted_by"})),
        Table("accounts.ApiToken", ("member",)),
        Table("accounts.CvEntry", ("member",)),
        Table("portfolio.PortfolioItem", ("owner",)),
        Table("reviews.LevelChange", ("member",)),
        Table("account.EmailAddress", ("user",)),
        Table("mfa.Authenticator", ("user",)),
        Table("socialaccount.SocialAccount", ("user",), frozenset({"extra_data"})),
        Table("usersessions.UserSession", ("user",)),
    ),
    "notices": (
        Table("notifications.Notification", ("member",)),
        Table("notifications.Preference", ("member",)),
        Table("notifications.PushSubscription", ("member",), frozenset({"p256dh", "auth"})),
        Table("notifications.OutgoingMail", ("member",), frozenset({"headers", "error"})),
    ),
    "webhooks": (
        Table("webhooks.Endpoint", ("member",)),
        Table("webhooks.WebhookDelivery", ("endpoint__member",)),
    ),
    "services": (
        Table("gigs.Gig", ("seller",)),
        Table("gigs.Package", ("gig__seller",)),
        Table("gigs.Extra", ("gig__seller",)),
        Table("gigs.Question", ("gig__seller",)),
        Table("gigs.Faq", ("gig__seller",)),
        Table("gigs.GigImage", ("gig__seller",)),
        Table("gigs.EditorNote", ("gig__seller", "editor"), frozenset({"editor"})),
    ),
    "articles": (
        Table("articles.Article", ("author",)),
        Table("articles.ArticleImage", ("article__author",)),
        Table("articles.Comment", ("author",), frozenset({"removed_by"})),
        Table("articles.Reaction", ("member",)),
        Table("articles.Tip", ("reader",), frozenset({"paid_with"})),
        Table("articles.Commission", ("author",), frozenset({"editor"})),
        Table("articles.EditorNote", ("article__author", "editor"), frozenset({"editor"})),
    ),
    "messages": (
        Table("messaging.Conversation", ("participants__member",)),
        Table("messaging.Participant", ("member",)),
        Table(
            "messaging.Message",
            ("conversation__participants__member",),
            only=Q(hidden_at=None),
        ),
        Table("messaging.Attachment", ("uploader",), frozenset({"file"})),
        Table("messaging.SavedReply", ("member",)),
        Table("messaging.Block", ("blocker",)),
        Table("messaging.ReadingPreference", ("member",)),
    ),
    "orders": (
        Table("orders.Order", ("client", "seller")),
        Table("orders.OrderExtra", ("order__client", "order__seller")),
        Table("orders.OrderQuestion", ("order__client", "order__seller")),
        Table("orders.Delivery", ("order__client", "order__seller")),
        Table("orders.ClockStop", ("order__client", "order__seller")),
        Table("orders.ExtensionRequest", ("order__client", "order__seller")),
        Table(
            "orders.CancellationRequest",
            ("order__client", "order__seller"),
            frozenset({"decided_by"}),
        ),
        Table("orders.TimelineEntry", ("order__client", "order__seller"), frozenset({"actor"})),
        Table("orders.OrderFile", ("uploaded_by",), frozenset({"stored_as"})),
        Table("orders.CouponUse", ("member",)),
        Table("orders.Refund", ("order__client", "order__seller"), frozenset({"actor"})),
        Table("orders.Complaint", ("order__client", "order__seller"), frozenset({"decided_by"})),
        Table("disputes.Dispute", ("opener", "other")),
        Table("disputes.Statement", ("author",)),
        Table(
            "disputes.Decision", ("dispute__opener", "dispute__other"), frozenset({"decided_by"})
        ),
        # What the other side wrote stays closed until both are.
        Table("reviews.Review", ("author", "subject"), only=~Q(revealed_at=None)),
        Table("billing.BillingProfile", ("member",)),
        Table("billing.Invoice", ("issuer", "recipient")),
    ),
    "briefs": (
        Table("hiring.Brief", ("client", "writer")),
        Table("hiring.Offer", ("client", "seller")),
        Table("hiring.PostedBrief", ("client",), frozenset({"text_html", "text_plain"})),
        Table("hiring.Proposal", ("freelancer",)),
        Table("hiring.Invitation", ("freelancer",)),
    ),
    "finding": (
        Table("search.Favourite", ("member",)),
        Table("search.View", ("member",)),
        Table("search.SavedSearch", ("member",), frozenset({"compiled", "feed_key"})),
    ),
    "relationships": (
        Table("relationships.Contact", ("owner",)),
        Table("relationships.Invitation", ("owner",)),
        Table("relationships.Introduction", ("introducer", "client", "seller")),
        Table("relationships.Commission", ("introducer",)),
        Table("relationships.Pulse", ("client",)),
        Table("relationships.Retainer", ("client", "seller")),
        Table("relationships.SharedDeal", ("member",)),
    ),
    "contests": (
        Table("calls.Follower", ("member",)),
        Table("calls.Link", ("member",)),
        Table("calls.Arrival", ("member",)),
        Table("judging.Judge", ("member",), frozenset({"invited_by"})),
        Table("judging.DeclaredTie", ("judge__member",)),
        Table("judging.Sheet", ("judge__member",), frozenset({"paper"})),
        Table(
            "judging.Result",
            ("entry__entrant",),
            only=Q(contest__state__in=("results", "paid", "archived")),
        ),
        Table("actions.Entrant", ("member",), frozenset({"day_print", "hold_decided_by"})),
        Table(
            "actions.Claim",
            ("entrant__member",),
            frozenset({"stored_as", "decided_by", "picture_digest"}),
        ),
    ),
    "prizes": (Table("prizes.Award", ("member",), frozenset({"form"}), only=~Q(state="proposed")),),
    "referrals": (
        Table("links.Link", ("owner",)),
        Table("links.Attribution", ("member",), frozenset({"day_print", "visitor"})),
        Table("links.Outcome", ("member",)),
    ),
    "campaigns": (
        Table(
            "campaigns.Task",
            ("member",),
            frozenset({"stored_as", "decided_by", "hold_reason", "hold_until"}),
        ),
        Table("campaigns.Booking", ("member",)),
        Table("campaigns.Card", ("member",)),
        Table("campaigns.Match", ("host__member", "newcomer__member"), only=Q(state="agreed")),
        Table("campaigns.Invitation", ("member",)),
        Table("campaigns.Quiet", ("member",)),
        Table("campaigns.Ticket", ("member",)),
        Table("campaigns.TicketNote", ("author",)),
    ),
    "sponsorships": (
        Table("sponsorships.Channel", ("owner",)),
        Table("sponsorships.Sponsorship", ("creator",), frozenset({"refused_by"})),
        Table("sponsorships.Proof", ("sponsorship__creator",), frozenset({"checked_by"})),
    ),
    "rewards": (
        Table("programs.Reward", ("member",)),
        Table("programs.RewardLine", ("reward__member",)),
        Table("programs.BoardName", ("member",)),
        Table("guard.Case", ("owner", "friend"), frozenset({"decided_by", "settled_by"})),
        Table("guard.Word", ("member",)),
    ),
    "reputation": (
        Table("reputation.Contribution", ("receiver", "giver"), frozenset({"by"})),
        Table("reputation.Tally", ("member",)),
        Table("reputation.MemberStanding", ("member",)),
        Table("reputation.StandingChange", ("member",)),
        Table("reputation.ElsewhereReport", ("member",), frozenset({"decided_by", "address_key"})),
    ),
    "honours": (
        Table("trophies.TrophyAward", ("member",), frozenset({"version"})),
        Table(
            "rings.RingCase",
            ("people__member",),
            frozenset({"proposed_by", "decided_by", "evidence", "score"}),
            # Nobody is told of a case that was never proposed.
            only=~Q(proposed_at=None),
        ),
        Table("rings.Favour", ("receiver", "giver"), only=~Q(counter=None)),
        Table("rings.Answer", ("member",)),
        Table("rings.RingAppeal", ("member",), frozenset({"answered_by"})),
    ),
    "entries": (Table("entries.Entry", ("entrant",), frozenset({"decided_by"})),),
    "forum": (
        Table("forum.Topic", ("author",), frozenset({"removed_by", "last_author"})),
        Table("forum.Post", ("author",), frozenset({"removed_by", "text", "token"})),
        Table("forum.PostVersion", ("post__author", "editor"), frozenset({"editor"})),
        Table("forum.PostPicture", ("uploader",)),
        Table("forum.Like", ("member",)),
        Table("forum.Mention", ("member",)),
        Table("forum.Solution", ("member", "post__author"), frozenset({"ended_by"})),
        Table("forum.PollVote", ("member",)),
    ),
    "forum_reading": (
        Table("forum.Reading", ("member",)),
        Table("forum.AreaLevel", ("member",)),
        Table("forum.ForumSettings", ("member",), frozenset({"feed_version"})),
        Table("forum.Draft", ("member",), frozenset({"device"})),
        Table("forum.Bookmark", ("member",)),
        Table("forum.Told", ("member",)),
        Table("forum.InboundMail", ("member",), frozenset({"raw", "headers"})),
    ),
    "gurus": (
        Table("gurus.Signature", ("member",)),
        # A candidate is told by nobody who nominated, how the club voted, and what they never
        # heard of; what they were asked is.
        Table(
            "gurus.Nomination",
            ("candidate",),
            frozenset({"decided_by", "nominator", "supporter", *_VOTE}),
            only=~Q(state="proposed") & (~Q(supporter=None) | Q(is_founding=True)),
        ),
        # Who declined isn't told to whoever named them, and what a candidate wrote is theirs.
        Table(
            "gurus.Nomination",
            ("nominator", "supporter"),
            frozenset(
                {"decided_by", "nominator", "supporter", "application", "known_for", "metrics"}
            ),
            says={"state": {"declined": "lapsed"}},
            called="nominations_made",
        ),
        Table("gurus.Evidence", ("nomination__nominator",)),
        Table("gurus.Remark", ("author",), frozenset({"token"})),
        Table("gurus.Ballot", ("member",)),
        Table("gurus.Membership", ("member",), frozenset({"decided_by", "answered_by"})),
        Table("gurus.Break", ("membership__member",)),
        Table("gurus.Evangelist", ("membership__member",), frozenset({"named_by", "ended_by"})),
        Table("gurus.QuarterRow", ("membership__member",)),
        Table("gurus.ClubCase", ("membership__member",), frozenset({"decided_by"})),
        Table("gurus.Grant", ("membership__member",), frozenset({"granted_by"})),
    ),
    "laurels": (
        # Who declined isn't told to whoever named them.
        Table(
            "laurels.Candidacy",
            ("candidate", "nominator"),
            frozenset({"state", "answered_at", "ended_at"}),
        ),
        Table("laurels.Snapshot", ("candidacy__candidate",)),
        Table("laurels.Laurel", ("candidacy__candidate",)),
        Table("laurels.Elector", ("member",)),
    ),
    # What is known about a member is theirs to read, the evidence too; who looked isn't.
    "watch": (
        Table("watch.Sighting", ("member",), frozenset({"closed_by", "news_at"})),
        Table("watch.StageChange", ("sighting__member",), frozenset({"by"})),
        Table("watch.WatchAct", ("sighting__member",), frozenset({"by"})),
        Table("watch.Outcome", ("sighting__member",)),
        Table("watch.Pause", ("member",)),
    ),
    "shifts": (
        Table(
            "shifts.Shift", ("member",), frozenset({"offered_by", "questioned_by", "decided_by"})
        ),
    ),
    "trust": (
        Table("moderation.Flag", ("flagger",)),
        Table("moderation.Decision", ("member",), frozenset({"decided_by", "undone_by", "memo"})),
        Table("moderation.Suspension", ("member",)),
        Table("moderation.Appeal", ("member",), frozenset({"decided_by"})),
        Table("moderation.DataExport", ("member",), frozenset({"error"})),
        Table("moderation.Departure", ("member",)),
        Table("moderation.Visit", ("member",), frozenset({"visitor"})),
    ),
}
