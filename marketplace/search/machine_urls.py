"""Private feeds: feed readers know no language prefix."""

from django.urls import path

from marketplace.search.views import saved

app_name = "feeds"
urlpatterns = [path("feeds/<str:key>.rss", saved.feed, name="saved")]
