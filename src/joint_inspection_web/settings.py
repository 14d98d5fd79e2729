"""Every setting of the service, each from the environment, in one file.

What can be set: ``SECRET_KEY``, ``DEBUG``, ``DEMO``, ``ALLOWED_HOSTS``, ``TRUSTED_ORIGINS``, ``DATABASE_URL``,
``HTTPS``, ``HSTS_SECONDS``, ``TRUSTED_PROXIES``, ``LOG_LEVEL``,
``FACTS_ON`` and ``VAR_DIR``; for lists of children ``CHILD_DATA_KEY``, ``CHILD_DATA_DAYS``, ``QUARANTINE_HOURS``,
``UPLOAD_MEGABYTES``, ``UPLOADS_AN_HOUR``, ``CLAMD_SOCKET`` and ``UPLOADS_NOT_SCANNED``; for a child at risk
``AT_RISK_HOURS``. Nothing else differs between two places it runs.
"""

import base64
import hashlib
import os
import secrets
from datetime import date
from pathlib import Path

import dj_database_url
from csp.constants import NONCE, NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from joint_inspection_web.logs import logging_settings

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("VAR_DIR", ROOT / "var"))
SECRET_FILE = VAR / "secret-key"


def flag(name: str, *, default: bool = False) -> bool:
    """Read a yes or no from the environment."""
    value = os.environ.get(name, "").strip().lower()
    if value not in ("", "0", "1", "false", "true", "no", "yes"):
        raise ImproperlyConfigured(f"{name} is {value!r}: write 1 or 0")
    return value in ("1", "true", "yes") if value else default


