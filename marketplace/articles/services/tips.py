"""Money from a reader to an author.

A tip goes through an escrow of its own in one transaction: reader's available money, escrow, and
from there to the author's clearing, less the fee. So it clears like every earning, and a card that
is charged back later meets money that hasn't left yet.
"""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.urls import reverse

from marketplace.accounts.models import Member
from marketplace.articles.choices import (
    TIP_PURPOSE,
    TIP_TRANSITIONS,
    ArticleState,
    TipHand,
    TipState,
)
from marketplace.articles.errors import (
    NotPublished,
    TipOutOfRange,
    TipStateRefuses,
    TipToOneself,
    WriterGone,
)
from marketplace.articles.events import ArticleTipPaid, ArticleTipUnused
from marketplace.articles.models import Article, Tip
from marketplace.articles.policies import is_author, takes_tips
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.money import Money, percent_half_up
from marketplace.ledger.errors import IdempotencyConflict, InsufficientFunds
from marketplace.ledger.services import hold_in_escrow, release_escrow, start_payment

WALLET = "wallet"


def transition(tip: Tip, *, to: TipState, hand: TipHand) -> None:
    """Change a locked tip's state by the table, unsaved. Raises TipStateRefuses."""
    before = TipState(tip.state)
    if hand not in TIP_TRANSITIONS[before].get(to, frozenset()):
        raise TipStateRefuses(state=before.label)
    tip.state = to
    tip.due_at = None


def start_tip(
    *,
    article: Article,
    reader: Member,
    amount: Money,
    request_key: str,
    now: datetime,
    words: str = "",
    is_anonymous: bool = False,
) -> Tip:
    """Write down a tip that waits for its money; the fee is frozen as it is now.

    The same reader and `request_key` again give the first tip; with another sum or other words
    they are refused. Raises TipToOneself, NotPublished, WriterGone, TipOutOfRange,
    IdempotencyConflict.
    """
    if is_author(reader, article):
        raise TipToOneself
    if article.state != ArticleState.PUBLISHED:
        raise NotPublished
    if not takes_tips(article.author):
        raise WriterGone
    _refuse_sum(amount)
    tip = Tip(
        article=article,
        reader=reader,
        author=article.author,
        amount=amount.amount,
        currency=amount.currency,
        fee_bp=rules().tip_fee_bp,
        clearing_days=rules().clearing_days,
        words=words.strip()[:200],
        is_anonymous=is_anonymous,
        request_key=request_key,
        created_at=now,
        due_at=now + timedelta(days=rules().tip_pending_days),
    )
    try:
        with transaction.atomic():
            tip.save(force_insert=True)
    except IntegrityError:
        return _known(tip)
    return tip


def _known(again: Tip) -> Tip:
    """Return the first tip under this key, if it was the same one."""
    first = Tip.objects.get(reader=again.reader, request_key=again.request_key)
    for name in ("article_id", "amount", "currency", "words", "is_anonymous"):
        if getattr(first, name) != getattr(again, name):
            raise IdempotencyConflict
    return first


def _refuse_sum(amount: Money) -> None:
    least, most = rules().tip_minimum_minor, rules().tip_maximum_minor
    if amount.currency != rules().default_currency or not least <= amount.amount <= most:
        raise TipOutOfRange(
            field="amount",
            minimum=str(Money(least, rules().default_currency)),
            maximum=str(Money(most, rules().default_currency)),
        )


def _lock(tip_id: int) -> Tip:
    rows = Tip.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("reader", "author", "article").get(pk=tip_id)


@transaction.atomic
def pay_tip_from_wallet(*, tip: Tip, actor: Member, now: datetime) -> Tip:
    """Pay a tip from the reader's available money, once; a paid one is returned as it is.

    Locks the tip, the article, then the accounts. Raises NotFound for others, InsufficientFunds,
    TipStateRefuses, WriterGone.
    """
    row = _lock(tip.pk)

    if row.reader_id != actor.pk:
        raise NotFound
    if row.state == TipState.PAID:
        return row

    _settle(row, hand=TipHand.READER, paid_with=WALLET, now=now)
    return row


