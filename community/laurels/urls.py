"""Addresses of the election."""

app_name = "laurels"
urlpatterns: list[object] = []
