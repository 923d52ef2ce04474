"""Bringing two people together, and what follows when they work with each other."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, TypedDict

from django.db import IntegrityError, transaction

from marketplace.accounts.models import Member
from marketplace.accounts.queries import profile_of
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import DomainError
from marketplace.core.events import publish
from marketplace.messaging.errors import MemberBlocked
from marketplace.messaging.queries import blocks_among
from marketplace.messaging.services import open_conversation, send_message
from marketplace.relationships.choices import (
    INTRODUCTION_TRANSITIONS,
    Hand,
    IntroductionMove,
    IntroductionState,
    Source,
)
from marketplace.relationships.errors import (
    ClientUnknownToYou,
    IntroductionOpen,
    NotTakingWork,
    SamePerson,
    SelfIntroduction,
    TheyHaveMet,
)
from marketplace.relationships.events import (
    IntroductionAccepted,
    IntroductionDeclined,
    IntroductionProposed,
)
from marketplace.relationships.models import Introduction
from marketplace.relationships.policies import (
    agreeing,
    hand_in_introduction,
    introduction_refusal,
)
from marketplace.relationships.queries.fees import completed_orders, first_contact_at
from marketplace.relationships.queries.introductions import awaits_thanks, get_introduction_for
from marketplace.relationships.services.meeting import record_meeting

SUBJECT = "introduction"


class Facts(TypedDict):
    introduction_id: str
    introducer_id: str
    client_id: str
    seller_id: str


def facts(introduction: Introduction) -> Facts:
    """Return the fields that all events of an introduction share."""
    return {
        "introduction_id": introduction.public_id,
        "introducer_id": introduction.introducer.public_id,
        "client_id": introduction.client.public_id,
        "seller_id": introduction.seller.public_id,
    }


def lock_introduction(pk: int) -> Introduction:
    """Lock the introduction and read it again."""
    rows = Introduction.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("introducer", "client", "seller").get(pk=pk)


def introduction_transition(
    row: Introduction,
    move: IntroductionMove,
    *,
    hand: Hand,
    now: datetime,
    changes: dict[str, Any] | None = None,
) -> None:
    """Make a move of a locked introduction: the only place that writes its state.

    Raises the refusals of `policies`.
    """
    refusal = introduction_refusal(row, move, hand)
    if refusal is not None:
        raise refusal
    before = IntroductionState(row.state)
    row.state = INTRODUCTION_TRANSITIONS[before][move].target
    for name, value in (changes or {}).items():
        setattr(row, name, value)
    if row.state not in {IntroductionState.PROPOSED, IntroductionState.ACCEPTED}:
        row.due_at, row.closed_at = None, now
    row.save()
    people = {
        Hand.CLIENT: row.client,
        Hand.SELLER: row.seller,
        Hand.INTRODUCER: row.introducer,
    }
    record_audit(
        actor=people[hand].public_id if hand in people else SYSTEM,
        action=f"introduction_{move}",
        subject=row.reference,
        before={"state": before},
        after={"state": row.state},
        now=now,
    )


@transaction.atomic
def propose_introduction(
    *, introducer: Member, client: Member, seller: Member, message: str, now: datetime
) -> Introduction:
    """Ask two members whether they want to meet. What the introducer may earn is frozen and told.

    Raises SelfIntroduction, SamePerson, ClientUnknownToYou, NotTakingWork, TheyHaveMet,
    IntroductionOpen, MemberBlocked where one of them and the introducer are apart.
    """
    refusal = _refusal(introducer, client, seller)
    if refusal is not None:
        raise refusal
    try:
        with transaction.atomic():
            introduction = Introduction.objects.create(
                introducer=introducer,
                client=client,
                seller=seller,
                message=message.strip(),
                commission_bp=rules().introduction_bp,
                proposed_at=now,
                due_at=now + timedelta(days=rules().introduction_answer_days),
            )
    except IntegrityError:
        raise IntroductionOpen from None
    publish(IntroductionProposed(**facts(introduction)), now=now)
    return introduction


def _refusal(introducer: Member, client: Member, seller: Member) -> DomainError | None:
    if introducer.pk in {client.pk, seller.pk}:
        return SelfIntroduction()
    if client.pk == seller.pk:
        return SamePerson(field="freelancer")
    knows = first_contact_at(client_id=client.pk, seller_id=introducer.pk)
    if knows is None:
        return ClientUnknownToYou(field="client")
    if not profile_of(seller).is_taking_work:
        return NotTakingWork(field="freelancer", name=seller.display_name)
    return _apart(introducer, client, seller)


def _apart(introducer: Member, client: Member, seller: Member) -> DomainError | None:
    blocks = blocks_among([introducer, client, seller])
    if any(introducer.pk in pair for pair in blocks):
        return MemberBlocked()
    # That one of the two has blocked the other is nobody else's business.
    if blocks or first_contact_at(client_id=client.pk, seller_id=seller.pk) is not None:
        return TheyHaveMet()
    return None


@transaction.atomic
def accept_introduction(
    *, introduction: Introduction, actor: Member, now: datetime
) -> Introduction:
    """Say yes to being introduced. The second yes opens a conversation of all three.

    Locks the introduction. Raises NotFound for strangers, NotYourMove for the introducer,
    AgreedAlready, IntroductionStateRefuses, and TheyHaveMet where the two were faster.
    """
    row = lock_settled(introduction, now=now)
    hand = hand_in_introduction(actor, row)
    move = agreeing(row, hand)
    agreed = "client_agreed_at" if hand == Hand.CLIENT else "seller_agreed_at"
    if move == IntroductionMove.AGREE:
        introduction_transition(row, move, hand=hand, now=now, changes={agreed: now})
        return row

    refusal = introduction_refusal(row, move, hand)
    if refusal is not None:
        raise refusal
    met_at = first_contact_at(client_id=row.client_id, seller_id=row.seller_id)
    has_worked = completed_orders(row.client_id, row.seller_id) > 0
    if has_worked or (met_at is not None and met_at < row.proposed_at):
        raise TheyHaveMet
    introduction_transition(
        row,
        move,
        hand=hand,
        now=now,
        changes={
            agreed: now,
            "accepted_at": now,
            "due_at": now + timedelta(days=rules().introduction_valid_days),
        },
    )
    _bring_together(row, now)
    publish(IntroductionAccepted(**facts(row), conversation_id=row.conversation_id), now=now)
    return row


def _bring_together(row: Introduction, now: datetime) -> None:
    record_meeting(
        seller=row.seller,
        client=row.client,
        source=Source.INTRODUCTION,
        ref=row.reference,
        now=now,
    )
    talk = open_conversation(
        members=[row.introducer, row.client, row.seller],
        subject_kind=SUBJECT,
        subject_ref=row.public_id,
        title=f"{row.client.display_name} · {row.seller.display_name}",
        now=now,
    )
    row.conversation_id = talk.public_id
    row.save(update_fields=["conversation_id"])
    send_message(
        conversation=talk.public_id,
        author=row.introducer,
        body=row.message,
        card_kind=SUBJECT,
        card_ref=row.public_id,
        now=now,
    )


@transaction.atomic
def decline_introduction(
    *, introduction: Introduction, actor: Member, now: datetime
) -> Introduction:
    """Say no; the other one isn't told who did. Raises NotYourMove, IntroductionStateRefuses."""
    row = lock_settled(introduction, now=now)
    hand = hand_in_introduction(actor, row)
    introduction_transition(row, IntroductionMove.DECLINE, hand=hand, now=now)
    publish(IntroductionDeclined(**facts(row)), now=now)
    return row


