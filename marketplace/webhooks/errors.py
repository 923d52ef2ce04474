"""Refusals of webhooks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid


class EndpointAddressRefused(Invalid):
    code = "endpoint_address_refused"
    message = _("Give an address that begins with https:// and leads to a public server.")


class UnknownEvent(Invalid):
    code = "unknown_event"
    message = _("There is no event called %(event)s.")


class NoEvents(Invalid):
    code = "no_events"
    message = _("Choose at least one event.")


class TooManyEndpoints(Conflict):
    code = "too_many_endpoints"
    message = _("You have %(count)s webhooks. Remove one before you add another.")


class EndpointIsOn(Conflict):
    code = "endpoint_is_on"
    message = _("This webhook is switched on already.")


class EndpointIsOff(Conflict):
    code = "endpoint_is_off"
    message = _("This webhook is switched off. Switch it on first.")


class DeliveryUnderWay(Conflict):
    code = "delivery_under_way"
    message = _("This delivery is still under way.")


class DeliveryTransitionRefused(Conflict):
    code = "delivery_transition_refused"
    message = _("A delivery that is “%(state)s” can't become “%(target)s”.")
