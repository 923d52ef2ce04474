"""Addresses of trophies."""

from django.urls import path

from community.trophies.views import desk, public

app_name = "trophies"
DESK = "desk/trophies/<slug:slug>/"
urlpatterns = [
    path("trophies/", public.wall, name="wall"),
    path("trophies/mine/", public.mine, name="mine"),
    path("trophies/t/<slug:slug>/", public.trophy, name="trophy"),
    path("desk/trophies/", desk.home, name="desk"),
    path("desk/trophies/new/", desk.new, name="desk_new"),
    path(DESK, desk.trophy, name="desk_trophy"),
    path(f"{DESK}edit/", desk.edit, name="desk_edit"),
    path(f"{DESK}simulate/", desk.simulate, name="desk_simulate"),
    path(f"{DESK}on/", desk.switch_on, name="desk_switch_on"),
    path(f"{DESK}off/", desk.switch_off, name="desk_switch_off"),
]
