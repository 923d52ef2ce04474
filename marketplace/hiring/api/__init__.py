"""Hiring in the API."""

from marketplace.hiring.api.offers import urlpatterns as offers
from marketplace.hiring.api.posted import urlpatterns as posted
from marketplace.hiring.api.proposals import urlpatterns as proposals

urlpatterns = [*offers, *posted, *proposals]
