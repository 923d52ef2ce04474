"""Refusals of notifications."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, NotFound


class ChannelModeUnknown(Invalid):
    code = "channel_mode_unknown"
    message = _("This channel can't do that. Choose one of the ways it offers.")


class UnsubscribeLinkInvalid(NotFound):
    code = "unsubscribe_link_invalid"
    message = _("This link is incomplete. Copy the whole address, or change it in your settings.")


class MailTransitionRefused(Conflict):
    code = "mail_transition_refused"
    message = _("A mail that is %(state)s can't become %(target)s.")


class MailNotFailed(Conflict):
    code = "mail_not_failed"
    message = _("Only a mail that failed can be sent again.")


class EndpointRefused(Invalid):
    code = "endpoint_refused"
    message = _("Push messages go to https addresses of public push services only.")


class PushKeysWrong(Invalid):
    code = "push_keys_wrong"
    message = _("The browser's keys are not complete. Switch push off and on again.")


class PushTransitionRefused(Conflict):
    code = "push_transition_refused"
    message = _("A push message that is %(state)s can't become %(target)s.")
