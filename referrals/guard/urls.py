"""Addresses of cases."""

from django.urls import path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from referrals.guard.views import desk, own

app_name = "guard"
CASE = "referrals/cases/<public_id:public_id>/"
DESK = "desk/guard/<public_id:public_id>/"
urlpatterns = [
    path(CASE, own.case, name="case"),
    path(f"{CASE}answer/", own.answer, name="answer"),
    path(f"{CASE}appeal/", own.appeal, name="appeal"),
    path("desk/guard/", desk.home, name="desk"),
    path(DESK, desk.case, name="desk_case"),
    path(f"{DESK}clear/", desk.clear, name="desk_clear"),
    path(f"{DESK}confirm/", desk.confirm, name="desk_confirm"),
    path(f"{DESK}uphold/", desk.uphold, name="desk_uphold"),
]
