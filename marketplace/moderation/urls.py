"""Addresses of trust."""

from django.urls import path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from marketplace.moderation.views import appeals, custody, desk, members, visits

app_name = "moderation"
CASE = "desk/moderation/cases/<public_id:public_id>/"
APPEAL = "desk/moderation/appeals/<public_id:public_id>/"
DECISION = "standing/<public_id:public_id>/"
DATA = "accounts/settings/data/"
urlpatterns = [
    path("rules/", members.rules, name="rules"),
    path("report/<slug:kind>/<str:ref>/", members.report, name="report"),
    path("reports/", members.reports, name="reports"),
    path("standing/", members.standing, name="standing"),
    path(DECISION, members.decision, name="decision"),
    path(f"{DECISION}appeal/", members.file_appeal, name="file_appeal"),
    path(f"{DECISION}appeal/withdraw/", members.withdraw_appeal, name="withdraw_appeal"),
    path("desk/moderation/", desk.queue, name="desk"),
    path(CASE, desk.case, name="case"),
    path(f"{CASE}dismiss/", desk.dismiss, name="dismiss"),
    path(f"{CASE}hide/", desk.hide, name="hide"),
    path(f"{CASE}warn/", desk.warn, name="warn"),
    path(f"{CASE}suspend/", desk.suspend, name="suspend"),
    path("desk/moderation/decisions/<public_id:public_id>/undo/", desk.undo, name="undo"),
    path("desk/moderation/appeals/", appeals.appeals, name="appeals"),
    path(APPEAL, appeals.appeal, name="appeal"),
    path(f"{APPEAL}grant/", appeals.grant, name="grant"),
    path(f"{APPEAL}uphold/", appeals.uphold, name="uphold"),
    path("desk/moderation/log/", desk.log, name="log"),
    path("desk/moderation/suspended/", desk.suspended, name="suspended"),
    path("desk/moderation/bad-faith/", desk.bad_faith, name="bad_faith"),
    path(DATA, custody.data, name="data"),
    path(f"{DATA}packages/", custody.export_state, name="export_state"),
    path(f"{DATA}pack/", custody.ask_export, name="ask_export"),
    path(f"{DATA}packages/<public_id:public_id>/", custody.download, name="download"),
    path(f"{DATA}leave/", custody.leave, name="leave"),
    path("accounts/leaving/", custody.leaving, name="leaving"),
    path("accounts/leaving/stay/", custody.stay, name="stay"),
    path("desk/visits/", visits.visits, name="visits"),
    path("desk/visits/end/", visits.end_visit, name="end_visit"),
    path("desk/visits/<public_id:public_id>/", visits.visit, name="visit"),
    path("desk/audit/", visits.audit, name="audit"),
    path("desk/audit/visits/", visits.all_visits, name="all_visits"),
    path("desk/audit/visits/<public_id:public_id>/", visits.audited_visit, name="audited_visit"),
    path("desk/audit/file/", visits.audit_file, name="audit_file"),
]
