"""Addresses of campaigns, of what members do in them, and of the desk."""

from django.urls import path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from referrals.campaigns.views import (
    asking,
    desk,
    desk_people,
    desk_setup,
    desk_work,
    meeting,
    own,
    public,
)

app_name = "campaigns"
ID = "<public_id:public_id>/"
TASK, TICKET, MATCH = f"campaigns/tasks/{ID}", f"campaigns/tickets/{ID}", f"campaigns/matches/{ID}"
ONE = "campaigns/<slug:slug>/"
MISSION = f"{ONE}missions/{ID}"
DESK = "desk/campaigns/"
SET_UP = f"{DESK}{ID}"
BLOCK = f"{SET_UP}page/<slug:language>/<int:place>/"
WORK = f"{DESK}work/{ID}"
urlpatterns = [
    path("campaigns/", public.campaign_list, name="list"),
    path("campaigns/mine/", own.mine, name="mine"),
    path("campaigns/mine/shifts.ics", own.mine_calendar, name="mine_calendar"),
    path("campaigns/mine/calls/", own.calls, name="calls"),
    path(TASK, own.task, name="task"),
    path(f"{TASK}prove/", own.prove, name="prove"),
    path(f"{TASK}withdraw/", own.withdraw, name="withdraw"),
    path(f"{TASK}appeal/", own.appeal, name="appeal"),
    path(f"{TASK}show/", own.show_work, name="show_work"),
    path(f"{TASK}picture/", own.own_picture, name="own_picture"),
    path(f"campaigns/work/{ID}picture/", public.work_picture, name="work_picture"),
    path(f"campaigns/slots/{ID}book/", own.book, name="book"),
    path(f"campaigns/bookings/{ID}cancel/", own.cancel, name="cancel"),
    path(TICKET, asking.ticket, name="ticket"),
    path(f"{TICKET}write/", asking.write, name="ticket_write"),
    path(f"{TICKET}answer/", asking.answer, name="ticket_answer"),
    path(f"{TICKET}close/", asking.close, name="ticket_close"),
    path(MATCH, meeting.match, name="match"),
    path(f"{MATCH}agree/", meeting.agree, name="match_agree"),
    path(f"{MATCH}decline/", meeting.decline, name="match_decline"),
    path(ONE, public.campaign, name="campaign"),
    path(f"{ONE}calendar/", public.calendar, name="calendar"),
    path(f"{ONE}showcase/", public.showcase, name="showcase"),
    path(f"{ONE}ask/", asking.ask, name="ask"),
    path(f"{ONE}meet/", meeting.matching, name="matching"),
    path(f"{ONE}meet/close/", meeting.close_card, name="card_close"),
    path(MISSION, public.mission, name="mission"),
    path(f"{MISSION}join/", own.join, name="join"),
    path(f"{MISSION}ask/", asking.ask, name="mission_ask"),
    path(DESK, desk.campaign_list, name="desk"),
    path(f"{DESK}new/", desk.new, name="desk_new"),
    path(f"{DESK}segments/", desk_people.segments, name="desk_segments"),
    path(f"{DESK}segments/{ID}delete/", desk_people.segment_delete, name="desk_segment_delete"),
    path(f"{DESK}causes/", desk_people.causes, name="desk_causes"),
    path(f"{DESK}causes/new/", desk_people.cause_new, name="desk_cause_new"),
    path(
        f"{DESK}causes/{ID}<slug:currency>/hand-over/",
        desk_people.hand_over,
        name="desk_hand_over",
    ),
    path(f"{DESK}tickets/", asking.desk, name="desk_tickets"),
    path(WORK, desk_work.task, name="desk_task"),
    path(f"{WORK}picture/", desk_work.picture, name="desk_picture"),
    path(f"{WORK}accept/", desk_work.accept, name="desk_accept"),
    path(f"{WORK}send-back/", desk_work.send_back, name="desk_send_back"),
    path(f"{WORK}refuse/", desk_work.refuse, name="desk_refuse"),
    path(f"{WORK}grant/", desk_work.grant, name="desk_grant"),
    path(f"{WORK}uphold/", desk_work.uphold, name="desk_uphold"),
    path(SET_UP, desk.review, name="desk_campaign"),
    path(f"{SET_UP}words/", desk_setup.words, name="desk_words"),
    path(f"{SET_UP}page/", desk_setup.page, name="desk_page"),
    path(f"{SET_UP}page/picture/", desk_setup.picture, name="desk_page_picture"),
    path(BLOCK, desk_setup.block, name="desk_block"),
    path(f"{BLOCK}up/", desk_setup.block_up, name="desk_block_up"),
    path(f"{BLOCK}remove/", desk_setup.block_remove, name="desk_block_remove"),
    path(f"{SET_UP}plan/", desk_setup.plan, name="desk_plan"),
    path(f"{SET_UP}missions/", desk_setup.missions, name="desk_missions"),
    path(
        f"{SET_UP}missions/<public_id:mission_id>/remove/",
        desk_setup.mission_remove,
        name="desk_mission_remove",
    ),
    path(
        f"{SET_UP}missions/<public_id:mission_id>/slots/",
        desk_setup.slots,
        name="desk_slots",
    ),
    path(
        f"{SET_UP}slots/<public_id:slot_id>/remove/",
        desk_setup.slot_remove,
        name="desk_slot_remove",
    ),
    path(f"{SET_UP}fund/", desk.fund, name="desk_fund"),
    path(f"{SET_UP}fund/pay-in/", desk.pay_in, name="desk_pay_in"),
    path(f"{SET_UP}fund/take-back/", desk.take_back, name="desk_take_back"),
    path(f"{SET_UP}open/", desk.open_, name="desk_open"),
    path(f"{SET_UP}cancel/", desk.cancel, name="desk_cancel"),
    path(f"{SET_UP}call/", desk.call, name="desk_call"),
    path(f"{SET_UP}work/", desk_work.work, name="desk_work"),
]
