"""What allauth says, in our words, so that our catalogues hold all four languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

# A template of allauth's that isn't here says nothing: a greeting after each sign-in is noise.
MESSAGES: dict[str, StrPromise] = {
    "account/messages/cannot_delete_primary_email.txt": _(
        "%(email)s is your main address. Make another one the main address first."
    ),
    "account/messages/email_confirmation_failed.txt": _(
        "%(email)s belongs to another account already."
    ),
    "account/messages/email_confirmation_sent.txt": _("We sent a code to %(email)s."),
    "account/messages/email_confirmed.txt": _("%(email)s is confirmed."),
    "account/messages/email_deleted.txt": _("%(email)s was removed from your account."),
    "account/messages/logged_out.txt": _("You are signed out."),
    "account/messages/password_changed.txt": _(
        "Your password is changed. Every other device was signed out."
    ),
    "account/messages/password_set.txt": _("Your password is set."),
    "account/messages/primary_email_set.txt": _("This is your main address now."),
    "account/messages/unverified_primary_email.txt": _(
        "Confirm the address first; then it can be your main address."
    ),
    "mfa/messages/recovery_codes_generated.txt": _(
        "Here are your new recovery codes. The old ones no longer work."
    ),
    "mfa/messages/totp_activated.txt": _("The authenticator app is switched on."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is switched off."),
    "mfa/messages/webauthn_added.txt": _("The key was added."),
    "mfa/messages/webauthn_removed.txt": _("The key was removed."),
    "usersessions/messages/sessions_logged_out.txt": _("Every other device was signed out."),
}

WRONG_PASSWORD = _("Name or password is wrong. Check both, or choose a new password.")
TOO_MANY = _("Too many attempts. Wait five minutes, then try again.")
WEAK_PASSWORD = _("Everybody knows this password. Choose another one.")
WRONG_CODE = _("This code isn't right. Check it and type it again.")

ACCOUNT_ERRORS: dict[str, StrPromise] = {
    "account_inactive": _("This account is closed for now."),
    "cannot_remove_primary_email": MESSAGES["account/messages/cannot_delete_primary_email.txt"],
    "duplicate_email": _("This address is on your account already."),
    "email_password_mismatch": WRONG_PASSWORD,
    "username_password_mismatch": WRONG_PASSWORD,
    "email_taken": _("Another account uses this address. Sign in, or choose another address."),
    "enter_current_password": _("This isn't your present password."),
    "incorrect_code": WRONG_CODE,
    "incorrect_password": _("This isn't your password."),
    "invalid_login": WRONG_PASSWORD,
    "invalid_or_expired_key": _("This link is used up or too old. Ask for a new one."),
    "invalid_password_reset": _("This link is used up or too old. Ask for a new one."),
    "max_email_addresses": _("You can't add more than %d addresses."),
    "rate_limited": TOO_MANY,
    "same_as_current": _("This is the address you have now."),
    "too_many_login_attempts": TOO_MANY,
    "unverified_primary_email": MESSAGES["account/messages/unverified_primary_email.txt"],
    "username_blacklisted": _("This username is kept for the platform. Choose another one."),
    "username_taken": _("This username is taken. Choose another one."),
}

SECOND_FACTOR_ERRORS: dict[str, StrPromise] = {
    "cannot_delete_authenticator": _("Your role asks for a second factor: it can't be removed."),
    "cannot_generate_recovery_codes": _("Set up an authenticator app or a key first."),
    "incorrect_code": WRONG_CODE,
    "unverified_email": _("Confirm your e-mail address first."),
}