def start_tip_payment(*, tip: Tip, actor: Member, gateway: str, now: datetime) -> str:
    """Ask a gateway for the tip's money; returns the address where the reader goes on.

    Must not run inside a transaction. Raises NotFound for others, TipStateRefuses, and the
    ledger's refusals.
    """
    if tip.reader_id != actor.pk:
        raise NotFound
    if tip.state != TipState.PENDING:
        raise TipStateRefuses(state=TipState(tip.state).label)
    payment = start_payment(
        member=actor,
        amount=Money(tip.amount, tip.currency),
        gateway=gateway,
        purpose_kind=TIP_PURPOSE,
        purpose_ref=tip.public_id,
        return_path=reverse("articles:tip", args=[tip.public_id]),
        request_key=f"{tip.reference}:{gateway}",
        now=now,
    )
    return payment.checkout_url


@transaction.atomic
def receive_tip_payment(*, public_id: str, payment_id: str, now: datetime) -> Tip | None:
    """Pass a payment that reached the reader's wallet on to the author, once.

    Called for each PaymentSucceeded. Where the tip is paid otherwise, the writer is gone, or the
    money went elsewhere meanwhile, it stays in the wallet for good and ArticleTipUnused tells the
    reader, once. None for an unknown tip. Locks the tip, the article, then the accounts.
    """
    found = Tip.objects.filter(public_id=public_id).first()
    if found is None:
        return None
    row = _lock(found.pk)

    if row.paid_with == payment_id:
        return row

    if row.state != TipState.PAID:
        try:
            with transaction.atomic():
                _settle(row, hand=TipHand.GATEWAY, paid_with=payment_id, now=now)
        except (InsufficientFunds, WriterGone):
            row.refresh_from_db()
            row.paid_with = payment_id
            row.save(update_fields=["paid_with"])
        else:
            return row

    publish(
        ArticleTipUnused(
            tip_id=row.public_id,
            reader_id=row.reader.public_id,
            article_id=row.article_id,
            title=row.article.title,
            amount=row.amount,
            currency=row.currency,
        ),
        now=now,
    )
    return row


def _settle(tip: Tip, *, hand: TipHand, paid_with: str, now: datetime) -> None:
    """Move a locked tip's money and its state; the article's row before the accounts."""
    if not takes_tips(tip.author):
        raise WriterGone
    transition(tip, to=TipState.PAID, hand=hand)
    tip.paid_at, tip.paid_with = now, paid_with
    tip.save(update_fields=["state", "due_at", "paid_at", "paid_with"])
    Article.objects.filter(pk=tip.article_id).update(tips_count=F("tips_count") + 1)

    amount, fee = Money(tip.amount, tip.currency), fee_of(tip)
    hold_in_escrow(
        key=f"{tip.reference}:hold",
        payer=tip.reader,
        reference=tip.reference,
        amount=amount,
        now=now,
    )
    release_escrow(
        key=f"{tip.reference}:release",
        reference=tip.reference,
        payee=tip.author,
        amount=amount,
        fee=fee,
        clears_at=now + timedelta(days=tip.clearing_days),
        now=now,
    )

    publish(
        ArticleTipPaid(
            tip_id=tip.public_id,
            article_id=tip.article_id,
            title=tip.article.title,
            author_id=tip.author.public_id,
            reader_id=tip.reader.public_id,
            reader_name="" if tip.is_anonymous else tip.reader.display_name,
            amount=tip.amount,
            earned_amount=tip.amount - fee,
            currency=tip.currency,
        ),
        now=now,
    )


def tip_key(given: str) -> str:
    """Return a caller's key in the length that a tip keeps."""
    return hashlib.sha256(given.encode()).hexdigest()[:40]


def fee_of(tip: Tip) -> int:
    """Return the platform's part of a tip in minor units, rounded half up."""
    return percent_half_up(tip.amount, tip.fee_bp)


def lapse_due_tips(*, now: datetime, limit: int) -> int:
    """Close tips that nobody paid for; returns how many. Safe to run twice at once."""
    with transaction.atomic():
        due = Tip.objects.filter(due_at__lte=now, state=TipState.PENDING).order_by("due_at", "id")
        rows = list(due.select_for_update(no_key=True, skip_locked=True)[:limit])
        for row in rows:
            transition(row, to=TipState.LAPSED, hand=TipHand.CLOCK)
            row.save(update_fields=["state", "due_at"])
    return len(rows)
