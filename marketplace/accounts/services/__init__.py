"""Verbs of accounts."""

from marketplace.accounts.services.mail import QueueMail, queue_mail, register_mail_queue
from marketplace.accounts.services.profile import (
    ProfileText,
    remove_avatar,
    set_avatar,
    set_language,
    set_preferences,
    set_seller_level,
    set_taking_work,
    update_profile,
)
from marketplace.accounts.services.roles import grant_role, revoke_role
from marketplace.accounts.services.sessions import (
    end_other_sessions,
    reinstate_member,
    suspend_member,
    welcome_member,
)
from marketplace.accounts.services.tokens import (
    NewToken,
    create_token,
    note_token_use,
    revoke_token,
)

__all__ = [
    "NewToken",
    "ProfileText",
    "QueueMail",
    "create_token",
    "end_other_sessions",
    "grant_role",
    "note_token_use",
    "queue_mail",
    "register_mail_queue",
    "reinstate_member",
    "remove_avatar",
    "revoke_role",
    "revoke_token",
    "set_avatar",
    "set_language",
    "set_preferences",
    "set_seller_level",
    "set_taking_work",
    "suspend_member",
    "update_profile",
    "welcome_member",
]
