"""Articles that the platform asks for and pays for.

The fee leaves `marketing` when the author accepts and waits in an escrow of its own. Publication
pays it to the author's available money, in the transaction that publishes; every other end puts it
back. Locks are taken in one order: article, commission, accounts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from django.db import IntegrityError, transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.articles.choices import (
    COMMISSION_TRANSITIONS,
    ArticleState,
    CommissionHand,
    CommissionState,
)
from marketplace.articles.errors import (
    CommissionDayWrong,
    CommissionFeeOutOfRange,
    CommissionStateRefuses,
    CommissionToOneself,
    CommissionWithEditors,
    NotAnEditor,
    ReasonMissing,
)
from marketplace.articles.events import (
    CommissionAnswered,
    CommissionEnded,
    CommissionOffered,
    CommissionPaid,
)
from marketplace.articles.models import Article, Commission
from marketplace.articles.services.states import lock_article
from marketplace.core.audit import SYSTEM, record_audit
from marketplace.core.conf import rules
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.core.money import Money
from marketplace.core.slugs import unicode_slug
from marketplace.core.sweeps import one_by_one
from marketplace.ledger.choices import AccountKind
from marketplace.ledger.queries import AccountRef, member_account
from marketplace.ledger.services import Posting, post_transfer

LONGEST = timedelta(days=365)
SET_ASIDE, PAID, RETURNED = "commission_set_aside", "commission_paid", "commission_returned"


@dataclass(frozen=True, kw_only=True)
class CommissionTerms:
    """What is asked for, for how much, until when."""

    title: str
    task: str
    fee: Money
    deliver_on: date


def transition(
    commission: Commission, *, to: CommissionState, hand: CommissionHand, now: datetime
) -> None:
    """Change a locked commission's state by the table, unsaved. Raises CommissionStateRefuses."""
    before = CommissionState(commission.state)
    if hand not in COMMISSION_TRANSITIONS[before].get(to, frozenset()):
        raise CommissionStateRefuses(state=before.label)
    commission.state = to
    commission.due_at = None
    if to == CommissionState.ACCEPTED:
        commission.answered_at = now
        end = datetime.combine(commission.deliver_on, time.max, tzinfo=UTC)
        commission.due_at = end + timedelta(days=rules().commission_grace_days)
    else:
        commission.closed_at = now


def offer_commission(
    *, author: Member, terms: CommissionTerms, actor: Member, request_key: str, now: datetime
) -> Commission:
    """Offer a member an article for an agreed fee; nothing moves before they accept.

    The same editor and `request_key` again give the first offer. Raises NotAnEditor,
    CommissionToOneself, CommissionFeeOutOfRange, CommissionDayWrong.
    """
    _refuse_terms(author, terms, actor, now)
    commission = Commission(
        editor=actor,
        author=author,
        title=terms.title.strip(),
        task=terms.task.strip(),
        amount=terms.fee.amount,
        currency=terms.fee.currency,
        deliver_on=terms.deliver_on,
        request_key=request_key,
        created_at=now,
        due_at=now + timedelta(days=rules().commission_answer_days),
    )
    try:
        with transaction.atomic():
            commission.save(force_insert=True)
            _record(commission, actor.public_id, "commission_offered", now=now)
            publish(
                CommissionOffered(
                    commission_id=commission.public_id,
                    author_id=author.public_id,
                    title=commission.title,
                    amount=commission.amount,
                    currency=commission.currency,
                ),
                now=now,
            )
    except IntegrityError:
        return Commission.objects.get(editor=actor, request_key=request_key)
    return commission


def _refuse_terms(author: Member, terms: CommissionTerms, actor: Member, now: datetime) -> None:
    if not has_role(actor, Role.EDITOR):
        raise NotAnEditor
    if author.pk == actor.pk:
        raise CommissionToOneself
    least, most = rules().commission_minimum_minor, rules().commission_maximum_minor
    currency = rules().default_currency
    if terms.fee.currency != currency or not least <= terms.fee.amount <= most:
        raise CommissionFeeOutOfRange(
            field="fee", minimum=str(Money(least, currency)), maximum=str(Money(most, currency))
        )
    today = now.astimezone(UTC).date()
    if not today < terms.deliver_on <= today + LONGEST:
        raise CommissionDayWrong(field="deliver_on")


