"""For `bin/bench`: the demo world, served as in production, with nothing sent anywhere."""

from config.settings.dev import *

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
WHITENOISE_AUTOREFRESH = False
LOGGING["root"]["level"] = "ERROR"
WSGI_APPLICATION = "config.bench.wsgi.application"
