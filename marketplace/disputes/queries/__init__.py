"""Named reads of disputes."""

from marketplace.disputes.queries.doors import (
    DisputeParts,
    closed_disputes,
    dispute_of,
    disputes_of,
    get_dispute,
    get_dispute_for,
    get_file,
    open_dispute_of,
    parts_of,
    support_queue,
    waiting_elsewhere,
)
from marketplace.disputes.queries.refs import Ref, refs_of, shown_refs
from marketplace.disputes.queries.splits import (
    Split,
    default_refund,
    examples_of,
    refund_of_percent,
    split_of,
)
from marketplace.disputes.queries.telling import (
    DisputeTeller,
    ToldLine,
    coming_lines,
    dispute_card,
    reason_label,
    steps_of,
    tell_line,
)

__all__ = [
    "DisputeParts",
    "DisputeTeller",
    "Ref",
    "Split",
    "ToldLine",
    "closed_disputes",
    "coming_lines",
    "default_refund",
    "dispute_card",
    "dispute_of",
    "disputes_of",
    "examples_of",
    "get_dispute",
    "get_dispute_for",
    "get_file",
    "open_dispute_of",
    "parts_of",
    "reason_label",
    "refs_of",
    "refund_of_percent",
    "shown_refs",
    "split_of",
    "steps_of",
    "support_queue",
    "tell_line",
    "waiting_elsewhere",
]
