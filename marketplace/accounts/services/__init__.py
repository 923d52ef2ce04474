"""Verbs of accounts."""

from marketplace.accounts.services.invited import check_typed_code, register_code_check
from marketplace.accounts.services.leaving import begin_leaving, erase_member, stay
from marketplace.accounts.services.mail import QueueMail, queue_mail, register_mail_queue
from marketplace.accounts.services.profile import (
    ProfileText,
    remove_avatar,
    set_avatar,
    set_display_currency,
    set_language,
    set_preferences,
    set_profile_hidden,
    set_seller_level,
    set_taking_work,
    update_profile,
)
from marketplace.accounts.services.resume import (
    EntryDraft,
    ProfileDetails,
    remove_cover,
    save_cv_entries,
    set_cover,
    update_details,
)
from marketplace.accounts.services.roles import grant_role, revoke_role
from marketplace.accounts.services.sessions import (
    end_other_sessions,
    reinstate_member,
    reopen,
    set_standing,
    suspend_member,
    welcome_member,
)
from marketplace.accounts.services.tokens import (
    NewToken,
    create_token,
    note_token_use,
    revoke_token,
)
from marketplace.accounts.services.vacation import end_past_vacations, end_vacation, set_vacation

__all__ = [
    "EntryDraft",
    "NewToken",
    "ProfileDetails",
    "ProfileText",
    "QueueMail",
    "begin_leaving",
    "check_typed_code",
    "create_token",
    "end_other_sessions",
    "end_past_vacations",
    "end_vacation",
    "erase_member",
    "grant_role",
    "note_token_use",
    "queue_mail",
    "register_code_check",
    "register_mail_queue",
    "reinstate_member",
    "remove_avatar",
    "remove_cover",
    "reopen",
    "revoke_role",
    "revoke_token",
    "save_cv_entries",
    "set_avatar",
    "set_cover",
    "set_display_currency",
    "set_language",
    "set_preferences",
    "set_profile_hidden",
    "set_seller_level",
    "set_standing",
    "set_taking_work",
    "set_vacation",
    "stay",
    "suspend_member",
    "update_details",
    "update_profile",
    "welcome_member",
]
