"""Who may vote, what lies in the box while the vote is open, and what is published of it.

A ballot hangs on its elector only while the vote is open, so that it can be replaced. The count
copies what is in it to papers, in the order of their receipts, and deletes it: from then on nothing
here leads from a member to a paper.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from typing_extensions import override

from community.laurels.choices import RECEIPT_LENGTH
from community.laurels.models.elections import Election


class Elector(models.Model):
    """Written down when the vote opens."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="voters")
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="elector_in"
    )
    has_voted = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "member"], name="laurels_elector_once")
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} in {self.election_id}"


class Ballot(models.Model):
    """In the box; deleted by the count."""

    elector = models.OneToOneField(Elector, on_delete=models.PROTECT, related_name="ballot")
    # Public ids of candidacies, the first choice first.
    ranking = models.JSONField()
    receipt = models.CharField(max_length=RECEIPT_LENGTH, unique=True)

    @override
    def __str__(self) -> str:
        return f"ballot of elector {self.elector_id}"


class Paper(models.Model):
    """A counted ballot without a name. Rows are never changed: the database refuses."""

    election = models.ForeignKey(Election, on_delete=models.PROTECT, related_name="papers")
    receipt = models.CharField(max_length=RECEIPT_LENGTH)
    ranking = models.JSONField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["election", "receipt"], name="laurels_paper_once")
        ]

    @override
    def __str__(self) -> str:
        return self.receipt
