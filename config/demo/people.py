"""The people of the demo world."""

from __future__ import annotations

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from config.demo.world import PASSWORD, World, content
from marketplace.accounts.choices import Role
from marketplace.accounts.models import Member
from marketplace.accounts.services import ProfileText, grant_role, update_profile


def seed_people(world: World) -> None:
    """Make every member with profile and roles; `admin` may open Django's admin."""
    joined = world.ago(days=400)
    world.hashed = make_password(PASSWORD)
    for number, row in enumerate(content("members")):
        moment = joined + timedelta(days=number * 9)
        make = (
            Member.objects.create_superuser
            if row["username"] == "admin"
            else (Member.objects.create_user)
        )
        member = make(
            row["username"],
            f"{row['username']}@demo.example",
            display_name=row["name"],
            language=row["language"],
            country=row["country"],
            timezone=row["timezone"],
            date_joined=moment,
        )
        EmailAddress.objects.create(user=member, email=member.email, verified=True, primary=True)
        for role in row["roles"]:
            grant_role(member=member, role=Role(role), actor=None, now=moment)
        text = ProfileText(
            display_name=row["name"],
            headline=row["headline"],
            bio=row["bio"],
            skills=row["skills"],
            country=row["country"],
            timezone=row["timezone"],
        )
        update_profile(member=member, text=text, now=moment)
        Member.objects.filter(pk=member.pk).update(password=world.hashed)
        world.members[member.username] = Member.objects.get(pk=member.pk)
