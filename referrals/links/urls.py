"""Addresses of a member's links."""

from django.urls import path

from referrals.links.views import own

app_name = "own_links"
ONE = "referrals/links/<slug:code>/"
urlpatterns = [
    path("referrals/", own.home, name="home"),
    path("referrals/links/", own.add, name="add"),
    path("referrals/word/", own.word, name="word"),
    path(f"{ONE}close/", own.close, name="close"),
    path(f"{ONE}qr.<slug:form>", own.picture, name="picture"),
]
