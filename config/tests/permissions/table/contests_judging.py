"""Judging: the desk for judges, the set-up for administrators, fairness for everybody."""

from config.tests.permissions.rules import (
    ADMINS,
    JUDGES,
    MEMBER,
    PUBLIC,
    SALMAS,
    Lines,
)

SCORES = {"score_1": "5", "score_2": "4", "score_3": "3", "score_4": "2"}
SHEET = {**SCORES, "feedback": "A clear beginning."}
RULES = {"judges_per_entry": "2", "final_size": "0", "silent_rule": "lapse"}
CRITERION = {"weight": "5", "name_en": "Nerve", "name_ar": "الجرأة"}
DRAFT = "judging_draft"
TABLE: dict[str, Lines] = {
    "judging:desk": JUDGES.page(),
    "judging:queue": JUDGES.page("judge_seat"),
    "judging:accept": JUDGES.act("judge_invited"),
    "judging:decline": JUDGES.act("judge_invited"),
    "judging:ties": JUDGES.page("judge_invited"),
    "judging:declare_tie": JUDGES.act("judge_invited", username="salma", note="My cousin."),
    "judging:withdraw_tie": JUDGES.act("judge_invited", username="omar"),
    "judging:sheet": JUDGES.page("judge_sheet"),
    "judging:save": JUDGES.act("judge_sheet", **SCORES),
    "judging:seal": JUDGES.act("judge_sheet", **SHEET),
    "judging:recuse": JUDGES.act("judge_sheet", reason="My cousin."),
    "judging:duel": JUDGES.page("judge_duel"),
    "judging:prefer_first": JUDGES.act("judge_duel"),
    "judging:prefer_second": JUDGES.act("judge_duel"),
    "judging:fairness": PUBLIC.page("judged_slug"),
    "judging:papers": PUBLIC.page("judged_slug"),
    "judging:scores": PUBLIC.page("judged_slug"),
    "judging:feedback": SALMAS.page("judged_slug"),
    "judging:setup": ADMINS.page(DRAFT),
    "judging:rules": ADMINS.act(DRAFT, **RULES),
    "judging:template": ADMINS.act("judging_bare"),
    "judging:add_criterion": ADMINS.form(DRAFT, **CRITERION),
    "judging:change_criterion": ADMINS.form(DRAFT, "judging_place", **CRITERION),
    "judging:remove_criterion": ADMINS.act(DRAFT, "judging_place"),
    "judging:invite": ADMINS.act(DRAFT, username="judge"),
    "judging:replace": ADMINS.form("judging_contest", "judge_other", reason="Ill."),
    "judging:progress": ADMINS.page("judging_contest"),
    "judging:give": ADMINS.act("judging_late"),
    "judging:count": ADMINS.act("judging_closed"),
    "api:judging": JUDGES.api("judging", get={}),
    "api:judging_results": MEMBER.api("judging", get={}),
    "api:judging_fairness": MEMBER.api("judging", "judged_slug", get={}),
    "api:judging_sheets": JUDGES.api("judging", "judge_seat", get={}),
    "api:judging_pairs": JUDGES.api("judging", "judge_seat", get={}),
    "api:judging_accept": JUDGES.api("judging", "judge_invited", post={}),
    "api:judging_decline": JUDGES.api("judging", "judge_invited", post={}),
    "api:judging_ties": JUDGES.api("judging", "judge_invited", get={}),
    "api:judging_declare_tie": JUDGES.api("judging", "judge_invited", post={"username": "salma"}),
    "api:judging_withdraw_tie": JUDGES.api("judging", "judge_invited", post={"username": "omar"}),
    "api:judging_sheet": JUDGES.api("judging", "judge_sheet", get={}),
    "api:judging_save": JUDGES.api("judging", "judge_sheet", post={"scores": {"1": 5}}),
    "api:judging_seal": JUDGES.api(
        "judging",
        "judge_sheet",
        post={"scores": {"1": 5, "2": 4, "3": 3, "4": 2}, "feedback": "Good."},
    ),
    "api:judging_recuse": JUDGES.api("judging", "judge_sheet", post={"reason": "My cousin."}),
    "api:judging_decide": JUDGES.api("judging", "judge_duel", post={"side": "first"}),
}
