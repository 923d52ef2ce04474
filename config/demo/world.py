"""What the parts of the demo world share: its people, its moments, its content."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from allauth.account.models import EmailAddress

from marketplace.accounts.models import Member
from marketplace.articles.models import Article
from marketplace.core.outbox import deliver_due
from marketplace.gigs.models import Gig

CONTENT = Path(__file__).parent / "content"
PASSWORD = "wazzifni-demo"  # noqa: S105  told to everybody, refused outside DEBUG


@dataclass
class World:
    """The demo world while it is made. `now` is the moment at which it is looked at."""

    now: datetime
    # The one password, hashed once: to hash it for everybody would be a quarter of a first start.
    hashed: str = ""
    members: dict[str, Member] = field(default_factory=dict)
    gigs: list[Gig] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)

    def who(self, username: str) -> Member:
        """Return one of its people."""
        return self.members[username]

    def ago(self, *, days: float = 0, hours: float = 0) -> datetime:
        """Return a moment in the past."""
        return self.now - timedelta(days=days, hours=hours)

    def join(self, username: str, *, language: str, name: str, moment: datetime) -> Member:
        """Let somebody else join, with a confirmed address."""
        member = Member.objects.create_user(
            username,
            f"{username}@demo.example",
            display_name=name,
            language=language,
            date_joined=moment,
        )
        member.password = self.hashed
        member.save(update_fields=["password"])
        EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
        self.members[username] = member
        return member

    def settle(self, moment: datetime) -> None:
        """Let everybody hear of what has happened by then."""
        deliver_due(now=moment)


def content(name: str) -> list[dict[str, Any]]:
    """Read one file of content."""
    text = (CONTENT / f"{name}.json").read_text(encoding="utf-8")
    return cast("list[dict[str, Any]]", json.loads(text))
