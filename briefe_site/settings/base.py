"""Settings that every environment shares. Secrets and places come from the environment."""

from pathlib import Path

import environ
from django.conf.locale import LANG_INFO
from django.utils.csp import CSP

from campaigns.letters.languages import LANGUAGES as LETTER_LANGUAGES
from campaigns.letters.languages import lang_info

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

INSTALLED_APPS = [
    "briefe_site",
    "home",
    "campaigns",
    "wagtail_localize",
    "wagtail.api.v2",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.sitemaps",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.locales",
    "wagtail.admin",
    "wagtail",
    "django_countries",
    "django_tasks_db",
    "rest_framework",
    "modelcluster",
    "taggit",
    "django.contrib.postgres",  # the search index on PostgreSQL asks for it; idle on SQLite
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "briefe_site.middleware.AdminContentPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "campaigns.middleware.PublicLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "campaigns.middleware.GateMiddleware",
    "campaigns.middleware.OutageMiddleware",
]

ROOT_URLCONF = "briefe_site.urls"
WSGI_APPLICATION = "briefe_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "briefe_site" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# SQLite holds under many writers only with these: see the transaction mode above all.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 5,
    "init_command": ("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON"),
}


# Who waits is told so in time, instead of holding a worker.
POSTGRES_OPTIONS = {"connect_timeout": 5, "options": "-c lock_timeout=10s"}


def database(default_name: Path, *, kept_seconds: int = 0) -> dict[str, object]:
    """The database of DATABASE_URL, or SQLite at `default_name`.

    To connect to PostgreSQL takes longer than to sign a letter: `kept_seconds` a thread keeps its
    connection for the next request.
    """
    default_name.parent.mkdir(parents=True, exist_ok=True)
    configured = env.db_url("DATABASE_URL", default=f"sqlite:///{default_name}")
    if configured["ENGINE"] == "django.db.backends.sqlite3":
        configured["OPTIONS"] = SQLITE_OPTIONS
    else:
        configured["OPTIONS"] = POSTGRES_OPTIONS
        configured["CONN_MAX_AGE"] = kept_seconds
        configured["CONN_HEALTH_CHECKS"] = True
    return configured


# Work in the background is done at once, by the process that asks for it, unless there is a worker.
# Without one "database" would let the search index go stale, and nobody would be told.
if env("TASKS", default="immediate") == "database":
    TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Languages: the site is published in four; letters are written in many more.
PUBLIC_LANGUAGES = ("de", "en", "fr", "ar")
LANG_INFO.update({code: info for code, info in lang_info().items() if code not in LANG_INFO})
LANGUAGES = [
    *[(code, LETTER_LANGUAGES[code].autonym) for code in PUBLIC_LANGUAGES],
    *[
        (code, entry.autonym)
        for code, entry in LETTER_LANGUAGES.items()
        if code not in PUBLIC_LANGUAGES
    ],
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
LANGUAGES_BIDI = [code for code, entry in LETTER_LANGUAGES.items() if entry.direction == "rtl"]
LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "locale"]
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [
    ("de", "Deutsch"),
    ("en", "English"),
    ("fr", "Français"),
    ("ar", "العربية"),
]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "briefe_site" / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"

WAGTAIL_SITE_NAME = "Briefe gegen das Vergessen"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://localhost:8000")
WAGTAILIMAGES_IMAGE_MODEL = "home.CampaignImage"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
# Nothing in the admin asks a third party.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_SEARCH_ENABLED = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
TAGGIT_CASE_INSENSITIVE = True

CAMPAIGNS = {
    "PUBLIC_LANGUAGES": PUBLIC_LANGUAGES,
    "BASE_TEMPLATE": "base.html",
    "RECEIPT_SECRET": env("RECEIPT_SECRET", default=""),
    "TRUSTED_PROXIES": env.int("TRUSTED_PROXIES", default=0),
    "API_ORIGINS": env.list("API_ORIGINS", default=[]),
    "MACHINE_IS_OURS": env.bool("MACHINE_IS_OURS", default=False),
    "JOURNAL": env("JOURNAL", default=str(VAR_DIR / "journal" / "dispatches.jsonl")),
    "SMTP": {
        "host": env("MAIL_HOST", default="localhost"),
        "port": env.int("MAIL_PORT", default=25),
        "timeout": 60,
    },
    "PRIVATE_STORAGE": env("PRIVATE_STORAGE", default=str(VAR_DIR / "private")),
}
if neutral_mail_host := env("NEUTRAL_MAIL_HOST", default=""):
    CAMPAIGNS["NEUTRAL_SMTP"] = {
        "host": neutral_mail_host,
        "port": env.int("NEUTRAL_MAIL_PORT", default=25),
        "timeout": 60,
    }
if libretranslate := env("LIBRETRANSLATE_URL", default=""):
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "campaigns.translating.engines.LibreTranslate",
        "OPTIONS": {
            "LIBRETRANSLATE_URL": libretranslate.rstrip("/"),
            "API_KEY": env("LIBRETRANSLATE_API_KEY", default=""),
        },
    }
elif deepl := env("DEEPL_AUTH_KEY", default=""):
    WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "campaigns.translating.engines.DeepL",
        "OPTIONS": {"AUTH_KEY": deepl, "FORMALITY": "prefer_more"},
    }

# Privacy and security
SECURE_REFERRER_POLICY = "same-origin"  # no-referrer would make browsers send "Origin: null"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"  # Wagtail loosens this for its previews alone
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # the admin's scripts read it
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# What is logged names no visitor: paths of receipts are masked, addresses and bodies left out.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_visitors": {"()": "briefe_site.logs.WithoutVisitors"}},
    "formatters": {"line": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_visitors"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
DEFAULT_EXCEPTION_REPORTER_FILTER = "briefe_site.logs.NothingOfTheRequest"
DEFAULT_EXCEPTION_REPORTER = "briefe_site.logs.ReporterWithoutVisitors"
