"""WSGI entry point."""

import os

from django.core.wsgi import get_wsgi_application

from config.settle import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
application = get_wsgi_application()
settle()
