"""The forum for programs."""

from community.forum.api import reading, writing

urlpatterns = [*reading.urlpatterns, *writing.urlpatterns]
