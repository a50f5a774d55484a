"""A data folder for one run of the tests, shared by its processes and removed by the one that made it."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path


def data_folder() -> Path:
    """The run's folder; the first process makes it, those it starts find it in their environment."""
    if "PENSTOCK_TEST_DATA" not in os.environ:
        made = tempfile.mkdtemp(prefix="penstock-tests-")
        os.environ["PENSTOCK_TEST_DATA"] = made
        atexit.register(_remove, made, os.getpid())
    return Path(os.environ["PENSTOCK_TEST_DATA"])


def _remove(made: str, owner: int) -> None:
    if os.getpid() == owner:
        shutil.rmtree(made, ignore_errors=True)
