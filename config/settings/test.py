"""For the test suite: real PostgreSQL and Valkey, nothing sent anywhere."""

import tempfile
from pathlib import Path

from config.settings.base import *

SECRET_KEY = "only-for-tests"  # noqa: S105
SANDBOX_SECRET = "only-for-tests-too"  # noqa: S105
STRIPE_SECRET_KEY = "sk_test_not_real"  # noqa: S105
STRIPE_WEBHOOK_SECRET = "whsec_only_for_tests"  # noqa: S105
PAYMENT_GATEWAYS = ["sandbox", "bank_transfer", "stripe"]
ALLOWED_HOSTS = ["*"]
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES["default"]["KEY_PREFIX"] = "wz-test"
_FILES = Path(tempfile.gettempdir()) / "wazzifni-test-files"
MEDIA_ROOT = _FILES / "public"
PRIVATE_ROOT = _FILES / "private"
_DISK_STORAGE = "django.core.files.storage.FileSystemStorage"
STORAGES["default"] = {
    "BACKEND": _DISK_STORAGE,
    "OPTIONS": {"location": MEDIA_ROOT, "base_url": "/media/"},
}
STORAGES["private"] = {
    "BACKEND": _DISK_STORAGE,
    "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None},
}
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
CELERY_BROKER_URL = "memory://"
ACCOUNT_RATE_LIMITS = False
RATE_LIMITS_ON = False
VISITOR_PAGE_SECONDS = 0
SCHEMA_FROM_FILE = True
TEMPLATES[0]["OPTIONS"]["kept_in"] = DATA_DIR / "templates"
LOGGING["root"]["level"] = "WARNING"
