"""Settings to serve with. Refuses to start without its secrets, names and addresses."""

from django.core.exceptions import ImproperlyConfigured

from briefe_site.settings.base import *
from briefe_site.settings.base import CAMPAIGNS, VAR_DIR, database, env


def required(name: str) -> str:
    """The value of an environment variable; refuses to start where it is missing or empty."""
    value = env(name, default="").strip()
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}.")
    return value


DEBUG = False
SECRET_KEY = required("SECRET_KEY")
CAMPAIGNS = {**CAMPAIGNS, "RECEIPT_SECRET": required("RECEIPT_SECRET")}
if CAMPAIGNS["RECEIPT_SECRET"] == SECRET_KEY:
    raise ImproperlyConfigured(
        "RECEIPT_SECRET has to differ from SECRET_KEY: the one must last as long as receipts do, "
        "the other must be replaceable at any time."
    )
ALLOWED_HOSTS = [host.strip() for host in required("ALLOWED_HOSTS").split(",")]
WAGTAILADMIN_BASE_URL = required("BASE_URL")
DATABASES = {"default": database(VAR_DIR / "briefe.sqlite3", kept_seconds=60)}

SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": env("MAIL_HOST", default="localhost"),
            "port": env.int("MAIL_PORT", default=25),
        },
    }
}
