"""Settings of the test suite: quick hashing, files in a throw-away place, no logs lost."""

import tempfile
from pathlib import Path

from briefe_site.settings.base import *
from briefe_site.settings.base import CAMPAIGNS, VAR_DIR, database

DEBUG = False
SECRET_KEY = "test"  # noqa: S105 - of the tests alone
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PRIVATE = Path(tempfile.mkdtemp(prefix="briefe-private-"))
CAMPAIGNS = {
    **CAMPAIGNS,
    "RECEIPT_SECRET": "test receipts",
    "JOURNAL": str(PRIVATE / "dispatches.jsonl"),
    "PRIVATE_STORAGE": str(PRIVATE / "bundles"),
}
DATABASES = {"default": database(VAR_DIR / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="briefe-media-"))
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
