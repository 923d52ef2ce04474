"""What trust needs of the parts that it doesn't know: kinds to report, money and its dates."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from config import custody, gate
from marketplace.accounts.choices import READABLE_STANDINGS
from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_public_id, profile_of
from marketplace.accounts.services import set_profile_hidden
from marketplace.articles.choices import ArticleState
from marketplace.articles.queries import find_article
from marketplace.articles.services import hide_article, show_article
from marketplace.core.errors import NotFound
from marketplace.gigs.choices import GigState
from marketplace.gigs.queries import get_gig
from marketplace.gigs.services import hide_gig, show_gig
from marketplace.ledger.policies import register_payout_hold
from marketplace.ledger.queries import clearing_days, wallet_of
from marketplace.messaging.models import Message
from marketplace.messaging.queries import get_message, get_seat
from marketplace.messaging.services import hide_message, show_message
from marketplace.moderation.events import (
    AppealDecided,
    DecisionMade,
    DecisionUndone,
    ExportReady,
    FlagDecided,
)
from marketplace.moderation.queries import (
    FlagKind,
    OpenMatter,
    PlannedSum,
    Subject,
    payouts_open_at,
    register_flag_kind,
    register_money_reader,
    register_open_matters,
)
from marketplace.orders.queries import outcomes_for

__all__ = [
    "AppealDecided",
    "DecisionMade",
    "DecisionUndone",
    "ExportReady",
    "FlagDecided",
    "connect",
]

MOST_LOTS = 1_000


def find_gig(ref: str, *, viewer: Member | None) -> Subject:
    """Return a gig; a member sees live ones only."""
    gig = get_gig(ref)
    is_shown = gig.state == GigState.LIVE and gig.seller.is_active
    if viewer is not None and not is_shown:
        raise NotFound
    text = gig.description_source
    return Subject(
        member=gig.seller,
        title=gig.title,
        text=text,
        lang=gig.language,
        url=gig.get_absolute_url(),
        is_shown=is_shown,
    )


def take_gig_out(ref: str, *, actor: Member, reason: str, now: datetime) -> str | None:
    """Hide a gig."""
    return hide_gig(gig=get_gig(ref), actor=actor, reason=reason, now=now)


def bring_gig_back(ref: str, *, memo: str, reason: str, now: datetime) -> bool:
    """Show a gig again."""
    return show_gig(gig=get_gig(ref), was=memo, reason=reason, now=now)


def find_written(ref: str, *, viewer: Member | None) -> Subject:
    """Return an article; a member sees published ones only."""
    article = find_article(ref)
    is_public = article.state == ArticleState.PUBLISHED
    is_shown = is_public and article.author.standing in READABLE_STANDINGS
    if viewer is not None and not is_shown:
        raise NotFound
    return Subject(
        member=article.author,
        title=article.title,
        text=article.source,
        lang=article.language,
        url=article.get_absolute_url(),
        is_shown=is_shown,
    )


def take_article_out(ref: str, *, actor: Member, reason: str, now: datetime) -> str | None:
    """Hide an article."""
    return hide_article(article=find_article(ref), actor=actor, reason=reason, now=now)


def bring_article_back(ref: str, *, memo: str, reason: str, now: datetime) -> bool:  # noqa: ARG001
    """Show an article again."""
    return show_article(article=find_article(ref), reason=reason, now=now)


def _message(ref: str) -> tuple[Message, Member]:
    message = get_message(ref)
    if message is None or message.author is None or message.is_system:
        raise NotFound
    return message, message.author


def find_message(ref: str, *, viewer: Member | None) -> Subject:
    """Return a message; a member sees those of the conversations they take part in."""
    message, author = _message(ref)
    if viewer is not None:
        get_seat(message.conversation, viewer)
    return Subject(
        member=author,
        title=message.conversation.title,
        text=message.source,
        is_shown=message.hidden_at is None,
    )


def take_message_out(
    ref: str,
    *,
    actor: Member,  # noqa: ARG001
    reason: str,  # noqa: ARG001
    now: datetime,
) -> str | None:
    """Hide a message."""
    return "shown" if hide_message(message=_message(ref)[0], now=now) else None


def bring_message_back(
    ref: str,
    *,
    memo: str,  # noqa: ARG001
    reason: str,  # noqa: ARG001
    now: datetime,  # noqa: ARG001
) -> bool:
    """Show a message again."""
    return show_message(message=_message(ref)[0])


def find_profile(ref: str, *, viewer: Member | None) -> Subject:
    """Return what a member says about themselves."""
    person = get_member_by_public_id(ref)
    if viewer is not None and not person.is_active:
        raise NotFound
    profile = profile_of(person)
    return Subject(
        member=person,
        title=person.display_name,
        text="\n\n".join(part for part in (profile.headline, profile.bio_source) if part),
        url=person.get_absolute_url(),
        is_shown=not profile.is_hidden and person.is_active,
    )


def take_profile_out(
    ref: str,
    *,
    actor: Member,  # noqa: ARG001
    reason: str,  # noqa: ARG001
    now: datetime,  # noqa: ARG001
) -> str | None:
    """Hide what a profile says."""
    changed = set_profile_hidden(member=get_member_by_public_id(ref), is_hidden=True)
    return "shown" if changed else None


def bring_profile_back(
    ref: str,
    *,
    memo: str,  # noqa: ARG001
    reason: str,  # noqa: ARG001
    now: datetime,  # noqa: ARG001
) -> bool:
    """Show what a profile says again."""
    return set_profile_hidden(member=get_member_by_public_id(ref), is_hidden=False)


KINDS = (
    FlagKind(name="gig", label=_("Service"), find=find_gig, hide=take_gig_out, show=bring_gig_back),
    FlagKind(
        name="article",
        label=_("Article"),
        find=find_written,
        hide=take_article_out,
        show=bring_article_back,
    ),
    FlagKind(
        name="profile",
        label=_("Profile"),
        find=find_profile,
        hide=take_profile_out,
        show=bring_profile_back,
    ),
    FlagKind(
        name="message",
        label=_("Message"),
        find=find_message,
        hide=take_message_out,
        show=bring_message_back,
    ),
)


def money_and_dates(*, member: Member, now: datetime) -> Iterable[PlannedSum]:
    """Return what a member has: available now, and each lot on the day it clears."""
    for balance in wallet_of(member):
        if balance.available:
            yield PlannedSum(now, balance.available, balance.currency, is_cleared=True)
        for day in clearing_days(member, balance.currency, limit=MOST_LOTS):
            yield PlannedSum(day.clears_at, day.amount, day.currency, is_cleared=False)


def orders_under_way(*, member: Member) -> Iterable[OpenMatter]:
    """Return how each open order of a suspended member ends."""
    for one in outcomes_for(member):
        yield OpenMatter(f"{one.title} · {one.number}", one.words, one.amount, one.currency)


def connect() -> None:
    """Fill the registries of moderation, and those that moderation has something to say to."""
    for kind in KINDS:
        register_flag_kind(kind)
    register_money_reader("ledger", money_and_dates)
    register_open_matters("orders", orders_under_way)
    register_payout_hold("suspension", payouts_open_at)
    gate.open_the_doors()
    custody.connect()
