"""Addresses of analytics."""

from django.urls import path

from marketplace.insights.views import market, sellers

app_name = "insights"
urlpatterns = [
    path("insights/", sellers.mine, name="mine"),
    path("insights/csv/", sellers.table, name="csv"),
    path("desk/insights/", market.overview, name="desk"),
    path("desk/insights/csv/", market.table, name="desk_csv"),
    path("desk/insights/searches/", market.missed, name="desk_missed"),
    path("desk/insights/searches/csv/", market.missed_table, name="desk_missed_csv"),
]
