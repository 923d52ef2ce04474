"""Named reads of draws."""

from contests.draws.queries.doors import draw_of, get_draw, get_drawn
from contests.draws.queries.ordering import (
    Holding,
    Passing,
    Ranked,
    TicketsMalformed,
    digest_of,
    place,
    rank,
    read_tickets,
    write_tickets,
)
from contests.draws.queries.receipts import Verdict, seal_receipt, verify_receipt
from contests.draws.queries.rounds import (
    Beacon,
    RoundMalformed,
    moment_of,
    read_beacon,
    round_from,
    value_of,
)
from contests.draws.queries.telling import Seal, protection_text, seals_of, source_text
from contests.draws.queries.winners import (
    Winner,
    next_in_line,
    order_of,
    passings_of,
    places_of,
    reason_label,
    receipt_of,
    source_of,
    stamp,
    winners_of,
)

__all__ = [
    "Beacon",
    "Holding",
    "Passing",
    "Ranked",
    "RoundMalformed",
    "Seal",
    "TicketsMalformed",
    "Verdict",
    "Winner",
    "digest_of",
    "draw_of",
    "get_draw",
    "get_drawn",
    "moment_of",
    "next_in_line",
    "order_of",
    "passings_of",
    "place",
    "places_of",
    "protection_text",
    "rank",
    "read_beacon",
    "read_tickets",
    "reason_label",
    "receipt_of",
    "round_from",
    "seal_receipt",
    "seals_of",
    "source_of",
    "source_text",
    "stamp",
    "value_of",
    "verify_receipt",
    "winners_of",
    "write_tickets",
]
