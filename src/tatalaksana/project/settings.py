"""Settings: everything secret or local comes from the environment, with no default.

`tatalaksana demo` and `serve` fill in what one machine needs (embedded PostgreSQL, a secret kept
in the data folder); a real installation sets it itself, see docs/how-to.
"""

from __future__ import annotations

import os
from pathlib import Path

from tatalaksana.core.base.errors import SettingError
from tatalaksana.project.database import database_from, replica_from, seconds
from tatalaksana.project.log_lines import LogLine


def required(name: str, hint: str) -> str:
    """The environment variable `name`. Errors: SettingError TL900 when it is not set."""
    value = os.environ.get(name, "")
    if not value:
        raise SettingError(f"{name} belum diisi.", hint=hint)
    return value


def listed(name: str, default: str) -> list[str]:
    """The environment variable `name` as a list: parts between commas, without blanks."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


PACKAGE = Path(__file__).resolve().parents[1]
WEB = PACKAGE / "entrypoints" / "web"

SECRET_KEY = required("SECRET_KEY", "Isi dengan paling sedikit 50 huruf acak.")
DATABASES = {"default": database_from(required("DATABASE_URL", "Alamat PostgreSQL kantor."))}
if os.environ.get("REPLICA_URL"):  # lists and figures may be read there
    DATABASES["replica"] = replica_from(os.environ["REPLICA_URL"])
DATABASE_ROUTERS = ["tatalaksana.apps.shared.replica.Reading"]
#: by how much a replica may be behind, in seconds
REPLICA_LAG_SECONDS = (
    seconds(os.environ.get("REPLICA_LAG_SECONDS", "10"), "REPLICA_LAG_SECONDS") // 1000
)
#: milliseconds a web request may spend on one statement, on waiting for a lock, and in a
#: transaction without asking anything (a document being read); 0 = without end
WEB_LIMITS = {
    "statement_timeout": seconds(os.environ.get("STATEMENT_SECONDS", "30"), "STATEMENT_SECONDS"),
    "lock_timeout": seconds(os.environ.get("LOCK_SECONDS", "10"), "LOCK_SECONDS"),
    "idle_in_transaction_session_timeout": seconds(
        os.environ.get("IDLE_SECONDS", "300"), "IDLE_SECONDS"
    ),
}
DATA_FOLDER = Path(required("TATALAKSANA_DATA", "Folder untuk berkas yang diunggah."))
DEBUG = False
ALLOWED_HOSTS = listed("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = listed("TRUSTED_ORIGINS", "")
#: where people open the application, "https://tatalaksana.contoh.go.id": for links in e-mails
SITE_ADDRESS = os.environ.get("SITE_ADDRESS", "").rstrip("/")
HTTPS = os.environ.get("HTTPS", "") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "axes",
    "procrastinate.contrib.django",
    "tatalaksana.apps.shared",
    "tatalaksana.apps.office",
    "tatalaksana.apps.access",
    "tatalaksana.apps.library",
    "tatalaksana.apps.archive",
    "tatalaksana.apps.cases",
    "tatalaksana.apps.notices",
    "tatalaksana.apps.schedules",
    "tatalaksana.apps.hooks",
    "tatalaksana.entrypoints.web",
    "tatalaksana.entrypoints.jobs",
]
API_PREFIX = "/api/"
MIDDLEWARE = [
    "tatalaksana.entrypoints.api.entry.Problems",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tatalaksana.entrypoints.web.security.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "tatalaksana.entrypoints.web.security.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "tatalaksana.entrypoints.api.entry.TokenSignIn",
    "tatalaksana.entrypoints.web.security.AgencySeparation",
    "tatalaksana.entrypoints.web.lagging.OwnDeeds",
    "tatalaksana.entrypoints.web.account.must_change.MustChangePassword",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "tatalaksana.project.urls"
WSGI_APPLICATION = "tatalaksana.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [WEB / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "tatalaksana.entrypoints.web.security.holder_of_request",
            ],
            "builtins": ["tatalaksana.entrypoints.web.templatetags.wording"],
        },
    },
]

AUTH_USER_MODEL = "office.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "tatalaksana.entrypoints.web.account.must_change.OtherThanBefore"},
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign_in"
LOGIN_REDIRECT_URL = "inbox"
LOGOUT_REDIRECT_URL = "sign_in"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "web/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "tatalaksana.entrypoints.web.security.client_address"
AXES_VERBOSE = False

SESSION_ENGINE = "tatalaksana.entrypoints.web.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]  # asked by machines on the same host
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [WEB / "locale"]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = DATA_FOLDER / "static"
STATICFILES_DIRS = [WEB / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
UPLOAD_LIMIT = 20 * 1024 * 1024  #: bytes of one file
FOLDER_LIMIT = 500 * 1024 * 1024  #: bytes of one folder of documents
#: of one form; each is an open file of the web server until the answer is given
DATA_UPLOAD_MAX_NUMBER_FILES = 500
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
FILE_UPLOAD_PERMISSIONS = 0o600

#: webhooks may go to http and to addresses inside the office's own network
HOOKS_INSIDE = os.environ.get("HOOKS_INSIDE", "") == "1"

EMAIL_BACKEND = os.environ.get("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend")
EMAIL_HOST = os.environ.get("EMAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_TLS", "") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "tatalaksana@localhost")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS: list[str] = []
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"()": LogLine, "priority": "JOURNAL_STREAM" in os.environ}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("LOG_LEVEL", "WARNING")},
}
