"""What web and worker hold in memory after the screens were looked at, shared pages counted once."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any

PORT = 18321
REST = 12
"""Seconds after the last page: by then the allocator of the columnar copy has given back what it does not hold."""
PAGES = ("/board/", "/deals/?sort=-value", "/search/?q=volga", "/numbers/")


@dataclass
class Memory:
    """Megabytes (proportional set size) of the supervisor, web and worker together."""

    name: str
    deals: int
    megabytes: float

    def as_json(self) -> dict[str, Any]:
        """As it stands in latest.json."""
        return {"name": self.name, "deals": self.deals, "megabytes": round(self.megabytes)}


def memory(deals: int, session: str) -> Memory:
    """Start the product on the measured folder, look at the screens as the signed-in session, and add up."""
    env = {**os.environ, "PENSTOCK_PORT": str(PORT), "DJANGO_SETTINGS_MODULE": "penstock.config.settings"}
    command = [sys.executable, "-m", "penstock", "up"]
    with subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as up:
        try:
            _wait()
            for page in PAGES:
                _look(page, session)
            time.sleep(REST)
            return Memory("memory of web and worker", deals, sum(map(megabytes, _family(up.pid))))
        finally:
            up.send_signal(signal.SIGTERM)


def memory_of_copy(deals: int, workspace_id: int) -> Memory:
    """What the columnar copy adds to a process that answers from it."""
    command = [sys.executable, "-m", "benchmarks.holding", str(workspace_id)]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return Memory("memory of the copy", deals, float(told))


def _wait() -> None:
    until = time.monotonic() + 120
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/healthz", timeout=5):
                return
        except OSError:
            time.sleep(0.5)
    raise RuntimeError("Penstock did not start.")


def _look(page: str, session: str) -> None:
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    opener.addheaders = [("Cookie", f"sessionid={session}")]
    opener.open(f"http://127.0.0.1:{PORT}{page}", timeout=300).read()


def _family(pid: int) -> list[int]:
    """A process and all beneath it."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="utf-8").split()
    return [pid, *(one for child in children for one in _family(int(child)))]


def megabytes(pid: int) -> float:
    """What a process holds, shared pages by its share."""
    found = re.search(r"^Pss:\s+(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8"), re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0
