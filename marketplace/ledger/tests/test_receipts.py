"""Receipts of bank transfers: private, drawn anew, decided by finance."""

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django import Settings

from marketplace.accounts.models import Member
from marketplace.core.errors import NotFound
from marketplace.core.models import OutboxEvent
from marketplace.core.private_files import open_private, private_storage
from marketplace.ledger.choices import PaymentState
from marketplace.ledger.errors import MovedOn, ReceiptNotTaken, ReceiptUnreadable
from marketplace.ledger.models import Payment
from marketplace.ledger.queries import available_balance, payments_at_desk
from marketplace.ledger.services import approve_payment, submit_receipt
from marketplace.ledger.tests.paying import SUM, start

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings: Settings, tmp_path: Path) -> None:
    storages = {name: dict(found) for name, found in settings.STORAGES.items()}
    storages["private"]["OPTIONS"] = {"location": tmp_path, "base_url": None}
    settings.STORAGES = storages


def picture() -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "PNG")
    return SimpleUploadedFile("receipt.png", out.getvalue(), "image/png")


def pdf(text: bytes = b"one") -> SimpleUploadedFile:
    return SimpleUploadedFile("../../receipt.pdf", b"%PDF-1.7 " + text, "application/pdf")


def transfer(member: Member, now: datetime) -> Payment:
    return start(member, now, gateway="bank_transfer")


def test_submit_receipt_keeps_the_file_and_calls_finance(
    client_member: Member, now: datetime
) -> None:
    payment = transfer(client_member, now)
    submit_receipt(payment_id=payment.public_id, file=picture(), actor=client_member, now=now)
    payment.refresh_from_db()
    assert payment.state == PaymentState.SUBMITTED
    with open_private(payment.receipt) as kept:
        assert kept.read(4) == b"RIFF"
    assert list(payments_at_desk()) == [payment]
    assert OutboxEvent.objects.filter(name="PaymentNeedsPerson").count() == 1


def test_submit_receipt_again_replaces_the_file(
    client_member: Member, now: datetime, django_capture_on_commit_callbacks: Any
) -> None:
    payment = transfer(client_member, now)
    submit_receipt(payment_id=payment.public_id, file=pdf(b"one"), actor=client_member, now=now)
    payment.refresh_from_db()
    first = payment.receipt
    with django_capture_on_commit_callbacks(execute=True):
        submit_receipt(payment_id=payment.public_id, file=pdf(b"two"), actor=client_member, now=now)
        assert private_storage().exists(first)
    payment.refresh_from_db()
    assert not private_storage().exists(first)
    with open_private(payment.receipt) as kept:
        assert kept.read() == b"%PDF-1.7 two"
    assert OutboxEvent.objects.filter(name="PaymentNeedsPerson").count() == 1


@pytest.mark.parametrize("content", [b"", b"<script>", b"MZ", b"\x89PNG\r\n\x1a\n broken"])
def test_submit_receipt_refuses_what_is_no_receipt(
    client_member: Member, now: datetime, content: bytes
) -> None:
    payment = transfer(client_member, now)
    with pytest.raises(ReceiptUnreadable):
        submit_receipt(
            payment_id=payment.public_id,
            file=SimpleUploadedFile("receipt.png", content),
            actor=client_member,
            now=now,
        )
    payment.refresh_from_db()
    assert (payment.state, payment.receipt) == (PaymentState.PENDING, "")


def test_submit_receipt_is_for_the_payers_own_transfers(
    client_member: Member, stranger: Member, finance: Member, now: datetime
) -> None:
    payment, card = transfer(client_member, now), start(client_member, now)
    for outsider in (stranger, finance):
        with pytest.raises(NotFound):
            submit_receipt(payment_id=payment.public_id, file=pdf(), actor=outsider, now=now)
    with pytest.raises(ReceiptNotTaken):
        submit_receipt(payment_id=card.public_id, file=pdf(), actor=client_member, now=now)


def test_finance_approves_a_receipt_once(
    client_member: Member, finance: Member, now: datetime
) -> None:
    payment = transfer(client_member, now)
    submit_receipt(payment_id=payment.public_id, file=pdf(), actor=client_member, now=now)
    approve_payment(payment_id=payment.public_id, received=SUM, actor=finance, now=now)
    assert available_balance(client_member, "USD") == SUM.amount
    with pytest.raises(MovedOn):
        submit_receipt(payment_id=payment.public_id, file=pdf(), actor=client_member, now=now)
    event = OutboxEvent.objects.get(name="PaymentSucceeded")
    assert (event.payload["purpose_kind"], event.payload["purpose_ref"]) == ("order", "abc")
