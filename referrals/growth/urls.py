"""Addresses of growth."""

from django.urls import path

from referrals.growth.views import screen

app_name = "growth"
urlpatterns = [
    path("growth/", screen.overview, name="screen"),
    path("growth/csv/", screen.overview_csv, name="csv"),
    path("growth/days/csv/", screen.days_csv, name="days_csv"),
    path("growth/compare/", screen.compare, name="compare"),
    path("growth/cohorts/", screen.cohorts, name="cohorts"),
    path("growth/cohorts/csv/", screen.cohorts_csv, name="cohorts_csv"),
    path("growth/<slug:kind>/", screen.things, name="things"),
    path("growth/<slug:kind>/csv/", screen.things_csv, name="things_csv"),
]
