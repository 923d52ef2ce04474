"""What a reader who closes the account leaves behind: nothing of their reading."""

from __future__ import annotations

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


@transaction.atomic
def erase_reading(*, member: Member) -> int:
    """Delete the member's marks, levels, drafts, bookmarks, settings and mails; twice is as once.

    Posts that came by mail stay as any other post does. Returns how many rows went.
    """
    theirs = (
        Reading.objects.filter(member=member),
        AreaLevel.objects.filter(member=member),
        ForumSettings.objects.filter(member=member),
        Draft.objects.filter(member=member),
        Bookmark.objects.filter(member=member),
        Told.objects.filter(member=member),
        ReplyAddress.objects.filter(member=member),
        InboundMail.objects.filter(member=member),
    )
    return sum(rows.delete()[0] for rows in theirs)
