"""For one machine: `bin/dev`. The secret is made once and kept in the data folder."""

import secrets

from config.settings.base import *

DEBUG = True
DEMO = True
SCHEMA_FROM_FILE = True
TEMPLATES[0]["OPTIONS"]["kept_in"] = DATA_DIR / "templates"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", "testserver"]
INTERNAL_IPS = ["127.0.0.1"]
STAFF_SECOND_FACTOR_REQUIRED = False
WEBHOOKS_TO_LOOPBACK = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"


def _kept_secret(name: str) -> str:
    path = DATA_DIR / "secrets" / name
    if not path.is_file():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()


SECRET_KEY = SECRET_KEY or _kept_secret("secret-key")
SANDBOX_SECRET = SANDBOX_SECRET or _kept_secret("sandbox-secret")
