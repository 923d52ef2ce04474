"""Addresses of articles."""

from django.urls import path, re_path

from marketplace.articles.views import desk, reading, writing

app_name = "articles"
urlpatterns = [
    path("articles/", reading.article_list, name="list"),
    re_path(r"^articles/(?P<pk>\d+)-(?P<slug>[^/]+)/$", reading.article_detail, name="detail"),
    path("write/", writing.write, name="write"),
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
