"""From a request or an invitation to terms that both sides have agreed to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_username
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.fetch import FetchError, parse_target
from marketplace.core.money import exponent
from referrals.links.services import clean_path
from referrals.sponsorships.choices import (
    YEARS_MAX,
    Part,
    SponsorshipMove,
    SponsorshipState,
)
from referrals.sponsorships.errors import (
    AmountMissing,
    ChannelUnknown,
    CreatorUnknown,
    DatesOutOfOrder,
    DateTooEarly,
    DateTooFar,
    LicenceMissing,
    OwnSponsorship,
    ReasonMissing,
    TooManyOpen,
)
from referrals.sponsorships.events import (
    SponsorshipAgreed,
    SponsorshipDeclined,
    SponsorshipOffered,
    SponsorshipRequested,
    SponsorshipWithdrawn,
)
from referrals.sponsorships.models import Channel, Sponsorship
from referrals.sponsorships.queries import count_open_requests, disclosure_of, words_of
from referrals.sponsorships.services.acting import (
    Actor,
    as_either,
    as_manager,
    facts,
    lock_sponsorship,
    transition,
)
from referrals.sponsorships.services.funding import return_fund


@dataclass(frozen=True, kw_only=True)
class ChannelDraft:
    """Where a creator speaks; `audience` is their own word."""

    network: str
    address: str
    language: str
    audience: int = 0


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What is agreed: minor units, moments in UTC. `country` says whose rules hold."""

    content: str
    place: str
    publish_by: datetime
    pay_kind: str
    amount: int
    currency: str
    path: str = "/"
    starts_at: datetime | None = None
    stays_days: int = 30
    country: str = ""
    licence: str = ""


@transaction.atomic
def request_sponsorship(
    *, creator: Member, channel: ChannelDraft, terms: Terms, pitch: str = "", now: datetime
) -> Sponsorship:
    """Ask for a sponsorship. Announces SponsorshipRequested.

    Locks the member's row. Raises TooManyOpen, ChannelUnknown, and the refusals of terms.
    """
    Member.objects.select_for_update(no_key=True).get(pk=creator.pk)
    most = rules().sponsorships_open_max
    if count_open_requests(creator) >= most:
        raise TooManyOpen(most=most)
    by = Actor(Part.CREATOR, creator)
    row = _make(creator, channel, terms, SponsorshipState.REQUESTED, pitch=pitch, now=now)
    _record_made(row, by, now)
    publish(SponsorshipRequested(**facts(row, by)), now=now)
    return row


@transaction.atomic
def invite_creator(
    *,
    actor: Member,
    username: str,
    channel: ChannelDraft,
    terms: Terms,
    pitch: str = "",
    now: datetime,
) -> Sponsorship:
    """Offer a member terms. Announces SponsorshipOffered.

    Raises NotFound for who doesn't decide, CreatorUnknown, OwnSponsorship, ChannelUnknown, and the
    refusals of terms.
    """
    by = as_manager(actor)
    try:
        creator = get_member_by_username(username.strip().lstrip("@"))
    except NotFound:
        raise CreatorUnknown(field="username") from None
    if creator.pk == actor.pk:
        raise OwnSponsorship
    row = _make(creator, channel, terms, SponsorshipState.INVITED, pitch=pitch, now=now)
    _record_made(row, by, now)
    publish(SponsorshipOffered(**facts(row, by)), now=now)
    return row


@transaction.atomic
def offer_terms(
    *, sponsorship: Sponsorship, actor: Member, terms: Terms, now: datetime
) -> Sponsorship:
    """Answer a request with other terms; the creator agrees or declines. The licence stays theirs.

    Raises NotFound for others, SponsorshipStateRefuses, and the refusals of terms.
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_manager(actor, row)
    changes = _columns(terms, now) | {"licence": row.licence, "timer_at": _answer_by(now)}
    transition(row, SponsorshipMove.OFFER, by=by, now=now, changes=changes)
    publish(SponsorshipOffered(**facts(row, by)), now=now)
    return row


@transaction.atomic
def agree(
    *, sponsorship: Sponsorship, actor: Member, licence: str = "", now: datetime
) -> Sponsorship:
    """Agree to the terms as they stand: the platform to a request, the creator to an offer.

    The words that must stand on the page are frozen. Announces SponsorshipAgreed. Raises NotFound
    for others, SponsorshipStateRefuses, NotYourMove, LicenceMissing, DateTooEarly.
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_either(actor, row)
    book = disclosure_of(row.country)
    given = licence.strip() or row.licence
    changes: dict[str, Any] = {
        "agreed_at": now,
        "licence": given,
        "disclosure": words_of(book, row.channel.language),
        # Not paid in by the day on which it should be out: then it has run out.
        "timer_at": row.publish_by,
    }
    if row.publish_by <= now:
        raise DateTooEarly(field="publish_by")
    if book.needs_licence and not given:
        raise LicenceMissing(field="licence")
    transition(row, SponsorshipMove.AGREE, by=by, now=now, changes=changes)
    publish(SponsorshipAgreed(**facts(row, by)), now=now)
    return row


