"""Addresses of boards, points and reports."""

from django.urls import path

from community.reputation.views import boards, desk, elsewhere, points
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "reputation"
RULE = "desk/points/<slug:kind>/"
REPORT = "desk/elsewhere/<public_id:public_id>/"
urlpatterns = [
    path("leaderboards/", boards.boards, name="boards"),
    path("leaderboards/rules/", boards.rules, name="rules"),
    path("u/<str:username>/points/", points.points, name="points"),
    path("elsewhere/", elsewhere.mine, name="elsewhere"),
    path("elsewhere/report/", elsewhere.report, name="report"),
    path("elsewhere/<public_id:public_id>/withdraw/", elsewhere.withdraw, name="withdraw"),
    path("desk/points/", desk.rules, name="desk"),
    path(RULE, desk.rule, name="desk_rule"),
    path(f"{RULE}preview/", desk.preview, name="desk_preview"),
    path(f"{RULE}change/", desk.change, name="desk_change"),
    path("desk/elsewhere/", desk.reports, name="desk_reports"),
    path(REPORT, desk.report, name="desk_report"),
    path(f"{REPORT}confirm/", desk.confirm, name="desk_confirm"),
    path(f"{REPORT}decline/", desk.decline, name="desk_decline"),
    path(f"{REPORT}revoke/", desk.revoke, name="desk_revoke"),
]
