"""Addresses of actions."""

from django.urls import path

from contests.actions.views import desk, entrants
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "actions"
ONE = "contests/<slug:slug>/"
CLAIM = f"{ONE}proofs/<public_id:claim_id>/"
DESK = "desk/contests/<public_id:public_id>/actions/"
DESK_CLAIM = f"{DESK}proofs/<public_id:claim_id>/"
DESK_ENTRANT = f"{DESK}entrants/<public_id:entrant_id>/"
urlpatterns = [
    path(f"{ONE}join/", entrants.join, name="join"),
    path(f"{ONE}actions/<public_id:action_id>/", entrants.do, name="do"),
    path(f"{CLAIM}picture/", entrants.picture, name="picture"),
    path(f"{CLAIM}appeal/", entrants.appeal, name="appeal"),
    path(f"{ONE}hold/", entrants.answer, name="answer"),
    path(DESK, desk.show, name="desk"),
    path(f"{DESK}add/", desk.add, name="desk_add"),
    path(f"{DESK}<public_id:action_id>/remove/", desk.remove, name="desk_remove"),
    path(f"{DESK_CLAIM}grant/", desk.grant, name="desk_grant"),
    path(f"{DESK_CLAIM}reject/", desk.reject, name="desk_reject"),
    path(f"{DESK_CLAIM}picture/", desk.picture, name="desk_picture"),
    path(f"{DESK_ENTRANT}clear/", desk.clear, name="desk_clear"),
    path(f"{DESK_ENTRANT}exclude/", desk.exclude, name="desk_exclude"),
]
