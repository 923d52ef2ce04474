"""The guru club: its public page, its inner pages, memberships, the community manager's desk."""

from community.gurus.tests.world import EVIDENCE, texts
from config.tests.permissions.rules import (
    ADMIN,
    COMMUNITY_MANAGER,
    COMMUNITY_MANAGERS,
    EDITOR,
    FINANCE,
    MEMBER,
    OMARS,
    PUBLIC,
    SALMA,
    SALMAS,
    STRANGER,
    Door,
    Kind,
    Lines,
    all_but,
)

# Gurus and community managers; salma is a guru.
CLUB = Door(Kind.PRIVATE, frozenset({SALMA, COMMUNITY_MANAGER}), changes=True).by(SALMA)
# Appeals are answered by community managers and administrators, the second person in any case.
ANSWERS = Door(Kind.PRIVATE, frozenset({ADMIN, all_but(ADMIN)}), changes=True)
BOTH = Door(Kind.PRIVATE, frozenset({SALMA, COMMUNITY_MANAGER}), changes=True)
# Salma has a membership too, but is neither on leave nor removed.
AWAY_NOW = Door(Kind.PRIVATE, frozenset({EDITOR, SALMA}), changes=True).by(EDITOR)
REMOVED = Door(Kind.PRIVATE, frozenset({FINANCE, SALMA}), changes=True).by(FINANCE)
STRANGERS = Door(Kind.PRIVATE, frozenset({STRANGER}), changes=True)
WHY = {"reason": "Because"}
WHO = {"candidate": "wanted9", "reason": "They help."}
NOMINATE = {**WHO, "evidence": EVIDENCE}
SIGN = {"number": "2", "agree": "on"}
CHARTER = {
    **{f"{part}_{code}": text + "!" for code, row in texts().items() for part, text in row.items()},
    "note": "",
    "sign_by": "2099-01-01",
    "seen": "2",
}
SENT_CHARTER = {"texts": texts("new"), "sign_by": "2099-01-01T00:00:00Z", "seen_number": 2}
DUTIES = {
    "solutions": "5",
    "likes": "0",
    "articles": "0",
    "elsewhere": "0",
    "votes": "2",
    "remarks": "0",
}
GIFT = {"kind": "early_access", "title": "Beta"}
AWAY = {"ends_on": "@club_soon"}
TABLE: dict[str, Lines] = {
    "gurus:page": PUBLIC.page(),
    "gurus:charter": PUBLIC.page(),
    "gurus:invitation": OMARS.page("club_asked"),
    "gurus:apply": OMARS.act("club_asked", text="Gladly."),
    "gurus:decline": OMARS.act("club_asked"),
    "gurus:step_back": STRANGERS.act("club_signing"),
    "gurus:join": STRANGERS.act("club_signing", **SIGN),
    "gurus:club": CLUB.page(),
    "gurus:nominate": CLUB.form(**NOMINATE),
    "gurus:nomination": CLUB.page("club_discussed"),
    "gurus:support": CLUB.act("club_proposed"),
    "gurus:withdraw": CLUB.act("club_own"),
    "gurus:remark": BOTH.act("club_discussed", text="Yes.", token="a"),
    "gurus:vote": CLUB.act("club_voted", choice="for"),
    "gurus:mine": SALMAS.page(),
    "gurus:sign": SALMAS.act(**SIGN),
    "gurus:describe": SALMAS.act(known_for="Grids"),
    "gurus:take_break": SALMAS.act(**AWAY),
    "gurus:come_back": AWAY_NOW.act(),
    "gurus:leave": SALMAS.act(),
    "gurus:appeal": REMOVED.act(text="I wasn’t."),
    "gurus:grant_accept": SALMAS.act("club_offer"),
    "gurus:grant_decline": SALMAS.act("club_offer"),
    "gurus:grant_code": SALMAS.act("club_held"),
    "gurus:desk": COMMUNITY_MANAGERS.page(),
    "gurus:desk_founder": COMMUNITY_MANAGERS.act(**WHO),
    "gurus:desk_confirm": COMMUNITY_MANAGERS.act("club_passed"),
    "gurus:desk_refuse": COMMUNITY_MANAGERS.act("club_passed", **WHY),
    "gurus:desk_stop": COMMUNITY_MANAGERS.act("club_proposed", **WHY),
    "gurus:desk_charter": COMMUNITY_MANAGERS.form(**CHARTER),
    "gurus:desk_duties": COMMUNITY_MANAGERS.form(**DUTIES),
    "gurus:desk_case": COMMUNITY_MANAGERS.page("club_case"),
    "gurus:desk_keep": COMMUNITY_MANAGERS.act("club_case", **WHY),
    "gurus:desk_end": COMMUNITY_MANAGERS.act("club_case", **WHY),
    "gurus:desk_members": ANSWERS.page(),
    "gurus:desk_member": ANSWERS.page("club_first"),
    "gurus:desk_remove": COMMUNITY_MANAGERS.act("club_first", **WHY),
    "gurus:desk_restore": ANSWERS.act("club_appealed", **WHY),
    "gurus:desk_uphold": ANSWERS.act("club_appealed", **WHY),
    "gurus:desk_evangelist": COMMUNITY_MANAGERS.act("club_first", **WHY),
    "gurus:desk_evangelist_end": COMMUNITY_MANAGERS.act("club_salma", **WHY),
    "gurus:desk_privileges": COMMUNITY_MANAGERS.page(),
    "gurus:desk_privilege_make": COMMUNITY_MANAGERS.act(**GIFT),
    "gurus:desk_privilege": COMMUNITY_MANAGERS.page("club_licence"),
    "gurus:desk_codes": COMMUNITY_MANAGERS.act("club_licence", codes="B-1"),
    "gurus:desk_grant": COMMUNITY_MANAGERS.act("club_invite", membership="@club_first"),
    "gurus:desk_privilege_close": COMMUNITY_MANAGERS.act("club_licence"),
    "gurus:desk_revoke": COMMUNITY_MANAGERS.act("club_held", **WHY),
    "gurus:desk_look": COMMUNITY_MANAGERS.act("club_shown", **WHY),
    "api:gurus_club": MEMBER.api("gurus", get={}),
    "api:gurus_charter": MEMBER.api("gurus", get={}),
    "api:gurus_nominations": CLUB.api("gurus", get={}, post={**WHO, "evidence": [EVIDENCE]}),
    "api:gurus_nomination": CLUB.api("gurus", "club_discussed", get={}),
    "api:gurus_support": CLUB.api("gurus", "club_proposed", post={}),
    "api:gurus_withdraw": CLUB.api("gurus", "club_own", post={}),
    "api:gurus_remark": BOTH.api("gurus", "club_discussed", post={"text": "Yes.", "token": "a"}),
    "api:gurus_vote": CLUB.api("gurus", "club_voted", post={"choice": "for"}),
    "api:gurus_invitations": MEMBER.api("gurus", get={}),
    "api:gurus_apply": OMARS.api("gurus", "club_asked", post={"text": "Gladly."}),
    "api:gurus_decline": OMARS.api("gurus", "club_asked", post={}),
    "api:gurus_step_back": STRANGERS.api("gurus", "club_signing", post={}),
    "api:gurus_join": STRANGERS.api("gurus", "club_signing", post={"number": 2}),
    "api:gurus_membership": SALMAS.api("gurus", get={}),
    "api:gurus_sign": SALMAS.api("gurus", post={"number": 2}),
    "api:gurus_describe": SALMAS.api("gurus", post={"known_for": "Grids"}),
    "api:gurus_take_break": SALMAS.api("gurus", post=AWAY),
    "api:gurus_come_back": AWAY_NOW.api("gurus", post={}),
    "api:gurus_leave": SALMAS.api("gurus", post={}),
    "api:gurus_appeal": REMOVED.api("gurus", post=WHY),
    "api:gurus_grants": MEMBER.api("gurus", get={}),
    "api:gurus_grant_accept": SALMAS.api("gurus", "club_offer", post={}),
    "api:gurus_grant_decline": SALMAS.api("gurus", "club_offer", post={}),
    "api:gurus_grant_code": SALMAS.api("gurus", "club_held", post={}),
    "api:gurus_confirm": COMMUNITY_MANAGERS.api("gurus", "club_passed", post={}),
    "api:gurus_refuse": COMMUNITY_MANAGERS.api("gurus", "club_passed", post=WHY),
    "api:gurus_stop": COMMUNITY_MANAGERS.api("gurus", "club_proposed", post=WHY),
    "api:gurus_founder": COMMUNITY_MANAGERS.api("gurus", post=WHO),
    "api:gurus_charter_publish": COMMUNITY_MANAGERS.api("gurus", post=SENT_CHARTER),
    "api:gurus_memberships": ANSWERS.api("gurus", get={}),
    "api:gurus_remove": COMMUNITY_MANAGERS.api("gurus", "club_first", post=WHY),
    "api:gurus_restore": ANSWERS.api("gurus", "club_appealed", post=WHY),
    "api:gurus_uphold": ANSWERS.api("gurus", "club_appealed", post=WHY),
    "api:gurus_evangelist": COMMUNITY_MANAGERS.api("gurus", "club_first", post=WHY),
    "api:gurus_evangelist_end": COMMUNITY_MANAGERS.api("gurus", "club_salma", post=WHY),
    "api:gurus_duties": COMMUNITY_MANAGERS.api(
        "gurus", get={}, post={"measure": "solutions", "owed": 5}
    ),
    "api:gurus_cases": COMMUNITY_MANAGERS.api("gurus", get={}),
    "api:gurus_case_keep": COMMUNITY_MANAGERS.api("gurus", "club_case", post=WHY),
    "api:gurus_case_end": COMMUNITY_MANAGERS.api("gurus", "club_case", post=WHY),
    "api:gurus_privileges": COMMUNITY_MANAGERS.api("gurus", get={}, post=GIFT),
    "api:gurus_codes_add": COMMUNITY_MANAGERS.api("gurus", "club_licence", post={"codes": ["B-1"]}),
    "api:gurus_privilege_grant": COMMUNITY_MANAGERS.api(
        "gurus", "club_invite", post={"membership": "@club_first"}
    ),
    "api:gurus_privilege_close": COMMUNITY_MANAGERS.api("gurus", "club_licence", post={}),
    "api:gurus_grant_revoke": COMMUNITY_MANAGERS.api("gurus", "club_held", post=WHY),
    "api:gurus_grant_look": COMMUNITY_MANAGERS.api("gurus", "club_shown", post=WHY),
}
