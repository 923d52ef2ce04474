"""Addresses of prizes."""

from django.urls import path

from contests.prizes.views import desk, winners
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "prizes"
AWARD = "prizes/<public_id:public_id>/"
DESK = "desk/contests/<public_id:public_id>/"
urlpatterns = [
    path("prizes/", winners.award_list, name="list"),
    path(AWARD, winners.award, name="award"),
    path(f"{AWARD}claim/", winners.claim, name="claim"),
    path(f"{AWARD}received/", winners.received, name="received"),
    path(f"{DESK}winners/", desk.show, name="desk"),
    path(f"{DESK}winners/propose/", desk.propose, name="desk_propose"),
    path(f"{DESK}winners/approve/", desk.approve, name="desk_approve"),
    path(f"{DESK}winners/progress/", desk.progress, name="desk_progress"),
    path(f"{DESK}winners/list.csv", desk.winners_csv, name="desk_csv"),
    path("desk/prizes/goods/", desk.goods, name="desk_goods"),
    path("desk/prizes/<public_id:public_id>/send/", desk.send, name="desk_send"),
    path("desk/prizes/<public_id:public_id>/received/", desk.received, name="desk_received"),
    path(f"{DESK}report/", desk.report, name="desk_report"),
    path(f"{DESK}report.csv", desk.report_csv, name="desk_report_csv"),
]
