"""Addresses of webhooks, among the settings."""

from django.urls import path

from marketplace.webhooks import views

app_name = "webhooks"
ROOT = "accounts/settings/webhooks/"
ONE = f"{ROOT}<str:public_id>/"
DELIVERY = f"{ROOT}deliveries/<str:public_id>/"
urlpatterns = [
    path(ROOT, views.endpoints, name="endpoints"),
    path(f"{ROOT}new/", views.new_endpoint, name="new_endpoint"),
    path(DELIVERY, views.delivery, name="delivery"),
    path(f"{DELIVERY}redeliver/", views.redeliver, name="redeliver"),
    path(ONE, views.endpoint, name="endpoint"),
    path(f"{ONE}edit/", views.edit_endpoint, name="edit_endpoint"),
    path(f"{ONE}disable/", views.disable_endpoint, name="disable_endpoint"),
    path(f"{ONE}enable/", views.enable_endpoint, name="enable_endpoint"),
    path(f"{ONE}rotate-secret/", views.rotate_secret, name="rotate_secret"),
    path(f"{ONE}remove/", views.remove_endpoint, name="remove_endpoint"),
    path(f"{ONE}test/", views.send_test, name="send_test"),
]
