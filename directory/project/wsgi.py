"""The door for the web server; a settings mistake is a sentence, not a traceback."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "directory.project.settings")

try:
    application = get_wsgi_application()
except ImproperlyConfigured as mistake:
    sys.stderr.write(f"{mistake}\n")
    raise SystemExit(2) from None
