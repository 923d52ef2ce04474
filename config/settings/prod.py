"""For production: nothing is guessed. A variable that is missing stops the start."""

import sentry_sdk
from django.core.exceptions import ImproperlyConfigured

from config.settings import environment as env
from config.settings.base import *

for _name in ("SECRET_KEY", "ALLOWED_HOSTS", "SITE_URL", "DATABASE_URL", "REDIS_URL"):
    if not env.text(_name):
        raise ImproperlyConfigured(f"Set {_name} in the environment; see .env.example.")
if not env.text("PAYMENT_GATEWAYS"):
    PAYMENT_GATEWAYS = ["bank_transfer"]
if "sandbox" in PAYMENT_GATEWAYS:
    raise ImproperlyConfigured("Leave `sandbox` out of PAYMENT_GATEWAYS: it moves no money.")

SECURE_SSL_REDIRECT = env.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_HSTS_SECONDS = env.number("SECURE_HSTS_SECONDS", 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
if env.number("TRUSTED_PROXY_COUNT", 0):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
if env.text("SENTRY_DSN"):
    sentry_sdk.init(dsn=env.text("SENTRY_DSN"), send_default_pii=False)
