"""Settings of the whole house; the environment gives what differs between sites.

Read ``docs/reference/settings.md`` for each name. Nothing here opens a connection.
"""

import os
from datetime import timedelta

from csp.constants import NONE, SELF

from anlan.project.database import connection_settings
from anlan.project.home import anlan_home, checkout_root
from anlan.project.secret import secret_key

HOME = anlan_home()
ROOT = checkout_root()
DEMO = os.environ.get("ANLAN_DEMO", "") == "1"
DEBUG = os.environ.get("ANLAN_DEBUG", "") == "1"
SECRET_KEY = secret_key(HOME)
ALLOWED_HOSTS = os.environ.get("ANLAN_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "csp",
    "axes",
    "procrastinate.contrib.django",
    "anlan.foundation.jobs",
    "anlan.foundation.ui",
    "anlan.foundation.bus",
    "anlan.foundation.ledger",
    "anlan.foundation.people",
    "anlan.foundation.accounts",
    "anlan.foundation.campus",
    "anlan.foundation.intake",
    "anlan.foundation.evidence",
    "anlan.foundation.field",
    "anlan.foundation.rulebook",
    "anlan.foundation.posture",
    "anlan.foundation.indicators",
    "anlan.foundation.worklist",
    "anlan.foundation.notices",
    "anlan.foundation.duty",
    "anlan.foundation.products",
    "anlan.areas.command",
    "anlan.areas.tasks",
    "anlan.areas.inspection",
    "anlan.surfaces.console",
    "anlan.surfaces.console.operations",
    "anlan.surfaces.api",
    "anlan.surfaces.field",
    "anlan.surfaces.letters",
    "anlan.demo",
    "anlan.project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "anlan.foundation.ui.middleware.PlainErrors",
    "anlan.foundation.accounts.middleware.ActorMiddleware",
]

ROOT_URLCONF = "anlan.project.urls"
FORM_RENDERER = "anlan.foundation.ui.rendering.PlainForms"
CSRF_FAILURE_VIEW = "anlan.foundation.ui.views.csrf_failure"
WSGI_APPLICATION = "anlan.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "anlan.foundation.accounts.context.who",
            ],
        },
    }
]

DATABASES = {"default": connection_settings(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
SESSION_ENGINE = "anlan.foundation.accounts.sessions"
SESSION_COOKIE_AGE = int(timedelta(hours=12).total_seconds())
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("ANLAN_TLS", "") == "1"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_CALLABLE = "anlan.foundation.ui.views.too_many_tries"
AXES_CLIENT_STR_CALLABLE = "anlan.foundation.accounts.limits.nameless"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = os.environ.get("ANLAN_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [folder for folder in [ROOT / "frontend" / "dist"] if folder.is_dir()]
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = HOME / "media"
EVIDENCE_ROOT = HOME / "evidence"
RULEBOOKS = ROOT / "rulebooks"
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
ANLAN_UPLOAD_LIMIT = 20 * 1024 * 1024
CAP_SCHEMA = os.environ.get("ANLAN_CAP_SCHEMA", "")
ANLAN_HELP_PHONE = os.environ.get("ANLAN_HELP_PHONE", "8000-1001")
ANLAN_INSTITUTION = os.environ.get("ANLAN_INSTITUTION", "澜江大学")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("ANLAN_LOG", "WARNING")},
}
