"""Newcomers who burst or fade: the desk alone; a break is everybody's own."""

from config.tests.permissions.rules import (
    COMMUNITY_MANAGERS,
    MEMBER,
    Lines,
    answers,
)

WORDS = {"words": "You explain well."}
ACT = {"kind": "talk", "note": "By phone."}
WHY = {"reason": "A class."}
UNTIL = {"until": "@watch_until"}
TABLE: dict[str, Lines] = {
    "watch:pause": MEMBER.form(**UNTIL),
    "watch:pause_end": MEMBER.act(),
    "watch:desk": COMMUNITY_MANAGERS.page(),
    "watch:effect": COMMUNITY_MANAGERS.page(),
    "watch:sighting": COMMUNITY_MANAGERS.page("watch_one"),
    "watch:thank": COMMUNITY_MANAGERS.act("watch_one", **WORDS),
    "watch:act": COMMUNITY_MANAGERS.act("watch_one", **ACT),
    "watch:dismiss": COMMUNITY_MANAGERS.act("watch_one", **WHY),
    "api:break": (
        MEMBER.api("watch", get={}, put=UNTIL),
        answers(MEMBER.api("watch", delete={}), 204),
    ),
    "api:watch": COMMUNITY_MANAGERS.api("watch", get={}),
    "api:watch_sighting": COMMUNITY_MANAGERS.api("watch", "watch_one", get={}),
    "api:watch_acts": COMMUNITY_MANAGERS.api("watch", "watch_one", get={}, post=ACT),
    "api:watch_thank": COMMUNITY_MANAGERS.api("watch", "watch_one", post=WORDS),
    "api:watch_dismiss": COMMUNITY_MANAGERS.api("watch", "watch_one", post=WHY),
}
