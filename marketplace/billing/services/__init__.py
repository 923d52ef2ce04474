"""What can be done with invoices, taxes and rates."""

from marketplace.billing.services.desk import (
    RuleText,
    enter_rate,
    read_rate,
    save_tax_rule,
)
from marketplace.billing.services.documents import (
    catch_up_documents,
    next_number,
    settle_order_documents,
)
from marketplace.billing.services.files import (
    invoice_pdf,
    invoices_csv,
    qr_drawing,
    qr_picture,
)
from marketplace.billing.services.first_rules import plant_tax_rules
from marketplace.billing.services.identities import (
    IdentityText,
    save_billing_profile,
    save_platform_identity,
)

__all__ = [
    "IdentityText",
    "RuleText",
    "catch_up_documents",
    "enter_rate",
    "invoice_pdf",
    "invoices_csv",
    "next_number",
    "plant_tax_rules",
    "qr_drawing",
    "qr_picture",
    "read_rate",
    "save_billing_profile",
    "save_platform_identity",
    "save_tax_rule",
    "settle_order_documents",
]
