"""Coupons: made by the operator, put on an order by its client, paid for by marketing.

A coupon that is put on an order is kept for it until the order is paid or dropped, so that what a
client has seen is what the client pays.
"""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.policies import has_role
from marketplace.core.audit import record_audit
from marketplace.core.errors import DomainError, PermissionRefused
from marketplace.core.money import BASIS_POINTS, Money, exponent
from marketplace.core.text import to_ascii_digits
from marketplace.orders import errors
from marketplace.orders.choices import CouponKind, Move
from marketplace.orders.models import Coupon, CouponUse, Order
from marketplace.orders.services.acting import refuse
from marketplace.orders.services.settling import enter

_CODE: Final = re.compile(r"[A-Z0-9]{3,24}")


@dataclass(frozen=True, kw_only=True)
class CouponTerms:
    """What a coupon is worth, for whom and when. Amounts are minor units of `currency`."""

    code: str
    kind: str
    currency: str
    valid_from: datetime
    valid_until: datetime
    percent_bp: int = 0
    amount: int = 0
    cap_amount: int = 0
    minimum_amount: int = 0
    uses_in_all: int | None = None
    uses_per_member: int = 1
    first_order_only: bool = False
    note: str = ""


def fold_code(typed: str) -> str:
    """Return a code as it is kept: capital letters, digits 0-9, nothing between them."""
    return re.sub(r"[\s\-_]", "", to_ascii_digits(typed)).upper()


@transaction.atomic
def create_coupon(*, actor: Member, terms: CouponTerms, now: datetime) -> Coupon:
    """Make a coupon that can be used from `valid_from` until `valid_until`.

    Its terms never change afterwards; it can be switched off. Raises PermissionRefused without the
    role of finance, CouponTermsInvalid, CouponCodeTaken.
    """
    _refuse_others(actor)

    return issue_coupon(terms=terms, issued_by=actor, now=now)


@transaction.atomic
def issue_coupon(*, terms: CouponTerms, issued_by: Member, now: datetime) -> Coupon:
    """Make a coupon that an app above has promised; `issued_by` answers for the promise.

    Raises CouponTermsInvalid, CouponCodeTaken.
    """
    code = fold_code(terms.code)

    _refuse_terms(code, terms)
    if Coupon.objects.filter(code=code).exists():
        raise errors.CouponCodeTaken(field="code")

    coupon = Coupon.objects.create(
        **{**asdict(terms), "code": code, "note": terms.note.strip()},
        created_at=now,
        created_by=issued_by,
    )

    record_audit(
        actor=issued_by.public_id,
        action="coupon_create",
        subject=f"coupon:{coupon.public_id}",
        after=asdict(terms),
        now=now,
    )
    return coupon


@transaction.atomic
def switch_coupon(*, coupon: Coupon, actor: Member, is_active: bool, now: datetime) -> Coupon:
    """Switch a coupon off, or on again; orders that it is on keep it.

    Locks the coupon. Raises PermissionRefused without the role of finance.
    """
    locked = Coupon.objects.select_for_update(no_key=True).get(pk=coupon.pk)

    _refuse_others(actor)

    before = locked.is_active
    locked.is_active = is_active
    locked.save(update_fields=["is_active"])

    record_audit(
        actor=actor.public_id,
        action="coupon_switch",
        subject=f"coupon:{locked.public_id}",
        before={"is_active": before},
        after={"is_active": is_active},
        now=now,
    )
    return locked


