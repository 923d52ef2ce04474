"""Named reads of analytics."""

from marketplace.insights.queries.market import (
    MarketFigures,
    MarketInsights,
    market_insights,
    missed_in,
    register_missed_searches,
)
from marketplace.insights.queries.periods import Period, period_of
from marketplace.insights.queries.sellers import (
    Figures,
    GigFigures,
    SellerInsights,
    seller_insights,
)

__all__ = [
    "Figures",
    "GigFigures",
    "MarketFigures",
    "MarketInsights",
    "Period",
    "SellerInsights",
    "market_insights",
    "missed_in",
    "period_of",
    "register_missed_searches",
    "seller_insights",
]
