"""What the ledger keeps about a member: packed, and a bond as long as it waits for a person."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.tests.test_custody import ready
from marketplace.accounts.models import Member
from marketplace.core.private_files import private_storage
from marketplace.ledger.services import decline_payment, submit_receipt
from marketplace.ledger.tests.paying import start
from marketplace.moderation.queries import bonds_of

pytestmark = pytest.mark.django_db


def test_a_receipt_is_packed_and_binds_until_it_is_decided_about(
    seller: Member, finance: Member, now: datetime
) -> None:
    payment = start(seller, now, gateway="bank_transfer")
    file = SimpleUploadedFile("r.pdf", b"%PDF-1.7 receipt")
    submit_receipt(payment_id=payment.public_id, file=file, actor=seller, now=now)
    (bond,) = bonds_of(seller)
    assert bond.url == payment.get_absolute_url()
    with private_storage().open(ready(seller, now).key) as packed:
        package = zipfile.ZipFile(io.BytesIO(packed.read()))
    kept = package.read(f"money/files/{payment.public_id}-receipt")
    assert kept == b"%PDF-1.7 receipt"

    decline_payment(payment_id=payment.public_id, reason="x", actor=finance, now=now)

    assert bonds_of(seller) == []
