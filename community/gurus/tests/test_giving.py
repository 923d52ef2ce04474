"""What the club gives: whom it refuses, and which codes."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.utils.translation import override

from community.gurus import errors
from community.gurus.models import Code, Membership
from community.gurus.services import charter, giving
from community.gurus.services.giving import PrivilegeDraft
from community.gurus.tests import world
from community.gurus.tests.world import DAY
from marketplace.accounts.models import Member

pytestmark = pytest.mark.django_db


def test_who_is_set_aside_accepts_no_invitation(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, aside = gurus[0], world.put_charter(manager, now=now).sign_by
    draft = PrivilegeDraft(kind="invitation", title="Meeting", answer_by=aside + 9 * DAY)
    made = giving.make_privilege(actor=manager, draft=draft, now=now)
    grant = giving.grant_privilege(privilege=made, membership=one, actor=manager, now=now)
    charter.set_aside_unsigned(now=aside, limit=9)
    with pytest.raises(errors.MembershipStateRefuses):
        giving.accept_privilege(grant=grant, actor=one.member, now=aside)
    charter.sign_charter(membership=one, actor=one.member, number=2, now=aside)
    assert giving.accept_privilege(grant=grant, actor=one.member, now=aside).state == "held"


def test_a_manager_allows_themselves_no_other_look(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    zain = world.member("zain", "community_manager")
    mine = world.guru(manager, zain, now=now)
    draft = PrivilegeDraft(kind="licence", title="Editor")
    made = giving.make_privilege(actor=manager, draft=draft, now=now)
    giving.add_codes(privilege=made, actor=manager, text="A-1", now=now)
    grant = giving.grant_privilege(privilege=made, membership=mine, actor=manager, now=now)
    assert (giving.show_code(grant=grant, actor=zain, now=now), len(gurus)) == ("A-1", 3)
    with pytest.raises(errors.SecondPersonAnswers):
        giving.allow_another_look(grant=grant, actor=zain, reason="Lost.", now=now)
    assert giving.allow_another_look(grant=grant, actor=manager, reason="Lost.", now=now).may_show


def test_codes_of_another_stock_and_codes_too_long_are_refused_by_their_line(
    gurus: list[Membership], manager: Member, now: datetime
) -> None:
    one, other = (
        giving.make_privilege(
            actor=manager, draft=PrivilegeDraft(kind="licence", title=title), now=now
        )
        for title in ("Editor", "Viewer")
    )
    giving.add_codes(privilege=one, actor=manager, text="A-1", now=now)
    with override("en"), pytest.raises(errors.CodeElsewhere) as elsewhere:
        giving.add_codes(privilege=other, actor=manager, text="\nB-2\nA-1", now=now)
    with override("en"), pytest.raises(errors.CodeTooLong) as too_long:
        giving.add_codes(privilege=other, actor=manager, text=f"B-2\n{'x' * 201}", now=now)
    with override("en"):
        assert "line 3 belongs to “Editor”" in str(elsewhere.value)
        assert "Line 2 is longer than 200" in str(too_long.value)
    assert (Code.objects.count(), len(gurus)) == (1, 3)
