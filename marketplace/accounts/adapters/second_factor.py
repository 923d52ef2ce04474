"""Second factors as the platform wants them."""

from __future__ import annotations

import base64
import hashlib
from typing import ClassVar

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet
from django.conf import settings
from typing_extensions import override

from marketplace.accounts.adapters.words import SECOND_FACTOR_ERRORS
from marketplace.accounts.models import Member
from marketplace.accounts.policies import may_remove_second_factor


def _box() -> Fernet:
    digest = hashlib.sha256(b"second-factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(digest))


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets lie encrypted; staff keep at least one factor."""

    error_messages: ClassVar = {**DefaultMFAAdapter.error_messages, **SECOND_FACTOR_ERRORS}

    @override
    def get_totp_label(self, user: Member) -> str:
        return user.username

    @override
    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    @override
    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    @override
    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return may_remove_second_factor(authenticator.user, authenticator.pk)

    @override
    def _get_site_name(self) -> str:
        return str(settings.MFA_TOTP_ISSUER)
