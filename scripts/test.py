"""Runs every test on SQLite and on PostgreSQL at the same time, and says at the end how it went.

Where there is no PostgreSQL it says so and runs the other half; with CI=true or
PENSTOCK_REQUIRE_ALL=1 that is a failure.
Options go to pytest: `make test ARGS="-k import"`.
"""

import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.postgres import server  # noqa: E402

REQUIRED = os.environ.get("CI", "").lower() in ("1", "true") or os.environ.get("PENSTOCK_REQUIRE_ALL") == "1"
NOTHING_COLLECTED = 5
MISSING = "PostgreSQL is not on this machine: the PostgreSQL half of the tests did NOT run."


class Half:
    """The tests on one database, with their output kept until it is wanted."""

    def __init__(self, database: str, arguments: list[str], folder: Path) -> None:
        self.database = database
        self.report = folder / f"{database}.xml"
        self.output = folder / f"{database}.txt"
        command = [sys.executable, "-m", "pytest", f"--junitxml={self.report}", "--color=no", *arguments]
        environment = os.environ | {"PENSTOCK_TEST_DATABASE": database}
        with self.output.open("wb") as file:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=file, stderr=subprocess.STDOUT)

    def finish(self) -> Counter[str]:
        """Waits for it, prints what it said, and counts."""
        code = self.process.wait()
        print(f"\n===== {self.database} =====\n{self.output.read_text(errors='replace')}", flush=True)
        counts = self._counts()
        if code not in (0, NOTHING_COLLECTED) and not counts["failed"]:
            counts["failed"] += 1
        return counts

    def _counts(self) -> Counter[str]:
        if not self.report.exists():
            return Counter()
        suites = ElementTree.parse(self.report).getroot().iter("testsuite")
        return sum((_suite(suite) for suite in suites), Counter())


def _suite(suite: ElementTree.Element) -> Counter[str]:
    total, failed, errors, skipped = (int(suite.get(key, 0)) for key in ("tests", "failures", "errors", "skipped"))
    return Counter(passed=total - failed - errors - skipped, failed=failed + errors, skipped=skipped)


def main(arguments: list[str]) -> int:
    """Returns 0 when everything that had to run ran and passed."""
    databases = ["sqlite"] + (["postgresql"] if server.binaries() else [])
    with tempfile.TemporaryDirectory(prefix="penstock-test-") as folder:
        halves = [Half(database, arguments, Path(folder)) for database in databases]
        counts = sum((half.finish() for half in halves), Counter())
    if len(databases) == 1:
        print(MISSING)
        counts["failed"] += REQUIRED
    if counts["skipped"]:
        print(f"{counts['skipped']} skipped")
        counts["failed"] += counts["skipped"] if REQUIRED else 0
    print(f"{counts['passed']} passed, {counts['failed']} failed")
    return 1 if counts["failed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
