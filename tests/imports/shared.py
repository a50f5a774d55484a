"""Real exports to test on; they are no part of the project. Where they are not, the tests that need them say so."""

import os
from pathlib import Path

import pytest

DATA = Path(os.environ.get("PENSTOCK_SHARED_DATA") or Path(__file__).parents[2].parent / "shared/data")
WHY = f"the real exports are not at {DATA} (PENSTOCK_SHARED_DATA): this was not tested on them"

needs_data = pytest.mark.skipif(not DATA.is_dir(), reason=WHY)


def files(*patterns: str) -> list[Path]:
    """The files that match, in order."""
    return [path for pattern in patterns for path in sorted(DATA.glob(pattern))]