@transaction.atomic
def apply_coupon(*, order: Order, actor: Member, code: str, now: datetime) -> Order:
    """Put a coupon on an order that isn't paid yet; one that is on it already is replaced.

    The coupon is kept for the order as long as that can be paid. Locks the order, then the coupon.
    Raises NotYourMove, OrderAlreadyPaid, and the coupon's refusals: CouponUnknown, CouponNotYet,
    CouponOver, CouponOtherCurrency, CouponBelowMinimum, CouponFirstOrderOnly, CouponUsedUp,
    CouponUsedByYou.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.PAY, by)
    coupon = lock_coupon(code)
    refusal = _refusal(coupon, locked, now)
    if refusal is not None:
        raise refusal

    CouponUse.objects.filter(order=locked).delete()
    amount = coupon.worth(locked.total_amount)
    CouponUse.objects.create(coupon=coupon, order=locked, member=actor, amount=amount, used_at=now)
    locked.discount_amount = amount
    locked.save(update_fields=["discount_amount"])

    record_audit(
        actor=by.audit_id,
        action="order_apply_coupon",
        subject=locked.reference,
        after={"coupon": coupon.code, "amount": amount},
        now=now,
    )
    return locked


@transaction.atomic
def remove_coupon(*, order: Order, actor: Member, now: datetime) -> Order:
    """Take the coupon off an order that isn't paid yet; without one the order stays as it is.

    Locks the order. Raises NotYourMove, OrderAlreadyPaid.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.PAY, by)

    CouponUse.objects.filter(order=locked).delete()
    locked.discount_amount = 0
    locked.save(update_fields=["discount_amount"])

    record_audit(actor=by.audit_id, action="order_remove_coupon", subject=locked.reference, now=now)
    return locked


@transaction.atomic
def use_credit(*, order: Order, actor: Member, wanted: bool, now: datetime) -> Order:
    """Say whether the client's credit pays for the order first, as far as it reaches.

    Locks the order. Raises NotYourMove, OrderAlreadyPaid.
    """
    locked, by = enter(order, actor, now=now)

    refuse(locked, Move.PAY, by)

    locked.uses_credit = wanted
    locked.save(update_fields=["uses_credit"])

    record_audit(
        actor=by.audit_id,
        action="order_use_credit",
        subject=locked.reference,
        after={"wanted": wanted},
        now=now,
    )
    return locked


def lock_coupon(code: str) -> Coupon:
    """Lock the coupon with this code, so that its uses can be counted. Raises CouponUnknown."""
    rows = Coupon.objects.select_for_update(no_key=True)
    coupon = rows.filter(code=fold_code(code)).first()
    if coupon is None:
        raise errors.CouponUnknown(field="code")
    return coupon


def _refusal(coupon: Coupon, order: Order, now: datetime) -> DomainError | None:
    """Return why this coupon can't be put on this order now, if there is a reason."""
    if not coupon.is_active or now >= coupon.valid_until:
        return errors.CouponOver(field="code")
    if now < coupon.valid_from:
        return errors.CouponNotYet(field="code")
    if coupon.currency != order.currency:
        return errors.CouponOtherCurrency(field="code", currency=coupon.currency)
    if order.total_amount < coupon.minimum_amount:
        least = Money(coupon.minimum_amount, coupon.currency)
        return errors.CouponBelowMinimum(field="code", minimum=str(least))
    if coupon.first_order_only and not _is_first(order):
        return errors.CouponFirstOrderOnly(field="code")
    return _refusal_of_uses(coupon, order)


def _is_first(order: Order) -> bool:
    """Whether the client has paid for no order, and no other one waits as their first."""
    bought = Order.objects.filter(client_id=order.client_id).paid()
    others = CouponUse.objects.filter(member_id=order.client_id, coupon__first_order_only=True)
    return not bought.exists() and not others.exclude(order=order).exists()


def _refusal_of_uses(coupon: Coupon, order: Order) -> DomainError | None:
    uses = CouponUse.objects.filter(coupon=coupon).exclude(order=order)
    if coupon.uses_in_all is not None and uses.count() >= coupon.uses_in_all:
        return errors.CouponUsedUp(field="code")
    if uses.filter(member_id=order.client_id).count() >= coupon.uses_per_member:
        return errors.CouponUsedByYou(field="code")
    return None


def _refuse_others(actor: Member) -> None:
    if not has_role(actor, Role.FINANCE):
        raise PermissionRefused


def _refuse_terms(code: str, terms: CouponTerms) -> None:
    exponent(terms.currency)
    is_percent = terms.kind == CouponKind.PERCENT
    worth = 0 < terms.percent_bp <= BASIS_POINTS if is_percent else terms.amount > 0
    limits = terms.uses_per_member > 0 and min(terms.cap_amount, terms.minimum_amount) >= 0
    uses = terms.uses_in_all is None or terms.uses_in_all > 0
    days = terms.valid_until > terms.valid_from
    if not (_CODE.fullmatch(code) and worth and limits and uses and days):
        raise errors.CouponTermsInvalid
