"""Settings to serve with. Refuses to start without its secrets, names and addresses."""

from briefe_site.settings.base import *
from briefe_site.settings.base import CAMPAIGNS, VAR_DIR, database, env

DEBUG = False
# environ raises ImproperlyConfigured, naming the variable, where one of these is missing.
SECRET_KEY = env("SECRET_KEY")
CAMPAIGNS = {**CAMPAIGNS, "RECEIPT_SECRET": env("RECEIPT_SECRET")}
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = env("BASE_URL")
DATABASES = {"default": database(VAR_DIR / "briefe.sqlite3")}

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
