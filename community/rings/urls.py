"""Addresses of honesty."""

from django.urls import path

from community.rings.views import desk, own
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "rings"
CASE = "honesty/cases/<public_id:public_id>/"
DESK = "desk/honesty/<public_id:public_id>/"
APPEAL = "desk/honesty/appeals/<public_id:public_id>/"
urlpatterns = [
    path("honesty/", own.statistics, name="statistics"),
    path("honesty/cases/", own.cases, name="cases"),
    path(CASE, own.case, name="case"),
    path(f"{CASE}answer/", own.answer, name="answer"),
    path(f"{CASE}appeal/", own.appeal, name="appeal"),
    path("desk/honesty/", desk.home, name="desk"),
    path("desk/honesty/search/", desk.search, name="desk_search"),
    path(DESK, desk.case, name="desk_case"),
    path(f"{DESK}propose/", desk.propose, name="desk_propose"),
    path(f"{DESK}dismiss/", desk.dismiss, name="desk_dismiss"),
    path(f"{DESK}reverse/", desk.reverse, name="desk_reverse"),
    path(f"{APPEAL}uphold/", desk.uphold, name="desk_uphold"),
    path(f"{APPEAL}overturn/", desk.overturn, name="desk_overturn"),
]
