"""Named reads of worth."""

from community.worth.queries.record import PaidTime
from community.worth.queries.sources import SourceCost, register_costs, register_paid_time

__all__ = ["PaidTime", "SourceCost", "register_costs", "register_paid_time"]
