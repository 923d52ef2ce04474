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
