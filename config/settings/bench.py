"""For `bin/bench`: the demo world, served as in production, with nothing sent anywhere."""

from config.settings.dev import *

DEBUG = False
ALLOWED_HOSTS = ["127.0.0.1"]
WHITENOISE_AUTOREFRESH = False
LOGGING["root"]["level"] = "ERROR"
WSGI_APPLICATION = "config.bench.wsgi.application"
# One member asks for all lists, again and again; every request is counted, none refused.
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"member": "100000/second"}