@transaction.atomic
def withdraw_introduction(
    *, introduction: Introduction, actor: Member, now: datetime
) -> Introduction:
    """Take it back, as the introducer. Raises NotYourMove, IntroductionStateRefuses."""
    row = lock_settled(introduction, now=now)
    hand = hand_in_introduction(actor, row)
    introduction_transition(row, IntroductionMove.WITHDRAW, hand=hand, now=now)
    return row


def lock_settled(introduction: Introduction, *, now: datetime) -> Introduction:
    """Lock the introduction, read it again and let its moment act: how every verb begins."""
    row = lock_introduction(introduction.pk)
    _settle(row, now)
    return row


def _settle(row: Introduction, now: datetime) -> bool:
    if row.due_at is None or row.due_at > now:
        return False
    is_proposed = row.state == IntroductionState.PROPOSED
    # An order completed in time earns its thanks, however late the news of it arrives.
    if not is_proposed and awaits_thanks(row):
        return False
    move = IntroductionMove.EXPIRE if is_proposed else IntroductionMove.LAPSE
    introduction_transition(row, move, hand=Hand.TIMER, now=row.due_at)
    return True


@transaction.atomic
def open_introduction(*, member: Member, public_id: str, now: datetime) -> Introduction:
    """Return an introduction as it stands at `now`, for one of the three. Raises NotFound."""
    found = get_introduction_for(member, public_id)
    if found.due_at is None or found.due_at > now:
        return found
    return lock_settled(found, now=now)


@transaction.atomic
def settle_due_introductions(*, now: datetime, limit: int) -> int:
    """Close introductions whose time is over; returns how many. Safe to run twice at once."""
    rows = Introduction.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    due = rows.select_related("introducer", "client", "seller").filter(due_at__lte=now)
    return sum(_settle(row, now) for row in due.order_by("due_at", "id")[:limit])
