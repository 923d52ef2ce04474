"""Addresses of messaging."""

from django.urls import path

from marketplace.messaging.views import people, replies, threads

app_name = "messaging"
urlpatterns = [
    path("inbox/", threads.inbox, name="inbox"),
    path("inbox/search/", people.search, name="search"),
    path("inbox/preferences/", people.preferences, name="preferences"),
    path("inbox/preferences/reading/", people.set_reading, name="set_reading"),
    path("inbox/people/<str:username>/block/", people.block, name="block"),
    path("inbox/people/<str:username>/unblock/", people.unblock, name="unblock"),
    path("inbox/replies/", replies.replies, name="replies"),
    path("inbox/replies/new/", replies.add_reply, name="add_reply"),
    path("inbox/replies/<str:public_id>/", replies.edit_reply, name="edit_reply"),
    path("inbox/replies/<str:public_id>/delete/", replies.delete_reply, name="delete_reply"),
    path("inbox/files/<str:public_id>/", threads.attachment, name="attachment"),
    path("inbox/<str:public_id>/", threads.show_conversation, name="conversation"),
    path("inbox/<str:public_id>/new/", threads.news, name="news"),
    path("inbox/<str:public_id>/send/", threads.send, name="send"),
    path("inbox/<str:public_id>/reply/", threads.insert_reply, name="insert_reply"),
    path("inbox/<str:public_id>/mute/", threads.mute, name="mute"),
    path("inbox/<str:public_id>/archive/", threads.archive, name="archive"),
]
