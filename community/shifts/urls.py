"""Addresses of paid shifts."""

from django.urls import path

from community.shifts.views import desk, own
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "shifts"
ONE = "shifts/<public_id:public_id>/"
DESK = "desk/shifts/<public_id:public_id>/"
urlpatterns = [
    path("shifts/", own.mine, name="mine"),
    path(ONE, own.shift, name="shift"),
    path(f"{ONE}accept/", own.accept, name="accept"),
    path(f"{ONE}decline/", own.decline, name="decline"),
    path(f"{ONE}cancel/", own.cancel, name="cancel"),
    path(f"{ONE}report/", own.report, name="report"),
    path(f"{ONE}agree/", own.agree, name="agree"),
    path(f"{ONE}reply/", own.reply, name="reply"),
    path("desk/shifts/", desk.home, name="desk"),
    path("desk/shifts/offer/", desk.offer, name="desk_offer"),
    path(DESK, desk.shift, name="desk_shift"),
    path(f"{DESK}withdraw/", desk.withdraw, name="desk_withdraw"),
    path(f"{DESK}cancel/", desk.cancel, name="desk_cancel"),
    path(f"{DESK}approve/", desk.approve, name="desk_approve"),
    path(f"{DESK}question/", desk.question, name="desk_question"),
    path(f"{DESK}decide/", desk.decide, name="desk_decide"),
]
