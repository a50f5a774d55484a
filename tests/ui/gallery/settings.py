"""The few settings that the sample pages need; the project's own settings are not involved."""

from pathlib import Path

from penstock.ui.navigation import CreateEntry, NavEntry, place, register

HERE = Path(__file__).parent
SECRET_KEY = "only-for-looking"
DEBUG = True
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "Europe/Moscow"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский"), ("zh-hans", "简体中文")]
LOCALE_PATHS = [HERE.parents[2] / "src/penstock/locale"]
ROOT_URLCONF = "tests.ui.gallery.urls"
STATIC_URL = "/static/"
INSTALLED_APPS = ["django.contrib.staticfiles", "django.contrib.messages", "penstock.ui"]
MIDDLEWARE = ["tests.ui.gallery.urls.sample_middleware", "django.contrib.messages.middleware.MessageMiddleware"]
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csrf",
                "django.contrib.messages.context_processors.messages",
                "penstock.ui.context.frame",
            ]
        },
    }
]

for order, (key, label, icon, keys) in enumerate(
    [
        ("today", "Today", "sun", "g t"),
        ("board", "Board", "square-kanban", "g b"),
        ("list", "List", "list", "g l"),
        ("contacts", "Contacts", "users-round", "g p"),
        ("company", "Companies", "building", "g c"),
        ("numbers", "Numbers", "chart-no-axes-column", "g n"),
    ]
):
    register(NavEntry(key, label, icon, key, order, keys))
register(NavEntry("import", "Import", "file-up", "import", 80, foot=True))
register(NavEntry("settings", "Settings", "settings", "settings", 90, "g s", foot=True))
register(CreateEntry("deal", "Deal", "circle-dollar-sign", "deal-new", 1))
register(CreateEntry("company", "Company", "building", "deal-new", 2))
register(CreateEntry("contact", "Contact", "user-round-plus", "deal-new", 3))
for slot, name in (
    ("search", "list"),
    ("palette", "palette"),
    ("profile", "settings"),
    ("sign_out", "sign-out"),
):
    place(slot, name)
