"""Addresses of entries and of their desk."""

from django.urls import path

from contests.entries.views import desk, entrant, public
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "entries"
CONTEST = "contests/<slug:slug>/"
ONE = "entries/<public_id:public_id>/"
DESK = "desk/contests/<public_id:public_id>/"
DESK_ONE = f"{DESK}entries/<public_id:entry_id>/"
urlpatterns = [
    path(f"{CONTEST}enter/", entrant.enter, name="enter"),
    path(f"{CONTEST}entries/", public.entry_list, name="list"),
    path("entries/", entrant.mine, name="mine"),
    path(ONE, public.entry_page, name="entry"),
    path(f"{ONE}look/", entrant.look, name="look"),
    path(f"{ONE}look-again/", entrant.look_again, name="look_again"),
    path(f"{ONE}withdraw/", entrant.withdraw, name="withdraw"),
    path(f"{ONE}appeal/", entrant.appeal, name="appeal"),
    path(f"{DESK}writing/", desk.rules, name="desk_rules"),
    path(f"{DESK}entries/", desk.entry_list, name="desk"),
    path(f"{DESK}entries/progress/", desk.progress, name="desk_progress"),
    path(DESK_ONE, desk.entry_page, name="desk_entry"),
    path(f"{DESK_ONE}findings/<slug:kind>/", desk.finding, name="desk_finding"),
    path(f"{DESK_ONE}accept/", desk.accept, name="desk_accept"),
    path(f"{DESK_ONE}refuse/", desk.refuse, name="desk_refuse"),
    path(f"{DESK_ONE}reconsider/", desk.reconsider, name="desk_reconsider"),
    path(f"{DESK_ONE}uphold/", desk.uphold, name="desk_uphold"),
    path(f"{DESK_ONE}disqualify/", desk.disqualify, name="desk_disqualify"),
]
