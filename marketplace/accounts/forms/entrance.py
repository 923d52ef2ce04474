"""allauth's forms in our words: labels and hints that our catalogues translate, no placeholders."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from allauth.account import forms as account_forms
from allauth.account.internal.userkit import filter_users_by_email
from allauth.mfa.base import forms as second_factor_forms
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.webauthn import forms as passkey_forms
from django import forms
from django.utils.translation import gettext_lazy as _
from typing_extensions import override

from marketplace.accounts.policies import may_sign_in

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    Words = dict[str, StrPromise | str]
    Base = forms.Form
else:
    Base = object


class InOurWords(Base):
    """Puts `labels`, `hints` and `attrs` on the fields that the form turns out to have."""

    labels: ClassVar[Words] = {}
    hints: ClassVar[Words] = {}
    attrs: ClassVar[dict[str, dict[str, str]]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")
            field.widget.attrs.update(self.attrs.get(name, {}))


EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
AGAIN = _("The new password once more")
LONG_ENOUGH = _("At least 10 characters. A sentence that only you know is both strong and easy.")
CODE = _("Code")
CODE_ATTRS = {
    "autocomplete": "one-time-code",
    "autocapitalize": "characters",
    "spellcheck": "false",
    "dir": "ltr",
}
DIGITS_ATTRS = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
NEW_PASSWORD_WORDS: Words = {"password1": NEW_PASSWORD, "password2": AGAIN}
LATIN = {"dir": "ltr", "autocapitalize": "none", "spellcheck": "false"}


class LoginForm(InOurWords, account_forms.LoginForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"login": _("Username or e-mail address"), "password": PASSWORD}
    attrs: ClassVar = {"login": {**LATIN, "autocomplete": "username"}}


class SignupForm(InOurWords, account_forms.SignupForm):  # type: ignore[misc]
    field_order = ["display_name", "email", "username", "password1", "referral_code"]
    labels: ClassVar[Words] = {"email": EMAIL, "username": _("Username"), "password1": PASSWORD}
    hints: ClassVar[Words] = {
        "display_name": _("Your own name or your trade name, in any language."),
        "email": _("We send a code there. Nobody else sees this address."),
        "username": _("3 to 30 Latin letters, digits or underscores: the address of your page."),
        "password1": LONG_ENOUGH,
        "referral_code": _("Whoever gave it to you is thanked for it."),
    }
    attrs: ClassVar = {"username": LATIN}


class AddEmailForm(InOurWords, account_forms.AddEmailForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"email": _("New e-mail address")}
    hints: ClassVar[Words] = {"email": _("We send a code there; it counts once you enter it.")}


class ChangeEmailForm(InOurWords, account_forms.ChangeEmailForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"email": _("The right e-mail address")}


class ConfirmEmailForm(InOurWords, account_forms.ConfirmEmailVerificationCodeForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"code": CODE}
    attrs: ClassVar = {"code": CODE_ATTRS}


class ChangePasswordForm(InOurWords, account_forms.ChangePasswordForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"oldpassword": _("Present password"), **NEW_PASSWORD_WORDS}
    hints: ClassVar[Words] = {"password1": LONG_ENOUGH}


class SetPasswordForm(InOurWords, account_forms.SetPasswordForm):  # type: ignore[misc]
    labels: ClassVar[Words] = NEW_PASSWORD_WORDS
    hints: ClassVar[Words] = {"password1": LONG_ENOUGH}


class ResetPasswordForm(InOurWords, account_forms.ResetPasswordForm):  # type: ignore[misc]
    """For closed accounts, too, as far as they may sign in: their money is theirs."""

    labels: ClassVar[Words] = {"email": EMAIL}

    @override
    def clean_email(self) -> str:
        email = str(super().clean_email())
        found = filter_users_by_email(email, prefer_verified=True, for_login=True)
        self.users = [member for member in found if may_sign_in(member)]
        return email


class ResetPasswordKeyForm(InOurWords, account_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    labels: ClassVar[Words] = NEW_PASSWORD_WORDS
    hints: ClassVar[Words] = {"password1": LONG_ENOUGH}


class ReauthenticateForm(InOurWords, account_forms.ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"password": PASSWORD}


class SecondFactorForm(InOurWords, second_factor_forms.AuthenticateForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"code": CODE}
    hints: ClassVar[Words] = {"code": _("Six digits from your app, or one of your recovery codes.")}
    attrs: ClassVar = {"code": CODE_ATTRS}


class SecondFactorAgainForm(InOurWords, second_factor_forms.ReauthenticateForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"code": CODE}
    hints: ClassVar[Words] = {"code": _("Six digits from your app, or one of your recovery codes.")}
    attrs: ClassVar = {"code": CODE_ATTRS}


class ActivateTOTPForm(InOurWords, totp_forms.ActivateTOTPForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"code": _("The six digits that your app shows now")}
    attrs: ClassVar = {"code": DIGITS_ATTRS}


class AddPasskeyForm(InOurWords, passkey_forms.AddWebAuthnForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {
        "name": _("Name of this key"),
        "passwordless": _("Let this key sign me in without a password"),
    }
    hints: ClassVar[Words] = {
        "name": _("So that you can tell your keys apart: “my phone”, “key in the office”."),
        "passwordless": _("The device then asks for your finger, face or PIN."),
    }


class EditPasskeyForm(InOurWords, passkey_forms.EditWebAuthnForm):  # type: ignore[misc]
    labels: ClassVar[Words] = {"name": _("Name of this key")}
