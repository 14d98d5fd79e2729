"""Where a web server finds the service."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "joint_inspection_web.settings")
application = get_wsgi_application()


def read_ahead() -> None:
    """Read and write what every first page needs before the first visitor waits for it."""
    from django.urls import get_resolver
    from django.utils import timezone

    from joint_inspection.areas import load_register
    from joint_inspection.frameworks.load import published
    from joint_inspection.journeys.prepared import write_ahead
    from joint_inspection.outcomes import load_outcomes

    for read in (lambda: get_resolver().url_patterns, load_register, published, load_outcomes):
        read()
    write_ahead(on=timezone.localdate())


read_ahead()
