"""Settings of the site under load: as in production, without limits, for clients on loopback."""

from briefe_site.settings.base import *
from briefe_site.settings.base import CAMPAIGNS, VAR_DIR, database

DEBUG = False
SECRET_KEY = "torture"
ALLOWED_HOSTS = ["127.0.0.1"]
CAMPAIGNS = {
    **CAMPAIGNS,
    "RECEIPT_SECRET": "torture receipts",
    "LIMITS": None,
    "CHANNELS": {
        "postal": "campaigns.dispatch.channels.postal.PostalChannel",
        "email": "tests.torture.hasty.HastyChannel",
    },
    "SMTP": {**CAMPAIGNS["SMTP"], "timeout": 0.3},
}
DATABASES = {"default": database(VAR_DIR / "torture.sqlite3", kept_seconds=60)}
ROOT_URLCONF = "tests.torture.urls"
WSGI_APPLICATION = "briefe_site.wsgi.application"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
