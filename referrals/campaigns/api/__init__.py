"""Campaigns in the API. Scopes campaigns:read and campaigns:write."""

from referrals.campaigns.api import desk, members, tickets

urlpatterns = [*members.urlpatterns, *tickets.urlpatterns, *desk.urlpatterns]
