"""Verbs of gigs."""

from __future__ import annotations

from marketplace.gigs.services.additions import save_additions
from marketplace.gigs.services.categories import plant_categories
from marketplace.gigs.services.counts import count_order, set_rating
from marketplace.gigs.services.desk import (
    approve_gig,
    decline_gig,
    request_gig_changes,
    take_down_gig,
)
from marketplace.gigs.services.images import add_image, describe_image, move_image, remove_image
from marketplace.gigs.services.leaving import erase_gigs
from marketplace.gigs.services.lifecycle import (
    is_reviewed,
    missing_pieces,
    pause_gig,
    reopen_gig,
    resume_gig,
    submit_gig,
    transition,
    withdraw_gig,
)
from marketplace.gigs.services.moderating import hide_gig, show_gig
from marketplace.gigs.services.overview import OverviewDraft, create_gig, delete_gig, save_overview
from marketplace.gigs.services.packages import (
    ExtraDraft,
    FeatureDraft,
    PackageDraft,
    save_extras,
    save_packages,
)
from marketplace.gigs.services.questions import FaqDraft, QuestionDraft, save_faqs, save_questions
from marketplace.gigs.services.traffic import Visit, count_gig_click, count_gig_view, source_of

__all__ = [
    "ExtraDraft",
    "FaqDraft",
    "FeatureDraft",
    "OverviewDraft",
    "PackageDraft",
    "QuestionDraft",
    "Visit",
    "add_image",
    "approve_gig",
    "count_gig_click",
    "count_gig_view",
    "count_order",
    "create_gig",
    "decline_gig",
    "delete_gig",
    "describe_image",
    "erase_gigs",
    "hide_gig",
    "is_reviewed",
    "missing_pieces",
    "move_image",
    "pause_gig",
    "plant_categories",
    "remove_image",
    "reopen_gig",
    "request_gig_changes",
    "resume_gig",
    "save_additions",
    "save_extras",
    "save_faqs",
    "save_overview",
    "save_packages",
    "save_questions",
    "set_rating",
    "show_gig",
    "source_of",
    "submit_gig",
    "take_down_gig",
    "transition",
    "withdraw_gig",
]
