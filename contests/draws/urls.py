"""Addresses of draws."""

from django.urls import path

from contests.draws.views import desk, public
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "draws"
ONE = "contests/<slug:slug>/draw/"
DESK = "desk/contests/<public_id:public_id>/draw/"
urlpatterns = [
    path(ONE, public.draw_page, name="draw"),
    path(f"{ONE}tickets.txt", public.tickets, name="tickets"),
    path(f"{ONE}receipt.json", public.receipt, name="receipt"),
    path(DESK, desk.show, name="desk"),
    path(f"{DESK}source/", desk.source, name="desk_source"),
    path(f"{DESK}value/", desk.value, name="desk_value"),
    path(f"{DESK}signature/", desk.signature, name="desk_signature"),
    path(f"{DESK}pass/", desk.pass_over, name="desk_pass"),
]
