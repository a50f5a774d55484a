"""The wheel carries everything that runs without the repository."""

import subprocess
import sys
import zipfile
from pathlib import Path

from scripts.front_end import FILES, FONT_FILES
from tests.architecture import tree


def test_the_wheel_carries_templates_static_files_and_compiled_translations(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(tree.ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    assert {f"penstock/ui/static/vendor/{name}" for name in FILES.values()} <= names
    assert {f"penstock/paper/fonts/{name}" for name in FONT_FILES.values()} <= names
    assert {_inside(path) for path in tree.templates()} <= names
    assert {_inside(path).replace(".po", ".mo") for path in tree.PACKAGE.glob("locale/**/*.po")} <= names


def _inside(path: Path) -> str:
    return path.relative_to(tree.PACKAGE.parent).as_posix()
