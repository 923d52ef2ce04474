"""Pages of posted briefs, proposals and conversations."""

from __future__ import annotations

from django.urls import reverse

from config.demo.world import World
from config.tests.journeys.pages import Address
from marketplace.hiring.models import PostedBrief, Proposal
from marketplace.messaging.models import Conversation, Message


def pages(world: World) -> list[Address]:
    """What clients and freelancers see of briefs that anybody may answer, and of their talk."""
    omar, salma = world.who("omar"), world.who("salma")
    roastery = PostedBrief.objects.filter(client=omar).order_by("id")[0]
    free = PostedBrief.objects.filter(state="open", held_amount=0, budget_max__gt=0)[0]
    shortlisted = Proposal.objects.get(brief=roastery, freelancer=salma)
    talk = Conversation.objects.filter(subject_kind="proposal").order_by("id")[0]
    said = Message.objects.filter(conversation=talk, author=omar)[0]
    mine = {
        "omar": [
            reverse("hiring:my_posted"),
            reverse("hiring:post"),
            roastery.get_absolute_url(),
            reverse("hiring:edit_posted", args=[roastery.public_id]),
            reverse("hiring:compare", args=[roastery.public_id]),
            reverse("hiring:invite", args=[roastery.public_id]),
            shortlisted.get_absolute_url(),
            reverse("messaging:preferences"),
        ],
        "salma": [
            reverse("hiring:open"),
            reverse("hiring:my_proposals"),
            reverse("hiring:propose", args=[free.public_id]),
            shortlisted.get_absolute_url(),
            reverse("hiring:edit_proposal", args=[shortlisted.public_id]),
            reverse("messaging:conversation", args=[talk.public_id]),
            reverse("messaging:search") + "?q=الزبائن",
            reverse("messaging:replies"),
            reverse("messaging:add_reply"),
            reverse("moderation:report", args=["message", said.public_id]),
        ],
        "": [reverse("hiring:open"), free.get_absolute_url()],
        free.client.username: [reverse("hiring:hold", args=[free.public_id])],
    }
    return [(who, path) for who, paths in mine.items() for path in paths]
