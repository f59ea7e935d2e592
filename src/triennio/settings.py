"""Settings of the product. Each one that an installation may change is read from the environment here, and only here.

`docs/settings.md` describes them; a test keeps the two lists equal.
"""

from pathlib import Path
from typing import Any

from triennio import database, env, secretkey
from triennio.web.logs import logging_config

PACKAGE = Path(__file__).resolve().parent

DEBUG = env.flag("TRIENNIO_DEBUG", False)
VAR = env.directory("TRIENNIO_VAR", Path("var"))
SECRET_KEY = env.secret("TRIENNIO_SECRET_KEY") or secretkey.load_or_create(VAR / "secret_key")
ALLOWED_HOSTS = env.words("TRIENNIO_ALLOWED_HOSTS", ("127.0.0.1", "localhost", "[::1]"))

INSTALLED_APPS = [
    "triennio.web",
    "triennio.calculator",
    "triennio.event_calculator",
    "triennio.guide",
    "triennio.pictures",
    "triennio.registry",
    "triennio.people",
    "triennio.platform",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "triennio.web.middleware.RequestLog",
    "triennio.web.middleware.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "triennio.people.web.evenly.Evenly",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "triennio.web.middleware.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "triennio.people.web.gate.Gate",
    "triennio.web.middleware.Refusals",
]
ROOT_URLCONF = "triennio.urls"
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
                "triennio.web.context.shell",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

# --- database: an action opens its own transaction, never the request
DATABASE_URL = env.secret("TRIENNIO_DATABASE_URL")
DATABASES = {
    "default": database.postgresql(DATABASE_URL, "TRIENNIO_DATABASE_URL")
    if DATABASE_URL
    else database.sqlite(VAR / "triennio.sqlite3")
}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- people and how they sign in
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"triennio.people.access.passwords.{name}"}
    for name in ("NotLikeTheAccount", "NotCommon", "NotOnlyDigits")
]
AUTH_PASSWORD_VALIDATORS.append(
    {"NAME": "triennio.people.access.passwords.LongEnough", "OPTIONS": {"min_length": 10}}
)
DEMONSTRATION = env.flag("TRIENNIO_DEMONSTRATION", False)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/io/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_ADAPTER = "triennio.people.access.adapter.AccountAdapter"
ACCOUNT_FORMS = {"signup": "triennio.people.access.forms.SignupForm"}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Five wrong passwords stop one address for a quarter of an hour; a network may err more, since a hospital is one.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/5m/ip,5/15m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.integer("TRIENNIO_PROXIES", 0, minimum=0, maximum=5)
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = "Triennio: "
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Triennio"
MFA_ADAPTER = "triennio.people.access.adapter.MfaAdapter"
MFA_TOTP_TOLERANCE = 1
SOCIALACCOUNT_ADAPTER = "triennio.people.identity.adapter.IdentityAdapter"
SOCIALACCOUNT_FORMS = {"signup": "triennio.people.access.forms.IdentitySignupForm"}
SOCIALACCOUNT_AUTO_SIGNUP = False
# A link, not a form: the browser forbids a form that ends at another site. Linking asks for a confirmation anyway.
SOCIALACCOUNT_LOGIN_ON_GET = True
_SPID, _CIE = env.text("TRIENNIO_OIDC_SPID_URL", ""), env.text("TRIENNIO_OIDC_CIE_URL", "")
_IDENTITIES = (
    (
        "SPID",
        _SPID,
        env.text("TRIENNIO_OIDC_SPID_CLIENT", "triennio"),
        env.secret("TRIENNIO_OIDC_SPID_SECRET"),
    ),
    ("CIE", _CIE, env.text("TRIENNIO_OIDC_CIE_CLIENT", "triennio"), env.secret("TRIENNIO_OIDC_CIE_SECRET")),
)
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": name.lower(),
                "name": name,
                "client_id": client,
                "secret": secret or "",
                "settings": {"server_url": url},
            }
            for name, url, client, secret in _IDENTITIES
            if url
        ],
    }
}
# The counts of failed attempts must outlive a restart and be shared by all processes.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}}

# --- mail
SUPPORT_EMAIL = env.text("TRIENNIO_SUPPORT_EMAIL", "assistenza@triennio.example")
DEFAULT_FROM_EMAIL = env.text("TRIENNIO_FROM_EMAIL", "Triennio <avvisi@triennio.example>")
SMTP = env.text("TRIENNIO_SMTP", "")
EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if SMTP
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_HOST, _, _smtp_port = SMTP.partition(":")
EMAIL_PORT = int(_smtp_port or 25)
EMAIL_HOST_USER = env.text("TRIENNIO_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.secret("TRIENNIO_SMTP_PASSWORD") or ""
EMAIL_USE_TLS = env.flag("TRIENNIO_SMTP_TLS", False)
EMAIL_FILE_PATH = VAR / "mail"

# --- files that people send, keys that seal, anchors of the journal: never inside the web root
UPLOADS = env.directory("TRIENNIO_UPLOADS", VAR / "uploads")
KEYS = env.directory("TRIENNIO_KEYS", VAR / "keys")
ANCHORS = env.directory("TRIENNIO_ANCHORS", VAR / "anchors")
ANCHOR_EMAIL = env.words("TRIENNIO_ANCHOR_EMAIL", ())
CLAMAV = env.text("TRIENNIO_CLAMAV", "")

# --- language and time
LANGUAGE_CODE = "it"
LANGUAGES = [("it", "Italiano"), ("de", "Deutsch"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
LANGUAGE_COOKIE_NAME = "lingua"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True
USE_TZ = True
TIME_ZONE = "Europe/Rome"

# --- files of the pages: hashed, compressed copies in var/, made by `triennio prepare`
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

# --- the open network
HTTPS = env.flag("TRIENNIO_HTTPS", False)
# Without TLS a browser offers passkeys on its own machine only.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
CSRF_TRUSTED_ORIGINS = env.words("TRIENNIO_TRUSTED_ORIGINS", ())
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^salute/$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

# --- the API: calls a minute for each key
API_RATE = env.integer("TRIENNIO_API_RATE", 300, minimum=1, maximum=1_000_000)

# --- the server process
SERVER_THREADS = env.integer("TRIENNIO_THREADS", 8, minimum=1, maximum=64)

# --- logs: never a body, a query string or a person
LOGGING_CONFIG = "logging.config.dictConfig"
LOGGING = logging_config(env.choice("TRIENNIO_LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")))
