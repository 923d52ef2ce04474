"""Addresses of notifications."""

from django.urls import path

from marketplace.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notifications/", views.show_list, name="list"),
    path("notifications/read/", views.mark_all_read, name="mark_all_read"),
    path("notifications/bell/", views.bell, name="bell"),
    path("notifications/stop/<str:token>/", views.unsubscribe, name="unsubscribe"),
    path("notifications/<str:public_id>/open/", views.open_notification, name="open"),
    path("accounts/settings/notifications/", views.preferences, name="preferences"),
    path("accounts/settings/push/subscribe/", views.subscribe_push, name="subscribe_push"),
    path("accounts/settings/push/unsubscribe/", views.unsubscribe_push, name="unsubscribe_push"),
    path(
        "accounts/settings/push/<str:public_id>/remove/", views.remove_device, name="remove_device"
    ),
    path("dev/mail/", views.dev_mail, name="dev_mail"),
    path("dev/mail/<str:public_id>/", views.dev_mail_detail, name="dev_mail_detail"),
    path("dev/mail/<str:public_id>/html/", views.dev_mail_html, name="dev_mail_html"),
]
