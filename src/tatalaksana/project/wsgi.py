"""The WSGI entry of the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from tatalaksana.project.limits import keep_limits

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tatalaksana.project.settings")
application = get_wsgi_application()
keep_limits(settings.WEB_LIMITS)
