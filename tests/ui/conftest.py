"""What the tests of the elements have: the sample pages on a server of their own, and a Chromium to open them in."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, sync_playwright

from tests.browser import chromium

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def gallery() -> Iterator[str]:
    """The address of the sample pages."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")])}
    command = [sys.executable, "-m", "tests.ui.gallery", str(port)]
    serving = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _wait_for(port)
    yield f"http://127.0.0.1:{port}"
    serving.terminate()
    serving.wait()


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as door:
            if door.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The sample pages did not start.")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for a file of tests."""
    found = chromium.find()
    with sync_playwright() as playwright:
        environment = {**os.environ, **found.environment}
        launched = playwright.chromium.launch(
            executable_path=str(found.path), args=list(found.arguments), env=environment
        )
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Any, gallery: str) -> Iterator[Page]:
    """A page without motion; the test fails when the browser reports an error of ours."""
    context = browser.new_context(base_url=gallery, viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    opened = context.new_page()
    faults: list[str] = []
    opened.on("pageerror", lambda fault: faults.append(str(fault)))
    opened.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
    yield opened
    context.close()
    assert not faults
