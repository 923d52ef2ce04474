"""Addresses of hiring."""

from django.urls import path, re_path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from marketplace.hiring.views import (
    briefs,
    choosing,
    funnel,
    hire,
    market,
    paying,
    posting,
    proposals,
)

app_name = "hiring"
OPEN, PROPOSAL = "hire/open/<public_id:public_id>", "hire/proposals/<public_id:public_id>"
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
    path("hire/open/", market.browse, name="open"),
    path("hire/open/mine/", posting.mine, name="my_posted"),
    path("hire/open/new/", posting.post, name="post"),
    re_path(r"^hire/open/(?P<pk>[0-9]{1,18})-(?P<slug>[^/]+)/$", market.posted, name="posted"),
    path("hire/open/files/<public_id:public_id>/", market.brief_file, name="brief_file"),
    path(f"{OPEN}/", market.posted_short, name="posted_short"),
    path(f"{OPEN}/edit/", posting.edit, name="edit_posted"),
    path(f"{OPEN}/extend/", posting.extend, name="extend_posted"),
    path(f"{OPEN}/close/", posting.close, name="close_posted"),
    path(f"{OPEN}/reopen/", posting.reopen, name="reopen_posted"),
    path(f"{OPEN}/invite/", posting.invite, name="invite"),
    path(f"{OPEN}/hold/", paying.hold, name="hold"),
    path(f"{OPEN}/pay/", paying.pay, name="pay"),
    path(f"{OPEN}/paid/", paying.payment_back, name="payment_back"),
    path(f"{OPEN}/proposals/", choosing.compare, name="compare"),
    path(f"{OPEN}/propose/", proposals.propose, name="propose"),
    path("hire/proposals/", proposals.mine, name="my_proposals"),
    path(f"{PROPOSAL}/", proposals.show, name="proposal"),
    path(f"{PROPOSAL}/edit/", proposals.edit, name="edit_proposal"),
    path(f"{PROPOSAL}/withdraw/", proposals.withdraw, name="withdraw_proposal"),
    path(f"{PROPOSAL}/shortlist/", choosing.shortlist, name="shortlist"),
    path(f"{PROPOSAL}/decline/", choosing.decline, name="decline_proposal"),
    path(f"{PROPOSAL}/talk/", choosing.talk, name="talk"),
    path(f"{PROPOSAL}/accept/", choosing.accept, name="accept_proposal"),
    path("write/<str:public_id>/funnel/", funnel.author_funnel, name="funnel"),
    path("desk/funnel/", funnel.desk_funnel, name="desk_funnel"),
]
