"""The product's numbers. Each is a setting; the value here is its default.

`settings.WAZZIFNI` overrides them (from the environment: WAZZIFNI_RULE_<NAME>). Basis points are
hundredths of a percent; durations are in the unit that ends the name.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed


@dataclass(frozen=True)
class Rules:
    """Every rule of the product that has a number in it."""

    platform_fee_bp: int = 2_000
    clearing_days: int = 14
    withdrawal_minimum_minor: int = 1_000
    withdrawal_currency: str = "USD"
    default_currency: str = "USD"
    large_payout_minor: int = 100_000
    deposit_minimum_minor: int = 100
    deposit_maximum_minor: int = 5_000_000
    payment_expiry_hours: int = 23
    transfer_expiry_days: int = 7
    payout_lookup_seconds: int = 15
    payout_lookups: int = 12
    payout_attempts: int = 5
    payout_confirmation_seconds: int = 300
    payout_destinations_max: int = 5
    snapshot_after_entries: int = 500
    unpaid_order_hours: int = 24
    requirements_reminder_days: int = 3
    requirements_cancel_days: int = 14
    auto_complete_days: int = 3
    cancellation_answer_hours: int = 48
    clock_stop_max_days: int = 14
    late_support_days: int = 14
    revision_days_min: int = 2
    extension_days_max: int = 30
    order_files_max: int = 10
    offer_expiry_days: int = 7
    offer_expiry_days_max: int = 30
    order_minimum_minor: int = 500
    order_maximum_minor: int = 1_000_000
    first_gigs_reviewed: int = 1
    image_max_bytes: int = 8 * 1024 * 1024
    file_max_bytes: int = 50 * 1024 * 1024
    gig_images_max: int = 6
    article_min_words: int = 120
    messages_per_hour: int = 120
    briefs_per_day: int = 20
    hire_draft_days: int = 30
    webhook_attempts: int = 8
    webhook_keep_days: int = 30
    mail_attempts: int = 8
    mail_keep_days: int = 30
    message_max_length: int = 5_000
    message_files_max: int = 10
    delivery_attempts: int = 12
    heartbeat_stale_seconds: int = 180
    search_candidates: int = 600
    search_ranked: int = 120
    search_weight_words: int = 1_000
    search_weight_exact: int = 400
    search_weight_score: int = 100
    search_score_orders: int = 300
    search_score_rating: int = 250
    search_score_level: int = 150
    search_score_year: int = 200
    search_near_words: int = 40
    search_news_days: int = 7
    saved_searches_max: int = 50
    favourites_max: int = 500
    recent_views_max: int = 24


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the rules in force."""
    given: dict[str, Any] = settings.WAZZIFNI
    known = {field.name: field for field in fields(Rules)}
    values: dict[str, Any] = {}
    for name, value in given.items():
        default = known[name].default
        values[name] = int(value) if isinstance(default, int) else str(value)
    return Rules(**values)


def _forget(*, setting: str, **_: object) -> None:
    if setting == "WAZZIFNI":
        rules.cache_clear()


setting_changed.connect(_forget, dispatch_uid="core.conf.rules")
