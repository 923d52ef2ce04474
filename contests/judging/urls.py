"""Addresses of judging."""

from django.urls import path

from contests.judging.views import admin_desk, desk, public, ties
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "judging"
SHEET = "judging/sheets/<public_id:public_id>/"
DUEL = "judging/pairs/<public_id:public_id>/"
JUDGE = "judging/<public_id:public_id>/"
DESK = "desk/contests/<public_id:public_id>/judging/"
urlpatterns = [
    path("judging/", desk.home, name="desk"),
    path(JUDGE, desk.queue, name="queue"),
    path(f"{JUDGE}accept/", desk.answer, {"what": "accept"}, name="accept"),
    path(f"{JUDGE}decline/", desk.answer, {"what": "decline"}, name="decline"),
    path(f"{JUDGE}ties/", ties.show, name="ties"),
    path(f"{JUDGE}ties/declare/", ties.declare, name="declare_tie"),
    path(f"{JUDGE}ties/withdraw/", ties.withdraw, name="withdraw_tie"),
    path(SHEET, desk.show, name="sheet"),
    path(f"{SHEET}save/", desk.save, name="save"),
    path(f"{SHEET}seal/", desk.seal, name="seal"),
    path(f"{SHEET}recuse/", desk.recuse, name="recuse"),
    path(DUEL, desk.duel, name="duel"),
    path(f"{DUEL}first/", desk.decide, {"side": "first"}, name="prefer_first"),
    path(f"{DUEL}second/", desk.decide, {"side": "second"}, name="prefer_second"),
    path("contests/<slug:slug>/fairness/", public.fairness, name="fairness"),
    path("contests/<slug:slug>/fairness/sheets.json", public.papers, name="papers"),
    path("contests/<slug:slug>/fairness/scores.csv", public.scores, name="scores"),
    path("contests/<slug:slug>/feedback/", public.feedback, name="feedback"),
    path(DESK, admin_desk.setup, name="setup"),
    path(f"{DESK}rules/", admin_desk.set_rules, name="rules"),
    path(f"{DESK}template/", admin_desk.use_template, name="template"),
    path(f"{DESK}criteria/", admin_desk.add_criterion, name="add_criterion"),
    path(f"{DESK}criteria/<int:position>/", admin_desk.change_criterion, name="change_criterion"),
    path(
        f"{DESK}criteria/<int:position>/remove/",
        admin_desk.remove_criterion,
        name="remove_criterion",
    ),
    path(f"{DESK}invite/", admin_desk.invite, name="invite"),
    path(f"{DESK}judges/<public_id:judge_id>/replace/", admin_desk.replace, name="replace"),
    path(f"{DESK}progress/", admin_desk.progress, name="progress"),
    path(f"{DESK}give/", admin_desk.give, name="give"),
    path(f"{DESK}count/", admin_desk.count, name="count"),
]
