"""Campaigns in the API. Scopes campaigns:read and campaigns:write."""

from referrals.campaigns.api import desk, members

urlpatterns = [*members.urlpatterns, *desk.urlpatterns]
