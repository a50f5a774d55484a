"""Django's settings; what differs from one server to the next comes from the environment (see environment.py)."""

import os
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from penstock.config import environment
from penstock.config.databases import database
from penstock.config.hosts import allowed_hosts
from penstock.config.secret_key import secret_key

ENV = environment.read(os.environ)
DATA: Path = ENV["DATA"]
PACKAGE = Path(__file__).resolve().parents[1]

DEBUG: bool = ENV["DEBUG"]
SECRET_KEY = secret_key(DATA, ENV["SECRET_KEY"])
PUBLIC_URL: str = ENV["PUBLIC_URL"] or f"http://{ENV['HOST']}:{ENV['PORT']}"
ALLOWED_HOSTS = allowed_hosts(ENV)
DATABASES = {"default": database(DATA, ENV["DATABASE_URL"])}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Ours, lowest layer first; then what we stand on.
INSTALLED_APPS = [
    "penstock.common",
    "penstock.workspaces",
    "penstock.journal",
    "penstock.fields",
    "penstock.letterhead",
    "penstock.people",
    "penstock.ui",
    "penstock.companies",
    "penstock.pipelines",
    "penstock.products",
    "penstock.payroll",
    "penstock.contacts",
    "penstock.deals",
    "penstock.activities",
    "penstock.attention",
    "penstock.playbooks",
    "penstock.processes",
    "penstock.losses",
    "penstock.notifications",
    "penstock.hygiene",
    "penstock.targets",
    "penstock.timeline",
    "penstock.boards",
    "penstock.search",
    "penstock.metrics",
    "penstock.forecasts",
    "penstock.alerts",
    "penstock.attainment",
    "penstock.reports",
    "penstock.reviews",
    "penstock.exports",
    "penstock.mailings",
    "penstock.dashboards",
    "penstock.automation",
    "penstock.live",
    "penstock.imports",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "penstock.common.stack_room.with_stack_room",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "penstock.config.content_policy.ContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "penstock.workspaces.middleware.ActorMiddleware",
    "penstock.ui.problems.ProblemMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "penstock.config.urls"
ASGI_APPLICATION = "penstock.config.asgi.application"
WSGI_APPLICATION = "penstock.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "penstock.ui.context.frame",
            ],
        },
    },
]

WEBHOOKS_MAY_REACH_INSIDE: bool = ENV["WEBHOOKS_INSIDE"]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("zh-hans", _("Simplified Chinese"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False
# In a checkout somebody may be editing the files; in an installed package they never change.
WHITENOISE_AUTOREFRESH = DEBUG or environment.is_checkout()
WHITENOISE_MAX_AGE = 0 if DEBUG else 3600
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "uploads"}},
    "staticfiles": {"BACKEND": "penstock.config.static_files.VersionedFiles"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_HANDLERS = [
    "penstock.ui.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # What anybody can provoke from outside without signing in is not logged, or the log is theirs to fill.
    "loggers": {
        "penstock": {"level": "INFO"},
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},
    },
}

from penstock.config.sign_in import *  # noqa: E402, F403
