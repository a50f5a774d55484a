"""Starts Penstock as a person would, with a folder and a port of its own, and stops it again."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 120.0


@dataclass
class Server:
    """A running `penstock up --demo`."""

    url: str
    data: Path
    environment: dict[str, str]
    process: subprocess.Popen[bytes]
    log: Path

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Another command on the same data folder."""
        command = [sys.executable, "-m", "penstock", *arguments]
        return subprocess.run(command, env=self.environment, capture_output=True, text=True, timeout=120, check=False)

    def stop(self) -> int:
        """Interrupts it, as Ctrl-C would, and returns its exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(30)


def start(data: Path, *options: str, **settings: str) -> Server:
    """Waits until web, worker and database are well; raises with the log when that does not come."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    ours = {"PENSTOCK_DATA": str(data), "PENSTOCK_PORT": str(port), "LC_ALL": "C.UTF-8"}
    environment = plain_environment() | ours | settings
    log = data.with_name(f"{data.name}.log")
    with log.open("wb") as file:
        command = [sys.executable, "-m", "penstock", "up", *options]
        process = subprocess.Popen(command, env=environment, stdout=file, stderr=subprocess.STDOUT)
    server = Server(f"http://127.0.0.1:{port}", data, environment, process, log)
    _wait(server)
    return server


def plain_environment() -> dict[str, str]:
    """This process's environment without our settings and without the tests' own."""
    foreign = ("PENSTOCK_", "DJANGO_", "COVERAGE_")
    return {name: value for name, value in os.environ.items() if not name.startswith(foreign)}


def _wait(server: Server) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/healthz", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    server.process.kill()
    raise RuntimeError(f"Penstock did not start:\n{server.log.read_text()}")
