"""Refusals of links: one class per reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, TooManyRequests


class CodeUnknown(Invalid):
    code = "referral_code_unknown"
    message = _("There is no such code. Check it, or leave the field empty.")


class WordInvalid(Invalid):
    code = "referral_word_invalid"
    message = _("Use %(least)s to %(most)s small Latin letters, digits or hyphens, a letter first.")


class WordTaken(Conflict):
    code = "referral_word_taken"
    message = _("Somebody has this word already. Choose another one.")


class WordChosen(Conflict):
    code = "referral_word_chosen"
    message = _("Your word stands already: links with it are on their way, so it stays.")


class PathOutside(Invalid):
    code = "referral_path_outside"
    message = _("Give the address of a page on this platform.")


class LinkStays(Conflict):
    code = "referral_link_stays"
    message = _("This link belongs to its page and stays open. You can close links you made.")


class TooManyLinks(TooManyRequests):
    code = "referral_links_limit"
    message = _("You have %(most)s links. Close one that you don't use any more.")
