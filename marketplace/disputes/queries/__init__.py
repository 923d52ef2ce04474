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

__all__ = [
    "DisputeParts",
    "Ref",
    "Split",
    "closed_disputes",
    "default_refund",
    "dispute_of",
    "disputes_of",
    "examples_of",
    "get_dispute",
    "get_dispute_for",
    "get_file",
    "open_dispute_of",
    "parts_of",
    "refs_of",
    "refund_of_percent",
    "shown_refs",
    "split_of",
    "support_queue",
    "waiting_elsewhere",
]
