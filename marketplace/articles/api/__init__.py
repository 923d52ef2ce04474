"""Articles in the API: reading, writing, reviewing, and what readers add."""

from marketplace.articles.api import articles, commissions, social

# What has a name of its own stands before what has a number.
urlpatterns = [*commissions.urlpatterns, *social.urlpatterns, *articles.urlpatterns]
