"""Addresses of notifications without a language: the worker's scope is the whole site."""

from django.urls import path

from marketplace.notifications import views

urlpatterns = [path("push-worker.js", views.push_worker, name="push_worker")]
