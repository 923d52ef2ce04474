"""Addresses of hiring."""

from django.urls import path

from marketplace.hiring.views import briefs, funnel, hire

app_name = "hiring"
urlpatterns = [
    path("hire/article/<int:pk>/", hire.from_article, name="from_article"),
    path("hire/gig/<int:pk>/", hire.from_gig, name="from_gig"),
    path("hire/u/<str:username>/", hire.from_profile, name="from_profile"),
    path("hire/resume/", hire.resume, name="resume"),
    path("hire/briefs/", briefs.briefs, name="briefs"),
    path("hire/briefs/<str:public_id>/offer/", briefs.make_offer, name="make_offer"),
    path("hire/briefs/<str:public_id>/decline/", briefs.decline_brief, name="decline_brief"),
    path("hire/briefs/<str:public_id>/withdraw/", briefs.withdraw_brief, name="withdraw_brief"),
    path("hire/offers/<str:public_id>/counter/", briefs.counter_offer, name="counter_offer"),
    path("hire/offers/<str:public_id>/accept/", briefs.accept_offer, name="accept_offer"),
    path("hire/offers/<str:public_id>/decline/", briefs.decline_offer, name="decline_offer"),
    path("hire/offers/<str:public_id>/withdraw/", briefs.withdraw_offer, name="withdraw_offer"),
    path("write/<str:public_id>/funnel/", funnel.author_funnel, name="funnel"),
    path("desk/funnel/", funnel.desk_funnel, name="desk_funnel"),
]