def words(name: str, default: str = "") -> list[str]:
    """Read a list, parted by commas, from the environment."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key() -> str:
    """The key that signs sessions: given, or made on this machine and kept in a file that only its owner can read."""
    if key := os.environ.get("SECRET_KEY"):
        return key
    if not SECRET_FILE.exists():
        if not (DEBUG or DEMO):
            raise ImproperlyConfigured("Set SECRET_KEY; for a demonstration on this machine set DEMO=1 instead")
        SECRET_FILE.parent.mkdir(parents=True, exist_ok=True)
        with open(os.open(SECRET_FILE, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    return SECRET_FILE.read_text().strip()


def child_data_keys() -> dict[str, bytes]:
    """The master keys that wrap the keys of inspections, by version; the last one given wraps new ones.

    ``CHILD_DATA_KEY`` is ``version:key``, parted by commas, each key 32 bytes in base64. A demonstration makes one from
    its secret key; without either the service takes no lists of children.
    """
    given = words("CHILD_DATA_KEY")
    if not given and (DEBUG or DEMO):
        return {"demonstration": hashlib.sha256(f"child data: {SECRET_KEY}".encode()).digest()}
    try:
        found = {version: base64.b64decode(key, validate=True) for version, key in (one.split(":") for one in given)}
    except ValueError:
        found = {"": b""}
    if any(len(key) != 32 or not version for version, key in found.items()):
        raise ImproperlyConfigured("Write CHILD_DATA_KEY as version:key, the key being 32 bytes in base64")
    return found


def database() -> dict:
    """The database of ``DATABASE_URL``, else a SQLite file whose transactions take their lock when they begin."""
    url = os.environ.get("DATABASE_URL", f"sqlite:///{VAR / 'joint-inspection.sqlite3'}")
    found = dict(dj_database_url.parse(url, conn_max_age=60, conn_health_checks=True))
    if found["ENGINE"] == "django.db.backends.sqlite3":
        found["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # Full: what a receipt calls kept outlives a power cut, not only a crash of the service.
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA synchronous=FULL;"
            # What is removed is overwritten: a destroyed key is not left behind in the file.
            " PRAGMA secure_delete=ON;",
        }
    return found


DEBUG = flag("DEBUG")
DEMO = flag("DEMO")
"""Whether this is a demonstration with invented people whose codes can be printed; never with real inspections."""
HTTPS = flag("HTTPS", default=not (DEBUG or DEMO))
SECRET_KEY = secret_key()
FACTS_ON = date.fromisoformat(os.environ.get("FACTS_ON", "2025-06-01"))
"""The day up to which the carried facts run: what is due is worked out, and the programme begins, on that day."""
ALLOWED_HOSTS = words("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = words("TRUSTED_ORIGINS")

ROOT_URLCONF = "joint_inspection_web.urls"
WSGI_APPLICATION = "joint_inspection_web.wsgi.application"
DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Failed sign-ins and used codes are remembered here: never let many visitors push them out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "rules.apps.AutodiscoverRulesConfig",
    "joint_inspection_web.design",
    "joint_inspection_web.history",
    "joint_inspection_web.accounts",
    "joint_inspection_web.frameworks",
    "joint_inspection_web.areas",
    "joint_inspection_web.inspections",
    "joint_inspection_web.teams",
    "joint_inspection_web.notices",
    "joint_inspection_web.casedata",
    "joint_inspection_web.journeys",
    "joint_inspection_web.samples",
    "joint_inspection_web.enquiries",
    "joint_inspection_web.evidence",
    "joint_inspection_web.triangulation",
    "joint_inspection_web.fairness",
    "joint_inspection_web.voices",
    "joint_inspection_web.sharing",
    "joint_inspection_web.safety",
    "joint_inspection_web.judgements",
    "joint_inspection_web.reports",
    "joint_inspection_web.accuracy",
    "joint_inspection_web.assurance",
    "joint_inspection_web.follow_up",
    "joint_inspection_web.register",
    "joint_inspection_web.programmes",
    "joint_inspection_web.api",
    "joint_inspection_web.desk",
    "joint_inspection_web.demo",
]

MIDDLEWARE = [
    "joint_inspection_web.logs.RequestLog",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "joint_inspection_web.design.middleware.PermissionsPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "joint_inspection_web.accounts.middleware.NothingKept",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "joint_inspection_web.design.middleware.Advice",
    "joint_inspection_web.accounts.middleware.FirstSignIn",
    "joint_inspection_web.accounts.middleware.DefaultDeny",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "joint_inspection_web.design.jinja.environment"},
    },
    {
        # Only for the few texts of allauth that are not pages.
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

LANGUAGE_CODE = "en-gb"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [folder for folder in [ROOT / ".build" / "static"] if folder.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Who comes in, and how.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "joint_inspection_web.accounts.adapters.AccountAdapter"
ACCOUNT_CHANGE_EMAIL = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip", "login_failed": "5/5m/key,30/5m/ip",
    # Whoever is asked in a survey: a class behind one address, and nobody who guesses codes.
    "answer_survey": "200/h/ip", "contributor_code": "20/10m/ip",
}  # fmt: skip
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXIES", "0"))
MFA_ADAPTER = "joint_inspection_web.accounts.adapters.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True  # an administrator made the account: there is no address to confirm
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Joint Inspection"
MFA_TOTP_TOLERANCE = 1

# Lists of children: received in memory, kept only encrypted, destroyed by the clock.
CHILD_DATA_KEYS = child_data_keys()
CHILD_DATA_DAYS = int(os.environ.get("CHILD_DATA_DAYS", "180"))
"""How many days after the last day on site the lists of an inspection are destroyed."""
CHILD_FILES = VAR / "child-files"
QUARANTINE_HOURS = int(os.environ.get("QUARANTINE_HOURS", "48"))
"""How long lists that were not accepted are kept."""
UPLOADS_AN_HOUR = int(os.environ.get("UPLOADS_AN_HOUR", "20"))
CLAMD_SOCKET = os.environ.get("CLAMD_SOCKET", "")
UPLOADS_NOT_SCANNED = flag("UPLOADS_NOT_SCANNED", default=DEBUG or DEMO)
"""Whether lists are taken although no virus scanner is named by ``CLAMD_SOCKET``."""
FILE_UPLOAD_HANDLERS = ["joint_inspection_web.casedata.receive.InMemory"]
FILE_UPLOAD_MAX_MEMORY_SIZE = int(os.environ.get("UPLOAD_MEGABYTES", "25")) * 1024 * 1024

# A child at risk: within how many hours what has to be done. Settings of ours, for each service to set its own.
AT_RISK_HOURS = dict(
    zip(("told", "received", "followed_up", "closed"), map(int, words("AT_RISK_HOURS", "1,4,24,120")), strict=True)
)

DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
"""How much a form, or what a notebook sends, may hold beside files."""

# What a browser may do with our pages.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = int(os.environ.get("HSTS_SECONDS", "31536000" if HTTPS else "0"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS and ALLAUTH_TRUSTED_PROXY_COUNT else None
SECURE_REDIRECT_EXEMPT = [r"^health$"]
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = HTTPS
X_FRAME_OPTIONS = "DENY"

LOGGING_CONFIG = "joint_inspection_web.logs.configure"
LOGGING = logging_settings(level=os.environ.get("LOG_LEVEL", "INFO").upper())
NINJA_PAGINATION_MAX_LIMIT = 200
# Whether other names under the same domain are on HTTPS too is for the owner of the domain to say, not for the service.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
