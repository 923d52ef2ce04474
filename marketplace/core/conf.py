"""The product's numbers. Each is a setting; the value here is its default.

`settings.WAZZIFNI` overrides them (from the environment: WAZZIFNI_RULE_<NAME>). Basis points are
hundredths of a percent; durations are in the unit that ends the name.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
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
    statement_pdf_lines: int = 400
    statement_pdf_lines_max: int = 20_000
    statement_keep_days: int = 7
    rate_stale_days: int = 7
    insight_days_max: int = 1_096
    unpaid_order_hours: int = 24
    requirements_reminder_days: int = 3
    requirements_cancel_days: int = 14
    auto_complete_days: int = 3
    cancellation_answer_hours: int = 48
    clock_stop_max_days: int = 14
    refund_answer_hours: int = 72
    extra_answer_hours: int = 72
    extra_revisions_max: int = 10
    tip_fee_bp: int = 0
    tip_takes_credit: int = 0
    tip_minimum_minor: int = 100
    tip_maximum_minor: int = 50_000
    complaint_days: int = 60
    complaint_hold_days: int = 14
    credit_days: int = 365
    credit_back_days: int = 60
    credit_grant_maximum_minor: int = 50_000
    outage_gap_minutes: int = 15
    outage_hours_max: int = 168
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
    comments_per_hour: int = 20
    comment_edit_minutes: int = 15
    tip_pending_days: int = 8
    commission_minimum_minor: int = 1_000
    commission_maximum_minor: int = 200_000
    commission_answer_days: int = 7
    commission_grace_days: int = 14
    portfolio_items_max: int = 24
    portfolio_images_max: int = 6
    vacation_days_max: int = 90
    push_attempts: int = 6
    push_keep_days: int = 7
    push_devices_max: int = 10
    messages_per_hour: int = 120
    briefs_per_day: int = 20
    hire_draft_days: int = 30
    event_keep_days: int = 90
    idempotency_keep_days: int = 30
    webhook_attempts: int = 8
    webhook_keep_days: int = 30
    mail_attempts: int = 8
    mail_keep_days: int = 30
    message_max_length: int = 5_000
    message_files_max: int = 10
    flags_per_day: int = 20
    case_answer_hours: int = 48
    appeal_within_days: int = 30
    appeal_answer_days: int = 7
    suspension_payout_days: int = 14
    support_visit_minutes: int = 15
    support_visit_told: int = 1
    export_days: int = 7
    exports_per_day: int = 3
    export_lease_seconds: int = 300
    export_attempts: int = 5
    departure_days: int = 14
    departure_retry_hours: int = 24
    saved_replies_max: int = 50
    proposals_per_day: int = 8
    posted_brief_days: int = 14
    posted_brief_days_max: int = 60
    posted_brief_reminder_hours: int = 48
    posted_briefs_open_max: int = 10
    posted_brief_files_max: int = 5
    brief_invitations_max: int = 20
    same_text_days: int = 30
    same_text_bp: int = 8_000
    touch_days: int = 30
    visit_keep_days: int = 400
    links_per_member: int = 50
    consent_when_unknown: int = 0
    guard_hold_weight: int = 60
    guard_appeal_days: int = 30
    reward_share_months: int = 12
    reward_confirm_days: int = 30
    reward_preview_days: int = 90
    reward_board_shown: int = 20
    delivery_attempts: int = 12
    deliveries_under_way: int = 500
    heartbeat_stale_seconds: int = 180
    own_client_fee_bp: int = 500
    loyalty_step_bp: int = 200
    loyalty_floor_bp: int = 1_000
    own_client_step_bp: int = 50
    own_client_floor_bp: int = 300
    introduction_bp: int = 500
    introduction_answer_days: int = 14
    introduction_valid_days: int = 365
    invitations_per_day: int = 30
    client_import_max: int = 500
    pulse_days_first: int = 30
    pulse_days_second: int = 90
    retainer_grace_days: int = 3
    retainer_notice_days: int = 7
    deal_wall_threshold: int = 5
    review_days: int = 14
    review_reminder_days: int = 5
    level_sample: int = 50
    level_grace_days: int = 30
    level_active_orders: int = 3
    level_active_clients: int = 2
    level_active_rating: int = 430
    level_active_on_time_bp: int = 8_000
    level_active_lost_bp: int = 2_000
    level_trusted_orders: int = 15
    level_trusted_clients: int = 8
    level_trusted_rating: int = 460
    level_trusted_on_time_bp: int = 9_000
    level_trusted_lost_bp: int = 500
    level_top_orders: int = 50
    level_top_clients: int = 20
    level_top_rating: int = 480
    level_top_on_time_bp: int = 9_500
    level_top_lost_bp: int = 200
    dispute_answer_days: int = 5
    dispute_decision_days: int = 10
    dispute_appeal_days: int = 7
    dispute_default_days: int = 45
    dispute_default_refund_bp: int = 5_000
    dispute_files_max: int = 10
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
    missed_search_visitors: int = 3
    missed_search_days: int = 180
    missed_searches_a_day: int = 30
    saved_searches_max: int = 50
    favourites_max: int = 500
    recent_views_max: int = 24
    contest_archive_days: int = 30
    contest_claim_days: int = 60
    contest_claim_reminder_days: int = 14
    contest_reserve_days: int = 7
    contest_two_approvers_minor: int = 100_000
    contest_tax_form_minor: int = 60_000
    contest_actions_max: int = 20
    contest_appeal_days: int = 7
    contest_hold_weight: int = 60
    contest_proofs_per_hour: int = 60
    draw_value_minutes: int = 10
    draw_reserves_shown: int = 10
    contest_reminder_hours: int = 24
    contest_touch_days: int = 30
    campaign_missions_max: int = 30
    campaign_slots_max: int = 200
    campaign_proof_days: int = 7
    campaign_appeal_days: int = 7
    campaign_decide_days: int = 14
    campaign_proofs_per_hour: int = 30
    campaign_hold_hours: int = 24
    campaign_call_gap_days: int = 7
    campaign_calls_per_day: int = 500
    campaign_call_batch: int = 200
    campaign_match_days: int = 7
    campaign_tickets_per_day: int = 20
    campaign_ticket_hours: int = 24
    campaign_ticket_close_days: int = 7
    contest_news_batch: int = 200
    contest_similar_doubt: int = 15
    contest_similar_fault: int = 50
    contest_passage_words: int = 40
    contest_fetch_tries: int = 3
    contest_fetch_pause_minutes: int = 5
    judging_remind_days: int = 3
    judging_count_seconds: int = 10
    sponsorships_open_max: int = 5
    sponsorship_answer_days: int = 14
    sponsorship_check_tries: int = 3
    sponsorship_check_pause_minutes: int = 5
    sponsorship_mend_days: int = 3
    sponsorship_hold_days: int = 3
    sponsorship_appeal_days: int = 7
    growth_prove_days: int = 35
    growth_days_max: int = 1_100
    forum_new_days: int = 14
    forum_drafts_max: int = 100
    forum_draft_days: int = 180
    forum_bookmarks_max: int = 1_000
    forum_mail_minutes: int = 10
    forum_mail_max_bytes: int = 1024 * 1024
    forum_mail_answers_per_day: int = 5
    forum_mail_keep_days: int = 30
    forum_desk_undo_hours: int = 24
    reputation_new_days: int = 7
    reputation_new_milli: int = 100
    reputation_young_days: int = 30
    reputation_young_milli: int = 500
    reputation_pair_days: int = 30
    reputation_pair_day_cap: int = 6
    reputation_giver_day_cap: int = 20
    ring_window_days: int = 180
    ring_case_weight: int = 60
    ring_edge_favours: int = 3
    ring_pair_favours: int = 6
    ring_size_max: int = 30
    ring_closed_percent: int = 50
    ring_diversity_percent: int = 40
    ring_serial_hour: int = 6
    ring_weight_closed: int = 40
    ring_weight_returned: int = 15
    ring_weight_dense: int = 10
    ring_weight_diversity: int = 20
    ring_weight_serial: int = 10
    ring_weight_focus: int = 30
    ring_appeal_days: int = 30
    ring_search_hour: int = 2
    trophy_notice_days: int = 14
    trophy_simulation_seconds: int = 20
    reputation_elsewhere_open_max: int = 20
    standing_half_life_days: int = 180
    standing_low_bp: int = 9_000
    standing_known_points: int = 20
    standing_known_givers: int = 2
    standing_known_days: int = 3
    standing_helper_points: int = 150
    standing_helper_givers: int = 8
    standing_helper_days: int = 15
    standing_pillar_points: int = 600
    standing_pillar_givers: int = 25
    standing_pillar_days: int = 50
    standing_luminary_points: int = 2_000
    standing_luminary_givers: int = 60
    standing_luminary_days: int = 120
    forum_known_level: int = 1
    forum_held_first_posts: int = 0
    forum_newcomer_links: int = 2
    forum_newcomer_topics_per_day: int = 3
    forum_newcomer_posts_per_hour: int = 10
    forum_newcomer_likes_per_day: int = 20
    forum_newcomer_mentions_per_day: int = 5
    forum_newcomer_edit_hours: int = 24
    forum_topics_per_day: int = 20
    forum_posts_per_hour: int = 60
    forum_likes_per_day: int = 100
    forum_mentions_per_day: int = 30
    forum_mentions_per_post: int = 10
    forum_edit_days: int = 60
    forum_pictures_per_day: int = 40
    forum_solution_silence_days: int = 7
    forum_removal_undo_hours: int = 24
    guru_support_days: int = 14
    guru_answer_days: int = 14
    guru_discussion_days: int = 7
    guru_vote_days: int = 7
    guru_sign_days: int = 14
    guru_quorum_percent: int = 50
    guru_majority_percent: int = 60
    guru_nominations_open_max: int = 2
    guru_nominations_year_max: int = 6
    guru_cooldown_days: int = 180
    guru_founders_max: int = 5
    guru_charter_days_min: int = 14
    guru_remind_days: int = 7
    guru_term_days: int = 365
    guru_break_days_max: int = 180
    guru_appeal_days: int = 30
    guru_risk_percent: int = 66
    guru_missed_quarters: int = 2
    guru_quarter_grace_days: int = 3
    laurel_nominating_days: int = 21
    laurel_voting_days: int = 10
    laurel_metric_percent: int = 25
    laurel_quorum_percent: int = 50
    laurel_per_nominator: int = 3
    laurel_rest_years: int = 1
    laurel_remind_hours: int = 24
    worth_currency: str = "USD"
    worth_ticket_minor: int = 7_500
    worth_view_share_low_bp: int = 100
    worth_view_share_bp: int = 500
    worth_view_share_high_bp: int = 2_000
    watch_newcomer_days: int = 180
    watch_look_hour: int = 3
    watch_burst_z_milli: int = 3_000
    watch_low_z_milli: int = 1_500
    watch_floor: int = 12
    watch_days_min: int = 2
    watch_givers_min: int = 3
    watch_mutual_favours: int = 3
    watch_rise_percent: int = 300
    watch_level_percent: int = 125
    watch_halflife_weeks: int = 4
    watch_quality_replies: int = 5
    watch_stay_days: int = 7
    watch_fade_percent: int = 50
    watch_recover_percent: int = 70
    watch_gap_factor: int = 3
    watch_gap_days_min: int = 7
    watch_dark_days: int = 42
    watch_close_days: int = 90
    watch_settle_days: int = 90
    watch_rest_days: int = 90
    watch_pause_days_max: int = 365
    watch_groups_min: int = 10
    shift_standing_min: int = 2
    shift_pay_max_minor: int = 50_000
    shift_remind_hours: int = 24
    shift_report_days: int = 14
    shift_approve_days: int = 7


@lru_cache(maxsize=1)
def rules() -> Rules:
    """Return the rules in force. Raises ImproperlyConfigured for what is no rule or no number."""
    given: dict[str, Any] = settings.WAZZIFNI
    known = {field.name: field.default for field in fields(Rules)}
    values: dict[str, Any] = {}
    for name, value in given.items():
        if name not in known:
            msg = f"WAZZIFNI_RULE_{name.upper()}: there is no such rule; see docs/settings.md."
            raise ImproperlyConfigured(msg)
        values[name] = _as(known[name], name, value)
    return Rules(**values)


def _as(default: object, name: str, value: object) -> int | str:
    """Return a value in the form of the rule's default."""
    if not isinstance(default, int):
        return str(value)
    try:
        return int(str(value))
    except ValueError as error:
        msg = f"WAZZIFNI_RULE_{name.upper()}: {value!r} is no whole number."
        raise ImproperlyConfigured(msg) from error


def _forget(*, setting: str, **_: object) -> None:
    if setting == "WAZZIFNI":
        rules.cache_clear()


setting_changed.connect(_forget, dispatch_uid="core.conf.rules")