@transaction.atomic
def decline(*, sponsorship: Sponsorship, actor: Member, reason: str, now: datetime) -> Sponsorship:
    """Say no to a request or an offer; the platform says why.

    Raises NotFound for others, SponsorshipStateRefuses, NotYourMove, ReasonMissing.
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_either(actor, row)
    said = reason.strip()
    if not said and by.member is not None and by.member.pk != row.creator_id:
        raise ReasonMissing(field="reason")
    transition(row, SponsorshipMove.DECLINE, by=by, now=now, changes={"reason": said}, reason=said)
    publish(SponsorshipDeclined(**facts(row, by), reason=said), now=now)
    return row


@transaction.atomic
def withdraw(*, sponsorship: Sponsorship, actor: Member, reason: str, now: datetime) -> Sponsorship:
    """Take a request, an offer or an agreement back; what lies in the fund goes back.

    Raises NotFound for others, SponsorshipStateRefuses, NotYourMove, ReasonMissing (agreed ones).
    """
    row = lock_sponsorship(sponsorship.pk)
    by = as_either(actor, row)
    said = reason.strip()
    if row.agreed_at is not None and not said:
        raise ReasonMissing(field="reason")
    transition(row, SponsorshipMove.WITHDRAW, by=by, now=now, changes={"reason": said}, reason=said)
    return_fund(row, by=by, now=now)
    publish(SponsorshipWithdrawn(**facts(row, by), reason=said), now=now)
    return row


def _make(
    creator: Member,
    channel: ChannelDraft,
    terms: Terms,
    state: SponsorshipState,
    *,
    pitch: str,
    now: datetime,
) -> Sponsorship:
    return Sponsorship.objects.create(
        creator=creator,
        channel=_channel(creator, channel),
        pitch=pitch.strip(),
        created_at=now,
        state=state,
        timer_at=_answer_by(now),
        **_columns(terms, now),
    )


def _channel(owner: Member, draft: ChannelDraft) -> Channel:
    address = draft.address.strip()
    try:
        parse_target(address)
    except FetchError:
        raise ChannelUnknown(field="address") from None
    row, _is_new = Channel.objects.update_or_create(
        owner=owner,
        address=address,
        defaults={
            "network": draft.network,
            "language": draft.language,
            "audience": draft.audience,
        },
    )
    return row


def _columns(terms: Terms, now: datetime) -> dict[str, Any]:
    """Return the terms as the row keeps them. Raises their refusals."""
    furthest = timedelta(days=365 * YEARS_MAX)
    exponent(terms.currency)
    if terms.amount <= 0:
        raise AmountMissing(field="amount")
    if terms.publish_by <= now:
        raise DateTooEarly(field="publish_by")
    if terms.publish_by > now + furthest:
        raise DateTooFar(field="publish_by", years=YEARS_MAX)
    if terms.starts_at is not None and terms.starts_at < now - furthest:
        raise DateTooEarly(field="starts_at")
    if terms.starts_at is not None and terms.starts_at >= terms.publish_by:
        raise DatesOutOfOrder(field="starts_at")
    return {
        "content": terms.content.strip(),
        "place": terms.place.strip(),
        "path": clean_path(terms.path),
        "starts_at": terms.starts_at,
        "publish_by": terms.publish_by,
        "stays_days": terms.stays_days,
        "country": terms.country,
        "licence": terms.licence.strip(),
        "pay_kind": terms.pay_kind,
        "amount": terms.amount,
        "currency": terms.currency,
    }


def _answer_by(now: datetime) -> datetime:
    return now + timedelta(days=rules().sponsorship_answer_days)


def _record_made(row: Sponsorship, by: Actor, now: datetime) -> None:
    record_audit(
        actor=by.audit_id,
        action=f"sponsorship_{row.state}",
        subject=row.reference,
        after={"amount": row.amount, "currency": row.currency, "kind": row.pay_kind},
        now=now,
    )
