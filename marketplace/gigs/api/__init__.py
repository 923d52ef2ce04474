"""Gigs in the API: reading, offering, reviewing."""

from __future__ import annotations

from django.urls import path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from marketplace.gigs.api.editing import (
    GigAdditions,
    GigImage,
    GigImages,
    GigPackages,
)
from marketplace.gigs.api.gigs import GigDetail, GigList, MyGigs
from marketplace.gigs.api.verbs import (
    Approve,
    Decline,
    Pause,
    Reopen,
    RequestChanges,
    Resume,
    Submit,
    TakeDown,
    Withdraw,
)

ONE = "gigs/<public_id:public_id>/"
urlpatterns = [
    path("gigs/", GigList.as_view(), name="gigs"),
    path("gigs/mine/", MyGigs.as_view(), name="gigs_mine"),
    path(ONE, GigDetail.as_view(), name="gig"),
    path(f"{ONE}packages/", GigPackages.as_view(), name="gig_packages"),
    path(f"{ONE}additions/", GigAdditions.as_view(), name="gig_additions"),
    path(f"{ONE}images/", GigImages.as_view(), name="gig_images"),
    path(f"{ONE}images/<public_id:image_id>/", GigImage.as_view(), name="gig_image"),
    path(f"{ONE}submit/", Submit.as_view(), name="gig_submit"),
    path(f"{ONE}withdraw/", Withdraw.as_view(), name="gig_withdraw"),
    path(f"{ONE}pause/", Pause.as_view(), name="gig_pause"),
    path(f"{ONE}resume/", Resume.as_view(), name="gig_resume"),
    path(f"{ONE}reopen/", Reopen.as_view(), name="gig_reopen"),
    path(f"{ONE}approve/", Approve.as_view(), name="gig_approve"),
    path(f"{ONE}request_changes/", RequestChanges.as_view(), name="gig_request_changes"),
    path(f"{ONE}decline/", Decline.as_view(), name="gig_decline"),
    path(f"{ONE}take_down/", TakeDown.as_view(), name="gig_take_down"),
]

__all__ = ["urlpatterns"]
