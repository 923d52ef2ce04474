"""Addresses of portfolios and CVs."""

from django.urls import path, re_path

from marketplace.portfolio.views import consents, cv, mine, public

app_name = "portfolio"
urlpatterns = [
    path("portfolio/", mine.show_list, name="mine"),
    path("portfolio/new/", mine.add, name="add"),
    path("portfolio/consents/", consents.show_list, name="consents"),
    path("portfolio/consents/<str:public_id>/", consents.consent, name="consent"),
    path("portfolio/pictures/<str:public_id>/", public.image, name="image"),
    path("portfolio/<str:public_id>/", mine.edit, name="edit"),
    path("portfolio/<str:public_id>/move/", mine.move, name="move"),
    path("portfolio/<str:public_id>/remove/", mine.remove, name="remove"),
    path("portfolio/<str:public_id>/pictures/", mine.add_picture, name="add_picture"),
    path(
        "portfolio/<str:public_id>/pictures/<str:image_id>/remove/",
        mine.remove_picture,
        name="remove_picture",
    ),
    re_path(r"^u/(?P<username>[^/]+)/work/(?P<pk>\d+)-(?P<slug>[^/]+)/$", public.work, name="work"),
    path("u/<str:username>/cv/", cv.show, name="cv"),
    path("u/<str:username>/cv/pdf/", cv.pdf, name="cv_pdf"),
]
