"""Verbs of articles: writing, reviewing, counting readers, and what readers add."""

from marketplace.articles.services.commissions import (
    CommissionTerms,
    accept_commission,
    cancel_commission,
    decline_commission,
    offer_commission,
    open_commission,
    settle_due_commissions,
    withdraw_commission,
)
from marketplace.articles.services.discussion import (
    edit_comment,
    remove_comment,
    restore_comment,
    set_reaction,
    write_comment,
)
from marketplace.articles.services.leaving import erase_articles
from marketplace.articles.services.moderating import hide_article, show_article
from marketplace.articles.services.pictures import add_image, remove_image
from marketplace.articles.services.review import (
    add_note,
    bar_hiring,
    decline_article,
    publish_article,
    request_changes,
)
from marketplace.articles.services.themes import ThemeDraft, change_theme, join_theme, make_theme
from marketplace.articles.services.tips import (
    lapse_due_tips,
    pay_tip_from_wallet,
    receive_tip_payment,
    start_tip,
    start_tip_payment,
    tip_key,
)
from marketplace.articles.services.traffic import count_hire_click, count_view
from marketplace.articles.services.writing import (
    resolve_note,
    save_draft,
    set_hiring,
    start_article,
    submit_article,
    take_back_article,
)

__all__ = [
    "CommissionTerms",
    "ThemeDraft",
    "accept_commission",
    "add_image",
    "add_note",
    "bar_hiring",
    "cancel_commission",
    "change_theme",
    "count_hire_click",
    "count_view",
    "decline_article",
    "decline_commission",
    "edit_comment",
    "erase_articles",
    "hide_article",
    "join_theme",
    "lapse_due_tips",
    "make_theme",
    "offer_commission",
    "open_commission",
    "pay_tip_from_wallet",
    "publish_article",
    "receive_tip_payment",
    "remove_comment",
    "remove_image",
    "request_changes",
    "resolve_note",
    "restore_comment",
    "save_draft",
    "set_hiring",
    "set_reaction",
    "settle_due_commissions",
    "show_article",
    "start_article",
    "start_tip",
    "start_tip_payment",
    "submit_article",
    "take_back_article",
    "tip_key",
    "withdraw_commission",
    "write_comment",
]
