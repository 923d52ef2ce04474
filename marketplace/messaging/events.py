"""Facts about conversations."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.core.events import Event


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    """Somebody wrote into a conversation; `author_id` is empty for the platform itself."""

    conversation_id: str
    message_id: str
    author_id: str


@dataclass(frozen=True, kw_only=True)
class FileRefused(Event):
    """The scanner found malware in a file, which was removed."""

    attachment_id: str
    conversation_id: str
    uploader_id: str
    name: str
    malware: str


@dataclass(frozen=True, kw_only=True)
class MemberBlockedAnother(Event):
    """Somebody closed their conversations to another member."""

    blocker_id: str
    blocked_id: str
