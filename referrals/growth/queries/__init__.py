"""Named reads of growth."""

from referrals.growth.queries.channels import (
    ChannelRow,
    GrowthView,
    Totals,
    channel_row,
    choose_currency,
    currencies_known,
    growth_view,
    named,
    things_of,
    totals_of,
)
from referrals.growth.queries.curves import Cohort, balance_by_step, cohort_currencies, cohorts
from referrals.growth.queries.orders import latest_proof, signup_of_client, waiting_days
from referrals.growth.queries.periods import growth_period
from referrals.growth.queries.sources import (
    ChannelName,
    costs_between,
    from_books,
    names_of,
    register_channel_names,
    register_cost_source,
)

__all__ = [
    "ChannelName",
    "ChannelRow",
    "Cohort",
    "GrowthView",
    "Totals",
    "balance_by_step",
    "channel_row",
    "choose_currency",
    "cohort_currencies",
    "cohorts",
    "costs_between",
    "currencies_known",
    "from_books",
    "growth_period",
    "growth_view",
    "latest_proof",
    "named",
    "names_of",
    "register_channel_names",
    "register_cost_source",
    "signup_of_client",
    "things_of",
    "totals_of",
    "waiting_days",
]
