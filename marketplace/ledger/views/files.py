"""Private files of payments."""

from django.http import FileResponse

from marketplace.core.errors import NotFound
from marketplace.core.private_files import as_download, open_private
from marketplace.ledger.models import Payment

_PDF = b"%PDF-"


def receipt_response(payment: Payment) -> FileResponse:
    """Give a payment's receipt as a download. Raises NotFound where there is none."""
    if not payment.receipt:
        raise NotFound
    file = open_private(payment.receipt)
    is_pdf = file.read(len(_PDF)) == _PDF
    file.seek(0)
    ending, kind = ("pdf", "application/pdf") if is_pdf else ("webp", "image/webp")
    return as_download(file, name=f"receipt-{payment.public_id}.{ending}", content_type=kind)
