"""Second factors as the platform wants them."""

from __future__ import annotations

from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from typing_extensions import override

from marketplace.accounts.adapters.words import SECOND_FACTOR_ERRORS
from marketplace.accounts.models import Member
from marketplace.accounts.policies import may_remove_second_factor
from marketplace.core.sealed import seal, unseal

PURPOSE = "second-factor"


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets lie encrypted; staff keep at least one factor."""

    error_messages: ClassVar = {**DefaultMFAAdapter.error_messages, **SECOND_FACTOR_ERRORS}

    @override
    def get_totp_label(self, user: Member) -> str:
        return user.username

    @override
    def encrypt(self, text: str) -> str:
        return seal(text, purpose=PURPOSE)

    @override
    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text, purpose=PURPOSE)

    @override
    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_remove_second_factor(authenticator.user, authenticator.pk)

    @override
    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)
