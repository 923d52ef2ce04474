"""The election of the guru of the year: public pages, the club's, a candidate's own, the desk."""

from config.tests.permissions.rules import (
    COMMUNITY_MANAGER,
    COMMUNITY_MANAGERS,
    MEMBER,
    PUBLIC,
    SALMA,
    SALMAS,
    Door,
    Kind,
    Lines,
)

# Gurus and community managers; salma is a guru.
CLUB = Door(Kind.PRIVATE, frozenset({SALMA, COMMUNITY_MANAGER}), changes=True).by(SALMA)
NAME = {"candidate": "elector2", "reason": "They help."}
SAID = {"statement": "Gladly."}
NONCE = "ab" * 16
BALLOT = {"nonce": NONCE, "rank_candidate001": "1"}
RANKED = {"nonce": NONCE, "ranking": ["candidate001"]}
PLAN = {
    "year": "2060",
    "places": "1",
    "counting_from": "2020-01-01",
    "vote_opens_on": "2090-01-01",
    "vote_closes_on": "2090-02-01",
}
SENT = {
    "year": 2060,
    "places": 1,
    "counting_from": "2020-01-01",
    "vote_opens_at": "2090-01-01T00:00:00Z",
    "vote_closes_at": "2090-02-01T00:00:00Z",
}
TABLE: dict[str, Lines] = {
    "laurels:hall": PUBLIC.page(),
    "laurels:election": PUBLIC.page("laurel_year_done"),
    "laurels:check": PUBLIC.page("laurel_year_done", receipt="0" * 64),
    "laurels:ballots_csv": PUBLIC.page("laurel_year_done"),
    "laurels:ballots_json": PUBLIC.page("laurel_year_done"),
    "laurels:nominate": CLUB.form("laurel_year_naming", **NAME),
    "laurels:vote": SALMAS.form("laurel_year_box", **BALLOT),
    "laurels:candidacy": SALMAS.page("laurel_asked"),
    "laurels:accept": SALMAS.act("laurel_asked", **SAID),
    "laurels:decline": SALMAS.act("laurel_asked"),
    "laurels:step_back": SALMAS.act("laurel_standing"),
    "laurels:desk": COMMUNITY_MANAGERS.page(),
    "laurels:desk_prepare": COMMUNITY_MANAGERS.form(**PLAN),
    "laurels:desk_election": COMMUNITY_MANAGERS.page("laurel_counted"),
    "laurels:desk_change": COMMUNITY_MANAGERS.act("laurel_draft", **PLAN),
    "laurels:desk_prizes": COMMUNITY_MANAGERS.act("laurel_draft", contest_id=""),
    "laurels:desk_open": COMMUNITY_MANAGERS.act("laurel_draft"),
    "laurels:desk_confirm": COMMUNITY_MANAGERS.act("laurel_counted"),
    "laurels:desk_cancel": COMMUNITY_MANAGERS.act("laurel_naming", reason="A slip."),
    "api:laurels_elections": MEMBER.api("gurus", get={}),
    "api:laurels_election": MEMBER.api("gurus", "laurel_done", get={}),
    "api:laurels_result": MEMBER.api("gurus", "laurel_done", get={}),
    "api:laurels_ballots": MEMBER.api("gurus", "laurel_done", get={}),
    "api:laurels_nominate": CLUB.api("gurus", "laurel_naming", post=NAME),
    "api:laurels_vote": CLUB.api("gurus", "laurel_box", post=RANKED),
    "api:laurels_candidacies": MEMBER.api("gurus", get={}),
    "api:laurels_accept": SALMAS.api("gurus", "laurel_asked", post=SAID),
    "api:laurels_decline": SALMAS.api("gurus", "laurel_asked", post={}),
    "api:laurels_step_back": SALMAS.api("gurus", "laurel_standing", post={}),
    "api:laurels_desk_elections": COMMUNITY_MANAGERS.api("gurus", get={}, post=SENT),
    "api:laurels_desk_election": COMMUNITY_MANAGERS.api("gurus", "laurel_draft", get={}),
    "api:laurels_change": COMMUNITY_MANAGERS.api("gurus", "laurel_draft", post=SENT),
    "api:laurels_prizes": COMMUNITY_MANAGERS.api("gurus", "laurel_draft", post={"contest_id": ""}),
    "api:laurels_open": COMMUNITY_MANAGERS.api("gurus", "laurel_draft", post={}),
    "api:laurels_confirm": COMMUNITY_MANAGERS.api("gurus", "laurel_counted", post={}),
    "api:laurels_cancel": COMMUNITY_MANAGERS.api(
        "gurus", "laurel_naming", post={"reason": "A slip."}
    ),
}
