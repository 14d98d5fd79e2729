"""The service's settings under test: the same, with a known key, quick passwords and styles served as they are."""

import os

os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("LOG_LEVEL", "CRITICAL")

from joint_inspection_web.settings import *  # noqa: F403
from joint_inspection_web.settings import DATABASES

DEMO = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: several threads write at once. One a process, since several runs may share a checkout.
    DATABASES["default"]["TEST"] = {"NAME": f"/tmp/joint-inspection-test-{os.getpid()}.sqlite3"}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
