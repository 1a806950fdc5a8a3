"""WSGI on purpose: Django on ASGI costs four to six times the CPU for the same answer."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "seawall.config.settings")
application = get_wsgi_application()
