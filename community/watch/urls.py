"""Addresses of the watch."""

from django.urls import path

from community.watch.views import desk, own
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "watch"
ONE = "desk/watch/<public_id:public_id>/"
urlpatterns = [
    path("accounts/settings/break/", own.pause, name="pause"),
    path("accounts/settings/break/end/", own.end, name="pause_end"),
    path("desk/watch/", desk.home, name="desk"),
    path("desk/watch/effect/", desk.effect, name="effect"),
    path(ONE, desk.sighting, name="sighting"),
    path(f"{ONE}thank/", desk.thank, name="thank"),
    path(f"{ONE}act/", desk.act, name="act"),
    path(f"{ONE}dismiss/", desk.dismiss, name="dismiss"),
]
