"""The addresses that are passed on: short, without a language."""

from django.urls import path

from referrals.links.views import following

app_name = "links"
urlpatterns = [path("r/<slug:key>", following.follow, name="follow")]
