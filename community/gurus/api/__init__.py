"""The guru club in the API."""

from community.gurus.api import club, desk, own, privileges

urlpatterns = [
    *club.urlpatterns,
    *own.urlpatterns,
    *desk.urlpatterns,
    *privileges.urlpatterns,
]
