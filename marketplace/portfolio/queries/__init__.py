"""Named reads of portfolios."""

from marketplace.portfolio.queries.record import Record, record_of
from marketplace.portfolio.queries.works import (
    WorkCard,
    WorkPage,
    consents_of,
    count_listed_works,
    get_image_for,
    get_item_for_client,
    get_item_of,
    get_work,
    items_of,
    listed_works,
    showable_orders,
    work_cards,
    work_rows,
)

__all__ = [
    "Record",
    "WorkCard",
    "WorkPage",
    "consents_of",
    "count_listed_works",
    "get_image_for",
    "get_item_for_client",
    "get_item_of",
    "get_work",
    "items_of",
    "listed_works",
    "record_of",
    "showable_orders",
    "work_cards",
    "work_rows",
]
