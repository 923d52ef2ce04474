"""Addresses for machines, without a language."""

from django.urls import path

from marketplace.ledger.views import hooks

urlpatterns = [
    path("gateways/<str:name>/webhook/", hooks.gateway_webhook, name="gateway_webhook"),
]
