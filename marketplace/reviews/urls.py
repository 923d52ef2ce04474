"""Addresses of reviews and levels."""

from django.urls import path, re_path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from marketplace.reviews.views import desk, levels, lists, orders

app_name = "reviews"
REVIEW = "reviews/<public_id:review_id>/"
DESK = "desk/reviews/<public_id:review_id>/"
urlpatterns = [
    path("orders/<public_id:public_id>/review/", orders.write, name="write"),
    path("reviews/", orders.mine, name="mine"),
    re_path(r"^reviews/gig/(?P<pk>[0-9]{1,18})/$", lists.of_gig, name="of_gig"),
    path(REVIEW, orders.detail, name="detail"),
    path(f"{REVIEW}answer/", orders.answer, name="answer"),
    path("u/<str:username>/reviews/", lists.of_member, name="of_member"),
    path("levels/", levels.levels, name="levels"),
    path("levels/mine/", levels.my_level, name="my_level"),
    path("desk/reviews/", desk.queue, name="desk"),
    path("desk/reviews/log/", desk.log, name="desk_log"),
    path(DESK, desk.show, name="desk_review"),
    path(f"{DESK}hide/", desk.hide, name="desk_hide"),
    path(f"{DESK}restore/", desk.restore, name="desk_restore"),
]
