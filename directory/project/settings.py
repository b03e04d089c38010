"""Every setting of the site, in one file. What is set nowhere is safe for production; docs/operators.md lists the names."""

import os
import secrets
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from directory.project import env
from directory.project.databases import database

BASE_DIR = Path(__file__).resolve().parents[2]
if settings_file := env.chosen_file(BASE_DIR / ".env"):
    env.load_file(settings_file)

# Development is the exception, and may run with secrets that are forgotten when it stops.
DEBUG = env.switch("DEBUG", default=False)
if DEBUG:
    os.environ.setdefault("DIRECTORY_SECRET_KEY", secrets.token_urlsafe(50))
    os.environ.setdefault("DIRECTORY_TRAIL_KEY", secrets.token_urlsafe(50))
SECRET_KEY = env.secret("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS")
# Chains the decision log. It is not SECRET_KEY, so that changing that one does not break the chain.
TRAIL_KEY = env.secret("TRAIL_KEY")

# Who we are, and the numbers the rules use.
SITE_NAME = env.text("SITE_NAME", "By & For")
EXIT_URL = env.text("EXIT_URL", "https://www.weather.gov/")
# The colours, and what the frame of a phone’s browser is painted in; see static/directory/palettes/.
PALETTE = env.option("PALETTE", "lantern", ("lantern", "plum", "slate"))
# For people whose device is looked through: no page's title, and no listing's address, tells what was read.
NEUTRAL_TITLES = env.switch("NEUTRAL_TITLES", default=False)
OPAQUE_ADDRESSES = env.switch("OPAQUE_ADDRESSES", default=False)
# Where the site is, for what is read elsewhere: copies and mails name it.
SITE_URL = env.text("SITE_URL").rstrip("/")
# The same site as an onion service: Tor Browser is told of it on every public page that came over https.
ONION_ADDRESS = env.text("ONION_ADDRESS").strip().rstrip("/")
# Where to report a danger: an e-mail address, or the address of a page.
SECURITY_CONTACT = env.text("SECURITY_CONTACT").strip()
# The private key that signs copies, made by ssh-keygen.
MIRROR_KEY = env.text("MIRROR_KEY")
REVIEWERS_TO_PUBLISH = env.number("REVIEWERS_TO_PUBLISH", 2)
CLAIM_MINUTES = env.number("CLAIM_MINUTES", 30)
# How long the public may comment, at least, before a change in substance of the criteria is put in force.
CRITERIA_COMMENT_DAYS = env.number("CRITERIA_COMMENT_DAYS", 14)
# Within how many days of a change in substance every listing is looked at again.
REREVIEW_DAYS = env.number("REREVIEW_DAYS", 180)
FRESH_DAYS = env.number("FRESH_DAYS", 180)
OUTDATED_DAYS = env.number("OUTDATED_DAYS", 365)

# What partners and mirrors are told of the data: on what terms, by whom, and how much one network may ask in an hour.
OPEN_DATA_LICENSE = (
    env.text("DATA_LICENSE", "CC-BY-4.0"),
    env.text("DATA_LICENSE_URL", "https://creativecommons.org/licenses/by/4.0/"),
)
OPEN_DATA_EMAIL = env.text("DATA_EMAIL", "")
OPEN_DATA_PER_HOUR = env.number("DATA_PER_HOUR", 3000)

# Where things are.
DATA_DIR = env.folder("DATA_DIR", BASE_DIR / "var")
DATABASES = {"default": database(env.text("DATABASE_URL", "sqlite:///directory.sqlite3"), folder=DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "directory.project.urls"
WSGI_APPLICATION = "directory.project.wsgi.application"
ADMIN_PATH = env.text("ADMIN_PATH", "admin/").strip("/") + "/"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

# Our own apps come before the admin and the form templates, so that our templates are found first.
INSTALLED_APPS = [
    "curation",
    "directory",
    "import_export",
    "django_filters",
    "django_countries",
    "curation.desk.DeskConfig",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
]

# QuietHeaders is outermost: what the others answer, errors and files included, passes through it.
MIDDLEWARE = [
    "directory.middleware.QuietHeaders",
    "directory.middleware.ReadAsText",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # A page of 25 cards is 43 kB of text and 6 kB on the wire. Django pads it against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "directory.languages.LanguageOfTheAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # After allauth's, so that it is asked first: theirs would keep a whole request, address and all.
    "curation.sign_in.middleware.DeskDoor",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "directory" / "project" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "directory.project.context.site",
                "directory.project.context.languages",
                # Lazy: public templates must use neither `user` nor `messages`, or a visitor gets a cookie.
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
FORMS_URLFIELD_ASSUME_HTTPS = True

# Static files get their content's fingerprint in the name, so browsers may keep them for ever.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
FINGERPRINTS = env.switch("FINGERPRINTS", default=not DEBUG)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "directory.project.static.Fingerprinted"
        if FINGERPRINTS
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
MEDIA_ROOT = DATA_DIR / "files"

# Addresses and transport. An onion service or a laptop runs with DIRECTORY_HTTPS=0.
HTTPS = env.switch("HTTPS", default=not DEBUG)
ALLOWED_HOSTS = env.words("HOSTS", "127.0.0.1,localhost" if DEBUG else "")
CSRF_TRUSTED_ORIGINS = env.words("TRUSTED_ORIGINS")
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
if env.switch("BEHIND_PROXY", default=False):
    # Only safe when the proxy overwrites this header, so it is off until somebody says so.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SILENCED_SYSTEM_CHECKS = [
    # HSTS preload: the owner of a domain enters it in the browsers' lists for years. Not ours to decide.
    "security.W021",
]

# What the browser is told on every page; the rest of the headers are in directory/middleware.py.
# Not “no-referrer”: Chromium then sends “Origin: null”, and staff forms fail the CSRF check.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Cookies are for staff only. The __Host- prefix makes browsers refuse one set by a sister site.
_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_PREFIX}session"
# Whoever does nothing for so long is signed out; whoever goes on, after so many hours. Closing the browser ends it too.
SESSION_COOKIE_AGE = env.number("IDLE_MINUTES", 30) * 60
SESSION_HOURS = env.number("SESSION_HOURS", 12)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# Not in a cookie of its own, which would have no prefix and be on the way with the next page.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken"
# A sign-in in another tab makes the tokens of open pages worth nothing, and nobody is to lose what they wrote there.
CSRF_FAILURE_VIEW = "curation.sign_in.again.refused"
CSRF_COOKIE_AGE = None
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "curation.sign_in.passwords.NotEasyToGuess"},
]

