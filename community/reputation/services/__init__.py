"""What can be done to the record."""

from community.reputation.services.pricing import plant_prices
from community.reputation.services.recording import (
    Line,
    record_contribution,
    record_contributions,
)
from community.reputation.services.reversing import (
    reinstate_by_subject,
    reinstate_rows,
    reverse_by_subject,
    reverse_contribution,
    reverse_rows,
)

__all__ = [
    "Line",
    "plant_prices",
    "record_contribution",
    "record_contributions",
    "reinstate_by_subject",
    "reinstate_rows",
    "reverse_by_subject",
    "reverse_contribution",
    "reverse_rows",
]
