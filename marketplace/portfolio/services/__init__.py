"""Verbs of portfolios."""

from marketplace.portfolio.services.consent import answer_consent
from marketplace.portfolio.services.pictures import add_picture, remove_picture
from marketplace.portfolio.services.works import (
    WorkDraft,
    add_work,
    change_work,
    move_work,
    remove_work,
)

__all__ = [
    "WorkDraft",
    "add_picture",
    "add_work",
    "answer_consent",
    "change_work",
    "move_work",
    "remove_picture",
    "remove_work",
]
