"""The service's settings under test: the same, with a known key, quick passwords and styles served as they are."""

import os
import tempfile
from pathlib import Path

from jinja2 import FileSystemBytecodeCache

os.environ.setdefault("SECRET_KEY", "only for tests")
os.environ.setdefault("CHILD_DATA_KEY", "test:" + "A" * 43 + "=")
os.environ.setdefault("UPLOADS_NOT_SCANNED", "1")
os.environ.setdefault("HTTPS", "0")
os.environ.setdefault("LOG_LEVEL", "CRITICAL")

from joint_inspection_web.settings import *  # noqa: F403
from joint_inspection_web.settings import DATABASES, TEMPLATES

DEMO = True
_FOLDER = tempfile.TemporaryDirectory(prefix="joint-inspection-test-")  # removed when the tests end
CHILD_FILES = Path(_FOLDER.name) / "child-files"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # No test cuts the power: spare the wait for the disk.
    _START = DATABASES["default"]["OPTIONS"]["init_command"]
    DATABASES["default"]["OPTIONS"]["init_command"] = _START.replace("synchronous=FULL", "synchronous=OFF")
    # A file, not memory: several threads write at once. One a process, since several runs may share a checkout.
    DATABASES["default"]["TEST"] = {"NAME": f"/tmp/joint-inspection-test-{os.getpid()}.sqlite3"}
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
# Compiled templates outlive one run: each run and each worker would compile all of them again.
_COMPILED = Path(__file__).resolve().parents[1] / ".build" / "templates"
_COMPILED.mkdir(parents=True, exist_ok=True)
TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = FileSystemBytecodeCache(str(_COMPILED))
