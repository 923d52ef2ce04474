"""Addresses of rewards and programmes."""

from django.urls import path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from referrals.programs.views import desk, desk_rules, own

app_name = "programs"
DESK = "desk/programs/<public_id:public_id>/"
urlpatterns = [
    path("referrals/rewards/", own.rewards, name="rewards"),
    path("referrals/rewards/<public_id:public_id>/", own.reward, name="reward"),
    path("referrals/board/", own.board, name="board"),
    path("referrals/board/name/", own.name, name="name"),
    path("desk/programs/", desk.home, name="desk"),
    path("desk/programs/add/", desk.add, name="desk_add"),
    path("desk/programs/rewards/<public_id:public_id>/", desk.reward, name="desk_reward"),
    path(DESK, desk.program, name="desk_program"),
    path(f"{DESK}change/", desk.change, name="desk_change"),
    path(f"{DESK}fund/", desk.fund, name="desk_fund"),
    path(f"{DESK}return/", desk.take_back, name="desk_return"),
    path(f"{DESK}start/", desk.start, name="desk_start"),
    path(f"{DESK}pause/", desk.pause, name="desk_pause"),
    path(f"{DESK}resume/", desk.resume, name="desk_resume"),
    path(f"{DESK}end/", desk.end, name="desk_end"),
    path(f"{DESK}rewards/", desk.rewards, name="desk_rewards"),
    path(f"{DESK}rewards.csv", desk.rewards_csv, name="desk_csv"),
    path(f"{DESK}rules/add/", desk_rules.add, name="desk_rule"),
    path(f"{DESK}rules/preview/", desk_rules.preview, name="desk_preview"),
    path(f"{DESK}rules/<public_id:rule_id>/retire/", desk_rules.retire, name="desk_rule_retire"),
]
