"""The election in the API."""

from community.laurels.api import candidacies, elections

urlpatterns = [*elections.urlpatterns, *candidacies.urlpatterns]
