"""The election in the API."""

urlpatterns: list[object] = []
