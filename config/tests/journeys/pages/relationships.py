"""The pages of relationships: the book, retainers, introductions, the wall."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from marketplace.relationships.models import Contact, Introduction, Pulse, Retainer
from marketplace.relationships.queries import pulse_path
from marketplace.relationships.services import calling_card_of


def pages(world: World) -> list[Address]:
    """Return (who, path) of every page."""
    running = Retainer.objects.get(state="active")
    offered = Retainer.objects.get(state="offered")
    member = Contact.objects.get(owner__username="salma", member__username="omar")
    own = Contact.objects.filter(owner__username="salma", member=None).order_by("id")[0]
    met = Introduction.objects.get(state="earned")
    asked = Introduction.objects.get(state="proposed")
    pulse = Pulse.objects.filter(was_asked=True, feeling="").order_by("id")[0]
    card = calling_card_of(world.who("salma"), now=world.now)
    running_order = running.periods.order_by("-number")[0].order
    return [
        ("salma", reverse("relationships:book")),
        ("salma", member.get_absolute_url()),
        ("salma", own.get_absolute_url()),
        ("salma", reverse("relationships:add_contact")),
        ("salma", reverse("relationships:edit_contact", args=[member.public_id])),
        ("salma", reverse("relationships:import")),
        ("salma", reverse("relationships:link")),
        ("salma", reverse("relationships:sources")),
        ("salma", reverse("relationships:retainers")),
        ("salma", reverse("relationships:offer_retainer", args=["omar"])),
        ("salma", running.get_absolute_url()),
        ("omar", running.get_absolute_url()),
        ("omar", reverse("relationships:change_retainer", args=[running.public_id])),
        ("omar", running_order.get_absolute_url()),
        ("reem", offered.get_absolute_url()),
        ("salma", reverse("relationships:introductions")),
        ("salma", reverse("relationships:introduce")),
        ("salma", met.get_absolute_url()),
        ("omar", asked.get_absolute_url()),
        ("salma", reverse("relationships:share_deal")),
        ("", reverse("relationships:wall")),
        ("", reverse("relationships:fees")),
        ("", reverse("relationships:join", args=[card.code])),
        ("", pulse_path(pulse)),
    ]
