"""A member who takes their texts along leaves none of them in what was found."""

from __future__ import annotations

from datetime import datetime

import pytest

from contests.entries.models import Check, Entry
from contests.entries.services import erase_entries
from contests.entries.tests.world import ARABIC, check, close, entered, open_contest
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db


def kept() -> str:
    return str(list(Check.objects.order_by("id").values_list("evidence", flat=True)))


@pytest.mark.parametrize("keeps_texts", [True, False])
def test_passages_go_with_the_text_and_findings_stay(
    admin: Member, seller: Member, stranger: Member, now: datetime, *, keeps_texts: bool
) -> None:
    contest = open_contest(admin, now=now)
    entered(contest, seller, now=now, source=ARABIC, title="My own title")
    other = entered(contest, stranger, now=now, source=ARABIC)
    check(*close(contest))
    for _time in range(2):
        assert erase_entries(member=seller, keeps_texts=keeps_texts) == 1
    assert ("الجبل" in kept(), "My own title" in kept()) == (keeps_texts, keeps_texts)
    found = Check.objects.get(entry=other, kind="similarity")
    assert (found.outcome, found.evidence["percent"]) == ("fault", 100)
    assert len(found.evidence["matches"]) == 1
    assert Entry.objects.get(pk=other.pk).text
