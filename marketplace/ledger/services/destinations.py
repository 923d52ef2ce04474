"""Accounts that members save to withdraw to."""

from datetime import datetime

from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.iban import IbanInvalid, mask_account, parse_iban
from marketplace.ledger.choices import PayoutMethod
from marketplace.ledger.errors import DestinationUnknown, NotConfirmed, TooManyDestinations
from marketplace.ledger.gateways import get_gateway
from marketplace.ledger.models import PayoutDestination
from marketplace.ledger.policies import is_freshly_confirmed


@transaction.atomic
def add_destination(
    *,
    member: Member,
    method: PayoutMethod,
    holder: str,
    account: str,
    bank_name: str,
    confirmed_at: datetime | None,
    now: datetime,
) -> PayoutDestination:
    """Save an account to withdraw to; one that is saved already is returned as it is.

    Only bank accounts have a number of their own; the sandbox makes one up for each member.
    `confirmed_at` is when the member last proved who they are. Locks the member's row.
    Raises NotConfirmed, GatewayUnknown, IbanInvalid, TooManyDestinations.
    """
    Member.objects.select_for_update(no_key=True).get(pk=member.pk)
    if not is_freshly_confirmed(confirmed_at, now=now):
        raise NotConfirmed
    get_gateway(method)
    try:
        is_bank = method is PayoutMethod.BANK
        number = parse_iban(account) if is_bank else f"TEST{member.public_id.upper()}"
    except IbanInvalid:
        raise IbanInvalid(field="account") from None

    saved = PayoutDestination.objects.filter(member=member, removed_at=None)
    known = saved.filter(method=method, account=number).first()
    if known is not None:
        return known
    limit = rules().payout_destinations_max
    if saved.count() >= limit:
        raise TooManyDestinations(limit=limit)

    made = PayoutDestination.objects.create(
        member=member,
        method=method,
        holder=holder.strip(),
        account=number,
        bank_name=bank_name.strip(),
        created_at=now,
    )
    record_audit(
        actor=member.public_id,
        action="destination.add",
        subject=f"destination:{made.public_id}",
        after={"account": mask_account(number)},
        now=now,
    )
    return made


@transaction.atomic
def remove_destination(*, member: Member, public_id: str, now: datetime) -> PayoutDestination:
    """Take an account off the member's list; payouts under way go on. Raises DestinationUnknown."""
    rows = PayoutDestination.objects.select_for_update(no_key=True)
    found = rows.filter(member=member, public_id=public_id, removed_at=None).first()
    if found is None:
        raise DestinationUnknown

    found.removed_at = now
    found.save(update_fields=["removed_at"])
    record_audit(
        actor=member.public_id,
        action="destination.remove",
        subject=f"destination:{found.public_id}",
        before={"account": found.masked},
        now=now,
    )
    return found
