"""Campaigns: read by everybody, done by members, set up and looked at by managers."""

from config.tests.permissions.rules import (
    ADMIN,
    FINANCE,
    MEMBER,
    OMAR,
    PARTY,
    PUBLIC,
    SALMA,
    SALMAS,
    SUPPORT,
    Door,
    Kind,
    Lines,
    all_but,
)
from config.tests.permissions.world import picture

# Two roles open these doors, so that who lacks one of them still has the other.
MANAGERS = Door(Kind.PRIVATE, frozenset({ADMIN, all_but(ADMIN)}), changes=True)
FUNDERS = Door(Kind.PRIVATE, frozenset({ADMIN, FINANCE, all_but(FINANCE)}), changes=True)
READERS = Door(Kind.PRIVATE, FUNDERS.sees | {all_but(ADMIN)}, changes=True)
FINANCES = Door(Kind.PRIVATE, frozenset({FINANCE}), changes=True)
# Omar is named for the campaign; support answers every campaign's questions.
ANSWERERS = Door(Kind.PRIVATE, frozenset({OMAR, SUPPORT, ADMIN, all_but(SUPPORT)}), changes=True)
ASKED = Door(Kind.PRIVATE, ANSWERERS.sees | {SALMA}, changes=True)

PROOF = {"text": "It is done.", "discloses": "on"}
SAID = {"text": "More about it."}
QUESTION = {"subject": "How?", "text": "How long should it be?"}
NOTE, REASON = {"note": "So."}, {"reason": "So."}
CARD = {"side": "newcomer", "languages": ["ar"], "country": "SA", "room": "1"}
PLAN = {
    "begins_at": "@army_begins",
    "ends_at": "@army_ends",
    "timezone": "Asia/Riyadh",
    "expected_answers": "2",
    "answers_per_day": "3",
    "contact": "omar",
}
MISSION = {
    "kind": "guide",
    "proof": "text",
    "places": "3",
    "reward_kind": "badge",
    "badge": "Guide",
    "title_en": "Guide somebody",
}
SLOT = {"begins_at": "@army_shift", "ends_at": "@army_shift_end", "capacity": "2", "days": "1"}
BLOCK = {"kind": "heading", "title": "Hello"}
NEW = {"language": "en", "title": "New", "slug": "", "currency": "USD"}
SEGMENT = {"name": "In Riyadh", "countries": ["SA"]}
DRAFT_BLOCK = ("army_draft", "army_language", "army_place")
TABLE: dict[str, Lines] = {
    "campaigns:list": PUBLIC.page(),
    "campaigns:campaign": PUBLIC.page("army_slug"),
    "campaigns:calendar": PUBLIC.page("army_slug"),
    "campaigns:showcase": PUBLIC.page("army_slug"),
    "campaigns:mission": PUBLIC.page("army_slug", "army_mission"),
    "campaigns:work_picture": PUBLIC.page("army_shown"),
    "campaigns:mine": MEMBER.page(),
    "campaigns:mine_calendar": MEMBER.page(),
    "campaigns:calls": MEMBER.act(wanted="no"),
    "campaigns:join": MEMBER.act("army_slug", "army_mission"),
    "campaigns:book": MEMBER.act("army_slot"),
    "campaigns:ask": MEMBER.form("army_slug", **QUESTION),
    "campaigns:mission_ask": MEMBER.form("army_slug", "army_mission", **QUESTION),
    "campaigns:matching": MEMBER.form("army_slug", **CARD),
    "campaigns:card_close": MEMBER.act("army_slug"),
    "campaigns:task": SALMAS.page("army_joined"),
    "campaigns:prove": SALMAS.act("army_joined", **PROOF),
    "campaigns:withdraw": SALMAS.act("army_joined"),
    "campaigns:appeal": SALMAS.act("army_refused", text="Look again."),
    "campaigns:show_work": SALMAS.act("army_shown", shows="no"),
    "campaigns:own_picture": SALMAS.page("army_shown"),
    "campaigns:cancel": SALMAS.act("army_booking"),
    "campaigns:match": PARTY.page("army_match"),
    "campaigns:match_agree": PARTY.act("army_match"),
    "campaigns:match_decline": PARTY.act("army_match"),
    "campaigns:ticket": ASKED.page("army_ticket"),
    "campaigns:ticket_write": SALMAS.act("army_ticket", **SAID),
    "campaigns:ticket_answer": ANSWERERS.act("army_ticket", **SAID),
    "campaigns:ticket_close": ASKED.act("army_ticket"),
    "campaigns:desk_tickets": ANSWERERS.page(),
    "campaigns:desk": MANAGERS.page(),
    "campaigns:desk_new": MANAGERS.form(**NEW),
    "campaigns:desk_segments": MANAGERS.form(**SEGMENT),
    "campaigns:desk_segment_delete": MANAGERS.act("army_segment"),
    "campaigns:desk_causes": READERS.page(),
    "campaigns:desk_cause_new": MANAGERS.act(name_en="Trees"),
    "campaigns:desk_hand_over": FINANCES.act("army_cause", "army_currency", note="TR 1", amount=1),
    "campaigns:desk_campaign": MANAGERS.page("army"),
    "campaigns:desk_words": MANAGERS.form("army_draft", title="Another", summary="Short."),
    "campaigns:desk_page": MANAGERS.form("army_draft", **BLOCK),
    "campaigns:desk_page_picture": MANAGERS.act("army_draft", picture=picture),
    "campaigns:desk_block": MANAGERS.form(*DRAFT_BLOCK, **BLOCK),
    "campaigns:desk_block_up": MANAGERS.act(*DRAFT_BLOCK),
    "campaigns:desk_block_remove": MANAGERS.act(*DRAFT_BLOCK),
    "campaigns:desk_plan": MANAGERS.form("army_draft", **PLAN),
    "campaigns:desk_missions": MANAGERS.form("army_draft", **MISSION),
    "campaigns:desk_mission_remove": MANAGERS.act("army_draft", "army_draft_mission"),
    "campaigns:desk_slots": MANAGERS.form("army_draft", "army_draft_mission", **SLOT),
    "campaigns:desk_slot_remove": MANAGERS.act("army_draft", "army_draft_slot"),
    "campaigns:desk_fund": READERS.page("army_draft"),
    "campaigns:desk_pay_in": FUNDERS.act("army_draft"),
    "campaigns:desk_take_back": FUNDERS.act("army_ready"),
    "campaigns:desk_open": MANAGERS.act("army_ready"),
    "campaigns:desk_cancel": MANAGERS.act("army", reason="So."),
    "campaigns:desk_call": MANAGERS.act("army", segment="@army_segment"),
    "campaigns:desk_work": MANAGERS.page("army"),
    "campaigns:desk_task": MANAGERS.page("army_submitted"),
    "campaigns:desk_picture": MANAGERS.page("army_shown"),
    "campaigns:desk_accept": MANAGERS.act("army_submitted", **NOTE),
    "campaigns:desk_send_back": MANAGERS.act("army_submitted", **NOTE),
    "campaigns:desk_refuse": MANAGERS.act("army_submitted", **NOTE),
    "campaigns:desk_grant": MANAGERS.act("army_appealed", **NOTE),
    "campaigns:desk_uphold": MANAGERS.act("army_appealed", **NOTE),
    "api:campaigns": MEMBER.by(ADMIN).api(
        "campaigns", get={}, post={"language": "en", "title": "New"}
    ),
    "api:campaign": MEMBER.api("campaigns", "army", get={}),
    "api:campaign_missions": MEMBER.api("campaigns", "army", get={}),
    "api:campaign_slots": MEMBER.api("campaigns", "army", get={}),
    "api:campaign_showcase": MEMBER.api("campaigns", "army", get={}),
    "api:campaign_card": MEMBER.api(
        "campaigns",
        "army",
        put={"side": "host", "languages": ["ar"], "country": "SA"},
        delete={},
    ),
    "api:campaign_ask": MEMBER.api("campaigns", "army", post=QUESTION),
    "api:campaign_mission_join": MEMBER.api("campaigns", "army_mission", post={}),
    "api:campaign_slot_book": MEMBER.api("campaigns", "army_slot", post={}),
    "api:campaign_bookings": MEMBER.api("campaigns", get={}),
    "api:campaign_booking_cancel": SALMAS.api("campaigns", "army_booking", post={}),
    "api:campaign_tasks": MEMBER.api("campaigns", get={}),
    "api:campaign_task": SALMAS.api("campaigns", "army_joined", get={}),
    "api:campaign_task_prove": SALMAS.api(
        "campaigns", "army_joined", post={"text": "Done.", "discloses": True}
    ),
    "api:campaign_task_withdraw": SALMAS.api("campaigns", "army_joined", post={}),
    "api:campaign_task_appeal": SALMAS.api("campaigns", "army_refused", post={"text": "Look."}),
    "api:campaign_task_show": SALMAS.api("campaigns", "army_shown", post={"shows": False}),
    "api:campaign_matches": MEMBER.api("campaigns", get={}),
    "api:campaign_match_agree": PARTY.api("campaigns", "army_match", post={}),
    "api:campaign_match_decline": PARTY.api("campaigns", "army_match", post={}),
    "api:campaign_tickets": MEMBER.api("campaigns", get={}),
    "api:campaign_ticket": ASKED.api("campaigns", "army_ticket", get={}),
    "api:campaign_ticket_write": SALMAS.api("campaigns", "army_ticket", post=SAID),
    "api:campaign_ticket_answer": ANSWERERS.api("campaigns", "army_ticket", post=SAID),
    "api:campaign_ticket_close": ASKED.api("campaigns", "army_ticket", post={}),
    "api:campaign_segments": MANAGERS.api(
        "campaigns", get={}, post={"name": "In Riyadh", "rules": {"countries": ["SA"]}}
    ),
    "api:campaign_missing": MANAGERS.api("campaigns", "army_draft", get={}),
    "api:campaign_set_words": MANAGERS.api(
        "campaigns", "army_draft", post={"language": "en", "title": "Another"}
    ),
    "api:campaign_set_blocks": MANAGERS.api(
        "campaigns", "army_draft", post={"language": "en", "blocks": [BLOCK]}
    ),
    "api:campaign_set_plan": MANAGERS.api("campaigns", "army_draft", post=PLAN),
    "api:campaign_add_mission": MANAGERS.api(
        "campaigns",
        "army_draft",
        post={
            "kind": "guide",
            "titles": {"en": "Guide"},
            "proof": "text",
            "reward_kind": "badge",
            "badge_names": {"en": "Guide"},
        },
    ),
    "api:campaign_add_slot": MANAGERS.api(
        "campaigns",
        "army_draft",
        post={
            "mission": "@army_draft_mission",
            "begins_at": "@army_shift",
            "ends_at": "@army_shift_end",
            "capacity": 2,
        },
    ),
    "api:campaign_pay_in_fund": FUNDERS.api("campaigns", "army_draft", post={}),
    "api:campaign_take_back_fund": FUNDERS.api("campaigns", "army_ready", post={}),
    "api:campaign_open": MANAGERS.api("campaigns", "army_ready", post={}),
    "api:campaign_cancel": MANAGERS.api("campaigns", "army", post=REASON),
    "api:campaign_call": MANAGERS.api("campaigns", "army", post={"segment": "@army_segment"}),
    "api:campaign_work": MANAGERS.api("campaigns", "army", get={}),
    "api:campaign_task_accept": MANAGERS.api("campaigns", "army_submitted", post=NOTE),
    "api:campaign_task_send_back": MANAGERS.api("campaigns", "army_submitted", post=NOTE),
    "api:campaign_task_refuse": MANAGERS.api("campaigns", "army_submitted", post=REASON),
    "api:campaign_task_grant": MANAGERS.api("campaigns", "army_appealed", post=NOTE),
    "api:campaign_task_uphold": MANAGERS.api("campaigns", "army_appealed", post=REASON),
}
