"""What holds everywhere."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.settings import environment as env
from config.settings.api_names import API_NAMES

BASE_DIR = env.ROOT
DATA_DIR = env.DATA
DEBUG = False
SECRET_KEY = env.text("SECRET_KEY")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS")
SITE_URL = env.text("SITE_URL", "http://127.0.0.1:8000").rstrip("/")
SITE_NAME = "وظّفني"

INSTALLED_APPS = [
    "marketplace.core",
    "marketplace.accounts",
    "marketplace.notifications",
    "marketplace.webhooks",
    "marketplace.search",
    "marketplace.moderation",
    "marketplace.ledger",
    "marketplace.gigs",
    "marketplace.articles",
    "marketplace.messaging",
    "marketplace.orders",
    "marketplace.hiring",
    "marketplace.disputes",
    "marketplace.reviews",
    "marketplace.portfolio",
    "marketplace.billing",
    "marketplace.relationships",
    "marketplace.insights",
    "contests.calls",
    "contests.entries",
    "contests.actions",
    "contests.judging",
    "contests.draws",
    "contests.prizes",
    "referrals.links",
    "referrals.guard",
    "referrals.programs",
    "referrals.campaigns",
    "referrals.sponsorships",
    "referrals.growth",
    "community.reputation",
    "community.trophies",
    "community.rings",
    "community.forum",
    "community.gurus",
    "community.laurels",
    "community.worth",
    "community.shifts",
    "community.watch",
    "config.admin_site.OfficeConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "django_htmx",
    "django_filters",
    "config",
]
MIDDLEWARE = [
    "marketplace.core.current.CurrentRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "marketplace.core.middleware.SessionActivityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "marketplace.core.middleware.PolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "config.gate.GateMiddleware",
    "marketplace.core.touches.TouchMiddleware",
    "marketplace.core.middleware.DomainErrorMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES: dict[str, dict[str, Any]] = {"default": env.database()}
APPEND_SLASH = True

_CONTEXT = [
    "django.template.context_processors.request",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "config.jinja2.environment",
            "context_processors": [*_CONTEXT, "marketplace.core.visitor_pages.form_token"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "config" / "admin_templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": _CONTEXT},
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# Cache, sessions, messages
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "config.cache.RedisCache",
        "LOCATION": env.redis_url(1),
        "KEY_PREFIX": "wz",
    }
}
SESSION_ENGINE = "config.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "marketplace.core.views.csrf_failed"
MESSAGE_STORAGE = "django.contrib.messages.storage.fallback.FallbackStorage"

# Language and time
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", _("Arabic")), ("en", _("English")), ("he", _("Hebrew")), ("ur", _("Urdu"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 60 * 60 * 24 * 365

# Files
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "static-built"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media" / "public"
PRIVATE_ROOT = DATA_DIR / "media" / "private"
_BUCKET = env.text("S3_BUCKET")
_S3_OPTIONS = {
    "bucket_name": _BUCKET,
    "endpoint_url": env.text("S3_ENDPOINT_URL") or None,
    "access_key": env.text("S3_ACCESS_KEY") or None,
    "secret_key": env.text("S3_SECRET_KEY") or None,
    "file_overwrite": False,
}
_S3 = "storages.backends.s3.S3Storage"
_DISK = "django.core.files.storage.FileSystemStorage"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": _S3,
        "OPTIONS": {**_S3_OPTIONS, "location": "public", "querystring_auth": False},
    }
    if _BUCKET
    else {"BACKEND": _DISK, "OPTIONS": {"location": MEDIA_ROOT, "base_url": MEDIA_URL}},
    "private": {"BACKEND": _S3, "OPTIONS": {**_S3_OPTIONS, "location": "private"}}
    if _BUCKET
    else {"BACKEND": _DISK, "OPTIONS": {"location": PRIVATE_ROOT, "base_url": None}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Who looks into files that members send: none, or clamav at this socket (a path, or host:port).
FILE_SCANNER = env.text("FILE_SCANNER", "none")
CLAMAV_ADDRESS = env.text("CLAMAV_ADDRESS", "/run/clamav/clamd.ctl")
# The header in which a proxy names the visitor's country (CF-IPCountry); "" where none does.
VISITOR_COUNTRY_HEADER = env.text("VISITOR_COUNTRY_HEADER")
# From where draws fetch drand's rounds; "" for nowhere.
DRAND_URL = env.text("DRAND_URL", "https://api.drand.sh")
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Members
AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = [
    "marketplace.accounts.adapters.backend.MemberBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "marketplace.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "marketplace.accounts.forms.SignupExtra"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 60 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
_FORMS = "marketplace.accounts.forms.entrance"
ACCOUNT_FORMS = {
    "login": f"{_FORMS}.LoginForm",
    "signup": f"{_FORMS}.SignupForm",
    "add_email": f"{_FORMS}.AddEmailForm",
    "change_email": f"{_FORMS}.ChangeEmailForm",
    "confirm_email_verification_code": f"{_FORMS}.ConfirmEmailForm",
    "change_password": f"{_FORMS}.ChangePasswordForm",
    "set_password": f"{_FORMS}.SetPasswordForm",
    "reset_password": f"{_FORMS}.ResetPasswordForm",
    "reset_password_from_key": f"{_FORMS}.ResetPasswordKeyForm",
    "reauthenticate": f"{_FORMS}.ReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": f"{_FORMS}.SecondFactorForm",
    "reauthenticate": f"{_FORMS}.SecondFactorAgainForm",
    "activate_totp": f"{_FORMS}.ActivateTOTPForm",
    "add_webauthn": f"{_FORMS}.AddPasskeyForm",
    "edit_webauthn": f"{_FORMS}.EditPasskeyForm",
}
# Other sessions end by the changed password itself; the one that changed it goes on.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USERNAME_VALIDATORS = "marketplace.accounts.models.USERNAME_VALIDATORS"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0)
MFA_ADAPTER = "marketplace.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Wazzifni"
USERSESSIONS_TRACK_ACTIVITY = True
# Only while developing: webhooks may go to http on this very machine.
WEBHOOKS_TO_LOOPBACK = False
STAFF_SECOND_FACTOR_REQUIRED = True
DEMO = False
# Development and tests make an empty database from config/schema.sql (config/schema.py).
SCHEMA_FROM_FILE = False

# Mail: every message waits in the database and goes out through this backend.
EMAIL_CONFIG = env.env.email_url("EMAIL_URL", default="consolemail://")
EMAIL_BACKEND = EMAIL_CONFIG["EMAIL_BACKEND"]
EMAIL_HOST = EMAIL_CONFIG.get("EMAIL_HOST") or "localhost"
EMAIL_PORT = EMAIL_CONFIG.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = EMAIL_CONFIG.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = EMAIL_CONFIG.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = bool(EMAIL_CONFIG.get("EMAIL_USE_TLS", False))
EMAIL_USE_SSL = bool(EMAIL_CONFIG.get("EMAIL_USE_SSL", False))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "Wazzifni <no-reply@localhost>")

# Answers by mail: forum@example.com, to which each member's own part is added behind a plus; ""
# where none are taken. Then what signs what a provider posts here: any by our own form, Mailgun.
INBOUND_MAIL_ADDRESS = env.text("INBOUND_MAIL_ADDRESS")
INBOUND_MAIL_SECRET = env.text("INBOUND_MAIL_SECRET")
MAILGUN_SIGNING_KEY = env.text("MAILGUN_SIGNING_KEY")

# Push messages; without a key they go to the log. `manage.py make_vapid_keys` makes one.
VAPID_PRIVATE_KEY = env.text("VAPID_PRIVATE_KEY")
VAPID_SUBJECT = env.text("VAPID_SUBJECT", "mailto:no-reply@localhost")

# Money
PAYMENT_GATEWAYS = env.words("PAYMENT_GATEWAYS", "sandbox,bank_transfer")
SANDBOX_SECRET = env.text("SANDBOX_SECRET")
STRIPE_SECRET_KEY = env.text("STRIPE_SECRET_KEY")
STRIPE_WEBHOOK_SECRET = env.text("STRIPE_WEBHOOK_SECRET")
BANK_TRANSFER_DETAILS = env.text("BANK_TRANSFER_DETAILS")
WAZZIFNI: dict[str, Any] = env.rule_overrides()

# Background work
CELERY_BROKER_URL = env.broker_url()
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = "UTC"
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_TASK_TIME_LIMIT = 300
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"visibility_timeout": 600, "socket_timeout": 10}
CELERY_BEAT_SCHEDULE_FILENAME = str(DATA_DIR / "beat-schedule")

# Pages
VISITOR_PAGE_SECONDS = env.number("VISITOR_PAGE_SECONDS", 20)
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", *env.words("CSP_IMG_SRC")],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        # A form that leads on to a provider's page needs that page's leave, too.
        "form-action": [
            SELF,
            *(["https://checkout.stripe.com"] if "stripe" in PAYMENT_GATEWAYS else []),
            *env.words("CSP_FORM_ACTION"),
        ],
    }
}

# API
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["marketplace.accounts.adapters.TokenAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [
        "marketplace.core.json_parser.JSONParser",
        "rest_framework.parsers.MultiPartParser",
    ],
    "DEFAULT_PAGINATION_CLASS": "marketplace.core.api_defaults.CursorPages",
    "DEFAULT_SCHEMA_CLASS": "marketplace.core.api.Schema",
    "DEFAULT_THROTTLE_CLASSES": ["marketplace.core.api_defaults.MemberThrottle"],
    "DEFAULT_THROTTLE_RATES": {"member": "1200/hour"},
    # Who asks without a token is counted by address: only what our own proxies say of it counts.
    "NUM_PROXIES": env.number("TRUSTED_PROXY_COUNT", 0),
    "EXCEPTION_HANDLER": "marketplace.core.api.handle_exception",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
    "PAGE_SIZE": 30,
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "Wazzifni",
    "DESCRIPTION": "The API of a marketplace that grows by word of mouth.",
    "VERSION": "1",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": API_NAMES,
}

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
}
METRICS_ADDRESSES = env.words("METRICS_ADDRESSES", "127.0.0.1,::1")
SILENCED_SYSTEM_CHECKS: list[str] = []
