"""The ways in which a notification reaches a member: one folder each, with the same files.

`preference.py` says how often the channel can bring something and what holds without a choice;
`channel.py` brings it.
"""

from __future__ import annotations

from typing import Final

from marketplace.notifications.channels.in_page.channel import InPage
from marketplace.notifications.channels.interface import Channel
from marketplace.notifications.channels.mail.channel import Mail
from marketplace.notifications.channels.push.channel import Push

CHANNELS: Final[dict[str, Channel]] = {
    channel.name: channel for channel in (InPage(), Mail(), Push())
}

__all__ = ["CHANNELS", "Channel"]
