"""Proof of a transfer by bank."""

from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from marketplace.accounts.models import Member
from marketplace.core.audit import record_audit
from marketplace.core.conf import rules
from marketplace.core.events import publish
from marketplace.core.images import NotAnImage, reencode
from marketplace.core.private_files import delete_private, store_private
from marketplace.ledger.choices import Actor, PaymentState
from marketplace.ledger.errors import MovedOn, ReceiptNotTaken, ReceiptUnreadable
from marketplace.ledger.events import PaymentNeedsPerson
from marketplace.ledger.gateways import get_gateway
from marketplace.ledger.models import Payment
from marketplace.ledger.queries import get_payment_for
from marketplace.ledger.services.transitions import can_move, transition

_PDF = b"%PDF-"


def submit_receipt(
    *, payment_id: str, file: "UploadedFile[bytes]", actor: Member, now: datetime
) -> Payment:
    """Hand in the receipt of a bank transfer; finance looks at it next. A new one replaces it.

    The file of a replaced one goes, unless somebody has decided about it already.
    Pictures are drawn anew, PDFs are kept as they are and only ever downloaded. The file is stored
    before the payment is locked. Raises NotFound for strangers, ReceiptNotTaken, ReceiptUnreadable,
    FileTooLarge, MovedOn.
    """
    payment = get_payment_for(actor, payment_id)
    if not get_gateway(payment.gateway).takes_receipts:
        raise ReceiptNotTaken
    _refuse_settled(payment)
    key = _store(file, payment)

    with transaction.atomic():
        locked = Payment.objects.select_for_update(no_key=True).get(pk=payment.pk)
        _refuse_settled(locked)
        replaced = locked.receipt if locked.state == PaymentState.SUBMITTED else ""
        if locked.state == PaymentState.SUBMITTED:
            locked.receipt = key
            locked.save(update_fields=["receipt"])
        else:
            transition(locked, PaymentState.SUBMITTED, by=Actor.MEMBER, receipt=key)
            publish(
                PaymentNeedsPerson(
                    payment_id=locked.public_id,
                    member_id=actor.public_id,
                    amount=locked.amount,
                    currency=locked.currency,
                ),
                now=now,
            )
        record_audit(
            actor=actor.public_id,
            action="payment.receipt",
            subject=f"payment:{locked.public_id}",
            now=now,
        )
        transaction.on_commit(partial(delete_private, replaced))
    return locked


def _refuse_settled(payment: Payment) -> None:
    is_replaced = payment.state == PaymentState.SUBMITTED
    if not is_replaced and not can_move(payment, PaymentState.SUBMITTED, by=Actor.MEMBER):
        raise MovedOn


def _store(file: "UploadedFile[bytes]", payment: Payment) -> str:
    folder = f"receipts/{payment.public_id}"
    file.seek(0)
    if file.read(len(_PDF)) == _PDF:
        return store_private(file, folder=folder, max_bytes=rules().image_max_bytes).key
    try:
        picture = reencode(file)
    except NotAnImage:
        raise ReceiptUnreadable(field="receipt") from None
    drawn = ContentFile(picture.content, name=f"receipt.{picture.extension}")
    return store_private(drawn, folder=folder).key
