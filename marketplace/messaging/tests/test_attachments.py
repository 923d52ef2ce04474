"""Files: private, inert, drawn anew where they are pictures."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import override_settings
from PIL import Image

from marketplace.accounts.models import Member
from marketplace.core.errors import Invalid
from marketplace.core.files import private_storage
from marketplace.messaging import queries, services, tasks
from marketplace.messaging.errors import (
    AttachmentNotFound,
    ConversationNotFound,
    FileKindRefused,
    FileTooLarge,
)
from marketplace.messaging.models import Attachment, Conversation
from marketplace.messaging.policies import can_open_attachment
from marketplace.messaging.services.attachments import clean_name
from marketplace.messaging.tests.world import Browse, picture, talk, text_file

pytestmark = pytest.mark.django_db
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.fixture
def conversation(client_member: Member, seller: Member, now: datetime) -> Conversation:
    return talk(client_member, seller, now=now)


def hold(
    conversation: Conversation, actor: Member, file: SimpleUploadedFile, now: datetime
) -> Attachment:
    (row,) = services.hold_files(conversation=conversation, actor=actor, files=[file], now=now)
    return row


def test_hold_files_draws_pictures_anew(
    conversation: Conversation, seller: Member, now: datetime
) -> None:
    row = hold(conversation, seller, picture("my logo.png"), now)
    assert (row.name, row.content_type, row.is_image, row.width, row.height) == (
        "my logo.webp",
        "image/webp",
        True,
        40,
        20,
    )
    stored = row.file.read()
    assert (len(stored), b"private" in stored) == (row.size, False)
    assert Image.open(io.BytesIO(stored)).format == "WEBP"


def test_hold_files_sees_a_picture_under_another_name(
    conversation: Conversation, seller: Member, now: datetime
) -> None:
    row = hold(conversation, seller, picture("contract.pdf"), now)
    assert (row.name, row.is_image) == ("contract.webp", True)


def test_hold_files_keeps_other_files_as_downloads(
    conversation: Conversation, seller: Member, now: datetime
) -> None:
    row = hold(conversation, seller, text_file("notes.txt", b"notes"), now)
    assert (row.name, row.content_type, row.is_image, row.size) == (
        "notes.txt",
        "application/octet-stream",
        False,
        5,
    )
    assert row.file.name == f"messages/{conversation.pk}/{row.public_id}"
    assert row.file.path.startswith(str(settings.PRIVATE_ROOT))


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("setup.exe", b"x", FileKindRefused),
        ("SETUP.EXE", b"x", FileKindRefused),
        ("setup.exe.", b"x", FileKindRefused),
        ("logo.png\u202eexe.bat", b"x", FileKindRefused),
        ("report.pdf", b"MZ\x90\x00", FileKindRefused),
        ("run", b"\x7fELF", FileKindRefused),
        ("logo.png", SVG, Invalid),
        ("logo.jpg", b"<script>alert(1)</script>", Invalid),
        ("logo.png", b"\x89PNG\r\n\x1a\nbroken", Invalid),
        ("notes.txt", b"\xff\xd8\xff broken", Invalid),
    ],
)
def test_hold_files_refuses(
    conversation: Conversation,
    seller: Member,
    now: datetime,
    name: str,
    content: bytes,
    error: type[Invalid],
) -> None:
    with pytest.raises(error):
        hold(conversation, seller, SimpleUploadedFile(name, content), now)
    assert Attachment.objects.count() == 0


@override_settings(WAZZIFNI={"file_max_bytes": "1048576"})
def test_hold_files_refuses_what_is_too_large(
    conversation: Conversation, seller: Member, now: datetime
) -> None:
    assert hold(conversation, seller, text_file(content=b"x" * 1_048_576), now).pk
    with pytest.raises(FileTooLarge):
        hold(conversation, seller, text_file(content=b"x" * 1_048_577), now)


def test_hold_files_by_a_stranger_is_not_found(
    conversation: Conversation, stranger: Member, now: datetime
) -> None:
    with pytest.raises(ConversationNotFound):
        hold(conversation, stranger, text_file(), now)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\temp\\a.txt", "a.txt"),
        ("photo\u202egnp.exe", "photognp.exe"),
        ('a"b<c>|d?.txt', "a_b_c_d_.txt"),
        ("\x00\x1f", "file"),
        ("...", "file"),
        ("عقد العمل.pdf", "عقد العمل.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_clean_name_keeps_only_a_name(name: str, kept: str) -> None:
    assert clean_name(name) == kept


def test_who_may_open_a_file(
    conversation: Conversation,
    client_member: Member,
    seller: Member,
    stranger: Member,
    now: datetime,
) -> None:
    row = hold(conversation, seller, text_file(), now)
    members = (seller, client_member, stranger)
    assert [can_open_attachment(member, row) for member in members] == [True, False, False]
    assert queries.get_attachment_for(seller, row.public_id) == row
    for member in (client_member, stranger):
        with pytest.raises(AttachmentNotFound):
            queries.get_attachment_for(member, row.public_id)
    services.send_message(
        conversation=conversation.public_id,
        author=seller,
        body="",
        held=[row.public_id],
        now=now,
    )
    row.refresh_from_db()
    assert [can_open_attachment(member, row) for member in members] == [True, True, False]
    assert queries.get_attachment_for(client_member, row.public_id) == row
    with pytest.raises(AttachmentNotFound):
        queries.get_attachment_for(stranger, row.public_id)


def test_page_of_a_file_for_each_reader(
    as_member: Browse,
    conversation: Conversation,
    client_member: Member,
    seller: Member,
    stranger: Member,
    now: datetime,
) -> None:
    message = services.send_message(
        conversation=conversation.public_id,
        author=seller,
        body="",
        files=[text_file("page.html", b"<script>alert(1)</script>")],
        now=now,
    )
    address = f"/en/inbox/files/{message.attachments.get().public_id}/"
    statuses = [
        as_member(member).get(address).status_code
        for member in (seller, client_member, stranger, None)
    ]
    assert statuses == [200, 200, 404, 302]
    answer = as_member(client_member).get(address)
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="page.html"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; sandbox")


def test_pictures_are_shown_in_the_page(
    as_member: Browse, conversation: Conversation, seller: Member, now: datetime
) -> None:
    message = services.send_message(
        conversation=conversation.public_id, author=seller, body="", files=[picture()], now=now
    )
    row = message.attachments.get()
    answer = as_member(seller).get(f"/en/inbox/files/{row.public_id}/")
    assert answer.headers["Content-Type"] == "image/webp"
    assert answer.headers["Content-Disposition"] == 'inline; filename="logo.webp"'


def test_forget_unsent_files_leaves_the_sent_and_the_new(
    conversation: Conversation, seller: Member, now: datetime
) -> None:
    old = hold(conversation, seller, text_file("old.txt"), now)
    sent = hold(conversation, seller, text_file("sent.txt"), now)
    services.send_message(
        conversation=conversation.public_id,
        author=seller,
        body="",
        held=[sent.public_id],
        now=now,
    )
    new = hold(conversation, seller, text_file("new.txt"), now + timedelta(hours=23))
    later = now + timedelta(days=1, seconds=1)
    assert tasks.forget_unsent_files(now=later, limit=10) == 1
    assert set(Attachment.objects.all()) == {sent, new}
    assert not private_storage().exists(str(old.file.name))
    assert private_storage().exists(str(sent.file.name))
