"""Addresses of searching."""

from django.urls import path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from marketplace.search.views import desk, favourites, find, saved

app_name = "search"
urlpatterns = [
    path("search/", find.find, name="find"),
    path("search/suggest/", find.suggest, name="suggest"),
    path("search/saved/", saved.saved_list, name="saved"),
    path("search/saved/add/", saved.save, name="save"),
    path("search/saved/<public_id:public_id>/", saved.open_saved, name="open_saved"),
    path("search/saved/<public_id:public_id>/rhythm/", saved.set_rhythm, name="set_rhythm"),
    path("search/saved/<public_id:public_id>/remove/", saved.remove_saved, name="remove_saved"),
    path("search/saved/<public_id:public_id>/renew/", saved.renew_feed, name="renew_feed"),
    path("favourites/", favourites.favourites, name="favourites"),
    path("favourites/add/", favourites.add, name="add_favourite"),
    path("favourites/remove/", favourites.remove, name="remove_favourite"),
    path("search/forget/", favourites.forget, name="forget_views"),
    path("desk/words/", desk.groups, name="groups"),
    path("desk/words/add/", desk.add_group, name="add_group"),
    path("desk/words/<public_id:public_id>/", desk.edit_group, name="edit_group"),
    path("desk/words/<public_id:public_id>/remove/", desk.remove_group, name="remove_group"),
]
