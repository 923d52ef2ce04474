"""How members are read for the index: those who tell something about their work."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.db.models import Q, QuerySet

from marketplace.accounts.models import Profile
from marketplace.search.choices import Kind
from marketplace.search.services.sources import Document


def _shown() -> QuerySet[Profile]:
    telling = ~Q(headline="") | ~Q(bio_source="") | ~Q(skills=[])
    return Profile.objects.filter(telling, member__is_active=True)


class MemberSource:
    """Active members with a profile that says something. The number is the member's."""

    def load(self, refs: Sequence[int]) -> list[Document]:
        """Return those that may be found, in one query."""
        rows = _shown().filter(member_id__in=refs).select_related("member").defer("bio_html")
        return [
            Document(
                kind=Kind.MEMBER,
                ref=row.member_id,
                owner_id=row.member_id,
                title=row.member.display_name,
                path=row.member.get_absolute_url(),
                language=row.member.language,
                published_at=row.member.date_joined,
                keywords=" ".join([row.member.username, row.headline, *map(str, row.skills)]),
                body=row.bio_source,
                excerpt=row.headline,
            )
            for row in rows
        ]

    def batches(self, size: int) -> Iterator[list[int]]:
        """Walk through these members by their numbers."""
        last = 0
        while True:
            rows = _shown().filter(member_id__gt=last).order_by("member_id")
            found = list(rows.values_list("member_id", flat=True)[:size])
            if not found:
                return
            yield found
            last = found[-1]

    def of_owner(self, owner_id: int) -> list[int]:
        """Return the member's own number."""
        return [owner_id]
