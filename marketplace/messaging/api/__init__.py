"""Conversations in the API."""

from marketplace.messaging.api.people import urlpatterns as people
from marketplace.messaging.api.threads import urlpatterns as threads

urlpatterns = [*people, *threads]
