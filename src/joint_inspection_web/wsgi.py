"""Where a web server finds the service."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joint_inspection_web.settings")
application = get_wsgi_application()