# How curators sign in: with a password and a code, or with a passkey. See curation/sign_in/.
SECOND_FACTOR_REQUIRED = env.option("SECOND_FACTOR", "required", ("required", "optional")) == "required"
ACCOUNT_ADAPTER = "curation.sign_in.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# Five wrong passwords, or five wrong codes, for one account; nothing is counted by address.
ACCOUNT_RATE_LIMITS = dict.fromkeys(("login", "reauthenticate"), "") | {"login_failed": "5/15m/key"}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
MFA_ADAPTER = "curation.sign_in.adapters.Factors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# So that a passkey is two things at once: having it, and the finger, face or PIN that it asks for.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_RATE_LIMITS = {"webauthn_login": ""}
MFA_RECOVERY_CODES_SHOW_ONCE = True
# A clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1

# What one request may carry.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 3
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

CACHES = {
    # What has been tried to sign in, counted for all processes; whose it is cannot be read.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "curation_attempt",
        "KEY_FUNCTION": "curation.sign_in.attempts.unreadable",
        # Above that, lines are dropped at random; nobody must get rid of their own by making many.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # The frame of the public pages, drawn once in each process; while templates are being written, each time.
    "template_fragments": {
        "BACKEND": f"django.core.cache.backends.{'dummy.DummyCache' if DEBUG else 'locmem.LocMemCache'}",
        "LOCATION": "template-fragments",
    },
}

# Words and time.
# Those that the pages are offered in; the first is the one of addresses that name none. See directory/languages.py.
LANGUAGES = env.options("LANGUAGES", "en,es", {"en": _("English"), "es": _("Spanish")})
LANGUAGE_CODE = LANGUAGES[0][0]
USE_I18N = True
FORMAT_MODULE_PATH = "directory.project.formats"
USE_TZ = True
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")

# Copies of everything: where they lie, for how many days, and the key they are closed with.
BACKUP_DIR = env.folder("BACKUP_DIR", DATA_DIR / "backups")
BACKUP_DAYS = env.number("BACKUP_DAYS", 35)
BACKUP_KEY = env.text("BACKUP_KEY").strip()
# Mail to listed groups, and to curators who asked for it. Without a server nothing is sent, and curators pass links on by hand.
EMAIL_HOST = env.text("MAIL_HOST")
EMAIL_PORT = env.number("MAIL_PORT", 587)
EMAIL_HOST_USER = env.text("MAIL_USER")
EMAIL_HOST_PASSWORD = env.text("MAIL_PASSWORD")
EMAIL_USE_TLS = env.switch("MAIL_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "webmaster@localhost")

# Whether this machine may ask the sites of listed groups if their pages are still there, and through which proxy.
# It shows them where this site lives, so that it is off until somebody decides otherwise.
CHECK_LINKS = env.switch("CHECK_LINKS", default=False)
CHECK_LINKS_PROXY = env.proxy("CHECK_LINKS_PROXY")

# Spreadsheets that coalitions bring: limits that are not set here are in curation/sheets/limits.py.
SHEET_LIMITS = {"file_bytes": env.number("SHEET_MB", 10) * 1024 * 1024, "rows": env.number("SHEET_ROWS", 50_000)}
SHEET_DAYS = env.number("SHEET_DAYS", 7)
# Our own pages take spreadsheets in; were the library's ever opened, they would ask for these permissions.
IMPORT_EXPORT_IMPORT_PERMISSION_CODE = "import"
IMPORT_EXPORT_EXPORT_PERMISSION_CODE = "view"

# The log holds what went wrong and where in the code, never who asked or what they typed.
DEFAULT_EXCEPTION_REPORTER = "directory.logs.QuietReporter"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "directory.logs.QuietFilter"}},
    "formatters": {"quiet": {"()": "directory.logs.QuietFormatter"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "filters": ["quiet"], "formatter": "quiet"},
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Naming these two replaces Django's own handlers, one of which mails whole requests.
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # Not every address that somebody mistyped or a robot tried.
        "django.request": {"level": "ERROR"},
        "django.server": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
        # That somebody signed in or was refused, without who.
        "curation.sign_in": {"level": "INFO"},
    },
}
