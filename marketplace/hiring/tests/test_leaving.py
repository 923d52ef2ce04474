"""What is left of briefs and proposals when one side's account is erased."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from config.testing import MakeMember
from marketplace.accounts.models import Member
from marketplace.hiring import services
from marketplace.hiring.models import Invitation, PostedBrief, PostedFile, Proposal
from marketplace.hiring.tests.posted_world import accept, again, brief_text, post, propose

BLANK: tuple[Any, ...] = ("-", "-", "", "", [])


def texts(brief: PostedBrief) -> tuple[Any, ...]:
    """Return what a posted brief says."""
    row = again(brief)
    return (row.title, row.text_source, row.text_html, row.text_plain, row.skills)


def test_erase_briefs_empties_posted_briefs_and_their_files(
    client_member: Member,
    seller: Member,
    member_factory: MakeMember,
    now: datetime,
    django_capture_on_commit_callbacks: Any,
) -> None:
    paper = SimpleUploadedFile("plan.txt", b"plan", "text/plain")
    brief = services.post_brief(
        client=client_member, text=brief_text(), files=[paper], days=14, now=now
    )
    services.invite_freelancer(
        brief=brief, freelancer=seller, actor=client_member, note="تعال", now=now
    )
    proposal = propose(brief, member_factory("third"), now=now)
    services.decline_proposal(proposal=proposal, actor=client_member, reason="غالٍ", now=now)
    services.close_brief(brief=again(brief), actor=client_member, now=now)
    elsewhere = post(seller, now=now)
    stored = PostedFile.objects.get()
    for _twice in range(2):
        with django_capture_on_commit_callbacks(execute=True):
            services.erase_briefs(member=client_member, now=now)
        assert texts(brief) == BLANK
    assert PostedFile.objects.count() == 0
    assert not stored.file.storage.exists(str(stored.file.name))
    assert Invitation.objects.get().note == ""
    proposal.refresh_from_db()
    assert (proposal.decline_reason, proposal.scope) == ("", f"عرض third رقم {brief.pk}")
    assert texts(elsewhere)[0] == "هوية محمصة في أبها"


def test_erase_briefs_takes_live_proposals_back_first(
    client_member: Member, seller: Member, now: datetime
) -> None:
    brief = post(client_member, now=now)
    proposal = propose(brief, seller, now=now)
    services.erase_briefs(member=seller, now=now)
    proposal.refresh_from_db()
    assert (proposal.state, proposal.title, proposal.scope) == ("withdrawn", "-", "-")
    assert again(brief).proposal_count == 0
    services.erase_briefs(member=seller, now=now)
    assert Proposal.objects.get().state == "withdrawn"


def test_erase_briefs_keeps_what_became_an_order(
    client_member: Member, seller: Member, now: datetime, fund: Callable[..., object]
) -> None:
    fund(client_member, 50_000)
    brief = post(client_member, now=now)
    accept(propose(brief, seller, now=now), now=now)
    services.pay_award(brief=again(brief), actor=client_member, now=now)
    before = texts(brief)
    assert again(brief).state == "hired"
    for member in (client_member, seller):
        services.erase_briefs(member=member, now=now)
    assert texts(brief) == before
    assert Proposal.objects.get().scope == f"عرض salma رقم {brief.pk}"
