"""Addresses for machines, without a language."""

from django.urls import path

from community.forum.views import hooks

urlpatterns = [
    path("forum/mail/<slug:gateway>/", hooks.inbound_mail, name="forum_inbound_mail"),
    # Mailgun sends whole messages to addresses that end so.
    path("forum/mail/<slug:gateway>/mime/", hooks.inbound_mail, name="forum_inbound_mime"),
]
