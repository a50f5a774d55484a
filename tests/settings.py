"""The settings under which tests run: a folder of their own, quick password hashes, and the database that was chosen.

PENSTOCK_TEST_DATABASE chooses it: `sqlite` (the default) or `postgresql`.
"""

import os

from tests.postgres import server
from tests.temporary import data_folder

for name in [name for name in os.environ if name.startswith("PENSTOCK_") and not name.startswith("PENSTOCK_TEST_")]:
    if name not in ("PENSTOCK_REQUIRE_ALL", "PENSTOCK_SHARED_DATA"):
        del os.environ[name]
# The command line and the demo speak the language of the shell; tests read English.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ["PENSTOCK_DATA"] = str(data_folder())
if os.environ.get("PENSTOCK_TEST_DATABASE", "sqlite") == "postgresql":
    os.environ["PENSTOCK_DATABASE_URL"] = server.address()

from penstock.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if "PENSTOCK_DATABASE_URL" not in os.environ:
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}  # noqa: F405
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405

# The browser's driver keeps an event loop in this thread; the tests themselves do not run on it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
