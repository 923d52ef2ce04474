"""Addresses of the guru club."""

from django.urls import path

from community.gurus.views import (
    candidates,
    club,
    desk,
    desk_members,
    desk_privileges,
    own,
    public,
)
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "gurus"
ONE = "<public_id:public_id>/"
ASKED = f"gurus/invitations/{ONE}"
NOMINATION = f"gurus/club/nominations/{ONE}"
GRANT = f"gurus/mine/grants/{ONE}"
DESK_NOMINATION = f"desk/gurus/nominations/{ONE}"
CASE = f"desk/gurus/cases/{ONE}"
MEMBER = f"desk/gurus/members/{ONE}"
PRIVILEGE = f"desk/gurus/privileges/{ONE}"
DESK_GRANT = f"desk/gurus/grants/{ONE}"
urlpatterns = [
    path("gurus/", public.page, name="page"),
    path("gurus/charter/", public.charter, name="charter"),
    path(ASKED, candidates.invitation, name="invitation"),
    path(f"{ASKED}apply/", candidates.apply, name="apply"),
    path(f"{ASKED}decline/", candidates.decline, name="decline"),
    path(f"{ASKED}step-back/", candidates.step_back, name="step_back"),
    path(f"{ASKED}join/", candidates.join, name="join"),
    path("gurus/club/", club.home, name="club"),
    path("gurus/club/nominate/", club.nominate, name="nominate"),
    path(NOMINATION, club.nomination, name="nomination"),
    path(f"{NOMINATION}support/", club.support, name="support"),
    path(f"{NOMINATION}withdraw/", club.withdraw, name="withdraw"),
    path(f"{NOMINATION}remark/", club.remark, name="remark"),
    path(f"{NOMINATION}vote/", club.vote, name="vote"),
    path("gurus/mine/", own.mine, name="mine"),
    path("gurus/mine/sign/", own.sign, name="sign"),
    path("gurus/mine/describe/", own.describe, name="describe"),
    path("gurus/mine/take-break/", own.take_break, name="take_break"),
    path("gurus/mine/come-back/", own.come_back, name="come_back"),
    path("gurus/mine/leave/", own.leave, name="leave"),
    path("gurus/mine/appeal/", own.appeal, name="appeal"),
    path(f"{GRANT}accept/", own.accept, name="grant_accept"),
    path(f"{GRANT}decline/", own.decline, name="grant_decline"),
    path(f"{GRANT}code/", own.show_code, name="grant_code"),
    path("desk/gurus/", desk.home, name="desk"),
    path("desk/gurus/founders/", desk.name_founder, name="desk_founder"),
    path(f"{DESK_NOMINATION}confirm/", desk.confirm, name="desk_confirm"),
    path(f"{DESK_NOMINATION}refuse/", desk.refuse, name="desk_refuse"),
    path(f"{DESK_NOMINATION}stop/", desk.stop, name="desk_stop"),
    path("desk/gurus/charter/", desk.publish_charter, name="desk_charter"),
    path("desk/gurus/duties/", desk.set_duties, name="desk_duties"),
    path(CASE, desk.case, name="desk_case"),
    path(f"{CASE}keep/", desk.keep, name="desk_keep"),
    path(f"{CASE}end/", desk.end, name="desk_end"),
    path("desk/gurus/members/", desk_members.list_members, name="desk_members"),
    path(MEMBER, desk_members.member, name="desk_member"),
    path(f"{MEMBER}remove/", desk_members.remove, name="desk_remove"),
    path(f"{MEMBER}restore/", desk_members.restore, name="desk_restore"),
    path(f"{MEMBER}uphold/", desk_members.uphold, name="desk_uphold"),
    path(f"{MEMBER}evangelist/", desk_members.name_evangelist, name="desk_evangelist"),
    path(f"{MEMBER}evangelist/end/", desk_members.end_evangelist, name="desk_evangelist_end"),
    path("desk/gurus/privileges/", desk_privileges.list_privileges, name="desk_privileges"),
    path("desk/gurus/privileges/make/", desk_privileges.make, name="desk_privilege_make"),
    path(PRIVILEGE, desk_privileges.privilege, name="desk_privilege"),
    path(f"{PRIVILEGE}codes/", desk_privileges.add_codes, name="desk_codes"),
    path(f"{PRIVILEGE}grant/", desk_privileges.grant, name="desk_grant"),
    path(f"{PRIVILEGE}close/", desk_privileges.close, name="desk_privilege_close"),
    path(f"{DESK_GRANT}revoke/", desk_privileges.revoke, name="desk_revoke"),
    path(f"{DESK_GRANT}look/", desk_privileges.allow_look, name="desk_look"),
]
