"""Addresses of worth: one's own, and the desk."""

from django.urls import path

from community.worth.views import costs, desk, own
from marketplace.core import converters as _converters  # noqa: F401  registers <public_id:…>

app_name = "worth"
COST = "desk/worth/costs/<public_id:public_id>/"
MEMBER = "desk/worth/members/<str:username>/"
urlpatterns = [
    path("worth/", own.mine, name="mine"),
    path("worth/<slug:month>/", own.month, name="month"),
    path("desk/worth/", desk.home, name="desk"),
    path("desk/worth/csv/", desk.csv, name="desk_csv"),
    path(MEMBER, desk.member, name="desk_member"),
    path(f"{MEMBER}<slug:month>/", desk.member_month, name="desk_member_month"),
    path("desk/worth/price/", costs.price, name="desk_price"),
    path("desk/worth/price/preview/", costs.preview_price, name="desk_price_preview"),
    path("desk/worth/price/change/", costs.change_price, name="desk_price_change"),
    path("desk/worth/costs/", costs.costs, name="desk_costs"),
    path("desk/worth/costs/record/", costs.record, name="desk_cost_record"),
    path("desk/worth/costs/hours/", costs.record_hours, name="desk_hours_record"),
    path("desk/worth/licences/<public_id:public_id>/", costs.set_licence, name="desk_licence"),
    path(COST, costs.cost, name="desk_cost"),
    path(f"{COST}correct/", costs.correct, name="desk_cost_correct"),
]
