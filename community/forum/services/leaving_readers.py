"""What a reader who closes the account leaves behind: nothing of their reading."""

from __future__ import annotations

from typing import Final

from django.db import transaction

from community.forum.models import (
    AreaLevel,
    Bookmark,
    Draft,
    ForumSettings,
    InboundMail,
    Reading,
    ReplyAddress,
    Told,
)
from marketplace.accounts.models import Member

_THEIRS: Final = (
    Reading,
    AreaLevel,
    ForumSettings,
    Draft,
    Bookmark,
    Told,
    ReplyAddress,
    InboundMail,
)


@transaction.atomic
def erase_reading(*, member: Member) -> int:
    """Delete the member's marks, levels, drafts, bookmarks, settings and mails; twice is as once.

    Posts that came by mail stay as any other post does. Returns how many rows went.
    """
    return sum(model._default_manager.filter(member=member).delete()[0] for model in _THEIRS)
