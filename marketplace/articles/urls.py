"""Addresses of articles."""

from django.urls import path, re_path

from marketplace.articles.views import (
    commissions,
    desk,
    discussion,
    reading,
    themes,
    tipping,
    writing,
)

app_name = "articles"
urlpatterns = [
    path("articles/", reading.article_list, name="list"),
    re_path(r"^articles/(?P<pk>\d+)-(?P<slug>[^/]+)/$", reading.article_detail, name="detail"),
    path("articles/<int:pk>/comments/", discussion.write_comment, name="comment"),
    path("articles/<int:pk>/react/", discussion.react, name="react"),
    path("articles/<int:pk>/tip/", tipping.give, name="give_tip"),
    path("articles/comments/<str:public_id>/edit/", discussion.edit, name="edit_comment"),
    path("articles/comments/<str:public_id>/remove/", discussion.remove, name="remove_comment"),
    path("articles/tips/<str:public_id>/", tipping.tip, name="tip"),
    path("articles/themes/", themes.theme_list, name="themes"),
    path("articles/themes/<str:slug>/", themes.theme_detail, name="theme"),
    path("write/", writing.write, name="write"),
    path("write/commissions/", commissions.mine, name="commissions"),
    path("write/commissions/<str:public_id>/", commissions.detail, name="commission"),
    path("write/commissions/<str:public_id>/accept/", commissions.accept, name="accept_commission"),
    path(
        "write/commissions/<str:public_id>/decline/",
        commissions.decline,
        name="decline_commission",
    ),
    path("write/commissions/<str:public_id>/cancel/", commissions.cancel, name="cancel_commission"),
    path("write/start/", writing.start, name="start"),
    path("write/preview/", writing.preview, name="preview"),
    path("write/<str:public_id>/", writing.edit, name="edit"),
    path("write/<str:public_id>/autosave/", writing.autosave, name="autosave"),
    path("write/<str:public_id>/submit/", writing.submit, name="submit"),
    path("write/<str:public_id>/take-back/", writing.take_back, name="take_back"),
    path("write/<str:public_id>/hiring/", writing.set_hiring, name="set_hiring"),
    path("write/<str:public_id>/images/", writing.add_image, name="add_image"),
    path(
        "write/<str:public_id>/images/<int:image_id>/remove/",
        writing.remove_image,
        name="remove_image",
    ),
    path(
        "write/<str:public_id>/notes/<int:note_id>/resolve/",
        writing.resolve_note,
        name="resolve_note",
    ),
    path("write/<str:public_id>/theme/", themes.join, name="join_theme"),
    path("desk/commissions/", commissions.desk_list, name="desk_commissions"),
    path("desk/commissions/new/", commissions.offer, name="offer_commission"),
    path(
        "desk/commissions/<str:public_id>/withdraw/",
        commissions.withdraw,
        name="withdraw_commission",
    ),
    path("desk/themes/", themes.desk_list, name="desk_themes"),
    path("desk/themes/new/", themes.make, name="make_theme"),
    path("desk/themes/<str:slug>/", themes.change, name="change_theme"),
    path("desk/articles/", desk.queue, name="desk"),
    path("desk/articles/<str:public_id>/", desk.review, name="review"),
    path("desk/articles/<str:public_id>/notes/", desk.add_note, name="add_note"),
    path(
        "desk/articles/<str:public_id>/request-changes/",
        desk.request_changes,
        name="request_changes",
    ),
    path("desk/articles/<str:public_id>/decline/", desk.decline, name="decline"),
    path("desk/articles/<str:public_id>/publish/", desk.publish, name="publish"),
]
