"""The product's settings in the tests: a folder of its own, and static files under their own names.

A module and not a fixture, because Django reads settings before the first fixture runs.
"""

import os
import tempfile

# Kept in a name, so that the folder lives as long as the run and goes with it.
_FOLDER = tempfile.TemporaryDirectory(prefix="triennio-tests-")
os.environ["TRIENNIO_VAR"] = _FOLDER.name

from triennio.settings import *  # noqa: E402, F403
from triennio.settings import STATIC_ROOT as _STATIC_ROOT  # noqa: E402
from triennio.settings import STORAGES as _STORAGES  # noqa: E402

# WhiteNoise warns about a folder that is not there, and a warning is an error here.
_STATIC_ROOT.mkdir()

STORAGES = {
    **_STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

# A slow hash is the point of a password, and of no test: every small world has fifteen accounts.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
