"""Refusals of searching."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, PermissionRefused


class NothingToFind(Invalid):
    code = "nothing_to_find"
    message = _("Search or filter first: a search for everything can't be saved.")


class SearchTooLong(Invalid):
    code = "search_too_long"
    message = _("This search is too long to be saved. Use fewer words.")


class TooManySavedSearches(Conflict):
    code = "too_many_saved_searches"
    message = _("You have %(most)s saved searches. Remove one first.")


class TooManyFavourites(Conflict):
    code = "too_many_favourites"
    message = _("You have %(most)s favourites. Remove some first.")


class NotALexicographer(PermissionRefused):
    code = "not_a_lexicographer"
    message = _("Only editors change the words of the search.")


class TooFewWords(Invalid):
    code = "too_few_words"
    message = _("Give at least two different words, one a line.")


class TooManyWords(Invalid):
    code = "too_many_words"
    message = _("A group holds at most %(most)s words of at most %(longest)s letters.")


class WordsKnownAlready(Conflict):
    code = "words_known_already"
    message = _("These words stand together in another group already.")
