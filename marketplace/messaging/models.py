"""Who talks to whom.

A *conversation* is what some members say to each other about one subject (an order, a brief, or
nothing in particular); a *participant* is one of them, with what they have read. A *message* is one
turn, written by a participant or by the platform; it may carry a *card*, a thing of another part
known by kind and reference, and *attachments*, private files. An attachment without a message waits
for its writer to send it, and no file is handed out before the scanner knows it.

A *told detail* is a contact detail that its writer chose to send as it is: nobody is warned of it
again there. A *saved reply* is a text that a member uses again. A *block* closes conversations to
both sides. Messages are reported like everything else, see moderation.
"""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.urls import reverse
from typing_extensions import override

from marketplace.core.files import private_storage
from marketplace.core.ids import PublicIdField
from marketplace.core.scanning import Scanned
from marketplace.core.search_sql import Fold


class Conversation(models.Model):
    public_id = PublicIdField()
    subject_kind = models.CharField(max_length=40, blank=True, default="")
    subject_ref = models.CharField(max_length=40, blank=True, default="")
    # A digest of the participants' ids: one conversation per subject and circle.
    circle = models.CharField(max_length=64, editable=False)
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField()
    last_message = models.ForeignKey(
        "messaging.Message", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # When the last message came; a conversation without any counts from its opening.
    last_message_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_ref", "circle"], name="messaging_conversation_once"
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("messaging:conversation", args=[self.public_id])


class Participant(models.Model):
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participants"
    )
    member = models.ForeignKey(
        "accounts.Member", on_delete=models.CASCADE, related_name="conversation_seats"
    )
    last_read_message = models.ForeignKey(
        "messaging.Message", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    # Messages of others after the last one read, counted as they come.
    unread_count = models.PositiveIntegerField(default=0)
    muted = models.BooleanField(default=False)
    # Put away by the member; what others write brings it back.
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "member"], name="messaging_participant_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["member"],
                name="messaging_unread",
                condition=models.Q(unread_count__gt=0),
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.member_id} in {self.conversation_id}"


class Message(models.Model):
    public_id = PublicIdField()
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages"
    )
    author = models.ForeignKey(
        "accounts.Member", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    is_system = models.BooleanField(default=False)
    source = models.TextField(blank=True, default="")
    html = models.TextField(blank=True, default="")
    card_kind = models.CharField(max_length=40, blank=True, default="")
    card_ref = models.CharField(max_length=40, blank=True, default="")
    # Made by the form, so that pressing twice sends once.
    client_key = models.CharField(max_length=40, blank=True, default="")
    created_at = models.DateTimeField()
    # Moderators took what it says out of view.
    hidden_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["conversation", "author", "client_key"],
                condition=~models.Q(client_key=""),
                name="messaging_message_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["conversation", "id"], name="messaging_thread"),
            models.Index(fields=["author", "created_at"], name="messaging_by_author"),
            GinIndex(OpClass(Fold("source"), name="gin_trgm_ops"), name="messaging_words"),
        ]

    @override
    def __str__(self) -> str:
        return f"message {self.public_id}"


class Attachment(Scanned):
    public_id = PublicIdField()
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="attachments"
    )
    message = models.ForeignKey(
        Message, on_delete=models.CASCADE, null=True, blank=True, related_name="attachments"
    )
    uploader = models.ForeignKey(
        "accounts.Member", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    # Stored under ids only: nothing that a member typed is part of the path.
    file = models.FileField(storage=private_storage, max_length=200)
    name = models.CharField(max_length=120)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    is_image = models.BooleanField(default=False)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["created_at"],
                name="messaging_unsent_files",
                condition=models.Q(message=None),
            ),
            models.Index(
                fields=["scan_due_at", "id"],
                name="messaging_files_to_scan",
                condition=models.Q(scan_state="waiting"),
            ),
        ]

    @override
    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("messaging:attachment", args=[self.public_id])


class ToldDetail(models.Model):
    seat = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="told_details")
    # A keyed digest: enough to know the thing again, useless for anything else.
    digest = models.CharField(max_length=40)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "digest"], name="messaging_told_once"),
        ]

    @override
    def __str__(self) -> str:
        return f"told in {self.seat_id}"


class SavedReply(models.Model):
    public_id = PublicIdField()
    member = models.ForeignKey(
        "accounts.Member", on_delete=models.CASCADE, related_name="saved_replies"
    )
    title = models.CharField(max_length=60)
    body = models.TextField(max_length=2000)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["member", "title", "id"], name="messaging_replies"),
        ]

    @override
    def __str__(self) -> str:
        return self.title


class Block(models.Model):
    blocker = models.ForeignKey("accounts.Member", on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey("accounts.Member", on_delete=models.CASCADE, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="messaging_block_once"),
            models.CheckConstraint(
                name="messaging_block_another", condition=~models.Q(blocker=models.F("blocked"))
            ),
        ]

    @override
    def __str__(self) -> str:
        return f"{self.blocker_id} blocks {self.blocked_id}"


class ReadingPreference(models.Model):
    member = models.OneToOneField(
        "accounts.Member", on_delete=models.CASCADE, related_name="reading_preference"
    )
    # Off: nobody sees what the member has read, and the member doesn't see what others have.
    shows_reading = models.BooleanField(default=True)

    @override
    def __str__(self) -> str:
        return f"reading of {self.member_id}"
