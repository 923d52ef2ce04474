"""Addresses of relationships."""

from django.urls import path

from marketplace.relationships.views import (
    book,
    introductions,
    invitations,
    pulses,
    retainer_acts,
    retainers,
    sources,
    wall,
)

app_name = "relationships"
RETAINER = "clients/retainers/<str:public_id>/"
CHANGE = "clients/retainers/changes/<str:public_id>/"
MEETING = "clients/introductions/<str:public_id>/"
CONTACT = "clients/<str:public_id>/"
urlpatterns = [
    path("clients/", book.book, name="book"),
    path("clients/export/", book.book_file, name="book_file"),
    path("clients/add/", book.add_contact, name="add_contact"),
    path("clients/import/", book.import_contacts, name="import"),
    path("clients/sources/", sources.sources, name="sources"),
    path("clients/sources/export/", sources.sources_file, name="sources_file"),
    path("clients/link/", invitations.link, name="link"),
    path("clients/join/resume/", invitations.resume, name="join_resume"),
    path("clients/join/<str:code>/", invitations.join, name="join"),
    path("clients/pulse/<str:token>/", pulses.pulse, name="pulse"),
    path("clients/orders/<str:public_id>/panel/", pulses.order_panel, name="order_panel"),
    path("clients/notes/<str:public_id>/remove/", book.remove_note, name="remove_note"),
    path("clients/reminders/<str:public_id>/done/", book.finish_reminder, name="finish_reminder"),
    path("clients/deals/<str:public_id>/remove/", book.remove_deal, name="remove_deal"),
    path("clients/retainers/", retainers.retainers, name="retainers"),
    path("clients/retainers/new/<str:username>/", retainers.offer, name="offer_retainer"),
    path("clients/retainers/usage/<str:public_id>/void/", retainers.void_usage, name="void_usage"),
    path(f"{CHANGE}accept/", retainer_acts.accept_change, name="accept_change"),
    path(f"{CHANGE}decline/", retainer_acts.decline_change, name="decline_change"),
    path(f"{CHANGE}withdraw/", retainer_acts.withdraw_change, name="withdraw_change"),
    path(RETAINER, retainers.retainer, name="retainer"),
    path(f"{RETAINER}usage/", retainers.log_usage, name="log_usage"),
    path(f"{RETAINER}change/", retainers.change, name="change_retainer"),
    path(f"{RETAINER}pay/", retainers.pay, name="retainer_pay"),
    path(f"{RETAINER}paid/", retainers.paid, name="retainer_paid"),
    path(f"{RETAINER}accept/", retainer_acts.accept, name="accept_retainer"),
    path(f"{RETAINER}decline/", retainer_acts.decline, name="decline_retainer"),
    path(f"{RETAINER}withdraw/", retainer_acts.withdraw, name="withdraw_retainer"),
    path(f"{RETAINER}pause/", retainer_acts.pause, name="pause_retainer"),
    path(f"{RETAINER}resume/", retainer_acts.resume, name="resume_retainer"),
    path(f"{RETAINER}stop/", retainer_acts.stop, name="stop_retainer"),
    path(f"{RETAINER}keep/", retainer_acts.keep, name="keep_retainer"),
    path("clients/introductions/", introductions.introductions, name="introductions"),
    path("clients/introductions/new/", introductions.introduce, name="introduce"),
    path(MEETING, introductions.introduction, name="introduction"),
    path(f"{MEETING}accept/", introductions.accept, name="accept_introduction"),
    path(f"{MEETING}decline/", introductions.decline, name="decline_introduction"),
    path(f"{MEETING}withdraw/", introductions.withdraw, name="withdraw_introduction"),
    path(CONTACT, book.contact, name="contact"),
    path(f"{CONTACT}edit/", book.edit_contact, name="edit_contact"),
    path(f"{CONTACT}remove/", book.remove_contact, name="remove_contact"),
    path(f"{CONTACT}notes/", book.add_note, name="add_note"),
    path(f"{CONTACT}remind/", book.add_reminder, name="add_reminder"),
    path(f"{CONTACT}deals/", book.record_deal, name="record_deal"),
    path(f"{CONTACT}invite/", book.invite_contact, name="invite_contact"),
    path("fees/", sources.fees, name="fees"),
    path("deals/", wall.wall, name="wall"),
    path("deals/share/", wall.share, name="share_deal"),
    path("deals/withdraw/", wall.withdraw, name="withdraw_deal"),
    path("deals/<str:public_id>/hide/", wall.hide, name="hide_story"),
]
