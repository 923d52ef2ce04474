"""Addresses of disputes."""

from django.urls import path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from marketplace.disputes.views import acts, desk, parties, referring

app_name = "disputes"
DISPUTE = "disputes/<public_id:public_id>/"
PROPOSAL = f"{DISPUTE}proposals/<public_id:proposal_id>/"
DESK = "desk/disputes/<public_id:public_id>/"
urlpatterns = [
    path("orders/<public_id:public_id>/dispute/", parties.open_one, name="open"),
    path("disputes/", parties.dispute_list, name="list"),
    path(DISPUTE, parties.detail, name="detail"),
    path(f"{DISPUTE}files/<public_id:file_id>/", parties.file, name="file"),
    path(f"{DISPUTE}answer/", acts.answer, name="answer"),
    path(f"{DISPUTE}evidence/", acts.evidence, name="evidence"),
    path(f"{DISPUTE}propose/", acts.propose, name="propose"),
    path(f"{DISPUTE}withdraw/", acts.withdraw, name="withdraw"),
    path(f"{DISPUTE}accept/", acts.accept_decision, name="accept_decision"),
    path(f"{DISPUTE}appeal/", acts.appeal, name="appeal"),
    path(f"{PROPOSAL}accept/", acts.accept_proposal, name="accept_proposal"),
    path(f"{PROPOSAL}decline/", acts.decline_proposal, name="decline_proposal"),
    path("desk/disputes/", desk.queue, name="desk"),
    path("desk/orders/<public_id:public_id>/dispute/", referring.refer, name="refer"),
    path(DESK, desk.show, name="desk_dispute"),
    path(f"{DESK}preview/", desk.preview, name="desk_preview"),
    path(f"{DESK}decide/", desk.decide, name="desk_decide"),
    path(f"{DESK}ask/", desk.ask, name="desk_ask"),
    path(f"{DESK}files/<public_id:file_id>/", desk.file, name="desk_file"),
]
