"""Puts the front-end files and the compiled translations into the tree before the wheel is packed."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).resolve().parent))


class FrontEndAndTranslations(BuildHookInterface):  # type: ignore[type-arg]
    """Runs for a wheel only: an editable install leaves both to `make install`."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version == "editable":
            return
        import front_end
        import translations

        if not (front_end.VENDOR.exists() and front_end.FONTS.exists()):
            front_end.fetch()
            front_end.copy()
        translations.compile_stale()
