"""The one place where a consent changes, and the client's answer."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.errors import NotFound
from marketplace.core.events import publish
from marketplace.portfolio.choices import SHOWN, TRANSITIONS, Consent, Hand
from marketplace.portfolio.errors import ConsentMoved, WorkChanged
from marketplace.portfolio.events import ConsentAnswered, ConsentAsked
from marketplace.portfolio.models import PortfolioItem
from marketplace.portfolio.policies import is_client


def lock_item(item: PortfolioItem) -> PortfolioItem:
    """Return the work locked and read again, with its two sides. Inside a transaction."""
    rows = PortfolioItem.objects.select_for_update(no_key=True, of=("self",))
    return rows.select_related("owner", "order__client").get(pk=item.pk)


def transition(item: PortfolioItem, *, to: Consent, hand: Hand) -> Consent:
    """Change a locked work's consent by the table, unsaved; returns what it was.

    Raises ConsentMoved when the table has no such step for this hand.
    """
    before = Consent(item.consent)
    if hand not in TRANSITIONS[before].get(to, frozenset()):
        raise ConsentMoved(state=before.label)
    item.consent = to
    return before


@transaction.atomic
def answer_consent(
    *,
    item: PortfolioItem,
    actor: Member,
    consent: Consent,
    now: datetime,
    seen_at: datetime | None = None,
) -> PortfolioItem:
    """Answer as the client: yes with one's name, yes without it, no, or no longer.

    The work appears or disappears at once. `seen_at` is when the work as the client saw it was
    last changed: a yes is for that only. Locks the work. Raises NotFound for all but the order's
    client, ConsentMoved, WorkChanged.
    """
    row = lock_item(item)

    if not is_client(actor, row):
        raise NotFound
    if consent in SHOWN and seen_at is not None and seen_at != row.changed_at:
        raise WorkChanged

    before = transition(row, to=consent, hand=Hand.CLIENT)
    row.consent_answered_at = now
    row.save(update_fields=["consent", "consent_answered_at"])

    record_audit(
        actor=actor.public_id,
        action=f"portfolio_consent_{consent}",
        subject=f"work:{row.public_id}",
        before={"consent": before},
        after={"consent": consent},
        now=now,
    )

    publish(
        ConsentAnswered(
            item_id=row.public_id,
            title=row.title,
            owner_id=row.owner.public_id,
            client_id=actor.public_id,
            consent=consent,
        ),
        now=now,
    )
    return row


def ask(item: PortfolioItem, *, now: datetime) -> None:
    """Announce that the client is asked about the work as it stands now."""
    if item.order is None:
        raise ValueError("only work from an order needs a consent")
    publish(
        ConsentAsked(
            item_id=item.public_id,
            title=item.title,
            owner_id=item.owner.public_id,
            owner_name=item.owner.display_name,
            client_id=item.order.client.public_id,
        ),
        now=now,
    )


def ask_again(item: PortfolioItem, *, now: datetime) -> None:
    """Take a yes for used up when what it was given for has changed; saves nothing.

    A client who said no isn't asked again by a change.
    """
    if item.consent in (Consent.NAMED, Consent.ANONYMOUS):
        transition(item, to=Consent.PENDING, hand=Hand.OWNER)
        item.consent_asked_at = now
        ask(item, now=now)
