"""The election in the API."""

from community.laurels.api import candidacies, desk, elections

urlpatterns = [*elections.urlpatterns, *candidacies.urlpatterns, *desk.urlpatterns]
