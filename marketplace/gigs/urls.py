"""Addresses of gigs."""

from django.urls import path, re_path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from marketplace.gigs.views import browse, desk, editor, mine, page, pictures

app_name = "gigs"
urlpatterns = [
    path("gigs/", browse.browse, name="browse"),
    path("gigs/mine/", mine.mine, name="mine"),
    path("gigs/new/", editor.create, name="create"),
    re_path(r"^gigs/(?P<pk>[0-9]{1,18})-(?P<slug>[^/]+)/$", page.detail, name="detail"),
    re_path(r"^gigs/(?P<pk>[0-9]{1,18})/$", page.to_canonical, name="short"),
    re_path(r"^gigs/(?P<pk>[0-9]{1,18})/price/$", page.price, name="price"),
    path("gigs/<public_id:public_id>/edit/", editor.overview, name="edit"),
    path("gigs/<public_id:public_id>/edit/packages/", editor.packages, name="edit_packages"),
    path("gigs/<public_id:public_id>/edit/extras/", editor.extras, name="edit_extras"),
    path("gigs/<public_id:public_id>/edit/pictures/", pictures.pictures, name="edit_pictures"),
    path("gigs/<public_id:public_id>/edit/publish/", editor.publish, name="edit_publish"),
    path("gigs/<public_id:public_id>/pictures/add/", pictures.add, name="add_image"),
    path(
        "gigs/<public_id:public_id>/pictures/<public_id:image_id>/remove/",
        pictures.remove,
        name="remove_image",
    ),
    path(
        "gigs/<public_id:public_id>/pictures/<public_id:image_id>/move/",
        pictures.move,
        name="move_image",
    ),
    path(
        "gigs/<public_id:public_id>/pictures/<public_id:image_id>/describe/",
        pictures.describe,
        name="describe_image",
    ),
    path("gigs/<public_id:public_id>/submit/", mine.submit, name="submit"),
    path("gigs/<public_id:public_id>/withdraw/", mine.withdraw, name="withdraw"),
    path("gigs/<public_id:public_id>/pause/", mine.pause, name="pause"),
    path("gigs/<public_id:public_id>/resume/", mine.resume, name="resume"),
    path("gigs/<public_id:public_id>/reopen/", mine.reopen, name="reopen"),
    path("gigs/<public_id:public_id>/delete/", mine.delete, name="delete"),
    path("desk/gigs/", desk.queue, name="desk"),
    path("desk/gigs/<public_id:public_id>/", desk.review, name="desk_gig"),
    path("desk/gigs/<public_id:public_id>/approve/", desk.approve, name="approve"),
    path(
        "desk/gigs/<public_id:public_id>/request-changes/",
        desk.request_changes,
        name="request_changes",
    ),
    path("desk/gigs/<public_id:public_id>/decline/", desk.decline, name="decline"),
    path("desk/gigs/<public_id:public_id>/take-down/", desk.take_down, name="take_down"),
]
