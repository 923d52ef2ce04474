"""Addresses of messaging."""

from django.urls import path

from marketplace.messaging import views

app_name = "messaging"
urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/files/<str:public_id>/", views.attachment, name="attachment"),
    path("inbox/<str:public_id>/", views.show_conversation, name="conversation"),
    path("inbox/<str:public_id>/new/", views.news, name="news"),
    path("inbox/<str:public_id>/send/", views.send, name="send"),
    path("inbox/<str:public_id>/mute/", views.mute, name="mute"),
]
