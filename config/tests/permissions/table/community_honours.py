"""Trophies for everybody to see, cases about favours for those concerned, and the two desks."""

from config.tests.permissions.rules import COMMUNITY_MANAGERS, MEMBER, PARTY, PUBLIC, Lines

WORDS = {f"{what}_{lang}": "Cup" for what in ("name", "line") for lang in ("ar", "en", "he", "ur")}
ROWS = {
    "c-TOTAL_FORMS": "1",
    "c-INITIAL_FORMS": "0",
    "c-0-metric": "count",
    "c-0-kinds": "reply",
    "c-0-at_least": "7",
}
CUP = {**WORDS, **ROWS, "tier": "1", "drawing": "pot", "policy": "keep", "joint": "all"}
SAID, REASON = {"text": "We are a class."}, {"reason": "It was agreed upon."}
PROPOSAL = {**REASON, "pairs": ["0-1"]}
SENT = {**REASON, "pairs": [{"giver": 0, "receiver": 1}]}
TABLE: dict[str, Lines] = {
    "trophies:wall": PUBLIC.page(),
    "trophies:trophy": PUBLIC.page("cup_on"),
    "trophies:mine": MEMBER.page(),
    "trophies:desk": COMMUNITY_MANAGERS.page(),
    "trophies:desk_new": COMMUNITY_MANAGERS.form(slug="another-cup", **CUP),
    "trophies:desk_trophy": COMMUNITY_MANAGERS.page("cup_draft"),
    "trophies:desk_edit": COMMUNITY_MANAGERS.form("cup_draft", **CUP),
    "trophies:desk_simulate": COMMUNITY_MANAGERS.act("cup_draft"),
    "trophies:desk_switch_on": COMMUNITY_MANAGERS.act("cup_simulated"),
    "trophies:desk_switch_off": COMMUNITY_MANAGERS.act("cup_on"),
    "api:trophies": MEMBER.api("trophies", get={}),
    "api:trophies_mine": MEMBER.api("trophies", get={}),
    "api:trophies_missing": MEMBER.api("trophies", get={}),
    "api:trophy": MEMBER.api("trophies", "cup_on", get={}),
    "api:trophy_holders": MEMBER.api("trophies", "cup_on", get={}),
    "api:trophy_simulate": COMMUNITY_MANAGERS.api("trophies", "cup_draft", post={}),
    "api:trophy_switch_on": COMMUNITY_MANAGERS.api("trophies", "cup_simulated", post={}),
    "api:trophy_switch_off": COMMUNITY_MANAGERS.api("trophies", "cup_on", post={}),
    "rings:statistics": PUBLIC.page(),
    "rings:cases": MEMBER.page(),
    "rings:case": PARTY.page("ring_reversed"),
    "rings:answer": PARTY.act("ring_proposed", **SAID),
    "rings:appeal": PARTY.act("ring_reversed", **SAID),
    "rings:desk": COMMUNITY_MANAGERS.page(),
    "rings:desk_search": COMMUNITY_MANAGERS.act(),
    "rings:desk_case": COMMUNITY_MANAGERS.page("ring_open"),
    "rings:desk_propose": COMMUNITY_MANAGERS.act("ring_open", **PROPOSAL),
    "rings:desk_dismiss": COMMUNITY_MANAGERS.act("ring_open", **REASON),
    "rings:desk_reverse": COMMUNITY_MANAGERS.act("ring_proposed", **REASON),
    "rings:desk_uphold": COMMUNITY_MANAGERS.act("ring_appeal", **REASON),
    "rings:desk_overturn": COMMUNITY_MANAGERS.act("ring_appeal", **REASON),
    "api:honesty": MEMBER.api("honesty", get={}),
    "api:honesty_cases": MEMBER.api("honesty", get={}),
    "api:honesty_case": PARTY.api("honesty", "ring_reversed", get={}),
    "api:honesty_case_answer": PARTY.api("honesty", "ring_proposed", post=SAID),
    "api:honesty_case_appeal": PARTY.api("honesty", "ring_reversed", post=SAID),
    "api:honesty_case_evidence": COMMUNITY_MANAGERS.api("honesty", "ring_open", get={}),
    "api:honesty_case_propose": COMMUNITY_MANAGERS.api("honesty", "ring_open", post=SENT),
    "api:honesty_case_dismiss": COMMUNITY_MANAGERS.api("honesty", "ring_open", post=REASON),
    "api:honesty_case_reverse": COMMUNITY_MANAGERS.api("honesty", "ring_proposed", post=REASON),
    "api:honesty_appeal_uphold": COMMUNITY_MANAGERS.api("honesty", "ring_appeal", post=REASON),
    "api:honesty_appeal_overturn": COMMUNITY_MANAGERS.api("honesty", "ring_appeal", post=REASON),
}
