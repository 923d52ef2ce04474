"""Named reads of hiring."""

from marketplace.hiring.queries.allowance import Allowance, allowance_of, next_midnight
from marketplace.hiring.queries.between import offers_between
from marketplace.hiring.queries.books import REFERENCE_PREFIX, brief_labels, held_in_briefs
from marketplace.hiring.queries.briefs import brief_rows, briefs_in, get_brief_for, list_briefs_of
from marketplace.hiring.queries.funnel import Funnel, funnels_of
from marketplace.hiring.queries.offers import get_offer_for, offers_in
from marketplace.hiring.queries.posted import (
    BriefFilters,
    ClientFacts,
    brief_page,
    browse_briefs,
    client_facts,
    files_of,
    get_brief_file,
    get_posted,
    get_posted_by_id,
    get_posted_for,
    invitations_of,
    invitations_to,
    my_posted_briefs,
    open_briefs,
    posted_number,
    skill_words,
)
from marketplace.hiring.queries.prices import price_of_offer
from marketplace.hiring.queries.proposals import (
    SORTS,
    Candidate,
    candidates,
    closed_proposals,
    get_proposal_for,
    my_proposal,
    proposal_page,
    proposals_for,
    proposals_of,
)
from marketplace.hiring.queries.repeats import repeats_earlier

__all__ = [
    "REFERENCE_PREFIX",
    "SORTS",
    "Allowance",
    "BriefFilters",
    "Candidate",
    "ClientFacts",
    "Funnel",
    "allowance_of",
    "brief_labels",
    "brief_page",
    "brief_rows",
    "briefs_in",
    "browse_briefs",
    "candidates",
    "client_facts",
    "closed_proposals",
    "files_of",
    "funnels_of",
    "get_brief_file",
    "get_brief_for",
    "get_offer_for",
    "get_posted",
    "get_posted_by_id",
    "get_posted_for",
    "get_proposal_for",
    "held_in_briefs",
    "invitations_of",
    "invitations_to",
    "list_briefs_of",
    "my_posted_briefs",
    "my_proposal",
    "next_midnight",
    "offers_between",
    "offers_in",
    "open_briefs",
    "posted_number",
    "price_of_offer",
    "proposal_page",
    "proposals_for",
    "proposals_of",
    "repeats_earlier",
    "skill_words",
]
