"""allauth's mails as messages of ours: templates/emails/<message>/, in the reader's language."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from marketplace.accounts.models import Member
from marketplace.accounts.queries import get_member_by_address
from marketplace.accounts.services import queue_mail

MESSAGES = {
    "account/email/email_confirmation_signup": "confirm_email",
    "account/email/email_confirmation": "confirm_email",
    "account/email/account_already_exists": "account_exists",
    "account/email/unknown_account": "account_unknown",
    "account/email/password_reset_key": "password_reset",
}
# Every other prefix of allauth's is a notice that something about the account was changed.
NOTICE = "account_changed"
PASSED_ON = (
    "code",
    "password_reset_url",
    "signup_url",
    "username",
    "ip",
    "user_agent",
    "from_email",
    "to_email",
    "deleted_email",
)


def send_account_mail(
    *,
    prefix: str,
    to: str,
    context: dict[str, Any],
    member: Member | None,
    page_language: str,
    now: datetime,
) -> None:
    """Queue the message that stands for one of allauth's template prefixes."""
    reader = member or get_member_by_address(to)
    values = {name: str(context[name]) for name in PASSED_ON if context.get(name)}
    values["change"] = prefix.rsplit("/", 1)[-1]
    values["email"] = to
    queue_mail(
        to=to,
        language=reader.language if reader else page_language,
        message=MESSAGES.get(prefix, NOTICE),
        context=values,
        member=reader,
        now=now,
    )