def _record(
    commission: Commission, actor: str, action: str, *, now: datetime, reason: str = ""
) -> None:
    record_audit(
        actor=actor,
        action=action,
        subject=f"commission:{commission.public_id}",
        after={"state": commission.state, "fee": str(fee_of(commission))},
        reason=reason,
        now=now,
    )


def fee_of(commission: Commission) -> Money:
    """Return the agreed fee."""
    return Money(commission.amount, commission.currency)


def lock_commission(commission: Commission) -> Commission:
    """Return the commission locked and read again, its article (if any) locked before it."""
    article_id = Commission.objects.values_list("article_id", flat=True).get(pk=commission.pk)
    if article_id is not None:
        lock_article(article_id)
    rows = Commission.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("author", "editor", "article").get(pk=commission.pk)


def enter_commission(commission: Commission, *, now: datetime) -> Commission:
    """Lock a commission and do what is due on it, at its own moment, before anything else."""
    row = lock_commission(commission)
    if row.due_at is not None and row.due_at <= now:
        _do_what_is_due(row)
    return row


@transaction.atomic
def open_commission(*, commission: Commission, now: datetime) -> Commission:
    """Return the commission as it is at `now`: what was due before has happened."""
    return enter_commission(commission, now=now)


@transaction.atomic
def accept_commission(*, commission: Commission, actor: Member, now: datetime) -> Commission:
    """Accept: a draft is opened for the author, and the fee is set aside from `marketing`.

    Locks the commission. Raises NotFound for all but the author, CommissionStateRefuses.
    """
    row = enter_commission(commission, now=now)

    if row.author_id != actor.pk:
        raise NotFound

    transition(row, to=CommissionState.ACCEPTED, hand=CommissionHand.AUTHOR, now=now)
    row.article = Article.objects.create(
        author=actor,
        title=row.title,
        slug=unicode_slug(row.title, fallback="article"),
        language=actor.language,
        created_at=now,
        updated_at=now,
    )
    row.save()
    _move(row, SET_ASIDE, now=now)

    _record(row, actor.public_id, "commission_accepted", now=now)

    _answer(row, is_accepted=True, now=now)
    return row


@transaction.atomic
def decline_commission(
    *, commission: Commission, actor: Member, now: datetime, reason: str = ""
) -> Commission:
    """Decline an offer; the editor reads the reason, if there is one.

    Locks the commission. Raises NotFound for all but the author, CommissionStateRefuses.
    """
    row = enter_commission(commission, now=now)

    if row.author_id != actor.pk:
        raise NotFound

    transition(row, to=CommissionState.DECLINED, hand=CommissionHand.AUTHOR, now=now)
    row.answered_at, row.reason = now, reason.strip()
    row.save()

    _record(row, actor.public_id, "commission_declined", reason=row.reason, now=now)

    _answer(row, is_accepted=False, now=now)
    return row


def _answer(row: Commission, *, is_accepted: bool, now: datetime) -> None:
    publish(
        CommissionAnswered(
            commission_id=row.public_id,
            editor_id=row.editor.public_id,
            author_name=row.author.display_name,
            title=row.title,
            is_accepted=is_accepted,
        ),
        now=now,
    )


@transaction.atomic
def withdraw_commission(*, commission: Commission, actor: Member, now: datetime) -> Commission:
    """Take an offer back before it is answered. Locks the commission.

    Raises NotAnEditor, CommissionStateRefuses.
    """
    row = enter_commission(commission, now=now)

    if not has_role(actor, Role.EDITOR):
        raise NotAnEditor

    transition(row, to=CommissionState.WITHDRAWN, hand=CommissionHand.EDITOR, now=now)
    row.save()

    _end(row, by=actor.public_id, now=now)
    return row


@transaction.atomic
def cancel_commission(
    *, commission: Commission, actor: Member, reason: str, now: datetime
) -> Commission:
    """End an accepted commission; the fee goes back to `marketing`. Either side may, with a reason.

    An editor can't while the article is with the editors. Locks article, commission, accounts.
    Raises NotFound for strangers, ReasonMissing, CommissionWithEditors, CommissionStateRefuses.
    """
    row = enter_commission(commission, now=now)
    is_author = row.author_id == actor.pk

    if not is_author and not has_role(actor, Role.EDITOR):
        raise NotFound
    if not reason.strip():
        raise ReasonMissing(field="reason")
    if not is_author and _is_with_editors(row):
        raise CommissionWithEditors

    hand = CommissionHand.AUTHOR if is_author else CommissionHand.EDITOR
    transition(row, to=CommissionState.CANCELLED, hand=hand, now=now)
    row.reason = reason.strip()
    row.save()
    _move(row, RETURNED, now=now)

    _end(row, by=actor.public_id, now=now)
    return row


