"""Settings to work with: SQLite, mail to files, random secrets kept in var/."""

import secrets

from briefe_site.settings.base import *
from briefe_site.settings.base import CAMPAIGNS, VAR_DIR, database, env

DEBUG = env.bool("DEBUG", default=True)
ALLOWED_HOSTS = ["*"]


def kept_secret(name: str) -> str:
    """A random secret that stays the same over restarts; made at its first use."""
    place = VAR_DIR / f"{name}.secret"
    place.parent.mkdir(parents=True, exist_ok=True)
    if not place.exists():
        place.write_text(secrets.token_urlsafe(48))
        place.chmod(0o600)
    return place.read_text()


SECRET_KEY = env("SECRET_KEY", default="") or kept_secret("django")
CAMPAIGNS = {**CAMPAIGNS, "RECEIPT_SECRET": CAMPAIGNS["RECEIPT_SECRET"] or kept_secret("receipt")}
DATABASES = {"default": database(VAR_DIR / "briefe.sqlite3")}
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": VAR_DIR / "mail"},
    }
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