def _is_with_editors(row: Commission) -> bool:
    return row.article is not None and row.article.state == ArticleState.SUBMITTED


def _end(row: Commission, *, by: str, now: datetime) -> None:
    _record(row, by, f"commission_{row.state}", reason=row.reason, now=now)
    publish(
        CommissionEnded(
            commission_id=row.public_id,
            author_id=row.author.public_id,
            editor_id=row.editor.public_id,
            title=row.title,
            state=row.state,
            reason=row.reason,
            by=by,
        ),
        now=now,
    )


def pay_commission_of(*, article: Article, actor: Member, now: datetime) -> Commission | None:
    """Pay the fee of an article that is being published, once; None where nobody commissioned it.

    Runs inside the transaction that publishes, with the article's row locked. A second publication
    finds the commission paid. Locks the commission, then the accounts.
    """
    rows = Commission.objects.select_for_update(no_key=True, of=("self",))
    row = rows.select_related("author", "editor").filter(article_id=article.pk).first()
    if row is None or row.state != CommissionState.ACCEPTED:
        return None

    transition(row, to=CommissionState.PAID, hand=CommissionHand.PUBLICATION, now=now)
    row.save()
    _move(row, PAID, now=now)

    _record(row, actor.public_id, "commission_paid", now=now)

    publish(
        CommissionPaid(
            commission_id=row.public_id,
            article_id=article.pk,
            author_id=row.author.public_id,
            editor_id=row.editor.public_id,
            title=article.title,
            amount=row.amount,
            currency=row.currency,
        ),
        now=now,
    )
    return row


def _move(row: Commission, kind: str, *, now: datetime) -> None:
    """Post one of a commission's three movements under its one key."""
    marketing = AccountRef(AccountKind.MARKETING, "", row.currency)
    escrow = AccountRef(AccountKind.ESCROW, row.reference, row.currency)
    author = member_account(AccountKind.AVAILABLE, row.author, row.currency)
    source, target = {
        SET_ASIDE: (marketing, escrow),
        PAID: (escrow, author),
        RETURNED: (escrow, marketing),
    }[kind]
    post_transfer(
        key=f"{row.reference}:{kind}",
        kind=kind,
        reference=row.reference,
        postings=[Posting(source, -row.amount), Posting(target, row.amount)],
        memo={"title": row.title},
        now=now,
    )


def _do_what_is_due(row: Commission) -> None:
    """Act on a locked commission's timer, with the timer's own moment as the time.

    An author whose article is with the editors has done their part: the day moves on with it.
    """
    if row.due_at is None:
        raise ValueError("nothing is due")
    moment = row.due_at
    if row.state == CommissionState.OFFERED:
        transition(row, to=CommissionState.EXPIRED, hand=CommissionHand.CLOCK, now=moment)
        row.save()
        _end(row, by=SYSTEM, now=moment)
    elif _is_with_editors(row):
        row.due_at = moment + timedelta(days=rules().commission_grace_days)
        row.save(update_fields=["due_at"])
    else:
        transition(row, to=CommissionState.CANCELLED, hand=CommissionHand.CLOCK, now=moment)
        row.save()
        _move(row, RETURNED, now=moment)
        _end(row, by=SYSTEM, now=moment)


def settle_due_commissions(*, now: datetime, limit: int, author: Member | None = None) -> int:
    """Do what is due on commissions, of one author or of all; returns how many were acted on.

    One transaction for each, so that one fault holds up no other. Safe to run twice at once.
    """
    due = Commission.objects.filter(due_at__lte=now)
    if author is not None:
        due = due.filter(author=author)
    found = list(due.order_by("due_at", "id")[:limit])
    return one_by_one(
        found,
        lambda commission: open_commission(commission=commission, now=now),
        fault="commission_not_settled",
    )
